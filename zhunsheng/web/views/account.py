"""Signing in and out, the large type, and the officer's own page."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import django_otp
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.debug import sensitive_post_parameters

from zhunsheng.store import access_log
from zhunsheng.store.models import Account
from zhunsheng.web import logbook, second_step, session
from zhunsheng.web.access import EVERYONE, PUBLIC, Table
from zhunsheng.web.clock import now
from zhunsheng.web.desk import account_of, large_type, page
from zhunsheng.web.entrance import inside
from zhunsheng.web.navigation import start_page
from zhunsheng.web.views import my_account

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
PENDING = "pending_sign_in"
PENDING_LIVES = timedelta(minutes=5)
NAME_MOST, PASSWORD_MOST = 60, 200
YEAR = 365 * 24 * 60 * 60

ACCESS: Table = {
    "sign_in": {"GET": PUBLIC, "POST": PUBLIC},
    "sign_in_code": {"GET": PUBLIC, "POST": PUBLIC},
    "sign_out": {"POST": EVERYONE},
    "large_type": {"POST": PUBLIC},
    "me": {"GET": EVERYONE},
    "my_settings": {"POST": EVERYONE},
    "my_password": {"GET": EVERYONE, "POST": EVERYONE},
    "my_code": {"GET": EVERYONE, "POST": EVERYONE},
    "my_code_off": {"POST": EVERYONE},
}


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the sign-in form; take a name and a password, and ask for a code where one is set up."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(inside(_next(request)) or _start(account_of(request)))
    if request.method != "POST":
        return _sign_in_page(request)
    name = _plain(request.POST.get("username", ""))[:NAME_MOST]
    password = request.POST.get("password", "")
    missing = [] if name else [("username", "请填登录名")]
    missing += [] if password else [("password", "请填密码")]
    if missing:
        return _sign_in_page(request, name, missing)
    account = authenticate(request, username=name, password=password[:PASSWORD_MOST])
    if not isinstance(account, Account):
        _note_failure(request, name)
        return _sign_in_page(request, name, [("password", _wrong(request))])
    if second_step.device_of(account) is None:
        return _enter(request, account)
    request.session.cycle_key()
    request.session[PENDING] = {
        "account": account.pk,
        "next": inside(_next(request)),
        "until": (now() + PENDING_LIVES).isoformat(),
    }
    return HttpResponseRedirect(reverse("sign_in_code"))


def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave the right password for the code on the phone."""
    pending = request.session.get(PENDING)
    if not pending or datetime.fromisoformat(pending["until"]) <= now():
        request.session.pop(PENDING, None)
        messages.info(request, "请先填登录名和密码。")
        return HttpResponseRedirect(reverse("sign_in"))
    account = Account.objects.get(pk=pending["account"])
    if request.method != "POST":
        return page(request, "account/code.html", {"errors": []})
    if not _may_try(request, account):
        return _code_page(request, "")
    checked = second_step.check(account, request.POST.get("code", ""))
    if checked.device is None:
        _fail(request, account)
        return _code_page(request, checked.why)
    del request.session[PENDING]
    account.backend = MODEL_BACKEND
    return _enter(request, account, device=checked.device, wanted=pending["next"])


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logbook.note(request, access_log.SIGNED_OUT)
    logout(request)
    messages.info(request, "已经退出。")
    return HttpResponseRedirect(reverse("sign_in"))


def turn_large_type(request: HttpRequest) -> HttpResponse:
    """Switch between large and standard type, and return to the page it was asked on."""
    large = not large_type(request)
    if request.user.is_authenticated:
        account = account_of(request)
        account.large_type = large
        account.save(update_fields=["large_type"])
    response = HttpResponseRedirect(_came_from(request))
    response.set_cookie(
        "dazi", str(int(large)), YEAR, samesite="Lax", httponly=True, secure=settings.HTTPS
    )
    return response


def _enter(
    request: HttpRequest, account: Account, *, device: Any = None, wanted: str = ""
) -> HttpResponse:
    """Begin the session under a new key and go on to the page that was wanted."""
    wanted = wanted or inside(_next(request))
    login(request, account)
    if device is not None:
        django_otp.login(request, device)
    session.begin(request.session, now())
    request.session.clear_expired()
    logbook.note(request, access_log.SIGNED_IN, by=account.pk)
    return HttpResponseRedirect(wanted or _start(account))


def _may_try(request: HttpRequest, account: Account) -> bool:
    """Say whether sign-in is open to this account from here; marks the request where it is not."""
    credentials = {"username": account.username}
    if account.is_active and AxesProxyHandler.is_allowed(request, credentials):
        return True
    request.axes_locked_out = True  # type: ignore[attr-defined]
    request.axes_credentials = credentials  # type: ignore[attr-defined]
    return False


def _fail(request: HttpRequest, account: Account) -> None:
    """Count a wrong code like a wrong password; too many end the attempt."""
    credentials = {"username": account.username}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    logbook.note(request, access_log.SIGN_IN_FAILED, by=account.pk)
    if getattr(request, "axes_locked_out", False):
        request.session.pop(PENDING, None)


def _note_failure(request: HttpRequest, name: str) -> None:
    """Write the failure down; a name that no account has may be a mistyped password: left out."""
    known = Account.objects.filter(username=name).values_list("pk", flat=True).first()
    logbook.note(request, access_log.SIGN_IN_FAILED, by=known)


def _wrong(request: HttpRequest) -> str:
    failures = getattr(request, "axes_failures_since_start", None) or 0
    left = settings.AXES_FAILURE_LIMIT - failures
    return f"登录名或密码不对；还可以试 {left} 次" if 0 < left else "登录名或密码不对"


def _sign_in_page(
    request: HttpRequest, name: str = "", wrong: list[tuple[str, str]] | None = None
) -> HttpResponse:
    errors = dict(wrong or [])
    context = {
        "next": inside(_next(request)),
        "name": name,
        "wrong": errors,
        "errors": [{"href": f"#id_{field}", "text": text} for field, text in errors.items()],
    }
    return page(request, "account/sign_in.html", context)


def _code_page(request: HttpRequest, why: str) -> HttpResponse:
    return page(request, "account/code.html", {"errors": [{"href": "#id_code", "text": why}]})


def _next(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or ""


def _start(account: Account) -> str:
    return reverse(start_page(account))


def _plain(typed: str) -> str:
    """Return a sign-in name as it is kept: no spaces around, letters plain and small."""
    plain = unicodedata.normalize("NFKC", typed).strip().lower()
    return "".join(sign for sign in plain if sign.isprintable())


def _came_from(request: HttpRequest) -> str:
    """Return the page of this site the request came from, without a choice of type in it."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host():
        return "/"
    query = urlencode([pair for pair in parse_qsl(came.query) if pair[0] != "dazi"])
    return inside(f"{came.path}?{query}" if query else came.path) or "/"


urlpatterns: list[URLPattern] = [
    path("denglu/", sign_in, name="sign_in"),
    path("denglu/yanzheng/", sign_in_code, name="sign_in_code"),
    path("tuichu/", sign_out, name="sign_out"),
    path("dazi/", turn_large_type, name="large_type"),
    path("wo/", my_account.me, name="me"),
    path("wo/shezhi/", my_account.my_settings, name="my_settings"),
    path("wo/mima/", my_account.my_password, name="my_password"),
    path("wo/yanzheng/", my_account.my_code, name="my_code"),
    path("wo/yanzheng/tingyong/", my_account.my_code_off, name="my_code_off"),
]
