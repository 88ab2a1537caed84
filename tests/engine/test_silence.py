"""What a source has no place for it does not deny."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.made_up import LAW, clock, made, record_of, told
from tests.engine.random_matters import EVERYTHING, records
from tests.engine.test_gates import word
from tests.engine.test_services import GOOD, service
from zhunsheng.engine.assess import Assessor, assess, assessor
from zhunsheng.engine.silence import muted
from zhunsheng.law.procedure import Evidence, Gate, Order, Procedure
from zhunsheng.law.rule import known, moment, own_file, own_paper

ON, LATER = date(2025, 6, 1), date(2025, 9, 1)
GATE, ORDER, EVIDENCE = (
    made(**{w: word(k)}) for w, k in (("gates", Gate), ("orders", Order), ("evidence", Evidence))
)
SERVICE = made(services=service())
PAUSED = made(clocks=clock(pauses="suspended", resumes="resumed", pause_proved=own_paper("notice")))
FILED = made(gates=word(Gate, step="served", needs=own_file("notice"), each=True))
TIMED = made(gates=word(Gate, needs=known(moment("heard", "earliest"))))
DECIDED = "2025-03-04 decided"
PAUSE = "2025-03-03 accepted\n2025-03-10 suspended\n2025-03-20 resumed\n2025-05-12 decided"


def found(procedure: Procedure, text: str, *silent: str) -> list[str]:
    prepared = Assessor(procedure, LAW, frozenset(silent))
    return told(prepared.assess(record_of(text), ON).findings)


@pytest.mark.parametrize(
    ("procedure", "text", "silent", "heard", "muted"),
    [
        (GATE, "2025-03-04 decided", ["urgent"], ["unproven rule"], []),
        (GATE, "2025-03-04 decided urgent=no", ["urgent"], ["barred rule"], ["barred rule"]),
        (GATE, "2025-03-04 decided", ["hurt"], ["unproven rule"], ["unproven rule"]),
        (ORDER, "2025-03-04 decided", ["heard"], ["missing rule"], []),
        (
            ORDER,
            "2025-03-04 decided\n2025-03-05 heard",
            ["heard"],
            ["barred rule"],
            ["barred rule"],
        ),
        (EVIDENCE, "2025-03-04 decided", ["diagnosis", "report"], ["missing rule"], []),
        # of several papers that would do, one has a column: its emptiness speaks
        (EVIDENCE, "2025-03-04 decided", ["diagnosis"], ["missing rule"], ["missing rule"]),
        (EVIDENCE, "2025-03-04 decided", ["notice"], ["missing rule"], ["missing rule"]),
        (FILED, "2025-03-04 served", ["notice"], ["barred rule"], []),
        (TIMED, "2025-03-04 decided", ["heard"], ["barred rule"], []),
        (
            SERVICE,
            f"2025-03-03 decided\n2025-03-04 {GOOD}",
            ["served:employer"],
            ["missing service"],
            [],
        ),
        (
            SERVICE,
            "2025-03-03 decided",
            ["served:employer"],
            ["missing service", "missing service"],
            ["missing service"],
        ),
        # a pause whose proof the source cannot name counts
        (PAUSED, PAUSE, ["notice"], ["late decision 2025-05-06"], []),
        (PAUSED, PAUSE, ["report"], ["late decision 2025-05-06"], ["late decision 2025-05-06"]),
    ],
)
def test_a_record_is_accused_only_of_what_its_source_can_show(
    procedure: Procedure, text: str, silent: list[str], heard: list[str], muted: list[str]
) -> None:
    assert found(procedure, text) == heard
    rolled = [line for line in found(procedure, text, *silent) if line not in ROLLED]
    assert rolled == muted


ROLLED = ["late decision 2025-05-12"]


def test_a_source_that_has_a_place_for_everything_is_heard_as_it_is() -> None:
    rules = list(Assessor(EVERYTHING, LAW).compiled.rules)
    assert muted(rules, frozenset()) == rules


@pytest.mark.parametrize(
    ("procedure", "silent", "unchecked"),
    [
        (EVIDENCE, ["diagnosis", "report"], ["诊断证明"]),
        (EVIDENCE, [], []),
        (EVIDENCE, ["urgent"], []),
        (ORDER, ["heard"], ["先听证后决定"]),
        (made(evidence=word(Evidence, holder="police")), ["diagnosis", "report"], []),
    ],
)
def test_what_a_source_cannot_show_is_named_once(
    procedure: Procedure, silent: list[str], unchecked: list[str]
) -> None:
    assert Assessor(procedure, LAW, frozenset(silent)).unchecked == unchecked


def test_a_record_brings_the_silence_of_its_source_with_it() -> None:
    record = record_of("2025-03-04 decided")
    silent = type(record)(
        record.matter,
        record.procedure,
        record.about,
        record.events,
        frozenset({"diagnosis", "report"}),
    )
    assert told(assess(record, EVIDENCE, LAW, ON).findings) == ["missing rule"]
    assert told(assess(silent, EVIDENCE, LAW, ON).findings) == []


WORDS = [
    *(step.name for step in EVERYTHING.steps),
    *(fact_.name for fact_ in EVERYTHING.facts),
    *(fact_.name for step in EVERYTHING.steps for fact_ in step.facts),
    *(paper.name for paper in EVERYTHING.papers),
    "served:worker",
    "served:employer",
]
SILENCES = [frozenset(WORDS[start::4]) for start in range(4)] + [frozenset(WORDS)]


def accusations(answer: Any) -> set[tuple[str, str, str]]:
    return {
        (finding.kind, finding.name, "".join(map(str, finding.events)))
        for finding in answer.findings
        if finding.kind in ("missing", "unproven", "barred")
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    record=records(EVERYTHING), silent=st.sampled_from(SILENCES), day=st.dates(ON, date(2025, 9, 1))
)
def test_silence_never_adds_an_accusation(record: Any, silent: frozenset[str], day: date) -> None:
    heard = assessor(EVERYTHING, LAW).assess(record, day)
    quiet = assessor(EVERYTHING, LAW, silent).assess(record, day)
    assert accusations(quiet) <= accusations(heard)
