"""Yes, no and not known in Python: how a value is asked, and what and, or, not make of it.

Expressions follow Kleene: strict operations are None where a kid is None; `and` and `or` may be
decided by one kid; only `known`, `otherwise` and `choose` look at what is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from zhunsheng.law.rule import Node

SIMPLE_TEST = re.compile(r"(\w+) is (not )?(True|False|None)")


@dataclass(frozen=True, slots=True)
class Expression:
    """A Python expression: its value, and how to ask whether it is True, False, or None.

    `unknown` holds only where neither `true` nor `false` does; it is "False" where the value is
    sure, that is never None.
    """

    text: str
    true: str
    false: str
    unknown: str

    @property
    def sure(self) -> bool:
        """Say whether the value is never None."""
        return self.unknown == "False"


def named(name: str, *, sure: bool) -> Expression:
    """Return the expression of a variable or a constant."""
    if sure:
        return Expression(name, name, f"not {name}", "False")
    return Expression(name, f"{name} is True", f"{name} is False", f"{name} is None")


def denied(test: str) -> str:
    """Write that a test fails."""
    simple = SIMPLE_TEST.fullmatch(test)
    if simple is None:
        return f"not {grouped(test)}"
    name, negation, constant = simple.groups()
    return f"{name} is {'' if negation else 'not '}{constant}"


def grouped(text: str) -> str:
    """Put what is more than one name, call or test into parentheses."""
    return text if text.isidentifier() else f"({text})"


def strict(text: str, kids: Sequence[Expression]) -> Expression:
    """Write a value that is None where a kid is."""
    doubtful = dict.fromkeys(kid.unknown for kid in kids if not kid.sure)
    if not doubtful:
        return named(f"({text})", sure=True)
    return named(f"(None if {' or '.join(doubtful)} else {text})", sure=False)


def operand(kid: Expression) -> str:
    """Write a value as an operand: a test such as `not x` needs its parentheses."""
    return f"({kid.text})" if kid.text.startswith("not ") or " is " in kid.text else kid.text


def _not(_: Node, kids: Sequence[Expression]) -> Expression:
    (kid,) = kids
    if kid.sure:
        return Expression(f"({kid.false})", kid.false, kid.true, "False")
    text = f"(None if {kid.unknown} else {kid.false})"
    return Expression(text, kid.false, kid.true, kid.unknown)


def _and(_: Node, kids: Sequence[Expression]) -> Expression:
    true = " and ".join(_operand(kid.true, "or") for kid in kids)
    false = " or ".join(_operand(kid.false, "and") for kid in kids)
    return _kleene(kids, (true, false), f"False if {false}", "True")


def _or(_: Node, kids: Sequence[Expression]) -> Expression:
    true = " or ".join(_operand(kid.true, "and") for kid in kids)
    false = " and ".join(_operand(kid.false, "or") for kid in kids)
    return _kleene(kids, (true, false), f"True if {true}", "False")


def _operand(test: str, other: str) -> str:
    return f"({test})" if f" {other} " in test or " if " in test else test


def _kleene(
    kids: Sequence[Expression], tests: tuple[str, str], decided: str, rest: str
) -> Expression:
    true, false = tests
    doubtful = dict.fromkeys(kid.unknown for kid in kids if not kid.sure)
    if not doubtful:
        return Expression(f"({true})", true, false, "False")
    unknown = " or ".join(doubtful)
    return Expression(f"({decided} else None if {unknown} else {rest})", true, false, unknown)


def _known(_: Node, kids: Sequence[Expression]) -> Expression:
    unknown = kids[0].unknown
    known = "True" if unknown == "False" else denied(unknown)
    return Expression(f"({known})", known, unknown, "False")


def _otherwise(node: Node, kids: Sequence[Expression]) -> Expression:
    value, default = kids
    if value.sure:
        return value
    fallback = node.kids[1].data[0] if node.kids[1].op == "literal" else None
    if fallback is False:
        return Expression(f"({value.true})", value.true, denied(value.true), "False")
    if fallback is True:
        return Expression(f"({denied(value.false)})", denied(value.false), value.false, "False")
    return named(f"({default.text} if {value.unknown} else {value.text})", sure=default.sure)


def _choose(_: Node, kids: Sequence[Expression]) -> Expression:
    condition, then, els = kids
    text = f"{then.text} if {condition.true} else {els.text}"
    if condition.sure:
        return named(f"({text})", sure=then.sure and els.sure)
    return named(f"(None if {condition.unknown} else {text})", sure=False)


def _lt(_: Node, kids: Sequence[Expression]) -> Expression:
    return _ordered(kids, "<", ">=")


def _le(_: Node, kids: Sequence[Expression]) -> Expression:
    return _ordered(kids, "<=", ">")


def _ordered(kids: Sequence[Expression], sign: str, other: str) -> Expression:
    left, right = (kid.text for kid in kids)
    doubtful = dict.fromkeys(kid.unknown for kid in kids if not kid.sure)
    true, false = f"{left} {sign} {right}", f"{left} {other} {right}"
    if not doubtful:
        return Expression(f"({true})", true, false, "False")
    unknown, known = " or ".join(doubtful), " and ".join(map(denied, doubtful))
    return Expression(
        f"(None if {unknown} else {true})", f"{known} and {true}", f"{known} and {false}", unknown
    )


def _eq(node: Node, kids: Sequence[Expression]) -> Expression:
    if not equals_text(node):
        return strict(f"{operand(kids[0])} == {operand(kids[1])}", kids)
    value, text = kids[0], kids[1].text
    return _tested(value, f"{value.text} == {text}", f"{value.text} != {text}")


def _among(node: Node, kids: Sequence[Expression]) -> Expression:
    value = kids[0]
    return _tested(value, f"{value.text} in {node.data!r}", f"{value.text} not in {node.data!r}")


def _tested(value: Expression, true: str, false: str) -> Expression:
    """Write a test on texts, which fails of itself where the value is None."""
    if value.sure:
        return Expression(f"({true})", true, false, "False")
    false = f"{denied(value.unknown)} and {false}"
    return Expression(f"(None if {value.unknown} else {true})", true, false, value.unknown)


def equals_text(node: Node) -> bool:
    """Say whether the node asks for one text."""
    wanted = node.kids[-1] if node.op == "eq" else None
    return wanted is not None and wanted.op == "literal" and isinstance(wanted.data[0], str)


def _includes(node: Node, kids: Sequence[Expression]) -> Expression:
    members, member = kids[0].text, repr(node.data[0])
    inside = f"{member} in {members} if type({members}) is tuple else {members} == {member}"
    return strict(inside, kids)


def _size(_: Node, kids: Sequence[Expression]) -> Expression:
    return named(f"size_of({kids[0].text})", sure=False)


CONNECTIVES: Mapping[str, Callable[[Node, Sequence[Expression]], Expression]] = MappingProxyType(
    {
        "not": _not,
        "and": _and,
        "or": _or,
        "known": _known,
        "otherwise": _otherwise,
        "choose": _choose,
        "lt": _lt,
        "le": _le,
        "eq": _eq,
        "among": _among,
        "includes": _includes,
        "size": _size,
    }
)
