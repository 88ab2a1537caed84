"""Refusal to pay: what the two readers make of a case, and the walk from order to judgment."""

from __future__ import annotations

from datetime import date

from tests.matters import assessed, matter, said
from tests.procedures.crime import ABLE, LARGE, ORDER, SUSPECT, verdict
from zhunsheng.engine.finding import Finding
from zhunsheng.engine.wording import what
from zhunsheng.law.procedure import leaves
from zhunsheng.procedures import procedure
from zhunsheng.procedures.crime_referral.elements import FILING_TREE, TRANSFER_TREE

# --- walks ---------------------------------------------------------------------------------------


@matter("crime_referral", as_of="2025-09-30")
def test_a_case_taken_from_the_order_to_the_judgment_has_no_finding(found: list[Finding]) -> None:
    """
    employer 湖南某建设有限公司
    suspect_kind employer
    province hunan
    owed_for remuneration
    2025-03-03 payment_ordered document=rectification_order pay_by=2025-03-10 papers=payment_order
    2025-03-03 served to=employer method=direct receipt_signed_by=mail_receiver papers=service_receipt
    2025-03-11 worker_owed worker=甲某 months_owed=4 sum_owed=18000
    2025-03-11 worker_owed worker=乙某 months_owed=2 sum_owed=9000 papers=worker_table,wage_ledger
    2025-03-11 accounts_queried query_approved_by=city_head papers=account_query,business_license
    2025-03-12 suspected able_to_pay papers=unpaid_proof
    2025-03-12 team_formed officers=A041,A077
    2025-03-13 transfer_proposed papers=investigation_report
    2025-03-14T10:00 transfer_approved approved_by=head papers=transfer_approval
    2025-03-14T15:00 referred papers=transfer_letter
    2025-03-14T15:30 accepted papers=transfer_receipt
    2025-03-17 opening_decided opening_result=opened received_on=2025-03-18
    2025-03-20 handed_over
    2025-06-20 prosecuted
    2025-09-10 judged court_fine
    2025-09-12 closed
    """
    assert said(found) == set()


@matter("crime_referral", as_of="2025-04-30")
def test_a_case_opened_after_the_procuratorates_notice_has_no_finding_of_the_bureau(
    found: list[Finding],
) -> None:
    """
    suspect_kind employer
    province hunan
    owed_for remuneration
    able_to_pay yes
    workers_owed 12
    total_owed 52000
    2025-03-03 payment_ordered document=handling_decision pay_by=2025-03-10 papers=payment_order
    2025-03-03 served to=employer method=direct receipt_signed_by=mail_receiver papers=service_receipt
    2025-03-11 suspected papers=worker_table,wage_ledger,payment_vouchers,business_license
    2025-03-12 team_formed officers=A041,A077 papers=unpaid_proof
    2025-03-13 transfer_proposed papers=investigation_report
    2025-03-14T10:00 transfer_approved approved_by=head papers=transfer_approval
    2025-03-14T15:00 referred papers=transfer_letter
    2025-03-14T15:30 accepted papers=transfer_receipt
    2025-03-15T10:00 supplement_requested
    2025-03-17 supplemented
    2025-03-17 opening_decided opening_result=refused reasons_in_writing papers_returned
    2025-03-19 reconsideration_requested
    2025-03-21 reconsideration_decided reconsideration_result=upheld
    2025-03-24 supervision_requested
    2025-03-28 reasons_demanded
    2025-04-03 reasons_given
    2025-04-07 opening_ordered
    2025-04-21 opening_decided opening_result=opened
    2025-04-23 handed_over
    2025-04-24 closed
    """
    assert [finding for finding in found if finding.rule.holder == "bureau"] == []


def test_what_is_due_moves_from_one_authority_to_the_other() -> None:
    base = SUSPECT + ABLE + LARGE + ORDER
    moves = (
        ("2025-03-13 transfer_proposed", "2025-03-14", ("transfer_decision", "bureau")),
        (
            "2025-03-14T10:00 transfer_approved approved_by=head",
            "2025-03-14",
            ("transfer", "bureau"),
        ),
        ("2025-03-14T15:00 referred", "2025-03-15", ("police_review", "police")),
        (
            "2025-03-17 opening_decided opening_result=refused",
            "2025-03-18",
            ("objection", "bureau"),
        ),
        ("2025-03-19 reconsideration_requested", "2025-03-20", ("reconsideration", "police")),
    )
    text = base
    for line, day, due in moves:
        text += f"{line}\n"
        found = assessed("crime_referral", text, day).findings
        assert [(f.name, f.rule.holder) for f in found if f.kind == "due" and f.due] == [due]


