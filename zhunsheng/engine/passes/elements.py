"""Elements: do the facts the law asks for stand, and does the decision say what they say?"""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.engine.finding import Kind, Rule
from zhunsheng.engine.lowering import always, applies, day_of_step, joined, usable
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Breach, Element, Elements, Leaf, Procedure
from zhunsheng.law.rule import Node, all_of, any_of, fact, known, paper, surely


def lower(procedure: Procedure, law: Law) -> list[Rule]:
    """Turn every element tree into the rules that hold it against the decision."""
    words = [elements for elements in procedure.elements if usable(law, elements.per)]
    return [rule for elements in words for rule in _elements(elements)]


def leaves(element: Element) -> Iterator[Leaf]:
    """Yield every leaf of a tree from left to right."""
    if isinstance(element, Leaf):
        yield element
    else:
        for part in element.of:
            yield from leaves(part)


def tree_node(element: Element) -> Node:
    """Return the three-valued condition of a tree."""
    if isinstance(element, Leaf):
        return fact(element.name) if element.test is None else element.test
    parts = [tree_node(part) for part in element.of]
    if element.mode == "not":
        return ~any_of(*parts)
    return all_of(*parts) if element.mode == "all" else any_of(*parts)


def _elements(elements: Elements) -> list[Rule]:
    holds = tree_node(elements.tree)
    affirmed, denied = surely(elements.affirmed), surely(elements.denied)
    decided = day_of_step(elements.step)
    when = applies(elements.when)
    undecided = joined(when, ~known(decided), ~known(holds))
    rules = [
        _rule(elements, "defective", "elements_fail", joined(when, affirmed, ~holds)),
        _rule(elements, "defective", "elements_hold", joined(when, denied, holds)),
        _rule(
            elements, "unproven", "elements_unknown", joined(when, affirmed | denied, ~known(holds))
        ),
        _rule(elements, "unproven", "elements_open", undecided),
        *(_leaf(elements, leaf) for leaf in leaves(elements.tree) if leaf.proof),
    ]
    if elements.reader:
        rules.append(_rule(elements, "reading", "reading", always(when)))
    return rules


def _leaf(elements: Elements, leaf: Leaf) -> Rule:
    """Say that the decision affirms a fact for which no proof was on file on its day."""
    decided = day_of_step(elements.step)
    proved = surely(paper(*leaf.proof) <= decided)
    relied_on = surely(tree_node(leaf))
    return Rule(
        name=f"{elements.name}.{leaf.name}",
        kind="unproven",
        sentence="leaf_unproven",
        zh=leaf.zh,
        citation=leaf.per,
        when=joined(applies(elements.when), surely(elements.affirmed), relied_on, ~proved),
        shows={"done": decided},
        breach=elements.unproven,
        holder=elements.holder,
        detail=elements,
        step=elements.step,
    )


def _rule(elements: Elements, kind: Kind, sentence: str, when: Node) -> Rule:
    values = {f"leaf:{leaf.name}": tree_node(leaf) for leaf in leaves(elements.tree)}
    filed = {
        f"paper:{leaf.name}": paper(*leaf.proof) for leaf in leaves(elements.tree) if leaf.proof
    }
    return Rule(
        name=elements.name,
        kind=kind,
        sentence=sentence,
        zh=elements.zh,
        citation=elements.per,
        when=when,
        shows={"done": day_of_step(elements.step), **values, **filed},
        breach=_breach(elements, sentence),
        holder=elements.holder,
        detail=elements,
        step=elements.step,
    )


def _breach(elements: Elements, sentence: str) -> Breach | None:
    if sentence in ("elements_fail", "elements_hold"):
        return elements.against
    return elements.unproven if sentence == "elements_unknown" else None
