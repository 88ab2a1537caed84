"""Schemes and project-months for the tests of the rating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import ibis
import ibis.expr.types as ir
from hypothesis import strategies as st

from zhunsheng.wages.rating import gate_months
from zhunsheng.wages.reasons import Situation, Standing
from zhunsheng.wages.scheme import (
    Deduction,
    Gate,
    Grey,
    Memory,
    Publication,
    Rules,
    Score,
    Star,
)

DAY: dict[str, Any] = {"begins_on": date(2024, 1, 1), "ends_on": None, "source": "测试"}
CHECKS = ("unpaid", "late", "board", "officer")
MONTH = 2025 * 12 + 10


def gate(check: str, color: str, workers: int = 1, **more: Any) -> Gate:
    given: dict[str, Any] = {"least_share": Fraction(0), "of": "attending", "running": 1}
    return Gate(**DAY, check=check, color=color, least_workers=workers, **{**given, **more})


def taken(check: str, off: int, most: int = 0) -> Deduction:
    return Deduction(**DAY, check=check, off=off, each=most > 0, most=most or off)


def rules(
    *gates: Gate,
    deductions: Sequence[Deduction] = (),
    score: tuple[int, int, int] = (100, 0, 0),
    memory: tuple[int, int, int, bool] | None = (2, 2, 4, True),
    greys: Sequence[Grey] = (),
) -> Rules:
    full, yellow, red = score
    counters = ("yellow_to_red", "red_to_yellow", "yellow_to_green", "anew")
    counted = dict(zip(counters, memory, strict=True)) if memory else {}
    return Rules(
        MONTH,
        "测试方案",
        gates=gates,
        deductions=tuple(deductions),
        score=Score(**DAY, full=full, yellow_below=yellow, red_below=red),
        stars=(Star(**DAY, stars=5, points=90), Star(**DAY, stars=3, points=50)),
        memory=Memory(**DAY, **counted) if memory else None,
        greys=tuple(greys),
        publications=(Publication(**DAY, color="red", running=2),),
    )


def grey(reason: Any, *still: str) -> Grey:
    return Grey(**DAY, reason=reason, still=still)


def situation(state: str | None = "building", **given: Any) -> Situation:
    hits = {check: given.pop(check, 0) for check in CHECKS}
    plain: dict[str, Any] = {
        "emergency": False,
        "has_attendance": True,
        "has_payroll": True,
        "rostered": 100,
        "attending": 90,
        "listed": 90,
    }
    return Situation(state, **{**plain, **given}, hits=hits)


def projects_table(months: Mapping[int, Situation]) -> ir.Table:
    names = ("state", "emergency", "has_attendance", "has_payroll")
    numbers = ("rostered", "attending", "listed")
    rows = [
        {
            "project": project,
            **{name: getattr(one, name) for name in (*names, *numbers)},
            **{f"n_{check}": one.hits[check] for check in CHECKS},
        }
        for project, one in months.items()
    ]
    schema = {
        "project": "int32",
        "state": "string",
        **dict.fromkeys(names[1:], "boolean"),
        **dict.fromkeys(numbers, "int32"),
        **{f"n_{check}": "int32" for check in CHECKS},
    }
    return ibis.memtable(rows, schema=schema)


def standing_of(row: Mapping[str, Any], of: Rules) -> Standing:
    """Read the state a rating left behind."""
    return Standing(
        row["color"],
        row["standing"],
        row["good_months"],
        row["bad_months"],
        row["color_months"],
        {gate.name: row[gate_months(gate)] for gate in of.gates if row[gate_months(gate)]},
    )


some_check = st.sampled_from(CHECKS)
some_gates = st.lists(
    st.builds(
        gate,
        some_check,
        st.sampled_from(["yellow", "red"]),
        st.integers(1, 4),
        least_share=st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(1, 3)]),
        of=st.sampled_from(["attending", "rostered", "listed"]),
        running=st.integers(1, 3),
    ),
    unique_by=lambda one: one.name,
    max_size=5,
)
some_deductions = st.lists(
    st.builds(taken, some_check, st.integers(1, 30), st.sampled_from([0, 30, 60])),
    unique_by=lambda one: one.check,
    max_size=4,
)
some_rules = st.builds(
    lambda gates, deductions, score, memory, greys: rules(
        *gates, deductions=deductions, score=score, memory=memory, greys=greys
    ),
    some_gates,
    some_deductions,
    st.sampled_from([(100, 0, 0), (100, 90, 70), (100, 100, 0)]),
    st.none() | st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 4), st.booleans()),
    st.lists(
        st.builds(
            lambda reason, still: grey(reason, *still),
            st.sampled_from(
                ["not_started", "suspended", "completed", "exempt", "no_project", "no_data"]
            ),
            st.lists(some_check, max_size=2) | st.just(["*"]),
        ),
        unique_by=lambda line: line.reason,
        max_size=4,
    ),
)
some_situation = st.builds(
    lambda state, flags, numbers, hits: situation(
        state,
        **dict(zip(("emergency", "has_attendance", "has_payroll"), flags, strict=True)),
        **dict(zip(("rostered", "attending", "listed"), numbers, strict=True)),
        **dict(zip(CHECKS, hits, strict=True)),
    ),
    st.sampled_from(["building", "building", "not_started", "suspended", "completed", None]),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)),
    st.tuples(*[st.sampled_from([0, 0, 0, 1, 2, 5])] * len(CHECKS)),
)
