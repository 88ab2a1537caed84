"""A form at work, from the empty sheet to the written act: filled, read, checked, sent, refused."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from zhunsheng.base.errors import InputRefused, ZhunshengError
from zhunsheng.law.procedure import Step
from zhunsheng.office import Doing, Refused
from zhunsheng.office.snapshot import next_of
from zhunsheng.record.event import Event
from zhunsheng.store.keeping import Overtaken, Written
from zhunsheng.store.models import Event as StoredEvent
from zhunsheng.store.models import Paper
from zhunsheng.web.clock import now
from zhunsheng.web.desk import account_of, actor_of, page
from zhunsheng.web.forms import drafting, uploads
from zhunsheng.web.forms.sheet import Data, Sheet
from zhunsheng.web.forms.steps import DAY, FACT, FILE, FILE_OF
from zhunsheng.web.matter_page.addresses import matter_href
from zhunsheng.web.matter_page.sight import Sight, look
from zhunsheng.web.matter_page.timeline import event_model, placed
from zhunsheng.web.matter_page.track import short

KEY = re.compile(r"[0-9a-f]{32}")
SEEN = re.compile(r"[0-9]{1,9}")
UNPROCESSABLE, CONFLICT = 422, 409
FUTURE = "在今天之后；已经发生的才登记，请改日期"


def data_of(request: HttpRequest) -> Data:
    """Return what was sent, every field as a list."""
    return {name: request.POST.getlist(name) for name in request.POST}


def new_key() -> str:
    """Return the key that makes one act of however many submissions."""
    return uuid.uuid4().hex


def key_of(request: HttpRequest) -> str:
    """Return the form's key, or a new one where it has none of its own."""
    given = request.POST.get("key", "")
    return given if KEY.fullmatch(given) else new_key()


