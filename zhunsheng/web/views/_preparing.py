"""The form that prepares a paper: what the record does not hold is asked for, then it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zhunsheng.documents.form import Form
from zhunsheng.documents.forms import UnknownForm, form
from zhunsheng.record.event import Event, Value
from zhunsheng.store.documents import Drafted, change_draft, new_draft
from zhunsheng.store.models import Document
from zhunsheng.web.bureau import bureau_of
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.documents_page.asking import (
    NOT_YET,
    SEQ,
    Known,
    carried,
    facts_of,
    models,
    paper_sheet,
    suggestions,
)
from zhunsheng.web.documents_page.opened import Wanted, line_of, source_of
from zhunsheng.web.documents_page.source import (
    UNFIT,
    Source,
    acts_for,
    read_facts,
    written_facts,
)
from zhunsheng.web.forms import drafting
from zhunsheng.web.forms.filing import data_of, not_in_future
from zhunsheng.web.forms.sheet import Sheet
from zhunsheng.web.forms.steps import DAY

UNPROCESSABLE, OF = 422, "of"


@require_http_methods(["GET", "HEAD", "POST"])
def new_document(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Show the form of a paper of a matter, or keep what was sent as a draft and show that."""
    try:
        chosen = form(kind)
    except UnknownForm as error:
        raise Http404(kind) from error
    preparing = Preparing(request, number, chosen)
    return preparing.answer() if request.method == "POST" else preparing.show()


