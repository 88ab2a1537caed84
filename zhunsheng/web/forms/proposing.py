"""Acts that a second person must agree to: written as text until then, and carried out after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.base.masking import mask_name
from zhunsheng.law.procedure import Step
from zhunsheng.office import Actor, Doing, Office
from zhunsheng.office.acting import LOCAL
from zhunsheng.office.actor import LEADER, OFFICER, SECTION_HEAD
from zhunsheng.procedures import procedure
from zhunsheng.record.administrative import EXCEPTED
from zhunsheng.record.event import Event, Value
from zhunsheng.record.leaf import PERSONAL_ABOUT
from zhunsheng.record.record import Record
from zhunsheng.record.text import read, write
from zhunsheng.store.keeping import Overtaken, Written
from zhunsheng.store.models import Account, Matter, Proposal
from zhunsheng.web.matter_page.words import declared

CORRECTS, FILES, RULES = "corrects", "files", "rules"
# The text form knows no lone striking out: until it is agreed to it goes by another name.
STRUCK, NOTED_STRUCK = "struck_out", "to_be_struck_out"
APPROVAL_FORM = "审批表"
APPROVED_BY = "approved_by"
# Stands for the name of whoever will agree.
TO_BE_NAMED = "待批准"
# Who may settle what waits for a role: the role itself, and who stands above it.
SETTLERS: Mapping[str, tuple[str, ...]] = {
    OFFICER: (OFFICER, SECTION_HEAD, LEADER),
    SECTION_HEAD: (SECTION_HEAD, LEADER),
    LEADER: (LEADER,),
}
# The act that is written where a leader does not agree.
REFUSALS: Mapping[str, str] = {"transfer_approved": "transfer_not_approved"}
NAME_MOST, REASON_MOST = 60, 400


class AlreadySettled(ZhunshengError):
    """A proposal is no longer open."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(f"这一件已经处理过：{proposal.get_state_display()}；请看办件的经过")


@dataclass(frozen=True, slots=True)
class Proposed:
    """An event that waits: with the files that come with it, and the rules it asks to be excused.

    `event.corrects` names what a correction replaces.
    """

    event: Event
    files: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[str, ...] = ()


def to_text(number: str, procedure: str, proposed: Proposed) -> str:
    """Write a proposed event in the plain text form of records; its target stands in the head."""
    about: dict[str, Value] = {}
    if proposed.event.corrects is not None:
        about[CORRECTS] = proposed.event.corrects
    if proposed.files:
        about[FILES] = tuple(f"{name}:{digest}" for name, digest in proposed.files.items())
    if proposed.rules:
        about[RULES] = proposed.rules
    event = replace(proposed.event, corrects=None)
    kind = event.kind if event.kind != STRUCK else NOTED_STRUCK
    return write([Record(number, procedure, about, (replace(event, kind=kind),))])


