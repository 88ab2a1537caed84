"""Due days in bulk: a gather over the calendar's tables, held against a walk from day to day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from bench.board import Board, Goal
from bench.stopwatch import measured
from zhunsheng.base.days import Calendar, Tables, add_months
from zhunsheng.law.holidays import load_calendar

Days = npt.NDArray[np.int32]
FIRST, LAST = date(2015, 1, 1).toordinal(), date(2026, 12, 31).toordinal()
BULK = 1_000_000
SEED = 20260630
PER_SECOND = Goal("≥", 10_000_000, "/s")


class Gathers:
    """The tables of one calendar as arrays; every limit is one or two gathers."""

    def __init__(self, tables: Tables) -> None:
        self.base = tables.base
        self.roll: Days = np.array(tables.roll, dtype=np.int32)
        self.index: Days = np.array(tables.index, dtype=np.int32)
        self.works: Days = np.array(tables.works, dtype=np.int32)
        self.years: Days = np.array(
            [add_months(day, 12) for day in range(LAST + 1)[FIRST:]], dtype=np.int32
        )

    def workdays(self, days: Days, count: int) -> Days:
        """Return the workday on which `count` workdays after each day are full."""
        return np.take(self.works, np.take(self.index, days - self.base) + (count - 1))

    def days(self, days: Days, count: int) -> Days:
        """Return the last of `count` days after each day, rolled on to a workday."""
        return np.take(self.roll, days + (count - self.base))

    def year(self, days: Days) -> Days:
        """Return the corresponding day a year later, rolled on to a workday."""
        return np.take(self.roll, np.take(self.years, days - FIRST) - self.base)


Limits = Mapping[str, tuple[Callable[[Gathers, Days], Days], Callable[["Walk", int], int]]]


class Walk:
    """The slow path: one day at a time from the notices' own lists."""

    def __init__(self, calendar: Calendar, tables: Tables) -> None:
        self.calendar = calendar
        self.tables = tables

    def is_workday(self, day: int) -> bool:
        """Say whether people work: as the notices list it; after them, as the bound has it."""
        if day > self.calendar.settled_until:
            return self.tables.is_workday(day)
        if day in self.calendar.worked:
            return True
        return day not in self.calendar.off and date.fromordinal(day).weekday() < 5

    def workdays(self, day: int, count: int) -> int:
        """Count workdays one by one."""
        while count:
            day += 1
            count -= self.is_workday(day)
        return day

    def rolled(self, day: int) -> int:
        """Go on to the first workday."""
        while not self.is_workday(day):
            day += 1
        return day

    def year(self, day: int) -> int:
        """Go on to the same date of the next year; from 29 February to the 28th."""
        start = date.fromordinal(day)
        leap_day = (start.month, start.day) == (2, 29)
        end = date(start.year + 1, start.month, 28 if leap_day else start.day)
        return self.rolled(end.toordinal())


LIMITS: Limits = MappingProxyType(
    {
        "20 workdays": (lambda g, days: g.workdays(days, 20), lambda w, day: w.workdays(day, 20)),
        "7 workdays": (lambda g, days: g.workdays(days, 7), lambda w, day: w.workdays(day, 7)),
        "60 days": (lambda g, days: g.days(days, 60), lambda w, day: w.rolled(day + 60)),
        "1 year": (lambda g, days: g.year(days), lambda w, day: w.year(day)),
    }
)


def run(board: Board) -> bool:
    """Measure and compare; return False where a due day differs from the walk."""
    board.section("Due days in bulk (numpy gathers over the calendar's tables)")
    calendar = load_calendar()
    gathers = Gathers(calendar.earliest)
    days = np.random.default_rng(SEED).integers(FIRST, LAST + 1, BULK).astype(np.int32)
    for name, (fast, _) in LIMITS.items():
        timing = measured(lambda fast=fast: fast(gathers, days))
        board.line(f"{name}, {BULK:,} days", timing.rate(BULK), "days/s", PER_SECOND)
    compared, wrong = _compared(calendar)
    board.note(f"compared with the walk: {compared:,} due days, {wrong} differ")
    return wrong == 0


def _compared(calendar: Calendar) -> tuple[int, int]:
    compared = wrong = 0
    every = np.arange(FIRST, LAST + 1, dtype=np.int32)
    for tables in (calendar.earliest, calendar.latest):
        gathers, walk = Gathers(tables), Walk(calendar, tables)
        for fast, slow in LIMITS.values():
            quick = fast(gathers, every).tolist()
            wrong += sum(slow(walk, day) != found for day, found in zip(every, quick, strict=True))
            compared += len(quick)
    return compared, wrong
