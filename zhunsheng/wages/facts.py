"""What is known of each worker of a project in one month: one row, all money in fen.

The large tables are each read once and brought to one row a worker before they are joined: the
month's attendance, payroll and receipts, and the roster. What concerns few workers (arrears of
earlier months, payments without a wage month, write-offs, presence at two sites, shared cards) is
one small table of marks (`marks.py`), joined once. Keys are packed into one number.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.across import Across, across
from zhunsheng.wages.books import Books
from zhunsheng.wages.expressions import (
    at_least_zero,
    bit_at,
    bit_or,
    days_since,
    holds,
    packed,
    project_of,
    total,
    worker_of,
    zero,
)
from zhunsheng.wages.marks import marks
from zhunsheng.wages.months import MONTHS, first_day, last_day
from zhunsheng.wages.terms import Terms
from zhunsheng.wages.wage_months import ACCOUNT, arrived, earned, overlaps

# The columns of a worker-month and their types, in order. A month is months.py's number; days of
# the payroll are hundredths of a day, hours are minutes.
WORKER_MONTH: Mapping[str, str] = MappingProxyType(
    {
        "project": "int32",
        "worker": "int32",
        "month": "int32",
        "rostered": "boolean",
        "firm": "string",
        "team": "string",
        "role": "string",
        "rate_kind": "string",
        "rate": "int64",
        "contract_signed_on": "date",
        "entered_on": "date",
        "left_on": "date",
        "card": "int32",
        "days": "int32",
        "minutes": "int32",
        "mask": "int64",
        "longest": "int32",
        "clashing_days": "int32",
        "listed": "boolean",
        "listed_days": "int32",
        "listed_minutes": "int32",
        "gross": "int64",
        "deductions": "int64",
        "net": "int64",
        "said_paid": "int64",
        "received": "int64",
        "received_from_account": "int64",
        "first_received_on": "date",
        "last_received_on": "date",
        "year_received": "int64",
        "advanced": "int64",
        "written_off": "int64",
        "unassigned": "int64",
        "earned": "int64",
        "owed": "int64",
        "outstanding": "int64",
        "earlier": "int64",
        "earlier_since": "int32",
        "pay_by": "date",
        "overdue": "int64",
        "overdue_long": "int64",
        "year_due": "int64",
        "shared_card": "boolean",
        "site_attends": "boolean",
    }
)
YEAR = "year_received"


def compacted(attendance: ir.Table, month: int) -> ir.Table:
    """Compact the day rows of one month to ATTENDANCE_MONTHS: one row a project and worker.

    `mask` has bit 0 for the first day of the month; `minutes` is the month's sum, `longest` the
    longest day. Rows of one worker and day must have been joined before (the table's key).
    """
    first, last = first_day(month), last_day(month)
    rows = attendance.filter(attendance.day.between(ibis.literal(first), ibis.literal(last)))
    keyed = rows.select(key=packed(rows), bit=bit_at(days_since(rows.day, first)), hours=rows.hours)
    months = keyed.group_by("key").agg(
        mask=bit_or(keyed.bit),
        days=keyed.count().cast("int32"),
        minutes=total(keyed.hours).cast("int32"),
        longest=zero(keyed.hours.max()).cast("int32"),
    )
    return months.select(
        project=project_of(months.key),
        worker=worker_of(months.key),
        month=ibis.literal(month, type="int32"),
        **{name: months[name] for name in ("mask", "days", "minutes", "longest")},
    )


def worker_months(books: Books, terms: Terms, over: Across | None = None) -> ir.Table:
    """Return WORKER_MONTH, one row a project and worker known of in the month of the terms.

    Known of: on the roster, attending, listed, paid for the month, or owed of an earlier month.
    `received` is the employer's own money, `advanced` the money of others in its place; both hold
    what the payments without a month fill in. `owed` is the payroll's net, without a payroll line
    what attendance earns. `over` is handed in where the books are a part of the projects.
    """
    return with_year(months_only(books, terms, over), books, terms)


def months_only(books: Books, terms: Terms, over: Across | None = None) -> ir.Table:
    """Return WORKER_MONTH without `year_received`, which no check reads and no project sums."""
    tables = (
        _roster(books, terms),
        _attended(books, terms),
        _listed(books, terms),
        _paid(books, terms),
        marks(books, terms, over or across(books, terms)),
    )
    rows = _settled(_reckoned(_joined(tables, _sites(books, terms)), terms), terms)
    known = rows.rostered | rows.listed | (rows.days > 0)
    money = rows.received + rows.advanced + rows.earlier + rows.unassigned + rows.written_off
    rows = rows.filter(known | (money > 0))
    kinds = {name: kind for name, kind in WORKER_MONTH.items() if name != YEAR}
    return rows.select(**{name: rows[name].cast(kind) for name, kind in kinds.items()})


def with_year(rows: ir.Table, books: Books, terms: Terms) -> ir.Table:
    """Add `year_received`: all that reached the worker of the project in the calendar year."""
    paid = arrived(books.tables["receipts"], books.as_of)
    paid = paid.filter(paid.paid_on >= ibis.literal(first_day(terms.year_starts)))
    paid = paid.filter(paid.paid_on < ibis.literal(first_day(terms.year_starts + MONTHS)))
    sums = paid.group_by(of_year=packed(paid)).agg(of_worker=total(paid.amount))
    joined = rows.left_join(sums, packed(rows) == sums.of_year)
    more = [name for name in rows.columns if name not in WORKER_MONTH]
    columns = {name: joined[name] for name in (*WORKER_MONTH, *more) if name != YEAR}
    year = {YEAR: zero(joined.of_worker)}
    return joined.select(**{name: {**columns, **year}[name] for name in (*WORKER_MONTH, *more)})


def _joined(tables: tuple[ir.Table, ...], sites: ir.Table) -> ir.Table:
    """Join the tables on their keys so that no key of any is lost, and the sites by project."""
    keyed = [table.rename({f"key_{n}": "key"}) for n, table in enumerate(tables)]
    joined = keyed[0]
    for place, table in enumerate(keyed[1:], start=1):
        joined = joined.outer_join(table, _key(joined, place) == table[f"key_{place}"])
    row = joined.left_join(sites, project_of(_key(joined, len(keyed))) == sites.of)
    names = {name for name in row.columns if not name.startswith("key_") and name != "of"}
    return row.select(*sorted(names), key=_key(row, len(keyed)))


def _key(joined: ir.Table, tables: int) -> ir.IntegerValue:
    return ibis.coalesce(*(joined[f"key_{place}"] for place in range(tables)))


def _attended(books: Books, terms: Terms) -> ir.Table:
    months = books.tables["attendance_months"]
    months = months.filter(months.month == terms.month)
    return months.select("days", "minutes", "mask", "longest", key=packed(months))


def _listed(books: Books, terms: Terms) -> ir.Table:
    """Sum the payroll lines of the month; lines that pay back an earlier month are not of it."""
    lines = books.tables["payroll"]
    lines = lines.filter((lines.wage_month == terms.month) & lines.back_pay_of.isnull())
    return lines.group_by(key=packed(lines)).agg(
        gross=total(lines.due),
        deductions=total(lines.deductions),
        listed_days=total(lines.days),
        listed_minutes=total(lines.hours),
        said_paid=total(lines.paid),
    )


def _paid(books: Books, terms: Terms) -> ir.Table:
    """Sum the receipts from the account that name the month."""
    rows = arrived(books.tables["receipts"], books.as_of, "payer", "wage_month")
    rows = rows.filter(rows.payer.fill_null(ACCOUNT) == ACCOUNT)
    rows = rows.filter(rows.wage_month == terms.month)
    return rows.group_by(key=packed(rows)).agg(
        paid_account=total(rows.amount),
        account_first_on=rows.paid_on.min(),
        account_last_on=rows.paid_on.max(),
    )


def _roster(books: Books, terms: Terms) -> ir.Table:
    """Return the roster rows entered by the end of the month; `present`: not left before it."""
    roster = books.tables["roster"]
    first, last = ibis.literal(first_day(terms.month)), ibis.literal(last_day(terms.month))
    roster = roster.filter(roster.entered_on <= last)
    return roster.select(
        *("firm", "team", "role", "rate_kind", "rate", "contract_signed_on"),
        *("entered_on", "left_on", "card"),
        key=packed(roster),
        present=roster.left_on.isnull() | (roster.left_on >= first),
    )


def pay_days(books: Books, terms: Terms) -> ir.Table:
    """Return the day by which each project's wages of the month are due: of, agreed_by."""
    projects = books.tables["projects"]
    agreed = [(day, ibis.literal(by)) for day, by in enumerate(terms.pay_days, start=1)]
    by = projects.pay_day.cases(*agreed, else_=ibis.literal(terms.pay_until))
    return projects.select(of="project", agreed_by=by)


def _sites(books: Books, terms: Terms) -> ir.Table:
    """Return what a worker's row needs of its project: pay day, and whether anyone attends."""
    months = books.tables["attendance_months"].select("project", "month")
    months = months.filter(months.month == terms.month)
    sites = months.group_by("project").agg(attending=months.count())
    days = pay_days(books, terms)
    joined = days.outer_join(sites, days.of == sites.project)
    return joined.select(
        of=ibis.coalesce(joined.of, joined.project),
        agreed_by="agreed_by",
        site_attends=joined.attending.notnull(),
    )


def _reckoned(row: ir.Table, terms: Terms) -> ir.Table:
    """Put nought for what is not there, and reckon what the month earned and is owed.

    A line of the month and back pay for it later are one debt: the greater of the two.
    """
    gross = ibis.greatest(zero(row.gross), zero(row.back_gross))
    net = ibis.greatest(zero(row.gross) - zero(row.deductions), zero(row.back_net))
    listed = row.gross.notnull() | row.back_gross.notnull()
    earns = earned(row, terms)
    owed = at_least_zero(ibis.ifelse(listed, net, earns))
    kept = ("firm", "team", "role", "rate_kind", "rate", "contract_signed_on", "entered_on")
    noughts = (
        *("days", "minutes", "mask", "longest", "clashing_days", "listed_days", "listed_minutes"),
        *("said_paid", "year_due", "written_off", "paid_account", "paid_other", "paid_advanced"),
        *("short", "short_long", "free_account", "free_other", "free_advanced", "free_next"),
    )
    return row.select(
        *kept,
        *("left_on", "card", "earlier_since"),
        **{name: zero(row[name]) for name in noughts},
        project=project_of(row.key),
        worker=worker_of(row.key),
        month=ibis.literal(terms.month, type="int32"),
        rostered=holds(row.present),
        listed=listed,
        gross=gross,
        net=net,
        deductions=at_least_zero(gross - net),
        earned=earns,
        owed=owed,
        first_received_on=ibis.least(row.account_first_on, row.outside_first_on),
        last_received_on=ibis.greatest(row.account_last_on, row.outside_last_on),
        shared_card=row.shared.notnull(),
        site_attends=holds(row.site_attends),
        pay_by=row.agreed_by.fill_null(ibis.literal(terms.pay_until)),
    )


def _settled(row: ir.Table, terms: Terms) -> ir.Table:
    """Let the payments without a month fill the earlier months, then this one."""
    named = row.paid_account + row.paid_other + row.paid_advanced + row.written_off
    gap = at_least_zero(row.owed - named)
    free = {"account": row.free_account, "other": row.free_other, "advanced": row.free_advanced}
    held = row.free_account + row.free_other + row.free_advanced
    fill = overlaps(free, row.short, gap)
    beyond = at_least_zero(held - row.short)  # what the earlier months leave of the free payments
    outstanding = at_least_zero(gap - beyond)
    late = terms.overdue_month >= terms.month
    long = at_least_zero(row.short_long - held)
    return row.mutate(
        received=row.paid_account + row.paid_other + fill["account"] + fill["other"],
        received_from_account=row.paid_account + fill["account"],
        advanced=row.paid_advanced + fill["advanced"],
        outstanding=outstanding,
        earlier=at_least_zero(row.short - held),
        unassigned=ibis.least(at_least_zero(beyond - gap), row.free_next),
        overdue=ibis.ifelse(ibis.literal(terms.as_of) > row.pay_by, outstanding, 0),
        overdue_long=long + outstanding if late else long,
    )
