"""The lines that compute each node, and what each rests on, before they get their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhunsheng.engine.connectives import Expression, named
from zhunsheng.engine.expressions import CONVERSIONS
from zhunsheng.engine.guards import Guard
from zhunsheng.engine.looks import OVER_EVENTS, STRETCHES, measure_of, stretch_where, where_of
from zhunsheng.engine.placement import Plan, Standing, indented
from zhunsheng.engine.scope import Scope
from zhunsheng.law.rule import Node

Key = object
# A refusal must not depend on where a node found its place: these are computed whatever fires.
MAY_REFUSE = frozenset(
    {
        "after",
        "after_paused",
        "before",
        "covered",
        "minutes_after",
        "months_begun",
        "rolled",
        "rolled_paused",
        "value",
    }
)

ALWAYS, NEVER = ("True", "not False"), ("False", "not True")


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """A line to run where its tests hold, and the nodes it needs beside them, or but shows."""

    tests: Sequence[Guard]
    line: str
    needs: Sequence[Node] = ()
    shows: Sequence[Node] = ()


class Draft:
    """Every node of a scope as lines; nodes of the matter, and nodes of each kind of event."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.looped: dict[str, list[str]] = {}
        self.own: dict[str, dict[Key, list[str]]] = {
            kind: {key: scope.write(name, node, kind) for key, (name, node) in rows.items()}
            for kind, rows in scope.rows.items()
        }
        self.scalars: dict[Key, list[str]] = {}
        self._kids: dict[Key, list[Key]] = {}
        self._stands: dict[Key, Standing] = {}
        for key, (name, node) in scope.order.items():
            self._kids[key] = self._held(_kids(node))
            self._stands[key] = "outside" if node.op in MAY_REFUSE else "anywhere"
            self.scalars[key] = self._scalar(node, name)

    # --- placing --------------------------------------------------------------------------------

    def place(self, plan: Plan, act: Act, kind: str = "") -> None:
        """Put an act behind its tests."""
        block = plan.root
        for guard in act.tests:
            value = self.value(guard.node, kind)
            for key in self._held([guard.node], kind):
                plan.need(key, block)
            test = guard.test(value)
            if test in NEVER:
                return
            if test not in ALWAYS:
                block = block.behind(guard.key, test)
        for node in (*act.needs, *act.shows):
            self.value(node, kind)
        for key in self._held(act.needs, kind):
            plan.need(key, block)
        for key in self._held(act.shows, kind):
            plan.show(key, block)
        block.inside.append(act.line)

    def settle(self, plan: Plan) -> None:
        """Place the nodes of the matter."""
        plan.settle(self.scalars, self._kids.__getitem__, self._stands.__getitem__)

    def settle_own(self, plan: Plan, kind: str) -> bool:
        """Place the nodes of a kind of event; say whether any of them may refuse the matter."""
        nodes = {key: node for key, (_, node) in self.scope.rows[kind].items()}
        nodes |= {key: node for (of, key), (_, node) in self.scope.mixed.items() if of == kind}

        def stands(key: Key) -> Standing:
            return "outside" if nodes[key].op in MAY_REFUSE else "anywhere"

        plan.settle(self.own[kind], lambda key: self._held(_kids(nodes[key]), kind), stands)
        return any(stands(key) == "outside" for key in plan.places if key in nodes)

    def loop(self, kind: str, acts: Iterable[Act]) -> tuple[list[str], list[Key], bool]:
        """Write a loop over the events of a kind that come with their index, day and facts.

        Return its lines, the nodes of the matter it uses, and whether it may refuse the matter.
        """
        plan = Plan()
        for act in acts:
            self.place(plan, act, kind)
        refuses = self.settle_own(plan, kind)
        texts = self.own[kind]
        carried = self.looped.setdefault(kind, self._carried(kind))
        head = f"for {', '.join(['i', 'd', 'e', 'f', *carried])} in {self.rows(kind)}:"
        inside = {
            key: lines
            for key, lines in texts.items()
            if lines and lines[0].split()[0] not in carried
        }
        outer = [key for key in {**plan.places, **plan.shown} if key in self.scope.order]
        body = indented(plan.lines(inside))
        return [head, *body] if body else [], outer, refuses

    def rows(self, kind: str) -> str:
        """Return the variable that holds the events of a kind."""
        return f"rows_{list(self.scope.rows).index(kind)}"

    def _carried(self, kind: str) -> list[str]:
        """Return what only the fold can know of an event: the papers on file by then."""
        return [name for name, node in self.scope.rows[kind].values() if node.op == "own_file"]

    def _held(self, nodes: Iterable[Node], kind: str = "") -> list[Key]:
        """Return the nodes with variables of their own that the nodes are read off."""
        return [held.key for node in nodes for held in self.scope.held(node, kind)]

    def value(self, node: Node, kind: str) -> Expression:
        """Return the name of a node's value, after writing the lines of mixed nodes."""
        if (kind, node.key) in self.scope.mixed and node.key not in self.own[kind]:
            for kid in node.kids:
                self.value(kid, kind)
            name = self.scope.mixed[(kind, node.key)][0]
            self.own[kind][node.key] = self.scope.write(name, node, kind)
        return self.scope.expression(node, kind)

    # --- lines ----------------------------------------------------------------------------------

    def _scalar(self, node: Node, name: str) -> list[str]:
        scope = self.scope
        if node.op in OVER_EVENTS:
            if node.op == "count":
                scope.sure.add(name)
            return [] if scope.looks.folds(node) else self._aggregate(node, name)
        if node.op in STRETCHES:
            return [f"{name} = {self._stretch(node)}"]
        if node.op == "moment":
            return []
        if node.op == "fact":
            stated = f"stated.get({node.data[0]!r})" if node.data[1] is None else name
            kind = scope.kinds_of_facts.get(str(node.data[0]), "")
            conversion = CONVERSIONS.get(kind, "{}").format(stated)
            if node.data[1] is not None:
                self._stands[node.key] = "once"
            return [] if conversion == name else [f"{name} = {conversion}"]
        if node.op == "paper":
            return _first_filed(node, name)
        return scope.write(name, node)

    def _stretch(self, node: Node) -> str:
        scope, where = self.scope, stretch_where(node)
        pauses = scope.pauses[(*node.data[:2], where.key if where is not None else None)][0]
        if node.op in ("after_paused", "rolled_paused"):
            kids = [scope.expression(kid) for kid in node.kids[: STRETCHES[node.op]]]
            return scope.expressions.paused(node, kids, pauses)
        low = scope.name(node.kids[0])
        if node.op == "standing":
            return f"inside({pauses}, {low})"
        high = scope.name(node.kids[1])
        if node.data[-1]:
            return f"overlap_workdays(tables, {pauses}, {low}, {high})"
        return f"overlap({pauses}, {low}, {high})"

    def _aggregate(self, node: Node, name: str) -> list[str]:
        lines, outer, refuses = self.loop(str(node.data[0]), [self.tally(node, name, loop=True)])
        self._kids[node.key] = outer
        self._stands[node.key] = "once"
        if refuses:
            self._stands[node.key] = "outside"
        return [opening(node, name), *lines]

    def tally(self, node: Node, name: str, *, loop: bool) -> Act:
        """Return what an aggregate does with one event."""
        kind, where, measure = str(node.data[0]), where_of(node), measure_of(node)
        value = self.value(measure, kind) if measure is not None else named("", sure=True)
        first = f"{name} = d; n{name} = i"
        line = {
            "first": f"{first}; break" if loop else f"if {name} is None: {first}",
            "last": first,
            "count": f"{name} += 1",
            "total": f"{name} = {_sum(name, value)}",
            "least": f"if {_smaller(name, value)}: {name} = {value.text}; n{name} = i",
        }[node.op]
        tests = self.scope.looks.guards(where)
        return Act(tests, line, [measure] if measure is not None else [])


def opening(node: Node, name: str) -> str:
    """Write what an aggregate is before any event."""
    return f"{name} = 0" if node.op in ("count", "total") else f"{name} = n{name} = None"


def _kids(node: Node) -> Sequence[Node]:
    if node.op in OVER_EVENTS or node.op in ("literal", "today"):
        return ()
    return node.kids[: STRETCHES[node.op]] if node.op in STRETCHES else node.kids


def _first_filed(node: Node, name: str) -> list[str]:
    """Write the look-up of papers, which are filed day by day."""
    if len(node.data) == 1:
        return [f"{name} = filed.get({node.data[0]!r})"]
    wanted = ", ".join(repr(paper) for paper in node.data)
    found = f" if p in {{{wanted}}}: {name} = filed[p]; break"
    return [f"{name} = None", "for p in filed:", found]


def _sum(name: str, measure: Expression) -> str:
    doubt = "" if measure.sure else f" or {measure.text} is None"
    return f"None if {name} is None{doubt} else {name} + {measure.text}"


def _smaller(name: str, measure: Expression) -> str:
    known = "" if measure.sure else f"{measure.text} is not None and "
    return f"{known}({name} is None or {measure.text} < {name})"
