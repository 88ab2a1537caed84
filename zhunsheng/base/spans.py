"""Spans between two days or instants, as law counts them: months begun, full years, minutes."""

from __future__ import annotations

from datetime import date, time

from zhunsheng.base.days import MINUTES_OF_DAY, add_months

MINUTES_OF_HOUR = 60
MONTHS_OF_YEAR = 12


def minute_of(day: int, hour: time | None, *, at_end: bool) -> int:
    """Return an instant in minutes; without an hour, the first or the last minute of the day."""
    if hour is None:
        return day * MINUTES_OF_DAY + (MINUTES_OF_DAY - 1 if at_end else 0)
    return day * MINUTES_OF_DAY + hour.hour * MINUTES_OF_HOUR + hour.minute


def months_begun(start: int, end: int) -> int:
    """Count the months from start to end, both days included; a part of a month is a month."""
    if end < start:
        return 0
    first, last = date.fromordinal(start), date.fromordinal(end)
    months = (last.year - first.year) * MONTHS_OF_YEAR + last.month - first.month
    return months + 1 if add_months(start, months) <= end else months


def years_full(born: int, on: int) -> int:
    """Return the age in full years on the day; a year is full on the birthday."""
    first, day = date.fromordinal(born), date.fromordinal(on)
    years = day.year - first.year - ((day.month, day.day) < (first.month, first.day))
    return max(0, years)
