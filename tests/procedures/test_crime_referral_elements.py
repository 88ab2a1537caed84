"""The elements of refusal to pay, one by one: suspect, conduct, sum, order, payment."""

from __future__ import annotations

import pytest

from tests.matters import assessed, said
from tests.procedures.crime import ABLE, LARGE, ORDER, SUSPECT, leaf, verdict

# --- conduct -------------------------------------------------------------------------------------

SUMMONS = "2025-03-05 summoned receipt_confirmed"


@pytest.mark.parametrize(
    ("facts", "events", "holds"),
    [
        ("able_to_pay yes", "", True),
        ("able_to_pay no\nevasion_intended no", "", False),
        ("able_to_pay no", "", None),
        ("able_to_pay no\nevasion_intended yes\nassets_hidden yes", "", True),
        ("able_to_pay no\nevasion_intended yes\nrecords_destroyed yes", "", True),
        ("able_to_pay no\nabsconded yes", "", None),
        ("able_to_pay no\nevasion_intended yes", f"{SUMMONS} came=no", True),
        ("able_to_pay no\nevasion_intended yes", f"{SUMMONS} came said_would_not_pay", True),
        ("able_to_pay no\nevasion_intended yes", f"{SUMMONS} came=no absence_excused", None),
        ("able_to_pay yes\nexcused_unable yes", "", False),
        ("able_to_pay yes\nexcused_unaware no", "", True),
    ],
)
def test_evading_with_intent_or_being_able_to_pay_is_the_conduct(
    facts: str, events: str, holds: bool | None
) -> None:
    assert verdict(f"{SUSPECT}{LARGE}{facts}\n{ORDER}{events}") is holds


@pytest.mark.parametrize(
    ("kind", "holds"),
    [
        ("employer", True),
        ("illegal_employer", True),
        ("actual_controller", True),
        ("responsible_person", True),
        ("other", False),
        ("?", None),
    ],
)
def test_employers_lawful_or_not_and_those_who_control_them_are_suspects(
    kind: str, holds: bool | None
) -> None:
    head = SUSPECT.replace("suspect_kind employer", f"suspect_kind {kind}")
    assert verdict(head + LARGE + ABLE + ORDER) is holds


@pytest.mark.parametrize(
    ("kind", "holds"),
    [("remuneration", True), ("project_price", False), ("compensation", False), ("mixed", None)],
)
def test_only_remuneration_counts_and_a_mixed_sum_must_first_be_parted(
    kind: str, holds: bool | None
) -> None:
    head = SUSPECT.replace("owed_for remuneration", f"owed_for {kind}")
    assert verdict(head + LARGE + ABLE + ORDER) is holds


# --- large ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("province", "workers", "owed", "holds"),
    [
        ("hunan", 10, "40000", True),
        ("hunan", 10, "39999.99", False),
        ("hunan", 9, "400000", False),
        ("guangdong_class_one", 27, "99999", False),
        ("guangdong_class_two", 27, "60000", True),
        ("chongqing", 13, "60200", True),
        ("jiangsu", 13, "59999", False),
        ("henan", 35, "76128.77", True),
        ("liaoning", 10, "50000", True),
        ("guizhou", 10, "49999", False),
        ("hubei", 17, "97000", True),
        ("jiangxi", 10, "50000", True),
        ("other", 13, "60200", None),
        ("?", 13, "60200", None),
        ("?", 33, "147349", True),
        ("?", 33, "100000", True),
        ("?", 33, "29999.99", False),
    ],
)
def test_ten_workers_are_held_against_the_line_of_the_province_or_the_range_of_the_nation(
    province: str, workers: int, owed: str, holds: bool | None
) -> None:
    text = f"province {province}\nworkers_owed {workers}\ntotal_owed {owed}\n{ORDER}"
    both = (leaf(text, "ten_workers"), leaf(text, "ten_workers_large"))
    assert (False if False in both else None if None in both else True) is holds


@pytest.mark.parametrize(
    ("province", "months", "owed", "holds"),
    [
        ("hunan", 3, "6000", True),
        ("hunan", 2, "60000", False),
        ("hunan", 12, "5999.99", False),
        ("jiangsu", 3, "6000", False),
        ("?", 3, "20000", True),
        ("?", 3, "6000", None),
        ("?", 3, "4999", False),
    ],
)
def test_one_worker_needs_three_months_and_the_sum(
    province: str, months: int, owed: str, holds: bool | None
) -> None:
    head = f"province {province}\nlargest_worker_months {months}\nlargest_worker_sum {owed}\n"
    row = f"2025-03-04 worker_owed months_owed={months} sum_owed={owed}"
    assert leaf(head + ORDER, "one_worker_large") is holds
    assert leaf(f"province {province}\n{ORDER}{row}", "one_worker_large") is holds


def test_the_months_of_one_worker_and_the_sum_of_another_do_not_add_up() -> None:
    rows = (
        "2025-03-04 worker_owed worker=甲某 months_owed=5 sum_owed=5000\n"
        "2025-03-04 worker_owed worker=乙某 months_owed=2 sum_owed=30000\n"
    )
    assert leaf(f"province hunan\n{ORDER}{rows}", "one_worker_large") is False


