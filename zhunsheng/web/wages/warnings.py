"""The desk of warnings: by state, with their clocks, and what may be done with each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhunsheng.office.wages.warnings import WARNING
from zhunsheng.procedures import procedure
from zhunsheng.web.matters.filters import ENDED, Filters
from zhunsheng.web.matters.rows import Row

PAGE = "/gongcheng/yujing/"
# A warning stands at its last step; what the desk calls that, and what is done next, first of all.
STATES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "raised": ("待核查", ("checked", "urged")),
    "found_again": ("再次发现", ("checked", "urged", "ordered")),
    "checked": ("已核查", ("urged", "ordered", "referred", "cleared")),
    "urged": ("已催办", ("checked", "ordered", "cleared")),
    "talked": ("已约谈", ("ordered", "cleared")),
    "ordered": ("已责令", ("case_opened", "cleared")),
    "upgraded": ("已升级", ("ordered", "case_opened", "referred")),
    "case_opened": ("已立案", ("cleared",)),
    "referred": ("已转送", ("cleared",)),
    "clearing_offered": ("可以解除", ("cleared", "checked")),
}
KIND_CHIP = "业务："
ALWAYS = ("raised", "checked", "urged", "clearing_offered")
SHORT = {
    "checked": "核查",
    "urged": "催办",
    "talked": "约谈",
    "ordered": "责令改正",
    "case_opened": "立案",
    "referred": "移送、转送",
    "cleared": "解除",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A warning as the desk shows it: its row, its state, links to what may be done."""

    row: Row
    state_zh: str
    acts: tuple[tuple[str, str], ...]


@cache
def phase_of(step: str) -> str:
    """Return the phase a warning has after a step, which is the step's Chinese name."""
    found = procedure(WARNING).step(step)
    return found.zh if found else step


def shown(row: Row, phase: str, *, may_act: bool) -> Shown:
    """Return a warning with the acts of its state."""
    for step, (zh, following) in STATES.items():
        if phase == phase_of(step):
            acts = tuple((SHORT[one], f"{row.href}bu/{one}/") for one in following)
            return Shown(row, zh, acts if may_act else ())
    return Shown(row, phase, ())


def counters(found: Mapping[str, int], over: int, ended: int, filters: Filters) -> list[Any]:
    """Return the figures over the desk, one a state; each opens its list."""
    lines: list[dict[str, Any]] = [
        {"n": sum(found.values()), "zh": "没有解除", "href": PAGE, "on": not asked(filters)},
        {
            "n": over,
            "zh": "已超期",
            "href": Filters(due="over").href(PAGE),
            "on": filters.due == "over",
            "tone": "red",
        },
    ]
    for step, (zh, _) in STATES.items():
        n = found.get(phase_of(step), 0)
        if n or step in ALWAYS:
            on = filters.phase == phase_of(step)
            href = Filters(phase=phase_of(step)).href(PAGE)
            lines.append({"n": n, "zh": zh, "href": href, "on": on})
    href = Filters(state=ENDED).href(PAGE)
    return [*lines, {"n": ended, "zh": "已解除", "href": href, "on": filters.state == ENDED}]


def asked(filters: Filters) -> list[str]:
    """Return the names of the filters that narrow the desk."""
    return [name for name, _ in filters if name != "procedure"]
