"""Templates turned into text: every slot is looked up, worded, cleaned, and marked when missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from string import Formatter

from zhunsheng.base.chinese import day_zh, listed
from zhunsheng.base.money import fen, yuan_zh
from zhunsheng.base.spans import years_full
from zhunsheng.documents.articles import cited, length, ratio
from zhunsheng.documents.capitals import capital_yuan
from zhunsheng.documents.filled import Missing, Run, Text
from zhunsheng.documents.form import (
    Age,
    Case,
    Course,
    Either,
    Lacking,
    Named,
    OnFile,
    Slot,
    When,
)
from zhunsheng.documents.masking import mask_day, mask_value
from zhunsheng.documents.reading import Reading
from zhunsheng.engine.wording import paper_zh
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Fact
from zhunsheng.record.event import Event, Value

Entries = tuple[Text, ...]
# Controls, marks that turn the direction of writing, and halves of characters have no print.
_UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_HALF = re.compile("[\ud800-\udfff\ufffe\uffff]")
_OF_LAW: Mapping[str, Callable[..., str]] = {"law": cited, "limit": length, "ratio": ratio}


def clean(text: str) -> str:
    """Drop what cannot be printed; line ends become one, the rest stays letter for letter."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return _HALF.sub("\ufffd", _UNPRINTABLE.sub("", lines))