def from_text(text: str) -> Proposed:
    """Read a proposed event back."""
    (record,) = read(text, "审批").records
    (event,) = record.events
    corrects, files, rules = (record.about.get(name) for name in (CORRECTS, FILES, RULES))
    pairs = (str(one).partition(":") for one in (files if isinstance(files, tuple) else ()))
    kind = STRUCK if event.kind == NOTED_STRUCK else event.kind
    return Proposed(
        replace(event, kind=kind, corrects=corrects if isinstance(corrects, int) else None),
        {name: digest for name, _, digest in pairs},
        rules if isinstance(rules, tuple) else (),
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of whom: the kind, the role that settles, the reason and what it rests on."""

    kind: str
    role: str
    reason: str
    citation: str = ""
    due_on: date | None = None
    seen: int = 0


def propose(
    record: Record, proposed: Proposed, asking: Asking, account: Account, at: datetime
) -> Proposal:
    """Keep a proposal; raises `UnwritableRecord` for what text cannot hold."""
    return Proposal.objects.create(
        matter=Matter.objects.get(number=record.matter),
        kind=asking.kind,
        role=asking.role,
        event=to_text(record.matter, record.procedure, proposed),
        seen=asking.seen,
        reason=asking.reason[:REASON_MOST],
        citation=asking.citation,
        due_on=asking.due_on,
        proposed_by=account,
        proposed_at=at,
    )


def decider(step: Step) -> str:
    """Return the role that decides on a step; "" for a step that officers take by themselves."""
    if any(fact.name == APPROVED_BY for fact in step.facts):
        return LEADER
    return SECTION_HEAD if step.form.endswith(APPROVAL_FORM) else ""


def open_decision(number: str, step: str) -> Proposal | None:
    """Return the decision on a step of a matter that is waited for already, or None."""
    waiting = Proposal.objects.filter(
        matter__number=number, kind=Proposal.Kind.DECISION, state=Proposal.State.OPEN
    )
    return next((one for one in waiting if from_text(one.event).event.kind == step), None)


def excuser(actor: Actor) -> str:
    """Return the role that grants an exception to what an actor wants to do."""
    return SECTION_HEAD if actor.role == OFFICER else LEADER


def may_settle(actor: Actor, proposal: Proposal) -> bool:
    """Say whether an actor may agree: another person, of a role that settles it."""
    return actor.username != proposal.proposed_by.username and actor.role in SETTLERS[proposal.role]


def waiting_for(actor: Actor) -> QuerySet[Proposal]:
    """Return the open proposals that wait for an actor's role, the earliest due first."""
    roles = [role for role, settlers in SETTLERS.items() if actor.role in settlers]
    found = Proposal.objects.filter(state=Proposal.State.OPEN, role__in=roles)
    found = found.exclude(proposed_by__username=actor.username)
    return within(found, actor).order_by(F("due_on").asc(nulls_last=True), "proposed_at")


def within(found: QuerySet[Proposal], actor: Actor) -> QuerySet[Proposal]:
    """Keep the proposals on matters that an actor may see."""
    scope = actor.scope
    place = Q(matter__matterrow__department__path__startswith=scope.path)
    if not scope.sealed:
        place &= Q(matter__matterrow__sealed=False) | Q(
            matter__matterrow__handler__username=scope.account
        )
    return found.filter(place).select_related("matter__matterrow", "proposed_by", "settled_by")


# --- settling ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settling:
    """Who settles a proposal, having seen so many events, and when."""

    actor: Actor
    account: Account
    seen: int
    at: datetime
    answer: str = ""


def agree(office: Office, proposal: Proposal, settling: Settling) -> Written:
    """Write what was proposed and close the proposal.

    Raises `AlreadySettled` and what the office raises; then nothing is written and the proposal
    stays open.
    """
    number = proposal.matter.number
    try:
        with transaction.atomic():
            _claim(proposal, settling, Proposal.State.AGREED)
            return _carry_out(office, proposal, settling)
    except IntegrityError:
        raise Overtaken(number, settling.seen, settling.seen + 1) from None


def refuse(office: Office, proposal: Proposal, settling: Settling) -> None:
    """Close the proposal without what was proposed; where the law wants it, write that too."""
    proposed = from_text(proposal.event)
    negative = REFUSALS.get(proposed.event.kind)
    with transaction.atomic():
        _claim(proposal, settling, Proposal.State.REFUSED)
        if negative is None or proposal.kind != Proposal.Kind.DECISION:
            return
        facts: dict[str, Value] = {**proposed.event.facts, "reasons_recorded": True}
        event = Event(negative, _day(settling.at), facts=facts, note=settling.answer)
        doing = Doing(event, settling.seen, _key(proposal))
        office.append(settling.actor, proposal.matter.number, doing, settling.at)


def withdraw(proposal: Proposal, settling: Settling) -> None:
    """Close a proposal on behalf of who made it."""
    _claim(proposal, settling, Proposal.State.WITHDRAWN)


def doing_of(proposal: Proposal, settling: Settling) -> Doing:
    """Return the act that agreement would write."""
    proposed, day = from_text(proposal.event), _day(settling.at)
    event, excepted, second = proposed.event, None, ""
    if proposal.kind == Proposal.Kind.DECISION:
        event = replace(event, happened_on=day, facts=_approved(event.facts, settling.actor))
    elif proposal.kind == Proposal.Kind.CORRECTION:
        second = settling.actor.username
    else:
        excepted = _exception(proposal, proposed, settling)
    return Doing(
        event,
        settling.seen,
        _key(proposal),
        files=proposed.files,
        second=second,
        excepted=excepted,
    )


def _approved(facts: Mapping[str, Value], actor: Actor) -> dict[str, Value]:
    """Return the facts of a decision with the name of whoever agrees where one is stated."""
    return {
        name: actor.name if (name, value) == (APPROVED_BY, TO_BE_NAMED) else value
        for name, value in facts.items()
    }


def _carry_out(office: Office, proposal: Proposal, settling: Settling) -> Written:
    number, doing = proposal.matter.number, doing_of(proposal, settling)
    if proposal.kind == Proposal.Kind.DECISION:
        return office.append(settling.actor, number, doing, settling.at)
    proposer = actor_behind(proposal.proposed_by)
    if proposal.kind == Proposal.Kind.CORRECTION:
        return office.correct(proposer, number, doing, settling.at)
    return office.append(proposer, number, doing, settling.at)


def _exception(proposal: Proposal, proposed: Proposed, settling: Settling) -> Event:
    facts: dict[str, Value] = {
        "step": proposed.event.kind,
        "rule": "、".join(proposed.rules),
        "approver": settling.actor.username,
    }
    return Event(EXCEPTED, _day(settling.at), facts=facts, note=proposal.reason)


def actor_behind(account: Account) -> Actor:
    """Return an account as the office sees it."""
    place = account.department
    return Actor(account.username, account.name, account.role, place.code, place.path, place.kind)


def _claim(proposal: Proposal, settling: Settling, state: str) -> None:
    """Close a proposal; of two who settle it at once the second is told. Raises `AlreadySettled`.

    What was proposed stays in the record if it was agreed to; its names are masked here.
    """
    claimed = Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.OPEN).update(
        state=state,
        settled_by=settling.account,
        settled_at=settling.at,
        answer=settling.answer[:REASON_MOST],
        event=masked_text(proposal),
    )
    if not claimed:
        proposal.refresh_from_db()
        raise AlreadySettled(proposal)


def masked_text(proposal: Proposal) -> str:
    """Return what was proposed with its personal values masked."""
    proposed = from_text(proposal.event)
    names = {fact.name for fact in declared(procedure(proposal.matter.procedure)) if fact.personal}
    facts = {
        name: mask_name(value)
        if isinstance(value, str) and (name in names or name in PERSONAL_ABOUT)
        else value
        for name, value in proposed.event.facts.items()
    }
    event = replace(proposed.event, facts=facts)
    matter = proposal.matter
    return to_text(matter.number, matter.procedure, replace(proposed, event=event))


def _key(proposal: Proposal) -> str:
    return f"p{proposal.pk.hex}"


def _day(at: datetime) -> date:
    return at.astimezone(LOCAL).date()
