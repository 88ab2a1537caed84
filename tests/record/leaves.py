"""Matters as they are stored: rows of bodies and heads, made with salts that repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.record.records import records, texts
from zhunsheng.record.chain import SHA256
from zhunsheng.record.leaf import Entry, Place, Row, Sealed, link, opening, write_body
from zhunsheng.record.record import Record

# A slow machine is no fault of the record.
UNTIMED = settings(deadline=None, suppress_health_check=list(HealthCheck))
PERSONAL = ("born_on", "单位")


@dataclass(frozen=True)
class Stored:
    """A matter with its rows and the values kept beside them."""

    matter: str
    rows: tuple[Row, ...]
    sealed: tuple[Sealed, ...]


def salts() -> Callable[[], bytes]:
    """Give 16 bytes at each call, never the same."""
    numbers: Iterator[int] = count(1)
    return lambda: next(numbers).to_bytes(16, "big")


def stored(record: Record, digest: str = SHA256, number: str = "") -> Stored:
    """Write a record down as the store does, under another number if one is given."""
    matter, fresh = number or record.matter, salts()
    head, rows, kept = opening(matter, digest), [], []
    for seq, event in enumerate(record.events, start=1):
        place = Place(matter, record.procedure, seq, record.about if seq == 1 else None)
        entry = Entry(event, "A041", "A077", {"paper": "0f" * 32} if event.papers else {})
        body, sealed = write_body(place, entry, personal=PERSONAL, salts=fresh, digest=digest)
        head = link(head, body, digest)
        rows.append((seq, body, head))
        kept += sealed
    return Stored(matter, tuple(rows), tuple(kept))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Give an entry with any event, officers and papers."""
    record = draw(records().filter(lambda record: record.events))
    files = draw(st.dictionaries(texts, st.sampled_from(["00" * 32, "ab" * 32]), max_size=2))
    return Entry(draw(st.sampled_from(record.events)), draw(texts), draw(texts), files)
