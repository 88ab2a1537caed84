"""What happens in the matters of an invented office: true records, judged once, told many times.

A story is a record without names. Its bodies are written by `record.leaf` around marks where the
number and the officer stand, so that a million matters need a million fillings and no more.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bench.matters import AS_OF, matters
from zhunsheng.office import Office
from zhunsheng.office.snapshot import words_of
from zhunsheng.procedures import procedures
from zhunsheng.record.administrative import ASSIGNED
from zhunsheng.record.event import Event, Value
from zhunsheng.record.leaf import Entry, Place, write_body
from zhunsheng.record.record import Record
from zhunsheng.record.text import read
from zhunsheng.store.keeping import NEVER, Snapshot
from zhunsheng.store.snapshots import COLUMNS, findings_key
from zhunsheng.store.words import tokens

EXAMPLES = Path(__file__).parents[1] / "examples" / "records" / "lawful.txt"
NUMBER, OFFICER = "@@number@@", "@@officer@@"
RECORDED = time(16, 30)
CLOSING = frozenset({"archived", "closed", "terminated"})
OPEN_DAYS = 150
MOST, LEAST, MATTERS_A_STORY = 1000, 20, 10
EXAMINED, OPEN_PART = 12, 2
AGES_OPEN, AGES_CLOSED = 12, 40
WEEK = 7


@dataclass(frozen=True, slots=True)
class Written:
    """A body in three pieces, between which stand the officer and the matter's number."""

    before: str
    between: str
    after: str

    def filled(self, officer: str, number: str) -> str:
        """Return the body of one matter."""
        return f"{self.before}{officer}{self.between}{number}{self.after}"


@dataclass(frozen=True, slots=True)
class Story:
    """A record without names, what it amounts to, and its bodies; None where a body is sealed.

    `row` are the columns of its line in the lists, `findings` those of its findings.
    """

    record: Record
    entries: tuple[Entry, ...]
    bodies: tuple[Written | None, ...]
    row: Mapping[str, Any]
    key: str
    findings: tuple[tuple[Any, ...], ...]
    words: tuple[str, ...]
    personal: frozenset[str]
    closed: bool


def stories(day: date, count: int) -> list[Story]:
    """Return stories of all procedures as of a day, open and closed, enough for `count` matters."""
    office, many = Office(), min(max(LEAST, count // MATTERS_A_STORY), MOST)
    records = (*_injuries(day, many), *_others(day, many / MOST))
    return [_story(office, record, day) for record in records]


def _story(office: Office, bare: Record, day: date) -> Story:
    first = min(event.happened_on for event in bare.events)
    facts: dict[str, Value] = {"department": "", "handler": ""}
    assigned = Event(ASSIGNED, first, facts=facts)
    events = tuple(_recorded(event) for event in (assigned, *bare.events))
    record = replace(bare, matter=NUMBER, events=events)
    shot = office.snapshot(record, day)
    if any(event.kind in CLOSING for event in events):
        shot = replace(
            shot,
            ended=True,
            due_on=NEVER,
            due_rule="",
            due_zh="",
            due_citation="",
            waiting="",
            next_step="",
        )
    personal = office.personal_facts(record.procedure)
    entries = tuple(Entry(event, OFFICER) for event in events)
    return Story(
        record,
        entries,
        tuple(_written(record, seq, entry, personal) for seq, entry in enumerate(entries, 1)),
        _row(shot),
        findings_key(shot.findings),
        tuple(astuple(line) for line in shot.findings),
        tuple(tokens(words_of(replace(record, about={})))),
        personal,
        closed=any(event.kind in CLOSING for event in events),
    )


def _recorded(event: Event) -> Event:
    moment = datetime.combine(event.happened_on, event.happened_at or RECORDED)
    return replace(event, recorded_at=moment)


def _written(record: Record, seq: int, entry: Entry, personal: frozenset[str]) -> Written | None:
    """Return a body in pieces; None for event 1 and wherever personal values are sealed."""
    if seq == 1:
        return None
    place = Place(NUMBER, record.procedure, seq)
    body, sealed = write_body(place, entry, personal=personal, salts=lambda: b"")
    if sealed:
        return None
    before, rest = body.split(OFFICER)
    between, after = rest.split(NUMBER)
    return Written(before, between, after)


def _row(shot: Snapshot) -> Mapping[str, Any]:
    return {column: getattr(shot, column) for column in COLUMNS if hasattr(shot, column)}


# --- records -------------------------------------------------------------------------------------


def _injuries(day: date, many: int) -> Iterator[Record]:
    """Yield synthetic work-injury matters: some still open, more that are on file."""
    by = timedelta((day - AS_OF).days // WEEK * WEEK)
    made = [_moved(record, by) for record in matters(EXAMINED * many)]
    recent = day - timedelta(OPEN_DAYS)
    open_ones = [
        record
        for record in made
        if record.events and not _closes(record) and record.events[-1].happened_on >= recent
    ]
    yield from open_ones[: many // OPEN_PART]
    yield from [record for record in made if _closes(record)][:many]


def _others(day: date, share: float) -> Iterator[Record]:
    """Yield the lawful examples at several stages and ages."""
    source = random.Random(day.toordinal())
    open_ages, closed_ages = (max(1, round(share * most)) for most in (AGES_OPEN, AGES_CLOSED))
    for record in read(EXAMPLES.read_text(encoding="utf-8"), EXAMPLES.name).records:
        if record.procedure == "work_injury":
            continue
        for length in range(2, len(record.events)):
            for age in source.sample(range(OPEN_DAYS // WEEK), open_ages):
                events = record.events[:length]
                yield _aged(replace(record, events=events), day, age * WEEK)
        for age in source.sample(range(10, 300), closed_ages):
            yield _aged(_on_file(record), day, age * WEEK)


def _on_file(record: Record) -> Record:
    """Return a record with its closing event, where its procedure has one and it lacks it."""
    steps = [step.name for step in procedures()[record.procedure].steps if step.name in CLOSING]
    if not steps or record.events[-1].kind == steps[-1]:
        return record
    last = record.events[-1].happened_on + timedelta(WEEK)
    return replace(record, events=(*record.events, Event(steps[-1], last)))


def _aged(record: Record, day: date, days: int) -> Record:
    """Move a record by whole weeks, so that its last event lies so many days before a day."""
    last = max(event.happened_on for event in record.events)
    return _moved(record, timedelta(((day - last).days - days) // WEEK * WEEK))


def _moved(record: Record, by: timedelta) -> Record:
    events = tuple(
        replace(event, happened_on=event.happened_on + by, facts=_facts(event.facts, by))
        for event in record.events
    )
    return replace(record, about=_facts(record.about, by), events=events)


def _facts(facts: Mapping[str, Value], by: timedelta) -> dict[str, Value]:
    return {name: value + by if isinstance(value, date) else value for name, value in facts.items()}


def _closes(record: Record) -> bool:
    return any(event.kind in CLOSING for event in record.events)


def shares(told: Sequence[Story]) -> tuple[list[Story], list[Story]]:
    """Return the open and the closed stories."""
    return [one for one in told if not one.closed], [one for one in told if one.closed]
