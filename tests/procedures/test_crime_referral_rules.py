"""Every rule on the referral of refusal to pay: a matter that keeps it, one that breaks it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.matters import assessed, said
from zhunsheng.engine.lowering import usable
from zhunsheng.law.corpus import load_law
from zhunsheng.procedures import procedure
from zhunsheng.procedures.service import SERVICE_GATES

# A case that holds: ten workers, an order served and ignored, money there. Every row adds to it.
HOLDS = """
suspect_kind employer
province hunan
owed_for remuneration
able_to_pay yes
workers_owed 12
total_owed 52000
2025-03-03 payment_ordered document=rectification_order pay_by=2025-03-10 papers=payment_order
2025-03-03 served to=employer method=direct receipt_signed_by=mail_receiver papers=service_receipt
"""
PROOF = "worker_table,wage_ledger,unpaid_proof,payment_vouchers,business_license"
FILE = f"{PROOF},transfer_letter,investigation_report,transfer_approval"
REFERRED = f"2025-03-14T15:00 referred papers={FILE}"
ACCEPTED = f"{REFERRED}\n2025-03-14T16:00 accepted papers=transfer_receipt"
REFUSED = "2025-03-17 opening_decided opening_result=refused reasons_in_writing papers_returned"
OPENED = "2025-03-17 opening_decided opening_result=opened"


class Row(NamedTuple):
    """One rule: its kind and name, the day, what keeps it and what breaks it."""

    kind: str
    rule: str
    kept: str
    broken: str
    as_of: str = "2025-03-18"


def without(paper: str) -> str:
    papers = ",".join(name for name in FILE.split(",") if name != paper)
    return f"2025-03-14T15:00 referred papers={papers}"


CLOCKS = (
    Row(
        "late",
        "transfer_decision",
        "2025-03-12 transfer_proposed\n2025-03-14 transfer_not_approved approved_by=head",
        "2025-03-11 transfer_proposed\n2025-03-17 transfer_approved approved_by=head",
    ),
    Row(
        "late",
        "transfer",
        "2025-03-13T16:00 transfer_approved approved_by=head\n2025-03-14T15:59 referred",
        "2025-03-13T16:00 transfer_approved approved_by=head\n2025-03-14T16:01 referred",
    ),
    Row(
        "late",
        "forwarding",
        f"{ACCEPTED} within_jurisdiction=no\n2025-03-15T09:00 forwarded",
        f"{ACCEPTED} within_jurisdiction=no\n2025-03-16T09:00 forwarded",
    ),
    Row(
        "late",
        "supplement_notice",
        f"{ACCEPTED}\n2025-03-15T15:00 supplement_requested",
        f"{ACCEPTED}\n2025-03-16T15:00 supplement_requested",
    ),
    Row(
        "late",
        "supplement",
        f"{ACCEPTED}\n2025-03-14 supplement_requested\n2025-03-17 supplemented",
        f"{ACCEPTED}\n2025-03-14 supplement_requested\n2025-03-18 supplemented",
    ),
    Row("late", "police_review", f"{ACCEPTED}\n{OPENED}", ACCEPTED),
    Row(
        "late",
        "objection",
        f"{ACCEPTED}\n{REFUSED}\n2025-03-20 reconsideration_requested",
        f"{ACCEPTED}\n{REFUSED}\n2025-03-21 reconsideration_requested",
        "2025-03-21",
    ),
    Row(
        "late",
        "reconsideration",
        "2025-03-17 reconsideration_requested\n"
        "2025-03-20 reconsideration_decided reconsideration_result=opened",
        "2025-03-17 reconsideration_requested\n"
        "2025-03-21 reconsideration_decided reconsideration_result=opened",
        "2025-03-21",
    ),
    Row(
        "late",
        "supervision",
        "2025-03-17 reconsideration_decided reconsideration_result=upheld received_on=2025-03-18\n"
        "2025-03-21 supervision_requested",
        "2025-03-17 reconsideration_decided reconsideration_result=upheld\n"
        "2025-03-21 supervision_requested",
        "2025-03-21",
    ),
    Row(
        "late",
        "reasons",
        "2025-03-24 reasons_demanded\n2025-03-31 reasons_given",
        "2025-03-24 reasons_demanded\n2025-04-01 reasons_given",
        "2025-04-01",
    ),
    Row(
        "late",
        "delay_reasons",
        "2025-03-24 delay_reasons_demanded\n2025-03-31 opening_decided opening_result=opened",
        "2025-03-24 delay_reasons_demanded",
        "2025-04-01",
    ),
    Row(
        "late",
        "telling",
        "2025-03-31 reasons_accepted\n2025-04-10 bureau_told",
        "2025-03-31 reasons_accepted\n2025-04-11 bureau_told",
        "2025-04-11",
    ),
    Row(
        "late",
        "opening",
        "2025-03-31 opening_ordered\n2025-04-15 opening_decided opening_result=opened",
        "2025-03-31 opening_ordered\n2025-04-16 opening_decided opening_result=opened",
        "2025-04-16",
    ),
    Row(
        "late",
        "handover",
        f"{ACCEPTED}\n{OPENED} received_on=2025-03-18\n2025-03-21 handed_over",
        f"{ACCEPTED}\n{OPENED}\n2025-03-21 handed_over",
        "2025-03-21",
    ),
)
ACTS = (
    Row(
        "barred",
        "case_team",
        "2025-03-12 team_formed officers=A041,A077",
        "2025-03-12 team_formed officers=A041,",
    ),
    Row(
        "barred",
        "approver",
        "2025-03-13 transfer_approved approved_by=acting_head",
        "2025-03-13 transfer_approved approved_by=deputy",
    ),
    Row(
        "barred",
        "account_query",
        "2025-03-11 accounts_queried query_approved_by=city_head",
        "2025-03-11 accounts_queried query_approved_by=county_head",
    ),
    Row(
        "barred",
        "reasons_for_not_approving",
        "2025-03-13 transfer_not_approved approved_by=head reasons_recorded",
        "2025-03-13 transfer_not_approved approved_by=head reasons_recorded=no",
    ),
    Row("barred", "same_level", REFERRED, f"{REFERRED} police_level=other"),
    Row(
        "barred",
        "no_penalty_instead",
        "2025-03-12 team_formed officers=A041,A077\n2025-03-13 penalty_decided penalty_kind=fine",
        "2025-03-13 penalty_decided penalty_kind=fine",
    ),
    Row(
        "barred",
        "no_fine_after_court_fine",
        "2025-03-17 judged court_fine\n2025-03-18 penalty_decided penalty_kind=license",
        "2025-03-17 judged court_fine\n2025-03-18 penalty_decided penalty_kind=fine",
    ),
    Row("barred", "acceptance", ACCEPTED, f"{REFERRED}\n2025-03-14 acceptance_refused"),
    Row(
        "barred",
        "refusal_with_reasons",
        REFUSED,
        "2025-03-17 opening_decided opening_result=refused reasons_in_writing=no",
    ),
    Row(
        "barred",
        "either_limb",
        f"{REFUSED} refusal_reason=not_large",
        f"{REFUSED} refusal_reason=no_flight_or_moved_assets",
    ),
    Row(
        "barred",
        "supervision_ground",
        f"{ACCEPTED}\n2025-03-18 supervision_requested",
        f"{ACCEPTED}\n2025-03-17 supervision_requested",
    ),
    Row(
        "barred",
        "decision_before_closing",
        f"{ACCEPTED}\n{OPENED}\n2025-03-18 closed",
        f"{ACCEPTED}\n2025-03-18 closed",
    ),
    Row("barred", "transfer_before_closing", REFERRED, "2025-03-18 closed"),
    Row(
        "barred",
        "answer_to_procuratorate",
        f"2025-03-13 transfer_urged\n{REFERRED}\n2025-03-18 closed",
        "2025-03-13 transfer_urged\n2025-03-18 closed",
    ),
    Row(
        "barred",
        "handling_after_refusal",
        f"{REFUSED}\n2025-03-18 administratively_handled\n2025-03-18 closed",
        f"{REFUSED}\n2025-03-18 closed",
    ),
    Row(
        "barred",
        "handover_before_closing",
        f"{OPENED}\n2025-03-18 handed_over\n2025-03-18 closed",
        f"{OPENED}\n2025-03-18 closed",
    ),
    Row(
        "missing",
        "team_before_report",
        "2025-03-12 team_formed officers=A041,A077\n2025-03-12 transfer_proposed",
        "2025-03-12 transfer_proposed",
    ),
    Row(
        "barred",
        "report_before_approval",
        "2025-03-12 transfer_proposed\n2025-03-13 transfer_approved approved_by=head",
        "2025-03-13 transfer_approved approved_by=head\n2025-03-14 transfer_proposed",
    ),
    Row(
        "missing",
        "approval_before_transfer",
        f"2025-03-13 transfer_approved approved_by=head\n{REFERRED}",
        REFERRED,
    ),
    Row(
        "barred",
        "order_before_transfer",
        REFERRED,
        f"2025-03-02 referred papers={FILE}",
    ),
    Row(
        "missing",
        "refusal_before_reconsideration",
        f"{REFUSED}\n2025-03-18 reconsideration_requested",
        "2025-03-18 reconsideration_requested",
    ),
)
PAPERS = (
    *(
        Row("missing", rule, REFERRED, without(paper))
        for rule, paper in (
            ("transfer_letter", "transfer_letter"),
            ("investigation_report", "investigation_report"),
            ("transfer_approval", "transfer_approval"),
            ("worker_table", "worker_table"),
            ("wage_records", "wage_ledger"),
            ("identity_papers", "business_license"),
            ("conduct_proof", "payment_vouchers"),
            ("unpaid_proof", "unpaid_proof"),
        )
    ),
    *(
        Row("missing", rule, f"{REFERRED},{rule} {fact}", f"{REFERRED} {fact}")
        for rule, fact in (
            ("items_list", "items_seized"),
            ("appraisal_report", "appraisal_made"),
            ("filmed_statements", "books_unavailable"),
        )
    ),
    Row("missing", "payment_order", REFERRED, "2025-03-02 referred"),
    Row("missing", "service_proof", REFERRED, "2025-03-02 referred"),
    Row(
        "missing",
        "transfer_receipt",
        f"{ACCEPTED}\n{OPENED}\n2025-03-18 closed",
        f"{REFERRED}\n{OPENED}\n2025-03-18 closed",
    ),
)
READINGS = (
    Row("defective", "transfer", REFERRED, f"{REFERRED} able_to_pay=no evasion_intended=no"),
    Row("unproven", "transfer", REFERRED, f"{REFERRED} able_to_pay=?"),
    Row(
        "defective",
        "transfer",
        f"2025-03-13 transfer_not_approved approved_by=head\n{REFERRED}",
        "2025-03-13 transfer_not_approved approved_by=head",
    ),
    Row("unproven", "transfer.able_to_pay", REFERRED, without("payment_vouchers")),
    Row("unproven", "transfer.ten_workers", REFERRED, without("worker_table")),
    Row("defective", "filing", f"{ACCEPTED}\n{OPENED}", f"{ACCEPTED}\n{REFUSED}"),
    Row(
        "defective",
        "order_service.signer_not_entitled",
        "",
        "2025-03-04 served to=employer method=direct receipt_signed_by=doorman papers=service_receipt",
    ),
)
JUDGED_HERE = ("transfer", "filing")  # the other trees are readings for the court to judge
ROWS = (*CLOCKS, *ACTS, *PAPERS, *READINGS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.rule}-{row.kind}")
def test_a_rule_is_silent_where_it_is_kept_and_speaks_where_it_is_broken(row: Row) -> None:
    name = (row.kind, row.rule)
    kept = assessed("crime_referral", HOLDS + row.kept, row.as_of)
    broken = assessed("crime_referral", HOLDS + row.broken, row.as_of)
    assert name not in said(list(kept.findings))
    assert name in said(list(broken.findings))


def test_every_word_of_the_procedure_has_a_row() -> None:
    declared = procedure("crime_referral")
    dormant = [gate for gate in declared.gates if not usable(load_law(), gate.per)]
    elsewhere = (*SERVICE_GATES, *dormant)
    words = [
        *(clock.name for clock in declared.clocks),
        *(gate.name for gate in declared.gates if gate not in elsewhere),
        *(order.name for order in declared.orders),
        *(evidence.name for evidence in declared.evidence),
        *(elements.name for elements in declared.elements if elements.name in JUDGED_HERE),
        *(authority.name for authority in declared.authorities),
        *(service.name for service in declared.services),
    ]
    assert set(words) - {row.rule.split(".")[0] for row in ROWS} == set()


def test_a_rule_known_from_memory_only_is_declared_but_not_judged() -> None:
    order = "2025-03-03 payment_ordered ordered_party=unqualified_person"
    name = "firm_before_unqualified_person"
    assert name in {gate.name for gate in procedure("crime_referral").gates}
    found = assessed("crime_referral", order, "2025-03-04").findings
    assert name not in {finding.name for finding in found}
