"""Elements: three-valued facts held against the decision that rests on them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.made_up import DUTY, MEMORY, REVOKE, UNLAWFUL, asked, found, made, sentences
from zhunsheng.engine.wording import relevant
from zhunsheng.law.procedure import Branch, Elements, Leaf, leaves
from zhunsheng.law.rule import fact, first

HURT = Leaf("hurt", zh="受到伤害", per=DUTY, proof=("diagnosis", "report"))
WORKING = Leaf("working", zh="在工作时间", per=DUTY)
DRUNK = Leaf("drunk", zh="醉酒", per=DUTY, proof=("report",))
URGENT = Leaf("urgent", zh="抢险救灾", per=DUTY)
ALL = Branch("all", zh="应当认定", of=(HURT, WORKING, Branch("not", zh="除外", of=(DRUNK,))))
ANY = Branch("any", zh="情形之一", of=(WORKING, URGENT))


def elements(tree: Branch = ALL, **changes: Any) -> Elements:
    base: dict[str, Any] = {
        "name": "grounds",
        "zh": "认定的要件",
        "step": "decided",
        "affirmed": fact("result") == "granted",
        "denied": fact("result") == "denied",
        "per": DUTY,
        "against": UNLAWFUL,
        "unproven": REVOKE,
    }
    return Elements(tree=tree, **(base | changes))


PROVED = "papers=diagnosis"


@pytest.mark.parametrize(
    ("tree", "facts", "result", "expected"),
    [
        # affirmed
        (ALL, f"hurt working drunk=no {PROVED}", "granted", []),
        (ALL, f"hurt working=no drunk=no {PROVED}", "granted", ["defective grounds"]),
        (ALL, f"hurt working drunk {PROVED},report", "granted", ["defective grounds"]),
        (ALL, f"hurt working {PROVED}", "granted", ["unproven grounds"]),
        (ALL, f"hurt working drunk=? {PROVED}", "granted", ["unproven grounds"]),
        (ALL, f"working=no {PROVED}", "granted", ["defective grounds"]),
        # denied
        (ALL, f"hurt working=no drunk=no {PROVED}", "denied", []),
        (ALL, f"hurt working drunk=no {PROVED}", "denied", ["defective grounds"]),
        (ALL, f"hurt working {PROVED}", "denied", ["unproven grounds"]),
        # one of several
        (ANY, "working=no urgent", "granted", []),
        (ANY, "urgent", "granted", []),
        (ANY, "working=no urgent=no", "granted", ["defective grounds"]),
        (ANY, "working=no", "granted", ["unproven grounds"]),
        (ANY, "working=no urgent=no", "denied", []),
        (ANY, "urgent", "denied", ["defective grounds"]),
        # a decision that says neither is held against nothing
        (ALL, "hurt", "?", []),
    ],
)
def test_a_decision_says_what_the_facts_say(
    tree: Branch, facts: str, result: str, expected: list[str]
) -> None:
    record = f"2025-03-03 accepted {facts}\n2025-03-04 decided result={result}"
    assert sorted(found(made(elements=elements(tree)), record, "2025-06-01")) == expected


def test_a_wrong_decision_is_graver_than_an_unproven_one_is_meant_to_be() -> None:
    procedure = made(elements=elements())
    decided = "\n2025-03-04 decided result=granted"
    wrong = f"2025-03-03 accepted hurt working=no drunk=no {PROVED}{decided}"
    open_ = f"2025-03-03 accepted hurt {PROVED}{decided}"
    early = "2025-03-03 accepted hurt"
    gravities = [
        [(f.ground, f.gravity) for f in asked(procedure, record, "2025-06-01").findings]
        for record in (wrong, open_, early)
    ]
    assert gravities == [
        [("procedure", "unlawful")],
        [("facts", "revoke")],
        [(None, None)],
    ]


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ("2025-03-03 accepted papers=diagnosis", []),
        ("2025-03-04 filed papers=report", []),
        ("2025-03-05 filed papers=report", ["unproven grounds.hurt"]),
        ("2025-03-03 accepted papers=notice", ["unproven grounds.hurt"]),
        ("2025-03-03 accepted", ["unproven grounds.hurt"]),
    ],
)
def test_a_fact_found_to_hold_has_its_proof_on_file_by_the_decision(
    papers: str, expected: list[str]
) -> None:
    record = f"hurt yes\nworking yes\ndrunk no\n{papers}\n2025-03-04 decided result=granted"
    assert found(made(elements=elements()), record, "2025-06-01") == expected


def test_no_proof_is_asked_for_a_fact_that_a_denial_does_not_rest_on() -> None:
    record = "2025-03-03 accepted hurt working=no\n2025-03-04 decided result=denied"
    assert found(made(elements=elements()), record, "2025-06-01") == []


def test_no_proof_is_asked_for_before_the_decision() -> None:
    record = "result granted\nhurt yes\nworking yes\ndrunk no\n2025-03-03 accepted"
    assert found(made(elements=elements()), record, "2025-06-01") == []


def test_a_fact_may_be_given_by_a_condition_of_its_own() -> None:
    early = Leaf("early", zh="当日决定", per=DUTY, test=first("decided") == first("accepted"))
    procedure = made(elements=elements(Branch("all", zh="要件", of=(early,))))
    record = "2025-03-03 accepted\n2025-03-0{} decided result=granted"
    assert found(procedure, record.format(3), "2025-06-01") == []
    assert found(procedure, record.format(4), "2025-06-01") == ["defective grounds"]


@pytest.mark.parametrize(
    ("tree", "facts", "sentence"),
    [
        (ALL, "urgent", "受到伤害（可由诊断证明或者报告查明）；在工作时间；醉酒（可由报告查明）"),
        (ALL, "hurt drunk=no", "在工作时间"),
        (ANY, "hurt", "在工作时间、抢险救灾"),
        (ANY, "working=no", "抢险救灾"),
        # where some roads have a fact that speaks for them, only these are asked about
        (
            Branch("any", zh="情形之一", of=(Branch("all", zh="甲", of=(HURT, WORKING)), URGENT)),
            "hurt",
            "在工作时间",
        ),
    ],
)
def test_before_the_decision_the_facts_that_matter_are_listed_with_their_proof(
    tree: Branch, facts: str, sentence: str
) -> None:
    said = sentences(made(elements=elements(tree)), f"2025-03-03 accepted {facts}", "2025-06-01")
    assert said == [f"认定的要件：以下要件尚待查明：{sentence}"]


@pytest.mark.parametrize(
    ("tree", "facts", "failing"),
    [
        (ALL, "hurt working=no drunk=no", "“在工作时间”不成立"),
        (ALL, "hurt=no working=no drunk", "“受到伤害”不成立、“在工作时间”不成立、有“醉酒”的情形"),
        (ANY, "working=no urgent=no", "“在工作时间”不成立、“抢险救灾”不成立"),
        (
            Branch("not", zh="除外", of=(Branch("all", zh="甲", of=(WORKING, DRUNK)),)),
            "working drunk",
            "有“在工作时间”的情形、有“醉酒”的情形",
        ),
    ],
)
def test_the_facts_that_make_a_decision_wrong_are_named(
    tree: Branch, facts: str, failing: str
) -> None:
    opening = f"2025-03-03 accepted {facts} papers=diagnosis,report"
    record = f"{opening}\n2025-03-04 decided result=granted"
    assert sentences(made(elements=elements(tree)), record, "2025-06-01") == [
        f"认定的要件：决定认为成立，但卷内事实表明：{failing}"
    ]


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [("hurt working drunk=no", "各要件成立"), ("working=no", "要件不成立"), ("", "要件不明")],
)
def test_a_tree_with_a_reader_is_shown_as_that_reader_finds_it(facts: str, verdict: str) -> None:
    procedure = made(elements=elements(reader="公安机关", when=fact("urgent")))
    record = f"2025-03-03 accepted urgent papers=diagnosis {facts}"
    assert f"认定的要件：{verdict}" in sentences(procedure, record, "2025-06-01")
    assert asked(procedure, "2025-03-03 accepted", "2025-06-01").readings == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"per": MEMORY},
        {"tree": Branch("all", zh="要件", of=(Leaf("hurt", "伤", per=MEMORY, proof=("report",)),))},
    ],
)
def test_elements_known_from_memory_alone_are_never_evaluated(changes: dict[str, Any]) -> None:
    record = "2025-03-03 accepted hurt working\n2025-03-04 decided result=granted"
    assert found(made(elements=elements(**changes)), record, "2025-06-01") == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("hurt working drunk=no", ["due grounds"]),
        ("hurt working", ["unproven grounds"]),
        ("hurt=no", []),
    ],
)
def test_a_reader_who_finds_everything_there_is_told_to_act(
    facts: str, expected: list[str]
) -> None:
    record = f"2025-03-03 accepted {facts}"
    assert found(made(elements=elements(reader="公安机关")), record, "2025-06-01") == expected


def test_another_authority_is_not_asked_what_it_still_has_to_find_out() -> None:
    procedure = made(elements=elements(reader="公安机关", holder="police"))
    assert found(procedure, "2025-03-03 accepted hurt", "2025-06-01") == []


EITHER = Branch("any", zh="情形之一", of=(WORKING, Branch("all", zh="并且", of=(HURT, URGENT))))


@pytest.mark.parametrize(
    ("tree", "held", "names"),
    [
        (ALL, {}, ["hurt", "working"]),
        (ALL, {"drunk": True}, ["hurt", "working", "drunk"]),
        (EITHER, {}, ["情形之一"]),
        (EITHER, {"working": True}, ["working"]),
        (EITHER, {"hurt": True}, ["hurt", "urgent"]),
        (EITHER, {"hurt": True, "urgent": True}, ["hurt", "urgent"]),
    ],
)
def test_of_alternatives_only_those_somebody_relies_on_matter(
    tree: Branch, held: dict[str, bool], names: list[str]
) -> None:
    values = {f"leaf:{leaf.name}": held.get(leaf.name) for leaf in leaves(tree)}
    told = relevant(tree, values)
    assert [one.name if isinstance(one, Leaf) else one.zh for one in told] == names
