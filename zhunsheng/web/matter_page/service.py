"""Service, addressee by addressee: what must reach whom, whether it did, and from which day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhunsheng.office.standing import Addressed, Attempt
from zhunsheng.web.matter_page.addresses import step_href
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.matter_page.track import short

SAID = {True: "有效", False: "无效", None: "不能证明有效"}
TONES = {True: "grn", False: "redw", None: "amb"}


def services(sight: Sight) -> list[dict[str, Any]]:
    """Return one row for each document and addressee."""
    return [_row(sight, one) for one in sight.standing.addressed]


def _row(sight: Sight, one: Addressed) -> dict[str, Any]:
    since = one.effective
    known = {"of": one.service.document, "to": one.to}
    found = sight.found
    open_ = sight.acts and since is None and found is not None and one.service.by in found.allowed
    return {
        "document": one.service.zh,
        "to": one.service.to[one.to],
        "since": f"{short(since)}生效" if since else "尚未有效送达",
        "tone": "grn" if since else "amb",
        "attempts": [_attempt(sight, tried) for tried in one.attempts],
        "href": step_href(sight.number, one.service.by, known) if open_ else "",
    }


def _attempt(sight: Sight, tried: Attempt) -> dict[str, Any]:
    event = tried.event
    method = event.facts.get("method")
    return {
        "day_zh": short(event.happened_on),
        "method": sight.words.value("method", method, event.kind) if method else "没有写明方式",
        "valid": SAID[tried.valid],
        "tone": TONES[tried.valid],
        "why": list(_faults(sight, tried)),
        "seq": sight.seq(event),
    }


def _faults(sight: Sight, tried: Attempt) -> Iterator[dict[str, str]]:
    """Yield why a service is none: the findings that rest on this very event."""
    found = sight.found.findings if sight.found else ()
    for finding in found:
        mine = any(event is tried.event for event in finding.events)
        if mine and finding.rule.sentence.startswith("service"):
            yield {"text": finding.rule.zh, **sight.basis(finding)}
