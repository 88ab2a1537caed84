"""What a node looks at: the event at hand, other events, the day of the check; found out once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from zhunsheng.engine.guards import Guard, guards
from zhunsheng.law.rule import TODAY, Node

Key = object
OWN = ("own", "own_day", "own_paper", "own_file")
OVER_EVENTS = ("first", "last", "count", "total", "least")
STRETCHES: Mapping[str, int] = MappingProxyType(
    {"covered": 2, "standing": 1, "after_paused": 4, "rolled_paused": 2}
)


class Looks:
    """The answers for every node asked about so far, by its key."""

    def __init__(self) -> None:
        self._guards: dict[Key, list[Guard]] = {}
        self._at_event: dict[Key, bool] = {}
        self._at_event_alone: dict[Key, bool] = {}
        self._comparisons: dict[Key, list[Node]] = {}

    def guards(self, condition: Node | None) -> list[Guard]:
        """Return the tests that together say that the condition holds; none where there is none."""
        if condition is None:
            return []
        if condition.key not in self._guards:
            self._guards[condition.key] = guards(condition)
        return self._guards[condition.key]

    def at_event(self, node: Node) -> bool:
        """Say whether the node looks at the event at hand, outside any aggregate of its own."""
        if node.key not in self._at_event:
            inside = node.op not in OVER_EVENTS and node.op not in STRETCHES
            self._at_event[node.key] = node.op in OWN or (
                inside and any(self.at_event(kid) for kid in node.kids)
            )
        return self._at_event[node.key]

    def at_event_alone(self, node: Node) -> bool:
        """Say whether the node needs nothing but the event at hand, the law and the calendar."""
        if node.key not in self._at_event_alone:
            inside = node.op not in OVER_EVENTS and node.op not in STRETCHES
            self._at_event_alone[node.key] = node.op in (*OWN, "literal") or (
                bool(node.kids) and inside and all(self.at_event_alone(kid) for kid in node.kids)
            )
        return self._at_event_alone[node.key]

    def folds(self, node: Node) -> bool:
        """Say whether an aggregate can be made up while the events pass by for the first time."""
        return all(self.at_event_alone(kid) for kid in node.kids)

    def comparisons(self, node: Node) -> list[Node]:
        """Return the comparisons with the day of the check inside a node."""
        if node.key not in self._comparisons:
            self._comparisons[node.key] = self._compared(node)
        return self._comparisons[node.key]

    def _compared(self, node: Node) -> list[Node]:
        if node.op in ("lt", "le") and any(kid.key == TODAY.key for kid in node.kids):
            return [node]
        kids = () if node.op in OVER_EVENTS else node.kids
        return [found for kid in kids for found in self.comparisons(kid)]


def measure_of(node: Node) -> Node | None:
    """Return the event-local value an aggregate adds up or compares, if it has one."""
    return node.kids[0] if node.op in ("total", "least") else None


def where_of(node: Node) -> Node | None:
    """Return the condition the events of an aggregate must hold, if any."""
    return node.kids[-1] if len(node.kids) > (node.op in ("total", "least")) else None


def stretch_where(node: Node) -> Node | None:
    """Return the condition the opening event of a stretch must hold, if any."""
    return node.kids[-1] if len(node.kids) > STRETCHES[node.op] else None
