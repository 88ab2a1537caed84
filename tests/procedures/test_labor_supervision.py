"""Labor security supervision: lawful walks, and one breach of every rule of its course."""

from __future__ import annotations

import pytest

from tests.matters import matter, said
from tests.procedures.edits import Edit, edited, findings, names_of_rules
from tests.procedures.supervision import ACCOUNT, ARREARS, HANDLED, REFUSED, REVOKED
from tests.procedures.test_labor_supervision_sums import SUMS
from zhunsheng.engine.finding import Finding
from zhunsheng.procedures import procedure
from zhunsheng.procedures.labor_supervision.violations import LADDER
from zhunsheng.procedures.labor_supervision.wages import LIABILITY_LAW
from zhunsheng.procedures.service import SERVICE_GATES

BASES = {
    "arrears": ARREARS,
    "account": ACCOUNT,
    "handled": HANDLED,
    "revoked": REVOKED,
    "refused": REFUSED,
}
SIGNED = "receipt_signed_by=agent papers=service_receipt"
ON_THE_LADDER = (
    *(violation for violation, _, _ in LADDER),
    "insurance_unregistered",
    "child_not_returned",
)
AS_OF = "2026-06-01"


@pytest.mark.parametrize("base", BASES)
def test_a_case_handled_lawfully_has_no_finding(base: str) -> None:
    assert findings("labor_supervision", BASES[base], AS_OF) == set()


@matter("labor_supervision", as_of="2025-02-10")
def test_a_case_just_opened_has_its_three_limits_due_and_nothing_else(found: list[Finding]) -> None:
    """
    party 甲公司
    violation_ended_on 2025-01-20
    2025-02-05 discovered
    2025-02-06 opened papers=opening_approval
    """
    due = {("due", "investigation"), ("due", "decision_in_time"), ("due", "closing")}
    assert said(found) == due
    assert {str(finding.due) for finding in found} == {"2025-04-30"}


