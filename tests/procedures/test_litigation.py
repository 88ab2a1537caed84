"""The bureau as defendant: every rule with a matter that keeps it and one that breaks it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.matters import assessed, matter, said
from zhunsheng.engine.finding import Finding
from zhunsheng.procedures import procedure

COPY = "2026-09-15 sued\n2026-09-16 docketed\n2026-09-20 copy_received"
FILED = "2026-10-08 evidence_filed papers=evidence,basis_list"
HEAD = "instance=first spoke_to_resolution"
JUDGED = "2026-11-02 judged form=judgment outcome=revoked"
BUREAU = f"{JUDGED}\n2026-11-05 judgment_served to=bureau"
PLAINTIFF = f"{JUDGED}\n2026-11-05 judgment_served to=plaintiff"
RULED = "2026-11-02 judged form=ruling outcome=suit_dismissed"
CORRECTED = "2026-10-12 self_corrected within_law court_told"


class Row(NamedTuple):
    """One rule: the kind and name of its finding, what keeps it, what breaks it, on which day."""

    kind: str
    rule: str
    kept: str
    broken: str
    as_of: str = "2026-12-18"


def session(facts: str, papers: str = "identity_proof,authorization_letter") -> str:
    return f"{COPY}\n2026-10-19 session_held {facts} papers={papers}"


OTHER_SIDE = (
    Row(
        "late",
        "suit",
        "2026-03-02 act_served method=direct\n2026-09-02 sued",
        "2026-03-02 act_served method=direct\n2026-09-03 sued",
    ),
    Row(
        "late",
        "suit_untold",
        "remedies_told_in_act no\n2025-03-03 act_served method=mailed\n2026-03-03 sued",
        "remedies_told_in_act no\n2025-03-03 act_served method=mailed\n2026-03-04 sued",
    ),
    Row(
        "late",
        "suit_after_reconsideration",
        "2026-09-16 reconsideration_decided\n2026-10-08 sued",
        "2026-09-16 reconsideration_decided\n2026-10-09 sued",
    ),
    Row(
        "late",
        "suit_on_inaction",
        "act_type inaction\n2021-03-01 duty_requested\n2021-11-01 sued",
        "act_type inaction\n2021-03-01 duty_requested\n2021-11-02 sued",
    ),
    Row(
        "late",
        "appeal_by_plaintiff",
        f"{PLAINTIFF}\n2026-11-20 appealed by=plaintiff",
        f"{PLAINTIFF}\n2026-11-23 appealed by=plaintiff",
    ),
    Row(
        "late",
        "appeal_by_plaintiff_of_ruling",
        f"{RULED}\n2026-11-05 judgment_served to=plaintiff\n2026-11-16 appealed by=plaintiff",
        f"{RULED}\n2026-11-05 judgment_served to=plaintiff\n2026-11-17 appealed by=plaintiff",
    ),
    Row(
        "barred",
        "suit_longest",
        "2021-03-01 act_made\n2026-03-01 sued",
        "2021-03-01 act_made\n2026-03-03 sued",
    ),
    Row(
        "barred",
        "duty_matured",
        "act_type inaction\n2021-03-01 duty_requested\n2021-05-06 sued",
        "act_type inaction\n2021-03-01 duty_requested\n2021-04-30 sued",
    ),
    Row(
        "barred",
        "review_first",
        f"act_type inaction\nreconsidered\n{COPY}",
        f"act_type inaction\n{COPY}",
    ),
    Row(
        "barred",
        "document_review",
        f"{COPY}\n2026-10-12 document_review_requested\n2026-10-19 session_held instance=first",
        f"{COPY}\n2026-10-19 session_held instance=first\n"
        "2026-10-20 document_review_requested good_cause=no",
    ),
)

COURT = (
    Row(
        "late",
        "copy",
        "2026-09-16 docketed\n2026-09-24 copy_received sent_on=2026-09-21",
        "2026-09-16 docketed\n2026-09-24 copy_received sent_on=2026-09-22",
    ),
    Row(
        "late",
        "head_notice",
        f"{COPY}\n2026-10-15 head_called\n2026-10-19 session_held",
        f"{COPY}\n2026-10-16 head_called\n2026-10-19 session_held",
    ),
    Row(
        "late",
        "first_instance",
        "2026-03-02 docketed\n2026-09-02 judged form=judgment",
        "2026-03-02 docketed\n2026-09-03 judged form=judgment",
    ),
    Row(
        "late",
        "first_instance_simple",
        "track simple\n2026-03-02 docketed\n2026-04-16 judged form=judgment",
        "track simple\n2026-03-02 docketed\n2026-04-17 judged form=judgment",
    ),
    Row(
        "late",
        "second_instance",
        "2026-03-02 judged form=judgment\n2026-03-09 appealed by=plaintiff\n"
        "2026-06-09 finally_judged",
        "2026-03-02 judged form=judgment\n2026-03-09 appealed by=plaintiff\n"
        "2026-06-10 finally_judged",
    ),
)

BUREAU_CLOCKS = (
    Row(
        "late", "defense", f"{COPY}\n2026-10-08 defense_filed", f"{COPY}\n2026-10-09 defense_filed"
    ),
    Row("late", "evidence", f"{COPY}\n{FILED}", f"{COPY}\n2026-10-09 evidence_filed"),
    Row("late", "basis", f"{COPY}\n{FILED}", f"{COPY}\n2026-10-08 evidence_filed papers=evidence"),
    Row(
        "late",
        "evidence_by_order",
        f"track simple\nevidence_by 2026-09-28\n{COPY}\n2026-09-28 evidence_filed",
        f"track simple\nevidence_by 2026-09-28\n{COPY}\n2026-09-29 evidence_filed",
    ),
    Row(
        "late",
        "extension_request",
        f"{COPY}\n2026-10-08 extension_requested in_writing",
        f"{COPY}\n2026-10-09 extension_requested in_writing",
    ),
    Row(
        "late",
        "extended_evidence",
        f"{COPY}\n2026-09-24 extension_requested\n2026-09-28 extension_granted\n"
        "2026-10-12 cause_ended\n2026-10-27 evidence_filed",
        f"{COPY}\n2026-09-24 extension_requested\n2026-09-28 extension_granted\n"
        "2026-10-12 cause_ended\n2026-10-28 evidence_filed",
    ),
    Row(
        "late",
        "appeal",
        f"{BUREAU}\n2026-11-20 appealed by=bureau",
        f"{BUREAU}\n2026-11-23 appealed by=bureau",
    ),
    Row(
        "late",
        "appeal_of_ruling",
        f"{RULED}\n2026-11-05 judgment_served to=bureau\n2026-11-16 appealed by=bureau",
        f"{RULED}\n2026-11-05 judgment_served to=bureau\n2026-11-17 appealed by=bureau",
    ),
    Row(
        "late",
        "redo",
        f"{JUDGED} redo_ordered perform_by=2026-12-02\n2026-12-02 redone",
        f"{JUDGED} redo_ordered perform_by=2026-12-02",
    ),
    Row(
        "late",
        "performance",
        f"{JUDGED} perform_by=2026-12-02\n2026-12-02 performed",
        f"{JUDGED} perform_by=2026-12-02\n2026-12-03 performed",
    ),
    Row(
        "late",
        "advice_answer",
        "2026-08-03 advice_received about_document\n2026-10-08 advice_answered",
        "2026-08-03 advice_received about_document\n2026-10-09 advice_answered",
    ),
)

GATES = (
    Row(
        "barred",
        "remedies_told",
        "2026-08-03 act_made remedies_told_in_act",
        "2026-08-03 act_made remedies_told_in_act=no",
    ),
    Row(
        "barred",
        "no_evidence_collected",
        f"{COPY}\n2026-09-28 evidence_collected new_points allowed",
        f"{COPY}\n2026-09-28 evidence_collected new_points allowed=no",
    ),
    Row(
        "barred",
        "evidence_after_act",
        "2026-08-03 evidence_collected\n2026-08-03 act_made",
        "2026-08-03 act_made\n2026-08-04 evidence_collected",
    ),
    Row(
        "barred",
        "evidence_shown_before",
        f"reconsidered\n{COPY}\n{FILED} within_reconsideration_file",
        f"reconsidered\n{COPY}\n{FILED} within_reconsideration_file=no",
    ),
    Row(
        "unproven",
        "evidence_shown_before",
        f"{COPY}\n{FILED}",
        f"reconsidered\n{COPY}\n{FILED}",
    ),
    Row(
        "barred",
        "evidence_after_hearing",
        f"{COPY}\n{FILED} parties_heard",
        f"{COPY}\n{FILED} parties_heard=no",
    ),
    Row(
        "barred",
        "head_in_court",
        session(f"{HEAD} attended=chief,staff"),
        session("instance=first attended=staff,lawyer"),
    ),
    Row(
        "barred",
        "head_in_court",
        session(f"{HEAD} attended=in_charge,staff"),
        session(f"{HEAD} attended=head_of_other,staff"),
    ),
    Row(
        "barred",
        "head_in_court",
        session("attended=staff, excuse=irreplaceable_duty excuse_confirmed"),
        session("attended=lawyer, excuse=irreplaceable_duty excuse_confirmed"),
    ),
    Row(
        "barred",
        "head_in_court",
        session("attended=staff, head_of_co_defendant"),
        session("attended=staff, head_of_co_defendant=no"),
    ),
    Row(
        "unproven",
        "head_in_court",
        session(f"{HEAD} attended=deputy,"),
        session(HEAD),
    ),
    Row(
        "barred",
        "not_only_a_lawyer",
        session("attended=staff,lawyer"),
        session("attended=lawyer,"),
    ),
    Row(
        "barred",
        "excuse_proved",
        session("attended=staff, excuse=accident excuse_confirmed", "excuse_proof"),
        session("attended=staff, excuse=accident excuse_confirmed", "authorization_letter"),
    ),
    Row(
        "barred",
        "excuse_proved",
        session("attended=staff, excuse=accident excuse_confirmed", "excuse_proof"),
        session("attended=staff, excuse=accident excuse_confirmed=no", "excuse_proof"),
    ),
    Row(
        "barred",
        "identity_proved",
        session(f"{HEAD} attended=deputy,", "identity_proof"),
        session(f"{HEAD} attended=deputy,", "authorization_letter"),
    ),
    Row(
        "barred",
        "staff_authorized",
        session(f"{HEAD} attended=deputy,staff", "authorization_letter"),
        session(f"{HEAD} attended=deputy,staff", "identity_proof"),
    ),
    Row(
        "barred",
        "agents",
        session(f"{HEAD} attended=deputy,staff agents=2"),
        session(f"{HEAD} attended=deputy,staff agents=3"),
    ),
    Row(
        "barred",
        "resolution",
        session("attended=deputy, spoke_to_resolution"),
        session("attended=deputy, spoke_to_resolution=no"),
    ),
    Row(
        "barred",
        "stayed",
        session(f"{HEAD} attended=deputy, left_early=no"),
        session(f"{HEAD} attended=deputy, left_early"),
    ),
    Row(
        "barred",
        "explained",
        session(f"{HEAD} attended=deputy, refused_to_explain=no"),
        session(f"{HEAD} attended=deputy, refused_to_explain"),
    ),
    Row(
        "barred",
        "corrected_before_judgment",
        f"{COPY}\n{CORRECTED}\n{JUDGED}",
        f"{COPY}\n{JUDGED}\n2026-11-03 self_corrected within_law court_told",
    ),
    Row(
        "barred",
        "corrected_within_law",
        f"{COPY}\n{CORRECTED}",
        f"{COPY}\n2026-10-12 self_corrected within_law=no court_told",
    ),
    Row(
        "barred",
        "court_told",
        f"{COPY}\n{CORRECTED}",
        f"{COPY}\n2026-10-12 self_corrected within_law court_told=no",
    ),
    Row(
        "barred",
        "withdrawal_conditions",
        f"{COPY}\n{CORRECTED}\n2026-10-14 withdrawn true_will\n2026-10-16 withdrawal_allowed",
        f"{COPY}\n{CORRECTED}\n2026-10-14 withdrawn true_will third_party_objects\n"
        "2026-10-16 withdrawal_allowed",
    ),
    Row(
        "barred",
        "not_the_same_again",
        f"redo_ordered\nrevoked_for facts,\n{JUDGED}\n2026-12-01 redone same_facts_and_reasons=no",
        f"redo_ordered\nrevoked_for facts,\n{JUDGED}\n"
        "2026-12-01 redone same_facts_and_reasons same_result",
    ),
    Row(
        "barred",
        "not_the_same_again",
        f"redo_ordered\nrevoked_for procedure,\n{JUDGED}\n"
        "2026-12-01 redone same_facts_and_reasons same_result",
        f"redo_ordered\nrevoked_for procedure,facts\n{JUDGED}\n"
        "2026-12-01 redone same_facts_and_reasons same_result",
    ),
)
ROWS = (*OTHER_SIDE, *COURT, *BUREAU_CLOCKS, *GATES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.kind}-{row.rule}")
def test_a_rule_is_silent_on_a_matter_that_keeps_it(row: Row) -> None:
    found = assessed("litigation", row.kept, row.as_of).findings
    assert (row.kind, row.rule) not in said(list(found))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.kind}-{row.rule}")
def test_a_rule_speaks_on_a_matter_that_breaks_it(row: Row) -> None:
    found = assessed("litigation", row.broken, row.as_of).findings
    assert (row.kind, row.rule) in said(list(found))


@pytest.mark.parametrize("year", range(2015, 2027))
@pytest.mark.parametrize("day", ["01-05", "04-30", "07-01", "12-31"])
def test_the_law_held_reaches_every_day_since_2015(year: int, day: str) -> None:
    steps = [f"{year}-{day} {step.name}" for step in procedure("litigation").steps]
    for act_type in ("inaction", "penalty"):
        for track in ("simple", "ordinary"):
            lines = [f"act_type {act_type}", f"track {track}", "redo_ordered", *steps]
            got = assessed("litigation", "\n".join(lines), "2026-12-31")
            assert got.phase


def test_every_rule_has_a_row() -> None:
    declared = procedure("litigation")
    names = {word.name for word in declared.clocks} | {word.name for word in declared.gates}
    assert names == {row.rule for row in ROWS}


# --- one suit through two instances ---------------------------------------------------------------

WALK = """
plaintiff 王某
act 益人社工伤〔2026〕12号
act_type determination
remedies_told_in_act
co_defendant
2026-01-05 act_made
2026-01-07 act_served method=direct
2026-04-01 reconsideration_decided
2026-04-13 sued papers=complaint
2026-04-14 docketed track=ordinary
2026-04-20 copy_received sent_on=2026-04-17
2026-05-04 evidence_filed within_reconsideration_file papers=evidence,evidence_list,basis_list
2026-05-05 defense_filed papers=defense
2026-05-20 head_called papers=identity_proof,authorization_letter
2026-05-26 session_held instance=first attended=deputy,staff agents=1 spoke_to_resolution
2026-06-09 session_held instance=first attended=staff,lawyer agents=2
2026-07-06 judged form=judgment outcome=revoked redo_ordered revoked_for=facts,
2026-07-08 judgment_served to=bureau
2026-07-08 judgment_served to=plaintiff
2026-07-20 appealed by=bureau
2026-07-22 appeal_received
2026-09-07 session_held instance=second attended=chief,staff spoke_to_resolution
2026-10-12 finally_judged appeal_outcome=upheld perform_by=2026-12-11
2026-11-30 redone same_facts_and_reasons=no same_result=no
"""


def test_a_suit_answered_as_the_law_wants_has_nothing_but_due_days() -> None:
    lines = WALK.strip().splitlines()
    for end in range(1, len(lines) + 1):
        last = lines[end - 1]
        if last[:1] != "2":
            continue
        found = assessed("litigation", "\n".join(lines[:end]), last[:10]).findings
        assert {finding.kind for finding in found} <= {"due"}, (last, found)
    assert not assessed("litigation", WALK, "2026-12-31").findings


@matter("litigation", as_of="2026-09-21")
def test_evidence_basis_and_defense_are_due_in_fifteen_days(found: list[Finding]) -> None:
    """
    2026-09-15 sued
    2026-09-16 docketed
    2026-09-20 copy_received
    """
    days = {finding.name: str(finding.due) for finding in found}
    assert days == {
        "defense": "2026-10-08",
        "evidence": "2026-10-08",
        "basis": "2026-10-08",
        "first_instance": "2027-03-16",
    }


@matter("litigation", as_of="2026-12-18")
def test_evidence_filed_late_is_no_evidence_but_a_late_defense_is_a_flaw(
    found: list[Finding],
) -> None:
    """
    2026-09-20 copy_received
    2026-10-09 evidence_filed papers=basis_list
    2026-10-09 defense_filed
    """
    late = {finding.name: (finding.ground, finding.gravity) for finding in found}
    assert late == {
        "evidence": ("facts", "revoke"),
        "basis": ("basis", "revoke"),
        "defense": ("procedure", "flaw"),
    }


@matter("litigation", as_of="2026-12-18")
def test_an_extension_asked_for_too_late_does_not_save_the_evidence(found: list[Finding]) -> None:
    """
    2026-09-20 copy_received
    2026-10-08 defense_filed papers=basis_list
    2026-10-09 extension_requested in_writing
    2026-10-12 extension_granted
    2026-10-19 cause_ended
    2026-10-20 evidence_filed
    """
    assert said(found) == {("late", "evidence"), ("late", "extension_request")}


@matter("litigation", as_of="2026-12-18")
def test_the_co_defendant_may_prove_the_original_act_alone(found: list[Finding]) -> None:
    """
    co_defendant
    evidence_by_co_defendant
    2026-09-20 copy_received
    2026-10-08 defense_filed papers=basis_list
    """
    assert said(found) == set()


@matter("litigation", as_of="2026-12-18")
def test_a_head_called_again_must_come_again(found: list[Finding]) -> None:
    """
    2026-10-08 head_called papers=identity_proof
    2026-10-12 session_held instance=first attended=deputy, spoke_to_resolution
    2026-10-26 session_held instance=first attended=staff, called_again papers=authorization_letter
    """
    assert said(found) == {("barred", "head_in_court")}


@matter("litigation", as_of="2026-12-18")
def test_coming_in_one_instance_does_not_serve_for_another(found: list[Finding]) -> None:
    """
    2026-10-08 head_called papers=identity_proof
    2026-10-12 session_held instance=first attended=deputy, spoke_to_resolution
    2026-11-26 session_held instance=second attended=staff, papers=authorization_letter
    """
    barred = [finding for finding in found if finding.kind == "barred"]
    assert [(f.name, str(f.events[0].happened_on)) for f in barred] == [
        ("head_in_court", "2026-11-26")
    ]


@matter("litigation", as_of="2026-12-18")
def test_a_head_who_comes_to_the_second_session_has_come(found: list[Finding]) -> None:
    """
    2026-10-12 session_held instance=first attended=staff, papers=authorization_letter
    2026-10-21 head_called papers=identity_proof
    2026-10-26 session_held instance=first attended=deputy, spoke_to_resolution
    """
    assert said(found) == set()


@matter("litigation", as_of="2016-12-18")
def test_a_suit_of_2016_meets_only_the_law_of_2016(found: list[Finding]) -> None:
    """
    2016-03-01 sued
    2016-03-02 docketed
    2016-03-07 copy_received
    2016-03-22 evidence_filed papers=evidence,basis_list
    2016-03-22 defense_filed
    2016-05-03 session_held attended=staff,lawyer
    2016-08-01 judged form=judgment
    """
    assert said(found) == {("barred", "head_in_court")}


@matter("litigation", as_of="2015-04-20")
def test_before_may_2015_no_rule_of_the_new_law_reaches_back(found: list[Finding]) -> None:
    """
    act_type inaction
    2014-06-03 act_made
    2015-01-05 duty_requested
    2015-03-02 sued
    2015-03-04 docketed
    2015-03-06 copy_received
    2015-04-01 judged form=judgment
    2015-04-07 judgment_served to=bureau
    """
    assert said(found) == set()


@matter("litigation", as_of="2026-12-18")
def test_the_appeal_the_bureau_did_not_make_is_no_finding(found: list[Finding]) -> None:
    """
    2026-11-02 judged form=judgment outcome=dismissed
    2026-11-05 judgment_served to=bureau
    2026-11-05 judgment_served to=plaintiff
    """
    assert said(found) == set()


@matter("litigation", as_of="2026-11-10")
def test_the_last_day_to_appeal_is_shown_for_both_sides(found: list[Finding]) -> None:
    """
    2026-11-02 judged form=judgment outcome=revoked
    2026-11-05 judgment_served to=bureau
    2026-11-06 judgment_served to=plaintiff
    """
    days = {finding.name: str(finding.due) for finding in found}
    assert days == {"appeal": "2026-11-20", "appeal_by_plaintiff": "2026-11-23"}
