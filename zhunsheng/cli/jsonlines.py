"""A judgment as one JSON object for machines; the fields are described in docs/check-json.md."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from zhunsheng.base.errors import Fault
from zhunsheng.engine.finding import Finding
from zhunsheng.law.citation import cite
from zhunsheng.office import Judged, Office


def judged_object(judged: Judged, office: Office, only: Collection[str]) -> dict[str, Any]:
    """Return one matter's object; a matter that could not be assessed carries its refusal."""
    head = {"matter": judged.record.matter, "procedure": judged.procedure.name}
    assessment = judged.assessment
    if assessment is None:
        return {**head, "refused": judged.refusal}
    findings = [finding for finding in assessment.findings if not only or finding.kind in only]
    return {
        **head,
        "as_of": assessment.as_of.isoformat(),
        "phase": assessment.phase,
        "next_change": _day(assessment.next_change),
        "findings": [_finding(judged, finding, office) for finding in findings],
        "allowed": list(assessment.allowed),
        "closed": [_closed(judged, finding, office) for finding in assessment.closed],
        "sums": [_sum(judged, finding, office) for finding in assessment.sums],
    }


def fault_object(fault: Fault) -> dict[str, Any]:
    """Return the object of one fault of an input file."""
    return {
        "fault": {
            "file": fault.file,
            "place": fault.place,
            "what": fault.what,
            "why": fault.why,
            "remedy": fault.remedy,
        }
    }


def _finding(judged: Judged, finding: Finding, office: Office) -> dict[str, Any]:
    as_of = judged.assessment.as_of if judged.assessment else date.max
    return {
        "kind": finding.kind,
        "name": finding.name,
        "what": office.what(judged, finding),
        "citation": finding.citation,
        "cite": cite(finding.citation),
        "verified": office.verified(finding, as_of),
        "holder": finding.rule.holder,
        "due": _day(finding.due),
        "due_latest": _day(finding.due_latest),
        "ground": finding.ground,
        "gravity": finding.gravity,
        "curable": finding.curable,
        "cure": finding.cure,
        "cure_by": _day(finding.cure_by),
        "events": [
            {"kind": event.kind, "on": event.happened_on.isoformat()} for event in finding.events
        ],
    }


def _closed(judged: Judged, finding: Finding, office: Office) -> dict[str, Any]:
    return {
        "step": finding.rule.step,
        "what": office.what(judged, finding),
        "citation": finding.citation,
    }


def _sum(judged: Judged, finding: Finding, office: Office) -> dict[str, Any]:
    return {
        "name": finding.name,
        "what": office.what(judged, finding),
        "low_fen": int(finding.values["low"]),
        "high_fen": int(finding.values["high"]),
        "citation": finding.citation,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
