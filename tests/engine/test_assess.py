"""The assessment as a whole: what may be done, the phase, two calendars, what was known when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.engine.made_up import (
    DAYS,
    DUTY,
    LAW,
    NEW,
    PERIOD,
    UNLAWFUL,
    WORKDAYS,
    asked,
    clock,
    closed,
    found,
    made,
    record_of,
    sentences,
    told,
)
from zhunsheng.base.errors import CalendarError, NoProvisionInForce, ProcedureError
from zhunsheng.engine.assess import Assessor, assess, assessor
from zhunsheng.law.procedure import Gate, Order
from zhunsheng.law.rule import OWN_DAY, TODAY, Node, fact, first, last, rolled

PLAIN = made(clocks=clock())
SHORT = made(clocks=clock(WORKDAYS))
AHEAD = made(clocks=clock(WORKDAYS, starts=fact("held_on", sort="day"), backward=True))
WAITING = made(clocks=clock(WORKDAYS, floor=True))


ALWAYS = "served closed"
OPEN = f"suspended resumed prolonged heard decided {ALWAYS}"


@pytest.mark.parametrize(
    ("record", "allowed", "phase"),
    [
        ("", f"accepted suspended resumed prolonged decided {ALWAYS}", ""),
        ("2025-03-03 accepted", OPEN, "受理"),
        ("2025-03-03 accepted\n2025-03-04 heard", OPEN.replace("heard ", ""), "听证"),
        ("2025-03-03 accepted\n2025-03-04 served\n2025-03-05 noted", OPEN, "送达"),
        ("2025-03-03 accepted\n2025-03-04 closed", "", "结案"),
        # what is to come has not happened
        ("2025-03-03 accepted\n2026-03-04 closed", OPEN, "受理"),
    ],
)
def test_a_step_may_be_taken_once_after_what_it_follows_and_nothing_after_the_end(
    record: str, allowed: str, phase: str
) -> None:
    assessment = asked(made(), record, "2025-06-01")
    assert (" ".join(assessment.allowed), assessment.phase) == (allowed, phase)


def test_an_assessment_says_of_what_and_when_it_speaks() -> None:
    assessment = asked(PLAIN, "2025-03-03 accepted", "2025-04-01")
    assert (assessment.matter, assessment.procedure) == ("虚构1号", "made_up")
    assert (assessment.as_of, assessment.next_change) == (date(2025, 4, 1), date(2025, 5, 7))


def test_a_procedure_is_prepared_once_for_a_law() -> None:
    assert assessor(PLAIN, LAW) is assessor(PLAIN, LAW)
    record = record_of("2025-03-03 accepted")
    assert told(assess(record, PLAIN, LAW, date(2025, 6, 1)).findings) == [
        "late decision 2025-05-06"
    ]


# --- the calendar that is not published yet ------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-12-21", "due decision 2026-12-31..2027-01-07"),
        ("2026-12-31", "due decision 2026-12-31..2027-01-07"),
        ("2027-01-01", "due decision 2026-12-31..2027-01-07"),
        ("2027-01-07", "due decision 2026-12-31..2027-01-07"),
        ("2027-01-08", "late decision 2026-12-31..2027-01-07"),
    ],
)
def test_nobody_is_late_before_the_latest_day_that_a_notice_may_bring(
    on: str, expected: str
) -> None:
    assert found(SHORT, "2026-12-21 accepted", on) == [expected]


def test_the_next_change_is_that_of_the_answer_and_not_of_one_calendar() -> None:
    assert asked(SHORT, "2026-12-21 accepted", "2026-12-22").next_change == date(2027, 1, 8)


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("2026-12-31", []),
        ("2027-01-01", []),
        ("2027-01-07", []),
        ("2027-01-08", ["late decision 2026-12-31..2027-01-07"]),
    ],
)
def test_an_act_between_the_two_bounds_is_no_breach(done: str, expected: list[str]) -> None:
    assert found(SHORT, f"2026-12-21 accepted\n{done} decided", "2027-02-01") == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-12-09", "due decision 2026-12-23"),
        ("2026-12-14", "due decision 2026-12-26..2026-12-28"),
        ("2026-12-18", "due decision 2026-12-30..2027-01-06"),
    ],
)
def test_the_doubt_begins_with_the_days_that_a_notice_may_move(start: str, expected: str) -> None:
    assert found(SHORT, f"{start} accepted", start) == [expected]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-12-15", ["due decision 2026-12-15..2026-12-23"]),
        ("2026-12-16", ["due decision 2026-12-15..2026-12-23"]),
        ("2026-12-23", ["due decision 2026-12-15..2026-12-23"]),
        ("2026-12-24", ["late decision 2026-12-15..2026-12-23"]),
    ],
)
def test_a_limit_counted_back_from_days_in_doubt_is_itself_in_doubt(
    on: str, expected: list[str]
) -> None:
    assert found(AHEAD, "held_on 2027-01-04", on) == expected


@pytest.mark.parametrize(
    ("on", "shut"),
    [("2027-01-04", True), ("2027-01-07", True), ("2027-01-08", False)],
)
def test_a_step_stays_closed_while_its_waiting_time_may_still_run(on: str, shut: bool) -> None:
    assert bool(closed(WAITING, "2026-12-21 accepted", on)) == shut


def test_a_doubtful_day_is_written_with_both_bounds_and_what_is_awaited() -> None:
    assert sentences(SHORT, "2026-12-21 accepted", "2026-12-22") == [
        "作出决定：应在2026年12月31日至2027年1月7日之间（以尚未公布的放假安排为准）以前完成，还有9日"
    ]
    assert sentences(SHORT, "2026-12-21 accepted", "2027-01-06") == [
        "作出决定：应在2026年12月31日至2027年1月7日之间（以尚未公布的放假安排为准）以前完成，还有1日"
    ]


@pytest.mark.parametrize("on", ["2026-12-22", "2027-06-01"])
def test_what_rests_on_settled_days_is_certain_in_any_year(on: str) -> None:
    record = "2026-03-02 accepted\n2026-12-21 suspended"
    assert found(made(clocks=clock(PERIOD)), record, on) == ["late decision 2026-04-01"]


# --- the edges of what is known ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("procedure", "record", "on"),
    [
        (PLAIN, "1999-12-31 accepted", "2025-01-01"),
        (PLAIN, "2045-12-30 accepted", "2045-12-31"),
        (SHORT, "2045-12-30 accepted", "2045-12-31"),
        (SHORT, "2046-01-01 accepted", "2046-01-01"),
    ],
)
def test_a_day_beyond_the_calendar_stops_the_answer(
    procedure: object, record: str, on: str
) -> None:
    with pytest.raises((CalendarError, NoProvisionInForce)):
        found(procedure, record, on)  # type: ignore[arg-type]


def test_a_stated_day_before_the_calendar_is_not_looked_up_at_its_other_end() -> None:
    needs: Node = rolled(fact("held_on", sort="day")) <= first("decided")
    gate = Gate("rule", "应当", "decided", needs, DUTY, UNLAWFUL)
    with pytest.raises(CalendarError) as refused:
        found(made(gates=gate), "2025-03-04 decided held_on=1995-03-04", "2025-06-01")
    assert str(refused.value) == "1995-03-04不在本系统的日历范围内；请核对日期"


def test_a_limit_without_law_on_its_day_stops_the_answer_for_that_matter() -> None:
    with pytest.raises(NoProvisionInForce):
        found(made(clocks=clock(NEW)), "2023-06-01 accepted", "2025-01-01")


# --- what was known when -------------------------------------------------------------------------

CORRECTED = """
2025-03-03 accepted
2025-05-12 decided recorded=2025-05-12T09:00
2025-05-02 decided recorded=2025-05-20T09:00 corrects=2
| 日期录错。
"""


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        ("2025-05-11", ["late decision 2025-05-06"]),
        ("2025-05-12", ["late decision 2025-05-06"]),
        ("2025-05-19", ["late decision 2025-05-06"]),
        ("2025-05-20", []),
        (None, []),
    ],
)
def test_a_later_correction_does_not_change_what_was_known_before(
    known_on: str | None, expected: list[str]
) -> None:
    assert told(asked(PLAIN, CORRECTED, "2025-06-01", known_on).findings) == expected


def test_an_event_written_down_late_was_not_known_before() -> None:
    record = "2025-03-03 accepted\n2025-05-02 decided recorded=2025-07-01T10:00"
    before, now = (asked(PLAIN, record, "2025-06-01", known) for known in ("2025-06-30", None))
    assert told(before.findings) == ["late decision 2025-05-06"]
    assert now.findings == ()


# --- what a rule may not say ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needs", "message"),
    [
        (OWN_DAY <= first("accepted"), "“own_day()”只能用在逐件行为的条件里"),
        (
            first("accepted") <= TODAY + 1,
            "核对日只能直接比较先后，不能参与运算：add(today(), literal(1))",
        ),
        (
            first("accepted", where=OWN_DAY < TODAY) <= first("decided"),
            "逐件看行为的条件不能与核对日比较：lt(own_day(), today())",
        ),
    ],
)
def test_a_rule_that_cannot_be_run_is_refused_when_it_is_prepared(
    needs: Node, message: str
) -> None:
    gate = Gate("rule", "应当", "decided", needs, DUTY, UNLAWFUL)
    with pytest.raises(ProcedureError) as refused:
        Assessor(made(gates=gate), LAW)
    assert str(refused.value) == message


def test_a_rule_on_each_act_may_not_look_at_the_day_of_asking() -> None:
    gate = Gate("rule", "应当", "decided", last("accepted") <= TODAY, DUTY, UNLAWFUL, each=True)
    with pytest.raises(ProcedureError) as refused:
        Assessor(made(gates=gate), LAW)
    assert str(refused.value) == "逐件核对的规则“rule”不能与核对日比较"


def test_the_events_of_a_finding_are_those_its_days_come_from() -> None:
    order = Order("rule", "先听证", "heard", "decided", DUTY, UNLAWFUL)
    record = "2025-03-03 accepted\n2025-03-04 decided\n2025-03-05 heard"
    (finding,) = asked(made(orders=order), record, "2025-06-01").findings
    assert sorted(event.kind for event in finding.events) == ["decided", "heard"]
    assert repr(finding) == "<barred rule >"


def test_a_limit_of_days_and_one_of_workdays_may_share_a_matter() -> None:
    both = (clock(DAYS), clock(WORKDAYS, name="short", zh="答复"))
    assert sorted(found(made(clocks=both), "2025-03-03 accepted", "2025-03-04")) == [
        "due decision 2025-05-06",
        "due short 2025-03-17",
    ]
