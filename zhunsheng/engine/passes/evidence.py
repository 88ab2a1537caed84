"""Evidence: was the paper on file before the act that rests on it?"""

from __future__ import annotations

from zhunsheng.engine.finding import Kind, Rule
from zhunsheng.engine.lowering import applies, day_of_step, joined, since_begun, usable
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Evidence, Procedure
from zhunsheng.law.rule import Node, known, paper


def lower(procedure: Procedure, law: Law) -> list[Rule]:
    """Turn every evidence set into the rules that say missing, filed too late, or wanted first."""
    words = [evidence for evidence in procedure.evidence if usable(law, evidence.per)]
    return [rule for evidence in words for rule in _evidence(evidence)]


def _evidence(evidence: Evidence) -> list[Rule]:
    act, filed = day_of_step(evidence.before), paper(*evidence.papers)
    begun = since_begun(evidence.per, act, evidence.only_in_force)
    when = applies(evidence.when)
    never = joined(when, known(act), ~known(filed), begun)
    afterwards = joined(when, act < filed, begun)
    wanted = joined(when, ~known(act), ~known(filed))
    return [
        _rule(evidence, "missing", "paper_missing", (never, {"done": act})),
        _rule(evidence, "missing", "paper_late", (afterwards, {"done": act, "filed": filed})),
        _rule(evidence, "closed", "paper_wanted", (wanted, {})),
    ]


def _rule(
    evidence: Evidence, kind: Kind, sentence: str, held: tuple[Node, dict[str, Node]]
) -> Rule:
    when, shows = held
    cure = {"cure_by": evidence.breach.cure_by} if evidence.breach.cure_by is not None else {}
    return Rule(
        name=evidence.name,
        kind=kind,
        sentence=sentence,
        zh=evidence.zh,
        citation=evidence.per,
        when=when,
        shows={**shows, **cure},
        breach=evidence.breach,
        holder=evidence.holder,
        step=evidence.before,
    )
