"""The wage monitor in the browser: from the list to a worker's slip, on paper, without script."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAt
from tests.harness.site import Site
from tests.harness.watch import sideways
from tests.web.wages_home import MONTH, red_project, wages_city
from zhunsheng.wages.months import read_month
from zhunsheng.wages.shapes import Asked
from zhunsheng.web.wages.monitor import monitor

AT = read_month(MONTH)


@pytest.fixture(autouse=True)
def city() -> Iterator[None]:
    with wages_city():
        yield


def test_why_is_on_top_two_clicks_from_the_start(
    site: Site, signed_in: PageAt, shot: Callable[[Page, str], Path]
) -> None:
    page = signed_in("officer")
    page.get_by_role("link", name="工程项目").first.click()
    row = page.locator("tr[data-row]").first
    name = row.locator("[data-open]").inner_text()
    row.locator("[data-open]").click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".causes > li").first).to_be_in_viewport()
    expect(page.get_by_role("heading", name="怎样转绿")).to_be_in_viewport()
    shot(page, "wages-project")


@pytest.mark.parametrize("script", [True, False])
def test_a_filter_narrows_the_list_with_script_and_without(
    script: bool, site: Site, signed_in: PageAt
) -> None:
    page = signed_in("leader", script=script)
    page.goto(f"{site.url}/gongcheng/")
    lines, total = monitor().projects(AT, Asked(color="red"))
    assert total
    page.locator(".counters").get_by_role("link", name="红色项目").click()
    expect(page.locator("tr[data-row]")).to_have_count(total)
    district = lines[0].district
    page.get_by_label("区县").select_option(district)
    if not script:
        page.get_by_role("button", name="筛选").click()
    within = monitor().projects(AT, Asked(color="red", district=district))[1]
    expect(page.locator("tr[data-row]")).to_have_count(within)
    expect(page.locator(".chip", has_text=f"区县：{district}")).to_be_visible()


def test_the_gap_leads_to_names_and_a_name_to_the_slip(
    site: Site, signed_in: PageAt, axe: Callable[[Page], None]
) -> None:
    red, worker = red_project()
    person = monitor().person(AT, red, worker)
    assert person is not None
    page = signed_in("officer", 390)
    page.goto(f"{site.url}/gongcheng/{red}/{MONTH}/renyuan/?jiancha=outstanding")
    page.locator("[data-open]").first.click()
    expect(page.locator("h1")).to_have_text("工资核对单")
    assert person.name not in page.content()
    page.get_by_role("button", name="查看全名和电话").click()
    page.get_by_label("核对身份").check()
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_text("已记入日志：核对身份")).to_be_visible()
    axe(page)
    assert sideways(page) == 0


def test_a_slip_is_one_sheet_of_paper(site: Site, signed_in: PageAt) -> None:
    red, worker = red_project()
    page = signed_in("officer")
    page.goto(f"{site.url}/gongcheng/{red}/gongren/{worker}/")
    printed = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    assert len(printed) == 1
    words = printed[0].get_textpage().get_text_range()
    assert "工资核对单" in words
    assert "查看全名和电话" not in words


def test_the_keyboard_walks_the_list(site: Site, signed_in: PageAt) -> None:
    page = signed_in("officer")
    page.goto(f"{site.url}/gongcheng/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("tr[data-row]").nth(1).locator("[data-open]")
    expect(second).to_be_focused()
    name = second.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_charts_say_in_words_what_they_draw(site: Site, signed_in: PageAt) -> None:
    red, _ = red_project()
    page = signed_in("leader")
    page.goto(f"{site.url}/gongcheng/{red}/{MONTH}/")
    drawn = page.locator("svg.trend")
    said = drawn.get_attribute("aria-label") or ""
    assert "2025年11月应付" in said
    assert "未付" in said
    expect(drawn.locator("rect.trend-open").first).to_have_attribute("fill", "url(#hatch)")
