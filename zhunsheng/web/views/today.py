"""我的今天: one's own open matters by their statutory days, and what is fixed for the week."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

from zhunsheng.store import tallies
from zhunsheng.store.keeping import Line, Spot, Wanted
from zhunsheng.web import clock
from zhunsheng.web.access import ACTORS, READERS, Table
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.jinja import short_day
from zhunsheng.web.matter_page.sight import look
from zhunsheng.web.matter_page.track import how, track_of
from zhunsheng.web.matters.filters import choices, read, spot_of, wanted_of
from zhunsheng.web.matters.listing import pages_of, views_of
from zhunsheng.web.matters.names import why_address
from zhunsheng.web.matters.rows import row_of
from zhunsheng.web.views import _today_appointments
from zhunsheng.web.views import _today_model as model


def today(request: HttpRequest) -> HttpResponse:
    """Show the officer's open matters, those whose day comes first on top."""
    actor, account, day = actor_of(request), account_of(request), clock.today()
    filters = replace(read(request.GET.dict()), handler="", department="", state="")
    own = replace(filters, handler=actor.username, state="zai")
    asked = wanted_of(own, actor.scope, day, ())
    strip = tallies.strip(model.whole(asked))
    found = office().search(actor, asked, spot_of(request.GET.dict()))
    rows = [row_of(line, day) for line in found.lines]
    context = {
        "counters": list(model.counters(strip, filters)),
        "filters": filters,
        "choices": choices(filters),
        "chips_on": model.chips(filters, account),
        "groups": model.groups(rows, strip, filters, day),
        "pages": pages_of(found, filters, model.PAGE),
        "shown": len(rows),
        "total": strip.total,
        "nearest": "" if rows else nearest(asked),
        "week": model.week(strip, filters, day),
        "appointments": model.appointments(account, day),
        "returned": model.returned(model.whole(asked)) if strip.returned else [],
        "views": views_of(account),
        "query": own.query(),
        "here": request.get_full_path(),
    }
    return page(request, "today/today.html", context)


def nearest(asked: Wanted) -> str:
    """Say what ends next where the list asked for is empty."""
    found = office().store.page(model.whole(asked), Spot(1)).lines
    return _said(found[0]) if found and found[0].has_due else ""


def _said(line: Line) -> str:
    return f"最近到期的是 {short_day(line.due_on)}的{line.number}。"


def how_due(request: HttpRequest, number: str, rule: str) -> HttpResponse:
    """Return the drawing of a time limit for its row; a plain request goes to the whole way."""
    why = why_address(number, rule)
    if not getattr(request, "htmx", False):
        return HttpResponseRedirect(why)
    sight = look(office(), actor_of(request), number, clock.today())
    found = [one for one in sight.found.findings if one.name == rule] if sight.found else []
    ways = [{"how": how(sight, one), "track": track_of(sight, one)} for one in found]
    context = {"ways": [one for one in ways if one["how"]], "why_href": why}
    answer = render(request, "today/how.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


ACCESS: Table = {
    "today": {"GET": ACTORS},
    "how_due": {"GET": READERS},
    **_today_appointments.ACCESS,
}
urlpatterns = [
    path("", today, name="today"),
    path("ban/<str:number>/qixian/<str:rule>/", how_due, name="how_due"),
    *_today_appointments.urlpatterns,
]
