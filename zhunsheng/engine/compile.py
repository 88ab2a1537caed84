"""Rules become one plain Python function per procedure: a fold over the events, then scalars.

The same function gives the answer and, asked to keep them, every node's value; so an explanation
can never differ from the decision. Nodes that are the same tree are computed once. What a node
means is written in `expressions.py`, its lines in `draft.py`; where they stand in `lines.py`:

    fold     one branch per kind of event: first and last day, count, facts, papers, stretches,
             and the rules that look at nothing but the event; kinds whose rules also look at the
             matter leave a row (index, day, event, facts) each
    body     a tree of tests: each rule stands behind its own, each scalar as deep inside as all
             its uses allow; aggregates and rules that mix event and matter are loops over rows
    change   the next day on which a comparison with today flips, found on the way
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhunsheng.base.days import Tables
from zhunsheng.engine.draft import Draft
from zhunsheng.engine.expressions import GLOBALS, Expressions
from zhunsheng.engine.finding import Rule
from zhunsheng.engine.lines import body_lines, fold_lines
from zhunsheng.engine.placement import indented
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
    draft = Draft(scope)
    body = body_lines(draft, rules)
    lines = [
        "def run(about, events, today, tables, keep):",
        *indented(_prologue()),
        *indented(fold_lines(draft, rules)),
        *indented(body),
        " fired.sort(key=number_of)",
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
