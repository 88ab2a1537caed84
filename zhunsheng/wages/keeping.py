"""Writes a month judged and rated as the files of a run: what the pages and the papers are from.

Each table is one expression over the books, written in one go; the workers are written first and
read back, so that they are reckoned once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.books import Books
from zhunsheng.wages.evaluate import Skipped, judged_projects, judged_workers, not_evaluated
from zhunsheng.wages.expressions import month_number, total, zero
from zhunsheng.wages.months import first_day, last_day
from zhunsheng.wages.rating import rate
from zhunsheng.wages.scheme import Rules
from zhunsheng.wages.terms import Terms

Told = Callable[[str], None]
OF_SITE = ("owner", "account_tail", "pay_day", "officer_phone")


@dataclass(frozen=True, slots=True)
class Month:
    """A month to be written: its books, the numbers and the rules it is judged by.

    `people` (worker, mask, name) and `codes` (project, code) are the registries, on the engine of
    the books.
    `before` is the file of the ratings that stand before these, or None.
    """

    books: Books
    terms: Terms
    rules: Rules
    people: ir.Table
    codes: ir.Table
    before: Path | None


def write_month(month: Month, folder: Path, told: Told) -> tuple[Skipped, ...]:
    """Judge and rate the month and write every file of the run but its manifest.

    `told` hears what is being done. Returns the checks that were not evaluated.
    """
    books, terms = month.books, month.terms
    told("核对人员")
    skipped = not_evaluated(books, terms)
    names = [one.check for one in skipped]
    keep(judged_workers(books, terms, names).order_by("project", "worker"), folder / "workers")
    told("核对工程项目")
    workers = read_back(books, folder / "workers")
    keep(judged_projects(books, terms, workers, names).order_by("project"), folder / "projects")
    told("评定颜色")
    projects = read_back(books, folder / "projects")
    before = None if month.before is None else read_back(books, month.before)
    keep(rate(projects, month.rules, before).order_by("project"), folder / "ratings")
    told("整理明细")
    keep(_sites(month, projects), folder / "sites")
    keep(_people(month, workers), folder / "people")
    for name, table in _details(books).items():
        keep(table, folder / name)
    return skipped


def keep(table: ir.Table, path: Path) -> None:
    """Write a table as one Parquet file; the name has no suffix yet."""
    table.to_parquet(path.with_suffix(".parquet"), compression="zstd")


def read_back(books: Books, path: Path) -> ir.Table:
    """Read a written table on the engine of the books."""
    engine = books.tables["projects"].get_backend()
    return engine.read_parquet(path.with_suffix(".parquet"))


def _details(books: Books) -> dict[str, ir.Table]:
    """Give the tables behind the calendar, the ledgers and the slips."""
    return {
        "days": _days(books),
        "money": _money(books),
        "accounts": _accounts(books),
        "deposits": books.tables["deposits"].order_by("project", "voucher"),
        "receipts": _receipts(books),
    }


def _days(books: Books) -> ir.Table:
    """Count the workers of each day and project of the month."""
    rows = books.tables["attendance"]
    rows = rows.filter(_within(rows.day, books))
    counted = rows.group_by("project", "day").agg(attending=rows.worker.nunique().cast("int32"))
    return counted.order_by("project", "day")


def _within(day: ir.DateValue, books: Books) -> ir.BooleanValue:
    month = books.month
    return day.between(ibis.literal(first_day(month)), ibis.literal(last_day(month)))


def _money(books: Books) -> ir.Table:
    """Sum by day what came to and left the account, and what workers received, by who paid."""
    flows = books.tables["flows"]
    flows = flows.filter(_within(flows.day, books) & (flows.flow != "wages_out"))
    of_account = flows.group_by("project", "day", kind=flows.flow).agg(
        source=ibis.literal("account"),
        workers=ibis.literal(0, "int32"),
        amount=total(flows.amount),
    )
    receipts = _arrived(books)
    receipts = receipts.filter(_within(receipts.paid_on, books))
    paid = receipts.group_by(
        "project", day=receipts.paid_on, kind=receipts.payer.fill_null("other")
    ).agg(
        source=ibis.literal("wages"),
        workers=receipts.worker.nunique().cast("int32"),
        amount=total(receipts.amount),
    )
    names = ("project", "day", "kind", "source", "workers", "amount")
    both = of_account.select(*names).union(paid.select(*names))
    return both.order_by("project", "day", "source", "kind")


def _arrived(books: Books) -> ir.Table:
    receipts = books.tables["receipts"]
    return receipts.filter(receipts.succeeded.fill_null(ibis.literal(value=True)))


def _accounts(books: Books) -> ir.Table:
    """Sum what left each account in the month: wages, and anything else."""
    flows = books.tables["flows"]
    flows = flows.filter(_within(flows.day, books))
    return flows.group_by("project").agg(
        wages=total(flows.amount, flows.flow == "wages_out"),
        other_out=total(flows.amount, flows.flow == "other_out"),
    )


def _receipts(books: Books) -> ir.Table:
    """Give the payments of the wage month, and those without one that came in the month."""
    rows = _arrived(books)
    of_month = rows.wage_month.fill_null(month_number(rows.paid_on)) == books.month
    rows = rows.filter(of_month & rows.worker.notnull())
    names = ("project", "worker", "wage_month", "paid_on", "amount", "payer", "voucher")
    return rows.select(*names, "load", "file", "row").order_by("project", "worker", "paid_on")


def _sites(month: Month, projects: ir.Table) -> ir.Table:
    """Put the project's code and what else its page shows beside its number."""
    tables = month.books.tables
    firms = tables["firms"]
    counted = firms.group_by("project").agg(firms=firms.count().cast("int32"))
    rows = projects.select("project").left_join(month.codes.select("project", "code"), "project")
    rows = rows.select("project", "code")
    rows = rows.left_join(tables["projects"].select("project", *OF_SITE), "project")
    rows = rows.select("project", "code", *OF_SITE).left_join(counted, "project")
    return rows.select("project", "code", *OF_SITE, firms=zero(rows.firms)).order_by("project")


def _people(month: Month, workers: ir.Table) -> ir.Table:
    """Put name, masked number, phone and firm beside each worker of the month."""
    tables = month.books.tables
    firms = tables["firms"]
    named = firms.group_by("project", "firm").agg(firm_name=firms.firm_name.min())
    roster = tables["roster"].select("project", "worker", "firm", "name", "phone")
    rows = workers.select("project", "worker").left_join(roster, ["project", "worker"])
    rows = rows.select("project", "worker", "firm", "phone", own=rows.name)
    rows = rows.left_join(named, ["project", "firm"])
    rows = rows.select("project", "worker", "phone", "own", "firm_name")
    people = month.people.select("worker", "name", identity=month.people["mask"])
    rows = rows.left_join(people, "worker")
    return rows.select(
        *("project", "worker", "identity", "phone", "firm_name"),
        name=rows.own.fill_null(rows.name),
    ).order_by("project", "worker")
