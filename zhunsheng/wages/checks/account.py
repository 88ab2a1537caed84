"""Checks of a project's money: labor fee, special account, deposit."""

from __future__ import annotations

from datetime import date, timedelta

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.checks.check import check
from zhunsheng.wages.expressions import holds
from zhunsheng.wages.months import last_day
from zhunsheng.wages.terms import ACCOUNT_RULES, LOCAL, REGULATION, Terms

NO_ACCOUNT_STATES = ("not_started", "completed")


def under_way(site: ir.Table) -> ir.BooleanValue:
    """Whether the project has begun and is not completed, or people attend all the same.

    Never of a project the list of projects does not have: what it lacks is not known.
    """
    begun = ~site.state.isin(NO_ACCOUNT_STATES) | (site.attending > 0)
    return site.state.notnull() & begun


@check(
    zh="人工费用超过一个月未拨付",
    per=f"{REGULATION}/24.2",
    columns=("labor_fee", "owed", "labor_fee_to_date", "owed_to_date"),
    says="应付工资{owed}，当月所属人工费用拨入{labor_fee}；累计应付{owed_to_date}，"
    "累计拨入{labor_fee_to_date}。",
    grain="project",
    needs=("fee_months",),
    reads=("flows",),
)
def labor_fee_late(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether no fee came for this month or the one before, its period run out, and it is short."""
    late = ibis.literal(value=_period_over(terms.month, terms))
    late_before = ibis.literal(value=_period_over(terms.month - 1, terms))
    short = site.labor_fee_to_date < site.owed_to_date
    short_before = site.labor_fee_to_date - site.labor_fee < site.owed_to_date - site.owed
    this = late & short & (site.labor_fee == 0) & (site.owed > 0)
    before = late_before & short_before & (site.labor_fee_before == 0) & (site.owed_before > 0)
    return this | before


def _period_over(month: int, terms: Terms) -> bool:
    return terms.as_of > last_day(month + terms["fee_months"])


@check(
    zh="人工费用未足额拨付",
    per=f"{REGULATION}/29.1",
    columns=("labor_fee_to_date", "owed_to_date", "labor_fee"),
    says="至本月累计应付工资{owed_to_date}，人工费用累计只拨入{labor_fee_to_date}。",
    grain="project",
    reads=("flows",),
)
def labor_fee_short(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether by the pay day the fees of all months together do not cover the wages owed."""
    due = ibis.literal(terms.as_of) > site.pay_by
    return due & (site.labor_fee_to_date < site.owed_to_date)


@check(
    zh="未开设专用账户",
    per=f"{ACCOUNT_RULES}/6:opening",
    columns=("contract_signed_on", "started_on"),
    says="施工合同{contract_signed_on}签订，{started_on}开工，至今没有开设农民工工资专用账户。",
    grain="account",
    needs=("account_days",),
)
def account_missing(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether no account is open though its days from the signing of the contract are over."""
    last = terms.as_of - timedelta(days=terms["account_days"] + 1)
    base = ibis.coalesce(site.contract_signed_on, site.permitted_on, site.started_on)
    over = (base <= ibis.literal(last)).fill_null(ibis.literal(value=True))
    return under_way(site) & over & ~_opened(site, terms.as_of)


def _opened(site: ir.Table, as_of: date) -> ir.BooleanValue:
    return holds(site.account_opened_on <= ibis.literal(as_of))


@check(
    zh="专用账户挪作他用",
    per=f"{ACCOUNT_RULES}/7",
    columns=("misused",),
    says="本月从专用账户转出{misused}没有退回，不是发放本项目工资。",
    grain="account",
    needs=("misuse_tolerance",),
    reads=("flows",),
)
def account_misused(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether money left the account in the month for other ends and did not come back.

    Small sums, as a bank's fees, are below the tolerance.
    """
    return site.misused > terms["misuse_tolerance"]


@check(
    zh="账户余额不足",
    per=f"{REGULATION}/29.1",
    columns=("balance", "outstanding", "owed"),
    says="本月应付工资{owed}，尚未支付{outstanding}，账户余额只有{balance}。",
    grain="account",
    reads=("flows",),
)
def balance_short(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the account holds less than the part of the month's wages not yet paid."""
    return _opened(site, terms.as_of) & (site.outstanding > 0) & (site.balance < site.outstanding)


def _must_deposit(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether a deposit is due by now: not exempt, its working days over."""
    base = ibis.coalesce(site.permitted_on, site.contract_signed_on, site.started_on)
    over = holds(base <= ibis.literal(terms.deposit_since))
    return under_way(site) & over & ~holds(site.deposit_exempt)


@check(
    zh="未存储工资保证金",
    per=f"{REGULATION}/32.1",
    columns=("permitted_on", "deposit_required"),
    says="施工许可{permitted_on}，应存工资保证金{deposit_required}，没有有效的保证金或者保函。",
    grain="project",
    needs=("deposit_workdays",),
    reads=("deposits",),
)
def deposit_missing(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether no deposit and no guarantee is valid on the day judged."""
    return _must_deposit(site, terms) & (site.deposit_held <= 0)


@check(
    zh="工资保证金不足",
    per=f"{REGULATION}/32.1",
    columns=("deposit_held", "deposit_required"),
    says="应存工资保证金{deposit_required}，有效的只有{deposit_held}。",
    grain="project",
    needs=("deposit_workdays", "deposit_share"),
    reads=("deposits",),
)
def deposit_short(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether what is held is less than required, by use or from the start."""
    short = (site.deposit_held > 0) & (site.deposit_held < site.deposit_required)
    return _must_deposit(site, terms) & short


@check(
    zh="保函即将到期",
    per=f"{LOCAL}/12",
    columns=("guarantee_expires_on", "deposit_expiring", "deposit_held"),
    says="有效保证金{deposit_held}，其中{deposit_expiring}最早于{guarantee_expires_on}到期。",
    grain="project",
    needs=("guarantee_months",),
    reads=("deposits",),
)
def guarantee_expiring(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether a guarantee ends within the months of reminder and nothing else covers the sum."""
    del terms
    left = site.deposit_held - site.deposit_expiring
    return under_way(site) & (site.deposit_expiring > 0) & (left < site.deposit_required)
