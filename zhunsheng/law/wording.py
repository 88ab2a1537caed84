"""Quantities as statutes word them: 六十日, 60日, 两年, 百分之五十, 2千元, 一至二名."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {"零": 0, "〇": 0, "两": 2} | {one: at for at, one in enumerate("一二三四五六七八九", 1)}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

_IN_NUMBER = "0-9." + "".join((*DIGITS, *PLACES, *MYRIADS))
_CHINESE = f"[{''.join((*DIGITS, *PLACES, *MYRIADS))}]+"
_NUMBER = rf"(?:[0-9]+(?:\.[0-9]+)?[十百千万亿]*|{_CHINESE})"
_UNITS = (
    "个工作日|工作日|个小时|小时|个自然日|日|天|个月|周岁|年|元|倍|%|名|人|个|位|次|项|件|种|档|级"
)
_QUANTITY = re.compile(
    rf"(?P<parts>[百千万])分之(?P<share>{_NUMBER})"
    rf"|每(?P<each>[日月年])"
    rf"|(?<![第{_IN_NUMBER}])(?:(?P<first>{_NUMBER})[至到~-])?(?P<number>{_NUMBER})"
    rf"(?P<unit>{_UNITS})"
)
_DATED = re.compile(rf"[{_IN_NUMBER}]月$")

MEASURES = {
    "个工作日": "workday",
    "工作日": "workday",
    "个小时": "hour",
    "小时": "hour",
    "个自然日": "day",
    "日": "day",
    "天": "day",
    "个月": "month",
    "年": "year",
    "周岁": "year",
    "元": "yuan",
}
EACH = {"日": "day", "月": "month", "年": "year"}
SHARES = {"百": Decimal("0.01"), "千": Decimal("0.001"), "万": Decimal("0.0001")}
MULTIPLES = {"倍": Decimal(1), "%": Decimal("0.01")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that stands in a text with its measure, from `begins` up to `ends`.

    The measure is a unit of time, `yuan`, `ratio` (share or multiple) or a Chinese classifier.
    """

    value: Decimal
    measure: str
    begins: int
    ends: int


def quantities(text: str) -> list[Quantity]:
    """Find every quantity of a text in order; dates and ordinals (第三日) are not quantities.

    每月 is one month; 加一倍 is both one more and twice the sum.
    """
    return [quantity for found in _QUANTITY.finditer(text) for quantity in _read(text, found)]


def _read(text: str, found: re.Match[str]) -> Iterator[Quantity]:
    if found["parts"]:
        value = number(found["share"]) * SHARES[found["parts"]]
        yield Quantity(value, "ratio", found.start(), found.end())
        return
    if found["each"]:
        yield Quantity(Decimal(1), EACH[found["each"]], found.start(), found.end())
        return
    unit = found["unit"]
    if unit == "日" and _DATED.search(text, 0, found.start()):
        return
    measure = "ratio" if unit in MULTIPLES else MEASURES.get(unit, unit)
    scale = MULTIPLES.get(unit, Decimal(1))
    for part in ("first", "number"):
        if found[part]:
            begins, ends = found.start(part), found.end(part)
            ends = found.end() if part == "number" else ends
            value = number(found[part]) * scale
            yield Quantity(value, measure, begins, ends)
            if unit == "倍" and text.endswith("加", 0, begins):
                yield Quantity(value + 1, measure, begins, ends)


def number(written: str) -> Decimal:
    """Read a numeral: 60, 2千, 1.5万, 二十四, 二〇二一, 两."""
    arabic = re.match(r"[0-9]+(?:\.[0-9]+)?", written)
    if arabic:
        value = Decimal(arabic[0])
        for place in written[arabic.end() :]:
            value *= (PLACES | MYRIADS)[place]
        return value
    if len(written) > 1 and all(character in DIGITS for character in written):
        return Decimal("".join(str(DIGITS[character]) for character in written))
    return Decimal(_chinese(written))


def _chinese(written: str) -> int:
    whole, section, digit = 0, 0, 0
    for character in written:
        if character in DIGITS:
            digit = DIGITS[character]
            continue
        if character in PLACES:
            section += (digit or 1) * PLACES[character]
        elif character == "亿":
            whole, section = (whole + section + digit) * MYRIADS[character], 0
        else:
            whole, section = whole + (section + digit) * MYRIADS[character], 0
        digit = 0
    return whole + section + digit
