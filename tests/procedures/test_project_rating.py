"""Red-yellow-green ratings: a lawful year, and one breach of every rule."""

from __future__ import annotations

import pytest

from tests.matters import assessed, said
from tests.procedures.edits import Edit, edited, findings, names_of_rules
from zhunsheng.procedures import procedure

YEAR = """
project 甲项目
year 2025
2025-12-01 rated rated_month=2025-10 color=red causes=未足额发放 points=60 run=a
2025-12-03 published rated_month=2025-10 published_rating=2025-12-01 run=a
2025-12-08 objected rated_month=2025-10 objection=银行退票
2025-12-12 changed rated_month=2025-10 color=yellow reason=银行退票属实 approved_by=唐毅
2025-12-15 answered rated_month=2025-10 objection_day=2025-12-08 answer=changed reason=属实
2026-01-05 rated rated_month=2025-11 color=grey grey_reason=suspended run=b
2026-01-06 published rated_month=2025-11 published_rating=2026-01-05 run=b
2026-01-07 closed
"""
AS_OF = "2026-06-01"


def test_a_year_rated_lawfully_has_no_finding() -> None:
    assert findings("project_rating", YEAR, AS_OF) == set()


def test_each_month_is_due_for_publication_and_each_objection_for_an_answer() -> None:
    rated = YEAR.split("2026-01-06", 1)[0]
    found = assessed("project_rating", rated, "2026-01-06").findings
    assert {one.name: str(one.due) for one in found} == {"publication": "2026-01-12"}
    objected = YEAR.split("2025-12-12", 1)[0]
    found = assessed("project_rating", objected, "2025-12-10").findings
    assert said(list(found)) == {("due", "answer")}
    assert {str(one.due) for one in found} == {"2025-12-22"}


CASES: tuple[tuple[str, str, tuple[Edit, ...]], ...] = (
    ("publication", "late", (("2026-01-06 published", None),)),
    ("answer", "late", (("2025-12-15 answered", None),)),
    ("month_named", "barred", (("rated rated_month=2025-11", "rated"),)),
    ("color_named", "barred", ((" color=red", ""),)),
    ("grey_explained", "barred", ((" grey_reason=suspended", ""),)),
    ("published_in_time", "barred", (("2025-12-03 published", "2025-12-10 published"),)),
    ("change_reasoned", "barred", ((" reason=银行退票属实", ""),)),
    ("change_approved", "barred", ((" approved_by=唐毅", ""),)),
    ("answer_reasoned", "barred", ((" reason=属实", ""),)),
    ("answered_in_time", "barred", (("2025-12-15 answered", "2025-12-23 answered"),)),
    ("changed_if_so_answered", "barred", (("2025-12-12 changed", None),)),
    (
        "rated_before_published",
        "missing",
        (("2025-12-01 rated", None), ("2026-01-05 rated", None)),
    ),
)


@pytest.mark.parametrize(("rule", "kind", "edits"), CASES)
def test_every_rule_finds_its_breach(rule: str, kind: str, edits: tuple[Edit, ...]) -> None:
    assert (kind, rule) in findings("project_rating", edited(YEAR, edits), AS_OF)


def test_the_table_breaks_every_rule_of_the_procedure() -> None:
    assert names_of_rules(procedure("project_rating")) == {rule for rule, _, _ in CASES}
