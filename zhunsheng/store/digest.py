"""Which digest new matters and the log over all matters are hashed with: one setting."""

from __future__ import annotations

import os

from zhunsheng.record.chain import SHA256
from zhunsheng.record.hashing import hashing

VARIABLE = "ZHUNSHENG_DIGEST"


def chosen_digest() -> str:
    """Return sha256, or what the environment asks for; raises `DigestUnavailable`.

    A matter keeps the digest it was opened with; the log changes over with its next head.
    """
    digest = os.environ.get(VARIABLE, "").strip().lower() or SHA256
    hashing(digest)
    return digest
