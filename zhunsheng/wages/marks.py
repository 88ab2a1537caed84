"""What concerns few workers of a month, as one small table that is joined once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.across import Across
from zhunsheng.wages.books import Books
from zhunsheng.wages.expressions import packed, total, zero
from zhunsheng.wages.terms import Terms
from zhunsheng.wages.wage_months import ACCOUNT, ADVANCED, POOLS, arrived, by_month, unnamed

# Arrears of earlier months before payments without a month (`short`, `short_long`: of the months
# whose longer limit has run out), the oldest month still owed after them, those payments by whose
# money they were; what of the month itself few have: back pay listed later, payments from outside
# the account, write-offs; and what the tables over all projects say.
MARKS: Mapping[str, str] = MappingProxyType(
    {
        "short": "int64",
        "short_long": "int64",
        "earlier_since": "int32",
        "free_account": "int64",
        "free_other": "int64",
        "free_advanced": "int64",
        "free_next": "int64",
        "back_gross": "int64",
        "back_net": "int64",
        "paid_other": "int64",
        "paid_advanced": "int64",
        "outside_first_on": "date",
        "outside_last_on": "date",
        "written_off": "int64",
        "clashing_days": "int32",
        "year_due": "int64",
        "shared": "int32",
    }
)


def marks(books: Books, terms: Terms, over: Across) -> ir.Table:
    """Return key and MARKS, one row a project and worker that has any; null where it has not."""
    free = unnamed(books, terms)
    past = by_month(books, terms, 0, terms.month - 1)
    rows = ibis.union(
        _earlier(past.filter(past.short > 0), free, terms),
        _free(free),
        _back_pay(books, terms),
        _outside(books, terms),
        _written_off(books, terms),
        _row(over.clashes, key=over.clashes.key, clashing_days=over.clashes.clashing_days),
        _rich(books, terms, over),
        _shared(books, terms, over),
    )
    return rows.group_by("key").agg(**{name: rows[name].max() for name in MARKS})


def _row(table: ir.Table, **given: ir.Value) -> ir.Table:
    columns = {name: given.get(name, ibis.null()).cast(kind) for name, kind in MARKS.items()}
    return table.select(key=given["key"], **columns)


def _earlier(past: ir.Table, free: ir.Table, terms: Terms) -> ir.Table:
    """Sum the shortfalls, and find the oldest month that the free payments do not fill."""
    upto = ibis.window(group_by="key", order_by="wage_month", following=0)
    held = free.select(of="key", held=sum((free[pool] for pool in POOLS[1:]), free[POOLS[0]]))
    rows = past.mutate(reach=past.short.sum().over(upto))
    rows = rows.left_join(held, rows.key == held.of)
    long = rows.wage_month <= terms.earlier_overdue_month
    open_month = (rows.reach > zero(rows.held)).ifelse(rows.wage_month, None)
    sums = rows.group_by("key").agg(
        short=total(rows.short), short_long=total(rows.short, long), since=open_month.min()
    )
    return _row(
        sums,
        key=sums.key,
        short=sums.short,
        short_long=sums.short_long,
        earlier_since=sums.since,
    )


def _free(free: ir.Table) -> ir.Table:
    return _row(
        free,
        key=free.key,
        free_account=free.account,
        free_other=free.other,
        free_advanced=sum((free[pool] for pool in ADVANCED[1:]), free[ADVANCED[0]]),
        free_next=free.next,
    )


def _back_pay(books: Books, terms: Terms) -> ir.Table:
    """Sum the lines of later payrolls that pay back this month."""
    lines = books.tables["payroll"].select("project", "worker", "due", "deductions", "back_pay_of")
    lines = lines.filter(lines.back_pay_of == terms.month)
    sums = lines.group_by(key=packed(lines)).agg(
        gross=total(lines.due), net=total(lines.due - zero(lines.deductions))
    )
    return _row(sums, key=sums.key, back_gross=sums.gross, back_net=sums.net)


def _outside(books: Books, terms: Terms) -> ir.Table:
    """Sum the receipts from outside the account: those that name the month."""
    rows = arrived(books.tables["receipts"], books.as_of, "payer", "wage_month")
    rows = rows.filter(rows.payer.notnull() & (rows.payer != ACCOUNT))
    rows = rows.filter(rows.wage_month == terms.month)
    lent = rows.payer.isin(ADVANCED)
    sums = rows.group_by(key=packed(rows)).agg(
        other=total(rows.amount, ~lent),
        lent=total(rows.amount, lent),
        first=rows.paid_on.min(),
        last=rows.paid_on.max(),
    )
    return _row(
        sums,
        key=sums.key,
        paid_other=sums.other,
        paid_advanced=sums.lent,
        outside_first_on=sums["first"],
        outside_last_on=sums["last"],
    )


def _written_off(books: Books, terms: Terms) -> ir.Table:
    rows = books.tables["written_off"]
    known = rows.day <= ibis.literal(books.as_of)
    rows = rows.filter(known & (rows.wage_month == terms.month))
    sums = rows.group_by(key=packed(rows)).agg(amount=total(rows.amount))
    return _row(sums, key=sums.key, written_off=sums.amount)


def _rich(books: Books, terms: Terms, over: Across) -> ir.Table:
    """Mark the projects that list a worker this month who is above the year's limit."""
    lines = books.tables["payroll"]
    lines = lines.filter(lines.wage_month == terms.month)
    found = lines.inner_join(over.rich, "worker")
    return _row(found, key=packed(found), year_due=found.year_due)


def _shared(books: Books, terms: Terms, over: Across) -> ir.Table:
    """Mark the workers whose card, of the roster or of a receipt, is others' too."""
    roster = books.tables["roster"].select("project", "worker", "card")
    receipts = arrived(books.tables["receipts"], books.as_of, "wage_month", "card")
    paid = receipts.filter(receipts.wage_month == terms.month).select("project", "worker", "card")
    held = ibis.union(roster, paid)
    found = held.semi_join(over.cards, "card")
    return _row(found, key=packed(found), shared=ibis.literal(1))
