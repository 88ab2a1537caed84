"""Without a mouse, with a slow or double hand, after the session's end: nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser import told
from tests.browser.conftest import PageAt
from tests.browser.test_flows import Come, come
from tests.browser.visitor import Shot
from tests.cast import LOCAL, PASSWORD, actor, office
from tests.harness.site import Site
from zhunsheng.office import Doing
from zhunsheng.record.event import Event
from zhunsheng.store.models import Draft
from zhunsheng.web.clock import now, today

__all__ = ["come"]
FOCUS = """() => {
  const one = document.activeElement, seen = getComputedStyle(one);
  const name = (one.innerText || one.value || one.name || one.tagName).trim().slice(0, 40);
  return [name, seen.outlineStyle !== 'none' && parseFloat(seen.outlineWidth) >= 2 ||
    seen.boxShadow !== 'none', one === document.body];
}"""
MOST_STOPS = 400


def test_a_day_is_worked_without_a_mouse(come: Come) -> None:
    number = told.tell(told.INJURY)
    page = come("officer").page
    page.keyboard.press("/")
    expect(page.locator("#mast-q")).to_be_focused()
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.wait_for_selector(".identity")
    page.keyboard.press("e")
    page.wait_for_url("**/bu/**")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_selector(".work-list")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    title = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    page.wait_for_selector(".identity")
    assert page.locator("h1").inner_text() == title


@pytest.mark.parametrize("path", ["/", "/ban/", "matter", "step"])
def test_every_stop_is_seen_and_none_is_a_trap(path: str, come: Come) -> None:
    number = told.tell(told.INJURY)
    visitor = come("officer")
    home = f"/ban/{number}/"
    at = {"matter": home, "step": f"{home}bu/proof_requested/"}.get(path, path)
    page = visitor.page
    page.goto(visitor.site.url + at)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)[0] == "跳到正文"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        name, ringed, left = page.evaluate(FOCUS)
        if left or name == "跳到正文":
            return
        assert ringed, name
    pytest.fail("the focus does not leave the page")


def fill_notice(page: Page) -> None:
    page.locator("[name=f-proof_due]").fill(told.ago(-10).isoformat())
    page.locator("[name=note]").fill("电话先告知")


def test_a_double_click_on_the_last_button_is_one_event(come: Come) -> None:
    number = told.tell(told.INJURY)
    visitor = come("officer")
    page = visitor.page
    page.goto(f"{visitor.site.url}/ban/{number}/bu/proof_requested/")
    fill_notice(page)
    visitor.button("核对")
    page.locator('main button[value="confirm"]').dblclick()
    expect(page.locator("main")).to_contain_text("已登记“通知用人单位举证”")
    assert told.kinds(number).count("proof_requested") == 1


def test_without_script_a_form_sent_twice_is_one_event(come: Come) -> None:
    number = told.tell(told.INJURY)
    visitor = come("officer", 390, script=False)
    page = visitor.page
    page.goto(f"{visitor.site.url}/ban/{number}/bu/proof_requested/")
    fill_notice(page)
    visitor.button("核对")
    form = page.locator("main form", has=page.locator('button[value="confirm"]'))
    sent = {
        one.get_attribute("name") or "": one.get_attribute("value") or ""
        for one in form.locator("input[type=hidden]").all()
    }
    page.request.post(page.url, form={**sent, "act": "confirm"})  # the first of two clicks
    form.locator('button[value="confirm"]').click()
    expect(page.locator("main")).to_contain_text("已登记“通知用人单位举证”")
    assert told.kinds(number).count("proof_requested") == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_what_a_colleague_wrote_meanwhile_is_shown_and_the_form_kept(
    script: bool, come: Come, shot: Shot, axe: Callable[[Page], None]
) -> None:
    number = told.tell(told.INJURY)
    visitor = come("officer", 1366 if script else 390, script=script)
    page = visitor.page
    page.goto(f"{visitor.site.url}/ban/{number}/bu/proof_requested/")
    fill_notice(page)
    seen = len(told.kinds(number))
    event = Event("noted", today(), note="申请人来电补充")
    office().append(actor("liu"), number, Doing(event, seen, uuid4().hex), now().astimezone(LOCAL))
    visitor.button("核对")
    expect(page.locator("main")).to_contain_text("别人刚刚改过这一件")
    expect(page.locator("main")).to_contain_text("申请人来电补充")
    expect(page.locator("main")).to_contain_text("电话先告知")
    shot(page, f"flow-conflict-{'desk' if script else 'plain'}")
    if script:
        axe(page)
    visitor.button("看过了")
    visitor.button("写入")
    expect(page.locator("main")).to_contain_text("已登记“通知用人单位举证”")


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_end_of_the_session_keeps_what_was_typed(script: bool, come: Come, shot: Shot) -> None:
    number = told.tell(told.INJURY)
    visitor = come("officer", 1366 if script else 390, script=script)
    page = visitor.page
    form = f"{visitor.site.url}/ban/{number}/bu/proof_requested/"
    page.goto(form)
    fill_notice(page)
    if script:
        with page.expect_response("**/caogao/**"):
            page.evaluate("window.dispatchEvent(new Event('pagehide'))")
        assert Draft.objects.filter(address__contains=number).exists()
    else:
        visitor.button("存草稿")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    visitor.button("核对")
    page.wait_for_url("**/denglu/**")
    expect(page.locator("main")).to_contain_text("存过的草稿还在")
    shot(page, f"flow-session-{'desk' if script else 'plain'}")
    page.locator("[name=username]").fill("zhou")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/bu/proof_requested/**")
    expect(page.locator("[name=note]")).to_have_value("电话先告知")
    expect(page.locator("[name=f-proof_due]")).to_have_value(told.ago(-10).isoformat())


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_large_type_stays_until_it_is_switched_off(
    script: bool, page_at: PageAt, site: Site, cast: object
) -> None:
    page = page_at(1366, script=script)
    page.goto(f"{site.url}/denglu/")
    small = page.locator("h1").evaluate("one => getComputedStyle(one).fontSize") if script else ""
    page.get_by_role("button", name="大字").click()
    for path in ("/denglu/", "/heyan/K7MP3XQD/"):
        page.goto(site.url + path)
        expect(page.locator("html.big")).to_be_attached()
    if script:
        page.goto(f"{site.url}/denglu/")
        assert page.locator("h1").evaluate("one => getComputedStyle(one).fontSize") != small
    page.get_by_role("button", name="标准字").click()
    page.goto(f"{site.url}/denglu/")
    expect(page.locator("html.big")).not_to_be_attached()
