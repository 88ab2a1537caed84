"""The obligations of a project as a double-entry ledger, one account set a worker and wage month.

Every posting has a debit and a credit, so that for each worker and month

    owed = paid + advanced + deposit + turnover fund + written off + outstanding

holds to the fen, and what was recovered is a balance, never a typed number. What was paid beyond
what is owed is kept apart as overpaid. The ledger is made for the projects of the books handed
in; a whole city's is as large as its payrolls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.books import Books
from zhunsheng.wages.expressions import at_least_zero, project_of, total, worker_of, zero
from zhunsheng.wages.terms import REGULATION, Terms
from zhunsheng.wages.wage_months import POOLS, arrived, by_month, overlaps, unnamed

# The accounts a month's debt is settled from, in the order of the postings: the employer's own
# money, then the money of others by whose it was, then what will not be claimed.
SETTLING = ("paid", "advanced_contractor", "advanced_owner", "deposit", "turnover_fund")
ACCOUNTS = ("owed", *SETTLING, "written_off", "outstanding", "overpaid")
POOL_OF: Mapping[str, str] = MappingProxyType(
    {
        "contractor": "advanced_contractor",
        "owner": "advanced_owner",
        "deposit": "deposit",
        "turnover_fund": "turnover_fund",
    }
)
EMPLOYER, WORKER = "employer", "worker"


@dataclass(frozen=True, slots=True)
class Liable:
    """Who must pay next: the party, the Chinese words for it, and the provision."""

    party: str
    zh: str
    per: str


# Who answers for what is outstanding, in order (条例 16, 30, 29, 32, 63): the employer itself, the
# general contractor for it, the owner up to the unpaid price where it paid late, then the deposit,
# then the public fund.
LIABILITY = (
    Liable("subcontractor", "分包单位（用人单位）直接清偿", f"{REGULATION}/30.1"),
    Liable("contractor", "施工总承包单位先行清偿，再向分包单位追偿", f"{REGULATION}/30.3"),
    Liable("owner", "建设单位以未结清的工程款为限先行垫付", f"{REGULATION}/29.2"),
    Liable("deposit", "动用工资保证金支付", f"{REGULATION}/32.1"),
    Liable("turnover_fund", "动用应急周转金垫付，并依法追偿", f"{REGULATION}/63"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides who must pay next for a project: who employs, and what is known of each.

    `subcontracted`: the worker's firm is not the general contractor. `asked` are the parties that
    were ordered to pay and did not. `fee_short`: the owner paid the labor fee late or short.
    `deposit_left` is in fen.
    """

    subcontracted: bool
    asked: frozenset[str] = frozenset()
    fee_short: bool = False
    deposit_left: int = 0


def next_liable(standing: Standing) -> Liable:
    """Return who must pay next; the public fund where nobody else is left."""
    open_to: Mapping[str, bool] = {
        "subcontractor": standing.subcontracted,
        "contractor": True,
        "owner": standing.fee_short,
        "deposit": standing.deposit_left > 0,
        "turnover_fund": True,
    }
    for liable in LIABILITY[:-1]:
        if open_to[liable.party] and liable.party not in standing.asked:
            return liable
    return LIABILITY[-1]


def balances(books: Books, terms: Terms, last: int | None = None) -> ir.Table:
    """Return the balance of every account: project, worker, wage_month, then ACCOUNTS, in fen.

    Wage months up to `last`, the terms' month where it is None. Payments without a month fill the
    oldest months first; what is left of them is overpaid in the latest month there is.
    """
    months = by_month(books, terms, 0, terms.month if last is None else last)
    free = unnamed(books, terms)
    before = ibis.window(group_by="key", order_by="wage_month", preceding=(None, 1))
    ends = ibis.window(group_by="key")
    rows = months.mutate(
        start=zero(months.short.sum().over(before)),
        latest=months.wage_month.max().over(ends),
        all_short=months.short.sum().over(ends),
    )
    alone = free.anti_join(rows, "key")
    rows = ibis.union(rows.select(*_OPEN), _opened(alone, terms))
    pools = free.select(of="key", **{f"free_{pool}": free[pool] for pool in POOLS})
    joined = rows.left_join(pools, rows.key == pools.of).drop("of")
    return _balanced(joined)


_OPEN = (
    "key",
    "wage_month",
    "owed",
    *POOLS,
    "written_off",
    "short",
    "start",
    "latest",
    "all_short",
)


