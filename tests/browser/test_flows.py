"""The key flows, each within its clicks from the start page, at the desk and on a telephone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import told
from tests.browser.conftest import PageAt
from tests.browser.visitor import Shot, Visitor
from tests.harness.site import Site
from tests.harness.watch import Watch
from zhunsheng.store.models import ReturnedFile

BOTH = pytest.mark.parametrize(
    ("width", "script"), [(1366, True), (390, False)], ids=["desk", "plain"]
)
Come = Callable[..., Visitor]


@pytest.fixture
def come(signed_in: PageAt, site: Site, watch: Watch) -> Come:
    """Brings someone of a role to the start page; the counting begins there."""

    def come(role: str, width: int = 1366, script: bool = True) -> Visitor:
        page = signed_in(role, width, script=script)
        watch.clicks = 0
        return Visitor(page, site)

    return come


def within(visitor: Visitor, watch: Watch, limit: int) -> None:
    """Fail where a flow took more clicks than it may."""
    assert visitor.clicks <= limit
    assert watch.clicks <= limit


@BOTH
def test_a_leader_approves_a_transfer_in_three(
    width: int, script: bool, come: Come, watch: Watch, shot: Shot
) -> None:
    number = told.tell_proposed()
    leader = come("leader", width, script)
    shot(leader.page, f"flow-approve-{width}-1")
    row = leader.page.locator(".decide li", has_text=number)
    leader.press(row.locator("[data-act]"))
    expect(leader.page.locator("main")).to_contain_text("两种口径对照")
    shot(leader.page, f"flow-approve-{width}-2")
    leader.link("同意")
    shot(leader.page, f"flow-approve-{width}-3")
    leader.button("确认")
    expect(leader.page.locator("main")).to_contain_text("已同意")
    shot(leader.page, f"flow-approve-{width}-4")
    assert told.kinds(number)[-1] == "transfer_approved"
    within(leader, watch, 3)


@BOTH
def test_an_officer_starts_what_is_urgent_in_one(
    width: int, script: bool, come: Come, watch: Watch
) -> None:
    number = told.tell(told.INJURY)
    officer = come("officer", width, script)
    officer.press(officer.page.locator("li.work", has_text=number).locator("[data-act]"))
    assert "/bu/" in officer.page.url
    expect(officer.page.get_by_role("button", name="核对")).to_be_visible()
    within(officer, watch, 1)


@BOTH
def test_a_clue_is_accepted_and_filed_in_four(
    width: int, script: bool, come: Come, watch: Watch, shot: Shot
) -> None:
    number = told.tell(told.CLUE)
    officer = come("officer", width, script)
    officer.press(officer.page.locator("li.work", has_text=number).locator("[data-act]"))
    shot(officer.page, f"flow-clue-{width}-1")
    officer.button("写入“按投诉受理”")
    shot(officer.page, f"flow-clue-{width}-2")
    officer.link("立案")
    shot(officer.page, f"flow-clue-{width}-3")
    officer.button("送科室负责人审批")
    expect(officer.page.locator("main")).to_contain_text("已送科室负责人审批“立案”")
    shot(officer.page, f"flow-clue-{width}-4")
    assert told.kinds(number)[-1] == "accepted"
    within(officer, watch, 4)


@BOTH
def test_a_wrong_fact_is_corrected_in_three_and_agreed_to_in_three(
    width: int, script: bool, come: Come, watch: Watch, shot: Shot
) -> None:
    number = told.tell(told.INJURY)
    officer = come("officer", width, script)
    officer.jump(number)
    watch.clicks = 0
    officer.press(
        officer.page.locator(".event", has_text="受理工伤认定申请").get_by_role("link", name="更正")
    )
    officer.page.locator("[name=note]").fill("受理通知书上写的是前一日")
    officer.page.locator("[name=day]").fill(told.ago(13).isoformat())
    shot(officer.page, f"flow-correct-{width}-1")
    officer.button("前后对照")
    shot(officer.page, f"flow-correct-{width}-2")
    officer.button("提交复核")
    expect(officer.page.locator("main")).to_contain_text("已提交复核")
    within(officer, watch, 3)
    assert told.kinds(number)[-1] == "accepted"
    second = come("section_head", width, script)
    second.page.goto(f"{second.site.url}/shenpi/")
    shot(second.page, f"flow-correct-{width}-3")
    second.press(second.page.locator(".decide li", has_text=number).get_by_role("link").last)
    second.link("复核同意")
    second.button("确认")
    expect(second.page.locator("main")).to_contain_text("已同意")
    within(second, watch, 3)
    shot(second.page, f"flow-correct-{width}-4")


@BOTH
def test_legal_review_gives_a_file_back_in_two_and_one_a_defect(
    width: int, script: bool, come: Come, watch: Watch, shot: Shot
) -> None:
    number = told.tell(told.NOTICED.replace("officers=周敏,刘志远", "officers=周敏"))
    legal = come("legal", width, script)
    legal.jump(number)
    watch.clicks = 0
    legal.link("退回补正")
    legal.press(legal.page.locator("[name=flaws]").first)
    shot(legal.page, f"flow-return-{width}-1")
    legal.button("退回给")
    expect(legal.page.locator("main")).to_contain_text("已退回给周敏")
    within(legal, watch, 2 + 1)
    officer = come("officer", width, script)
    officer.page.goto(f"{officer.site.url}/?deng=returned")
    shot(officer.page, f"flow-return-{width}-2")
    officer.jump(number)
    expect(officer.page.locator("main")).to_contain_text("退回补正：")
    shot(officer.page, f"flow-return-{width}-3")
    officer.button("已补正")
    expect(officer.page.locator("main")).to_contain_text("退回补正已销去")
    assert not ReturnedFile.objects.filter(matter__number=number, mended_at=None).exists()


@BOTH
def test_a_number_of_the_overview_leads_to_its_record_in_two(
    width: int, script: bool, come: Come, watch: Watch, shot: Shot
) -> None:
    told.tell(told.INJURY)
    leader = come("leader", width, script)
    door = leader.page.locator(".figures a").first
    said = door.inner_text()
    leader.press(door)
    expect(leader.page.locator("main")).to_contain_text(said)
    shot(leader.page, f"flow-number-{width}")
    leader.press(leader.page.locator("[data-row] [data-open]").first)
    expect(leader.page.locator(".identity")).to_be_visible()
    within(leader, watch, 2)
