"""Nodes that cannot be written are refused by name; the small functions of the run are strict."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from tests.engine.made_up import DAYS, DUTY, HOURS, LAW, MEMORY, OFFICERS, UNLAWFUL, found, made
from zhunsheng.base.errors import ProcedureError
from zhunsheng.base.money import fen
from zhunsheng.base.spans import months_begun, years_full
from zhunsheng.engine import runtime
from zhunsheng.engine.assess import Assessor
from zhunsheng.law.holidays import load_calendar
from zhunsheng.law.procedure import Gate
from zhunsheng.law.rule import (
    UNKNOWN,
    Node,
    after,
    all_of,
    before,
    count,
    covered,
    fact,
    first,
    in_force,
    own,
    standing,
    value,
)

ON = first("decided")
CEILING = "行政处罚法/51:citizen"  # no lower bound
FINE = "工伤认定办法/25"  # two bounds
TABLES = load_calendar().earliest


def gate(needs: Node) -> Gate:
    return Gate("rule", "应当", "decided", needs, DUTY, UNLAWFUL)


@pytest.mark.parametrize(
    ("needs", "message"),
    [
        (
            after(ON, HOURS) <= ON,
            "以小时计的期限“24小时”不能按日推算；请改用以小时计的写法",
        ),
        (before(ON, HOURS) <= ON, "以小时计的期限不能倒推到日"),
        (
            after(ON, OFFICERS) <= ON,
            f"“{OFFICERS}”没有期限，却被当作期限引用；请核对引用",
        ),
        (value(OFFICERS, "low", ON) >= 1, f"“{OFFICERS}”没有“low”这个数值；请核对引用"),
        (value(DAYS, "count", ON) >= 1, f"“{DAYS}”没有“count”这个数值；请核对引用"),
        (value(CEILING, "low", ON) >= 1, f"“{CEILING}”没有“low”这个数值；请核对引用"),
        (
            value("工伤认定办法/25", "exact", ON) >= 1,
            "“工伤认定办法/25”没有“exact”这个数值；请核对引用",
        ),
        (
            Node("cast", "truth", kids=(ON,)),
            "规则节点“cast”不能出现在这个位置：cast(first('decided'))",
        ),
        (
            standing(("suspended", "resumed"), ON, where=own("hurt") & fact("urgent")),
            "中止的条件只能看该次中止本身：and(own('hurt'), fact('urgent', None))",
        ),
    ],
)
def test_a_node_that_cannot_be_written_is_refused_when_the_procedure_is_prepared(
    needs: Node, message: str
) -> None:
    with pytest.raises(ProcedureError) as refused:
        Assessor(made(gates=gate(needs)), LAW)
    assert str(refused.value) == message


def test_a_provision_from_memory_is_never_in_force() -> None:
    record = "2025-03-04 decided"
    assert found(made(gates=gate(in_force(MEMORY, ON))), record, "2025-06-01") == ["barred rule"]


def test_what_is_not_known_at_all_is_unproven() -> None:
    unsure = made(gates=gate(UNKNOWN & fact("urgent")))
    assert found(unsure, "2025-03-04 decided urgent", "2025-06-01") == ["unproven rule"]
    assert found(unsure, "2025-03-04 decided urgent=no", "2025-06-01") == ["barred rule"]


def test_workdays_inside_a_stretch_are_counted_without_the_rest_days() -> None:
    """From Friday, 7 March, to Wednesday, 12 March 2025, two days of the weekend rest."""
    inside = covered(("suspended", "resumed"), first("accepted"), ON, workdays=True)
    record = "2025-03-03 accepted\n2025-03-07 suspended\n2025-03-12 resumed\n2025-03-20 decided"
    for number, expected in ((3, []), (4, ["barred rule"])):
        assert found(made(gates=gate(inside >= number)), record, "2025-06-01") == expected


# --- trees that make no sense --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: bool(ON),
            "a rule has no value before it is run; use & | ~ instead: first('decided')",
        ),
        (lambda: ON & fact("urgent"), "and works on yes/no, not on day: first('decided')"),
        (lambda: ~count("decided"), "not works on yes/no, not on number: count('decided')"),
        (
            lambda: ON <= date(2025, 3, 4),
            "a rule cannot hold datetime.date(2025, 3, 4): only texts, whole numbers and yes/no"
            " are constants",
        ),
        (all_of, "and needs at least one condition"),
    ],
)
def test_a_tree_that_makes_no_sense_cannot_be_built(make: Any, message: str) -> None:
    with pytest.raises(TypeError) as refused:
        make()
    assert str(refused.value) == message


# --- the functions of the run --------------------------------------------------------------------

DAY = date(2025, 3, 3)
NOON = 1440 * DAY.toordinal() + 720


@pytest.mark.parametrize(
    ("read", "stated", "expected"),
    [
        (runtime.day_value, DAY, DAY.toordinal()),
        (runtime.day_value, "3月3日", None),
        (runtime.day_value, None, None),
        (runtime.fen_value, 12, 1200),
        (runtime.fen_value, Decimal("12.34"), 1234),
        (runtime.fen_value, Decimal("12.345"), None),
        (runtime.fen_value, True, None),
        (runtime.fen_value, "十二", None),
        (runtime.instant_value, DAY, NOON - 720),
        (runtime.instant_value, datetime.combine(DAY, time(12)), NOON),
        (runtime.instant_value, "中午", None),
        (runtime.size_of, ("A", "B"), 2),
        (runtime.size_of, "A", 1),
        (runtime.size_of, 3, 3),
        (runtime.size_of, True, None),
        (runtime.size_of, None, None),
    ],
)
def test_a_stated_value_is_read_as_its_kind_or_is_not_known(
    read: Any, stated: Any, expected: int | None
) -> None:
    assert read(stated) == expected


@pytest.mark.parametrize(
    ("stretches", "low", "high", "days", "workdays"),
    [
        ([], 0, 30, 0, 0),
        ([[4, 9]], None, 30, None, None),
        ([[4, 9]], 0, 30, 5, 3),
        ([[4, 9]], 6, 30, 3, 2),
        ([[4, 9]], 0, 5, 1, 1),
        ([[4, None]], 0, 9, 5, 3),
        ([[4, None]], 0, None, 0, 0),
        ([[4, 9]], 0, None, 5, 3),
        ([[4, 9], [11, 12]], 0, 30, 6, 4),
        ([[4, 9]], 9, 30, 0, 0),
        ([[4, 4]], 0, 30, 0, 0),
    ],
)
def test_days_inside_stretches_are_counted_between_the_bounds(
    stretches: list[list[int | None]],
    low: int | None,
    high: int | None,
    days: int | None,
    workdays: int | None,
) -> None:
    """Days are told from Monday, 3 March 2025, as 0: day 4 is a Friday."""
    base = DAY.toordinal()
    moved = [[None if d is None else base + d for d in pair] for pair in stretches]
    bounds = [None if bound is None else base + bound for bound in (low, high)]
    assert runtime.overlap(moved, bounds[0], bounds[1]) == days
    assert runtime.overlap_workdays(TABLES, moved, bounds[0], bounds[1]) == workdays


def test_a_sum_that_is_no_whole_number_of_fen_is_refused() -> None:
    with pytest.raises(ValueError, match="整分") as refused:
        fen(Decimal("1.234"))
    assert str(refused.value) == "1.234元不是整分的金额；请核对小数位"


@pytest.mark.parametrize(
    ("end", "months", "years"),
    [
        ("2025-03-02", 0, 0),
        ("2025-03-03", 1, 0),
        ("2025-04-02", 1, 0),
        ("2025-04-03", 2, 0),
        ("2026-03-02", 12, 0),
        ("2026-03-03", 13, 1),
    ],
)
def test_a_month_begun_is_a_month_and_a_year_is_full_on_its_day(
    end: str, months: int, years: int
) -> None:
    last = date.fromisoformat(end).toordinal()
    assert months_begun(DAY.toordinal(), last) == months
    assert years_full(DAY.toordinal(), last) == years
