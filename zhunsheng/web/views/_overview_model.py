"""What 总览 shows: decisions, figures, the matrix of time limits, defects, departments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from zhunsheng.base.masking import mask_numbers
from zhunsheng.engine.sentences import GRAVITIES, GROUNDS
from zhunsheng.office import Actor
from zhunsheng.store.lists import ANY, LOST
from zhunsheng.store.models import Proposal
from zhunsheng.store.tallies import BUCKETS, Duty, Ground, Place, Standing
from zhunsheng.web.forms.proposing import from_text, waiting_for
from zhunsheng.web.matters.filters import Filters
from zhunsheng.web.matters.names import (
    Law,
    duty_per,
    duty_zh,
    law_of,
    procedure_zh,
    step_zh,
)
from zhunsheng.web.matters.rows import day_of, left_of

PAGE = "/ban/"
DECIDE_MOST = 8
BUCKETS_ZH = {
    "over": "超期",
    "today": "今天",
    "soon": "3日内",
    "week": "7日内",
    "later": "7日后",
}
CELLS = {"over": " cell-red", "today": " cell-today", "soon": " cell-soon"}
FIGURES: tuple[tuple[str, str, Mapping[str, str], str], ...] = (
    ("matters", "在办", {}, ""),
    ("over", "已超期", {"due": "over"}, "red"),
    ("today", "今天到期", {"due": "today"}, "amb"),
    ("others", "等对方", {"waiting": "others"}, ""),
    ("paused", "中止计期", {"waiting": "paused"}, ""),
    ("defective", "有缺陷", {"ground": ANY}, "amb"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the matrix and the list it opens; `mark` is the class of an exception."""

    n: int
    href: str
    mark: str = ""


def decisions(actor: Actor, day: date) -> list[dict[str, Any]]:
    """Return what waits for an actor to decide, the first day first."""
    found = waiting_for(actor).order_by(F("due_on").asc(nulls_last=True), "proposed_at", "pk")
    return [_decision(one, day) for one in found[:DECIDE_MOST]]


def _decision(one: Proposal, day: date) -> dict[str, Any]:
    row = one.matter.matterrow
    act = step_zh(row.procedure, from_text(one.event).event.kind)
    kind = one.get_kind_display()
    left_zh, tone = left_of(one.due_on, day) if one.due_on else ("", "")
    return {
        "title": f"{kind}：{act}" if act else kind,
        "about": row.title,
        "number": row.number,
        "href": f"/shenpi/{one.pk}/",
        "day_zh": left_zh if tone else day_of(one.due_on, day) if one.due_on else "没有期限",
        "tone": tone,
        "law": law_of(one.citation, day) if one.citation else None,
        "reason": mask_numbers(one.reason),
    }


def figures(standing: Standing) -> list[dict[str, Any]]:
    """Return the figures over the matrix; each is a door."""
    return [
        {
            "n": standing.figures.get(name, 0),
            "unit": "件",
            "zh": zh,
            "href": Filters(**filters).href(PAGE),
            "tone": tone if standing.figures.get(name) else "",
        }
        for name, zh, filters, tone in FIGURES
    ]


def matrix(found: Sequence[Duty], day: date) -> list[dict[str, Any]]:
    """Return the duties that are open anywhere, the most urgent first, with a cell a bucket."""
    rows = [duty for duty in found if duty.procedure]
    rows.sort(key=_urgency)
    return [
        {
            "zh": duty_zh(duty.procedure, duty.rule),
            "kind_zh": procedure_zh(duty.procedure),
            "law": _law(duty, day),
            "cells": cells(duty),
        }
        for duty in rows
    ]


def _law(duty: Duty, day: date) -> Law | None:
    per = duty_per(duty.procedure, duty.rule)
    return law_of(per, day) if per else None


def _urgency(duty: Duty) -> tuple[Any, ...]:
    return (*(-duty.buckets.get(bucket, 0) for bucket in BUCKETS), duty.procedure, duty.rule)


def cells(duty: Duty) -> list[Cell]:
    """Return the numbers of one duty."""
    return [
        Cell(
            duty.buckets.get(bucket, 0),
            Filters(procedure=duty.procedure, finding=duty.rule, due=bucket).href(PAGE),
            CELLS.get(bucket, ""),
        )
        for bucket in BUCKETS
    ]


def totals(found: Sequence[Duty]) -> list[Cell]:
    """Return in how many matters any duty falls into a bucket."""
    return [Cell(cell.n, cell.href) for duty in found if not duty.procedure for cell in cells(duty)]


def defects(found: Sequence[Ground]) -> list[dict[str, Any]]:
    """Return the grounds of defects in the order of the law, with a cell a gravity."""
    by_ground = {one.ground: one for one in found}
    most = max((one.matters for one in found), default=0)
    return [
        {
            "zh": zh,
            "most": most,
            "whole": Cell(by_ground[name].matters, Filters(ground=name).href(PAGE)),
            "bad": by_ground[name].gravities.get("void", 0)
            + by_ground[name].gravities.get("revoke", 0),
            "cells": [
                Cell(
                    by_ground[name].gravities.get(gravity, 0),
                    Filters(ground=name, gravity=gravity).href(PAGE),
                )
                for gravity in GRAVITIES
            ],
        }
        for name, zh in GROUNDS.items()
        if name in by_ground
    ]


def losses(found: Sequence[Ground]) -> list[dict[str, Any]]:
    """Return on which grounds the lost disputes have defects, the commonest first."""
    most = max((one.matters for one in found), default=0)
    return [
        {
            "zh": GROUNDS.get(one.ground, one.ground),
            "most": most,
            "whole": Cell(one.matters, lost(ground=one.ground)),
        }
        for one in sorted(found, key=lambda one: (-one.matters, one.ground))
    ]


def lost(**filters: str) -> str:
    """Return the address of the list of lost disputes."""
    return Filters(kind=LOST, state="quan", **filters).href(PAGE)


def departments(places: Sequence[Place]) -> Iterator[dict[str, Any]]:
    """Yield the departments below the topmost one, with the numbers of each."""
    top = places[0].path if places else ""
    below = [place for place in places if place.path != top] or list(places)
    most = max((place.figures["matters"] for place in below), default=0)
    for place in below:
        yield {
            "zh": place.name,
            "most": most,
            "cells": [
                Cell(
                    place.figures.get(name, 0),
                    Filters(department=place.code, **filters).href(PAGE),
                )
                for name, _, filters, _ in (FIGURES[0], FIGURES[1], FIGURES[5])
            ],
        }
