"""Does a record speak the language of its procedure? Every word it does not know is a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from types import MappingProxyType

from zhunsheng.base.chinese import listed
from zhunsheng.base.errors import Fault
from zhunsheng.base.money import FEN_PLACES
from zhunsheng.law.procedure import Fact, Procedure
from zhunsheng.record.administrative import ADMINISTRATIVE
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import STRUCK_OUT, Record

NEUTRAL = {"filed": "材料入卷", "noted": "记事", STRUCK_OUT: "删除", **ADMINISTRATIVE}
KINDS_ZH = {
    "yes_no": "是或否（yes/no）",
    "choice": "选项之一",
    "text": "文字",
    "day": "日期",
    "instant": "日期或时刻",
    "count": "整数",
    "yuan": "金额（元）",
    "list": "一项或几项",
}

NONE = "none"
TYPES: Mapping[str, type | tuple[type, ...]] = MappingProxyType(
    {
        "text": object,
        "list": object,
        "day": date,
        "instant": date,
        "count": int,
        "yuan": (int, Decimal),
    }
)


def faults_of(record: Record, procedure: Procedure, file: str) -> list[Fault]:
    """Return every word of the record that its procedure does not know, or whose value is wrong."""
    words = _Words(procedure, file, record.matter)
    declared = [fact for step in procedure.steps for fact in step.facts]
    faults = list(words.facts(record.about, (*procedure.facts, *declared), "案头", heading=True))
    for number, event in enumerate(record.events, start=1):
        faults += words.event(event, f"第{number}条事项")
    return faults


class _Words:
    def __init__(self, procedure: Procedure, file: str, matter: str) -> None:
        self.procedure = procedure
        self.file = f"{file}，{matter}"
        self.papers = {paper.name for paper in procedure.papers}

    def event(self, event: Event, place: str) -> Iterator[Fault]:
        if event.kind in ADMINISTRATIVE:
            return
        step = self.procedure.step(event.kind)
        if step is None and event.kind not in NEUTRAL:
            names = [step.name for step in self.procedure.steps]
            yield self._fault(
                place,
                f"没有“{event.kind}”这种事项",
                f"“{self.procedure.zh}”的步骤里没有它",
                _hint(event.kind, names, "步骤"),
            )
            return
        allowed = (*self.procedure.facts, *(step.facts if step else ()))
        yield from self.facts(event.facts, allowed, place)
        for paper in event.papers:
            if paper not in self.papers:
                why = f"“{self.procedure.zh}”的材料里没有它"
                remedy = _hint(paper, self.papers, "材料")
                yield self._fault(place, f"没有“{paper}”这种材料", why, remedy)

    def facts(
        self,
        stated: Mapping[str, Value],
        allowed: tuple[Fact, ...],
        place: str,
        *,
        heading: bool = False,
    ) -> Iterator[Fault]:
        by_name = {fact.name: fact for fact in allowed}
        for name, value in stated.items():
            fact = by_name.get(name)
            if fact is None and not heading:
                why = f"“{self.procedure.zh}”的这一步骤没有这项事实"
                remedy = _hint(name, by_name, "事实")
                yield self._fault(place, f"没有“{name}”这项事实", why, remedy)
            elif fact is not None and value is not None and not fits(fact, value):
                yield self._fault(
                    place,
                    f"“{fact.zh}”（{name}）的值“{value}”不合要求",
                    f"这项事实应为{KINDS_ZH[fact.kind]}",
                    f"可选：{listed(fact.choices)}" if fact.choices else "请改正后再核对",
                )

    def _fault(self, place: str, what: str, why: str, remedy: str) -> Fault:
        return Fault(self.file, place, what, why, remedy)


def fits(fact: Fact, value: Value) -> bool:
    """Say whether a stated value is of the kind the fact declares.

    A choice that knows “none” may be answered with no: `witness=no`.
    """
    if fact.kind == "choice":
        return value in fact.choices or (value is False and NONE in fact.choices)
    if isinstance(value, bool) or fact.kind == "yes_no":
        return isinstance(value, bool) and fact.kind == "yes_no"
    if not isinstance(value, TYPES[fact.kind]):
        return False
    return (
        not isinstance(value, Decimal) or fact.kind != "yuan" or value == round(value, FEN_PLACES)
    )


def _hint(word: str, words: Mapping[str, object] | set[str] | list[str], what: str) -> str:
    near = get_close_matches(word, list(words), n=1)
    return f"是否指“{near[0]}”" if near else f"请用 zhunsheng show 查看有哪些{what}"
