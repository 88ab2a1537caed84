"""The gates, orders and papers of a work-injury determination by hand."""

from __future__ import annotations

from bench.hand_elements import on_file
from bench.hand_service import Truth, some
from bench.hand_state import State
from zhunsheng.base.days import add_months

RECOGNIZED = frozenset(
    {
        "work_accident",
        "preparatory_work",
        "violence",
        "occupational_disease",
        "business_trip",
        "commuting",
        "other_law",
    }
)
DEEMED = frozenset({"sudden_illness", "public_rescue", "old_wound"})
REFUSED = frozenset(
    {
        "crime",
        "intoxication",
        "self_harm",
        "no_item",
        "main_responsibility",
        "private_activity",
        "no_labor_relationship",
        "third_party_claim",
    }
)
FITTING = {"determined": RECOGNIZED, "deemed": DEEMED, "not_determined": REFUSED}
INQUIRED = (
    "employer_proof",
    "investigation_record",
    "witness_statement",
    "site_record",
    "police_record",
    "traffic_certificate",
    "court_judgment",
    "arbitration_award",
    "criminal_document",
    "intoxication_document",
    "self_harm_document",
    "medical_record",
)
RESPONSIBILITY = ("traffic_certificate", "court_judgment", "responsibility_inquiry")
UNITS = (
    ("several_employers", "working_for"),
    ("dispatched", "dispatch_agency"),
    ("sent_to_other_unit", "sending_unit"),
    ("unlawfully_subcontracted", "contracting_unit"),
    ("affiliated", "lending_unit"),
)
POSITIVE_STATES = ("employer", "identity", "injury", "basis", "remedies", "date")
NEGATIVE_STATES = ("employer", "identity", "basis", "remedies", "date")
RELATION = ("labor_relationship_proof", "arbitration_award", "court_judgment")
DIAGNOSIS = ("diagnosis", "disease_certificate", "medical_record", "death_certificate")
INVESTIGATION = (
    "investigation_record",
    "witness_statement",
    "site_record",
    "attendance_record",
    "video",
    "employer_proof",
    "police_record",
    "traffic_certificate",
    "safety_report",
    "court_judgment",
)


def held(state: State, name: str, value: Truth) -> None:
    """Note a condition that does not hold, or that is not known to hold."""
    if value is not True:
        state.found.add(("unproven" if value is None else "barred", name))


def worker_due(state: State) -> tuple[int | None, int | None]:
    """Return the last day of the year for the worker's application, before and after roll-over."""
    injured = state.first.get("injured")
    if injured is None:
        return None, None
    excused = state.stated.get("excused_days") or 0
    pauses = closed(state.disputes, state.first.get("applied"))
    nominal = add_months(injured, 12, pauses) + excused
    return nominal, state.tables.first_open_workday(nominal, pauses)


def closed(stretches: list[list[int | None]], until: int | None) -> list[tuple[int, int]]:
    """Return the stretches as pauses; one still open ends at `until`, or is left out."""
    ends = [(opened, until if end is None else end) for opened, end in stretches]
    return [(opened, end) for opened, end in ends if opened is not None and end is not None]


def wanted(state: State) -> bool:
    """Say whether the employer had to be asked for its proof."""
    return state.worker_side is True and state.stated.get("employer_denies") is not False


# --- filing and inquiry --------------------------------------------------------------------------


def filing_findings(state: State) -> None:
    """Say what is wrong with what comes before a decision, and with fines and the archive."""
    first, stated, found = state.first.get, state.stated.get, state.found
    accepted = first("accepted")
    applied, (_, due) = first("applied"), worker_due(state)
    in_time = None if applied is None or due is None else applied <= due
    if state.requests > 1:
        found.add(("barred", "supplement_once"))
    if accepted is not None:
        held(state, "accepted_by_competent_area", stated("in_pooling_area") is not False)
        if state.worker_side is True:
            held(state, "accepted_in_time", in_time)
    _refusals(state, in_time)
    revoked = state.last.get("revoked")
    for day in state.inquiries_after:
        if revoked is None or revoked > day:
            found.add(("barred", "investigated_before_decision"))
    _fine_and_archive(state)
    if stated("simple") is True and state.announced:
        found.add(("barred", "no_announcement_in_simple_case"))


def _refusals(state: State, in_time: Truth) -> None:
    for day, facts in state.refusals:
        because = facts.get("refused_because")
        if because == "out_of_time" and state.worker_side is True:
            held(state, "refused_only_out_of_time", None if in_time is None else not in_time)
            held(state, "delay_examined_before_refusal", facts.get("delay_examined"))
        elif because == "incomplete":
            asked = state.first.get("supplement_requested", day + 1) <= day
            complete = state.completed is not None and state.completed <= day
            held(state, "refused_only_after_supplement_notice", asked and not complete)
        elif because == "third_party_claim":
            state.found.add(("barred", "not_refused_for_third_party_claim"))


