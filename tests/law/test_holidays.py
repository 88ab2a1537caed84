"""The notices held are the notices published, and the years without one are bracketed honestly."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from zhunsheng.base.days import Calendar
from zhunsheng.base.errors import CalendarError
from zhunsheng.law.holidays import (
    FOLDER,
    calendar_of,
    load_calendar,
    observed,
    read_festivals,
    read_notices,
)

SHARED = Path(__file__).parents[2].parent / "shared" / "holidays"
CALENDAR = load_calendar()
NOTICES = read_notices(FOLDER)
FESTIVALS = read_festivals(FOLDER / "festivals.toml")
HIDDEN_YEARS = range(2016, 2027)


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published lists are not beside the project")
def test_every_day_is_off_or_worked_as_the_published_lists_say() -> None:
    off: dict[int, str] = {}
    worked: dict[int, str] = {}
    for path in SHARED.glob("*.json"):
        for entry in json.loads(path.read_text(encoding="utf-8"))["days"]:
            (off if entry["off"] else worked)[day(entry["date"])] = entry["name"]
    # Weekend days that merely join a holiday are named here and unlisted there.
    assert {each: CALENDAR.off[each] for each in off} == off
    assert all(date.fromordinal(each).weekday() >= 5 for each in CALENDAR.off.keys() - off.keys())
    assert dict(CALENDAR.worked) == worked


@pytest.mark.parametrize(
    ("year", "workdays"),
    [
        (2015, 249), (2016, 250), (2017, 249), (2018, 250), (2019, 250), (2020, 249),
        (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248),
    ],
)  # fmt: skip
def test_a_year_has_its_known_number_of_workdays(year: int, workdays: int) -> None:
    new_year_eve, last = date(year - 1, 12, 31).toordinal(), date(year, 12, 31).toordinal()
    assert CALENDAR.earliest.workdays_between(new_year_eve, last) == workdays


def test_the_published_years_are_settled_up_to_the_last_december() -> None:
    assert date.fromordinal(CALENDAR.settled_from) <= date(2015, 1, 1)
    assert date.fromordinal(CALENDAR.settled_until) == date(2026, 12, 25)
    assert CALENDAR.needs(day("2026-12-25"), since=day("2015-01-01")) == ""


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2026-12-28", "2026-12-28", [2027]),
        ("2026-12-01", "2027-03-01", [2027]),
        ("2026-12-30", "2028-01-05", [2027, 2028]),
        ("2014-05-01", "2014-05-01", [2014]),
        ("2013-12-01", "2015-02-01", [2013, 2014]),
    ],
)
def test_an_unsettled_day_needs_the_notice_that_decides_it(
    first: str, last: str, years: list[int]
) -> None:
    titles = [f"国务院办公厅关于{year}年部分节假日安排的通知" for year in years]
    assert CALENDAR.needs(day(last), since=day(first)) == "、".join(titles)


@pytest.mark.parametrize("year", range(2015, 2027))
def test_each_festival_day_of_a_published_year_is_a_rest_day_named_after_it(year: int) -> None:
    for festival in FESTIVALS:
        if festival.year == year:
            name = CALENDAR.off.get(festival.day, festival.name)
            assert festival.name in name
            assert not any(CALENDAR.earliest.is_workday(each) for each in festival.certain)


@pytest.mark.parametrize(
    ("iso", "name"),
    [
        ("2027-02-06", "春节"),
        ("2028-10-03", "中秋节"),
        ("2030-02-03", "春节"),
        ("2033-01-31", "春节"),
        ("2034-02-19", "春节"),
        ("2036-04-04", "清明节"),
    ],
)
def test_festival_days_follow_the_lunar_calendar(iso: str, name: str) -> None:
    assert (name, day(iso)) in {(festival.name, festival.day) for festival in FESTIVALS}


def test_thirteen_days_are_free_a_year_since_2025() -> None:
    free = {
        year: sum(len(festival.certain) for festival in FESTIVALS if festival.year == year)
        for year in range(2014, 2046)
    }
    assert free == {year: 13 if year >= 2025 else 11 for year in free}


def bracketed(year: int, *, measured_on_all: bool) -> Calendar:
    """Build the calendar as it stood before the year's notice."""
    measured = [notice for notice in NOTICES if measured_on_all or notice.year != year]
    earlier = [notice for notice in NOTICES if notice.year < year]
    return calendar_of(earlier, FESTIVALS, observed(measured, FESTIVALS))


@pytest.mark.parametrize("measured_on_all", [True, False])
@pytest.mark.parametrize("year", HIDDEN_YEARS)
def test_the_bounds_of_a_hidden_year_hold_its_true_workdays(
    year: int, measured_on_all: bool
) -> None:
    calendar = bracketed(year, measured_on_all=measured_on_all)
    for each in range(day(f"{year - 1}-12-01"), day(f"{year}-12-25") + 1):
        truly = CALENDAR.earliest.is_workday(each)
        assert calendar.latest.is_workday(each) <= truly, date.fromordinal(each)
        assert truly <= calendar.earliest.is_workday(each), date.fromordinal(each)


@pytest.mark.parametrize("year", HIDDEN_YEARS)
def test_the_true_last_day_of_a_hidden_year_lies_between_the_bounds(year: int) -> None:
    calendar, truth = bracketed(year, measured_on_all=True), CALENDAR.earliest
    for start in range(day(f"{year - 1}-12-15"), day(f"{year}-12-01")):
        assert (
            calendar.earliest.first_workday(start)
            <= truth.first_workday(start)
            <= calendar.latest.first_workday(start)
        )
        for length in (1, 7, 60):
            true_end = truth.add_workdays(start, length)
            if true_end <= CALENDAR.settled_until:
                assert calendar.earliest.add_workdays(start, length) <= true_end
                assert true_end <= calendar.latest.add_workdays(start, length)
            true_notice = truth.subtract_workdays(start, length)
            assert calendar.latest.subtract_workdays(start, length) <= true_notice
            assert true_notice <= calendar.earliest.subtract_workdays(start, length)


def test_a_new_december_can_be_changed_by_the_next_notice() -> None:
    before_2019 = bracketed(2019, measured_on_all=True)
    assert before_2019.settled_until < day("2018-12-29")
    assert not before_2019.latest.is_workday(day("2018-12-29"))
    assert before_2019.earliest.is_workday(day("2018-12-29"))


def test_a_missing_year_between_two_notices_is_refused() -> None:
    gap = [notice for notice in NOTICES if notice.year != 2020]
    with pytest.raises(CalendarError, match="请补齐中间年份的通知"):
        calendar_of(gap, FESTIVALS, observed(gap, FESTIVALS))


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("year = 2027", "年份为2027"),
        ('[[holiday]]\nname = "元旦"\nfirst = 2028-02-01\nlast = 2028-02-01', "2028-02-01"),
        (
            '[[holiday]]\nname = "元旦"\nfirst = 2030-01-01\nlast = 2030-01-02\n'
            "worked = [2030-01-02]",
            "2030-01-02",
        ),
        ("[[holiday", "不是有效的 TOML"),
    ],
)
def test_a_notice_file_that_contradicts_itself_is_refused(
    tmp_path: Path, body: str, complaint: str
) -> None:
    head = "" if body.startswith("year") else "year = 2030\n"
    title = 'title = "国务院办公厅关于2030年部分节假日安排的通知"\n'
    (tmp_path / "2030.toml").write_text(title + head + body, encoding="utf-8")
    with pytest.raises(CalendarError, match=complaint):
        read_notices(tmp_path)
