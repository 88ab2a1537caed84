"""The two digests a proof may rest on, each as a function that is quick on short texts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Protocol

from zhunsheng.record.chain import SHA256, SM3, DigestUnavailable

DIGESTS = (SHA256, SM3)
HASH_BYTES = 32  # both digests give as many


class Hashed(Protocol):
    """What a digest has taken in."""

    def digest(self) -> bytes:
        """Give the 32 bytes."""


def hashing(digest: str) -> Callable[[bytes], Hashed]:
    """Give the function that takes bytes in; raises `DigestUnavailable`, also for weak digests."""
    if digest not in DIGESTS:
        raise DigestUnavailable(digest)
    if digest == SHA256:
        return hashlib.sha256
    try:
        empty = hashlib.new(digest)
    except ValueError:
        raise DigestUnavailable(digest) from None

    def taken_in(content: bytes) -> Hashed:
        begun = empty.copy()  # looking the digest up by name costs more than hashing an event
        begun.update(content)
        return begun

    return taken_in
