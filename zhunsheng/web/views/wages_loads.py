"""数据: wage files in, checked row by row, kept when confirmed; months run from what is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from zhunsheng.base.errors import InputRefused
from zhunsheng.store.models import Account
from zhunsheng.wages.months import last_day, month_of, month_zh, write_month
from zhunsheng.web.access import ACTORS, Table
from zhunsheng.web.address_filters import plain
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import account_of, page
from zhunsheng.web.jobs.desk import ask
from zhunsheng.web.views.wages import places
from zhunsheng.web.wages import loads_page
from zhunsheng.web.wages.drafts import (
    DROPPED,
    LARGEST_MB,
    READ,
    Draft,
    draft_of,
    drafts_of,
    drop_files,
    note,
    refused_of,
    take_in,
)
from zhunsheng.web.wages.filters import ROWS, month_in, page_in, pages_of
from zhunsheng.web.wages.warehouse import warehouse

ACCESS: Table = {
    "wages_loads": {"GET": ACTORS, "POST": ACTORS},
    "wages_draft": {"GET": ACTORS, "POST": ACTORS},
    "wages_load": {"GET": ACTORS},
    "wages_run": {"POST": ACTORS},
}
LATEST = 30
MONTHS_BACK = 12
UNPROCESSABLE = 422


def wages_loads(request: HttpRequest) -> HttpResponse:
    """List the loads and one's own drafts, and take new files in."""
    if request.method != "POST":
        return _list(request, [])
    try:
        draft = take_in(request.FILES.getlist("file"), account_of(request).username, now())
    except InputRefused as refused:
        return _list(request, [f"{one.what}。{one.remedy}" for one in refused.faults])
    return _queued(request, draft, "wages_check", f"核对工资数据（{len(draft.files)}个文件）")


def _list(request: HttpRequest, errors: list[str]) -> HttpResponse:
    loads = warehouse().loads()
    names = dict(Account.objects.values_list("username", "name"))
    months = [month_of(today()) - back for back in range(1, MONTHS_BACK + 1)]
    context = {
        "places": places(request),
        "loads": [loads_page.load_line(load, names) for load in loads[:LATEST]],
        "drafts": [loads_page.draft_line(one) for one in drafts_of(account_of(request).username)],
        "tables": loads_page.TEMPLATE_TABLES,
        "largest_mb": LARGEST_MB,
        "months": [(write_month(month), month_zh(month)) for month in months],
        "errors": [{"href": "#id_file", "text": text} for text in errors],
    }
    return page(request, "wages/loads.html", context, UNPROCESSABLE if errors else 200)


def _queued(request: HttpRequest, draft: Draft, kind: str, zh: str, **more: Any) -> HttpResponse:
    here = reverse("wages_draft", args=(UUID(draft.id),))
    given = {"draft": draft.id, "by": account_of(request).username, "next": here, **more}
    job = ask(kind, zh, account_of(request), given)
    return HttpResponseRedirect(reverse("job", args=(job.pk,)))


def wages_draft(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show what was found in the files; load all, the good rows alone, or nothing, as is asked."""
    draft = draft_of(number, account_of(request).username)
    if draft is None:
        raise Http404
    act = request.POST.get("act", "")
    if request.method == "POST" and draft.state == READ:
        if act == "drop":
            drop_files(draft)
            note(replace(draft, state=DROPPED))
            messages.info(request, "已放弃，什么也没有装入。")
            return HttpResponseRedirect(reverse("wages_loads"))
        if act == "only" or (act == "keep" and not draft.found["refused"]):
            zh = f"装入工资数据（{len(draft.files)}个文件）"
            return _queued(request, draft, "wages_keep", zh, only=act == "only")
        messages.warning(request, "还有须改的行，没有装入。可以改好再传，或者只收好的行。")
    found, at = draft.found, page_in(request.GET)
    cells, total = refused_of(draft, ((at - 1) * ROWS, ROWS))
    context = {
        "draft": draft,
        "number": number,
        "reading": draft.state == READ,
        "found": found,
        "tables": loads_page.table_rows(found["tables"]) if found else [],
        "files": loads_page.file_rows(found) if found else [],
        "unmatched": loads_page.unmatched_rows(found["unmatched"]) if found else [],
        "faults": loads_page.fault_rows(draft.faults) if not total else [],
        "refused": loads_page.refused_rows(cells),
        "refused_pages": pages_of(request.path, at, total, "处"),
        "load_href": f"{loads_page.PAGE}{draft.load}/" if draft.load else "",
    }
    return page(request, "wages/draft.html", context)


def wages_load(request: HttpRequest, number: int) -> HttpResponse:
    """Show a load: its files and digests, totals, refused cells, what fits nowhere."""
    kept = warehouse()
    load = next((one for one in kept.loads() if one.number == number), None)
    if load is None:
        raise Http404
    kind, at = plain(request.GET.get("wei", "")), page_in(request.GET)
    kind = kind if kind in load.unmatched else ""
    start = (at - 1) * ROWS
    refused, refused_total = kept.refused(number, start if not kind else 0, ROWS)
    lines, total = kept.unmatched(number, kind, start if kind else 0, ROWS)
    here = f"{loads_page.PAGE}{number}/"
    of_kind = f"{here}?wei={kind}" if kind else here
    context = {
        "load": load,
        "by": Account.objects.filter(username=load.by).values_list("name", flat=True).first(),
        "tables": loads_page.table_rows(
            {
                name: {"rows": one.rows, "accepted": one.accepted, "refused": one.refused}
                for name, one in load.tables.items()
            }
        ),
        "files": load.files,
        "refused": loads_page.refused_rows(refused),
        "refused_pages": pages_of(here, at if not kind else 1, refused_total, "处"),
        "kinds": loads_page.unmatched_rows(load.unmatched, number, kind),
        "kind": kind,
        "lines": loads_page.unmatched_lines(lines),
        "pages": pages_of(of_kind, at if kind else 1, total, "条"),
    }
    return page(request, "wages/load.html", context)


def wages_run(request: HttpRequest) -> HttpResponse:
    """Ask for a month to be run: judged on a day, today if none is given."""
    month, back = (
        month_in(request.POST.get("month", "")),
        HttpResponseRedirect(reverse("wages_loads")),
    )
    if month is None or month >= month_of(today()):
        messages.warning(request, "请选一个已经过完的月份。")
        return back
    if not warehouse().loads():
        messages.warning(request, "还没有装入数据，不能评定。")
        return back
    given = {
        "month": write_month(month),
        "as_of": max(today(), last_day(month)).isoformat(),
        "by": account_of(request).username,
        "next": f"/gongcheng/?yue={write_month(month)}",
    }
    job = ask("wages_month", f"评定{month_zh(month)}", account_of(request), given)
    return HttpResponseRedirect(reverse("job", args=(job.pk,)))


urlpatterns: list[URLPattern] = [
    path("gongcheng/shuju/", wages_loads, name="wages_loads"),
    path("gongcheng/shuju/pingding/", wages_run, name="wages_run"),
    path("gongcheng/shuju/<int:number>/", wages_load, name="wages_load"),
    path("gongcheng/shuju/<uuid:number>/", wages_draft, name="wages_draft"),
]
