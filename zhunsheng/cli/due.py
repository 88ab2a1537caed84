"""The command `due`: by which day, and how one gets there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click

from zhunsheng.base.days import Pause
from zhunsheng.cli.refusal import Refused, refusals
from zhunsheng.law.corpus import Law, load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.law.period import Due, Period, count
from zhunsheng.law.provision import Limit, Unit

_LENGTH = re.compile(r"(\d+)\s*([a-z]+|[\u4e00-\u9fff]+)", re.IGNORECASE)
_UNITS: tuple[tuple[Unit, tuple[str, ...]], ...] = (
    ("hour", ("hour", "hours", "小时", "个小时")),
    ("day", ("day", "days", "日", "天")),
    ("workday", ("workday", "workdays", "工作日", "个工作日")),
    ("month", ("month", "months", "月", "个月")),
    ("year", ("year", "years", "年")),
)
_UNIT_HINT = "请写成 7日、7个工作日、24小时、3个月、2年，或 7 days、7 workdays 等"


@dataclass(frozen=True, slots=True)
class _Start:
    day: int
    minute: int | None


@click.command("due", help="推算期限届满之日，逐步说明依据。")
@click.option("--from", "start", default="", help="起算的日期，或精确到分的时刻。")
@click.option("--within", default="", help="期限长度，如 7日、7个工作日、24小时、3个月、2年。")
@click.option("--under", default="", help="依据的条文，如 行政处罚法/61.1。")
@click.option("--pause", "pauses", multiple=True, help="停止计算的起日..恢复之日，可重复。")
@click.option("--backward", is_flag=True, help="倒算：须在该日之前多久办理。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def due(**given: Any) -> None:
    """Print the last day of a period, and the way to it line by line."""
    law = load_law()
    with refusals():
        found = count(_period(given, law), calendar=load_calendar(), law=law)
    shown = _as_json(found) if given["as_json"] else "\n".join([_headline(found), *found.trace])
    click.echo(shown)


def _period(given: dict[str, Any], law: Law) -> Period:
    start = _start(given["start"])
    under = given["under"]
    limit = _within(given["within"]) if given["within"] else _own_limit(under, start.day, law)
    _known(under, law)
    if limit.unit == "hour" and start.minute is None:
        raise Refused(
            "--from 没有写明时刻：按小时计算须从该时刻起算。请写成 --from 2026-09-24T17:30。"
        )
    pauses = tuple(_pause(text) for text in given["pauses"])
    if pauses and given["backward"]:
        raise Refused("--backward 与 --pause 不能同用：倒算的期限不发生中止。请去掉其中一项。")
    return Period(
        start=start.day,
        limit=limit,
        minute=start.minute or 0,
        pauses=pauses,
        backward=given["backward"],
        under=under,
    )


def _start(text: str) -> _Start:
    if not text:
        raise Refused("缺少 --from：没有起算日就不能推算。请写成 --from 2026-09-24。")
    try:
        if len(text) == len("2026-09-24"):
            return _Start(date.fromisoformat(text).toordinal(), None)
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(
            f"--from “{text}”读不成日期：日期不存在，或写法不对。"
            "请写成 2026-09-24，按小时计算的写成 2026-09-24T17:30。"
        ) from error
    if instant.tzinfo is not None:
        raise Refused(f"--from “{text}”带有时区：一律按北京时间计算。请去掉时区。")
    return _Start(instant.toordinal(), instant.hour * 60 + instant.minute)


def _known(under: str, law: Law) -> None:
    if "/" in under:
        law.versions(under)
    elif under:
        law.instrument(under)


def _within(text: str) -> Limit:
    found = _LENGTH.fullmatch(text.strip())
    units = [unit for unit, names in _UNITS if found and found[2].lower() in names]
    if found is None or not units:
        raise Refused(f"--within “{text}”读不成期限：应为数字加单位。{_UNIT_HINT}。")
    return Limit(int(found[1]), units[0])


def _own_limit(under: str, start: int, law: Law) -> Limit:
    if not under:
        raise Refused(
            f"缺少 --within 和 --under：没有期限可算。{_UNIT_HINT}，或用 --under 指明条文。"
        )
    if "/" not in under:
        raise Refused(
            f"--under “{under}”只有名称，没有条款：不知用哪一条的期限。"
            f"请写到条款，如 {under}/1，或另加 --within。"
        )
    provision = law.at(under, on=date.fromordinal(start))
    limit = provision.written or provision.limit
    if limit is None:
        raise Refused(f"“{under}”没有规定期限，无从推算。请改引规定期限的条款，或另加 --within。")
    return limit


def _pause(text: str) -> Pause:
    first, _, resumed = text.partition("..")
    try:
        stretch = date.fromisoformat(first).toordinal(), date.fromisoformat(resumed).toordinal()
    except ValueError as error:
        raise Refused(
            f"--pause “{text}”读不成起止：应为两个日期，中间两点。"
            "请写成 2026-09-28..2026-10-05，后一日为恢复计算之日。"
        ) from error
    if stretch[0] >= stretch[1]:
        raise Refused(f"--pause “{text}”起止颠倒：恢复之日须在停止之日以后。请对调或更正两个日期。")
    return stretch


def _as_json(found: Due) -> str:
    bounds = {"due": _stamp(found.earliest, found.minute)}
    if found.needs:
        bounds = {
            "earliest": _stamp(found.earliest, found.minute),
            "latest": _stamp(found.latest, found.minute),
            "needs": found.needs,
        }
    return json.dumps({**bounds, "trace": found.trace}, ensure_ascii=False)


def _headline(found: Due) -> str:
    if found.needs:
        return f"最后一日：{_stamp(found.earliest, None)}至{_stamp(found.latest, None)}之间"
    return f"最后一日：{_stamp(found.earliest, found.minute).replace('T', ' ')}"


def _stamp(day: int, minute: int | None) -> str:
    shown = date.fromordinal(day).isoformat()
    return shown if minute is None else f"{shown}T{minute // 60:02}:{minute % 60:02}"
