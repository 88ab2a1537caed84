"""Where each node of a procedure's rules is computed, and under which name.

A node is *global* when it is a fact of the matter or rests on such facts; it is *local* when it
looks at the event at hand (`own`, `own_day`, `own_paper`, `own_file`). Local nodes that rest on
nothing global may be computed in the fold; mixed ones in the loop over the events that needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zhunsheng.base.errors import ProcedureError
from zhunsheng.engine.connectives import Expression, equals_text, named
from zhunsheng.engine.expressions import CONVERSIONS, Expressions
from zhunsheng.engine.finding import Rule
from zhunsheng.engine.guards import is_presumption
from zhunsheng.engine.looks import (
    OVER_EVENTS,
    OWN,
    STRETCHES,
    Looks,
    measure_of,
    stretch_where,
    where_of,
)
from zhunsheng.law.procedure import Procedure
from zhunsheng.law.rule import TODAY, Node

Key = object
TEST = Node("test", "truth")
SIMPLE = ("first", "last", "count")


class Scope:
    """The nodes demanded so far, in order of need, with the variable that holds each."""

    def __init__(self, procedure: Procedure, expressions: Expressions) -> None:
        self.kinds_of_facts = kinds_of_facts(procedure)
        self.expressions = expressions
        self.looks = Looks()
        self.order: dict[Key, tuple[str, Node]] = {}
        self.rows: dict[str, dict[Key, tuple[str, Node]]] = {}
        self.mixed: dict[tuple[str, Key], tuple[str, Node]] = {}
        self.pauses: dict[Key, tuple[str, Node]] = {}
        self.inlined: dict[str, Expression] = {}
        self.sure: set[str] = set()
        self._asked: dict[str, Expression] = {}
        self._held: dict[tuple[str, Key], list[Node]] = {}
        self._marks: dict[Key, Sequence[str]] = {}
        self._users: dict[tuple[str, Key], list[Node | None]] = {}

    # --- demand ---------------------------------------------------------------------------------

    def demand(self, rule: Rule) -> None:
        """Register every node a rule needs."""
        users: list[tuple[Node, Node | None]] = [
            (guard.node, None if guard.form in ("known", "unknown") else TEST)
            for guard in self.looks.guards(rule.when)
        ]
        users += [(node, None) for node in rule.shows.values()]
        for node, user in users:
            if rule.each:
                self._demand_local(rule.each, node, user)
            else:
                self._demand_global(node, user)

    def _demand_global(self, node: Node, user: Node | None = None) -> None:
        self._users.setdefault(("", node.key), []).append(user)
        if node.op == "literal" or node.key == TODAY.key or node.key in self.order:
            return
        if node.op in OWN:
            raise ProcedureError(f"“{node!r}”只能用在逐件行为的条件里")
        if node.op in OVER_EVENTS and node.kids:
            measure, tests = measure_of(node), self.looks.guards(where_of(node))
            measured = [] if measure is None else [measure]
            for part in (*measured, *(guard.node for guard in tests)):
                self._demand_local(str(node.data[0]), part)
        elif node.op in STRETCHES:
            self._demand_stretch(node)
        else:
            for kid in node.kids:
                self._demand_global(kid, node)
        self._refuse_today(node)
        self.order[node.key] = (f"x{len(self.order)}", node)

    def _demand_stretch(self, node: Node) -> None:
        where = stretch_where(node)
        for bound in node.kids[: STRETCHES[node.op]]:
            self._demand_global(bound, node)
        opens = str(node.data[0])
        if where is not None:
            if not self.looks.at_event_alone(where):
                raise ProcedureError(f"中止的条件只能看该次中止本身：{where!r}")
            for guard in self.looks.guards(where):
                self._demand_local(opens, guard.node)
        key: Key = (*node.data[:2], where.key if where is not None else None)
        self.pauses.setdefault(key, (f"p{len(self.pauses)}", node))

    def _refuse_today(self, node: Node) -> None:
        has_today = any(kid.key == TODAY.key for kid in node.kids)
        if has_today and node.op not in ("lt", "le", "standing"):
            raise ProcedureError(f"核对日只能直接比较先后，不能参与运算：{node!r}")

    def _demand_local(self, kind: str, node: Node, user: Node | None = None) -> None:
        rows = self.rows.setdefault(kind, {})
        if not self.looks.at_event(node) and not self.looks.at_event_alone(node):
            self._demand_global(node, user)
            return
        self._users.setdefault((kind, node.key), []).append(user)
        if node.op == "literal":
            return
        if node.key in rows or (kind, node.key) in self.mixed:
            return
        if any(kid.key == TODAY.key for kid in node.kids):
            raise ProcedureError(f"逐件看行为的条件不能与核对日比较：{node!r}")
        for kid in node.kids:
            self._demand_local(kind, kid, node)
        if self.looks.at_event_alone(node):
            rows[node.key] = (f"r{len(rows)}_{list(self.rows).index(kind)}", node)
        else:
            self.mixed[(kind, node.key)] = (f"y{len(self.mixed)}", node)

    # --- names ----------------------------------------------------------------------------------

    def name(self, node: Node, kind: str = "") -> str:
        """Return the variable (or the constant) that holds a node's value."""
        return self.expression(node, kind).text

    def expression(self, node: Node, kind: str = "") -> Expression:
        """Return the name of a node's value, and whether it is never None."""
        if node.op == "literal":
            return named(repr(node.data[0]), sure=node.data[0] is not None)
        if node.key == TODAY.key:
            return named("today", sure=True)
        name = self._variable(node, kind)
        if name not in self._asked:
            self._asked[name] = self.inlined.get(name) or named(name, sure=name in self.sure)
        return self._asked[name]

    def held(self, node: Node, kind: str = "") -> list[Node]:
        """Return the nodes with variables of their own that a node's value is read off."""
        if node.op == "literal" or node.key == TODAY.key:
            return []
        if self._variable(node, kind) not in self.inlined:
            return [node]
        if (kind, node.key) not in self._held:
            inner = (one for kid in node.kids for one in self.held(kid, kind))
            self._held[(kind, node.key)] = list(inner)
        return self._held[(kind, node.key)]

    def _variable(self, node: Node, kind: str) -> str:
        if kind and node.key in self.rows.get(kind, {}):
            return self.rows[kind][node.key][0]
        if kind and (kind, node.key) in self.mixed:
            return self.mixed[(kind, node.key)][0]
        return self.order[node.key][0]

    def variables(self) -> Mapping[Key, str]:
        """Return the variable of every global node, and of local ones under (kind, key)."""
        names: dict[Key, str] = {key: name for key, (name, _) in self.order.items()}
        for kind, rows in self.rows.items():
            names.update({(kind, key): name for key, (name, _) in rows.items()})
        names.update({(kind, key): name for (kind, key), (name, _) in self.mixed.items()})
        return {key: name for key, name in names.items() if name not in self.inlined}

    def marks(self, nodes: Iterable[Node]) -> list[str]:
        """Return the variables that hold the index of each event the nodes rest on."""
        return list(dict.fromkeys(mark for node in nodes for mark in self._marks_of(node)))

    def _marks_of(self, node: Node) -> Sequence[str]:
        if node.key not in self._marks:
            if node.op in ("first", "last", "least") and node.key in self.order:
                self._marks[node.key] = ["n" + self.order[node.key][0]]
            else:
                kids = () if node.op in OVER_EVENTS else node.kids
                self._marks[node.key] = self.marks(kids)
        return self._marks[node.key]

    # --- lines ----------------------------------------------------------------------------------

    def write(self, name: str, node: Node, kind: str = "") -> list[str]:
        """Write the assignment of one scalar node; none where it is read off its kids."""
        kids = [self.expression(kid, kind) for kid in node.kids]
        expression = self.own(node) if node.op in OWN else self.expressions.of(node, kids)
        if self._is_read_off(node, kind, expression):
            self.inlined[name] = expression
            return []
        if expression.sure:
            self.sure.add(name)
        return [f"{name} = {expression.text}"]

    def _is_read_off(self, node: Node, kind: str, expression: Expression) -> bool:
        """Say whether a node is best asked by asking its kids: it is trivial, or asked once."""
        if node.op in ("not", "known", "among") or equals_text(node) or is_presumption(node):
            return True
        if node.op == "otherwise" and expression.text.isidentifier():
            return True
        users = self._users.get((kind, node.key), [])
        if len(users) != 1 or users[0] is None:
            return False
        user = users[0]
        if node.op in ("and", "or"):
            return expression.sure or user.op in (node.op, TEST.op) or is_presumption(user)
        if node.op in ("lt", "le") and (user is TEST or is_presumption(user)):
            return True
        return node.op in ("otherwise", "choose") and _used_once(node, user)

    def own(self, node: Node) -> Expression:
        """Write a look at the event at hand."""
        if node.op == "own_day":
            return named("d", sure=True)
        if node.op in ("own_paper", "own_file"):
            place = "e.papers" if node.op == "own_paper" else "filed"
            names = " or ".join(f"{name!r} in {place}" for name in node.data)
            return named(f"({names})", sure=True)
        name = repr(node.data[0])
        conversion = CONVERSIONS.get(self.kinds_of_facts.get(str(node.data[0]), ""))
        if conversion is None:
            return named(f"f.get({name})", sure=False)
        taken = conversion.format(f"f[{name}]")
        return named(f"({taken} if {name} in f else None)", sure=False)


def _used_once(node: Node, user: Node) -> bool:
    """Say whether the user's expression names the kid a single time."""
    chosen = {"otherwise": user.kids[1:], "choose": user.kids[1:]}.get(user.op, ())
    return any(kid.key == node.key for kid in chosen)


def kinds_of_facts(procedure: Procedure) -> Mapping[str, str]:
    """Return the declared kind of every fact of a procedure."""
    facts = [*procedure.facts, *(fact for step in procedure.steps for fact in step.facts)]
    return {fact.name: fact.kind for fact in facts}
