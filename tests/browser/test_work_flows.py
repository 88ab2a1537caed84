"""Papers, imports and searches: made, sent, checked and found within their clicks."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.browser import told
from tests.browser.conftest import PageAt
from tests.browser.test_flows import BOTH, Come, come, within
from tests.browser.visitor import Shot, Visitor
from tests.documents.matters import ASKED, WORKER
from tests.harness.ime import compose
from tests.harness.site import Site
from tests.harness.watch import Watch
from tests.web.papers import settle_bureau, typed
from zhunsheng.store.home import home_folder
from zhunsheng.store.models import Document, Job, Matter, MatterRow
from zhunsheng.web.jobs.desk import run_job

__all__ = ["come"]
HEAD = ("案号", "职工姓名", "用人单位", "受伤日期", "申请日期", "受理日期")
FIRST = {"desk": 801, "plain": 701}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def bureau(site: Site) -> None:
    """Give the bureau an address, a court and all that papers name."""
    settle_bureau(home_folder())


def fill_paper(officer: Visitor) -> None:
    """Type what the paper asks for and the record does not hold; it takes no click."""
    known = {**WORKER, **ASKED.get("proof_requested", {})}
    for control in officer.page.locator("main form .input").all():
        name = (control.get_attribute("name") or "").removeprefix("f-")
        if name in known and not control.input_value():
            control.fill(typed(known[name]))


@BOTH
def test_a_paper_is_made_and_sent_in_four_and_checked_by_anyone(
    width: int, script: bool, come: Come, page_at: PageAt, watch: Watch, shot: Shot
) -> None:
    number = told.tell(told.NOTICED)
    officer = come("officer", width, script)
    officer.jump(number)
    watch.clicks = 0
    papers = officer.page.locator("#documents")
    officer.press(papers.locator("li", has_text="举证通知书").get_by_role("link"))
    fill_paper(officer)
    shot(officer.page, f"flow-paper-{width}-1")
    officer.button("预览")
    shot(officer.page, f"flow-paper-{width}-2")
    officer.button("制发")
    expect(officer.page.locator("main")).to_contain_text("已制发")
    shot(officer.page, f"flow-paper-{width}-3")
    officer.link("登记送达")
    assert "/bu/served/" in officer.page.url
    within(officer, watch, 4)
    shot(officer.page, f"flow-paper-{width}-4")
    code = Document.objects.get(matter__number=number).code
    stranger = page_at(390)
    watch.clicks = 0
    stranger.goto(f"{officer.site.url}/heyan/{code}/")
    expect(stranger.locator("main")).to_contain_text("现在有效")
    assert watch.clicks == 0
    shot(stranger, "flow-paper-checked")


def ledger(first: int, wrong: bool) -> bytes:
    """Return a workbook of 23 rows; in the wrong one a day of the third row is none."""
    book = Workbook()
    book.active.append(HEAD)
    for place in range(23):
        applied = "2026-13-09" if wrong and place == 2 else told.ago(20)
        number = f"益人社工伤〔2026〕{first + place}号"
        days = (told.ago(40), applied, told.ago(17))
        book.active.append((number, f"何秋{'甲乙丙丁'[place % 4]}", "青禾某机械有限公司", *days))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@BOTH
def test_23_rows_are_registered_by_a_workbook_in_four(
    width: int, script: bool, come: Come, watch: Watch, shot: Shot
) -> None:
    first = FIRST["desk" if script else "plain"]
    officer = come("officer", width, script)
    officer.press(officer.page.get_by_role("link", name="导入导出").first)
    chosen = {"name": "台账.xlsx", "mimeType": XLSX, "buffer": ledger(first, wrong=True)}
    officer.clicks += 1  # the file is chosen in a window of the system
    officer.page.set_input_files("#id_file", chosen)
    officer.button("核对这份台账")
    place = officer.page.locator("input[name^='cell:']").first
    expect(place).to_be_visible()
    shot(officer.page, f"flow-import-{width}-1")
    place.fill(told.ago(20).isoformat())
    assert not Matter.objects.filter(number__contains=f"{first}号").exists()
    place.press("Enter")
    expect(officer.page.locator("main")).to_contain_text("都核对过了")
    shot(officer.page, f"flow-import-{width}-2")
    watch.clicks -= 1 if script else 0  # Enter presses the button of the form by itself
    officer.button("确认，写入 23 件")
    expect(officer.page.locator("main")).to_contain_text("可以离开本页")
    within(officer, watch, 4)
    run_job.func(str(Job.objects.filter(state="waiting").latest("asked_at").pk))
    officer.page.reload()
    assert MatterRow.objects.filter(employer="青禾某机械有限公司").count() >= 23
    shot(officer.page, f"flow-import-{width}-3")


def test_two_words_by_an_input_method_ask_once(come: Come, shot: Shot) -> None:
    number = told.tell(told.INJURY.replace("松坡某物流", "鹤岭某搬运"))
    officer = come("officer")
    page = officer.page
    page.goto(f"{officer.site.url}/ban/")
    asked: list[str] = []
    page.on("request", lambda request: "/ban/?" in request.url and asked.append(request.url))
    page.locator("main [name=q]").focus()
    with page.expect_response(lambda answer: "/ban/?" in answer.url):
        compose(page, "heling", "鹤岭")
    expect(page.locator("#results")).to_contain_text(number)
    page.wait_for_timeout(600)
    assert len(asked) == 1
    assert "heling" not in asked[0]
    assert page.locator("[data-row]").count() == 1
    shot(page, "flow-search-words")


def test_an_exact_number_jumps_straight_in(come: Come) -> None:
    number = told.tell(told.INJURY)
    officer = come("officer")
    officer.jump(number)
    assert number in officer.text()
    officer.page.goto(f"{officer.site.url}/ban/")
    officer.page.locator("main [name=q]").fill(number)  # typed into the list: the same
    expect(officer.page.locator(".identity")).to_be_visible()


def test_the_back_button_shows_the_list_as_it_was(come: Come) -> None:
    told.tell(told.INJURY.replace("松坡某物流", "鹤岭某搬运"))
    officer = come("officer")
    page = officer.page
    page.goto(f"{officer.site.url}/ban/")
    with page.expect_response(lambda answer: "/ban/?" in answer.url):
        page.locator("main [name=q]").fill("鹤岭")
    page.wait_for_url(lambda url: "q=" in url)
    page.locator("[data-open]").first.click()
    page.wait_for_selector(".identity")
    page.go_back()
    expect(page.locator("header.mast")).to_be_visible()
    expect(page.locator("main [name=q]")).to_have_value("鹤岭")
    expect(page.locator("main h1")).to_be_visible()
    kept = page.evaluate("Object.keys(sessionStorage)")
    assert "htmx-history-cache" not in kept, "no copy of a page stays in the browser"


@pytest.mark.parametrize(("path", "most"), [("/ban/{}/daying/", 3), ("/ban/dayin/?q={}", 1)])
def test_paper_shows_no_bars_and_few_pages(
    path: str, most: int, come: Come, tmp_path: Path, shot: Shot
) -> None:
    officer = come("officer")
    page = officer.page
    page.goto(officer.site.url + path.format(told.tell(told.NOTICED)))
    page.emulate_media(media="print")
    for bar in ("header.mast", ".nav", ".crumbs", ".button", ".skip"):
        assert page.locator(f"{bar}:visible").count() == 0, bar
    shot(page, f"flow-print-{'matter' if most > 1 else 'list'}")
    page.emulate_media(media="screen")  # the PDF takes the rules of print by itself
    written = page.pdf(format="A4", path=tmp_path / "print.pdf")
    pages = int(max(re.findall(rb"/Count (\d+)", written), key=int))
    assert 1 <= pages <= most