class Preparing:
    """A request to prepare a paper: which draft it is, which act it is for, what was sent.

    Raises `NoSuchMatter`, and `Http404` for a paper that this kind of matter has not.
    """

    def __init__(self, request: HttpRequest, number: str, chosen: Form) -> None:
        self.request = request
        self.chosen = chosen
        self.account = account_of(request)
        self.kept = office().kept(actor_of(request), number)
        self.line = line_of(office(), number)
        if self.kept.record.procedure not in chosen.procedures:
            raise Http404(chosen.kind)
        self.data = data_of(request)

    @property
    def number(self) -> str:
        """Return the number of the matter."""
        return self.kept.record.matter

    @cached_property
    def pk(self) -> UUID:
        """Return the id of the draft: the one to be changed, or the one this form will make."""
        try:
            return UUID(self.request.POST.get("key") or self.request.GET.get("gai") or "")
        except ValueError:
            return uuid4()

    @cached_property
    def document(self) -> Document | None:
        """Return the draft that is changed; raises `Http404` for one of another paper."""
        found = Document.objects.filter(pk=self.pk).first()
        if found is None and "gai" in self.request.GET and self.request.method != "POST":
            raise Http404(self.pk)
        if found is None:
            return None
        same = found.matter_id == self.line.matter_id and found.kind == self.chosen.kind
        if not same:
            raise Http404(self.pk)
        return found

    # --- what it is for --------------------------------------------------------------------------

    @cached_property
    def acts(self) -> list[tuple[int, Event]]:
        """Return the events that call for this paper, the latest first."""
        return acts_for(self.chosen, self.kept.record)

    @cached_property
    def seq(self) -> int | None:
        """Return the number of the act's event: as chosen, as in the draft, else the latest."""
        numbers = [seq for seq, _ in self.acts]
        chosen = self.request.POST.get(SEQ) or self.request.GET.get(SEQ)
        if chosen == NOT_YET:
            return None
        if chosen is not None and chosen.isascii() and chosen.isdecimal():
            return next((seq for seq in numbers if str(seq) == chosen), self._usual)
        return self._usual

    @property
    def _usual(self) -> int | None:
        if self.document is not None:
            return self.document.event_seq
        return self.acts[0][0] if self.acts else None

    @property
    def on(self) -> date:
        """Return the day the paper opens with: its own, else that of its act, else today."""
        if self.document is not None:
            return self.document.on_day
        return next((act.happened_on for seq, act in self.acts if seq == self.seq), today())

    @cached_property
    def known(self) -> Mapping[str, Known]:
        """Return what the matter knows already, for a new paper."""
        return {} if self.document else dict(suggestions(self._source({})))

    def _source(self, facts: Mapping[str, Value]) -> Source:
        wanted = Wanted(self.chosen, self.on, self.seq, facts)
        return source_of(office(), self.kept, bureau_of(self.line.department), wanted)

    @cached_property
    def source(self) -> Source:
        """Return what the paper is filled from before this form is sent."""
        given = read_facts(self.document.content) if self.document else {}
        return carried(self._source(given), self.known)

    # --- answers ---------------------------------------------------------------------------------

    def show(self) -> HttpResponse:
        """Show the form: as it was last typed, else as the draft says, else as the matter knows."""
        if self.document is not None and self.document.state != Document.State.DRAFT:
            return redirect("document", self.document.pk)
        sheet = self.sheet()
        kept = None if "xin" in self.request.GET else self.typed_before()
        if kept is not None:
            sheet = sheet.filled(kept.fields)
        return self.form(sheet, kept)

    def typed_before(self) -> drafting.Kept | None:
        """Return what was typed last into the form of this very paper and not sent."""
        kept = drafting.find(self.account, self.request.path)
        return kept if kept is not None and [*kept.fields.get(OF, ("",))] == [self.of] else None

    @property
    def of(self) -> str:
        """Return which draft the form changes, as it says itself; empty for a new one."""
        return str(self.document.pk) if self.document else ""

    def sheet(self) -> Sheet:
        """Return the empty form."""
        return paper_sheet(self.source, self.acts, self.known)

    def form(self, sheet: Sheet, kept: drafting.Kept | None = None) -> HttpResponse:
        """Show the form with its errors."""
        errors = sheet.errors if sheet.judged else []
        context = {
            "zh": self.chosen.zh,
            "number": self.number,
            "title": self.line.title,
            "parts": models(sheet, self.source),
            "errors": errors,
            "key": str(self.pk),
            "of": self.of,
            "address": self.request.path,
            "document": self.document,
            "draft_at": kept.saved_at if kept else None,
            "others": self.others(),
            "ahead": self.seq is None and self.chosen.layout != "table",
            "step": self.source.step,
        }
        return page(self.request, "documents/form.html", context, UNPROCESSABLE if errors else 200)

    def others(self) -> list[Document]:
        """Return other papers of this kind that were made for the same act and not withdrawn."""
        same = Document.objects.filter(matter__number=self.number, kind=self.chosen.kind)
        live = same.exclude(state=Document.State.VOID).exclude(pk=self.pk)
        return list(live.filter(event_seq=self.seq).order_by("-made_at"))

    def answer(self) -> HttpResponse:
        """Keep what was sent as a draft, and show it; nothing is kept where a field is wrong."""
        sheet = not_in_future(self.sheet().sent(self.data, today()), today())
        if sheet.errors:
            return self.form(sheet)
        day = sheet[DAY].read
        assert isinstance(day, date)
        facts = facts_of(sheet, self.source)
        wrong = unfit(replace(self.source, on=day, facts=facts))
        if wrong:
            return self.form(marked(sheet, wrong))
        drafted = Drafted(self.chosen.kind, day, self.seq, written_facts(facts))
        if self.document is not None:
            change_draft(self.pk, drafted)
        else:
            new_draft(self.pk, self.number, drafted, self.account, now())
        drafting.drop(self.account, self.request.path)
        return redirect("document", self.pk)


def unfit(source: Source) -> str:
    """Say why a paper cannot be filled at all; empty where it can."""
    try:
        source.filled()
    except UNFIT as error:
        return str(error)
    return ""


def marked(sheet: Sheet, wrong: str) -> Sheet:
    """Return the sheet with an error at its day, on which conclusion and law hang."""
    fields = tuple(
        replace(one, typed=replace(one.typed, error=wrong)) if one.name == DAY else one
        for one in sheet.fields
    )
    return replace(sheet, fields=fields)
