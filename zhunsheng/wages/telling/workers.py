"""The workers of a run: the list behind a check, one worker's slip, the rows behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zhunsheng.base.masking import mask_name, mask_numbers
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.shapes import CheckSaid, Receipt, Run, Slip, SlipMonth, Worker
from zhunsheng.wages.telling.tables import Row, Tables
from zhunsheng.wages.wage_months import MANAGER

# Lists of workers besides those a check hits. A manager on site is not counted as attending.
ATTENDING = f"w.days > 0 AND coalesce(w.role, '') <> '{MANAGER}'"
UNPAID = CHECKS["attending_without_pay"].fault
LISTS = {
    "": "w.faults <> 0",
    "unpaid": f"(w.overdue > 0 OR w.overdue_long > 0 OR w.faults & {UNPAID} <> 0)",
    "all": "true",
    "roster": "w.rostered",
    "attending": ATTENDING,
    "listed": "w.listed",
    "received": "w.received + w.advanced > 0",
    "outstanding": "w.outstanding > 0",
    "arrears": "w.outstanding + w.earlier > 0",
    "gap_roster": f"{ATTENDING} AND NOT w.rostered",
    "gap_listed": f"{ATTENDING} AND NOT w.listed",
    "gap_received": f"{ATTENDING} AND w.received + w.advanced = 0",
}
FROM = """
    FROM {workers} w LEFT JOIN {people} n ON n.project = w.project AND n.worker = w.worker
    WHERE (? IS NULL OR w.project = ?) AND
"""
OF_ONE = "SELECT * FROM {workers} WHERE project = ? AND worker = ?"
PERSON = "SELECT * FROM {people} WHERE project = ? AND worker = ?"
RECEIVED = """
    SELECT paid_on, amount, payer, voucher, wage_month FROM {receipts}
    WHERE project = ? AND worker = ? ORDER BY paid_on, voucher
"""


@dataclass(frozen=True, slots=True)
class WorkersAsked:
    """Which workers are asked for: of a project or all, those of a list or a check, which part."""

    project: int | None
    list: str = ""
    offset: int = 0
    limit: int = 50


def faults(mask: int, run: Run) -> tuple[str, ...]:
    """Return the names of the checks whose bits the worker's mask has."""
    return tuple(check.name for check in worker_checks(run) if mask & (1 << check.bit))


def worker_checks(run: Run) -> tuple[CheckSaid, ...]:
    """Return the checks that judge workers one by one."""
    return tuple(check for check in run.checks if not check.of_project)


def listed(
    tables: Tables, path: Path, run: Run, asked: WorkersAsked
) -> tuple[tuple[Worker, ...], int]:
    """Return the workers asked for, those owed most first, and how many there are in all."""
    bits = {check.name: f"w.faults & {1 << check.bit} <> 0" for check in worker_checks(run)}
    condition = {**LISTS, **bits}.get(asked.list)
    if condition is None:
        return (), 0
    files = {name: path / f"{name}.parquet" for name in ("workers", "people")}
    values = [asked.project, asked.project]
    (total,) = tables.rows(f"SELECT count(*) AS n {FROM} {condition}", values, **files)
    query = (
        f"SELECT w.*, n.name, n.identity {FROM} {condition}"
        " ORDER BY greatest(w.overdue, w.overdue_long) DESC, w.outstanding + w.earlier DESC,"
        " w.project, w.worker LIMIT ? OFFSET ?"
    )
    rows = tables.rows(query, [*values, asked.limit, asked.offset], **files)
    return tuple(worker(row, run) for row in rows), total["n"]


def worker(row: Row, run: Run) -> Worker:
    """Make a worker's line of a row, masked, with the sentence of every fault."""
    names = faults(row["faults"], run)
    return Worker(
        worker=row["worker"],
        mask=row["identity"] or "",
        name=mask_name(row["name"] or ""),
        team=row["team"] or "",
        days=row["days"],
        owed=row["owed"],
        received=row["received"] + row["advanced"],
        outstanding=row["outstanding"],
        overdue=row["overdue"],
        faults=names,
        project=row["project"],
        firm=row["firm"] or "",
        earlier=row["earlier"],
        sentences=tuple(
            CHECKS[name].sentence(row)
            for name in names
            if name in CHECKS and row.keys() >= set(CHECKS[name].columns)
        ),
    )


def person(tables: Tables, path: Path, who: tuple[int, int]) -> Row | None:
    """Return what is known of (project, worker) as a person, unmasked; None for nobody."""
    rows = tables.rows(PERSON, who, people=path / "people.parquet")
    return rows[0] if rows else None


def slip(tables: Tables, months: Sequence[tuple[Run, Path]], who: tuple[int, int]) -> Slip | None:
    """Return the slip of (project, worker) over the runs, the newest month first, masked.

    None where no run knows the worker.
    """
    head: Slip | None = None
    found: list[SlipMonth] = []
    for run, path in months:
        rows = tables.rows(OF_ONE, who, workers=path / "workers.parquet")
        if not rows:
            continue
        if head is None:
            head = _head(rows[0], person(tables, path, who) or {})
        found.append(_month(tables, path, run, rows[0]))
    return None if head is None else replace(head, months=tuple(found))


def _month(tables: Tables, path: Path, run: Run, row: Row) -> SlipMonth:
    who = (row["project"], row["worker"])
    receipts = tables.rows(RECEIVED, who, receipts=path / "receipts.parquet")
    names = ("days", "minutes", "earned", "gross", "deductions", "owed", "received", "advanced")
    return SlipMonth(
        run.month,
        **{name: row[name] for name in names},
        written_off=row["written_off"],
        outstanding=row["outstanding"],
        pay_by=row["pay_by"],
        receipts=tuple(
            Receipt(
                one["paid_on"],
                one["amount"],
                one["payer"] or "",
                one["voucher"],
                one["wage_month"],
            )
            for one in receipts
        ),
    )


def _head(row: Row, whose: Row) -> Slip:
    return Slip(
        worker=row["worker"],
        mask=whose.get("identity") or "",
        name=mask_name(whose.get("name") or ""),
        phone=mask_numbers(whose.get("phone") or ""),
        team=row["team"] or "",
        firm=whose.get("firm_name") or row["firm"] or "",
        rate_kind=row["rate_kind"] or "",
        rate=row["rate"],
        entered_on=row["entered_on"],
        left_on=row["left_on"],
        contract_signed_on=row["contract_signed_on"],
    )
