"""Which facts a rule still asks for: those whose silence leaves it without an answer.

Trees share their branches, so what a branch holds is found once and kept under the branch's key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zhunsheng.law.procedure import Leaf, Procedure, holds
from zhunsheng.law.rule import Node
from zhunsheng.record.record import Record

Found = tuple[Node, ...]
SETTLED_BY_SILENCE = ("known",)
_OPEN: dict[bytes, Found] = {}
_EVERY: dict[bytes, Found] = {}
SHOWN = ("fact", "own", "own_paper", "own_file", "moment")


def open_facts(node: Node) -> Found:
    """Return the facts of a tree (of the matter, or of the event at hand) that silence leaves open.

    Where a tree says what silence means (`surely`, `otherwise` with a constant), nobody is asked.
    """
    found = _OPEN.get(node.key)
    if found is None:
        found = _OPEN[node.key] = _open(node)
    return found


def _open(node: Node) -> Found:
    if node.op in ("fact", "own"):
        return (node,)
    if node.op == "otherwise":
        default = node.kids[1]
        settled = default.op == "literal" and default.data[0] is not None
        return () if settled else _joined(open_facts, node.kids)
    return () if node.op in SETTLED_BY_SILENCE else _joined(open_facts, node.kids)


def every_look(node: Node) -> Found:
    """Return every look of a tree at a fact, at a paper of an event, at the time of day of one."""
    found = _EVERY.get(node.key)
    if found is None:
        own = (node,) if node.op in SHOWN else ()
        found = _EVERY[node.key] = (*own, *_joined(every_look, node.kids))
    return found


def _joined(look: Callable[[Node], Found], kids: Iterable[Node]) -> Found:
    return tuple({one.key: one for kid in kids for one in look(kid)}.values())


def own_facts(nodes: Iterable[Node]) -> set[str]:
    """Return the names of all facts of the event at hand that trees look at, open or not."""
    looks = (one for node in nodes for one in every_look(node))
    return {str(one.data[0]) for one in looks if one.op == "own"}


def papers_of(nodes: Iterable[Node]) -> list[str]:
    """Return the papers of the event at hand that trees look at, in order."""
    looks = (one for node in nodes for one in every_look(node))
    named = (str(name) for one in looks if one.op in ("own_paper", "own_file") for name in one.data)
    return list(dict.fromkeys(named))


def times_of(nodes: Iterable[Node]) -> set[str]:
    """Return the steps whose time of day trees look at."""
    looks = (one for node in nodes for one in every_look(node))
    return {str(one.data[0]) for one in looks if one.op == "moment"}


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
