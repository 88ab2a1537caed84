"""Pages that say why there is nothing to show, and what to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FORBIDDEN, NOT_FOUND, TOO_MANY, FAULT, BAD = 403, 404, 429, 500, 400


def bad_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form had grown too old to be trusted."""
    return render(request, "errors/400.html", {"what": "表单停留太久"}, status=FORBIDDEN)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the address or the form cannot be read."""
    return render(request, "errors/400.html", {}, status=BAD)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which page is closed to this role, and whom to ask."""
    return render(request, "errors/403.html", {"what": str(exception)}, status=FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing is at this address."""
    return render(request, "errors/404.html", {}, status=NOT_FOUND)


def fault(request: HttpRequest) -> HttpResponse:
    """Say that nothing was saved and give the number of the fault."""
    number = getattr(request, "fault_number", "")
    return render(request, "errors/500.html", {"number": number}, status=FAULT)


def locked_out(request: HttpRequest, credentials: dict[str, Any]) -> HttpResponse:
    """Say how long sign-in stays closed after too many wrong passwords."""
    return render(request, "errors/429.html", {"minutes": 15}, status=TOO_MANY)
