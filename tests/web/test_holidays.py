"""节假日: the grid says what the notices say, and the calculator what the engine computes."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.cast import ROLES, make_cast
from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import SPAN, load_calendar
from zhunsheng.law.period import Period, count
from zhunsheng.law.provision import Limit
from zhunsheng.store.models import Account
from zhunsheng.web.holidays.computing import NotComputable, computed
from zhunsheng.web.holidays.year import notices, year_of

DAY = date(2026, 11, 25)
BACKEND = "django.contrib.auth.backends.ModelBackend"
ASKED = {"qi": "2026-09-24", "ju": "工伤保险条例第二十条第一款"}


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_look_and_compute(role: str) -> None:
    make_cast()
    client = signed_in(ROLES[role])
    assert client.get("/jiejiari/").status_code == 200
    text = client.get("/jiejiari/", ASKED).content.decode()
    assert "最后一日：" in text
    assert client.post("/jiejiari/").status_code == 405


@pytest.mark.parametrize("number", sorted(notices()))
def test_the_grid_of_a_published_year_says_what_its_notice_says(number: int) -> None:
    year = year_of(number, DAY)
    calendar = load_calendar()
    workdays = sum(
        calendar.latest.is_workday(date(number, 1, 1).toordinal() + n)
        for n in range(366 if monthrange(number, 2)[1] == 29 else 365)
    )
    assert year.notice == notices()[number].title
    assert number == max(notices()) or year.fewest == year.most == workdays
    for month_number, month in enumerate(year.months, start=1):
        days = [day for week in month.weeks for day in week if day]
        assert [day.number for day in days] == list(
            range(1, monthrange(number, month_number)[1] + 1)
        )
        for day in days:
            ordinal = date(number, month_number, day.number).toordinal()
            assert (day.kind == "off") == (ordinal in calendar.off)
            assert (day.kind == "worked") == (ordinal in calendar.worked)


def test_arrangements_list_every_day_of_the_notice_once() -> None:
    for number, notice in notices().items():
        year = year_of(number, DAY)
        assert sum(one.days for one in year.arrangements) == len(notice.off)
        worked = [day for one in year.arrangements for day in one.worked.split("、") if day]
        assert len(worked) == len(notice.worked)


def test_a_year_without_a_notice_says_so_and_gives_bounds() -> None:
    year = year_of(max(notices()) + 1, DAY)
    assert year.notice == ""
    assert year.fewest < year.most
    kinds = {day.kind for month in year.months for week in month.weeks for day in week if day}
    assert {"doubt", "off"} <= kinds


def test_today_is_marked_once() -> None:
    year = year_of(2026, DAY)
    marked = [
        day for month in year.months for week in month.weeks for day in week if day and day.today
    ]
    assert [day.number for day in marked] == [25]


@pytest.mark.parametrize("number", [0, 1, SPAN[0].year - 1, SPAN[1].year + 1, 9999])
def test_a_year_outside_the_calendar_becomes_the_nearest(number: int) -> None:
    assert year_of(number, DAY).number in (SPAN[0].year, SPAN[1].year)


@pytest.mark.parametrize("days_on", range(0, 400, 37))
def test_the_calculator_says_what_the_engine_says(days_on: int) -> None:
    start = date(2025, 1, 1) + timedelta(days_on)
    given = {"qi": start.isoformat(), "chang": "15", "danwei": "workday"}
    due = count(
        Period(start.toordinal(), Limit(15, "workday")), calendar=load_calendar(), law=load_law()
    )
    result = computed(load_law(), given)
    assert result.steps == due.trace
    assert due.day is not None
    assert str(date.fromordinal(due.day).day) in result.headline


def test_a_citation_gives_the_length_and_a_pause_moves_the_day() -> None:
    plain = computed(load_law(), ASKED)
    paused = computed(load_law(), {**ASKED, "ting": "2026-10-10 至 2026-10-20\n"})
    assert "60日" in plain.asked
    assert plain.headline != paused.headline
    assert any("停计" in step for step in paused.steps)


def test_hours_backward_and_unpublished_years() -> None:
    hours = {"qi": "2026-09-24", "shi": "17:30", "chang": "24", "danwei": "hour"}
    assert computed(load_law(), hours).headline == "2026年9月25日 17:30"
    backward = {"qi": "2026-09-24", "chang": "7", "danwei": "workday", "dao": "1"}
    assert "以前" in computed(load_law(), backward).asked
    far = {"qi": "2027-12-20", "chang": "30", "danwei": "workday"}
    result = computed(load_law(), far)
    assert "之间" in result.headline
    assert "2028年" in result.needs


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"qi": ""}, "qi"),
        ({"qi": "2026-02-30"}, "qi"),
        ({"qi": "昨天"}, "qi"),
        ({"qi": "2026-09-24"}, "chang"),
        ({"qi": "2026-09-24", "chang": "七", "danwei": "day"}, "chang"),
        ({"qi": "2026-09-24", "chang": "-1", "danwei": "day"}, "chang"),
        ({"qi": "2026-09-24", "chang": "9" * 400, "danwei": "day"}, "chang"),
        ({"qi": "2026-09-24", "chang": "٣", "danwei": "day"}, "chang"),
        ({"qi": "2026-09-24", "chang": "7", "danwei": "week"}, "danwei"),
        ({"qi": "2026-09-24", "chang": "7", "danwei": "hour"}, "shi"),
        ({"qi": "2026-09-24", "chang": "7", "danwei": "hour", "shi": "25:00"}, "shi"),
        ({"qi": "2026-09-24", "ju": "无此条例第一条"}, "ju"),
        ({"qi": "2026-09-24", "ju": "工伤保险条例/999"}, "ju"),
        ({"qi": "2026-09-24", "ju": "工伤保险条例/14"}, "ju"),
        ({"qi": "1990-09-24", "ju": "工伤保险条例/20.1"}, "ju"),
        ({**ASKED, "ting": "2026-10-20 至 2026-10-10"}, "ting"),
        ({**ASKED, "ting": "随便写的"}, "ting"),
        ({**ASKED, "dao": "1", "ting": "2026-10-10 至 2026-10-20"}, "ting"),
        ({"qi": "2045-12-30", "chang": "900", "danwei": "workday"}, "qi"),
        ({"qi": "1999-01-01", "chang": "9", "danwei": "workday"}, "qi"),
        ({"qi": "2026-09-24", "chang": "9999", "danwei": "year"}, "qi"),
    ],
)
def test_what_cannot_be_computed_names_its_field(given: dict[str, str], field: str) -> None:
    with pytest.raises(NotComputable) as refused:
        computed(load_law(), given)
    assert field in refused.value.wrong


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        {"nian": "0"},
        {"nian": "٢٠٢٦"},
        {"nian": "99999999999999"},
        {"nian": "<script>"},
        {"qi": "\x00", "ju": "'; DROP TABLE store_event; --"},
        {"qi": "2026-09-24", "ju": "<script>alert(1)</script>"},
        {"qi": "2026-09-24", "ting": "至" * 3000},
        {"qi": "9" * 5000},
    ],
)
def test_hostile_queries_get_a_page_with_the_fault(query: dict[str, str]) -> None:
    make_cast()
    answer = signed_in("zhou").get("/jiejiari/", query)
    assert answer.status_code == (400 if "\x00" in query.values() else 200)
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.django_db
def test_faults_stand_in_the_summary_and_at_the_field_and_input_is_kept() -> None:
    make_cast()
    text = signed_in("zhou").get("/jiejiari/", {"qi": "2026-02-30", "chang": "7"}).content.decode()
    assert "<title>错误：" in text
    assert 'href="#id_qi"' in text
    assert 'value="2026-02-30"' in text
