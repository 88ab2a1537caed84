"""Of which words a ledger says nothing at all, because it has no column for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhunsheng.intake.columns import Meaning
from zhunsheng.law.procedure import Procedure, Step


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
    return frozenset(_every_word(procedure)) - spoken


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
