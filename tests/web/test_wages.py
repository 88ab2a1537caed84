"""The wage monitor's pages: list, project, workers, slip, districts, months, told by literals."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.cast import make_cast
from tests.web import wages_city
from tests.web.visits import by, text_of
from tests.web.wages_city import GREEN, NAME, NOVEMBER, PHONE, RED, City
from zhunsheng.store.models import Department
from zhunsheng.web.wages import monitor, sight

pytestmark = pytest.mark.django_db
LIST, PROJECT = "/gongcheng/", f"/gongcheng/{RED}/2025-11/"


def tell(city: City, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(monitor.KEPT, "results", city, raising=False)


@pytest.fixture(autouse=True)
def city(monkeypatch: pytest.MonkeyPatch) -> City:
    """The told city in the place of the monitor's results."""
    make_cast()
    told = City()
    tell(told, monkeypatch)
    return told


@pytest.fixture
def zhou() -> Client:
    return by("zhou")


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return text_of(answer)


def test_the_list_opens_with_the_last_month_and_the_worst_color_first(zhou: Client) -> None:
    shown = page(zhou, LIST)
    assert "2025年11月，12月5日核算，数据截至12月4日，按《红黄绿评定默认方案》" in shown
    names = [line.name for line in wages_city.LINES[NOVEMBER]]
    places = [shown.index(name) for name in names]
    assert places == sorted(places)
    assert "停工，不评定" in shown
    assert "没有数据或者数据不全，不评定" in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("yanse=red", [1]),
        ("yanse=grey", [5, 6]),
        (f"quxian={quote('桃江县')}", [2, 6]),
        ("jiancha=attendance_gap", [1, 4]),
        (f"q={quote('小学')}", [3]),
        ("yanse=purple", [1, 2, 3, 4, 5, 6]),
        (f"yanse=green&quxian={quote('赫山区')}", [4]),
        ("yue=2025-10", [1, 2, 3]),
        ("yue=1999-01", [1, 2, 3, 4, 5, 6]),
        ("yue=soon&paixu=x&ye=-1", [1, 2, 3, 4, 5, 6]),
    ],
)
def test_the_filters_stand_in_the_address(zhou: Client, query: str, found: list[int]) -> None:
    html = zhou.get(f"{LIST}?{query}").content.decode()
    month = "2025-10" if "2025-10" in query else "2025-11"
    shown = [n for n in range(1, 7) if f'href="/gongcheng/{n}/{month}/" data-open' in html]
    assert shown == found
    assert f"共 {len(found)} 个项目" in html


def test_each_figure_over_the_list_is_the_length_of_the_list_it_opens(zhou: Client) -> None:
    for color, n in (("red", 1), ("yellow", 1), ("green", 2), ("grey", 2)):
        shown = page(zhou, f"{LIST}?yue=2025-11&yanse={color}")
        assert f"共 {n} 个项目" in shown


def test_colors_are_told_by_character_and_shape_too(zhou: Client) -> None:
    html = zhou.get(LIST).content.decode()
    for color, zh in (("red", "红"), ("yellow", "黄"), ("green", "绿"), ("grey", "灰")):
        assert f'<span class="rating rating-{color}">{zh}</span>' in html


