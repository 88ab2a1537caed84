"""What is known of each project in one month: one row, sums of its workers and its own tables."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from zhunsheng.base.days import add_months
from zhunsheng.wages.books import Books
from zhunsheng.wages.checks import CHECKS, NAMES, WORKER_NAMES
from zhunsheng.wages.checks.pay import manages, not_paid
from zhunsheng.wages.expressions import (
    at_least_zero,
    bit_or,
    holds,
    month_number,
    total,
    zero,
)
from zhunsheng.wages.facts import pay_days
from zhunsheng.wages.months import first_day, last_day
from zhunsheng.wages.terms import PARTS, Terms

SUM_BITS = 44
SUM_MASK = (1 << SUM_BITS) - 1
EMPLOY_NOBODY = ("owner", "supervisor")
OF_PROJECT = (
    *("project_name", "district", "industry", "owner_kind", "contractor", "price", "state"),
    *("contract_signed_on", "permitted_on", "started_on", "completed_on", "suspended_on"),
    *("account_opened_on", "wage_officer", "notice_board_on", "deposit_exempt"),
    "emergency",
)
COUNTS = (
    *("rostered", "attending", "attending_rostered", "unpaid_attending", "listed"),
    *("received_workers", "unpaid_workers", "lines", "same_workers", "round_workers"),
    *("open_warnings", "site_mask", "site_mask_before", "days_attended"),
    *(f"n_{name}" for name in WORKER_NAMES),
)
# What is summed over the workers of a project.
OWED = (
    *("owed", "received", "received_from_account", "advanced", "written_off"),
    *("outstanding", "overdue", "overdue_long", "earlier"),
)
MARK_END = len(NAMES) + 7
SUMS = (
    *OWED,
    *("owed_before", "owed_earlier"),
    *("labor_fee", "labor_fee_before", "labor_fee_to_date", "balance", "misused"),
    *("deposit_stated", "deposit_held", "deposit_expiring"),
)


def project_months(books: Books, terms: Terms, workers: ir.Table) -> ir.Table:
    """Return one row a project: its own columns, counts and sums of its workers, its money.

    `workers` are worker-months with `faults`. A project that only its workers' rows know has a
    row too, without a name. Counts and sums are never null. `state` is that of the month.
    """
    row = _joined(
        _projects(books, terms),
        of_workers(workers, terms),
        pay_days(books, terms).rename(project="of"),
        _attendance(books, terms),
        _alike(books, terms),
        _listed_before(books, terms),
        _flows(books, terms),
        _misused(books, terms),
        _deposits(books, terms),
        _deregistered(books, terms, workers),
        _warnings(books, terms),
    )
    by_price = zero(row.price) * terms["deposit_share"] // PARTS
    filled = {name: zero(row[name]) for name in (*COUNTS, *SUMS)}
    as_it_is = [name for name in row.columns if name not in {*filled, "emergency", "agreed_by"}]
    return row.select(
        *as_it_is,
        **filled,
        month=ibis.literal(terms.month, type="int32"),
        emergency=holds(row.emergency),
        pay_by=row.agreed_by.fill_null(ibis.literal(terms.pay_until)),
        has_roster=filled["rostered"] > 0,
        has_attendance=filled["site_mask"] != 0,
        has_payroll=filled["listed"] > 0,
        has_receipts=filled["received_workers"] > 0,
        owed_to_date=filled["owed_earlier"] + filled["owed"],
        deposit_required=ibis.ifelse(
            filled["deposit_stated"] > 0, filled["deposit_stated"], by_price
        ),
    )


def _projects(books: Books, terms: Terms) -> ir.Table:
    """Return the projects with their state in the month, which the state stated may be later than.

    A site is suspended where it was by the last day of the month, and completed where it was
    before the first; before that it was being built. Without a day the state stands as stated.
    """
    rows = books.tables["projects"].select("project", *OF_PROJECT)
    first, last = ibis.literal(first_day(terms.month)), ibis.literal(last_day(terms.month))
    built_yet = ((rows.state == "suspended") & holds(rows.suspended_on > last)) | (
        (rows.state == "completed") & holds(rows.completed_on >= first)
    )
    return rows.mutate(state=ibis.ifelse(built_yet, "building", rows.state))


def _joined(projects: ir.Table, workers: ir.Table, *tables: ir.Table) -> ir.Table:
    """Join by project; a project that only its workers' rows know is kept."""
    others = [table.rename({f"of_{n}": "project"}) for n, table in enumerate(tables)]
    workers = workers.rename(of_workers="project")
    joined = projects.outer_join(workers, projects.project == workers.of_workers)
    for place, table in enumerate(others):
        joined = joined.left_join(
            table, ibis.coalesce(joined.project, joined.of_workers) == table[f"of_{place}"]
        )
    project = ibis.coalesce(joined.project, joined.of_workers)
    kept = [name for name in joined.columns if name != "project" and not name.startswith("of_")]
    return joined.select(*kept, project=project)


