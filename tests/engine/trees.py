"""Random rule trees, typed by the sort of their value, and random matters to ask them about."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from zhunsheng.law import rule
from zhunsheng.law.procedure import Fact, Paper, Procedure, Step
from zhunsheng.law.rule import OWN_DAY, TODAY, Node, Sort, as_node
from zhunsheng.record.event import Event

KINDS = ("opened", "acted", "closed")
PAPERS = ("notice", "receipt")
WORDS = ("red", "green", "blue")
# Days near which the law or the calendar turns: new counting, new version, unpublished year.
TURNS = (date(2021, 7, 14), date(2021, 12, 30), date(2023, 12, 30), date(2025, 1, 25))
LIMITS = (
    "行政处罚法/61.1",
    "民事诉讼法/95.1",
    "行政复议法/48:reply",
    "行政强制法/53",
    "行政强制法/39.2",
)
FACTS = {
    "flag": Fact("flag", zh="是否"),
    "label": Fact("label", zh="颜色", kind="text"),
    "names": Fact("names", zh="人员", kind="list"),
    "number": Fact("number", zh="人数", kind="count"),
    "sum": Fact("sum", zh="数额", kind="yuan"),
    "held_on": Fact("held_on", zh="日子", kind="day"),
    "held_at": Fact("held_at", zh="时刻", kind="instant"),
}
NAMES: dict[Sort, str] = {
    "truth": "flag",
    "text": "label",
    "list": "names",
    "number": "number",
    "yuan": "sum",
    "day": "held_on",
    "instant": "held_at",
}
PROCEDURE = Procedure(
    name="made_up",
    zh="虚构的案件",
    english="made up",
    steps=tuple(Step(kind, zh=kind, repeats=True) for kind in KINDS),
    facts=tuple(FACTS.values()),
    papers=tuple(Paper(name, zh=name) for name in PAPERS),
)

# --- matters -------------------------------------------------------------------------------------


def days() -> st.SearchStrategy[date]:
    near = st.integers(-40, 40).map(timedelta)
    return st.builds(lambda turn, apart: turn + apart, st.sampled_from(TURNS), near)


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "flag": st.booleans(),
    "label": st.sampled_from(WORDS),
    "names": st.lists(st.sampled_from(WORDS), max_size=3, unique=True).map(tuple),
    "number": st.integers(0, 5),
    "sum": st.integers(0, 90) | st.integers(0, 9000).map(lambda fen: Decimal(fen) / 100),
    "held_on": days(),
    "held_at": days(),
}


def stated() -> st.SearchStrategy[dict[str, Any]]:
    """Some facts, some of them explicitly not known."""
    return st.fixed_dictionaries({}, optional={n: st.none() | v for n, v in VALUES.items()})


def events() -> st.SearchStrategy[tuple[Event, ...]]:
    hours = st.none() | st.builds(time, st.integers(0, 23), st.sampled_from([0, 30, 59]))
    event = st.builds(
        Event,
        kind=st.sampled_from(KINDS),
        happened_on=days(),
        happened_at=hours,
        facts=stated(),
        papers=st.lists(st.sampled_from(PAPERS), max_size=2, unique=True).map(tuple),
    )
    return st.lists(event, max_size=7).map(tuple)


Stretch = tuple[str, str | tuple[str, ...]]
PAUSES: tuple[Stretch, ...] = (
    ("opened", "closed"),
    ("acted", "closed"),
    ("opened", ("acted", "closed")),
)

# --- trees ---------------------------------------------------------------------------------------

KIND = st.sampled_from(KINDS)
EDGES = st.sampled_from(["earliest", "latest"])
LITERALS: dict[Sort, st.SearchStrategy[object]] = {
    "truth": st.booleans(),
    "text": st.sampled_from(WORDS),
    "number": st.integers(-3, 9),
}


class Trees:
    """Strategies of trees of a sort and a depth; `kind` is the event at hand, "" for none."""

    def __init__(self, draw: st.DrawFn, *, timed: bool = True) -> None:
        self.draw = draw
        self.timed = timed

    def tree(self, sort: Sort, depth: int, kind: str = "") -> Node:
        grown = depth > 0 and self.draw(st.integers(0, 9)) > 0
        if grown and sort not in ("text", "list") and self.draw(st.integers(0, 5)) == 0:
            return self.lenient(sort, depth - 1, kind)
        if kind and self.draw(st.integers(0, 3)) == 0:
            return self.tree(sort, depth, "")
        name = f"{'grown' if grown else 'leaf'}_{sort}"
        return self.draw(st.sampled_from(getattr(self, name)(max(depth - 1, 0), kind)))()

    def lenient(self, sort: Sort, depth: int, kind: str) -> Node:
        value, other = self.tree(sort, depth, kind), self.tree(sort, depth, kind)
        if self.draw(st.booleans()):
            return rule.otherwise(value, other)
        return rule.choose(self.tree("truth", depth, kind), value, other)

    def stated(self, sort: Sort, kind: str) -> Node:
        name = NAMES[sort]
        if kind:
            return rule.own(name, sort=sort)
        return rule.fact(name, of=self.draw(st.none() | KIND), sort=sort)

    def where(self, depth: int, kind: str) -> Node | None:
        return self.tree("truth", depth, kind) if self.draw(st.booleans()) else None

    def stretch(self) -> tuple[Stretch, Node | None]:
        """Two kinds, and a condition that looks at the opening event alone."""
        pair = self.draw(st.sampled_from(PAUSES))
        alone = self.draw(
            st.sampled_from([None, rule.own("flag"), rule.own_paper("notice"), ~rule.own("flag")])
        )
        return pair, alone

    # Each list holds the ways to make a tree of a sort: without kids, and with kids.

    def leaf_day(self, _: int, kind: str) -> list[Any]:
        mine = [lambda: OWN_DAY] if kind else []
        return [
            *mine,
            lambda: self.stated("day", kind),
            lambda: rule.first(self.draw(KIND)),
            lambda: rule.last(self.draw(KIND)),
            lambda: rule.paper(*self.draw(st.sampled_from([PAPERS, PAPERS[:1]]))),
        ]

    def grown_day(self, depth: int, kind: str) -> list[Any]:
        leaf = lambda: self.tree("day", 0, kind)  # noqa: E731  # days stay inside the calendar
        per = st.sampled_from(LIMITS)
        return [
            lambda: self.aggregate("first", depth),
            lambda: self.aggregate("last", depth),
            lambda: self.aggregate("least", depth),
            lambda: rule.after(leaf(), self.draw(per), plus=self.plus(depth), on=leaf()),
            lambda: rule.after(leaf(), self.draw(per)),
            lambda: self.around_pauses(self.draw(per)),
            lambda: rule.before(leaf(), self.draw(per)),
            lambda: rule.rolled(self.tree("day", depth, kind)),
            lambda: rule.day_of(self.tree("instant", depth, kind)),
            lambda: rule.greater(self.tree("day", depth, kind), self.tree("day", depth, kind)),
            lambda: rule.lesser(self.tree("day", depth, kind), self.tree("day", depth, kind)),
            lambda: leaf() + self.tree("number", 0, kind),
            lambda: leaf() - self.tree("number", 0, kind),
        ]

    def plus(self, depth: int) -> Node:
        """Days that do not count; never fewer than none."""
        pauses, where = self.stretch()
        low, high = self.tree("day", 0), self.tree("day", 0)
        workdays = self.draw(st.booleans())
        return self.draw(
            st.sampled_from(
                [
                    rule.covered(pauses, low, high, where=where, workdays=workdays),
                    rule.count(self.draw(KIND)),
                    rule.fact("number"),
                ]
            )
        )

    def pauses(self) -> rule.Pauses:
        (opens, closes), where = self.stretch()
        return rule.Pauses(opens, closes, self.tree("day", 0), where)

    def around_pauses(self, per: str) -> Node:
        """A day that moves around pauses; it is asked about the matter only."""
        start, pauses = self.tree("day", 0), self.pauses()
        plus = self.draw(st.sampled_from([None, rule.fact("number")]))
        ended = rule.after(start, per, plus, pauses=pauses)
        return self.draw(st.sampled_from([ended, rule.rolled(start, pauses=pauses)]))

    def aggregate(self, op: str, depth: int) -> Node:
        kind = self.draw(KIND)
        where = self.where(depth, kind)
        if op == "least":
            return rule.least(kind, self.tree("day", depth, kind), where)
        if op in ("number", "yuan"):
            sort: Sort = "yuan" if op == "yuan" else "number"
            return rule.total(kind, self.tree(sort, min(depth, 1), kind), where)
        return {"first": rule.first, "last": rule.last, "count": rule.count}[op](kind, where)

    def leaf_truth(self, _: int, kind: str) -> list[Any]:
        mine = [lambda: rule.own_paper(*PAPERS), lambda: rule.own_file("notice")] if kind else []
        return [*mine, lambda: self.stated("truth", kind), lambda: self.literal("truth")]

    def grown_truth(self, depth: int, kind: str) -> list[Any]:
        truth = lambda: self.tree("truth", depth, kind)  # noqa: E731
        return [
            lambda: truth() & truth(),
            lambda: truth() | truth(),
            lambda: ~truth(),
            lambda: rule.known(self.tree(self.draw(st.sampled_from(list(NAMES))), depth, kind)),
            lambda: rule.surely(truth()),
            lambda: self.compared(depth, kind),
            lambda: self.compared(depth, kind),
            lambda: rule.among(self.tree("text", depth, kind), *WORDS[:2]),
            lambda: rule.includes(
                self.tree("list", depth, kind), self.draw(st.sampled_from(WORDS))
            ),
            lambda: rule.in_force(self.draw(st.sampled_from(LIMITS)), self.tree("day", 0, kind)),
            lambda: self.standing(depth),
        ]

    def compared(self, depth: int, kind: str) -> Node:
        sort = self.draw(st.sampled_from(["day", "number", "yuan", "text", "instant", "truth"]))
        left, right = self.tree(sort, depth, kind), self.tree(sort, depth, kind)
        if sort in ("text", "truth"):
            return left == right if self.draw(st.booleans()) else left != right
        if sort == "day" and not kind and self.timed and self.draw(st.booleans()):
            right = TODAY
        ways = [left < right, left <= right, left > right, left >= right]
        return self.draw(st.sampled_from(ways))

    def standing(self, depth: int) -> Node:
        pauses, where = self.stretch()
        at = TODAY if self.draw(st.booleans()) else self.tree("day", depth)
        return rule.standing(pauses, at, where=where)

    def leaf_number(self, _: int, kind: str) -> list[Any]:
        return [
            lambda: self.stated("number", kind),
            lambda: self.literal("number"),
            lambda: rule.count(self.draw(KIND)),
        ]

    def grown_number(self, depth: int, kind: str) -> list[Any]:
        on = lambda: self.tree("day", 0, kind)  # noqa: E731
        pair = lambda: (self.tree("number", depth, kind), self.tree("number", depth, kind))  # noqa: E731
        return [
            lambda: self.aggregate("count", depth),
            lambda: self.aggregate("number", depth),
            lambda: self.plus(depth),
            lambda: rule.size(self.tree("list", depth, kind)),
            lambda: rule.size(self.tree("text", depth, kind)),
            lambda: rule.value("行政许可法/34.3", "count", on()),
            lambda: rule.value(self.draw(st.sampled_from(LIMITS)), "length", on()),
            lambda: rule.months_begun(on(), on()),
            lambda: rule.years_full(on(), on()),
            lambda: self.tree("day", depth, kind) - self.tree("day", depth, kind),
            lambda: rule.greater(*pair()),
            lambda: rule.lesser(*pair()),
            lambda: as_node(2) * self.tree("number", depth, kind),
            lambda: self.tree("number", depth, kind) + self.tree("number", depth, kind),
        ]

    def leaf_yuan(self, _: int, kind: str) -> list[Any]:
        return [lambda: self.stated("yuan", kind)]

    def grown_yuan(self, depth: int, kind: str) -> list[Any]:
        law = lambda: rule.value("行政处罚法/51:citizen", "high", self.tree("day", 0, kind))  # noqa: E731
        return [
            law,
            lambda: self.aggregate("yuan", depth),
            lambda: self.tree("yuan", depth, kind) + self.tree("yuan", depth, kind),
            lambda: self.tree("yuan", depth, kind) - law(),
            lambda: self.tree("yuan", depth, kind) * self.tree("number", 0, kind),
            lambda: rule.lesser(self.tree("yuan", depth, kind), law()),
        ]

    def leaf_instant(self, _: int, kind: str) -> list[Any]:
        return [
            lambda: self.stated("instant", kind),
            lambda: rule.moment(self.draw(KIND), self.draw(EDGES)),
        ]

    def grown_instant(self, depth: int, kind: str) -> list[Any]:
        return [
            lambda: rule.minutes_after(
                self.tree("instant", depth, kind), "行政强制法/19", self.tree("day", 0, kind)
            ),
            lambda: rule.greater(
                self.tree("instant", depth, kind), self.tree("instant", depth, kind)
            ),
        ]

    def leaf_text(self, _: int, kind: str) -> list[Any]:
        return [lambda: self.stated("text", kind), lambda: self.literal("text")]

    def leaf_list(self, _: int, kind: str) -> list[Any]:
        return [lambda: self.stated("list", kind)]

    grown_text, grown_list = leaf_text, leaf_list

    def literal(self, sort: Sort) -> Node:
        return as_node(self.draw(LITERALS[sort]))


@st.composite
def trees(draw: st.DrawFn, kind: str = "") -> Node:
    """A tree of any sort, about the matter or about the event at hand."""
    sort = draw(st.sampled_from(["truth", "truth", *NAMES]))
    return Trees(draw).tree(sort, draw(st.integers(1, 4)), kind)


@st.composite
def conditions(draw: st.DrawFn, kind: str) -> Node:
    """A condition on the event at hand that does not look at the day of asking."""
    return Trees(draw, timed=False).tree("truth", draw(st.integers(1, 3)), kind)
