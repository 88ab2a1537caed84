"""A slow reading of rule trees: what `law/rule.py` says, by walking over events and days.

It shares nothing with the engine but the trees, the law data and the list of workdays, and is
written to be obviously right: every question is asked anew, every day is looked at by itself.
"""

from __future__ import annotations

import calendar
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import zip_longest
from typing import Any

from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Limit, Provision
from zhunsheng.law.rule import Node
from zhunsheng.record.event import Event


@dataclass(frozen=True)
class Asked:
    """Everything a tree may ask about; `here` is the event at hand, if there is one."""

    about: Mapping[str, Any]
    events: Sequence[Event]
    today: int
    workdays: frozenset[int]
    law: Law
    kinds: Mapping[str, str] = field(default_factory=dict)
    here: Event | None = None

    @property
    def past(self) -> list[Event]:
        return [event for event in self.events if day(event) <= self.today]

    def of(self, kind: str) -> list[Event]:
        return [event for event in self.past if event.kind == kind]


def answer(node: Node, asked: Asked) -> Any:
    """Return the value of a tree, None where it is not known."""
    return _strict(node, asked) if node.op in STRICT else READERS[node.op](node, asked)


def day(event: Event) -> int:
    return event.happened_on.toordinal()


# --- facts ---------------------------------------------------------------------------------------


def _literal(node: Node, _: Asked) -> Any:
    return node.data[0]


def _today(_: Node, asked: Asked) -> int:
    return asked.today


def _chosen(node: Node, asked: Asked, *, measured: bool = False) -> list[Event]:
    """Return the events of the kind that are known to satisfy the condition."""
    where = node.kids[measured:]
    return [
        event
        for event in asked.of(str(node.data[0]))
        if all(answer(condition, replace(asked, here=event)) is True for condition in where)
    ]


def _first(node: Node, asked: Asked) -> int | None:
    return min((day(event) for event in _chosen(node, asked)), default=None)


def _last(node: Node, asked: Asked) -> int | None:
    return max((day(event) for event in _chosen(node, asked)), default=None)


def _count(node: Node, asked: Asked) -> int:
    return len(_chosen(node, asked))


def _total(node: Node, asked: Asked) -> Any:
    chosen = _chosen(node, asked, measured=True)
    parts = [answer(node.kids[0], replace(asked, here=event)) for event in chosen]
    return None if None in parts else sum(parts)


def _least(node: Node, asked: Asked) -> int | None:
    chosen = _chosen(node, asked, measured=True)
    days = [answer(node.kids[0], replace(asked, here=event)) for event in chosen]
    return min((each for each in days if each is not None), default=None)


def _fact(node: Node, asked: Asked) -> Any:
    name, kind = str(node.data[0]), node.data[1]
    stated = [asked.about[name]] if kind is None and name in asked.about else []
    stated += [e.facts[name] for e in asked.past if kind in (None, e.kind) and name in e.facts]
    return _read(stated[-1], asked.kinds.get(name)) if stated else None


def _read(value: Any, kind: str | None) -> Any:
    if kind == "day":
        return value.toordinal() if isinstance(value, date) else None
    if kind == "instant":
        return value.toordinal() * 1440 if isinstance(value, date) else None
    if kind == "yuan":
        return None if value is None else int(value * 100)
    return value


def _paper(node: Node, asked: Asked) -> int | None:
    return min((day(e) for e in asked.past if set(e.papers) & set(node.data)), default=None)


def _moment(node: Node, asked: Asked) -> int | None:
    kind, edge = node.data
    events = asked.of(str(kind))
    if not events:
        return None
    at = events[0].happened_at or (time(0, 0) if edge == "earliest" else time(23, 59))
    return day(events[0]) * 1440 + at.hour * 60 + at.minute


def _stretches(node: Node, asked: Asked, bounds: int) -> Iterator[tuple[int, int | None]]:
    """Yield each stretch from an opening event to the next opening or closing one."""
    opens, closes = node.data[:2]
    kinds = (opens, *closes) if isinstance(closes, tuple) else (opens, closes)
    turns = [event for event in asked.past if event.kind in kinds]
    for event, following in zip_longest(turns, turns[1:]):
        held = [answer(where, replace(asked, here=event)) for where in node.kids[bounds:]]
        if event.kind == opens and all(value is True for value in held):
            yield day(event), day(following) if following else None


