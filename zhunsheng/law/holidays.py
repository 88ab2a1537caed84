"""The calendar of the State Council's yearly holiday notices, and bounds for the years without one.

A file of the folder holds one notice: `holidays/2026.toml`. `festivals.toml` holds the festival
days of all years. A year without a notice is bracketed by what notices have done so far: the
festival days the regulation frees are off; the longest rest seen around a festival may come
again; and a weekend as near to it as any that was ever worked, in whole weeks, may be worked.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zhunsheng.base.days import Calendar, Doubts, build_calendar
from zhunsheng.base.errors import CalendarError

FOLDER = Path(__file__).parent / "holidays"
SPAN = (date(2000, 1, 1), date(2045, 12, 31))
_WEEK = 7
_NEAR = 4 * _WEEK


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's notice: the named rest days and the named workdays it lists."""

    year: int
    title: str
    off: Mapping[int, str]
    worked: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Festival:
    """One festival of one year; `certain` are the days the regulation frees whatever its notice."""

    name: str
    year: int
    day: int
    certain: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far notices went around a festival, in days from its own day; days before are negative.

    `worked` is how far to either side a weekend was made a workday, in whole weeks.
    """

    off_from: int = 0
    off_until: int = 0
    worked: int = _WEEK

    def joined(self, other: Reach) -> Reach:
        """Return the reach that holds both."""
        return Reach(
            min(self.off_from, other.off_from),
            max(self.off_until, other.off_until),
            max(self.worked, other.worked),
        )


@functools.cache
def load_calendar() -> Calendar:
    """Read every notice of the folder; raise CalendarError where a file is not what it must be."""
    notices = read_notices(FOLDER)
    festivals = read_festivals(FOLDER / "festivals.toml")
    return calendar_of(notices, festivals, observed(notices, festivals))


def calendar_of(
    notices: Sequence[Notice], festivals: Sequence[Festival], reaches: Mapping[str, Reach]
) -> Calendar:
    """Build the calendar of the notices; years without one are bracketed by the reaches."""
    years = [notice.year for notice in notices]
    published = range(min(years), max(years) + 1)
    if years != list(published):
        raise CalendarError(f"节假日文件不连续（{years}）；请补齐中间年份的通知")
    off, worked = _listed(notices)
    return build_calendar(
        off,
        worked,
        span=(SPAN[0].toordinal(), SPAN[1].toordinal()),
        published=published,
        doubts=_doubts(festivals, published, reaches),
    )


def observed(notices: Sequence[Notice], festivals: Sequence[Festival]) -> dict[str, Reach]:
    """Measure by festival how far the notices went.

    A rest that joins two festivals counts for the one with more statutory days.
    """
    off, worked = _listed(notices)
    years = {notice.year for notice in notices}
    reaches: dict[str, Reach] = {}
    for festival in festivals:
        if festival.year not in years:
            continue
        seen = _seen(festival, festivals, off, worked)
        reaches[festival.name] = reaches.get(festival.name, Reach()).joined(seen)
    return reaches


def read_notices(folder: Path) -> list[Notice]:
    """Read the notices of the folder, by year."""
    return [_notice(path) for path in sorted(folder.glob("[0-9]*.toml"))]


def read_festivals(path: Path) -> list[Festival]:
    """Read the festival days of all years, each with the days its year's regulation frees."""
    table = _toml(path)
    regulations = sorted(table["regulation"], key=lambda version: int(version["first_year"]))
    found = []
    for name, day in _anchors(table):
        version = [each for each in regulations if each["first_year"] <= day.year][-1]
        certain = tuple(day.toordinal() + offset for offset in version["days"].get(name, ()))
        found.append(Festival(name, day.year, day.toordinal(), certain))
    return found


def _anchors(table: Mapping[str, Any]) -> Iterator[tuple[str, date]]:
    # The New Year after the last year still reaches back into its December.
    for name, month_and_day in table["fixed"].items():
        for year in range(SPAN[0].year, SPAN[1].year + 2):
            yield name, date.fromisoformat(f"{year}-{month_and_day}")
    for name, days in table["lunar"].items():
        for day in days:
            yield name, day


