"""Two answers, on the earliest and the latest calendar a notice may bring, joined to one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from zhunsheng.engine.finding import Finding

Key = tuple[str, str, str, int]


def bounded(earliest: Sequence[Finding], latest: Sequence[Finding]) -> list[Finding]:
    """Join the findings of two runs over the same events.

    What both runs found stands, with the range of its day. Where they disagree on one thing, it is
    still due rather than late: nobody is held to a day that is not yet known. What only one found
    stands if it closes a step or is due; a breach that only one calendar knows is no breach yet.
    """
    by_key = {_key(finding): finding for finding in earliest}
    joined: list[Finding] = []
    for finding in latest:
        other = by_key.pop(_key(finding), None)
        if other is None or other.rule.sentence == finding.rule.sentence:
            if other is not None or _harmless(finding):
                joined.append(_spanned(finding, other))
        else:
            mild = finding if _harmless(finding) else other
            joined.append(_spanned(mild, other if mild is finding else finding))
    return joined + [finding for finding in by_key.values() if _harmless(finding)]


def signature(found: Iterable[Finding]) -> set[tuple[str, Key]]:
    """Return what an answer says, whatever its days: which sentence, of which event."""
    return {(finding.rule.sentence, _key(finding)) for finding in found}


def _key(finding: Finding) -> Key:
    """Name what a finding is about; due and late are two answers about one thing."""
    rule = finding.rule
    about = rule.kind if rule.kind in ("closed", "reading", "sum") else ""
    return rule.name, rule.zh, about, id(finding.events[0]) if finding.events else 0


def _harmless(finding: Finding) -> bool:
    return finding.kind in ("due", "closed", "reading", "sum")


def _spanned(finding: Finding, other: Finding | None) -> Finding:
    days: list[date] = [
        one.due for one in (finding, other) if one is not None and one.due is not None
    ]
    if days:
        finding.due, finding.due_latest = min(days), max(days)
    return finding
