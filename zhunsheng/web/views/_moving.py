"""What the office does with a matter: hand it on, close it to readers; and drafts of any form."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.office import Doing, NotPermitted
from zhunsheng.record.administrative import ASSIGNED, SEALED, UNSEALED
from zhunsheng.record.event import Event
from zhunsheng.store.keeping import NoSuchMatter, Overtaken
from zhunsheng.store.models import Account
from zhunsheng.web.access import ACTORS
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import account_of
from zhunsheng.web.forms import drafting
from zhunsheng.web.forms.filing import UNPROCESSABLE, Desk
from zhunsheng.web.forms.sheet import Field, Sheet
from zhunsheng.web.views.matter import sight_of

NO_CONTENT, TOO_LARGE = 204, 413
INSIDE = "/ban/"
ROOT = "."


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Hand a matter to another officer, with the reason."""
    desk = Desk(request, sight_of(request, number))
    sheet = assign_sheet(desk)
    if request.method != "POST":
        return moving(desk, sheet, "转办", "转办给选定的人")
    sheet = sheet.sent(desk.data, today())
    if sheet.errors:
        return moving(desk, sheet, "转办", "转办给选定的人", sheet.errors)
    taker = Account.objects.select_related("department").get(username=str(sheet["handler"].read))
    facts = {"department": taker.department.code, "handler": taker.username}
    event = Event(ASSIGNED, today(), facts=facts, note=_text(sheet["note"]))
    said = f"已转{taker.department.name}{taker.name}承办。"
    return _write(desk, sheet, event, said)


@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: HttpRequest, number: str) -> HttpResponse:
    """Close a matter to all but who handles it, leaders and legal affairs; or open it again."""
    desk = Desk(request, sight_of(request, number))
    sealed = desk.sight.view.line.sealed
    zh = "解除限制" if sealed else "限制查阅"
    hint = "写明为什么；理由进入记录"
    sheet = Sheet((Field("note", "理由", "textarea", required=True, hint=hint),))
    if request.method != "POST":
        return moving(desk, sheet, zh, f"{zh}这件")
    sheet = sheet.sent(desk.data, today())
    if sheet.errors:
        return moving(desk, sheet, zh, f"{zh}这件", sheet.errors)
    kind = UNSEALED if sealed else SEALED
    return _write(desk, sheet, Event(kind, today(), note=_text(sheet["note"])), f"已{zh}。")


def assign_sheet(desk: Desk) -> Sheet:
    """Return the form of handing on: to whom among the acting accounts of the bureau, and why."""
    root = desk.actor.path.partition(ROOT)[0] + ROOT
    found = Account.objects.filter(
        is_active=True, role__in=ACTORS, department__path__startswith=root
    ).exclude(username=desk.sight.view.line.handler)
    takers = found.select_related("department").order_by("department__path", "name")
    choices = {one.username: f"{one.name}（{one.department.name}）" for one in takers}
    return Sheet(
        (
            Field("handler", "转给谁", "choice", choices=choices, required=True),
            Field("note", "理由", "textarea", hint="对方会在经过里看到"),
        )
    )


def moving(
    desk: Desk, sheet: Sheet, zh: str, button: str, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """Show the form of something the office does with a matter."""
    context = {"zh": zh, "button_zh": button, "parts": sheet.parts(), "errors": errors or []}
    return desk.page("acting/move.html", context, UNPROCESSABLE if errors else 200)


def _text(field: Field) -> str:
    return str(field.read) if field.given else ""


def _write(desk: Desk, sheet: Sheet, event: Event, said: str) -> HttpResponse:
    if desk.written() is not None:
        return _leave(desk, said)
    doing = Doing(event, desk.seen, desk.key)
    office = desk.sight.office
    act = office.assign if event.kind == ASSIGNED else office.append
    try:
        act(desk.actor, desk.number, doing, now())
    except Overtaken:
        # Nothing of what others wrote changes who may have the matter: take it as seen.
        doing = replace(doing, seen=sight_of(desk.request, desk.number).kept.seq)
        act(desk.actor, desk.number, doing, now())
    except (NotPermitted, NoSuchMatter):
        raise
    except ZhunshengError as error:
        zh = desk.sight.words.act(event.kind)
        return moving(desk, sheet, zh, zh, [{"href": "#id_note", "text": str(error)}])
    drafting.drop(desk.account, desk.request.path)
    return _leave(desk, said)


def _leave(desk: Desk, said: str) -> HttpResponse:
    """Go back to the matter, or to the list where it is no longer the actor's to see."""
    messages.success(desk.request, said)
    if desk.sight.office.store.within(desk.number, desk.actor.scope):
        return redirect("matter", desk.number)
    return redirect("matters")


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed into a form; the script sends it every twenty seconds."""
    address = request.GET.get("di", "")
    if not address.startswith(INSIDE) or address == reverse("matters"):
        return HttpResponse(status=TOO_LARGE)
    kept = drafting.keep(account_of(request), address, request.POST, now())
    return HttpResponse(status=NO_CONTENT if kept else TOO_LARGE)
