"""The Merkle tree of RFC 6962 over a growing list of leaves, and its two proofs.

Leaves hash as H(0x00 || leaf), nodes as H(0x01 || left || right), the empty tree as H(""). The left
side of a node is always a whole tree of 2^k leaves, so `Frontier` needs one hash for each bit of
the size. Proofs are made of ranges of leaves (`inclusion_ranges`, `consistency_ranges`): a keeper
that stores the roots of whole blocks of 2^k leaves can `fold` those instead of hashing every leaf.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.chain import SHA256
from zhunsheng.record.hashing import HASH_BYTES, hashing

LEAF = b"\0"
NODE = b"\1"
SIZE_BYTES = 8
BLOCK = 1 << 12
Range = tuple[int, int]


class UnreadableFrontier(ZhunshengError):
    """Bytes that are not a kept frontier."""

    def __init__(self) -> None:
        super().__init__(
            "保存的校验树前沿已损坏：长度与它写明的事项数不符；请从全部事项重新计算校验树"
        )


class Frontier:
    """The whole blocks on the right edge of a tree: all it takes to append and to know the root.

    Holds at most one hash for each power of two, so a million million leaves take 40 hashes.
    Raises `DigestUnavailable`.
    """

    def __init__(self, digest: str = SHA256) -> None:
        self.digest = digest
        self.size = 0
        self._new = hashing(digest)
        self._edge: list[bytes] = []  # roots of whole blocks, largest first: the bits of the size

    def append(self, leaf: bytes) -> None:
        """Add one leaf on the right."""
        self._add(self._new(LEAF + leaf).digest(), 0)

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add many leaves; the same as appending each, but quicker."""
        waiting = iter(leaves)
        while block := list(islice(waiting, BLOCK)):
            self._extend(block)

    def root(self) -> bytes:
        """Give the root over all leaves so far."""
        if not self._edge:
            return self._new(b"").digest()
        root = self._edge[-1]
        for whole in reversed(self._edge[:-1]):
            root = self._new(NODE + whole + root).digest()
        return root

    def to_bytes(self) -> bytes:
        """Give the size and the hashes, for keeping; at most 8 + 32 * 64 bytes."""
        return self.size.to_bytes(SIZE_BYTES, "big") + b"".join(self._edge)

    @classmethod
    def from_bytes(cls, kept: bytes, digest: str = SHA256) -> Frontier:
        """Read what `to_bytes` gave; raises `UnreadableFrontier` and `DigestUnavailable`."""
        frontier = cls(digest)
        kept = bytes(kept)
        size = int.from_bytes(kept[:SIZE_BYTES], "big")
        if len(kept) != SIZE_BYTES + HASH_BYTES * size.bit_count():
            raise UnreadableFrontier
        frontier.size = size
        places = range(SIZE_BYTES, len(kept), HASH_BYTES)
        frontier._edge = [kept[place : place + HASH_BYTES] for place in places]
        return frontier

    def _extend(self, block: Sequence[bytes]) -> None:
        new = self._new
        hashes = [new(LEAF + leaf).digest() for leaf in block]
        begin = 0
        while begin < len(hashes):
            level = _largest_block(self.size, len(hashes) - begin)
            end = begin + (1 << level)
            self._add(fold(hashes[begin:end], self.digest), level)
            begin = end

    def _add(self, whole: bytes, level: int) -> None:
        """Add the root of a whole block of 2^level leaves where one of that size may stand."""
        carried = self.size >> level
        while carried & 1:
            whole = self._new(NODE + self._edge.pop() + whole).digest()
            carried >>= 1
        self._edge.append(whole)
        self.size += 1 << level


def leaf_hash(leaf: bytes, digest: str = SHA256) -> bytes:
    """Give the hash of one leaf; raises `DigestUnavailable`."""
    return hashing(digest)(LEAF + leaf).digest()


