"""Administrative penalties: lawful walks, and one breach of every rule."""

from __future__ import annotations

import pytest

from tests.matters import assessed
from tests.procedures.edits import Edit, edited, findings, names_of_rules
from zhunsheng.procedures import procedure
from zhunsheng.procedures.service import SERVICE_GATES

HEARD = """
party 甲公司
violation_ended_on 2025-01-10
competent yes
own_jurisdiction yes
range_low 2000
range_high 20000
complex_or_major yes
2025-02-05 discovered
2025-02-06 opened papers=opening_approval
2025-02-17 investigated officers=A041,A077 certificate_shown papers=questioning_record
2025-02-17 evidence_registered approved
2025-02-26 registration_handled
2025-03-03 investigation_ended papers=investigation_report
2025-03-05 informed hearing_offered proposed_fine=20000 sanctions=fine, papers=notice
2025-03-05 served of=notice to=party method=direct receipt_signed_by=mail_receiver papers=service_receipt
2025-03-12 hearing_requested
2025-03-13 hearing_notified
2025-03-25 hearing_held papers=hearing_record
2025-03-27 hearing_reported
2025-04-01 legally_reviewed passed papers=legal_opinion
2025-04-02 collectively_discussed papers=discussion_minutes
2025-04-03 penalty_decided fine=20000 sanctions=fine, officers=A041,A077 remedies_stated \
discretion_level=较重 orders_correction papers=decision
2025-04-15 served of=penalty_decision to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-04-15 disclosed
2025-11-03 surcharged surcharge=20000 surcharged_until=2025-11-03
2025-11-03 demanded papers=demand_letter
2025-11-03 served of=demand to=party method=direct receipt_signed_by=agent papers=service_receipt
2025-11-18 enforcement_applied papers=enforcement_application
"""
UNHEARD = """
party 乙某
offender citizen
violation_ended_on 2025-01-10
2025-02-06 opened papers=opening_approval
2025-02-17 investigated officers=A041,A077 certificate_shown papers=questioning_record
2025-03-03 investigation_ended
2025-03-05 informed proposed_fine=500 sanctions=fine, papers=notice
2025-03-05 served of=notice to=party method=direct receipt_signed_by=self papers=service_receipt
2025-03-07 defended papers=statement_record
2025-03-10 penalty_decided fine=500 sanctions=fine, remedies_stated discretion_level=较轻 \
orders_correction papers=decision
2025-03-12 served of=penalty_decision to=party method=direct receipt_signed_by=self papers=service_receipt
2025-03-14 disclosed
2025-03-20 fine_paid
2025-03-21 closed
"""
ON_THE_SPOT = """
party 丙某
offender citizen
violation_ended_on 2025-05-06
2025-05-06 discovered
2025-05-06 investigated officers=A041,A077 certificate_shown papers=inspection_record
2025-05-06 penalty_decided on_the_spot fine=100 sanctions=fine, officers=A041,A077 remedies_stated \
discretion_level=较轻 orders_correction statement_heard handed_over certificate_shown \
papers=decision
2025-05-06 collected collected_sum=100 receipt_issued
2025-05-08 handed_in
2025-05-12 banked
2025-05-13 disclosed
2025-05-20 reconsideration_received
2025-05-27 reconsideration_forwarded
"""
BEFORE_2021 = """
party 丁公司
violation_ended_on 2019-01-10
2019-02-11 discovered
2019-02-12 opened papers=opening_approval
2019-02-18 investigated officers=A041,A077 certificate_shown papers=questioning_record
2019-03-01 investigation_ended
2019-03-04 informed hearing_offered proposed_fine=30000 sanctions=fine, papers=notice
2019-03-04 served of=notice to=party method=direct receipt_signed_by=agent papers=service_receipt
2019-03-05 defended
2019-03-08 legally_reviewed passed papers=legal_opinion
2019-03-11 penalty_decided fine=30000 sanctions=fine, remedies_stated discretion_level=一般 \
orders_correction papers=decision
2019-03-18 served of=penalty_decision to=party method=direct receipt_signed_by=agent papers=service_receipt
2019-03-18 disclosed
2019-04-02 fine_paid
2019-04-03 closed
"""
BASES = {
    "heard": (HEARD, "2026-03-01", {("late", "payment")}),
    "unheard": (UNHEARD, "2026-03-01", set()),
    "on_the_spot": (ON_THE_SPOT, "2026-03-01", set()),
    "before_2021": (BEFORE_2021, "2020-03-01", set()),
}


@pytest.mark.parametrize("base", BASES)
def test_a_lawful_penalty_has_no_finding_but_the_partys_own_delay(base: str) -> None:
    text, as_of, own = BASES[base]
    assert findings("penalty", text, as_of) == own


