"""The lines of a compiled procedure: the fold over the events, the scalars, the next change."""

from __future__ import annotations

from collections.abc import Sequence

from zhunsheng.base.errors import ProcedureError
from zhunsheng.engine.draft import Act, Draft, opening
from zhunsheng.engine.finding import Rule
from zhunsheng.engine.guards import Guard
from zhunsheng.engine.looks import OVER_EVENTS, Looks, stretch_where
from zhunsheng.engine.placement import Plan, indented
from zhunsheng.law.rule import TODAY, Node

Fold = dict[str, Plan]


def fold_lines(draft: Draft, rules: Sequence[Rule]) -> list[str]:
    """Write the fold: what each kind of event leaves behind, and the rules it breaks by itself."""
    scope, start, fold = draft.scope, [], Fold()
    for name, node in scope.pauses.values():
        start.append(f"{name} = []")
        _fold_stretch(draft, node, name, fold)
    for name, node in scope.order.values():
        start += _fold_node(draft, node, name, fold)
    for number, rule in enumerate(rules):
        if rule.each and is_local(rule, draft.scope.looks):
            draft.place(_branch(fold, rule.each), fire(number, rule, draft), rule.each)
    for kind, carried in draft.looped.items():
        start.append(f"{draft.rows(kind)} = []")
        values = ", ".join(["i", "d", "e", "f", *carried])
        needs = [node for name, node in scope.rows[kind].values() if name in carried]
        row = Act([], f"{draft.rows(kind)}.append(({values}))", needs)
        draft.place(_branch(fold, kind), row, kind)
    return [*start, "for i, e in enumerate(events):", *indented(_event_lines(draft, fold))]


def _event_lines(draft: Draft, fold: Fold) -> list[str]:
    lines = [
        "d = e.happened_on.toordinal()",
        "if d > today: break",
        "if not base <= d: no_day(d)",
        "f = e.facts; k = e.kind",
        "if f: stated.update(f)",
        "if e.papers:",
        " for p in e.papers:",
        "  if p not in filed: filed[p] = d",
    ]
    branches = []
    for kind, plan in fold.items():
        if kind in draft.own:
            draft.settle_own(plan, kind)
        branches.append((kind, plan.lines(draft.own.get(kind, {}))))
    word = "if"
    # The kinds with most to do are the ones records are full of: they are asked for first.
    for kind, inside in sorted(branches, key=lambda branch: -len(branch[1])):
        if inside:
            lines += [f"{word} k == {kind!r}:", *indented(inside)]
            word = "elif"
    return lines


def _branch(fold: Fold, kind: str) -> Plan:
    return fold.setdefault(kind, Plan())


def _fold_node(draft: Draft, node: Node, name: str, fold: Fold) -> list[str]:
    """Write what a node's kind of event does to it, and return what it is before any event."""
    if node.op in OVER_EVENTS and draft.scope.looks.folds(node):
        kind = str(node.data[0])
        draft.place(_branch(fold, kind), draft.tally(node, name, loop=False), kind)
        return [opening(node, name)]
    line = ""
    if node.op == "fact" and node.data[1] is not None:
        line = f"if {node.data[0]!r} in f: {name} = f[{node.data[0]!r}]"
        kind = str(node.data[1])
    elif node.op == "moment":
        value = f"minute_of(d, e.happened_at, at_end={node.data[1] == 'latest'})"
        line = f"if {name} is None: {name} = {value}"
        kind = str(node.data[0])
    if not line:
        return []
    _branch(fold, kind).root.inside.append(line)
    return [f"{name} = None"]


def _fold_stretch(draft: Draft, node: Node, name: str, fold: Fold) -> None:
    opens, closes, where = str(node.data[0]), node.data[1], stretch_where(node)
    close = f"if {name} and {name}[-1][1] is None: {name}[-1][1] = d"
    _branch(fold, opens).root.inside.append(close)
    tests = draft.scope.looks.guards(where)
    draft.place(_branch(fold, opens), Act(tests, f"{name}.append([d, None])"), opens)
    for kind in closes if isinstance(closes, tuple) else (str(closes),):
        _branch(fold, kind).root.inside.append(close)


def body_lines(draft: Draft, rules: Sequence[Rule]) -> list[str]:
    """Write the rules on the matter, each behind its tests, with the scalars they need."""
    plan = Plan()
    for number, rule in enumerate(rules):
        if not rule.each:
            draft.place(plan, fire(number, rule, draft))
    for kind in dict.fromkeys(
        rule.each for rule in rules if rule.each and not is_local(rule, draft.scope.looks)
    ):
        _place_loop(draft, plan, kind, rules)
    for act in _flips(draft, rules):
        draft.place(plan, act)
    draft.settle(plan)
    return ["change = None", *plan.lines(draft.scalars)]


def _place_loop(draft: Draft, plan: Plan, kind: str, rules: Sequence[Rule]) -> None:
    """Place the loop over the events of a kind whose rules also look at the matter."""
    acts = [
        fire(number, rule, draft)
        for number, rule in enumerate(rules)
        if rule.each == kind and not is_local(rule, draft.scope.looks)
    ]
    lines, outer, _ = draft.loop(kind, acts)
    block = plan.root.behind(("rows", kind), draft.rows(kind))
    for key in outer:
        plan.need(key, block)
    block.inside += lines


def is_local(rule: Rule, looks: Looks) -> bool:
    """Say whether a rule on an event looks at nothing but the event."""
    tests = [guard.node for guard in looks.guards(rule.when)]
    return all(looks.at_event_alone(node) for node in (*tests, *rule.shows.values()))


def fire(number: int, rule: Rule, draft: Draft) -> Act:
    """Write that a rule has fired: its number, its values, the events it rests on."""
    values = "".join(f"{draft.value(node, rule.each).text}, " for node in rule.shows.values())
    marks = draft.scope.marks((rule.when, *rule.shows.values()))
    indices = "".join(f"{mark}, " for mark in (["i"] if rule.each else []) + marks)
    kept = "dict(locals()) if keep else None" if rule.each else "None"
    line = f"fired.append(({number}, ({values}), ({indices}), {kept}))"
    return Act(draft.scope.looks.guards(rule.when), line, shows=list(rule.shows.values()))


# --- next change ---------------------------------------------------------------------------------


def _flips(draft: Draft, rules: Sequence[Rule]) -> list[Act]:
    """Return what finds the first day after today on which a rule's comparison flips.

    A comparison matters only while all the other conditions of its rule hold.
    """
    acts: dict[object, Act] = {}
    looks = draft.scope.looks
    for rule in rules:
        comparisons = looks.comparisons(rule.when)
        if rule.each and comparisons:
            raise ProcedureError(f"逐件核对的规则“{rule.name}”不能与核对日比较")
        tests = [guard for guard in looks.guards(rule.when) if not looks.comparisons(guard.node)]
        for act in (_flip(draft, found, tests) for found in comparisons):
            acts.setdefault((act.line, *(guard.key for guard in act.tests)), act)
    return list(acts.values())


def _flip(draft: Draft, node: Node, tests: Sequence[Guard]) -> Act:
    left_is_today = node.kids[0].key == TODAY.key
    other = node.kids[1] if left_is_today else node.kids[0]
    name = draft.scope.name(other)
    flips_at = (node.op == "lt") == left_is_today
    day = name if flips_at else f"{name} + 1"
    ahead = f"{name} is not None and {name} {'>' if flips_at else '>='} today"
    line = f"if {ahead} and (change is None or {day} < change): change = {day}"
    return Act(tests, line, [other])
