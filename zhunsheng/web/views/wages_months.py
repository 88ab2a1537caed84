"""Districts of a month, and two months side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from zhunsheng.wages.months import month_zh, write_month
from zhunsheng.wages.results import Results
from zhunsheng.wages.shapes import COLORS, Asked, Line, Run, Tally
from zhunsheng.web.access import READERS, Table
from zhunsheng.web.desk import account_of, page
from zhunsheng.web.views.wages import places
from zhunsheng.web.wages import comparing, listing, sight
from zhunsheng.web.wages.filters import month_in
from zhunsheng.web.wages.monitor import monitor, run_of, tally
from zhunsheng.web.wages.words import Words, color_zh

ACCESS: Table = {
    "wages_districts": {"GET": READERS},
    "wages_compare": {"GET": READERS},
}
AT_MOST = 5000
SHOWN = 200


def wages_districts(request: HttpRequest) -> HttpResponse:
    """Show the districts with their colors, workers unpaid and sums open."""
    asked = monitor()
    runs = asked.runs()
    month = listing.month_of(runs, request.GET.get("yue", ""))
    context: dict[str, Any] = {"places": places(request), "months": None}
    if month is None:
        return page(request, "wages/districts.html", context)
    counted = _seen(request, tally(month))
    earlier = max((run.month for run in runs if run.month < month), default=None)
    before = {one.district: one for one in tally(earlier)} if earlier is not None else {}
    context |= {
        "run_zh": listing.run_zh(run_of(runs, month)),
        "months": listing.month_switch(runs, month, request.path),
        "rows": comparing.district_rows(counted, before, month),
        "colors": [(color, color_zh(color)) for color in COLORS],
        "before_zh": f"{earlier % 12 + 1}月红黄" if earlier is not None else "上月红黄",
    }
    return page(request, "wages/districts.html", context)


def wages_compare(request: HttpRequest) -> HttpResponse:
    """Show which projects changed color between two months; a figure opens those that moved so."""
    asked = monitor()
    runs = asked.runs()
    month = listing.month_of(runs, request.GET.get("yue", ""))
    context: dict[str, Any] = {"places": places(request), "months": None}
    earlier = _earlier(runs, month, request.GET.get("bi", ""))
    if month is None or earlier is None:
        return page(request, "wages/compare.html", {**context, "one_month": bool(runs)})
    months = (month, earlier)
    words = Words.of(run_of(runs, month))
    found = comparing.moves(
        _lines(request, asked, earlier), _lines(request, asked, month), month, words
    )
    chosen = _chosen(request)
    shown = comparing.listed(found, chosen)
    context |= {
        "months": months,
        "choices": [(write_month(run.month), month_zh(run.month)) for run in runs],
        "later": write_month(month),
        "earlier": write_month(earlier),
        "later_zh": month_zh(month),
        "earlier_zh": month_zh(earlier),
        "said": comparing.said(found, months),
        "colors": [(color, color_zh(color)) for color in COLORS],
        "matrix": comparing.matrix(found, months, chosen),
        "moves": shown[:SHOWN],
        "shown_zh": f"{len(shown)} 个" + (f"，先列 {SHOWN} 个" if len(shown) > SHOWN else ""),
        "chosen": any(chosen),
        "all_href": comparing.address(months),
    }
    return page(request, "wages/compare.html", context)


def _seen(request: HttpRequest, counted: tuple[Tally, ...]) -> list[Tally]:
    seen = sight.districts_of(account_of(request), [one.district for one in counted])
    return [one for one in counted if seen is None or one.district in seen]


def _earlier(runs: tuple[Run, ...], month: int | None, text: str) -> int | None:
    """Return the month to compare with: the one asked for, else the one rated before."""
    if month is None:
        return None
    others = [run.month for run in runs if run.month != month]
    wanted = month_in(text) if text else None
    if wanted in others:
        return wanted
    return max((one for one in others if one < month), default=None)


def _lines(request: HttpRequest, asked: Results, month: int) -> tuple[Line, ...]:
    districts = [one.district for one in tally(month)]
    seen = sight.districts_of(account_of(request), districts)
    return asked.projects(month, Asked(districts=seen, limit=AT_MOST))[0]


def _chosen(request: HttpRequest) -> tuple[str, str]:
    was, color = request.GET.get("cong", ""), request.GET.get("dao", "")
    return (was if was in comparing.FROM else "", color if color in COLORS else "")


urlpatterns: list[URLPattern] = [
    path("gongcheng/quxian/", wages_districts, name="wages_districts"),
    path("gongcheng/duibi/", wages_compare, name="wages_compare"),
]
