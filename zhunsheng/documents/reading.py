"""What a record states, read for one paper: facts, days and papers as known at the act at hand."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhunsheng.documents.bureau import FIELDS_ZH, Bureau
from zhunsheng.documents.filled import Missing
from zhunsheng.documents.form import Form
from zhunsheng.law.procedure import Fact, Procedure
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record

OWN = "own"
BUREAU = "bureau"
DAY = "day"
PARTY = "party"


@dataclass(frozen=True)
class Reading:
    """A record read for one form: `event` is the act at hand, `on` the day of the paper.

    Later events are not seen, so that an old paper reads as it did on its day.
    """

    record: Record
    procedure: Procedure
    form: Form
    bureau: Bureau
    event: Event | None
    on: date

    @functools.cached_property
    def events(self) -> tuple[Event, ...]:
        """The events in force up to the act at hand; all of them where it is not on record yet."""
        standing = self.record.as_known()
        if self.event is None or self.event not in standing:
            return standing
        return standing[: standing.index(self.event) + 1]

    @functools.cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact that may be named, by its name; those of the step at hand come first."""
        found: dict[str, Fact] = {}
        steps = [step for step in self.procedure.steps if step.name in self.form.steps]
        others = [step for step in self.procedure.steps if step.name not in self.form.steps]
        for declared in (
            *self.form.asks,
            *self.form.particulars,
            *(fact for step in steps for fact in step.facts),
            *self.procedure.facts,
            *(fact for step in others for fact in step.facts),
        ):
            found.setdefault(declared.name, declared)
        return found

    @functools.cached_property
    def papers(self) -> tuple[str, ...]:
        """The names of the papers on file, in the order in which they came in."""
        return tuple(dict.fromkeys(name for event in self.events for name in event.papers))

    def value(self, name: str) -> Value:
        """Return what the name stands for; None where it is not known."""
        place, dot, rest = name.partition(".")
        if not dot:
            return self._stated(name)
        if place == BUREAU:
            return str(getattr(self.bureau, rest)) or None
        if place == OWN:
            return self._of(self.event, rest) if self.event else self._drafted(rest)
        return self._of(self.latest(place), rest)

    def latest(self, kind: str) -> Event | None:
        """Return the latest event of a kind."""
        if self.event is not None and self.event.kind == kind:
            return self.event
        return next((event for event in reversed(self.events) if event.kind == kind), None)

    def fact(self, name: str) -> Fact | None:
        """Return the declaration of the fact a name speaks of."""
        place, dot, rest = name.partition(".")
        if dot and place not in (BUREAU, OWN):
            step = self.procedure.step(place)
            stated = (fact for fact in step.facts if fact.name == rest) if step else iter(())
            return next(stated, self.facts.get(rest))
        return self.facts.get(rest or name)

    def personal(self, fact: Fact) -> bool:
        """Say whether a fact is personal: declared so, or the party's name where it is a person."""
        citizen = fact.name == PARTY and self._stated("offender") == "citizen"
        return fact.personal or citizen

    def missing(self, name: str) -> Missing:
        """Say what a name calls for and where it is entered."""
        place, dot, rest = name.partition(".")
        if place == BUREAU:
            return Missing(FIELDS_ZH[rest], "机构与人员—机构参数")
        step = self.procedure.step(place) if dot and place != OWN else None
        if step is not None and rest == DAY:
            return Missing(f"{step.zh}日期", f"办理—{step.zh}")
        fact = self.fact(name)
        label = fact.zh if fact else name
        if step is not None:
            return Missing(label, f"办理—{step.zh}")
        return Missing(label, self._entry(rest or name))

    def _entry(self, name: str) -> str:
        asked = {fact.name for fact in self.form.asks}
        for step in self.procedure.steps:
            own = step.name in self.form.steps
            if own and (name in asked or any(fact.name == name for fact in step.facts)):
                return f"办理—{step.zh}"
        return "案件基本信息"

    def _stated(self, name: str) -> Value:
        if self.event is not None and name in self.event.facts:
            return self.event.facts[name]
        for event in reversed(self.events):
            if name in event.facts:
                return event.facts[name]
        if name in self.record.about:
            return self.record.about[name]
        return {"matter": self.record.matter, "procedure": self.record.procedure}.get(name)

    def _drafted(self, name: str) -> Value:
        return self.on if name == DAY else self._stated(name)

    @staticmethod
    def _of(event: Event | None, name: str) -> Value:
        if event is None:
            return None
        return event.happened_on if name == DAY else event.facts.get(name)
