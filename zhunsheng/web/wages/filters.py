"""The filters of the project list as they stand in its address, and the chips that show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from zhunsheng.base.errors import InputRefused
from zhunsheng.wages.months import read_month, write_month
from zhunsheng.wages.shapes import COLORS
from zhunsheng.web.address_filters import AddressFilters, Chip, plain
from zhunsheng.web.wages.words import COLORS_ZH

ROWS = 50
PAGES_MOST = 100_000
PARAMETERS = {
    "month": "yue",
    "color": "yanse",
    "district": "quxian",
    "check": "jiancha",
    "words": "q",
    "order": "paixu",
}
LABELS = {"color": "评定", "district": "区县", "check": "问题", "words": "关键词"}
ORDERS = {"": "颜色从重到轻", "unpaid": "欠付人数", "sum": "欠付金额", "points": "得分从低到高"}


@dataclass(frozen=True, slots=True)
class Filters(AddressFilters):
    """The filters of the list; an empty text asks for everything, no month for the latest."""

    PARAMETERS: ClassVar[Mapping[str, str]] = PARAMETERS

    month: str = ""
    color: str = ""
    district: str = ""
    check: str = ""
    words: str = ""
    order: str = ""


def read(query: Mapping[str, str]) -> Filters:
    """Read the filters of an address; an unknown color or order and a wrong month ask nothing."""
    found = {name: plain(query.get(parameter, "")) for name, parameter in PARAMETERS.items()}
    found["color"] = found["color"] if found["color"] in COLORS else ""
    found["order"] = found["order"] if found["order"] in ORDERS else ""
    month = month_in(found["month"])
    found["month"] = "" if month is None else write_month(month)
    return Filters(**found)


def month_in(text: str) -> int | None:
    """Read a month of an address; None where it is none."""
    try:
        return read_month(text)
    except InputRefused:
        return None


def page_in(query: Mapping[str, str]) -> int:
    """Return which page of a list is asked for, from 1 on."""
    text = query.get("ye", "")
    if text.isascii() and text.isdecimal() and len(text) <= len(str(PAGES_MOST)):
        return max(1, min(int(text), PAGES_MOST))
    return 1


def chips_of(filters: Filters, page: str, checks: Mapping[str, str]) -> list[Chip]:
    """Return a chip for every filter that narrows the list; `checks` names the checks."""
    words = {"color": COLORS_ZH, "check": checks}
    return [
        Chip(
            f"{LABELS[name]}：{words.get(name, {}).get(value, value)}",
            filters.href(page, **{name: ""}),
        )
        for name, value in filters
        if name in LABELS
    ]


@dataclass(frozen=True, slots=True)
class Pages:
    """Which part of a list is shown: addresses of the parts beside it, and the words between."""

    prev: str
    next: str
    shown_zh: str


def pages_of(href: str, page: int, total: int, unit: str = "个") -> Pages:
    """Return the pager of a list of `total` rows; `href` is the list's address without a page."""
    join = "&" if "?" in href else "?"
    first, last = (page - 1) * ROWS + 1, min(page * ROWS, total)
    at = {one: f"{href}{join}ye={one}" for one in (page - 1, page + 1)}
    if total == 0 or first > total:
        shown = f"共 {total:,} {unit}"
    else:
        shown = f"第 {first:,} 至 {last:,} {unit}，共 {total:,} {unit}"
    return Pages(at[page - 1] if page > 1 else "", at[page + 1] if last < total else "", shown)
