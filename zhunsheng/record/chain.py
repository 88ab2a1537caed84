"""The hash chain over a record: each event's hash covers the one before it.

The first link covers matter, procedure and header facts, so that event 1 cannot be moved under
another number. An event is hashed as canonical JSON: sorted keys, no spaces, days and decimals
tagged, equal decimals written alike. A record and its plain text form have the same heads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record
from zhunsheng.record.tagged import canonical_json, tagged_all

SHA256 = "sha256"
SM3 = "sm3"


class DigestUnavailable(ZhunshengError):
    """The cryptographic library of the machine does not offer the digest asked for."""

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"本机的密码库没有摘要算法“{digest}”；请改用 sha256，或安装支持它的 OpenSSL"
        )
        self.digest = digest


def heads(record: Record, *, digest: str = SHA256) -> list[str]:
    """Give one hexadecimal hash for each event.

    Raises `DigestUnavailable`, and `UnwritableRecord` for a text with half a character.
    """
    return list(_heads(record, digest))


def verify(record: Record, heads: Sequence[str], *, digest: str = SHA256) -> int | None:
    """Give the index (from 0) of the first event that does not fit its head, or None.

    A missing event or a missing head does not fit. Raises `DigestUnavailable`.
    """
    count = 0
    for head in _heads(record, digest):
        if count == len(heads) or heads[count] != head:
            return count
        count += 1
    return None if count == len(heads) else count


def canonical(event: Event, previous: str) -> bytes:
    """Give the bytes of an event that are hashed, with the hash before it."""
    recorded = event.recorded_at
    return canonical_json(
        {
            "previous": previous,
            "kind": event.kind,
            "happened_on": event.happened_on.isoformat(),
            "happened_at": event.happened_at.isoformat() if event.happened_at else None,
            "recorded_at": recorded.isoformat() if recorded else None,
            "facts": tagged_all(event.facts),
            "papers": list(event.papers),
            "note": event.note,
            "corrects": event.corrects,
        }
    ).encode()


def _heads(record: Record, digest: str) -> Iterator[str]:
    opening = {
        "matter": record.matter,
        "procedure": record.procedure,
        "about": tagged_all(record.about),
    }
    head = _hash(canonical_json(opening).encode(), digest)
    for event in record.events:
        head = _hash(canonical(event, head), digest)
        yield head


def _hash(content: bytes, digest: str) -> str:
    try:
        return hashlib.new(digest, content).hexdigest()
    except ValueError:
        raise DigestUnavailable(digest) from None
