"""What was done about a project: its warnings, leads and ratings, as far as an actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zhunsheng.office import Actor
from zhunsheng.office.wages import clue_number, rating_number, standing_color, warning_number
from zhunsheng.office.wages.ratings import PUBLISHED
from zhunsheng.record.record import Record
from zhunsheng.store.keeping import NoSuchMatter, Spot, Wanted
from zhunsheng.wages.months import write_month
from zhunsheng.wages.shapes import Line
from zhunsheng.web.desk import office
from zhunsheng.web.jinja import short_day
from zhunsheng.web.matters.names import matter_address
from zhunsheng.web.matters.rows import day_of
from zhunsheng.web.wages.words import color_zh

LISTED = 12
URGED, OBJECTED, ANSWERED = "urged", "objected", "answered"
DISPUTED = (OBJECTED, ANSWERED)
LOOKED_AT = 500


def matters(
    actor: Actor, line: Line, months: Sequence[int], checks: Iterable[str], day: date
) -> list[dict[str, Any]]:
    """Return the matters of a project in some months, the newest first."""
    named, code, name = tuple(checks), line.code, line.name
    numbers = [warning_number(code, check, month) for month in months for check in named]
    numbers += [clue_number(code, month) for month in months]
    numbers += [rating_number(code, month) for month in months]
    wanted = Wanted(actor.scope, day, numbers=tuple(dict.fromkeys(numbers)), ended=None)
    found = office().search(actor, wanted, Spot(LOOKED_AT)).lines
    newest = sorted(found, key=lambda one: (one.opened_on, one.number), reverse=True)
    return [
        {
            "day_zh": day_of(one.opened_on, day),
            "zh": one.title.removeprefix(f"{name}："),
            "href": matter_address(one.number),
            "state_zh": one.phase or "还没有办理记录",
        }
        for one in newest[:LISTED]
    ]


def urges(actor: Actor, code: str, month: int, checks: Iterable[str], day: date) -> dict[str, str]:
    """Return for each check with an open warning of the month where the contractor is urged."""
    numbers = {warning_number(code, check, month): check for check in checks}
    wanted = Wanted(actor.scope, day, numbers=tuple(numbers), ended=False)
    found = office().search(actor, wanted, Spot(LOOKED_AT)).lines if numbers else ()
    return {numbers[line.number]: f"{matter_address(line.number)}bu/{URGED}/" for line in found}


def led(actor: Actor, code: str, month: int, day: date) -> bool:
    """Say whether a project's month became a lead already, as far as the actor may see."""
    wanted = Wanted(actor.scope, day, numbers=(clue_number(code, month),), ended=None)
    return bool(office().search(actor, wanted, Spot(1)).lines)


def rating(actor: Actor, code: str, month: int) -> Record | None:
    """Return the record of a project's ratings in the year; None where one may not see it."""
    try:
        return office().kept(actor, rating_number(code, month)).record
    except NoSuchMatter:
        return None


def rating_context(record: Record | None, month: int) -> dict[str, Any]:
    """Return what a project's page says of publication, of a change by hand, and where they are."""
    if record is None:
        return {"changed": ["还没有公布"], "objections": []}
    said = []
    standing = standing_color(record, month)
    if standing is not None and standing.by_hand:
        facts = standing.event.facts
        said.append(
            f"{short_day(standing.event.happened_on)}由{facts.get('approved_by', '')}批准"
            f"调整为{color_zh(standing.color)}：{facts.get('reason', '')}"
        )
    published = [
        event
        for event in record.as_known()
        if event.kind == PUBLISHED and event.facts.get("rated_month") == write_month(month)
    ]
    said.append(f"{short_day(published[-1].happened_on)}公布" if published else "还没有公布")
    return {"changed": said, "objections": _objections(record, published=bool(published))}


def _objections(record: Record, *, published: bool) -> list[tuple[str, str]]:
    """Return what may be done about objections to a published rating: (words, address)."""
    if not published:
        return []
    here = matter_address(record.matter)
    last = next((one.kind for one in reversed(record.as_known()) if one.kind in DISPUTED), "")
    answer = [("答复异议", f"{here}bu/{ANSWERED}/")] if last == OBJECTED else []
    return [*answer, ("提异议", f"{here}bu/{OBJECTED}/"), ("评定案卷", here)]