def test_a_table_that_misses_workers_leaves_the_one_worker_limb_open() -> None:
    rows = "2025-03-04 worker_owed worker=甲某 months_owed=1 sum_owed=3000\n"
    head = "province hunan\nworkers_owed 7\n"
    assert leaf(head + ORDER + rows, "one_worker_large") is None


def test_the_rows_of_the_table_are_counted_and_added_up() -> None:
    row = "2025-03-04 worker_owed months_owed=2 sum_owed=4000\n"
    for rows, holds in ((9, False), (10, True)):
        text = f"province hunan\n{ORDER}{row * rows}"
        assert leaf(text, "ten_workers") is holds
        assert leaf(text, "ten_workers_large") is (rows * 4000 >= 40000)


def test_a_local_line_does_not_reach_back_before_its_first_day() -> None:
    order = ORDER.replace("2025-03", "2015-01")
    text = f"province guangdong_class_two\nworkers_owed 12\ntotal_owed 70000\n{order}"
    assert leaf(text, "ten_workers_large", "2015-01-20") is None
    assert leaf(text.replace("2015-01", "2015-04"), "ten_workers_large", "2015-04-20") is True


# --- ordered, unpaid -----------------------------------------------------------------------------

DIRECT = "served to=employer method=direct receipt receipt_signed_by"
POSTED = "2025-03-03 served to=employer method=posted fled undeliverable"


@pytest.mark.parametrize(
    ("order", "service", "holds"),
    [
        ("document=rectification_order pay_by=2025-03-10", "", True),
        ("document=oral pay_by=2025-03-10", "", False),
        ("document=other_writing names_deadline=no", "", False),
        ("document=other_writing", "", None),
        ("document=handling_decision pay_by=2025-03-10", f"2025-03-03 {DIRECT}=doorman", False),
        ("document=handling_decision pay_by=2025-03-10", f"2025-03-11 {DIRECT}=agent", False),
        ("document=handling_decision pay_by=2025-03-10", f"{POSTED} recording", True),
        ("document=handling_decision pay_by=2025-03-10", f"{POSTED} recording=no", False),
    ],
)
def test_the_order_must_be_written_name_a_deadline_and_be_served_before_it(
    order: str, service: str, holds: bool | None
) -> None:
    served = service or f"2025-03-03 {DIRECT}=mail_receiver"
    text = f"{SUSPECT}{LARGE}{ABLE}2025-03-03 payment_ordered {order}\n{served}"
    assert verdict(text, as_of="2025-03-12") is holds


def test_the_order_is_disregarded_only_when_its_deadline_has_passed() -> None:
    text = SUSPECT + LARGE + ABLE + ORDER
    assert verdict(text, as_of="2025-03-10") is False
    assert verdict(text, as_of="2025-03-11") is True
    assert verdict(text + "2025-03-10 paid_in_full liability_met", as_of="2025-03-11") is False


@pytest.mark.parametrize(
    ("facts", "paid", "holds"),
    [
        ("liability_met yes\n", "2025-03-16", False),
        ("liability_met yes\nviolence_used yes\n", "2025-03-16", True),
        ("liability_met no\n", "2025-03-16", True),
        ("", "2025-03-16", None),
        ("liability_met yes\n", "2025-03-18", True),
    ],
)
def test_payment_and_liability_met_before_the_police_open_end_the_matter(
    facts: str, paid: str, holds: bool | None
) -> None:
    walk = (
        "2025-03-14 referred\n2025-03-17 opening_decided opening_result=opened\n"
        if paid > "2025-03-17"
        else "2025-03-14 referred\n"
    )
    text = f"{SUSPECT}{LARGE}{ABLE}{facts}{ORDER}{walk}{paid} paid_in_full"
    assert verdict(text, "filing", "2025-03-18") is holds


def test_a_case_settled_before_the_referral_may_be_closed_without_it() -> None:
    text = SUSPECT + LARGE + ABLE + ORDER + "2025-03-12 paid_in_full liability_met\n"
    closed = assessed("crime_referral", f"{text}2025-03-13 closed", "2025-03-13")
    assert "closed" in assessed("crime_referral", text, "2025-03-13").allowed
    assert ("barred", "transfer_before_closing") not in said(list(closed.findings))


def test_the_stage_of_payment_says_how_far_it_mitigates() -> None:
    walk = (
        "2025-03-14 referred\n2025-03-17 opening_decided opening_result=opened\n"
        "2025-04-20 paid_in_full liability_met\n2025-06-20 prosecuted\n"
    )
    readings = assessed("crime_referral", ORDER + walk, "2025-07-01").readings
    values = next(reading for reading in readings if reading.name == "leniency").values
    stages = ("filing", "prosecution", "judgment")
    assert [values[f"leaf:paid_before_{stage}"] for stage in stages] == [False, True, True]
