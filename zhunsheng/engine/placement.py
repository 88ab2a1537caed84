"""Where each line of compiled code stands: as deep inside the tests as all its uses allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

Key = object
# A node may stand where it is needed, in one place only, or must stand outside of all tests.
Standing = Literal["anywhere", "once", "outside"]


class Block:
    """Lines that run where a chain of tests holds; what stands inside keeps its order."""

    def __init__(self, test: str = "", parent: Block | None = None) -> None:
        self.test = test
        self.parent = parent
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.inside: list[str | Block] = []
        self._doors: dict[Key, Block] = {}

    def lies_in(self, other: Block | None) -> bool:
        """Say whether the block is the other, or stands inside it."""
        block: Block | None = self
        while block is not None and block is not other:
            block = block.parent
        return block is not None

    def behind(self, key: Key, test: str) -> Block:
        """Return the block behind a test; one for each test."""
        if key not in self._doors:
            self._doors[key] = Block(test, self)
            self.inside.append(self._doors[key])
        return self._doors[key]


class Plan:
    """The blocks of one stretch of code, and the block in which each node is computed.

    A node is computed once for all tests, in the innermost block that holds them; where it is only
    shown, beside what shows it.
    """

    def __init__(self) -> None:
        self.root = Block()
        self.places: dict[Key, Block] = {}
        self.shown: dict[Key, dict[Block, None]] = {}

    def need(self, key: Key, block: Block) -> None:
        """Say that a block uses the node."""
        place = self.places.get(key)
        self.places[key] = block if place is None else _common(place, block)

    def show(self, key: Key, block: Block) -> None:
        """Say that a block uses the node, but seldom runs."""
        self.shown.setdefault(key, {})[block] = None

    def settle(
        self,
        order: Iterable[Key],
        kids: Callable[[Key], Iterable[Key]],
        stands: Callable[[Key], Standing],
    ) -> None:
        """Place what the placed nodes rest on; `order` names every node after its kids."""
        for key in reversed(list(order)):
            if stands(key) == "once":
                for block in self.shown.pop(key, ()):
                    self.need(key, block)
            if stands(key) == "outside" and (key in self.places or key in self.shown):
                self.places[key] = self.root
            place = self.places.get(key)
            if place is not None:
                for kid in kids(key):
                    self.need(kid, place)
            for block in self._apart(key):
                for kid in kids(key):
                    self.show(kid, block)

    def _apart(self, key: Key) -> list[Block]:
        """Return the blocks that show the node where the place of its tests does not reach."""
        place = self.places.get(key)
        blocks = [block for block in self.shown.get(key, ()) if not block.lies_in(place)]
        return [
            block
            for block in blocks
            if not any(block is not other and block.lies_in(other) for other in blocks)
        ]

    def lines(self, texts: Mapping[Key, Sequence[str]]) -> list[str]:
        """Write the blocks; `texts` has the lines that compute each node, every one after its kids.

        Placed nodes without lines are computed elsewhere.
        """
        computed: dict[Block, list[str]] = {}
        for key, lines in texts.items():
            place = self.places.get(key)
            for block in ([] if place is None else [place]) + self._apart(key):
                computed.setdefault(block, []).extend(lines)
        return _written(self.root, computed)


def indented(lines: Iterable[str]) -> list[str]:
    """Move lines one step in."""
    return [f" {line}" for line in lines]


def _common(one: Block, other: Block) -> Block:
    while one is not other:
        deeper, rest = (one, other) if one.depth >= other.depth else (other, one)
        if deeper.parent is None:
            return deeper
        one, other = deeper.parent, rest
    return one


def _written(block: Block, computed: Mapping[Block, Sequence[str]]) -> list[str]:
    lines = list(computed.get(block, ()))
    for part in block.inside:
        if isinstance(part, str):
            lines.append(part)
        else:
            inner = _written(part, computed)
            if inner:
                lines += [f"if {part.test}:", *indented(inner)]
    return lines
