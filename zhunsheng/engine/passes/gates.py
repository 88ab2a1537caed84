"""Gates: was the act open when it was done, and is it open now?"""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.engine.finding import Rule
from zhunsheng.engine.lowering import applies, day_of_step, joined, since_begun, usable
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Gate, Procedure
from zhunsheng.law.rule import OWN_DAY, Node, known, surely


def lower(procedure: Procedure, law: Law) -> list[Rule]:
    """Turn every gate into the rules that say barred, unproven, or closed for now."""
    gates = [gate for gate in procedure.gates if usable(law, gate.per)]
    return [rule for gate in gates for rule in (_each(gate) if gate.each else _once(gate))]


def _once(gate: Gate) -> list[Rule]:
    done = day_of_step(gate.step)
    begun = since_begun(gate.per, done, gate.only_in_force)
    when = joined(applies(gate.when, gate.unless), known(done), begun)
    shows = {"done": done}
    closed = joined(applies(gate.when, gate.unless), ~known(done), ~surely(gate.needs))
    return [
        _rule(gate, "gate_barred", joined(when, ~gate.needs), shows),
        replace(
            _rule(gate, "gate_unproven", joined(when, ~known(gate.needs)), shows), kind="unproven"
        ),
        replace(_rule(gate, "gate_closed", closed, {}), kind="closed"),
    ]


def _each(gate: Gate) -> list[Rule]:
    begun = since_begun(gate.per, OWN_DAY, gate.only_in_force)
    when = [applies(gate.when, gate.unless), begun]
    shows = {"done": OWN_DAY}
    barred = _rule(gate, "gate_barred", joined(*when, ~gate.needs), shows)
    unproven = _rule(gate, "gate_unproven", joined(*when, ~known(gate.needs)), shows)
    return [replace(barred, each=gate.step), replace(unproven, kind="unproven", each=gate.step)]


def _rule(gate: Gate, sentence: str, when: Node, shows: dict[str, Node]) -> Rule:
    cure = {"cure_by": gate.breach.cure_by} if gate.breach.cure_by is not None else {}
    return Rule(
        name=gate.name,
        kind="barred",
        sentence=sentence,
        zh=gate.zh,
        citation=gate.per,
        when=when,
        shows={**shows, **cure},
        breach=gate.breach,
        step=gate.step,
        holder=gate.holder,
    )
