"""The record of one matter: its events in the order they were written down, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.event import Event, Value

STRUCK_OUT = "struck_out"


class CorrectionRefused(ZhunshengError, ValueError):
    """A correction names no event it may correct, or gives no reason."""

    def __init__(self, number: int, what: str, why: str, remedy: str) -> None:
        super().__init__(f"第{number}条事项：{what}。{why}。{remedy}。")
        self.number = number
        self.what = what
        self.why = why
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Record:
    """A matter's number, its procedure, what is known about it from the start, and its events.

    `silent` are the words its source has no place for (a ledger's missing columns): about them the
    record says nothing, not even no.

    An event's sequence number is its place in `events`, counted from 1. A correction
    (`corrects=3`) takes the place of event 3; an event of kind `struck_out` with `corrects=3`
    removes event 3. Striking out a correction puts what it had corrected back in force. Raises
    `CorrectionRefused` when a correction names an event that does not come before it or is
    corrected already, or has no note as its reason.
    """

    matter: str
    procedure: str
    about: Mapping[str, Value] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    silent: frozenset[str] = field(default=frozenset(), compare=False)
    _standing: tuple[Event, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        standing = self.events
        if not _plain(self.events):
            check_corrections(self.events)
            standing = _in_order(self.events, [True] * len(self.events))
        object.__setattr__(self, "_standing", standing)

    def append(self, event: Event) -> Record:
        """Give a new record that has `event` as its last; raises `CorrectionRefused`."""
        return replace(self, events=(*self.events, event))

    def as_known(self, known_on: date | None = None) -> tuple[Event, ...]:
        """Give the events in force as we knew them at the end of `known_on` (None: as known now).

        An event without `recorded_at` counts as recorded on the day it happened; a correction is
        never known before what it corrects. The order is day, time of day, sequence; an event
        without a time of day stays behind the event of that day it was written after, and a
        correction stands where the corrected event stood.
        """
        if known_on is None:
            return self._standing
        days = _days_known(self.events)
        known = [day <= known_on for day in days]
        return self._standing if all(known) else _in_order(self.events, known)


def check_corrections(events: Sequence[Event]) -> None:
    """Raise `CorrectionRefused` for the first correction that cannot stand."""
    for index, event in enumerate(events):
        if event.corrects is not None or event.kind == STRUCK_OUT:
            _check_correction(events[:index], event)


def _check_correction(earlier: Sequence[Event], event: Event) -> None:
    number = len(earlier) + 1
    target = event.corrects
    if target is None:
        raise CorrectionRefused(
            number, "删除事项没有写明删除哪一条", "删除须指明对象", "请写 corrects=被删除事项的序号"
        )
    if not 1 <= target < number:
        raise CorrectionRefused(
            number,
            f"更正的对象是第{target}条，此前没有这一条",
            "只能更正在它之前已经记下的事项",
            f"请把 corrects 改为1至{number - 1}之间的序号" if earlier else "请去掉 corrects",
        )
    if not event.note.strip():
        raise CorrectionRefused(
            number,
            f"更正第{target}条没有写明理由",
            "更正不改原文，只在其后附上更正和理由",
            "请在下一行以“  | ”写明理由",
        )
    holder = _superseded(earlier, [True] * len(earlier)).get(target)
    if holder is not None:
        raise CorrectionRefused(
            number,
            f"第{target}条已由第{holder}条更正",
            "同一事项有两个更正时无法判断以哪个为准",
            f"请改为更正第{holder}条",
        )


def _plain(events: Sequence[Event]) -> bool:
    """Say whether the events stand as written: by day, no times of day, no corrections."""
    day = date.min
    for event in events:
        if event.corrects is not None or event.happened_at is not None or event.happened_on < day:
            return False
        if event.kind == STRUCK_OUT:
            return False
        day = event.happened_on
    return True


def _days_known(events: Sequence[Event]) -> list[date]:
    days: list[date] = []
    for event in events:
        day = event.happened_on if event.recorded_at is None else event.recorded_at.date()
        if event.corrects is not None:
            day = max(day, days[event.corrects - 1])
        days.append(day)
    return days


def _superseded(events: Sequence[Event], known: Sequence[bool]) -> dict[int, int]:
    """Map the number of each event that no longer stands to the number that superseded it.

    Later events are read first, so that a correction which was itself struck out is seen to have
    no effect, and one which was itself corrected still keeps its target out of force.
    """
    superseded: dict[int, int] = {}
    undone: set[int] = set()
    for number in range(len(events), 0, -1):
        event = events[number - 1]
        target = event.corrects
        if target is None or number in undone or not known[number - 1]:
            continue
        if target in superseded:
            superseded.setdefault(number, superseded[target])
            continue
        if event.kind == STRUCK_OUT and number not in superseded:
            undone.add(target)
        superseded[target] = number
    return superseded


def _in_order(events: Sequence[Event], known: Sequence[bool]) -> tuple[Event, ...]:
    superseded = _superseded(events, known)
    places: list[int] = []
    standing: list[tuple[int, Event]] = []
    for number, event in enumerate(events, start=1):
        places.append(number if event.corrects is None else places[event.corrects - 1])
        if known[number - 1] and number not in superseded and event.kind != STRUCK_OUT:
            standing.append((places[-1], event))
    standing.sort(key=lambda placed: placed[0])
    hours: dict[date, time] = {}
    timed: list[tuple[date, time, Event]] = []
    for _, event in standing:
        day = event.happened_on
        hour = event.happened_at or hours.get(day, time.min)
        hours[day] = hour
        timed.append((day, hour, event))
    timed.sort(key=lambda entry: entry[:2])
    return tuple(event for _, _, event in timed)
