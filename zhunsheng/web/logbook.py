"""What the pages write into the access log: what was looked at, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zhunsheng.store import access_log
from zhunsheng.store.access_log import Look
from zhunsheng.store.models import Document, Matter, Paper, Proposal
from zhunsheng.web.clock import now
from zhunsheng.web.visitor import address_of

LOOKED_AT = {
    "matter": access_log.VIEWED,
    "matter_print": access_log.PRINTED,
    "matters_print": access_log.PRINTED,
    "matters_export": access_log.EXPORTED,
    "event_proof": access_log.EXPORTED,
    "job_result": access_log.DOWNLOADED,
    "import_marked": access_log.DOWNLOADED,
    "paper": access_log.DOWNLOADED,
    "document": access_log.VIEWED,
    "document_pdf": access_log.DOWNLOADED,
    "document_docx": access_log.DOWNLOADED,
}
KEPT_BY_ID = {"paper": Paper, "document": Document, "proposal": Proposal}
OK, FORBIDDEN, NOT_FOUND = 200, 403, 404


def note(request: HttpRequest, verb: str, *, by: int | None = None, **said: str) -> None:
    """Write a line about this request by whoever is signed in, or by the account whose id is given.

    `said` may give matter, what and reason; the page is the one that was asked for.
    """
    match = request.resolver_match
    page = match.view_name if match else ""
    who = by or account_id(request)
    access_log.write(Look(now(), verb, page, who, address=address_of(request), **said))


def account_id(request: HttpRequest) -> int | None:
    """Return the id of the account that is signed in, or None."""
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None


def note_answer(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write a line where the answer showed a matter to someone, or kept something from someone."""
    match = request.resolver_match
    if match is None or account_id(request) is None:
        return
    page, given, status = match.view_name, match.kwargs, response.status_code
    if status == OK and page in LOOKED_AT and request.method == "GET":
        matter = given.get("number") or _matter_of(page, given)
        note(request, LOOKED_AT[page], matter=str(matter), what=_what(given))
    elif status in (FORBIDDEN, NOT_FOUND):
        matter = _matter_of(page, given)
        if matter or status == FORBIDDEN:
            note(request, access_log.REFUSED, matter=matter, what=_what(given))


def _matter_of(page: str, given: Mapping[str, Any]) -> str:
    """Return the number of the matter an address is about; "" where there is none."""
    if "number" in given:
        kept = Matter.objects.filter(number=given["number"])
        return kept.values_list("number", flat=True).first() or ""
    model = KEPT_BY_ID.get(page.partition("_")[0])
    if model is None or not given:
        return ""
    found = model._default_manager.filter(pk=next(iter(given.values())))
    return found.values_list("matter__number", flat=True).first() or ""


def _what(given: Mapping[str, Any]) -> str:
    return " ".join(f"{name}={value}" for name, value in given.items() if name != "number")
