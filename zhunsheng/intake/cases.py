"""The reader of a collection of published cases: a YAML file becomes cases, cases become records.

A published case knows some days exactly, some by month or year, some not at all. Only an exact day
can carry an event; whatever else happened is kept at the head of the record, `happened_undated`,
each as its word and its day as written: nothing is lost and nothing is placed by guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from zhunsheng.base.errors import Fault
from zhunsheng.intake.conform import fits
from zhunsheng.intake.lined_yaml import Item, read_yaml
from zhunsheng.intake.sheet import refused
from zhunsheng.intake.words import CASE_FACTS, DETAILS, KINDS, MEANS, WORDS
from zhunsheng.law.procedure import Fact, Procedure
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record

UNDATED = "happened_undated"
NOTED = "noted"
EXACT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2})?)?", re.ASCII)
INEXACT = re.compile(r"\d{4}(?:-\d{2})?|\d{2}(?:-\d{2})?", re.ASCII)
DAYS = ("date", "until", "deadline", "born", "on", "before")


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: its word, its day if that is exact, and the day as written."""

    word: str
    written: str
    day: date | None
    hour: time | None
    details: Mapping[str, Item]
    line: int


@dataclass(frozen=True, slots=True)
class Case:
    """One published case; `expect` are its machine-checkable rows, unread."""

    name: str
    kind: str
    line: int
    happenings: tuple[Happening, ...]
    item: Item = field(repr=False)

    @property
    def result(self) -> str:
        """Give how the case ended for the bureau."""
        outcome = self.item.get("outcome")
        found = outcome.get("result") if outcome else None
        return found.text() if found else ""

    @property
    def why(self) -> str:
        """Give the reader's reason for the end."""
        found = self.item.get("why")
        return found.text() if found else ""

    @property
    def expect(self) -> list[Item]:
        """Give the rows of values to recompute."""
        found = self.item.get("expect")
        return found.items() if found else []

    @property
    def last_day(self) -> date | None:
        """Give the last day that is exact."""
        return max((one.day for one in self.happenings if one.day), default=None)


@dataclass(frozen=True, slots=True)
class CasesReading:
    """The cases of a collection in its order, and every fault of those left out."""

    cases: tuple[Case, ...]
    faults: tuple[Fault, ...]


