"""A published case becomes a record without a guess; a hostile file is refused with its line."""

from datetime import date, time
from pathlib import Path

import pytest

from zhunsheng.base.errors import InputRefused
from zhunsheng.intake.cases import (
    UNDATED,
    cases_of,
    exact_day,
    procedure_for,
    read_cases,
    record_of,
    strange_words,
)
from zhunsheng.intake.collection import check_cases
from zhunsheng.intake.conform import faults_of
from zhunsheng.intake.lined_yaml import BYTES_MAX, DEPTH_MAX, read_yaml
from zhunsheng.law.corpus import load_law
from zhunsheng.procedures import procedures
from zhunsheng.record.text import read, write

GOLDEN = Path(__file__).parents[1] / "golden" / "case_refusals.txt"
COLLECTION = Path(__file__).parents[3] / "shared" / "cases" / "real-cases.yaml"
needs_collection = pytest.mark.skipif(
    not COLLECTION.exists(), reason="the collection of published cases is not at hand"
)


def only(text):
    """The one case of a collection whose facts are given."""
    body = "".join(f"  - {{{line.strip()}}}\n" for line in text.strip().splitlines())
    reading = cases_of(
        f"cases:\n- id: T-1\n  kind: injury_litigation\n  facts:\n{body}".encode(), "t"
    )
    assert not reading.faults
    return reading.cases[0]


def injury(text):
    return record_of(only(text), procedures()["work_injury"])


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("2025-03-01", (date(2025, 3, 1), None)),
        ("2021-03-15T01:15", (date(2021, 3, 15), time(1, 15))),
        ("2021-03-15 01:15:30", (date(2021, 3, 15), time(1, 15))),
        ("2014-03", None),
        ("2014", None),
        ("01-04", None),
        ("10", None),
        ("", None),
    ],
)
def test_only_a_whole_date_is_a_day(written, exact):
    assert exact_day(written) == exact


@pytest.mark.parametrize("written", ["2025-02-30", "2025-3-1", "today", "2021-03-15T25:00", "1.3"])
def test_what_is_no_day_is_refused(written):
    with pytest.raises(ValueError, match=r".*"):
        exact_day(written)


def test_words_of_a_case_become_steps_with_what_they_imply():
    record = injury("""
        date: '2025-01-01', event: accident, responsibility: secondary
        date: '2025-01-08T09:30', event: applied
        date: '2025-01-17', event: police_certificate
        date: '2025-02-01', event: not_determined
    """)
    assert write([record]) == (
        "T-1 work_injury\n"
        "2025-01-01 injured not_mainly_responsible\n"
        "2025-01-08T09:30 applied\n"
        "2025-01-17 conclusion_received for=traffic_police papers=traffic_certificate\n"
        "2025-02-01 decided result=not_determined\n"
    )


def test_an_event_without_an_exact_day_stands_on_no_day_and_is_kept_at_the_head():
    record = injury("""
        date: 2014-03, event: accident
        date: null, event: applied
        date: 2015, event: accepted
        date: 01-04, event: suspended
        date: '2015-05-01', event: determined
    """)
    assert [event.kind for event in record.events] == ["decided"]
    assert record.about[UNDATED] == (
        "accident 2014-03",
        "applied ?",
        "accepted 2015",
        "suspended 01-04",
    )


def test_what_the_procedure_has_no_step_for_is_a_note_on_its_day():
    text = "date: '2015-05-01', event: weather_changed"
    (event,) = injury(text).events
    assert (event.kind, event.note) == ("noted", "weather_changed")
    assert strange_words(only(text), procedures()["work_injury"]) == ["weather_changed"]


def test_events_stand_in_the_order_of_their_days():
    record = injury("""
        date: '2025-02-01', event: determined
        date: '2025-01-01', event: accident
    """)
    assert [event.kind for event in record.events] == ["injured", "decided"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("injury_litigation", "work_injury"),
        ("injury_reconsideration", "work_injury"),
        ("wage_criminal", "crime_referral"),
        ("wage_admin", "labor_supervision"),
        ("wage_supervision", "labor_supervision"),
        ("penalty_child_labour", "labor_supervision"),
        ("penalty_overtime", "labor_supervision"),
        ("inspection_litigation", "labor_supervision"),
        ("reconsideration", "reconsideration"),
        ("weather", None),
    ],
)
def test_each_kind_of_case_is_held_against_its_kind_of_matter(kind, name):
    content = f"cases:\n- {{id: T-1, kind: {kind}, facts: []}}\n"
    found = procedure_for(cases_of(content.encode(), "t").cases[0], procedures())
    assert (found.name if found else None) == name


