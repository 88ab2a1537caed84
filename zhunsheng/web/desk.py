"""What every view needs: the office, the actor behind a request, and a filled page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, cast

from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhunsheng.office import Actor, Office
from zhunsheng.store.django_store import store
from zhunsheng.store.log import latest_head
from zhunsheng.store.models import Account
from zhunsheng.web.access import may
from zhunsheng.web.bureau import bureau_name
from zhunsheng.web.clock import today
from zhunsheng.web.entrance import inside
from zhunsheng.web.navigation import navigation

WEEKDAYS = "一二三四五六日"
CHAIN_LINE, CHAIN_SECONDS, SHOWN = "chain_line", 60, 12


@lru_cache(maxsize=1)
def office() -> Office:
    """Return the office of this process, with its store."""
    return Office(store=store())


def account_of(request: HttpRequest) -> Account:
    """Return the account that is signed in; only for pages behind the sign-in."""
    return cast(Account, request.user)


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts, as the office sees it."""
    return actor_for(account_of(request))


def actor_for(account: Account) -> Actor:
    """Return an account as the office sees it."""
    place = account.department
    return Actor(account.username, account.name, account.role, place.code, place.path, place.kind)


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Fill a template with its context and with what the shell of every page shows."""
    filled = {**shell(request), **(context or {})}
    response = render(request, template, filled, status=status)
    response["Vary"] = "HX-Request, Cookie"
    if request.user.is_authenticated:
        response["Cache-Control"] = "no-store"
    return response


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what `base.html` shows around a page."""
    signed_in = request.user.is_authenticated
    account = account_of(request) if signed_in else None
    day = today()
    return {
        "me": account,
        "me_role": account.get_role_display() if account else "",
        "big": large_type(request),
        "nav": navigation(account, request.path) if account else [],
        "today_zh": f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}",
        "quiet": None,
        "bureau": bureau_name(),
        "messages": [{"level": m.level_tag, "text": str(m)} for m in get_messages(request)],
        "chain_line": chain_line() if signed_in else "",
        "can": lambda name, verb="GET": account is not None and may(account.role, name, verb),
    }


def form_token(request: HttpRequest) -> dict[str, SafeString]:
    """Return the hidden field that every form holds; made once for all forms of a page."""
    field = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    return {"csrf_input": format_html(field, get_token(request))}


def chain_line() -> str:
    """Return the last head of the log for the foot of every page; looked up once a minute."""
    line: str | None = cache.get(CHAIN_LINE)
    if line is None:
        head = latest_head()
        line = f"记录链{head.size}条，校验值 {bytes(head.root).hex()[:SHOWN]}" if head else ""
        cache.set(CHAIN_LINE, line, CHAIN_SECONDS)
    return line


def large_type(request: HttpRequest) -> bool:
    """Say whether the page is shown in large type: by account, by cookie, or by ?dazi=1."""
    if "dazi" in request.GET:
        return request.GET["dazi"] == "1"
    chosen = request.COOKIES.get("dazi")
    if chosen is not None:
        return chosen == "1"
    return bool(getattr(request.user, "large_type", False))


def days_left(due: date, day: date) -> int:
    """Return how many days are left until a day; negative when it is over."""
    return (due - day).days


def back_to(request: HttpRequest, name: str) -> str:
    """Return a safe address on this site to go back to: the form's `next`, or a page by name."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if inside(wanted) else reverse(name)
