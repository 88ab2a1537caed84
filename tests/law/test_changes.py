"""Two versions are set side by side so that either side still reads as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.law.changes import Pair, Side, aligned, side_by_side, words

TEXTS = st.lists(st.text(alphabet="行政复议机关应当在六十日内作出决定。", max_size=12), max_size=6)


def said(side: Side, without: str) -> str:
    return "".join(piece.words for piece in side.pieces if piece.mark != without)


def marked(side: Side) -> list[tuple[str, str]]:
    return [(piece.mark, piece.words) for piece in side.pieces]


def test_a_changed_number_is_marked_on_both_sides() -> None:
    old, new = words(
        "自发出公告之日起，经过六十日，即视为送达。", "自发出公告之日起，经过三十日，即视为送达。"
    )
    assert marked(old) == [
        ("", "自发出公告之日起，经过"),
        ("del", "六十"),
        ("", "日，即视为送达。"),
    ]
    assert marked(new) == [
        ("", "自发出公告之日起，经过"),
        ("ins", "三十"),
        ("", "日，即视为送达。"),
    ]


def test_the_width_of_punctuation_is_no_change() -> None:
    old, new = words("(一)十日内", "（一）十日内")
    assert {piece.mark for piece in (*old.pieces, *new.pieces)} == {""}


def test_articles_are_paired_across_a_shift() -> None:
    old = ["甲方应当在三日内报告。", "乙方应当在五日内答复申请人。", "本法自公布之日起施行。"]
    new = ["总则性的一条全新规定。", *old[:1], "乙方应当在七日内书面答复申请人。", *old[2:]]
    assert aligned(old, new) == [Pair(None, 0), Pair(0, 1), Pair(1, 2), Pair(2, 3)]


def test_what_is_not_alike_is_not_paired() -> None:
    assert aligned(["完全不同的内容。"], ["另外一件事情而已"]) == [Pair(0, None), Pair(None, 0)]


@pytest.mark.parametrize(("old", "new"), [([], []), ([], ["甲"]), (["甲"], [])])
def test_an_empty_side_is_no_trouble(old: list[str], new: list[str]) -> None:
    assert len(side_by_side(old, new)) == len(old) + len(new)


@given(TEXTS, TEXTS)
def test_every_article_appears_once_and_in_order(old: list[str], new: list[str]) -> None:
    pairs = aligned(old, new)
    assert [pair.old for pair in pairs if pair.old is not None] == list(range(len(old)))
    assert [pair.new for pair in pairs if pair.new is not None] == list(range(len(new)))
    assert all(pair.old is not None or pair.new is not None for pair in pairs)


@given(TEXTS, TEXTS)
def test_each_side_reads_as_it_was_written(old: list[str], new: list[str]) -> None:
    rows = side_by_side(old, new)
    assert "".join(said(left, "ins") for left, _ in rows) == "".join(old)
    assert "".join(said(right, "del") for _, right in rows) == "".join(new)
    assert not any(piece.mark == "ins" for left, _ in rows for piece in left.pieces)