def test_the_kind_a_project_lacks_falls_to_the_next_or_to_none():
    case = cases_of(b"cases:\n- {id: T-1, kind: wage_criminal, facts: []}\n", "t").cases[0]
    supervision = procedures()["labor_supervision"]
    assert procedure_for(case, {"labor_supervision": supervision}) is supervision
    assert procedure_for(case, {}) is None


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\ncases: []\n"
BAD = {
    "bomb": BOMB,
    "tag": "cases:\n- !!python/object/apply:os.system [ls]\n",
    "deep": "cases: " + "[" * (DEPTH_MAX + 2) + "]" * (DEPTH_MAX + 2),
    "torn": "cases:\n- {id: T-1, kind: injury\n",
    "twice": "cases:\n- id: T-1\n  id: T-2\n",
    "merge": "cases:\n- <<: {id: T-1}\n  kind: x\n",
    "empty": "",
    "no list": "cases: 3\n",
    "other": "matters: []\n",
    "control": "cases: \x01\n",
}
BAD_CASES = """cases:
- {id: T-1, kind: injury_litigation}
- {kind: injury_litigation, facts: []}
- id: T-2
  kind: injury_litigation
  facts:
  - {date: '2025-02-30', event: accident}
  - {date: '2025-02-01'}
- {id: T-3, kind: injury_litigation, facts: []}
- {id: T-3, kind: injury_litigation, facts: []}
"""


def test_every_refusal_names_its_line_what_why_and_what_to_do():
    said = []
    for name, content in BAD.items():
        with pytest.raises(InputRefused) as caught:
            cases_of(content.encode(), f"{name}.yaml")
        said.append(f"{caught.value}\n")
    reading = cases_of(BAD_CASES.encode(), "cases.yaml")
    said += [f"{fault}\n" for fault in reading.faults]
    assert [case.name for case in reading.cases] == ["T-3"]
    assert "".join(said) == GOLDEN.read_text(encoding="utf-8")


def test_a_file_too_large_or_in_another_encoding_is_refused():
    with pytest.raises(InputRefused, match="过大"):
        read_yaml(b"#" * (BYTES_MAX + 1), "t")
    with pytest.raises(InputRefused, match=r"第2行.*UTF-8"):
        read_yaml("cases:\n- 案".encode("gb18030"), "t")


def test_a_missing_collection_is_refused(tmp_path):
    with pytest.raises(InputRefused, match="打不开"):
        read_cases(tmp_path / "none.yaml")


@needs_collection
def test_every_published_case_is_read_and_speaks_its_procedures_language():
    reading = read_cases(COLLECTION)
    assert not reading.faults
    for case in reading.cases:
        procedure = procedure_for(case, procedures())
        assert procedure is not None, case.kind
        record = record_of(case, procedure)
        assert not faults_of(record, procedure, COLLECTION.name)
        assert read(write([record]), "t").records == [record]


@needs_collection
def test_nothing_that_happened_is_lost_between_case_and_record():
    for case in read_cases(COLLECTION).cases:
        record = record_of(case, procedures()["work_injury"])
        kept = len(record.events) + len(record.about.get(UNDATED, ()))
        assert kept == len(case.happenings)


@needs_collection
def test_every_loss_has_a_breach_found_or_says_what_is_missing():
    report = check_cases(COLLECTION, load_law(), procedures())
    assert report.losses
    assert all(loss.found or loss.needed for loss in report.losses)
    lines = list(report.lines())
    assert f"agreed {report.agreed} of {len(report.checked)}" in lines
    assert f"loss grounds found {report.explained} of {len(report.losses)}" in lines


def test_the_outcome_of_a_case_never_reaches_the_engine():
    facts = "  facts:\n  - {date: '2025-01-01', event: accident}\n"
    told = "  outcome: {result: lost, detail: served late}\n  why: served late\n"
    plain = f"cases:\n- id: T-1\n  kind: injury_litigation\n{facts}"
    records = [
        record_of(cases_of(content.encode(), "t").cases[0], procedures()["work_injury"])
        for content in (plain, plain + told)
    ]
    assert records[0] == records[1]
