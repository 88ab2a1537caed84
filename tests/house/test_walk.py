"""The walk of ARCHITECTURE.md: one finding, from the act to the sentence, stop by stop."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from zhunsheng.engine.assess import assessor
from zhunsheng.engine.wording import what
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import load_law
from zhunsheng.office import Office
from zhunsheng.procedures import procedure
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record

ROOT = Path(__file__).parents[2]
CITATION = "工伤保险条例/20.1"
ACCEPTED, DECIDED = date(2025, 3, 3), date(2025, 6, 12)
RECORD = Record(
    "虚构1号", "work_injury", {}, (Event("accepted", ACCEPTED), Event("decided", DECIDED))
)


def stops() -> list[str]:
    """The files of the walk, as ARCHITECTURE.md lists them."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    walk = text.split("## The walk")[1].split("```")[1]
    return re.findall(r"^([a-z_/]+/[a-z_*]+\.(?:py|toml))", walk, re.MULTILINE)


def test_every_stop_of_the_walk_is_a_file() -> None:
    assert len(stops()) == 7
    assert [stop for stop in stops() if not list((ROOT / "zhunsheng").glob(stop))] == []


def test_the_walk_leads_from_the_act_to_the_sentence() -> None:
    law, work_injury = load_law(), procedure("work_injury")
    (clock,) = (c for c in work_injury.clocks if c.per == CITATION and c.ends == "decided")
    limit = law.at(CITATION, on=ACCEPTED).limit
    assert limit is not None
    assert (limit.length, limit.unit) == (60, "day")

    prepared = assessor(work_injury, law)
    answer = prepared.assess(RECORD, date(2025, 7, 1), trace=True)
    (finding,) = (f for f in answer.findings if f.name == clock.name)
    assert (finding.kind, finding.citation) == ("late", CITATION)
    assert {event.kind for event in finding.events} == {"accepted", "decided"}
    assert (finding.ground, finding.gravity) == (clock.breach.ground, clock.breach.gravity)

    sentence = what(finding, work_injury, answer.as_of)
    assert sentence.startswith(f"{clock.zh}：应在2025年5月6日以前完成，2025年6月12日才完成")
    judged = Office().judge(RECORD, date(2025, 7, 1), trace=True)
    way = Office().why(judged, finding)
    assert way[0].startswith(f"依据　{cite(CITATION)}：")
    assert "届满日　2025年5月6日" in way
    assert "实际　2025年6月12日" in way


@pytest.mark.parametrize("module", ["procedures", "engine"])
def test_a_kind_of_matter_and_the_engine_do_not_know_each_other(module: str) -> None:
    other = {"procedures": "engine", "engine": "procedures"}[module]
    knowing = [
        path.name
        for path in (ROOT / "zhunsheng" / module).rglob("*.py")
        if f"zhunsheng.{other}" in path.read_text(encoding="utf-8")
    ]
    assert knowing == []
