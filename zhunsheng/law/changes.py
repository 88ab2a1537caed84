"""Sets two versions of a text side by side: which article became which, and what changed in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

SAME_ENOUGH = 0.34
GLUE = 2
# A number changes as a whole: 六十 became 三十, not 六 became 三.
TOKENS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千万亿]+|.", re.DOTALL)
# Copies of one text differ in the width of their punctuation; that is no change of the law.
WIDTHS = str.maketrans("(),;:?!　", "（），；：？！ ")

Mark = Literal["", "del", "ins"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stayed, went (`del`) or came (`ins`)."""

    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class Side:
    """One line on one side, as pieces; empty where the other side has none like it."""

    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """The places of two texts that belong together; None where one has nothing like the other."""

    old: int | None
    new: int | None


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pair the articles of two versions in order; an article that moved far counts as new.

    Equal texts hold the frame; between them the pairing with the greatest likeness is taken.
    """
    pairs: list[Pair] = []
    folded = [line.translate(WIDTHS) for line in old], [line.translate(WIDTHS) for line in new]
    for kind, a, b, c, d in SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += (Pair(i, j) for i, j in zip(range(a, b), range(c, d), strict=True))
        else:
            pairs += _between(old, new, range(a, b), range(c, d))
    return pairs


def side_by_side(old: Sequence[str], new: Sequence[str]) -> list[tuple[Side, Side]]:
    """Set the lines of two articles side by side, with what changed in each marked."""
    rows = []
    for pair in aligned(old, new):
        left = "" if pair.old is None else old[pair.old]
        right = "" if pair.new is None else new[pair.new]
        rows.append(words(left, right))
    return rows


def words(old: str, new: str) -> tuple[Side, Side]:
    """Mark what went from the old wording and what came into the new."""
    left: list[Piece] = []
    right: list[Piece] = []
    for same, a, b in _stretches(old, new):
        if same:
            left.append(Piece("", a))
            right.append(Piece("", b))
            continue
        if a:
            left.append(Piece("del", a))
        if b:
            right.append(Piece("ins", b))
    return Side(tuple(left)), Side(tuple(right))


def alike(one: str, other: str) -> float:
    """Say how much two wordings share, from 0 to 1, by their pairs of characters."""
    return _dice(_bigrams(one), _bigrams(other))


def _stretches(old: str, new: str) -> Iterator[tuple[bool, str, str]]:
    """Yield what stayed and what changed by turns; a scrap that stayed joins the changes around."""
    before, after = (TOKENS.findall(text) for text in (old, new))
    folded = [token.translate(WIDTHS) for token in before], [t.translate(WIDTHS) for t in after]
    codes = SequenceMatcher(None, *folded, autojunk=False).get_opcodes()
    last = len(codes) - 1
    held_old, held_new = "", ""
    for place, (kind, a, b, c, d) in enumerate(codes):
        left, right = "".join(before[a:b]), "".join(after[c:d])
        scrap = kind == "equal" and len(left) < GLUE and 0 < place < last
        if kind == "equal" and not scrap:
            if held_old or held_new:
                yield False, held_old, held_new
                held_old, held_new = "", ""
            yield True, left, right
        else:
            held_old += left
            held_new += right
    if held_old or held_new:
        yield False, held_old, held_new


def _between(old: Sequence[str], new: Sequence[str], left: range, right: range) -> Iterator[Pair]:
    """Pair two runs of articles without equal ones among them, keeping the order of both."""
    olds = [_bigrams(old[i]) for i in left]
    news = [_bigrams(new[j]) for j in right]
    matches = _best(olds, news)
    stops = [(-1, -1), *matches, (len(olds), len(news))]
    for (i, j), (next_i, next_j) in pairwise(stops):
        if i >= 0:
            yield Pair(left[i], right[j])
        yield from (Pair(left[k], None) for k in range(i + 1, next_i))
        yield from (Pair(None, right[k]) for k in range(j + 1, next_j))


def _best(olds: Sequence[frozenset[str]], news: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Return the pairs in order whose likeness adds up to the most."""
    height, width = len(olds), len(news)
    likeness = [[_dice(a, b) for b in news] for a in olds]
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= SAME_ENOUGH else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    matches, i, j = [], 0, 0
    while i < height and j < width:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            matches.append((i, j))
            i, j = i + 1, j + 1
    return matches


def _bigrams(words_: str) -> frozenset[str]:
    return frozenset(words_[at : at + 2] for at in range(len(words_) - 1)) or frozenset({words_})


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
