"""The few facts that need all projects at once: presence at two sites, shared cards, a year's pay.

Everything else concerns one project only, so the projects may be evaluated in parts; these small
tables are made once from the whole books and handed to every part.
"""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.books import Books
from zhunsheng.wages.expressions import holds, packed, total, zero
from zhunsheng.wages.months import first_day, last_day
from zhunsheng.wages.terms import Terms
from zhunsheng.wages.wage_months import arrived


@dataclass(frozen=True, slots=True)
class Across:
    """Three small tables over all projects.

    clashes: key, clashing_days (days of the month on two sites at the same time);
    cards: card (used by at least the number of workers the terms name);
    rich: worker, year_due (pay listed in the calendar year up to the month, above the limit).
    """

    clashes: ir.Table
    cards: ir.Table
    rich: ir.Table


def across(books: Books, terms: Terms) -> Across:
    """Return the tables over all projects of the books."""
    return Across(clashes(books, terms), shared_cards(books, terms), rich(books, terms))


def clashes(books: Books, terms: Terms) -> ir.Table:
    """Return the workers who were on two sites at the same time: key, clashing_days.

    Only workers marked on one day at two sites are looked at in the day rows. Two day rows clash
    where their times overlap; where a time is missing, where the hours of both together make two
    full days (a row without hours counts as one full day).
    """
    months = books.tables["attendance_months"]
    months = months.filter(months.month == terms.month)
    roaming = months.group_by("worker").having(months.count() > 1).agg(sites=months.count())
    marked = months.semi_join(roaming, "worker")
    other = marked.view()
    same_day = (marked.mask & other.mask) != 0
    twice = marked.semi_join(
        other,
        [marked.worker == other.worker, marked.project != other.project, same_day],
    ).select("project", "worker")
    days = books.tables["attendance"]
    first, last = ibis.literal(first_day(terms.month)), ibis.literal(last_day(terms.month))
    rows = days.filter(days.day.between(first, last)).semi_join(twice, ["project", "worker"])
    rows = rows.select("project", "worker", "day", "hours", "first_in", "last_out")
    met = _meeting(rows, terms)
    return met.group_by(key=packed(met)).agg(clashing_days=met.day.nunique().cast("int32"))


def _meeting(rows: ir.Table, terms: Terms) -> ir.Table:
    """Return the day rows that clash with another row of the same worker and day."""
    other = rows.view()
    overlap = (rows.first_in < other.last_out) & (other.first_in < rows.last_out)
    full = terms["day_minutes"]
    together = rows.hours.fill_null(full) + other.hours.fill_null(full)
    clash = overlap.fill_null(together >= full * 2)
    return rows.semi_join(
        other,
        [
            rows.worker == other.worker,
            rows.day == other.day,
            rows.project != other.project,
            clash,
        ],
    )


def shared_cards(books: Books, terms: Terms) -> ir.Table:
    """Return the wage cards of several workers, from the roster and the month's receipts: card."""
    roster = books.tables["roster"]
    receipts = arrived(books)
    receipts = receipts.filter(receipts.wage_month == terms.month)
    held = ibis.union(roster.select("card", "worker"), receipts.select("card", "worker"))
    held = held.filter(held.card.notnull())
    several = held.worker.min() < held.worker.max()
    found = held.group_by("card").having(several).agg(workers=held.worker.nunique())
    return found.filter(found.workers >= terms["card_workers"]).select("card")


def rich(books: Books, terms: Terms) -> ir.Table:
    """Return the workers listed above the year's limit over all projects: worker, year_due."""
    lines = books.tables["payroll"]
    lines = lines.filter(lines.wage_month.between(terms.year_starts, terms.month))
    lines = lines.filter(lines.back_pay_of.isnull())
    sums = lines.group_by("worker").agg(year_due=total(lines.due))
    return sums.filter(sums.year_due > terms["year_limit"])
