"""The checks of projects: what each hits, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.wages import small
from zhunsheng.law.corpus import load_law
from zhunsheng.wages.checks import CHECKS, NAMES, PROJECT_NAMES
from zhunsheng.wages.evaluate import evaluate
from zhunsheng.wages.terms import LOCAL

Rows = dict[str, list[small.Row]]
OCTOBER = small.MONTH - 1


def hits(rows: Rows, as_of: date = small.AS_OF) -> set[str]:
    """The project checks that hit the first project."""
    found = evaluate(small.books(rows, as_of=as_of), small.terms(as_of=as_of)).projects
    (row,) = found.filter(found.project == 1).to_pyarrow().to_pylist()
    by_mask = {name for name in PROJECT_NAMES if row["site_faults"] >> CHECKS[name].bit & 1}
    assert by_mask == {name for name in PROJECT_NAMES if row[f"n_{name}"]}
    return by_mask


def site(**more: Any) -> Rows:
    """The clean city with the project's own columns changed."""
    return {**small.clean(), "projects": [small.project(**more)]}


def plus(table: str, *more: small.Row) -> Rows:
    rows = small.clean()
    rows[table] = [*rows.get(table, ()), *more]
    return rows


def other(table: str, *rows: small.Row) -> Rows:
    """The clean city with other rows of a table, and a second project's so that it is not empty."""
    second = {"deposits": small.deposit(2), "flows": small.fee(1, 2)}
    return {**small.clean(), table: [*rows, second[table]]}


def paid_only(*numbers: int) -> Rows:
    rows = small.clean()
    rows["receipts"] = [row for row in rows["receipts"] if row["worker"] in numbers]
    return rows


def attending_on(days: range) -> Rows:
    """Workers who attend on the days only; 29 November to 30 November is the last stretch."""
    rows = small.clean()
    rows["attendance_months"] = [small.attended(n, days=days) for n in range(1, 13)]
    return rows


def same_sums(due: Callable[[int], int]) -> Rows:
    """The clean city with other sums on the payroll, paid and covered by the fee."""
    rows = small.clean()
    rows["payroll"] = [{**row, "due": due(row["worker"])} for row in rows["payroll"]]
    rows["receipts"] = [{**row, "amount": due(row["worker"])} for row in rows["receipts"]]
    rows["flows"] = [small.fee(sum(row["due"] for row in rows["payroll"]))]
    return rows


def misuse(amount: int, flow: str = "other_out", **more: Any) -> small.Row:
    """Money that leaves the account in the month for materials, or comes back."""
    given = {"day": date(2025, 11, 9), "counterparty": "某某建材有限公司", **more}
    voucher = f"{flow}-{given['day']}"
    return {"project": 1, "flow": flow, "amount": amount, "voucher": voucher, **given}


WAGES = sum(row["due"] for row in small.clean()["payroll"])
OUT = small.clean()["flows"][1]
FIRM = {
    "firm": "91430900MA4TEST011",
    "firm_name": "湖南某劳务有限公司",
    "firm_kind": "labor_subcontractor",
}
GONE = {"project": 1, **FIRM, "deregistered_on": date(2025, 12, 20)}
WARNING = {"project": 1, "code": "W1", "fault": "人工费用未拨付", "raised_on": date(2025, 12, 1)}
SHORT_FEE = {"labor_fee_short"}
NO_FEE = {"labor_fee_short", "labor_fee_late"}
LATE_START = {"started_on": date(2025, 11, 1), "account_opened_on": date(2025, 10, 1)}

