"""The wage checks by hand in pandas, beside the engine: the checks of workers, summed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from bench.wage_books import AS_OF, MONTH
from bench.wage_sums import Sums
from zhunsheng.wages.terms import Terms

KEYS = ["project", "worker"]
TODAY = pd.Timestamp(AS_OF)
MONEY = ("owed", "received", "outstanding", "overdue", "earlier")
FLAGS = ("rostered", "listed", "shared", "clashing", "site_attends")
NUMBERS = (
    *("days", "minutes", "longest", "gross", "net", "listed_days", "received", "from_account"),
    *("earlier", "rate"),
)


def judge(folder: Path, terms: Terms) -> Sums:
    """Judge the month in the folder; return the sums it shares with the engine."""
    rows = _owed(_joined(folder, terms), terms)
    found = {name: int(rows[name].sum()) for name in (*MONEY, "rostered", "attending", "listed")}
    hits = {f"n_{name}": int(mask.sum()) for name, mask in _checks(rows, terms).items()}
    return {**found, "received_workers": int((rows.received > 0).sum()), **hits}


def _read(folder: Path, name: str, columns: list[str]) -> pd.DataFrame:
    return pd.read_parquet(folder / f"{name}.parquet", columns=columns)


def _joined(folder: Path, terms: Terms) -> pd.DataFrame:
    """Return one row a project and worker, from roster, attendance, payroll and receipts."""
    papers = ["role", "rate_kind", "rate", "contract_signed_on", "left_on", "card"]
    roster = _read(folder, "roster", [*KEYS, *papers])
    months = _read(folder, "attendance_months", [*KEYS, "month", "days", "minutes", "longest"])
    months = months[months.month == MONTH].drop(columns="month")
    receipts = _receipts(folder)
    now, before = _payroll(folder)
    rows = roster.drop(columns="card").assign(rostered=True)
    for table in (months, now, _received(receipts), before):
        rows = rows.merge(table, on=KEYS, how="outer")
    for mark in (_shared(roster, receipts), _clashes(folder, months)):
        rows = rows.merge(mark, on=KEYS, how="left")
    return rows.merge(_pay_days(folder, months, terms), on="project", how="left")


def _payroll(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the lines of the month, and what is owed of earlier ones (nothing was paid of it)."""
    lines = _read(folder, "payroll", [*KEYS, "wage_month", "days", "due", "deductions"])
    lines["net"] = lines.due - lines.deductions.fillna(0).astype(np.int64)
    now = lines[lines.wage_month == MONTH].groupby(KEYS, sort=False)
    summed = now.agg(gross=("due", "sum"), net=("net", "sum"), listed_days=("days", "sum"))
    before = lines[lines.wage_month < MONTH].groupby(KEYS, sort=False).agg(earlier=("net", "sum"))
    return summed.reset_index().assign(listed=True), before.reset_index()


def _receipts(folder: Path) -> pd.DataFrame:
    names = ["card", "amount", "paid_on", "wage_month", "payer", "succeeded"]
    rows = _read(folder, "receipts", [*KEYS, *names])
    return rows[rows.succeeded & (rows.wage_month == MONTH)]


def _received(receipts: pd.DataFrame) -> pd.DataFrame:
    rows = receipts[pd.to_datetime(receipts.paid_on) <= TODAY]
    own = rows.amount.where(rows.payer.fillna("account") == "account", 0)
    grouped = rows.assign(own=own).groupby(KEYS, sort=False)
    return grouped.agg(received=("amount", "sum"), from_account=("own", "sum")).reset_index()


def _shared(roster: pd.DataFrame, receipts: pd.DataFrame) -> pd.DataFrame:
    names = [*KEYS, "card"]
    held = pd.concat([roster[names], receipts[names]]).dropna(subset=["card"]).drop_duplicates()
    workers = held.groupby("card").worker.agg(["min", "max"])
    several = workers.index[workers["min"] < workers["max"]]
    return held.loc[held.card.isin(several), KEYS].drop_duplicates().assign(shared=True)