BY_THE_PARTY = "2025-03-12 served of=penalty_decision to=party method=direct receipt_signed_by=self"
BY_NEIGHBOR = (
    "2025-03-12 served of=penalty_decision to=party method=direct receipt_signed_by=neighbor"
)
CASES: tuple[tuple[str, str, str, tuple[Edit, ...]], ...] = (
    # power, limitation, one fine
    ("competent", "barred", "unheard", (("", "competent no"),)),
    ("own_jurisdiction", "barred", "unheard", (("", "own_jurisdiction no"),)),
    ("within_limitation", "barred", "unheard", (("ended_on 2025-01-10", "ended_on 2023-02-05"),)),
    ("within_limitation", "unproven", "unheard", (("violation_ended_on 2025-01-10", None),)),
    (
        "within_grave_limitation",
        "barred",
        "heard",
        (("", "grave_harm yes"), ("ended_on 2025-01-10", "ended_on 2020-02-04")),
    ),
    ("one_fine", "barred", "unheard", (("", "already_fined yes"),)),
    ("one_fine", "barred", "unheard", (("", "2025-03-11 penalty_decided fine=500"),)),
    ("not_fined_after_criminal_fine", "barred", "unheard", (("", "criminally_fined yes"),)),
    ("correction_ordered", "barred", "unheard", (("orders_correction ", ""),)),
    # leniency
    ("old_enough", "barred", "unheard", (("", "offender_born_on 2011-01-11"),)),
    ("lenient_to_minor", "unproven", "unheard", (("", "offender_born_on 2008-01-10"),)),
    ("lenient_where_mitigated", "unproven", "unheard", (("", "mitigated yes"),)),
    (
        "minor_not_penalized",
        "barred",
        "unheard",
        (("", "minor yes"), ("", "corrected_in_time yes"), ("", "harmless yes")),
    ),
    ("faultless_not_penalized", "barred", "unheard", (("", "faultless yes"),)),
    ("milder_law_applied", "unproven", "unheard", (("", "milder_law_now yes"),)),
    # notice, statement, hearing
    ("statement_heard", "barred", "unheard", (("2025-03-05 informed", None),)),
    ("statement_heard", "unproven", "unheard", (("2025-03-07 defended", None),)),
    (
        "statement_heard",
        "barred",
        "unheard",
        (("2025-03-07 defended", None), ("", "statement_by 2025-03-10")),
    ),
    (
        "notice_before_decision",
        "barred",
        "heard",
        (("2025-03-05 served", "2025-04-03 served"),),
    ),
    ("hearing_offered", "unproven", "before_2021", (("hearing_offered ", ""),)),
    ("hearing_offered", "barred", "before_2021", (("hearing_offered", "hearing_offered=no"),)),
    ("hearing_held", "barred", "heard", (("2025-03-25 hearing_held", None),)),
    (
        "hearing_window",
        "barred",
        "before_2021",
        (("2019-03-11 penalty_decided", "2019-03-07 penalty_decided"),),
    ),
    ("heard_again", "barred", "heard", (("", "new_evidence_after_hearing yes"),)),
    ("hearing_host", "barred", "heard", (("hearing_held ", "hearing_held host_investigated "),)),
    ("hearing_notice", "late", "heard", (("2025-03-13 hearing_n", "2025-03-14 hearing_n"),)),
    ("hearing_report", "late", "heard", (("2025-03-27 hearing", "2025-03-28 hearing"),)),
    ("hearing_recorded", "missing", "heard", ((" papers=hearing_record", ""),)),
    (
        "not_harsher_for_defending",
        "barred",
        "unheard",
        (("penalty_decided fine=500", "penalty_decided fine=600"),),
    ),
    # review and discussion
    ("legally_reviewed", "barred", "heard", (("2025-04-01 legally_reviewed", None),)),
    ("legally_reviewed", "barred", "heard", (("reviewed passed", "reviewed passed=no"),)),
    ("legally_reviewed", "unproven", "heard", (("reviewed passed", "reviewed"),)),
    ("legally_reviewed", "barred", "before_2021", (("2019-03-08 legally_reviewed", None),)),
    ("legally_reviewed_as_major", "barred", "unheard", (("", "social_risk yes"),)),
    ("review_opinion", "missing", "heard", ((" papers=legal_opinion", ""),)),
    (
        "reviewer_qualified",
        "unproven",
        "heard",
        (("reviewed passed", "reviewed passed first_time_reviewer"),),
    ),
    ("collectively_discussed", "barred", "heard", (("2025-04-02 collectively", None),)),
    ("discussion_recorded", "missing", "heard", ((" papers=discussion_minutes", ""),)),
    ("crime_referred_first", "barred", "unheard", (("", "suspected_crime yes"),)),
    # the decision
    ("facts_proved", "missing", "unheard", ((" papers=questioning_record", ""),)),
    ("remedies_stated", "barred", "unheard", (("remedies_stated", "remedies_stated=no"),)),
    (
        "decision_complete",
        "barred",
        "unheard",
        (("remedies_stated", "remedies_stated missing_items=印章,日期"),),
    ),
    ("discretion_reasoned", "barred", "unheard", (("discretion_level=较轻 ", ""),)),
    ("fine_within_range", "defective", "heard", (("range_high 20000", "range_high 19999"),)),
    # officers, filing, evidence
    ("two_officers", "barred", "unheard", (("officers=A041,A077", "officers=A041"),)),
    ("certificate_shown", "unproven", "unheard", ((" certificate_shown", ""),)),
    ("no_conflict", "barred", "unheard", (("certificate_shown", "certificate_shown conflict"),)),
    (
        "qualified_officers",
        "barred",
        "unheard",
        (("certificate_shown", "certificate_shown certificates_valid=no"),),
    ),
    ("registration_approved", "unproven", "heard", (("registered approved", "registered"),)),
    ("registered_evidence", "late", "heard", (("2025-02-26 reg", "2025-02-27 reg"),)),
    ("opened_before_investigation_end", "missing", "unheard", (("2025-02-06 opened", None),)),
    ("ended_before_notice", "missing", "unheard", (("2025-03-03 investigation_ended", None),)),
    # time of the decision
    ("decision", "late", "unheard", (("2025-02-06 opened", "2024-12-02 opened"),)),
    ("decision_before_2021", "late", "before_2021", (("2019-02-12 opened", "2019-01-08 opened"),)),
    (
        "supervision_investigation",
        "late",
        "unheard",
        (("", "labor_supervision yes"), ("2025-02-06 opened", "2024-11-29 opened")),
    ),
    # on the spot
    ("spot_fine_of_citizen", "defective", "on_the_spot", (("t fine=100", "t fine=201"),)),
    (
        "spot_fine_of_organization",
        "defective",
        "on_the_spot",
        (("offender citizen", "offender organization"), ("t fine=100", "t fine=3001")),
    ),
    ("spot_heard", "unproven", "on_the_spot", (("statement_heard ", ""),)),
    ("spot_delivered", "unproven", "on_the_spot", (("handed_over ", ""),)),
    (
        "spot_certificate",
        "unproven",
        "on_the_spot",
        (("handed_over certificate_shown", "handed_over"),),
    ),
    ("spot_collectable", "barred", "on_the_spot", (("collected_sum=100", "collected_sum=101"),)),
    ("spot_receipt", "unproven", "on_the_spot", ((" receipt_issued", ""),)),
    ("handed_in", "late", "on_the_spot", (("2025-05-08 handed_in", "2025-05-09 handed_in"),)),
    ("banked", "late", "on_the_spot", (("2025-05-12 banked", "2025-05-13 banked"),)),
    (
        "reconsideration_forwarded",
        "late",
        "on_the_spot",
        (("2025-05-27 recon", "2025-05-28 recon"),),
    ),
    # service, payment, enforcement, publication
    ("payment", "late", "unheard", (("2025-03-20 fine_paid", "2025-03-28 fine_paid"),)),
    ("surcharge", "defective", "heard", (("surcharge=20000", "surcharge=20001"),)),
    ("demand_wait", "barred", "heard", (("2025-11-18 enf", "2025-11-17 enf"),)),
    ("demanded_first", "barred", "heard", (("2025-11-03 served", None),)),
    ("remedies_expired", "barred", "heard", (("2025-11-18 enf", "2025-10-15 enf"),)),
    ("enforcement", "late", "heard", (("2025-11-18 enf", "2026-01-16 enf"),)),
    ("application_on_file", "missing", "heard", ((" papers=enforcement_application", ""),)),
    ("decision_on_file", "missing", "heard", ((" papers=decision", ""),)),
    ("demand_on_file", "missing", "heard", ((" papers=demand_letter", ""),)),
    ("penalty_disclosed", "late", "heard", (("2025-04-15 disclosed", "2025-04-16 disclosed"),)),
    (
        "penalty_taken_down",
        "late",
        "unheard",
        (("", "2025-06-03 overturned"), ("", "2025-06-09 taken_down")),
    ),
    ("penalty_service.party", "late", "heard", (("2025-04-15 served", "2025-04-16 served"),)),
    ("notice_service", "missing", "unheard", (("2025-03-05 served", None),)),
    (
        "penalty_service.signer_not_entitled",
        "defective",
        "unheard",
        (
            (
                "2025-03-12 served of=penalty_decision to=party method=direct receipt_signed_by=self",
                BY_NEIGHBOR,
            ),
        ),
    ),
    ("demand_service", "missing", "heard", (("2025-11-03 served", None),)),
)


