"""Renders the gallery to a folder and takes its pictures.

python -m tests.web.gallery.render /tmp/gallery [page ...]      pages, pictures, axe findings
python -m tests.web.gallery.render /tmp/gallery --pages-only    pages only
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from lucide.jinja import lucide
from markupsafe import Markup
from playwright.sync_api import Browser, sync_playwright

from tests.harness.axe import violations
from tests.web.gallery.content import PAGES

WEB = Path(__file__).parents[3] / "zhunsheng" / "web"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
]
WIDEST = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5 && !e.closest('.tw,.stages,.nav-in,.counters'))
    .map(e => e.tagName + '.' + e.className).slice(0, 4).join(' ')"""
SIZES = [("desk", 1366, 768, ""), ("phone", 390, 844, ""), ("big", 1366, 768, "big")]


def environment() -> Environment:
    """Return an environment that stands in for the application's."""
    made = Environment(
        loader=ChoiceLoader(
            [FileSystemLoader(WEB / "templates"), FileSystemLoader(Path(__file__).parent)]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(
        static=lambda name: name,
        icon=icon,
        htmx_src=lambda: "htmx.js",
        csrf_input=Markup('<input type="hidden" name="csrfmiddlewaretoken" value="x">'),
    )
    return made


def icon(name: str, size: int = 18) -> Markup:
    return Markup(lucide(name, size=size, aria_hidden="true", **{"class": "ico"}))


def write_pages(folder: Path) -> list[Path]:
    """Write every gallery page, its style and script; return the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("zhunsheng.css", "zhunsheng.js", "favicon.svg"):
        shutil.copy(WEB / "static" / name, folder / name)
    (folder / "htmx.js").write_text("")
    made = environment()
    pages = []
    for name, context in PAGES.items():
        page = folder / f"{name}.html"
        page.write_text(
            made.get_template(context.get("template", f"{name}.html")).render(context),
            encoding="utf-8",
        )
        pages.append(page)
    return pages


def look(browser: Browser, page: Path) -> list[str]:
    """Take the pictures of one page and return what is wrong with it."""
    found = []
    for label, width, height, extra in SIZES:
        tab = browser.new_page(viewport={"width": width, "height": height})
        tab.on("pageerror", lambda error, tell=found.append: tell(f"{page.stem}: {error}"))
        tab.goto(page.as_uri())
        if extra:
            tab.evaluate("document.documentElement.classList.add('big')")
        found += [f"{page.stem} {label}: {fault}" for fault in violations(tab)]
        tab.screenshot(path=page.with_name(f"{page.stem}-{label}.png"), full_page=True)
        tab.close()
    return found + narrow(browser, page)


def narrow(browser: Browser, page: Path) -> list[str]:
    """Return a line for each width at which the page scrolls sideways."""
    found = []
    for width in (320, 390, 683, 1024, 1366):
        tab = browser.new_page(viewport={"width": width, "height": 700})
        tab.goto(page.as_uri())
        for big in (False, True):
            tab.evaluate("big => document.documentElement.classList.toggle('big', big)", big)
            wide = tab.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(
                    f"{page.stem}: {wide} px wide at {width}{' big' if big else ''}: {tab.evaluate(WIDEST)}"
                )
        tab.close()
    return found


def main(folder: str, *names: str) -> None:
    pages = write_pages(Path(folder))
    if "--pages-only" in names:
        return
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for page in pages:
            if not names or page.stem in names:
                print(*look(browser, page) or [f"{page.stem}: clean"], sep="\n")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
