"""The bureau as respondent: every rule with a matter that keeps it and one that breaks it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.matters import assessed, matter, said
from zhunsheng.engine.finding import Finding
from zhunsheng.procedures import procedure

REPLY = "explains_legality explains_propriety answers_requests"
FILE = "papers=reply,evidence,evidence_list,basis_list"
APPLIED = "2026-08-03 applied\n2026-08-06 accepted\n2026-08-10 copy_received"
DECIDED = "2026-09-28 decided outcome=revoked redo_ordered revoked_for=facts,"
TO_PERFORM = "2026-09-28 decided outcome=performance_ordered perform_by=2026-10-30"


class Row(NamedTuple):
    """One rule: the kind and name of its finding, what keeps it, what breaks it, on which day."""

    kind: str
    rule: str
    kept: str
    broken: str
    as_of: str = "2026-12-18"


CLOCKS = (
    Row(
        "late",
        "application",
        "2026-08-05 act_served method=direct\n2026-10-08 applied",
        "2026-08-05 act_served method=direct\n2026-10-09 applied",
    ),
    Row(
        "late",
        "application_untold",
        "remedies_told_in_act no\n2025-03-03 act_served method=mailed\n2026-03-03 applied",
        "remedies_told_in_act no\n2025-03-03 act_served method=mailed\n2026-03-04 applied",
    ),
    Row(
        "late",
        "application_on_inaction",
        "act_type inaction\n2026-03-02 duty_requested\n2026-06-30 applied",
        "act_type inaction\n2026-03-02 duty_requested\n2026-07-01 applied",
    ),
    Row(
        "late",
        "supplement",
        "2026-08-03 applied\n2026-08-04 supplement_requested\n2026-08-18 supplemented",
        "2026-08-03 applied\n2026-08-04 supplement_requested\n2026-08-19 supplemented",
    ),
    Row(
        "late",
        "suit",
        "2026-09-28 decided\n2026-09-30 decision_served to=applicant\n2026-10-15 sued",
        "2026-09-28 decided\n2026-09-30 decision_served to=applicant\n2026-10-16 sued",
    ),
    Row(
        "late",
        "examination",
        "2026-08-03 applied\n2026-08-10 acceptance_refused",
        "2026-08-03 applied\n2026-08-11 acceptance_refused",
    ),
    Row(
        "late",
        "examination_after_supplement",
        "2026-08-03 applied\n2026-08-05 supplement_requested\n2026-08-10 supplemented\n"
        "2026-08-17 acceptance_refused",
        "2026-08-03 applied\n2026-08-05 supplement_requested\n2026-08-10 supplemented\n"
        "2026-08-18 acceptance_refused",
    ),
    Row(
        "late",
        "copy",
        "2026-08-03 applied\n2026-08-06 accepted\n2026-08-20 copy_received sent_on=2026-08-17",
        "2026-08-03 applied\n2026-08-06 accepted\n2026-08-20 copy_received sent_on=2026-08-18",
    ),
    Row(
        "late",
        "copy_simple",
        "track simple\n2026-08-03 applied\n2026-08-06 accepted\n2026-08-11 copy_received",
        "track simple\n2026-08-03 applied\n2026-08-06 accepted\n2026-08-12 copy_received",
    ),
    Row(
        "late",
        "hearing_notice",
        "2026-08-21 hearing_notified\n2026-08-31 hearing_held",
        "2026-08-24 hearing_notified\n2026-08-31 hearing_held",
    ),
    Row(
        "late",
        "decision",
        f"{APPLIED}\n2026-10-08 decided outcome=upheld",
        f"{APPLIED}\n2026-10-09 decided outcome=upheld",
    ),
    Row(
        "late",
        "decision_simple",
        f"track simple\n{APPLIED}\n2026-09-07 decided outcome=upheld",
        f"track simple\n{APPLIED}\n2026-09-08 decided outcome=upheld",
    ),
    Row(
        "late",
        "document_notice",
        "body_may_handle\n2026-08-10 suspended suspended_for=document_review\n"
        "2026-08-13 document_notice_received",
        "body_may_handle\n2026-08-10 suspended suspended_for=document_review\n"
        "2026-08-14 document_notice_received",
    ),
    Row(
        "late",
        "document_handling",
        "body_may_handle\n2026-08-10 suspended suspended_for=document_review\n"
        "2026-09-09 document_handled",
        "body_may_handle\n2026-08-10 suspended suspended_for=document_review\n"
        "2026-09-10 document_handled",
    ),
    Row(
        "late",
        "document_transfer",
        "body_may_handle no\n2026-08-10 suspended suspended_for=document_review\n"
        "2026-08-19 document_transferred",
        "body_may_handle no\n2026-08-10 suspended suspended_for=document_review\n"
        "2026-08-20 document_transferred",
    ),
    Row(
        "late",
        "reply",
        f"2026-04-30 copy_received\n2026-05-18 replied {FILE}",
        f"2026-04-30 copy_received\n2026-05-19 replied {FILE}",
    ),
    Row(
        "late",
        "evidence",
        "2026-04-30 copy_received\n2026-05-18 replied papers=reply,evidence,basis_list",
        "2026-04-30 copy_received\n2026-05-18 replied papers=reply,basis_list",
    ),
    Row(
        "late",
        "basis",
        "2026-04-30 copy_received\n2026-05-18 replied papers=reply,evidence,basis_list",
        "2026-04-30 copy_received\n2026-05-18 replied papers=reply,evidence",
    ),
    Row(
        "late",
        "reply_simple",
        f"track simple\n{APPLIED}\n2026-08-17 replied {FILE}",
        f"track simple\n{APPLIED}\n2026-08-18 replied {FILE}",
    ),
    Row(
        "late",
        "evidence_simple",
        f"track simple\n{APPLIED}\n2026-08-17 replied {FILE}",
        f"track simple\n{APPLIED}\n2026-08-18 replied {FILE}",
    ),
    Row(
        "late",
        "basis_simple",
        f"track simple\n{APPLIED}\n2026-08-17 replied {FILE}",
        f"track simple\n{APPLIED}\n2026-08-17 replied papers=reply,evidence",
    ),
    Row(
        "late",
        "forwarding",
        "2026-08-03 application_through_bureau\n2026-08-10 forwarded",
        "2026-08-03 application_through_bureau\n2026-08-11 forwarded",
    ),
    Row(
        "late",
        "correction",
        "2026-08-03 application_through_bureau\n2026-08-10 self_corrected body_told",
        "2026-08-03 application_through_bureau\n2026-08-11 self_corrected body_told",
    ),
    Row(
        "late",
        "redo",
        f"{DECIDED}\n2026-09-30 decision_served to=bureau\n2026-11-30 redone",
        f"{DECIDED}\n2026-09-30 decision_served to=bureau\n2026-12-01 redone",
    ),
    Row(
        "late",
        "redo_by_decision",
        f"{DECIDED} perform_by=2026-10-30\n2026-10-30 redone",
        f"{DECIDED} perform_by=2026-10-30",
    ),
    Row(
        "late",
        "performance",
        f"{TO_PERFORM}\n2026-10-30 performed",
        f"{TO_PERFORM}\n2026-11-02 performed",
    ),
    Row(
        "late",
        "opinion",
        "2026-08-03 opinion_received\n2026-10-08 opinion_reported",
        "2026-08-03 opinion_received\n2026-10-09 opinion_reported",
    ),
    Row(
        "late",
        "document_answer",
        "2026-08-10 document_notice_received\n2026-08-24 document_answered",
        "2026-08-10 document_notice_received\n2026-08-25 document_answered",
    ),
    Row(
        "late",
        "transfer_answer",
        "2026-08-10 document_transferred transferred_to_bureau\n2026-10-09 transfer_answered",
        "2026-08-10 document_transferred transferred_to_bureau\n2026-10-10 transfer_answered",
    ),
)

GATES = (
    Row(
        "barred",
        "remedies_told",
        "2026-08-03 act_made remedies_told_in_act=no\n2026-08-20 remedies_told",
        "2026-08-03 act_made remedies_told_in_act=no",
    ),
    Row(
        "barred",
        "review_first_told",
        "2026-08-03 act_made review_first_told",
        "2026-08-03 act_made review_first_told=no",
    ),
    Row(
        "barred",
        "application_longest",
        "2021-08-03 act_made\n2026-08-03 applied",
        "2021-08-03 act_made\n2026-08-04 applied",
    ),
    Row(
        "barred",
        "duty_matured",
        "act_type inaction\n2026-03-02 duty_requested\n2026-05-02 applied",
        "act_type inaction\n2026-03-02 duty_requested\n2026-05-01 applied",
    ),
    Row(
        "barred",
        "scope",
        "act_type determination\n2026-08-03 applied\n2026-08-06 accepted",
        "act_type petition\n2026-08-03 applied\n2026-08-06 accepted",
    ),
    Row(
        "barred",
        "simple_allowed",
        f"track simple\namount_at_stake 3000\n{APPLIED}",
        "track simple\nact_type determination\nact_on_the_spot no\nwarning_or_criticism no\n"
        f"all_agreed_to_simple no\namount_at_stake 3000.01\n{APPLIED}",
    ),
    Row(
        "unproven",
        "simple_allowed",
        f"track simple\nall_agreed_to_simple\n{APPLIED}",
        f"track simple\n{APPLIED}",
    ),
    Row(
        "barred",
        "reply_content",
        f"{APPLIED}\n2026-08-20 replied {REPLY}",
        f"{APPLIED}\n2026-08-20 replied explains_legality explains_propriety=no answers_requests",
    ),
    Row(
        "unproven",
        "reply_content",
        f"{APPLIED}\n2026-08-20 replied {REPLY}",
        f"{APPLIED}\n2026-08-20 replied explains_legality",
    ),
    Row(
        "barred",
        "staff_agents",
        f"{APPLIED}\n2026-08-11 agents_named staff_agents=2 lawyer_agents=1",
        f"{APPLIED}\n2026-08-11 agents_named staff_agents=0 lawyer_agents=1",
    ),
    Row(
        "barred",
        "no_evidence_collected",
        f"{APPLIED}\n2026-08-12 evidence_collected new_points allowed",
        f"{APPLIED}\n2026-08-12 evidence_collected new_points=no allowed=no",
    ),
    Row(
        "barred",
        "evidence_withheld",
        f"{APPLIED}\n2026-08-12 evidence_offered withheld_before=no",
        f"{APPLIED}\n2026-08-12 evidence_offered withheld_before",
    ),
    Row(
        "barred",
        "head_at_hearing",
        f"{APPLIED}\n2026-08-31 hearing_held attended=deputy,lawyer",
        f"{APPLIED}\n2026-08-31 hearing_held attended=staff, absence_explained=no",
    ),
    Row(
        "barred",
        "head_at_hearing",
        f"{APPLIED}\n2026-08-31 hearing_held attended=staff, absence_explained",
        f"{APPLIED}\n2026-08-31 hearing_held attended=head_of_other,lawyer absence_explained",
    ),
    Row(
        "barred",
        "not_only_a_lawyer",
        f"{APPLIED}\n2026-08-31 hearing_held attended=staff,lawyer absence_explained",
        f"{APPLIED}\n2026-08-31 hearing_held attended=lawyer, absence_explained",
    ),
    Row(
        "barred",
        "correction_told",
        "2026-08-03 application_through_bureau\n2026-08-10 self_corrected body_told",
        "2026-08-03 application_through_bureau\n2026-08-10 self_corrected body_told=no",
    ),
    Row(
        "barred",
        "not_worse",
        f"third_party_opposed\n{APPLIED}\n2026-09-28 decided outcome=modified worse_for_applicant",
        f"{APPLIED}\n2026-09-28 decided outcome=modified worse_for_applicant",
    ),
    Row(
        "barred",
        "mediation_signed",
        f"{APPLIED}\n2026-09-28 mediated signed_by_all sealed",
        f"{APPLIED}\n2026-09-28 mediated signed_by_all sealed=no",
    ),
    Row(
        "barred",
        "not_the_same_again",
        f"{DECIDED}\n2026-10-20 redone same_facts_and_reasons=no same_result",
        f"{DECIDED}\n2026-10-20 redone same_facts_and_reasons same_result",
    ),
    Row(
        "missing",
        "agents",
        f"{APPLIED}\n2026-08-11 agents_named staff_agents=1\n2026-09-28 decided outcome=upheld",
        f"{APPLIED}\n2026-09-28 decided outcome=upheld",
    ),
)
ROWS = (*CLOCKS, *GATES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.kind}-{row.rule}")
def test_a_rule_is_silent_on_a_matter_that_keeps_it(row: Row) -> None:
    found = assessed("reconsideration", row.kept, row.as_of).findings
    assert (row.kind, row.rule) not in said(list(found))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.kind}-{row.rule}")
def test_a_rule_speaks_on_a_matter_that_breaks_it(row: Row) -> None:
    found = assessed("reconsideration", row.broken, row.as_of).findings
    assert (row.kind, row.rule) in said(list(found))


@pytest.mark.parametrize("year", range(2015, 2027))
@pytest.mark.parametrize("day", ["01-05", "04-30", "07-01", "12-31"])
def test_the_law_held_reaches_every_day_since_2015(year: int, day: str) -> None:
    steps = [f"{year}-{day} {step.name}" for step in procedure("reconsideration").steps]
    for act_type in ("inaction", "penalty"):
        for track in ("simple", "ordinary"):
            lines = [f"act_type {act_type}", f"track {track}", "redo_ordered", *steps]
            got = assessed("reconsideration", "\n".join(lines), "2026-12-31")
            assert got.phase


def test_every_rule_has_a_row() -> None:
    declared = procedure("reconsideration")
    names = {word.name for word in declared.clocks}
    names |= {word.name for word in declared.gates} | {word.name for word in declared.orders}
    assert names == {row.rule for row in ROWS}


# --- one matter from the act to the opinion letter -----------------------------------------------

WALK = f"""
applicant 刘某
act 益人社工伤〔2026〕88号
act_type determination
remedies_told_in_act
2026-07-06 act_made
2026-07-08 act_served method=direct
2026-08-03 applied papers=application
2026-08-06 accepted track=ordinary
2026-08-10 copy_received sent_on=2026-08-07 papers=copy_receipt
2026-08-11 agents_named staff_agents=2 lawyer_agents=1 papers=agent_letter
2026-08-20 replied {REPLY} {FILE}
2026-08-21 hearing_notified
2026-08-31 hearing_held attended=deputy,staff,lawyer papers=hearing_record
2026-09-01 evidence_collected new_points allowed
2026-09-28 decided outcome=partly_revoked redo_ordered revoked_for=procedure, papers=decision
2026-09-30 decision_served to=applicant
2026-09-30 decision_served to=bureau
2026-10-20 redone same_facts_and_reasons same_result
2026-10-21 opinion_received papers=opinion_letter
2026-11-20 opinion_reported
"""


def test_a_matter_answered_as_the_law_wants_has_nothing_but_due_days() -> None:
    lines = WALK.strip().splitlines()
    for end in range(1, len(lines) + 1):
        last = lines[end - 1]
        if last[:1] != "2":
            continue
        found = assessed("reconsideration", "\n".join(lines[:end]), last[:10]).findings
        assert {finding.kind for finding in found} <= {"due"}, (last, found)
    assert not assessed("reconsideration", WALK, "2026-12-31").findings


@matter("reconsideration", as_of="2026-08-12")
def test_the_days_of_the_reply_and_the_decision_are_shown(found: list[Finding]) -> None:
    """
    2026-08-03 applied
    2026-08-06 accepted
    2026-08-10 copy_received
    """
    days = {finding.name: str(finding.due) for finding in found if finding.kind == "due"}
    assert days == {
        "reply": "2026-08-24",
        "evidence": "2026-08-24",
        "basis": "2026-08-24",
        "decision": "2026-10-08",
    }


# --- the two laws and the two regulations --------------------------------------------------------


@matter("reconsideration", as_of="2023-04-29")
def test_before_2024_the_ten_days_of_the_reply_are_calendar_days(found: list[Finding]) -> None:
    """
    2023-04-20 applied
    2023-04-28 copy_received
    """
    replies = {str(finding.due) for finding in found if finding.name == "reply"}
    assert replies == {"2023-05-08"}


@matter("reconsideration", as_of="2026-06-30")
def test_before_july_2026_nobody_asks_for_staff_agents(found: list[Finding]) -> None:
    """
    2026-03-02 applied
    2026-03-04 accepted
    2026-03-06 copy_received
    2026-03-09 agents_named staff_agents=0 lawyer_agents=1
    2026-03-18 replied papers=reply,evidence,basis_list
    2026-04-28 decided outcome=upheld
    """
    assert said(found) == set()


@matter("reconsideration", as_of="2026-07-20")
def test_an_agent_is_wanted_only_where_the_copy_came_under_the_new_regulation(
    found: list[Finding],
) -> None:
    """
    2026-06-01 applied
    2026-06-03 accepted
    2026-06-05 copy_received
    2026-06-18 replied papers=reply,evidence,basis_list
    2026-07-20 decided outcome=upheld
    """
    assert said(found) == set()


@matter("reconsideration", as_of="2023-12-20")
def test_before_2024_even_an_act_revoked_for_procedure_may_not_be_repeated(
    found: list[Finding],
) -> None:
    """
    2023-11-20 decided outcome=revoked redo_ordered revoked_for=procedure,
    2023-12-18 redone same_facts_and_reasons same_result
    """
    assert ("barred", "not_the_same_again") in said(found)


@matter("reconsideration", as_of="2026-12-20")
def test_an_act_revoked_for_facts_and_procedure_may_not_be_repeated(found: list[Finding]) -> None:
    """
    2026-11-20 decided outcome=revoked redo_ordered revoked_for=facts,procedure
    2026-12-18 redone same_facts_and_reasons same_result
    """
    assert ("barred", "not_the_same_again") in said(found)


# --- what a breach means -------------------------------------------------------------------------


@matter("reconsideration", as_of="2026-06-01")
def test_an_act_answered_late_counts_as_made_without_evidence(found: list[Finding]) -> None:
    """
    2026-04-30 copy_received
    2026-05-19 replied papers=reply,evidence,basis_list
    """
    late = {finding.name: finding for finding in found if finding.kind == "late"}
    assert late.keys() == {"reply", "evidence", "basis"}
    assert late["evidence"].ground == "facts"
    assert late["basis"].ground == "basis"
    assert {finding.gravity for finding in late.values()} == {"revoke"}
    assert not any(finding.curable for finding in late.values())


@matter("reconsideration", as_of="2027-01-05")
def test_the_delay_of_the_body_weighs_nothing_against_the_bureau(found: list[Finding]) -> None:
    """
    2026-08-03 applied
    2026-08-06 accepted
    2026-08-10 copy_received
    2026-08-11 agents_named staff_agents=1
    2026-08-12 replied explains_legality explains_propriety answers_requests
    2026-08-24 evidence_offered papers=evidence,basis_list
    """
    late = [finding for finding in found if finding.kind == "late"]
    assert [(finding.name, finding.gravity) for finding in late] == [("decision", None)]


@matter("reconsideration", as_of="2026-09-30")
def test_an_application_withdrawn_before_the_reply_ends_the_duty_to_reply(
    found: list[Finding],
) -> None:
    """
    2026-08-03 applied
    2026-08-06 accepted
    2026-08-10 copy_received
    2026-08-14 withdrawn
    2026-08-17 terminated
    """
    assert said(found) == set()


# --- time that does not count --------------------------------------------------------------------


@pytest.mark.parametrize(("day", "late"), [("2026-11-11", False), ("2026-11-12", True)])
def test_suspension_survey_and_appraisal_are_left_out_of_the_sixty_days(
    day: str, late: bool
) -> None:
    text = f"""
    survey_days 3
    appraisal_days 20
    2026-08-03 applied
    2026-08-06 accepted
    2026-08-10 suspended suspended_for=other_case
    2026-08-24 resumed
    {day} decided outcome=upheld
    """
    found = assessed("reconsideration", text, "2026-12-01").findings
    assert (("late", "decision") in said(list(found))) == late


@pytest.mark.parametrize(
    ("applied", "due"), [("2026-08-03", "2026-10-09"), ("2023-08-03", "2023-10-07")]
)
def test_silence_on_the_application_counts_as_acceptance(applied: str, due: str) -> None:
    found = assessed("reconsideration", f"{applied} applied", f"{applied[:4]}-09-01").findings
    days = {finding.name: str(finding.due) for finding in found}
    assert days["decision"] == due


@matter("reconsideration", as_of="2026-08-12")
def test_a_simple_case_turned_ordinary_is_answered_and_decided_as_an_ordinary_one(
    found: list[Finding],
) -> None:
    """
    track simple
    2026-08-03 applied
    2026-08-06 accepted
    2026-08-10 copy_received
    2026-08-12 turned_ordinary
    """
    due = {finding.name: str(finding.due) for finding in found if finding.kind == "due"}
    assert (due["reply"], due["decision"]) == ("2026-08-24", "2026-10-08")
    assert "decision_simple" not in due


@matter("reconsideration", as_of="2026-12-01")
def test_an_extension_lengthens_the_decision_by_at_most_thirty_days(found: list[Finding]) -> None:
    """
    2026-08-03 applied
    2026-08-06 accepted
    2026-09-25 extended extension_approved extension_told
    2026-11-05 decided outcome=upheld
    """
    assert ("late", "decision") in said(found)


@matter("reconsideration", as_of="2026-12-01")
def test_the_applicants_days_stand_still_while_an_obstacle_lasts(found: list[Finding]) -> None:
    """
    2026-06-01 act_served method=direct
    2026-06-15 obstacle_arose
    2026-07-15 obstacle_ended
    2026-08-28 applied
    """
    assert said(found) <= {("late", "copy"), ("late", "decision")}


@matter("reconsideration", as_of="2026-12-01")
def test_an_act_announced_is_known_when_the_announcement_has_run(found: list[Finding]) -> None:
    """
    2026-06-01 act_served method=announced
    2026-08-28 applied
    """
    assert ("late", "application") not in said(found)


@matter("reconsideration", as_of="2026-06-02")
def test_an_act_made_on_the_spot_is_known_at_once(found: list[Finding]) -> None:
    """
    act_on_the_spot
    2026-06-01 act_made
    """
    assert [(finding.name, str(finding.due)) for finding in found] == [
        ("application", "2026-07-31")
    ]


@matter("reconsideration", as_of="2026-06-22")
def test_without_notice_of_the_remedy_the_days_begin_when_it_is_given(
    found: list[Finding],
) -> None:
    """
    remedies_told_in_act no
    2026-06-01 act_made
    2026-06-03 act_served method=direct
    2026-06-22 remedies_told
    """
    days = {finding.name: str(finding.due) for finding in found}
    assert days == {"application": "2026-08-21", "application_untold": "2027-06-03"}


@matter("reconsideration", as_of="2026-12-01")
def test_a_right_to_apply_that_lapsed_unused_is_no_finding(found: list[Finding]) -> None:
    """
    2026-06-01 act_served method=direct
    """
    assert said(found) == set()
