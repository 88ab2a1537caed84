"""An event and what would take its place, side by side."""

from __future__ import annotations

from typing import Any

from zhunsheng.base.chinese import day_zh, listed
from zhunsheng.record.event import Event
from zhunsheng.record.record import STRUCK_OUT
from zhunsheng.web.matter_page.sight import Sight


def side_by_side(sight: Sight, old: Event, new: Event) -> list[dict[str, Any]]:
    """Return what each states under one heading, and whether it differs."""
    gone, words, kind = new.kind == STRUCK_OUT, sight.words, old.kind
    pairs = [("日期", _day(old), "" if gone else _day(new))]
    names = dict.fromkeys([*old.facts, *new.facts])
    for name in names:
        before = words.value(name, old.facts[name], kind) if name in old.facts else ""
        after = words.value(name, new.facts[name], kind) if name in new.facts else ""
        pairs.append((words.fact(name, kind), before, after))
    if old.papers or new.papers:
        given = old.papers if set(old.papers) == set(new.papers) else new.papers
        pairs.append(
            ("材料", listed(map(words.paper, old.papers)), listed(map(words.paper, given)))
        )
    changed = {name for name in names if old.facts.get(name) != new.facts.get(name)}
    labels = {words.fact(name, kind) for name in changed}
    return [
        {"zh": zh, "old": before, "new": after, "changed": before != after or zh in labels}
        for zh, before, after in pairs
    ]


def _day(event: Event) -> str:
    hour = f" {event.happened_at:%H:%M}" if event.happened_at else ""
    return f"{day_zh(event.happened_on)}{hour}"