NOTICE_SERVED = "2025-03-13 served of=notice"
SUBCONTRACTED: Edit = ("", "subcontracted yes")
UNPAID: tuple[Edit, ...] = (("2025-03-20 fine_paid", None), ("2025-03-21 closed", None))
APPLIED: Edit = ("", "2025-11-03 enforcement_applied")
HELD: tuple[Edit, ...] = (("", "2025-03-24 hearing_held"), ("", "2025-03-19 hearing_notified"))
REVIEW_NEEDED: Edit = ("", "complex_relations yes")
UNREVIEWED: Edit = ("2025-03-10 legally_reviewed", None)
STILL_INVESTIGATING: tuple[Edit, ...] = (
    ("2025-02-24 inv", "2025-07-01 inv"),
    ("2025-04-02 closed", None),
    ("2025-04-03 archived", None),
)
WITHOUT_DECISION: tuple[Edit, ...] = (
    ("2025-03-03 handling_decided", None),
    ("2025-04-02 closed", "2025-05-06 closed"),
)
TRIFLING: tuple[Edit, ...] = (
    ("", "minor yes"),
    ("", "corrected_in_time yes"),
    ("", "harmless yes"),
)
ON_THE_SPOT: tuple[Edit, ...] = (
    ("penalty_decided violation", "penalty_decided on_the_spot violation"),
)
LATE_NOTICE: tuple[Edit, ...] = (
    ("2025-02-28 served", "2025-03-11 served"),
    ("2025-03-03 defended", None),
)
NO_PAPERS: tuple[Edit, ...] = (
    (" papers=questioning_record", ""),
    (" papers=payroll,attendance,calculation_sheet", ""),
)
BEFORE_THE_REGULATION: tuple[Edit, ...] = (("continuing yes", "violation_ended_on 2020-04-30"),)
NEVER_ORDERED: tuple[Edit, ...] = (("2025-02-24 payment_ordered", None),)
UNPERFORMED: tuple[Edit, ...] = (
    ("2025-04-01 corrected", None),
    ("2025-04-02 closed", None),
    ("2025-04-03 archived", None),
)
DEMANDED_LATE: tuple[Edit, ...] = (
    ("", "2025-10-21 demanded papers=demand_letter"),
    ("", f"2025-10-21 served of=demand to=party method=direct {SIGNED}"),
    APPLIED,
)
CASES: tuple[tuple[str, str, str, tuple[Edit, ...]], ...] = (
    # acceptance and filing
    ("acceptance_in_time", "late", "refused", (("2025-02-11 acc", "2025-02-12 acc"),)),
    (
        "acceptance_after_supplement",
        "late",
        "refused",
        (
            ("2025-02-11 acceptance_refused", "2025-02-26 acceptance_refused"),
            ("", "2025-02-07 supplement_requested"),
            ("", "2025-02-17 supplemented"),
        ),
    ),
    ("acceptance", "defective", "refused", (("in_scope no", "in_scope yes"),)),
    ("acceptance", "defective", "arrears", (("in_scope yes", "in_scope no"),)),
    ("acceptance", "defective", "arrears", (("", "in_dispute_procedure yes"),)),
    ("acceptance", "unproven", "arrears", (("harmed_by_employer yes", None),)),
    ("opened_on_acceptance", "barred", "arrears", (("02-06 opened", "02-07 opened"),)),
    ("within_two_years", "barred", "revoked", (("on 2025-01-20", "on 2023-02-04"),)),
    ("within_two_years", "unproven", "revoked", (("violation_ended_on 2025-01-20", None),)),
    ("refused_in_writing", "unproven", "refused", ((" in_writing", ""),)),
    ("asked_to_complete", "barred", "refused", (("identified yes", "identified no"),)),
    ("told_where_to_go", "unproven", "refused", ((" directed_elsewhere", ""),)),
    ("own_jurisdiction", "barred", "revoked", (("", "own_jurisdiction no"),)),
    ("transferred_if_out_of_scope", "barred", "revoked", (("", "in_scope no"),)),
    ("crime_referred", "barred", "revoked", (("", "suspected_crime yes"),)),
    ("crime_referred_first", "barred", "arrears", (("", "suspected_crime yes"),)),
    ("accounts_with_approval", "unproven", "arrears", ((" approved_by_city_head", ""),)),
    ("accounts_in_wage_cases_only", "barred", "arrears", (("wages yes", "wages no"),)),
    ("emergency_plan", "barred", "revoked", (("", "group_event yes"),)),
    ("opened_before_decision", "missing", "handled", (("2025-02-06 opened", None),)),
    ("opened_before_end", "missing", "handled", (("2025-02-06 opened", None),)),
    ("opened_before_inspection", "missing", "arrears", (("2025-02-06 opened", None),)),
    ("inspected_before_end", "missing", "handled", (("2025-02-10 investigated", None),)),
    ("closed_before_archived", "missing", "handled", (("2025-04-02 closed", None),)),
    # inspection
    ("two_officers", "barred", "handled", (("officers=A041,A077", "officers=A041"),)),
    ("certificate_shown", "unproven", "handled", ((" certificate_shown", ""),)),
    ("badge_worn", "barred", "arrears", (("badge_worn", "badge_worn=no"),)),
    ("no_conflict", "barred", "handled", (("certificate_shown", "certificate_shown conflict"),)),
    ("no_seizure", "barred", "handled", (("officers=A041", "measure=seizure officers=A041"),)),
    # time
    ("investigation", "late", "handled", STILL_INVESTIGATING),
    (
        "investigation",
        "late",
        "handled",
        (*STILL_INVESTIGATING, ("", "2025-05-01 extended approved_by=head")),
    ),
    ("decision_in_time", "late", "handled", (("2025-02-06 opened", "2024-11-25 opened"),)),
    ("closing", "late", "handled", WITHOUT_DECISION),
    ("spot_decision_filed", "late", "account", ON_THE_SPOT),
    # statement, hearing, review
    ("handling_heard", "barred", "handled", (("2025-02-25 informed", None),)),
    ("handling_heard", "unproven", "handled", (("2025-02-28 defended", None),)),
    ("handling_remedies_stated", "unproven", "handled", ((" remedies_stated", ""),)),
    ("handling_facts_proved", "missing", "handled", ((" papers=questioning_record", ""),)),
    ("statement_heard", "unproven", "arrears", (("2025-03-14 defended", None),)),
    ("notice_before_decision", "barred", "account", LATE_NOTICE),
    ("hearing_offered", "barred", "arrears", (("hearing_offered", "hearing_offered=no"),)),
    ("hearing_held", "barred", "arrears", (("", "2025-03-17 hearing_requested"),)),
    (
        "hearing_window",
        "barred",
        "arrears",
        (("03-13 served of=notice", "03-18 served of=notice"),),
    ),
    ("heard_again", "barred", "arrears", (*HELD, ("", "new_evidence_after_hearing yes"))),
    ("hearing_host", "barred", "arrears", (("", "2025-03-24 hearing_held host_investigated"),)),
    ("hearing_notice", "late", "arrears", HELD),
    ("hearing_report", "late", "arrears", HELD),
    ("hearing_recorded", "missing", "arrears", HELD),
    ("not_harsher_for_defending", "barred", "arrears", (("d_fine=20000", "d_fine=19999"),)),
    ("legally_reviewed", "barred", "account", (REVIEW_NEEDED, UNREVIEWED)),
    ("legally_reviewed_as_major", "barred", "account", (("", "social_risk yes"), UNREVIEWED)),
    ("review_opinion", "missing", "account", ((" papers=legal_opinion", ""),)),
    (
        "reviewer_qualified",
        "barred",
        "account",
        (("reviewed passed", "reviewed passed first_time_reviewer law_qualified=no"),),
    ),
    ("collectively_discussed", "barred", "account", (("", "complex_or_major yes"),)),
    ("discussion_recorded", "missing", "account", (("", "2025-03-10 collectively_discussed"),)),
    # decisions
    ("facts_proved", "missing", "account", ((" papers=inspection_record", ""),)),
    ("remedies_stated", "unproven", "account", (("remedies_stated ", ""),)),
    ("decision_complete", "barred", "account", (("d remedies_stated", "d missing_items=印章"),)),
    ("discretion_reasoned", "barred", "account", ((" discretion_level=一般", ""),)),
    ("revoked_for_lawful_reason", "barred", "revoked", (("minor_and_corrected", "other"),)),
    ("revoked_after_correction", "barred", "revoked", (("2025-02-11 corrected", None),)),
    ("correction_deadline_named", "unproven", "account", ((" deadline=2025-02-21", ""),)),
    # wages
    ("wages_owed", "defective", "arrears", (("work_done yes", "work_done no"),)),
    ("wages_owed", "unproven", "arrears", (("wages_due yes", None),)),
    ("wages_owed", "defective", "arrears", (("", "project_money yes"),)),
    ("employment_proved", "missing", "arrears", NO_PAPERS),
    ("work_proved", "missing", "arrears", NO_PAPERS),
    ("wages_proved", "missing", "arrears", NO_PAPERS),
    ("sum_per_worker", "missing", "arrears", ((",calculation_sheet", ""),)),
    ("pay_by_named", "unproven", "arrears", (("pay_by=2025-03-10 ", ""),)),
    ("debtor_is_employer", "barred", "arrears", (("workers=8", "workers=8 debtor_capable=no"),)),
    (
        "liability_stated",
        "barred",
        "arrears",
        (("", "subcontracted yes"), (" liability=direct", "")),
    ),
    ("extra_after_deadline", "barred", "arrears", (("03-12 extra", "03-10 extra"),)),
    ("extra_after_deadline", "barred", "arrears", (("", "2025-03-09 paid paid_sum=50000"),)),
    ("extra_after_deadline", "barred", "arrears", (("2025-02-26 served", "2025-03-11 served"),)),
    # orders before fines
    ("basis_in_force", "barred", "account", BEFORE_THE_REGULATION),
    ("ordered_before_order_disobeyed_fine", "barred", "arrears", NEVER_ORDERED),
    ("no_fine_for_retaliation", "barred", "arrears", (("order_disobeyed", "retaliation"),)),
    # leniency and penalties on the spot
    (
        "within_five_years",
        "barred",
        "revoked",
        (("", "grave_harm yes"), ("ended_on 2025", "ended_on 2020")),
    ),
    ("correction_ordered", "barred", "arrears", ((" orders_correction", ""),)),
    ("not_fined_after_criminal_fine", "barred", "account", (("", "criminally_fined yes"),)),
    ("old_enough", "barred", "arrears", (("", "offender_born_on 2011-01-11"),)),
    ("lenient_to_minor", "unproven", "arrears", (("", "offender_born_on 2008-01-11"),)),
    ("lenient_where_mitigated", "unproven", "account", (("", "mitigated yes"),)),
    ("minor_not_penalized", "barred", "account", TRIFLING),
    ("faultless_not_penalized", "barred", "account", (("", "faultless yes"),)),
    ("milder_law_applied", "unproven", "account", (("", "milder_law_now yes"),)),
    ("spot_heard", "unproven", "account", ON_THE_SPOT),
    ("spot_delivered", "unproven", "account", ON_THE_SPOT),
    ("spot_certificate", "unproven", "account", ON_THE_SPOT),
    ("spot_fine_of_organization", "defective", "account", ON_THE_SPOT),
    ("spot_fine_of_citizen", "defective", "account", (*ON_THE_SPOT, ("", "offender citizen"))),
    # service, payment, enforcement, publication
    ("correction_order_service.party", "late", "account", (("02-12 served", "02-19 served"),)),
    (
        "payment_order_service.party",
        "late",
        "arrears",
        (("2025-02-26 served", "2025-03-04 served"),),
    ),
    ("handling_decision_service.party", "late", "handled", (("03-10 served", "03-11 served"),)),
    ("revocation_decision_service.party", "late", "revoked", (("02-20 served", "02-21 served"),)),
    (
        "extra_order_service.party",
        "late",
        "arrears",
        (("03-13 served of=extra", "03-20 served of=extra"),),
    ),
    ("penalty_service.party", "late", "account", (("2025-03-12 served", "2025-03-21 served"),)),
    ("payment", "late", "account", (("2025-03-20 fine_paid", "2025-03-28 fine_paid"),)),
    (
        "enforcement",
        "late",
        "account",
        (("2025-03-20 fine_paid", None), ("2025-03-21 closed", None)),
    ),
    ("order_enforcement", "late", "handled", UNPERFORMED),
    ("demand_wait", "barred", "account", DEMANDED_LATE),
    ("demanded_first", "barred", "account", (("", "2025-11-03 enforcement_applied"),)),
    ("remedies_expired", "barred", "account", (("", "2025-04-03 enforcement_applied"),)),
    ("application_on_file", "missing", "account", (("", "2025-11-03 enforcement_applied"),)),
    ("decision_on_file", "missing", "account", ((" papers=decision", ""), APPLIED)),
    ("demand_on_file", "missing", "account", (APPLIED,)),
    ("penalty_disclosed", "late", "account", (("2025-03-13 dis", "2025-03-21 dis"),)),
    ("penalty_taken_down", "late", "account", (("", "2025-06-03 overturned"),)),
    ("handling_disclosed", "late", "handled", (("2025-03-28 handling", "2025-04-01 handling"),)),
    ("serious_violation_published", "late", "account", (("", "serious_violation yes"),)),
)


