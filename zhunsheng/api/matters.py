"""Matters: list, open, read, act on, preview, explain, prove."""

from __future__ import annotations

import base64
import binascii
from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from zhunsheng.api.entrance import actor_within, note_view, now, office, reader_within, today
from zhunsheng.api.problem import Problem
from zhunsheng.api.shapes import (
    ActIn,
    EventOut,
    MatterIn,
    MatterOut,
    Name,
    Number,
    PageOut,
    PreviewOut,
    WhyOut,
    WrittenOut,
    event_of,
    events_out,
    findings_out,
    line_out,
    matter_out,
    values_of,
)
from zhunsheng.base.errors import ZhunshengError
from zhunsheng.office import Doing, Judged, NewMatter
from zhunsheng.record.proof import write_proof
from zhunsheng.store.keeping import Mark, Spot, Wanted
from zhunsheng.store.log import proof_of
from zhunsheng.store.tokens import WRITE

router = Router(tags=["办件 matters"])
CREATED = 201
PLAIN = r"^[^\x00-\x1f]*$"  # no database looks for control signs
PROBLEMS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 422: Problem, 429: Problem}
ACT_PROBLEMS = {**PROBLEMS, 409: Problem}
Key = Annotated[
    str, Header(alias="Idempotency-Key", min_length=8, max_length=60, pattern=r"^[\w.:-]+$")
]
Seq = Annotated[int, Field(ge=1, le=100_000)]


class BadCursor(ZhunshengError):
    """The cursor is not one that a page gave."""

    def __init__(self) -> None:
        super().__init__("翻页标记无效；请从第一页重新开始，原样使用返回的 next")


class Filters(Schema):
    """The filters of a list of matters."""

    words: Annotated[str, StringConstraints(max_length=100, pattern=PLAIN)] = ""
    procedure: Annotated[str, StringConstraints(max_length=40, pattern=PLAIN)] = ""
    handler: Annotated[str, StringConstraints(max_length=60, pattern=PLAIN)] = ""
    due: Literal["", "over", "today", "soon", "week", "later", "none"] = ""
    waiting: Literal["", "bureau", "others", "paused"] = ""
    finding: Annotated[str, StringConstraints(max_length=80, pattern=PLAIN)] = ""
    kind: Annotated[str, StringConstraints(max_length=12, pattern=PLAIN)] = ""
    ground: Annotated[str, StringConstraints(max_length=10, pattern=PLAIN)] = ""
    ended: bool | None = False
    mine: bool = False
    after: Annotated[str, StringConstraints(max_length=80, pattern=PLAIN)] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


@router.get("/matters", response={200: PageOut, **PROBLEMS}, operation_id="search")
def search(request: HttpRequest, filters: Query[Filters]) -> PageOut:
    """List the matters within the token's scope, by their next day; follow `next` for more."""
    actor = reader_within(request)
    wanted = Wanted(
        actor.scope,
        today(),
        words=filters.words,
        procedure=filters.procedure,
        handler=actor.username if filters.mine else filters.handler,
        due=filters.due,
        waiting=filters.waiting,
        finding=filters.finding,
        kind=filters.kind,
        ground=filters.ground,
        ended=filters.ended,
    )
    spot = Spot(filters.limit, after=read_cursor(filters.after) if filters.after else None)
    found = office().search(actor, wanted, spot)
    next_page = write_cursor(found.after) if found.after else ""
    return PageOut(items=[line_out(line) for line in found.lines], next=next_page)


@router.post("/matters", response={201: WrittenOut, **ACT_PROBLEMS}, operation_id="open")
def open_matter(request: HttpRequest, matter: MatterIn, key: Key) -> Status[WrittenOut]:
    """Open a matter with its first events; the same Idempotency-Key opens it once."""
    actor = actor_within(request, WRITE)
    new = NewMatter(
        matter.number,
        matter.procedure,
        values_of(matter.about),
        events=tuple(event_of(event) for event in matter.events),
        key=key,
    )
    written = office().open(actor, new, now())
    return Status(CREATED, WrittenOut.from_orm(written))


@router.get("/matters/{number}", response={200: MatterOut, **PROBLEMS}, operation_id="assess")
def assess(request: HttpRequest, number: Number, as_of: date | None = None) -> MatterOut:
    """Return a matter with its findings on a day (today when none is given)."""
    view = office().assess(reader_within(request), number, as_of or today())
    note_view(request, number, "办件")
    return matter_out(office(), view)


@router.get(
    "/matters/{number}/events",
    response={200: list[EventOut], **PROBLEMS},
    operation_id="events",
)
def events(request: HttpRequest, number: Number) -> list[EventOut]:
    """Return the events of a matter in the order they were written, personal values masked."""
    view = office().assess(reader_within(request), number, today())
    note_view(request, number, "经过")
    return events_out(view, office().personal_facts(view.line.procedure))


@router.post(
    "/matters/{number}/events",
    response={201: WrittenOut, **ACT_PROBLEMS},
    operation_id="append",
)
def append(request: HttpRequest, number: Number, act: ActIn, key: Key) -> Status[WrittenOut]:
    """Write one act; refused where the law closes it, with every reason."""
    actor = actor_within(request, WRITE)
    written = office().append(actor, number, Doing(event_of(act), act.seen, key), now())
    return Status(CREATED, WrittenOut.from_orm(written))


@router.post(
    "/matters/{number}/preview", response={200: PreviewOut, **PROBLEMS}, operation_id="preview"
)
def preview(request: HttpRequest, number: Number, act: ActIn) -> PreviewOut:
    """Say what an act would amount to, without writing it."""
    actor = reader_within(request)
    found = office().preview(actor, number, Doing(event_of(act), act.seen, "preview"), now())
    procedure = office().assessor(found.record.procedure).procedure
    before = Judged(found.record, procedure, found.before)
    after = Judged(found.record, procedure, found.after)
    return PreviewOut(
        closing=findings_out(office(), after, found.closing),
        warnings=findings_out(office(), after, found.warnings),
        settled=findings_out(office(), before, found.settled),
    )


@router.get("/matters/{number}/why/{rule}", response={200: WhyOut, **PROBLEMS}, operation_id="why")
def why(request: HttpRequest, number: Number, rule: Name) -> WhyOut:
    """Return the whole way to a finding; no lines where the rule finds nothing."""
    view = office().assess(reader_within(request), number, today())
    return WhyOut(rule=rule, lines=office().why_of(view, rule))


@router.get(
    "/matters/{number}/events/{seq}/proof",
    response={200: dict[str, object], **PROBLEMS},
    operation_id="prove",
)
def prove(request: HttpRequest, number: Number, seq: Seq) -> HttpResponse:
    """Return the proof that an event is in the log; `zhunsheng verify` checks it anywhere."""
    office().kept(reader_within(request), number)
    note_view(request, number, "证明")
    return HttpResponse(write_proof(proof_of(number, seq)), content_type="application/json")


def write_cursor(mark: Mark) -> str:
    """Write a place in a list as one opaque word."""
    plain = f"{mark.due_on.isoformat()}/{mark.matter_id}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> Mark:
    """Read a place in a list; raises `BadCursor`."""
    try:
        plain = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        day, number = plain.split("/")
        return Mark(date.fromisoformat(day), _identity(number))
    except (binascii.Error, UnicodeError, ValueError):
        raise BadCursor from None


def _identity(number: str) -> int:
    if not number.isascii() or not number.isdigit() or len(number) > len(str(2**62)):
        raise ValueError(number)
    return min(int(number), 2**62)
