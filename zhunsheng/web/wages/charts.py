"""The geometry of the charts: percents and pixels, drawn by templates/wages/charts.html as SVG.

Every chart stands beside its figures as text, tells bad from good by pattern and place as well as
by tone, and is as wide as the page lets it be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhunsheng.wages.months import MONTHS, first_day, last_day
from zhunsheng.wages.shapes import COLORS, Counts, Day, Rated

WHOLE = 100.0
TREND_HEIGHT = 96
COLUMN_SHARE = 0.62
WEEK = 7
SATURDAY = 5
STRIP = MONTHS


@dataclass(frozen=True, slots=True)
class Column:
    """A month of the trend: place and width in percent, pixels of the paid and the open part."""

    x: float
    width: float
    middle: float
    paid: float
    open: float
    month: int
    rated: Rated


@dataclass(frozen=True, slots=True)
class Trend:
    """The months of a project as columns of what was owed: paid below, still open on top."""

    columns: tuple[Column, ...]
    height: int
    most: int


def trend(history: Sequence[Rated]) -> Trend:
    """Return the columns of the months, the oldest first; the highest sum is the whole height."""
    most = max((max(one.owed, one.received + one.outstanding) for one in history), default=0)
    step = WHOLE / max(len(history), 1)
    columns = []
    for place, one in enumerate(sorted(history, key=lambda one: one.month)):
        whole = max(one.owed, one.received + one.outstanding)
        open_part = round(TREND_HEIGHT * one.outstanding / most, 1) if most else 0.0
        paid = round(TREND_HEIGHT * (whole - one.outstanding) / most, 1) if most else 0.0
        width, left = step * COLUMN_SHARE, place * step + step * (1 - COLUMN_SHARE) / 2
        columns.append(
            Column(
                round(left, 2),
                round(width, 2),
                round(left + width / 2, 2),
                max(0.0, paid),
                open_part,
                one.month,
                one,
            )
        )
    return Trend(tuple(columns), TREND_HEIGHT, most)


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the funnel of workers: its words, its number, the gap to the bar above."""

    zh: str
    n: int
    percent: float
    gap: int
    kind: str


def funnel(counts: Counts) -> tuple[Step, ...]:
    """Return rostered, attending, listed, received; the gap is what is missing to attending."""
    most = max(counts.rostered, counts.attending, counts.listed, counts.received, 1)
    return (
        _step("实名在册", counts.rostered, most, "roster", counts.attending - counts.rostered),
        _step("有考勤", counts.attending, most, "attending", 0),
        _step("入工资表", counts.listed, most, "listed", counts.attending - counts.listed),
        _step("银行代发", counts.received, most, "received", counts.attending - counts.received),
    )


def _step(zh: str, n: int, most: int, kind: str, gap: int) -> Step:
    return Step(zh, n, round(WHOLE * n / most, 1), max(gap, 0), kind)


@dataclass(frozen=True, slots=True)
class Square:
    """A day of the calendar, or None where the week reaches into another month."""

    day: Day
    percent: float
    weekend: bool


def calendar(days: Sequence[Day], month: int) -> tuple[tuple[Square | None, ...], ...]:
    """Return the weeks of a month from Monday on; the fullest day is a full bar."""
    by_day = {one.day: one for one in days}
    most = max((one.attending for one in days), default=0) or 1
    first, last = first_day(month), last_day(month)
    start = first - timedelta(days=first.weekday())
    count = (last - start).days + 1
    weeks = range(0, count, WEEK)
    return tuple(
        tuple(_square(start + timedelta(days=week + at), month, by_day, most) for at in range(WEEK))
        for week in weeks
    )


def _square(day: date, month: int, by_day: Mapping[date, Day], most: int) -> Square | None:
    if not first_day(month) <= day <= last_day(month):
        return None
    found = by_day.get(day, Day(day, 0))
    return Square(found, round(WHOLE * found.attending / most, 1), day.weekday() >= SATURDAY)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar of colors."""

    color: str
    n: int
    x: float
    width: float


def split(numbers: Mapping[str, int]) -> tuple[Part, ...]:
    """Return the parts of a bar by color, the worst first; empty for no projects."""
    total = sum(numbers.get(color, 0) for color in COLORS)
    parts, seen = [], 0
    for color in COLORS:
        n = numbers.get(color, 0)
        if n:
            x, width = WHOLE * seen / total, WHOLE * n / total
            parts.append(Part(color, n, round(x, 2), round(width, 2)))
        seen += n
    return tuple(parts)


def strip(history: Sequence[Rated], month: int) -> tuple[tuple[int, Rated | None], ...]:
    """Return the twelve months of the year of `month`, each with its rating or None."""
    by_month = {one.month: one for one in history}
    january = month - month % MONTHS
    return tuple((at, by_month.get(at)) for at in range(january, january + STRIP))
