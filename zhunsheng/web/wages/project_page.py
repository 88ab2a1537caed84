"""What a project's page shows: why, how to turn green, calendar, counts, checks, history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhunsheng.base.money import yuan_zh
from zhunsheng.wages.months import MONTHS, month_of, month_zh, write_month
from zhunsheng.wages.shapes import (
    Act,
    Cause,
    Judgement,
    Project,
    Rated,
    Run,
    Sums,
    Worker,
)
from zhunsheng.wages.tables import OWNER_KINDS, STATES
from zhunsheng.web.jinja import masked, short_day
from zhunsheng.web.matters.names import Law
from zhunsheng.web.matters.rows import sum_zh
from zhunsheng.web.wages import charts
from zhunsheng.web.wages.filters import Filters
from zhunsheng.web.wages.listing import (
    PAGE,
    REASONS_ZH,
    months_of,
    project_href,
    slip_href,
    workers_href,
)
from zhunsheng.web.wages.words import COLORS_ZH, GREEN, GREY, RED, YELLOW, Words, color_zh

DIGEST_SHOWN = 16
LISTS = {
    "roster": "实名在册",
    "attending": "有考勤",
    "listed": "入工资表",
    "received": "银行代发",
    "outstanding": "还有欠付",
    "gap_listed": "有考勤没有入工资表",
    "gap_received": "有考勤没有代发到账",
    "gap_roster": "有考勤不在册",
}
GAPS = {"roster": "gap_roster", "listed": "gap_listed", "received": "gap_received"}
NAMES, LOOK = "看名单", "看依据"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the checks: color, words, citation, what was found and where its rows are."""

    color: str
    zh: str
    law: Law | None
    actual: str
    href: str
    off: int
    skipped: str


def context(found: Project, run: Run, runs: Sequence[Run]) -> dict[str, Any]:
    """Return what the template needs of a project's month."""
    line, month, words = found.line, run.month, Words.of(run)
    items = [_item(one, found, words) for one in found.judgements]
    known = line.reason_grey != "no_data"
    shown = [one for one in items if one.skipped or one.color != GREEN]
    return {
        "line": line,
        "facts": found.facts,
        "owner_kind": OWNER_KINDS.get(found.facts.owner_kind, found.facts.owner_kind),
        "state": STATES.get(found.facts.state, found.facts.state),
        "run": run,
        "month_zh": month_zh(month),
        "month_short": f"{month % MONTHS + 1}月",
        "month_at": write_month(month),
        "year": month // MONTHS,
        "strip": _strip(found, month),
        "color_zh": color_zh(line.color),
        "judged_zh": f"{short_day(run.as_of)}核算",
        "months_zh": f"连续{months_of(line)}" if months_of(line) else "",
        "why_title": _why_title(line.color),
        "causes": _causes(found, words),
        "way_title": "怎样保持绿" if line.color == GREEN else "怎样转绿",
        "way": [_act(act, found, words) for act in found.turning.acts],
        "way_note": _way_note(found),
        "weeks": charts.calendar(found.days, month) if found.days else (),
        "fullest": max((one.attending for one in found.days), default=0),
        "funnel": _funnel(found, month),
        "sums": _sums(found.sums, workers_href(line.project, month, "outstanding")),
        "items": sorted(shown, key=lambda one: _weight(one.color, one.skipped)),
        "clean": [one for one in items if known and not one.skipped and one.color == GREEN],
        "items_zh": _items_zh(items) if known else "没有数据，没有核对",
        "trend": charts.trend(found.history),
        "trend_zh": trend_zh(found.history),
        "history": [_month(one, found, month) for one in _newest(found.history)],
        "workers_href": workers_href(line.project, month),
        "change_href": f"{project_href(line.project, month)}tiaozheng/",
        "district_href": Filters(month=write_month(month), district=line.district).href(PAGE),
        "months": month_links(runs, month, line.project),
        "origin_zh": origin_zh(run),
    }


def _strip(found: Project, month: int) -> list[dict[str, Any]]:
    return [
        {
            "zh": f"{at % MONTHS + 1}月",
            "color": rated.color if rated else "",
            "href": project_href(found.line.project, at),
            "on": at == month,
        }
        for at, rated in charts.strip(found.history, month)
    ]


def _why_title(color: str) -> str:
    return "为什么不评定" if color == GREY else f"为什么是{COLORS_ZH[color]}"


def _causes(found: Project, words: Words) -> list[dict[str, Any]]:
    line = found.line
    if line.color == GREY and not found.causes:
        return [{"sentence": REASONS_ZH.get(line.reason_grey, line.reason_grey)}]
    return [_cause(one, found, words) for one in found.causes]


def _cause(cause: Cause, found: Project, words: Words) -> dict[str, Any]:
    return {
        "sentence": cause.sentence,
        "href": _list_href(cause.check, found, words),
        "law": words.law_of_check(cause.check),
    }


def _act(act: Act, found: Project, words: Words) -> dict[str, Any]:
    href = _list_href(act.check, found, words)
    return {
        "zh": act.zh,
        "size": _size(act),
        "href": href or "#items",
        "word": NAMES if href else LOOK,
        "check": act.check,
    }


def _size(act: Act) -> str:
    """Say how many workers and how much an act is about; "" for one that is about none."""
    parts = [f"{act.workers} 人" if act.workers else "", yuan_zh(act.amount) if act.amount else ""]
    return "，".join(filter(None, parts))


