"""Rules become one plain Python function per procedure: a fold over the events, then scalars.

The same function gives the answer and, asked to keep them, every node's value; so an explanation
can never differ from the decision. Nodes that are the same tree are computed once. What a node
means is written in `expressions.py`; this module decides where each line of the function stands:

    fold     one branch per kind of event: first and last day, count, facts, papers, stretches, and
             for kinds looked at one by one a row (index, day, event, values of event-local nodes)
    body     scalar nodes in order of need; aggregates over rows are small loops
    rules    `if` per rule; rules on each event of a kind are loops over its rows
    change   the next day on which a comparison with today flips
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhunsheng.base.days import Tables
from zhunsheng.engine.expressions import GLOBALS, Expressions
from zhunsheng.engine.finding import Rule
from zhunsheng.engine.lines import body_lines, change_lines, fold_lines
from zhunsheng.engine.scope import Scope
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Procedure
from zhunsheng.record.event import Event

Fired = tuple[int, tuple[Any, ...], tuple[int | None, ...], Mapping[str, Any] | None]
Outcome = tuple[list[Fired], int | None, Mapping[str, Any] | None]
Run = Callable[[Mapping[str, Any], Sequence[Event], int, Tables, bool], Outcome]


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A procedure's rules as a function, its source, and the variable that holds each node."""

    procedure: Procedure
    rules: tuple[Rule, ...]
    run: Run
    source: str
    variables: Mapping[object, str]


def compile_rules(procedure: Procedure, rules: Sequence[Rule], law: Law) -> Compiled:
    """Compile the rules of one procedure; raise ProcedureError where a tree cannot be run."""
    scope = Scope(procedure, Expressions(law))
    for rule in rules:
        scope.demand(rule)
    lines = [
        "def run(about, events, today, tables, keep):",
        *_indented(_prologue()),
        *_indented(fold_lines(scope)),
        *_indented(body_lines(scope)),
        *_indented(_firing(rules, scope)),
        *_indented(change_lines(rules, scope)),
        " return fired, change, (dict(locals()) if keep else None)",
    ]
    source = "\n".join(lines)
    space: dict[str, Any] = dict(GLOBALS)
    exec(compile(source, f"<{procedure.name}>", "exec"), space)
    run: Run = space["run"]
    return Compiled(procedure, tuple(rules), run, source, scope.variables())


def _prologue() -> list[str]:
    return [
        "base = tables.base; roll = tables.roll; index = tables.index; works = tables.works",
        "fired = []",
        "stated = dict(about)",
        "filed = {}",
    ]


def _firing(rules: Sequence[Rule], scope: Scope) -> list[str]:
    lines: list[str] = []
    for number, rule in enumerate(rules):
        if not rule.each:
            condition = scope.name(rule.when)
            test = condition if scope.sure(rule.when) else f"{condition} is True"
            lines.append(f"if {test}: {_fire(number, rule, scope, 'None')}")
    for kind in dict.fromkeys(rule.each for rule in rules if rule.each):
        lines += _firing_each(kind, rules, scope)
    return lines


def _firing_each(kind: str, rules: Sequence[Rule], scope: Scope) -> list[str]:
    mine = [(number, rule) for number, rule in enumerate(rules) if rule.each == kind]
    nodes = [node for _, rule in mine for node in (rule.when, *rule.shows.values())]
    head, assignments = scope.row_loop(kind, nodes)
    lines = [head, *_indented(assignments)]
    for number, rule in mine:
        condition = scope.name(rule.when, kind)
        lines.append(f" if {condition} is True: {_fire(number, rule, scope, 'here')}")
    return lines


def _fire(number: int, rule: Rule, scope: Scope, here: str) -> str:
    shows = "".join(f"{scope.name(node, rule.each)}, " for node in rule.shows.values())
    marks = scope.marks((rule.when, *rule.shows.values()))
    indices = "".join(f"{mark}, " for mark in ([here] if rule.each else []) + marks)
    kept = "dict(locals()) if keep else None" if rule.each else "None"
    return f"fired.append(({number}, ({shows}), ({indices}), {kept}))"


def _indented(lines: Sequence[str]) -> list[str]:
    return [f" {line}" for line in lines]
