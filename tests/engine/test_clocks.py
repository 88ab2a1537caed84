"""Clocks: what is due, what is late, what does not count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.made_up import (
    DAYS,
    EXTENSION,
    HOURS,
    LAW,
    MEMORY,
    MONTHS,
    NEW,
    NOTICE,
    PERIOD,
    REPLY,
    WORKDAYS,
    asked,
    clock,
    closed,
    found,
    made,
)
from zhunsheng.base.errors import NoProvisionInForce, ProcedureError
from zhunsheng.engine.assess import Assessor
from zhunsheng.law.holidays import load_calendar
from zhunsheng.law.period import Period, count
from zhunsheng.law.procedure import Breach, Extension
from zhunsheng.law.rule import fact, first, own_paper
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record

PLAIN = made(clocks=clock())
PAUSED = made(clocks=clock(pauses="suspended", resumes="resumed", pause_proved=own_paper("notice")))


def lengthened(**changes: Any) -> Extension:
    return Extension(**({"by": "prolonged", "per": EXTENSION} | changes))


@pytest.mark.parametrize(
    ("record", "on", "expected"),
    [
        # nothing runs before the start
        ("", "2025-03-10", []),
        ("2025-05-06 decided", "2025-05-10", []),
        # 60 days from 3 March end on 2 May, a rest day; work resumes on 6 May
        ("2025-03-03 accepted", "2025-03-03", ["due decision 2025-05-06"]),
        ("2025-03-03 accepted", "2025-05-06", ["due decision 2025-05-06"]),
        ("2025-03-03 accepted", "2025-05-07", ["late decision 2025-05-06"]),
        ("2025-03-03 accepted\n2025-05-02 decided", "2025-06-30", []),
        ("2025-03-03 accepted\n2025-05-07 decided", "2025-06-30", ["late decision 2025-05-06"]),
        # what happens after the day of asking has not happened
        ("2025-03-03 accepted\n2025-05-07 decided", "2025-05-06", ["due decision 2025-05-06"]),
        # the first acceptance starts it, the first decision ends it
        ("2025-03-03 accepted\n2025-04-03 accepted", "2025-03-10", ["due decision 2025-05-06"]),
        ("2025-03-03 accepted\n2025-03-09 decided\n2025-09-09 decided", "2026-01-01", []),
    ],
)
def test_a_clock_is_due_until_its_last_day_and_late_from_the_next(
    record: str, on: str, expected: list[str]
) -> None:
    assert found(PLAIN, record, on) == expected


@pytest.mark.parametrize(
    ("per", "start", "due"),
    [
        (DAYS, "2025-03-10", "2025-05-09"),
        (WORKDAYS, "2025-04-24", "2025-05-12"),
        (MONTHS, "2025-11-30", "2026-02-28"),
        (REPLY, "2023-12-29", "2024-01-08"),
        (REPLY, "2024-01-02", "2024-01-16"),
        (NOTICE, "2021-12-31", "2022-03-01"),
        (NOTICE, "2022-01-01", "2022-02-07"),
    ],
)
def test_a_limit_is_taken_in_the_unit_and_the_version_of_its_first_day(
    per: str, start: str, due: str
) -> None:
    rolled = {"2026-02-28": "2026-02-28"}.get(due, due)
    assert found(made(clocks=clock(per)), f"{start} accepted", start) == [f"due decision {rolled}"]


def test_an_act_between_the_last_day_and_its_roll_over_is_a_flaw_only() -> None:
    (finding,) = asked(PLAIN, "2025-03-03 accepted\n2025-05-06 decided", "2025-06-01").findings
    assert (finding.kind, finding.gravity) == ("late", "flaw")


@pytest.mark.parametrize("changes", [{"rolls_by": "民事诉讼法/85.3"}, {"holder": "worker"}])
def test_a_roll_over_that_the_statute_itself_gives_or_that_serves_a_party_is_no_flaw(
    changes: dict[str, Any],
) -> None:
    procedure = made(clocks=clock(**changes))
    assert found(procedure, "2025-03-03 accepted\n2025-05-06 decided", "2025-06-01") == []


def test_a_limit_that_does_not_move_ends_on_a_rest_day() -> None:
    procedure = made(clocks=clock(rolls=False))
    assert found(procedure, "2025-03-03 accepted", "2025-03-04") == ["due decision 2025-05-02"]


@pytest.mark.parametrize(
    ("pauses", "on", "expected"),
    [
        # ten days inside a proved pause move the end of 2 May to 12 May
        ("03-10 suspended papers=notice;03-20 resumed", "2025-04-01", ["due decision 2025-05-12"]),
        # a pause without its paper counts
        ("03-10 suspended;03-20 resumed", "2025-04-01", ["due decision 2025-05-06"]),
        # a pause that opens on the day of acceptance: that day never counted anyway
        ("03-03 suspended papers=notice;03-10 resumed", "2025-04-01", ["due decision 2025-05-08"]),
        # an open pause stops the clock
        ("03-10 suspended papers=notice", "2025-09-01", []),
        ("03-10 suspended", "2025-09-01", ["late decision 2025-05-06"]),
        # two pauses add up
        (
            "03-10 suspended papers=notice;03-20 resumed;"
            "04-01 suspended papers=notice;04-11 resumed",
            "2025-04-20",
            ["due decision 2025-05-22"],
        ),
        # of two openings in a row each counts from its own day, if it is proved
        (
            "03-10 suspended papers=notice;03-15 suspended;03-20 resumed",
            "2025-04-20",
            ["due decision 2025-05-07"],
        ),
        # a resumption without a suspension means nothing
        ("03-20 resumed", "2025-04-20", ["due decision 2025-05-06"]),
        # what is late stays late: a pause after the end stops nothing and adds nothing
        ("05-10 suspended papers=notice", "2025-06-01", ["late decision 2025-05-06"]),
        (
            "05-10 suspended papers=notice;05-25 resumed;05-26 decided",
            "2025-06-01",
            ["late decision 2025-05-06"],
        ),
        # a decision inside an open pause is in time
        ("03-10 suspended papers=notice;08-01 decided", "2025-09-01", []),
    ],
)
def test_days_inside_a_proved_pause_do_not_count(pauses: str, on: str, expected: list[str]) -> None:
    lines = [f"2025-{line}" for line in pauses.split(";")]
    assert found(PAUSED, "\n".join(["2025-03-03 accepted", *lines]), on) == expected


@pytest.mark.parametrize(
    ("per", "start", "due"),
    [
        (WORKDAYS, "2025-03-03", "2025-03-24"),
        (REPLY, "2025-03-03", "2025-03-24"),
        (REPLY, "2023-03-06", "2023-03-23"),
    ],
)
def test_a_pause_is_counted_in_the_unit_of_the_version(per: str, start: str, due: str) -> None:
    procedure = made(clocks=clock(per, pauses="suspended", resumes=("resumed", "prolonged")))
    month = start[:8]
    record = f"{start} accepted\n{month}07 suspended\n{month}14 prolonged"
    assert found(procedure, record, f"{month}15") == [f"due decision {due}"]


def test_excused_days_lengthen_the_limit_and_none_if_not_known() -> None:
    procedure = made(clocks=clock(excused=fact("excused_days", sort="number")))
    assert found(procedure, "2025-03-03 accepted excused_days=12", "2025-03-04") == [
        "due decision 2025-05-14"
    ]
    assert found(procedure, "2025-03-03 accepted", "2025-03-04") == ["due decision 2025-05-06"]


@pytest.mark.parametrize(
    ("prolonging", "expected"),
    [
        ("2025-04-03 prolonged approved", "due decision 2025-05-06"),
        ("2025-04-07 prolonged approved", "due decision 2025-05-06"),
        ("2025-04-08 prolonged approved", "late decision 2025-04-07"),
        ("2025-04-03 prolonged approved=no", "late decision 2025-04-07"),
        ("2025-04-03 prolonged", "late decision 2025-04-07"),
    ],
)
def test_an_extension_counts_if_approved_before_the_limit_is_over(
    prolonging: str, expected: str
) -> None:
    """30 days from 6 March end on Saturday, 5 April; with 30 more on Monday, 5 May, a holiday."""
    extended = lengthened(approved=fact("approved", sort="truth"))
    procedure = made(clocks=clock(PERIOD, extended=extended))
    assert found(procedure, f"2025-03-06 accepted\n{prolonging}", "2025-04-09") == [expected]


def test_an_extension_of_a_limit_that_does_not_roll_must_come_by_its_own_last_day() -> None:
    procedure = made(clocks=clock(PERIOD, rolls=False, extended=lengthened()))
    record = "2025-04-02 accepted\n2025-05-06 prolonged\n2025-05-07 decided"
    assert found(procedure, record, "2025-06-20") == ["late decision 2025-05-02"]


@pytest.mark.parametrize("per", [MEMORY, NEW])
def test_an_extension_that_is_no_law_yet_extends_nothing(per: str) -> None:
    procedure = made(clocks=clock(PERIOD, extended=lengthened(per=per)))
    record = "2022-03-02 accepted\n2022-03-03 prolonged"
    assert found(procedure, record, "2022-03-04") == ["due decision 2022-04-01"]


@pytest.mark.parametrize(
    ("record", "on", "expected"),
    [
        ("held_on 2025-03-20", "2025-03-05", ["due notice 2025-03-05"]),
        ("held_on 2025-03-20", "2025-03-06", ["late notice 2025-03-05"]),
        ("held_on 2025-03-20\n2025-03-05 accepted", "2025-04-01", []),
        ("held_on 2025-03-20\n2025-03-06 accepted", "2025-04-01", ["late notice 2025-03-05"]),
        ("held_on ?\n2025-03-06 accepted", "2025-04-01", []),
    ],
)
def test_a_backward_limit_leaves_the_whole_limit_between_the_two_days(
    record: str, on: str, expected: list[str]
) -> None:
    """Ten full workdays lie between Wednesday, 5 March, and Thursday, 20 March."""
    ahead = clock(WORKDAYS, name="notice", starts=fact("held_on", sort="day"), ends="accepted")
    procedure = made(clocks=clock(WORKDAYS, **_fields(ahead), backward=True))
    assert found(procedure, record, on) == expected


def _fields(word: Any) -> dict[str, Any]:
    return {name: getattr(word, name) for name in ("name", "starts", "ends")}


@pytest.mark.parametrize(
    ("day", "due"), [("2025-05-31", "2025-02-28"), ("2025-06-01", "2025-02-28")]
)
def test_a_backward_limit_in_months_ends_at_the_last_day_that_leaves_them_whole(
    day: str, due: str
) -> None:
    procedure = made(clocks=clock(MONTHS, starts=fact("held_on", sort="day"), backward=True))
    assert found(procedure, f"held_on {day}", "2025-01-01") == [f"due decision {due}"]


@pytest.mark.parametrize(
    ("record", "on", "expected"),
    [
        ("2025-03-03 accepted\n2025-05-06 decided", "2025-06-01", ["barred decision 2025-05-06"]),
        ("2025-03-03 accepted\n2025-05-07 decided", "2025-06-01", []),
        ("2025-03-03 accepted", "2025-05-01", []),
    ],
)
def test_a_waiting_time_bars_the_act_until_it_is_over(
    record: str, on: str, expected: list[str]
) -> None:
    assert found(made(clocks=clock(floor=True)), record, on) == expected


def test_a_step_is_closed_while_its_waiting_time_runs_and_open_on_the_day_after() -> None:
    procedure = made(clocks=clock(floor=True))
    running, over = (
        asked(procedure, "2025-03-03 accepted", on) for on in ("2025-05-06", "2025-05-07")
    )
    assert "decided" not in running.allowed
    assert running.next_change == date(2025, 5, 7)
    assert closed(procedure, "2025-03-03 accepted", "2025-05-06") == ["decided decision"]
    assert (over.closed, "decided" in over.allowed) == ((), True)


def test_a_waiting_time_until_a_day_of_no_step_closes_no_step() -> None:
    procedure = made(clocks=clock(floor=True, ends=fact("held_on", sort="day")))
    assert closed(procedure, "2025-03-03 accepted", "2025-04-01") == [" decision"]


@pytest.mark.parametrize(
    ("record", "on", "expected"),
    [
        ("2025-03-03T10:00 accepted", "2025-03-04", ["due decision 2025-03-04"]),
        ("2025-03-03T10:00 accepted", "2025-03-05", ["late decision 2025-03-04"]),
        ("2025-03-03T10:00 accepted\n2025-03-04T10:00 decided", "2025-03-09", []),
        (
            "2025-03-03T10:00 accepted\n2025-03-04T10:01 decided",
            "2025-03-09",
            ["late decision 2025-03-04"],
        ),
        # without a time of day the act may have been in time, or not
        (
            "2025-03-03T10:00 accepted\n2025-03-04 decided",
            "2025-03-09",
            ["unproven decision 2025-03-04"],
        ),
        ("2025-03-03 accepted\n2025-03-04 decided", "2025-03-09", ["unproven decision 2025-03-04"]),
        ("2025-03-03 accepted\n2025-03-03 decided", "2025-03-09", []),
        ("2025-03-03 accepted\n2025-03-05 decided", "2025-03-09", ["late decision 2025-03-04"]),
    ],
)
def test_a_limit_in_hours_needs_the_time_of_day_to_be_proved(
    record: str, on: str, expected: list[str]
) -> None:
    assert found(made(clocks=clock(HOURS)), record, on) == expected


@pytest.mark.parametrize(
    "changes", [{"backward": True}, {"floor": True}, {"ends": first("decided")}]
)
def test_a_limit_in_hours_runs_forward_between_two_steps_or_is_refused(
    changes: dict[str, Any],
) -> None:
    with pytest.raises(ProcedureError) as refused:
        Assessor(made(clocks=clock(HOURS, **changes)), LAW)
    assert str(refused.value) == "期限“decision”以小时计：起止必须是步骤，且只能顺算"


def test_a_limit_that_does_not_reach_back_asks_nothing_of_earlier_acts() -> None:
    procedure = made(clocks=clock(NEW, only_in_force=True))
    assert found(procedure, "2023-12-31 accepted", "2025-01-01") == []
    assert found(procedure, "2024-01-01 accepted", "2025-01-01") == ["late decision 2024-01-08"]


def test_a_limit_that_must_reach_back_and_has_no_law_stops_the_answer() -> None:
    with pytest.raises(NoProvisionInForce) as refused:
        found(made(clocks=clock(NEW)), "2023-12-31 accepted", "2025-01-01")
    assert str(refused.value) == (
        "“行政复议法/31.1”在2023-12-31没有收录有效的条文；请补录当时版本后再核对"
    )


def test_a_limit_known_from_memory_alone_is_never_evaluated() -> None:
    assert found(made(clocks=clock(MEMORY)), "2022-03-03 accepted", "2025-01-01") == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("urgent", ["due decision 2025-05-06"]),
        ("urgent=no", []),
        ("urgent=?", []),
        ("hurt", []),
        ("urgent hurt", []),
        ("urgent hurt=?", ["due decision 2025-05-06"]),
    ],
)
def test_a_clock_runs_where_its_condition_is_known_to_hold_and_no_exception_is(
    stated: str, expected: list[str]
) -> None:
    procedure = made(clocks=clock(when=fact("urgent"), unless=fact("hurt")))
    assert found(procedure, f"2025-03-03 accepted {stated}", "2025-03-04") == expected


def test_a_late_party_carries_no_breach_of_the_bureau() -> None:
    procedure = made(clocks=clock(holder="employer", opens="由职工申请"))
    (finding,) = asked(procedure, "2025-03-03 accepted", "2025-06-01").findings
    assert (finding.kind, finding.rule.holder, finding.rule.opens) == (
        "late",
        "employer",
        "由职工申请",
    )
    assert (finding.ground, finding.gravity, finding.cure, finding.curable) == (None,) * 3 + (
        False,
    )


def test_what_is_late_and_not_done_can_be_done_and_what_was_done_late_stays_late() -> None:
    procedure = made(clocks=clock(breach=Breach("procedure", "unlawful")))
    (undone,) = asked(procedure, "2025-03-03 accepted", "2025-06-01").findings
    (done,) = asked(procedure, "2025-03-03 accepted\n2025-05-09 decided", "2025-06-01").findings
    assert (undone.cure, done.cure) == ("立即办理", None)


def test_a_late_act_carries_the_day_until_which_it_can_be_mended() -> None:
    mendable = Breach("procedure", "unlawful", "补办", cure_by=fact("held_on", sort="day"))
    procedure = made(clocks=clock(breach=mendable))
    record = "2025-03-03 accepted held_on=2025-07-01"
    (late,) = asked(procedure, record, "2025-06-01").findings
    (due,) = asked(procedure, record, "2025-04-01").findings
    assert (late.cure_by, due.cure_by) == (date(2025, 7, 1), None)


def test_a_last_day_that_a_decision_fixed_is_taken_as_it_is() -> None:
    procedure = made(clocks=clock(until=fact("held_on", sort="day")))
    record = "2025-03-03 accepted held_on=2025-05-03"
    assert found(procedure, record, "2025-05-03") == ["due decision 2025-05-03"]
    assert found(procedure, record, "2025-05-04") == ["late decision 2025-05-03"]


# --- the calendar of the law ----------------------------------------------------------------------

STARTS = st.dates(date(2022, 1, 1), date(2027, 3, 1))
LIMITS = (DAYS, WORKDAYS, MONTHS, REPLY, NOTICE, PERIOD)
STRETCHES = st.lists(st.tuples(st.integers(0, 130), st.integers(0, 40)), max_size=3)


@settings(max_examples=60, deadline=None)
@given(
    per=st.sampled_from([DAYS, WORKDAYS, MONTHS, REPLY, NOTICE, PERIOD]),
    start=STARTS,
    gaps=STRETCHES,
)
def test_the_due_day_is_the_one_that_the_law_counts(
    per: str, start: date, gaps: list[tuple[int, int]]
) -> None:
    day = start.toordinal()
    pauses: list[tuple[int, int]] = []
    for opens, length in sorted(gaps):
        if not pauses or pauses[-1][1] <= day + opens:
            pauses.append((day + opens, day + opens + length))
    events = [Event("accepted", start)]
    for opens, closes in pauses:
        events += [
            Event("suspended", date.fromordinal(opens)),
            Event("resumed", date.fromordinal(closes)),
        ]
    prepared = Assessor(made(clocks=clock(per, pauses="suspended", resumes="resumed")), LAW)
    asked_on = max(day, *(event.happened_on.toordinal() for event in events))
    record = Record("虚构1号", "made_up", {}, tuple(events))
    (finding,) = prepared.assess(record, date.fromordinal(asked_on)).findings
    limit = LAW.at(per, on=start).limit
    assert limit is not None
    wanted = count(Period(day, limit, pauses=tuple(pauses)), calendar=load_calendar(), law=LAW)
    assert finding.due is not None
    assert finding.due_latest is not None
    assert (finding.due.toordinal(), finding.due_latest.toordinal()) == (
        wanted.earliest,
        wanted.latest,
    )