@pytest.mark.parametrize(("rule", "kind", "base", "edits"), CASES)
def test_every_rule_finds_its_breach(
    rule: str, kind: str, base: str, edits: tuple[Edit, ...]
) -> None:
    assert (kind, rule) in findings("labor_supervision", edited(BASES[base], edits), AS_OF)


def test_an_extension_approved_by_the_head_in_time_moves_the_end() -> None:
    text = edited(
        HANDLED,
        (
            ("2025-02-24 inv", "2025-06-16 inv"),
            ("2025-02-25 informed", "2025-06-16 informed"),
            ("2025-02-26 served", "2025-06-16 served"),
            ("2025-02-28 defended", "2025-06-16 defended"),
            ("2025-03-03 handling", "2025-06-17 handling"),
            ("2025-03-10 served", "2025-06-18 served"),
            ("2025-03-28 handling", "2025-06-18 handling"),
            ("2025-04-01 corrected", "2025-06-19 corrected"),
            ("2025-04-02 closed", "2025-06-20 closed"),
            ("2025-04-03 archived", "2025-06-20 archived"),
        ),
    )
    late = {("late", "investigation"), ("late", "decision_in_time")}
    granted = edited(text, (("", "2025-04-30 extended approved_by=head"),))
    refused = edited(text, (("", "2025-04-30 extended approved_by=other"),))
    too_late = edited(text, (("", "2025-05-06 extended approved_by=head"),))
    assert findings("labor_supervision", granted, AS_OF) == set()
    assert findings("labor_supervision", refused, AS_OF) == late
    assert findings("labor_supervision", too_late, AS_OF) == late


