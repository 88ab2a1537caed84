"""Gates, orders, evidence, authorities: may the act be done, was what it needs there?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.made_up import (
    DUTY,
    EXCERPT,
    MEMORY,
    NEW,
    OFFICERS,
    UNLAWFUL,
    asked,
    closed,
    found,
    made,
)
from zhunsheng.law.procedure import Authority, Breach, Evidence, Gate, Order
from zhunsheng.law.rule import OWN_DAY, Node, fact, first, own, own_file, size, value

MENDABLE = Breach("facts", "revoke", "补正", cure_by=first("decided"))
TWO_OFFICERS = size(own("officers")) >= value(OFFICERS, "count", OWN_DAY)


def word(kind: Any, **changes: Any) -> Any:
    """A word of the vocabulary on the decision, with the changes given."""
    base: dict[str, dict[str, Any]] = {
        "Gate": {"zh": "决定前应当听证", "step": "decided", "needs": fact("urgent", sort="truth")},
        "Order": {"zh": "先听证后决定", "first": "heard", "then": "decided"},
        "Evidence": {"zh": "诊断证明", "papers": ("diagnosis", "report"), "before": "decided"},
        "Authority": {"zh": "两名以上执法人员", "steps": ("accepted",), "needs": TWO_OFFICERS},
    }
    given = {"name": "rule", "per": DUTY, "breach": UNLAWFUL} | base[kind.__name__] | changes
    return kind(**given)


# --- gates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "findings", "shut"),
    [
        ("2025-03-03 accepted", [], ["decided rule"]),
        ("2025-03-03 accepted urgent", [], []),
        ("2025-03-03 accepted urgent\n2025-03-04 decided", [], []),
        ("2025-03-03 accepted urgent=no\n2025-03-04 decided", ["barred rule"], []),
        ("2025-03-03 accepted urgent=?\n2025-03-04 decided", ["unproven rule"], []),
        ("2025-03-04 decided", ["unproven rule"], []),
    ],
)
def test_a_gate_shuts_the_step_until_its_condition_is_known_to_hold(
    record: str, findings: list[str], shut: list[str]
) -> None:
    procedure = made(gates=word(Gate))
    assert found(procedure, record, "2025-06-01") == findings
    assert closed(procedure, record, "2025-06-01") == shut
    assert ("decided" in asked(procedure, record, "2025-06-01").allowed) == (
        not shut and "decided" not in record
    )


@pytest.mark.parametrize(
    ("changes", "stated", "expected"),
    [
        ({"when": fact("hurt")}, "hurt", ["unproven rule"]),
        ({"when": fact("hurt")}, "hurt=no", []),
        ({"when": fact("hurt")}, "hurt=?", []),
        ({"unless": fact("hurt")}, "hurt", []),
        ({"unless": fact("hurt")}, "hurt=?", ["unproven rule"]),
        ({"holder": "police"}, "hurt", ["unproven rule"]),
    ],
)
def test_a_gate_stands_where_its_condition_holds_and_no_exception_does(
    changes: dict[str, Any], stated: str, expected: list[str]
) -> None:
    record = f"2025-03-03 accepted {stated}\n2025-03-04 decided"
    assert found(made(gates=word(Gate, **changes)), record, "2025-06-01") == expected


def test_a_gate_on_each_act_looks_at_every_act_by_itself() -> None:
    procedure = made(gates=word(Gate, step="accepted", needs=TWO_OFFICERS, each=True))
    record = """
    2025-03-03 accepted officers=A1,A2
    2025-03-04 accepted officers=A1,
    2025-03-05 accepted
    2025-03-06 accepted officers=A1
    2025-03-07 accepted officers=,
    """
    findings = asked(procedure, record, "2025-06-01").findings
    assert [(f.kind, str(f.events[0].happened_on)) for f in findings] == [
        ("barred", "2025-03-04"),
        ("barred", "2025-03-06"),
        ("barred", "2025-03-07"),
        ("unproven", "2025-03-05"),
    ]


def test_a_paper_is_on_file_for_an_act_if_it_came_with_it_or_before() -> None:
    procedure = made(gates=word(Gate, step="served", needs=own_file("notice"), each=True))
    record = """
    2025-03-03 served
    2025-03-04 served papers=notice
    2025-03-05 served
    """
    assert found(procedure, record, "2025-06-01") == ["barred rule"]


@pytest.mark.parametrize(("day", "expected"), [("2023-12-31", []), ("2024-01-01", ["barred rule"])])
@pytest.mark.parametrize("each", [False, True])
def test_a_gate_that_does_not_reach_back_asks_nothing_of_earlier_acts(
    day: str, expected: list[str], each: bool
) -> None:
    gate = word(Gate, per=NEW, only_in_force=True, each=each)
    assert found(made(gates=gate), f"{day} decided urgent=no", "2025-06-01") == expected


def test_a_gate_carries_the_day_until_which_its_breach_can_be_mended() -> None:
    breach = Breach("procedure", "flaw", "补正", cure_by=first("decided") + 1)
    (finding,) = asked(
        made(gates=word(Gate, breach=breach)), "2025-03-04 decided urgent=no", "2025-06-01"
    ).findings
    assert (str(finding.cure_by), finding.curable) == ("2025-03-05", True)


# --- orders --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "findings", "shut"),
    [
        ("2025-03-03 accepted", [], ["decided rule"]),
        ("2025-03-03 heard", [], []),
        ("2025-03-03 heard\n2025-03-03 decided", [], []),
        ("2025-03-04 decided", ["missing rule"], []),
        ("2025-03-04 decided\n2025-03-05 heard", ["barred rule"], []),
        ("2025-03-03 heard\n2025-03-04 decided\n2025-03-05 heard", [], []),
    ],
)
def test_what_must_come_first_comes_first(
    record: str, findings: list[str], shut: list[str]
) -> None:
    procedure = made(orders=word(Order))
    assert found(procedure, record, "2025-06-01") == findings
    assert closed(procedure, record, "2025-06-01") == shut


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"when": fact("hurt")}, []),
        ({"when": fact("urgent")}, ["missing rule"]),
        ({"per": NEW, "only_in_force": True}, ["missing rule"]),
        ({"per": EXCERPT}, ["missing rule"]),
        ({"per": MEMORY}, []),
    ],
)
def test_an_order_holds_where_its_condition_and_its_law_do(
    changes: dict[str, Any], expected: list[str]
) -> None:
    record = "2025-03-04 decided urgent"
    assert found(made(orders=word(Order, **changes)), record, "2025-06-01") == expected


def test_an_order_that_does_not_reach_back_asks_nothing_of_earlier_acts() -> None:
    procedure = made(orders=word(Order, per=NEW, only_in_force=True))
    assert found(procedure, "2023-12-31 decided", "2025-06-01") == []


# --- evidence ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "findings", "shut"),
    [
        ("2025-03-03 accepted", [], ["decided rule"]),
        ("2025-03-03 accepted papers=notice", [], ["decided rule"]),
        ("2025-03-03 accepted papers=diagnosis", [], []),
        ("2025-03-03 accepted papers=report\n2025-03-04 decided", [], []),
        ("2025-03-04 decided papers=diagnosis", [], []),
        ("2025-03-04 decided", ["missing rule"], []),
        ("2025-03-04 decided\n2025-03-05 filed papers=diagnosis", ["missing rule"], []),
        (
            "2025-03-01 filed papers=report\n2025-03-04 decided",
            [],
            [],
        ),
    ],
)
def test_one_of_the_papers_is_on_file_on_the_day_of_the_act_at_the_latest(
    record: str, findings: list[str], shut: list[str]
) -> None:
    procedure = made(evidence=word(Evidence))
    assert found(procedure, record, "2025-06-01") == findings
    assert closed(procedure, record, "2025-06-01") == shut


@pytest.mark.parametrize(
    ("day", "changes", "expected"),
    [
        ("2025-03-04", {"when": fact("hurt")}, []),
        ("2025-03-04", {"per": NEW, "only_in_force": True}, ["missing rule"]),
        ("2023-12-31", {"per": NEW, "only_in_force": True}, []),
        ("2025-03-04", {"per": MEMORY}, []),
        (
            "2025-03-04",
            {"breach": MENDABLE},
            ["missing rule"],
        ),
    ],
)
def test_a_paper_is_asked_for_where_the_condition_and_the_law_ask_for_it(
    day: str, changes: dict[str, Any], expected: list[str]
) -> None:
    procedure = made(evidence=word(Evidence, **changes))
    assert found(procedure, f"{day} decided", "2025-06-01") == expected


# --- authority -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "record", "expected"),
    [
        (("accepted",), "2025-03-03 accepted officers=A1,A2", []),
        (("accepted",), "2025-03-03 accepted officers=A1,", ["barred rule"]),
        (("accepted",), "2025-03-03 accepted", ["unproven rule"]),
        (
            ("accepted", "decided"),
            "2025-03-03 accepted officers=A1,\n2025-03-04 decided",
            ["barred rule", "unproven rule"],
        ),
        (("accepted",), "2025-03-03 decided", []),
    ],
)
def test_every_act_of_the_steps_is_done_by_who_may_do_it(
    steps: tuple[str, ...], record: str, expected: list[str]
) -> None:
    assert found(made(authorities=word(Authority, steps=steps)), record, "2025-06-01") == expected


@pytest.mark.parametrize(("day", "expected"), [("2023-12-31", []), ("2024-01-02", ["barred rule"])])
def test_an_authority_that_does_not_reach_back_asks_nothing_of_earlier_acts(
    day: str, expected: list[str]
) -> None:
    procedure = made(authorities=word(Authority, per=NEW, only_in_force=True))
    assert found(procedure, f"{day} accepted officers=A1,", "2025-06-01") == expected


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Gate, "gates"), (Order, "orders"), (Evidence, "evidence"), (Authority, "authorities")],
)
def test_a_duty_known_from_memory_alone_is_never_asked_for(kind: Any, words: str) -> None:
    record = "2025-03-03 accepted officers=A1,\n2025-03-04 decided urgent=no"
    assert found(made(**{words: word(kind)}), record, "2025-06-01") != []
    assert found(made(**{words: word(kind, per=MEMORY)}), record, "2025-06-01") == []


def test_a_value_known_from_memory_alone_is_not_known() -> None:
    needs: Node = value(MEMORY, "length", first("decided")) >= 1
    procedure = made(gates=word(Gate, needs=needs))
    assert found(procedure, "2025-03-04 decided", "2025-06-01") == ["unproven rule"]
