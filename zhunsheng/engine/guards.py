"""A condition taken apart: what must hold, one test after the other, for the whole to hold.

`a & ~known(b)` holds when `a` is True and `b` is None. Compiled code asks these tests in turn and
leaves off at the first that fails; what a rule that fired thereby knows of the parts of its
condition is `implied` and need not be computed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from zhunsheng.engine.connectives import Expression, denied
from zhunsheng.law.rule import Node

Key = object
Form = Literal["true", "false", "not true", "not false", "known", "unknown"]


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """One test on the value of one node."""

    node: Node
    form: Form

    @property
    def key(self) -> Key:
        """What two equal tests have in common."""
        return self.form, self.node.key

    def test(self, value: Expression) -> str:
        """Write the test on the node's value."""
        wanted = {"true": value.true, "false": value.false}.get(self.form.removeprefix("not "))
        if wanted is not None:
            return denied(wanted) if self.form.startswith("not ") else wanted
        return value.unknown if self.form == "unknown" else denied(value.unknown)


def guards(condition: Node) -> list[Guard]:
    """Return the tests that together say that the condition holds."""
    return list(_guards(condition, "true"))


def implied(condition: Node) -> Mapping[Key, bool]:
    """Return what is known of the parts of a condition that holds."""
    return dict(_implied(condition, holds=True))


def _guards(node: Node, form: Form) -> Iterator[Guard]:
    """Take a test apart into tests on kids, as far as all of them have to hold."""
    if (node.op, form) in ALL_KIDS:
        for kid in node.kids:
            yield from _guards(kid, form)
    elif (passed := _passed_on(node, form)) is not None:
        yield from _guards(node.kids[0], passed)
    elif node.key != ALWAYS or form != "true":
        yield Guard(node, form)


def _passed_on(node: Node, form: Form) -> Form | None:
    """Return the test on the first kid that says the same as the test on the node, if any does."""
    if node.op == "not":
        return NEGATED.get(form)
    column = 0 if node.op == "known" else None
    if is_presumption(node):
        column = 2 if node.kids[1].data[0] is True else 1
    return PASSED_ON[form][column] if column is not None and form in PASSED_ON else None


def is_presumption(node: Node) -> bool:
    """Say whether the node takes what is not known for yes, or for no."""
    if node.op != "otherwise" or node.kids[1].op != "literal":
        return False
    return isinstance(node.kids[1].data[0], bool)


ALWAYS: Key = Node("literal", "truth", data=(True,)).key
ALL_KIDS = frozenset({("and", "true"), ("and", "not false"), ("or", "false"), ("or", "not true")})
NEGATED: Mapping[Form, Form] = MappingProxyType(
    {
        "true": "false",
        "false": "true",
        "not true": "not false",
        "not false": "not true",
    }
)
# What a test on `known`, on a presumed no and on a presumed yes asks of the value itself.
PASSED_ON: Mapping[Form, tuple[Form, Form, Form]] = MappingProxyType(
    {
        "true": ("known", "true", "not false"),
        "false": ("unknown", "not true", "false"),
        "not true": ("unknown", "not true", "false"),
        "not false": ("known", "true", "not false"),
    }
)


def _implied(node: Node, *, holds: bool) -> Iterator[tuple[Key, bool]]:
    yield node.key, holds
    if node.op == "not":
        yield from _implied(node.kids[0], holds=not holds)
    elif (node.op == "and" and holds) or (node.op == "or" and not holds):
        for kid in node.kids:
            yield from _implied(kid, holds=holds)
    elif is_presumption(node) and node.kids[1].data[0] is not holds:
        yield from _implied(node.kids[0], holds=holds)
