"""Defects: on which ground and how gravely, what mends each, until when, and where to do it."""

from __future__ import annotations

from typing import Any

from zhunsheng.engine.finding import Finding
from zhunsheng.engine.sentences import GRAVITIES, GROUNDS, KINDS
from zhunsheng.web.matter_page.addresses import why_href
from zhunsheng.web.matter_page.cures import cure_of
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.matter_page.track import short

GRAVE = frozenset({"void", "revoke", "unlawful"})


def flaws(sight: Sight) -> list[dict[str, Any]]:
    """Return the defects, worst first."""
    found = sight.found.findings if sight.found else ()
    return [flaw(sight, one) for one in found if one.gravity is not None]


def flaw(sight: Sight, finding: Finding) -> dict[str, Any]:
    """Return one finding as a card of defects shows it."""
    cure = cure_of(sight, finding) if sight.acts else None
    until = finding.cure_by
    first = finding.events[0] if finding.events else None
    return {
        "title": sight.what(finding),
        "level_zh": GRAVITIES.get(finding.gravity or "", KINDS[finding.kind]),
        "grave": finding.gravity in GRAVE,
        "ground_zh": GROUNDS.get(finding.ground or "", ""),
        "until_zh": f"限 {short(until)}" if until else "",
        **sight.basis(finding),
        "cure": finding.cure,
        "act": {"text": "去补正", "href": cure.href, "zh": cure.text} if cure else None,
        "why_href": why_href(sight.number, finding.name),
        "event": sight.seq(first) if first is not None else None,
    }


def others_late(sight: Sight) -> list[dict[str, Any]]:
    """Return what others are late with or must still do: no defect of the bureau's."""
    found = sight.found.findings if sight.found else ()
    return [
        {"text": sight.what(one), "why_href": why_href(sight.number, one.name), **sight.basis(one)}
        for one in found
        if one.gravity is None and one.kind in ("late", "due") and one.rule.holder != "bureau"
    ]


def duties(sight: Sight) -> list[dict[str, Any]]:
    """Return every day the bureau still has to keep, the earliest first."""
    found = sight.found.findings if sight.found else ()
    due = [one for one in found if one.kind == "due" and one.rule.holder == "bureau"]
    return [
        {"text": sight.what(one), "why_href": why_href(sight.number, one.name), **sight.basis(one)}
        for one in sorted(due, key=lambda one: one.due or sight.day)
    ]
