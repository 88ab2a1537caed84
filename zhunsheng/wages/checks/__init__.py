"""The checks: one function each, gathered by name in the order of their bits."""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.wages.checks import account, pay, presence, site
from zhunsheng.wages.checks.check import NAMES, PROJECT_NAMES, REGISTER, WORKER_NAMES, Check

MODULES = (pay, presence, account, site)
CHECKS: Mapping[str, Check] = REGISTER.in_order()

__all__ = ["CHECKS", "MODULES", "NAMES", "PROJECT_NAMES", "WORKER_NAMES", "Check"]
