"""Reading matters back: the record, who wrote each event, and the heads of its chain."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping

from django.db import connection

from zhunsheng.record.event import Value
from zhunsheng.record.leaf import ERASED, HEADER, read_about, read_body
from zhunsheng.record.record import Record
from zhunsheng.record.tagged import untagged
from zhunsheng.store.keeping import Kept, NoSuchMatter

EVENTS = (
    "SELECT m.id, m.procedure, e.seq, e.body, e.head FROM store_matter m"
    " JOIN store_event e ON e.matter_id = m.id WHERE m.number = %s ORDER BY e.seq"
)
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
        values = _by_place(cursor.fetchall())
    entries = tuple(read_body(body, values[seq]) for _, _, seq, body, _ in rows)
    about = read_about(rows[0][3], values[HEADER])
    events = tuple(entry.event for entry in entries)
    record = Record(number, rows[0][1], about, events)
    return Kept(record, entries, tuple(bytes(row[4]).hex() for row in rows))


def _by_place(rows: list[tuple[int, str, str | None]]) -> Mapping[int, dict[str, Value]]:
    values: dict[int, dict[str, Value]] = defaultdict(dict)
    for seq, name, value in rows:
        values[seq][name] = ERASED if value is None else untagged(json.loads(value))
    return values
