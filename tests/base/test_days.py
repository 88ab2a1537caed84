"""The arithmetic of days against a slow walk, one day at a time, that anyone can check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.base.days import (
    MINUTES_OF_DAY,
    Doubts,
    Pause,
    add_days,
    add_hours,
    add_months,
    add_years,
    build_calendar,
    merged,
    moment,
    paused_days,
    subtract_days,
    subtract_months,
    subtract_years,
)
from zhunsheng.base.errors import CalendarError
from zhunsheng.law.holidays import load_calendar

CALENDAR = load_calendar()
TABLES = CALENDAR.earliest


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def works(each: int) -> bool:
    if each in CALENDAR.worked:
        return True
    return each not in CALENDAR.off and date.fromordinal(each).weekday() < 5


def paused(each: int, pauses: tuple[Pause, ...]) -> bool:
    return any(first <= each < resumed for first, resumed in pauses)


def walk(start: int, length: int, pauses: tuple[Pause, ...], *, only_workdays: bool) -> int:
    each, left = start, length
    while left:
        each += 1
        if not paused(each, pauses) and (works(each) or not only_workdays):
            left -= 1
    return each


def walk_months(start: int, months: int, pauses: tuple[Pause, ...]) -> int:
    begun = date.fromordinal(start)
    year, month, left = begun.year, begun.month, months
    while left:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        left -= 1
    end = start
    while (date.fromordinal(end + 1).year, date.fromordinal(end + 1).month) <= (year, month):
        end += 1
    while date.fromordinal(end).day > begun.day:
        end -= 1
    return walk(start, end - start, pauses, only_workdays=False)


def walk_roll(each: int, pauses: tuple[Pause, ...]) -> int:
    while not works(each) or paused(each, pauses):
        each += 1
    return each


def walk_back(end: int, length: int, *, only_workdays: bool) -> int:
    notice = end - 1
    while sum(works(each) or not only_workdays for each in range(notice + 1, end)) < length:
        notice -= 1
    return notice


def walk_back_months(end: int, months: int) -> int:
    notice = end
    while walk_months(notice, months, ()) >= end:
        notice -= 1
    return notice


def walk_hours(start: int, hours: int, pauses: tuple[Pause, ...]) -> int:
    each, left = start, 60 * hours
    while left:
        if not paused(each // MINUTES_OF_DAY, pauses):
            left -= 1
        each += 1
    return each


STARTS = (
    "2016-02-29",  # leap day
    "2020-02-29",  # leap day that was a Saturday
    "2024-02-28",
    "2025-01-31",  # month ends
    "2025-08-31",
    "2024-12-31",
    "2018-12-29",  # worked Saturday set by the next year's notice
    "2026-02-14",  # worked Saturday before the Spring Festival
    "2025-09-28",  # worked Sunday
    "2020-02-01",  # first announced as worked, then off
    "2020-02-03",  # listed as worked on a Monday
    "2015-09-02",  # eve of the anniversary holiday
    "2017-09-29",  # eve of eight days off
    "2023-04-28",
    "2021-05-08",
    "2022-10-07",
    "2019-05-05",
    "2025-03-15",  # plain Saturday
    "2025-03-16",  # plain Sunday
    "2025-03-17",  # plain Monday
)
LENGTHS = (0, 1, 2, 3, 5, 7, 10, 15, 30, 60, 90)
OFFSETS: tuple[tuple[Pause, ...], ...] = (
    (),
    ((0, 4),),
    ((1, 2), (2, 9)),
    ((5, 12), (9, 30), (300, 340)),
    ((-9, -2), (3, 3), (6, 66)),
)
VECTORS = [(start, offsets) for start in STARTS for offsets in OFFSETS]


def shifted(start: int, offsets: tuple[Pause, ...]) -> tuple[Pause, ...]:
    return tuple((start + first, start + resumed) for first, resumed in offsets)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(("start", "offsets"), VECTORS)
def test_days_and_workdays_end_where_a_walk_ends(
    start: str, offsets: tuple[Pause, ...], length: int
) -> None:
    begun = day(start)
    pauses = shifted(begun, offsets)
    by_day = walk(begun, length, pauses, only_workdays=False)
    assert add_days(begun, length, pauses) == by_day
    assert TABLES.first_open_workday(by_day, pauses) == walk_roll(by_day, pauses)
    assert TABLES.add_workdays(begun, length, pauses) == walk(
        begun, length, pauses, only_workdays=True
    )


@pytest.mark.parametrize("months", [1, 2, 6, 11, 12, 13, 24])
@pytest.mark.parametrize(("start", "offsets"), VECTORS)
def test_months_end_on_the_corresponding_day_or_the_month_end(
    start: str, offsets: tuple[Pause, ...], months: int
) -> None:
    begun = day(start)
    pauses = shifted(begun, offsets)
    assert add_months(begun, months, pauses) == walk_months(begun, months, pauses)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("length", [0, 1, 3, 7, 15, 30])
def test_a_notice_leaves_the_full_length_before_the_day(start: str, length: int) -> None:
    end = day(start)
    assert subtract_days(end, length) == walk_back(end, length, only_workdays=False)
    assert TABLES.subtract_workdays(end, length) == walk_back(end, length, only_workdays=True)


@pytest.mark.parametrize("start", [*STARTS, "2025-03-01", "2024-03-01", "2025-03-31"])
@pytest.mark.parametrize("months", [1, 3, 12])
def test_a_notice_leaves_full_months_before_the_day(start: str, months: int) -> None:
    end = day(start)
    assert subtract_months(end, months) == walk_back_months(end, months)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("hours", [1, 24, 48])
@pytest.mark.parametrize("offsets", [(), ((0, 1),), ((1, 3), (4, 5))])
def test_hours_run_through_every_minute_not_suspended(
    start: str, hours: int, offsets: tuple[Pause, ...]
) -> None:
    begun = moment(day(start), 17 * 60 + 30)
    pauses = shifted(day(start), offsets)
    assert add_hours(begun, hours, pauses) == walk_hours(begun, hours, pauses)


def test_every_day_of_the_published_years_rolls_and_counts_as_a_walk_does() -> None:
    done = TABLES.index[day("2014-12-31") - TABLES.base]
    last_workday = 0
    for each in range(day("2015-01-01"), day("2026-12-25") + 1):
        done += works(each)
        last_workday = each if works(each) else last_workday
        assert TABLES.is_workday(each) == works(each)
        assert TABLES.index[each - TABLES.base] == done
        assert TABLES.first_workday(each) == walk_roll(each, ())
        assert not last_workday or TABLES.last_workday(each) == last_workday


PUBLISHED_DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 25)).map(date.toordinal)
SHORT_PAUSES = st.lists(
    st.tuples(st.integers(-20, 200), st.integers(0, 40)).map(lambda pair: (pair[0], sum(pair))),
    max_size=4,
).map(tuple)


@given(PUBLISHED_DAYS, st.integers(0, 200), SHORT_PAUSES)
def test_any_count_of_workdays_from_any_published_day_ends_where_a_walk_ends(
    start: int, length: int, offsets: tuple[Pause, ...]
) -> None:
    pauses = shifted(start, offsets)
    slow = walk(start, length, pauses, only_workdays=True)
    if slow <= CALENDAR.settled_until:
        assert TABLES.add_workdays(start, length, pauses) == slow
        assert CALENDAR.latest.add_workdays(start, length, pauses) == slow


@given(PUBLISHED_DAYS, st.integers(1, 200))
def test_a_strict_notice_is_one_workday_earlier_than_a_lenient_one(end: int, length: int) -> None:
    strict = TABLES.subtract_workdays(end, length)
    lenient = TABLES.subtract_workdays(end, length, strict=False)
    assert TABLES.workdays_between(strict, end - 1) == length
    assert TABLES.workdays_between(lenient, end) == length
    assert strict <= lenient


@given(PUBLISHED_DAYS, st.integers(0, 200), SHORT_PAUSES)
def test_paused_days_are_counted_once_however_the_stretches_overlap(
    start: int, length: int, offsets: tuple[Pause, ...]
) -> None:
    last = start + length
    slow = sum(paused(each, shifted(start, offsets)) for each in range(start, last + 1))
    assert paused_days(shifted(start, offsets), start, last) == slow


@given(PUBLISHED_DAYS, st.integers(0, 60), SHORT_PAUSES)
def test_stretches_may_come_in_any_order(
    start: int, length: int, offsets: tuple[Pause, ...]
) -> None:
    pauses = shifted(start, offsets)
    assert add_days(start, length, pauses) == add_days(start, length, pauses[::-1])
    assert merged(pauses) == merged(merged(pauses))


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2025-03-10", 1, "2026-03-10"),
        ("2023-02-28", 1, "2024-02-28"),
    ],
)
def test_years_end_on_the_corresponding_day(start: str, years: int, end: str) -> None:
    assert add_years(day(start), years) == day(end)


@pytest.mark.parametrize(
    ("end", "years", "strict", "notice"),
    [
        ("2025-02-28", 1, True, "2024-02-27"),
        ("2025-03-01", 1, True, "2024-02-29"),
        ("2025-02-28", 1, False, "2024-02-29"),
    ],
)
def test_a_notice_years_before_a_day_respects_february(
    end: str, years: int, strict: bool, notice: str
) -> None:
    assert subtract_years(day(end), years, strict=strict) == day(notice)


@pytest.mark.parametrize(
    "look_up",
    [
        lambda: TABLES.is_workday(day("1999-12-31")),
        lambda: TABLES.add_workdays(day("1999-12-31"), 1),
        lambda: TABLES.add_workdays(day("2045-12-31"), 1),
        lambda: CALENDAR.latest.first_workday(day("2045-12-31")),
        lambda: TABLES.last_workday(day("2000-01-01")),
        lambda: TABLES.subtract_workdays(day("2000-01-05"), 9),
        lambda: TABLES.inside(day("2046-01-01")),
        lambda: add_years(day("2026-01-01"), 9999),
    ],
)
def test_a_day_beyond_the_calendar_is_refused(look_up: Callable[[], int]) -> None:
    with pytest.raises(CalendarError, match="请核对起算日和期限"):
        look_up()


def test_a_built_calendar_brackets_what_its_doubts_leave_open() -> None:
    monday = day("2030-07-01")
    calendar = build_calendar(
        off={monday - 365: "假日"},
        worked={},
        span=(monday - 400, monday + 30),
        published=range(2029, 2030),
        doubts=Doubts(off={monday}, perhaps_off={monday, monday + 1}, perhaps_worked={monday + 5}),
    )
    assert [calendar.earliest.is_workday(monday + each) for each in range(7)] == [
        False, True, True, True, True, True, False,
    ]  # fmt: skip
    assert [calendar.latest.is_workday(monday + each) for each in range(7)] == [
        False, False, True, True, True, False, False,
    ]  # fmt: skip
    assert calendar.settled_until == monday
    assert calendar.needs(monday) == ""
    assert calendar.needs(monday + 1) == "国务院办公厅关于2030年部分节假日安排的通知"
