"""The column vocabulary of a ledger: which Chinese header says what in which procedure.

Every name comes from the procedure itself: steps, facts and papers with their other names, and
one set of columns for each addressee where a step is split by party. A name as declared goes
before a name built from parts, so 送达日期 never hides a fact that is really called so.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Literal

from zhunsheng.base.money import YUAN_PER_WAN
from zhunsheng.law.procedure import Fact, Paper, Procedure, Service, Step

Role = Literal["matter", "about", "day", "fact", "paper", "filed", "ignored"]

DAY_ENDINGS = ("日期", "时间", "日", "年月日")
DECLARED, OTHER, BUILT, LOOSE, BARE = range(5)  # how sure a name is; the surest reading wins
TURNS = (("第一次", "首次"), ("第二次", "再次"), ("第三次",))
DOCUMENT = "of"  # the fact by which a served event names its document
SHORT = 2
IGNORED = ("序号", "行号", "No")
MATTER = ("案号", "案件编号", "案件号", "编号", "受理编号", "受理号", "立案号", "立案编号")
# The number of a document stands for the matter where it has none; an undecided matter lacks both.
OF_DOCUMENT = re.compile(r".*(?:文号|文书号|文书编号|书编号|书号)")
NUMBER, DOCUMENT_NUMBER = "案号", "文书号"
HEAD_FACTS = (
    Fact(
        "worker",
        "职工姓名",
        "text",
        also=("姓名", "职工", "劳动者", "劳动者姓名", "受伤职工", "伤者姓名", "受伤职工姓名"),
        personal=True,
    ),
    Fact(
        "employer",
        "用人单位",
        "text",
        also=(
            "用人单位名称",
            "单位名称",
            "单位",
            "工作单位",
            "企业名称",
            "被处罚单位",
            "被监察单位",
        ),
    ),
    Fact("handler", "经办人", "text", also=("承办人", "主办人", "经办人员")),
    Fact("remark", "备注", "text", also=("说明", "备考")),
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column says: its role, and the step, party, document, turn, fact or paper meant.

    `turn` counts the events of a step that repeats, from 1. `zh` is the meaning as the officer
    reads it. `unit_yuan` is 10000 under a head of 万元. `implied` says that the header of a service
    named none of several documents: the row's own acts decide which it is.
    """

    role: Role
    zh: str
    step: str = ""
    party: str = ""
    document: str = ""
    turn: int = 1
    fact: Fact | None = None
    paper: Paper | None = None
    unit_yuan: int = 1
    implied: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """Tell apart what two columns may not both say."""
        fact = self.fact.name if self.fact else ""
        paper = self.paper.name if self.paper else ""
        return (self.role, self.step, self.party, self.document, str(self.turn), fact, paper)

    @property
    def event(self) -> tuple[str, str, str, int]:
        """Tell apart the events of a row: step, party, document, turn."""
        return (self.step, self.party, self.document, self.turn)


@dataclass(frozen=True, slots=True)
class Found:
    """The reading of one header: its meaning, or several between which it does not choose."""

    meanings: tuple[Meaning, ...] = ()

    @property
    def meaning(self) -> Meaning | None:
        """Give the one meaning, or None where there is none or more than one."""
        return self.meanings[0] if len(self.meanings) == 1 else None


@dataclass(slots=True)
class Columns:
    """All headers a procedure's ledger may have."""

    procedure: Procedure
    _names: dict[str, dict[tuple[str, ...], tuple[int, Meaning]]] = field(default_factory=dict)

    def find(self, header: str) -> Found:
        """Read a header, with its notes in brackets first, then without them."""
        ten_thousand = "万元" in plain(header)
        for form in _forms(header):
            known = self._names.get(form)
            if known:
                surest = min(rank for rank, _ in known.values())
                meanings = [meaning for rank, meaning in known.values() if rank == surest]
                if ten_thousand:
                    meanings = [replace(one, unit_yuan=YUAN_PER_WAN) for one in meanings]
                return Found(tuple(self._marked(header, one) for one in meanings))
        if OF_DOCUMENT.fullmatch(_forms(header)[-1]):
            return Found((Meaning("matter", DOCUMENT_NUMBER),))
        return Found()

    def add(self, names: Iterable[str], rank: int, meaning: Meaning) -> None:
        """Let each name say the meaning, as surely as `rank` says."""
        for name in names:
            known = self._names.setdefault(plain(name), {})
            rank_before, _ = known.get(meaning.key, (rank, meaning))
            known[meaning.key] = (min(rank, rank_before), meaning)

    def nearest(self, header: str) -> str:
        """Give the known name closest to an unknown header, or nothing."""
        near = get_close_matches(_forms(header)[-1], self._names, n=1)
        return near[0] if near else ""

    def _marked(self, header: str, meaning: Meaning) -> Meaning:
        """Mark a service whose header leaves open which document was served."""
        named = _documents(self.procedure, meaning.step)
        if len(named) < 2 or not meaning.document:
            return meaning
        named_here = plain(named[meaning.document]) in plain(header)
        return meaning if named_here else replace(meaning, implied=True)


