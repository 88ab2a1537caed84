"""The rule tree: the small typed language in which procedures say when something holds.

A tree is evaluated in two stages. First the events of a matter are folded into facts (the first
day of a kind, a count, the days inside suspensions); then scalar nodes work on those facts. Days
are ordinals, instants are minutes, money is 分, and “not known” is None, a third truth value: it
is neither yes nor no, and arithmetic and comparison on it stay not known.

Trees are data. They are read by a lawyer in `zhunsheng show`, compiled to Python by
`engine/compile.py` and explained by `engine/trace.py`; nothing here evaluates them.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

Sort = Literal["day", "instant", "truth", "number", "yuan", "text", "list", "any"]
Edge = Literal["earliest", "latest"]
Part = Literal["low", "high", "exact", "count", "length"]
KEY_BYTES = 16


class Node:
    """One node: an operation, the nodes it works on, its constants, and its sort.

    `==`, `<`, `&`, `|`, `~`, `+`, `-`, `*` build bigger trees; two trees are the same when their
    `key` is the same. `zh` is the label an explanation prints for the node's value.
    """

    __slots__ = ("data", "key", "kids", "op", "sort", "zh")

    def __init__(
        self,
        op: str,
        sort: Sort,
        *,
        kids: tuple[Node, ...] = (),
        data: tuple[object, ...] = (),
        zh: str = "",
    ) -> None:
        self.op = op
        self.sort: Sort = sort
        self.kids = kids
        self.data = data
        self.zh = zh
        self.key = _key(op, data, kids)

    def named(self, zh: str) -> Node:
        """Return the same node under the label an explanation prints."""
        return Node(self.op, self.sort, kids=self.kids, data=self.data, zh=zh)

    def __repr__(self) -> str:
        inside = ", ".join([*map(repr, self.data), *map(repr, self.kids)])
        return f"{self.op}({inside})"

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise TypeError(f"a rule has no value before it is run; use & | ~ instead: {self!r}")

    def __eq__(self, other: object) -> Node:  # type: ignore[override]
        return _compare("eq", self, other)

    def __ne__(self, other: object) -> Node:  # type: ignore[override]
        return ~_compare("eq", self, other)

    def __lt__(self, other: object) -> Node:
        return _compare("lt", self, other)

    def __le__(self, other: object) -> Node:
        return _compare("le", self, other)

    def __gt__(self, other: object) -> Node:
        return _compare("lt", as_node(other), self)

    def __ge__(self, other: object) -> Node:
        return _compare("le", as_node(other), self)

    def __and__(self, other: Node) -> Node:
        return _logic("and", self, other)

    def __or__(self, other: Node) -> Node:
        return _logic("or", self, other)

    def __invert__(self) -> Node:
        return _logic("not", self)

    def __add__(self, other: object) -> Node:
        return Node("add", self.sort, kids=(self, as_node(other)))

    def __sub__(self, other: object) -> Node:
        right = as_node(other)
        apart = self.sort == right.sort == "day"
        return Node("sub", "number" if apart else self.sort, kids=(self, right))

    def __mul__(self, other: object) -> Node:
        right = as_node(other)
        return Node("mul", "yuan" if right.sort == "yuan" else self.sort, kids=(self, right))


def _key(op: str, data: tuple[object, ...], kids: tuple[Node, ...]) -> bytes:
    """Return a short name of the whole tree; nested tuples would be hashed at every look-up."""
    head = repr((op, data, len(kids))).encode()
    return blake2b(b"".join((head, *(kid.key for kid in kids))), digest_size=KEY_BYTES).digest()


def as_node(value: object) -> Node:
    """Take a constant as a node; a node passes through."""
    if isinstance(value, Node):
        return value
    if isinstance(value, bool):
        return Node("literal", "truth", data=(value,))
    if isinstance(value, int):
        return Node("literal", "number", data=(value,))
    if isinstance(value, str):
        return Node("literal", "text", data=(value,))
    raise TypeError(
        f"a rule cannot hold {value!r}: only texts, whole numbers and yes/no are constants"
    )


def _compare(op: str, left: Node, right: object) -> Node:
    return Node(op, "truth", kids=(left, as_node(right)))


def _logic(op: str, *kids: Node) -> Node:
    for kid in kids:
        if kid.sort not in ("truth", "any"):
            raise TypeError(f"{op} works on yes/no, not on {kid.sort}: {kid!r}")
    return Node(op, "truth", kids=kids)


UNKNOWN = Node("literal", "any", data=(None,), zh="不明")

# --- facts: what the fold over the events yields -------------------------------------------------

TODAY = Node("today", "day", zh="核对日")


def first(kind: str, where: Node | None = None) -> Node:
    """Return the first day on which an event of the kind (that satisfies `where`) happened."""
    return Node("first", "day", kids=_optional(where), data=(kind,))


def last(kind: str, where: Node | None = None) -> Node:
    """Return the last such day."""
    return Node("last", "day", kids=_optional(where), data=(kind,))


def count(kind: str, where: Node | None = None) -> Node:
    """Return how many such events there are; nought when there is none."""
    return Node("count", "number", kids=_optional(where), data=(kind,))


def total(kind: str, amount: Node, where: Node | None = None) -> Node:
    """Return the sum of an event-local amount over such events; not known if any part is not."""
    return Node("total", amount.sort, kids=(amount, *_optional(where)), data=(kind,))


def least(kind: str, day: Node, where: Node | None = None) -> Node:
    """Return the earliest of an event-local day over such events (a service that took effect)."""
    return Node("least", "day", kids=(day, *_optional(where)), data=(kind,))


def fact(name: str, of: str | None = None, sort: Sort = "any") -> Node:
    """Return what was last stated under the name: of the matter, or by events of the kind `of`."""
    return Node("fact", sort, data=(name, of))


def paper(*names: str) -> Node:
    """Return the first day on which any of the papers was on file."""
    return Node("paper", "day", data=names)


def moment(kind: str, edge: Edge) -> Node:
    """Return the first such event's instant; without a time of day, the edge of that day."""
    return Node("moment", "instant", data=(kind, edge))


