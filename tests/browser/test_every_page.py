"""Every page of every role in the browser: axe, no sideways scroll, weight, no request elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PageAt
from tests.harness.site import Site
from tests.harness.watch import sideways, weight
from tests.web import examples
from tests.web.wages_home import wages_city
from zhunsheng.web.access import PUBLIC, roles_for

FIRST_VISIT = 60 * 1024
# Answered by a file, by a piece of a page, or only in a state that the stage is not in.
NO_PAGES = {
    "matters_export", "paper", "document_pdf", "document_docx", "document_page", "job_result",
    "import_marked", "import_template", "event_proof", "draft", "how_due",
}  # fmt: skip
ORDER = ("officer", "leader", "administrator", "legal", "section_head", "auditor")


@pytest.fixture(scope="package")
def stage(cast: dict[str, tuple[str, str]]) -> Iterator[examples.Stage]:
    with wages_city():
        yield examples.make_stage(cast_made=True)


def pages_of(role: str) -> list[str]:
    """Return the pages of a role that no role before it in the order opens."""
    earlier = ORDER[: ORDER.index(role)]
    return [
        name
        for name in examples.names()
        if name not in NO_PAGES
        and role in roles_for(name, "GET")
        and not roles_for(name, "GET").intersection(earlier)
    ]


@pytest.mark.parametrize("role", ORDER)
@pytest.mark.parametrize(("width", "big"), [(1366, False), (390, False), (1366, True)])
def test_the_pages_of_a_role_are_open_to_all_eyes(
    role: str,
    width: int,
    big: bool,
    stage: examples.Stage,
    site: Site,
    signed_in: PageAt,
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], Path],
) -> None:
    page = signed_in(role, width, big)
    for name in pages_of(role):
        response = page.goto(site.url + examples.address(stage, name, role))
        assert response is not None
        assert response.status == 200, name
        axe(page)
        assert sideways(page) == 0, name
        shot(page, f"{name}-{width}{'-big' if big else ''}")


def test_the_pages_of_strangers_are_open_to_all_eyes(
    stage: examples.Stage, site: Site, page_at: PageAt, axe: Callable[[Page], None]
) -> None:
    page = page_at(390)
    public = [one for one in examples.names() if roles_for(one, "GET") == PUBLIC]
    assert "sign_in" in public
    for name in public:
        page.goto(site.url + examples.address(stage, name))
        axe(page)
        assert sideways(page) == 0, name


@pytest.mark.parametrize("name", ["today", "matters", "matter", "step", "law"])
def test_a_first_visit_is_light(
    name: str, stage: examples.Stage, site: Site, signed_in: PageAt
) -> None:
    page = signed_in("officer")
    cold = page.context.browser.new_context(storage_state=page.context.storage_state())  # type: ignore[union-attr]
    first = cold.new_page()
    response = first.goto(site.url + examples.address(stage, name))
    assert response is not None
    assert response.headers["content-encoding"] == "gzip"
    assert 0 < weight(first) <= FIRST_VISIT
    cold.close()


@pytest.mark.parametrize("width", [320])
def test_the_narrowest_telephone_needs_no_sideways_scroll(
    width: int, stage: examples.Stage, site: Site, signed_in: PageAt
) -> None:
    page = signed_in("officer", width)
    for name in pages_of("officer"):
        page.goto(site.url + examples.address(stage, name))
        assert sideways(page) == 0, name
