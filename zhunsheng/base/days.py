"""The arithmetic of days: workdays, months, hours, and stretches that do not count.

A day is an `int` inside the project, the proleptic ordinal of `date.toordinal()`; dates appear at
the edges only. A moment is a number of minutes, `day * 1440 + minute of the day`. A pause is a
half-open stretch of days `(first, resumed)`: the clock stops on `first` and counts `resumed`
again. Every function takes constant time in the number of days; pauses cost one step each.

The calendar is built from plain data; this module reads no file and knows no festival.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from types import MappingProxyType

from zhunsheng.base.errors import CalendarError

Pause = tuple[int, int]

MINUTES_OF_DAY = 24 * 60
_SATURDAY = 5
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NOTICE = "国务院办公厅关于{year}年部分节假日安排的通知"


@dataclass(frozen=True, slots=True)
class Tables:
    """One calendar as plain lists, indexed by `day - base`; generated code reads them directly.

    `roll` holds the first workday on or after a day, `back` the last one on or before it, `index`
    the number of workdays from `base` up to and including the day, `works` all workdays in order.
    At the two ends, where no workday is left, `roll` holds the day after the last and `back` the
    day before `base`. The lists must not be changed, and a day outside must not be looked up in
    them: a negative index would answer wrongly. The methods check; they raise CalendarError.
    """

    base: int
    roll: list[int]
    back: list[int]
    index: list[int]
    works: list[int]

    @property
    def last(self) -> int:
        """The last day the tables cover."""
        return self.base + len(self.roll) - 1

    def is_workday(self, day: int) -> bool:
        """Say whether people work on the day."""
        return self.roll[self._offset(day)] == day

    def first_workday(self, day: int) -> int:
        """Return the day itself when it is a workday, else the first workday after it."""
        return self.inside(self.roll[self._offset(day)])

    def last_workday(self, day: int) -> int:
        """Return the day itself when it is a workday, else the last workday before it."""
        return self.inside(self.back[self._offset(day)])

    def workdays_between(self, after: int, until: int) -> int:
        """Count the workdays after `after` up to and including `until`; 0 when there are none."""
        return max(0, self.index[self._offset(until)] - self.index[self._offset(after)])

    def add_workdays(self, day: int, count: int, pauses: Sequence[Pause] = ()) -> int:
        """Return the workday on which `count` workdays after `day` are full; `day` is not counted.

        Workdays inside a pause are left out. No workdays at all end on the day itself.
        """
        if count == 0:
            return day
        place = self.index[self._offset(day)] + count
        for first, resumed in merged(pauses):
            begins = max(first, day + 1)
            if begins < resumed and begins <= self._nth(place):
                place += self.workdays_between(begins - 1, resumed - 1)
        return self._nth(place)

    def subtract_workdays(self, day: int, count: int, *, strict: bool = True) -> int:
        """Return the last day for a notice that must come `count` workdays before `day`.

        Strict: `count` full workdays lie between the two, neither of them counted. Lenient: `day`
        itself may be the last of the counted workdays. The day of notice may be a rest day.
        """
        place = self.index[self._offset(day - 1 if strict else day)] - count + 1
        return self._nth(place) - 1 if count else (day - 1 if strict else day)

    def first_open_workday(self, day: int, pauses: Sequence[Pause] = ()) -> int:
        """Roll a last day on to the first workday that no pause covers, from `day` itself on."""
        for first, resumed in merged(pauses):
            if first <= self.first_workday(day) < resumed:
                day = resumed
        return self.first_workday(day)

    def inside(self, day: int) -> int:
        """Return the day; raise CalendarError when the tables do not cover it."""
        if not self.base <= day <= self.last:
            raise _outside(self.base, self.last)
        return day

    def _nth(self, place: int) -> int:
        if not 0 < place <= len(self.works):
            raise _outside(self.base, self.last)
        return self.works[place - 1]

    def _offset(self, day: int) -> int:
        return self.inside(day) - self.base


@dataclass(frozen=True, slots=True)
class Doubts:
    """What the notices not yet published may still change, as sets of days.

    `off` is off whatever the notice says; `perhaps_off` may be made a rest day; `perhaps_worked`
    holds weekend days that may be made workdays.
    """

    off: Set[int]
    perhaps_off: Set[int]
    perhaps_worked: Set[int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The workdays as far as they are known, and two bounds where they are not.

    Every workday of `latest` is a true workday, and every true workday is one of `earliest`; so
    counting forward in them brackets the true day from below and above, and counting backward
    from above and below. They are equal from `settled_from` to `settled_until`. `off` and `worked`
    give the Chinese name of each day a notice lists. A holiday proclaimed outside the yearly
    notice (2015-09-03) can break any bound.
    """

    earliest: Tables
    latest: Tables
    settled_from: int
    settled_until: int
    published: range
    off: Mapping[int, str]
    worked: Mapping[int, str]

    def needs(self, day: int, *, since: int | None = None) -> str:
        """Name the unpublished notices that decide the days from `since` (or `day`) to `day`.

        Empty when every one of these days is settled.
        """
        first = day if since is None else since
        if self.settled_from <= first and day <= self.settled_until:
            return ""
        years = range(self._year_of_notice(first), self._year_of_notice(day) + 1)
        return "、".join(_NOTICE.format(year=year) for year in years if year not in self.published)

    def _year_of_notice(self, day: int) -> int:
        year = date.fromordinal(day).year
        return year + (day > self.settled_until and year in self.published)


