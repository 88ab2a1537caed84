"""What a matter's page shows beside its findings: how every element and every service stands.

Findings speak of what is wrong or still to be done. A page also shows what holds: the value of each
element with the day its proof came on file, and for each addressee which service took effect when.
The same engine answers, over rules that only read.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhunsheng.base.errors import CalendarError, LawError
from zhunsheng.engine.compile import Compiled, compile_rules
from zhunsheng.engine.finding import Finding, Rule
from zhunsheng.engine.lowering import applies, joined, usable
from zhunsheng.law.corpus import Law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.law.procedure import Elements, Method, Procedure, Service, holds, leaves
from zhunsheng.law.rule import (
    OWN_DAY,
    Node,
    any_of,
    as_node,
    choose,
    first,
    known,
    otherwise,
    own,
    paper,
    surely,
)
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record


@dataclass(frozen=True, slots=True)
class Attempt:
    """One service on an addressee: the event, whether it is valid (None: not proved), from when."""

    event: Event
    valid: bool | None
    effective: date | None


@dataclass(frozen=True, slots=True)
class Addressed:
    """A document that must reach an addressee: since which act, and what was tried."""

    service: Service
    to: str
    made_on: date
    attempts: tuple[Attempt, ...]

    @property
    def effective(self) -> date | None:
        """Return the first day from which a valid service took effect."""
        days = [one.effective for one in self.attempts if one.valid and one.effective]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the elements and the services of a record stand on a day."""

    readings: tuple[Finding, ...] = ()
    addressed: tuple[Addressed, ...] = ()


def standing_of(record: Record, procedure: Procedure, law: Law, day: date) -> Standing:
    """Read the elements and services of a record; empty where the law held does not reach it."""
    prepared = _prepared(procedure, law)
    events = [one for one in record.as_known() if one.happened_on <= day]
    tables = load_calendar().earliest
    try:
        fired, _, _ = prepared.run(record.about, events, day.toordinal(), tables, False)
    except (LawError, CalendarError, IndexError):
        return Standing()
    found = [
        Finding(prepared.rules[number], shown, [events[at] for at in places if at is not None])
        for number, shown, places, _ in fired
    ]
    readings = tuple(one for one in found if one.rule.detail is not None)
    return Standing(readings, tuple(_addressed(procedure, found)))


@functools.cache
def _prepared(procedure: Procedure, law: Law) -> Compiled:
    rules = [_reading(one) for one in procedure.elements if usable(law, one.per)]
    for service in told_apart(procedure):
        rules += [rule for to in service.to for rule in _service(service, to)]
    return compile_rules(procedure, rules, law)


def _reading(elements: Elements) -> Rule:
    found = list(leaves(elements.tree))
    values = {f"leaf:{leaf.name}": holds(leaf) for leaf in found}
    filed = {f"paper:{leaf.name}": paper(*leaf.proof) for leaf in found if leaf.proof}
    when = applies(elements.when)
    return Rule(
        name=elements.name,
        kind="reading",
        sentence="reading",
        zh=elements.zh,
        citation=elements.per,
        when=as_node(True) if when is None else when,
        shows={**values, **filed},
        holder=elements.holder,
        detail=elements,
        step=elements.step,
    )


# --- services ------------------------------------------------------------------------------------


def told_apart(procedure: Procedure) -> tuple[Service, ...]:
    """Return the services; an unnamed document is none of this one where another is presumed."""
    presuming = {service.by for service in procedure.services if service.presumed}
    return tuple(
        replace(one, presumed=False) if one.presumed is None and one.by in presuming else one
        for one in procedure.services
    )


def _service(service: Service, to: str) -> Iterator[Rule]:
    """Give the rule that says the service is asked for, and the one that reads each attempt."""
    made = first(service.step)
    asked = joined(applies(service.when), known(made))
    yield _read(service, to, asked, {"made": made})
    named: Node | None = None
    if service.document:
        named = own("of") == service.document
        named = named if service.presumed is None else otherwise(named, service.presumed)
    here = joined(own("to") == to, named)
    shows = {"valid": any_of(*map(_valid, service.methods)), "from": _effective(service.methods)}
    yield replace(_read(service, to, ~surely(~here), shows), each=service.by)


def _read(service: Service, to: str, when: Node, shows: dict[str, Node]) -> Rule:
    return Rule(
        name=f"{service.name}.{to}",
        kind="reading",
        sentence="reading",
        zh=service.zh,
        citation=service.per,
        when=when,
        shows=shows,
        step=service.by,
    )


def _valid(method: Method) -> Node:
    sound = (~check.faulty for check in method.checks)
    return joined(own("method") == method.name, method.valid, *sound)


def _effective(methods: Sequence[Method]) -> Node:
    day: Node = OWN_DAY
    for method in methods:
        day = choose(surely(own("method") == method.name), method.effective, day)
    return day


def _addressed(procedure: Procedure, found: Sequence[Finding]) -> Iterator[Addressed]:
    for service in procedure.services:
        for to in service.to:
            mine = [one for one in found if one.name == f"{service.name}.{to}"]
            made = next((one.values["made"] for one in mine if not one.rule.each), None)
            if made is not None:
                tried = tuple(_attempt(one) for one in mine if one.rule.each)
                yield Addressed(service, to, date.fromordinal(made), tried)


def _attempt(finding: Finding) -> Attempt:
    values = finding.values
    since = values["from"]
    day = date.fromordinal(since) if since else None
    return Attempt(finding.events[0], values["valid"], day)
