"""Addresses of the acts and explanations of a matter, with what they already know filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from zhunsheng.engine.finding import Finding
from zhunsheng.law.citation import cite, parse


def matter_href(number: str, part: str = "") -> str:
    """Return the address of a matter's page, or of a part of it."""
    return reverse("matter", args=(number,)) + (f"#{part}" if part else "")


def step_href(number: str, step: str, known: Mapping[str, str] | None = None) -> str:
    """Return the address of the form of a step; `known` are values it opens with."""
    return reverse("step", args=(number, step)) + _query(known or {})


def attach_href(number: str, papers: Iterable[str] = ()) -> str:
    """Return the address where papers are put on file, asked for by name."""
    return reverse("attach", args=(number,)) + _query({"cailiao": ",".join(papers)})


def ask_href(number: str, facts: Iterable[str]) -> str:
    """Return the address where facts are written down that no step asked for."""
    return step_href(number, "noted", {"wen": ",".join(dict.fromkeys(facts))})


def why_href(number: str, rule: str) -> str:
    """Return the address of the whole way to a finding."""
    return reverse("why", args=(number, rule))


def provision_href(citation: str) -> str:
    """Return the address of the article behind a citation."""
    title, _, place = citation.partition("/")
    return reverse("provision", args=(parse(citation).title or title, place.partition(":")[0]))


def law_of(finding: Finding) -> dict[str, str]:
    """Return how a page shows what a finding rests on: its citation and where it leads."""
    return {"law_zh": cite(finding.citation), "law_href": provision_href(finding.citation)}


def _query(known: Mapping[str, str]) -> str:
    given = {name: value for name, value in known.items() if value}
    return f"?{urlencode(given)}" if given else ""
