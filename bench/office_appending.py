"""Durable appends: officers who write to their matters at once, beside plain inserts of the same.

An act goes through the store as the office hands it over: event, link, line in the lists, findings
and words, one transaction. A plain insert is one row with the same body, committed by itself.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count

from django.db import connection

from zhunsheng.office import Office
from zhunsheng.record.event import Event
from zhunsheng.record.leaf import Entry, Place, write_body
from zhunsheng.store.django_store import DjangoStore
from zhunsheng.store.keeping import Act
from zhunsheng.store.models import MatterRow

SECONDS = 3
MATTERS_OF_A_CLIENT = 10
PLAIN = "bench_plain"
KEY_LENGTH = {"sqlite": "INTEGER PRIMARY KEY", "postgresql": "BIGSERIAL PRIMARY KEY"}
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pace:
    """How many acts a second, and how long one took: half and 95 % of them, in milliseconds."""

    rate: float
    p50: float
    p95: float


def appends(clients: int, day: date, now: datetime) -> Pace:
    """Measure acts of so many clients, each on matters of its own."""
    office, store = Office(), DjangoStore()
    numbers = iter(
        MatterRow.objects.filter(ended=False)
        .order_by("-pk")
        .values_list("number", flat=True)[: clients * MATTERS_OF_A_CLIENT]
    )
    marks = f"{now:%H%M%S%f}/{clients}"
    todo = [
        _acts(office, store, [next(numbers) for _ in range(MATTERS_OF_A_CLIENT)], (day, marks))
        for _ in range(clients)
    ]
    return _paced([_appending(store, acts) for acts in todo])


def plain(clients: int, day: date) -> Pace:
    """Measure plain inserts of so many clients."""
    serial = KEY_LENGTH[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {PLAIN}")
        cursor.execute(f"CREATE TABLE {PLAIN} (id {serial}, body TEXT NOT NULL)")
    entry = Entry(_noted(day, 0), "officer0001")
    body, _ = write_body(Place("虚构1号", "work_injury", 2), entry, personal=(), salts=lambda: b"")
    pace = _paced([_inserting(body) for _ in range(clients)])
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {PLAIN}")
    return pace


def _noted(day: date, number: int) -> Event:
    return Event("noted", day, note=f"第{number}次去电，约定补交材料的日期")


def _acts(
    office: Office, store: DjangoStore, numbers: Sequence[str], marks: tuple[date, str]
) -> Iterator[Act]:
    """Give act after act, to each of the matters in turn."""
    day, mark = marks
    kept = [store.load(number) for number in numbers]
    shots = [office.snapshot(one.record.append(_noted(day, 0)), day) for one in kept]
    return (
        Act(
            one.record.matter,
            one.seq + turn,
            f"{mark}/{one.record.matter}/{turn}",
            (Entry(_noted(day, turn), "officer0001"),),
            replace(shot, words=f"{shot.words} 第{turn}次去电"),
        )
        for turn in count()
        for one, shot in zip(kept, shots, strict=True)
    )


def _appending(store: DjangoStore, acts: Iterator[Act]) -> Work:
    return lambda: store.append(next(acts))


def _inserting(body: str) -> Work:
    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {PLAIN} (body) VALUES (%s)", [body])

    return insert


def _paced(work: Sequence[Work]) -> Pace:
    """Let every client work in a thread of its own for some seconds."""
    until = time.monotonic() + SECONDS
    taken: list[list[float]] = [[] for _ in work]
    threads = [
        threading.Thread(target=_repeat, args=(one, until, times))
        for one, times in zip(work, taken, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = sorted(one for times in taken for one in times)
    cuts = statistics.quantiles(every, n=20)
    return Pace(len(every) / SECONDS, cuts[9] * 1e3, cuts[18] * 1e3)


def _repeat(work: Work, until: float, times: list[float]) -> None:
    try:
        while (begun := time.monotonic()) < until:
            work()
            times.append(time.monotonic() - begun)
    finally:
        connection.close()
