"""A real browser before the real application; see tests/harness for the parts."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.harness import axe as accessibility
from tests.harness.site import Site
from tests.harness.watch import Watch

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
SCREENS = Path(__file__).parents[2] / "out/screens"
HEIGHTS = {1366: 768, 390: 844, 320: 568}
PATIENCE = 10_000  # milliseconds

PageAt = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which can reach this machine only."""
    if CHROMIUM is None:
        pytest.skip("Debian's package chromium is missing: tools/debian-packages chromium")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database, open to these tests; what one writes the next one finds, until all are done."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def cast(database: None) -> dict[str, tuple[str, str]]:
    """The people of the demonstration: role -> (username, password)."""
    made: dict[str, tuple[str, str]] = importlib.import_module("tests.cast").make_cast()
    return made


@pytest.fixture(scope="package")
def site(database: None) -> Iterator[Site]:
    """The application, serving."""
    with Site() as site:
        yield site


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of this test do; the test fails if one of them asks for anything elsewhere."""
    watch = Watch()
    yield watch
    watch.complain()


@pytest.fixture
def page_at(browser: Browser, watch: Watch) -> Iterator[PageAt]:
    """Opens an empty page of a width: 1366 or 390, in large type, without script."""
    opened: list[BrowserContext] = []

    def page_at(width: int = 1366, big: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=script,
            has_touch=width < 768,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        if big:
            context.add_cookies(
                [{"name": "dazi", "value": "1", "domain": "127.0.0.1", "path": "/"}]
            )
        watch.attend(context)
        opened.append(context)
        return context.new_page()

    yield page_at
    for context in opened:
        context.close()


@pytest.fixture
def signed_in(page_at: PageAt, site: Site, cast: dict[str, tuple[str, str]]) -> PageAt:
    """Opens the first page of a role, signed in by the form as people do."""

    def signed_in(role: str, width: int = 1366, big: bool = False, script: bool = True) -> Page:
        page = page_at(width, big, script)
        username, password = cast[role]
        page.goto(f"{site.url}/denglu/")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(password)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(lambda url: "/denglu/" not in url)
        return page

    return signed_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails the test if a page has a violation of the accessibility rules."""
    return accessibility.check


@pytest.fixture
def shot() -> Callable[[Page, str], Path]:
    """Keeps a picture of the whole page in out/screens, to be looked at."""

    def shot(page: Page, name: str) -> Path:
        SCREENS.mkdir(parents=True, exist_ok=True)
        path = SCREENS / f"{name}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")
        return path

    return shot