def fold(hashes: Sequence[bytes], digest: str = SHA256) -> bytes:
    """Give the root over the roots of blocks of 2^k leaves; only the last block may be smaller.

    With k = 0 the hashes are those of leaves. Raises ValueError where there are none, and
    `DigestUnavailable`.
    """
    if not hashes:
        raise ValueError("nothing to fold")
    new = hashing(digest)
    level = hashes
    while len(level) > 1:
        above = [new(NODE + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


def root(leaves: Iterable[bytes], digest: str = SHA256) -> bytes:
    """Give the root over a list of leaves; raises `DigestUnavailable`."""
    frontier = Frontier(digest)
    frontier.extend(leaves)
    return frontier.root()


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Give the ranges (begin, end) of leaves whose roots prove leaf `index`, lowest first.

    Raises IndexError where the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(f"leaf {index} of {size}")
    return list(_path(index, (0, size)))[::-1]


def inclusion(leaves: Sequence[bytes], index: int, digest: str = SHA256) -> list[bytes]:
    """Give the proof that leaf `index` is in the tree; raises IndexError, `DigestUnavailable`."""
    return _roots(leaves, inclusion_ranges(index, len(leaves)), digest)


def verify_inclusion(  # noqa: PLR0913, PLR0917  (what a proof is about)
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes, digest: str = SHA256
) -> bool:
    """Say whether the proof leads from the leaf at `index` to the root of `size` leaves."""
    if not 0 <= index < size:
        return False
    new = hashing(digest)
    found = new(LEAF + leaf).digest()
    place, last = index, size - 1
    for other in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = new(NODE + other + found).digest()
            place, last = _climb_to_left_child(place, last)
        else:
            found = new(NODE + found + other).digest()
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistency_ranges(old_size: int, size: int) -> list[Range]:
    """Give the ranges of leaves whose roots prove that the first `old_size` are unchanged.

    Raises ValueError where the older tree is the larger.
    """
    if not 0 <= old_size <= size:
        raise ValueError(f"{old_size} leaves before, {size} now")
    if old_size in (0, size):
        return []
    return list(_grown(old_size, (0, size)))[::-1]


def consistency(leaves: Sequence[bytes], old_size: int, digest: str = SHA256) -> list[bytes]:
    """Give the proof that the tree began with the tree of its first `old_size` leaves."""
    return _roots(leaves, consistency_ranges(old_size, len(leaves)), digest)


def verify_consistency(
    old: tuple[int, bytes],
    now: tuple[int, bytes],
    proof: Sequence[bytes],
    digest: str = SHA256,
) -> bool:
    """Say whether the proof leads to both roots; a tree is its (size, root)."""
    (old_size, old_root), (size, root) = old, now
    new = hashing(digest)
    if not 0 < old_size < size:
        empty = old_size == 0 and old_root == new(b"").digest()
        return not proof and (empty or (old_size == size and old_root == root))
    hashes = list(proof)
    if old_size & (old_size - 1) == 0:
        hashes.insert(0, old_root)
    if not hashes:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = found = hashes[0]
    for other in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before = new(NODE + other + before).digest()
            found = new(NODE + other + found).digest()
            place, last = _climb_to_left_child(place, last)
        else:
            found = new(NODE + found + other).digest()
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and found == root


def _climb_to_left_child(place: int, last: int) -> tuple[int, int]:
    """Go up the right edge as long as the node is the only child of the one above."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _path(index: int, tree: Range) -> Iterator[Range]:
    """Yield from the root down the ranges beside the way to a leaf (RFC 6962, 2.1.1)."""
    begin, end = tree
    while end - begin > 1:
        middle = begin + _left_size(end - begin)
        if index < middle:
            yield middle, end
            end = middle
        else:
            yield begin, middle
            begin = middle


def _grown(old_size: int, tree: Range) -> Iterator[Range]:
    """Yield from the root down the ranges beside the old tree's right edge (RFC 6962, 2.1.2)."""
    begin, end = tree
    while old_size != end:
        middle = begin + _left_size(end - begin)
        if old_size <= middle:
            yield middle, end
            end = middle
        else:
            yield begin, middle
            begin = middle
    if begin:
        yield begin, end


def _left_size(size: int) -> int:
    """Give the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _largest_block(position: int, room: int) -> int:
    """Give the level of the largest whole block that may begin at a position and has room."""
    level = room.bit_length() - 1
    aligned = (position & -position).bit_length() - 1 if position else level
    return min(level, aligned)


def _roots(leaves: Sequence[bytes], ranges: Iterable[Range], digest: str) -> list[bytes]:
    return [root(leaves[begin:end], digest) for begin, end in ranges]
