"""A check: its name, place, source in law, evidence, condition, and the sentence of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

import ibis
import ibis.expr.types as ir

from zhunsheng.base.money import yuan_zh
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Verified
from zhunsheng.wages.months import month_zh
from zhunsheng.wages.terms import HUNDREDTHS, MINUTES_OF_HOUR, Terms

Grain = Literal["worker", "project", "firm", "account", "day"]
Condition = Callable[[ir.Table, Terms], ir.BooleanValue]

# Every check of the monitor; the place of a name is its bit and never changes.
WORKER_NAMES = (
    "unpaid_by_pay_day",
    "unpaid_after_next_month",
    "underpaid",
    "below_minimum_wage",
    "attending_without_pay",
    "paid_without_attending",
    "paid_without_roster",
    "attending_without_roster",
    "above_month_limit",
    "above_year_limit",
    "leaver_not_settled",
    "contract_missing",
    "two_sites_at_once",
    "day_long_presence",
    "shared_bank_card",
    "manager_on_payroll",
    "days_above_attendance",
    "not_through_account",
)
PROJECT_NAMES = (
    "unpaid_share",
    "labor_fee_late",
    "labor_fee_short",
    "account_missing",
    "account_misused",
    "balance_short",
    "deposit_missing",
    "deposit_short",
    "guarantee_expiring",
    "wage_officer_missing",
    "notice_board_missing",
    "roster_stale",
    "attendance_late",
    "attendance_gap",
    "identical_sums",
    "deregistering_firm",
    "province_warning",
    "payroll_missing",
)
NAMES = (*WORKER_NAMES, *PROJECT_NAMES)

# How a column of the evidence is written in a sentence; every other is written as it is.
MONEY = frozenset(
    {
        *("rate", "gross", "deductions", "net", "said_paid", "received", "received_from_account"),
        *("year_received", "advanced", "written_off", "unassigned", "earned", "owed"),
        *("outstanding", "earlier", "overdue", "overdue_long", "year_due", "labor_fee", "fee_due"),
        *("labor_fee_to_date", "owed_to_date", "balance", "misused", "deposit_required"),
        *("deposit_held", "deposit_expiring", "same_sum"),
    }
)
HOURS = frozenset({"minutes", "longest", "listed_minutes"})
HUNDREDTH_DAYS = frozenset({"listed_days"})
MONTH_NUMBERS = frozenset({"month", "earlier_since"})


@dataclass(frozen=True, slots=True)
class Check:
    """One check, named; `bit` is its place in the fault masks.

    `per` cites the provision or local parameter it rests on. `needs` names the numbers of the
    terms without which it is not evaluated, `reads` the tables without a row of which it is not.
    `columns` is the evidence shown beside a row, `says` the sentence with the columns in braces.
    """

    name: str
    zh: str
    per: str
    grain: Grain
    bit: int
    condition: Condition
    columns: tuple[str, ...]
    says: str
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()

    @property
    def of_project(self) -> bool:
        """Whether the check judges the project itself, not its workers one by one."""
        return self.name in PROJECT_NAMES

    @property
    def fault(self) -> int:
        """The check's bit as a number of the fault mask."""
        return 1 << self.bit

    def verified(self, law: Law, on: date) -> Verified:
        """Return how the text of the check's ground was verified: `excerpt` is 依据待核."""
        return law.at(self.per, on=on).verified

    def mask(self, table: ir.Table, terms: Terms) -> ir.BooleanValue:
        """Return the condition over worker-months, or project-months, as an expression."""
        return self.condition(table, terms)

    def rows(self, table: ir.Table) -> ir.Table:
        """Return the evaluated rows the check hits: of workers by `faults`, else `site_faults`."""
        mask = table.site_faults if self.of_project else table.faults
        return table.filter((mask & ibis.literal(self.fault, type="int64")) != 0)

    def sentence(self, row: Mapping[str, Any]) -> str:
        """Say in Chinese why the row is hit; the row holds plain values of the evidence."""
        return self.says.format_map({name: _written(name, row[name]) for name in self.columns})


@dataclass(frozen=True, slots=True)
class Told:
    """What a check declares beside its condition."""

    zh: str
    per: str
    columns: tuple[str, ...]
    says: str
    grain: Grain = "worker"
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()


@dataclass(slots=True)
class Register:
    """Gathers the checks of the modules by name."""

    found: dict[str, Check] = field(default_factory=dict)

    def check(self, told: Told) -> Callable[[Condition], Condition]:
        """Register the function as the check of its own name."""

        def register(condition: Condition) -> Condition:
            name = condition.__name__
            self.found[name] = Check(
                name=name,
                zh=told.zh,
                per=told.per,
                grain=told.grain,
                bit=NAMES.index(name),
                condition=condition,
                columns=told.columns,
                says=told.says,
                needs=told.needs,
                reads=told.reads,
            )
            return condition

        return register

    def in_order(self) -> Mapping[str, Check]:
        """Return the checks by name in the order of their bits; KeyError where one is missing."""
        return MappingProxyType({name: self.found[name] for name in NAMES})


REGISTER = Register()


def check(
    *,
    zh: str,
    per: str,
    columns: tuple[str, ...],
    says: str,
    **more: Any,
) -> Callable[[Condition], Condition]:
    """Declare a check; `more` are the other fields of Told."""
    return REGISTER.check(Told(zh=zh, per=per, columns=columns, says=says, **more))


def _written(name: str, value: object) -> str:
    if value is None:
        return "（无）"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if not isinstance(value, int):
        return str(value)
    for names, write in WRITERS:
        if name in names:
            return write(value)
    return str(value)


def _hours_zh(minutes: int) -> str:
    return f"{minutes / MINUTES_OF_HOUR:.1f}".removesuffix(".0") + "小时"


def _days_zh(hundredths: int) -> str:
    return f"{hundredths / HUNDREDTHS:.2f}".rstrip("0").rstrip(".") + "天"


WRITERS: tuple[tuple[frozenset[str], Callable[[int], str]], ...] = (
    (MONEY, yuan_zh),
    (HOURS, _hours_zh),
    (HUNDREDTH_DAYS, _days_zh),
    (MONTH_NUMBERS, month_zh),
)