class Writer:
    """Writes templates for one reading; `missing` gathers what was looked for and not found."""

    def __init__(self, reading: Reading, law: Law, *, masked: bool) -> None:
        self.reading = reading
        self.law = law
        self.masked = masked
        self.missing: dict[Missing, None] = {}
        self._cited: set[str] = set()

    def text(self, template: str) -> Text:
        """Write a template; raises what `Law.at` does where it cites."""
        runs: list[Run] = []
        for literal, name, spec, convert in Formatter().parse(template):
            if literal:
                runs.append(Run(literal))
            if name is not None:
                runs += self._slot(name, spec or "", capital=convert == "c")
        return tuple(self._titles_once(runs))

    def entries(self, name: str) -> Entries:
        """Write each entry of a list fact or slot; one missing entry where there is none."""
        slot = self.reading.form.slots.get(name)
        if slot is None:
            value = self.reading.value(name)
            found = self._entries_of(name, value)
        else:
            found = self._computed(slot)
        return found or (self._missing(self._label(name)),)

    def holds(self, conditions: tuple[When, ...]) -> bool:
        """Say whether every condition holds."""
        return all(self._holds(condition) for condition in conditions)

    def _holds(self, condition: When) -> bool:
        value = self.reading.value(condition.of)
        known = value is not None and value != ()
        stated = value if isinstance(value, tuple) else (value,)
        met = not set(stated).isdisjoint(condition.among) if condition.among else known
        return met is not condition.unless

    # --- slots -----------------------------------------------------------------------------------

    def _slot(self, name: str, spec: str, *, capital: bool) -> Text:
        if name in _OF_LAW:
            return (self._of_law(name, spec),)
        if name in self.reading.form.slots:
            return self._computed_text(name)
        value = self.reading.value(name)
        if value is None or value in ("", ()):
            return self._missing(self._label(name))
        return self._worded(self.reading.fact(name), value, capital=capital)

    def _titles_once(self, runs: list[Run]) -> Iterator[Run]:
        """Leave out the title of a citation that follows another of the same instrument."""
        title, comma = "", False
        for run in runs:
            if run.text in self._cited:
                opening = run.text[: run.text.index("》") + 1]
                yield Run(run.text.removeprefix(opening)) if comma and opening == title else run
                title = opening
            else:
                title = title if run.text == "、" else ""
                yield run
            comma = run.text == "、"

    def _of_law(self, kind: str, citation: str) -> Run:
        written = _OF_LAW[kind](self.law, citation, on=self.reading.on)
        if kind == "law":
            self._cited.add(written)
        return Run(written)

    def _computed_text(self, name: str) -> Text:
        slot = self.reading.form.slots[name]
        match slot:
            case Case(of=of, table=table, otherwise=otherwise):
                value = self.reading.value(of)
                template = table.get(str(value), otherwise)
                return self.text(template or f"{{{of}}}")
            case Either(of=names):
                known = [each for each in names if self._known(each)]
                return self.text(f"{{{(known or list(names))[0]}}}")
            case Named(of=of):
                named = str(self.reading.value(of) or of)
                return self.text(f"{{{named if self.reading.fact(named) else of}}}")
            case Age(born=born, on=on):
                return self._age(self.reading.value(born), self.reading.value(on), born)
        found = self._computed(slot)
        return (
            _joined(found, "；" if isinstance(slot, Course) else "、")
            if found
            else self._missing(self._label(name))
        )

    def _known(self, name: str) -> bool:
        slot = self.reading.form.slots.get(name)
        if slot is not None:
            return bool(self._computed(slot)) if isinstance(slot, OnFile | Course) else True
        return self.reading.value(name) not in (None, "", ())

    def _age(self, born: Value, on: Value, name: str) -> Text:
        if not isinstance(born, date):
            return self._missing(self._label(name))
        day = on if isinstance(on, date) else self.reading.on
        return (Run(f"{years_full(born.toordinal(), day.toordinal())}岁"),)

    def _computed(self, slot: Slot) -> Entries:
        match slot:
            case OnFile(papers=papers):
                return self._papers([name for name in papers if name in self.reading.papers])
            case Lacking(stated=stated, papers=papers):
                value = self.reading.value(stated)
                if value is not None:
                    return self._entries_of(stated, value)
                return self._papers([name for name in papers if name not in self.reading.papers])
            case Course(steps=steps):
                return tuple(
                    self._passed(event) for event in self.reading.events if event.kind in steps
                )
        return ()

    def _papers(self, names: list[str]) -> Entries:
        return tuple((Run(paper_zh(self.reading.procedure, name)),) for name in names)

    def _passed(self, event: Event) -> Text:
        """Write an event in the course of a matter: 2025年5月14日支付工资（支付数额172,800元）."""
        step = self.reading.procedure.step(event.kind)
        sums = [
            f"{fact.zh}{yuan_zh(fen(value))}"
            for fact in (step.facts if step else ())
            if fact.kind == "yuan"
            and isinstance(value := event.facts.get(fact.name), int | Decimal)
        ]
        told = f"（{listed(sums)}）" if sums else ""
        return (Run(f"{day_zh(event.happened_on)}{step.zh if step else event.kind}{told}"),)

    # --- values ----------------------------------------------------------------------------------

    def _entries_of(self, name: str, value: Value) -> Entries:
        if value is None or value in ("", ()):
            return ()
        fact = self.reading.fact(name)
        each: tuple[Value, ...] = value if isinstance(value, tuple) else (value,)
        return tuple(self._worded(fact, one) for one in each)

    def _worded(self, fact: Fact | None, value: Value, *, capital: bool = False) -> Text:
        match value:
            case bool():
                return (Run("是" if value else "否"),)
            case int() | Decimal() if fact is not None and fact.kind == "yuan":
                return (Run((capital_yuan if capital else yuan_zh)(fen(value))),)
            case tuple():
                return _joined(tuple(self._worded(fact, one) for one in value), "、")
            case date():
                return self._personal(fact, value) or (Run(day_zh(value)),)
            case str():
                choice = fact.choices.get(value) if fact else None
                written = clean(choice if choice is not None else value)
                return self._personal(fact, written) or (Run(written),)
        return (Run(str(value)),)

    def _personal(self, fact: Fact | None, value: str | date) -> Text:
        if not self.masked or fact is None or not self.reading.personal(fact):
            return ()
        hidden = mask_day(value) if isinstance(value, date) else mask_value(value)
        return (Run(hidden, "masked"),)

    def _missing(self, missing: Missing) -> Text:
        self.missing[missing] = None
        return (Run(f"【缺：{missing.slot}】", "missing"),)

    def _label(self, name: str) -> Missing:
        match self.reading.form.slots.get(name):
            case OnFile(zh=zh) | Course(zh=zh):
                return Missing(zh, "办理—添附材料")
            case Lacking(stated=stated):
                return self.reading.missing(stated)
        return self.reading.missing(name)


def _joined(entries: Entries, comma: str) -> Text:
    first, *others = entries
    return (*first, *(run for entry in others for run in (Run(comma), *entry)))
