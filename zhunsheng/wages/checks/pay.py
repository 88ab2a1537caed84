"""Checks of a worker's pay: unpaid, underpaid, too low, too high, without ground.

A payment of what is owed clears faults and makes none: no check is narrower for having been paid
in part, and the limits look at what is due.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.checks.check import check
from zhunsheng.wages.expressions import holds
from zhunsheng.wages.terms import HUNDREDTHS, LOCAL, REGULATION, Terms
from zhunsheng.wages.wage_months import MANAGER

RULES_OF_1994 = "工资支付暂行规定"


def manages(row: ir.Table) -> ir.BooleanValue:
    """Whether the roster says the person is a manager."""
    return holds(row.role == MANAGER)


def not_paid(row: ir.Table) -> ir.BooleanValue:
    """Whether nothing of the month reached the worker, from whomever."""
    return row.received + row.advanced == 0


@check(
    zh="到发薪日未支付",
    per=f"{REGULATION}/12",
    columns=("owed", "pay_by", "received", "advanced", "outstanding"),
    says="应于{pay_by}前支付{owed}，至今分文未付，欠{outstanding}。",
)
def unpaid_by_pay_day(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the pay day has passed and nothing of the month was paid or advanced."""
    del terms
    return (row.overdue > 0) & not_paid(row)


@check(
    zh="次月月底仍未付清",
    per=f"{LOCAL}/1",
    columns=("overdue_long", "outstanding", "earlier", "earlier_since"),
    says="超过次月月底仍欠{overdue_long}（本月欠{outstanding}，以前各月欠{earlier}）。",
    needs=("months_to_pay",),
)
def unpaid_after_next_month(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether wages are owed whose longer limit, the end of the month after, has run out."""
    del terms
    return row.overdue_long > 0


@check(
    zh="未足额支付",
    per=f"{REGULATION}/12",
    columns=("owed", "received", "advanced", "written_off", "overdue"),
    says="应付{owed}，实付{received}，代为清偿{advanced}，到期尚欠{overdue}。",
)
def underpaid(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the pay day has passed and less was paid than owed, or nothing."""
    del terms
    return row.overdue > 0


@check(
    zh="低于最低工资标准",
    per="最低工资规定/12.1",
    columns=("gross", "days", "rate_kind"),
    says="出勤{days}天，应发{gross}，按出勤折算低于本地月最低工资标准。",
    needs=("minimum_wage", "month_days"),
)
def below_minimum_wage(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the payroll's sum is below the minimum wage, in proportion to the days attended."""
    whole = terms["month_days"]
    share = ibis.least(row.days.cast("int64") * HUNDREDTHS, whole)
    below = row.gross * whole < share * terms["minimum_wage"]
    return row.listed & (row.days > 0) & ~manages(row) & below


@check(
    zh="出勤未见工资",
    per=f"{REGULATION}/31.2",
    columns=("days", "earned", "pay_by", "received", "advanced"),
    says=(
        "出勤{days}天，至{pay_by}工资表中没有应付工资；实收{received}，代为清偿{advanced}，"
        "不抵出勤应得（按约定单价折算{earned}，计件或者没有单价的算不出）。"
    ),
)
def attending_without_pay(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the pay day has passed and the worker attended without a sum on the payroll.

    Unless what came covers what attendance earns; where that is not known, nothing covers it.
    """
    due = ibis.literal(terms.as_of) > row.pay_by
    unlisted = ~row.listed | (row.net <= 0)
    came = row.received + row.advanced + row.written_off
    covered = (row.earned > 0) & (came >= row.earned)
    return (row.days > 0) & unlisted & ~covered & due & ~manages(row)


@check(
    zh="有工资无考勤",
    per=f"{REGULATION}/31.2",
    columns=("net", "received", "days"),
    says="本月没有考勤，工资表列{net}，实收{received}。",
    reads=("attendance_months",),
)
def paid_without_attending(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the project keeps attendance, the worker has none, and is listed or paid."""
    del terms
    paid = (row.listed & (row.net > 0)) | paid_beyond(row)
    return paid & (row.days == 0) & row.site_attends & ~manages(row)


@check(
    zh="不在花名册而领工资",
    per=f"{REGULATION}/28.1",
    columns=("net", "received", "days"),
    says="花名册中没有此人，工资表列{net}，实收{received}。",
    reads=("roster",),
)
def paid_without_roster(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether someone is listed or paid who is not on the project's roster."""
    del terms
    return (row.listed | paid_beyond(row)) & ~row.rostered


def paid_beyond(row: ir.Table) -> ir.BooleanValue:
    """Whether money came for a month in which nothing is owed."""
    return (row.received + row.advanced + row.unassigned > 0) & (row.owed == 0)


@check(
    zh="一人一月超过五万元",
    per=f"{LOCAL}/2",
    columns=("gross", "days"),
    says="工资表列应发{gross}，出勤{days}天，超过一人一月的限额，疑为虚报。",
    needs=("month_limit",),
)
def above_month_limit(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the payroll lists more for one worker than the month's limit."""
    return row.gross > terms["month_limit"]


@check(
    zh="一人一年超过三十万元",
    per=f"{LOCAL}/3",
    columns=("year_due", "gross"),
    says="本年各项目工资表合计{year_due}，超过一人一年的限额，疑为虚报。",
    needs=("year_limit",),
)
def above_year_limit(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the payrolls of all projects list more in the calendar year than the limit."""
    return row.year_due > terms["year_limit"]


@check(
    zh="离场未结清工资",
    per=f"{RULES_OF_1994}/9",
    columns=("left_on", "outstanding", "earlier"),
    says="花名册记为{left_on}离场（是否终止用工待核实），到期工资没有付清：本月欠{outstanding}，以前各月欠{earlier}。",
)
def leaver_not_settled(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether a worker left the site before the day judged and is owed what is due.

    The month's wages are due after its pay day, those of earlier months by their longer limit.
    """
    left = row.left_on < ibis.literal(terms.as_of)
    return holds(left) & (row.overdue + row.overdue_long > 0)


@check(
    zh="管理人员列入工资表",
    per=f"{REGULATION}/26.1",
    columns=("net", "received_from_account", "role"),
    says="花名册记为管理人员，却列入农民工工资表{net}，从专用账户领取{received_from_account}。",
)
def manager_on_payroll(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether a manager is on the workers' payroll, or was paid from the account."""
    del terms
    return manages(row) & (row.listed | (row.received_from_account > 0))


@check(
    zh="工资天数多于考勤",
    per=f"{LOCAL}/13",
    columns=("listed_days", "days"),
    says="工资表列{listed_days}，考勤只有{days}天。",
    needs=("days_above",),
)
def days_above_attendance(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the payroll counts at least the tolerated number of days more than attended."""
    above = row.listed_days - row.days * HUNDREDTHS >= terms["days_above"] * HUNDREDTHS
    return row.listed & (row.days > 0) & above


@check(
    zh="未通过专用账户发放",
    per=f"{REGULATION}/31.3",
    columns=("received", "received_from_account"),
    says="实收{received}，其中通过专用账户{received_from_account}，其余未通过专用账户。",
)
def not_through_account(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether, after the pay day, the employer has paid a part outside the special account."""
    due = ibis.literal(terms.as_of) > row.pay_by
    return due & (row.received > row.received_from_account)
