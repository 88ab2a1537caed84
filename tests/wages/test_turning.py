"""What turns a project green: it suffices, it can spare nothing, and it takes the cheapest."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wages.schemes import MONTH, gate, grey, rules, taken
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.reasons import Situation, Standing, judge, raw_color
from zhunsheng.wages.scheme import Gate, Rules
from zhunsheng.wages.turning import (
    ACTS_ZH,
    MENDED_BY_PAY,
    SHARE,
    Case,
    Hit,
    Part,
    Way,
    mended,
    turning,
)

PAYS = ("underpaid", "attending_without_pay")
ACTS = ("contract_missing", "account_missing", "notice_board_missing")
EVERY = (*PAYS, *ACTS, "unpaid_share")
TENTH = Fraction(1, 10)


def case(*workers: tuple[int, str], project: tuple[str, ...] = (), attending: int = 20) -> Case:
    """Make a case: for each worker the fen due and the checks that hit, by space."""
    hits = [
        Hit(n, frozenset(checks.split()), due, unpaid="attending_without_pay" in checks)
        for n, (due, checks) in enumerate(workers)
    ]
    counts = Counter(check for hit in hits for check in hit.checks)
    counts.update(project)
    unpaid = counts["attending_without_pay"]
    counts["unpaid_share"] = int(unpaid > 0 and unpaid >= TENTH * attending)
    now = Situation(
        "building",
        emergency=False,
        has_attendance=True,
        has_payroll=True,
        rostered=attending,
        attending=attending,
        listed=attending,
        hits={check: counts[check] for check in EVERY},
    )
    return Case(now, hits, unpaid, TENTH)


def paid(found: Way) -> list[int]:
    return [part.worker for part in found.parts if part.kind == "pay" and part.worker is not None]


def acts(found: Way) -> list[str]:
    return [part.checks[0] for part in found.parts if part.kind == "act"]


def test_every_worker_is_paid_where_one_unpaid_is_too_many() -> None:
    found = turning(
        case((100, "underpaid"), (50, "underpaid attending_without_pay")),
        rules(gate("underpaid", "yellow")),
    )
    assert paid(found) == [0, 1]
    (act,) = found.acts
    assert (act.workers, act.amount) == (2, 150)


def test_the_cheapest_workers_bring_a_share_below_its_limit() -> None:
    workers = [(due, "attending_without_pay") for due in (900, 300, 500, 700)]
    found = turning(case(*workers), rules(gate("unpaid_share", "red")))
    assert paid(found) == [1, 2, 3]
    found = turning(case(*workers, attending=39), rules(gate("unpaid_share", "red")))
    assert paid(found) == [1]
    found = turning(case(*workers), rules(gate("attending_without_pay", "red", 3)))
    assert paid(found) == [1, 2]


def test_the_fewest_acts_bring_back_the_points() -> None:
    worth = [taken("account_missing", 20), taken("notice_board_missing", 5)]
    by = rules(deductions=[*worth, taken("contract_missing", 1, 9)], score=(100, 90, 70))
    hit = case(*[(0, "contract_missing")] * 9, project=("account_missing", "notice_board_missing"))
    found = turning(hit, by)
    assert acts(found) == ["account_missing", "notice_board_missing"]
    found = turning(hit, replace(by, score=replace(by.score, yellow_below=86)))
    assert acts(found) == ["account_missing"]
    found = turning(hit, replace(by, score=replace(by.score, yellow_below=99)))
    assert acts(found)[2:] == ["contract_missing"] * 8


def test_a_green_month_needs_nothing_and_a_way_back_only_time() -> None:
    by = rules(gate("underpaid", "yellow"))
    assert turning(case(), by) == Way((), MONTH, possible=True)
    bad = case((100, "underpaid"))
    first = judge(bad.situation, by).after
    assert turning(case(), by, first) == Way((), MONTH + 3, possible=True)
    assert turning(bad, by, first).earliest == MONTH + 6


def test_without_memory_the_month_after_can_be_green() -> None:
    by = rules(gate("underpaid", "red"), memory=None)
    assert turning(case((100, "underpaid")), by).earliest == MONTH + 1


def test_what_the_rules_do_not_hear_is_not_asked_for() -> None:
    by = rules(gate("underpaid", "red"), greys=[grey("suspended", "underpaid")])
    found = turning(case((100, "underpaid contract_missing"), project=("account_missing",)), by)
    assert [(part.kind, part.checks) for part in found.parts] == [("pay", ("underpaid",))]


def test_every_check_has_its_way_to_be_mended() -> None:
    assert set(ACTS_ZH) | MENDED_BY_PAY | {SHARE} == set(CHECKS)
    assert not set(ACTS_ZH) & MENDED_BY_PAY


some_gate = st.builds(
    gate,
    st.sampled_from(EVERY),
    st.sampled_from(["yellow", "red"]),
    st.integers(1, 3),
    least_share=st.sampled_from([Fraction(0), TENTH]),
    running=st.integers(1, 2),
)
some_rules = st.builds(
    lambda gates, deductions, score: rules(*gates, deductions=deductions, score=score),
    st.lists(some_gate, unique_by=lambda one: one.name, max_size=4),
    st.lists(
        st.builds(taken, st.sampled_from(EVERY), st.integers(1, 20), st.sampled_from([0, 20, 40])),
        unique_by=lambda one: one.check,
        max_size=4,
    ),
    st.sampled_from([(100, 0, 0), (100, 90, 70), (100, 100, 0)]),
)
some_worker = st.tuples(
    st.integers(1, 9),
    st.lists(st.sampled_from([*PAYS, "contract_missing"]), unique=True).map(" ".join),
)
some_case = st.builds(
    lambda workers, project, attending: case(*workers, project=tuple(project), attending=attending),
    st.lists(some_worker, max_size=5),
    st.lists(st.sampled_from(ACTS[1:]), unique=True),
    st.integers(5, 40),
)


@settings(max_examples=200, deadline=None)
@given(some_rules, some_case, st.booleans())
def test_it_turns_the_month_green_and_can_spare_no_part(by: Rules, hit: Case, again: bool) -> None:
    was = judge(hit.situation, by).after if again else Standing()
    found = turning(hit, by, was)
    assert found.possible
    assert raw_color(mended(hit, found.parts), by, was) == "green"
    for part in found.parts:
        rest = [one for one in found.parts if one is not part]
        assert raw_color(mended(hit, rest), by, was) != "green"


@settings(max_examples=100, deadline=None)
@given(some_gate, some_case)
def test_no_cheaper_payments_do_for_one_gate(one: Gate, hit: Case) -> None:
    by = rules(one)
    found = turning(hit, by)
    every = [part for worker in hit.workers for part in turning_parts(worker)]
    others = [part for part in found.parts if part.kind == "act"]
    for size in range(len(every) + 1):
        for chosen in combinations(every, size):
            if raw_color(mended(hit, [*others, *chosen]), by) == "green":
                dear = sum(part.amount for part in chosen)
                assert dear >= sum(part.amount for part in found.parts)


def turning_parts(worker: Hit) -> list[Part]:
    checks = worker.checks & MENDED_BY_PAY
    return [Part("pay", tuple(checks), worker.worker, worker.due, worker.unpaid)] if checks else []


@pytest.mark.parametrize("months", [1, 2])
def test_the_earliest_month_moves_with_each_bad_month(months: int) -> None:
    by = rules(gate("underpaid", "yellow"))
    hit, was = case((1, "underpaid")), Standing()
    for _ in range(months - 1):
        was = judge(hit.situation, by, was).after
    earliest = turning(hit, by, was).earliest
    assert earliest == MONTH + {1: 4, 2: 6}[months]
