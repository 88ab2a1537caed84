"""The ledger of obligations: postings, balances, order of liability."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.wages import small
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import load_law
from zhunsheng.wages.ledger import (
    ACCOUNTS,
    LIABILITY,
    SETTLING,
    Standing,
    balances,
    next_liable,
    postings,
    recovered,
)

OCTOBER = small.MONTH - 1


def ledger(**rows: list[small.Row]) -> dict[tuple[int, int], dict[str, Any]]:
    """Balances by worker and wage month."""
    made = small.books({"projects": [small.project()], **rows})
    table = balances(made, small.terms()).to_pyarrow().to_pylist()
    return {(row["worker"], row["wage_month"]): row for row in table}


def test_a_month_paid_in_full_has_nothing_outstanding() -> None:
    found = ledger(payroll=[small.line(1)], receipts=[small.receipt(1)])
    row = found[1, small.MONTH]
    assert (row["owed"], row["paid"], row["outstanding"], row["overpaid"]) == (
        660_000,
        660_000,
        0,
        0,
    )


def test_what_is_paid_beyond_the_debt_is_kept_apart() -> None:
    found = ledger(payroll=[small.line(1)], receipts=[small.receipt(1, amount=700_000)])
    row = found[1, small.MONTH]
    assert (row["paid"], row["outstanding"], row["overpaid"]) == (660_000, 0, 40_000)


def test_each_payer_has_its_own_account_and_a_write_off_closes_the_rest() -> None:
    payers = ["account", "contractor", "owner", "deposit", "turnover_fund"]
    receipts = [small.receipt(1, amount=100_000, payer=payer, voucher=payer) for payer in payers]
    forgiven = {
        "project": 1,
        "worker": 1,
        "wage_month": small.MONTH,
        "amount": 60_000,
        "reason": "调解协议",
        "day": date(2026, 1, 4),
    }
    row = ledger(payroll=[small.line(1)], receipts=receipts, written_off=[forgiven])[1, small.MONTH]
    assert [row[account] for account in SETTLING] == [100_000] * len(SETTLING)
    assert (row["written_off"], row["outstanding"]) == (60_000, 100_000)


def test_a_write_off_after_the_day_judged_is_not_known_yet() -> None:
    forgiven = {
        "project": 1,
        "worker": 1,
        "wage_month": small.MONTH,
        "amount": 60_000,
        "day": date(2026, 1, 6),
    }
    row = ledger(payroll=[small.line(1)], written_off=[forgiven])[1, small.MONTH]
    assert (row["written_off"], row["outstanding"]) == (0, 660_000)


def test_a_payment_without_a_month_fills_the_oldest_month_first() -> None:
    found = ledger(
        payroll=[small.line(1, month=OCTOBER), small.line(1)],
        receipts=[small.receipt(1, amount=700_000, month=None)],
    )
    assert found[1, OCTOBER]["paid"] == 660_000
    assert found[1, small.MONTH]["paid"] == 40_000
    assert found[1, small.MONTH]["outstanding"] == 620_000


def test_what_fills_no_month_is_overpaid_in_the_latest() -> None:
    found = ledger(
        payroll=[small.line(1, month=OCTOBER), small.line(1)],
        receipts=[small.receipt(1, amount=1_500_000, month=None)],
    )
    assert found[1, OCTOBER]["overpaid"] == 0
    assert found[1, small.MONTH]["overpaid"] == 180_000


def test_money_for_someone_who_is_owed_nothing_is_overpaid_in_the_month_judged() -> None:
    found = ledger(receipts=[small.receipt(9, amount=5_000, month=None)])
    row = found[9, small.MONTH]
    assert [row[account] for account in ACCOUNTS] == [0] * (len(ACCOUNTS) - 1) + [5_000]


def test_every_posting_has_a_debit_and_a_credit_and_they_balance_outstanding() -> None:
    made = small.books(
        {
            "projects": [small.project()],
            "payroll": [small.line(1)],
            "receipts": [
                small.receipt(1, amount=300_000),
                small.receipt(1, amount=50_000, payer="contractor", voucher="c"),
            ],
        }
    )
    lines = postings(balances(made, small.terms())).to_pyarrow().to_pylist()
    debits = sum(line["amount"] for line in lines if line["debit"] == "outstanding")
    credits = sum(line["amount"] for line in lines if line["credit"] == "outstanding")
    assert credits - debits == 310_000
    assert {(line["debit"], line["credit"]) for line in lines} == {
        ("owed", "outstanding"),
        ("outstanding", "paid"),
        ("outstanding", "advanced_contractor"),
    }


def test_recovered_is_what_arrived_after_the_pay_day() -> None:
    made = small.books(
        {
            "projects": [small.project(pay_day=15)],
            "receipts": [
                small.receipt(1, amount=1, paid_on=date(2025, 12, 15), voucher="in time"),
                small.receipt(1, amount=20, paid_on=date(2025, 12, 16), voucher="late"),
                small.receipt(1, amount=300, paid_on=date(2026, 1, 6), voucher="not yet known"),
            ],
        }
    )
    assert recovered(made, small.terms())["recovered"].to_pyarrow().to_pylist() == [20]


@pytest.mark.parametrize(
    ("standing", "party"),
    [
        (Standing(subcontracted=True), "subcontractor"),
        (Standing(subcontracted=False), "contractor"),
        (Standing(subcontracted=True, asked=frozenset({"subcontractor"})), "contractor"),
        (Standing(False, frozenset({"contractor"}), fee_short=True), "owner"),
        (Standing(False, frozenset({"contractor"}), deposit_left=1), "deposit"),
        (Standing(False, frozenset({"contractor", "owner"}), True, 1), "deposit"),
        (Standing(False, frozenset({"contractor", "owner"}), fee_short=True), "turnover_fund"),
    ],
)
def test_who_must_pay_next(standing: Standing, party: str) -> None:
    assert next_liable(standing).party == party


def test_the_order_of_liability_is_cited() -> None:
    law = load_law()
    assert [law.at(one.per, on=small.AS_OF).citation for one in LIABILITY] == [
        one.per for one in LIABILITY
    ]
    assert cite(LIABILITY[1].per) == "《保障农民工工资支付条例》第三十条第三款"
