"""Random matters of any procedure: its own steps, facts and papers, on any days."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.engine.made_up import (
    DAYS,
    DUTY,
    HOURS,
    MONTHS,
    PERIOD,
    REPLY,
    UNLAWFUL,
    WORKDAYS,
    clock,
    made,
)
from tests.engine.test_elements import elements
from tests.engine.test_gates import TWO_OFFICERS, word
from tests.engine.test_services import amount, service
from zhunsheng.law.procedure import (
    Authority,
    Evidence,
    Extension,
    Fact,
    Gate,
    Order,
    Procedure,
    Publication,
)
from zhunsheng.law.rule import TODAY, fact, first, last, own_paper
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record

HELD = fact("held_on", sort="day")
PAUSING = {"pauses": "suspended", "resumes": "resumed", "pause_proved": own_paper("notice")}
EVERYTHING = made(
    clocks=(
        clock(DAYS, **PAUSING),
        clock(WORKDAYS, name="short", zh="答复", starts="heard", holder="employer"),
        clock(REPLY, name="reply", zh="答辩", starts="resumed", ends="heard", rolls=False),
        clock(MONTHS, name="long", zh="审理", starts="accepted", ends="closed", floor=True),
        clock(WORKDAYS, name="ahead", zh="通知听证", starts=HELD, ends="heard", backward=True),
        clock(HOURS, name="hours", zh="报告", starts="suspended", ends="resumed"),
        clock(
            PERIOD,
            name="longer",
            zh="期满",
            extended=Extension("prolonged", PERIOD, approved=fact("approved", sort="truth")),
            when=HELD <= TODAY,
        ),
    ),
    gates=(
        word(Gate, name="gate", unless=fact("hurt")),
        word(Gate, name="each", step="accepted", needs=TWO_OFFICERS, each=True),
        word(Gate, name="timed", step="closed", needs=last("served") < TODAY),
        word(Gate, name="ever", needs=(first("heard") < TODAY) | fact("hurt")),
    ),
    orders=word(Order, name="order"),
    evidence=word(Evidence, name="evidence"),
    elements=elements(reader="本局"),
    services=service(within=clock(WORKDAYS, name="in_time", zh="送达", starts="", ends="")),
    amounts=amount(),
    publications=Publication("shown", "公开", "decided", "closed", WORKDAYS, UNLAWFUL),
    authorities=word(Authority, name="authority"),
)
assert DUTY  # every duty above rests on it
# The years of settled days, and the turn into those that no notice settles yet.
OPENINGS = (date(2024, 12, 20), date(2026, 9, 20))
SPAN = 150


def days(opening: date) -> st.SearchStrategy[date]:
    return st.integers(0, SPAN).map(lambda apart: opening + timedelta(days=apart))


def value_of(declared: Fact, opening: date) -> st.SearchStrategy[Any]:
    """A value of the declared kind, or none."""
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "yes_no": st.booleans(),
        "choice": st.sampled_from(sorted(declared.choices) or [""]),
        "text": st.sampled_from(["direct", "announced", "A001", "甲"]),
        "day": days(opening),
        "instant": days(opening),
        "count": st.integers(0, 40),
        "yuan": st.integers(0, 60_000) | st.just(Decimal("1999.99")),
        "list": st.sampled_from([(), ("A001",), ("A001", "A002")]),
    }
    return st.none() | kinds[declared.kind] | kinds[declared.kind]


def facts_of(declared: tuple[Fact, ...], opening: date) -> st.SearchStrategy[dict[str, Any]]:
    if not declared:
        return st.just({})
    names = {fact.name: fact for fact in declared}
    chosen = st.lists(st.sampled_from(sorted(names)), max_size=6, unique=True)
    return chosen.flatmap(
        lambda some: st.fixed_dictionaries({n: value_of(names[n], opening) for n in some})
    )


@st.composite
def records(draw: st.DrawFn, procedure: Procedure) -> Record:
    """A record that speaks the procedure's language and says anything in it."""
    opening = draw(st.sampled_from(OPENINGS))
    papers = [paper.name for paper in procedure.papers]
    events = []
    for _ in range(draw(st.integers(1, 9))):
        step = draw(st.sampled_from(procedure.steps))
        events.append(
            Event(
                kind=step.name,
                happened_on=draw(days(opening)),
                happened_at=draw(st.none() | st.just(time(10, 30))),
                facts=draw(facts_of((*step.facts, *procedure.facts), opening)),
                papers=tuple(
                    draw(st.lists(st.sampled_from(papers), max_size=3, unique=True))
                    if papers
                    else ()
                ),
            )
        )
    about = draw(facts_of(procedure.facts, opening))
    return Record("虚构1号", procedure.name, about, tuple(events))
