"""The lines of a compiled procedure: the fold over the events, the scalars, the next change."""

from __future__ import annotations

from collections.abc import Sequence

from zhunsheng.base.errors import ProcedureError
from zhunsheng.engine.expressions import CONVERSIONS, Expression
from zhunsheng.engine.finding import Rule
from zhunsheng.engine.scope import OVER_EVENTS, SIMPLE, STRETCHES, Scope, stretch_where
from zhunsheng.law.rule import TODAY, Node


def fold_lines(scope: Scope) -> list[str]:
    """Write the fold: what each kind of event leaves behind."""
    start: list[str] = []
    branches: dict[str, list[str]] = {}
    for number, (kind, rows) in enumerate(scope.rows.items()):
        start.append(f"rows_{number} = []")
        values = [scope.write(name, node, kind) for name, node in rows.values()]
        row = "".join(f", {name}" for name, _ in rows.values())
        branches[kind] = [*values, f"rows_{number}.append((i, d, e, f{row}))"]
    for name, node in scope.pauses.values():
        start.append(f"{name} = []")
        _fold_stretch(scope, node, name, branches)
    for name, node in scope.order.values():
        _fold_node(scope, node, name, (start, branches))
    lines = [*start, "for i, e in enumerate(events):"]
    body = [
        "d = e.happened_on.toordinal()",
        "if d > today: break",
        "if not tables.base <= d: no_day(d)",
        "f = e.facts; k = e.kind",
        "if f: stated.update(f)",
        "if e.papers:",
        " for p in e.papers:",
        "  if p not in filed: filed[p] = d",
    ]
    for number, (kind, actions) in enumerate(branches.items()):
        body.append(f"{'el' if number else ''}if k == {kind!r}:")
        body += [f" {action}" for action in actions]
    return lines + [f" {line}" for line in body]


def _fold_node(
    scope: Scope, node: Node, name: str, where: tuple[list[str], dict[str, list[str]]]
) -> None:
    start, branches = where
    if node.op == "count":
        scope.surely[name] = True
    if node.op in SIMPLE and not node.kids:
        start.append(f"{name} = 0" if node.op == "count" else f"{name} = n{name} = None")
        action = {
            "first": f"if {name} is None: {name} = d; n{name} = i",
            "last": f"{name} = d; n{name} = i",
            "count": f"{name} += 1",
        }[node.op]
        branches.setdefault(str(node.data[0]), []).append(action)
    elif node.op == "fact" and node.data[1] is not None:
        start.append(f"{name} = None")
        action = f"if {node.data[0]!r} in f: {name} = f[{node.data[0]!r}]"
        branches.setdefault(str(node.data[1]), []).append(action)
    elif node.op == "moment":
        start.append(f"{name} = None")
        at_end = node.data[1] == "latest"
        value = f"minute_of(d, e.happened_at, at_end={at_end})"
        action = f"if {name} is None: {name} = {value}"
        branches.setdefault(str(node.data[0]), []).append(action)


def _fold_stretch(scope: Scope, node: Node, name: str, branches: dict[str, list[str]]) -> None:
    opens, closes = str(node.data[0]), node.data[1]
    where = stretch_where(node)
    close = f"if {name} and {name}[-1][1] is None: {name}[-1][1] = d"
    opened = f"{name}.append([d, None])"
    if where is not None:
        opened = f"if {scope.name(where, opens)} is True: {opened}"
    branches.setdefault(opens, []).extend([close, opened])
    for kind in closes if isinstance(closes, tuple) else (str(closes),):
        branches.setdefault(kind, []).append(close)


def body_lines(scope: Scope) -> list[str]:
    """Write the scalars in order of need; an aggregate with a condition is a loop over rows."""
    lines: list[str] = []
    for name, node in scope.order.values():
        lines += _body_node(scope, node, name)
    return lines


