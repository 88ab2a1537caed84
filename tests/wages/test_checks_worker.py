"""The checks of workers: what each hits, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.wages import small
from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages.checks import CHECKS, WORKER_NAMES
from zhunsheng.wages.evaluate import evaluate
from zhunsheng.wages.terms import Terms, read_terms

Rows = dict[str, list[small.Row]]
OCTOBER = small.MONTH - 1


def hits(rows: Rows, terms: Terms | None = None) -> dict[int, set[str]]:
    """The worker checks that hit, by worker."""
    found = evaluate(small.books(rows), terms or small.terms()).workers
    return {
        row["worker"]: {name for name in WORKER_NAMES if row["faults"] >> CHECKS[name].bit & 1}
        for row in found.select("worker", "faults").to_pyarrow().to_pylist()
    }


def changed(table: str, worker: int, **values: Any) -> Rows:
    """The clean project with a worker's rows of one table changed."""
    rows = small.clean()
    rows[table] = [{**row, **values} if row.get("worker") == worker else row for row in rows[table]]
    return rows


def without(table: str, worker: int) -> Rows:
    """The clean project without a worker's rows of one table."""
    rows = small.clean()
    rows[table] = [row for row in rows[table] if row.get("worker") != worker]
    return rows


def plus(table: str, *more: small.Row) -> Rows:
    """The clean project with more rows of one table."""
    rows = small.clean()
    rows[table] = [*rows.get(table, ()), *more]
    return rows


UNPAID = {"unpaid_by_pay_day", "unpaid_after_next_month", "underpaid"}
PART_PAID = {"unpaid_after_next_month", "underpaid"}
RICH = [
    small.line(3, days=20, month=month, due=3_000_000)
    for month in range(small.MONTH - 10, small.MONTH)
]
RICH_PAID = [small.receipt(3, amount=3_000_000, month=row["wage_month"]) for row in RICH]


def leaver() -> Rows:
    rows = without("receipts", 3)
    rows["roster"] = [
        {**row, "left_on": date(2025, 11, 20)} if row["worker"] == 3 else row
        for row in rows["roster"]
    ]
    return rows


def rich() -> Rows:
    rows = plus("payroll", *RICH)
    rows["receipts"] = [*rows["receipts"], *RICH_PAID]
    return rows


CASES: list[tuple[str, Callable[[], Rows], set[str]]] = [
    ("nothing paid", lambda: without("receipts", 3), UNPAID),
    ("part paid", lambda: changed("receipts", 3, amount=100), PART_PAID),
    ("paid late", lambda: changed("receipts", 3, paid_on=date(2026, 1, 4)), set()),
    ("an earlier month unpaid", lambda: plus("payroll", small.line(3, month=OCTOBER)), {"unpaid_after_next_month"}),
    ("neither listed nor paid", lambda: {**without("payroll", 3), "receipts": without("receipts", 3)["receipts"]}, UNPAID | {"attending_without_pay"}),
    ("off the payroll, a yuan paid", lambda: {**without("payroll", 3), "receipts": changed("receipts", 3, amount=100)["receipts"]}, PART_PAID | {"attending_without_pay"}),
    ("off the payroll, all earned paid", lambda: without("payroll", 3), set()),
    ("off the payroll by the piece, a yuan paid", lambda: {**without("payroll", 3), "roster": changed("roster", 3, rate_kind="piece")["roster"], "receipts": changed("receipts", 3, amount=100)["receipts"]}, {"attending_without_pay"}),
    ("listed without attendance", lambda: without("attendance_months", 3), {"paid_without_attending"}),
    ("listed without roster", lambda: {**without("roster", 3), "attendance_months": without("attendance_months", 3)["attendance_months"]}, {"paid_without_roster", "paid_without_attending"}),
    ("attending without roster", lambda: plus("attendance_months", small.attended(99, days=[4])), {"attending_without_roster", "attending_without_pay"}),
    ("a stranger is paid", lambda: plus("receipts", small.receipt(99, amount=5)), {"paid_without_roster", "paid_without_attending"}),
    ("a stranger is paid without a month", lambda: plus("receipts", small.receipt(99, amount=5, month=None)), {"paid_without_roster", "paid_without_attending"}),
    ("above the month's limit", lambda: {**changed("payroll", 3, due=5_000_001), "receipts": changed("receipts", 3, amount=5_000_001)["receipts"]}, {"above_month_limit"}),
    ("at the month's limit", lambda: {**changed("payroll", 3, due=5_000_000), "receipts": changed("receipts", 3, amount=5_000_000)["receipts"]}, set()),
    ("above the year's limit", rich, {"above_year_limit"}),
    ("left and not settled", leaver, UNPAID | {"leaver_not_settled"}),
    ("no contract", lambda: changed("roster", 3, contract_signed_on=None), {"contract_missing"}),
    ("contract signed after the day", lambda: changed("roster", 3, contract_signed_on=date(2026, 1, 6)), {"contract_missing"}),
    ("a day of 20 hours", lambda: changed("attendance_months", 3, longest=1200), {"day_long_presence"}),
    ("a day just shorter", lambda: changed("attendance_months", 3, longest=1199), set()),
    ("a manager on the payroll", lambda: changed("roster", 3, role="manager"), {"manager_on_payroll"}),
    ("a day more than attended", lambda: changed("payroll", 3, days=2_100), {"days_above_attendance"}),
    ("half a day more", lambda: changed("payroll", 3, days=2_050), set()),
    ("paid in cash", lambda: changed("receipts", 3, payer="cash"), {"not_through_account"}),
    ("paid by the contractor first", lambda: changed("receipts", 3, payer="contractor"), set()),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_hits_a_worker(rows: Callable[[], Rows], expected: set[str]) -> None:
    found = hits(rows())
    worker = 99 if 99 in found else 3
    assert found.pop(worker) == expected
    assert {number: names for number, names in found.items() if names} == {}


def test_a_clean_project_has_no_fault() -> None:
    assert set().union(*hits(small.clean()).values()) == set()


def test_a_manager_on_the_roster_who_is_not_on_the_payroll_is_left_alone() -> None:
    rows = plus("roster", small.worker(50, role="manager", rate_kind="month"))
    rows["attendance_months"] += [small.attended(50)]
    assert hits(rows)[50] == set()


def test_a_shared_card_hits_both_whether_on_the_roster_or_on_a_receipt() -> None:
    assert {n for n, names in hits(changed("roster", 3, card=1004)).items() if names} == {3, 4}
    found = hits(changed("receipts", 3, card=1004))
    assert {n: names for n, names in found.items() if names} == {
        3: {"shared_bank_card"},
        4: {"shared_bank_card"},
    }


def test_one_worker_with_one_card_on_two_projects_shares_it_with_nobody() -> None:
    rows = plus("roster", small.worker(3, 2, card=1003))
    assert "shared_bank_card" not in set().union(*hits(rows).values())


AT = {
    "overlapping": ((8, 17), (16, 20), True),
    "one after the other": ((8, 12), (13, 18), False),
    "touching": ((8, 12), (12, 18), False),
    "one within the other": ((8, 18), (10, 11), True),
}


def day_row(
    worker: int, project: int, hours: tuple[int, int] | None, minutes: int | None
) -> small.Row:
    times = (
        [datetime.combine(date(2025, 11, 4), time(hour)) for hour in hours]
        if hours
        else [None, None]
    )
    return {
        "project": project,
        "worker": worker,
        "day": date(2025, 11, 4),
        "hours": minutes,
        "first_in": times[0],
        "last_out": times[1],
    }


def two_sites(first: tuple[Any, Any], second: tuple[Any, Any]) -> Rows:
    rows = small.clean()
    rows["projects"] += [small.project(2)]
    rows["attendance_months"] += [small.attended(3, 2, days=[4])]
    rows["attendance"] = [day_row(3, 1, *first), day_row(3, 2, *second)]
    return rows


@pytest.mark.parametrize(("first", "second", "clash"), AT.values(), ids=AT)
def test_two_sites_clash_where_their_times_overlap(
    first: tuple[int, int], second: tuple[int, int], clash: bool
) -> None:
    found = evaluate(small.books(two_sites((first, 480), (second, 240))), small.terms()).workers
    days = {
        row["project"]: row["clashing_days"]
        for row in found.to_pyarrow().to_pylist()
        if row["worker"] == 3
    }
    assert days == {1: int(clash), 2: int(clash)}
    hit = CHECKS["two_sites_at_once"].rows(found).worker.to_pyarrow().to_pylist()
    assert hit == ([3, 3] if clash else [])


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [(480, 480, True), (480, 240, False), (None, None, True), (None, 240, False)],
)
def test_without_times_two_full_days_clash(
    first: int | None, second: int | None, clash: bool
) -> None:
    found = hits(two_sites((None, first), (None, second)))
    assert ("two_sites_at_once" in found[3]) is clash


