"""The few functions that generated code calls; each is strict: not known in, not known out."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

from zhunsheng.base.days import MINUTES_OF_DAY, Tables, add_months
from zhunsheng.base.errors import CalendarError, NoProvisionInForce
from zhunsheng.base.money import FEN_PLACES, fen
from zhunsheng.base.spans import minute_of

Stretch = list[int | None]
number_of = itemgetter(0)
KEPT_DAYS = 4**8


def day_value(value: Any) -> int | None:
    """Take a stated fact as a day (ordinal)."""
    return value.toordinal() if isinstance(value, date) else None


def fen_value(value: Any) -> int | None:
    """Take a stated fact as a sum in 分; what is no whole number of 分 is not known."""
    countable = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return fen(value) if countable and value == round(value, FEN_PLACES) else None


def instant_value(value: Any) -> int | None:
    """Take a stated fact as an instant in minutes; a day alone is its first minute."""
    if isinstance(value, datetime):
        return minute_of(value.toordinal(), value.time(), at_end=False)
    return value.toordinal() * MINUTES_OF_DAY if isinstance(value, date) else None


@functools.lru_cache(KEPT_DAYS)
def months_later(day: int, months: int) -> int:
    """Return the corresponding day some months later; records of one time ask for the same days."""
    return add_months(day, months)


def pauses_of(stretches: Sequence[Stretch], until: int | None) -> list[tuple[int, int]]:
    """Return the stretches as half-open pauses; one still open is cut at `until`, or left out."""
    cut = [(opened, until if closed is None else closed) for opened, closed in stretches]
    return [(opened, end) for opened, end in cut if opened is not None and end is not None]


def overlap(stretches: Sequence[Stretch], low: int | None, high: int | None) -> int | None:
    """Count the days of [low, high) inside the stretches; an open one counts up to `high`."""
    if low is None:
        return None
    days = 0
    for opened, closed in stretches:
        end = high if closed is None else closed if high is None else min(closed, high)
        if end is not None and opened is not None:
            days += max(0, end - max(opened, low))
    return days


def overlap_workdays(
    tables: Tables, stretches: Sequence[Stretch], low: int | None, high: int | None
) -> int | None:
    """Count the workdays of [low, high) inside the stretches."""
    if low is None:
        return None
    days = 0
    for opened, closed in stretches:
        end = high if closed is None else closed if high is None else min(closed, high)
        if end is not None and opened is not None and end > max(opened, low):
            days += tables.workdays_between(max(opened, low) - 1, end - 1)
    return days


def inside(stretches: Sequence[Stretch], at: int | None) -> bool | None:
    """Say whether the day lies inside one of the stretches."""
    if at is None:
        return None
    for opened, closed in stretches:
        if opened is not None and opened <= at and (closed is None or at < closed):
            return True
    return False


def size_of(value: Any) -> int | None:
    """Count the members of a list; a single text is one, a number is itself."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, tuple):
        return len(value)
    return value if isinstance(value, int) else 1


def no_law(citation: str, day: int) -> Any:
    """Stop the run: the provision has no version in force on the day."""
    raise NoProvisionInForce(citation, date.fromordinal(day))


def no_day(day: int) -> Any:
    """Stop the run: the day lies outside the calendar."""
    raise CalendarError(f"{date.fromordinal(day).isoformat()}不在本系统的日历范围内；请核对日期")
