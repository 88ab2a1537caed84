"""Which facts a rule still asks for: those whose silence leaves it without an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhunsheng.law.procedure import Leaf, Procedure, holds
from zhunsheng.law.rule import Node
from zhunsheng.record.record import Record

SETTLED_BY_SILENCE = ("known",)


def open_facts(node: Node) -> Iterator[Node]:
    """Yield the facts of a tree (of the matter or of the event at hand) that silence leaves open.

    Where a tree says what silence means (`surely`, `otherwise` with a constant), nobody is asked.
    """
    if node.op in ("fact", "own"):
        yield node
    elif node.op == "otherwise":
        default = node.kids[1]
        if default.op != "literal" or default.data[0] is None:
            yield from open_facts(node.kids[0])
            yield from open_facts(default)
    elif node.op not in SETTLED_BY_SILENCE:
        for kid in node.kids:
            yield from open_facts(kid)


def own_facts(nodes: Iterable[Node]) -> set[str]:
    """Return the names of all facts of the event at hand that trees look at, open or not."""
    found: set[str] = set()
    for node in nodes:
        if node.op == "own":
            found.add(str(node.data[0]))
        found |= own_facts(node.kids)
    return found


def papers_of(nodes: Iterable[Node]) -> list[str]:
    """Return the papers of the event at hand that trees look at, in order."""
    found: list[str] = []
    for node in nodes:
        if node.op in ("own_paper", "own_file"):
            found += [str(name) for name in node.data]
        found += papers_of(node.kids)
    return list(dict.fromkeys(found))


def stated(record: Record) -> set[str]:
    """Return the names of the facts a record knows: stated, and not as “not known”."""
    known = {name for name, value in record.about.items() if value is not None}
    for event in record.as_known():
        for name, value in event.facts.items():
            (known.discard if value is None else known.add)(name)
    return known


def wanted(nodes: Iterable[Node], procedure: Procedure, record: Record) -> list[str]:
    """Return the facts of the matter that trees ask for and the record does not know."""
    names = {
        str(fact.data[0])
        for node in nodes
        for fact in open_facts(node)
        if fact.op == "fact" and fact.data[1] is None
    }
    missing = names - stated(record)
    return [fact.name for fact in procedure.facts if fact.name in missing]


def wanted_by(leaves: Iterable[Leaf], procedure: Procedure, record: Record) -> list[str]:
    """Return the facts of the matter that would settle elements not known yet."""
    return wanted([holds(leaf) for leaf in leaves], procedure, record)
