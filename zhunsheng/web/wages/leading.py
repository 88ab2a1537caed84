"""What a leader's overview says of projects: colors of the last month, the red and yellow ones."""

from __future__ import annotations

from typing import Any

from zhunsheng.base.errors import InputRefused
from zhunsheng.store.models import Account
from zhunsheng.wages.months import month_zh, write_month
from zhunsheng.wages.shapes import Asked, Line
from zhunsheng.web.wages import listing, sight
from zhunsheng.web.wages.filters import Filters
from zhunsheng.web.wages.monitor import monitor, run_of, tally
from zhunsheng.web.wages.words import RED, YELLOW, Words

SHOWN = 12


def projects(account: Account) -> dict[str, Any] | None:
    """Return the red and yellow projects of the last rated month; None where none was rated.

    Where a run cannot be read the overview says so and shows the rest.
    """
    try:
        return _projects(account)
    except InputRefused as refused:
        return {"fault": str(refused)}


def _projects(account: Account) -> dict[str, Any] | None:
    runs = monitor().runs()
    if not runs:
        return None
    run = run_of(runs, runs[0].month)
    counted = tally(run.month)
    seen = sight.districts_of(account, [one.district for one in counted])
    numbers = listing.by_color(counted, "", seen)
    lines: list[Line] = []
    for color in (RED, YELLOW):
        if len(lines) < SHOWN and numbers[color]:
            wanted = Asked(color=color, districts=seen, limit=SHOWN - len(lines))
            lines += monitor().projects(run.month, wanted)[0]
    words, filters = Words.of(run), Filters(month=write_month(run.month))
    return {
        "fault": "",
        "month_zh": month_zh(run.month),
        "counters": listing.counters(counted, filters, seen),
        "rows": [listing.row_of(line, run.month, words) for line in lines],
        "more": numbers[RED] + numbers[YELLOW] - len(lines),
        "href": filters.href(listing.PAGE),
    }