def _covered(node: Node, asked: Asked) -> int | None:
    low, high = (answer(kid, asked) for kid in node.kids[:2])
    if low is None:
        return None
    days = [each for each in _left_out(node, asked, 2, high) if low <= each]
    return sum(
        1
        for each in days
        if (high is None or each < high) and (not node.data[2] or each in asked.workdays)
    )


def _left_out(node: Node, asked: Asked, bounds: int, until: int | None) -> list[int]:
    """Return every day inside a stretch; one still open ends at `until`, or is not one yet."""
    return [
        each
        for opened, closed in _stretches(node, asked, bounds)
        for each in range(opened, closed if closed is not None else until or opened)
    ]


def _standing(node: Node, asked: Asked) -> bool | None:
    at = answer(node.kids[0], asked)
    if at is None:
        return None
    return any(
        opened <= at and (closed is None or at < closed)
        for opened, closed in _stretches(node, asked, 1)
    )


# --- the event at hand ---------------------------------------------------------------------------


def _own(node: Node, asked: Asked) -> Any:
    assert asked.here is not None
    name = str(node.data[0])
    return _read(asked.here.facts.get(name), asked.kinds.get(name))


def _own_day(_: Node, asked: Asked) -> int:
    assert asked.here is not None
    return day(asked.here)


def _own_paper(node: Node, asked: Asked) -> bool:
    assert asked.here is not None
    return any(name in asked.here.papers for name in node.data)


def _own_file(node: Node, asked: Asked) -> bool:
    assert asked.here is not None
    here = next(place for place, event in enumerate(asked.past) if event is asked.here)
    return any(set(event.papers) & set(node.data) for event in asked.past[: here + 1])


# --- law and calendar ----------------------------------------------------------------------------


def version(citation: str, on: int, law: Law) -> Provision:
    """Return the one version in force that may be evaluated."""
    found = [
        each
        for each in law.versions(citation)
        if each.verified != "memory" and each.in_force(date.fromordinal(on))
    ]
    assert len(found) == 1, f"{citation} on {date.fromordinal(on)}"
    return found[0]


def corresponding(start: int, months: int) -> int:
    """Return the corresponding day, or the end of a month that has none (民法典 202)."""
    first = date.fromordinal(start)
    year, month = first.year, first.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        year, month = {13: (year + 1, 1), 0: (year - 1, 12)}.get(month, (year, month))
    return date(year, month, min(first.day, calendar.monthrange(year, month)[1])).toordinal()


def _months(limit: Limit) -> int:
    return limit.length * {"month": 1, "year": 12}[limit.unit]


def _after(node: Node, asked: Asked) -> int | None:
    return _ended(node, asked, ())


def _after_paused(node: Node, asked: Asked) -> int | None:
    return _ended(node, asked, _left_out(node, asked, 4, answer(node.kids[3], asked)))


def _ended(node: Node, asked: Asked, paused: Sequence[int]) -> int | None:
    """Return the last day of a limit; days of a pause do not count while the limit runs."""
    start, plus, on = (answer(kid, asked) for kid in node.kids[:3])
    if None in (start, plus, on):
        return None
    limit = version(str(node.data[-1]), on, asked.law).limit
    assert limit is not None
    if limit.unit in ("month", "year"):
        whole = corresponding(start, _months(limit)) - start + plus
    else:
        whole = limit.length + plus
    end: int = start
    while whole:
        end += 1
        counts = limit.unit != "workday" or end in asked.workdays
        whole -= counts and end not in paused
    return end


def _before(node: Node, asked: Asked) -> int | None:
    until, on = (answer(kid, asked) for kid in node.kids)
    if None in (until, on):
        return None
    limit = version(str(node.data[0]), on, asked.law).limit
    assert limit is not None
    notice: int = until - 1
    while not _leaves_room(notice, until, limit, asked):
        notice -= 1
    return notice


def _leaves_room(notice: int, until: int, limit: Limit, asked: Asked) -> bool:
    """Say whether the whole limit lies between the day of the notice and the day, without them."""
    between = range(notice + 1, until)
    if limit.unit == "day":
        return len(between) >= limit.length
    if limit.unit == "workday":
        return sum(1 for each in between if each in asked.workdays) >= limit.length
    return corresponding(notice, _months(limit)) < until


