"""The day calculator: what was asked for, the last day, and every step of the way to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from zhunsheng.base.chinese import UNITS, day_zh
from zhunsheng.base.days import Pause
from zhunsheng.base.errors import ZhunshengError
from zhunsheng.intake.cells import Read, read_day
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import Law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.law.period import Due, Period, count
from zhunsheng.law.provision import Limit, Unit
from zhunsheng.web.law.asked import citation_in

LONGEST = 9999
PAUSES_MOST = 20
_TIME = re.compile(r"([01]?\d|2[0-3])[:：时]([0-5]\d)分?")
_PAUSE = re.compile(r"\s*(?:\.\.|至|到|~|～|—|－)\s*")
WEEKDAYS = "一二三四五六日"


class NotComputable(ZhunshengError):
    """Answers of the form that cannot be computed with; `wrong` says by field what to change."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("；".join(wrong.values()))
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed last day: its headline, the way to it, what was asked in words."""

    headline: str
    weekday: str
    needs: str
    steps: tuple[str, ...]
    asked: str


def computed(law: Law, given: Mapping[str, str]) -> Computed:
    """Compute from the fields of the form; raises `NotComputable`."""
    period = _period(law, given)
    try:
        due = count(period, calendar=load_calendar(), law=law)
    except (ZhunshengError, OverflowError) as fault:
        sentence = str(fault) if isinstance(fault, ZhunshengError) else "日期太远，算不了"
        raise NotComputable({"qi": sentence}) from fault
    weekday = "" if due.day is None else WEEKDAYS[date.fromordinal(due.day).weekday()]
    return Computed(_headline(due), weekday, due.needs, due.trace, _asked(period))


def _period(law: Law, given: Mapping[str, str]) -> Period:
    wrong: dict[str, str] = {}
    start = _start(given, wrong)
    minute = _minute(given, wrong)
    under = _under(law, given, wrong)
    limit = _limit(law, given, start, wrong)
    backward = given.get("dao") == "1"
    pauses = _pauses(given, wrong)
    if backward and pauses:
        wrong["ting"] = "倒算的期限不发生中止；请去掉停止的时段，或者不勾倒算"
    if limit is not None and limit.unit == "hour" and minute is None and "shi" not in wrong:
        wrong["shi"] = "按小时计算的，写明起算的时刻，如 17:30"
    if wrong or start is None or limit is None:
        raise NotComputable(wrong)
    return Period(
        start=start.toordinal(),
        limit=limit,
        minute=minute or 0,
        pauses=tuple(pauses),
        backward=backward,
        under=under,
    )


def _start(given: Mapping[str, str], wrong: dict[str, str]) -> date | None:
    read = read_day(given.get("qi", ""))
    if isinstance(read, Read):
        return read.value
    wrong["qi"] = "写明起算的日期，如 2026-09-24 或 2026年9月24日"
    return None


def _minute(given: Mapping[str, str], wrong: dict[str, str]) -> int | None:
    written = given.get("shi", "").strip()
    if not written:
        return None
    found = _TIME.fullmatch(written)
    if found is None:
        wrong["shi"] = "时刻写成 17:30 的形式"
        return None
    return int(found[1]) * 60 + int(found[2])


def _under(law: Law, given: Mapping[str, str], wrong: dict[str, str]) -> str:
    written = given.get("ju", "").strip()
    if not written:
        return ""
    citation = citation_in(law, written)
    if citation:
        return _known(law, citation, wrong)
    named = law.by_title.get(written.strip("《》"))
    if named is None:
        wrong["ju"] = "没有收录这一条；写成 工伤保险条例第二十条第一款 或 工伤保险条例/20.1"
    return named.title if named else ""


def _known(law: Law, citation: str, wrong: dict[str, str]) -> str:
    try:
        law.versions(citation)
    except ZhunshengError as fault:
        wrong["ju"] = str(fault)
    return citation


def _limit(
    law: Law, given: Mapping[str, str], start: date | None, wrong: dict[str, str]
) -> Limit | None:
    written, unit = given.get("chang", "").strip(), given.get("danwei", "")
    if written:
        if not written.isascii() or not written.isdigit() or not 0 < int(written[:9]) <= LONGEST:
            wrong["chang"] = f"期限写成 1 到 {LONGEST} 的整数"
        if unit not in get_args(Unit):
            wrong["danwei"] = "选择日、工作日、月、年或小时"
        return None if wrong else Limit(int(written), cast(Unit, unit))
    return None if "ju" in wrong or start is None else _own_limit(law, given, start, wrong)


def _own_limit(
    law: Law, given: Mapping[str, str], start: date, wrong: dict[str, str]
) -> Limit | None:
    """Take the limit that the provision itself fixes on the first day."""
    citation = citation_in(law, given.get("ju", "").strip())
    if not citation:
        wrong["chang"] = "写明期限多长，或者写明依据哪一条"
        return None
    try:
        provision = law.at(citation, on=start)
    except ZhunshengError as fault:
        wrong["ju"] = str(fault)
        return None
    limit = provision.written or provision.limit
    if limit is None:
        wrong["ju"] = f"{cite(citation)}没有规定期限；请改引规定期限的条款，或者写明期限多长"
    return limit


def _pauses(given: Mapping[str, str], wrong: dict[str, str]) -> list[Pause]:
    found = []
    for line in filter(str.strip, given.get("ting", "").splitlines()):
        days = [read_day(part.strip()) for part in _PAUSE.split(line.strip(), maxsplit=1)]
        values = [read.value.toordinal() for read in days if isinstance(read, Read)]
        if len(values) != 2 or values[0] >= values[1]:
            wrong["ting"] = "每行一段，写成 2026-09-28 至 2026-10-05，后一日是恢复计算的那天"
            return []
        found.append((values[0], values[1]))
    if len(found) > PAUSES_MOST:
        wrong["ting"] = f"最多写 {PAUSES_MOST} 段"
    return found


def _headline(due: Due) -> str:
    if due.needs:
        return f"{day_zh(due.earliest)}至{day_zh(due.latest)}之间"
    clock = "" if due.minute is None else f" {due.minute // 60:02}:{due.minute % 60:02}"
    return day_zh(due.earliest) + clock


def _asked(period: Period) -> str:
    length = f"{period.limit.length}{UNITS[period.limit.unit]}"
    under = f"，{cite(period.under)}" if "/" in period.under else ""
    way = "以前" if period.backward else "起"
    return f"{day_zh(period.start)}{way}{length}{under}"
