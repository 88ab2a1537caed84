"""From which network address a request came."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address: what the nearest proxy saw where one is declared.

    Only the last entry of X-Forwarded-For was written by our own proxy; all before it is hearsay.
    """
    if settings.HTTPS:
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if seen:
            return seen[:45]
    return str(request.META.get("REMOTE_ADDR") or "")
