"""Ratings published and changed, arrears followed up, one worker's own name shown."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.office.wages import Desk, open_arrears_clue, rating_number, standing_color
from zhunsheng.record.event import Event
from zhunsheng.store import access_log
from zhunsheng.store.enclosing import KeptPapers
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.store.models import Account, Proposal
from zhunsheng.wages.months import month_zh, write_month
from zhunsheng.wages.shapes import COLORS, Asked, Project, Run
from zhunsheng.web import logbook
from zhunsheng.web.access import ACTORS, LEADER, LEGAL, SECTION_HEAD, Table
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.forms.proposing import APPROVED_BY, TO_BE_NAMED, Asking, Proposed, propose
from zhunsheng.web.jobs.desk import ask
from zhunsheng.web.matters.names import matter_address
from zhunsheng.web.views.reveal import reason_of
from zhunsheng.web.views.wages import latest_of, places, project_of
from zhunsheng.web.wages import listing
from zhunsheng.web.wages.handing import AT_MOST, arrears
from zhunsheng.web.wages.handing import places as desks
from zhunsheng.web.wages.monitor import monitor, run_of
from zhunsheng.web.wages.words import color_zh

PUBLISHERS = frozenset({SECTION_HEAD, LEADER, LEGAL})
ACCESS: Table = {
    "wages_publish": {"GET": PUBLISHERS, "POST": PUBLISHERS},
    "wages_change": {"GET": ACTORS, "POST": ACTORS},
    "wages_clue": {"GET": ACTORS, "POST": ACTORS},
    "wages_reveal": {"GET": ACTORS, "POST": ACTORS},
}
CHANGED = "changed"
REASON_LEAST, REASON_MOST = 4, 300
UNPROCESSABLE = 422


def wages_publish(request: HttpRequest) -> HttpResponse:
    """Show what a month's ratings are, and publish them when that is confirmed."""
    asked = monitor()
    runs = asked.runs()
    month = listing.month_of(runs, request.GET.get("yue", "") or request.POST.get("yue", ""))
    if month is None:
        return page(request, "wages/publish.html", {"places": places(request), "months": None})
    run = run_of(runs, month)
    if request.method == "POST" and request.POST.get("run") == run.digest:
        given = {
            "month": write_month(month),
            "run": run.digest,
            "by": account_of(request).username,
            "next": f"{listing.PAGE}?yue={write_month(month)}",
        }
        job = ask("wages_publish", f"公布{month_zh(month)}的评定", account_of(request), given)
        return HttpResponseRedirect(reverse("job", args=(job.pk,)))
    if request.method == "POST":
        messages.warning(request, "这个月刚刚又评定过一次，请重新看过再公布。")
    lines, total = asked.projects(month, Asked(limit=AT_MOST))
    counted = Counter(line.color for line in lines)
    context = {
        "places": places(request),
        "run": run,
        "run_zh": listing.run_zh(run),
        "month_at": write_month(month),
        "month_zh": month_zh(month),
        "months": listing.month_switch(runs, month, request.path),
        "colors": [
            {
                "color": color,
                "zh": color_zh(color),
                "n": counted[color],
                "href": f"{listing.PAGE}?yue={write_month(month)}&yanse={color}",
            }
            for color in COLORS
        ],
        "total": total,
        "to_publish": [
            {"name": line.name, "href": listing.project_href(line.project, month), "line": line}
            for line in lines
            if line.publish
        ],
    }
    return page(request, "wages/publish.html", context)


def wages_change(request: HttpRequest, project: int, month: str) -> HttpResponse:
    """Propose another color for a month, with the reason; a leader agrees or not."""
    run, found = project_of(request, project, month)
    given = {name: request.POST.get(name, "").strip() for name in ("color", "reason")}
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _wrong(given, found)
        if not wrong:
            try:
                return _proposed(request, run, found, given)
            except NoSuchMatter:
                wrong = {"color": "这个月的评定还没有公布，不能调整；请先公布"}
    context = {
        "line": found.line,
        "month_zh": month_zh(run.month),
        "project_href": listing.project_href(project, run.month),
        "action": request.path,
        "color_zh": color_zh(found.line.color),
        "fields": [
            {
                "name": "color",
                "label": "调整为",
                "kind": "choice",
                "choices": [(one, color_zh(one)) for one in COLORS if one != found.line.color],
                "value": given["color"],
                "error": wrong.get("color"),
            },
            {
                "name": "reason",
                "label": "理由",
                "kind": "textarea",
                "value": given["reason"],
                "hint": "写明依据的事实和材料；不要写个人信息",
                "error": wrong.get("reason"),
            },
        ],
        "errors": [{"href": f"#id_{name}", "text": text} for name, text in wrong.items()],
    }
    return page(request, "wages/change.html", context, UNPROCESSABLE if wrong else 200)