@dataclass(frozen=True, slots=True, eq=False)
class Pauses:
    """Stretches that do not count: from an event that holds `where` to the next that closes it.

    `until` is the day at which a stretch still open is cut; not known where it goes on. Pauses are
    the matter's: they may not stand in a condition on the event at hand.
    """

    opens: str
    closes: str | tuple[str, ...]
    until: Node
    where: Node | None = None


def covered(
    pauses: tuple[str, str | tuple[str, ...]],
    lo: Node,
    hi: Node,
    *,
    where: Node | None = None,
    workdays: bool = False,
) -> Node:
    """Return the days (or workdays) of [lo, hi) inside stretches between two kinds of event.

    `where` is what the opening event must hold for its stretch to count. A stretch still open
    counts up to `hi`; where `hi` is not known it counts for nothing yet.
    """
    return Node("covered", "number", kids=(lo, hi, *_optional(where)), data=(*pauses, workdays))


def standing(
    pauses: tuple[str, str | tuple[str, ...]], at: Node, *, where: Node | None = None
) -> Node:
    """Say whether the day lies inside such a stretch."""
    return Node("standing", "truth", kids=(at, *_optional(where)), data=pauses)


# --- the event at hand: inside `where=` and inside rules that look at each event ------------------


def own(name: str, sort: Sort = "any") -> Node:
    """Return a fact of the event at hand."""
    return Node("own", sort, data=(name,))


OWN_DAY = Node("own_day", "day", zh="行为日")


def own_file(*names: str) -> Node:
    """Say whether any of the papers was on file by the event at hand."""
    return Node("own_file", "truth", data=names)


def own_paper(*names: str) -> Node:
    """Say whether any of the papers came in with the event at hand."""
    return Node("own_paper", "truth", data=names)


# --- law and calendar ----------------------------------------------------------------------------


def after(
    start: Node,
    per: str,
    plus: Node | None = None,
    on: Node | None = None,
    *,
    pauses: Pauses | None = None,
) -> Node:
    """Return the last day of the provision's limit counted from the start, before any roll-over.

    `plus` lengthens the limit: by workdays where the limit is in workdays, else by days. `on` is
    the day that chooses the version of the law, by default the start. Days inside `pauses` do not
    count; a pause that opens after the limit has run out changes nothing.

    Source: 民法典/201.1, 202.
    """
    extra = as_node(0) if plus is None else plus
    plain = (start, extra, start if on is None else on)
    if pauses is None:
        return Node("after", "day", kids=plain, data=(per,))
    kids = (*plain, pauses.until, *_optional(pauses.where))
    return Node("after_paused", "day", kids=kids, data=(pauses.opens, pauses.closes, per))


