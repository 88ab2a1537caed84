"""Work injury: the readings of the law that more than one line of a record decides."""

from __future__ import annotations

import pytest

from tests.matters import assessed, matter, said
from tests.procedures.edits import Edit, edited, findings
from tests.procedures.work_injuries import ACCIDENT, COMMUTING, DRUNK, ILLNESS
from zhunsheng.engine.finding import Finding

AT_END = "2026-02-02"

# --- application --------------------------------------------------------------------------------


def applied(found: str, day: str, *lines: str) -> set[tuple[str, str]]:
    record = "\n".join((found, *lines, f"{day} applied by=worker papers=application_form"))
    return {
        (kind, rule)
        for kind, rule in findings("work_injury", record, "2018-12-03")
        if rule == "worker_applies"
    }


INJURED = "2014-04-18 injured"


@pytest.mark.parametrize(
    ("day", "lines", "late"),
    [
        ("2015-04-20", (), False),  # 2015-04-18 is a Saturday
        ("2015-04-21", (), True),
        ("2015-06-01", ("2014-06-01 labor_dispute_filed", "2014-07-11 labor_dispute_ended"), True),
        ("2015-05-28", ("2014-06-01 labor_dispute_filed", "2014-07-11 labor_dispute_ended"), False),
        ("2017-05-10", ("2015-09-01 labor_dispute_filed", "2017-05-01 labor_dispute_ended"), True),
    ],
)
def test_a_dispute_over_the_relation_stops_the_year_unless_it_is_already_over(
    day: str, lines: tuple[str, ...], late: bool
) -> None:
    assert applied(INJURED, day, *lines) == ({("late", "worker_applies")} if late else set())


def test_days_lost_without_the_workers_fault_lengthen_the_year() -> None:
    excused = f"excused_days 30\n{INJURED}"
    assert applied(excused, "2015-05-18") == set()
    assert applied(excused, "2015-05-19") == {("late", "worker_applies")}


@matter("work_injury", as_of="2025-02-10")
def test_an_employer_given_more_days_is_not_late_before_they_end(found: list[Finding]) -> None:
    """
    employer_extension_days 30
    2025-01-06 injured
    """
    assert [(f.kind, f.name, str(f.due)) for f in found] == [
        ("due", "employer_applies", "2025-03-07"),
        ("due", "worker_applies", "2026-01-06"),
    ]


# --- suspension ---------------------------------------------------------------------------------


def due_of(record: str, as_of: str, name: str = "decided_in_time") -> str:
    found = assessed("work_injury", record, as_of).findings
    return ",".join(f"{f.kind} {f.due}" for f in found if f.name == name)


ACCEPTED = "2025-01-10 accepted\n"


@pytest.mark.parametrize(
    ("events", "due"),
    [
        ("", "due 2025-03-11"),
        ("2025-01-14 suspended for=police papers=suspension_notice", ""),
        (
            "2025-01-14 suspended for=police papers=suspension_notice\n"
            "2025-01-24 conclusion_received for=police\n2025-02-10 resumed",
            "due 2025-03-21",
        ),
        (
            "2025-01-14 suspended for=police papers=suspension_notice\n2025-01-24 resumed\n"
            "2025-02-03 suspended for=court noticed\n2025-02-08 resumed",
            "due 2025-03-26",
        ),
        ("2025-01-14 suspended for=police\n2025-01-24 resumed", "due 2025-03-11"),
        (
            "2025-01-14 suspended papers=suspension_notice\n2025-01-24 resumed",
            "due 2025-03-11",
        ),
    ],
    ids=["none", "open", "ends_with_conclusion", "twice", "no_notice", "no_cause"],
)
def test_only_a_suspension_with_cause_and_notice_moves_the_sixty_days(
    events: str, due: str
) -> None:
    assert due_of(ACCEPTED + events, "2025-02-12") == due


SECOND = """
2024-12-30 injured
2025-01-08 applied by=worker
2025-01-10 accepted
2025-01-14 suspended for=traffic_police papers=suspension_notice
2025-01-17 conclusion_received for=traffic_police papers=traffic_certificate
2025-04-15 suspended for=traffic_police papers=suspension_notice
"""


def test_a_second_suspension_after_the_certificate_is_unlawful_and_stops_nothing() -> None:
    assert ("barred", "suspended_before_conclusion") in findings(
        "work_injury", SECOND, "2025-04-20"
    )
    assert due_of(SECOND, "2025-04-20") == "late 2025-03-14"


