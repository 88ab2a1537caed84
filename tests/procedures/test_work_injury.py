"""Work injury: lawful walks without a finding, and one breach of every rule."""

from __future__ import annotations

import pytest

from tests.matters import record_of
from tests.procedures.edits import Edit, edited, findings, names_of_rules
from tests.procedures.work_injuries import (
    ACCIDENT,
    BY_EMPLOYER,
    COMMUTING,
    DISEASE,
    DRUNK,
    ILLNESS,
    REFUSED,
)
from zhunsheng.intake.conform import faults_of
from zhunsheng.procedures import procedure
from zhunsheng.procedures.service import SERVICE_GATES

AT_END = "2026-02-02"
WALKS = {
    "accident": ACCIDENT,
    "by_employer": BY_EMPLOYER,
    "commuting": COMMUTING,
    "illness": ILLNESS,
    "disease": DISEASE,
    "drunk": DRUNK,
}
PARTIES = ("worker", "employer")
LATE_EMPLOYER = {("late", "employer_applies"), ("late", "worker_applies")}


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_a_lawful_walk_ends_without_a_finding(walk: str) -> None:
    assert findings("work_injury", walk, AT_END) == set()


@pytest.mark.parametrize("walk", [*WALKS.values(), REFUSED], ids=[*WALKS, "refused"])
def test_a_lawful_walk_speaks_the_language_of_the_procedure(walk: str) -> None:
    assert faults_of(record_of("work_injury", walk), procedure("work_injury"), "walk") == []


DAYS_ON_THE_WAY = (
    "2025-01-07",
    "2025-02-06",
    "2025-02-20",
    "2025-03-01",
    "2025-03-17",
    "2025-03-20",
    "2025-04-15",
    "2025-06-09",
    "2025-07-12",
    "2025-07-14",
    "2025-07-20",
    "2025-10-01",
)


@pytest.mark.parametrize("day", DAYS_ON_THE_WAY)
def test_a_lawful_walk_has_only_dues_on_every_day_of_its_way(day: str) -> None:
    assert findings("work_injury", ACCIDENT, day) == set()


def test_a_refusal_out_of_time_is_lawful_and_the_applicants_were_late() -> None:
    assert findings("work_injury", REFUSED, AT_END) == LATE_EMPLOYER


