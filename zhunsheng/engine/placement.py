"""Where each line of compiled code stands: as deep inside the tests as all its uses allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

Key = object


class Block:
    """Lines that run where a chain of tests holds; what stands inside keeps its order."""

    def __init__(self, test: str = "", parent: Block | None = None) -> None:
        self.test = test
        self.parent = parent
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.inside: list[str | Block] = []
        self._doors: dict[Key, Block] = {}

    def behind(self, key: Key, test: str) -> Block:
        """Return the block behind a test; one for each test."""
        if key not in self._doors:
            self._doors[key] = Block(test, self)
            self.inside.append(self._doors[key])
        return self._doors[key]


class Plan:
    """The blocks of one stretch of code, and the block in which each node is computed.

    A node is computed once, in the innermost block that holds all its uses.
    """

    def __init__(self) -> None:
        self.root = Block()
        self.places: dict[Key, Block] = {}

    def need(self, key: Key, block: Block) -> None:
        """Say that a block uses the node."""
        place = self.places.get(key)
        self.places[key] = block if place is None else _common(place, block)

    def settle(
        self,
        order: Iterable[Key],
        kids: Callable[[Key], Iterable[Key]],
        outside: Callable[[Key], bool],
    ) -> None:
        """Place what the placed nodes rest on; `order` names every node after its kids.

        What must be computed `outside` of all tests goes to the root.
        """
        for key in reversed(list(order)):
            if key not in self.places:
                continue
            if outside(key):
                self.places[key] = self.root
            for kid in kids(key):
                self.need(kid, self.places[key])

    def lines(self, texts: Mapping[Key, Sequence[str]]) -> list[str]:
        """Write the blocks; `texts` has the lines that compute each node, every one after its kids.

        Placed nodes without lines are computed elsewhere.
        """
        computed: dict[Block, list[str]] = {}
        for key, lines in texts.items():
            if key in self.places:
                computed.setdefault(self.places[key], []).extend(lines)
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
