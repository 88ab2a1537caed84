"""The words of a procedure in the order of its page, each with the anchor that links lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from django.urls import reverse

from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Method, Procedure
from zhunsheng.law.rule import Node
from zhunsheng.procedures import procedure

PARTS = (
    ("steps", "步骤"),
    ("clocks", "期限"),
    ("gates", "条件"),
    ("orders", "次序"),
    ("authorities", "主体"),
    ("evidence", "证据"),
    ("elements", "要件"),
    ("services", "送达"),
    ("methods", "送达方式"),
    ("amounts", "金额"),
    ("publications", "公开"),
)
CITING = ("after", "after_paused", "before", "minutes_after", "value")


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A word of a procedure with its place on the page."""

    procedure: str
    part: str
    part_zh: str
    anchor: str
    zh: str
    word: object

    @property
    def href(self) -> str:
        """Return the address of the word."""
        return f"{reverse('rule_set', args=[self.procedure])}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation below a word; `always` says that it must resolve before it was enacted too."""

    citation: str
    always: bool


@cache
def placed(name: str) -> tuple[Placed, ...]:
    """Return the words of a procedure; raises `UnknownProcedure`."""
    declared = procedure(name)
    taken: set[str] = set()
    found = []
    for part, part_zh in PARTS:
        for word in words_of(declared, part):
            anchor = _anchor(part, word.name, taken)
            found.append(Placed(name, part, part_zh, anchor, word.zh, word))
    return tuple(found)


def words_of(declared: Procedure, part: str) -> tuple[Any, ...]:
    """Return the words of one part; the methods are those its services use."""
    if part == "methods":
        return tuple(methods_of(declared))
    return tuple(getattr(declared, part))


def methods_of(declared: Procedure) -> dict[Method, None]:
    """Return the ways of serving that a procedure knows, each once."""
    return dict.fromkeys(method for one in declared.services for method in one.methods)


def rule_href(name: str, rule: str) -> str:
    """Return the address of a rule by the name a finding gives it (`elements.leaf`, …)."""
    base = rule.partition(".")[0]
    found = next((one for one in placed(name) if base in (one.anchor, _within(one.word))), None)
    return found.href if found else reverse("rule_set", args=[name])


def citations(word: object, always: bool = True) -> Iterator[Cited]:
    """Yield every citation below a word, those of a condition once."""
    yield from _citations(word, always, set())


def _citations(word: object, always: bool, seen: set[tuple[bytes, bool]]) -> Iterator[Cited]:
    if isinstance(word, Node):
        yield from _of_node(word, always, seen)
    elif isinstance(word, tuple):
        for part in word:
            yield from _citations(part, always, seen)
    elif is_dataclass(word):
        mine = always and not getattr(word, "only_in_force", False)
        for field in fields(word):
            value = getattr(word, field.name)
            if field.name in ("per", "rolls_by") and value:
                yield Cited(value, mine and field.name == "per")
            else:
                yield from _citations(value, mine, seen)


def _of_node(node: Node, always: bool, seen: set[tuple[bytes, bool]]) -> Iterator[Cited]:
    """Yield the citations of a condition; parts that conditions share are walked once."""
    if (node.key, always) in seen:
        return
    seen.add((node.key, always))
    if node.op in CITING:
        per = str(node.data[0] if node.op == "value" else node.data[-1])
        yield Cited(per, always and not _guarded(node))
    elif node.op == "in_force":
        yield Cited(str(node.data[0]), False)
    for kid in node.kids:
        yield from _of_node(kid, always, seen)


def canonical(law: Law, citation: str) -> str:
    """Return a citation under the short title of its instrument."""
    title, _, at = citation.partition("/")
    instrument = law.by_title.get(title)
    return f"{instrument.title}/{at}" if instrument else citation


def _within(word: object) -> str:
    within = getattr(word, "within", None)
    return within.name if within is not None else ""


def _anchor(part: str, name: str, taken: set[str]) -> str:
    base = name if part not in ("steps", "methods") else f"{part.rstrip('s')}-{name}"
    anchor, again = base, 1
    while anchor in taken:
        again += 1
        anchor = f"{base}-{again}"
    taken.add(anchor)
    return anchor


def _guarded(node: Node) -> bool:
    """Say whether the day that chooses the version is known only where there is a version."""
    return any(kid.op == "choose" and kid.kids[0].op == "in_force" for kid in node.kids)
