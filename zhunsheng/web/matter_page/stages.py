"""The bar of stages: the main line of each kind of matter, with the days on which it was walked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhunsheng.office.snapshot import next_of
from zhunsheng.record.event import Event
from zhunsheng.web.matter_page.lines import LINES, Line
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.matter_page.track import short


def line_of(sight: Sight) -> Line:
    """Return the main line of a matter."""
    return LINES[sight.procedure.name]


def stages(sight: Sight) -> list[dict[str, str]]:
    """Return the stages as `stage_bar` takes them: done, now, to come."""
    line = line_of(sight)
    done = [[one for one in sight.record.as_known() if one.kind in names] for names in line]
    last = max((place for place, events in enumerate(done) if events), default=-1)
    return [
        _stage(sight, line[place], events, _state(place, last, events))
        for place, events in enumerate(done)
    ]


def _state(place: int, last: int, events: Sequence[Event]) -> str:
    if events:
        return "done"
    return "now" if place == last + 1 else "todo"


def _stage(
    sight: Sight, names: Sequence[str], events: Sequence[Event], state: str
) -> dict[str, Any]:
    zh = sight.words.act(events[-1].kind if events else names[0])
    return {"zh": zh, "day_zh": _days(sight, names, events, state), "state": state}


def _days(sight: Sight, names: Sequence[str], events: Sequence[Event], state: str) -> str:
    if events:
        first, last = events[0].happened_on, events[-1].happened_on
        return short(first) if first == last else f"{short(first)}至{short(last)}"
    if state != "now":
        return "没有记录" if _passed(sight, names) else "未开始"
    if sight.view.line.waiting == "paused":
        return "中止计期"
    upcoming = next_of(sight.procedure, sight.found) if sight.found else None
    if upcoming is not None and upcoming.step in names:
        return f"最迟 {short(upcoming.due)}"
    return "进行中"


def _passed(sight: Sight, names: Sequence[str]) -> bool:
    """Say whether a later stage was reached without this one."""
    line = line_of(sight)
    place = line.index(tuple(names))
    later = {name for after in line[place + 1 :] for name in after}
    return any(event.kind in later for event in sight.record.as_known())
