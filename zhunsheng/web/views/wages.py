"""工程项目: the projects of a month with their colors, one project, its workers and their slips."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from zhunsheng.wages.months import month_zh, write_month
from zhunsheng.wages.shapes import Asked, Project, Run
from zhunsheng.web.access import READERS, Table, may
from zhunsheng.web.address_filters import plain
from zhunsheng.web.clock import today
from zhunsheng.web.desk import account_of, actor_of, page
from zhunsheng.web.wages import done, listing, project_page, sight, workers_page
from zhunsheng.web.wages.filters import ROWS, chips_of, month_in, page_in, pages_of, read
from zhunsheng.web.wages.monitor import monitor, run_of, tally
from zhunsheng.web.wages.words import RED, Words

ACCESS: Table = {
    "wages": {"GET": READERS},
    "wages_project": {"GET": READERS},
    "wages_workers": {"GET": READERS},
    "wages_slip": {"GET": READERS},
}
WORST = 10


def places(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """Return the pages about projects that the account may open; the one shown is on."""
    role = account_of(request).role
    open_to = [one for one in listing.PLACES if may(role, one[0])]
    under = [href for _, _, href in open_to if request.path.startswith(href)]
    on = max(under, key=len, default="")
    return [(zh, href, href == on) for _, zh, href in open_to]


def wages(request: HttpRequest) -> HttpResponse:
    """Show the projects of a month, the worst first, filtered as the address says."""
    asked = monitor()
    runs = asked.runs()
    filters = read(request.GET)
    month = listing.month_of(runs, filters.month)
    if month is None:
        return page(request, "wages/list.html", {"places": places(request), "run_zh": ""})
    filters = replace(filters, month=write_month(month))
    counted = tally(month)
    seen = sight.districts_of(account_of(request), [one.district for one in counted])
    at = page_in(request.GET)
    part = Asked(
        color=filters.color,
        district=filters.district,
        check=filters.check,
        words=filters.words,
        order=filters.order,
        districts=seen,
        offset=(at - 1) * ROWS,
        limit=ROWS,
    )
    lines, total = asked.projects(month, part)
    run = run_of(runs, month)
    words = Words.of(run)
    context = {
        "places": places(request),
        "page": listing.PAGE,
        "run_zh": listing.run_zh(run),
        "months": listing.month_switch(runs, month, listing.PAGE, kept(filters)),
        "counters": listing.counters(counted, filters, seen),
        "filters": filters,
        "districts": listing.districts_in(counted, seen),
        "checks": listing.check_choices(asked.checks(month), filters.check, words),
        "orders": listing.order_choices(filters.order),
        "chips_on": chips_of(filters, listing.PAGE, words.names()),
        "clear_href": f"{listing.PAGE}?yue={filters.month}",
        "rows": [listing.row_of(line, month, words) for line in lines],
        "total_zh": f"共 {total:,} 个项目",
        "pages": pages_of(filters.href(listing.PAGE), at, total),
    }
    return page(request, "wages/list.html", context)


def kept(filters: Any) -> list[tuple[str, str]]:
    """Return the filters that a switch of months keeps."""
    names = {"color": "yanse", "district": "quxian", "check": "jiancha"}
    return [(names[name], value) for name, value in filters if name in names]


def project_of(request: HttpRequest, project: int, month: str) -> tuple[Run, Project]:
    """Return a project's month; a 404 where it was not rated, or for whom it is not to be seen."""
    at = month_in(month)
    if at is None:
        raise Http404
    asked = monitor()
    run = run_of(asked.runs(), at)
    found = asked.project(run.month, project)
    if found is None or not sight.may_see(account_of(request), found.line.district):
        raise Http404
    return run, found


def wages_project(request: HttpRequest, project: int, month: str) -> HttpResponse:
    """Show a project's month: color, causes, way to green, calendar, counts, checks, history."""
    run, found = project_of(request, project, month)
    rows, total = monitor().workers(run.month, project, "", (0, WORST))
    actor, code = actor_of(request), found.line.code
    months = [one.month for one in found.history]
    names = [one.name for one in run.checks]
    acts = may(account_of(request).role, "step", "POST")
    owes = found.line.color == RED and found.line.outstanding > 0
    offered = owes and not done.led(actor, code, run.month, today())
    context = project_page.context(found, run, monitor().runs())
    context |= {
        "workers": [project_page.worker_row(one, project, Words.of(run)) for one in rows],
        "workers_zh": f"{total} 人" if total <= WORST else f"先列 {WORST} 人，共 {total} 人",
        "workers_none": "",
        "done": done.matters(actor, found.line, months, names, today()),
        "urges": done.urges(actor, code, run.month, names, today()) if acts else {},
        "clue_href": f"{listing.project_href(project, run.month)}xiansuo/" if offered else "",
        **done.rating_context(done.rating(actor, code, run.month), run.month),
    }
    return page(request, "wages/project.html", context)


def wages_workers(request: HttpRequest, project: int, month: str) -> HttpResponse:
    """List workers of a project's month: all, those of a check, or those between two counts."""
    run, found = project_of(request, project, month)
    check, at = plain(request.GET.get("jiancha", "")), page_in(request.GET)
    words = Words.of(run)
    check = check if workers_page.is_list(check, words) else ""
    rows, total = monitor().workers(run.month, project, check, ((at - 1) * ROWS, ROWS))
    here = listing.workers_href(project, run.month)
    context = {
        "line": found.line,
        "project_href": listing.project_href(project, run.month),
        "page": here,
        "title": workers_page.list_zh(check, words),
        "sub": f"{found.line.name}，{month_zh(run.month)}，{total:,} 人",
        "months": None,
        "choices": workers_page.choices(found, check, words),
        "law": words.law_of_check(check),
        "workers": [project_page.worker_row(one, project, Words.of(run)) for one in rows],
        "workers_none": "这份名单里没有人",
        "pages": pages_of(listing.workers_href(project, run.month, check), at, total, "人"),
    }
    return page(request, "wages/workers.html", context)


def wages_slip(request: HttpRequest, project: int, worker: int) -> HttpResponse:
    """Show what one worker was owed, was paid and is owed still, month by month; made to print."""
    run, found = latest_of(request, project)
    slip = monitor().slip(project, worker)
    if slip is None:
        raise Http404
    return page(request, "wages/slip.html", workers_page.slip_context(slip, found, run))


def latest_of(request: HttpRequest, project: int) -> tuple[Run, Project]:
    """Return the last month a project was rated in; a 404 as `project_of` has it."""
    runs = monitor().runs()
    rated = monitor().history(project, runs[0].month) if runs else ()
    if not rated:
        raise Http404
    return project_of(request, project, write_month(rated[-1].month))


urlpatterns: list[URLPattern] = [
    path("gongcheng/", wages, name="wages"),
    path("gongcheng/<int:project>/<slug:month>/", wages_project, name="wages_project"),
    path("gongcheng/<int:project>/<slug:month>/renyuan/", wages_workers, name="wages_workers"),
    path("gongcheng/<int:project>/gongren/<int:worker>/", wages_slip, name="wages_slip"),
]