def _clashes(folder: Path, months: pd.DataFrame) -> pd.DataFrame:
    """Return who was on two sites at once: only workers of two sites are looked at by the day."""
    roaming = months.worker[months.worker.duplicated()].unique().tolist()
    days = pd.read_parquet(
        folder / "attendance.parquet",
        columns=[*KEYS, "day", "first_in", "last_out"],
        filters=[("worker", "in", roaming)],
    )
    both = days.merge(days, on=["worker", "day"], suffixes=("", "_other"))
    overlap = (both.first_in < both.last_out_other) & (both.first_in_other < both.last_out)
    met = both[overlap & (both.project != both.project_other)]
    return met[KEYS].drop_duplicates().assign(clashing=True)


def _pay_days(folder: Path, months: pd.DataFrame, terms: Terms) -> pd.DataFrame:
    """Return the day by which each project must pay, and whether it keeps attendance."""
    sites = _read(folder, "projects", ["project", "pay_day"])
    days = pd.Series(pd.to_datetime(list(terms.pay_days)), index=range(1, len(terms.pay_days) + 1))
    attends = sites.project.isin(months.project.unique())
    return sites.assign(pay_by=sites.pay_day.map(days), site_attends=attends)


def _owed(rows: pd.DataFrame, terms: Terms) -> pd.DataFrame:
    """Add what was earned, is owed and is outstanding."""
    for name in FLAGS:
        rows[name] = rows[name].notna() & (rows[name] == True)  # noqa: E712 - an object column
    for name in NUMBERS:
        rows[name] = rows[name].fillna(0).astype(np.int64)
    rows["manager"] = rows.role == "manager"
    kind = rows.rate_kind.where(~rows.manager, "")
    month = np.minimum(rows.rate, rows.rate * rows.days * 100 // terms["month_days"])
    by_kind = [rows.rate * rows.days, rows.rate * rows.minutes // 60, month]
    rows["earned"] = np.select([kind == name for name in ("day", "hour", "month")], by_kind, 0)
    rows["attending"] = (rows.days > 0) & ~rows.manager
    rows["owed"] = np.where(rows.listed, rows.net, rows.earned).clip(0)
    rows["outstanding"] = (rows.owed - rows.received).clip(lower=0)
    rows["due"] = rows.pay_by.fillna(pd.Timestamp(terms.pay_until)) < TODAY
    rows["overdue"] = rows.outstanding.where(rows.due, 0)
    late = terms.overdue_month >= MONTH
    rows["overdue_long"] = rows.earlier + (rows.outstanding if late else 0)
    return rows


def _checks(rows: pd.DataFrame, terms: Terms) -> dict[str, pd.Series]:
    nothing, attended = rows.received == 0, rows.days > 0
    beyond = (rows.received > 0) & (rows.owed == 0)
    above = rows.listed_days - rows.days * 100 >= terms["days_above"] * 100
    signed = pd.to_datetime(rows.contract_signed_on) <= TODAY
    left = pd.to_datetime(rows.left_on) < TODAY
    unlisted = ~rows.listed | (rows.net <= 0)
    covered = (rows.earned > 0) & (rows.received >= rows.earned)
    paid = (rows.listed & (rows.net > 0)) | beyond
    return {
        "unpaid_by_pay_day": (rows.overdue > 0) & nothing,
        "unpaid_after_next_month": rows.overdue_long > 0,
        "underpaid": rows.overdue > 0,
        "attending_without_pay": rows.attending & unlisted & ~covered & rows.due,
        "paid_without_attending": paid & ~attended & rows.site_attends & ~rows.manager,
        "paid_without_roster": (rows.listed | beyond) & ~rows.rostered,
        "attending_without_roster": attended & ~rows.rostered,
        "above_month_limit": rows.gross > terms["month_limit"],
        "leaver_not_settled": left & (rows.overdue + rows.overdue_long > 0),
        "contract_missing": rows.rostered & attended & ~signed,
        "two_sites_at_once": rows.clashing,
        "day_long_presence": rows.longest >= terms["presence_minutes"],
        "shared_bank_card": rows.shared,
        "manager_on_payroll": rows.manager & (rows.listed | (rows.from_account > 0)),
        "days_above_attendance": rows.listed & attended & above,
        "not_through_account": rows.due & (rows.received > rows.from_account),
    }
