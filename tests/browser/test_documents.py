"""Papers in the browser: made and sent within four clicks, with and without script, read by everyone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PageAt
from tests.documents.matters import lawful
from tests.harness.site import Site
from tests.harness.watch import Watch, sideways
from tests.web.papers import bare, client, issued, open_matter, prepare, settle_bureau

NUMBERS = count(1)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ZHUNSHENG_HOME", str(tmp_path))
    settle_bureau(tmp_path)
    return tmp_path


def unserved(procedure: str) -> tuple[str, dict[str, object]]:
    """Open a lawful matter of which nothing was served yet; return its number and what to type."""
    told, facts = bare(lawful(procedure), f"云人社监〔2025〕{next(NUMBERS)}号")
    events = tuple(one for one in told.events if one.kind != "served")
    return open_matter(replace(told, events=events)), dict(facts)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_payment_order_is_made_and_sent_within_four_clicks(
    signed_in: PageAt, site: Site, watch: Watch, script: bool
) -> None:
    page: Page = signed_in("officer", script=script)
    number, facts = unserved("labor_supervision")
    page.goto(f"{site.url}/ban/{number}/")
    watch.clicks = 0
    page.get_by_role("link", name="责令限期支付决定书").first.click()
    page.locator("[name=f-facts_found]").fill(str(facts["facts_found"]))
    page.get_by_role("button", name="预览").click()
    assert page.get_by_role("img", name="第 1 页").is_visible()
    page.get_by_role("button", name="制发").click()
    assert "云人社监支字〔2025〕" in page.locator("main").inner_text()
    page.get_by_role("link", name="登记送达").first.click()
    assert "/bu/served/" in page.url
    assert page.locator("[name=f-of]:checked, select[name=f-of]").first.input_value()
    if script:
        assert watch.clicks <= 4


@pytest.mark.parametrize("big", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("width", [1366, 390])
def test_every_page_of_papers_keeps_the_rules_and_its_width(
    signed_in: PageAt,
    site: Site,
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], Path],
    width: int,
    big: bool,
) -> None:
    page: Page = signed_in("officer", width, big)
    number, facts = unserved("work_injury")
    zhou = client()
    made = issued(zhou, number, "determination", facts)
    lacking = prepare(zhou, number, "determination", {"occupation": "装配工"})
    form, _ = unserved("labor_supervision")
    table = prepare(zhou, form, "closing_approval", {})
    addresses = {
        "list": "/wenshu/",
        "empty": "/wenshu/?an=没有这个",
        "form": f"/ban/{number}/wenshu/determination/?gai={lacking.pk}",
        "ahead": f"/ban/{number}/wenshu/service_receipt/?di=0",
        "issued": f"/wenshu/{made.pk}/",
        "lacking": f"/wenshu/{lacking.pk}/",
        "table": f"/wenshu/{table.pk}/",
        "void": f"/wenshu/{made.pk}/?wen=zuofei",
        "drop": f"/wenshu/{lacking.pk}/?wen=shanchu",
        "real": f"/heyan/{made.code}/",
        "unknown": "/heyan/ABCD/",
    }
    for name, address in addresses.items():
        page.goto(site.url + address)
        axe(page)
        assert sideways(page) == 0, name
        shot(page, f"document-{name}-{width}{'-large' if big else ''}")


def test_withdrawn_with_the_keyboard_alone(signed_in: PageAt, site: Site) -> None:
    page: Page = signed_in("officer")
    number, facts = unserved("work_injury")
    made = issued(client(), number, "determination", facts)
    page.goto(f"{site.url}/wenshu/{made.pk}/?wen=zuofei")
    page.locator("[name=reason]").focus()
    page.keyboard.type("当事人名称写错")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/wenshu/{made.pk}/")
    assert "已作废：当事人名称写错" in page.locator("main").inner_text()
