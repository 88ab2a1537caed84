"""Checks of a worker's presence, papers and card."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.checks.check import check
from zhunsheng.wages.terms import LOCAL, REGULATION, Terms


@check(
    zh="不在花名册而出勤",
    per=f"{REGULATION}/28.1",
    columns=("days", "minutes"),
    says="花名册中没有此人，本月考勤{days}天（{minutes}）。",
    reads=("roster",),
)
def attending_without_roster(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether someone attended who is not on the project's roster in the month."""
    del terms
    return (row.days > 0) & ~row.rostered


@check(
    zh="未订立劳动合同",
    per=f"{REGULATION}/28.1",
    columns=("entered_on", "days"),
    says="{entered_on}进场，本月考勤{days}天，没有劳动合同或者用工书面协议。",
)
def contract_missing(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether a rostered worker attended without a contract signed by the day judged."""
    signed = row.contract_signed_on <= ibis.literal(terms.as_of)
    return row.rostered & (row.days > 0) & ~signed.fill_null(ibis.literal(value=False))


@check(
    zh="同时在两个工地",
    per=f"{LOCAL}/9",
    columns=("clashing_days", "days"),
    says="本月有{clashing_days}天与另一工地的考勤时间重叠。",
    grain="day",
    needs=("clashing_days",),
)
def two_sites_at_once(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the worker was on two sites at the same time on at least the days of the limit."""
    return row.clashing_days >= terms["clashing_days"]


@check(
    zh="整日在场",
    per=f"{LOCAL}/8",
    columns=("longest", "days"),
    says="最长一天在场{longest}，疑为代刷卡或者没有刷离场。",
    grain="day",
    needs=("presence_minutes",),
)
def day_long_presence(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether one day's presence reaches the limit."""
    return row.longest >= terms["presence_minutes"]


@check(
    zh="多人共用工资卡",
    per=f"{LOCAL}/14",
    columns=("received", "net"),
    says="本人工资卡同时是他人的工资卡，本月应发{net}，实收{received}。",
    needs=("card_workers",),
)
def shared_bank_card(row: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the card of the roster, or of a receipt of the month, is another worker's too."""
    del terms
    return row.shared_card
