"""One year as twelve months: which days are off, which are worked, and which are not settled."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from zhunsheng.base.days import Calendar
from zhunsheng.law.holidays import FOLDER, SPAN, Notice, load_calendar, read_festivals, read_notices
from zhunsheng.web.jinja import short_day

MONTHS = range(1, 13)
MONDAY = 0
KINDS = {
    "off": "休",
    "worked": "班",
    "doubt": "待定",
    "rest": "",
    "plain": "",
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its kind (off, worked, doubt, rest, plain), the word under it, the festival."""

    number: int
    kind: str
    word: str
    name: str
    today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One month: weeks from Monday, None outside the month; workdays at least and at most."""

    zh: str
    weeks: tuple[tuple[Day | None, ...], ...]
    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One festival of a notice: its days off and the weekend days worked for it."""

    name: str
    off: str
    days: int
    worked: str


@dataclass(frozen=True, slots=True)
class Year:
    """One year: its notice (none where it is not published), months, workdays, arrangements."""

    number: int
    notice: str
    months: tuple[Month, ...]
    fewest: int
    most: int
    arrangements: tuple[Arrangement, ...]
    before: int | None
    after: int | None


def year_of(number: int, today: date) -> Year:
    """Return a year inside the span of the calendar; the nearest one for a year outside it."""
    number = min(max(number, SPAN[0].year), SPAN[1].year)
    calendar = load_calendar()
    months = tuple(_month(calendar, number, month, today) for month in MONTHS)
    notice = notices().get(number)
    return Year(
        number,
        notice.title if notice else "",
        months,
        sum(month.fewest for month in months),
        sum(month.most for month in months),
        tuple(_arrangements(notice)) if notice else (),
        number - 1 if number > SPAN[0].year else None,
        number + 1 if number < SPAN[1].year else None,
    )


@cache
def notices() -> Mapping[int, Notice]:
    """Return the notices of the State Council by year."""
    return {notice.year: notice for notice in read_notices(FOLDER)}


@cache
def _festival_days() -> Mapping[int, str]:
    """Return the days that the regulation frees whatever a notice says, with their names."""
    found: dict[int, str] = {}
    for festival in read_festivals(FOLDER / "festivals.toml"):
        for day in festival.certain:
            found[day] = "、".join(filter(None, (found.get(day), festival.name)))
    return found


def _month(calendar: Calendar, year: int, month: int, today: date) -> Month:
    weeks = tuple(
        tuple(_day(calendar, day, today) if day.month == month else None for day in week)
        for week in Weeks(MONDAY).monthdatescalendar(year, month)
    )
    days = [day for week in weeks for day in week if day is not None]
    surely = sum(day.kind in ("plain", "worked") for day in days)
    perhaps = sum(day.kind == "doubt" for day in days)
    return Month(f"{month}月", weeks, surely, surely + perhaps)


def _day(calendar: Calendar, day: date, today: date) -> Day:
    ordinal = day.toordinal()
    kind, name = _kind(calendar, ordinal, weekend=day.weekday() >= 5)
    return Day(day.day, kind, KINDS[kind], name, day == today)


def _kind(calendar: Calendar, day: int, *, weekend: bool) -> tuple[str, str]:
    if day in calendar.off:
        return "off", calendar.off[day]
    if day in calendar.worked:
        return "worked", f"{calendar.worked[day]}调休"
    perhaps, surely = calendar.earliest.is_workday(day), calendar.latest.is_workday(day)
    if perhaps != surely:
        return "doubt", "通知未公布"
    if perhaps:
        return "plain", ""
    if day in _festival_days() and date.fromordinal(day).year not in calendar.published:
        return "off", _festival_days()[day]
    return ("rest", "") if weekend else ("off", "")


def _arrangements(notice: Notice) -> Iterator[Arrangement]:
    for name, days in groupby(sorted(notice.off), key=notice.off.__getitem__):
        off = [date.fromordinal(day) for day in days]
        worked = [date.fromordinal(d) for d, of in sorted(notice.worked.items()) if of == name]
        span = short_day(off[0]) if len(off) == 1 else f"{short_day(off[0])}至{short_day(off[-1])}"
        yield Arrangement(name, span, len(off), "、".join(map(short_day, worked)))
