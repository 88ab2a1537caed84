"""When a session ends: eight hours after the sign-in, or an hour after the last request.

The session row is written at most once a minute, so that reading pages stays cheap.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from zhunsheng.web.clock import now

BEGAN, SEEN = "began_at", "seen_at"
STEP = timedelta(minutes=1)


def longest() -> timedelta:
    """Return how long a session lives at most."""
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)


def idle() -> timedelta:
    """Return how long a session lives without a request."""
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def begin(session: SessionBase, at: datetime) -> None:
    """Start the clock of a session."""
    session[BEGAN] = session[SEEN] = at.isoformat()


def is_over(session: SessionBase, at: datetime) -> bool:
    """Say whether a session has ended; one without a clock has just begun."""
    if BEGAN not in session:
        return False
    return ends_at(session) <= at


def ends_at(session: SessionBase) -> datetime:
    """Return when a session ends if nothing more is done in it."""
    began, seen = (datetime.fromisoformat(session[name]) for name in (BEGAN, SEEN))
    return min(began + longest(), seen + idle())


def keep(session: SessionBase, at: datetime) -> None:
    """Note that a session is in use."""
    if BEGAN not in session:
        begin(session, at)
    elif datetime.fromisoformat(session[SEEN]) + STEP <= at:
        session[SEEN] = at.isoformat()


def shown(request: HttpRequest) -> dict[str, object]:
    """Return what every page says of the session: seconds left, and whether keys are off."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or BEGAN not in request.session:
        return {}
    left = int((ends_at(request.session) - now()).total_seconds())
    return {"session_ends": max(left, 1), "keys_off": user.keys_off}
