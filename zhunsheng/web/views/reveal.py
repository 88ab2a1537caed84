"""Showing one personal value in full: asked for with a reason, written down, shown once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from zhunsheng.base.chinese import day_zh
from zhunsheng.documents.forms import asked_of
from zhunsheng.law.procedure import Procedure
from zhunsheng.record.event import Value
from zhunsheng.record.leaf import ERASED, HEADER
from zhunsheng.record.tagged import untagged
from zhunsheng.store import access_log
from zhunsheng.store.keeping import Kept
from zhunsheng.store.models import PersonalValue
from zhunsheng.web import logbook
from zhunsheng.web.access import ACTORS, Table
from zhunsheng.web.desk import actor_of, office, page

REASONS = (
    ("contact", "联系当事人"),
    ("identify", "核对身份"),
    ("paper", "制作或核对文书"),
    ("review", "审核案卷"),
    ("other", "其他"),
)
REASONS_ZH = dict(REASONS)
LEAST, MOST = 4, 150

ACCESS: Table = {"reveal": {"POST": ACTORS}}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which value is asked for: the place of its event (0 for the head), its name, its label."""

    seq: int
    name: str
    zh: str


def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why a value should be shown; then write that down and show the value.

    Whoever may not see the matter, and whoever asks for what is no personal value, gets a 404.
    """
    kept = office().kept(actor_of(request), number)
    asked = _asked(request, kept)
    context = {"number": number, "seq": asked.seq, "name": asked.name, "label_zh": asked.zh}
    reason, form = reason_of(request)
    if not reason:
        return page(request, "reveal/reason.html", {**context, **form})
    what = f"{asked.name} {asked.seq}"
    logbook.note(request, access_log.REVEALED, matter=number, what=what, reason=reason)
    context |= {"value": shown(_value(number, asked)), "reason": reason}
    return page(request, "reveal/value.html", context)


def reason_of(request: HttpRequest) -> tuple[str, dict[str, object]]:
    """Return the reason given and nothing, or nothing and what the form that asks for one shows."""
    why, more = request.POST.get("why", ""), request.POST.get("more", "").strip()
    asked = bool(request.POST.get("asked"))
    wrong = wrong_reason(why, more) if asked else {}
    if asked and not wrong:
        return "：".join(filter(None, (REASONS_ZH[why], more))), {}
    errors = [{"href": f"#id_{name}", "text": text} for name, text in wrong.items()]
    return "", {"reasons": REASONS, "why": why, "more": more, "wrong": wrong, "errors": errors}


def shown(value: Value) -> str:
    """Write a personal value in full."""
    if isinstance(value, tuple):
        return "、".join(str(one) for one in value)
    return day_zh(value) if isinstance(value, date) else str(value)


def _asked(request: HttpRequest, kept: Kept) -> Asked:
    """Return what the form asks for; raises `Http404` where that is no personal value."""
    seq, name = request.POST.get("seq", ""), request.POST.get("name", "")
    if not seq.isascii() or not seq.isdecimal() or int(seq[:9]) > kept.seq:
        raise Http404
    place = int(seq[:9])
    personal = PersonalValue.objects.filter(matter__number=kept.record.matter, seq=place)
    if name not in personal.values_list("name", flat=True):
        raise Http404
    return Asked(
        place, name, _label(office().procedures()[kept.record.procedure], kept, place, name)
    )


def _label(procedure: Procedure, kept: Kept, seq: int, name: str) -> str:
    """Return what the procedure, one of its steps or one of its papers calls a fact."""
    step = procedure.step(kept.events[seq - 1].kind) if seq != HEADER else None
    facts = (*(step.facts if step else ()), *procedure.facts, *asked_of(procedure.name))
    return next((fact.zh for fact in facts if fact.name == name), "个人信息")


def _value(number: str, asked: Asked) -> Value:
    kept = PersonalValue.objects.get(matter__number=number, seq=asked.seq, name=asked.name)
    return ERASED if kept.value is None else untagged(json.loads(kept.value))


def wrong_reason(why: str, more: str) -> dict[str, str]:
    """Say what is wrong with the reason for looking, by field; empty where it will do."""
    if why not in REASONS_ZH:
        return {"why": "请选为什么要看"}
    if why == "other" and len(more) < LEAST:
        return {"more": f"请写明为什么要看，至少 {LEAST} 个字"}
    if len(more) > MOST:
        return {"more": f"说明最多 {MOST} 个字"}
    return {}


urlpatterns: list[URLPattern] = [path("ban/<str:number>/chakan/", reveal, name="reveal")]