def test_elements_that_hold_call_for_the_referral_at_once_until_it_is_made() -> None:
    base = SUSPECT + ABLE + LARGE + ORDER
    before = said(list(assessed("crime_referral", base, "2025-03-13").findings))
    after = assessed("crime_referral", base + "2025-03-14 referred\n", "2025-03-15").findings
    assert ("due", "transfer") in before
    assert ("due", "transfer") not in said(list(after))


# --- the first problem of the report: two readings of one law -----------------------------------


def test_ability_to_pay_is_enough_without_flight_or_moved_assets_for_both_readers() -> None:
    case = SUSPECT + LARGE + ABLE + "evasion_intended no\nabsconded no\n" + ORDER
    referred = case + "2025-03-14 referred\n"
    assert verdict(case) is True
    assert verdict(referred, "filing", "2025-03-15") is True


@matter("crime_referral", as_of="2025-03-18")
def test_police_who_refuse_for_want_of_flight_are_answered_and_the_bureau_is_not_blamed(
    found: list[Finding],
) -> None:
    """
    suspect_kind employer
    province hunan
    owed_for remuneration
    able_to_pay yes
    absconded no
    evasion_intended no
    workers_owed 12
    total_owed 52000
    2025-03-03 payment_ordered document=rectification_order pay_by=2025-03-10 papers=payment_order
    2025-03-03 served to=employer method=direct receipt_signed_by=mail_receiver papers=service_receipt
    2025-03-11 suspected papers=worker_table,wage_ledger,payment_vouchers,business_license
    2025-03-12 team_formed officers=A041,A077 papers=unpaid_proof
    2025-03-13 transfer_proposed papers=investigation_report
    2025-03-14T10:00 transfer_approved approved_by=head papers=transfer_approval
    2025-03-14T15:00 referred papers=transfer_letter
    2025-03-14T15:30 accepted papers=transfer_receipt
    2025-03-17 opening_decided opening_result=refused refusal_reason=no_flight_or_moved_assets reasons_in_writing papers_returned
    """
    assert said(found) == {("defective", "filing"), ("barred", "either_limb"), ("due", "objection")}
    assert {finding.name: finding.gravity for finding in found} == {
        "filing": None,
        "either_limb": None,
        "objection": None,
    }
    objection = next(finding for finding in found if finding.kind == "due")
    assert objection.due == date(2025, 3, 20)


def test_both_readers_ask_for_the_same_elements_and_each_for_its_own_proof() -> None:
    bureau = {leaf.name: leaf.proof for leaf in leaves(TRANSFER_TREE)}
    police = {leaf.name: leaf.proof for leaf in leaves(FILING_TREE)}
    assert set(police) - set(bureau) == {"within_jurisdiction"}
    assert set(bureau) - set(police) == set()
    differing = {name for name in bureau if bureau[name] != police[name]}
    assert {"one_worker_large", "ten_workers_large", "able_to_pay", "remuneration_owed"} < differing


def test_every_proof_a_reader_asks_for_is_a_paper_of_the_procedure() -> None:
    declared = {paper.name for paper in procedure("crime_referral").papers}
    asked = {
        paper
        for tree in (TRANSFER_TREE, FILING_TREE)
        for leaf in leaves(tree)
        for paper in leaf.proof
    }
    assert asked - declared == set()


def test_an_open_question_names_the_papers_that_would_settle_it() -> None:
    text = SUSPECT + LARGE + ORDER
    found = assessed("crime_referral", text, "2025-03-11").findings
    open_ = next(finding for finding in found if finding.name == "transfer")
    said_ = what(open_, procedure("crime_referral"), date(2025, 3, 11))
    assert "有能力支付而不支付（可由银行账户查询结果" in said_


# --- older days ----------------------------------------------------------------------------------


def test_before_september_2020_there_was_no_limit_for_supplementing() -> None:
    old = "2018-03-14 referred\n2018-03-14 accepted\n2018-03-20 supplement_requested\n"
    found = assessed("crime_referral", old, "2018-04-20").findings
    assert not {"supplement", "supplement_notice"} & {finding.name for finding in found}


def test_before_2020_the_procuratorate_could_not_be_asked_over_mere_delay() -> None:
    old = "2018-03-14 referred\n2018-03-20 delay_reasons_demanded\n"
    found = assessed("crime_referral", old, "2018-04-20").findings
    assert "delay_reasons" not in {finding.name for finding in found}