def _opened(alone: ir.Table, terms: Terms) -> ir.Table:
    """Open the month judged for whoever was paid though nothing was ever owed."""
    nought = ibis.literal(0, type="int64")
    month = ibis.literal(terms.month, type="int32")
    named = {name: nought for name in _OPEN if name not in ("key", "wage_month", "latest")}
    return alone.select(key=alone.key, wage_month=month, latest=month, **named).select(*_OPEN)


def _balanced(row: ir.Table) -> ir.Table:
    """Reckon the balances of a month from what is owed, named, written off, and filled in."""
    free = {pool: zero(row[f"free_{pool}"]) for pool in POOLS}
    fill = overlaps(free, row.start, row.short)
    held = _sum(*free.values())
    left = ibis.ifelse(row.wage_month == row.latest, at_least_zero(held - row.all_short), 0)
    came = {pool: row[pool] + fill[pool] for pool in POOLS}
    settles, above = _in_order(row.owed, came, row.written_off)
    outstanding = at_least_zero(row.owed - _sum(*came.values(), row.written_off))
    return row.select(
        project=project_of(row.key),
        worker=worker_of(row.key),
        wage_month=row.wage_month,
        owed=row.owed,
        **settles,
        outstanding=outstanding,
        overpaid=(above + left).cast("int64"),
    )


def _in_order(
    owed: ir.IntegerValue, came: Mapping[str, ir.IntegerValue], written_off: ir.IntegerValue
) -> tuple[dict[str, ir.IntegerValue], ir.IntegerValue]:
    """Let the money settle the debt in order; return what each account settled, and the rest."""
    sources = {
        "paid": came["account"] + came["other"],
        **{POOL_OF[pool]: came[pool] for pool in POOLS if pool in POOL_OF},
        "written_off": written_off,
    }
    nothing: ir.IntegerValue = ibis.literal(0, type="int64")
    settled = overlaps(sources, nothing, owed)
    whole = _sum(*(value for name, value in sources.items() if name != "written_off"))
    used = _sum(*(value for name, value in settled.items() if name != "written_off"))
    return {name: value.cast("int64") for name, value in settled.items()}, whole - used


def _sum(*values: ir.IntegerValue) -> ir.IntegerValue:
    return sum(values[1:], values[0])


def postings(balance: ir.Table) -> ir.Table:
    """Write the balances as postings: project, worker, wage_month, debit, credit, amount, line.

    Earning the wage debits the employer's `owed` and credits `outstanding`; every settlement
    debits `outstanding` and credits the account the money came from; an overpayment debits
    `overpaid` and credits `paid`. So `outstanding` ends at what is still to be paid.
    """
    kinds = [("owed", "outstanding", "owed", "应付工资")]
    kinds += [("outstanding", account, account, SETTLED_ZH[account]) for account in SETTLED_ZH]
    kinds += [("overpaid", "paid", "overpaid", "多付")]
    lines = [
        balance.filter(balance[column] > 0).select(
            *("project", "worker", "wage_month"),
            debit=ibis.literal(debit),
            credit=ibis.literal(credit),
            amount=balance[column],
            line=ibis.literal(zh),
        )
        for debit, credit, column, zh in kinds
    ]
    return ibis.union(*lines)


SETTLED_ZH: Mapping[str, str] = MappingProxyType(
    {
        "paid": "用人单位支付",
        "advanced_contractor": "施工总承包单位先行清偿",
        "advanced_owner": "建设单位垫付",
        "deposit": "工资保证金支付",
        "turnover_fund": "应急周转金垫付",
        "written_off": "核销",
    }
)


def recovered(books: Books, terms: Terms) -> ir.Table:
    """Return what was recovered a project and wage month: project, wage_month, recovered.

    Recovered is what arrived, from whomever, after the pay day of the month it names; a balance
    over receipts, of the month of the terms only.
    """
    rows = arrived(books.tables["receipts"], books.as_of, "wage_month")
    rows = rows.filter(rows.wage_month == terms.month)
    projects = books.tables["projects"].select("pay_day", of="project")
    agreed = [(day, ibis.literal(by)) for day, by in enumerate(terms.pay_days, start=1)]
    joined = rows.left_join(projects, rows.project == projects.of)
    by = joined.pay_day.cases(*agreed, else_=ibis.literal(terms.pay_until))
    late = joined.filter(joined.paid_on > by)
    return late.group_by("project", "wage_month").agg(recovered=total(late.amount))
