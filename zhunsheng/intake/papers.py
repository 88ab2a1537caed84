"""Where a paper belongs that a ledger only ticks: with which step's events it came in.

A tick says that a paper is on file, not since when. Rules that ask for a paper at the event at
hand (proof of a service, of a suspension) name its step; rules that ask for it before a step name
the day by which it was there.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhunsheng.law.procedure import Branch, Element, Procedure
from zhunsheng.law.rule import Node

OVER_EVENTS = frozenset({"first", "last", "count", "total", "least", "covered", "standing"})


@dataclass(frozen=True, slots=True)
class Homes:
    """The steps of each paper: `own` brings it in with the event, `before` had it by that day."""

    own: Mapping[str, tuple[str, ...]]
    before: Mapping[str, tuple[str, ...]]


@functools.cache
def homes_of(procedure: Procedure) -> Homes:
    """Read from the rules of a procedure which papers belong to which steps."""
    own: defaultdict[str, list[str]] = defaultdict(list)
    for step, node in _nodes(procedure):
        for home, paper in _own_papers(node, step):
            own[paper].append(home)
    before: defaultdict[str, list[str]] = defaultdict(list)
    for evidence in procedure.evidence:
        for paper in evidence.papers:
            before[paper].append(evidence.before)
    for elements in procedure.elements:
        for paper in _proofs(elements.tree):
            before[paper].append(elements.step)
    for service in procedure.services:
        for method in service.methods:
            own[method.proof].append(service.by)
    return Homes(_settled(own), _settled(before))


def _settled(homes: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {paper: tuple(dict.fromkeys(filter(None, steps))) for paper, steps in homes.items()}


def _nodes(procedure: Procedure) -> Iterator[tuple[str, Node | None]]:
    """Give every condition with the step of the event at hand, if it looks at one."""
    for clock in procedure.clocks:
        yield clock.pauses, clock.pause_proved
        yield from (("", node) for node in (clock.when, clock.unless, clock.excused))
        yield from (("", edge) for edge in (clock.starts, clock.ends) if isinstance(edge, Node))
        if clock.extended is not None:
            yield clock.extended.by, clock.extended.approved
    for gate in procedure.gates:
        step = gate.step if gate.each else ""
        yield from ((step, node) for node in (gate.needs, gate.when, gate.unless))
    for authority in procedure.authorities:
        yield from ((step, authority.needs) for step in authority.steps)
    for service in procedure.services:
        yield "", service.when
        for method in service.methods:
            yield from ((service.by, node) for node in (method.valid, method.effective))
            yield from ((service.by, check.faulty) for check in method.checks)


def _own_papers(node: Node | None, step: str) -> Iterator[tuple[str, str]]:
    if node is None:
        return
    if node.op == "own_paper" and step:
        yield from ((step, str(paper)) for paper in node.data)
    inside = str(node.data[0]) if node.op in OVER_EVENTS else step
    for kid in node.kids:
        yield from _own_papers(kid, inside)


def _proofs(element: Element) -> Iterator[str]:
    if isinstance(element, Branch):
        for part in element.of:
            yield from _proofs(part)
    else:
        yield from element.proof
