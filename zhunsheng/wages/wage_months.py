"""What was owed and paid of each wage month, and the payments that name no month.

A payment belongs to the month it names. One that names none fills the oldest months first, as far
as they are owed; within it the employer's own money is taken before money advanced by others.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.books import Books
from zhunsheng.wages.expressions import at_least_zero, holds, packed, total, zero
from zhunsheng.wages.terms import HUNDREDTHS, MINUTES_OF_HOUR, Terms

# Whose money a payment was; a receipt without a payer came from the project's account.
ACCOUNT = "account"
POOLS = (ACCOUNT, "other", "contractor", "owner", "deposit", "turnover_fund")
OWN = (ACCOUNT, "other")
ADVANCED = POOLS[len(OWN) :]
EARNING = ("day", "hour", "month")
MANAGER = "manager"
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "key": "int64",
        "wage_month": "int32",
        "lines": "int32",
        "net": "int64",
        "back": "int64",
        "days": "int32",
        "minutes": "int32",
        "written_off": "int64",
        **dict.fromkeys(POOLS, "int64"),
    }
)


def pool_of(payer: ir.StringValue) -> dict[str, ir.BooleanValue]:
    """Say of a payer whose money it was: one condition a pool, exactly one of them true."""
    payer = payer.fill_null(ACCOUNT)
    known = {pool: payer == pool for pool in POOLS if pool != "other"}
    return {"other": ~payer.isin(list(known)), **known}


def arrived(receipts: ir.Table, as_of: date, *more: str) -> ir.Table:
    """Return the receipts that reached a worker by the day: project, worker, amount and `more`.

    Each reader has a view and columns of its own: an engine then reads the table for each, only
    as wide as it must, where one table shared by all would be kept whole in memory.
    """
    wanted = dict.fromkeys(("project", "worker", "amount", "paid_on", "succeeded", *more))
    rows = receipts.view().select(*wanted)
    reached = rows.succeeded.fill_null(ibis.literal(value=True))
    in_time = rows.paid_on <= ibis.literal(as_of)
    return rows.filter(reached & in_time & rows.worker.notnull())


def earned(row: ir.Table, terms: Terms) -> ir.IntegerValue:
    """Return what attendance earns at the agreed rate, in fen, rounded down.

    By the day, the hour or the month (the month's pay divided by the month's paid days of the
    notice on wage conversion, at most one month's pay). By the piece it is not known, and a
    manager's pay is no matter of attendance: nought.
    """
    rate = zero(row.rate)
    days, minutes = zero(row.days).cast("int64"), zero(row.minutes).cast("int64")
    of_month = ibis.least(rate, rate * days * HUNDREDTHS // terms["month_days"])
    kind = ibis.ifelse(holds(row.role == MANAGER), "", row.rate_kind.fill_null(""))
    return ibis.cases(
        (kind == "day", rate * days),
        (kind == "hour", rate * minutes // MINUTES_OF_HOUR),
        (kind == "month", of_month),
        else_=ibis.literal(0, type="int64"),
    ).cast("int64")


def by_month(books: Books, terms: Terms, first: int, last: int) -> ir.Table:
    """Return one row a project, worker and wage month from `first` to `last`.

    key, wage_month; listed; owed (the net of the payroll, else what attendance earns); the
    payments that name the month by pool; written_off; short: what is still owed of it before the
    payments without a month. All in fen.
    """
    rows = ibis.union(
        _listed(books, first, last),
        _attended(books, first, last),
        _paid(books, first, last),
        _written_off(books, first, last),
    )
    sums = {name: total(rows[name]) for name in COLUMNS if name not in ("key", "wage_month")}
    months = rows.group_by("key", "wage_month").agg(**sums)
    roster = books.tables["roster"]
    rates = roster.select(of=packed(roster), rate=roster.rate, rate_kind=roster.rate_kind,
                          role=roster.role)  # fmt: skip
    joined = months.left_join(rates, months.key == rates.of).drop("of")
    listed = joined.lines > 0
    owed = ibis.ifelse(listed, ibis.greatest(joined.net, joined.back), earned(joined, terms))
    known = joined.mutate(listed=listed, owed=at_least_zero(owed))
    paid = sum((known[pool] for pool in POOLS), known.written_off)
    return known.select(
        *("key", "wage_month", "listed", "owed", *POOLS, "written_off"),
        short=at_least_zero(known.owed - paid),
    )


def unnamed(books: Books, terms: Terms) -> ir.Table:
    """Return one row a project and worker with payments that name no month: key, pools, next.

    `next` is the part that arrived in the month after the month judged.
    """
    receipts = arrived(books.tables["receipts"], books.as_of, "wage_month", "payer")
    free = receipts.filter(receipts.wage_month.isnull())
    pools = pool_of(free.payer)
    following = (free.paid_on.year() * 12 + free.paid_on.month() - 1) == terms.month + 1
    return free.group_by(key=packed(free)).agg(
        **{pool: total(free.amount, pools[pool]) for pool in POOLS},
        next=total(free.amount, following),
    )


def overlaps(
    pools: Mapping[str, ir.IntegerValue], start: ir.IntegerValue, length: ir.IntegerValue
) -> dict[str, ir.IntegerValue]:
    """Return how much of each pool falls on the stretch; the pools lie end to end in order."""
    parts: dict[str, ir.IntegerValue] = {}
    before: ir.IntegerValue = ibis.literal(0, type="int64")
    for pool, amount in pools.items():
        after = before + amount
        inside = ibis.least(after, start + length) - ibis.greatest(before, start)
        parts[pool] = at_least_zero(inside)
        before = after
    return parts


def _rows(**given: ir.Value) -> dict[str, ir.Value]:
    """Give every column of COLUMNS: those given, nought for the rest."""
    return {name: given.get(name, ibis.literal(0)).cast(kind) for name, kind in COLUMNS.items()}


def _listed(books: Books, first: int, last: int) -> ir.Table:
    lines = books.tables["payroll"]
    month = lines.back_pay_of.fill_null(lines.wage_month)
    lines = lines.filter(month.between(first, last))
    net = lines.due - zero(lines.deductions)
    back = lines.back_pay_of.notnull()
    return lines.select(
        **_rows(
            key=packed(lines),
            wage_month=lines.back_pay_of.fill_null(lines.wage_month),
            lines=ibis.literal(1),
            net=ibis.ifelse(back, 0, net),
            back=ibis.ifelse(back, net, 0),
        )
    )


def _attended(books: Books, first: int, last: int) -> ir.Table:
    months = books.tables["attendance_months"]
    months = months.filter(months.month.between(first, last))
    return months.select(
        **_rows(
            key=packed(months), wage_month=months.month, days=months.days, minutes=months.minutes
        )
    )


def _paid(books: Books, first: int, last: int) -> ir.Table:
    receipts = arrived(books.tables["receipts"], books.as_of, "payer", "wage_month")
    receipts = receipts.filter(receipts.wage_month.between(first, last))
    pools = pool_of(receipts.payer)
    sums = {pool: ibis.ifelse(pools[pool], receipts.amount, 0) for pool in POOLS}
    return receipts.select(**_rows(key=packed(receipts), wage_month=receipts.wage_month, **sums))


def _written_off(books: Books, first: int, last: int) -> ir.Table:
    rows = books.tables["written_off"]
    known = rows.day <= ibis.literal(books.as_of)
    rows = rows.filter(known & rows.wage_month.between(first, last))
    return rows.select(
        **_rows(key=packed(rows), wage_month=rows.wage_month, written_off=rows.amount)
    )
