"""Authority: were those who acted entitled to act?"""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.engine.finding import Rule
from zhunsheng.engine.lowering import joined, since_begun, usable
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Authority, Procedure
from zhunsheng.law.rule import OWN_DAY, known


def lower(procedure: Procedure, law: Law) -> list[Rule]:
    """Turn every authority into rules held against each act of its steps."""
    words = [authority for authority in procedure.authorities if usable(law, authority.per)]
    return [
        rule for authority in words for step in authority.steps for rule in _act(authority, step)
    ]


def _act(authority: Authority, step: str) -> list[Rule]:
    begun = since_begun(authority.per, OWN_DAY, authority.only_in_force)
    barred = Rule(
        name=authority.name,
        kind="barred",
        sentence="authority_barred",
        zh=authority.zh,
        citation=authority.per,
        when=joined(begun, ~authority.needs),
        shows={"done": OWN_DAY},
        breach=authority.breach,
        each=step,
        step=step,
    )
    doubtful = joined(begun, ~known(authority.needs))
    return [
        barred,
        replace(barred, kind="unproven", sentence="authority_unproven", when=doubtful),
    ]
