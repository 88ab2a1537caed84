"""The page before an act is written: what will be written, what follows from it, what it leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from zhunsheng.engine.finding import Finding
from zhunsheng.engine.sentences import GRAVITIES, HOLDERS
from zhunsheng.office import Judged
from zhunsheng.office.acting import Preview
from zhunsheng.store.models import Paper
from zhunsheng.web.forms.sheet import Field, Sheet
from zhunsheng.web.forms.steps import MORE, NOTE, OTHER_FACTS, OTHERS, PAPERS
from zhunsheng.web.matter_page.addresses import why_href
from zhunsheng.web.matter_page.cures import Cure, cure_of
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.matter_page.words import plain

QUIET = frozenset({MORE, NOTE, OTHERS})
SETTLED = frozenset({"due", "late", "missing", "barred", "defective"})


def rows(sheet: Sheet, form_href: str, papers: Sequence[Paper] = ()) -> list[dict[str, Any]]:
    """Return what will be written, field by field, each with the way back to it."""
    shown = [
        {
            "key": one.label,
            "value": written(one),
            "change_href": f"{form_href}#id_{one.name}",
            "hidden": one.label,
        }
        for one in sheet.fields
        if one.given or not (one.name in QUIET or one.part == OTHER_FACTS)
    ]
    files = "、".join(paper.file_name for paper in papers)
    if files:
        shown.append({"key": "原件", "value": files, "change_href": "", "hidden": "原件"})
    return shown


def written(one: Field) -> str:
    """Write what stands in a field the way the record will show it."""
    if not one.given:
        return ""
    if one.typed.read_as:
        return one.typed.read_as
    value = one.typed.value
    if isinstance(value, tuple) and one.choices:
        names = {**one.accepts, **one.choices}
        return "、".join(names.get(item, item) for item in value)
    if isinstance(value, str):
        return one.choices.get(value, value)
    return plain(value)


def ticked(sheet: Sheet) -> int:
    """Return how many papers a sheet puts on file."""
    found = (sheet.get(name) for name in (PAPERS, MORE))
    return sum(len(one.read) for one in found if one and isinstance(one.read, tuple))


def consequences(sight: Sight, preview: Preview) -> dict[str, Any]:
    """Return what an act amounts to: new days, warnings, what it settles, what closes it."""
    judged = Judged(preview.record, sight.procedure, preview.after)
    before = Judged(sight.record, sight.procedure, preview.before)
    ended = [one for one in preview.settled if one.kind in SETTLED]
    gone = {sight.office.what(before, one) for one in ended}
    flawed = [one for one in preview.warnings if one.gravity is not None]
    same = {text for one in flawed if (text := sight.office.what(judged, one)) in gone}
    open_ = [one for one in preview.warnings if one.gravity is None and one.kind == "unproven"]
    return {
        "dues": [_due(sight, judged, one) for one in new_dues(preview)],
        "warnings": _unless(same, [said(sight, judged, one) for one in flawed]),
        "still_open": [said(sight, judged, one) for one in open_],
        "settled": _unless(same, [said(sight, before, one) | {"act": None} for one in ended]),
        "closing": [_closing(sight, judged, one) for one in preview.closing],
    }


def _unless(same: set[str], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what is said alike before and after: the act changes nothing about it."""
    return [line for line in lines if line["text"] not in same]


def new_dues(preview: Preview) -> Iterator[Finding]:
    """Yield the days that the act makes due or moves, the earliest first."""
    if preview.after is None:
        return
    known = {(one.name, one.due) for one in (preview.before.findings if preview.before else ())}
    fresh = [
        one
        for one in preview.after.findings
        if one.kind == "due" and one.due is not None and (one.name, one.due) not in known
    ]
    yield from sorted(fresh, key=lambda one: (one.rule.holder != "bureau", one.due))


def _due(sight: Sight, judged: Judged, finding: Finding) -> dict[str, Any]:
    holder = finding.rule.holder
    return said(sight, judged, finding) | {"holder": "" if holder == "bureau" else HOLDERS[holder]}


def _closing(sight: Sight, judged: Judged, finding: Finding) -> dict[str, Any]:
    """Return why an act is closed, and where to go; what would mend it later is no way out now."""
    line = said(sight, judged, finding) | {"cure": None}
    closed = {one.name for one in (sight.found.closed if sight.found else ())}
    if line["act"] is None and finding.name in closed:
        line["act"] = Cure("看缺什么", why_href(sight.number, finding.name))
    return line


def said(sight: Sight, judged: Judged, finding: Finding) -> dict[str, Any]:
    """Return a finding as a line: sentence, citation, gravity, what mends it, where to go."""
    cure = cure_of(sight, finding)
    return {
        "text": sight.office.what(judged, finding),
        **sight.basis(finding),
        "gravity": GRAVITIES.get(finding.gravity or "", ""),
        "cure": finding.cure,
        "act": cure,
    }
