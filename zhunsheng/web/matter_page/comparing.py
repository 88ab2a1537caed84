"""An event and what would take its place, side by side."""

from __future__ import annotations

from typing import Any

from zhunsheng.base.chinese import day_zh, listed
from zhunsheng.record.event import Event
from zhunsheng.record.record import STRUCK_OUT
from zhunsheng.web.matter_page.sight import Sight


def side_by_side(sight: Sight, old: Event, new: Event) -> list[dict[str, Any]]:
    """Return what each states under one heading, and whether it differs."""
    gone = new.kind == STRUCK_OUT
    pairs = [("日期", _day(old), "" if gone else _day(new))]
    names = dict.fromkeys([*old.facts, *new.facts])
    for name in names:
        before = sight.words.value(name, old.facts[name]) if name in old.facts else ""
        after = sight.words.value(name, new.facts[name]) if name in new.facts else ""
        pairs.append((sight.words.fact(name), before, after))
    papers = [listed(map(sight.words.paper, event.papers)) for event in (old, new)]
    if any(papers):
        pairs.append(("材料", papers[0], papers[1]))
    changed = {name for name in names if old.facts.get(name) != new.facts.get(name)}
    labels = {sight.words.fact(name) for name in changed}
    return [
        {"zh": zh, "old": before, "new": after, "changed": before != after or zh in labels}
        for zh, before, after in pairs
    ]


def _day(event: Event) -> str:
    hour = f" {event.happened_at:%H:%M}" if event.happened_at else ""
    return f"{day_zh(event.happened_on)}{hour}"
