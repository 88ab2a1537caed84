"""Months as one number, so that they can be compared, counted and joined: year × 12 + month − 1."""

from __future__ import annotations

import re
from datetime import date, timedelta

from zhunsheng.base.errors import Fault, InputRefused

MONTHS = 12
WRITTEN = re.compile(r"(\d{4})\s*[-/年.]?\s*(\d{1,2})\s*月?")


def month_of(day: date) -> int:
    """Return the month the day lies in."""
    return day.year * MONTHS + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of the month."""
    return date(month // MONTHS, month % MONTHS + 1, 1)


def last_day(month: int) -> date:
    """Return the last day of the month."""
    return first_day(month + 1) - timedelta(days=1)


def read_month(text: str) -> int:
    """Read `2025-11`, `2025年11月` or `202511`.

    Raises InputRefused where it is none of these.
    """
    found = WRITTEN.fullmatch(text.strip())
    if found and 1 <= int(found[2]) <= MONTHS:
        return int(found[1]) * MONTHS + int(found[2]) - 1
    raise InputRefused([Fault("月份", text, "读不出", "月份应写成2025-11", "请改成年-月")])


def write_month(month: int) -> str:
    """Write the month as `2025-11`."""
    return f"{month // MONTHS}-{month % MONTHS + 1:02d}"


def month_zh(month: int) -> str:
    """Write the month as `2025年11月`."""
    return f"{month // MONTHS}年{month % MONTHS + 1}月"
