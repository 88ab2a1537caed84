"""What was typed into a field, read as a value: days as officers write them, sums, counts, names.

Spaces, full-width signs and units are read, not refused; how a day was read is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from zhunsheng.base.chinese import day_zh
from zhunsheng.intake.cells import (
    Read,
    Refusal,
    read_count,
    read_list,
    read_yuan,
)
from zhunsheng.intake.cells import read_day as read_cell_day
from zhunsheng.record.event import Value

LONGEST = 4000
LIST_MOST = 200
WEEKDAYS = "一二三四五六日"
HOUR = re.compile(r"(上午|下午|晚上?|中午)?(\d{1,2})(?:[:.点时](\d{1,2})?分?|(\d{2}))?")
AFTERNOON = ("下午", "晚", "晚上")
NOON = 12
NOT_KNOWN = "?"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a field came to: whether anything was given, the value, how it was read, what is wrong.

    A value of None that was given says explicitly “not known”.
    """

    given: bool = False
    value: Value = None
    read_as: str = ""
    error: str = ""
    at: time | None = None


def clean(text: str) -> str:
    """Take control signs out of a text and spaces off its ends; line ends stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one == "\n" or one.isprintable() or one == "　").strip()


def read_typed(kind: str, texts: Sequence[str], choices: Mapping[str, str], today: date) -> Typed:
    """Read what was typed into a field of a kind."""
    given = [cleaned for text in texts if (cleaned := clean(text))]
    if not given:
        return Typed()
    if kind == "checks":
        return _picked(given, choices)
    if kind in ("choice", "yes_no"):
        return _chosen(given[-1], choices, truth=kind == "yes_no")
    if len(given[0]) > LONGEST:
        return Typed(True, error=f"最多写 {LONGEST} 个字，现在有 {len(given[0])} 个")
    reader = _READERS.get(kind)
    return reader(given[0], today) if reader else Typed(True, given[0])


def read_day(written: str, today: date, *, past: bool = False) -> Typed:
    """Read a day; one without a year lies as near to today as it can, or as it can before it."""
    years = (today.year, today.year - 1, today.year + 1)
    found = [read_cell_day(written, year=year) for year in years]
    days = [one.value for one in found if isinstance(one, Read)]
    if not days:
        return Typed(True, error=_refused(found[0]))
    gone = [one for one in days if one <= today] if past else []
    day = min(gone or days, key=lambda one: abs((one - today).days))
    return Typed(True, day, read_as=f"{day_zh(day)} 周{WEEKDAYS[day.weekday()]}")


def read_time(written: str, _: date) -> Typed:
    """Read a time of day: 9:30, 930, 下午3点."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", written))
    found = HOUR.fullmatch(plain)
    if found is None:
        return Typed(True, error="时刻请写作 9:30 或 14:30")
    hour, minute = int(found[2]), int(found[3] or found[4] or 0)
    if found[1] in AFTERNOON and hour < NOON:
        hour += NOON
    try:
        at = time(hour, minute)
    except ValueError:
        return Typed(True, error="一天只有 0 时至 23 时 59 分")
    return Typed(True, f"{at:%H:%M}", read_as=f"{at:%H:%M}", at=at)


def _money(written: str, _: date) -> Typed:
    found = read_yuan(written)
    if isinstance(found, Refusal):
        return Typed(True, error=_refused(found))
    return Typed(True, found.value, read_as=f"{found.value:,.2f}元")


def _number(written: str, _: date) -> Typed:
    found = read_count(written)
    if isinstance(found, Refusal):
        return Typed(True, error=_refused(found))
    return Typed(True, found.value)


def _list(written: str, _: date) -> Typed:
    found = read_list(written)
    if isinstance(found, Refusal):
        return Typed(True, error=_refused(found))
    if len(found.value) > LIST_MOST:
        return Typed(True, error=f"最多列 {LIST_MOST} 项")
    return Typed(bool(found.value), found.value)


def _text(written: str, _: date) -> Typed:
    return Typed(True, " ".join(written.split("\n")))


def _picked(given: Sequence[str], choices: Mapping[str, str]) -> Typed:
    if any(one not in choices for one in given):
        return Typed(True, error="请从列出的各项中选")
    picked = dict.fromkeys(given)
    return Typed(True, tuple(one for one in choices if one in picked))


def _chosen(given: str, choices: Mapping[str, str], *, truth: bool) -> Typed:
    if given not in choices:
        return Typed(True, error="请从列出的选项中选")
    if given == NOT_KNOWN:
        return Typed(True, None)
    return Typed(True, given == "yes") if truth else Typed(True, given)


def _refused(found: Read[date] | Refusal) -> str:
    assert isinstance(found, Refusal)
    return f"{found.what}：{found.why}；{found.remedy}"


_READERS: Mapping[str, Callable[[str, date], Typed]] = {
    "date": read_day,
    "time": read_time,
    "money": _money,
    "number": _number,
    "list": _list,
    "text": _text,
}