def of_workers(workers: ir.Table, terms: Terms) -> ir.Table:
    """Sum the worker-months of each project; `n_<check>` counts the workers a check hits.

    Workers with the same faults and marks are counted together first, so that the many counts are
    taken of a few rows a project.
    """
    attending = (workers.days > 0) & ~manages(workers)
    due = ibis.literal(terms.as_of) > workers.pay_by
    no_pay = (workers.faults & CHECKS["attending_without_pay"].fault) != 0
    marks = {
        "rostered": workers.rostered,
        "attending": attending,
        "attending_rostered": attending & workers.rostered,
        "unpaid_attending": attending & not_paid(workers) & due,
        "listed": workers.listed,
        "received_workers": workers.received + workers.advanced > 0,
        "unpaid_workers": (workers.overdue > 0) | (workers.overdue_long > 0) | no_pay,
        **{f"n_{name}": None for name in WORKER_NAMES},
    }
    bits = (*range(len(NAMES), MARK_END), *range(len(WORKER_NAMES)))
    places = dict(zip(marks, bits, strict=True))
    tally = workers.faults
    for name, holds_for in marks.items():
        if holds_for is not None:
            bit = ibis.literal(1 << places[name], type="int64")
            tally = tally | ibis.ifelse(holds_for, bit, ibis.literal(0, type="int64"))
    alike = workers.group_by("project", tally=tally).agg(
        workers=workers.count().cast("int64"), **{name: total(workers[name]) for name in OWED}
    )
    return alike.group_by("project").agg(
        **{
            name: total(alike.workers * ((alike.tally >> place) & 1)).cast("int32")
            for name, place in places.items()
        },
        **{name: total(alike[name]) for name in OWED},
    )


def _attendance(books: Books, terms: Terms) -> ir.Table:
    months = books.tables["attendance_months"].select("project", "month", "mask")
    months = months.filter(months.month.between(terms.month - 1, terms.month))
    this, before = months.month == terms.month, months.month == terms.month - 1
    masks = months.group_by("project").agg(
        site_mask=bit_or(ibis.ifelse(this, months["mask"], 0)),
        site_mask_before=bit_or(ibis.ifelse(before, months["mask"], 0)),
    )
    days = sum(((masks.site_mask >> day) & 1 for day in range(1, 31)), masks.site_mask & 1)
    return masks.mutate(days_attended=days.cast("int32"))


def _lines(books: Books) -> ir.Table:
    lines = books.tables["payroll"].view()
    return lines.select("project", "wage_month", "back_pay_of", "due", "deductions")


def _alike(books: Books, terms: Terms) -> ir.Table:
    """Count the payroll lines of the month, those with the commonest sum, those with round sums.

    Of sums equally common the smallest is named: number and sum are packed into one number, so
    that the greatest of them is the same whatever the order of the rows.
    """
    lines = _lines(books)
    lines = lines.filter((lines.wage_month == terms.month) & lines.back_pay_of.isnull())
    sums = lines.mutate(net=at_least_zero(lines.due - zero(lines.deductions)))
    each = sums.group_by("project", "net").agg(workers=sums.count().cast("int64"))
    commonest = (each.workers << SUM_BITS) | (SUM_MASK - ibis.least(each.net, SUM_MASK))
    sites = each.group_by("project").agg(
        lines=total(each.workers),
        packed_sum=commonest.max(),
        round_workers=total(each.workers, each.net % terms["round_sum"] == 0),
    )
    return sites.select(
        *("project", "lines", "round_workers"),
        same_workers=sites.packed_sum >> SUM_BITS,
        same_sum=SUM_MASK - (sites.packed_sum & SUM_MASK),
    )