@pytest.mark.parametrize("violation", ON_THE_LADDER)
def test_a_fine_on_the_ladder_needs_order_deadline_and_no_correction(violation: str) -> None:
    fine = {"child_not_returned": 10000}.get(violation, 50000)
    lawful = ACCOUNT.replace("wage_account", violation).replace(
        " fine=60000", f" fine={fine} base_sum=25000"
    )
    lawful += "\n2025-02-10 child_found hired_on=2025-01-01 left_on=2025-03-10"
    rule = f"ordered_before_{violation}_fine"
    assert findings("labor_supervision", lawful, AS_OF) == set()
    for kind, edit in (
        ("barred", ("2025-02-11 correction_ordered", None)),
        ("barred", ("deadline=2025-02-21", "deadline=2025-02-24")),
        ("barred", ("2025-02-12 served", "2025-02-22 served")),
        ("barred", ("", f"2025-02-25 rechecked violation={violation} result=corrected")),
        ("barred", ("2025-02-24 rechecked", None)),
    ):
        assert (kind, rule) in findings("labor_supervision", edited(lawful, (edit,)), AS_OF), edit


@pytest.mark.parametrize(("liability", "fact"), [(each[0], each[2]) for each in LIABILITY_LAW])
def test_an_order_to_one_who_is_not_the_employer_needs_the_fact_that_makes_him_liable(
    liability: str, fact: str
) -> None:
    ordered = edited(ARREARS, (("liability=direct", f"liability={liability}"),))
    known = edited(ordered, (("", f"{fact} yes"), ("", "unpaid_works_sum 50000")))
    denied = edited(ordered, (("", f"{fact} no"),))
    rule = f"liable_as_{liability}"
    assert findings("labor_supervision", known, AS_OF) == set()
    assert ("unproven", rule) in findings("labor_supervision", ordered, AS_OF)
    assert ("barred", rule) in findings("labor_supervision", denied, AS_OF)


def test_an_owner_advances_no_more_than_the_unpaid_works() -> None:
    edits = (
        ("liability=direct", "liability=owner_advance"),
        ("", "owner_paid_late yes"),
        ("", "unpaid_works_sum 49999"),
    )
    found = findings("labor_supervision", edited(ARREARS, edits), AS_OF)
    assert found == {("defective", "owner_advance")}


def test_the_tables_break_every_rule_of_the_procedure() -> None:
    broken = {rule for rule, _, _, _ in CASES} | {f"{rule}_fine" for rule, *_ in SUMS}
    broken |= {f"{rule}_fine_of_person" for rule, *_ in SUMS}
    broken |= {f"ordered_before_{violation}_fine" for violation, _, _ in LADDER}
    broken |= {
        f"ordered_before_{each}_fine" for each in ("insurance_unregistered", "child_not_returned")
    }
    broken |= {f"liable_as_{liability}" for liability, *_ in LIABILITY_LAW}
    broken |= {"owner_advance", "extra", "hearing_request"}
    broken |= {gate.name for gate in SERVICE_GATES}
    unread = {"decision_after_investigation"}
    assert names_of_rules(procedure("labor_supervision")) - unread <= broken