def _wrong(given: dict[str, str], found: Project) -> dict[str, str]:
    wrong = {}
    if given["color"] not in COLORS or given["color"] == found.line.color:
        wrong["color"] = "请选调整后的颜色"
    if not REASON_LEAST <= len(given["reason"]) <= REASON_MOST:
        wrong["reason"] = f"请写明理由，{REASON_LEAST} 至 {REASON_MOST} 个字"
    return wrong


def _proposed(
    request: HttpRequest, run: Run, found: Project, given: dict[str, str]
) -> HttpResponse:
    """Send the change to a leader; raises `NoSuchMatter` where the month was not published."""
    number = rating_number(found.line.code, run.month)
    kept = office().kept(actor_of(request), number)
    if standing_color(kept.record, run.month) is None:
        raise NoSuchMatter(number)
    facts = {
        "rated_month": write_month(run.month),
        "color": given["color"],
        "reason": given["reason"],
        APPROVED_BY: TO_BE_NAMED,
    }
    said = f"{month_zh(run.month)}由{color_zh(found.line.color)}调整为{color_zh(given['color'])}"
    asking = Asking(
        Proposal.Kind.DECISION,
        Account.Role.LEADER,
        f"{said}：{given['reason']}",
        seen=kept.seq,
    )
    event = Event(CHANGED, today(), facts=facts)
    propose(kept.record, Proposed(event), asking, account_of(request), now())
    messages.success(request, f"已送局领导审批：{said}。批准以前评定不变。")
    return HttpResponseRedirect(listing.project_href(found.line.project, run.month))


def wages_clue(request: HttpRequest, project: int, month: str) -> HttpResponse:
    """Show whom a red project still owes, and open a lead with the evidence when confirmed."""
    run, found = project_of(request, project, month)
    if found.line.color != "red" or not found.line.outstanding:
        raise Http404
    row = arrears(monitor(), run.month, found.line)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        what = f"{found.line.code} {write_month(run.month)}，{len(row.workers)}人"
        logbook.note(request, access_log.REVEALED, what=what, reason="转为欠薪线索")
        desk = Desk(office(), KeptPapers(), actor_of(request), now())
        try:
            written = open_arrears_clue(desk, row, desks(run).get(found.line.district))
        except ZhunshengError as refused:
            errors = [{"href": "#main", "text": str(refused)}]
        else:
            said = "这个月的线索以前已经转过" if written.repeated else "已转为欠薪线索，证据已入卷"
            messages.success(request, f"{said}：{written.number}。")
            return HttpResponseRedirect(matter_address(written.number))
    context = {
        "line": found.line,
        "month_zh": month_zh(run.month),
        "project_href": listing.project_href(project, run.month),
        "action": request.path,
        "workers": row.workers,
        "fen": row.fen,
        "extracts": row.extracts,
        "errors": errors,
    }
    return page(request, "wages/clue.html", context, UNPROCESSABLE if errors else 200)


def wages_reveal(request: HttpRequest, project: int, worker: int) -> HttpResponse:
    """Ask why a worker's own name and phone should be shown; then write that down and show them."""
    run, found = latest_of(request, project)
    person = monitor().person(run.month, project, worker)
    if person is None:
        raise Http404
    context: dict[str, Any] = {
        "line": found.line,
        "action": request.path,
        "slip_href": listing.slip_href(project, worker),
    }
    reason, form = reason_of(request)
    if not reason:
        return page(request, "wages/reveal_reason.html", {**context, **form})
    what = f"{found.line.code} 工人{worker} 姓名、电话"
    logbook.note(request, access_log.REVEALED, what=what, reason=reason)
    return page(request, "wages/reveal.html", {**context, "person": person, "reason": reason})


urlpatterns: list[URLPattern] = [
    path("gongcheng/gongbu/", wages_publish, name="wages_publish"),
    path("gongcheng/<int:project>/<slug:month>/tiaozheng/", wages_change, name="wages_change"),
    path("gongcheng/<int:project>/<slug:month>/xiansuo/", wages_clue, name="wages_clue"),
    path("gongcheng/<int:project>/gongren/<int:worker>/chakan/", wages_reveal, name="wages_reveal"),
]
