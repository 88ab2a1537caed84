"""One line of a list as a page shows it: due when, what next, by which article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhunsheng.store.keeping import Line
from zhunsheng.store.lists import SOON_DAYS
from zhunsheng.store.tallies import bucket_of
from zhunsheng.web.jinja import short_day, weekday
from zhunsheng.web.matters.names import (
    Law,
    duty_zh,
    law_of,
    matter_address,
    part,
    procedure_zh,
    step_zh,
)

WAN = 10_000
FEN = 100
NO_LAW = Law("", "", "text", "")


@dataclass(frozen=True, slots=True)
class Row:
    """What a page shows of one line; `tone` is red, td, amb or nothing."""

    number: str
    title: str
    href: str
    kind_zh: str
    bucket: str
    day_zh: str
    weekday_zh: str
    left_zh: str
    tone: str
    duty_zh: str
    next_zh: str
    law: Law
    why_href: str
    how_href: str
    act_href: str
    act_zh: str
    handler_zh: str
    size_zh: str
    people: str
    sum: str
    waiting_zh: str
    sealed: bool
    defects: int


def row_of(line: Line, day: date) -> Row:
    """Return a line as it is shown on a day."""
    bucket = bucket_of(line.due_on, day)
    day_zh, left_zh, tone = due_of(line, day)
    step = step_zh(line.procedure, line.next_step)
    rule, place = line.due_rule, matter_address(line.number)
    duty = duty_zh(line.procedure, rule) if rule else ""
    return Row(
        number=line.number,
        title=line.title,
        href=place,
        kind_zh=procedure_zh(line.procedure),
        bucket=bucket,
        day_zh=day_zh,
        weekday_zh=weekday_of(line, day),
        left_zh=left_zh,
        tone=tone,
        duty_zh=duty,
        next_zh=duty or step or _standing(line),
        law=law_of(line.due_citation, day) if line.due_citation else NO_LAW,
        why_href=f"{place}weishenme/{part(rule)}/" if rule else "",
        how_href=f"{place}qixian/{part(rule)}/" if rule else "",
        act_href=f"{place}bu/{line.next_step}/" if line.next_step else place,
        act_zh="去办理" if line.next_step else "打开",
        handler_zh=line.handler_name,
        size_zh=_size(line),
        people="" if line.people is None else str(line.people),
        sum="" if line.amount_fen is None else f"{Decimal(line.amount_fen) / FEN:,.2f}",
        waiting_zh=waiting_zh(line),
        sealed=line.sealed,
        defects=line.defects,
    )


def due_of(line: Line, day: date) -> tuple[str, str, str]:
    """Return the due day, what is left of it, and its tone."""
    if not line.has_due:
        return ("已结" if line.ended else waiting_zh(line) or "无期限", "", "")
    return (short_day(line.due_on), *left_of(line.due_on, day))


def weekday_of(line: Line, day: date) -> str:
    """Return the day of the week of a due day, with its year where that is another one."""
    if not line.has_due:
        return ""
    year = "" if line.due_on.year == day.year else f"，{line.due_on.year}年"
    return f"{weekday(line.due_on)}{year}"


def day_of(due: date, day: date) -> str:
    """Write a day, with its year where that is another one."""
    year = "" if due.year == day.year else f"{due.year}年"
    return f"{year}{short_day(due)}"


def left_of(due: date, day: date) -> tuple[str, str]:
    """Return how long it is until a day, and the tone that has."""
    left = (due - day).days
    if left < 0:
        return f"超 {-left} 日", "red"
    if left == 0:
        return "今天", "td"
    return f"剩 {left} 日", "amb" if left <= SOON_DAYS else ""


def waiting_zh(line: Line) -> str:
    """Say whom the matter waits for where it is not the bureau."""
    return {"paused": "中止计期", "others": "等对方"}.get(line.waiting, "")


def _standing(line: Line) -> str:
    return line.phase or "还没有办理记录"


def _size(line: Line) -> str:
    parts = [line.project]
    if line.people is not None:
        parts.append(f"{line.people} 人")
    if line.amount_fen is not None:
        parts.append(sum_zh(line.amount_fen))
    return "，".join(filter(None, parts))


def sum_zh(amount_fen: int) -> str:
    """Write a sum short: 38.6 万元, 9,640 元."""
    yuan = Decimal(amount_fen) / FEN
    return f"{yuan / WAN:,.1f} 万元" if yuan >= WAN else f"{yuan:,.0f} 元"
