"""The bar of stages: the main line of each kind of matter, with the days on which it was walked."""

from __future__ import annotations

from collections.abc import Sequence

from zhunsheng.law.procedure import Procedure
from zhunsheng.office.snapshot import next_of
from zhunsheng.record.event import Event
from zhunsheng.web.matter_page.lines import LINES
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.matter_page.track import short

DOCUMENT = "of"


def stages(sight: Sight) -> list[dict[str, str]]:
    """Return the stages as `stage_bar` takes them: done, now, to come."""
    line = LINES[sight.procedure.name]
    done = [stage_events(sight, names) for names in line]
    last = max((place for place, events in enumerate(done) if events), default=-1)
    return [_stage(sight, names, done[place], place - last) for place, names in enumerate(line)]


def stage_events(sight: Sight, names: Sequence[str]) -> list[Event]:
    """Return the standing events that make a stage."""
    known = sight.record.as_known()
    return [one for one in known if any(_makes(sight.procedure, one, name) for name in names)]


def _makes(procedure: Procedure, event: Event, name: str) -> bool:
    kind, _, document = name.partition(":")
    if event.kind != kind or not document:
        return event.kind == kind
    named = event.facts.get(DOCUMENT)
    return named == document or (named is None and _presumed(procedure, document))


def _presumed(procedure: Procedure, document: str) -> bool:
    return any(one.document == document and one.presumed for one in procedure.services)


def _stage(
    sight: Sight, names: Sequence[str], events: Sequence[Event], ahead: int
) -> dict[str, str]:
    """Return one stage; `ahead` counts from the last stage that was reached."""
    kinds = [name.partition(":")[0] for name in names]
    zh = sight.words.act(events[-1].kind if events else kinds[0])
    if events:
        first, last = events[0].happened_on, events[-1].happened_on
        days = short(first) if first == last else f"{short(first)}至{short(last)}"
        return {"zh": zh, "day_zh": days, "state": "done"}
    if ahead != 1 or sight.view.line.ended:
        return {"zh": zh, "day_zh": "没有记录" if ahead < 1 else "未开始", "state": "todo"}
    return {"zh": zh, "day_zh": _waits(sight, kinds), "state": "now"}


def _waits(sight: Sight, kinds: Sequence[str]) -> str:
    if sight.view.line.waiting == "paused":
        return "中止计期"
    upcoming = next_of(sight.procedure, sight.found) if sight.found else None
    if upcoming is not None and upcoming.step in kinds:
        return f"最迟 {short(upcoming.due, sight.day)}"
    return "进行中"


def reached(sight: Sight) -> int:
    """Return the place among the standing events of the last one on the main line; -1 for none."""
    known = list(sight.record.as_known())
    on_line = [
        known.index(event)
        for names in LINES[sight.procedure.name]
        for event in stage_events(sight, names)
    ]
    return max(on_line, default=-1)
