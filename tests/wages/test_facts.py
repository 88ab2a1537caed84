"""What is reckoned of a worker's month: owed, received, outstanding, when it is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis
import pytest

from tests.wages import small
from zhunsheng.wages.facts import WORKER_MONTH, compacted, worker_months

OCTOBER, SEPTEMBER = small.MONTH - 1, small.MONTH - 2


def fact(worker: int = 1, as_of: date = small.AS_OF, **rows: list[small.Row]) -> dict[str, Any]:
    """The row of the worker."""
    found = facts(as_of, **rows)
    return found[worker]


def facts(as_of: date = small.AS_OF, **rows: list[small.Row]) -> dict[int, dict[str, Any]]:
    """Rows by worker, of one project."""
    made = small.books({"projects": [small.project()], **rows}, as_of=as_of)
    table = worker_months(made, small.terms(as_of=as_of)).to_pyarrow().to_pylist()
    assert len({row["worker"] for row in table}) == len(table)
    return {row["worker"]: row for row in table}


def test_the_columns_have_the_declared_types_and_order() -> None:
    table = worker_months(small.books(small.clean()), small.terms())
    assert dict(table.schema().items()) == dict(ibis.schema(WORKER_MONTH).items())
    assert list(table.columns) == list(WORKER_MONTH)


def test_booleans_and_money_are_never_null() -> None:
    table = worker_months(
        small.books({"receipts": [small.receipt(7)], "payroll": [small.line(8)]}), small.terms()
    )
    for row in table.to_pyarrow().to_pylist():
        empty = {name for name, value in row.items() if value is None}
        assert not {n for n in empty if WORKER_MONTH[n] in ("boolean", "int64")} - {"rate"}


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ({"roster": [small.worker(1)]}, True),
        ({"roster": [small.worker(1, left_on=date(2025, 11, 1))]}, True),
        ({"roster": [small.worker(1, left_on=date(2025, 10, 31))]}, False),
        ({"roster": [small.worker(1, entered_on=date(2025, 12, 1))]}, False),
        ({"attendance_months": [small.attended(1)]}, True),
        ({"attendance_months": [small.attended(1, month=OCTOBER)]}, False),
        ({"payroll": [small.line(1)]}, True),
        ({"receipts": [small.receipt(1)]}, True),
        ({"receipts": [small.receipt(1, succeeded=False)]}, False),
        ({"receipts": [small.receipt(1, paid_on=date(2026, 1, 6))]}, False),
        ({"payroll": [small.line(1, month=OCTOBER)]}, True),
    ],
)
def test_who_is_known_of_in_the_month(rows: dict[str, list[small.Row]], known: bool) -> None:
    assert (1 in facts(**rows)) is known


@pytest.mark.parametrize(
    ("agreed", "earned"),
    [
        ({"rate_kind": "day", "rate": 30_000}, 660_000),
        ({"rate_kind": "hour", "rate": 4_000}, 704_000),
        ({"rate_kind": "month", "rate": 870_000}, 870_000),
        ({"rate_kind": "piece", "rate": 100}, 0),
        ({"rate_kind": None, "rate": None}, 0),
        ({"rate_kind": "day", "rate": 30_000, "role": "manager"}, 0),
    ],
)
def test_what_attendance_earns(agreed: dict[str, Any], earned: int) -> None:
    row = fact(roster=[small.worker(1, **agreed)], attendance_months=[small.attended(1)])
    assert (row["earned"], row["owed"]) == (earned, earned)


def test_a_part_of_a_month_is_paid_by_the_paid_days_of_the_notice() -> None:
    row = fact(
        roster=[small.worker(1, rate_kind="month", rate=870_000)],
        attendance_months=[small.attended(1, days=range(1, 11))],
    )
    assert row["earned"] == 400_000  # 8,700 yuan by 21.75 days, ten days


def test_the_payroll_goes_before_attendance_and_deductions_are_taken_off() -> None:
    row = fact(
        roster=[small.worker(1)],
        attendance_months=[small.attended(1)],
        payroll=[small.line(1, days=20, deductions=10_000)],
    )
    assert (row["gross"], row["deductions"], row["net"], row["owed"]) == (
        600_000,
        10_000,
        590_000,
        590_000,
    )


def test_lines_of_two_firms_are_one_debt() -> None:
    lines = [small.line(1, days=10), small.line(1, days=5, firm="91430900MA4TEST029")]
    row = fact(payroll=lines)
    assert (row["owed"], row["listed_days"]) == (450_000, 1_500)


def test_back_pay_of_the_month_on_a_later_payroll_is_no_second_debt() -> None:
    later = small.line(1, days=8, month=small.MONTH + 1, back_pay_of=small.MONTH)
    row = fact(payroll=[small.line(1, days=10), later])
    assert row["owed"] == 300_000
    assert fact(payroll=[later])["owed"] == 240_000


@pytest.mark.parametrize(
    ("payer", "received", "from_account", "advanced"),
    [
        ("account", 660_000, 660_000, 0),
        (None, 660_000, 660_000, 0),
        ("cash", 660_000, 0, 0),
        ("subcontractor", 660_000, 0, 0),
        ("contractor", 0, 0, 660_000),
        ("owner", 0, 0, 660_000),
        ("deposit", 0, 0, 660_000),
        ("turnover_fund", 0, 0, 660_000),
    ],
)
@pytest.mark.parametrize("month", [small.MONTH, None])
def test_whose_money_it_was(
    payer: str | None, received: int, from_account: int, advanced: int, month: int | None
) -> None:
    row = fact(payroll=[small.line(1)], receipts=[small.receipt(1, payer=payer, month=month)])
    assert (row["received"], row["received_from_account"], row["advanced"]) == (
        received,
        from_account,
        advanced,
    )
    assert (row["outstanding"], row["unassigned"]) == (0, 0)


def test_payments_without_a_month_fill_the_oldest_months_first() -> None:
    row = fact(
        payroll=[small.line(1, month=SEPTEMBER), small.line(1, month=OCTOBER), small.line(1)],
        receipts=[small.receipt(1, amount=900_000, month=None)],
    )
    assert (row["earlier"], row["earlier_since"], row["received"]) == (420_000, OCTOBER, 0)
    assert row["outstanding"] == 660_000


def test_a_month_is_not_named_open_that_the_free_payments_fill() -> None:
    row = fact(
        payroll=[small.line(1, month=OCTOBER), small.line(1)],
        receipts=[small.receipt(1, amount=660_000, month=None)],
    )
    assert (row["earlier"], row["earlier_since"], row["outstanding"]) == (0, None, 660_000)


def test_money_beyond_all_debt_is_unassigned() -> None:
    row = fact(payroll=[small.line(1)], receipts=[small.receipt(1, amount=700_000, month=None)])
    assert (row["received"], row["unassigned"]) == (660_000, 40_000)


@pytest.mark.parametrize(
    ("as_of", "overdue", "overdue_long"),
    [
        (date(2025, 12, 15), 0, 0),
        (date(2025, 12, 16), 660_000, 0),
        (date(2025, 12, 31), 660_000, 0),
        (date(2026, 1, 1), 660_000, 660_000),
    ],
)
def test_when_the_month_is_due(as_of: date, overdue: int, overdue_long: int) -> None:
    row = fact(as_of=as_of, payroll=[small.line(1)])
    assert (row["pay_by"], row["overdue"], row["overdue_long"]) == (
        date(2025, 12, 15),
        overdue,
        overdue_long,
    )


@pytest.mark.parametrize(
    ("as_of", "overdue_long"), [(date(2025, 11, 30), 0), (date(2025, 12, 1), 660_000)]
)
def test_the_month_before_counts_when_its_longer_limit_has_run_out(
    as_of: date, overdue_long: int
) -> None:
    row = fact(as_of=as_of, payroll=[small.line(1, month=OCTOBER)])
    assert row["overdue_long"] == overdue_long


@pytest.mark.parametrize(
    ("pay_day", "pay_by"),
    [
        (15, date(2025, 12, 15)),
        (14, date(2025, 12, 12)),  # a Sunday: paid before the weekend
        (31, date(2025, 12, 31)),
        (None, date(2025, 12, 31)),
    ],
)
def test_the_pay_day_moves_before_rest_days(pay_day: int | None, pay_by: date) -> None:
    made = small.books({"projects": [small.project(pay_day=pay_day)], "payroll": [small.line(1)]})
    assert worker_months(made, small.terms())["pay_by"].to_pyarrow().to_pylist() == [pay_by]


def test_the_day_rows_of_a_month_are_compacted() -> None:
    days = [
        {"project": 1, "worker": 1, "day": date(2025, 11, day), "hours": hours}
        for day, hours in ((1, 480), (30, 600), (15, None))
    ]
    other = {"project": 1, "worker": 1, "day": date(2025, 12, 1), "hours": 480}
    made = small.books({"attendance": [*days, other]})
    rows = compacted(made.tables["attendance"], small.MONTH).to_pyarrow().to_pylist()
    assert rows == [
        {
            "project": 1,
            "worker": 1,
            "month": small.MONTH,
            "mask": 1 | 1 << 14 | 1 << 29,
            "days": 3,
            "minutes": 1080,
            "longest": 600,
        }
    ]
