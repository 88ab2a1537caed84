"""A lawful matter with one thing changed has the finding of the rule that was broken.

The rule is read off the procedure's own data: what is taken away is what an order, a limit, a
piece of evidence or a service asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from tests.engine.made_up import LAW
from tests.engine.slow import Asked, answer
from tests.matters import record_of
from tests.procedures import (
    supervision,
    test_arrears_clue,
    test_litigation,
    test_penalty,
    test_reconsideration,
    test_wage_warning,
    work_injuries,
)
from zhunsheng.engine.assess import assessor
from zhunsheng.engine.scope import kinds_of_facts
from zhunsheng.law.holidays import load_calendar
from zhunsheng.law.procedure import Clock, Evidence, Order, Service
from zhunsheng.law.rule import Node, first
from zhunsheng.procedures import procedure
from zhunsheng.record.record import Record

WORKDAYS = frozenset(load_calendar().earliest.works)
END = date(2026, 12, 31)
WALKS = {
    "work_injury": (
        work_injuries.ACCIDENT,
        work_injuries.BY_EMPLOYER,
        work_injuries.COMMUTING,
        work_injuries.ILLNESS,
        work_injuries.DISEASE,
    ),
    "litigation": (test_litigation.WALK,),
    "reconsideration": (test_reconsideration.WALK,),
    "labor_supervision": (supervision.ARREARS, supervision.ACCOUNT, supervision.HANDLED),
    "penalty": (test_penalty.HEARD, test_penalty.UNHEARD, test_penalty.ON_THE_SPOT),
    "arrears_clue": (test_arrears_clue.COMPLETE, test_arrears_clue.BEFORE_ARBITRATORS),
    "wage_warning": (
        test_wage_warning.PAID,
        test_wage_warning.HANDED_OVER,
        test_wage_warning.UNFOUNDED,
    ),
}


class Mutation(NamedTuple):
    """A changed record, and the name of the rule that it breaks in one of the ways."""

    record: Record
    rule: str
    kinds: tuple[str, ...]


Found = set[tuple[str, str]]


def findings(record: Record, on: date = END) -> Found:
    answered = assessor(procedure(record.procedure), LAW).assess(record, on)
    return {(finding.kind, finding.name) for finding in answered.findings}


def without(record: Record, *kinds: str) -> Record:
    return replace(record, events=tuple(e for e in record.events if e.kind not in kinds))


def moved(record: Record, kind: str, day: date) -> Record:
    """The record with every event of the kind on one day."""
    events = (replace(e, happened_on=day) if e.kind == kind else e for e in record.events)
    return replace(record, events=tuple(events))


def value(record: Record, node: Node | str) -> Any:
    """What a tree, or the first day of a step, amounts to in the slow reading."""
    rule = first(node) if isinstance(node, str) else node
    events = record.as_known()
    kinds = kinds_of_facts(procedure(record.procedure))
    return answer(rule, Asked(record.about, events, END.toordinal(), WORKDAYS, LAW, kinds))


def stands(record: Record, when: Node | None, unless: Node | None = None) -> bool:
    """Say whether a rule's condition holds and its exception is not known to."""
    holds = when is None or value(record, when) is True
    return holds and not (unless is not None and value(record, unless) is True)


# --- what each word asks for is taken away -------------------------------------------------------


def out_of_order(record: Record, order: Order) -> Iterator[Mutation]:
    later = value(record, order.then)
    if later is None or value(record, order.first) is None:
        return
    skipped = without(record, order.first)
    swapped = moved(record, order.first, date.fromordinal(later + 1))
    if stands(skipped, order.when):
        yield Mutation(skipped, order.name, ("missing",))
    if stands(swapped, order.when):
        yield Mutation(swapped, order.name, ("barred",))


def without_papers(record: Record, evidence: Evidence) -> Iterator[Mutation]:
    events = (
        replace(e, papers=tuple(p for p in e.papers if p not in evidence.papers))
        for e in record.events
    )
    changed = replace(record, events=tuple(events))
    if value(changed, evidence.before) is not None and stands(changed, evidence.when):
        yield Mutation(changed, evidence.name, ("missing",))


