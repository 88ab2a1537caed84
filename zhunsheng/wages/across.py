"""The few facts that need all projects at once: presence at two sites, shared cards, a year's pay.

Everything else concerns one project only, so the projects may be evaluated in parts; these small
tables are made once from the whole books and handed to every part.
"""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.books import Books
from zhunsheng.wages.expressions import bit_or, holds, narrow, packed, total
from zhunsheng.wages.months import first_day, last_day
from zhunsheng.wages.terms import Terms
from zhunsheng.wages.wage_months import arrived

PAIR = 2


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

    Only workers marked on one day at two sites are looked at in the day rows: for them, and only
    for them, the sum of the day masks differs from the masks joined bit by bit. A day clashes
    where the times of two rows overlap; where a time is missing, where the hours of the worker's
    rows together make two full days (a row without hours counts as one full day).
    """
    months = books.tables["attendance_months"].select("worker", "month", days="mask")
    months = months.filter(months.month == terms.month)
    joined = months.group_by("worker").agg(summed=months.days.sum(), united=bit_or(months.days))
    roaming = joined.filter(narrow(joined.summed) != joined.united)
    days = books.tables["attendance"]
    first, last = ibis.literal(first_day(terms.month)), ibis.literal(last_day(terms.month))
    rows = days.select("project", "worker", "day", "hours", "first_in", "last_out")
    rows = rows.filter(rows.day.between(first, last)).semi_join(roaming, "worker")
    met = _meeting(rows, terms)
    return met.group_by(key=packed(met)).agg(clashing_days=met.day.nunique().cast("int32"))


def _meeting(rows: ir.Table, terms: Terms) -> ir.Table:
    """Return the day rows that clash with another row of the same worker and day."""
    day = ibis.window(group_by=["worker", "day"])
    by_time = ibis.window(
        group_by=["worker", "day"], order_by=["first_in", "project"], preceding=(None, 1)
    )
    on = ibis.window(
        group_by=["worker", "day"], order_by=["first_in", "project"], following=(1, None)
    )
    full = terms["day_minutes"]
    untimed = (rows.first_in.isnull() | rows.last_out.isnull()).ifelse(1, 0)
    rows = rows.mutate(
        sites=rows.project.count().over(day),
        hours_together=rows.hours.fill_null(full).sum().over(day),
        untimed=untimed.sum().over(day),
        left_before=rows.last_out.max().over(by_time),
        next_in=rows.first_in.min().over(on),
    )
    overlap = (rows.left_before > rows.first_in) | (rows.next_in < rows.last_out)
    clash = ibis.ifelse(rows.untimed == 0, holds(overlap), rows.hours_together >= full * 2)
    return rows.filter((rows.sites > 1) & clash)


def shared_cards(books: Books, terms: Terms) -> ir.Table:
    """Return the wage cards of several workers, from the roster and the month's receipts: card."""
    roster = books.tables["roster"].select("card", "worker")
    receipts = arrived(books.tables["receipts"], books.as_of, "card", "wage_month")
    receipts = receipts.filter(receipts.wage_month == terms.month).select("card", "worker")
    held = ibis.union(roster, receipts).filter(ibis._.card.notnull())
    several = held.worker.min() < held.worker.max()
    found = held.group_by("card").having(several).agg(least=held.worker.min())
    if terms["card_workers"] == PAIR:
        return found.select("card")
    users = held.semi_join(found, "card").group_by("card").agg(workers=held.worker.nunique())
    return users.filter(users.workers >= terms["card_workers"]).select("card")


def rich(books: Books, terms: Terms) -> ir.Table:
    """Return the workers listed above the year's limit over all projects: worker, year_due."""
    lines = books.tables["payroll"].select("worker", "due", "wage_month", "back_pay_of")
    lines = lines.filter(lines.wage_month.between(terms.year_starts, terms.month))
    lines = lines.filter(lines.back_pay_of.isnull())
    sums = lines.group_by("worker").agg(year_due=total(lines.due))
    return sums.filter(sums.year_due > terms["year_limit"])
