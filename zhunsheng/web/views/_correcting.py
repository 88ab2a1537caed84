"""Correcting an event: the old one stays, the new one is proposed to a second officer."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.law.procedure import Step
from zhunsheng.office import Doing
from zhunsheng.office.certificates import FACT as BY_REGISTER
from zhunsheng.office.certificates import OFFICERS
from zhunsheng.record.administrative import ADMINISTRATIVE
from zhunsheng.record.event import Event
from zhunsheng.record.record import STRUCK_OUT
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.store.models import Proposal
from zhunsheng.web.clock import now
from zhunsheng.web.forms.checking import consequences
from zhunsheng.web.forms.filing import UNPROCESSABLE, Desk, faults, not_in_future
from zhunsheng.web.forms.proposing import Asking, Proposed, propose
from zhunsheng.web.forms.sheet import Field, Sheet
from zhunsheng.web.forms.steps import NOTE, event_of, filled_from, step_named, step_sheet
from zhunsheng.web.matter_page.comparing import side_by_side
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.matter_page.timeline import Placed, event_model, replacements
from zhunsheng.web.views.matter import sight_of

WAY, CORRECT, STRIKE = "way", "correct", "strike"
WAYS = {CORRECT: "改成下面的内容", STRIKE: "删除这一条（没有这回事，或者登记错了办件）"}
REASON, CHANGES = "更正的理由", "更正为"
FILED = Step("filed", "材料入卷", repeats=True)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, number: str, seq: int) -> HttpResponse:
    """Show an event in its own form, or pass what was changed on to a second officer."""
    sight = sight_of(request, number)
    if not 1 <= seq <= sight.kept.seq:
        raise Http404(seq)
    old = sight.kept.events[seq - 1]
    if old.kind in ADMINISTRATIVE or old.kind == STRUCK_OUT:
        raise Http404(seq)
    correcting = Correcting(request, sight, seq)
    return correcting.answer() if request.method == "POST" else correcting.show()


class Correcting(Desk):
    """The form of a correction."""

    def __init__(self, request: HttpRequest, sight: Sight, seq: int) -> None:
        super().__init__(request, sight)
        self.seq = seq
        self.old = sight.kept.events[seq - 1]
        found = step_named(sight.procedure, self.old.kind)
        self.step = found or FILED

    def sheet(self) -> Sheet:
        """Return the form of the event's step holding what the event states, and the reason."""
        sight = self.sight
        own = {fact.name for fact in self.step.facts}
        declared = {fact.name for fact in sight.procedure.facts}
        asked = [name for name in self.old.facts if name in declared and name not in own]
        made = step_sheet(sight, replace(self.step, form=CHANGES), asked, old=self.old)
        masked = [name for name, value in self.old.facts.items() if sight.words.hides(name, value)]
        shown = {name: sight.words.value(name, self.old.facts[name]) for name in masked}
        filled = filled_from(made, self.old, masked, shown)
        rest = tuple(one for one in filled.fields if one.name != NOTE)
        reason = Field(NOTE, "理由", "textarea", part=REASON, required=True)
        way = Field(WAY, "怎么改", "choice", part=REASON, choices=WAYS, value=(CORRECT,))
        return Sheet((reason, replace(way, required=True), *rest))

    def show(self) -> HttpResponse:
        """Show the form."""
        sheet = self.sheet()
        if self.draft is not None:
            sheet = sheet.filled(self.draft.fields)
        return self.form(sheet, [])

    def form(self, sheet: Sheet, errors: list[dict[str, str]]) -> HttpResponse:
        """Show the form with its errors."""
        entry = self.sight.kept.entries[self.seq - 1]
        placed = Placed(self.seq, entry, self.old.happened_on, self.old.happened_at)
        context = {
            "event": event_model(self.sight, placed),
            "replaced_by": replacements(self.sight).get(self.seq),
            "parts": sheet.parts(),
            "errors": errors,
            "draft_at": self.draft.saved_at if self.draft and not sheet.judged else None,
        }
        return self.page("acting/correct.html", context, UNPROCESSABLE if errors else 200)

    def answer(self) -> HttpResponse:
        """Answer what was sent: show old and new side by side, then pass it on."""
        self.keep_draft()
        sheet = not_in_future(self.sheet().sent(self.data, self.sight.day), self.sight.day)
        if sheet.errors:
            return self.form(sheet, sheet.errors)
        event = self.corrected(sheet)
        if _same(self.old, event):
            text = "没有改动；请改要更正的一项，或者选“删除这一条”"
            return self.form(sheet, [{"href": f"#id_{WAY}", "text": text}])
        try:
            doing = Doing(event, self.sight.kept.seq, self.key)
            preview = self.sight.office.preview(self.actor, self.number, doing, now())
        except NoSuchMatter:
            raise
        except ZhunshengError as error:
            return self.form(sheet, faults(error, sheet))
        if self.act == "confirm":
            return self.pass_on(event)
        context = {
            "seq": self.seq,
            "pairs": side_by_side(self.sight, self.old, event),
            "strikes": event.kind == STRUCK_OUT,
            "reason": event.note,
            "carried": self.carried(sheet),
            **consequences(self.sight, preview),
        }
        return self.page("acting/correct_check.html", context)

    def corrected(self, sheet: Sheet) -> Event:
        """Return the event that takes the old one's place."""
        reason = str(sheet[NOTE].read)
        if sheet[WAY].read == STRIKE:
            return Event(STRUCK_OUT, self.old.happened_on, note=reason, corrects=self.seq)
        made = event_of(sheet, self.old.kind)
        kept = {name: value for name, value in self.old.facts.items() if not _asked(sheet, name)}
        if made.facts.get(OFFICERS) != self.old.facts.get(OFFICERS):
            kept.pop(BY_REGISTER, None)
        return replace(made, facts={**kept, **made.facts}, note=reason, corrects=self.seq)

    def pass_on(self, event: Event) -> HttpResponse:
        """Propose the correction to another officer."""
        entry = self.sight.kept.entries[self.seq - 1]
        files = {name: one for name, one in entry.files.items() if _named(name, event)}
        asking = Asking(Proposal.Kind.CORRECTION, "officer", event.note, seen=self.sight.kept.seq)
        propose(self.sight.record, Proposed(event, files), asking, self.account, now())
        return self.done("已提交复核；另一名工作人员同意以前，记录不变。")


def _asked(sheet: Sheet, name: str) -> bool:
    return any(one.fact == name for one in sheet.fields)


def _named(file: str, event: Event) -> bool:
    return file.partition(".")[0] in event.papers


def _same(old: Event, new: Event) -> bool:
    if new.kind == STRUCK_OUT:
        return False
    before = (old.happened_on, old.happened_at, dict(old.facts), set(old.papers))
    return before == (new.happened_on, new.happened_at, dict(new.facts), set(new.papers))