def _minutes_after(node: Node, asked: Asked) -> int | None:
    start, on = (answer(kid, asked) for kid in node.kids)
    if None in (start, on):
        return None
    limit = version(str(node.data[0]), on, asked.law).limit
    assert limit is not None
    assert limit.unit == "hour"
    return int(start + limit.length * 60)


def _day_of(node: Node, asked: Asked) -> int | None:
    at = answer(node.kids[0], asked)
    return None if at is None else int(at // 1440)


def _rolled(node: Node, asked: Asked) -> int | None:
    last = answer(node.kids[0], asked)
    while last is not None and last not in asked.workdays:
        last += 1
    return last


def _rolled_paused(node: Node, asked: Asked) -> int | None:
    last, until = (answer(kid, asked) for kid in node.kids[:2])
    paused = _left_out(node, asked, 2, until)
    while last is not None and (last not in asked.workdays or last in paused):
        last += 1
    return last


def _value(node: Node, asked: Asked) -> Any:
    on = answer(node.kids[0], asked)
    if on is None:
        return None
    found, part = version(str(node.data[0]), on, asked.law), node.data[1]
    if part == "count":
        return found.count and found.count.number
    if part == "length":
        return found.limit and found.limit.length
    bounds = found.amount or found.ratio
    assert bounds is not None
    end = bounds.high if part == "high" else bounds.low
    assert end is not None
    return end * 100 if found.amount else end


def _in_force(node: Node, asked: Asked) -> bool | None:
    on = answer(node.kids[0], asked)
    if on is None:
        return None
    versions = asked.law.versions(str(node.data[0]))
    usable = [each for each in versions if each.verified != "memory"]
    return any(each.in_force(date.fromordinal(on)) for each in usable)


# --- scalars -------------------------------------------------------------------------------------


def _and(node: Node, asked: Asked) -> bool | None:
    kids = [answer(kid, asked) for kid in node.kids]
    return False if False in kids else None if None in kids else True


def _or(node: Node, asked: Asked) -> bool | None:
    kids = [answer(kid, asked) for kid in node.kids]
    return True if True in kids else None if None in kids else False


def _known(node: Node, asked: Asked) -> bool:
    return answer(node.kids[0], asked) is not None


def _otherwise(node: Node, asked: Asked) -> Any:
    value = answer(node.kids[0], asked)
    return answer(node.kids[1], asked) if value is None else value


def _choose(node: Node, asked: Asked) -> Any:
    condition = answer(node.kids[0], asked)
    return None if condition is None else answer(node.kids[1 if condition else 2], asked)


def _strict(node: Node, asked: Asked) -> Any:
    kids = [answer(kid, asked) for kid in node.kids]
    return None if None in kids else STRICT[node.op](*kids, *node.data)


def _members(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _months_begun(start: int, end: int) -> int:
    months = 0
    while corresponding(start, months) <= end:
        months += 1
    return months


def _years_full(born: int, on: int) -> int:
    """Count the birthdays after the day of birth, each the last of its year of age."""
    first, years = date.fromordinal(born), 0
    for each in range(born + 1, on + 1):
        now = date.fromordinal(each)
        years += (now.month, now.day) == (first.month, first.day)
    return years


STRICT: Mapping[str, Callable[..., Any]] = {
    "not": operator.not_,
    "eq": operator.eq,
    "lt": operator.lt,
    "le": operator.le,
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "max": max,
    "min": min,
    "among": lambda value, *choices: value in choices,
    "includes": lambda members, member: member in _members(members),
    "size": lambda members: len(_members(members)),
    "months_begun": _months_begun,
    "years_full": _years_full,
}
READERS: Mapping[str, Callable[[Node, Asked], Any]] = {
    "literal": _literal,
    "today": _today,
    "first": _first,
    "last": _last,
    "count": _count,
    "total": _total,
    "least": _least,
    "fact": _fact,
    "paper": _paper,
    "moment": _moment,
    "covered": _covered,
    "standing": _standing,
    "own": _own,
    "own_day": _own_day,
    "own_paper": _own_paper,
    "own_file": _own_file,
    "after": _after,
    "after_paused": _after_paused,
    "rolled_paused": _rolled_paused,
    "before": _before,
    "minutes_after": _minutes_after,
    "day_of": _day_of,
    "rolled": _rolled,
    "value": _value,
    "in_force": _in_force,
    "and": _and,
    "or": _or,
    "known": _known,
    "otherwise": _otherwise,
    "choose": _choose,
}
