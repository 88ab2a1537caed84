"""The filters of a list as they stand in its address, and the chips that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from zhunsheng.base.errors import UnknownCitation
from zhunsheng.engine.sentences import GRAVITIES, GROUNDS, KINDS
from zhunsheng.law.citation import cite
from zhunsheng.store.keeping import Mark, Scope, Spot, Wanted
from zhunsheng.store.lists import LOST
from zhunsheng.web.address_filters import MOST, AddressFilters, Chip, plain
from zhunsheng.web.jinja import short_day
from zhunsheng.web.matters.names import duty_zh, procedure_zh, procedures_zh

WORDS_MOST = 200
ROWS = 50
OPEN, ENDED, ALL = "zai", "jie", "quan"
STATES = {OPEN: "在办", ENDED: "已结", ALL: "在办和已结"}
DUES = {
    "over": "已超期",
    "today": "今天",
    "soon": "3日内",
    "week": "7日内",
    "later": "7日后",
    "none": "没有本局期限",
}
OTHER_DUES = {"near": "7日内和已超期", "ahead": "今天到7日内"}
WAITS = {"bureau": "等本局", "others": "等对方", "paused": "中止计期", "returned": "退回补正"}
PARAMETERS = {
    "words": "q",
    "procedure": "yewu",
    "department": "danwei",
    "handler": "chengban",
    "due": "dao",
    "waiting": "deng",
    "phase": "jieduan",
    "finding": "shixiang",
    "kind": "lei",
    "ground": "yuanyin",
    "gravity": "chengdu",
    "employer": "qiye",
    "batch": "pici",
    "citation": "yiju",
    "state": "zhuang",
}
LABELS = {
    "words": "关键词",
    "procedure": "业务",
    "department": "单位",
    "handler": "承办人",
    "due": "届满",
    "waiting": "等谁",
    "phase": "阶段",
    "finding": "事项",
    "kind": "问题",
    "ground": "缺陷",
    "gravity": "后果",
    "employer": "用人单位",
    "batch": "导入批次",
    "citation": "依据",
    "state": "状态",
}
ANY_ZH = {"ground": "有缺陷", "finding": "任一事项", "gravity": "有后果"}


class Place(NamedTuple):
    """A department as filters need it."""

    code: str
    name: str
    path: str


class Person(NamedTuple):
    """An officer as filters need it."""

    username: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Filters(AddressFilters):
    """The filters of a list; an empty text asks for everything, an empty state for what is open."""

    PARAMETERS: ClassVar[Mapping[str, str]] = PARAMETERS

    words: str = ""
    procedure: str = ""
    department: str = ""
    handler: str = ""
    due: str = ""
    waiting: str = ""
    phase: str = ""
    finding: str = ""
    kind: str = ""
    ground: str = ""
    gravity: str = ""
    employer: str = ""
    batch: str = ""
    citation: str = ""
    state: str = ""

    @property
    def ended(self) -> bool | None:
        """Return what `Wanted.ended` asks for; words alone are looked for everywhere."""
        if not self.state:
            return None if self.words else False
        return {ENDED: True, ALL: None}.get(self.state, False)


def read(query: Mapping[str, str]) -> Filters:
    """Read the filters of an address; what is too long to be one is cut, control signs dropped."""
    found = {}
    for name, parameter in PARAMETERS.items():
        most = WORDS_MOST if name == "words" else MOST
        found[name] = plain(query.get(parameter, ""), most)
    return Filters(**found)


def wanted_of(filters: Filters, scope: Scope, day: date, places: Sequence[Place]) -> Wanted:
    """Return what the store is asked for; an unknown department is one that nothing lies in."""
    paths = {place.code: place.path for place in places}
    named = filters.department
    return Wanted(
        scope,
        day,
        words=filters.words,
        procedure=filters.procedure,
        department=paths.get(named, f"?{named}") if named else "",
        handler=filters.handler,
        due=filters.due,
        waiting=filters.waiting,
        phase=filters.phase,
        finding=filters.finding,
        kind=filters.kind,
        ground=filters.ground,
        gravity=filters.gravity,
        employer=filters.employer,
        batch=filters.batch,
        citation=filters.citation,
        ended=filters.ended,
    )


def value_zh(name: str, filters: Filters, people: Mapping[str, str]) -> str:
    """Return what a filter asks for, in Chinese."""
    value = str(getattr(filters, name))
    if value == "*":
        return ANY_ZH.get(name, value)
    if name == "finding":
        return duty_zh(filters.procedure, value)
    if name == "procedure":
        return procedure_zh(value)
    if name == "citation":
        return _cited(value)
    if name == "due" and value not in DUES:
        return OTHER_DUES.get(value) or _day_zh(value)
    named: Mapping[str, Mapping[str, str]] = {
        "due": DUES,
        "waiting": WAITS,
        "kind": {**KINDS, LOST: "败诉和被复议改变"},
        "ground": GROUNDS,
        "gravity": GRAVITIES,
        "state": STATES,
        "handler": people,
        "department": people,
    }
    return named.get(name, {}).get(value, value)


def _cited(text: str) -> str:
    try:
        return cite(text)
    except UnknownCitation:
        return text


def _day_zh(text: str) -> str:
    try:
        return short_day(date.fromisoformat(text))
    except ValueError:
        return text


def chips_of(filters: Filters, page: str, people: Mapping[str, str]) -> list[Chip]:
    """Return a chip for every filter that is on; `people` names officers and departments."""
    return [
        Chip(f"{LABELS[name]}：{value_zh(name, filters, people)}", filters.href(page, **{name: ""}))
        for name, _ in filters
    ]


def spot_of(query: Mapping[str, str]) -> Spot:
    """Return the part of a list an address asks for; the first for what cannot be read."""
    for parameter, side in (("hou", "after"), ("qian", "before")):
        mark = _mark(query.get(parameter, ""))
        if mark is not None:
            return Spot(ROWS, **{side: mark})
    return Spot(ROWS)


def _mark(text: str) -> Mark | None:
    day, _, number = text.partition(".")
    if not number.isdecimal() or not number.isascii() or len(number) > len(str(2**62)):
        return None
    try:
        return Mark(date.fromisoformat(day), min(int(number), 2**62))
    except ValueError:
        return None


def mark_text(mark: Mark) -> str:
    """Write a place in a list as an address has it."""
    return f"{mark.due_on.isoformat()}.{mark.matter_id}"


def choices(filters: Filters) -> dict[str, list[tuple[str, str, bool]]]:
    """Return the choices of the filter form: (value, Chinese, chosen)."""
    offered = {
        "procedure": procedures_zh(),
        "due": tuple(DUES.items()),
        "waiting": tuple(WAITS.items()),
        "state": tuple(STATES.items()),
    }
    return {
        name: [(value, zh, value == getattr(filters, name)) for value, zh in options]
        for name, options in offered.items()
    }