def test_a_long_list_comes_in_pages(zhou: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(wages_city.many(120), monkeypatch)
    first, last = page(zhou, LIST), page(zhou, f"{LIST}?ye=3")
    assert "第 1 至 50 个，共 120 个" in first
    assert "第 101 至 120 个，共 120 个" in last
    assert "下一页" in first
    assert "下一页" not in last


def test_without_any_run_the_list_says_what_comes_first(
    zhou: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(City(kept=()), monkeypatch)
    for path in (LIST, f"{LIST}quxian/", f"{LIST}duibi/"):
        assert "还没有评定过任何月份" in page(zhou, path)
    assert zhou.get(PROJECT).status_code == 404


def test_the_project_says_why_and_how_to_turn_green(zhou: Client) -> None:
    shown = page(zhou, PROJECT)
    assert "为什么是红" in shown
    assert "次月末仍未足额支付：23 人，按方案为红" in shown
    assert "怎样转绿" in shown
    assert "补发 23 人工资，共 386,240元" in shown
    assert "最早2026年5月评定可以转绿" in shown


def test_the_counts_lead_to_the_names(zhou: Client) -> None:
    html = zhou.get(PROJECT).content.decode()
    assert "差 23" in html
    for kind in ("roster", "attending", "listed", "received", "gap_received"):
        assert f'href="{PROJECT}renyuan/?jiancha={kind}"' in html


def test_the_calendar_shows_days_without_attendance_and_money(zhou: Client) -> None:
    html = zhou.get(PROJECT).content.decode()
    assert html.count('class="is-gap"') == 2
    shown = text_of(zhou.get(PROJECT))
    assert "拨付 180.0万" in shown
    assert "代发 131 人" in shown


def test_a_check_that_was_not_evaluated_is_no_green(zhou: Client) -> None:
    shown = page(zhou, PROJECT)
    assert "没有核对：湖南省最低工资标准还没有核实原文" in shown
    assert "核对 6 项" in shown


def test_a_green_project_has_nothing_to_turn(zhou: Client) -> None:
    shown = page(zhou, f"/gongcheng/{GREEN}/2025-11/")
    assert "为什么是绿" in shown
    assert "各项检查都没有发现问题" in shown
    assert "转为欠薪线索" not in shown


@pytest.mark.parametrize("path", ["99/2025-11/", "1/2024-01/", "1/2025-13/", "1/never/"])
def test_what_was_not_rated_is_not_there(zhou: Client, path: str) -> None:
    assert zhou.get(f"/gongcheng/{path}").status_code == 404


def test_workers_are_masked_and_listed_by_check(zhou: Client) -> None:
    shown = page(zhou, f"{PROJECT}renyuan/?jiancha=attending_without_pay")
    assert "李××" in shown
    assert "许××" not in shown
    whole = page(zhou, f"{PROJECT}renyuan/")
    assert "许××" in whole
    assert NAME not in whole
    unknown = page(zhou, f"{PROJECT}renyuan/?jiancha=drop_table")
    assert "有问题的工人" in unknown


def test_the_slip_is_masked_and_adds_up(zhou: Client) -> None:
    shown = page(zhou, f"/gongcheng/{RED}/gongren/7/")
    assert "许××" in shown
    assert NAME not in shown
    assert PHONE not in shown
    assert "3,600元" in shown  # 8,600 owed, 5,000 paid
    assert "2025年11月17日，已过" in shown
    assert "回单 HD0071" in shown
    assert "工资表，批次1，十月工资.xlsx 第18行" in shown
    assert zhou.get(f"/gongcheng/{RED}/gongren/8/").status_code == 404


def test_districts_come_with_most_red_and_yellow_first(zhou: Client) -> None:
    shown = page(zhou, f"{LIST}quxian/")
    assert shown.index("桃江县") < shown.index("资阳区")
    assert "10月红黄" in shown


def test_two_months_side_by_side_show_what_changed(zhou: Client) -> None:
    shown = page(zhou, f"{LIST}duibi/")
    assert "变好 0 个，变差 1 个，两个月都评定了的 3 个" in shown
    assert "桃花江大桥维修工程" in shown
    assert "资阳第二小学" not in shown
    kept = page(zhou, f"{LIST}duibi/?yue=2025-11&bi=2025-10&cong=red&dao=red")
    assert "城东安置小区" in kept
    assert "桃花江大桥维修工程" not in kept


def test_one_month_cannot_be_compared(zhou: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(City(kept=wages_city.RUNS[:1]), monkeypatch)
    assert "只评定过一个月" in page(zhou, f"{LIST}duibi/")


def test_a_county_sees_its_own_district_only() -> None:
    ma = by("ma")
    shown = page(ma, LIST)
    assert "桃花江大桥维修工程" in shown
    assert "城东安置小区" not in shown
    assert "共 2 个项目" in shown
    asked = page(ma, f"{LIST}?quxian={quote('赫山区')}")
    assert "共 0 个项目" in asked
    for path in (PROJECT, f"{PROJECT}renyuan/", f"/gongcheng/{RED}/gongren/7/"):
        assert ma.get(path).status_code == 404
    assert ma.get("/gongcheng/2/2025-11/").status_code == 200
    assert "赫山区" not in page(ma, f"{LIST}quxian/")
    assert "城东安置小区" not in page(ma, f"{LIST}duibi/?cong=red&dao=red")


def test_a_section_of_a_county_sees_what_its_bureau_sees(db: Any) -> None:
    county = Department.objects.get(code="taojiang")
    Department.objects.create(code="squad", name="监察大队", kind="section", parent=county)
    ma = by("ma")
    account = county.account_set.get(username="ma")
    account.department = Department.objects.get(code="squad")
    assert sight.districts_of(account, ("桃江县", "赫山区", "")) == ("桃江县",)
    assert ma.get(LIST).status_code == 200


def test_the_leader_sees_red_and_yellow_with_cause_and_months() -> None:
    shown = page(by("tang"), "/zonglan/")
    assert "红黄工程项目" in shown
    assert "城东安置小区（二期）建设项目" in shown
    assert "第 2 个月" in shown
    assert "桃花江大桥维修工程" in shown
    assert "资阳第二小学" not in shown


def test_the_overview_has_no_projects_where_none_were_rated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tell(City(kept=()), monkeypatch)
    assert "红黄工程项目" not in page(by("tang"), "/zonglan/")
