"""Which quantities stand in a wording."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhunsheng.law.citation import numeral
from zhunsheng.law.wording import number, quantities

WORDED = [
    ("六十日内", [("60", "day")]),
    ("60日内", [("60", "day")]),
    ("十五天", [("15", "day")]),
    ("10个自然日", [("10", "day")]),
    ("5个工作日内", [("5", "workday")]),
    ("二十个工作日", [("20", "workday")]),
    ("48小时之内", [("48", "hour")]),
    ("二十四个小时", [("24", "hour")]),
    ("两个月内不履行", [("2", "month")]),
    ("十二个月", [("12", "month")]),
    ("两年", [("2", "year")]),
    ("不满十六周岁", [("16", "year")]),
    ("至少每月支付一次", [("1", "month"), ("1", "次")]),
    ("百分之五十", [("0.5", "ratio")]),
    ("50%", [("0.5", "ratio")]),
    ("万分之五的滞纳金", [("0.0005", "ratio")]),
    ("千分之二", [("0.002", "ratio")]),
    ("百分之一百一十", [("1.1", "ratio")]),
    ("二倍以上五倍以下", [("2", "ratio"), ("5", "ratio")]),
    ("加一倍罚款", [("1", "ratio"), ("2", "ratio")]),
    ("2千元", [("2000", "yuan")]),
    ("1.5万元", [("15000", "yuan")]),
    ("二千元以上二万元以下", [("2000", "yuan"), ("20000", "yuan")]),
    ("一百万元", [("1000000", "yuan")]),
    ("2名或者2名以上", [("2", "名"), ("2", "名")]),
    ("一至二名", [("1", "名"), ("2", "名")]),
    ("三日、五日", [("3", "day"), ("5", "day")]),
    ("自2011年1月1日起施行", [("2011", "year")]),
    ("二〇二一年七月十五日", [("2021", "year")]),
    ("第三日", []),
    ("第三十日", []),
    ("第六十条", []),
    ("六十一条", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDED)
def test_a_wording_names_these_quantities(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(one.value, one.measure) for one in quantities(text)]
    assert found == [(Decimal(value), measure) for value, measure in expected]


@pytest.mark.parametrize("value", [*range(1, 300), 999, 1001, 1260, 9999])
def test_a_numeral_is_read_as_it_was_written(value: int) -> None:
    assert number(numeral(value)) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [("二万", 20_000), ("十五万", 150_000), ("三亿二千万", 320_000_000), ("10万", 100_000)],
)
def test_large_numbers_are_read(written: str, value: int) -> None:
    assert number(written) == value


def test_a_quantity_says_where_it_stands() -> None:
    (days,) = quantities("应当在三十日内")
    assert "应当在三十日内"[days.begins : days.ends] == "三十日"
