"""Fixed times of one's own: write one down, see what is to come, drop one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from zhunsheng.store.models import Account, Appointment, Matter
from zhunsheng.web.access import ACTORS, Table
from zhunsheng.web.clock import today
from zhunsheng.web.desk import account_of, actor_of, page
from zhunsheng.web.forms.typed import Typed, clean, read_day, read_time
from zhunsheng.web.jinja import short_day, weekday
from zhunsheng.web.matters.names import matter_address
from zhunsheng.web.matters.numbers import exact_number

PAGE = "/anpai/"
WHAT_MOST, KEPT_MOST = 120, 100
LABELS = {
    "day": ("日期", "date", "例如 12月16日"),
    "at": ("时刻", "time", "例如 9:30"),
    "what": ("做什么", "text", ""),
    "number": ("案号", "text", "与哪一件有关"),
}
OPTIONAL = ("at", "number")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed for an appointment, how it was read, and what is wrong by field."""

    typed: dict[str, str]
    day: date
    at: Typed
    matter: str
    errors: dict[str, str]


def appointments(request: HttpRequest) -> HttpResponse:
    """Show the appointments to come and the form for another; keep or drop one."""
    if request.method != "POST":
        return _show(request, {})
    account = account_of(request)
    if request.POST.get("drop"):
        return _drop(request, account, request.POST["drop"])
    wish = read_wish(request, today())
    if wish.errors:
        return _show(request, wish.typed, wish.errors, 422)
    Appointment.objects.create(
        account=account,
        matter=Matter.objects.get(number=wish.matter) if wish.matter else None,
        on_day=wish.day,
        at=wish.at.at,
        zh=wish.typed["what"],
    )
    messages.success(request, f"已记下：{_day_zh(wish.day)}，{wish.typed['what']}")
    return HttpResponseRedirect(PAGE)


def read_wish(request: HttpRequest, day: date) -> Wish:
    """Read the form and say what is wrong with it."""
    typed = {name: clean(request.POST.get(name, "")) for name in LABELS}
    read = read_day(typed["day"], day) if typed["day"] else Typed(error="请填日期")
    on_day = read.value if isinstance(read.value, date) else day
    at = read_time(typed["at"], day) if typed["at"] else Typed()
    matter = exact_number(typed["number"], actor_of(request)) if typed["number"] else ""
    past = f"{read.read_as}已经过去；请填今天或者以后的日期" if on_day < day else ""
    errors = {"day": read.error or past, "at": at.error}
    errors["what"] = _what_fault(typed["what"])
    if typed["number"] and not matter:
        errors["number"] = "没有这一件，或者它不在您的权限内；请核对案号"
    return Wish(typed, on_day, at, matter, {name: text for name, text in errors.items() if text})


def _day_zh(day: date) -> str:
    return f"{short_day(day)} {weekday(day)}"


def _what_fault(what: str) -> str:
    if not what:
        return "请写做什么"
    return f"不超过 {WHAT_MOST} 个字；现在是 {len(what)} 个" if len(what) > WHAT_MOST else ""


def _drop(request: HttpRequest, account: Account, which: str) -> HttpResponse:
    plain = which.isascii() and which.isdecimal() and len(which) < len(str(2**62))
    own = Appointment.objects.filter(account=account, pk=int(which) if plain else 0)
    if own.delete()[0]:
        messages.success(request, "已删去这条安排")
    return HttpResponseRedirect(PAGE)


def _show(
    request: HttpRequest,
    typed: dict[str, str],
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    wrong = errors or {}
    context = {
        "fields": [_field(name, typed.get(name, ""), wrong.get(name, "")) for name in LABELS],
        "errors": [{"href": f"#id_{name}", "text": text} for name, text in wrong.items()],
        "kept": list(_kept(account_of(request), today())),
    }
    return page(request, "today/appointments.html", context, status)


def _field(name: str, value: str, error: str) -> dict[str, Any]:
    label, kind, hint = LABELS[name]
    return {
        "name": name,
        "label": label,
        "kind": kind,
        "hint": hint,
        "value": value,
        "error": error,
        "optional": name in OPTIONAL,
    }


def _kept(account: Account, day: date) -> list[dict[str, Any]]:
    own = Appointment.objects.filter(account=account, on_day__gte=day)
    rows = own.order_by("on_day", "at", "pk").values_list(
        "pk", "on_day", "at", "zh", "matter__number"
    )
    return [
        {
            "id": pk,
            "day": _day_zh(on_day) + (f" {at:%H:%M}" if at else ""),
            "zh": zh,
            "number": number,
            "href": matter_address(number) if number else "",
        }
        for pk, on_day, at, zh, number in rows[:KEPT_MOST]
    ]


ACCESS: Table = {"appointments": {"GET": ACTORS, "POST": ACTORS}}
urlpatterns = [path("anpai/", appointments, name="appointments")]
