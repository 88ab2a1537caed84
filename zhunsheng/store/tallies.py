"""Figures over the snapshots: time limits by duty and bucket, defects by ground, places, one's own.

Every figure counts matters, so that the list its door opens (`lists.page` with the filters named
beside it) has as many lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection

from zhunsheng.store.keeping import NEVER, NO_DEFECT, Scope, Wanted
from zhunsheng.store.lists import (
    ANY,
    LOST,
    OPEN_RETURNS,
    SOON_DAYS,
    WEEK_DAYS,
    Where,
    as_day,
    conditions,
)

BUCKETS = ("over", "today", "soon", "week", "later")
OPEN_DUTY = "f.open_clock AND f.holder = 'bureau'"


@dataclass(frozen=True, slots=True)
class Strip:
    """The open matters of a list by their next day: by bucket, by single day, by who is waited for.

    `days` holds the days from the Monday of the week, or today, to seven days ahead; buckets are
    those of `Wanted.due`, with "none" for matters without a day of the bureau's; `returned` are
    files given back and not mended yet.
    """

    total: int = 0
    returned: int = 0
    buckets: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[date, int] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Duty:
    """In how many matters a duty of the bureau is open, by bucket of its own day."""

    procedure: str
    rule: str
    buckets: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ground:
    """How many open matters have a defect on a ground, by gravity, and with any of them."""

    ground: str
    gravities: Mapping[str, int]
    matters: int


@dataclass(frozen=True, slots=True)
class Place:
    """A department and the figures of the open matters in it and below it, as in `Standing`."""

    code: str
    name: str
    kind: str
    path: str
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """The open matters in figures: matters, over, today, others, paused, defective."""

    figures: Mapping[str, int]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """A file given back and not mended yet: by whom (name and department), why, on which day."""

    number: str
    title: str
    by: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """One open duty of a matter: what, until when, on which citation."""

    matter_id: int
    rule: str
    citation: str
    due_on: date


def strip(wanted: Wanted) -> Strip:
    """Count the matters of a list by their next day and by who is waited for."""
    day = wanted.day
    low = min(day, day - timedelta(day.weekday()))
    high = day + timedelta(WEEK_DAYS)
    where = conditions(wanted)
    statement = (
        "SELECT CASE WHEN r.due_on < %s THEN 'before' WHEN r.due_on = %s THEN 'none'"
        " WHEN r.due_on > %s THEN 'later' ELSE CAST(r.due_on AS TEXT) END AS bucket, r.waiting,"
        f" COUNT(*), SUM(CASE WHEN {OPEN_RETURNS} THEN 1 ELSE 0 END)"
        f" FROM store_matterrow r{where} GROUP BY 1, 2"
    )
    buckets: Counter[str] = Counter()
    days: Counter[date] = Counter()
    waiting: Counter[str] = Counter()
    returned = 0
    for name, waits, number, back in _rows(statement, [low, NEVER, high, *where.values]):
        waiting[waits] += number
        returned += back
        due = {"before": low - timedelta(1), "none": NEVER, "later": high + timedelta(1)}.get(name)
        if due is None:
            due = as_day(name)
            days[due] += number
        buckets[bucket_of(due, day)] += number
    return Strip(waiting.total(), returned, buckets, days, waiting)


def bucket_of(due: date, day: date) -> str:
    """Return the bucket of `Wanted.due` that a day falls into."""
    left = (due - day).days
    if due == NEVER:
        return "none"
    if left <= 0:
        return "today" if left == 0 else "over"
    if left <= SOON_DAYS:
        return "soon"
    return "week" if left <= WEEK_DAYS else "later"


def open_matters(scope: Scope, day: date) -> Where:
    """Return the conditions of what figures count: the open matters within a scope."""
    return conditions(Wanted(scope, day))


def duties(where: Where, day: date) -> list[Duty]:
    """Count matters by duty and bucket; the list is that of `finding` with `due`.

    The last one has no procedure and no rule and counts matters with any duty ("*").
    """
    soon, week = day + timedelta(SOON_DAYS), day + timedelta(WEEK_DAYS)
    found = (
        "SELECT r.procedure AS procedure, f.rule AS rule, f.matter_id AS matter_id, CASE"
        " WHEN f.due_on < %s THEN 'over' WHEN f.due_on = %s THEN 'today'"
        " WHEN f.due_on <= %s THEN 'soon' WHEN f.due_on <= %s THEN 'week' ELSE 'later' END"
        f" AS bucket FROM store_findingrow f JOIN store_matterrow r ON r.matter_id = f.matter_id"
        f"{where} AND {OPEN_DUTY} AND f.due_on IS NOT NULL"
    )
    statement = (
        f"WITH found AS ({found}) SELECT procedure, rule, bucket, COUNT(DISTINCT matter_id)"
        " FROM found GROUP BY 1, 2, 3 UNION ALL SELECT '', %s, bucket, COUNT(DISTINCT matter_id)"
        " FROM found GROUP BY 3"
    )
    counts: dict[tuple[str, str], dict[str, int]] = {("", ANY): {}}
    values = [day, day, soon, week, *where.values, ANY]
    for procedure, rule, bucket, number in _rows(statement, values):
        counts.setdefault((procedure, rule), {})[bucket] = number
    whole = Duty("", ANY, counts.pop(("", ANY)))
    return [*(Duty(*names, buckets) for names, buckets in counts.items()), whole]


def grounds(where: Where) -> list[Ground]:
    """Count matters by ground and gravity of their defects; the list is that of `ground`."""
    statement = (
        "WITH found AS (SELECT f.ground AS ground, f.gravity AS gravity, f.matter_id AS matter_id"
        f" FROM store_matterrow r JOIN store_findingrow f ON f.matter_id = r.matter_id{where}"
        " AND r.worst < %s AND f.ground <> '')"
        " SELECT ground, gravity, COUNT(DISTINCT matter_id) FROM found GROUP BY 1, 2"
        " UNION ALL SELECT ground, '', COUNT(DISTINCT matter_id) FROM found GROUP BY 1"
    )
    found: dict[str, dict[str, int]] = {}
    for ground, gravity, number in _rows(statement, [*where.values, NO_DEFECT]):
        found.setdefault(ground, {})[gravity] = number
    return [Ground(ground, counts, counts.pop("")) for ground, counts in found.items()]


def lost_matters(scope: Scope, day: date) -> Where:
    """Return the conditions of the disputes that ended against the bureau, open and ended ones.

    Their list is that of `kind` "lost" with `ended` None.
    """
    return conditions(Wanted(scope, day, kind=LOST, ended=None))


def number(where: Where) -> int:
    """Count the matters of a list."""
    ((found,),) = _rows(f"SELECT COUNT(*) FROM store_matterrow r{where}", where.values)
    return int(found)


def standing(where: Where, day: date) -> Standing:
    """Count matters as a whole and by department; one pass over them."""
    statement = (
        "SELECT r.department_id, CASE WHEN r.due_on < %s THEN 'over' WHEN r.due_on = %s"
        " THEN 'today' ELSE '' END AS bucket, r.waiting,"
        " CASE WHEN r.worst < %s THEN 1 ELSE 0 END, COUNT(*)"
        f" FROM store_matterrow r{where} GROUP BY 1, 2, 3, 4"
    )
    whole: Counter[str] = Counter()
    own: dict[int | None, Counter[str]] = {}
    for department, bucket, waits, defective, number in _rows(
        statement, [day, day, NO_DEFECT, *where.values]
    ):
        marks = ["matters", bucket, waits, "defective" if defective else ""]
        of_place = own.setdefault(department, Counter())
        for mark in filter(None, marks):
            whole[mark] += number
            of_place[mark] += number
    return Standing(whole, tuple(_places(own)))


def _places(own: Mapping[int | None, Counter[str]]) -> Iterator[Place]:
    """Yield the departments with what lies in and below them, in the order of the tree."""
    rows = _rows("SELECT id, code, name, kind, path FROM store_department ORDER BY path", [])
    paths = {number: path for number, _, _, _, path in rows}
    for _, code, name, kind, path in rows:
        below = Counter[str]()
        for number, figures in own.items():
            if paths.get(number or 0, "").startswith(path):
                below.update(figures)
        if below["matters"]:
            yield Place(code, name, kind, path, below)


def returns(wanted: Wanted, limit: int) -> list[Return]:
    """Return the files of a list that were given back and are not mended yet, oldest first."""
    where = conditions(wanted)
    statement = (
        "SELECT r.number, r.title, a.name, d.name, b.reason FROM store_returnedfile b"
        " JOIN store_matterrow r ON r.matter_id = b.matter_id"
        " JOIN store_account a ON a.id = b.returned_by_id"
        f" JOIN store_department d ON d.id = a.department_id{where}"
        " AND b.mended_at IS NULL ORDER BY b.returned_at, b.id LIMIT %s"
    )
    return [Return(*row) for row in _rows(statement, [*where.values, limit])]


def open_duties(matters: Sequence[int], until: date) -> list[OpenDuty]:
    """Return what the bureau still has to do in these matters until a day, by that day."""
    if not matters:
        return []
    asked = ", ".join(["%s"] * len(matters))
    statement = (
        "SELECT f.matter_id, f.rule, f.citation, f.due_on FROM store_findingrow f"
        f" WHERE f.matter_id IN ({asked}) AND {OPEN_DUTY} AND f.due_on <= %s"
        " ORDER BY f.due_on, f.id"
    )
    rows = _rows(statement, [*matters, until])
    return [OpenDuty(number, rule, per, as_day(due)) for number, rule, per, due in rows]


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
