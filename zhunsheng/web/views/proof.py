"""日志与校验: who looked at what, whether the record is whole, and proofs to take away."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.record.proof import write_proof
from zhunsheng.store.access_log import VERBS_ZH
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.store.log import NotInLogYet, day_head, proof_of
from zhunsheng.web.access import ADMINISTRATOR, AUDITOR, EVERYONE, LEADER, LEGAL, READERS, Table
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.proof.access import FIELDS, log
from zhunsheng.web.proof.state import chain_of, head_of, state

KEEPERS = frozenset({LEADER, ADMINISTRATOR, AUDITOR})
ACCESS: Table = {
    "proof": {"GET": KEEPERS | {LEGAL}},
    "take_head": {"POST": KEEPERS | {LEGAL}},
    "day_sheet": {"GET": KEEPERS | {LEGAL}},
    "access_log": {"GET": KEEPERS},
    "verify_matter": {"GET": EVERYONE},
    "event_proof": {"GET": READERS},
}


@require_safe
def proof_page(request: HttpRequest) -> HttpResponse:
    """Show where the log of all events stands, and its heads by day; or go to a matter's chain."""
    number = request.GET.get("ban", "").strip()
    if number:
        if not office().store.within(number, actor_of(request).scope):
            messages.warning(request, "没有这一办件，或者它不在您的权限内；请核对案号")
            return redirect("proof")
        return redirect("verify_matter", number)
    return page(request, "proof/state.html", {"state": state(), "today": today()})


@require_POST
def take_head(request: HttpRequest) -> HttpResponse:
    """Take today's head over all events."""
    head = day_head(today(), now())
    messages.success(request, f"已取今日校验值，共 {head.size} 条记录")
    return redirect("proof")


@require_safe
def sheet_page(request: HttpRequest, day: str) -> HttpResponse:
    """Show the sheet of a day, to be printed and signed."""
    try:
        head = head_of(date.fromisoformat(day))
    except ValueError as fault:
        raise Http404(day) from fault
    if head is None:
        messages.info(request, "这一天没有取过校验值")
        return redirect("proof")
    return page(request, "proof/sheet.html", {"head": head})


@require_safe
def access_page(request: HttpRequest) -> HttpResponse:
    """List the access log by its filters."""
    shown = log(request.GET.dict(), reverse("access_log"), actor_of(request).scope)
    context = {
        "log": shown,
        "fields": FIELDS,
        "verbs": list(VERBS_ZH.items()),
        "reads": account_of(request).role in READERS,
        "errors": [{"href": f"#id_{name}", "text": text} for name, text in shown.wrong.items()],
    }
    return page(request, "proof/access.html", context)


@require_safe
def chain_page(request: HttpRequest, number: str) -> HttpResponse:
    """Verify the chain of a matter now; only of matters within the reader's scope."""
    _within(request, number)
    reads = account_of(request).role in READERS
    return page(request, "proof/chain.html", {"chain": chain_of(number), "reads": reads})


@require_safe
def event_proof(request: HttpRequest, number: str, seq: int) -> HttpResponse:
    """Give the proof of one event as a file; personal values stay sealed in it."""
    _within(request, number)
    try:
        written = write_proof(proof_of(number, seq))
    except NotInLogYet as fault:
        messages.info(request, str(fault))
        return redirect("verify_matter", number)
    response = HttpResponse(written, content_type="application/json; charset=utf-8")
    name = quote(f"证明-{number}-{seq}.json")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def _within(request: HttpRequest, number: str) -> None:
    if not office().store.within(number, actor_of(request).scope):
        raise NoSuchMatter(number)


urlpatterns: list[URLPattern] = [
    path("rizhi/", proof_page, name="proof"),
    path("rizhi/quzhi/", take_head, name="take_head"),
    path("rizhi/chayue/", access_page, name="access_log"),
    path("rizhi/rijie/<str:day>/", sheet_page, name="day_sheet"),
    path("rizhi/ban/<str:number>/", chain_page, name="verify_matter"),
    path("rizhi/ban/<str:number>/<int:seq>/", event_proof, name="event_proof"),
]
