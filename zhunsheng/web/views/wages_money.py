"""专户和保证金: the ledgers of special accounts and deposits of a month."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from zhunsheng.wages.months import write_month
from zhunsheng.wages.results import Results
from zhunsheng.wages.shapes import Asked
from zhunsheng.web.access import READERS, Table
from zhunsheng.web.address_filters import plain
from zhunsheng.web.desk import account_of, page
from zhunsheng.web.views.wages import places
from zhunsheng.web.wages import listing, money, sight
from zhunsheng.web.wages.filters import Filters
from zhunsheng.web.wages.monitor import monitor, run_of, tally
from zhunsheng.web.wages.words import Words

ACCESS: Table = {"wages_money": {"GET": READERS}}
AT_MOST = 5000


def wages_money(request: HttpRequest) -> HttpResponse:
    """Show what came into and went out of each special account, and each deposit."""
    asked = monitor()
    runs = asked.runs()
    month = listing.month_of(runs, request.GET.get("yue", ""))
    context: dict[str, Any] = {"places": places(request), "months": None}
    if month is None:
        return page(request, "wages/money.html", context)
    run = run_of(runs, month)
    words = Words.of(run)
    names = [one.district for one in tally(month)]
    seen = sight.districts_of(account_of(request), names)
    district = plain(request.GET.get("quxian", ""))

    def shows(place: str) -> bool:
        return (seen is None or place in seen) and (not district or place == district)

    accounts = [one for one in asked.accounts(month) if shows(one.district)]
    deposits = [one for one in asked.deposits(month) if shows(one.district)]
    hits = {
        check: _hit(asked, month, Asked(check=check, district=district, districts=seen))
        for check in money.DEPOSIT_CHECKS
    }
    faults: dict[int, list[str]] = {}
    for check, projects in hits.items():
        for project in projects:
            faults.setdefault(project, []).append(words.zh(check))
    missing = Filters(month=write_month(month), check="deposit_missing", district=district)
    context |= {
        "run_zh": listing.run_zh(run),
        "months": listing.month_switch(runs, month, money.PAGE, [("quxian", district)]),
        "month_at": write_month(month),
        "district": district,
        "districts": [name for name in sorted(names) if name and (seen is None or name in seen)],
        "accounts": money.account_rows(accounts, month, words),
        "opened": sum(bool(one.tail or one.opened_on) for one in accounts),
        "totals": money.account_totals(accounts),
        "deposits": money.deposit_rows(deposits, month, faults),
        "held": money.held(deposits, len(hits["deposit_missing"]), len(hits["deposit_short"])),
        "missing_href": missing.href(listing.PAGE),
    }
    return page(request, "wages/money.html", context)


def _hit(asked: Results, month: int, wanted: Asked) -> list[int]:
    """Return the projects a check hit."""
    found, _ = asked.projects(
        month,
        Asked(
            check=wanted.check,
            district=wanted.district,
            districts=wanted.districts,
            limit=AT_MOST,
        ),
    )
    return [line.project for line in found]


urlpatterns: list[URLPattern] = [path("gongcheng/zhanghu/", wages_money, name="wages_money")]
