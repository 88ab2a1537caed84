"""Wage warnings: lawful walks, and one breach of every rule."""

from __future__ import annotations

import pytest

from tests.matters import assessed, matter, said
from tests.procedures.edits import Edit, edited, findings, names_of_rules
from zhunsheng.engine.finding import Finding
from zhunsheng.procedures import procedure

PAID = """
project 甲项目
fault_zh 未按约定日期足额发放工资
2025-12-01 raised level=red run=a counted_on=2025-11-30
2025-12-03 checked result=confirmed papers=check_record
2025-12-04 urged pay_by=2025-12-10
2025-12-10 cleared how=paid papers=payment_proof
"""
HANDED_OVER = """
project 乙项目
2025-12-01 raised level=yellow
2025-12-03 checked result=confirmed
2025-12-04 talked
2025-12-08 ordered pay_by=2025-12-15 papers=payment_order
2025-12-17 case_opened papers=opening_approval
2025-12-22 cleared how=handed_over
"""
UNFOUNDED = """
project 丙项目
2025-12-01 raised level=red
2025-12-02 checked result=unfounded why=银行退票已重发 papers=check_record
2025-12-05 cleared how=unfounded
"""
DUPLICATE = """
project 丁项目
2025-12-01 raised level=red
2025-12-02 checked result=duplicate duplicate_of=预警1号
2025-12-05 cleared how=duplicate
"""
UPGRADED = """
project 戊项目
2025-12-01 raised level=yellow
2025-12-03 checked result=confirmed
2025-12-04 urged
2025-12-29 upgraded to_level=red upgrade_reason=逾期未付
2026-01-05 referred to=clue papers=transfer_letter
2026-01-06 cleared how=handed_over
"""
OFFERED = """
project 己项目
2025-12-01 raised level=red run=a counted_on=2025-11-30
2025-12-03 clearing_offered run=b counted_on=2025-12-02 papers=clearance_extract
2025-12-04 cleared how=corrected
"""
BASES = {
    "paid": PAID,
    "handed_over": HANDED_OVER,
    "unfounded": UNFOUNDED,
    "duplicate": DUPLICATE,
    "upgraded": UPGRADED,
    "offered": OFFERED,
}
AS_OF = "2026-06-01"


@pytest.mark.parametrize("base", sorted(set(BASES) - {"upgraded"}))
def test_a_warning_handled_in_time_has_no_finding(base: str) -> None:
    assert findings("wage_warning", BASES[base], AS_OF) == set()


def test_an_upgraded_warning_stays_late_for_the_first_limit_only() -> None:
    assert findings("wage_warning", UPGRADED, AS_OF) == {("late", "clearing")}


@matter("wage_warning", as_of="2025-12-02")
def test_a_warning_is_due_for_checking_first(found: list[Finding]) -> None:
    """
    2025-12-01 raised level=red
    """
    assert said(found) == {("due", "check")}
    assert str(found[0].due) == "2025-12-04"


@pytest.mark.parametrize(
    ("level", "clock", "due"),
    [
        ("red", "clearing_red", "2025-12-12"),
        ("orange", "clearing", "2025-12-24"),
        ("yellow", "clearing", "2025-12-24"),
    ],
)
def test_the_limit_for_clearing_is_that_of_the_level(level: str, clock: str, due: str) -> None:
    text = PAID.replace("level=red", f"level={level}").rsplit("2025-12-10", 1)[0]
    found = assessed("wage_warning", text, "2025-12-05").findings
    assert {one.name: str(one.due) for one in found} == {clock: due}


def test_a_warning_left_uncleared_is_to_be_upgraded_only_once_it_is_late() -> None:
    text = PAID.rsplit("2025-12-10", 1)[0]
    within = assessed("wage_warning", text, "2025-12-12").findings
    late = assessed("wage_warning", text, "2025-12-13").findings
    assert said(list(within)) == {("due", "clearing_red")}
    assert said(list(late)) == {("late", "clearing_red"), ("due", "upgrade")}
    assert {str(one.due) for one in late if one.name == "upgrade"} == {"2025-12-17"}


def cleared(how: str) -> Edit:
    return ("cleared how=paid papers=payment_proof", f"cleared how={how}")


CASES: tuple[tuple[str, str, str, tuple[Edit, ...]], ...] = (
    ("check", "late", "paid", (("2025-12-03 checked", "2025-12-05 checked"),)),
    ("action", "late", "paid", (("2025-12-04 urged", "2025-12-10 urged"),)),
    ("clearing_red", "late", "paid", (("2025-12-10 cleared", "2025-12-15 cleared"),)),
    (
        "clearing",
        "late",
        "handed_over",
        (("2025-12-17 case_opened", "2025-12-25 case_opened"), ("12-22 cleared", "12-26 cleared")),
    ),
    ("upgrade", "late", "paid", (("2025-12-10 cleared", "2025-12-26 cleared"),)),
    (
        "clearing_upgraded",
        "late",
        "upgraded",
        (("2026-01-05 referred", "2026-01-20 referred"), ("01-06 cleared", "01-20 cleared")),
    ),
    ("dismissal", "late", "unfounded", (("2025-12-05 cleared", "2025-12-09 cleared"),)),
    ("result_named", "barred", "paid", ((" result=confirmed", ""),)),
    ("reason_named", "barred", "unfounded", ((" why=银行退票已重发", ""),)),
    ("reason_named", "barred", "duplicate", ((" duplicate_of=预警1号", ""),)),
    ("ordered_on_confirmed", "barred", "unfounded", (("", "2025-12-03 ordered"),)),
    ("opened_on_confirmed", "barred", "handed_over", (("12-17 case_opened", "12-02 case_opened"),)),
    ("referred_on_confirmed", "barred", "unfounded", (("", "2025-12-03 referred to=industry"),)),
    ("way_named", "barred", "paid", ((" how=paid", ""),)),
    ("checked_or_offered", "barred", "paid", (("2025-12-03 checked", None),)),
    ("unfounded_if_so_cleared", "barred", "paid", (cleared("unfounded"),)),
    ("duplicate_if_so_cleared", "barred", "paid", (cleared("duplicate"),)),
    ("handed_over_if_so_cleared", "barred", "paid", (cleared("handed_over"),)),
    ("no_longer_found", "barred", "offered", (("", "2025-12-04 found_again run=c"),)),
    ("paid_proved", "missing", "paid", ((" papers=payment_proof", ""),)),
    ("paid_proved", "missing", "offered", (("how=corrected", "how=paid"),)),
    ("corrected_proved", "missing", "paid", (cleared("corrected"),)),
    ("unfounded_proved", "missing", "unfounded", ((" papers=check_record", ""),)),
    ("handed_over_proved", "missing", "handed_over", ((" papers=opening_approval", ""),)),
)


@pytest.mark.parametrize(("rule", "kind", "base", "edits"), CASES)
def test_every_rule_finds_its_breach(
    rule: str, kind: str, base: str, edits: tuple[Edit, ...]
) -> None:
    before = findings("wage_warning", BASES[base], AS_OF)
    after = findings("wage_warning", edited(BASES[base], edits), AS_OF)
    assert (kind, rule) in after - before


def test_the_table_breaks_every_rule_of_the_procedure() -> None:
    assert names_of_rules(procedure("wage_warning")) == {rule for rule, _, _, _ in CASES}
