"""The rating: gates, points, grey, memory; the expression and its plain twin say the same."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wages import schemes
from tests.wages.schemes import gate, grey, projects_table, rules, situation, taken
from zhunsheng.wages.rating import rate
from zhunsheng.wages.reasons import (
    NOTHING_BEFORE,
    Situation,
    Standing,
    Words,
    after_good_months,
    causes,
    judge,
)
from zhunsheng.wages.scheme import Rules


def run(by: Rules, months: list[dict[int, Situation]]) -> list[dict[int, dict[str, Any]]]:
    """Rate month after month on DuckDB, each by the one before."""
    answers: list[dict[int, dict[str, Any]]] = []
    before = None
    for number, month in enumerate(months):
        of_month = replace(by, month=by.month + number)
        given = None if before is None else ibis.memtable(before)
        before: pa.Table | None = rate(projects_table(month), of_month, given).to_pyarrow()
        answers.append({row["project"]: row for row in before.to_pylist()})
    return answers


def colors(by: Rules, *months: Situation) -> list[str]:
    return [answer[1]["color"] for answer in run(by, [{1: month} for month in months])]


GOOD, LATE, UNPAID = situation(), situation(late=1), situation(unpaid=3)
PLAIN = rules(gate("late", "yellow"), gate("unpaid", "red"))


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ([GOOD], ["green"]),
        ([LATE], ["yellow"]),
        ([UNPAID], ["red"]),
        ([LATE, LATE], ["yellow", "red"]),
        ([LATE, GOOD, LATE], ["yellow", "yellow", "yellow"]),
        ([LATE, GOOD, GOOD, GOOD, GOOD], ["yellow", "yellow", "yellow", "yellow", "green"]),
        ([UNPAID, GOOD, GOOD], ["red", "red", "yellow"]),
        ([UNPAID, LATE, GOOD, GOOD], ["red", "red", "red", "yellow"]),
        (
            [UNPAID, *[GOOD] * 6],
            ["red", "red", "yellow", "yellow", "yellow", "yellow", "green"],
        ),
    ],
)
def test_the_memory_leads_from_color_to_color(months: list[Situation], expected: list[str]) -> None:
    assert colors(PLAIN, *months) == expected


def test_months_on_the_way_to_yellow_count_again_where_the_scheme_says_so() -> None:
    by = replace(PLAIN, memory=replace(PLAIN.memory, anew=False))  # type: ignore[type-var]
    assert colors(by, UNPAID, GOOD, GOOD, GOOD, GOOD)[-1] == "green"


def test_a_grey_month_moves_no_counter_and_wipes_nothing_out() -> None:
    by = replace(PLAIN, greys=(grey("suspended", "unpaid"),))
    stopped = situation("suspended", late=1)
    assert colors(by, UNPAID, stopped, GOOD, GOOD) == ["red", "grey", "red", "yellow"]
    assert colors(by, LATE, stopped, LATE) == ["yellow", "grey", "red"]


def test_wages_unpaid_count_although_the_site_stands_still() -> None:
    by = replace(PLAIN, greys=(grey("suspended", "unpaid"),))
    (answer,) = run(by, [{1: situation("suspended", unpaid=1, late=1)}])
    assert answer[1]["color"] == "red"
    assert answer[1]["gates"] == 0b10
    assert answer[1]["reason_grey"] is None


def test_no_data_stands_in_the_place_of_green_only() -> None:
    by = replace(PLAIN, greys=(grey("no_data", "*"),))
    nothing = {"has_attendance": False, "has_payroll": False}
    (answer,) = run(by, [{1: situation(**nothing), 2: situation(late=1, **nothing)}])
    assert (answer[1]["color"], answer[1]["reason_grey"]) == ("grey", "no_data")
    assert answer[2]["color"] == "yellow"


def test_a_project_without_a_row_of_its_own_is_grey_and_says_so() -> None:
    by = replace(PLAIN, greys=(grey("no_project", "*"), grey("no_data", "*")))
    unknown = situation(None)
    (answer,) = run(by, [{1: unknown, 2: situation(None, unpaid=1), 3: GOOD}])
    assert [answer[n]["color"] for n in (1, 2, 3)] == ["grey", "red", "green"]
    assert answer[1]["reason_grey"] == "no_project"
    assert causes(judge(unknown, by), {}) == [("", "没有项目资料，不评定颜色")]


@pytest.mark.parametrize(
    "left_out", [{"has_attendance": False}, {"has_payroll": False}, {"rostered": 0}]
)
def test_a_site_being_built_is_not_green_where_one_kind_of_data_is_left_out(
    left_out: dict[str, Any],
) -> None:
    by = replace(PLAIN, greys=(grey("no_data", "*"),))
    found = run(by, [{1: situation(**left_out), 2: situation("suspended", **left_out)}])[0]
    assert (found[1]["color"], found[1]["reason_grey"]) == ("grey", "no_data")
    assert found[2]["color"] == "green"
    assert colors(by, situation(unpaid=1, **left_out)) == ["red"]


def test_a_month_between_breaks_what_must_run_but_not_the_color() -> None:
    first = rate(projects_table({1: LATE}), PLAIN).to_pyarrow()
    later = replace(PLAIN, month=PLAIN.month + 2)
    (row,) = rate(projects_table({1: LATE}), later, ibis.memtable(first)).to_pyarrow().to_pylist()
    assert (row["color"], row["bad_months"], row["color_months"]) == ("yellow", 1, 1)
    (row,) = rate(projects_table({1: GOOD}), later, ibis.memtable(first)).to_pyarrow().to_pylist()
    assert row["color"] == "yellow"


def test_a_gate_by_share_and_by_months_running() -> None:
    tenth = rules(gate("unpaid", "red", least_share=Fraction(1, 10)))
    assert colors(tenth, situation(unpaid=9, attending=90)) == ["red"]
    assert colors(tenth, situation(unpaid=8, attending=90)) == ["green"]
    second = rules(gate("late", "red", running=2), memory=None)
    assert colors(second, LATE, LATE, GOOD, LATE) == ["green", "red", "green", "green"]


def test_points_give_stars_and_a_color() -> None:
    by = rules(deductions=[taken("unpaid", 2, 30), taken("board", 8)], score=(100, 90, 70))
    (answer,) = run(by, [{n: situation(unpaid=n, board=n % 2) for n in (0, 1, 5, 50)}])
    assert {n: row["points"] for n, row in answer.items()} == {0: 100, 1: 90, 5: 82, 50: 70}
    assert {n: row["color"] for n, row in answer.items()} == {
        0: "green",
        1: "green",
        5: "yellow",
        50: "yellow",
    }
    assert [answer[n]["stars"] for n in (0, 5)] == [5, 3]


def test_the_second_red_month_goes_on_the_list_to_be_published() -> None:
    answers = run(PLAIN, [{1: UNPAID}, {1: UNPAID}, {1: GOOD}])
    assert [answer[1]["publish"] for answer in answers] == [False, True, True]


@settings(max_examples=25, deadline=None)
@given(
    schemes.some_rules,
    st.lists(st.lists(schemes.some_situation, min_size=4, max_size=4), min_size=1, max_size=4),
)
def test_the_expression_and_its_plain_twin_say_the_same(
    by: Rules, months: list[list[Situation]]
) -> None:
    answers = run(by, [dict(enumerate(month)) for month in months])
    standings: dict[int, Standing] = {}
    for month, answer in zip(months, answers, strict=True):
        for project, now in enumerate(month):
            judged = judge(now, by, standings.get(project, NOTHING_BEFORE))
            row = answer[project]
            assert schemes.standing_of(row, by) == judged.after
            fires = sum(1 << n for n, one in enumerate(by.gates) if one in judged.gates)
            grey_reason = judged.grey.reason if judged.grey else None
            twin = (judged.raw_color, judged.points, judged.stars, fires, grey_reason)
            names = ("raw_color", "points", "stars", "gates", "reason_grey")
            assert tuple(row[name] for name in names) == twin
            assert row["publish"] == (judged.publication is not None)
            standings[project] = judged.after


RANK = {"green": 0, "grey": 0, "yellow": 1, "red": 2}


@settings(max_examples=300, deadline=None)
@given(schemes.some_rules, schemes.some_situation, schemes.some_situation, st.data())
def test_fewer_hits_never_make_a_color_worse(
    by: Rules, first: Situation, second: Situation, data: st.DataObject
) -> None:
    fewer = {check: data.draw(st.integers(0, hit)) for check, hit in second.hits.items()}
    was = judge(first, by).after
    worse, better = judge(second, by, was), judge(replace(second, hits=fewer), by, was)
    assert RANK[better.color] <= RANK[worse.color]
    if by.memory is not None:  # without one, a grey month keeps a standing nobody asks for
        assert RANK[better.after.standing or "green"] <= RANK[worse.after.standing or "green"]
    assert better.points >= worse.points


@settings(max_examples=100, deadline=None)
@given(schemes.some_rules, schemes.some_situation)
def test_good_months_bring_green_in_the_month_that_was_said(by: Rules, first: Situation) -> None:
    was = judge(first, by).after
    months = after_good_months(by, was)
    assert months is not None
    good = situation()
    passed = []
    for _ in range(months):
        was = judge(good, replace(by, greys=()), was).after
        passed.append(was.color)
    assert passed[-1] == "green"
    assert "green" not in passed[:-1]


def test_causes_say_the_gate_the_points_and_the_memory() -> None:
    by = rules(
        gate("unpaid", "yellow", least_share=Fraction(1, 10)), deductions=[taken("board", 5)]
    )
    words = {"unpaid": Words("没有发工资", "23人"), "board": Words("没有告示牌", "至今没有")}
    first = judge(situation(unpaid=23, board=1), by)
    assert causes(first, words) == [
        ("unpaid", "没有发工资：23人，达到出勤人数的10%，按方案为黄"),
        ("board", "没有告示牌：至今没有，扣5分"),
    ]
    again = judge(situation(unpaid=9), by, first.after)
    assert [said for _, said in causes(again, words)] == [
        "没有发工资：23人，达到出勤人数的10%，连续第2个月，按方案为黄",
        "连续2个月不合格，由黄转红",
    ]
    steps = [again]
    for month in [situation()] * 3 + [situation(unpaid=9)] * 2:
        steps.append(judge(month, by, steps[-1].after))
    assert [causes(step, words)[-1][1] for step in steps[1:]] == [
        "本月合格，仍在观察：已连续合格1个月，满2个月转黄",
        "本月由红转黄，再连续合格4个月转绿",
        "本月合格，仍在观察：已连续合格1个月，满4个月转绿",
        "没有发工资：23人，达到出勤人数的10%，按方案为黄",
        "连续2个月不合格，由黄转红",
    ]
    red = judge(situation(unpaid=9), by, again.after)
    assert causes(red, words)[-1] == ("", "此前为红，本月仍不合格，仍为红")
