"""The page of one matter, its print, and the page of why a finding is what it is."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from zhunsheng.web.access import READERS, Table
from zhunsheng.web.clock import today
from zhunsheng.web.desk import actor_of, office, page
from zhunsheng.web.matter_page.page import matter_page, why_page
from zhunsheng.web.matter_page.sight import Sight, look

ACCESS: Table = {
    "matter": {"GET": READERS},
    "matter_print": {"GET": READERS},
    "why": {"GET": READERS},
}


def sight_of(request: HttpRequest, number: str) -> Sight:
    """Return a matter as who asks sees it; raises `NoSuchMatter`."""
    return look(office(), actor_of(request), number, today())


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show the whole matter on one page."""
    return page(request, "matter/matter.html", matter_page(sight_of(request, number)))


@require_safe
def show_print(request: HttpRequest, number: str) -> HttpResponse:
    """Show the matter for paper: everything open, every head written out."""
    return page(request, "matter/print.html", matter_page(sight_of(request, number)))


@require_safe
def why(request: HttpRequest, number: str, rule: str) -> HttpResponse:
    """Show the whole way to a finding, with the drawing of its time limit."""
    sight = sight_of(request, number)
    findings = why_page(sight, rule)
    if not findings:
        raise Http404(rule)
    context = {"number": number, "title": sight.view.line.title, "findings": findings}
    return page(request, "matter/why.html", context)


urlpatterns: list[URLPattern] = [
    path("ban/<str:number>/", show, name="matter"),
    path("ban/<str:number>/daying/", show_print, name="matter_print"),
    path("ban/<str:number>/weishenme/<str:rule>/", why, name="why"),
]
