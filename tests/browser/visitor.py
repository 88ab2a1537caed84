"""Someone at a page who counts the clicks that a flow takes, with script and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.harness.site import Site

Shot = Callable[[Page, str], Path]


class Visitor:
    """A page at the start page of its role; `clicks` counts what was pressed since."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.clicks = 0

    def press(self, place: Locator) -> None:
        """Click something, and count it; a page that it opens is waited for."""
        self.clicks += 1
        place.click()

    def link(self, name: str) -> None:
        """Follow the first link of the page's main part whose name begins so."""
        self.press(self.page.locator("main").get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        """Press the first button of the page's main part whose name begins so."""
        self.press(self.page.locator("main").get_by_role("button", name=name).first)

    def jump(self, number: str) -> None:
        """Type a number into the search of the top bar, which opens its matter: no click."""
        search = self.page.locator("#mast-q")
        if not search.is_visible():  # on a telephone it is a page of its own
            self.page.goto(f"{self.site.url}/ban/")
            search = self.page.locator("main [name=q]")
        search.fill(number)
        search.press("Enter")
        self.page.wait_for_selector(".identity")

    def text(self) -> str:
        """Return the words of the page's main part."""
        return self.page.locator("main").inner_text()
