"""Facts, papers and acts of a record in Chinese, with personal values masked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from zhunsheng.base.chinese import day_zh, listed
from zhunsheng.base.masking import mask_name, mask_numbers
from zhunsheng.documents.forms import asked_of
from zhunsheng.documents.masking import mask_day, mask_value
from zhunsheng.engine.wording import paper_zh
from zhunsheng.intake.conform import NEUTRAL
from zhunsheng.law.procedure import Fact, Procedure
from zhunsheng.record.event import Value
from zhunsheng.record.leaf import ERASED, PERSONAL_ABOUT
from zhunsheng.record.record import Record

SHORTEST_NAME = 2
SPACED = re.compile(r"[、，,；;\s]+")


class Words:
    """Writes what one record states; personal values are masked, also inside notes."""

    def __init__(self, procedure: Procedure, record: Record) -> None:
        self.procedure = procedure
        self.facts = {fact.name: fact for fact in declared(procedure)}
        self.own = {(step.name, fact.name): fact for step in procedure.steps for fact in step.facts}
        self.masks = dict(self._masks(record))

    def declared(self, name: str, kind: str = "") -> Fact | None:
        """Return how a fact is declared: by the step of that kind, else by the procedure."""
        return self.own.get((kind, name)) or self.facts.get(name)

    def personal(self, name: str) -> bool:
        """Say whether a fact names a person, or may."""
        fact = self.facts.get(name)
        return name in PERSONAL_ABOUT or (fact is not None and fact.personal)

    def hides(self, name: str, value: Value) -> bool:
        """Say whether a value is shown masked, so that there is something to reveal."""
        return self.personal(name) and self.value(name, value) != plain(value)

    def fact(self, name: str, kind: str = "") -> str:
        """Return the Chinese name of a fact."""
        found = self.declared(name, kind)
        return found.zh if found else name

    def value(self, name: str, value: Value, kind: str = "") -> str:
        """Write a value, masked where it is personal."""
        if value is None or value == ERASED or not self.personal(name):
            return self._plain(self.declared(name, kind), value)
        if isinstance(value, tuple):
            return listed(self.mask(name, one) for one in value)
        return mask_day(value) if isinstance(value, date) else self.mask(name, str(value))

    def mask(self, name: str, text: str) -> str:
        """Mask a personal text: a name (an organization's stays), a number, a place."""
        if name in PERSONAL_ABOUT:
            return mask_numbers(mask_name(text))
        return mask_value(text)

    def _plain(self, fact: Fact | None, value: Value) -> str:
        choices = fact.choices if fact else {}
        if isinstance(value, tuple):
            return listed(choices.get(one, one) for one in value) or "没有"
        if fact is not None and fact.kind == "yuan" and isinstance(value, int | Decimal):
            return f"{value:,.2f}元"
        if isinstance(value, str):
            return choices.get(value, value)
        return plain(value)

    def said(self, name: str, value: Value, kind: str = "") -> str:
        """Write a fact with its value: 申请人类别：职工; a plain yes is the fact's name alone."""
        if value is True:
            return self.fact(name, kind)
        return f"{self.fact(name, kind)}：{self.value(name, value, kind)}"

    def paper(self, name: str) -> str:
        """Return the Chinese name of a paper."""
        return paper_zh(self.procedure, name)

    def act(self, kind: str) -> str:
        """Return the Chinese name of a kind of event."""
        step = self.procedure.step(kind)
        return step.zh if step else NEUTRAL.get(kind, kind)

    def text(self, written: str) -> str:
        """Mask numbers and the names of the record's persons inside a text."""
        for name, mask in self.masks.items():
            written = written.replace(name, mask)
        return mask_numbers(written)

    def _masks(self, record: Record) -> Iterator[tuple[str, str]]:
        for facts in (record.about, *(event.facts for event in record.events)):
            yield from self._masks_of(facts)

    def _masks_of(self, facts: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
        for name, value in facts.items():
            named = isinstance(value, str) and value != ERASED and self.personal(name)
            for person in SPACED.split(value) if named and isinstance(value, str) else ():
                if len(person) >= SHORTEST_NAME:
                    yield person, self.mask(name, person)


def declared(procedure: Procedure) -> Iterator[Fact]:
    """Yield every fact a record of the procedure may state, those of papers last overruled."""
    yield from asked_of(procedure.name)
    for step in procedure.steps:
        yield from step.facts
    yield from procedure.facts


def plain(value: Value) -> str:
    """Write a value by its kind alone."""
    if value is None:
        return "不明"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return day_zh(value)
    if isinstance(value, tuple):
        return listed(value)
    return str(value)