MINIMUM = """\
title = "某县工资支付监控参数"
english = "Parameters of a County"
rank = "local_practice"
[[provision]]
at = "17"
gist = "月最低工资标准"
begins_on = 2025-01-01
amount = { exact = 1900 }
verified = "local"
"""


@pytest.mark.parametrize(
    ("due", "days", "below"),
    [
        (190_000, 22, False),
        (189_999, 22, True),
        (87_356, 10, True),  # ten of 21.75 days of 1,900 yuan are 873.56 yuan and a part of a fen
        (87_357, 10, False),
    ],
)
def test_the_minimum_wage_is_evaluated_where_the_bureau_wrote_its_own(
    tmp_path: Path, due: int, days: int, below: bool
) -> None:
    own = tmp_path / "parameters.toml"
    own.write_text(MINIMUM, encoding="utf-8")
    terms = read_terms(small.MONTH, small.AS_OF, law=load_law(), calendar=load_calendar(), own=own)
    rows = {
        "projects": [small.project()],
        "roster": [small.worker(1)],
        "attendance_months": [small.attended(1, days=range(1, days + 1))],
        "payroll": [small.line(1, days=days, due=due)],
        "receipts": [small.receipt(1, amount=due)],
    }
    assert ("below_minimum_wage" in hits(rows, terms)[1]) is below


def test_without_a_level_of_its_own_the_minimum_wage_is_not_evaluated() -> None:
    skipped = evaluate(small.books(small.clean()), small.terms()).skipped
    why = {one.check: one.why for one in skipped}
    assert "没有经核对的最低工资标准" in why["below_minimum_wage"]


def test_what_is_not_due_yet_is_no_fault_of_a_leaver_nor_of_cash() -> None:
    pay_day = date(2025, 12, 15)
    cash = changed("receipts", 3, payer="cash", amount=100, paid_on=date(2025, 12, 1))
    for rows, fault in ((leaver(), "leaver_not_settled"), (cash, "not_through_account")):
        for as_of, due in ((pay_day, False), (pay_day + timedelta(days=1), True)):
            found = evaluate(small.books(rows, as_of=as_of), small.terms(as_of=as_of)).workers
            faults = found.filter(found.worker == 3).faults.to_pyarrow()[0].as_py()
            assert bool(faults & CHECKS[fault].fault) is due
