"""A condition taken apart: what must hold, one test after the other, for the whole to hold.

`a & ~known(b)` holds when `a` is True and `b` is None. Compiled code asks these tests in turn and
leaves off at the first that fails; what a rule that fired thereby knows of the parts of its
condition is `implied` and need not be computed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from zhunsheng.engine.expressions import Expression, denied
from zhunsheng.law.rule import Node

Key = object
Form = Literal["true", "false", "known", "unknown", "not true"]


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """One test on the value of one node; `source` is the part of the condition it stands for."""

    node: Node
    form: Form
    source: Node

    @property
    def key(self) -> Key:
        """What two equal tests have in common."""
        return self.form, self.node.key

    def test(self, value: Expression) -> str:
        """Write the test on the node's value."""
        if self.form in ("known", "unknown"):
            return value.unknown if self.form == "unknown" else denied(value.unknown)
        if self.form == "false":
            return value.false
        return value.true if self.form == "true" else denied(value.true)


def guards(condition: Node) -> list[Guard]:
    """Return the tests that together say that the condition holds."""
    return [_guard(part) for part in conjuncts(condition) if part.key != ALWAYS]


def conjuncts(node: Node) -> list[Node]:
    """Return the conditions that are joined by and."""
    if node.op == "and":
        return [part for kid in node.kids for part in conjuncts(kid)]
    return [node]


def implied(condition: Node) -> Mapping[Key, bool]:
    """Return what is known of the parts of a condition that holds."""
    return dict(_implied(condition, holds=True))


ALWAYS: Key = Node("literal", "truth", data=(True,)).key


def _guard(node: Node) -> Guard:
    form: Form = "true"
    part = node
    while form in ("true", "false"):
        if part.op == "not":
            form = "false" if form == "true" else "true"
        elif part.op == "known":
            form = "known" if form == "true" else "unknown"
        elif _is_surely(part):
            form = "true" if form == "true" else "not true"
        else:
            break
        part = part.kids[0]
    return Guard(part, form, node)


def _is_surely(node: Node) -> bool:
    return node.op == "otherwise" and node.kids[1].op == "literal" and node.kids[1].data[0] is False


def _implied(node: Node, *, holds: bool) -> Iterator[tuple[Key, bool]]:
    yield node.key, holds
    if node.op == "not":
        yield from _implied(node.kids[0], holds=not holds)
    elif (node.op == "and" and holds) or (node.op == "or" and not holds):
        for kid in node.kids:
            yield from _implied(kid, holds=holds)
    elif _is_surely(node) and holds:
        yield from _implied(node.kids[0], holds=True)
