"""Events of the office itself, the same in every procedure: who has the matter, who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ASSIGNED = "assigned"
SEALED = "sealed"
UNSEALED = "unsealed"
EXCEPTED = "excepted"
WITHDRAWN = "import_withdrawn"
ISSUED = "issued"
VOIDED = "voided"

ADMINISTRATIVE: Mapping[str, str] = MappingProxyType(
    {
        ASSIGNED: "分派承办",
        SEALED: "限制查阅",
        UNSEALED: "解除限制",
        EXCEPTED: "特批",
        WITHDRAWN: "撤销导入",
        ISSUED: "制发文书",
        VOIDED: "文书作废",
    }
)
"""Kinds of event with their Chinese names.

``assigned`` states department (code) and handler (sign-in name); ``excepted`` states the step, the
rule, the approver and, as its note, the reason; ``import_withdrawn`` the batch; ``issued`` and
``voided`` the kind and number of a document.
"""