def _notice(path: Path) -> Notice:
    table = _toml(path)
    off: dict[int, str] = {}
    worked: dict[int, str] = {}
    for holiday in table.get("holiday", ()):
        first, last = holiday["first"].toordinal(), holiday["last"].toordinal()
        off.update(dict.fromkeys(range(first, last + 1), holiday["name"]))
        worked.update((day.toordinal(), holiday["name"]) for day in holiday.get("worked", ()))
    notice = Notice(table["year"], table["title"], off, worked)
    _check(notice, path)
    return notice


def _check(notice: Notice, path: Path) -> None:
    start, end = date(notice.year - 1, 12, 1), date(notice.year, 12, 31)
    wrong = [
        date.fromordinal(day).isoformat()
        for day in sorted(notice.off.keys() | notice.worked.keys())
        if not start.toordinal() <= day <= end.toordinal()
        or (day in notice.off and day in notice.worked)
    ]
    if path.stem != str(notice.year) or wrong:
        raise CalendarError(
            f"节假日文件{path.name}有误：年份为{notice.year}，既休又班或不属该年的日期："
            f"{'、'.join(wrong) or '无'}；请对照该年通知更正"
        )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise CalendarError(f"节假日文件{path.name}不是有效的 TOML：{fault}；请更正该处") from fault


def _listed(notices: Iterable[Notice]) -> tuple[dict[int, str], dict[int, str]]:
    off: dict[int, str] = {}
    worked: dict[int, str] = {}
    for notice in notices:
        off |= notice.off
        worked |= notice.worked
    return off, worked


def _seen(
    festival: Festival,
    festivals: Sequence[Festival],
    off: Mapping[int, str],
    worked: Mapping[int, str],
) -> Reach:
    rest = _rest_around(festival.day, off, worked)
    weights = {other.name: len(other.certain) for other in festivals if other.year == festival.year}
    if any(
        other.day in rest and len(other.certain) > len(festival.certain)
        for other in festivals
        if other.year == festival.year
    ):
        return Reach()
    distances = [
        abs(day - festival.day)
        for day, name in worked.items()
        if _chief(name, weights) == festival.name and abs(day - festival.day) <= _NEAR
    ]
    return Reach(
        off_from=rest[0] - festival.day,
        off_until=rest[-1] - festival.day,
        worked=-(-max(distances, default=1) // _WEEK) * _WEEK,
    )


def _rest_around(day: int, off: Mapping[int, str], worked: Mapping[int, str]) -> range:
    def rests(each: int) -> bool:
        return each in off or (each not in worked and _weekend(each))

    first = last = day
    while rests(first - 1):
        first -= 1
    while rests(last + 1):
        last += 1
    return range(first, last + 1)


def _chief(name: str, weights: Mapping[str, int]) -> str:
    """Name the festival with the most statutory days among those a listed day is named after."""
    return max(name.split("、"), key=lambda each: weights.get(each, 0))


def _weekend(day: int) -> bool:
    return date.fromordinal(day).weekday() >= 5


def _doubts(
    festivals: Sequence[Festival], published: range, reaches: Mapping[str, Reach]
) -> Doubts:
    off: set[int] = set()
    perhaps_off: set[int] = set()
    perhaps_worked: set[int] = set()
    # Before the first notice held, other regulations ruled: the widest reach goes for all.
    widest = functools.reduce(Reach.joined, reaches.values())
    for festival in festivals:
        if festival.year in published:
            continue
        reach = widest if festival.year < published.start else reaches[festival.name]
        day = festival.day
        off.update(festival.certain)
        perhaps_off.update(range(day + reach.off_from, day + reach.off_until + 1))
        near = range(day - reach.worked, day + reach.worked + 1)
        perhaps_worked.update(filter(_weekend, near))
    return Doubts(off, perhaps_off, perhaps_worked)
