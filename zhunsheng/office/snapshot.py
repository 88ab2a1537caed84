"""The snapshot of a matter for lists: what its assessment amounts to, in a few columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhunsheng.base.masking import mask_name
from zhunsheng.engine.finding import WEIGHTS, Assessment, Finding
from zhunsheng.engine.wording import what
from zhunsheng.law.procedure import Clock, Procedure
from zhunsheng.law.rule import Node
from zhunsheng.record.administrative import ASSIGNED, SEALED, UNSEALED, WITHDRAWN
from zhunsheng.record.event import Event, Value
from zhunsheng.record.leaf import ERASED
from zhunsheng.record.record import Record
from zhunsheng.store.keeping import NEVER, NO_DEFECT, FindingLine, Snapshot

PERSONS = (
    "worker", "applicant", "plaintiff", "person", "suspect", "complainant", "party", "claimant",
)  # fmt: skip
FIRMS = ("employer", "party", "respondent")
HEADINGS = ("heading",)
PEOPLE = ("workers_owed", "workers_harmed", "people")
OVERTURNED = frozenset({"reversed", "remanded"})
SUMS = ("total_owed", "amount_owed", "sum_owed")
FEN = 100
TITLE_MOST, TEXT_MOST = 200, 200
ARCHIVED = "archived"
OPEN_SENTENCES = frozenset({"clock_open_late", "backward_open_late", "hours_open_late"})


@dataclass(frozen=True, slots=True)
class Basis:
    """What an assessment rests on besides the record: the day, and the mark of law and calendar."""

    day: date
    mark: str


@dataclass(frozen=True, slots=True)
class Next:
    """The next thing to be done: by when, what, on which citation, by which step."""

    due: date
    finding: Finding
    step: str


def snapshot_of(
    record: Record, procedure: Procedure, assessment: Assessment | None, basis: Basis
) -> Snapshot:
    """Return the snapshot; without an assessment (the law refuses one) only what is stated."""
    state = _state(record.as_known())
    stated = {
        "title": title_of(record)[:TITLE_MOST],
        "department": state["department"],
        "handler": state["handler"],
        "sealed": state["sealed"] == "yes",
        "withdrawn": bool(state["batch_withdrawn"]),
        "batch": state["batch"],
        "opened_on": min((event.happened_on for event in record.events), default=basis.day),
        "as_of": basis.day,
        "basis": basis.mark,
        "employer": _first_text(record.about, FIRMS),
        "project": _first_text(record.about, ("project",)),
        "people": _count(record),
        "amount_fen": _sum(record),
        "outcome": _outcome(record),
        "words": words_of(record),
    }
    if assessment is None:
        return Snapshot(**stated, next_change=NEVER)  # type: ignore[arg-type]
    return Snapshot(**stated, **_assessed(record, procedure, assessment))  # type: ignore[arg-type]


def _assessed(record: Record, procedure: Procedure, found: Assessment) -> dict[str, object]:
    ended = ends(record, procedure)
    upcoming = None if ended else next_of(procedure, found)
    defects = [finding for finding in found.findings if finding.gravity is not None]
    columns: dict[str, object] = {
        "phase": found.phase,
        "ended": ended,
        "waiting": waiting_for(record, procedure, found, upcoming),
        "worst": min((WEIGHTS[finding.gravity] for finding in defects), default=NO_DEFECT),
        "defects": len(defects),
        "next_change": found.next_change or NEVER,
        "findings": tuple(_line(finding, procedure, found.as_of) for finding in found.findings),
    }
    if upcoming is not None:
        columns.update(
            due_on=upcoming.due,
            due_rule=upcoming.finding.name,
            due_zh=what(upcoming.finding, procedure, found.as_of)[:TEXT_MOST],
            due_citation=upcoming.finding.citation,
            next_step=upcoming.step,
        )
    return columns


def next_of(procedure: Procedure, found: Assessment) -> Next | None:
    """Return the bureau's earliest open day: what is due, or was due and is still not done."""
    still = [
        finding
        for finding in found.findings
        if finding.rule.holder == "bureau" and finding.due is not None and is_open(finding)
    ]
    if not still:
        return None
    first = min(still, key=lambda finding: finding.due or NEVER)
    return Next(first.due or NEVER, first, step_of(procedure, first, found.allowed))


def is_open(finding: Finding) -> bool:
    """Say whether what a finding asks for is still to be done."""
    return finding.kind == "due" or finding.rule.sentence in OPEN_SENTENCES


def step_of(procedure: Procedure, finding: Finding, allowed: Iterable[str] = ()) -> str:
    """Return the step that ends what a finding asks for; "" where none is named."""
    if finding.rule.step:
        return finding.rule.step
    clocks = [*procedure.clocks, *(one.within for one in procedure.services if one.within)]
    for clock in clocks:
        if clock.name == finding.name:
            named = _steps_in(clock)
            open_steps = set(allowed)
            return next((step for step in named if step in open_steps), named[0] if named else "")
    service = any(one.name == finding.name for one in procedure.services)
    return "served" if service or finding.rule.sentence.startswith("service") else ""


