"""The time limits of a work-injury determination by hand."""

from __future__ import annotations

from datetime import date

from bench.hand_gates import closed, worker_due
from bench.hand_state import CONCLUSIONS, State
from zhunsheng.base.days import add_days, add_months

TOLD_FROM = {
    "reconsideration_requested": date(2024, 1, 1).toordinal(),
    "sued": date(2018, 2, 8).toordinal(),
}
PARTIES = ("worker", "employer")


def clock_findings(state: State) -> None:
    """Say of every limit whether it runs, ran out, or was missed."""
    _filing(state)
    _decision(state)
    _service(state)
    for party in PARTIES:
        _remedies(state, party)


def earliest(*days: int | None) -> int | None:
    """Return the earliest of the days that are known."""
    return min((day for day in days if day is not None), default=None)


def limit(state: State, name: str, due: int | None, ended: int | None) -> None:
    """Note a limit that runs, or that was missed."""
    if due is None:
        return
    if ended is None:
        state.found.add(("due" if state.today <= due else "late", name))
    elif due < ended:
        state.found.add(("late", name))


def rolled_limit(state: State, name: str, nominal: int | None, ended: int | None) -> None:
    """Note a limit of the bureau's: what was done only on a rolled-over day is late as a flaw."""
    if nominal is None:
        return
    due = state.tables.first_workday(nominal)
    if ended is not None and nominal < ended:
        state.found.add(("late", name))
    else:
        limit(state, name, due, ended)


# --- filing --------------------------------------------------------------------------------------


def _filing(state: State) -> None:
    first, tables = state.first.get, state.tables
    applied, injured, died = first("applied"), first("injured"), first("died")
    if injured is not None:
        longer = state.stated.get("employer_extension_days") or 0
        limit(state, "employer_applies", tables.first_workday(injured + 30 + longer), applied)
    if state.applicant != "employer":
        _worker_applies(state, applied)
    if died is not None and state.stated.get("fell_ill_suddenly") is True:
        due = tables.first_workday(tables.add_workdays(died, 5))
        limit(state, "death_reported", due, first("reported"))
    answered = earliest(first("accepted"), first("acceptance_refused"))
    if answered is not None or first("decided") is None:
        ended = earliest(answered, first("supplement_requested"), first("terminated"))
        rolled_limit(state, "application_examined", _plus(applied, 15), ended)
        ended = earliest(answered, first("terminated"))
        rolled_limit(state, "supplement_examined", _plus(state.completed, 15), ended)
    if first("decided") is None:
        limit(state, "employer_proves", state.proof_due, first("proof_submitted"))


def _worker_applies(state: State, applied: int | None) -> None:
    _, due = worker_due(state)
    if due is None or applied is not None:
        limit(state, "worker_applies", due, applied)
    else:
        _open(state, "worker_applies", due, _stands(state.disputes, state.today))


def _open(state: State, name: str, due: int, paused: bool, last: int | None = None) -> None:
    if state.today <= due:
        if not paused:
            state.found.add(("due", name))
    elif not paused or (last is not None and due < last):
        state.found.add(("late", name))


def _stands(stretches: list[list[int | None]], at: int) -> bool:
    return any(
        opened is not None and opened <= at and (end is None or at < end)
        for opened, end in stretches
    )


def _plus(day: int | None, days: int) -> int | None:
    return None if day is None else day + days


# --- decision ------------------------------------------------------------------------------------


def _decision(state: State) -> None:
    first = state.first.get
    accepted, decided = first("accepted"), first("decided")
    if accepted is not None and first("terminated") is None:
        simple = state.stated.get("simple") is True
        name = "simple_decided_in_time" if simple else "decided_in_time"
        pauses = closed(state.pauses, decided)
        nominal = add_days(accepted, 15 if simple else 60, pauses)
        due = state.tables.first_open_workday(nominal, pauses)
        if decided is None:
            paused = _stands(state.pauses, state.today)
            _open(state, name, due, paused, state.last.get("suspended"))
        elif nominal < decided:
            state.found.add(("late", name))
    _resumption(state, decided)
    rolled_limit(state, "copied_in_time", _plus(decided, 20), first("copied"))


def _resumption(state: State, decided: int | None) -> None:
    concluded = None
    for cause, papers in CONCLUSIONS.items():
        filed = earliest(*(state.filed.get(paper) for paper in papers))
        if filed is not None and state.suspended.get(cause, filed + 1) <= filed:
            concluded = earliest(concluded, filed)
    if concluded is None:
        return
    resumed = earliest(*(day for day in state.resumptions if concluded <= day))
    received, terminated = state.first.get("conclusion_received"), state.first.get("terminated")
    limit(
        state, "resumed_on_conclusion", concluded, earliest(resumed, received, decided, terminated)
    )


# --- service and remedies ------------------------------------------------------------------------


def _service(state: State) -> None:
    _served(state, "proof_notice_served", "employer", "proof_notice")
    ended = _counts(state, "employer", "proof_notice")
    limit(state, "proof_notice_served_in_time.employer", state.proof_due, ended)
    decided = state.first.get("decided")
    for party in PARTIES:
        _served(state, "decision_served", party, "decision")
        ended = _counts(state, party, "decision")
        rolled_limit(state, f"decision_served_in_time.{party}", _plus(decided, 20), ended)
    sides = (("worker", state.worker_side is True), ("employer", state.applicant == "employer"))
    for party, mine in sides:
        if mine:
            name = f"refusal_served_on_{party}"
            tried = _served(state, name, party, "refusal")
            if "acceptance_refused" in state.first and not tried:
                state.found.add(("missing", name))


def _served(state: State, name: str, party: str, document: str) -> bool:
    """Note the faults of each service of the document; say whether any was perhaps tried."""
    valid = doubtful = tried = False
    for _, one in state.servings:
        if (one.document or "decision") != document:
            continue
        state.found.update(("defective", f"{name}.{fault}") for fault in one.defects)
        if one.to is not None and one.to != party:
            continue
        tried = True
        valid = valid or (one.to is not None and one.valid is True)
        doubtful = doubtful or one.valid is None or (one.to is None and one.valid is True)
    if doubtful and not valid:
        state.found.add(("unproven", name))
    return tried


def _counts(state: State, party: str, document: str) -> int | None:
    return earliest(
        *(
            one.counts
            for _, one in state.servings
            if one.to == party
            and (one.document or "decision") == document
            and one.valid is not False
        )
    )


def _remedies(state: State, party: str) -> None:
    start = state.served_on(party, "decision")
    if start is None:
        return
    states = state.said.get("decided", {}).get("states")
    told = states is None or "remedies" in states
    for kind in ("reconsideration_requested", "sued"):
        if told:
            due = start + 60 if kind == "reconsideration_requested" else add_months(start, 6)
        elif start >= TOLD_FROM[kind]:
            due = add_months(start, 12)
        else:
            continue
        due = state.tables.first_workday(due)
        ended = state.remedies.get((kind, party == "employer"))
        if ended is not None or state.today <= due:
            name = f"{kind}_by_{party}" if told else f"{kind}_by_{party}_not_told"
            limit(state, name, due, ended)
