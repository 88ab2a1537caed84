"""Holds everyone to the access table, ends sessions, and writes the access log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.office import NotPermitted
from zhunsheng.store import access_log
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.web import limits, logbook, session
from zhunsheng.web.access import PUBLIC, Roles, roles_for, verbs_of
from zhunsheng.web.clock import now
from zhunsheng.web.desk import account_of
from zhunsheng.web.entrance import send_to_sign_in
from zhunsheng.web.forms import drafting
from zhunsheng.web.views import errors
from zhunsheng.web.visitor import address_of

INTERFACE = "api/"
READING = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ENDED = "ended_account"
DRAFTED = frozenset({"new_matter", "step", "correct", "attach", "assign", "seal", "new_document"})
OPEN_TO_GIVEN = frozenset(
    {"my_password", "sign_out", "large_type"}
)  # with a password given by another
YEAR = 365 * 24 * 60 * 60


class AccessMiddleware:
    """Holds every request against the access table before its view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End or keep the session, answer, and write down what the answer showed."""
        keep_session(request)
        response = unreadable(request) or self.get_response(request)
        logbook.note_answer(request, response)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
        remember_large_type(request, response)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponseBase | None:
        """Return an answer in the view's place where the access table closes the page."""
        match = request.resolver_match
        assert match is not None
        if match.route.startswith(INTERFACE):  # holds its own callers against its own table
            return None
        roles = roles_for(match.view_name, str(request.method))
        if not request.user.is_authenticated:
            return answer_stranger(request, roles)
        if account_of(request).password_given and match.view_name not in OPEN_TO_GIVEN:
            messages.info(request, "密码是管理员发给的，请先改成自己的密码。")
            return HttpResponseRedirect(reverse("my_password"))
        if account_of(request).role in roles or roles == PUBLIC:
            return None
        return answer_refused(request, roles)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for a refusal that the view let through."""
        if isinstance(error, NoSuchMatter):
            return errors.not_found(request, error)
        if isinstance(error, NotPermitted):
            return errors.not_permitted(request, error)
        if isinstance(error, ZhunshengError):
            return errors.refused(request, error)
        return None


def unreadable(request: HttpRequest) -> HttpResponse | None:
    """Return the page for an address that holds a NUL, which no database can look for."""
    within = request.path.startswith(f"/{INTERFACE}")  # answers for what it is asked itself
    asked = "" if within else request.META.get("QUERY_STRING", "")
    if "\0" in request.path or "%00" in asked:
        return errors.bad_request(request, ValueError("NUL in the address"))
    return None


def keep_session(request: HttpRequest) -> None:
    """Keep a session that lives; end one that is over, and remember whose it was."""
    if not request.user.is_authenticated:
        return
    if not session.is_over(request.session, now()):
        session.keep(request.session, now())
        return
    logbook.note(request, access_log.SESSION_ENDED)
    ended = account_of(request)
    logout(request)
    setattr(request, ENDED, ended)


def answer_stranger(request: HttpRequest, roles: Roles) -> HttpResponseBase | None:
    """Let a stranger into public pages, not too often; else show the way to the sign-in."""
    assert request.resolver_match is not None
    if roles == PUBLIC:
        limit = limits.READING if request.method in READING else limits.SENDING
        key = (str(request.method), request.resolver_match.view_name, address_of(request))
        return errors.too_many(request, limit.seconds) if limits.exceeded(limit, *key) else None
    ended = getattr(request, ENDED, None)
    if ended is not None:
        form = request.method == "POST" and request.resolver_match.view_name in DRAFTED
        kept = form and drafting.keep(ended, request.path, request.POST, now())
        messages.info(request, errors.session_over(kept=kept))
    return send_to_sign_in(request)


def answer_refused(request: HttpRequest, roles: Roles) -> HttpResponse:
    """Say that the verb is not for this page, or that the page is not for this role."""
    assert request.resolver_match is not None
    name = request.resolver_match.view_name
    role = account_of(request).role
    open_by = [verb for verb, may in verbs_of(name).items() if role in may]
    if not roles and open_by:
        return errors.not_this_way(request, open_by)
    return errors.closed(request, name, roles or frozenset().union(*verbs_of(name).values()))


def remember_large_type(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the choice of type that an address (of a poster) brings along."""
    chosen = request.GET.get("dazi")
    if chosen in ("0", "1"):
        response.set_cookie("dazi", chosen, YEAR, samesite="Lax", httponly=True)
