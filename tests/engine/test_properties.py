"""The few laws of the machine, for random matters of every procedure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.made_up import LAW
from tests.engine.random_matters import EVERYTHING, SPAN, records
from zhunsheng.engine.assess import Assessor, assessor
from zhunsheng.engine.finding import Assessment, Finding
from zhunsheng.engine.trace import Trace
from zhunsheng.engine.wording import what
from zhunsheng.procedures import procedures
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record

ALL = {EVERYTHING.name: EVERYTHING, **procedures()}
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
ONE_DAY = timedelta(days=1)
every_procedure = pytest.mark.parametrize("name", ALL)


def said(assessment: Assessment) -> list[tuple[object, ...]]:
    """All that an answer says, but for the days that are only counted down."""
    shown = (*assessment.findings, *assessment.closed, *assessment.readings, *assessment.sums)
    return [
        (
            finding.kind,
            finding.name,
            finding.rule.sentence,
            finding.due,
            finding.due_latest,
            tuple(map(str, finding.values.values())),
            tuple(map(str, finding.events)),
        )
        for finding in shown
    ] + [assessment.allowed, (assessment.phase,)]


def verdicts(assessment: Assessment) -> set[tuple[str, str, str]]:
    """The findings and the closed steps, by kind, name and events."""
    found: tuple[Finding, ...] = (*assessment.findings, *assessment.closed)
    return {(f.kind, f.name, "".join(map(str, f.events))) for f in found}


def day_in(data: st.DataObject, record: Record) -> date:
    first = min(event.happened_on for event in record.events)
    return first + timedelta(days=data.draw(st.integers(0, SPAN + 60), label="day"))


def known_by(record: Record, day: date) -> Record:
    """The record as if nothing had happened after the day."""
    return replace(record, events=tuple(e for e in record.events if e.happened_on <= day))


@every_procedure
@FEW
@given(data=st.data())
def test_the_same_question_has_the_same_answer(name: str, data: st.DataObject) -> None:
    record = data.draw(records(ALL[name]))
    on = day_in(data, record)
    once = assessor(ALL[name], LAW).assess(record, on)
    again = assessor(ALL[name], LAW).assess(record, on, trace=True)
    assert said(once) == said(again)
    assert once.next_change == again.next_change


@every_procedure
@FEW
@given(data=st.data())
def test_what_happens_later_does_not_change_what_is_said_of_a_day(
    name: str, data: st.DataObject
) -> None:
    record = data.draw(records(ALL[name]))
    on = day_in(data, record)
    prepared = assessor(ALL[name], LAW)
    whole, part = prepared.assess(record, on), prepared.assess(known_by(record, on), on)
    assert said(whole) == said(part)
    assert whole.next_change == part.next_change


@every_procedure
@FEW
@given(data=st.data())
def test_a_remark_appended_changes_no_finding(name: str, data: st.DataObject) -> None:
    record = data.draw(records(ALL[name]))
    on = day_in(data, record)
    prepared = assessor(ALL[name], LAW)
    remarked = record.append(Event("noted", on, note="电话联系，无人接听。"))
    assert said(prepared.assess(remarked, on)) == said(prepared.assess(record, on))


@every_procedure
@FEW
@given(data=st.data())
def test_what_is_written_down_later_was_not_known_before(name: str, data: st.DataObject) -> None:
    record = data.draw(records(ALL[name]))
    on = day_in(data, record)
    number = data.draw(st.integers(1, len(record.events)))
    later = datetime.combine(date(2028, 1, 1), time(9))
    corrected = record.append(
        replace(record.events[0], recorded_at=later, corrects=number, note="录入错误。")
    )
    prepared = assessor(ALL[name], LAW)
    before = prepared.assess(corrected, on, known_on=date(2027, 12, 31))
    assert said(before) == said(prepared.assess(record, on))


@every_procedure
@FEW
@given(data=st.data())
def test_the_answer_stays_until_the_next_change(name: str, data: st.DataObject) -> None:
    record = data.draw(records(ALL[name]))
    on = day_in(data, record)
    record = known_by(record, on)
    prepared = assessor(ALL[name], LAW)
    answer = prepared.assess(record, on)
    limit = on + 2 * SPAN * ONE_DAY
    change = min(answer.next_change or limit, limit)
    for days in sorted({1, *data.draw(st.lists(st.integers(1, 2 * SPAN), max_size=30))}):
        day = min(on + days * ONE_DAY, change - ONE_DAY)
        assert not verdicts(prepared.assess(record, day)) ^ verdicts(answer), f"changed on {day}"


@every_procedure
@FEW
@given(data=st.data())
def test_the_answer_differs_on_the_day_of_the_next_change(name: str, data: st.DataObject) -> None:
    record = data.draw(records(ALL[name]))
    on = day_in(data, record)
    record = known_by(record, on)
    prepared = assessor(ALL[name], LAW)
    answer = prepared.assess(record, on)
    if answer.next_change is not None:
        later = prepared.assess(record, answer.next_change)
        assert verdicts(later) ^ verdicts(answer), f"nothing changed on {answer.next_change}"


@every_procedure
@FEW
@given(data=st.data())
def test_every_finding_can_be_said_and_explained(name: str, data: st.DataObject) -> None:
    record = data.draw(records(ALL[name]))
    prepared = assessor(ALL[name], LAW)
    answer = prepared.assess(record, day_in(data, record), trace=True)
    trace = Trace(prepared.compiled, LAW)
    for finding in (*answer.findings, *answer.closed, *answer.readings, *answer.sums):
        sentence = what(finding, ALL[name], answer.as_of)
        lines = trace.lines(finding, answer.as_of)
        assert sentence
        assert lines[0].startswith("依据　")
        assert any(line.startswith("条件　") and line.endswith("：是") for line in lines)
        for text in (sentence, *lines):
            assert "None" not in text
            assert "{" not in text


@FEW
@given(data=st.data())
def test_a_procedure_prepared_anew_says_the_same(data: st.DataObject) -> None:
    record = data.draw(records(EVERYTHING))
    on = day_in(data, record)
    fresh = Assessor(EVERYTHING, LAW)
    assert fresh.compiled.source == assessor(EVERYTHING, LAW).compiled.source
    assert said(fresh.assess(record, on)) == said(assessor(EVERYTHING, LAW).assess(record, on))