def out_of_time(record: Record, clock: Clock) -> Iterator[Mutation]:
    """Leave the act that ends a limit undone, and move it to the day after its last day."""
    ends = clock.ends
    if clock.floor or not isinstance(ends, str) or value(record, ends) is None:
        return
    undone = without(record, ends)
    if value(undone, clock.starts) is None or not stands(undone, clock.when, clock.unless):
        return
    answered = assessor(procedure(record.procedure), LAW).assess(undone, END)
    for finding in answered.findings:
        if finding.name == clock.name and finding.kind == "late" and finding.due_latest:
            yield Mutation(undone, clock.name, ("late",))
            late = moved(record, ends, finding.due_latest + timedelta(days=1))
            if stands(late, clock.when, clock.unless):
                yield Mutation(late, clock.name, ("late",))


def unserved(record: Record, service: Service) -> Iterator[Mutation]:
    if value(record, service.step) is None or not stands(record, service.when):
        return
    mine = [
        event
        for event in record.events
        if event.kind == service.by
        and (not service.document or event.facts.get("of") == service.document)
    ]
    if not mine:
        return
    rest = tuple(event for event in record.events if event not in mine)
    yield Mutation(replace(record, events=rest), service.name, ("missing", "late"))
    hazy = tuple(
        replace(e, facts={n: v for n, v in e.facts.items() if n != "method"}) if e in mine else e
        for e in record.events
    )
    yield Mutation(replace(record, events=hazy), service.name, ("unproven", "late"))


def alone(record: Record) -> Iterator[Mutation]:
    """Leave each act that two officers did to one of them."""
    kind = procedure(record.procedure)
    asks = {
        step: rule.name
        for rules in (kind.gates, kind.authorities)
        for rule in rules
        if _asks_for(rule.needs, "officers")
        for step in getattr(rule, "steps", None) or (getattr(rule, "step", ""),)
    }
    for number, event in enumerate(record.events):
        officers = event.facts.get("officers")
        if event.kind in asks and isinstance(officers, tuple):
            facts = {**event.facts, "officers": officers[:1]}
            events = list(record.events)
            events[number] = replace(event, facts=facts)
            yield Mutation(replace(record, events=tuple(events)), asks[event.kind], ("barred",))


def _asks_for(node: Node, name: str) -> bool:
    mine = node.op == "own" and node.data == (name,)
    return mine or any(_asks_for(kid, name) for kid in node.kids)


def mutations(record: Record) -> Iterator[Mutation]:
    kind = procedure(record.procedure)
    words: tuple[tuple[Any, Any], ...] = (
        (kind.orders, out_of_order),
        (kind.evidence, without_papers),
        (kind.clocks, out_of_time),
        (kind.services, unserved),
    )
    for each, change in words:
        for word in each:
            yield from change(record, word)
    yield from alone(record)


RECORDS = [
    pytest.param(record_of(name, walk), id=f"{name}-{number}")
    for name, walks in WALKS.items()
    for number, walk in enumerate(walks, start=1)
]


@pytest.mark.parametrize("record", RECORDS)
def test_a_change_that_breaks_a_rule_has_the_finding_of_that_rule(record: Record) -> None:
    lawful = findings(record)
    changed = list(mutations(record))
    assert changed, "nothing of this matter can be broken"
    missed = []
    for mutation in changed:
        found = findings(mutation.record) - lawful
        if not any(
            kind in mutation.kinds and name.split(".")[0] in _names(mutation.rule, record)
            for kind, name in found
        ):
            missed.append((mutation.rule, mutation.kinds, sorted(found)))
    assert missed == []


def _names(rule: str, record: Record) -> set[str]:
    """The rule, and the limit of a service, which is named by itself."""
    services = procedure(record.procedure).services
    limits = {s.within.name for s in services if s.name == rule and s.within is not None}
    return {rule, *limits}
