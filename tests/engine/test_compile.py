"""The compiled function says of every tree what the slow reading says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.slow import Asked, answer
from tests.engine.trees import FACTS, KINDS, PROCEDURE, conditions, days, events, stated, trees
from zhunsheng.engine.compile import compile_rules
from zhunsheng.engine.finding import Rule
from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.law.rule import Node, as_node
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record

LAW = load_law()
CALENDAR = load_calendar()
TABLES = {"earliest": CALENDAR.earliest, "latest": CALENDAR.latest}
WORKDAYS = {edge: frozenset(tables.works) for edge, tables in TABLES.items()}
KINDS_OF_FACTS = {name: fact.kind for name, fact in FACTS.items()}

Matter = tuple[dict[str, Any], tuple[Event, ...], date, str]
matters = st.tuples(stated(), events(), days(), st.sampled_from(sorted(TABLES)))


def rule(when: Node, node: Node, each: str = "") -> Rule:
    """A rule that shows the value of a tree where its condition holds."""
    shows = {"value": node}
    return Rule("shown", "reading", "", zh="", citation="", when=when, shows=shows, each=each)


def fired_by(rules: list[Rule], matter: Matter) -> list[tuple[int, Any]]:
    """Run the compiled rules; return the number of each rule that fired, and what it showed."""
    about, happened, today, edge = matter
    ordered = Record("1", "made_up", about, happened).as_known()
    run = compile_rules(PROCEDURE, rules, LAW).run
    fired, _, _ = run(about, ordered, today.toordinal(), TABLES[edge], False)
    return [(number, shows[0]) for number, shows, _, _ in fired]


def asked_of(matter: Matter) -> Asked:
    """The same matter as the slow reading takes it."""
    about, happened, today, edge = matter
    ordered = Record("1", "made_up", about, happened).as_known()
    return Asked(about, ordered, today.toordinal(), WORKDAYS[edge], LAW, KINDS_OF_FACTS)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(nodes=st.lists(trees(), min_size=1, max_size=5), matter=matters)
def test_a_tree_about_the_matter_means_what_the_slow_reading_says(
    nodes: list[Node], matter: Matter
) -> None:
    asked = asked_of(matter)
    expected = [(number, answer(node, asked)) for number, node in enumerate(nodes)]
    assert fired_by([rule(as_node(True), node) for node in nodes], matter) == expected


looks = st.sampled_from(KINDS).flatmap(
    lambda kind: st.tuples(st.just(kind), conditions(kind), trees(kind))
)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(looks=st.lists(looks, min_size=1, max_size=4), matter=matters)
def test_a_tree_about_each_act_means_what_the_slow_reading_says(
    looks: list[tuple[str, Node, Node]], matter: Matter
) -> None:
    asked = asked_of(matter)
    expected = [
        (number, answer(node, replace(asked, here=event)))
        for number, (kind, when, node) in enumerate(looks)
        for event in asked.of(kind)
        if answer(when, replace(asked, here=event)) is True
    ]
    found = fired_by([rule(when, node, each=kind) for kind, when, node in looks], matter)
    assert sorted(found, key=lambda pair: pair[0]) == expected
