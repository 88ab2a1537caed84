"""Saved views: a list with its filters, kept under a name of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path

from zhunsheng.base.chinese import listed
from zhunsheng.store.models import SavedView
from zhunsheng.web.access import READERS, Table
from zhunsheng.web.desk import account_of, actor_of, page
from zhunsheng.web.matters.filters import chips_of, read
from zhunsheng.web.matters.listing import directory_of, views_of

PAGE = "/ban/shitu/"
NAME_MOST, QUERY_MOST, VIEWS_MOST = 40, 400, 30


def saved_views(request: HttpRequest) -> HttpResponse:
    """Show one's views and the form that saves another; save or drop one."""
    if request.method == "POST":
        dropped = request.POST.get("drop", "")
        return _drop(request, dropped) if dropped else _save(request)
    return _show(request, _plain(request.GET.urlencode()))


def _show(
    request: HttpRequest, query: str, *, name: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    chips = chips_of(read(QueryDict(query).dict()), "", directory_of(actor_of(request)).names)
    field = {
        "name": "name",
        "label": "名称",
        "kind": "text",
        "value": name,
        "hint": "例如：桃江县已超期",
        "error": error,
    }
    context = {
        "views": views_of(account_of(request)),
        "query": query,
        "said": listed(chip.zh for chip in chips),
        "name_field": field,
        "errors": [{"href": "#id_name", "text": error}] if error else [],
    }
    return page(request, "matters/views.html", context, status)


def _plain(query: str) -> str:
    """Return a query with nothing in it but filters."""
    return read(QueryDict(query).dict()).query()


def _save(request: HttpRequest) -> HttpResponse:
    account = account_of(request)
    name = " ".join(request.POST.get("name", "").split())
    query = _plain(request.POST.get("query", ""))
    kept = SavedView.objects.filter(account=account)
    error = _fault(name, query)
    if not error and kept.exclude(name=name).count() >= VIEWS_MOST:
        error = f"最多保存 {VIEWS_MOST} 个视图；请先删去不用的"
    if error:
        return _show(request, query, name=name, error=error, status=422)
    kept.update_or_create(account=account, name=name, defaults={"query": query})
    messages.success(request, f"已存为视图“{name}”，在办件页面上方可以打开")
    return HttpResponseRedirect(f"/ban/?{query}")


def _fault(name: str, query: str) -> str:
    if not name or not name.isprintable():
        return "请给视图起一个名称"
    if len(name) > NAME_MOST:
        return f"名称不超过 {NAME_MOST} 个字；现在是 {len(name)} 个"
    if len(query) > QUERY_MOST:
        return "筛选条件太长，保存不下；请减少关键词"
    return ""


def _drop(request: HttpRequest, which: str) -> HttpResponse:
    found = SavedView.objects.filter(account=account_of(request), pk=_number(which)).first()
    if found is not None:
        found.delete()
        messages.success(request, f"已删去视图“{found.name}”")
    return HttpResponseRedirect(PAGE)


def _number(text: str) -> int:
    """Read a view's number; 0, which no view has, for anything else."""
    plain = text.isascii() and text.isdecimal() and len(text) < len(str(2**62))
    return int(text) if plain else 0


ACCESS: Table = {"views": {"GET": READERS, "POST": READERS}}
urlpatterns = [path("ban/shitu/", saved_views, name="views")]