def test_a_second_suspension_while_the_certificate_is_under_review_is_lawful() -> None:
    reviewed = edited(SECOND, (("2025-04-15 suspended", "2025-02-20 suspended under_review"),))
    assert ("barred", "suspended_before_conclusion") not in findings(
        "work_injury", reviewed, "2025-03-20"
    )
    assert due_of(reviewed, "2025-03-20") == ""


def test_a_certificate_on_file_asks_for_resumption_the_same_day() -> None:
    idle = edited(
        SECOND, (("2025-04-15", None), ("conclusion_received for=traffic_police", "filed"))
    )
    assert due_of(idle, "2025-01-17", "resumed_on_conclusion") == "due 2025-01-17"
    assert due_of(idle, "2025-04-10", "resumed_on_conclusion") == "late 2025-01-17"


# --- acceptance not recorded: the published cases RC-083, RC-089, RC-095, RC-101 ------------------


@pytest.mark.parametrize(
    ("applied_on", "accepted_on", "decided_on", "expected"),
    [
        ("2018-09-13", "", "2018-11-28", {("unproven", "limit_shown_to_be_kept")}),
        ("2014-04-18", "", "2014-07-14", {("unproven", "limit_shown_to_be_kept")}),
        ("2018-09-13", "", "2018-11-12", set()),
        ("2013-12-05", "2013-12-19", "2014-02-17", set()),
        ("2013-12-05", "2013-12-19", "2014-02-18", {("late", "decided_in_time")}),
    ],
)
def test_without_the_day_of_acceptance_only_an_early_decision_is_shown_to_be_in_time(
    applied_on: str, accepted_on: str, decided_on: str, expected: set[tuple[str, str]]
) -> None:
    lines = [f"{applied_on} applied", f"{decided_on} decided result=determined"]
    if accepted_on:
        lines.insert(1, f"{accepted_on} accepted")
    asked = {"limit_shown_to_be_kept", "decided_in_time"}
    found = findings("work_injury", "\n".join(lines), "2018-12-03")
    assert {(kind, rule) for kind, rule in found if rule in asked} == expected


# --- elements -----------------------------------------------------------------------------------


def recognized(walk: str, *edits: Edit) -> set[str]:
    found = findings("work_injury", edited(walk, edits), AT_END)
    return {kind for kind, rule in found if rule == "work_injury"}


def test_an_injury_at_work_is_presumed_to_come_from_work() -> None:
    assert recognized(ACCIDENT, (" caused_by_work", "")) == set()
    assert recognized(ACCIDENT, ("caused_by_work", "non_work_cause_proved")) == {"defective"}
    proved = ("caused_by_work", "caused_by_work=no non_work_cause_proved")
    assert recognized(ACCIDENT, proved) == {"defective"}
    refused = ("result=determined item=work_accident", "result=not_determined item=no_item")
    assert recognized(ACCIDENT, refused) == {"defective"}
    assert recognized(ACCIDENT, proved, refused) == set()


@pytest.mark.parametrize(
    ("diagnosed", "died", "expected"),
    [
        ("2025-01-06T15:20", "2025-01-08T15:20", set()),
        ("2025-01-06T15:20", "2025-01-08T15:21", {"defective"}),
        ("2025-01-06", "2025-01-08T15:20", {"unproven"}),
        ("2025-01-06", "2025-01-08", {"unproven"}),
        ("2025-01-06", "2025-01-07", set()),
        ("2025-01-06", "2025-01-09", {"defective"}),
    ],
)
def test_the_rescue_hours_run_from_the_first_diagnosis(
    diagnosed: str, died: str, expected: set[str]
) -> None:
    edits = (("2025-01-06T15:20", diagnosed), ("2025-01-08T15:20", died))
    assert recognized(ILLNESS, *edits) == expected


def test_main_fault_in_traffic_bars_recognition_and_an_unknown_one_leaves_it_open() -> None:
    assert recognized(COMMUTING, ("not_mainly_responsible", "not_mainly_responsible=no")) == {
        "defective"
    }
    assert recognized(COMMUTING, (" not_mainly_responsible", "")) == {"unproven"}


def test_drink_that_did_not_cause_the_casualty_does_not_exclude() -> None:
    recognized_anyway = ("result=not_determined item=intoxication", "result=determined")
    assert recognized(DRUNK, recognized_anyway) == {"defective"}
    assert recognized(DRUNK, recognized_anyway, (" intoxication_caused", "")) == set()


