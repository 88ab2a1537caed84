"""Holds a page against the accessibility rules: WCAG 2.2 A and AA, and good practice."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}


def violations(page: Page) -> list[str]:
    """Each violation of the page in a line or more: rule, gravity, where, what to change."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [written(violation, node) for violation in found for node in violation["nodes"]]


def written(violation: dict[str, Any], node: dict[str, Any]) -> str:
    where = " ".join(str(part) for part in node["target"])
    return (
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        f"  {where}\n  {node['html'][:200]}\n  {node['failureSummary']}"
    )


def check(page: Page) -> None:
    """Fail the test if the page has a violation; the page must have been opened with script."""
    found = violations(page)
    if found:
        pytest.fail(f"{page.url}\n" + "\n".join(found))
