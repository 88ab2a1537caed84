"""预警: the desk of wage warnings, by state and clock; single acts lead to the matter's steps."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from zhunsheng.office.wages.warnings import WARNING
from zhunsheng.store.phases import phases
from zhunsheng.web.access import READERS, Table, may
from zhunsheng.web.clock import today
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.matters.filters import ENDED, Filters, read, wanted_of
from zhunsheng.web.matters.listing import filter_context, listing, pages_of
from zhunsheng.web.views.wages import places
from zhunsheng.web.wages import warnings

ACCESS: Table = {"wages_warnings": {"GET": READERS}}
COUNTED = 100_000


def wages_warnings(request: HttpRequest) -> HttpResponse:
    """Show the warnings, the earliest due first, with what may be done with each."""
    actor, day = actor_of(request), today()
    filters = replace(read(request.GET.dict()), procedure=WARNING)
    found = listing(request, actor, filters, day)
    whole = wanted_of(Filters(procedure=WARNING), actor.scope, day, ())
    over = office().count(actor, replace(whole, due="over"), COUNTED)
    ended = office().count(actor, replace(whole, ended=True), COUNTED)
    may_act = may(account_of(request).role, "step", "POST")
    shown = filter_context(found, warnings.PAGE)
    shown["chips_on"] = [
        chip for chip in shown["chips_on"] if not chip.zh.startswith(warnings.KIND_CHIP)
    ]
    context = {
        **shown,
        "places_links": places(request),
        "counters": warnings.counters(phases(whole), over, ended, filters),
        "warnings": [
            warnings.shown(row, line.phase, may_act=may_act)
            for row, line in zip(found.rows, found.page.lines, strict=True)
        ],
        "pages": pages_of(found.page, filters, warnings.PAGE),
        "total_zh": found.total_zh,
        "here": request.get_full_path(),
        "ended": filters.state == ENDED,
    }
    return page(request, "wages/warnings.html", context)


urlpatterns: list[URLPattern] = [path("gongcheng/yujing/", wages_warnings, name="wages_warnings")]
