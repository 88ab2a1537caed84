"""What a published case itself says: its numbers, its days, and the ends of its inexact periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.base.days import add_months
from zhunsheng.base.errors import ZhunshengError
from zhunsheng.base.spans import MINUTES_OF_HOUR, MONTHS_OF_YEAR
from zhunsheng.intake.cases import Case, exact_day
from zhunsheng.intake.lined_yaml import Item

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
PERIODS = ("date", "until", "period_owed")


class Unfounded(ZhunshengError):
    """A row rests on something that is missing, or that the case does not say."""


def _entries(item: Item, name: str) -> Iterator[tuple[str, Item]]:
    """Give every value of a case outside its rows of results, with its name."""
    for key, entry in item.mapping().items():
        if key != "expect":
            yield from _entries(entry, key)
    for member in item.items():
        yield from _entries(member, name)
    if not isinstance(item.value, dict | list):
        yield name, item


def numbers_in(case: Case) -> Iterator[Decimal]:
    """Give every number a case states, also inside its texts."""
    for _, entry in _entries(case.item, ""):
        if isinstance(entry.value, int | Decimal) and not isinstance(entry.value, bool):
            yield Decimal(entry.value)
        elif isinstance(entry.value, str):
            yield from (Decimal(one.replace(",", "")) for one in NUMBER.findall(entry.value))


def days_in(case: Case) -> Iterator[int]:
    """Give every day a case states, and the ends of the months and years it states instead."""
    for name, entry in _entries(case.item, ""):
        written = entry.text()
        for day in DAY.findall(written):
            yield from _day_of(day)
        if name in PERIODS:
            for part in written.split(".."):
                yield from _ends_of(part)


def _ends_of(written: str) -> Iterator[int]:
    """Give the first and the last day of a month or a year."""
    months = {4: MONTHS_OF_YEAR, 7: 1}.get(len(written))
    if months is not None:
        for start in _day_of(f"{written}-01-01"[: len("2025-01-01")]):
            yield from (start, add_months(start, months) - 1)


def _day_of(written: str) -> Iterator[int]:
    try:
        exact = exact_day(written)
    except ValueError:
        return
    if exact is not None:
        yield exact[0].toordinal()


def moment_of(item: Item | None, name: str) -> tuple[int, int | None]:
    """Read an exact day (as an ordinal) and its minute, if written; raises Unfounded."""
    written = item.text() if item else ""
    try:
        exact = exact_day(written)
    except ValueError:
        exact = None
    if exact is None:
        raise Unfounded(f"{name} 不是确切的日期：{written or '没有写'}")
    day, hour = exact
    return day.toordinal(), hour.hour * MINUTES_OF_HOUR + hour.minute if hour else None
