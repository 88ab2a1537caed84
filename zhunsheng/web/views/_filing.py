"""The form of one step: made from its declaration, held against the law, checked, written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.law.citation import cite
from zhunsheng.law.procedure import Step
from zhunsheng.office import Doing, Refused
from zhunsheng.office.acting import Preview
from zhunsheng.office.actor import ROLES_ZH
from zhunsheng.office.snapshot import step_of
from zhunsheng.record.event import Event
from zhunsheng.store.keeping import NoSuchMatter, Overtaken
from zhunsheng.store.models import Paper, Proposal
from zhunsheng.store.papers import PaperRefused
from zhunsheng.web.clock import now
from zhunsheng.web.forms import uploads
from zhunsheng.web.forms.checking import consequences, rows
from zhunsheng.web.forms.filing import (
    UNPROCESSABLE,
    Desk,
    faults,
    known_in,
    not_in_future,
    with_files,
    write_act,
)
from zhunsheng.web.forms.proposing import (
    REASON_MOST,
    SETTLERS,
    Asking,
    Proposed,
    decider,
    excuser,
    open_decision,
    propose,
)
from zhunsheng.web.forms.sheet import Sheet
from zhunsheng.web.forms.steps import (
    FACT,
    FILE_OF,
    asked_after,
    event_of,
    methods,
    questions,
    step_sheet,
)
from zhunsheng.web.forms.typed import clean
from zhunsheng.web.matter_page.addresses import provision_href
from zhunsheng.web.matter_page.next_step import reasons
from zhunsheng.web.matter_page.sight import Sight

RULES_SHOWN = 6
STRAIGHT = "straight"
SAID = ("gate", "order", "authority")


class Filing(Desk):
    """The form of one step of a matter."""

    def __init__(self, request: HttpRequest, sight: Sight, step: Step) -> None:
        super().__init__(request, sight)
        self.step = step
        self.came_up: list[str] = []
        self.brought: list[Paper] = []

    # --- the form --------------------------------------------------------------------------------

    def asked(self) -> list[str]:
        """Return the facts of the matter that this form asks for."""
        declared = {fact.name for fact in self.sight.procedure.facts}
        given = self.request.POST.get("asked") or self.request.GET.get("wen") or ""
        named = [name for name in given.split(",") if name in declared]
        if not named and self.draft is not None:
            named = [name.removeprefix(FACT) for name in self.draft.fields]
            own = {fact.name for fact in self.step.facts}
            named = [name for name in named if name in declared and name not in own]
        asked = [*questions(self.sight, self.step), *named, *self.came_up]
        return list(dict.fromkeys(asked))

    def method(self) -> str:
        """Return the way of serving whose facts are asked for."""
        ways = methods(self.sight.procedure, self.step)
        drafted = (self.draft.fields.get("f-method", [""]) if self.draft else [""])[-1:]
        given = [*self.data.get("f-method", ())[-1:], self.request.GET.get("method", ""), *drafted]
        return next((one for one in given if one in ways), next(iter(ways), ""))

    def sheet(self) -> Sheet:
        """Return the empty form, with what its address says of it."""
        made = step_sheet(self.sight, self.step, self.asked(), self.method())
        known = {**known_in(self.request)}
        if self.method():
            known["f-method"] = [self.method()]
        return made.filled(known)

    def show(self) -> HttpResponse:
        """Show the form: fresh, or as it was last drafted."""
        sheet = self.sheet()
        if self.draft is not None:
            sheet = sheet.filled(self.draft.fields)
        return self.form(sheet)

    def form(self, sheet: Sheet, errors: Sequence[dict[str, str]] = ()) -> HttpResponse:
        """Show the form with its errors, or with the questions that came up."""
        context = {
            "step": self.step,
            "parts": sheet.parts(),
            "errors": list(errors),
            "more": [self.sight.words.fact(name) for name in self.came_up],
            "asked": ",".join(self.asked()),
            "closed": self.closed(),
            "repeated": self.repeated(),
            "methods": self.ways(),
            "file_names": self.file_names(sheet),
            "file_of": self.request.POST.get(FILE_OF, ""),
            "brought": self.brought,
            "seen": self.seen,
            "draft_at": self.draft.saved_at
            if self.draft and self.request.method == "GET"
            else None,
            "rules": self.rules(),
            "straight_zh": self.straight_zh(sheet),
        }
        return self.page("acting/step.html", context, UNPROCESSABLE if errors else 200)

    def straight_zh(self, sheet: Sheet) -> str:
        """Return the button of a form that asks for no fact: it may do without the check."""
        if any(one.fact for one in sheet.fields):
            return ""
        role = self.passes_to()
        return f"送{ROLES_ZH[role]}审批" if role else f"写入“{self.step.zh}”"

    def passes_to(self) -> str:
        """Return the role that decides on the step; "" where the actor may take it alone."""
        role = decider(self.step)
        return role if role and self.actor.role not in SETTLERS[role] else ""

    def closed(self) -> list[dict[str, Any]]:
        """Return why the step is closed for now."""
        found = self.sight.found.closed if self.sight.found else ()
        return list(reasons(self.sight, [one for one in found if one.rule.step == self.step.name]))

    def repeated(self) -> int | None:
        """Return where a step that does not happen twice has happened already."""
        if self.step.repeats:
            return None
        done = (one for one in self.sight.record.as_known() if one.kind == self.step.name)
        return next((self.sight.seq(one) for one in done), None)

    def ways(self) -> list[tuple[str, str, bool]]:
        """Return the ways of serving as links that change which facts are asked for."""
        ways = methods(self.sight.procedure, self.step)
        named = next((one for one in self.step.facts if one.name == "method"), None)
        if not ways or named is None:
            return []
        kept = {name: self.request.GET[name] for name in ("of", "to") if name in self.request.GET}
        query = "".join(f"&{name}={value}" for name, value in kept.items())
        return [
            (named.choices[way], f"?xin=1&method={way}{query}", way == self.method())
            for way in ways
            if way in named.choices
        ]

    def file_names(self, sheet: Sheet) -> list[tuple[str, str]]:
        """Return what a file that comes along may be."""
        groups = [one for name in ("papers", "papers_more") if (one := sheet.get(name))]
        return [pair for one in groups for pair in one.choices.items()]

    def rules(self) -> list[dict[str, str]]:
        """Return what the law asks of this step, for the margin."""
        procedure = self.sight.procedure
        found = self.sight.office.assessor(procedure.name).compiled.rules
        mine = [one for one in found if self.step.name in (one.step, one.each) and not one.detail]
        shown = {one.zh: one.citation for one in mine if one.sentence.split("_")[0] in SAID}
        return [
            {"zh": zh, "law_zh": cite(citation), "law_href": provision_href(citation)}
            for zh, citation in list(shown.items())[:RULES_SHOWN]
        ]

    # --- what was sent ---------------------------------------------------------------------------

    def answer(self) -> HttpResponse:
        """Answer what was sent: keep a draft, ask again, check, write, or pass on."""
        seq = self.written()
        if seq is not None:
            return self.done(f"已登记“{self.step.zh}”，是第 {seq} 条。{self.what_next()}")
        kept = self.keep_draft()
        if self.act == "draft":
            return redirect(self.request.get_full_path() if kept else self.request.path)
        sheet = not_in_future(self.sheet().sent(self.data, self.sight.day), self.sight.day)
        errors = [*sheet.errors]
        try:
            self.brought = self.papers()
        except PaperRefused as error:
            errors.append({"href": "#id_file", "text": str(error)})
        if not all(paper.name for paper in self.brought):
            errors.append({"href": "#id_file_of", "text": "请选“原件是哪份材料”"})
        return self.form(sheet, errors) if errors else self.judged(sheet)

    def judged(self, sheet: Sheet) -> HttpResponse:
        """Hold what was sent against the law: ask for more, refuse, show, or write."""
        event = with_files(event_of(sheet, self.step.name), self.brought)
        try:
            preview = self.preview(event)
        except NoSuchMatter:
            raise
        except ZhunshengError as error:
            return self.form(sheet, faults(error, sheet))
        asked = asked_after(self.sight, self.step, preview.record, self.sight.day)
        self.came_up = [name for name in asked if sheet.get(FACT + name) is None]
        if self.came_up and self.act not in ("confirm", "except", "decide"):
            return self.ask_more(sheet)
        if self.seen != self.sight.kept.seq:
            return self.conflict(*self.shown(sheet))
        if preview.closing:
            return self.refused(sheet, event, preview)
        act = self.wanted(preview)
        if act == "decide":
            return self.ask_decision(event)
        return self.write(sheet, event) if act == "confirm" else self.check(sheet, preview)

    def wanted(self, preview: Preview) -> str:
        """Return what is to be done; straight on only where there is nothing to take notice of."""
        if self.act != STRAIGHT:
            return self.act
        if preview.warnings:
            return ""
        return "decide" if self.passes_to() else "confirm"

    def preview(self, event: Event) -> Preview:
        """Return what the act amounts to; raises what the office raises."""
        doing = Doing(event, self.seen, self.key, files=uploads.digests(self.brought))
        return self.sight.office.preview(self.actor, self.number, doing, now())

    def shown(self, sheet: Sheet) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
        """Return what was typed, as rows to read and as hidden inputs to carry on."""
        shown = rows(sheet, self.request.path, self.brought)
        return shown, self.carried(sheet, self.brought)

    def ask_more(self, sheet: Sheet) -> HttpResponse:
        """Show the form again with the facts that the chosen outcome makes necessary."""
        made = step_sheet(self.sight, self.step, self.asked(), self.method())
        return self.form(Sheet(tuple(sheet.get(one.name) or one for one in made.fields)))

    def before(self, sheet: Sheet, preview: Preview) -> dict[str, Any]:
        """Return what the pages between form and record show."""
        shown, carried = self.shown(sheet)
        return {
            "step": self.step,
            "rows": shown,
            "carried": carried,
            "asked": ",".join(self.asked()),
            "seen": self.seen,
            **consequences(self.sight, preview),
        }

    def check(self, sheet: Sheet, preview: Preview) -> HttpResponse:
        """Show what will be written and what follows, before it is."""
        role = self.passes_to()
        context = {**self.before(sheet, preview), "decider": ROLES_ZH[role] if role else ""}
        return self.page("acting/check.html", context)

    def write(self, sheet: Sheet, event: Event) -> HttpResponse:
        """Write the act and go on; a faster colleague or the law may still stop it."""
        try:
            return write_act(self, event, self.brought, self.step)
        except Overtaken:
            return self.conflict(*self.shown(sheet))
        except Refused:
            return self.refused(sheet, event, self.preview(event))

    # --- what the law closes ---------------------------------------------------------------------

    def refused(self, sheet: Sheet, event: Event, preview: Preview) -> HttpResponse:
        """Say why the law closes the act, and offer to have it excepted."""
        reason = clean(self.request.POST.get("reason", ""))
        if self.act == "except" and reason:
            return self.ask_exception(event, preview, reason)
        asked = self.act == "except"
        missing = {"href": "#id_reason", "text": "请写明特批或者补记的理由"}
        context = {
            **self.before(sheet, preview),
            "excuser": ROLES_ZH[excuser(self.actor)],
            "errors": [missing] if asked else [],
        }
        return self.page("acting/refused.html", context, UNPROCESSABLE)

    def ask_exception(self, event: Event, preview: Preview, reason: str) -> HttpResponse:
        """Pass the act on to whom may except it, with the reason."""
        told = "如实补记：" if self.request.POST.get("why") == "record" else "特批："
        rules = tuple(dict.fromkeys(one.name for one in preview.closing))
        proposed = Proposed(event, uploads.digests(self.brought), rules)
        asking = Asking(
            Proposal.Kind.EXCEPTION,
            excuser(self.actor),
            f"{told}{reason}"[:REASON_MOST],
            citation=preview.closing[0].citation,
            seen=self.seen,
        )
        propose(self.sight.record, proposed, asking, self.account, now())
        return self.done(f"已送{ROLES_ZH[asking.role]}审批；同意以前不写入记录。")

    def ask_decision(self, event: Event) -> HttpResponse:
        """Pass the act on to whom decides on it."""
        waiting = open_decision(self.number, self.step.name)
        if waiting is not None:
            messages.info(self.request, f"“{self.step.zh}”已经送批，正等审批。")
            return redirect("proposal", waiting.pk)
        role = decider(self.step) or excuser(self.actor)
        found = self.sight.found.findings if self.sight.found else ()
        due = [one for one in found if step_of(self.sight.procedure, one) == self.step.name]
        first = min(due, key=lambda one: one.due or self.sight.day, default=None)
        asking = Asking(
            Proposal.Kind.DECISION,
            role,
            f"{self.step.zh}：{self.sight.view.line.title}"[:REASON_MOST],
            citation=first.citation if first else "",
            due_on=first.due if first else None,
            seen=self.seen,
        )
        proposed = Proposed(event, uploads.digests(self.brought))
        propose(self.sight.record, proposed, asking, self.account, now())
        return self.done(f"已送{ROLES_ZH[role]}审批“{self.step.zh}”；同意以前不写入记录。")
