"""Amounts: what sum does the law allow, and did the act keep to it?"""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.engine.finding import Rule
from zhunsheng.engine.lowering import applies, joined, usable
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Amount, Procedure
from zhunsheng.law.rule import known


def lower(procedure: Procedure, law: Law) -> list[Rule]:
    """Turn every amount into a sum to show and a rule on what the act fixed."""
    words = [amount for amount in procedure.amounts if usable(law, amount.per)]
    return [rule for amount in words for rule in _amount(amount)]


def _amount(amount: Amount) -> list[Rule]:
    when = applies(amount.when)
    shown = Rule(
        name=amount.name,
        kind="sum",
        sentence="sum",
        zh=amount.zh,
        citation=amount.per,
        when=joined(when, known(amount.low), known(amount.high)),
        shows={"low": amount.low, "high": amount.high},
    )
    if amount.stated is None:
        return [shown]
    outside = (amount.stated < amount.low) | (amount.high < amount.stated)
    wrong = replace(
        shown,
        kind="defective",
        sentence="sum_outside",
        when=joined(when, known(amount.low), known(amount.high), outside),
        shows={**shown.shows, "stated": amount.stated},
        breach=amount.breach,
    )
    return [shown, wrong]
