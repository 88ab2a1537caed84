"""Orders: did what must come first come first?"""

from __future__ import annotations

from zhunsheng.engine.finding import Kind, Rule
from zhunsheng.engine.lowering import applies, day_of_step, joined, since_begun, usable
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Order, Procedure
from zhunsheng.law.rule import Node, known


def lower(procedure: Procedure, law: Law) -> list[Rule]:
    """Turn every order into the rules that say skipped, done too early, or closed for now."""
    orders = [order for order in procedure.orders if usable(law, order.per)]
    return [rule for order in orders for rule in _order(order)]


def _order(order: Order) -> list[Rule]:
    earlier, later = day_of_step(order.first), day_of_step(order.then)
    begun = since_begun(order.per, later, order.only_in_force)
    when = applies(order.when)
    skipped = joined(when, known(later), ~known(earlier), begun)
    early = joined(when, later < earlier, begun)
    closed = joined(when, ~known(later), ~known(earlier))
    return [
        _rule(order, "missing", "order_skipped", (skipped, {"done": later})),
        _rule(order, "barred", "order_early", (early, {"done": later, "first": earlier})),
        _rule(order, "closed", "order_closed", (closed, {})),
    ]


def _rule(order: Order, kind: Kind, sentence: str, held: tuple[Node, dict[str, Node]]) -> Rule:
    when, shows = held
    cure = {"cure_by": order.breach.cure_by} if order.breach.cure_by is not None else {}
    return Rule(
        name=order.name,
        kind=kind,
        sentence=sentence,
        zh=order.zh,
        citation=order.per,
        when=when,
        shows={**shows, **cure},
        breach=order.breach,
        step=order.then,
        holder=order.holder,
    )
