"""Addresses of the acts and explanations of a matter, with what they already know filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.http import RFC3986_SUBDELIMS

from zhunsheng.engine.finding import Finding
from zhunsheng.law.citation import cite, parse

KEPT = 1024
STAND_IN = "0"
SAFE = f"{RFC3986_SUBDELIMS}/~:@"


def matter_href(number: str, part: str = "") -> str:
    """Return the address of a matter's page, or of a part of it."""
    return _of_matter("matter", number) + (f"#{part}" if part else "")


def step_href(number: str, step: str, known: Mapping[str, str] | None = None) -> str:
    """Return the address of the form of a step; `known` are values it opens with."""
    return part_href("step", number, step) + _query(known or {})


def attach_href(number: str, papers: Iterable[str] = ()) -> str:
    """Return the address where papers are put on file, asked for by name."""
    return _of_matter("attach", number) + _query({"cailiao": ",".join(papers)})


def correct_href(number: str, seq: int) -> str:
    """Return the address of the form that corrects an event."""
    return part_href("correct", number, str(seq))


def part_href(page: str, number: str, part: str) -> str:
    """Return the address of a page of a matter that ends in a part of its own."""
    before, after = _around(page, number)
    return f"{before}{quote(part, safe=SAFE)}{after}"


def ask_href(number: str, facts: Iterable[str]) -> str:
    """Return the address where facts are written down that no step asked for."""
    return step_href(number, "noted", {"wen": ",".join(dict.fromkeys(facts))})


def why_href(number: str, rule: str) -> str:
    """Return the address of the whole way to a finding."""
    return part_href("why", number, rule)


@lru_cache(maxsize=KEPT)
def provision_href(citation: str) -> str:
    """Return the address of the article behind a citation."""
    title, _, place = citation.partition("/")
    return reverse("provision", args=(parse(citation).title or title, place.partition(":")[0]))


def law_of(finding: Finding) -> dict[str, str]:
    """Return how a page shows what a finding rests on: its citation and where it leads."""
    return {"law_zh": cite(finding.citation), "law_href": provision_href(finding.citation)}


@lru_cache(maxsize=KEPT)
def _of_matter(page: str, number: str) -> str:
    return reverse(page, args=(number,))


@lru_cache(maxsize=KEPT)
def _around(page: str, number: str) -> tuple[str, str]:
    """Return the address of a page of a matter before and after its last part.

    A page has dozens of them; Django is asked once.
    """
    before, _, after = reverse(page, args=(number, STAND_IN)).rpartition(STAND_IN)
    return before, after


def _query(known: Mapping[str, str]) -> str:
    given = {name: value for name, value in known.items() if value}
    return f"?{urlencode(given)}" if given else ""
