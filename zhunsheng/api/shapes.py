"""The shapes of what comes in and goes out, and how they are made from the office's values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from zhunsheng.base.masking import mask_name, mask_numbers
from zhunsheng.engine.finding import Finding
from zhunsheng.law.citation import cite
from zhunsheng.office import Judged, Office, View
from zhunsheng.record.event import Event, Value
from zhunsheng.record.leaf import PERSONAL_ABOUT
from zhunsheng.store.keeping import Line

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Number = Annotated[str, StringConstraints(pattern=r"^[^\s/\\?#%\x00-\x1f]{1,80}$")]
Text = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00-\x08\x0b-\x1f]*$")]
Given = bool | int | Decimal | date | list[Text] | Text | None


class Strict(Schema):
    """A shape that takes no unknown fields."""

    model_config = ConfigDict(extra="forbid")


class EventIn(Strict):
    """An act: its kind (a step of the procedure), its day, what it states, which papers came."""

    kind: Name
    happened_on: date
    happened_at: time | None = None
    facts: dict[Name, Given] = Field(default={}, max_length=200)
    papers: list[Name] = Field(default=[], max_length=50)
    note: Text = ""


class ActIn(EventIn):
    """An act on a matter; `seen` is the number of events its author saw."""

    seen: int = Field(ge=1, le=100_000)


class MatterIn(Strict):
    """A matter to be opened, with its first events."""

    number: Number
    procedure: Name
    about: dict[Name, Given] = Field(default={}, max_length=200)
    events: list[EventIn] = Field(default=[], max_length=200)


class LineOut(Schema):
    """A matter as lists show it; names are masked, money is in 分."""

    number: str
    procedure: str
    title: str
    employer: str
    department: str
    handler: str
    phase: str
    waiting: str
    due_on: date | None
    due: str
    due_citation: str
    next_step: str
    defects: int
    people: int | None
    amount_fen: int | None
    opened_on: date
    ended: bool
    seq: int
    head: str


class PageOut(Schema):
    """Some matters, and the cursor of the next page, "" on the last."""

    items: list[LineOut]
    next: str


class FindingOut(Schema):
    """What is due, late, barred, missing, unproven or defective, and why."""

    rule: str
    kind: str
    what: str
    citation: str
    citation_zh: str
    verified: str
    holder: str
    due: date | None
    due_latest: date | None
    ground: str | None
    gravity: str | None
    cure: str | None
    cure_by: date | None


class MatterOut(Schema):
    """A matter with its findings, what may be done and what may not yet."""

    matter: LineOut
    findings: list[FindingOut]
    allowed: list[str]
    closed: list[FindingOut]
    refusal: str


class EventOut(Schema):
    """An event as it is kept, with who wrote it and the head after it; personal values masked."""

    seq: int
    kind: str
    happened_on: date
    happened_at: time | None
    recorded_at: datetime | None
    facts: dict[str, Any]
    papers: list[str]
    files: dict[str, str]
    note: str
    corrects: int | None
    author: str
    second: str
    head: str


class WrittenOut(Schema):
    """Where an act stands: its number in the matter and the head after it."""

    number: str
    seq: int
    head: str
    repeated: bool


class PreviewOut(Schema):
    """What an act would amount to: why it is closed, what it leaves, what it settles."""

    closing: list[FindingOut]
    warnings: list[FindingOut]
    settled: list[FindingOut]


class WhyOut(Schema):
    """The whole way to a finding, line by line."""

    rule: str
    lines: list[str]


def event_of(given: EventIn) -> Event:
    """Return the event that came in."""
    return Event(
        kind=given.kind,
        happened_on=given.happened_on,
        happened_at=given.happened_at.replace(tzinfo=None) if given.happened_at else None,
        facts=values_of(given.facts),
        papers=tuple(given.papers),
        note=given.note,
    )


def values_of(given: Mapping[str, Given]) -> dict[str, Value]:
    """Return facts as records hold them."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in given.items()
    }


def line_out(line: Line) -> LineOut:
    """Return a line of a list."""
    return LineOut(
        **{name: getattr(line, name) for name in LineOut.model_fields if hasattr(line, name)}
        | {"due_on": line.due_on if line.has_due else None, "due": line.due_zh}
    )


def matter_out(office: Office, view: View) -> MatterOut:
    """Return a matter as it was judged."""
    found = view.judged.assessment
    return MatterOut(
        matter=line_out(view.line),
        findings=findings_out(office, view.judged, found.findings if found else ()),
        closed=findings_out(office, view.judged, found.closed if found else ()),
        allowed=list(found.allowed) if found else [],
        refusal=view.judged.refusal,
    )


def findings_out(office: Office, judged: Judged, findings: Sequence[Finding]) -> list[FindingOut]:
    """Return findings with their sentences."""
    as_of = judged.assessment.as_of if judged.assessment else date.max
    return [
        FindingOut(
            rule=one.name,
            kind=one.kind,
            what=office.what(judged, one),
            citation=one.citation,
            citation_zh=cite(one.citation),
            verified=office.verified(one, as_of),
            holder=one.rule.holder,
            due=one.due,
            due_latest=one.due_latest,
            ground=one.ground,
            gravity=one.gravity,
            cure=one.cure,
            cure_by=one.cure_by,
        )
        for one in findings
    ]


def events_out(view: View, personal: frozenset[str]) -> list[EventOut]:
    """Return the events of a matter, personal values masked."""
    rows = zip(view.kept.entries, view.kept.heads, strict=True)
    return [
        EventOut(
            seq=seq,
            kind=entry.event.kind,
            happened_on=entry.event.happened_on,
            happened_at=entry.event.happened_at,
            recorded_at=entry.event.recorded_at,
            facts=_masked(entry.event.facts, personal),
            papers=list(entry.event.papers),
            files=dict(entry.files),
            note=mask_numbers(entry.event.note),
            corrects=entry.event.corrects,
            author=entry.author,
            second=entry.second,
            head=head,
        )
        for seq, (entry, head) in enumerate(rows, start=1)
    ]


def _masked(facts: Mapping[str, Value], personal: frozenset[str]) -> dict[str, Any]:
    hidden = personal | PERSONAL_ABOUT
    return {
        name: mask_numbers(mask_name(value)) if name in hidden and isinstance(value, str) else value
        for name, value in facts.items()
    }
