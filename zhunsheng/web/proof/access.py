"""The access log with its filters, newest first, a page at a time by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhunsheng.intake.cells import Read, read_day
from zhunsheng.store.access_log import VERBS_ZH
from zhunsheng.store.keeping import Scope
from zhunsheng.store.models import AccessEntry, MatterRow
from zhunsheng.web.page_names import page_zh

ROWS = 50
MOST = 80
ID_DIGITS = 18
FIELDS = {
    "shui": "谁",
    "zuo": "做了什么",
    "ban": "案号",
    "cong": "从",
    "dao": "到",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log in words."""

    at: datetime
    who: str
    department: str
    verb_zh: str
    page_zh: str
    matter: str
    what: str
    reason: str
    address: str


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the log with its filters as given, chips, and where it goes on."""

    lines: tuple[Line, ...]
    given: Mapping[str, str]
    chips: tuple[dict[str, str], ...]
    wrong: Mapping[str, str]
    newer: str
    older: str


def log(query: Mapping[str, str], address: str, scope: Scope) -> Log:
    """Return the page of the log that a query asks for, of the accounts within a scope.

    A day that cannot be read is said, not used.
    """
    given = {name: query.get(name, "").strip()[:MOST] for name in FIELDS}
    wrong: dict[str, str] = {}
    rows = _filtered(_seen(scope), given, wrong)
    before, after = _place(query.get("qian", "")), _place(query.get("hou", ""))
    if after is not None:
        found = list(rows.filter(id__gt=after).order_by("id")[: ROWS + 1])
        more, found = len(found) > ROWS, found[:ROWS]
        found.reverse()
    else:
        older = rows if before is None else rows.filter(id__lt=before)
        found = list(older.order_by("-id")[: ROWS + 1])
        more, found = len(found) > ROWS, found[:ROWS]
    newer, older_ = _around(found, more=more, before=before, after=after)
    kept = {name: value for name, value in given.items() if value}
    return Log(
        tuple(_line(row) for row in found),
        given,
        tuple(_chips(kept, address)),
        wrong,
        f"{address}?{urlencode({**kept, **newer})}" if newer else "",
        f"{address}?{urlencode({**kept, **older_})}" if older_ else "",
    )


def _seen(scope: Scope) -> QuerySet[AccessEntry]:
    """Return what may be seen: lines of accounts in the sub-tree, of strangers in the bureau."""
    rows = AccessEntry.objects.select_related("account__department")
    within = Q(account__department__path__startswith=scope.path)
    if scope.path.count(".") <= 1:
        within |= Q(account=None)
    if not scope.sealed:
        rows = rows.exclude(matter__in=MatterRow.objects.filter(sealed=True).values("number"))
    return rows.filter(within)


def _filtered(
    rows: QuerySet[AccessEntry], given: Mapping[str, str], wrong: dict[str, str]
) -> QuerySet[AccessEntry]:
    if given["shui"]:
        who = given["shui"]
        rows = rows.filter(Q(account__name=who) | Q(account__username=who))
    if given["zuo"]:
        rows = rows.filter(verb=given["zuo"])
    if given["ban"]:
        rows = rows.filter(matter=given["ban"])
    first, last = (_day(given, name, wrong) for name in ("cong", "dao"))
    if first is not None:
        rows = rows.filter(at__gte=_midnight(first))
    if last is not None:
        rows = rows.filter(at__lt=_midnight(last + timedelta(days=1)))
    return rows


def _day(given: Mapping[str, str], name: str, wrong: dict[str, str]) -> date | None:
    if not given[name]:
        return None
    read = read_day(given[name])
    if isinstance(read, Read) and read.value < date.max:
        return read.value
    wrong[name] = f"“{FIELDS[name]}”写成 2026-11-25 的形式；现在没有按它筛选"
    return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _place(written: str) -> int | None:
    fits = written.isascii() and written.isdigit() and len(written) <= ID_DIGITS
    return int(written) if fits else None


def _around(
    found: Sequence[AccessEntry], *, more: bool, before: int | None, after: int | None
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the parameters of the newer and of the older page, empty where there is none."""
    if not found:
        return {}, {}
    newer, older = {"hou": found[0].pk}, {"qian": found[-1].pk}
    if after is not None:
        return newer if more else {}, older
    return newer if before is not None else {}, older if more else {}


def _chips(kept: Mapping[str, str], address: str) -> list[dict[str, str]]:
    chips = []
    for name, value in kept.items():
        rest = {other: given for other, given in kept.items() if other != name}
        shown = VERBS_ZH.get(value, value) if name == "zuo" else value
        drop = f"{address}?{urlencode(rest)}" if rest else address
        chips.append({"zh": f"{FIELDS[name]}：{shown}", "drop_href": drop})
    return chips


def _line(row: AccessEntry) -> Line:
    account = row.account
    return Line(
        row.at,
        account.name if account else "未登录",
        account.department.name if account else "",
        VERBS_ZH.get(row.verb, row.verb),
        page_zh(row.page) if row.page else "",
        row.matter,
        row.what,
        row.reason,
        row.address,
    )