def _body_node(scope: Scope, node: Node, name: str) -> list[str]:
    if node.op in OVER_EVENTS:
        return _aggregate(scope, node, name) if node.kids else []
    if node.op in STRETCHES:
        return [f"{name} = {_stretch(scope, node)}"]
    if node.op == "moment":
        return []
    if node.op == "fact":
        stated = f"stated.get({node.data[0]!r})" if node.data[1] is None else name
        kind = scope.kinds_of_facts.get(str(node.data[0]), "")
        conversion = CONVERSIONS.get(kind, "{}").format(stated)
        return [] if conversion == name else [f"{name} = {conversion}"]
    if node.op == "paper":
        return [f"{name} = {_first_filed(node)}"]
    return [scope.write(name, node)]


def _first_filed(node: Node) -> str:
    if len(node.data) == 1:
        return f"filed.get({node.data[0]!r})"
    return f"first_filed(filed, {tuple(node.data)!r})"


def _stretch(scope: Scope, node: Node) -> str:
    where = stretch_where(node)
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


def _aggregate(scope: Scope, node: Node, name: str) -> list[str]:
    kind = str(node.data[0])
    measured = node.op in ("total", "least")
    where = node.kids[-1] if len(node.kids) > measured else None
    head, mixed = scope.row_loop(kind, list(node.kids))
    if node.op in ("count", "total"):
        scope.surely[name] = node.op == "count"
        start = f"{name} = 0"
    else:
        start = f"{name} = n{name} = None"
    measure = scope.expression(node.kids[0], kind)
    value = measure.text
    action = {
        "first": f"{name} = d; n{name} = here; break",
        "last": f"{name} = d; n{name} = here",
        "count": f"{name} += 1",
        "total": f"{name} = {_sum(name, measure)}",
        "least": f"{name} = {value}; n{name} = here",
    }[node.op]
    tests = [f"{scope.name(where, kind)} is True"] if where is not None else []
    if node.op == "least":
        tests += [] if measure.sure else [f"{value} is not None"]
        tests.append(f"({name} is None or {value} < {name})")
    test = f"if {' and '.join(tests)}: " if tests else ""
    return [start, head, *(f" {line}" for line in mixed), f" {test}{action}"]


def _sum(name: str, measure: Expression) -> str:
    doubt = "" if measure.sure else f" or {measure.text} is None"
    return f"None if {name} is None{doubt} else {name} + {measure.text}"


def change_lines(rules: Sequence[Rule], scope: Scope) -> list[str]:
    """Write the next change: the first day after today on which a rule's comparison flips.

    A comparison matters only while all the other conditions of its rule hold.
    """
    lines = ["change = None"]
    for rule in rules:
        if rule.each and _comparisons(rule.when):
            raise ProcedureError(f"逐件核对的规则“{rule.name}”不能与核对日比较")
        if rule.each:
            continue
        conditions = _conjuncts(rule.when)
        timed = [node for node in conditions if _comparisons(node)]
        guards = [f"{scope.name(node)} is True" for node in conditions if not _comparisons(node)]
        for comparison in (found for node in timed for found in _comparisons(node)):
            lines.append(_flip(scope, comparison, guards))
    return list(dict.fromkeys(lines))


def _flip(scope: Scope, node: Node, guards: Sequence[str]) -> str:
    left_is_today = node.kids[0].key == TODAY.key
    other = node.kids[1] if left_is_today else node.kids[0]
    name = scope.name(other)
    flips_at = (node.op == "lt") == left_is_today
    day = name if flips_at else f"{name} + 1"
    tests = [*guards, f"{name} is not None", f"{name} {'>' if flips_at else '>='} today"]
    tests.append(f"(change is None or {day} < change)")
    return f"if {' and '.join(tests)}: change = {day}"


def _conjuncts(node: Node) -> list[Node]:
    if node.op == "and":
        return [part for kid in node.kids for part in _conjuncts(kid)]
    return [node]


def _comparisons(node: Node) -> list[Node]:
    if node.op in ("lt", "le") and any(kid.key == TODAY.key for kid in node.kids):
        return [node]
    kids = () if node.op in OVER_EVENTS else node.kids
    return [found for kid in kids for found in _comparisons(kid)]