DECIDED = "states=employer,identity,injury,basis,remedies,date,seal"
PROOF_SERVED = "of=proof_notice"
SUBMITTED = "proof_submitted"
Row = tuple[str, str, str, tuple[Edit, ...]]
BREACHES: tuple[Row, ...] = (
    # --- time
    ("late", "employer_applies", ACCIDENT, (("2025-02-05 applied", "2025-02-06 applied"),)),
    (
        "late",
        "death_reported",
        ILLNESS,
        (("2025-01-09 reported", "2025-01-16 reported"),),
    ),
    (
        "late",
        "application_examined",
        ACCIDENT,
        (("2025-02-18 supplement_requested", "2025-02-21 supplement_requested"),),
    ),
    (
        "late",
        "supplement_examined",
        ACCIDENT,
        (("2025-02-27 supplemented", "2025-02-26 supplemented"),),
    ),
    ("late", "decided_in_time", ACCIDENT, (("2025-07-11 decided", "2025-07-15 decided"),)),
    (
        "late",
        "simple_decided_in_time",
        BY_EMPLOYER,
        (("2025-01-22 accepted", "2025-01-20 accepted"),),
    ),
    ("late", "copied_in_time", ACCIDENT, (("2025-07-16 copied", "2025-08-05 copied"),)),
    (
        "late",
        "decision_served_in_time.worker",
        ACCIDENT,
        (("2025-07-14 served", "2025-08-01 served"),),
    ),
    ("barred", "file_kept", ACCIDENT, (("", "2025-12-01 destroyed"),)),
    (
        "late",
        "proof_notice_served_in_time.employer",
        ACCIDENT,
        (("2025-03-18 served", "2025-04-02 served"),),
    ),
    # --- filing
    (
        "barred",
        "supplement_once",
        ACCIDENT,
        (("", "2025-02-28 supplement_requested in_writing"),),
    ),
    (
        "unproven",
        "supplement_in_writing",
        ACCIDENT,
        (("in_writing all_listed papers=supplement_notice", "all_listed"),),
    ),
    ("barred", "supplement_complete", ACCIDENT, (("all_listed", "all_listed=no"),)),
    ("barred", "nothing_beyond_law", ACCIDENT, (("all_listed", "all_listed beyond_law"),)),
    ("barred", "accepted_by_competent_area", ACCIDENT, (("", "in_pooling_area no"),)),
    (
        "barred",
        "accepted_in_time",
        ACCIDENT,
        (("2025-01-06 injured", "2024-01-20 injured"),),
    ),
    (
        "barred",
        "refused_only_out_of_time",
        REFUSED,
        (("2021-11-24 injured", "2022-01-28 injured"),),
    ),
    ("unproven", "delay_examined_before_refusal", REFUSED, (("delay_examined ", ""),)),
    (
        "barred",
        "refused_only_after_supplement_notice",
        REFUSED,
        (("refused_because=out_of_time", "refused_because=incomplete"),),
    ),
    (
        "barred",
        "not_refused_for_third_party_claim",
        REFUSED,
        (("refused_because=out_of_time", "refused_because=third_party_claim"),),
    ),
    ("missing", "refusal_decision_on_file", REFUSED, ((" papers=refusal_decision", ""),)),
    # --- inquiry
    ("barred", "two_officers", ACCIDENT, (("officers=A041,A077", "officers=A041,"),)),
    ("unproven", "certificates_shown", ACCIDENT, (("certificate_shown ", ""),)),
    ("barred", "no_interested_officer", ACCIDENT, (("officers=", "interested officers="),)),
    (
        "barred",
        "investigated_before_decision",
        ACCIDENT,
        (("", "2025-08-01 investigated officers=A041,A077 certificate_shown"),),
    ),
    ("unproven", "suspended_for_cause", ACCIDENT, (("suspended for=court", "suspended"),)),
    ("unproven", "suspended_in_writing", ACCIDENT, ((" papers=suspension_notice", ""),)),
    (
        "barred",
        "suspended_before_conclusion",
        ACCIDENT,
        (("", "2025-06-20 suspended for=court papers=suspension_notice"),),
    ),
    (
        "unproven",
        "arbitration_told_before_suspension",
        ACCIDENT,
        (("suspended for=court", "suspended for=arbitration"),),
    ),
    # --- decision
    ("unproven", "limit_shown_to_be_kept", ACCIDENT, (("2025-03-14 accepted", None),)),
    ("missing", "accepted_before_decision", ACCIDENT, (("2025-03-14 accepted", None),)),
    ("missing", "accepted_before_investigation", ACCIDENT, (("2025-03-14 accepted", None),)),
    (
        "barred",
        "accepted_before_suspension",
        COMMUTING,
        (("2025-02-20 suspended", "2025-02-11 suspended"),),
    ),
    ("missing", "proof_requested_before_decision", ACCIDENT, (("proof_requested", None),)),
    (
        "barred",
        "proof_notice_served_before_decision",
        ACCIDENT,
        ((PROOF_SERVED, None), (SUBMITTED, None)),
    ),
    (
        "barred",
        "proof_period_over_before_decision",
        ACCIDENT,
        (("proof_due=2025-04-01", "proof_due=2025-07-11"), (SUBMITTED, None)),
    ),
    (
        "barred",
        "denial_proved",
        DRUNK,
        (
            ("papers=employer_proof,intoxication_document", ""),
            (" papers=investigation_record", ""),
        ),
    ),
    (
        "barred",
        "labor_relationship_settled",
        ACCIDENT,
        (("", "2025-07-01 labor_dispute_filed"),),
    ),
    (
        "unproven",
        "contradictions_cleared",
        ACCIDENT,
        (("", "contradictory_evidence"),),
    ),
    (
        "barred",
        "responsibility_documented",
        COMMUTING,
        (
            ("result=determined item=commuting", "result=not_determined item=main_responsibility"),
            ("not_mainly_responsible papers=traffic_certificate", "not_mainly_responsible=no"),
        ),
    ),
    (
        "barred",
        "not_denied_for_third_party_claim",
        DRUNK,
        (("item=intoxication", "item=third_party_claim"),),
    ),
    ("barred", "item_fits_result", ILLNESS, (("result=deemed", "result=determined"),)),
    (
        "barred",
        "item_fits_facts",
        ACCIDENT,
        (
            ("item=work_accident", "item=preparatory_work"),
            ("2025-01-06 injured", "2025-01-06 injured around_work_time=no"),
        ),
    ),
    (
        "barred",
        "liable_unit_right",
        ACCIDENT,
        (("2025-01-06 injured", "2025-01-06 injured dispatched"),),
    ),
    (
        "unproven",
        "corrected_only_for_falsehood",
        ACCIDENT,
        (("", "2025-12-01 self_corrected bureau_at_fault=no"),),
    ),
    (
        "barred",
        "no_fault_in_corrected_decision",
        ACCIDENT,
        (("", "2025-12-01 self_corrected caused_by_falsehood bureau_at_fault"),),
    ),
    (
        "unproven",
        "correction_ordered_before_fine",
        ACCIDENT,
        (("", "2025-12-01 fined fine=2000"),),
    ),
    (
        "defective",
        "fine_for_not_assisting",
        ACCIDENT,
        (("", "2025-12-01 correction_ordered"), ("", "2025-12-08 fined fine=20000.01")),
    ),
    *(
        (
            "barred",
            f"decision_states_{left_out}",
            ACCIDENT,
            ((DECIDED, DECIDED.replace(f"{left_out},", "")),),
        )
        for left_out in ("identity", "injury", "basis", "remedies", "date")
    ),
    (
        "barred",
        "decision_states_employer",
        ACCIDENT,
        ((DECIDED, DECIDED.replace("employer,", "")),),
    ),
    ("barred", "decision_sealed", ACCIDENT, ((DECIDED, DECIDED.replace(",seal", "")),)),
    *(
        (
            "barred",
            f"refusal_states_{left_out}",
            DRUNK,
            (("item=intoxication", "item=intoxication states=seal,"),),
        )
        for left_out in ("employer", "identity", "basis", "remedies", "date")
    ),
    # --- file
    ("missing", "application_form_on_file", BY_EMPLOYER, (("application_form,", ""),)),
    ("missing", "diagnosis_on_file", BY_EMPLOYER, (("diagnosis,", ""),)),
    (
        "missing",
        "labor_relationship_proof_on_file",
        BY_EMPLOYER,
        ((",labor_relationship_proof", ""),),
    ),
    ("missing", "acceptance_decision_on_file", ACCIDENT, ((" papers=acceptance_decision", ""),)),
    ("missing", "proof_notice_on_file", ACCIDENT, ((" papers=proof_notice", ""),)),
    (
        "missing",
        "investigation_record_on_file",
        BY_EMPLOYER,
        ((" papers=investigation_record", ""),),
    ),
    (
        "missing",
        "disease_certificate_on_file",
        DISEASE,
        ((" papers=disease_certificate", ""),),
    ),
    ("missing", "decision_on_file", ACCIDENT, ((" papers=decision", ""),)),
    # --- elements
    (
        "defective",
        "work_injury",
        ACCIDENT,
        (("at_workplace", "at_workplace=no"),),
    ),
    ("unproven", "work_injury", ACCIDENT, (("at_workplace ", ""),)),
    (
        "unproven",
        "work_injury.at_workplace",
        BY_EMPLOYER,
        ((" papers=investigation_record", ""),),
    ),
    (
        "defective",
        "excluded_by_intoxication",
        DRUNK,
        (("intoxication_caused", "intoxication_caused=no"),),
    ),
    ("unproven", "excluded_by_crime", DRUNK, (("item=intoxication", "item=crime"),)),
    ("unproven", "excluded_by_self_harm", DRUNK, (("item=intoxication", "item=self_harm"),)),
)


@pytest.mark.parametrize(
    ("kind", "rule", "walk", "edits"), BREACHES, ids=[f"{row[1]}-{row[0]}" for row in BREACHES]
)
def test_each_rule_speaks_when_it_is_broken(
    kind: str, rule: str, walk: str, edits: tuple[Edit, ...]
) -> None:
    kept = findings("work_injury", walk, AT_END)
    broken = findings("work_injury", edited(walk, edits), AT_END)
    assert (kind, rule) not in kept
    assert (kind, rule) in broken


OTHERWISE_TESTED = {
    "worker_applies",  # the refused walk
    "employer_proves",
    "resumed_on_conclusion",
    *(f"{act}_by_{party}" for act in ("reconsideration_requested", "sued") for party in PARTIES),
    *(
        f"{act}_by_{party}_not_told"
        for act in ("reconsideration_requested", "sued")
        for party in PARTIES
    ),
    *(gate.name for gate in SERVICE_GATES),  # test_service.py
}


def test_every_rule_has_a_matter_that_breaks_it() -> None:
    broken = {rule.partition(".")[0] for _, rule, _, _ in BREACHES}
    assert names_of_rules(procedure("work_injury")) - broken - OTHERWISE_TESTED == set()