def _list_href(check: str, found: Project, words: Words) -> str:
    """Return where the workers of a check are listed; "" for a check of the project itself."""
    if not words.of_workers(check):
        return ""
    return workers_href(found.line.project, month_of(words.day), check)


def _way_note(found: Project) -> str:
    turning = found.turning
    if turning.note:
        return turning.note
    if turning.earliest is not None and found.line.color in (RED, YELLOW):
        return f"做到以后，最早{month_zh(turning.earliest)}评定可以转绿。"
    return "按月足额发放，考勤不断，各项制度不缺。" if found.line.color == GREEN else ""


def _funnel(found: Project, month: int) -> list[dict[str, Any]]:
    project = found.line.project
    return [
        {
            "zh": step.zh,
            "n": step.n,
            "percent": step.percent,
            "gap": step.gap,
            "href": workers_href(project, month, step.kind),
            "gap_href": workers_href(project, month, GAPS.get(step.kind, step.kind)),
        }
        for step in charts.funnel(found.counts)
    ]


def _sums(sums: Sums, open_href: str) -> list[dict[str, Any]]:
    rows = (
        ("应付工资", sums.owed, "", False),
        ("已付", sums.received, "", False),
        ("垫付", sums.advanced, "", False),
        ("核销", sums.written_off, "", False),
        ("未付", sums.outstanding, open_href, True),
        ("其中已过发薪日", sums.overdue, "", True),
        ("以前月份未付", sums.earlier, "", True),
    )
    return [
        {"zh": zh, "value": yuan_zh(value), "href": href if value else "", "bad": bad and value > 0}
        for zh, value, href, bad in rows
    ]


def _item(one: Judgement, found: Project, words: Words) -> Item:
    hit = one.hit and not one.skipped
    return Item(
        one.color,
        one.zh,
        words.law_of_check(one.check),
        one.skipped or one.sentence or (f"{one.hit} 人" if one.hit else "没有发现"),
        _list_href(one.check, found, words) if hit else "",
        one.off,
        one.skipped,
    )


def _weight(color: str, skipped: str) -> int:
    return len((RED, YELLOW, GREEN)) if skipped else (RED, YELLOW, GREEN, GREY).index(color)


def _items_zh(items: Iterable[Item]) -> str:
    known = [one for one in items if not one.skipped]
    parts = [f"核对 {len(known)} 项"]
    for color in (RED, YELLOW):
        n = sum(one.color == color for one in known)
        if n:
            parts.append(f"{COLORS_ZH[color]} {n} 项")
    off = sum(one.off > 0 and one.color == GREEN for one in known)
    if off:
        parts.append(f"只扣分 {off} 项")
    return "，".join(parts)


def _newest(history: Iterable[Rated]) -> list[Rated]:
    return sorted(history, key=lambda one: -one.month)


def _month(one: Rated, found: Project, month: int) -> dict[str, Any]:
    return {
        "zh": month_zh(one.month),
        "href": project_href(found.line.project, one.month),
        "on": one.month == month,
        "color": one.color,
        "attending": one.counts.attending,
        "received": one.counts.received,
        "owed": sum_zh(one.owed),
        "open": sum_zh(one.outstanding) if one.outstanding else "0",
        "bad": one.outstanding > 0,
        "points": "－" if one.color == GREY else one.points,
    }


def trend_zh(history: Iterable[Rated]) -> str:
    """Say in words what the columns of the months show."""
    return "；".join(
        f"{month_zh(one.month)}应付{sum_zh(one.owed)}，未付{sum_zh(one.outstanding)}"
        for one in sorted(history, key=lambda one: one.month)
    )


def worker_row(one: Worker, project: int, words: Words) -> dict[str, Any]:
    """Return a worker as lists show one: masked, sums in yuan, faults in words."""
    return {
        "href": slip_href(project, one.worker),
        "name": masked(one.name) or "没有姓名",
        "mask": one.mask,
        "team": one.team,
        "days": one.days,
        "owed": yuan_zh(one.owed),
        "received": yuan_zh(one.received),
        "open": yuan_zh(one.outstanding),
        "bad": one.outstanding > 0,
        "faults": "、".join(words.zh(name) for name in one.faults),
    }


def month_links(runs: Sequence[Run], month: int, project: int) -> dict[str, Any]:
    """Return the links to the months beside this one."""
    months = sorted(run.month for run in runs)
    earlier = [one for one in months if one < month]
    later = [one for one in months if one > month]

    def at(one: int) -> tuple[str, str]:
        return f"{one % MONTHS + 1}月", project_href(project, one)

    return {"prev": at(earlier[-1]) if earlier else None, "next": at(later[0]) if later else None}


def origin_zh(run: Run) -> str:
    """Say what the figures rest on, so that they can be worked out again."""
    loads = f"装入批次 {'、'.join(map(str, run.loads))}；" if run.loads else ""
    known = f"数据截至 {run.known_on.isoformat()}；" if run.known_on else ""
    judged = f"核算日 {run.as_of.isoformat()}；监控批次 {run.number}"
    return f"出处：{loads}{known}{judged}，校验值 {run.digest[:DIGEST_SHOWN]}"


def day_or(day: date | None, otherwise: str) -> str:
    """Write a day, or words where there is none."""
    return short_day(day) if day else otherwise
