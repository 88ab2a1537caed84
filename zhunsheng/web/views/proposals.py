"""What waits for a second person: corrections, exceptions, decisions; agreed to, or not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhunsheng.base.errors import InputRefused, ZhunshengError
from zhunsheng.base.masking import mask_numbers
from zhunsheng.law.citation import cite
from zhunsheng.office import Refused
from zhunsheng.office.acting import Preview
from zhunsheng.record.event import Event
from zhunsheng.record.leaf import Entry
from zhunsheng.record.record import STRUCK_OUT
from zhunsheng.store.keeping import NoSuchMatter, Overtaken
from zhunsheng.store.models import Proposal
from zhunsheng.web.access import ACTORS, Table
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.forms.checking import consequences
from zhunsheng.web.forms.filing import SEEN
from zhunsheng.web.forms.proposing import (
    AlreadySettled,
    Proposed,
    Settling,
    agree,
    doing_of,
    from_text,
    may_settle,
    refuse,
    waiting_for,
    withdraw,
    within,
)
from zhunsheng.web.forms.typed import clean
from zhunsheng.web.matter_page import proof
from zhunsheng.web.matter_page.addresses import matter_href, provision_href
from zhunsheng.web.matter_page.comparing import side_by_side
from zhunsheng.web.matter_page.next_step import left_zh
from zhunsheng.web.matter_page.sight import Sight, look
from zhunsheng.web.matter_page.timeline import event_model, papers, placed, title
from zhunsheng.web.matter_page.track import short

ACCESS: Table = {
    "proposals": {"GET": ACTORS},
    "proposal": {"GET": ACTORS, "POST": ACTORS},
}
AGREE, REFUSE, WITHDRAW = "agree", "refuse", "withdraw"
BUTTONS = {
    Proposal.Kind.CORRECTION: ("复核同意", "退回"),
    Proposal.Kind.EXCEPTION: ("同意", "不同意"),
    Proposal.Kind.DECISION: ("同意", "不同意"),
}
RECENT, UNPROCESSABLE = 20, 422
SOON_DAYS = 3


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """List what waits for me, what I wait for, and what was settled lately."""
    actor, account = actor_of(request), account_of(request)
    mine = Proposal.objects.filter(proposed_by=account)
    settled = within(Proposal.objects.exclude(state=Proposal.State.OPEN), actor)
    open_ = mine.filter(state=Proposal.State.OPEN).select_related("matter__matterrow")
    context = {
        "waiting": [_line(one) for one in waiting_for(actor)],
        "mine": [_line(one) for one in open_.order_by("proposed_at")],
        "settled": [_line(one) for one in settled.order_by("-settled_at")[:RECENT]],
    }
    return page(request, "proposals/proposals.html", context)


def _line(one: Proposal) -> dict[str, Any]:
    left = (one.due_on - today()).days if one.due_on else None
    decides = one.kind == Proposal.Kind.DECISION
    return {
        "kind": one.get_kind_display(),
        "title": one.matter.matterrow.title,
        "number": one.matter.number,
        "reason": mask_numbers(one.reason),
        "who": one.get_role_display(),
        "by": one.proposed_by.name,
        "at": one.proposed_at,
        "due_zh": f"{short(one.due_on)} {left_zh(left)}" if left is not None and one.due_on else "",
        "tone": "redw" if left is not None and left < 0 else "td" if left == 0 else "amb",
        "law_zh": cite(one.citation) if one.citation else "",
        "law_href": provision_href(one.citation) if one.citation else "",
        "href": reverse("proposal", args=(one.pk,)),
        "act": "审阅并决定" if decides else "审阅" if one.kind == "exception" else "复核",
        "state": one.get_state_display(),
        "settled_by": one.settled_by.name if one.settled_by else "",
        "settled_at": one.settled_at,
        "answer": mask_numbers(one.answer),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Show what is proposed with all it rests on, or settle it."""
    found = within(Proposal.objects.filter(pk=proposal), actor_of(request)).first()
    if found is None:
        raise Http404(proposal)
    sight = look(office(), actor_of(request), found.matter.number, today())
    review = Review(request, found, sight)
    return review.answer() if request.method == "POST" else review.show()


