"""The drawing of a time limit: where it began, what of it did not count, where it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhunsheng.base.chinese import day_zh, length_zh
from zhunsheng.engine.finding import Finding
from zhunsheng.law.procedure import Clock, Procedure
from zhunsheng.web.matter_page.sight import Sight

WHOLE = 100


def short(day: date, today: date | None = None) -> str:
    """Write a day as screens do: 12月16日; with its year where that is not this one."""
    year = "" if today is None or day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def clock_of(procedure: Procedure, finding: Finding) -> Clock | None:
    """Return the clock a finding comes from, also where it counts the service of a document."""
    clocks = [*procedure.clocks, *(one.within for one in procedure.services if one.within)]
    return next((one for one in clocks if finding.name in _names(one, procedure)), None)


def _names(clock: Clock, procedure: Procedure) -> Iterator[str]:
    yield clock.name
    for service in procedure.services:
        if service.within is clock:
            yield from (f"{clock.name}.{to}" for to in service.to)


def start_of(finding: Finding) -> date | None:
    """Return the day a finding's limit began, where it has one."""
    start = finding.values.get("start")
    return date.fromordinal(start) if isinstance(start, int) and start > 0 else None


def track_of(sight: Sight, finding: Finding) -> dict[str, Any] | None:
    """Return the data of the drawing; None for a finding without start and end."""
    start, end = start_of(finding), finding.due
    if start is None or end is None or end <= start:
        return None
    spans = [
        (_percent(opened, start, end), _percent(closed, start, end), zh)
        for opened, closed, zh in paused(sight, finding, start, end)
    ]
    return {
        "start_zh": f"{short(start)} 起算",
        "end_zh": f"{short(end, sight.day)} 届满",
        "today_pct": max(0, _percent(sight.day, start, end)),
        "paused": spans,
    }


def paused(
    sight: Sight, finding: Finding, start: date, end: date
) -> Iterator[tuple[date, date, str]]:
    """Yield the stretches inside a limit that did not count, where the engine took some off."""
    clock = clock_of(sight.procedure, finding)
    if clock is None or not clock.pauses or not finding.values.get("paused"):
        return
    closing = {clock.resumes} if isinstance(clock.resumes, str) else set(clock.resumes)
    opened: date | None = None
    for event in sight.record.as_known():
        if event.kind == clock.pauses and opened is None:
            opened = max(event.happened_on, start)
        elif event.kind in closing and opened is not None:
            closed = min(event.happened_on, end)
            if closed > opened:
                yield opened, closed, f"中止 {(closed - opened).days} 日"
            opened = None


def how(sight: Sight, finding: Finding) -> str:
    """Say in one sentence how a day was computed: start, limit, what did not count, roll-over."""
    start, due = start_of(finding), finding.due
    if start is None or due is None:
        return ""
    provision = sight.provision(finding.citation, start)
    parts = [f"自{short(start, sight.day)}起算"]
    clock = clock_of(sight.procedure, finding)
    if clock is not None and clock.until is not None:
        parts.append("以载明的期限为准")
    elif provision is not None and provision.limit is not None:
        limit = provision.limit
        parts.append(f"法定 {length_zh(limit.length, limit.unit)}")
    if finding.values.get("paused"):
        parts.append(f"中止的 {finding.values['paused']} 日不计入")
    nominal = finding.values.get("nominal")
    if isinstance(nominal, int) and nominal != due.toordinal():
        parts.append(f"{short(date.fromordinal(nominal))}是休息日，顺延")
    latest = finding.due_latest
    until = f"{short(due, sight.day)} 24 时届满"
    if latest is not None and latest != due:
        until = f"{short(due, sight.day)}至{short(latest)}之间届满，以尚未公布的放假安排为准"
    return "，".join([*parts, until])


def validity(sight: Sight, citation: str, on: date) -> str:
    """Say since when a provision applies and whether it still does."""
    provision = sight.provision(citation, on)
    if provision is None:
        return ""
    since = f"{day_zh(provision.begins_on)}起施行"
    if provision.ends_on is None or provision.ends_on >= sight.day:
        return f"{since}，现行有效"
    return f"{since}，{day_zh(provision.ends_on)}止"


def _percent(day: date, start: date, end: date) -> float:
    return round(WHOLE * (day - start).days / (end - start).days, 1)
