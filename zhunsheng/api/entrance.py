"""Who comes in: a bearer token, its account, its scopes, and how often."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.office import Actor, NotPermitted, Office
from zhunsheng.office.actor import ADMINISTRATOR, OFFICER, ROLES_ZH
from zhunsheng.store.access_log import VIEWED, Look, write
from zhunsheng.store.django_store import store
from zhunsheng.store.models import Token
from zhunsheng.store.tokens import READ, SCOPES_ZH, find_token

ASKED_A_MINUTE = 600
MINUTE = 60


class TooManyRequests(ZhunshengError):
    """A token asks more often than a person or a patient machine does."""


class Bearer(HttpBearer):
    """Takes the token from the Authorization header."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the valid token, or None; raises `TooManyRequests`."""
        found = find_token(token, today())
        if found is not None:
            _count(found)
        return found


def _count(token: Token) -> None:
    key = f"api:{token.pk}:{int(now().timestamp()) // MINUTE}"
    cache.add(key, 0, MINUTE)
    if cache.incr(key) > ASKED_A_MINUTE:
        raise TooManyRequests(f"每分钟最多{ASKED_A_MINUTE}次请求；请稍后再试")


def actor_within(request: HttpRequest, scope: str) -> Actor:
    """Return who acts; raises `NotPermitted` where the token lacks the scope."""
    token: Token = request.auth  # type: ignore[attr-defined]
    if scope not in token.scopes.split():
        raise NotPermitted(f"用这个令牌{SCOPES_ZH[scope]}", f"带有“{scope}”范围的令牌")
    account, place = token.account, token.account.department
    return Actor(account.username, account.name, account.role, place.code, place.path, place.kind)


def reader_within(request: HttpRequest) -> Actor:
    """Return who reads matters; raises `NotPermitted` also for an administrator, as pages do."""
    actor = actor_within(request, READ)
    if actor.role == ADMINISTRATOR:
        raise NotPermitted("查阅办件", ROLES_ZH[OFFICER])
    return actor


def note_view(request: HttpRequest, number: str, what: str) -> None:
    """Write down that a matter was read through the interface."""
    token: Token = request.auth  # type: ignore[attr-defined]
    address = request.META.get("REMOTE_ADDR", "")
    look = Look(now(), VIEWED, "api", token.account_id, number, f"{what}（{token.name}）")
    write(replace(look, address=address))


@lru_cache(maxsize=1)
def office() -> Office:
    """Return the office of this process, with its store."""
    return Office(store=store())


def now() -> datetime:
    """Return this moment."""
    return timezone.now()


def today() -> date:
    """Return today in the bureau's time zone."""
    return timezone.localdate()
