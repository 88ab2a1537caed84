"""Legal review: a file is given back to its officer with reasons, and closed once it is mended."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST

from zhunsheng.store import access_log
from zhunsheng.store.models import Account, Matter, ReturnedFile
from zhunsheng.web import logbook
from zhunsheng.web.access import ACTORS, LEGAL, Table
from zhunsheng.web.clock import now
from zhunsheng.web.desk import account_of, page
from zhunsheng.web.forms.filing import UNPROCESSABLE, data_of
from zhunsheng.web.forms.sheet import Field, Sheet
from zhunsheng.web.matter_page.addresses import matter_href
from zhunsheng.web.matter_page.flaws import flaws
from zhunsheng.web.matter_page.returned import open_returns
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.views.matter import sight_of

ACCESS: Table = {
    "give_back": {"GET": frozenset({LEGAL}), "POST": frozenset({LEGAL})},
    "mended": {"POST": ACTORS},
}
FLAWS, REASON = "flaws", "reason"
REASON_MOST = 400


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, number: str) -> HttpResponse:
    """Ask which defects the file is given back for, or give it back."""
    sight = sight_of(request, number)
    sheet = reasons_sheet(sight)
    if request.method != "POST":
        return asking(request, sight, sheet, "")
    sheet = sheet.sent(data_of(request), sight.day)
    reason = reason_of(sheet)
    wrong = "" if sheet.errors else wrong_with(reason)
    if sheet.errors or wrong:
        return asking(request, sight, sheet, wrong)
    matter = Matter.objects.get(number=number)
    by = account_of(request)
    ReturnedFile.objects.get_or_create(
        matter=matter,
        returned_by=by,
        reason=reason,
        mended_at=None,
        defaults={"returned_at": now()},
    )
    logbook.note(request, access_log.CHANGED, matter=number, what="given back", reason=reason)
    messages.success(request, f"已退回给{handler_of(sight)}，列在对方“我的今天”的“退回补正”里。")
    return redirect(matter_href(number))


def reasons_sheet(sight: Sight) -> Sheet:
    """Return the form: the defects found, to be ticked, and words of one's own."""
    found = {str(one["title"]): f"{one['title']}（{one['law_zh']}）" for one in flaws(sight)}
    words = Field(REASON, "其他意见", "textarea", hint="写明哪一份、缺什么、怎么补")
    if not found:
        return Sheet((words,))
    return Sheet((Field(FLAWS, "要补正的缺陷", "checks", choices=found), words))


def reason_of(sheet: Sheet) -> str:
    """Return the ticked defects and the words as one text."""
    chosen = sheet.get(FLAWS)
    ticked = chosen.read if chosen is not None and chosen.given else ()
    words = sheet[REASON]
    said = [*(ticked if isinstance(ticked, tuple) else ())]
    if words.given:
        said.append(" ".join(str(words.read).split()))
    return "；".join(said)


def wrong_with(reason: str) -> str:
    """Say what is wrong with a reason; "" if nothing is."""
    if not reason:
        return "请勾选要补正的缺陷，或者写明意见"
    if len(reason) > REASON_MOST:
        return f"合起来 {len(reason)} 字，最多 {REASON_MOST} 字；请少勾几处，或者写短些"
    return ""


def asking(request: HttpRequest, sight: Sight, sheet: Sheet, wrong: str) -> HttpResponse:
    """Show the form, with what is wrong."""
    errors = sheet.errors + ([{"href": f"#id_{REASON}", "text": wrong}] if wrong else [])
    parts = sheet.parts()
    for part in parts:  # one of them must be given, so neither is called optional
        part["fields"] = [{**one, "optional": False} for one in part["fields"]]
    context = {
        "number": sight.number,
        "title": sight.view.line.title,
        "handler": handler_of(sight),
        "parts": parts,
        "errors": errors,
        "returned": open_returns(sight.number),
    }
    return page(request, "returns/give_back.html", context, UNPROCESSABLE if errors else 200)


def handler_of(sight: Sight) -> str:
    """Return the name of the officer who has the matter."""
    found = Account.objects.filter(username=sight.view.line.handler)
    return found.values_list("name", flat=True).first() or "承办科室"


@require_POST
def mended(request: HttpRequest, number: str) -> HttpResponse:
    """Close what was given back: the officer mended it, or who gave it back takes that back."""
    sight_of(request, number)
    waiting = ReturnedFile.objects.filter(matter__number=number, mended_at=None)
    if account_of(request).role == LEGAL:
        waiting = waiting.filter(returned_by=account_of(request))
    if waiting.update(mended_at=now()):
        logbook.note(request, access_log.CHANGED, matter=number, what="mended")
        messages.success(request, "退回补正已销去。")
    return redirect(matter_href(number))


urlpatterns: list[URLPattern] = [
    path("ban/<str:number>/tuihui/", give_back, name="give_back"),
    path("ban/<str:number>/buzheng/", mended, name="mended"),
]
