"""Elements: do the facts the law asks for stand, and does the decision say what they say?"""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.engine.finding import Kind, Rule
from zhunsheng.engine.lowering import always, applies, day_of_step, joined, usable
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Breach, Element, Elements, Leaf, Procedure, holds, leaves
from zhunsheng.law.rule import Node, known, paper, surely


def lower(procedure: Procedure, law: Law) -> list[Rule]:
    """Turn every element tree into the rules that hold it against the decision."""
    words = [elements for elements in procedure.elements if usable(law, elements.per)]
    return [rule for elements in words for rule in _elements(elements, procedure, law)]


def _elements(elements: Elements, procedure: Procedure, law: Law) -> list[Rule]:
    tree = holds(elements.tree)
    affirmed, denied = surely(elements.affirmed), surely(elements.denied)
    when = applies(elements.when)
    undecided = joined(when, ~known(day_of_step(elements.step)), ~affirmed, ~denied)
    doubtful = joined(when, affirmed | denied, ~known(tree))
    relied = {leaf.name: leaf for leaf in relied_on(elements.tree)}.values()
    rules = [
        _rule(elements, "defective", "elements_fail", joined(when, affirmed, ~tree)),
        _rule(elements, "defective", "elements_hold", joined(when, denied, tree)),
        _rule(elements, "unproven", "elements_unknown", doubtful),
        *(_leaf(elements, leaf) for leaf in relied if usable(law, leaf.per)),
    ]
    step = procedure.step(elements.step)
    if elements.holder == "bureau" and step is not None and step.holder == "bureau":
        open_ = joined(undecided, ~known(tree))
        rules.append(_rule(elements, "unproven", "elements_open", open_))
        if elements.reader:
            rules.append(_rule(elements, "due", "elements_ready", joined(undecided, tree)))
    if elements.reader:
        rules.append(_rule(elements, "reading", "reading", always(when)))
    return rules


def relied_on(element: Element) -> Iterator[Leaf]:
    """Yield the leaves that must be proved for the tree to hold; what is negated need not be."""
    if isinstance(element, Leaf):
        if element.proof:
            yield element
    elif element.mode != "not":
        for part in element.of:
            yield from relied_on(part)


def _leaf(elements: Elements, leaf: Leaf) -> Rule:
    """Say that the decision affirms a fact for which no proof was on file on its day."""
    decided = day_of_step(elements.step)
    filed = paper(*leaf.proof)
    unproved = ~known(filed) | surely(decided < filed)
    stated, affirmed = surely(holds(leaf)), surely(elements.affirmed)
    return Rule(
        name=f"{elements.name}.{leaf.name}",
        kind="unproven",
        sentence="leaf_unproven",
        zh=leaf.zh,
        citation=leaf.per,
        when=joined(applies(elements.when), known(decided), affirmed, stated, unproved),
        shows={"done": decided},
        breach=elements.unproven,
        holder=elements.holder,
        detail=elements,
        step=elements.step,
    )


def _rule(elements: Elements, kind: Kind, sentence: str, when: Node) -> Rule:
    values = {f"leaf:{leaf.name}": holds(leaf) for leaf in leaves(elements.tree)}
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