class Review:
    """A proposal in front of who looks at it."""

    def __init__(self, request: HttpRequest, proposal: Proposal, sight: Sight) -> None:
        self.request = request
        self.proposal = proposal
        self.sight = sight
        self.actor = actor_of(request)
        self.proposed: Proposed = from_text(proposal.event)

    @property
    def open(self) -> bool:
        """Say whether it still waits."""
        return self.proposal.state == Proposal.State.OPEN

    @property
    def settles(self) -> bool:
        """Say whether who looks may settle it."""
        return self.open and may_settle(self.actor, self.proposal)

    @property
    def withdraws(self) -> bool:
        """Say whether who looks made it and may take it back."""
        return self.open and self.proposal.proposed_by == account_of(self.request)

    def settling(self) -> Settling:
        """Return who settles, having seen what."""
        given = self.request.POST.get("seen", "")
        seen = int(given) if SEEN.fullmatch(given) else self.sight.kept.seq
        answer = clean(self.request.POST.get("answer", ""))
        return Settling(self.actor, account_of(self.request), seen, now(), answer)

    # --- showing ---------------------------------------------------------------------------------

    def show(self, errors: list[dict[str, str]] | None = None, *, chosen: str = "") -> HttpResponse:
        """Show the proposal; `chosen` asks for the last confirmation of an answer."""
        asked = chosen or self.request.GET.get("jueding", "")
        preview, fault = self.preview() if self.open else (None, "")
        if fault and errors is None:
            errors = [{"href": "#proposed", "text": fault}]
        yes, no = BUTTONS[Proposal.Kind(self.proposal.kind)]
        context = {
            "line": _line(self.proposal) | {"reason": self.sight.words.text(self.proposal.reason)},
            "number": self.sight.number,
            "open": self.open,
            "settles": self.settles,
            "withdraws": self.withdraws,
            "asked": asked if self.settles and asked in (AGREE, REFUSE) else "",
            "yes": yes,
            "no": no,
            "seen": self.sight.kept.seq,
            "errors": errors or [],
            "event": self.event(),
            "corrects": self.proposed.event.corrects,
            "strikes": self.proposed.event.kind == STRUCK_OUT,
            "pairs": self.pairs(),
            "added": self.added(),
            "abreast_table": proof.abreast(self.sight),
            "elements_rows": proof.groups(self.sight),
            **(consequences(self.sight, preview) if preview else {}),
        }
        status = UNPROCESSABLE if errors and self.request.method == "POST" else 200
        return page(self.request, "proposals/proposal.html", context, status)

    def preview(self) -> tuple[Preview | None, str]:
        """Return what agreement would amount to, or why it cannot be written as it stands."""
        doing = doing_of(self.proposal, self.settling())
        try:
            return office().preview(self.actor, self.sight.number, doing, now()), ""
        except NoSuchMatter:
            raise
        except InputRefused as error:
            return None, "；".join(fault.what for fault in error.faults)
        except ZhunshengError as error:
            return None, str(error)

    def event(self) -> dict[str, Any]:
        """Return the proposed event as the timeline would show it."""
        event = self.proposed.event
        entry = Entry(event, self.proposal.proposed_by.username, files=self.proposed.files)
        words = self.sight.words
        return {
            "title": title(self.sight, event),
            "day": event.happened_on,
            "facts": [
                {
                    "key": words.fact(name, event.kind),
                    "value": words.value(name, value, event.kind),
                }
                for name, value in event.facts.items()
            ],
            "papers": list(papers(self.sight, entry)),
            "note": words.text(event.note),
        }

    def pairs(self) -> list[dict[str, Any]]:
        """Return old and new side by side where it is a correction."""
        corrects = self.proposed.event.corrects
        if corrects is None or not 1 <= corrects <= self.sight.kept.seq:
            return []
        old: Event = self.sight.kept.events[corrects - 1]
        return side_by_side(self.sight, old, self.proposed.event)

    def added(self) -> list[dict[str, Any]]:
        """Return what was added to the matter since the proposal was made."""
        if not self.open:
            return []
        fresh = [one for one in placed(self.sight) if one.seq > self.proposal.seen]
        return [event_model(self.sight, one) for one in fresh]

    # --- settling --------------------------------------------------------------------------------

    def answer(self) -> HttpResponse:
        """Agree, refuse or withdraw, once."""
        act = self.request.POST.get("act", "")
        if not self.open:
            return self.settled()
        if act == WITHDRAW and self.withdraws:
            return self.close(act)
        if not self.settles or act not in (AGREE, REFUSE):
            text = "要由另一名有权的人处理；提出的人不能自己同意"
            return self.show([{"href": "#proposed", "text": text}])
        if act == REFUSE and not self.settling().answer:
            missing = {"href": "#id_answer", "text": "请写明不同意的理由"}
            return self.show([missing], chosen=REFUSE)
        return self.close(act)

    def close(self, act: str) -> HttpResponse:
        """Carry the answer out and say so."""
        try:
            said = self.carry_out(act)
        except AlreadySettled:
            return self.settled()
        except NoSuchMatter:
            raise
        except Overtaken as error:
            self.sight = look(office(), self.actor, self.sight.number, today())
            return self.show([{"href": "#added", "text": str(error)}], chosen=act)
        except Refused as error:
            reasons = [{"href": "#proposed", "text": why} for why in error.reasons]
            return self.show(reasons, chosen=act)
        except ZhunshengError as error:
            return self.show([{"href": "#proposed", "text": str(error)}], chosen=act)
        messages.success(self.request, said)
        return redirect("proposals" if act == REFUSE else matter_href(self.sight.number))

    def carry_out(self, act: str) -> str:
        """Do it and return what to say."""
        settling = self.settling()
        if act == AGREE:
            written = agree(office(), self.proposal, settling)
            return f"已同意，写入第 {written.seq} 条。"
        if act == REFUSE:
            refuse(office(), self.proposal, settling)
            return f"已退回给{self.proposal.proposed_by.name}。"
        withdraw(self.proposal, settling)
        return "已撤回，没有写入记录。"

    def settled(self) -> HttpResponse:
        """Say that it was settled before; the second of two clicks comes here."""
        self.proposal.refresh_from_db()
        messages.info(self.request, f"这一件已经处理过：{self.proposal.get_state_display()}。")
        return redirect("proposal", self.proposal.pk)


urlpatterns: list[URLPattern] = [
    path("shenpi/", proposals, name="proposals"),
    path("shenpi/<uuid:proposal>/", proposal, name="proposal"),
]
