"""Who is reminded of what: one's own matters 7, 3, 1 and 0 days ahead, then daily with those above.

An officer is reminded of the own matters; once a day has passed, the section head and the leader
above are reminded of it too, for every matter within their scope.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhunsheng.office import Actor
from zhunsheng.store import tallies
from zhunsheng.store.keeping import Line, Spot, Wanted
from zhunsheng.store.lists import WEEK_DAYS
from zhunsheng.store.models import Account
from zhunsheng.store.tallies import OpenDuty
from zhunsheng.web.desk import office
from zhunsheng.web.jinja import weekday
from zhunsheng.web.matters.names import Law, duty_zh, law_of, why_address
from zhunsheng.web.matters.rows import Row, day_of, left_of, row_of

ABOVE = frozenset({"section_head", "leader"})
REMINDED = frozenset({"officer", "section_head", "legal", "leader"})
COUNT_CAP, SHOWN = 100, 50
RUNGS = (("over", "已超期"), ("0", "今天"), ("1", "明天"), ("3", "3日内"), ("7", "7日内"))


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One thing still to be done: what, until when, on which provision, and why that day."""

    zh: str
    day_zh: str
    left_zh: str
    tone: str
    law: Law
    why_href: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """One matter someone is reminded of, with all that is near in it; `own` if it is theirs."""

    row: Row
    rung: str
    own: bool
    handler_zh: str
    duties: tuple[DutyLine, ...]


def reminded_of(actor: Actor, day: date) -> tuple[Wanted, ...]:
    """Return the lists whose matters an actor is reminded of; they have no matter in common."""
    if actor.role not in REMINDED:
        return ()
    if actor.role in ABOVE:
        return (
            Wanted(actor.scope, day, due="over"),
            Wanted(actor.scope, day, due="ahead", handler=actor.username),
        )
    return (Wanted(actor.scope, day, due="near", handler=actor.username),)


def reminder_count(account: Account, day: date) -> int:
    """Return in how many matters something is near, at most `COUNT_CAP`; for the masthead."""
    place = account.department
    actor = Actor(account.username, account.name, account.role, place.code, place.path, place.kind)
    lists = reminded_of(actor, day)
    return min(COUNT_CAP, sum(office().count(actor, one, COUNT_CAP) for one in lists))


def reminders(actor: Actor, day: date, limit: int = SHOWN) -> list[Reminder]:
    """Return what an actor is reminded of on a day, by due day, one entry a matter."""
    found = [
        line
        for wanted in reminded_of(actor, day)
        for line in office().search(actor, wanted, Spot(limit)).lines
    ]
    found.sort(key=lambda line: (line.due_on, line.matter_id))
    return list(_with_duties(found[:limit], actor, day))


def _with_duties(lines: Sequence[Line], actor: Actor, day: date) -> Iterator[Reminder]:
    by_matter: dict[int, list[OpenDuty]] = defaultdict(list)
    numbers = [line.matter_id for line in lines]
    for duty in tallies.open_duties(numbers, day + timedelta(WEEK_DAYS)):
        by_matter[duty.matter_id].append(duty)
    for line in lines:
        yield Reminder(
            row=row_of(line, day),
            rung=rung_of((line.due_on - day).days),
            own=line.handler == actor.username,
            handler_zh=line.handler_name,
            duties=tuple(_duty_line(line, duty, day) for duty in by_matter[line.matter_id]),
        )


def _duty_line(line: Line, duty: OpenDuty, day: date) -> DutyLine:
    left_zh, tone = left_of(duty.due_on, day)
    return DutyLine(
        duty_zh(line.procedure, duty.rule),
        f"{day_of(duty.due_on, day)} {weekday(duty.due_on)}",
        left_zh,
        tone,
        law_of(duty.citation, day),
        why_address(line.number, duty.rule),
    )


def rung_of(left: int) -> str:
    """Return the rung of the ladder for days left: over, 0, 1, 3 or 7."""
    if left < 0:
        return "over"
    return next(name for name, _ in RUNGS[1:] if left <= int(name))


def by_rung(found: Sequence[Reminder]) -> list[tuple[str, list[Reminder]]]:
    """Return reminders under the Chinese names of the rungs that have any."""
    grouped = [(zh, [one for one in found if one.rung == rung]) for rung, zh in RUNGS]
    return [(zh, members) for zh, members in grouped if members]
