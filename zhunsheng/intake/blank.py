"""The columns an empty ledger asks for, each under a header that is read back without a doubt."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.intake.columns import (
    DOCUMENT,
    HEAD_FACTS,
    NUMBER,
    Columns,
    Meaning,
    columns_of,
    event_names,
    events_of,
    main_document,
    services_of,
    tails_of,
)
from zhunsheng.law.procedure import Fact, Procedure, Step

Column = tuple[str, Meaning]


@functools.cache
def headers_of(procedure: Procedure) -> tuple[Column, ...]:
    """Give the columns in the order of the steps; raises ValueError where two cannot be told apart.

    An event for each addressee asks only for its day and method; see `further_headers_of`.
    """
    columns = columns_of(procedure)
    return tuple(_unmistakable(columns, meaning) for meaning in _asked(procedure))


def further_headers_of(procedure: Procedure) -> tuple[Column, ...]:
    """Give columns that may be added: the other facts of one event for each addressee."""
    columns = columns_of(procedure)
    further: list[Column] = []
    for step in procedure.steps:
        split = [day for day in events_of(procedure, step) if _is_asked(procedure, step, day)]
        if step.by_party and split:
            day = split[0]
            rest = [one for one in step.facts if one not in list(_facts_asked(procedure, step))]
            stated = (step.by_party, DOCUMENT)
            further += [
                _unmistakable(columns, replace(day, role="fact", fact=one, zh=one.zh))
                for one in rest
                if one.name not in stated
            ]
    return tuple(further)


def _asked(procedure: Procedure) -> Iterator[Meaning]:
    """Give the meanings an empty ledger asks for."""
    yield Meaning("matter", NUMBER)
    if not any(fact.kind == "text" for fact in procedure.facts):
        yield from (Meaning("about", fact.zh, fact=fact) for fact in HEAD_FACTS[:2])
    for fact in procedure.facts:
        yield Meaning("about", fact.zh, fact=fact)
    for step in procedure.steps:
        for day in events_of(procedure, step):
            if _is_asked(procedure, step, day):
                yield day
                yield from _facts_of(procedure, step, day)
    for paper in procedure.papers:
        yield Meaning("paper", paper.zh, paper=paper)


def _is_asked(procedure: Procedure, step: Step, day: Meaning) -> bool:
    """Say whether an empty ledger has the event: once, and for each addressee the law names."""
    if day.turn > 1 or bool(day.party) != bool(step.by_party):
        return False
    services = services_of(procedure, step.name)
    if not day.party or not services:
        return True
    main = main_document(procedure, step.name)
    return any((one.document or main) == day.document and day.party in one.to for one in services)


def _facts_of(procedure: Procedure, step: Step, day: Meaning) -> Iterator[Meaning]:
    """Give the columns of an event's facts; its document stands in its own header."""
    for fact in _facts_asked(procedure, step):
        if not (day.document and fact.name == DOCUMENT):
            yield replace(day, role="fact", fact=fact, zh=fact.zh)


def _facts_asked(procedure: Procedure, step: Step) -> Iterator[Fact]:
    """Give the facts an empty ledger asks for; of an event for each addressee, how it was done."""
    methods = {one.name for service in services_of(procedure, step.name) for one in service.methods}
    for fact in step.facts:
        if not step.by_party or (methods and methods <= fact.choices.keys()):
            yield fact


def _unmistakable(columns: Columns, meaning: Meaning) -> tuple[str, Meaning]:
    """Give the shortest header that is read as the meaning and nothing else."""
    for header in _candidates(columns.procedure, meaning):
        found = columns.find(header)
        read = found.meaning
        if read is not None and read.key == meaning.key and not read.implied:
            return header, read
    raise ValueError(f"no header says {meaning.key} alone; give the fact another Chinese name")


def _candidates(procedure: Procedure, meaning: Meaning) -> Iterator[str]:
    yield meaning.zh
    step = procedure.step(meaning.step)
    named = meaning.fact or meaning.paper
    if named is not None:
        yield from (*named.also, f"有无{named.zh}")
    if step is None:
        return
    for name, _ in event_names(procedure, step, meaning):
        if meaning.fact is not None:
            yield from (f"{name}{tail}" for tail in tails_of(step, meaning.fact))
        else:
            yield f"{name}日期"
