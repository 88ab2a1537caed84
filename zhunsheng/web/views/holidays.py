"""节假日: the calendar by year, where it comes from, and the day calculator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.web.access import EVERYONE, Table
from zhunsheng.web.clock import today
from zhunsheng.web.desk import page
from zhunsheng.web.holidays.computing import NotComputable, computed
from zhunsheng.web.holidays.year import year_of

ACCESS: Table = {"holidays": {"GET": EVERYONE}}
FIELDS = ("qi", "shi", "ju", "chang", "danwei", "dao", "ting")
UNITS_ZH = (
    ("day", "日"),
    ("workday", "工作日"),
    ("month", "月"),
    ("year", "年"),
    ("hour", "小时"),
)
ASKED = ("qi", "ju", "chang", "ting", "shi")


@require_safe
def holidays_page(request: HttpRequest) -> HttpResponse:
    """Show a year; with the fields of the calculator, compute a last day above it."""
    given = {name: request.GET.get(name, "")[:2000] for name in FIELDS}
    result, wrong = None, {}
    if any(given[name].strip() for name in ASKED):
        try:
            result = computed(load_law(), given)
        except NotComputable as fault:
            wrong = dict(fault.wrong)
    context = {
        "year": year_of(_year(request), today()),
        "published": load_calendar().published,
        "given": given,
        "units": UNITS_ZH,
        "result": result,
        "wrong": wrong,
        "errors": [{"href": f"#id_{name}", "text": text} for name, text in wrong.items()],
    }
    return page(request, "holidays/year.html", context)


def _year(request: HttpRequest) -> int:
    written = request.GET.get("nian", "")
    return (
        int(written)
        if written.isascii() and written.isdigit() and len(written) == 4
        else today().year
    )


urlpatterns: list[URLPattern] = [path("jiejiari/", holidays_page, name="holidays")]
