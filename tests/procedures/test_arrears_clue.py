"""Wage-arrears leads: lawful walks, and one breach of every rule."""

from __future__ import annotations

import pytest

from tests.matters import matter, said
from tests.procedures.edits import Edit, edited, findings, names_of_rules
from zhunsheng.engine.finding import Finding
from zhunsheng.procedures import procedure

COMPLETE = """
person 甲某
employer 乙公司
employer_named yes
period_named yes
sum_named yes
in_scope yes
2025-02-05 received source=national_platform papers=lead_form
2025-02-06 claimed
2025-02-11 accepted
2025-02-11 opened papers=opening_approval
2025-02-13 verified papers=verification_record
2025-03-20 concluded conclusion=settled papers=payment_proof
2025-03-21 told papers=reply_record
2025-03-24 closed
"""
BEFORE_ARBITRATORS = """
in_dispute_procedure yes
in_scope yes
employer_named yes
period_named yes
sum_named yes
2025-02-05 received source=hotline papers=lead_form
2025-02-06 claimed
2025-02-07 redirected
2025-02-07 verified papers=dispute_papers
2025-02-10 concluded conclusion=in_dispute_procedure
2025-02-10 told
2025-02-11 closed
"""
ELSEWHERE = """
in_scope no
2025-02-05 received source=visit papers=lead_form
2025-02-06 claimed
2025-02-07 transferred papers=transfer_letter
2025-02-10 concluded conclusion=not_competent
2025-02-10 told
2025-02-11 closed
"""
BASES = {"complete": COMPLETE, "arbitration": BEFORE_ARBITRATORS, "elsewhere": ELSEWHERE}
AS_OF = "2026-06-01"


@pytest.mark.parametrize("base", BASES)
def test_a_lead_handled_lawfully_has_no_finding(base: str) -> None:
    assert findings("arrears_clue", BASES[base], AS_OF) == set()


@matter("arrears_clue", as_of="2025-02-06")
def test_a_complete_lead_is_due_like_a_complaint(found: list[Finding]) -> None:
    """
    employer_named yes
    period_named yes
    sum_named yes
    in_scope yes
    2025-02-05 received source=national_platform
    """
    assert said(found) == {("due", "claim"), ("due", "acceptance")}
    assert {f.name: str(f.due) for f in found} == {
        "claim": "2025-02-11",
        "acceptance": "2025-02-11",
    }


def concluded(conclusion: str) -> Edit:
    return (
        "concluded conclusion=settled papers=payment_proof",
        f"concluded conclusion={conclusion}",
    )


NO_RECORD: Edit = ("2025-02-13 verified papers=verification_record", "2025-02-13 verified")
CASES: tuple[tuple[str, str, str, tuple[Edit, ...]], ...] = (
    ("claim", "late", "complete", (("2025-02-06 claimed", "2025-02-12 claimed"),)),
    ("conclusion", "late", "complete", (("2025-03-20 concluded", "2025-05-10 concluded"),)),
    (
        "conclusion",
        "late",
        "complete",
        (
            ("2025-03-20 concluded", "2025-05-10 concluded"),
            ("", "2025-03-19 extended approved_by=other"),
        ),
    ),
    (
        "acceptance",
        "late",
        "complete",
        (("2025-02-11 accepted", "2025-02-12 accepted"), ("02-11 opened", "02-12 opened")),
    ),
    (
        "refusal",
        "late",
        "complete",
        (
            ("2025-02-11 accepted", "2025-02-12 acceptance_refused"),
            ("2025-02-11 opened papers=opening_approval", None),
        ),
    ),
    (
        "arbitration",
        "late",
        "arbitration",
        (("in_dispute_procedure yes", "in_dispute_procedure no"),),
    ),
    ("opened_on_acceptance", "barred", "complete", (("02-11 opened", "02-13 opened"),)),
    ("passed_on", "barred", "elsewhere", (("2025-02-07 transferred", None),)),
    ("kept_within_scope", "barred", "elsewhere", (("in_scope no", "in_scope yes"),)),
    ("result_told", "barred", "complete", (("2025-03-21 told", None),)),
    (
        "redirected_to_dispute_procedure",
        "barred",
        "arbitration",
        (("2025-02-07 redirected", None),),
    ),
    (
        "not_accepted_in_dispute_procedure",
        "barred",
        "arbitration",
        (("", "2025-02-07 accepted"),),
    ),
    ("emergency_plan", "barred", "complete", (("", "group_event yes"),)),
    (
        "opened_if_so_concluded",
        "barred",
        "complete",
        (concluded("opened"), ("2025-02-11 opened", None)),
    ),
    ("referred_if_so_concluded", "barred", "complete", (concluded("referred"),)),
    ("transferred_if_so_concluded", "barred", "complete", (concluded("not_competent"),)),
    ("conclusion_named", "barred", "complete", ((" conclusion=settled", ""),)),
    ("verified_before_conclusion", "missing", "complete", (("2025-02-13 verified", None),)),
    ("settled_proved", "missing", "complete", ((" papers=payment_proof", ""),)),
    ("no_arrears_proved", "missing", "complete", (concluded("no_arrears"), NO_RECORD)),
    ("not_competent_proved", "missing", "elsewhere", ((" papers=transfer_letter", ""),)),
    ("in_dispute_procedure_proved", "missing", "arbitration", ((" papers=dispute_papers", ""),)),
    ("project_money_proved", "missing", "complete", (concluded("project_money"), NO_RECORD)),
    ("not_genuine_proved", "missing", "complete", (concluded("not_genuine"), NO_RECORD)),
    ("duplicate_proved", "missing", "complete", (concluded("duplicate"),)),
    ("withdrawn_proved", "missing", "complete", (concluded("withdrawn"), NO_RECORD)),
    (
        "opened_proved",
        "missing",
        "complete",
        (concluded("opened"), ("opened papers=opening_approval", "opened")),
    ),
    ("referred_proved", "missing", "complete", (concluded("referred"),)),
)


@pytest.mark.parametrize(("rule", "kind", "base", "edits"), CASES)
def test_every_rule_finds_its_breach(
    rule: str, kind: str, base: str, edits: tuple[Edit, ...]
) -> None:
    assert (kind, rule) in findings("arrears_clue", edited(BASES[base], edits), AS_OF)


def test_an_approved_extension_moves_the_conclusion() -> None:
    edits = (
        ("2025-03-20 concluded", "2025-05-10 concluded"),
        ("2025-03-21 told", "2025-05-12 told"),
        ("2025-03-24 closed", "2025-05-12 closed"),
        ("", "2025-03-19 extended approved_by=head"),
    )
    assert findings("arrears_clue", edited(COMPLETE, edits), AS_OF) == set()


def test_the_table_breaks_every_rule_of_the_procedure() -> None:
    assert names_of_rules(procedure("arrears_clue")) == {rule for rule, _, _, _ in CASES}
