"""What a source has no place for it does not deny: silence is not known, it is not “no”.

A ledger without a column for the suspension notice says nothing of the notice. Rules held against
its rows are rewritten first: “is it known?” of a silent word is yes, or not known, but never no;
and a pause whose proof the source cannot name counts. So a row is accused only of what its columns
can show, and what was not looked at is said once for the whole ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhunsheng.engine.finding import GRAVITIES, Rule
from zhunsheng.engine.looks import OVER_EVENTS, STRETCHES, stretch_where
from zhunsheng.law.rule import UNKNOWN, Node, choose, otherwise, surely

Silent = frozenset[str]
NAMED = ("fact", "own")
FILED = ("paper", "own_paper", "own_file")
SAYINGS = ("own", "own_paper", "own_file")


def muted(rules: Iterable[Rule], silent: Silent) -> list[Rule]:
    """Return the rules as they stand for a source that is silent about these words.

    A word is the name of a step, a fact or a paper; `served:worker` is one addressee of a step.
    """
    if not silent:
        return list(rules)
    rewriter = _Rewriter(silent)
    return [
        replace(
            rule,
            when=rewriter.node(rule.when),
            shows={name: rewriter.node(node) for name, node in rule.shows.items()},
        )
        for rule in rules
    ]


def unchecked(rules: Sequence[Rule], silent: Silent) -> list[str]:
    """Return in Chinese the breaches a source so silent cannot show, the gravest first."""
    lacking = ("missing", "unproven", "barred")
    changed = [
        (GRAVITIES.index(rule.breach.gravity), rule.zh)
        for rule, other in zip(rules, muted(rules, silent), strict=True)
        if rule.breach is not None and rule.holder == "bureau" and rule.kind in lacking
        if rule.when.key != other.when.key
    ]
    return list(dict.fromkeys(zh for _, zh in sorted(changed, key=lambda one: one[0])))


class _Rewriter:
    def __init__(self, silent: Silent) -> None:
        self.silent = silent
        self.done: dict[bytes, Node] = {}

    def node(self, node: Node) -> Node:
        found = self.done.get(node.key)
        if found is None:
            found = self.done[node.key] = self._rewritten(node)
        return found

    def _rewritten(self, node: Node) -> Node:
        kids = tuple(self.node(kid) for kid in node.kids)
        where = stretch_where(node) if node.op in STRETCHES else None
        if where is not None:
            kids = (*kids[:-1], self._charitable(where))
        elif self._told_otherwise(node):
            kids = tuple(
                surely(kid) if self._silent(old) else kid
                for old, kid in zip(node.kids, kids, strict=True)
            )
        same = Node(node.op, node.sort, kids=kids, data=node.data, zh=node.zh)
        if node.op == "known" and self._silent(node.kids[0]):
            return choose(same, True, UNKNOWN)
        if node.op in FILED[1:] and self._names(node.data):
            return choose(same, True, UNKNOWN)
        return same

    def _charitable(self, where: Node) -> Node:
        """Take as given what a pause would have to prove and the source cannot tell."""
        if where.op == "and":
            kids = tuple(self._charitable(kid) for kid in where.kids)
            return Node("and", "truth", kids=kids, zh=where.zh)
        proved = self.node(where)
        return otherwise(proved, True) if self._silent(where) else proved

    def _told_otherwise(self, node: Node) -> bool:
        """Say whether the source has a place for one of several ways of saying the same thing.

        It is through that place that it speaks: an empty column for the receipt means no receipt,
        though another word for it has no column.
        """
        if node.op != "or" or not all(_is_saying(kid) for kid in node.kids):
            return False
        silent = [self._silent(kid) for kid in node.kids]
        return any(silent) and not all(silent)

    def _silent(self, node: Node) -> bool:
        """Say whether the node may lack a value only because the source could not give it."""
        if node.op in NAMED:
            return node.data[0] in self.silent
        if node.op in FILED:
            return self._names(node.data)
        if node.op in OVER_EVENTS or node.op == "moment":
            kind = str(node.data[0])
            whom = (f"{kind}:{party}" for party in _addressees(node))
            return kind in self.silent or any(word in self.silent for word in whom)
        return not self._told_otherwise(node) and any(self._silent(kid) for kid in node.kids)

    def _names(self, names: Sequence[object]) -> bool:
        """Say whether the source has a place for none of these words."""
        return all(name in self.silent for name in names)


def _is_saying(node: Node) -> bool:
    """Say whether the node only looks up whether something was said of the event at hand."""
    return node.op in SAYINGS or (node.op == "or" and all(_is_saying(kid) for kid in node.kids))


def _addressees(node: Node) -> Iterable[str]:
    """Yield whom the events of an aggregate must be addressed to."""
    for kid in node.kids:
        if kid.op == "eq" and kid.kids[0].op == "own" and kid.kids[0].data == ("to",):
            yield str(kid.kids[1].data[0])
        elif kid.op in ("and", "otherwise", "not"):
            yield from _addressees(kid)
