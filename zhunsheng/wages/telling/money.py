"""The month's calendar of a project, the deposits and the special accounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from zhunsheng.base.money import yuan_zh
from zhunsheng.wages.accounts import Account, Deposit
from zhunsheng.wages.months import first_day, last_day
from zhunsheng.wages.shapes import Day, Run
from zhunsheng.wages.tables import FLOWS, PAYERS
from zhunsheng.wages.telling.tables import Row, Tables

DAYS = "SELECT day, attending FROM {days} WHERE project = ?"
MONEY = "SELECT * FROM {money} WHERE project = ? ORDER BY day, kind"
DEPOSITS = """
    SELECT d.*, p.project_name, p.district FROM {deposits} d
    LEFT JOIN {projects} p ON p.project = d.project
    ORDER BY p.district, p.project_name, d.stored_on, d.voucher
"""
ACCOUNTS = """
    SELECT p.*, s.account_tail, a.wages, a.other_out
    FROM {projects} p JOIN {sites} s ON s.project = p.project
    LEFT JOIN {accounts} a ON a.project = p.project
    WHERE p.account_opened_on IS NOT NULL OR a.project IS NOT NULL OR p.n_account_missing > 0
    ORDER BY p.district, p.project_name, p.project
"""
WAGES = "wages"
# Tones of an event: wages paid, labor fee come in, something to look at.
PAID, FEE, NOTED = "grn", "blu", "amb"
ONE_DAY = timedelta(days=1)


def days(tables: Tables, path: Path, run: Run, project: int) -> tuple[Day, ...]:
    """Return every day of the month: how many attended, what money came and went.

    `gap` marks the days of a break as long as the check of that name asks for.
    """
    rows = tables.rows(DAYS, [project], days=path / "days.parquet")
    attending = {row["day"]: row["attending"] for row in rows}
    money = tables.rows(MONEY, [project], money=path / "money.parquet")
    month = _days_of(run)
    gaps = _gaps(month, attending, run)
    return tuple(
        _day(day, attending.get(day, 0), [row for row in money if row["day"] == day], day in gaps)
        for day in month
    )


def _days_of(run: Run) -> list[date]:
    first, last = first_day(run.month), last_day(run.month)
    return [first + ONE_DAY * number for number in range((last - first).days + 1)]


def _gaps(month: Sequence[date], attending: dict[date, int], run: Run) -> set[date]:
    least = run.terms.get("attendance_gap_days", 0)
    gaps: set[date] = set()
    streak: list[date] = []
    for day in [day for day in month if day <= run.as_of]:
        streak = [] if attending.get(day) else [*streak, day]
        if attending and least and len(streak) >= least:
            gaps.update(streak)
    return gaps


def _day(day: date, attending: int, money: Sequence[Row], gap: bool) -> Day:
    flows = [row for row in money if row["source"] != WAGES]
    paid = [row for row in money if row["source"] == WAGES]
    events = [*map(_flow, flows), *map(_payment, paid)]
    return Day(
        day,
        attending,
        gap=gap,
        events=tuple(events),
        pay_in=sum(row["amount"] for row in flows if row["kind"].endswith("_in")),
        pay_out=sum(row["amount"] for row in paid),
        paid_workers=sum(row["workers"] for row in paid),
    )


def _flow(row: Row) -> tuple[str, str]:
    tones = {"labor_fee_in": FEE, "other_out": NOTED}
    return (
        tones.get(row["kind"], ""),
        f"{FLOWS.get(row['kind'], row['kind'])}{yuan_zh(row['amount'])}",
    )


def _payment(row: Row) -> tuple[str, str]:
    by = PAYERS.get(row["kind"], "发放工资")
    return PAID, f"{by}{row['workers']}人，{yuan_zh(row['amount'])}"


def deposits(tables: Tables, path: Path) -> tuple[Deposit, ...]:
    """Return every deposit and guarantee as it was known, by district and project."""
    files = {name: path / f"{name}.parquet" for name in ("deposits", "projects")}
    return tuple(
        Deposit(
            project=row["project"],
            name=row["project_name"] or "",
            district=row["district"] or "",
            form=row["form"],
            required=row["required"] or 0,
            amount=row["amount"],
            used=row["used"] or 0,
            stored_on=row["stored_on"],
            expires_on=row["expires_on"],
            returned_on=row["returned_on"],
            reason=row["reason"] or "",
        )
        for row in tables.rows(DEPOSITS, **files)
    )


def accounts(tables: Tables, path: Path, run: Run) -> tuple[Account, ...]:
    """Return the special account of every project that has or must have one.

    `wages` and `other_out` left in the month, `balance` is that of the day judged, `outstanding`
    what is still to be paid of the month.
    """
    files = {name: path / f"{name}.parquet" for name in ("accounts", "projects", "sites")}
    of_account = [check.name for check in run.checks if check.grain == "account"]
    return tuple(
        Account(
            project=row["project"],
            name=row["project_name"] or "",
            district=row["district"] or "",
            tail=row["account_tail"] or "",
            opened_on=row["account_opened_on"],
            labor_fee=row["labor_fee"],
            wages=row["wages"] or 0,
            other_out=row["other_out"] or 0,
            balance=row["balance"],
            outstanding=row["outstanding"],
            checks=tuple(name for name in of_account if row[f"n_{name}"]),
        )
        for row in tables.rows(ACCOUNTS, **files)
    )
