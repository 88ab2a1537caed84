"""评定规则: the scheme a month is rated by, each line with its source; two schemes compared."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from zhunsheng.base.errors import InputRefused
from zhunsheng.wages.months import MONTHS, last_day, month_of, month_zh, write_month
from zhunsheng.wages.scheme import Scheme
from zhunsheng.wages.what_if import rerated
from zhunsheng.web.access import EVERYONE, READERS, Table
from zhunsheng.web.clock import today
from zhunsheng.web.desk import page
from zhunsheng.web.views.wages import places
from zhunsheng.web.wages import scheme_page
from zhunsheng.web.wages.filters import month_in
from zhunsheng.web.wages.monitor import folder, monitor
from zhunsheng.web.wages.warehouse import wage_folder

ACCESS: Table = {
    "wages_scheme": {"GET": EVERYONE},
    "wages_schemes": {"GET": READERS},
}


def wages_scheme(request: HttpRequest) -> HttpResponse:
    """Show a scheme as it is in force in a month; without one the scheme in use, today."""
    month = month_in(request.GET.get("yue", "")) or month_of(today())
    name = _named(request.GET.get("fangan", ""))
    context: dict[str, Any] = {
        "places": places(request),
        "names": [(one, _title(one), one == name) for one in wage_folder().schemes()],
        "month_at": write_month(month),
        "month_zh": month_zh(month),
        "faults": (),
    }
    try:
        found = wage_folder().scheme(name)
        context |= scheme_page.rules_context(found, found.rules(month), last_day(month))
    except InputRefused as refused:
        context |= {"scheme": None, "faults": refused.faults}
    return page(request, "wages/scheme.html", context)


def wages_schemes(request: HttpRequest) -> HttpResponse:
    """Compare two schemes: where their lines differ, and what each makes of the year's months."""
    names = tuple(wage_folder().schemes())
    one = _named(request.GET.get("fangan", ""))
    other = _named(request.GET.get("bi", "")) if request.GET.get("bi") else names[-1]
    context: dict[str, Any] = {
        "places": places(request),
        "names": [(name, _title(name)) for name in names],
        "one": one,
        "other": other,
        "one_zh": _title(one),
        "other_zh": _title(other),
        "faults": (),
        "rows": [],
        "months": [],
    }
    try:
        mine, yours = wage_folder().scheme(one), wage_folder().scheme(other)
        month = monitor().runs()[0].month if monitor().runs() else month_of(today())
        context |= {
            "mine": mine,
            "yours": yours,
            "month_zh": month_zh(month),
            "rows": scheme_page.differences(mine.rules(month), yours.rules(month)),
            "months": _rated(mine, yours) if one != other else [],
        }
    except InputRefused as refused:
        context |= {"faults": refused.faults}
    return page(request, "wages/schemes.html", context)


def _rated(mine: Scheme, yours: Scheme) -> list[dict[str, object]]:
    """Rate the months of the last year by both schemes."""
    runs = monitor().runs()
    months = sorted(run.month for run in runs if run.month > runs[0].month - MONTHS)
    one, other = (rerated(folder(), chosen, months) for chosen in (mine, yours))
    return [{**row, "zh": month_zh(row["month"])} for row in scheme_page.month_rows(one, other)]


def _title(name: str) -> str:
    """Return what a scheme is called; its file's name where the file has faults."""
    try:
        return wage_folder().scheme(name).title
    except InputRefused:
        return name


def _named(text: str) -> str:
    """Return the name of a scheme there is; the one in use for any other text."""
    names = wage_folder().schemes()
    return text if text in names else next(iter(names))


urlpatterns: list[URLPattern] = [
    path("gongcheng/guize/", wages_scheme, name="wages_scheme"),
    path("gongcheng/guize/duibi/", wages_schemes, name="wages_schemes"),
]