CASES: list[tuple[str, Callable[[], Rows], set[str]]] = [
    ("nothing wrong", small.clean, set()),
    ("two of twelve unpaid", lambda: paid_only(*range(1, 11)), {"unpaid_share", "balance_short"}),
    ("one of twelve unpaid", lambda: paid_only(*range(1, 12)), {"balance_short"}),
    ("no fee", lambda: other("flows", OUT), NO_FEE),
    ("too small a fee", lambda: other("flows", small.fee(WAGES - 1), OUT), SHORT_FEE),
    ("a fee without its month", lambda: other("flows", small.fee(WAGES, for_month=None, day=date(2025, 11, 28)), OUT), set()),
    ("a fee paid ahead", lambda: other("flows", small.fee(WAGES, month=OCTOBER), OUT), set()),
    ("no fee for the month before", lambda: plus("payroll", small.line(1, month=OCTOBER)), NO_FEE),
    ("no account", lambda: site(account_opened_on=None), {"account_missing"}),
    ("an account not due yet", lambda: site(account_opened_on=None, contract_signed_on=date(2025, 12, 6)), set()),
    ("an account a day late", lambda: site(account_opened_on=None, contract_signed_on=date(2025, 12, 5)), {"account_missing"}),
    ("money for something else", lambda: plus("flows", misuse(10_001)), {"account_misused"}),
    ("a bank's fee", lambda: plus("flows", misuse(10_000)), set()),
    ("money for something else, paid back", lambda: plus("flows", misuse(900_000), misuse(900_000, "other_in", day=date(2025, 12, 3))), set()),
    ("money paid back but for a part", lambda: plus("flows", misuse(900_000), misuse(889_999, "other_in", day=date(2025, 12, 3))), {"account_misused"}),
    ("money of the month before paid back first", lambda: plus("flows", misuse(900_000, day=date(2025, 10, 9)), misuse(900_000), misuse(900_000, "other_in", day=date(2025, 11, 20))), {"account_misused"}),
    ("money that came in from another name", lambda: plus("flows", misuse(900_000), misuse(900_000, "other_in", counterparty="湖南某建筑有限公司")), {"account_misused"}),
    ("money for something else in another month", lambda: plus("flows", {**OUT, "flow": "other_out", "amount": 900_000, "voucher": "x"}), set()),
    ("no deposit", lambda: other("deposits"), {"deposit_missing"}),
    ("exempt from the deposit", lambda: {**other("deposits"), "projects": [small.project(deposit_exempt=True)]}, set()),
    ("a deposit returned", lambda: other("deposits", small.deposit(returned_on=date(2025, 12, 1))), {"deposit_missing"}),
    ("a guarantee run out", lambda: other("deposits", small.deposit(expires_on=date(2026, 1, 4))), {"deposit_missing"}),
    ("a deposit partly used", lambda: other("deposits", small.deposit(used=1)), {"deposit_short"}),
    ("a deposit without the sum due", lambda: other("deposits", small.deposit(required=None, amount=19_999_999)), {"deposit_short"}),
    ("a deposit of one percent", lambda: other("deposits", small.deposit(required=None, amount=20_000_000)), set()),
    ("a guarantee about to run out", lambda: other("deposits", small.deposit(expires_on=date(2026, 2, 5))), {"guarantee_expiring"}),
    ("a guarantee that runs a day longer", lambda: other("deposits", small.deposit(expires_on=date(2026, 2, 6))), set()),
    ("a guarantee renewed", lambda: other("deposits", small.deposit(expires_on=date(2026, 2, 5)), small.deposit(voucher="next")), set()),
    ("no wage officer", lambda: site(wage_officer=None), {"wage_officer_missing"}),
    ("no notice board", lambda: site(notice_board_on=None), {"notice_board_missing"}),
    ("a notice board to come", lambda: site(notice_board_on=date(2026, 1, 6)), {"notice_board_missing"}),
    ("a roster of nine of twelve", lambda: {**small.clean(), "roster": small.clean()["roster"][:9]}, {"roster_stale"}),
    ("a roster of eleven of twelve", lambda: {**small.clean(), "roster": small.clean()["roster"][:11]}, set()),
    ("attendance begun late", lambda: {**attending_on(range(12, 31)), "projects": [small.project(**LATE_START)]}, {"attendance_late", "attendance_gap"}),
    ("attendance begun on the last day", lambda: {**attending_on(range(11, 31)), "projects": [small.project(**LATE_START)]}, {"attendance_gap"}),
    ("ten days without attendance", lambda: attending_on(range(1, 21)), {"attendance_gap"}),
    ("nine days without attendance", lambda: attending_on(range(1, 22)), set()),
    ("suspended", lambda: {**attending_on(range(1, 21)), "projects": [small.project(state="suspended")]}, set()),
    ("completed in the month", lambda: {**attending_on(range(1, 16)), "projects": [small.project(state="completed", completed_on=date(2025, 11, 24))]}, set()),
    ("completed a day later", lambda: {**attending_on(range(1, 16)), "projects": [small.project(state="completed", completed_on=date(2025, 11, 25))]}, {"attendance_gap"}),
    ("one sum for all", lambda: same_sums(lambda _: 543_210), {"identical_sums"}),
    ("whole thousands for all", lambda: same_sums(lambda number: 100_000 * number), {"identical_sums"}),
    ("one sum for nine of twelve", lambda: same_sums(lambda number: 543_210 + max(0, number - 9)), set()),
    ("a firm deregistered while wages are owed", lambda: {**paid_only(*range(1, 12)), "firms": [GONE]}, {"deregistering_firm", "balance_short"}),
    ("a supervisor deregistered while wages are owed", lambda: {**paid_only(*range(1, 12)), "firms": [{**GONE, "firm_kind": "supervisor"}]}, {"balance_short"}),
    ("a firm of others deregistered while wages are owed", lambda: {**paid_only(*range(1, 12)), "firms": [{**GONE, "firm": "91430900MA4TEST029"}]}, {"balance_short"}),
    ("a firm deregistered, all paid", lambda: plus("firms", GONE), set()),
    ("a warning of the province", lambda: plus("warnings", WARNING), {"province_warning"}),
    ("a warning cleared", lambda: plus("warnings", {**WARNING, "cleared_on": date(2026, 1, 5)}), set()),
    ("no payroll", lambda: {**small.clean(), "payroll": [small.line(1, 2)]}, {"payroll_missing"}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_hits_a_project(rows: Callable[[], Rows], expected: set[str]) -> None:
    assert hits(rows()) == expected


@pytest.mark.parametrize(
    ("as_of", "fees"),
    [
        (date(2025, 12, 15), set()),
        (date(2025, 12, 16), {"labor_fee_short"}),
        (date(2025, 12, 31), {"labor_fee_short"}),
        (date(2026, 1, 1), {"labor_fee_short", "labor_fee_late"}),
    ],
)
def test_a_fee_is_short_after_the_pay_day_and_late_after_its_period(
    as_of: date, fees: set[str]
) -> None:
    found = hits(other("flows"), as_of)
    assert {name for name in found if name.startswith("labor_fee")} == fees


def test_a_firm_deregistered_before_the_wages_are_due_is_no_fault() -> None:
    rows = {**paid_only(*range(1, 12)), "firms": [{**GONE, "deregistered_on": date(2025, 12, 2)}]}
    assert "deregistering_firm" not in hits(rows, date(2025, 12, 15))
    assert "deregistering_firm" in hits(rows, date(2025, 12, 16))


def test_a_project_nobody_registered_is_judged_by_its_workers() -> None:
    rows = small.clean()
    rows["attendance_months"] += [small.attended(70, 7)]
    found = evaluate(small.books(rows), small.terms()).projects
    (row,) = found.filter(found.project == 7).to_pyarrow().to_pylist()
    assert (row["project_name"], row["attending"], row["n_attending_without_roster"]) == (
        None,
        1,
        1,
    )
    assert {name for name in PROJECT_NAMES if row[f"n_{name}"]} == {
        *("unpaid_share", "roster_stale", "payroll_missing")
    }


def test_a_project_not_begun_lacks_nothing_yet() -> None:
    bare = {"account_opened_on": None, "wage_officer": None, "notice_board_on": None}
    rows = {
        **small.clean(),
        "projects": [small.project(), small.project(2, state="not_started", **bare)],
    }
    found = evaluate(small.books(rows), small.terms()).projects
    (row,) = found.filter(found.project == 2).to_pyarrow().to_pylist()
    assert row["site_faults"] == 0


@pytest.mark.parametrize(
    ("stated", "of_month"),
    [
        ({"state": "suspended", "suspended_on": None}, "suspended"),
        ({"state": "suspended", "suspended_on": date(2025, 11, 30)}, "suspended"),
        ({"state": "suspended", "suspended_on": date(2025, 12, 1)}, "building"),
        ({"state": "completed", "completed_on": None}, "completed"),
        ({"state": "completed", "completed_on": date(2025, 10, 31)}, "completed"),
        ({"state": "completed", "completed_on": date(2025, 11, 1)}, "building"),
        ({"state": "not_started", "suspended_on": date(2025, 12, 1)}, "not_started"),
    ],
)
def test_the_state_is_that_of_the_month_judged(stated: dict[str, Any], of_month: str) -> None:
    rows = {**attending_on(range(1, 21)), "projects": [small.project(**stated)]}
    (row,) = evaluate(small.books(rows), small.terms()).projects.to_pyarrow().to_pylist()
    assert row["state"] == of_month
    assert row["n_attendance_gap"] == int(of_month == "building" and not stated.get("completed_on"))


def test_checks_without_a_row_of_their_table_are_not_evaluated_and_say_so() -> None:
    rows = {**small.clean(), "flows": [], "deposits": []}
    skipped = {one.check: one.why for one in evaluate(small.books(rows), small.terms()).skipped}
    assert skipped["labor_fee_late"] == "没有“专用账户流水”的数据"
    assert skipped["deposit_missing"] == "没有“工资保证金”的数据"
    assert hits(rows) == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_check_rests_on_a_provision_or_a_local_parameter(name: str) -> None:
    check = CHECKS[name]
    provision = load_law().at(check.per, on=small.AS_OF)
    assert provision.verified != "memory"
    assert check.per.startswith(f"{LOCAL}/") is (provision.verified == "local")


def test_the_bits_are_the_places_of_the_names_and_fit_the_mask() -> None:
    assert [CHECKS[name].bit for name in NAMES] == list(range(len(NAMES)))
    assert list(CHECKS) == list(NAMES)
    assert max(check.fault for check in CHECKS.values()) < 1 << 62


@pytest.mark.parametrize("name", NAMES)
def test_the_sentence_of_a_row_is_made_of_columns_the_row_has(name: str) -> None:
    check = CHECKS[name]
    judged = evaluate(small.books(small.clean()), small.terms())
    table = judged.projects if check.of_project else judged.workers
    row = table.limit(1).to_pyarrow().to_pylist()[0]
    said = check.sentence(row)
    assert said.endswith("。")
    assert "{" not in said


def test_a_sentence_writes_money_days_and_hours_as_an_officer_does() -> None:
    said = CHECKS["unpaid_by_pay_day"].sentence(
        {
            "owed": 123_450,
            "pay_by": date(2025, 12, 15),
            "received": 0,
            "advanced": 0,
            "outstanding": 123_450,
        }
    )
    assert said == "应于2025年12月15日前支付1,234.50元，至今分文未付，欠1,234.50元。"
    assert CHECKS["days_above_attendance"].sentence({"listed_days": 2_150, "days": 20}) == (
        "工资表列21.5天，考勤只有20天。"
    )
    assert "在场20.5小时" in CHECKS["day_long_presence"].sentence({"longest": 1230, "days": 3})


def test_the_ground_of_a_check_says_how_it_was_verified() -> None:
    law = load_law()
    marks = {name: CHECKS[name].verified(law, small.AS_OF) for name in NAMES}
    assert (marks["account_missing"], marks["underpaid"], marks["above_month_limit"]) == (
        "excerpt",
        "text",
        "local",
    )


def test_of_two_sums_equally_common_the_smaller_is_named_whatever_the_order() -> None:
    lines = [small.line(number, days=20 + number % 2) for number in range(1, 13)]
    found = []
    for payroll in (lines, lines[::-1]):
        rows = {**small.clean(), "payroll": payroll}
        site = evaluate(small.books(rows), small.terms()).projects.to_pyarrow().to_pylist()[0]
        found.append((site["same_workers"], site["same_sum"]))
    assert found == [(6, 600_000)] * 2
    assert "6人数额相同（6,000元）" in CHECKS["identical_sums"].sentence(site)
