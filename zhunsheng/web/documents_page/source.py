"""What one paper is filled from: the record, the act at hand, the day, and what only it states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache, cached_property
from string import Formatter
from typing import Any

from zhunsheng.base.errors import LawError
from zhunsheng.documents.bureau import FIELDS_ZH, Bureau, number_of
from zhunsheng.documents.fill import Issue, WrongForm, fill, fits
from zhunsheng.documents.filled import Filled
from zhunsheng.documents.form import Form
from zhunsheng.documents.forms import forms
from zhunsheng.documents.reading import BUREAU, DAY, Reading
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Fact, Procedure, Step
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import STRUCK_OUT, Record
from zhunsheng.record.tagged import tagged_all, untagged
from zhunsheng.store.documents import Series

FACTS = "facts"
UNFIT = (WrongForm, LawError)


@dataclass(frozen=True)
class Source:
    """A paper before it is filled: `seq` is the number of the act's event, None before the act.

    `facts` are those the paper states beside the record; where the record knows one of them, the
    record is right, but for what the act at hand must state itself.
    """

    form: Form
    record: Record
    procedure: Procedure
    bureau: Bureau
    law: Law
    on: date
    seq: int | None = None
    facts: Mapping[str, Value] | None = None

    # --- the act ---------------------------------------------------------------------------------

    @cached_property
    def step(self) -> Step:
        """Return the step that makes the paper in this procedure; raises `WrongForm`."""
        steps = [self.procedure.step(name) for name in self.form.steps]
        found = next((step for step in steps if step is not None), None)
        if found is None or self.procedure.name not in self.form.procedures:
            raise WrongForm(f"“{self.form.zh}”不是“{self.procedure.zh}”的文书。请改选文书。")
        return found

    @cached_property
    def act(self) -> Event | None:
        """Return the act at hand as it stands now; None before it, or where it was struck out."""
        return None if self.seq is None else standing(self.record, self.seq)

    @cached_property
    def own_names(self) -> frozenset[str]:
        """Return the facts that the act at hand states itself."""
        return frozenset(fact.name for fact in (*self.form.asks, *self.step.facts))

    @cached_property
    def told(self) -> tuple[Record, Event]:
        """Return the record with what the paper states beside it, and the act in it."""
        given = self.facts or {}
        own = {name: value for name, value in given.items() if name in self.own_names}
        about = {name: value for name, value in given.items() if name not in own}
        if self.act is None:
            event = Event(self.step.name, self.on, facts=own)
            events = (*self.record.events, event)
        else:
            event = replace(self.act, facts={**own, **self.act.facts})
            events = tuple(event if one is self.act else one for one in self.record.events)
        return replace(self.record, about={**about, **self.record.about}, events=events), event

    # --- the paper -------------------------------------------------------------------------------

    def filled(self, *, number: str = "", masked: bool = False) -> Filled:
        """Fill the form; raises `WrongForm` and `LawError`."""
        record, event = self.told
        issue = Issue(number=number, event=event, masked=masked, law=self.law)
        return fill(self.form, record, on=self.on, bureau=self.bureau, issue=issue)

    @cached_property
    def reading(self) -> Reading:
        """Return what the record states for this paper."""
        record, event = self.told
        return Reading(record, self.procedure, self.form, self.bureau, event, self.on)

    @property
    def series(self) -> Series:
        """Return the series in which the paper is numbered."""
        mark = self.form.mark
        kinds = tuple(form.kind for form in forms().values() if form.mark == mark)
        prefix = self.number(1).removesuffix("1号")
        return Series(prefix, kinds, self.on.year)

    def number(self, serial: int | None) -> str:
        """Return the document number of a serial; empty for a form that has none."""
        return number_of(self.form, self.on.year, serial, self.bureau) if serial else ""

    # --- facts -----------------------------------------------------------------------------------

    def fact(self, name: str) -> Fact | None:
        """Return the declaration of a fact."""
        return self.reading.fact(name)

    def names(self) -> Iterator[str]:
        """Yield every name that a slot of the form can have, the plainest first."""
        yield from self.reading.facts
        yield from (f"{BUREAU}.{name}" for name in FIELDS_ZH)
        for step in self.procedure.steps:
            yield f"{step.name}.{DAY}"
            yield from (f"{step.name}.{fact.name}" for fact in step.facts)


def standing(record: Record, seq: int) -> Event | None:
    """Return the event of a number, or what corrected it; None where it was struck out."""
    current = record.as_known()
    event = record.events[seq - 1]
    while not any(one is event for one in current):
        later = [place for place, one in enumerate(record.events, 1) if one.corrects == seq]
        if not later:
            return None
        seq = later[-1]
        event = record.events[seq - 1]
        if event.kind == STRUCK_OUT:
            return None
    return event


def acts_for(form: Form, record: Record) -> list[tuple[int, Event]]:
    """Return the events of a record that make a form, with their numbers, the latest first."""
    numbers = {id(event): seq for seq, event in enumerate(record.events, 1)}
    return [
        (numbers[id(event)], event)
        for event in reversed(record.as_known())
        if fits(form, record, event)
    ]


@cache
def names_in(form: Form) -> frozenset[str]:
    """Return every name that the text of a form, its conditions or its slots speak of."""
    return frozenset(_names((form.parts, form.slots, form.when)))


def _names(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
        yield from (name for _, name, _, _ in Formatter().parse(part) if name)
    elif isinstance(part, Mapping):
        yield from _names(tuple(part.values()))
    elif isinstance(part, tuple):
        for one in part:
            yield from _names(one)
    elif is_dataclass(part):
        yield from _names(tuple(getattr(part, one.name) for one in fields(part)))


def read_facts(content: Mapping[str, Any]) -> dict[str, Value]:
    """Return the facts that a document keeps beside the record."""
    return {str(name): untagged(value) for name, value in dict(content.get(FACTS, {})).items()}


def written_facts(facts: Mapping[str, Value]) -> dict[str, Any]:
    """Return facts as a document keeps them."""
    return tagged_all(facts)
