"""One row of a ledger becomes one record: cells are typed by the facts they state.

A row with a fault gives no record, and all its faults. Days out of order are no fault of the row:
whether an act came too early is for the rules to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from zhunsheng.base.chinese import listed
from zhunsheng.intake.cells import (
    NOT_KNOWN,
    SEPARATORS,
    CellValue,
    Read,
    Refusal,
    blank,
    clipped,
    read_count,
    read_day,
    read_list,
    read_text,
    read_yes_no,
    read_yuan,
    shown,
)
from zhunsheng.intake.columns import DOCUMENT, NUMBER, Meaning, documents_by_act, plain
from zhunsheng.intake.papers import Homes, homes_of
from zhunsheng.intake.silent import silent_words
from zhunsheng.law.procedure import Fact, Procedure
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record
from zhunsheng.record.text import LIKE_A_DAY

FILED = "filed"
NOTHING = frozenset(["/", "-", "—", "——", "－", "无", "未", "暂无", "尚未", "不适用", "N/A", "n/a"])
HOUR = re.compile(r"[ T](\d{1,2})[:：时](\d{1,2})")
LEAST_OF_A_CHOICE = 2
EventKey = tuple[str, str, str, int]
Note = Callable[[int, str], None]

NO_MATTER = Refusal("没有案号", "案号用来辨认这一件", "请补填案号；不是案件的行请删去")
BAD_MATTER = Refusal(
    "案号的写法不能用", "案号不能以“#”开头，也不能写成日期的样子", "请把该列设为文本格式后重新填写"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the columns of one sheet mean, by their index from 0.

    `dated` are the events whose day has a column, `implied` those whose document the row decides;
    `numbered` says that every matter has a number of its own; `silent` are the words no column has.
    """

    procedure: Procedure
    columns: Mapping[int, Meaning]
    dated: frozenset[EventKey]
    implied: frozenset[EventKey]
    numbered: bool
    silent: frozenset[str]


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with one cell of a row; the column counts from 0."""

    column: int
    refusal: Refusal


@dataclass(slots=True)
class _Draft:
    """A row while its cells are read."""

    matter: str = ""
    about: dict[str, Value] = field(default_factory=dict)
    days: dict[EventKey, tuple[date, time | None]] = field(default_factory=dict)
    facts: defaultdict[EventKey, dict[str, Value]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    places: dict[EventKey, int] = field(default_factory=dict)
    ticks: list[str] = field(default_factory=list)
    filed: list[tuple[date, str]] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


def plan(procedure: Procedure, columns: Mapping[int, Meaning]) -> Plan:
    """Prepare the reading of the rows under a header."""
    dated = frozenset(one.event for one in columns.values() if one.role == "day")
    numbered = any(one.role == "matter" and one.zh == NUMBER for one in columns.values())
    implied = frozenset(one.event for one in columns.values() if one.implied)
    silent = silent_words(procedure, list(columns.values()))
    return Plan(procedure, columns, dated, implied, numbered, silent)


def read_row(
    plan: Plan, values: tuple[CellValue, ...], *, default: str, note: Note
) -> Record | list[CellFault]:
    """Read a row; `default` is its number where the sheet has no column for one.

    `note` is told of every reading that is not the plain one, with its column.
    """
    draft = _Draft(matter="" if plan.numbered else default)
    for column, meaning in plan.columns.items():
        value = values[column] if column < len(values) else None
        if empty(value, meaning):
            continue
        read = _READERS[meaning.role](draft, meaning, value, column)
        if isinstance(read, Refusal):
            draft.faults.append(CellFault(column, read))
        elif read:
            note(column, read)
    _check(plan, draft)
    return draft.faults if draft.faults else _record(plan, draft)


def empty(value: CellValue, meaning: Meaning) -> bool:
    """Say whether a cell says nothing; 无 and a stroke say nothing but where yes or no is asked."""
    if blank(value):
        return True
    asks = meaning.role == "paper" or (meaning.fact is not None and meaning.fact.kind == "yes_no")
    choice = meaning.fact is not None and value in meaning.fact.choices.values()
    word = value.strip() if isinstance(value, str) else ""
    return word in NOTHING and not choice and (not asks or not word.isalpha())


def _check(plan: Plan, draft: _Draft) -> None:
    if not draft.matter and not draft.faults:
        at = next(
            (column for column, one in plan.columns.items() if one.role == "matter"),
            min(plan.columns),
        )
        draft.faults.append(CellFault(at, NO_MATTER))
    for key, facts in draft.facts.items():
        if key not in draft.days and key in plan.dated and any(facts.values()):
            meaning = plan.columns[draft.places[key]]
            day = next(one for one in plan.columns.values() if _dates(one, key))
            what = f"填了“{meaning.zh}”，却没有填“{day.zh}”"
            refusal = Refusal(what, "事项没有日期，不知道记在哪一天", "请补填日期，或删去这一格")
            draft.faults.append(CellFault(draft.places[key], refusal))


def _dates(meaning: Meaning, key: EventKey) -> bool:
    return meaning.role == "day" and meaning.event == key


# --- the roles of columns: each reader gives a note ("" for none) or a refusal --------------------


def _read_matter(draft: _Draft, _: Meaning, value: CellValue, column: int) -> str | Refusal:
    read = BAD_MATTER if isinstance(value, datetime | time | bool) else read_text(value)
    if isinstance(read, Refusal):
        return read
    matter = re.sub(r"\s+", "", read.value)
    if matter.startswith(("#", "\ufeff")) or LIKE_A_DAY.fullmatch(matter):
        return BAD_MATTER
    draft.matter = matter
    return ""


def _read_about(draft: _Draft, meaning: Meaning, value: CellValue, column: int) -> str | Refusal:
    assert meaning.fact is not None
    read = read_fact(meaning.fact, value, unit_yuan=meaning.unit_yuan)
    if isinstance(read, Refusal):
        return read
    draft.about[meaning.fact.name] = read.value
    return read.note


def _read_stated(draft: _Draft, meaning: Meaning, value: CellValue, column: int) -> str | Refusal:
    assert meaning.fact is not None
    read = read_fact(meaning.fact, value, unit_yuan=meaning.unit_yuan)
    if isinstance(read, Refusal):
        return read
    draft.facts[meaning.event][meaning.fact.name] = read.value
    draft.places.setdefault(meaning.event, column)
    return read.note


def _read_event_day(
    draft: _Draft, meaning: Meaning, value: CellValue, column: int
) -> str | Refusal:
    read = read_day(value)
    if isinstance(read, Refusal):
        return read
    draft.days[meaning.event] = (read.value, hour_of(value))
    return read.note


def _read_filed(draft: _Draft, meaning: Meaning, value: CellValue, column: int) -> str | Refusal:
    assert meaning.paper is not None
    read = read_day(value)
    if isinstance(read, Refusal):
        return read
    draft.filed.append((read.value, meaning.paper.name))
    return read.note


def _read_paper(draft: _Draft, meaning: Meaning, value: CellValue, column: int) -> str | Refusal:
    assert meaning.paper is not None
    said = read_yes_no(value)
    if not isinstance(said, Refusal):
        if said.value:
            draft.ticks.append(meaning.paper.name)
        return ""
    copies = read_count(value)
    if isinstance(value, str) and not isinstance(copies, Refusal):
        draft.ticks.append(meaning.paper.name)
        return ""
    day = read_day(value)
    if not isinstance(day, Refusal):
        draft.filed.append((day.value, meaning.paper.name))
        return day.note
    return Refusal(
        f"“{clipped(shown(value))}”看不出材料是否在卷",
        "材料栏只认有/无、份数和入卷日期",
        "请填“有”“无”或日期，说明写在备注",
    )


def _read_ignored(draft: _Draft, meaning: Meaning, value: CellValue, column: int) -> str:
    return ""


Reader = Callable[[_Draft, Meaning, CellValue, int], str | Refusal]
_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "matter": _read_matter,
        "about": _read_about,
        "day": _read_event_day,
        "fact": _read_stated,
        "paper": _read_paper,
        "filed": _read_filed,
        "ignored": _read_ignored,
    }
)


# --- the kinds of facts --------------------------------------------------------------------------


def read_fact(fact: Fact, value: CellValue, *, unit_yuan: int = 1) -> Read[Value] | Refusal:
    """Read a cell as the kind its fact declares; 不详 is an explicit “not known” for every kind."""
    if isinstance(value, Refusal):
        return value
    if fact.kind != "text" and isinstance(value, str) and value.strip() in NOT_KNOWN:
        return Read(None, f"“{value.strip()}”读作不知道")
    if fact.kind == "yuan":
        return _widened(read_yuan(value, unit_yuan=unit_yuan))
    return _widened(_KINDS[fact.kind](fact, value))


def _widened(read: Read[Any] | Refusal) -> Read[Value] | Refusal:
    return read


def _instant(value: CellValue) -> Read[date] | Refusal:
    read = read_day(value)
    hour = hour_of(value)
    if isinstance(read, Refusal) or hour is None:
        return read
    return Read(datetime.combine(read.value, hour), read.note)


def hour_of(value: CellValue) -> time | None:
    """Give the time of day a cell states beside its day, if it states one."""
    if isinstance(value, datetime):
        return value.time().replace(microsecond=0) if value.time() != time.min else None
    found = HOUR.search(value.strip()) if isinstance(value, str) else None
    if found is None or not (int(found[1]) < 24 and int(found[2]) < 60):
        return None
    return time(int(found[1]), int(found[2]))


def read_choice(fact: Fact, value: CellValue) -> Read[str] | Refusal:
    """Read one of the choices of a fact by its Chinese name, or by the whole beginning of one.

    Only a beginning may stand for a name: 认定工伤 also ends 不予认定工伤.
    """
    read = read_text(value)
    if isinstance(read, Refusal):
        return read
    said = plain(read.value)
    names = {plain(zh): name for name, zh in fact.choices.items()}
    found = names.get(said) or (read.value if read.value in fact.choices else None)
    if found is not None:
        return Read(found)
    begun = {name for zh, name in names.items() if zh.startswith(said)}
    if len(begun) == 1 and len(said) >= LEAST_OF_A_CHOICE:
        name = begun.pop()
        return Read(name, f"“{read.value}”读作“{fact.choices[name]}”")
    return Refusal(
        f"“{clipped(read.value)}”不是“{fact.zh}”的可选值",
        f"这一列只认：{listed(fact.choices.values())}",
        "请改填其中之一；确实不知道的写“不详”",
    )


def _members(fact: Fact, value: CellValue) -> Read[tuple[str, ...]] | Refusal:
    """Read a list; a choice whose own name holds a comma is found before the list is split."""
    read = read_list(value)
    if isinstance(read, Refusal) or not fact.choices:
        return read
    rest = shown(value)
    members: list[str] = []
    for name, zh in fact.choices.items():
        if SEPARATORS.search(zh) and zh in rest:
            rest = rest.replace(zh, "、")
            members.append(name)
    for item in SEPARATORS.split(rest):
        one = read_choice(fact, item) if item.strip() else None
        if isinstance(one, Refusal):
            return one
        if one is not None:
            members.append(one.value)
    return Read(tuple(members), read.note)


_KINDS: Mapping[str, Callable[[Fact, CellValue], Read[Any] | Refusal]] = MappingProxyType(
    {
        "yes_no": lambda _, value: read_yes_no(value),
        "choice": read_choice,
        "text": lambda _, value: read_text(value),
        "day": lambda _, value: read_day(value),
        "instant": lambda _, value: _instant(value),
        "count": lambda _, value: read_count(value),
        "list": _members,
    }
)


# --- the record ----------------------------------------------------------------------------------


def _record(plan: Plan, draft: _Draft) -> Record:
    procedure = plan.procedure
    order = {step.name: number for number, step in enumerate(procedure.steps)}
    keys = sorted(draft.days, key=lambda key: (draft.days[key][0], order[key[0]], key[3]))
    papers, filed = _placed(homes_of(procedure), draft, keys)
    events = [_event(plan, draft, key, tuple(papers[key])) for key in keys]
    events += [Event(FILED, day, papers=tuple(names)) for day, names in filed.items()]
    events.sort(key=lambda event: event.happened_on)
    return Record(draft.matter, procedure.name, draft.about, tuple(events), plan.silent)


def _event(plan: Plan, draft: _Draft, key: EventKey, papers: tuple[str, ...]) -> Event:
    kind, party, document, _ = key
    day, hour = draft.days[key]
    facts = dict(draft.facts.get(key, {}))
    step = plan.procedure.step(kind)
    if party and step is not None:
        facts[step.by_party] = party
    if key in plan.implied:
        happened = {other for other, *_ in draft.days}
        acts = documents_by_act(plan.procedure, kind)
        document = next((served for act, served in acts if act in happened), document)
    if document:
        facts.setdefault(DOCUMENT, document)
    return Event(kind, day, happened_at=hour, facts=facts, papers=papers)


def _placed(
    homes: Homes, draft: _Draft, keys: list[EventKey]
) -> tuple[defaultdict[EventKey, list[str]], dict[date, list[str]]]:
    """Place the ticked papers: with the events they came in with, or filed on a day of their own.

    A tick without a day counts from the first event whose rules ask for the paper, else from the
    first event of the row.
    """
    with_events: defaultdict[EventKey, list[str]] = defaultdict(list)
    filed: defaultdict[date, list[str]] = defaultdict(list)
    for day, paper in draft.filed:
        filed[day].append(paper)
    for paper in draft.ticks:
        own = [key for key in keys if key[0] in homes.own.get(paper, ())]
        asked = [key for key in keys if key[0] in homes.before.get(paper, ())]
        for key in own or asked[:1] or keys[:1]:
            with_events[key].append(paper)
    return with_events, filed
