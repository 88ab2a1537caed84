"""Days, spans and lists as Chinese officials write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

UNITS = {"hour": "小时", "day": "日", "workday": "个工作日", "month": "个月", "year": "年"}


def day_zh(day: int | date) -> str:
    """Write a day: 2025年6月3日."""
    value = date.fromordinal(day) if isinstance(day, int) else day
    return f"{value.year}年{value.month}月{value.day}日"


def length_zh(length: int, unit: str) -> str:
    """Write a length of time: 60日, 5个工作日, 3个月."""
    return f"{length}{UNITS[unit]}"


def listed(items: Iterable[str]) -> str:
    """Join items by the enumeration comma."""
    return "、".join(items)