def _fine_and_archive(state: State) -> None:
    first = state.first.get
    fined = first("fined")
    if fined is not None:
        ordered = first("correction_ordered")
        held(state, "correction_ordered_before_fine", None if ordered is None else ordered <= fined)
        fine = state.said.get("fined", {}).get("fine")
        if fine is not None and not 2_000 <= fine <= 20_000:
            state.found.add(("defective", "fine_for_not_assisting"))
    destroyed, archived = first("destroyed"), first("archived")
    if destroyed is not None:
        kept = None if archived is None else add_months(archived, 600) < destroyed
        held(state, "file_kept", kept)


# --- decision ------------------------------------------------------------------------------------


def decision_findings(state: State) -> None:
    """Say what is wrong with a decision that was made."""
    first, stated = state.first.get, state.stated.get
    decided = state.first["decided"]
    decision = state.said.get("decided", {})
    if first("accepted") is None:
        complete = first("applied") if state.completed is None else state.completed
        tables = state.tables
        early = complete is not None and decided <= tables.first_workday(complete + 60)
        held(state, "limit_shown_to_be_kept", True if early else None)
    if wanted(state) and first("proof_requested") is not None:
        _proof_period(state, decided)
    subcontracted = stated("unlawfully_subcontracted") is True or stated("affiliated") is True
    if not subcontracted and any(
        opened is not None and opened <= decided and (end is None or decided < end)
        for opened, end in state.disputes
    ):
        state.found.add(("barred", "labor_relationship_settled"))
    if stated("contradictory_evidence") is True:
        held(state, "contradictions_cleared", decision.get("contradictions_resolved"))
    _item(state, decided)
    _content(state)


def _proof_period(state: State, decided: int) -> None:
    submitted = state.first.get("proof_submitted", decided + 1) <= decided
    served = state.served_on("employer", "proof_notice")
    notified = served is not None and served <= decided
    held(state, "proof_notice_served_before_decision", notified or submitted)
    over = None if state.proof_due is None else state.proof_due < decided
    held(state, "proof_period_over_before_decision", some(over, submitted))


def _item(state: State, decided: int) -> None:
    result, item, found = state.result, state.item, state.found
    negative = result == "not_determined"
    if item == "main_responsibility" and not on_file(state.filed, RESPONSIBILITY, decided):
        found.add(("barred", "responsibility_documented"))
    if negative and item == "third_party_claim":
        found.add(("barred", "not_denied_for_third_party_claim"))
    if negative and state.worker_side is True and not on_file(state.filed, INQUIRED, decided):
        found.add(("barred", "denial_proved"))
    if item is not None and result in FITTING and item not in FITTING[result]:
        found.add(("barred", "item_fits_result"))
    if result in ("determined", "deemed"):
        liable = state.said["decided"].get("liable_unit")
        if liable is not None and any(
            state.stated.get(case) is True and liable != unit for case, unit in UNITS
        ):
            found.add(("barred", "liable_unit_right"))


def _content(state: State) -> None:
    states, result = state.said["decided"].get("states"), state.result
    if states is None or result is None:
        return
    stated = (states,) if isinstance(states, str) else states
    if result in ("determined", "deemed"):
        wanting = [f"decision_states_{name}" for name in POSITIVE_STATES if name not in stated]
    else:
        wanting = [f"refusal_states_{name}" for name in NEGATIVE_STATES if name not in stated]
    state.found.update(("barred", name) for name in wanting)
    if "seal" not in stated:
        state.found.add(("barred", "decision_sealed"))


# --- order and papers ----------------------------------------------------------------------------


def paper_findings(state: State) -> None:
    """Say which steps were skipped or came too early, and which papers are missing."""
    stated = state.stated.get
    _order(state, "accepted_before_decision", "accepted", "decided")
    _order(state, "accepted_before_investigation", "accepted", "investigated")
    _order(state, "accepted_before_suspension", "accepted", "suspended")
    if wanted(state):
        _order(state, "proof_requested_before_decision", "proof_requested", "decided")
    _filed(state, "application_form_on_file", ("application_form",), "accepted")
    if stated("unlawfully_subcontracted") is not True and stated("affiliated") is not True:
        _filed(state, "labor_relationship_proof_on_file", RELATION, "accepted")
    _filed(state, "diagnosis_on_file", DIAGNOSIS, "accepted")
    _filed(state, "acceptance_decision_on_file", ("acceptance_decision",), "decided")
    _filed(state, "refusal_decision_on_file", ("refusal_decision",), "acceptance_refused")
    if "proof_requested" in state.first:
        _filed(state, "proof_notice_on_file", ("proof_notice",), "decided")
    if state.item == "occupational_disease" or stated("has_occupational_disease") is True:
        _filed(state, "disease_certificate_on_file", ("disease_certificate",), "decided")
    else:
        _filed(state, "investigation_record_on_file", INVESTIGATION, "decided")
    if "decided" in state.first:
        _filed(state, "decision_on_file", ("decision",), "copied")


def _order(state: State, name: str, earlier: str, later: str) -> None:
    done = state.first.get(later)
    if done is not None:
        before = state.first.get(earlier)
        if before is None:
            state.found.add(("missing", name))
        elif done < before:
            state.found.add(("barred", name))


def _filed(state: State, name: str, papers: tuple[str, ...], step: str) -> None:
    done = state.first.get(step)
    if done is not None and not on_file(state.filed, papers, done):
        state.found.add(("missing", name))
