"""规则: what the law asks of each kind of matter, read-only, with the house checks."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from zhunsheng.base.errors import UnknownProcedure
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import load_law
from zhunsheng.law.procedure import Procedure
from zhunsheng.procedures import procedure, procedures
from zhunsheng.web.access import EVERYONE, Table
from zhunsheng.web.clock import today
from zhunsheng.web.desk import page
from zhunsheng.web.law.cited import provision_href
from zhunsheng.web.rules.checks import checks, levels, of_citations
from zhunsheng.web.rules.placed import PARTS, words_of
from zhunsheng.web.rules.sheet import Section, Sheet

ACCESS: Table = {"rules": {"GET": EVERYONE}, "rule_set": {"GET": EVERYONE}}
SHEETS_KEPT = 16


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Show every kind of matter with the number of its rules and the outcome of its checks."""
    law, day = load_law(), today()
    rows = [
        {
            "procedure": one,
            "counts": [len(words_of(one, part)) for part, _ in PARTS if part != "methods"],
            "holds": all(check.holds for check in of_citations(one, law, day)),
            "levels": levels(one, law, day),
        }
        for one in procedures().values()
    ]
    heads = [zh for part, zh in PARTS if part != "methods"]
    return page(request, "rules/list.html", {"rows": rows, "heads": heads})


@require_safe
def sheet_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one procedure whole; an unknown name is not found."""
    law, day = load_law(), today()
    try:
        declared = procedure(name)
    except UnknownProcedure as fault:
        raise Http404(str(fault)) from fault
    context = {
        "procedure": declared,
        "sections": sections(declared, day),
        "checks": checks(declared, law, day),
        "levels": levels(declared, law, day),
        "day": day,
        "cite": cite,
        "provision_href": provision_href,
    }
    return page(request, "rules/sheet.html", context)


@lru_cache(maxsize=SHEETS_KEPT)
def sections(declared: Procedure, day: date) -> list[Section]:
    """Return the parts of a procedure's page as of a day."""
    return Sheet(declared, load_law(), day).sections()


urlpatterns: list[URLPattern] = [
    path("guize/", list_page, name="rules"),
    path("guize/<slug:name>/", sheet_page, name="rule_set"),
]
