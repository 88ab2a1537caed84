"""Two readings of one set of facts side by side: what each authority asks, has, and lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from zhunsheng.base.chinese import day_zh
from zhunsheng.engine.finding import Finding
from zhunsheng.engine.wording import papers_zh, relevant, truth_of
from zhunsheng.law.citation import cite
from zhunsheng.law.procedure import Element, Leaf, leaves
from zhunsheng.office import Judged

STATES = {True: "成立", False: "不成立", None: "不明"}
COLORS = {True: "green", False: "red", None: "yellow"}


@dataclass(frozen=True, slots=True)
class Reading:
    """Whose reading it is, what it comes to, its elements by name, and those that matter."""

    reader: str
    finding: Finding
    verdict: bool | None
    elements: dict[str, Element]
    relevant: tuple[str, ...]


def reading_lines(judged: Judged) -> Iterator[str]:
    """Write every reading of a matter; readings that ask for the same elements stand together."""
    found = judged.assessment.readings if judged.assessment else ()
    readings = [reading for one in found for reading in _reading(one)]
    for reading in readings:
        rule = reading.finding.rule
        yield f"  ◇ {reading.reader}：{rule.zh}　{_state(reading.verdict)}（{cite(rule.citation)}）"
    shared = [one for one in readings if _shared(one, readings)]
    for name in dict.fromkeys(name for one in shared for name in one.relevant):
        asking = [one for one in shared if name in one.elements]
        sides = (f"{one.reader}{_side(one, name, judged)}" for one in asking)
        yield f"    {asking[0].elements[name].zh}　{'｜'.join(sides)}"


def _reading(finding: Finding) -> Iterator[Reading]:
    elements = finding.rule.detail
    if elements is not None:
        verdict = truth_of(elements.tree, finding.values)
        asked = {_key(one): one for one in relevant(elements.tree, finding.values)}
        by_name: dict[str, Element] = {leaf.name: leaf for leaf in leaves(elements.tree)}
        yield Reading(elements.reader, finding, verdict, {**by_name, **asked}, tuple(asked))


def _key(element: Element) -> str:
    return element.name if isinstance(element, Leaf) else element.zh


def _shared(reading: Reading, readings: list[Reading]) -> bool:
    """Say whether another reading asks for one of the same elements."""
    others = (one for one in readings if one is not reading)
    return any(reading.elements.keys() & one.elements.keys() for one in others)


def _side(reading: Reading, name: str, judged: Judged) -> str:
    """Write what one reader makes of an element."""
    state = _state(truth_of(reading.elements[name], reading.finding.values))
    return f"{state}{_proof(reading, name, judged)}"


def _proof(reading: Reading, name: str, judged: Judged) -> str:
    """Say since when an element is proved, or what would prove it, where the source could tell."""
    element, values = reading.elements[name], reading.finding.values
    proof = element.proof if isinstance(element, Leaf) else ()
    filed = values.get(f"paper:{name}")
    if filed:
        return f"，{day_zh(filed)}起有证"
    if not proof or values[f"leaf:{name}"] is False or judged.record.silent.issuperset(proof):
        return ""
    return f"，缺证：{papers_zh(judged.procedure, proof)}"


def _state(value: bool | None) -> str:
    return click.style(STATES[value], fg=COLORS[value])
