"""What happened, newest first: acts, corrections, the office's own events, each with its mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from typing import Any

from django.urls import reverse

from zhunsheng.documents.forms import forms
from zhunsheng.record.administrative import (
    ADMINISTRATIVE,
    ASSIGNED,
    EXCEPTED,
    ISSUED,
    VOIDED,
    WITHDRAWN,
)
from zhunsheng.record.event import Event
from zhunsheng.record.leaf import Entry
from zhunsheng.record.record import STRUCK_OUT
from zhunsheng.web.matter_page.addresses import attach_href, correct_href
from zhunsheng.web.matter_page.next_step import WEEKDAYS
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.matter_page.track import short

MARK_SIGNS = 4
OFFICE_FACTS = frozenset({"department", "handler", "approver", "step", "rule", "batch"})


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its number and the day and time it is shown under."""

    seq: int
    entry: Entry
    day: date
    at: time | None

    @property
    def order(self) -> tuple[date, int]:
        """Return its place among the others: by day, on one day as they were written down."""
        return (self.day, self.seq)


def mark(head: str) -> str:
    """Write the first signs of a head: 7f3a 91c2."""
    return f"{head[:MARK_SIGNS]} {head[MARK_SIGNS : 2 * MARK_SIGNS]}"


def day_line(sight: Sight, day: date) -> str:
    """Write the heading of a day; another year is named."""
    year = "" if day.year == sight.day.year else f"{day.year}年"
    return f"{year}{short(day)} 周{WEEKDAYS[day.weekday()]}"


def placed(sight: Sight) -> list[Placed]:
    """Return the entries, newest first.

    An act stands on the day it was done; what the office did to the record, on the day it was
    written down.
    """
    found = [_place(seq, entry) for seq, entry in enumerate(sight.kept.entries, start=1)]
    return sorted(found, key=lambda one: one.order, reverse=True)


def _place(seq: int, entry: Entry) -> Placed:
    event = entry.event
    written = event.kind in ADMINISTRATIVE or event.corrects is not None
    if written and event.recorded_at is not None:
        return Placed(seq, entry, event.recorded_at.date(), event.recorded_at.time())
    return Placed(seq, entry, event.happened_on, event.happened_at)


def timeline(sight: Sight) -> list[dict[str, Any]]:
    """Return the days with their events as the macro `timeline` takes them."""
    replaced = replacements(sight)
    days = groupby(placed(sight), key=lambda one: one.day)
    return [
        {
            "day_zh": day_line(sight, day),
            "events": [event_model(sight, one, replaced.get(one.seq)) for one in group],
        }
        for day, group in days
    ]


def replacements(sight: Sight) -> dict[int, int]:
    """Map the number of each event that no longer stands to the one that took its place."""
    standing = {id(event) for event in sight.record.as_known()}
    return {
        event.corrects: seq
        for seq, event in enumerate(sight.kept.events, start=1)
        if event.corrects is not None and id(sight.kept.events[event.corrects - 1]) not in standing
    }


def event_model(sight: Sight, one: Placed, replaced_by: int | None = None) -> dict[str, Any]:
    """Return one event: title, what it states, papers, who wrote it and when, its mark."""
    event = one.entry.event
    return {
        "id": f"event-{one.seq}",
        "seq": one.seq,
        "time_zh": one.at.strftime("%H:%M") if one.at else "",
        "title": title(sight, event),
        "kind": _kind(sight, event),
        "text": "；".join(said(sight, event)),
        "note": sight.words.text(event.note),
        "hidden": [
            {"name": name, "zh": sight.words.fact(name, event.kind)}
            for name, value in event.facts.items()
            if sight.words.hides(name, value)
        ],
        "papers": list(papers(sight, one.entry)),
        "by_zh": by_zh(sight, one.entry),
        "head": mark(sight.kept.heads[one.seq - 1]),
        "whole_head": sight.kept.heads[one.seq - 1],
        "replaced_by": replaced_by,
        "corrects": event.corrects,
        "correct_href": correct_href(sight.number, one.seq)
        if sight.acts and replaced_by is None and _correctable(event)
        else "",
    }


def _correctable(event: Event) -> bool:
    return event.kind not in ADMINISTRATIVE and event.kind != STRUCK_OUT


def _kind(sight: Sight, event: Event) -> str:
    if event.corrects is not None:
        return "fix"
    step = sight.procedure.step(event.kind)
    return "key" if step is not None and step.holder == "bureau" else ""


def title(sight: Sight, event: Event) -> str:
    """Name an event: 送达举证通知书, 更正第 3 条：受理, 转办."""
    if event.kind == STRUCK_OUT:
        return f"删除第 {event.corrects} 条"
    named = sight.words.act(event.kind)
    document = event.facts.get("of")
    if event.kind == "served" and isinstance(document, str):
        named = f"送达{sight.words.value('of', document, event.kind)}"
    return named if event.corrects is None else f"更正第 {event.corrects} 条：{named}"


def said(sight: Sight, event: Event) -> Iterator[str]:
    """Yield what an event states, in plain words."""
    if event.kind in ADMINISTRATIVE:
        yield from _office_said(sight, event)
        return
    if event.corrects is not None and event.kind != STRUCK_OUT:
        yield f"日期 {short(event.happened_on)}"
    for name, value in event.facts.items():
        if not (event.kind == "served" and name == "of"):
            yield sight.words.said(name, value, event.kind)


def _office_said(sight: Sight, event: Event) -> Iterator[str]:
    facts = event.facts
    if event.kind == ASSIGNED:
        place = sight.places.get(str(facts.get("department", "")), "")
        yield f"由{place}{sight.names.get(str(facts.get('handler')), '')}承办"
    elif event.kind == EXCEPTED:
        yield f"对“{sight.words.act(str(facts.get('step', '')))}”给予特批"
        approver = str(facts.get("approver", ""))
        yield f"批准人 {sight.names.get(approver, approver)}"
    elif event.kind in (ISSUED, VOIDED):
        kind, number = str(facts.get("kind", "")), str(facts.get("number", ""))
        form = forms().get(kind)
        yield f"{form.zh if form else kind}　{number}".strip()
    elif event.kind == WITHDRAWN:
        yield "这次导入已整批撤销，本件不再列入办件"


def papers(sight: Sight, entry: Entry) -> Iterator[dict[str, str]]:
    """Yield the papers of an event: its file where one was uploaded, else where to add it."""
    for name in entry.event.papers:
        paper = sight.files.get(entry.files.get(name, ""))
        if paper is not None:
            href = reverse("paper", args=(paper.pk,))
            yield {"name": sight.words.paper(name), "href": href}
        else:
            href = attach_href(sight.number, [name])
            yield {"name": f"{sight.words.paper(name)}（未上传）", "href": href}


def by_zh(sight: Sight, entry: Entry) -> str:
    """Say who wrote an event down, when, and who was the second officer."""
    event = entry.event
    parts = [sight.names.get(entry.author, entry.author)]
    if entry.second:
        parts.append(f"{sight.names.get(entry.second, entry.second)}复核")
    recorded = event.recorded_at
    if recorded is not None:
        parts.append(f"记于 {short(recorded.date())} {recorded:%H:%M}")
    return "　".join(parts)