def _listed_before(books: Books, terms: Terms) -> ir.Table:
    """Sum the payrolls of earlier months: of the month before, and of all."""
    lines = _lines(books)
    lines = lines.filter((lines.wage_month < terms.month) & lines.back_pay_of.isnull())
    net = lines.due - zero(lines.deductions)
    return lines.group_by("project").agg(
        owed_before=total(net, lines.wage_month == terms.month - 1), owed_earlier=total(net)
    )


def _flows(books: Books, terms: Terms) -> ir.Table:
    """Reckon the account: fees by the month they are for, balance on the day."""
    flows = books.tables["flows"]
    flows = flows.filter(flows.day <= ibis.literal(terms.as_of))
    month = flows.for_month.fill_null(month_number(flows.day))
    fee = flows.flow == "labor_fee_in"
    out = flows.flow.isin(("wages_out", "other_out"))
    return flows.group_by("project").agg(
        labor_fee=total(flows.amount, fee & (month == terms.month)),
        labor_fee_before=total(flows.amount, fee & (month == terms.month - 1)),
        labor_fee_to_date=total(flows.amount, fee & (month <= terms.month)),
        balance=total(ibis.ifelse(out, -flows.amount, flows.amount)),
    )


def _misused(books: Books, terms: Terms) -> ir.Table:
    """Sum what left the account in the month for other ends, less what the same name paid back.

    What came back from the month on to the day judged counts; what the same name still held of
    earlier months is paid back first.
    """
    flows = books.tables["flows"]
    flows = flows.filter(flows.day <= ibis.literal(terms.as_of))
    name, month = flows.counterparty.fill_null(""), month_number(flows.day)
    out, back = flows.flow == "other_out", flows.flow == "other_in"
    held = flows.group_by("project", name=name).agg(
        out_before=total(flows.amount, out & (month < terms.month)),
        back_before=total(flows.amount, back & (month < terms.month)),
        out_now=total(flows.amount, out & (month == terms.month)),
        back_since=total(flows.amount, back & (month >= terms.month)),
    )
    still = at_least_zero(held.out_before - held.back_before)
    returned = at_least_zero(held.back_since - still)
    return held.group_by("project").agg(misused=total(at_least_zero(held.out_now - returned)))


def _deposits(books: Books, terms: Terms) -> ir.Table:
    """Sum the deposits and guarantees valid on the day, and those that end within the reminder."""
    rows = books.tables["deposits"]
    as_of = ibis.literal(terms.as_of)
    soon = ibis.literal(_months_on(terms))
    kept = rows.returned_on.isnull() | (rows.returned_on > as_of)
    runs = rows.expires_on.isnull() | (rows.expires_on >= as_of)
    valid = (rows.stored_on <= as_of) & kept & runs
    ending = valid & holds(rows.expires_on <= soon)
    held = at_least_zero(rows.amount - zero(rows.used))
    return rows.group_by("project").agg(
        deposit_stated=zero(rows.required.max()),
        deposit_held=total(held, valid),
        deposit_expiring=total(held, ending),
        guarantee_expires_on=rows.expires_on.min(where=ending),
    )


def _deregistered(books: Books, terms: Terms, workers: ir.Table) -> ir.Table:
    """Name a firm struck off the register that employs workers whose wages are overdue."""
    firms = books.tables["firms"]
    gone = firms.filter(firms.deregistered_on <= ibis.literal(terms.as_of))
    gone = gone.filter(~gone.firm_kind.isin(EMPLOY_NOBODY))
    unpaid = workers.filter((workers.overdue > 0) | (workers.overdue_long > 0))
    owing = unpaid.select(of="project", by="firm").distinct()
    gone = gone.semi_join(owing, (gone.project == owing.of) & (gone.firm == owing.by))
    return gone.group_by("project").agg(deregistered=gone.firm_name.min())


def _warnings(books: Books, terms: Terms) -> ir.Table:
    rows = books.tables["warnings"]
    as_of = ibis.literal(terms.as_of)
    open_now = (rows.raised_on <= as_of) & (rows.cleared_on.isnull() | (rows.cleared_on > as_of))
    rows = rows.filter(open_now)
    return rows.group_by("project").agg(
        open_warnings=rows.count().cast("int32"), open_warning=rows.fault.min()
    )


def _months_on(terms: Terms) -> date:
    """Return the day as many months on as a guarantee's end is foretold."""
    day = add_months(terms.as_of.toordinal(), terms["guarantee_months"])
    return date.fromordinal(day)
