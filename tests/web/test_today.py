"""我的今天: counters that are filters, groups by day, the week, appointments, returned files."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import make_cast
from tests.web.lists import (
    counted,
    days_ahead,
    number_of,
    open_all,
    set_due,
    shown,
    signed_in,
    text_of,
)
from zhunsheng.store.models import Account, Appointment, FindingRow, MatterRow, ReturnedFile
from zhunsheng.web.clock import today
from zhunsheng.web.matters import filters

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
COUNTER = re.compile(r'<a href="([^"]+)" class="counter[^"]*"[^>]*><b>(\d+)</b>([^<]+)</a>')
WEEK = re.compile(r'<a href="([^"]+)"><span class="sr">[^<]+届满 </span>(\d+)<')


@pytest.fixture(autouse=True)
def numbers() -> list[str]:
    make_cast()
    return open_all()


@pytest.fixture
def zhou() -> Client:
    return signed_in("zhou")


def give_back(number: str, reason: str) -> ReturnedFile:
    return ReturnedFile.objects.create(
        matter=MatterRow.objects.get(number=number).matter,
        returned_by=Account.objects.get(username="he"),
        reason=reason,
        returned_at=AT,
    )


def test_every_counter_opens_as_many_matters_as_it_says(zhou: Client) -> None:
    MatterRow.objects.filter(number=number_of(6)).update(waiting="paused")
    MatterRow.objects.filter(number=number_of(5)).update(waiting="others")
    give_back(number_of(3), "缺送达影像")
    give_back(number_of(3), "考勤来源未注明")
    give_back(number_of(7), "别人的")
    found = [(zh, int(n)) for _, n, zh in COUNTER.findall(text_of(zhou, "/"))]
    assert found == [
        ("全部", 6),
        ("已超期", 1),
        ("今天", 1),
        ("3日内", 1),
        ("7日内", 1),
        ("等对方", 1),
        ("中止计期", 1),
        ("退回补正", 1),
    ]
    for query in ("/", "/?yewu=work_injury", "/?q=有限公司", "/?yewu=litigation", "/?dao=today"):
        for href, number, zh in COUNTER.findall(text_of(zhou, query)):
            assert counted(zhou, unescape(href)) == int(number), (query, zh)


def test_groups_follow_the_days_and_each_row_says_what_by_which_article(zhou: Client) -> None:
    page = text_of(zhou, "/")
    groups = re.findall(r'<h2 id="group-\d">([^<]+)</h2>', page)
    assert groups == ["已超期", "今天", "3日内", "7日内", "7日以后", "没有本局期限"]
    assert shown(page) == [number_of(place) for place in (1, 2, 3, 4, 5, 6)]
    first = page[page.index("data-row") : page.index("data-row", page.index("data-row") + 9)]
    assert "<b>超 2 日</b>" in first
    assert "作出工伤认定决定" in first
    assert "《工伤保险条例》第二十条第一款</a>：60日" in first
    assert "曹××（松坡某物流有限公司）" in first
    assert f"/bu/{MatterRow.objects.get(number=number_of(1)).next_step}/" in first
    assert page.count('button-primary" href') == 1


def test_only_one_page_is_read_and_the_counters_stay_whole(
    monkeypatch: pytest.MonkeyPatch, zhou: Client
) -> None:
    monkeypatch.setattr(filters, "ROWS", 2)
    page = text_of(zhou, "/")
    assert len(shown(page)) == 2
    assert COUNTER.findall(page)[0][1] == "6"
    assert counted(zhou, "/") == 6
    after = re.search(r'href="([^"]+)" rel="next"', page)
    assert after is not None
    assert 'button-primary" href' not in text_of(zhou, unescape(after[1]))


def test_the_days_of_the_week_open_what_ends_on_them(zhou: Client) -> None:
    for place in range(1, 7):
        set_due(number_of(place), place % 3 - today().weekday())
    page = text_of(zhou, "/")
    days = WEEK.findall(page)
    assert [int(number) for _, number in days] == [2, 2, 2]
    for href, number in days:
        assert counted(zhou, unescape(href)) == int(number)
    assert page.count('class="is-today"') == 1


def test_nobody_sees_the_matters_of_others_whatever_the_address_says(zhou: Client) -> None:
    for query in ("chengban=liu", "danwei=taojiang", "zhuang=quan", "chengban=&q=有限公司"):
        assert set(shown(text_of(zhou, f"/?{query}"))) <= set(map(number_of, range(1, 7))), query
    assert set(shown(text_of(signed_in("liu"), "/"))) == {number_of(7), number_of(8)}
    assert "您名下没有在办的办件" in text_of(signed_in("tang"), "/")


def test_an_empty_filter_names_what_ends_next(zhou: Client) -> None:
    MatterRow.objects.filter(number=number_of(2)).update(due_on=days_ahead(20))
    page = text_of(zhou, "/?dao=today")
    assert "没有符合筛选的办件" in page
    assert f"的{number_of(1)}。" in page


def test_appointments_and_returned_files_stand_beside(zhou: Client) -> None:
    give_back(number_of(3), "缺送达影像，电话13912345678")
    give_back(number_of(4), "已补").save()
    ReturnedFile.objects.filter(reason="已补").update(mended_at=AT)
    own = Account.objects.get(username="zhou")
    for left, zh in ((0, "询问"), (5, "开庭"), (8, "太远"), (-1, "过去")):
        Appointment.objects.create(account=own, on_day=days_ahead(left), zh=zh)
    liu = Account.objects.get(username="liu")
    Appointment.objects.create(account=liu, on_day=today(), zh="别人的")
    page = text_of(zhou, "/")
    assert "政策法规科：缺送达影像，电话139****5678" in page
    assert "已补" not in page
    assert "询问" in page
    assert "开庭" in page
    assert not re.search("太远|过去|别人的", page)


def test_a_time_limit_is_drawn_on_demand_and_plainly_leads_to_the_whole_way(zhou: Client) -> None:
    address = f"/ban/{number_of(1)}/qixian/decided_in_time/"
    part = text_of(zhou, address, **{"HX-Request": "true"})
    assert "起算" in part
    assert "法定 60日" in part
    assert "<svg" in part
    assert "<html" not in part
    assert zhou.get(address).url.endswith("/weishenme/decided_in_time/")
    unknown = text_of(zhou, f"/ban/{number_of(1)}/qixian/none/", **{"HX-Request": "true"})
    assert "<svg" not in unknown
    hidden = f"/ban/{number_of(9)}/qixian/decided_in_time/"
    assert zhou.get(hidden, headers={"HX-Request": "true"}).status_code == 404


def test_a_page_asks_few_questions_however_many_lines_it_has(
    zhou: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    text_of(zhou, "/")
    give_back(number_of(3), "缺送达影像")
    with django_assert_max_num_queries(9):
        text_of(zhou, "/")


def test_finding_rows_of_ended_matters_do_not_count(zhou: Client) -> None:
    MatterRow.objects.filter(number=number_of(1)).update(ended=True)
    assert FindingRow.objects.filter(matter__number=number_of(1), open_clock=True).exists()
    assert COUNTER.findall(text_of(zhou, "/"))[1][1] == "0"


# --- appointments --------------------------------------------------------------------------------


def typed_day(left: int) -> tuple[str, date]:
    """Return a day as an officer types it."""
    day = today() + timedelta(left)
    return f"{day.month}月{day.day}日", day


def test_an_appointment_is_written_down_and_dropped(zhou: Client) -> None:
    written, day = typed_day(3)
    sent = {"day": written, "at": "下午3点", "what": "听证", "number": "益人社工伤[2026]2号"}
    assert zhou.post("/anpai/", sent).status_code == 302
    kept = Appointment.objects.get()
    assert (kept.on_day, f"{kept.at:%H:%M}", kept.zh) == (day, "15:00", "听证")
    assert kept.matter is not None
    assert kept.matter.number == number_of(2)
    assert "听证" in text_of(zhou, "/anpai/")
    signed_in("liu").post("/anpai/", {"drop": kept.pk})
    assert Appointment.objects.exists()
    zhou.post("/anpai/", {"drop": kept.pk})
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": ""}, "请填日期"),
        ({"day": "昨天"}, "id_day"),
        ({"day": "2020-01-01"}, "已经过去"),
        ({"at": "25点"}, "id_at"),
        ({"what": ""}, "请写做什么"),
        ({"what": "字" * 121}, "不超过 120 个字"),
        ({"number": number_of(9)}, "没有这一件"),
        ({"number": "\x00"}, ""),
    ],
)
def test_what_is_wrong_with_an_appointment_is_said_at_its_field(
    zhou: Client, wrong: dict[str, str], said: str
) -> None:
    answer = zhou.post("/anpai/", {"day": typed_day(3)[0], "what": "听证", **wrong})
    assert answer.status_code == (422 if said else 302)
    if said:
        assert said in answer.content.decode()
        assert not Appointment.objects.exists()


@pytest.mark.parametrize("which", ["x", "-1", "9" * 40])
def test_dropping_what_is_no_appointment_drops_nothing(zhou: Client, which: str) -> None:
    assert zhou.post("/anpai/", {"drop": which}).status_code == 302