def test_a_denial_names_no_open_question_about_roads_nobody_took() -> None:
    denied = (
        ("result=determined item=commuting", "result=not_determined item=main_responsibility"),
        ("not_mainly_responsible", "not_mainly_responsible=no"),
    )
    assert findings("work_injury", edited(COMMUTING, denied), AT_END) == set()


@pytest.mark.parametrize(
    ("case", "unit"),
    [
        ("several_employers", "working_for"),
        ("dispatched", "dispatch_agency"),
        ("sent_to_other_unit", "sending_unit"),
        ("unlawfully_subcontracted", "contracting_unit"),
        ("affiliated", "lending_unit"),
    ],
)
def test_the_unit_that_answers_is_the_one_the_court_provisions_name(case: str, unit: str) -> None:
    named = edited(ACCIDENT, (("direct_employer", unit), ("", f"{case} yes")))
    assert findings("work_injury", named, AT_END) == set()


# --- proof and remedies -------------------------------------------------------------------------


def test_an_employer_that_does_not_prove_in_time_is_late_and_the_decision_is_open() -> None:
    silent = edited(ACCIDENT, (("proof_submitted", None),))
    assert findings("work_injury", silent, "2025-04-02") == {("late", "employer_proves")}
    assert findings("work_injury", silent, AT_END) == set()


def test_no_proof_is_asked_of_an_employer_that_agrees() -> None:
    agreed = edited(
        ACCIDENT,
        (
            ("proof_requested", None),
            ("of=proof_notice", None),
            ("proof_submitted", None),
            ("", "employer_denies no"),
        ),
    )
    assert findings("work_injury", agreed, AT_END) == set()


REMEDIES = {
    ("reconsideration_requested_by_worker", "2025-09-12"),
    ("reconsideration_requested_by_employer", "2025-09-15"),
    ("sued_by_worker", "2026-01-14"),
    ("sued_by_employer", "2026-01-15"),
}


def remedies(record: str, as_of: str) -> set[tuple[str, str]]:
    found = assessed("work_injury", record, as_of).findings
    return {(f.name, str(f.due)) for f in found if f.name.startswith(("reconsid", "sued"))}


def test_the_parties_remedies_run_from_the_service_on_each_of_them() -> None:
    assert remedies(ACCIDENT, "2025-07-20") == REMEDIES
    assert remedies(ACCIDENT, "2025-09-13") == {
        pair for pair in REMEDIES if pair[0] != "reconsideration_requested_by_worker"
    }


def test_remedies_that_the_decision_did_not_name_stay_open_for_a_year() -> None:
    silent = edited(ACCIDENT, (("remedies,", ""),))
    assert remedies(silent, "2025-07-20") == {
        ("reconsideration_requested_by_worker_not_told", "2026-07-14"),
        ("reconsideration_requested_by_employer_not_told", "2026-07-15"),
        ("sued_by_worker_not_told", "2026-07-14"),
        ("sued_by_employer_not_told", "2026-07-15"),
    }


@pytest.mark.parametrize(
    "act",
    [
        "2025-09-15 reconsideration_requested by=worker",
        "2025-09-16 reconsideration_requested by=employer",
        "2026-01-15 sued by=worker",
        "2026-01-16 sued by=employer",
    ],
)
def test_a_remedy_used_too_late_is_late_for_the_party_and_no_breach_of_the_bureau(
    act: str,
) -> None:
    found = assessed("work_injury", edited(ACCIDENT, (("", act),)), AT_END).findings
    party = act.rpartition("=")[2]
    assert [(f.kind, f.rule.holder, f.gravity) for f in found] == [("late", party, None)]


def test_who_was_not_served_has_no_remedy_running() -> None:
    unserved = edited(ACCIDENT, (("of=decision to=worker", None),))
    names = {name for name, _ in remedies(unserved, "2025-07-20")}
    assert names == {"reconsideration_requested_by_employer", "sued_by_employer"}


def test_a_step_that_may_not_be_taken_is_not_offered() -> None:
    before = "\n".join(ACCIDENT.strip().splitlines()[:4])
    assessment = assessed("work_injury", before, "2025-02-06")
    assert "decided" not in assessment.allowed
    assert "destroyed" not in assessed("work_injury", ACCIDENT, AT_END).allowed
    assert ("closed", "accepted_before_decision") in said(list(assessment.closed))
