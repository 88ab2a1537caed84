"""A work injury from the application to the decision served on both, by an officer new to it.

She is led by the page, stopped where the law stops her and told why; the leader sees the matter.
Every stage is kept as a picture in out/screens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAt
from tests.harness.site import Site
from zhunsheng.web.clock import today

Shot = Callable[[Page, str], Path]


@dataclass
class Officer:
    """An officer at her page: takes steps by their forms, and keeps a picture of each."""

    page: Page
    home: str
    name: str
    shot: Shot
    kept: list[str] = field(default_factory=list)

    def fill(self, **typed: object) -> None:
        for name, value in typed.items():
            field_name = name.replace("__", "-")
            control = self.page.locator(f'[name="{field_name}"]')
            kind = control.first.evaluate("one => one.type || one.tagName")
            if kind == "radio":
                self.page.locator(f'[name="{field_name}"][value="{value}"]').check()
            elif kind == "checkbox":
                self.tick(field_name, value)
            elif kind.startswith("select"):
                control.select_option(str(value))
            else:
                control.fill(str(value))

    def tick(self, name: str, values: object) -> None:
        for value in values if isinstance(values, list) else [values]:
            box = self.page.locator(f'[name="{name}"][value="{value}"]')
            if not box.is_visible():
                self.page.locator("details:not([open]) > summary").first.click()
            box.check()

    def papers(self, *names: str) -> None:
        for name in names:
            box = self.page.locator(
                f'[name="papers"][value="{name}"], [name="papers_more"][value="{name}"]'
            ).first
            if not box.is_visible():
                self.page.locator("details.form-more:not([open]) > summary").first.click()
            box.check()

    def look(self, step: str, query: str = "", **typed: object) -> None:
        """Open the form of a step, fill it and send it to be looked over."""
        papers = typed.pop("papers", ())
        self.page.goto(f"{self.home}bu/{step}/{query}")
        self.fill(**typed)
        self.papers(*papers)  # type: ignore[misc]
        self.keep(step)
        self.page.get_by_role("button", name="核对").first.click()

    def take(self, step: str, query: str = "", **typed: object) -> None:
        """Take a step: fill, look over, write."""
        self.look(step, query, **typed)
        self.keep(f"{step}-check")
        self.page.locator('main button[name="act"][value="confirm"]').click()
        self.page.wait_for_url(lambda url: "/bu/" not in url)

    def keep(self, stage: str) -> None:
        self.kept.append(stage)
        self.shot(self.page, f"story-{self.name}-{len(self.kept):02}-{stage}")


def day(before: int) -> str:
    found: date = today() - timedelta(before)
    return f"{found.year}.{found.month}.{found.day}"


def new_matter(officer: Officer, site: Site, number: str) -> None:
    page = officer.page
    page.goto(f"{site.url}/ban/xin/work_injury/")
    officer.fill(number=number, f__worker="曹小满", f__employer="松坡某物流有限公司")
    officer.fill(f__labor_relationship="yes", injured__day=day(70), applied__day=day(40))
    officer.fill(applied__f__by="worker")
    officer.papers("application_form", "labor_relationship_proof", "diagnosis")
    officer.keep("new")
    page.get_by_role("button", name="核对").first.click()
    officer.keep("new-check")
    page.locator('main button[name="act"][value="confirm"]').click()


@pytest.mark.parametrize(("name", "width", "script"), [("desk", 1366, True), ("plain", 390, False)])
def test_the_whole_story(
    name: str, width: int, script: bool, site: Site, signed_in: PageAt, shot: Shot
) -> None:
    number = f"益人社工伤〔2026〕{ {'desk': 71, 'plain': 72}[name] }号".replace(" ", "")
    page = signed_in("officer", width, script=script)
    officer = Officer(page, f"{site.url}/ban/{number}/", name, shot)
    new_matter(officer, site, number)
    officer.keep("opened")
    expect(page.locator("main")).to_contain_text("受理工伤认定申请")

    officer.take(
        "accepted", day=day(30), f__officers=["周敏", "刘志远"], papers=["acceptance_decision"]
    )
    expect(page.locator("main")).to_contain_text("作出工伤认定决定")
    officer.take("proof_requested", day=day(29), f__proof_due=day(14), papers=["proof_notice"])
    officer.take(
        "served",
        "?method=direct&of=proof_notice&to=employer",
        day=day(28),
        f__receipt_signed_by="mail_receiver",
        papers=["service_receipt"],
    )
    officer.take(
        "suspended",
        day=day(25),
        f__for="traffic_police",
        f__noticed="yes",
        papers=["suspension_notice"],
    )
    expect(page.locator("main")).to_contain_text("中止计期")
    officer.keep("paused")

    officer.look("decided", day=day(24), f__result="determined", f__item="work_accident")
    officer.keep("stopped")
    expect(page.locator("main")).to_contain_text("现在还不能“作出工伤认定决定”")
    expect(page.locator("main")).to_contain_text("用人单位举证期限届满或者已经举证后才能作出决定")

    officer.take(
        "conclusion_received",
        day=day(12),
        f__for="traffic_police",
        papers=["traffic_certificate"],
    )
    officer.take("resumed", day=day(12), papers=["resumption_notice"])
    officer.take(
        "investigated",
        day=day(9),
        f__officers=["周敏", "刘志远"],
        f__certificate_shown="yes",
        papers=["investigation_record"],
    )
    officer.take(
        "decided",
        day=day(3),
        f__result="determined",
        f__item="work_accident",
        f__accident="yes",
        f__at_work_time="yes",
        f__at_workplace="yes",
        papers=["decision"],
    )
    officer.keep("decided-matter")
    for method, to, typed in (
        ("direct", "worker", {"f__receipt_signed_by": "self"}),
        ("direct", "employer", {"f__receipt_signed_by": "mail_receiver"}),
    ):
        officer.take(
            "served",
            f"?method={method}&of=decision&to={to}",
            day=day(1),
            papers=["service_receipt"],
            **typed,
        )
    officer.keep("served")
    expect(page.locator("main")).to_contain_text("送达工伤认定决定书：职工")
    expect(page.locator("main")).not_to_contain_text("曹小满")

    page.goto(f"{site.url}/ban/{number}/wenshu/determination/")
    officer.keep("paper-form")
    leader = signed_in("leader", width, script=script)
    leader.goto(f"{site.url}/zonglan/")
    shot(leader, f"story-{name}-leader")
    row = leader.locator("tr", has_text="把工伤认定决定书抄送社会保险经办机构")
    row.locator("a.door, td a").last.click()
    expect(leader.locator("main")).to_contain_text(number)
