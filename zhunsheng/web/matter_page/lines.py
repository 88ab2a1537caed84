"""The main line of each kind of matter, for the bar of stages; and with which acts one begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Line = tuple[tuple[str, ...], ...]
# Each stage names the steps one of which makes it; the first gives its name while none has. A
# service names its document: served:decision.
LINES: Mapping[str, Line] = {
    "work_injury": (
        ("applied",),
        ("accepted", "acceptance_refused"),
        ("investigated",),
        ("decided", "terminated"),
        ("served:decision", "served:refusal"),
        ("archived",),
    ),
    "labor_supervision": (
        ("complained", "reported", "discovered"),
        ("opened", "redirected", "acceptance_refused"),
        ("investigated",),
        ("correction_ordered", "payment_ordered"),
        ("handling_decided", "penalty_decided", "opening_revoked"),
        ("closed",),
        ("archived",),
    ),
    "arrears_clue": (
        ("received",),
        ("claimed",),
        ("verified",),
        ("concluded", "acceptance_refused", "redirected", "transferred"),
        ("told",),
        ("closed",),
    ),
    "penalty": (
        ("opened", "discovered"),
        ("investigated",),
        ("informed",),
        ("penalty_decided", "not_penalized"),
        ("served:penalty_decision", "served:decision"),
        ("closed",),
        ("archived",),
    ),
    "crime_referral": (
        ("payment_ordered",),
        ("team_formed",),
        ("transfer_proposed",),
        ("transfer_approved", "transfer_not_approved"),
        ("referred",),
        ("opening_decided",),
        ("closed",),
    ),
    "reconsideration": (
        ("act_made",),
        ("applied",),
        ("copy_received",),
        ("replied",),
        ("decided", "terminated", "mediated"),
        ("decision_served",),
    ),
    "litigation": (
        ("act_made",),
        ("sued",),
        ("copy_received",),
        ("defense_filed", "evidence_filed"),
        ("session_held",),
        ("judged", "withdrawal_allowed"),
        ("effective",),
    ),
    "wage_warning": (
        ("raised",),
        ("checked",),
        ("urged", "talked", "ordered", "case_opened", "referred"),
        ("cleared",),
    ),
    "project_rating": (
        ("rated",),
        ("published",),
        ("objected", "changed"),
        ("answered",),
        ("closed",),
    ),
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a matter begins: what is asked of it at once, and the acts that may come with it.

    `facts` are facts of the matter; of `steps` at least the last must have its day.
    """

    facts: tuple[str, ...]
    steps: tuple[str, ...]


BEGINNINGS: Mapping[str, Beginning] = {
    "work_injury": Beginning(
        ("worker", "employer", "applicant", "labor_relationship"), ("injured", "applied")
    ),
    "labor_supervision": Beginning(
        ("party", "offender", "subject"), ("reported", "discovered", "complained")
    ),
    "arrears_clue": Beginning(("person", "employer", "claimed_sum", "workers"), ("received",)),
    "penalty": Beginning(("party", "offender"), ("discovered", "opened")),
    "crime_referral": Beginning(
        ("employer", "suspect", "suspect_kind", "workers_owed", "total_owed"),
        ("payment_ordered", "suspected"),
    ),
    "reconsideration": Beginning(
        ("applicant", "reconsideration_body", "act", "act_type"),
        ("act_made", "applied", "copy_received"),
    ),
    "litigation": Beginning(
        ("plaintiff", "court", "court_case", "act", "act_type"),
        ("act_made", "sued", "copy_received"),
    ),
    "wage_warning": Beginning(
        ("project", "employer", "fault_zh", "wage_month", "people", "amount_owed"), ("raised",)
    ),
    "project_rating": Beginning(("project", "employer", "year"), ("rated",)),
}
