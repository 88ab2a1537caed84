"""What labor supervision may fine: the bounds of every provision, per worker, child, and month."""

from __future__ import annotations

import pytest

from tests.matters import assessed
from tests.procedures.edits import findings
from tests.procedures.supervision import ARREARS

SUMS: tuple[tuple[str, str, int, int], ...] = (
    ("women_or_minors", "workers_harmed=3", 3000, 15000),
    ("overtime", "workers_harmed=12", 1200, 6000),
    ("deposit_taken", "workers_harmed=2", 1000, 4000),
    ("wages_concealed", "base_sum=8000", 8000, 24000),
    ("insurance_fraud", "base_sum=8000", 16000, 40000),
    ("insurance_unregistered", "base_sum=8000", 8000, 24000),
    ("insurance_unregistered", "fined=person", 500, 3000),
    ("agency_violation", "", 10000, 50000),
    ("obstruction", "", 2000, 20000),
    ("evidence_withheld", "", 2000, 20000),
    ("order_disobeyed", "", 2000, 20000),
    ("paid_in_kind", "", 20000, 50000),
    ("paid_in_kind", "fined=person", 10000, 30000),
    ("wage_ledger", "", 20000, 50000),
    ("wage_ledger", "fined=person", 10000, 30000),
    ("cards_withheld", "", 20000, 50000),
    ("cards_withheld", "fined=person", 10000, 30000),
    ("wage_account", "", 50000, 100000),
    ("wage_deposit", "", 50000, 100000),
    ("roster", "", 50000, 100000),
    ("payroll_unsigned", "", 50000, 100000),
    ("subcontractor_unsupervised", "", 50000, 100000),
    ("subcontractor_uncooperative", "", 50000, 100000),
    ("notice_board", "", 50000, 100000),
    ("payment_guarantee", "", 50000, 100000),
    ("labor_cost", "", 50000, 100000),
    ("papers_refused", "", 50000, 100000),
    ("child_placed", "workers_harmed=2", 10000, 10000),
    ("hiring_records", "", 10000, 10000),
    ("child_labor", "", 20000, 20000),
    ("child_not_returned", "", 30000, 30000),
)
CHILDREN = """
2025-03-03 correction_ordered violation=child_not_returned deadline=2025-03-10
2025-04-01 child_found child=甲某 hired_on=2025-01-15 left_on=2025-04-14
2025-04-01 child_found child=乙某 hired_on=2025-04-10 left_on=2025-04-10
"""
AS_OF = "2025-06-01"


def fined(violation: str, facts: str, fine: int) -> set[tuple[str, str]]:
    text = f"{CHILDREN}\n2025-05-06 penalty_decided violation={violation} fine={fine} {facts}"
    return findings("labor_supervision", text, AS_OF)


@pytest.mark.parametrize(("violation", "facts", "low", "high"), SUMS)
def test_a_fine_stays_within_its_provision(violation: str, facts: str, low: int, high: int) -> None:
    rule = f"{violation}_fine_of_person" if "person" in facts else f"{violation}_fine"
    wrong = ("defective", rule)
    assert wrong not in fined(violation, facts, low)
    assert wrong not in fined(violation, facts, high)
    assert wrong in fined(violation, facts, low - 1)
    assert wrong in fined(violation, facts, high + 1)


@pytest.mark.parametrize(
    ("spells", "fine"),
    [
        ([("2025-03-01", "2025-03-31")], 5000),
        ([("2025-03-01", "2025-04-01")], 10000),
        ([("2025-03-15", "2025-03-16")], 5000),
        ([("2025-03-01", "2025-03-20"), ("2025-03-02", "2025-03-03")], 10000),
    ],
)
def test_a_part_of_a_month_with_a_child_at_work_counts_as_a_month(
    spells: list[tuple[str, str]], fine: int
) -> None:
    found = [f"2025-05-05 child_found hired_on={a} left_on={b}" for a, b in spells]
    text = "\n".join([*found, "2025-05-06 penalty_decided violation=child_labor"])
    text = f"{text} fine={fine}"
    assert ("defective", "child_labor_fine") not in findings("labor_supervision", text, AS_OF)
    doubled = f"unlicensed yes\n{text}"
    assert ("defective", "child_labor_fine") in findings("labor_supervision", doubled, AS_OF)


def test_two_fines_of_one_kind_have_the_range_twice() -> None:
    one = "2025-05-06 penalty_decided violation=wage_ledger fine=30000 fined=person"
    rule = ("defective", "wage_ledger_fine_of_person")
    assert rule not in findings("labor_supervision", f"{one}\n{one}", AS_OF)
    assert rule in findings("labor_supervision", one.replace("30000", "60000"), AS_OF)


def test_fines_for_one_violation_do_not_touch_another() -> None:
    text = """
    2025-05-06 penalty_decided violation=overtime workers_harmed=2 fine=1000
    2025-05-06 penalty_decided violation=obstruction fine=2000
    """
    sums = {each.name for each in assessed("labor_supervision", text, AS_OF).sums}
    assert {"overtime_fine", "obstruction_fine"} <= sums
    wrong = {
        rule for kind, rule in findings("labor_supervision", text, AS_OF) if kind == "defective"
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("extra", "wrong"), [(24999, True), (25000, False), (50000, False), (50001, True)]
)
def test_the_extra_is_half_to_all_of_the_sum_due(extra: int, wrong: bool) -> None:
    text = ARREARS.replace("extra_sum=50000", f"extra_sum={extra}")
    found = findings("labor_supervision", text, AS_OF)
    assert (("defective", "extra") in found) is wrong


def test_a_migrant_wage_fine_before_its_regulation_has_no_range_but_no_basis_either() -> None:
    text = "continuing yes\n2020-04-30 penalty_decided violation=wage_account fine=60000"
    found = findings("labor_supervision", text, AS_OF)
    assert ("barred", "basis_in_force") in found
    assert ("defective", "wage_account_fine") not in found
