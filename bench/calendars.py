"""The same date work by other calendars: 20 workdays after a day, and the share each gets wrong."""

from __future__ import annotations

import importlib
import random
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from bench.board import Board
from bench.stopwatch import measured
from zhunsheng.base.days import Calendar
from zhunsheng.law.holidays import load_calendar

COUNT = 20
SAMPLE = 300
BULK = 200_000
SEED = 20260630
FIRST = date(2015, 1, 1).toordinal()
Add = Callable[[date], date]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the days compared came out wrong, and for how many there was no answer."""

    compared: int
    wrong: int
    silent: int

    def __str__(self) -> str:
        return (
            f"wrong on {self.wrong / self.compared:.1%} of {self.compared:,} days"
            f"{f', no answer on {self.silent / self.compared:.1%}' if self.silent else ''}"
        )


def run(board: Board) -> None:
    """Measure every calendar that is installed."""
    board.section(
        f"Peers: {COUNT} workdays after a day, each day since 2015 whose answer is settled"
    )
    calendar = load_calendar()
    truth = _truth(calendar)
    for name, module, make in PEERS:
        try:
            add, refuses = make(importlib.import_module(module))
        except ImportError as missing:
            board.note(f"{name}: skipped, {missing}")
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _one_by_one(board, name, (add, refuses), truth)
    _busday_offset(board, calendar, truth)


def _truth(calendar: Calendar) -> dict[int, int]:
    """Return our answer for every day whose answer no unpublished notice can change."""
    days: dict[int, int] = {}
    for day in range(FIRST, calendar.settled_until):
        due = calendar.earliest.add_workdays(day, COUNT)
        if due > calendar.settled_until:
            return days
        days[day] = due
    return days


def _one_by_one(
    board: Board, name: str, peer: tuple[Add, type[Exception]], truth: dict[int, int]
) -> None:
    add, refuses = peer
    wrong = silent = 0
    answered: list[date] = []
    for day, due in truth.items():
        start = date.fromordinal(day)
        found = _answer(add, start, refuses)
        if found is None:
            silent += 1
        else:
            answered.append(start)
            wrong += found.toordinal() != due
    sample = random.Random(SEED).sample(answered, SAMPLE)
    timing = measured(lambda: [add(day) for day in sample])
    board.line(name, timing.rate(SAMPLE), "days/s")
    board.note(str(Share(len(truth), wrong, silent)))


def _answer(add: Add, day: date, refuses: type[Exception]) -> date | None:
    """Return the peer's answer; None where it says that it does not know the year."""
    try:
        return add(day)
    except refuses:
        return None


def _chinesecalendar(module: Any) -> tuple[Add, type[Exception]]:
    def add(day: date) -> date:
        left = COUNT
        while left:
            day += timedelta(days=1)
            left -= module.is_workday(day)
        return day

    return add, NotImplementedError


def _holidays(module: Any) -> tuple[Add, type[Exception]]:
    china = module.China()
    return lambda day: china.get_nth_working_day(day, COUNT), NotImplementedError


def _workalendar(module: Any) -> tuple[Add, type[Exception]]:
    china = module.China()
    return lambda day: china.add_working_days(day, COUNT), module.CalendarError


PEERS: Sequence[tuple[str, str, Callable[[Any], tuple[Add, type[Exception]]]]] = (
    ("chinesecalendar, is_workday in a loop", "chinese_calendar", _chinesecalendar),
    ("holidays, China().get_nth_working_day", "holidays", _holidays),
    ("workalendar, China().add_working_days", "workalendar.asia.china", _workalendar),
)


def _busday_offset(board: Board, calendar: Calendar, truth: dict[int, int]) -> None:
    """Give numpy our own list of rest days; it has no place for a weekend that is worked."""
    epoch = date(1970, 1, 1).toordinal()
    off = np.array([day - epoch for day in calendar.off], dtype="datetime64[D]")
    weekdays = np.busdaycalendar(holidays=off)

    def add(days: Any) -> Any:
        return np.busday_offset(days, COUNT, roll="backward", busdaycal=weekdays)

    starts = np.array(list(truth), dtype=np.int64) - epoch
    found = add(starts.astype("datetime64[D]")).astype(np.int64) + epoch
    wrong = int((found != np.array(list(truth.values()))).sum())
    bulk = np.random.default_rng(SEED).choice(starts, BULK).astype("datetime64[D]")
    timing = measured(lambda: add(bulk))
    board.line("numpy busday_offset with our rest days", timing.rate(BULK), "days/s")
    board.note(str(Share(len(truth), wrong, 0)))