@pytest.mark.parametrize(("rule", "kind", "base", "edits"), CASES)
def test_every_rule_finds_its_breach(
    rule: str, kind: str, base: str, edits: tuple[Edit, ...]
) -> None:
    text, as_of, own = BASES[base]
    assert (kind, rule) not in own
    assert (kind, rule) in findings("penalty", edited(text, edits), as_of)


DUE: tuple[tuple[str, str, str], ...] = (
    ("penalty_service.party", "2026-10-12", "2026-09-24 penalty_decided"),
    ("hearing_request", "2026-02-27", "2026-02-13 served of=notice to=party method=direct"),
    ("registered_evidence", "2026-05-12", "2026-04-29 evidence_registered approved"),
    ("decision", "2026-10-08", "2026-07-03 opened"),
    ("payment", "2026-05-06", "2026-04-20 served of=penalty_decision to=party method=direct"),
    ("penalty_disclosed", "2026-10-15", "2026-09-30 penalty_decided"),
    ("penalty_taken_down", "2026-02-26", "2026-02-14 overturned"),
)
RECEIVED = " receipt_signed_by=agent papers=service_receipt"


@pytest.mark.parametrize(("rule", "due", "act"), DUE)
def test_limits_end_on_the_day_counted_by_hand(rule: str, due: str, act: str) -> None:
    before = {
        "hearing_request": "2026-02-12 informed sanctions=license_revoked,",
        "payment": "2026-04-17 penalty_decided fine=500",
        "penalty_taken_down": "2026-02-10 disclosed",
    }.get(rule, "")
    act = act + RECEIVED if "served" in act else act
    found = assessed("penalty", f"{before}\n{act}", act[:10]).findings
    days = [str(finding.due) for finding in found if (finding.kind, finding.name) == ("due", rule)]
    assert days == [due]