class Desk:
    """A request to act on a matter: who asks, what they saw of it, what they sent."""

    def __init__(self, request: HttpRequest, sight: Sight) -> None:
        self.request = request
        self.sight = sight
        self.account = account_of(request)
        self.actor = actor_of(request)
        self.key = key_of(request)
        self.data = data_of(request)

    @property
    def number(self) -> str:
        """Return the number of the matter."""
        return self.sight.number

    @property
    def act(self) -> str:
        """Return which button was pressed."""
        return self.request.POST.get("act", "")

    @property
    def seen(self) -> int:
        """Return how many events stood in the matter when the form was opened."""
        given = self.request.POST.get("seen", "")
        return int(given) if SEEN.fullmatch(given) else self.sight.kept.seq

    @cached_property
    def draft(self) -> drafting.Kept | None:
        """Return the draft of this form, unless a fresh one is asked for."""
        if "xin" in self.request.GET:
            return None
        return drafting.find(self.account, self.request.path)

    def keep_draft(self) -> bool:
        """Keep what was sent, so that 改 finds it in the form again."""
        return drafting.keep(self.account, self.request.path, self.request.POST, now())

    def written(self) -> int | None:
        """Return the number of the event this very form has written already, or None."""
        mine = StoredEvent.objects.filter(key=f"{self.actor.username}/{self.key}")
        return mine.values_list("seq", flat=True).first()

    # --- files -----------------------------------------------------------------------------------

    def papers(self) -> list[Paper]:
        """Return the papers that come with the form; raises `PaperRefused`."""
        bearer = uploads.Bearer(self.number, self.account, now())
        name = self.request.POST.get(FILE_OF, "")
        declared = {paper.name for paper in self.sight.procedure.papers}
        name = name if name in declared else ""
        kept = uploads.brought(bearer, self.request.POST.getlist(uploads.KEPT), name)
        return kept + uploads.take(bearer, uploads.sent_files(self.request, FILE), name)

    # --- answers ---------------------------------------------------------------------------------

    def page(self, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
        """Fill a template with what every page of a form needs."""
        shared = {
            "number": self.number,
            "title": self.sight.view.line.title,
            "key": self.key,
            "seen": self.sight.kept.seq,
            "address": self.request.path,
            "draft_url": f"/caogao/?di={self.request.path}",
        }
        return page(self.request, template, {**shared, **context}, status)

    def carried(self, sheet: Sheet, papers: Sequence[Paper] = ()) -> list[tuple[str, str]]:
        """Return what the next page must carry on in hidden inputs."""
        return [*sheet.typed(), *((uploads.KEPT, str(paper.pk)) for paper in papers)]

    def done(self, said: str, written: Written | None = None) -> HttpResponse:
        """Drop the draft, say what was done and what comes next, and go to the matter."""
        drafting.drop(self.account, self.request.path)
        messages.success(self.request, said)
        place = f"event-{written.seq}" if written is not None else ""
        return redirect(matter_href(self.number, place))

    def what_next(self) -> str:
        """Say what comes next in the matter as it stands now."""
        sight = look(self.sight.office, self.actor, self.number, self.sight.day)
        upcoming = next_of(sight.procedure, sight.found) if sight.found else None
        if upcoming is None:
            return "没有到期的事。"
        return f"下一步：{short(upcoming.due, sight.day)}前{upcoming.finding.rule.zh}。"

    def conflict(self, rows: Sequence[Any], carried: Sequence[tuple[str, str]]) -> HttpResponse:
        """Show what others added meanwhile beside what was sent; nothing was written."""
        sight = look(self.sight.office, self.actor, self.number, self.sight.day)
        added = [event_model(sight, one) for one in placed(sight) if one.seq > self.seen]
        context = {
            "rows": rows,
            "carried": carried,
            "added": added,
            "seen": sight.kept.seq,
            "asked": self.request.POST.get("asked", ""),
        }
        return self.page("acting/conflict.html", context, CONFLICT)


def not_in_future(sheet: Sheet, today: date, name: str = DAY) -> Sheet:
    """Return the sheet with an error where its day has not come yet."""
    one = sheet[name]
    if not isinstance(one.read, date) or one.read <= today:
        return sheet
    marked = replace(one, typed=replace(one.typed, error=FUTURE))
    fields = tuple(marked if other.name == name else other for other in sheet.fields)
    return replace(sheet, fields=fields)


def faults(error: ZhunshengError, sheet: Sheet | None = None) -> list[dict[str, str]]:
    """Return what the office refused as an error summary, beside the field where it names one."""
    if not isinstance(error, InputRefused):
        return [{"href": "#id_day", "text": str(error)}]
    shown = []
    for fault in error.faults:
        named = (one for one in (sheet.fields if sheet else ()) if f"“{one.label}”" in fault.what)
        field = next(named, None)
        href = f"#id_{field.name}" if field else "#id_day"
        shown.append({"href": href, "text": f"{fault.what}：{fault.why}；{fault.remedy}"})
    return shown


def known_in(request: HttpRequest) -> Data:
    """Return what an address says of the fields of its form."""
    return {FACT + name: [str(value)] for name, value in request.GET.items()}


def write_act(desk: Desk, event: Event, papers: Sequence[Paper], step: Step) -> HttpResponse:
    """Write an act; raises `Overtaken` and `Refused` unless it was written before."""
    event = with_files(event, papers)
    doing = Doing(event, desk.seen, desk.key, files=uploads.digests(papers))
    try:
        written = desk.sight.office.append(desk.actor, desk.number, doing, now())
    except (Refused, Overtaken):
        seq = desk.written()
        if seq is None:
            raise
        return desk.done(f"已登记“{step.zh}”，是第 {seq} 条。{desk.what_next()}")
    return desk.done(f"已登记“{step.zh}”，是第 {written.seq} 条。{desk.what_next()}", written)


def with_files(event: Event, papers: Sequence[Paper]) -> Event:
    """Return the event with the names of the papers whose files came along."""
    named = (*event.papers, *(paper.name for paper in papers if paper.name))
    return replace(event, papers=tuple(dict.fromkeys(named)))
