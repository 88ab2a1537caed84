"""Signing in, one's own page, places and people, 查看: readable by all, at every width, without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.cast import OPEN_INJURY, PASSWORD, open_text
from tests.harness.site import Site
from tests.harness.watch import sideways
from zhunsheng.store.models import Account, Matter

SIZES = [(1366, False), (1366, True), (390, False)]
NAMES = ["wide", "big", "narrow"]
SignedIn = Callable[..., Page]


@pytest.fixture(scope="module")
def number(cast: dict[str, tuple[str, str]]) -> str:
    text = OPEN_INJURY.replace("〔2026〕1号", "〔2026〕901号")
    known = Matter.objects.filter(number__contains="901号").first()
    return known.number if known else open_text(text, "zhou")


@pytest.fixture(params=SIZES, ids=NAMES)
def size(request: pytest.FixtureRequest) -> tuple[int, bool]:
    chosen: tuple[int, bool] = request.param
    return chosen


def look(
    page: Page, axe: Callable[[Page], None], shot: Callable[[Page, str], object], name: str
) -> None:
    axe(page)
    assert sideways(page) == 0, name
    shot(page, name)


def named(page: str, size: tuple[int, bool]) -> str:
    return f"account-{page}-{NAMES[SIZES.index(size)]}"


def test_a_stranger_meets_the_sign_in(
    page_at: SignedIn,
    site: Site,
    cast: object,
    size: tuple[int, bool],
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], object],
) -> None:
    page = page_at(*size)
    page.goto(f"{site.url}/wo/")
    assert "/denglu/?next=" in page.url
    look(page, axe, shot, named("sign-in", size))
    page.fill("[name=username]", "zhou")
    page.fill("[name=password]", "wrong")
    page.press("[name=password]", "Enter")
    page.wait_for_selector(".error-summary")
    assert page.title().startswith("错误：")
    look(page, axe, shot, named("sign-in-wrong", size))
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/wo/")


@pytest.mark.parametrize(
    ("role", "path", "name"),
    [
        ("officer", "/wo/", "me"),
        ("officer", "/wo/mima/", "my-password"),
        ("officer", "/wo/yanzheng/", "my-code"),
        ("officer", "/jigou/", "people-read"),
        ("officer", "/jigou/renyuan/xin/", "closed"),
        ("officer", "/no/such/page/", "not-found"),
        ("administrator", "/jigou/", "people"),
        ("administrator", "/jigou/?q=没有这个人", "people-none"),
        ("administrator", "/jigou/renyuan/{liu}/", "person"),
        ("administrator", "/jigou/renyuan/xin/", "new-person"),
        ("administrator", "/jigou/renyuan/{liu}/gai/", "edit-person"),
        ("administrator", "/jigou/renyuan/{liu}/zheng/", "new-certificate"),
    ],
)
def test_the_pages_can_be_read_by_all(
    signed_in: SignedIn,
    site: Site,
    size: tuple[int, bool],
    role: str,
    path: str,
    name: str,
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], object],
) -> None:
    page = signed_in(role, *size)
    liu = Account.objects.get(username="liu").pk
    page.goto(site.url + path.format(liu=liu))
    look(page, axe, shot, named(name, size))


def test_a_wrong_form_points_at_its_fields(
    signed_in: SignedIn,
    site: Site,
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], object],
) -> None:
    page = signed_in("administrator")
    page.goto(f"{site.url}/jigou/renyuan/xin/")
    page.click("main button[type=submit]")
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.click(".error-summary a[href='#id_name']")
    assert page.evaluate("document.activeElement.id") == "id_name"
    look(page, axe, shot, "account-new-person-wrong")


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_masked_value_is_shown_after_a_reason(
    signed_in: SignedIn,
    site: Site,
    number: str,
    script: bool,
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], object],
) -> None:
    page = signed_in("officer", script=script)
    page.goto(f"{site.url}/ban/{number}/")
    button = page.locator("form[action$='/chakan/'] button").first
    if not button.count():
        pytest.skip("the page of the matter has no 查看 yet")
    button.click()
    assert page.locator("h1").inner_text().startswith("查看")
    if script:
        look(page, axe, shot, "account-reveal-reason")
    page.check("[name=why][value=contact]")
    page.click("main button[type=submit]")
    page.wait_for_selector("text=已记入日志")
    assert "曹小满" in page.inner_text("main")
    if script:
        look(page, axe, shot, "account-reveal-value")


def test_a_first_password_is_shown_once_and_opens_the_door(
    signed_in: SignedIn,
    page_at: SignedIn,
    site: Site,
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], object],
) -> None:
    page = signed_in("administrator", script=False)
    page.goto(f"{site.url}/jigou/renyuan/xin/")
    page.fill("[name=username]", "qinyue")
    page.fill("[name=name]", "秦越")
    page.check("[name=role][value=officer]")
    page.locator("[name=department]").first.wait_for(state="attached")
    department = page.locator("select[name=department], input[name=department]").first
    if department.evaluate("e => e.tagName") == "SELECT":
        page.select_option("select[name=department]", label="工伤保险科")
    else:
        page.check("label:has-text('工伤保险科') input[name=department]")
    page.click("main button[type=submit]")
    shown = page.locator("dd").nth(1).inner_text()
    shot(page, "account-first-password")
    other = page_at(script=False)
    other.goto(f"{site.url}/denglu/")
    other.fill("[name=username]", "qinyue")
    other.fill("[name=password]", shown)
    other.click("main button[type=submit]")
    assert "/denglu/" not in other.url
