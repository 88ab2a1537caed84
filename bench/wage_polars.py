"""The wage checks by hand in Polars, beside the engine: checks of workers, summed."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from bench.wage_books import AS_OF, MONTH
from bench.wage_sums import Sums
from zhunsheng.wages.terms import Terms

KEYS = ("project", "worker")
c = pl.col


def judge(folder: Path, terms: Terms) -> Sums:
    """Judge the month in the folder; return the sums it shares with the engine."""
    rows = _owed(_joined(folder, terms), terms)
    counted = rows.select(
        *(c(name).cast(pl.Int64).sum() for name in ("owed", "received", "outstanding", "overdue")),
        c("earlier").sum(),
        *(c(name).sum().cast(pl.Int64) for name in ("rostered", "attending", "listed")),
        received_workers=(c("received") > 0).sum().cast(pl.Int64),
        **{f"n_{name}": mask.sum().cast(pl.Int64) for name, mask in _checks(terms).items()},
    )
    return counted.collect(engine="streaming").row(0, named=True)


def _joined(folder: Path, terms: Terms) -> pl.LazyFrame:
    """Return one row a project and worker, from roster, attendance, payroll and receipts."""
    roster = _read(folder, "roster").select(
        *KEYS,
        "role",
        "rate_kind",
        "rate",
        "contract_signed_on",
        "left_on",
        rostered=pl.lit(value=True),
    )
    months = _read(folder, "attendance_months").filter(c("month") == MONTH)
    months = months.select(*KEYS, "days", "minutes", "longest")
    rows = _full(_full(_full(roster, months), _payroll(folder)), _receipts(folder))
    rows = _full(rows, _earlier(folder))
    marks = (_shared(folder), _clashes(folder))
    for mark in marks:
        rows = rows.join(mark, on=KEYS, how="left")
    return rows.join(_pay_days(folder, terms), on="project", how="left")


def _read(folder: Path, name: str) -> pl.LazyFrame:
    return pl.scan_parquet(folder / f"{name}.parquet")


def _full(left: pl.LazyFrame, right: pl.LazyFrame) -> pl.LazyFrame:
    return left.join(right, on=KEYS, how="full", coalesce=True)


def _payroll(folder: Path) -> pl.LazyFrame:
    lines = _read(folder, "payroll").filter(c("wage_month") == MONTH)
    return lines.group_by(KEYS).agg(
        gross=c("due").sum(),
        net=(c("due") - c("deductions").fill_null(0)).sum(),
        listed_days=c("days").sum(),
        listed=pl.lit(value=True).first(),
    )


def _receipts(folder: Path) -> pl.LazyFrame:
    rows = _read(folder, "receipts")
    rows = rows.filter(c("succeeded") & (c("wage_month") == MONTH) & (c("paid_on") <= AS_OF))
    from_account = c("payer").fill_null("account") == "account"
    return rows.group_by(KEYS).agg(
        received=c("amount").sum(), from_account=c("amount").filter(from_account).sum()
    )


def _earlier(folder: Path) -> pl.LazyFrame:
    """Return what is owed of earlier months; in this data nothing was paid of them."""
    lines = _read(folder, "payroll").filter(c("wage_month") < MONTH)
    return lines.group_by(KEYS).agg(earlier=(c("due") - c("deductions").fill_null(0)).sum())


def _shared(folder: Path) -> pl.LazyFrame:
    paid = _read(folder, "receipts").filter(c("succeeded") & (c("wage_month") == MONTH))
    held = pl.concat([_read(folder, "roster").select(*KEYS, "card"), paid.select(*KEYS, "card")])
    held = held.filter(c("card").is_not_null())
    cards = held.group_by("card").agg(several=c("worker").min() < c("worker").max())
    found = held.join(cards.filter(c("several")), on="card", how="semi")
    return found.select(KEYS).unique().with_columns(shared=pl.lit(value=True))


def _clashes(folder: Path) -> pl.LazyFrame:
    """Return who was on two sites at once: only workers of two sites are looked at by the day."""
    months = _read(folder, "attendance_months").filter(c("month") == MONTH)
    roaming = months.group_by("worker").agg(sites=pl.len()).filter(c("sites") > 1)
    days = _read(folder, "attendance").join(roaming, on="worker", how="semi")
    days = days.select(*KEYS, "day", "first_in", "last_out")
    both = days.join(days, on=["worker", "day"], suffix="_other")
    overlap = (c("first_in") < c("last_out_other")) & (c("first_in_other") < c("last_out"))
    met = both.filter((c("project") != c("project_other")) & overlap)
    return met.select(KEYS).unique().with_columns(clashing=pl.lit(value=True))


def _pay_days(folder: Path, terms: Terms) -> pl.LazyFrame:
    """Return the day by which each project must pay, and whether it keeps attendance."""
    days = pl.LazyFrame(
        {"pay_day": range(1, len(terms.pay_days) + 1), "pay_by": terms.pay_days},
        schema={"pay_day": pl.Int32, "pay_by": pl.Date},
    )
    kept = _read(folder, "attendance_months").filter(c("month") == MONTH)
    kept = kept.select("project").unique().with_columns(site_attends=pl.lit(value=True))
    sites = (
        _read(folder, "projects").select("project", "pay_day").join(days, on="pay_day", how="left")
    )
    return sites.join(kept, on="project", how="left")


def _owed(rows: pl.LazyFrame, terms: Terms) -> pl.LazyFrame:
    """Add what was earned, is owed and is outstanding."""
    flags = ("rostered", "listed", "shared", "clashing", "site_attends")
    sums = ("days", "minutes", "longest", "gross", "net", "listed_days", "received", "from_account")
    rate = c("rate").fill_null(0)
    days, minutes = c("days").cast(pl.Int64), c("minutes").cast(pl.Int64)
    month = pl.min_horizontal(rate, rate * days * 100 // terms["month_days"])
    kind = pl.when(c("manager")).then(None).otherwise(c("rate_kind"))
    earned = (
        pl.when(kind == "day").then(rate * days)
        .when(kind == "hour").then(rate * minutes // 60)
        .when(kind == "month").then(month)
        .otherwise(0)
    )  # fmt: skip
    late = pl.lit(terms.overdue_month >= MONTH)
    return (
        rows.with_columns(
            *(c(name).fill_null(value=False) for name in flags),
            *(c(name).fill_null(0) for name in (*sums, "earlier")),
            manager=(c("role") == "manager").fill_null(value=False),
            pay_by=c("pay_by").fill_null(terms.pay_until),
        )
        .with_columns(earned=earned, attending=(c("days") > 0) & ~c("manager"))
        .with_columns(owed=pl.when(c("listed")).then(c("net")).otherwise(c("earned")).clip(0))
        .with_columns(outstanding=(c("owed") - c("received")).clip(0), due=c("pay_by") < AS_OF)
        .with_columns(
            overdue=pl.when(c("due")).then(c("outstanding")).otherwise(0),
            overdue_long=c("earlier") + pl.when(late).then(c("outstanding")).otherwise(0),
        )
    )


def _checks(terms: Terms) -> dict[str, pl.Expr]:
    nothing, attended = c("received") == 0, c("days") > 0
    beyond = (c("received") > 0) & (c("owed") == 0)
    above = c("listed_days") - c("days") * 100 >= terms["days_above"] * 100
    unsigned = ~(c("contract_signed_on") <= AS_OF).fill_null(value=False)
    left = (c("left_on") < AS_OF).fill_null(value=False)
    unlisted = ~c("listed") | (c("net") <= 0)
    covered = (c("earned") > 0) & (c("received") >= c("earned"))
    paid = (c("listed") & (c("net") > 0)) | beyond
    return {
        "unpaid_by_pay_day": (c("overdue") > 0) & nothing,
        "unpaid_after_next_month": c("overdue_long") > 0,
        "underpaid": c("overdue") > 0,
        "attending_without_pay": c("attending") & unlisted & ~covered & c("due"),
        "paid_without_attending": paid & ~attended & c("site_attends") & ~c("manager"),
        "paid_without_roster": (c("listed") | beyond) & ~c("rostered"),
        "attending_without_roster": attended & ~c("rostered"),
        "above_month_limit": c("gross") > terms["month_limit"],
        "leaver_not_settled": left & (c("overdue") + c("overdue_long") > 0),
        "contract_missing": c("rostered") & attended & unsigned,
        "two_sites_at_once": c("clashing"),
        "day_long_presence": c("longest") >= terms["presence_minutes"],
        "shared_bank_card": c("shared"),
        "manager_on_payroll": c("manager") & (c("listed") | (c("from_account") > 0)),
        "days_above_attendance": c("listed") & attended & above,
        "not_through_account": c("due") & (c("received") > c("from_account")),
    }
