"""The one door: what every face is told, and what it is refused."""

from __future__ import annotations

from datetime import date

import pytest

from tests.engine.made_up import EXCERPT, NEW, clock, made, record_of
from zhunsheng.base.errors import UnknownProcedure
from zhunsheng.law.corpus import load_law
from zhunsheng.office import Judged, Office
from zhunsheng.procedures import procedure, procedures

PROCEDURE = made(
    clocks=(
        clock(),
        clock(EXCERPT, name="answer", zh="答复", starts="heard"),
        clock(NEW, name="review", zh="复核", starts="prolonged"),
    )
)
AS_OF = date(2025, 6, 3)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("zhunsheng.office.judging.procedure", lambda _: PROCEDURE)
    return Office()


def judged(office: Office, text: str) -> Judged:
    return office.judge(record_of(text), AS_OF, trace=True)


def test_a_record_is_judged_said_and_explained(office: Office) -> None:
    found = judged(office, "2025-03-03 accepted\n2025-05-09 decided")
    assert found.assessment is not None
    (finding,) = found.assessment.findings
    assert office.what(found, finding) == (
        "作出决定：应在2025年5月6日以前完成，2025年5月9日才完成，逾期3日"
    )
    assert office.why(found, finding)[1] == "届满日　2025年5月6日"
    assert office.step_zh(found, "decided") == "决定"
    assert (found.refusal, found.procedure) == ("", PROCEDURE)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (
            "2023-06-02 prolonged",
            "“行政复议法/31.1”在2023-06-02没有收录有效的条文；请补录当时版本后再核对",
        ),
        ("1999-12-31 accepted", "1999-12-31不在本系统的日历范围内；请核对日期"),
    ],
)
def test_a_record_that_cannot_be_judged_is_refused_with_its_reason_and_does_not_crash(
    office: Office, text: str, refusal: str
) -> None:
    sound = judged(office, "2025-03-03 accepted")
    assert sound.assessment is not None
    found = judged(office, text)
    assert (found.assessment, found.refusal) == (None, refusal)
    assert office.why(found, sound.assessment.findings[0]) == [refusal]


def test_records_are_judged_one_by_one_as_they_come(office: Office) -> None:
    records = (record_of(text) for text in ("2025-03-03 accepted", "2023-06-02 prolonged", ""))
    found = office.judge_all(records, AS_OF)
    assert next(found).assessment is not None
    assert [one.assessment is None for one in found] == [True, False]


def test_what_was_known_later_may_be_left_out(office: Office) -> None:
    text = "2025-03-03 accepted\n2025-05-02 decided recorded=2025-07-01T09:00"
    (before,) = office.judge_all([record_of(text)], AS_OF, known_on=date(2025, 6, 30))
    (now,) = office.judge_all([record_of(text)], AS_OF)
    assert before.assessment is not None
    assert now.assessment is not None
    assert (len(before.assessment.findings), len(now.assessment.findings)) == (1, 0)


@pytest.mark.parametrize(
    ("text", "verified"),
    [("2025-03-03 accepted", "text"), ("2025-03-03 heard", "excerpt")],
)
def test_a_finding_says_how_its_provision_was_verified(
    office: Office, text: str, verified: str
) -> None:
    assessment = judged(office, text).assessment
    assert assessment is not None
    (finding,) = assessment.findings
    assert office.verified(finding, AS_OF) == verified


def test_the_office_knows_every_kind_of_matter_and_the_law_of_the_project() -> None:
    office = Office()
    assert office.procedures() == procedures()
    assert office.law is load_law()
    assert Office(office.law).law is office.law


def test_an_unknown_kind_of_matter_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownProcedure) as refused:
        Office().judge(record_of("2025-03-03 accepted", "work_injurry"), AS_OF)
    assert str(refused.value) == (
        f"没有“work_injurry”这种案件；是否指“work_injury”？可选：{'、'.join(procedures())}"
    )


def test_an_unknown_kind_of_matter_like_no_other_is_refused_with_all_names() -> None:
    with pytest.raises(UnknownProcedure) as refused:
        procedure("xyz")
    assert str(refused.value) == f"没有“xyz”这种案件；可选：{'、'.join(procedures())}"
