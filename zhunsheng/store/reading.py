"""Reading matters back: the record, who wrote each event, and the heads of its chain."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from zhunsheng.record.event import Value
from zhunsheng.record.leaf import ERASED, HEADER, Entry, read_about, read_body
from zhunsheng.record.record import Record
from zhunsheng.record.tagged import untagged
from zhunsheng.store.keeping import Kept, NoSuchMatter

EVENTS = (
    "SELECT m.id, m.procedure, e.seq, e.body, e.head FROM store_matter m"
    " JOIN store_event e ON e.matter_id = m.id WHERE m.number = %s ORDER BY e.seq"
)
DAY_ENDING = "_on"
Values = Mapping[int, Mapping[str, Value]]
VALUES = "SELECT seq, name, value FROM store_personalvalue WHERE matter_id = %s"


def load(number: str) -> Kept:
    """Return a matter as it is kept; an erased personal value reads as `ERASED`.

    Raises `NoSuchMatter`, and `UnreadableBody` where a body was tampered with.
    """
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, [number])
        rows = cursor.fetchall()
        if not rows:
            raise NoSuchMatter(number)
        cursor.execute(VALUES, [rows[0][0]])
        values = by_place(cursor.fetchall())
    bodies = [(row[2], row[3]) for row in rows]
    record, entries = recorded(number, rows[0][1], bodies, values)
    return Kept(record, entries, tuple(bytes(row[4]).hex() for row in rows))


def recorded(
    number: str, procedure: str, bodies: Sequence[tuple[int, str]], values: Values
) -> tuple[Record, tuple[Entry, ...]]:
    """Return the record and the entries that bodies (with their numbers, in order) tell of.

    Raises `UnreadableBody`.
    """
    entries = tuple(read_body(body, values[seq]) for seq, body in bodies)
    about = read_about(bodies[0][1], values[HEADER])
    return Record(number, procedure, about, tuple(entry.event for entry in entries)), entries


def by_place(rows: Iterable[tuple[int, str, str | None]]) -> Values:
    """Return personal values by the number of their event and their name.

    An erased one reads as `ERASED`; a day, which is named after it, as not known.
    """
    values: dict[int, dict[str, Value]] = defaultdict(dict)
    for seq, name, value in rows:
        values[seq][name] = _erased(name) if value is None else untagged(json.loads(value))
    return values


def _erased(name: str) -> str | None:
    return None if name.endswith(DAY_ENDING) else ERASED
