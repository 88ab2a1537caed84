"""Making every snapshot again from the events: rows, findings and words, none of them the truth.

Snapshots are made by whoever knows the law and handed in as a function; here they are read in
blocks of matters and written where no event was added meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.record import Record
from zhunsheng.store.keeping import Snapshot
from zhunsheng.store.models import Matter
from zhunsheng.store.reading import Values, by_place, recorded
from zhunsheng.store.snapshots import write_snapshots

TOGETHER = 200
EVENTS = (
    "SELECT m.id, m.number, m.procedure, e.seq, e.body, e.head FROM store_matter m"
    " JOIN store_event e ON e.matter_id = m.id WHERE m.id IN ({places}) ORDER BY m.id, e.seq"
)
VALUES = "SELECT matter_id, seq, name, value FROM store_personalvalue WHERE matter_id IN ({places})"
Make = Callable[[Record], Snapshot]
Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Rebuilt:
    """How many snapshots were made again, and which matters have none because of what."""

    matters: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def rebuild(make: Make, tell: Tell = lambda done, total: None) -> Rebuilt:
    """Make the snapshot of every matter again, also where its row was lost or changed.

    `make` may raise `ZhunshengError` for a record it cannot judge; that matter keeps what it has.
    """
    ids = list(Matter.objects.order_by("id").values_list("id", flat=True))
    rebuilt, done = Rebuilt(), 0
    waiting = iter(ids)
    while block := list(islice(waiting, TOGETHER)):
        _rebuild(block, make, rebuilt)
        done += len(block)
        tell(done, len(ids))
    return rebuilt


def _rebuild(ids: Sequence[int], make: Make, rebuilt: Rebuilt) -> None:
    """Make the snapshots of some matters again and write those that are the newest."""
    rows = []
    for kept in _kept(ids):
        matter_id, number, procedure, seq, _, head = kept.last
        try:
            record, _ = recorded(number, procedure, kept.bodies, kept.values)
            shot = make(record)
        except ZhunshengError as error:
            rebuilt.failed.append((number, str(error)))
            continue
        rows.append((matter_id, number, procedure, seq, bytes(head), shot))
    with transaction.atomic(), connection.cursor() as cursor:
        write_snapshots(cursor, rows, anew=True)
    rebuilt.matters += len(rows)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The events of a matter as rows, and its personal values by place and name."""

    rows: Sequence[tuple[Any, ...]]
    values: Values

    @property
    def last(self) -> tuple[Any, ...]:
        return self.rows[-1]

    @property
    def bodies(self) -> Sequence[tuple[int, str]]:
        return [(row[3], row[4]) for row in self.rows]


def _kept(ids: Sequence[int]) -> Iterator[_Kept]:
    places = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(VALUES.format(places=places), ids)
        values = sorted(cursor.fetchall(), key=itemgetter(0))
        cursor.execute(EVENTS.format(places=places), ids)
        events = cursor.fetchall()
    by_matter = {key: [row[1:] for row in rows] for key, rows in groupby(values, key=itemgetter(0))}
    for matter_id, rows in groupby(events, key=itemgetter(0)):
        yield _Kept(list(rows), by_place(by_matter.get(matter_id, [])))
