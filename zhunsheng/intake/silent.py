"""Of which words a source says nothing at all: a ledger without the column, an account in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhunsheng.intake.columns import Meaning
from zhunsheng.law.procedure import Procedure, Step
from zhunsheng.record.record import Record


def silent_words(procedure: Procedure, columns: Iterable[Meaning]) -> frozenset[str]:
    """Return the steps, facts and papers without a column; `served:worker` is one addressee.

    A step speaks through the column of its day; a step by party only for the parties that have
    one. A fact that tells the party, or the document, is told by the header itself.
    """
    dated = [one for one in columns if one.role == "day"]
    spoken = {one.step for one in dated}
    spoken.update(one.fact.name for one in columns if one.fact is not None)
    spoken.update(one.paper.name for one in columns if one.paper is not None)
    for step in procedure.steps:
        spoken.update(_told_by_headers(step, [one for one in dated if one.step == step.name]))
    return every_word(procedure) - spoken


def unsaid_words(record: Record, procedure: Procedure) -> frozenset[str]:
    """Return the words that a partial account leaves out: a press report, an extract of a file.

    A fact of a step is said only where every event of that step says it.
    """
    return every_word(procedure) - frozenset(_said(record, procedure))


def every_word(procedure: Procedure) -> frozenset[str]:
    """Return every step, fact, paper and addressee of a procedure that a source may speak of."""
    return frozenset(_every_word(procedure))


def _said(record: Record, procedure: Procedure) -> Iterator[str]:
    yield from (name for name, value in record.about.items() if value is not None)
    left_out: set[str] = set()
    stated: set[str] = set()
    for event in record.events:
        yield event.kind
        yield from event.papers
        here = {name for name, value in event.facts.items() if value is not None}
        step = procedure.step(event.kind)
        if step is not None:
            left_out.update({fact.name for fact in step.facts} - here)
            yield f"{step.name}:{event.facts.get(step.by_party)}"
        stated |= here
    yield from stated - left_out


def _told_by_headers(step: Step, dated: list[Meaning]) -> Iterator[str]:
    if not dated or not step.by_party:
        return
    yield from (step.by_party, "of")
    parties = {one.party for one in dated}
    everyone = "" in parties
    for party in _parties(step):
        if everyone or party in parties:
            yield f"{step.name}:{party}"


def _every_word(procedure: Procedure) -> Iterator[str]:
    yield from (fact.name for fact in procedure.facts)
    yield from (paper.name for paper in procedure.papers)
    for step in procedure.steps:
        yield step.name
        yield from (fact.name for fact in step.facts)
        yield from (f"{step.name}:{party}" for party in _parties(step))


def _parties(step: Step) -> Iterator[str]:
    for fact in step.facts:
        if fact.name == step.by_party:
            yield from fact.choices
