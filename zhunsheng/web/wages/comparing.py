"""Two months side by side, and the districts of one: which projects changed color, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from zhunsheng.wages.months import month_zh, write_month
from zhunsheng.wages.shapes import COLORS, Line, Tally
from zhunsheng.web.matters.rows import sum_zh
from zhunsheng.web.wages import charts
from zhunsheng.web.wages.filters import Filters
from zhunsheng.web.wages.listing import PAGE, Row, row_of
from zhunsheng.web.wages.words import Words, color_zh

COMPARE = f"{PAGE}duibi/"
NEW = "new"
FROM = (*COLORS, NEW)


@dataclass(frozen=True, slots=True)
class Move:
    """A project in two months: its color before ("new" where it was not rated) and its row now."""

    was: str
    row: Row
    was_unpaid: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many projects went from one color to another, and where they are listed."""

    n: int
    href: str
    on: bool
    kept: bool


def moves(before: Sequence[Line], now: Sequence[Line], month: int, words: Words) -> list[Move]:
    """Return every project of the later month with its color of the earlier one."""
    earlier = {line.project: line for line in before}
    found = []
    for line in now:
        was = earlier.get(line.project)
        found.append(
            Move(
                was.color if was else NEW,
                row_of(line, month, words),
                was.unpaid_workers if was else 0,
            )
        )
    return found


def matrix(found: Sequence[Move], months: tuple[int, int], chosen: tuple[str, str]) -> list[Any]:
    """Return a line for each color before, with a cell for each color now."""
    numbers: dict[tuple[str, str], int] = {}
    for move in found:
        key = (move.was, move.row.color)
        numbers[key] = numbers.get(key, 0) + 1
    return [
        {
            "color": was if was != NEW else "",
            "zh": "上次没有评定" if was == NEW else color_zh(was),
            "cells": [
                Cell(
                    numbers.get((was, color), 0),
                    address(months, was, color),
                    (was, color) == chosen,
                    was == color,
                )
                for color in COLORS
            ],
        }
        for was in FROM
    ]


def address(months: tuple[int, int], was: str = "", color: str = "") -> str:
    """Return where two months are compared, of one move if it is given; the later month first."""
    later, earlier = months
    query = {"yue": write_month(later), "bi": write_month(earlier), "cong": was, "dao": color}
    return f"{COMPARE}?{urlencode({name: value for name, value in query.items() if value})}"


def listed(found: Sequence[Move], chosen: tuple[str, str]) -> list[Move]:
    """Return the moves to show: those chosen, else those whose color changed."""
    was, color = chosen
    if was or color:
        return [
            one
            for one in found
            if (not was or one.was == was) and (not color or one.row.color == color)
        ]
    return [one for one in found if one.was not in (one.row.color, NEW)]


def district_rows(
    tally: Sequence[Tally], before: Mapping[str, Tally], month: int
) -> list[dict[str, Any]]:
    """Return the districts, those with most red and yellow first, beside the month before."""
    return [
        _district(one, before.get(one.district), month)
        for one in sorted(tally, key=lambda one: (-_bad(one), one.district))
    ]


def _district(one: Tally, before: Tally | None, month: int) -> dict[str, Any]:
    asked = Filters(month=write_month(month), district=one.district)
    return {
        "zh": one.district or "没有填区县",
        "href": asked.href(PAGE),
        "parts": charts.split(one.colors),
        "cells": [
            {
                "n": one.colors.get(color, 0),
                "href": asked.href(PAGE, color=color),
                "color": color,
                "zh": color_zh(color),
            }
            for color in COLORS
        ],
        "projects": one.projects,
        "unpaid": one.unpaid_workers,
        "unpaid_href": asked.href(PAGE, order="unpaid"),
        "open": sum_zh(one.outstanding) if one.outstanding else "0",
        "was": "没有评定" if before is None else str(_bad(before)),
    }


def _bad(one: Tally) -> int:
    return one.colors.get("red", 0) + one.colors.get("yellow", 0)


def said(found: Sequence[Move], months: tuple[int, int]) -> str:
    """Say in one sentence how the two months differ."""
    order = {color: place for place, color in enumerate(("red", "yellow", "green"))}
    rated = [one for one in found if one.was in order and one.row.color in order]
    better = sum(order[one.row.color] > order[one.was] for one in rated)
    worse = sum(order[one.row.color] < order[one.was] for one in rated)
    later, earlier = months
    return (
        f"{month_zh(later)}比{month_zh(earlier)}：变好 {better} 个，变差 {worse} 个，"
        f"两个月都评定了的 {len(rated)} 个"
    )
