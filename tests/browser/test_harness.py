"""The browser of the tests sees what it must: violations, requests to elsewhere, faults, clicks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PageAt
from tests.harness import axe as accessibility
from tests.harness.ime import compose
from tests.harness.site import Site
from tests.harness.watch import Watch, sideways, weight

GOOD = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>好页</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>好页</h1><p>期限到12月16日。</p>{}</main></body></html>"""
PAGES = {
    "good": GOOD.format('<a href="good.html">再看</a>'),
    "faulty": GOOD.format('<img src="data:,"><p style="color:#ddd">看不清</p>'),
    "outside": GOOD.format('<img alt="" src="https://example.org/x.png">'),
    "strict": GOOD.format("<script>1</script>").replace(
        "<title>",
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'self'\"><title>",
    ),
    "wide": GOOD.format("<p style='width:500px'>太宽</p>"),
    "typing": GOOD.format(
        """<label>找 <input autofocus></label><output></output>
        <script>
        const seen = []
        for (const kind of ["compositionstart", "input", "compositionend"])
          document.querySelector("input").addEventListener(kind, event => {
            seen.push(event.isComposing ? "composing" : kind)
            document.querySelector("output").textContent = seen.join(" ")
          })
        </script>"""
    ),
    "broken": GOOD.format("<script>throw new Error('坏了')</script>"),
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A folder of pages, served."""
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [1366, 390])
def test_a_good_page_passes_at_both_widths(
    page_at: PageAt, pages: str, axe: Callable[[Page], None], width: int
) -> None:
    page = page_at(width)
    page.goto(f"{pages}/good.html")
    axe(page)
    assert page.viewport_size is not None
    assert page.evaluate("innerWidth") == width


def test_a_violation_is_named_with_its_place(page_at: PageAt, pages: str) -> None:
    page = page_at()
    page.goto(f"{pages}/faulty.html")
    found = accessibility.violations(page)
    assert {line.split()[0] for line in found} == {"image-alt", "color-contrast"}
    with pytest.raises(pytest.fail.Exception, match=r"image-alt.*\n  img\n"):
        accessibility.check(page)


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("outside", r"asked outside: https://example\.org/x\.png"),
        ("strict", "Content Security Policy"),
        ("broken", "坏了"),
    ],
)
def test_what_a_page_does_unseen_fails_the_test(
    page_at: PageAt, pages: str, watch: Watch, name: str, complaint: str
) -> None:
    page_at().goto(f"{pages}/{name}.html")
    with pytest.raises(pytest.fail.Exception, match=complaint):
        watch.complain()
    watch.complain()


def test_clicks_are_counted_over_pages_and_the_weight_is_that_of_the_page(
    page_at: PageAt, pages: str, watch: Watch
) -> None:
    page = page_at()
    page.goto(f"{pages}/good.html")
    for _ in range(3):
        page.get_by_role("link").click()
    assert watch.clicks == 3
    assert weight(page) == len(PAGES["good"].encode())


def test_what_is_too_wide_is_measured(page_at: PageAt, pages: str) -> None:
    page = page_at(390)
    page.goto(f"{pages}/good.html")
    assert sideways(page) == 0
    page.goto(f"{pages}/wide.html")
    assert sideways(page) > 100


def test_letters_of_an_input_method_come_as_a_composition(page_at: PageAt, pages: str) -> None:
    page = page_at()
    page.goto(f"{pages}/typing.html")
    page.locator("input").focus()
    compose(page, "gs", "工伤")
    assert page.locator("input").input_value() == "工伤"
    said = page.locator("output").inner_text().split()
    assert said.count("composing") >= 2
    assert "compositionend" in said


def test_a_page_without_script_runs_none(page_at: PageAt, pages: str, watch: Watch) -> None:
    page_at(script=False).goto(f"{pages}/broken.html")
    assert watch.faults == []


def test_a_picture_is_kept(page_at: PageAt, pages: str, shot: Callable[[Page, str], Path]) -> None:
    page = page_at(390, big=True, script=False)
    page.goto(f"{pages}/good.html")
    assert shot(page, "harness-good").read_bytes().startswith(b"\x89PNG")


def test_the_application_is_served_with_its_static_files(site: Site, page_at: PageAt) -> None:
    response = page_at().goto(f"{site.url}/static/staticfiles.json")
    assert response is not None
    assert response.ok


def test_people_sign_in_by_the_form_with_and_without_script(
    signed_in: PageAt, site: Site, cast: dict[str, tuple[str, str]]
) -> None:
    for role, script in zip(cast, (True, False), strict=False):
        page = signed_in(role, 390, script=script)
        assert page.url.startswith(site.url)
        assert "sessionid" in {cookie.get("name") for cookie in page.context.cookies()}