def read_cases(path: Path) -> CasesReading:
    """Read a collection; raises `InputRefused` where the file is no collection at all."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refused(
            path.name, "文件", "文件打不开", "文件不存在，或没有权限", "请检查路径"
        ) from error
    return cases_of(content, path.name)


def cases_of(content: bytes, file: str) -> CasesReading:
    """Read the bytes of a collection; raises `InputRefused`."""
    item = read_yaml(content, file).get("cases")
    if item is None or not isinstance(item.value, list):
        what = "没有名为 cases 的列表"
        raise refused(file, "第1行", what, "案例集的最上层须写作 cases: 加列表", "请补上 cases:")
    cases: list[Case] = []
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    for one in item.items():
        read, wrong = _case(one, file)
        if read is not None and read.name in lines:
            what = f"编号“{read.name}”与第{lines[read.name]}行的案例重复"
            why = "编号用来辨认案例"
            wrong.append(Fault(file, f"第{read.line}行", what, why, "请改正编号，或删去重复的案例"))
        elif read is not None and not wrong:
            cases.append(read)
            lines[read.name] = read.line
        faults += wrong
    return CasesReading(tuple(cases), tuple(faults))


def _case(item: Item, file: str) -> tuple[Case | None, list[Fault]]:
    entries = item.mapping()
    name, kind = (entries[key].text() if key in entries else "" for key in ("id", "kind"))
    facts = entries.get("facts")
    if not name or not kind or facts is None or not isinstance(facts.value, list):
        what = f"案例“{name or '（没有编号）'}”缺少 id、kind 或 facts 列表"
        why = "没有它们就不知道是哪一案、哪一类、发生了什么"
        return None, [Fault(file, f"第{item.line}行", what, why, "请补上缺少的一项")]
    happenings: list[Happening] = []
    faults: list[Fault] = []
    for one in facts.items():
        read = _happening(one, file)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            happenings.append(read)
    return Case(name, kind, item.line, tuple(happenings), item), faults


def _happening(item: Item, file: str) -> Happening | Fault:
    entries = item.mapping()
    word = entries["event"].text() if "event" in entries else ""
    if not word:
        why = "每一项须写明发生了什么"
        return Fault(file, f"第{item.line}行", "这一项没有 event", why, "请写作 event: accepted 等")
    moment = entries.get("date")
    written = moment.text() if moment else ""
    try:
        exact = exact_day(written)
    except ValueError:
        line = moment.line if moment else item.line
        what = f"“{written}”不是日期"
        why = "日历上没有这一天，或写法不是年、年月、年月日、月日之一"
        return Fault(file, f"第{line}行", what, why, "请写作 2025-03-01；不知道的写 null")
    day, hour = exact if exact else (None, None)
    return Happening(word, written, day, hour, entries, item.line)


def exact_day(written: str) -> tuple[date, time | None] | None:
    """Read a day and, if written, its hour; None for a month, a year or nothing.

    Raises ValueError for what is no day at all.
    """
    found = EXACT.fullmatch(written)
    if found:
        hour = time(int(found[4]), int(found[5])) if found[4] else None
        return date(int(found[1]), int(found[2]), int(found[3])), hour
    if written and not INEXACT.fullmatch(written):
        raise ValueError(written)
    return None


# --- cases as records ----------------------------------------------------------------------------


def procedure_for(case: Case, procedures: Mapping[str, Procedure]) -> Procedure | None:
    """Give the kind of matter a case is held against; None where the project has none."""
    for beginning, names in KINDS:
        if case.kind.startswith(beginning):
            return next((procedures[name] for name in names if name in procedures), None)
    return None


def record_of(case: Case, procedure: Procedure) -> Record:
    """Write a case as a record in the words of a procedure.

    What the procedure has no step for is a note on its day; what has no exact day stands at the
    head as `happened_undated`.
    """
    events: list[Event] = []
    undated: list[str] = []
    for happening in case.happenings:
        if happening.day is None:
            undated.append(f"{happening.word} {happening.written or '?'}")
        else:
            events.append(_event(happening, happening.day, procedure))
    events.sort(key=lambda event: event.happened_on)
    about = dict(_about(case, procedure))
    if undated:
        about[UNDATED] = tuple(undated)
    return Record(case.name, procedure.name, about, tuple(events))


def strange_words(case: Case, procedure: Procedure) -> list[str]:
    """Give the words of a case for which the procedure has no step."""
    words = dict.fromkeys(happening.word for happening in case.happenings)
    return [word for word in words if _wording(word, procedure)[0] == NOTED]


def _event(happening: Happening, day: date, procedure: Procedure) -> Event:
    kind, stated, papers = _wording(happening.word, procedure)
    note = happening.word if kind == NOTED else ""
    step = procedure.step(kind)
    declared = {fact.name: fact for fact in (*procedure.facts, *(step.facts if step else ()))}
    facts = dict(_fitting(stated.items(), declared))
    facts |= dict(_fitting(_stated(happening.details), declared))
    known = {paper.name for paper in procedure.papers}
    on_file = tuple(paper for paper in papers if paper in known)
    return Event(kind, day, happened_at=happening.hour, facts=facts, papers=on_file, note=note)


def _wording(word: str, procedure: Procedure) -> tuple[str, Mapping[str, Value], tuple[str, ...]]:
    """Put a word of the collection into the words of a procedure."""
    for step, facts, papers in WORDS.get(word, ()):
        if procedure.step(step) is not None:
            return step, facts, papers
    kind = word if procedure.step(word) is not None else NOTED
    return kind, MappingProxyType({}), ()


def _stated(details: Mapping[str, Item]) -> Iterator[tuple[str, Value]]:
    for detail, item in details.items():
        for fact, meant in DETAILS.get(detail, ()):
            value = _value(item)
            if meant is None:
                yield fact, value
            elif isinstance(value, str) and value in meant:
                yield fact, meant[value]


def _about(case: Case, procedure: Procedure) -> Iterator[tuple[str, Value]]:
    declared = {fact.name: fact for fact in procedure.facts}
    for name, facts in CASE_FACTS.items():
        item = case.item.get(name)
        if item is not None:
            yield from _fitting(((fact, _value(item)) for fact in facts), declared)
    elements = case.item.get("elements")
    means = elements.get("means") if elements else None
    if means is not None:
        yield from _fitting(MEANS.get(means.text(), {}).items(), declared)


def _fitting(
    stated: Iterable[tuple[str, Value]], declared: Mapping[str, Fact]
) -> Iterator[tuple[str, Value]]:
    """Pass on the facts the procedure declares, where the value is of the declared kind."""
    for name, value in stated:
        if name in declared and (value is None or fits(declared[name], value)):
            yield name, value


def _value(item: Item) -> Value:
    value = item.value
    if isinstance(value, bool | int | Decimal):
        return value
    found = EXACT.fullmatch(value) if isinstance(value, str) else None
    if found:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
    return value if isinstance(value, str) else None
