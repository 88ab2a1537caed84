"""What a hand-written program keeps of a work-injury matter while it reads the events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bench.hand_service import Served, Truth, announced_until, served
from zhunsheng.base.days import Tables
from zhunsheng.record.event import Event

CONCLUSIONS: Mapping[str, tuple[str, ...]] = {
    "traffic_police": ("traffic_certificate",),
    "police": ("police_record", "intoxication_document", "self_harm_document"),
    "procuratorate": ("criminal_document",),
    "court": ("court_judgment",),
    "arbitration": ("arbitration_award",),
    "safety": ("safety_report",),
    "health": ("disease_certificate",),
    "appraisal": ("appraisal_report",),
    "other_authority": (),
}
OFFICERS = 2
Stretch = list[int | None]


class State:
    """Days, facts and papers of one matter, and what was found so far."""

    def __init__(self, about: dict[str, Any], today: int, tables: Tables) -> None:
        self.today = today
        self.tables = tables
        self.stated = about
        self.found: set[tuple[str, str]] = set()
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.filed: dict[str, int] = {}
        self.said: dict[str, dict[str, Any]] = {}
        self.requests = 0
        self.completed: int | None = None
        self.disputes: list[Stretch] = []
        self.pauses: list[Stretch] = []
        self.suspended: dict[str, int] = {}
        self.concluded: dict[str, int] = {}
        self.resumptions: list[int] = []
        self.refusals: list[tuple[int, Mapping[str, Any]]] = []
        self.servings: list[tuple[int, Served]] = []
        self.remedies: dict[tuple[str, bool], int] = {}
        self.inquiries_after: list[int] = []
        self.announced = False
        self.result: str | None = None
        self.item: str | None = None
        self.applicant: str | None = None
        self.worker_side: Truth = None
        self.proof_due: int | None = None

    def settle(self) -> None:
        """Take out what the rules ask for again and again."""
        decision = self.said.get("decided", {})
        self.result, self.item = decision.get("result"), decision.get("item")
        self.applicant = self.said.get("applied", {}).get("by")
        if self.applicant is not None:
            self.worker_side = self.applicant in ("worker", "relative", "union")
        due = self.said.get("proof_requested", {}).get("proof_due")
        self.proof_due = due.toordinal() if due is not None else None

    def served_on(self, to: str, document: str) -> int | None:
        """Return the first day from which a valid service of the document on the party counts."""
        days = [
            one.effective
            for _, one in self.servings
            if one.to == to and one.document == document and one.valid is True
        ]
        return min(days, default=None)


def look_at(state: State, event: Event, day: int) -> None:
    """Take in one event, and say at once what it breaks by itself."""
    kind, facts = event.kind, event.facts
    state.first.setdefault(kind, day)
    state.last[kind] = day
    if facts:
        state.stated.update(facts)
    for paper in event.papers:
        state.filed.setdefault(paper, day)
    look = LOOKS.get(kind)
    if look is not None:
        look(state, event, day)


def _say(state: State, event: Event, _: int) -> None:
    state.said.setdefault(event.kind, {}).update(event.facts)


def _decided(state: State, event: Event, day: int) -> None:
    _say(state, event, day)
    _interested(state, event, day)


def _interested(state: State, event: Event, _: int) -> None:
    if event.facts.get("interested") is True:
        state.found.add(("barred", "no_interested_officer"))


def _held(state: State, name: str, value: Truth) -> None:
    """Note a condition on an act that does not hold, or that is not known to hold."""
    if value is not True:
        state.found.add(("unproven" if value is None else "barred", name))


def _investigated(state: State, event: Event, day: int) -> None:
    officers = event.facts.get("officers")
    number = 1 if isinstance(officers, str) else None if officers is None else len(officers)
    _held(state, "two_officers", None if number is None else number >= OFFICERS)
    _held(state, "certificates_shown", event.facts.get("certificate_shown"))
    _interested(state, event, day)
    if state.last.get("decided", day) < day:
        state.inquiries_after.append(day)


def _supplement_requested(state: State, event: Event, _: int) -> None:
    state.requests += 1
    facts = event.facts
    written = True if "supplement_notice" in event.papers else facts.get("in_writing")
    _held(state, "supplement_in_writing", written)
    _held(state, "supplement_complete", facts.get("all_listed") is not False)
    _held(state, "nothing_beyond_law", facts.get("beyond_law") is not True)


def _supplemented(state: State, event: Event, day: int) -> None:
    if event.facts.get("all_supplied") is not False and state.completed is None:
        state.completed = day


def _dispute_filed(state: State, _: Event, day: int) -> None:
    _close(state.disputes, day)
    state.disputes.append([day, None])


def _dispute_ended(state: State, _: Event, day: int) -> None:
    _close(state.disputes, day)


def _suspended(state: State, event: Event, day: int) -> None:
    facts = event.facts
    cause = facts.get("for")
    noticed = True if "suspension_notice" in event.papers else facts.get("noticed")
    named = None if cause is None else cause in CONCLUSIONS
    _held(state, "suspended_for_cause", named)
    _held(state, "suspended_in_writing", noticed)
    papers = CONCLUSIONS.get(str(cause), ())
    on_file = any(paper in state.filed for paper in papers)
    before = on_file or state.concluded.get(str(cause), day) < day
    under_review = facts.get("under_review") is True
    if before and not under_review:
        state.found.add(("barred", "suspended_before_conclusion"))
    if cause == "arbitration":
        told = True if "labor_dispute_filed" in state.first else facts.get("told_to_arbitrate")
        _held(state, "arbitration_told_before_suspension", told)
    if cause is not None:
        state.suspended.setdefault(str(cause), day)
    _close(state.pauses, day)
    if named is True and noticed is True and (not on_file or under_review):
        state.pauses.append([day, None])


def _conclusion_received(state: State, event: Event, day: int) -> None:
    _close(state.pauses, day)
    cause = event.facts.get("for")
    if cause is not None:
        state.concluded.setdefault(str(cause), day)


def _resumed(state: State, _: Event, day: int) -> None:
    _close(state.pauses, day)
    state.resumptions.append(day)


def _acceptance_refused(state: State, event: Event, day: int) -> None:
    state.refusals.append((day, event.facts))


def _served(state: State, event: Event, day: int) -> None:
    facts = event.facts
    state.servings.append((day, served(day, facts, event.papers)))
    if facts.get("method") != "announced":
        return
    state.announced = True
    claimed = facts.get("claimed_on")
    if claimed is not None and claimed.toordinal() < announced_until(day):
        state.found.add(("barred", "announcement_ran_its_time"))


def _self_corrected(state: State, event: Event, _: int) -> None:
    _held(state, "corrected_only_for_falsehood", event.facts.get("caused_by_falsehood"))
    fault = event.facts.get("bureau_at_fault")
    _held(state, "no_fault_in_corrected_decision", None if fault is None else not fault)


def _remedy(state: State, event: Event, day: int) -> None:
    by = event.facts.get("by")
    if by is not None:
        state.remedies.setdefault((event.kind, by == "employer"), day)


def _close(stretches: list[Stretch], day: int) -> None:
    if stretches and stretches[-1][1] is None:
        stretches[-1][1] = day


LOOKS = {
    "applied": _say,
    "proof_requested": _say,
    "fined": _say,
    "decided": _decided,
    "accepted": _interested,
    "investigated": _investigated,
    "supplement_requested": _supplement_requested,
    "supplemented": _supplemented,
    "labor_dispute_filed": _dispute_filed,
    "labor_dispute_ended": _dispute_ended,
    "suspended": _suspended,
    "conclusion_received": _conclusion_received,
    "resumed": _resumed,
    "acceptance_refused": _acceptance_refused,
    "served": _served,
    "self_corrected": _self_corrected,
    "reconsideration_requested": _remedy,
    "sued": _remedy,
}