@pytest.mark.parametrize(
    ("until", "days", "surcharge"),
    [("2026-06-08", "33", 29700), ("2026-06-09", "34", 30000), ("2026-08-09", "95", 30000)],
)
def test_the_surcharge_grows_by_three_percent_a_day_up_to_the_fine(
    until: str, days: str, surcharge: int
) -> None:
    text = f"""
    2026-04-17 penalty_decided fine=30000
    2026-04-20 served of=penalty_decision to=party method=direct {RECEIVED}
    {until} surcharged surcharged_until={until}
    """
    highest = {each.name: each.values["high"] for each in assessed("penalty", text, until).sums}
    assert highest["surcharge"] == surcharge * 100, days


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ("", "2026-02-25"),
        ("2025-06-03 deferred deferred_until=2026-01-20", "2026-04-20"),
        ("2025-06-03 remedy_sought remedies_ended_on=2026-02-02", "2026-05-06"),
    ],
)
def test_the_court_is_asked_within_three_months_after_remedies_or_deferral(
    more: str, due: str
) -> None:
    text = f"""
    2025-05-22 penalty_decided fine=30000
    2025-05-25 served of=penalty_decision to=party method=direct {RECEIVED}
    {more}
    """
    found = assessed("penalty", text, "2026-02-20").findings
    days = {finding.name: str(finding.due) for finding in found if finding.kind == "due"}
    assert days["enforcement"] == due


def test_grave_harm_is_pursued_for_five_years_to_the_day() -> None:
    grave = edited(UNHEARD, (("", "grave_harm yes"), ("on 2025-01-10", "on 2020-02-06")))
    assert findings("penalty", grave, "2026-03-01") == set()
    assert findings("penalty", grave.replace("2020-02-06", "2020-02-05"), "2026-03-01") == {
        ("barred", "within_grave_limitation")
    }


def test_days_of_a_suit_bear_no_surcharge() -> None:
    text = f"""
    2026-04-17 penalty_decided fine=30000
    2026-04-20 served of=penalty_decision to=party method=direct {RECEIVED}
    2026-05-10 remedy_sought
    2026-06-04 remedy_ended
    2026-06-08 surcharged surcharged_until=2026-06-08
    """
    sums = {each.name: each.values["high"] for each in assessed("penalty", text, "2026-06-30").sums}
    assert sums["surcharge"] == (33 - 25) * 900 * 100


def test_the_table_breaks_every_rule_of_the_procedure() -> None:
    broken = {rule for rule, _, _, _ in CASES}
    shared = {gate.name for gate in SERVICE_GATES} | {"hearing_request"}
    assert names_of_rules(procedure("penalty")) - shared <= broken
