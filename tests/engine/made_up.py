"""A tiny made-up procedure for the tests of the engine, and short ways to ask about it.

The provisions it cites are real, so that their limits, versions and marks are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from zhunsheng.engine.assess import Assessor
from zhunsheng.engine.finding import Assessment, Finding
from zhunsheng.engine.trace import Trace
from zhunsheng.engine.wording import what
from zhunsheng.law.corpus import load_law
from zhunsheng.law.procedure import Breach, Clock, Fact, Paper, Procedure, Step
from zhunsheng.record.record import Record
from zhunsheng.record.text import read

LAW = load_law()
UNLAWFUL = Breach("procedure", "unlawful", cure="补办")
REVOKE = Breach("facts", "revoke")
FLAW = Breach("procedure", "flaw", cure="补正")

DAYS = "工伤保险条例/20.1"  # 60日
WORKDAYS = "行政强制法/54"  # 10个工作日
MONTHS = "行政强制法/53"  # 3个月
HOURS = "行政强制法/19"  # 24小时
PERIOD, EXTENSION = "行政强制法/25.1:period", "行政强制法/25.1:extension"  # 30日, 30日
REPLY = "行政复议法/48:reply"  # 10日; 10个工作日 from 2024
NOTICE = "民事诉讼法/95.1"  # 60日; 30日 from 2022
NEW = "行政复议法/31.1"  # 5个工作日, in force from 2024
MEMORY = "工程建设领域农民工工资保证金规定/22.1"  # 30日, from memory only
EXCERPT = "重大劳动保障违法行为社会公布办法/10"  # 15个工作日, excerpt
OFFICERS = "劳动保障监察条例/16.1"  # 2 officers
DUTY = "工伤认定办法/8.1"  # no number

ADDRESSEES = {"worker": "职工", "employer": "单位"}
STEPS = (
    Step("accepted", zh="受理", facts=(Fact("officers", zh="承办人", kind="list"),)),
    Step("suspended", zh="中止", repeats=True),
    Step("resumed", zh="恢复", repeats=True),
    Step("prolonged", zh="延长", facts=(Fact("approved", zh="已批准"),)),
    Step("heard", zh="听证", after=("accepted",)),
    Step(
        "decided",
        zh="决定",
        facts=(
            Fact("result", zh="结果", kind="choice", choices={"granted": "准予", "denied": "不予"}),
            Fact("fixed", zh="决定的数额", kind="yuan"),
        ),
    ),
    Step(
        "served",
        zh="送达",
        repeats=True,
        facts=(
            Fact(
                "to", zh="受送达人", kind="choice", choices={"worker": "职工", "employer": "单位"}
            ),
            Fact("of", zh="文书", kind="text"),
            Fact("method", zh="方式", kind="text"),
            Fact("signed", zh="有签收"),
            Fact("stamped", zh="有盖章"),
        ),
    ),
    Step("closed", zh="结案", ends=True),
)
FACTS = (
    Fact("held_on", zh="听证日", kind="day"),
    Fact("urgent", zh="紧急"),
    Fact("hurt", zh="受伤"),
    Fact("working", zh="在工作时间"),
    Fact("drunk", zh="醉酒"),
    Fact("excused_days", zh="扣除日数", kind="count"),
)
PAPERS = (
    Paper("notice", zh="通知书"),
    Paper("diagnosis", zh="诊断证明"),
    Paper("report", zh="报告"),
)


def made(**words: Any) -> Procedure:
    """A procedure of the steps above with the words given (`clocks=...`); a single word will do."""
    given = {name: word if isinstance(word, tuple) else (word,) for name, word in words.items()}
    base: dict[str, Any] = {"steps": STEPS, "facts": FACTS, "papers": PAPERS}
    return Procedure(name="made_up", zh="虚构案", english="made up", **(base | given))


def clock(per: str = DAYS, **changes: Any) -> Clock:
    """A clock on the decision from acceptance."""
    base: dict[str, Any] = {"starts": "accepted", "ends": "decided", "breach": UNLAWFUL}
    return Clock(**({"name": "decision", "zh": "作出决定", "per": per} | base | changes))


def record_of(text: str, procedure: str = "made_up") -> Record:
    """The record that the lines tell; lines that open with no day are facts of the head."""
    lines = [line.strip() for line in text.strip().splitlines()]
    body = [line if line[:4].isdigit() else f"  {line}" for line in lines if line]
    reading = read("\n".join([f"虚构1号 {procedure}", *body]), "test")
    assert not reading.faults, "\n".join(map(str, reading.faults))
    return reading.records[0]


def asked(procedure: Procedure, text: str, on: str, known_on: str | None = None) -> Assessment:
    """The assessment of the record that the lines tell, as of a day."""
    known = date.fromisoformat(known_on) if known_on else None
    prepared = Assessor(procedure, LAW)
    return prepared.assess(record_of(text), date.fromisoformat(on), known_on=known, trace=True)


def told(findings: Iterable[Finding]) -> list[str]:
    """Each finding as `kind name day`; a day not certain as `earliest..latest`."""
    return [" ".join(filter(None, (f.kind, f.name, _span(f)))) for f in findings]


def found(procedure: Procedure, text: str, on: str) -> list[str]:
    """The findings on a record as `kind name day`."""
    return told(asked(procedure, text, on).findings)


def closed(procedure: Procedure, text: str, on: str) -> list[str]:
    """The steps closed for now, each with the rule that closes it."""
    return [f"{f.rule.step} {f.name}" for f in asked(procedure, text, on).closed]


def sentences(procedure: Procedure, text: str, on: str) -> list[str]:
    """The findings as the officer reads them."""
    assessment = asked(procedure, text, on)
    shown = (*assessment.findings, *assessment.closed, *assessment.sums, *assessment.readings)
    return [what(finding, procedure, assessment.as_of) for finding in shown]


def way(procedure: Procedure, text: str, on: str) -> list[str]:
    """The explanation of the first finding, line by line."""
    assessment = asked(procedure, text, on)
    compiled = Assessor(procedure, LAW).compiled
    return Trace(compiled, LAW).lines(assessment.findings[0], assessment.as_of)


def _span(finding: Finding) -> str:
    due, latest = finding.due, finding.due_latest
    if due is None or latest is None:
        return ""
    return due.isoformat() if due == latest else f"{due}..{latest}"
