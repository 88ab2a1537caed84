"""A sum in capital numerals says the same sum."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zhunsheng.documents.capitals import capital_yuan

DIGITS = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}


def whole(written: str) -> int:
    total, group, digit = 0, 0, 0
    for sign in written:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in PLACES:
            group, digit = group + digit * PLACES[sign], 0
        elif sign == "亿":
            total, group, digit = (total + group + digit) * GROUPS[sign], 0, 0
        else:
            total, group, digit = total + (group + digit) * GROUPS[sign], 0, 0
    return total + group + digit


def amount(written: str) -> int:
    written = written.removesuffix("整")
    yuan, parted, rest = written.rpartition("元")
    rest = rest if parted else written
    jiao, parted, fen = rest.rpartition("角")
    fen = fen if parted else rest
    small = 10 * whole(jiao.removeprefix("零")) + whole(fen.removesuffix("分"))
    return 100 * whole(yuan) + small


@given(st.integers(0, 10**14 - 1))
@example(10_000_000_001)
@example(100_010_001_000)
@example(1_000_000_000)
def test_it_reads_back_as_the_same_sum(fen: int) -> None:
    assert amount(capital_yuan(fen)) == fen


@given(st.integers(0, 10**14 - 1))
def test_it_never_says_nought_twice_and_ends_as_it_must(fen: int) -> None:
    written = capital_yuan(fen)
    assert "零零" not in written
    assert written.endswith("分") is (fen % 10 != 0)
    assert written.endswith("整") is (fen % 10 == 0)


def test_a_sum_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="不是可以大写的金额"):
        capital_yuan(-1)