def _steps_in(clock: Clock) -> list[str]:
    if isinstance(clock.ends, str):
        return [clock.ends]
    return list(dict.fromkeys(_named(clock.ends)))


def _named(node: Node) -> Iterable[str]:
    """Yield the steps whose days a node takes, from left to right."""
    if node.op in ("first", "last", "least"):
        yield str(node.data[0])
    for part in node.kids:
        yield from _named(part)


def ends(record: Record, procedure: Procedure) -> bool:
    """Say whether a step that ends the matter has happened, or its file was archived."""
    closing = {step.name for step in procedure.steps if step.ends} | {ARCHIVED}
    return any(event.kind in closing for event in record.as_known())


def waiting_for(
    record: Record, procedure: Procedure, found: Assessment, upcoming: Next | None
) -> str:
    """Return "paused" while a clock stands still, "others" while only others have a day to keep."""
    if _paused(record, procedure):
        return "paused"
    others = [one for one in found.findings if one.rule.holder != "bureau" and one.kind == "due"]
    return "others" if others and upcoming is None else ""


def _paused(record: Record, procedure: Procedure) -> bool:
    pairs = {(clock.pauses, clock.resumes) for clock in procedure.clocks if clock.pauses}
    bureau = {(pauses, resumes) for pauses, resumes in pairs if _by_bureau(procedure, pauses)}
    return any(_stands(record, pauses, resumes) for pauses, resumes in bureau)


def _by_bureau(procedure: Procedure, step: str) -> bool:
    found = procedure.step(step)
    return found is not None and found.holder == "bureau"


def _stands(record: Record, pauses: str, resumes: str | tuple[str, ...]) -> bool:
    ending = {resumes} if isinstance(resumes, str) else set(resumes)
    standing = False
    for event in record.as_known():
        if event.kind == pauses:
            standing = True
        elif event.kind in ending:
            standing = False
    return standing


def _line(finding: Finding, procedure: Procedure, day: date) -> FindingLine:
    return FindingLine(
        rule=finding.name,
        zh=what(finding, procedure, day)[:TEXT_MOST],
        kind=finding.kind,
        holder=finding.rule.holder,
        gravity=finding.gravity or "",
        ground=finding.ground or "",
        citation=finding.citation,
        due_on=finding.due,
        cure_by=finding.cure_by,
        open_clock=is_open(finding),
    )


# --- what the record states ----------------------------------------------------------------------


def title_of(record: Record, *, masked: bool = True) -> str:
    """Return who the matter is about: 李××（湖南某建设有限公司）; names are masked by default.

    A matter that states a heading of its own (a warning, a rating) goes by that.
    """
    heading = _first_text(record.about, HEADINGS)
    if heading:
        return heading
    person = _first_text(record.about, PERSONS)
    firm = _first_text(record.about, FIRMS)
    shown = mask_name(person) if masked and person != ERASED else person
    if not person:
        return firm or record.matter
    return f"{shown}（{firm}）" if firm and firm != person else shown


def _first_text(about: Mapping[str, Value], names: Iterable[str]) -> str:
    return next((str(about[name]) for name in names if isinstance(about.get(name), str)), "")


def _state(events: Iterable[Event]) -> dict[str, str]:
    state = {"department": "", "handler": "", "sealed": "no", "batch": "", "batch_withdrawn": ""}
    for event in events:
        if event.kind == ASSIGNED:
            named = {name: str(event.facts[name]) for name in state if event.facts.get(name)}
            state.update(named)
        elif event.kind in (SEALED, UNSEALED):
            state["sealed"] = "yes" if event.kind == SEALED else "no"
        elif event.kind == WITHDRAWN:
            state["batch_withdrawn"] = "yes"
    return state


def _count(record: Record) -> int | None:
    found = _last(record, PEOPLE)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _sum(record: Record) -> int | None:
    found = _last(record, SUMS)
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        return None
    return int(found * FEN)


def _outcome(record: Record) -> str:
    """Return how a suit or a reconsideration ended, as last stated.

    A judgment that was changed or sent back on appeal has not ended so; what the appeal came to is
    stated anew with its own outcome.
    """
    outcome = ""
    for facts in (record.about, *(event.facts for event in record.as_known())):
        if facts.get("appeal_outcome") in OVERTURNED:
            outcome = ""
        stated = facts.get("outcome")
        outcome = stated if isinstance(stated, str) else outcome
    return outcome


def _last(record: Record, names: Iterable[str]) -> Value:
    for facts in (*(event.facts for event in reversed(record.as_known())), record.about):
        for name in names:
            if facts.get(name) is not None:
                return facts[name]
    return None


def words_of(record: Record) -> str:
    """Return everything a matter may be found by: number, parties, documents, notes."""
    texts = [record.matter, *(value for value in record.about.values() if isinstance(value, str))]
    for event in record.as_known():
        texts += [value for value in event.facts.values() if isinstance(value, str)]
        texts.append(event.note)
    return " ".join(filter(None, texts))
