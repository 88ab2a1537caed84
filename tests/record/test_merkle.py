"""The tree against the definitions of RFC 6962, written down once more without any cleverness."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.leaves import UNTIMED
from zhunsheng.record import merkle
from zhunsheng.record.chain import SHA256, SM3, DigestUnavailable
from zhunsheng.record.merkle import (
    Frontier,
    UnreadableFrontier,
    consistency,
    consistency_ranges,
    fold,
    inclusion,
    inclusion_ranges,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

# The inputs and roots of the test suite of Certificate Transparency, which RFC 6962 describes.
PUBLISHED = (
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (
        "606162636465666768696a6b6c6d6e6f",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ),
)
STANDARD = tuple(bytes.fromhex(leaf) for leaf, _ in PUBLISHED)
LEAVES = tuple(bytes([n]) * 32 for n in range(70))

sizes = st.integers(1, len(LEAVES))
digests = st.sampled_from([SHA256, SM3])
leaf_lists = st.lists(st.binary(max_size=40), max_size=70)


def naive(leaves: Sequence[bytes], digest: str = SHA256) -> bytes:
    """MTH of section 2.1."""
    if len(leaves) == 0:
        return hashlib.new(digest, b"").digest()
    if len(leaves) == 1:
        return hashlib.new(digest, b"\0" + leaves[0]).digest()
    k = split(len(leaves))
    sides = naive(leaves[:k], digest) + naive(leaves[k:], digest)
    return hashlib.new(digest, b"\1" + sides).digest()


def naive_path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of section 2.1.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive(leaves[:k])]


def naive_proof(m: int, leaves: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """PROOF and SUBPROOF of section 2.1.2."""
    if m == len(leaves):
        return [] if whole else [naive(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*naive_proof(m, leaves[:k], whole), naive(leaves[k:])]
    return [*naive_proof(m - k, leaves[k:], False), naive(leaves[:k])]


def split(size: int) -> int:
    k = 1
    while k * 2 < size:
        k *= 2
    return k


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_come_out(size: int):
    assert root(STANDARD[:size]).hex() == PUBLISHED[size - 1][1]


@UNTIMED
@given(leaf_lists, digests)
def test_the_root_is_the_one_of_the_definition(leaves: list[bytes], digest: str):
    assert root(leaves, digest) == naive(leaves, digest)


@UNTIMED
@given(leaf_lists, digests, st.integers(1, 9), st.lists(st.integers(0, 70), max_size=4))
def test_a_frontier_grown_in_any_way_has_the_root_at_every_size(
    leaves: list[bytes], digest: str, block: int, cuts: list[int]
):
    single, grown = Frontier(digest), Frontier(digest)
    for size, leaf in enumerate(leaves, start=1):
        single.append(leaf)
        assert (single.size, single.root()) == (size, naive(leaves[:size], digest))
    marks = sorted({0, len(leaves), *(cut for cut in cuts if cut < len(leaves))})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merkle, "BLOCK", block)
        for begin, end in pairwise(marks):
            grown.extend(iter(leaves[begin:end]))
            assert grown.root() == naive(leaves[:end], digest)
    assert grown.to_bytes() == single.to_bytes()


@UNTIMED
@given(leaf_lists, leaf_lists, digests)
def test_a_kept_frontier_goes_on_as_if_never_kept(
    before: list[bytes], after: list[bytes], digest: str
):
    first = Frontier(digest)
    first.extend(before)
    second = Frontier.from_bytes(first.to_bytes(), digest)
    second.extend(after)
    assert second.size == len(before) + len(after)
    assert second.root() == naive(before + after, digest)


@UNTIMED
@given(leaf_lists, st.integers(0, 400))
def test_a_kept_frontier_that_was_cut_or_lengthened_is_refused(leaves: list[bytes], length: int):
    frontier = Frontier()
    frontier.extend(leaves)
    kept = frontier.to_bytes()
    if length == len(kept):
        return
    with pytest.raises(UnreadableFrontier, match="从全部事项重新计算"):
        Frontier.from_bytes(kept[:length].ljust(length, b"x"))


@UNTIMED
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=70, unique=True), digests, st.data())
def test_every_leaf_is_proved_at_its_place_and_at_no_other(
    leaves: list[bytes], digest: str, data: st.DataObject
):
    size, top = len(leaves), root(leaves, digest)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(leaves, index, digest)
    if digest == SHA256:
        assert proof == naive_path(index, leaves)
    assert verify_inclusion(leaves[index], index, size, proof, top, digest)
    for other in range(size):
        fits = verify_inclusion(leaves[index], other, size, proof, top, digest)
        assert fits == (other == index)
    assert not verify_inclusion(leaves[index] + b"x", index, size, proof, top, digest)
    assert not verify_inclusion(leaves[index], index, size, [*proof, top], top, digest)
    assert not verify_inclusion(leaves[index], index, size, proof[:-1], top, digest) or not proof
    assert not verify_inclusion(leaves[index], -1, size, proof, top, digest)
    assert not verify_inclusion(leaves[index], size, size, proof, top, digest)


@UNTIMED
@given(sizes, st.data())
def test_any_changed_byte_of_a_proof_is_seen(size: int, data: st.DataObject):
    leaves, index = LEAVES[:size], data.draw(st.integers(0, size - 1))
    proof, top = inclusion(leaves, index), root(leaves)
    for at in range(len(proof)):
        assert not verify_inclusion(leaves[index], index, size, flipped(proof, at), top)
    assert not verify_inclusion(leaves[index], index, size, proof, flipped([top], 0)[0])


def flipped(hashes: Sequence[bytes], at: int) -> list[bytes]:
    changed = bytes([hashes[at][0] ^ 1]) + hashes[at][1:]
    return [*hashes[:at], changed, *hashes[at + 1 :]]


@UNTIMED
@given(sizes, st.data())
def test_a_grown_tree_is_proved_to_begin_with_the_old_one(size: int, data: st.DataObject):
    leaves, old_size = LEAVES[:size], data.draw(st.integers(0, size))
    old, now = (old_size, root(leaves[:old_size])), (size, root(leaves))
    proof = consistency(leaves, old_size)
    if old_size:
        assert proof == naive_proof(old_size, leaves)
    assert verify_consistency(old, now, proof)
    assert not verify_consistency(old, now, [*proof, now[1]])
    for at in range(len(proof)):
        assert not verify_consistency(old, now, flipped(proof, at))
    if proof:
        assert not verify_consistency(old, now, proof[:-1])
        assert not verify_consistency(old, now, [])
    assert not verify_consistency((old_size, flipped([old[1]], 0)[0]), now, proof)
    assert not verify_consistency((size + 1, old[1]), now, proof)


@UNTIMED
@given(sizes.filter(lambda size: size > 1), st.data())
def test_a_tree_that_was_rewritten_is_not_proved_to_have_grown(size: int, data: st.DataObject):
    old_size = data.draw(st.integers(1, size - 1))
    at = data.draw(st.integers(0, old_size - 1))
    old = (old_size, root(LEAVES[:old_size]))
    rewritten = [*LEAVES[:at], b"rewritten", *LEAVES[at + 1 : size]]
    proof = consistency(rewritten, old_size)
    assert not verify_consistency(old, (size, root(rewritten)), proof)


@UNTIMED
@given(st.integers(1, 2000), st.integers(0, 4), st.data())
def test_proofs_need_no_more_than_the_roots_of_whole_blocks(
    size: int, level: int, data: st.DataObject
):
    whole = 1 << level
    index = data.draw(st.integers(0, size - 1))
    for begin, end in (*inclusion_ranges(index, size), *consistency_ranges(index, size)):
        assert 0 <= begin < end <= size
        length = end - begin
        assert begin % (1 << (length - 1).bit_length()) == 0
        if length >= whole:
            assert begin % whole == 0


@UNTIMED
@given(leaf_lists.filter(bool), st.integers(0, 4), digests)
def test_the_roots_of_blocks_fold_to_the_root_of_all(leaves: list[bytes], level: int, digest: str):
    whole = 1 << level
    blocks = [leaves[begin : begin + whole] for begin in range(0, len(leaves), whole)]
    assert fold([root(block, digest) for block in blocks], digest) == root(leaves, digest)
    assert fold([leaf_hash(leaf, digest) for leaf in leaves], digest) == root(leaves, digest)


def test_what_is_not_in_the_tree_has_no_proof():
    for index in (-1, 3):
        with pytest.raises(IndexError):
            inclusion(LEAVES[:3], index)
    with pytest.raises(ValueError, match="4 leaves before, 3 now"):
        consistency(LEAVES[:3], 4)
    with pytest.raises(ValueError, match="nothing to fold"):
        fold([])


def test_a_leaf_is_never_taken_for_a_node():
    left, right = leaf_hash(LEAVES[0]), leaf_hash(LEAVES[1])
    assert root([left + right]) != root(LEAVES[:2])


def test_only_strong_digests_are_taken():
    with pytest.raises(DigestUnavailable):
        Frontier("md5")