def plain(header: str) -> str:
    """Give a header in half-width signs without spaces, line ends and punctuation."""
    if header.isalnum() and unicodedata.is_normalized("NFKC", header):
        return header
    return re.sub(r"[\s\W_]+", "", unicodedata.normalize("NFKC", header))


@functools.cache
def columns_of(procedure: Procedure) -> Columns:
    """Build the vocabulary of a procedure once."""
    columns = Columns(procedure)
    for number in MATTER:
        columns.add([number], LOOSE, Meaning("matter", NUMBER))
    columns.add(IGNORED, LOOSE, Meaning("ignored", "序号"))
    declared = {fact.name for fact in procedure.facts}
    for fact in HEAD_FACTS:
        if fact.name not in declared:
            _add_about(columns, fact, LOOSE)
    for fact in procedure.facts:
        _add_about(columns, fact, DECLARED)
    for paper in procedure.papers:
        _add_paper(columns, paper)
    for step in procedure.steps:
        for meaning in events_of(procedure, step):
            _add_step(columns, step, meaning)
    return columns


def _forms(header: str) -> list[str]:
    """Give the forms to look up: with the words in brackets, then without them."""
    wide = unicodedata.normalize("NFKC", header)
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕", "", wide)
    return list(dict.fromkeys([plain(wide), plain(bare) or plain(wide)]))


def _add_about(columns: Columns, fact: Fact, rank: int) -> None:
    meaning = Meaning("about", fact.zh, fact=fact)
    names = (fact.zh, *fact.also)
    columns.add([fact.zh], rank, meaning)
    columns.add(fact.also, max(rank, OTHER), meaning)
    columns.add(_variants(fact, names), max(rank, BUILT), meaning)


def _variants(fact: Fact, names: Iterable[str]) -> Iterator[str]:
    """Give other ways to head the same fact."""
    for name in names:
        if fact.kind == "yes_no":
            yield from (f"是否{name}", f"有无{name}", f"{name}与否")
        elif fact.kind in ("day", "instant"):
            yield from (_undated(name) + ending for ending in DAY_ENDINGS)
        elif fact.kind == "yuan":
            yield f"{name}金额"


def _add_paper(columns: Columns, paper: Paper) -> None:
    names = (paper.zh, *paper.also)
    columns.add([paper.zh], DECLARED, Meaning("paper", paper.zh, paper=paper))
    columns.add(paper.also, OTHER, Meaning("paper", paper.zh, paper=paper))
    loose = [f"{start}{name}" for name in names for start in ("是否有", "有无", "是否提交")]
    columns.add(loose, BUILT, Meaning("paper", paper.zh, paper=paper))
    days = [f"{name}{ending}" for name in names for ending in ("提交日期", "收到日期", "日期")]
    columns.add(days, BUILT, Meaning("filed", f"{paper.zh}入卷日期", paper=paper))


def events_of(procedure: Procedure, step: Step) -> Iterator[Meaning]:
    """Give the day of each event of a step that may have columns of its own.

    A step split by party repeats by party; any other that repeats has a first, second and third.
    """
    parties = {"": "", **choices_of(step, step.by_party)}
    documents = dict(_documents(procedure, step.name))
    if not main_document(procedure, step.name):
        documents = {"": "", **documents}
    turns = range(1, len(TURNS) + 1) if step.repeats and len(parties) == 1 else range(1, 2)
    for document, document_zh in documents.items():
        for party, party_zh in parties.items():
            for turn in turns:
                ordinal = TURNS[turn - 1][0] if turn > 1 else ""
                yield Meaning(
                    "day",
                    f"{ordinal}{document_zh}{step.zh}{party_zh}日期",
                    step=step.name,
                    party=party,
                    document=document,
                    turn=turn,
                )


def _add_step(columns: Columns, step: Step, day: Meaning) -> None:
    """Add the day of an event and its facts, under every name the event may go by."""
    for name, rank in event_names(columns.procedure, step, day):
        columns.add([_undated(name) + ending for ending in DAY_ENDINGS], rank, day)
        columns.add([name], max(rank, BUILT), day)
        for fact in step.facts:
            said = replace(day, role="fact", fact=fact, zh=f"{name}{fact.zh}")
            ways = [f"{name}{tail}" for tail in tails_of(step, fact)]
            if not day.party or fact.name != step.by_party:
                columns.add(ways, max(rank, BUILT), said)
    if day.document != main_document(columns.procedure, step.name) or day.turn > 1:
        return
    if day.party:
        _add_party(columns, step, day)
    else:
        _add_alone(columns, step, day)


