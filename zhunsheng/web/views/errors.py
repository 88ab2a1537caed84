"""Pages that say why there is nothing to show, and what to do."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.backends.utils import csrf_input_lazy
from django.template.loader import render_to_string
from django.utils import timezone

from zhunsheng.base.errors import InputRefused, ZhunshengError
from zhunsheng.office import NotPermitted
from zhunsheng.office.actor import ROLES_ZH
from zhunsheng.store import access_log
from zhunsheng.store.models import Account
from zhunsheng.web import logbook
from zhunsheng.web.access import Roles
from zhunsheng.web.bureau import bureau_name
from zhunsheng.web.clock import now
from zhunsheng.web.desk import account_of, page
from zhunsheng.web.page_names import page_zh

BAD, FORBIDDEN, NOT_FOUND, NOT_ALLOWED = 400, 403, 404, 405
CONFLICT, TOO_MANY, FAULT = 409, 429, 500
LOG = logging.getLogger(__name__)
ASKED_MOST = 3
ROOT_CODE = "."


def bad_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form had grown too old to be trusted."""
    return shown(request, "errors/400.html", FORBIDDEN, what="表单停留太久，或者不是从本系统打开的")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the address or the form cannot be read."""
    return shown(request, "errors/400.html", BAD)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what a view refused."""
    return shown(request, "errors/403.html", FORBIDDEN, what=str(exception))


def closed(request: HttpRequest, name: str, roles: Roles) -> HttpResponse:
    """Say which page is closed to this role, which role it needs, and whom to ask."""
    needed = "、".join(zh for role, zh in ROLES_ZH.items() if role in roles)
    what = f"“{page_zh(name)}”不对您的角色（{account_of(request).get_role_display()}）开放。"
    context = {"what": what, "needed_role_zh": needed, "ask_zh": whom_to_ask(request, roles)}
    return shown(request, "errors/403.html", FORBIDDEN, **context)


def not_permitted(request: HttpRequest, error: NotPermitted) -> HttpResponse:
    """Say what the office does not let this role do."""
    context = {"what": f"{error}。", "needed_role_zh": error.needed}
    return shown(request, "errors/403.html", FORBIDDEN, **context)


def whom_to_ask(request: HttpRequest, roles: Roles) -> str:
    """Name people of the own bureau who have one of the roles; administrators where nobody has."""
    top = account_of(request).department.path.partition(ROOT_CODE)[0] + ROOT_CODE
    here = Account.objects.filter(is_active=True, department__path__startswith=top)
    found = here.filter(role__in=roles) if roles else here.filter(role=Account.Role.ADMINISTRATOR)
    asked = found.select_related("department").order_by("department__path", "pk")[:ASKED_MOST]
    return "、".join(
        f"{one.name}（{one.department.name}{one.get_role_display()}）" for one in asked
    )


def refused(request: HttpRequest, error: ZhunshengError) -> HttpResponse:
    """Say what stopped an act that no form of the page could show."""
    faults = error.faults if isinstance(error, InputRefused) else ()
    lines = [str(fault) for fault in faults] or [str(error)]
    return shown(request, "errors/refused.html", CONFLICT, lines=lines)


def not_this_way(request: HttpRequest, verbs: Sequence[str]) -> HttpResponse:
    """Say that an address is one of a button, not of a page, or the other way round."""
    lines = ["这个地址要从页面上的按钮或者链接进入，不能这样打开。"]
    response = shown(request, "errors/refused.html", NOT_ALLOWED, lines=lines)
    response["Allow"] = ", ".join(verbs)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing is at this address; the same where it is hidden from this account."""
    return shown(request, "errors/404.html", NOT_FOUND)


def fault(request: HttpRequest) -> HttpResponse:
    """Say that nothing was saved, and give the number under which the log has the fault."""
    number = "E-" + secrets.token_hex(3).upper()
    LOG.error("fault %s", number, exc_info=True)
    return bare(request, "errors/500.html", FAULT, number=number)


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Say when sign-in opens again after too many wrong passwords."""
    logbook.note(request, access_log.LOCKED_OUT)
    attempts = AxesProxyHandler.get_implementation().get_user_attempts(request, credentials)
    times = [some.aggregate(at=Max("attempt_time"))["at"] or now() for some in attempts]
    left: timedelta = max(times) + get_cool_off(request) - now()
    return too_many(request, int(left.total_seconds()))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Say when one may try again."""
    opens = timezone.localtime(now() + timedelta(seconds=seconds))
    minutes = -(-max(seconds, 1) // 60)
    context = {"minutes": minutes, "opens_zh": f"{opens:%H:%M}"}
    response = shown(request, "errors/429.html", TOO_MANY, **context)
    response["Retry-After"] = str(max(seconds, 1))
    return response


def session_over(*, kept: bool) -> str:
    """Return what the sign-in page says after a session ended by itself."""
    said = "太久没有操作，已经自动退出；请重新登录"
    return f"{said}。刚才填的内容存成了草稿，登录后接着填。" if kept else f"{said}。"


def shown(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    """Fill a page for an error; also before anybody could be recognised."""
    if hasattr(request, "user") and hasattr(request, "session"):
        return page(request, template, context, status)
    return bare(request, template, status, **context)


def bare(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    """Fill a page that asks neither who looks at it nor the database."""
    filled = {"bureau": bureau_name(), "csrf_input": csrf_input_lazy(request), **context}
    return HttpResponse(render_to_string(template, filled), status=status)