def build_calendar(
    off: Mapping[int, str],
    worked: Mapping[int, str],
    *,
    span: tuple[int, int],
    published: range,
    doubts: Doubts,
) -> Calendar:
    """Build the calendar of the days from `span[0]` to `span[1]`, both included.

    `off` and `worked` name the days the notices of the `published` years list; every other day
    follows the week, except where `doubts` say that a notice may still change it.
    """
    known = off.keys() | worked.keys()
    earliest: list[int] = []
    latest: list[int] = []
    unsettled: list[int] = []
    for day in range(span[0], span[1] + 1):
        in_week = (day - 1) % 7 < _SATURDAY
        surely = perhaps = day in worked or (in_week and day not in off)
        if day not in known:
            surely = in_week and day not in doubts.off and day not in doubts.perhaps_off
            perhaps = day not in doubts.off and (in_week or day in doubts.perhaps_worked)
        if perhaps:
            earliest.append(day)
        if surely:
            latest.append(day)
        if surely != perhaps:
            unsettled.append(day)
    opening = date(published.start, 1, 1).toordinal()
    return Calendar(
        earliest=_tables(earliest, span),
        latest=_tables(latest, span),
        settled_from=max((day + 1 for day in unsettled if day < opening), default=span[0]),
        settled_until=min((day - 1 for day in unsettled if day >= opening), default=span[1]),
        published=published,
        off=MappingProxyType(dict(off)),
        worked=MappingProxyType(dict(worked)),
    )


def add_days(day: int, count: int, pauses: Sequence[Pause] = ()) -> int:
    """Return the last of `count` days after `day`; days inside a pause are left out."""
    return _prolonged(day + count, day, pauses)


def add_months(day: int, months: int, pauses: Sequence[Pause] = ()) -> int:
    """Return the corresponding day `months` later, or the end of that month (民法典 202).

    Each paused day that falls before the end moves the end by one day. `months` may be negative.
    """
    return _prolonged(_corresponding(day, months), day, pauses)


def add_years(day: int, years: int, pauses: Sequence[Pause] = ()) -> int:
    """Return the corresponding day `years` later; 29 February becomes 28 in a common year."""
    return add_months(day, 12 * years, pauses)


def subtract_days(day: int, count: int, *, strict: bool = True) -> int:
    """Return the last day for a notice due `count` days before `day`.

    Strict: `count` full days lie between the two. Lenient: `day` itself may be the last of them.
    """
    return day - count - strict


def subtract_months(day: int, months: int, *, strict: bool = True) -> int:
    """Return the last day from which `months` end before `day` (lenient: on `day` at most)."""
    end = day - strict
    start = _corresponding(end, -months)
    at_month_end = date.fromordinal(end + 1).day == 1
    return _month_end(start) if at_month_end else start


def subtract_years(day: int, years: int, *, strict: bool = True) -> int:
    """Return the last day from which `years` end before `day` (lenient: on `day` at most)."""
    return subtract_months(day, 12 * years, strict=strict)


def moment(day: int, minute: int) -> int:
    """Return the moment `minute` minutes after midnight of `day`, in minutes."""
    return day * MINUTES_OF_DAY + minute


def add_hours(start: int, hours: int, pauses: Sequence[Pause] = ()) -> int:
    """Return the moment `hours` after the moment `start`; paused days are left out whole."""
    end = start + 60 * hours
    for first, resumed in merged(pauses):
        begins = max(first * MINUTES_OF_DAY, start)
        stops = resumed * MINUTES_OF_DAY
        if begins < min(end, stops):
            end += stops - begins
    return end


def merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Return the stretches in order, joined where they touch or overlap, empty ones dropped."""
    joined: list[Pause] = []
    for first, resumed in sorted(pauses):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], resumed))
        elif first < resumed:
            joined.append((first, resumed))
    return tuple(joined)


def paused_days(pauses: Sequence[Pause], first: int, last: int) -> int:
    """Count the days from `first` to `last`, both included, that lie inside a pause."""
    stretches = merged(pauses)
    return sum(max(0, min(end, last + 1) - max(start, first)) for start, end in stretches)


def _prolonged(end: int, start: int, pauses: Sequence[Pause]) -> int:
    for first, resumed in merged(pauses):
        begins = max(first, start + 1)
        if begins <= end and begins < resumed:
            end += resumed - begins
    return end


def _corresponding(day: int, months: int) -> int:
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise CalendarError(f"期间跨至公元{year}年，无法计算；请核对起算日和期限")
    return date(year, month + 1, min(start.day, _month_length(year, month + 1))).toordinal()


def _month_end(day: int) -> int:
    start = date.fromordinal(day)
    return start.replace(day=_month_length(start.year, start.month)).toordinal()


def _month_length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_LENGTHS[month - 1] + (leap and month == 2)


def _tables(works: list[int], span: tuple[int, int]) -> Tables:
    first, last = span
    roll: list[int] = []
    back: list[int] = []
    index: list[int] = []
    done = 0
    for day in range(first, last + 1):
        roll.append(works[done] if done < len(works) else last + 1)
        done += roll[-1] == day
        back.append(works[done - 1] if done else first - 1)
        index.append(done)
    return Tables(base=first, roll=roll, back=back, index=index, works=works)


def _outside(first: int, last: int) -> CalendarError:
    start, end = date.fromordinal(first), date.fromordinal(last)
    return CalendarError(f"日期超出日历范围（{start}至{end}），无法计算期间；请核对起算日和期限")
