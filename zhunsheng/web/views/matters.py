"""办件: every matter one may see, searched and filtered by the address; print and export."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.encoding import iri_to_uri

from zhunsheng.office import Actor
from zhunsheng.store.keeping import Wanted
from zhunsheng.web.access import ACTORS, READERS, Table
from zhunsheng.web.clock import today
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.matters.answers import sheet, workbook
from zhunsheng.web.matters.export import AT_ONCE, ROWS_MOST
from zhunsheng.web.matters.filters import Filters, read, wanted_of
from zhunsheng.web.matters.listing import (
    asked_zh,
    directory_of,
    filter_context,
    listing,
    pages_of,
    views_of,
)
from zhunsheng.web.matters.long_export import ask_for
from zhunsheng.web.matters.names import matter_address, procedures_zh
from zhunsheng.web.matters.numbers import exact_number
from zhunsheng.web.views import _matters_bulk, _matters_views

PAGE = "/ban/"


def matters(request: HttpRequest) -> HttpResponseBase:
    """Show a list; a whole number opens its matter at once."""
    actor = actor_of(request)
    filters = read(request.GET.dict())
    number = exact_number(filters.words, actor)
    if number:
        return open_at_once(request, matter_address(number))
    shown = listing(request, actor, filters, today())
    context = {
        **filter_context(shown, PAGE),
        "list": shown,
        "pages": pages_of(shown.page, filters, PAGE),
        "views": views_of(account_of(request)),
        "query": filters.query(),
        "here": request.get_full_path(),
    }
    answer = page(request, "matters/list.html", context)
    answer["HX-Push-Url"] = filters.href(PAGE)
    return answer


def open_at_once(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser to a matter, also where only a part of the page was asked for."""
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": iri_to_uri(address)})
    return HttpResponseRedirect(address)


def matters_print(request: HttpRequest) -> HttpResponse:
    """Show a list as it is to be printed: only its lines."""
    actor = actor_of(request)
    return sheet(request, actor, *_asked(actor, read(request.GET.dict())))


def matters_export(request: HttpRequest) -> HttpResponseBase:
    """Send a list as a workbook; a long one is made in the background, once that is asked for."""
    actor, filters = actor_of(request), read(request.GET.dict())
    asked, said = _asked(actor, filters)
    if office().count(actor, asked, AT_ONCE + 1) <= AT_ONCE:
        return workbook(actor, asked, said)
    if request.method == "POST":
        job = ask_for(account_of(request), filters)
        messages.success(request, "已放到后台导出，做好以后在这一页下载")
        return HttpResponseRedirect(reverse("job", args=(job.pk,)))
    context = {
        "said": said,
        "query": filters.query(),
        "most": f"{AT_ONCE:,}",
        "rows_most": f"{ROWS_MOST:,}",
    }
    return page(request, "matters/long.html", context)


def _asked(actor: Actor, filters: Filters) -> tuple[Wanted, str]:
    names = directory_of(actor)
    asked = wanted_of(filters, actor.scope, today(), names.places)
    return asked, asked_zh(filters, names)


def new_choice(request: HttpRequest) -> HttpResponse:
    """Ask which kind of matter is to be registered."""
    kinds = [(zh, f"{PAGE}xin/{name}/") for name, zh in procedures_zh()]
    return page(request, "matters/new.html", {"kinds": kinds})


ACCESS: Table = {
    "matters": {"GET": READERS},
    "matters_print": {"GET": READERS},
    "matters_export": {"GET": READERS, "POST": READERS},
    "new_choice": {"GET": ACTORS},
    **_matters_bulk.ACCESS,
    **_matters_views.ACCESS,
}
urlpatterns = [
    path("ban/", matters, name="matters"),
    path("ban/dayin/", matters_print, name="matters_print"),
    path("ban/daochu/", matters_export, name="matters_export"),
    path("ban/xin/", new_choice, name="new_choice"),
    *_matters_bulk.urlpatterns,
    *_matters_views.urlpatterns,
]