def _add_party(columns: Columns, step: Step, day: Meaning) -> None:
    """Add the short names of an event for one addressee: 送达日期（职工）, 单位签收日期."""
    bare = [_undated(name) for name in (step.zh, *step.also)]
    for party in _short_parties(step, day.party):
        columns.add([f"{one}{end}{party}" for one in bare for end in DAY_ENDINGS], BUILT, day)
        names = [f"{party}{one}" for one in bare] + [f"{one}{party}" for one in bare]
        columns.add([f"{name}{end}" for name in names for end in ("", *DAY_ENDINGS)], LOOSE, day)
        for fact in step.facts:
            if fact.name != step.by_party:
                said = replace(day, role="fact", fact=fact, zh=f"{party}{fact.zh}")
                tails = tails_of(step, fact)
                columns.add(
                    [f"{way}{tail}" for way in (party, *names) for tail in tails], BARE, said
                )


def _short_parties(step: Step, party: str) -> list[str]:
    """Give the name of an addressee, and its last two characters where no other ends so."""
    names = choices_of(step, step.by_party)
    whole = names[party]
    alike = [name for name in names.values() if name.endswith(whole[-SHORT:])]
    return [whole, whole[-SHORT:]] if len(whole) > SHORT and len(alike) == 1 else [whole]


def _add_alone(columns: Columns, step: Step, day: Meaning) -> None:
    """Add the bare names of a step and its facts, where nothing else tells them apart."""
    columns.add((step.zh, *step.also), DECLARED, day)
    for fact in step.facts:
        shared = len(_stating(columns.procedure, fact)) > 1
        zh = f"{step.zh}{fact.zh}" if shared else fact.zh
        said = replace(day, role="fact", fact=fact, zh=zh)
        columns.add([fact.zh], BARE if shared else DECLARED, said)
        columns.add(fact.also, BARE if shared else OTHER, said)
        columns.add(_variants(fact, (fact.zh, *fact.also)), LOOSE, said)


def event_names(procedure: Procedure, step: Step, day: Meaning) -> Iterator[tuple[str, int]]:
    """Give the ways to name the event of a day column, each with how sure it is."""
    party = _party_zh(step, day.party)
    document = _documents(procedure, step.name).get(day.document, "")
    implied = day.document == main_document(procedure, step.name)
    for name in (step.zh, *step.also):
        bare = _undated(name)
        split = [f"{bare}{party}", f"{party}{bare}"] if party else [bare]
        if document:
            whole = [*(f"{document}{said}" for said in split), f"{bare}{document}{party}"]
            yield from _in_turn(whole, day.turn, DECLARED)
        if implied:
            yield from _in_turn(split, day.turn, BUILT if document else DECLARED)


def tails_of(step: Step, fact: Fact) -> list[str]:
    """Give the ways to name a fact behind its event: 送达职工方式 as well as 送达职工送达方式."""
    names = (fact.zh, *fact.also)
    bare = [name.removeprefix(_undated(step.zh)) for name in names]
    return list(dict.fromkeys([*filter(None, bare), *names]))


def _in_turn(names: Iterable[str], turn: int, rank: int) -> Iterator[tuple[str, int]]:
    """Give the names of an event's turn: the first needs no word for it."""
    for name in names:
        if turn == 1:
            yield name, rank
        yield from ((f"{ordinal}{name}", rank) for ordinal in TURNS[turn - 1])
        yield f"{name}{turn}", max(rank, BUILT)


def documents_by_act(procedure: Procedure, step: str) -> list[tuple[str, str]]:
    """Give the acts whose documents a step serves, each with its document, the latest act first."""
    order = [one.name for one in procedure.steps]
    known = _documents(procedure, step)
    services = [one for one in services_of(procedure, step) if one.document in known]
    services.sort(key=lambda one: order.index(one.step), reverse=True)
    return [(one.step, one.document) for one in services]


def main_document(procedure: Procedure, step: str) -> str:
    """Give the document a service column means when it names none: the latest act's, or the one."""
    of_acts = [document for _, document in documents_by_act(procedure, step)]
    known = list(_documents(procedure, step))
    return next(iter(of_acts or (known if len(known) == 1 else ())), "")


def _documents(procedure: Procedure, step: str) -> Mapping[str, str]:
    """Map the documents a step serves to their Chinese names."""
    found = procedure.step(step)
    return choices_of(found, DOCUMENT) if found else MappingProxyType({})


def services_of(procedure: Procedure, step: str) -> list[Service]:
    """Give the services a step performs."""
    return [service for service in procedure.services if service.by == step]


def choices_of(step: Step, fact: str) -> Mapping[str, str]:
    """Give the choices of a fact of a step; none where it has no such fact."""
    found = next((one for one in step.facts if one.name == fact), None)
    return found.choices if found else MappingProxyType({})


def _party_zh(step: Step, party: str) -> str:
    return choices_of(step, step.by_party).get(party, "")


def _stating(procedure: Procedure, fact: Fact) -> list[str]:
    """Give the steps that state a fact under this Chinese name."""
    return [
        step.name
        for step in procedure.steps
        if any(fact.zh in (one.zh, *one.also) for one in step.facts)
    ]


def _undated(name: str) -> str:
    ending = next((one for one in DAY_ENDINGS if name.endswith(one) and name != one), "")
    return name.removesuffix(ending) if ending != "日" else name