def before(day: Node, per: str) -> Node:
    """Return the last day on which an act may happen that must precede the day by the limit."""
    return Node("before", "day", kids=(day, day), data=(per,))


def minutes_after(start: Node, per: str, on: Node) -> Node:
    """Return the instant at which a limit in hours ends."""
    return Node("minutes_after", "instant", kids=(start, on), data=(per,))


def day_of(instant: Node) -> Node:
    """Return the day an instant falls on."""
    return Node("day_of", "day", kids=(instant,))


def rolled(day: Node, *, pauses: Pauses | None = None) -> Node:
    """Return the day itself, or the first working day after it that no pause covers.

    Source: 民事诉讼法/85.3.
    """
    if pauses is None:
        return Node("rolled", "day", kids=(day,))
    kids = (day, pauses.until, *_optional(pauses.where))
    return Node("rolled_paused", "day", kids=kids, data=(pauses.opens, pauses.closes))


def value(per: str, part: Part, on: Node) -> Node:
    """Return a number of the provision in force on the day: money in 分, a share, a count."""
    sort: Sort = "yuan" if part in ("low", "high", "exact") else "number"
    return Node("value", sort, kids=(on,), data=(per, part))


def in_force(per: str, on: Node) -> Node:
    """Say whether the provision has begun, and has not ended, on the day."""
    return Node("in_force", "truth", kids=(on,), data=(per,))


# --- scalars -------------------------------------------------------------------------------------


def known(node: Node) -> Node:
    """Say whether the value is known; never itself unknown."""
    return Node("known", "truth", kids=(node,))


def otherwise(node: Node, default: object) -> Node:
    """Return the value, or the default where it is not known."""
    return Node("otherwise", node.sort, kids=(node, as_node(default)))


def surely(node: Node) -> Node:
    """Say whether the condition is known to hold; not known counts as no."""
    return otherwise(node, False)


def choose(condition: Node, then: object, els: object) -> Node:
    """Return one of two values; not known where the condition is not."""
    left = as_node(then)
    return Node("choose", left.sort, kids=(condition, left, as_node(els)))


def all_of(*conditions: Node) -> Node:
    """Join conditions by and, from left to right."""
    return _chain("and", conditions)


def any_of(*conditions: Node) -> Node:
    """Join conditions by or, from left to right."""
    return _chain("or", conditions)


def among(node: Node, *choices: str) -> Node:
    """Say whether the text is one of the choices."""
    return Node("among", "truth", kids=(node,), data=choices)


def includes(node: Node, member: str) -> Node:
    """Say whether the list holds the member."""
    return Node("includes", "truth", kids=(node,), data=(member,))


def size(node: Node) -> Node:
    """Return how many members a list has; a single text has one."""
    return Node("size", "number", kids=(node,))


def greater(left: Node, right: Node) -> Node:
    """Return the later day or the larger number."""
    return Node("max", left.sort, kids=(left, right))


def lesser(left: Node, right: Node) -> Node:
    """Return the earlier day or the smaller number."""
    return Node("min", left.sort, kids=(left, right))


def months_begun(start: Node, end: Node) -> Node:
    """Return the months from start to end, both days included, a part of a month as a month."""
    return Node("months_begun", "number", kids=(start, end))


def years_full(born: Node, on: Node) -> Node:
    """Return the age in full years on the day; a year is full on the birthday."""
    return Node("years_full", "number", kids=(born, on))


def _optional(where: Node | None) -> tuple[Node, ...]:
    return () if where is None else (where,)


def _chain(op: str, conditions: tuple[Node, ...]) -> Node:
    if not conditions:
        raise TypeError(f"{op} needs at least one condition")
    joined = conditions[0]
    for condition in conditions[1:]:
        joined = _logic(op, joined, condition)
    return joined
