"""Several matters at once: print or export the ticked ones, or hand them to another officer."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.office import Actor, Doing
from zhunsheng.record.administrative import ASSIGNED
from zhunsheng.record.event import Event
from zhunsheng.store import access_log
from zhunsheng.store.keeping import Line, Spot, Wanted
from zhunsheng.web import logbook
from zhunsheng.web.access import ACTORS, READERS, Table, may
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import actor_of, back_to, office, page
from zhunsheng.web.matters.answers import sheet, workbook
from zhunsheng.web.matters.listing import directory_of
from zhunsheng.web.matters.rows import row_of

TICKS_MOST = 200
REASON_MOST = 400
KEY_MOST = 40


def bulk(request: HttpRequest) -> HttpResponseBase:
    """Do with the ticked matters what the pressed button says."""
    actor, asked = actor_of(request), ticked(request)
    if not asked.numbers:
        messages.warning(request, "没有勾选办件；请先在每行前面打勾，再按下面的按钮")
        return HttpResponseRedirect(back_to(request, "matters"))
    act = request.POST.get("act", "")
    if act == "assign" and may(actor.role, "matters_assign", "POST"):
        return ask_whom(request, actor, asked)
    said = f"勾选的 {len(asked.numbers)} 件"
    verb = access_log.PRINTED if act == "print" else access_log.EXPORTED
    logbook.note(request, verb, what=said)
    return sheet(request, actor, asked, said) if act == "print" else workbook(actor, asked, said)


def ticked(request: HttpRequest) -> Wanted:
    """Return the list of the ticked matters, open or ended, within the actor's scope."""
    numbers = tuple(dict.fromkeys(request.POST.getlist("ban")))[:TICKS_MOST]
    plain = tuple(number for number in numbers if number.isprintable())
    return Wanted(actor_of(request).scope, today(), numbers=plain, ended=None)


def ask_whom(
    request: HttpRequest, actor: Actor, asked: Wanted, error: str = "", status: int = 200
) -> HttpResponse:
    """Ask who gets the ticked matters, and why."""
    names = directory_of(actor)
    places = {place.path: place.name for place in names.places}
    found = office().search(actor, asked, Spot(TICKS_MOST))
    context = {
        "rows": [row_of(line, asked.day) for line in found.lines],
        "fields": [
            {
                "name": "handler",
                "label": "转给谁",
                "kind": "choice",
                "value": request.POST.get("handler", ""),
                "choices": [
                    (one.username, f"{one.name}（{places[one.path]}）") for one in names.people
                ],
                "error": error,
            },
            {
                "name": "reason",
                "label": "原因",
                "kind": "textarea",
                "value": request.POST.get("reason", ""),
                "optional": True,
            },
        ],
        "key": request.POST.get("key") or uuid4().hex,
        "next": back_to(request, "matters"),
        "errors": [{"href": "#id_handler", "text": error}] if error else [],
    }
    return page(request, "matters/assign.html", context, status)


def assign(request: HttpRequest) -> HttpResponse:
    """Hand the ticked matters to another officer, each by an act of its own."""
    actor, asked = actor_of(request), ticked(request)
    wanted = request.POST.get("handler", "")
    found = {one.username: one for one in directory_of(actor).people}.get(wanted)
    if found is None:
        return ask_whom(request, actor, asked, "请从名单中选择承办人", 422)
    places = {place.path: place.code for place in directory_of(actor).places}
    event = Event(
        ASSIGNED,
        today(),
        facts={"department": places[found.path], "handler": found.username},
        note=request.POST.get("reason", "").strip()[:REASON_MOST],
    )
    lines = office().search(actor, asked, Spot(TICKS_MOST)).lines
    key = request.POST.get("key", "")[:KEY_MOST]
    refused = [one for one in (hand_over(actor, line, event, key, now()) for line in lines) if one]
    done = len(lines) - len(refused)
    if done:
        messages.success(request, f"已把 {done} 件转给{found.name}，经过里各有一条记录")
    for sentence in refused:
        messages.warning(request, sentence)
    return HttpResponseRedirect(back_to(request, "matters"))


def hand_over(actor: Actor, line: Line, event: Event, key: str, at: datetime) -> str:
    """Hand one matter over; returns why not, "" where it was done."""
    own_key = uuid5(NAMESPACE_URL, f"{key}/{line.number}").hex
    try:
        office().assign(actor, line.number, Doing(event, line.seq, own_key), at)
    except ZhunshengError as error:
        return f"{line.number}没有转办：{error}"
    return ""


ACCESS: Table = {"matters_bulk": {"POST": READERS}, "matters_assign": {"POST": ACTORS}}
urlpatterns = [
    path("ban/piliang/", bulk, name="matters_bulk"),
    path("ban/zhuanban/", assign, name="matters_assign"),
]
