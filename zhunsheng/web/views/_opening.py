"""Opening a matter: who it is about, how it began, which papers came; checked, then written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.engine.sentences import HOLDERS
from zhunsheng.law.citation import cite
from zhunsheng.law.procedure import Procedure, Step
from zhunsheng.office import Judged, NewMatter, NotPermitted
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record
from zhunsheng.record.text import LIKE_A_DAY
from zhunsheng.store.keeping import MatterExists
from zhunsheng.store.models import Event as StoredEvent
from zhunsheng.store.models import Matter
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.forms import drafting
from zhunsheng.web.forms.checking import rows
from zhunsheng.web.forms.filing import (
    UNPROCESSABLE,
    data_of,
    faults,
    key_of,
    not_in_future,
)
from zhunsheng.web.forms.sheet import Field, Sheet, field_of
from zhunsheng.web.forms.steps import DAY, DECISIVE, FACT, PAPERS, certified, event_of
from zhunsheng.web.matter_page.addresses import matter_href, provision_href
from zhunsheng.web.matter_page.lines import BEGINNINGS

NUMBER, NUMBER_MOST = "number", 80
LAST_DIGITS = re.compile(r"(\d+)(\D*)$")
WHO, HOW, WHAT = "谁和什么", "怎么开始的", "随附材料"
DOT = "-"


@require_http_methods(["GET", "HEAD", "POST"])
def new_matter(request: HttpRequest, procedure: str) -> HttpResponse:
    """Show the form of a new matter of a kind, or answer what was sent in it."""
    declared = office().procedures().get(procedure)
    if declared is None or procedure not in BEGINNINGS:
        raise Http404(procedure)
    opening = Opening(request, declared)
    return opening.answer() if request.method == "POST" else opening.show()


class Opening:
    """The form of a new matter."""

    def __init__(self, request: HttpRequest, procedure: Procedure) -> None:
        self.request = request
        self.procedure = procedure
        self.account = account_of(request)
        self.actor = actor_of(request)
        self.key = key_of(request)
        self.day = today()

    @property
    def steps(self) -> list[Step]:
        """Return the acts a matter of this kind may begin with."""
        named = BEGINNINGS[self.procedure.name].steps
        return [step for step in self.procedure.steps if step.name in named]

    def sheet(self) -> Sheet:
        """Return the empty form."""
        hint = "本单位的案号，一件一个"
        suggested = next_number(self.procedure.name)
        number = Field(NUMBER, "案号", "text", part=WHO, required=True, hint=hint)
        if suggested:
            number = replace(number, value=(suggested,), prefilled_from="上一件的案号")
        fields = [number, *self._about()]
        for step in self.steps:
            fields += self._step(step)
        papers = papers_at_start(self.procedure, self.steps)
        if papers:
            fields.append(Field(PAPERS, "已收到的材料", "checks", part=WHAT, choices=papers))
        return Sheet(tuple(fields))

    def _about(self) -> Iterator[Field]:
        declared = {fact.name: fact for fact in self.procedure.facts}
        for name in BEGINNINGS[self.procedure.name].facts:
            yield field_of(declared[name], FACT + name, WHO)

    def _step(self, step: Step) -> Iterator[Field]:
        prefix = step.name + DOT
        hint = "可写 20251216、2025.12.16 或 12月16日；没有的不填"
        yield Field(prefix + DAY, f"{step.zh}日期", "date", part=HOW, hint=hint, past=True)
        for fact in step.facts:
            if fact.name in DECISIVE or fact.kind != "yes_no":
                yield field_of(fact, prefix + FACT + fact.name, HOW)

    # --- answers ---------------------------------------------------------------------------------

    def show(self) -> HttpResponse:
        """Show the form: empty, or as it was last drafted."""
        sheet, draft = self.sheet(), None
        if "xin" not in self.request.GET:
            draft = drafting.find(self.account, self.request.path)
        if draft is not None:
            sheet = sheet.filled(draft.fields)
        return self.form(sheet, [], draft_at=draft.saved_at if draft else None)

    def form(
        self, sheet: Sheet, errors: list[dict[str, str]], draft_at: Any = None
    ) -> HttpResponse:
        """Show the form with its errors."""
        context = {
            "procedure": self.procedure,
            "parts": sheet.parts(),
            "errors": errors,
            "key": self.key,
            "draft_at": draft_at,
            "address": self.request.path,
            "kinds": kinds(self.procedure.name),
        }
        status = UNPROCESSABLE if errors else 200
        return page(self.request, "acting/new_matter.html", context, status)

    def answer(self) -> HttpResponse:
        """Answer what was sent: show what will be opened, or open it."""
        mine = StoredEvent.objects.filter(key=f"{self.actor.username}/{self.key}")
        opened = mine.values_list("matter__number", flat=True).first()
        if opened is not None:
            return redirect(matter_href(opened))
        drafting.keep(self.account, self.request.path, self.request.POST, now())
        if self.request.POST.get("act") == "draft":
            return redirect(self.request.path)
        sheet = self.sheet().sent(data_of(self.request), self.day)
        for step in self.steps:
            sheet = not_in_future(sheet, self.day, step.name + DOT + DAY)
        errors = [*sheet.errors, *self.missing(sheet)]
        if errors:
            return self.form(sheet, errors)
        return self.open(sheet) if self.request.POST.get("act") == "confirm" else self.check(sheet)

    def missing(self, sheet: Sheet) -> Iterator[dict[str, str]]:
        """Yield what the sheet as a whole lacks: a number that can stand, one day at least."""
        number = str(sheet[NUMBER].read or "")
        if number and not sound(number):
            why = "案号不能有空格和斜杠，不能写成日期，最多 80 个字"
            yield {"href": "#id_number", "text": why}
        elif number and Matter.objects.filter(number=number).exists():
            yield {"href": "#id_number", "text": str(MatterExists(number))}
        days = [step.name + DOT + DAY for step in self.steps]
        if not any(sheet[name].given for name in days):
            named = "、".join(step.zh for step in self.steps)
            yield {"href": f"#id_{days[0]}", "text": f"请至少写一个日期：{named}"}

    def events(self, sheet: Sheet) -> list[Event]:
        """Return the acts the sheet tells of, by their days; the last brings the papers."""
        dated = [step for step in self.steps if sheet[step.name + DOT + DAY].given]
        events = [event_of(sheet, step.name, step.name + DOT) for step in dated]
        events.sort(key=lambda event: event.happened_on)
        papers = sheet.get(PAPERS)
        if papers is not None and isinstance(papers.read, tuple) and events:
            events[-1] = replace(events[-1], papers=papers.read)
        return events

    def matter(self, sheet: Sheet) -> NewMatter:
        """Return the matter as the office opens it."""
        return NewMatter(
            str(sheet[NUMBER].read),
            self.procedure.name,
            sheet.facts(FACT),
            events=tuple(self.events(sheet)),
            key=self.key,
        )

    def check(self, sheet: Sheet) -> HttpResponse:
        """Show what will be written and which days follow."""
        new = self.matter(sheet)
        record = Record(new.number, new.procedure, new.about, new.events)
        judged = office().judge(record, self.day)
        context = {
            "procedure": self.procedure,
            "rows": rows(sheet, self.request.path),
            "carried": list(sheet.typed()),
            "key": self.key,
            "address": self.request.path,
            "officers": [zh for _, zh in certified(self.actor.department, self.day)],
            **following(judged),
        }
        return page(self.request, "acting/new_check.html", context)

    def open(self, sheet: Sheet) -> HttpResponse:
        """Open the matter and go to its page."""
        new = self.matter(sheet)
        try:
            office().open(self.actor, new, now())
        except NotPermitted:
            raise
        except MatterExists as error:
            return self.form(sheet, [{"href": "#id_number", "text": str(error)}])
        except ZhunshengError as error:
            return self.form(sheet, faults(error, sheet))
        drafting.drop(self.account, self.request.path)
        messages.success(self.request, f"已登记“{new.number}”，由您承办。")
        return redirect(matter_href(new.number))


def following(judged: Judged) -> dict[str, Any]:
    """Return the days that a new matter makes due, and what is already late or missing."""
    found = judged.assessment.findings if judged.assessment else ()
    lines = [
        {
            "text": office().what(judged, one),
            "law_zh": cite(one.citation),
            "law_href": provision_href(one.citation),
            "holder": "" if one.rule.holder == "bureau" else HOLDERS[one.rule.holder],
            "due": one.kind == "due",
        }
        for one in found
    ]
    return {
        "dues": [one for one in lines if one["due"]],
        "warnings": [one for one in lines if not one["due"]],
    }


def papers_at_start(procedure: Procedure, steps: Sequence[Step]) -> dict[str, str]:
    """Return the papers asked for before what follows the first acts."""
    names = {step.name for step in steps}
    following_ = {step.name for step in procedure.steps if not names.isdisjoint(step.after)}
    wanted = [
        paper
        for evidence in procedure.evidence
        if evidence.before in following_ | names
        for paper in evidence.papers
    ]
    zh = {paper.name: paper.zh for paper in procedure.papers}
    return {name: zh[name] for name in dict.fromkeys(wanted)}


def next_number(procedure: str) -> str:
    """Return the number after the last one of a kind, for this year; "" where there is none."""
    last = Matter.objects.filter(procedure=procedure).order_by("-pk").first()
    year = f"〔{today_year()}〕"
    if last is None or year not in last.number:
        return ""
    found = LAST_DIGITS.search(last.number)
    if found is None:
        return ""
    suggested = f"{last.number[: found.start()]}{int(found[1]) + 1}{found[2]}"
    return "" if Matter.objects.filter(number=suggested).exists() else suggested


def today_year() -> int:
    """Return this year."""
    day: date = today()
    return day.year


def sound(number: str) -> bool:
    """Say whether a text can be a matter's number: one word, no path, not like a day."""
    one_word = number.split() == [number] and number.isprintable()
    plain = not LIKE_A_DAY.fullmatch(number) and number[0] not in "#."
    return one_word and plain and "/" not in number and len(number) <= NUMBER_MOST


def kinds(chosen: str) -> list[tuple[str, str, bool]]:
    """Return the kinds of matter one may open, as links."""
    found = office().procedures()
    return [
        (found[name].zh, reverse("new_matter", args=(name,)), name == chosen) for name in BEGINNINGS
    ]
