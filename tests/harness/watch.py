"""Watches what a page does that nobody sees: requests to elsewhere, faults, clicks, weight."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

HERE = {"127.0.0.1", "localhost"}
NOT_FETCHED = {"about", "blob", "data"}
COUNTING = "addEventListener('click', event => event.isTrusted && countClick(), true)"
WEIGHT = """() => ['navigation', 'resource']
  .flatMap(kind => performance.getEntriesByType(kind))
  .reduce((bytes, entry) => bytes + entry.encodedBodySize, 0)"""


class Watch:
    """What the pages of one test asked for and complained of; `complain` fails the test for it."""

    def __init__(self) -> None:
        self.outside: list[str] = []
        self.faults: list[str] = []
        self.clicks = 0

    def attend(self, context: BrowserContext) -> None:
        """Watch every page of a browser window."""
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("page", self._opened)
        context.expose_binding("countClick", lambda _: self._clicked())
        context.add_init_script(COUNTING)

    def complain(self) -> None:
        """Fail if a page asked for something elsewhere, broke its policy, or met a fault."""
        wrong = [f"asked outside: {url}" for url in self.outside] + self.faults
        self.outside, self.faults = [], []
        if wrong:
            pytest.fail("\n".join(wrong))

    def _opened(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._reached(socket.url))

    def _asked(self, request: Request) -> None:
        self._reached(request.url)

    def _reached(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in NOT_FETCHED and parts.hostname not in HERE:
            self.outside.append(url)

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def _clicked(self) -> None:
        self.clicks += 1


def weight(page: Page) -> int:
    """The bytes of the page and of all it fetched, as they came over the wire."""
    return int(page.evaluate(WEIGHT))


def sideways(page: Page) -> int:
    """How many pixels of the page are beyond the right edge of the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
