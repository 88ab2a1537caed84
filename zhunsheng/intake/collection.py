"""Try the project on a collection of published cases: every value recomputed, every loss explained.

A case the bureau lost counts as explained when the engine, given the case's facts alone, finds a
breach for which an act is void, revoked or declared unlawful. What the court said stands beside
it for the reader; it is never given to the engine. A published case is silent on most of its file,
and a file that says nothing of a notice reads like one without it. So each case is tried again
with that silence held against nobody, and the cases the bureau won are tried like the lost ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zhunsheng.base.chinese import listed
from zhunsheng.base.errors import CalendarError, Fault, LawError
from zhunsheng.engine.assess import assessor
from zhunsheng.engine.finding import Assessment, Finding
from zhunsheng.engine.wording import what
from zhunsheng.intake.cases import (
    UNDATED,
    Case,
    procedure_for,
    read_cases,
    record_of,
    strange_words,
)
from zhunsheng.intake.expectations import Checked, check_case
from zhunsheng.intake.silent import unsaid_words
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Procedure
from zhunsheng.record.record import Record

LOST = frozenset({"lost", "lost_first_instance"})
WON = frozenset({"won"})
FATAL = frozenset({"void", "revoke", "unlawful"})


@dataclass(frozen=True, slots=True)
class Tried:
    """A case held against its procedure: the breaches found, as sentences, or what is missing.

    `why` is the reader's reason from the collection. `firm` are the breaches that stand even if
    nothing the case leaves unsaid is held against the bureau.
    """

    case: str
    line: int
    result: str
    why: str
    found: tuple[str, ...]
    firm: tuple[str, ...]
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasesReport:
    """What came of a collection: recomputed rows, cases lost and won, the faults of its file."""

    checked: tuple[Checked, ...]
    losses: tuple[Tried, ...]
    wins: tuple[Tried, ...]
    faults: tuple[Fault, ...]

    @property
    def agreed(self) -> int:
        """Count the rows whose stated results all came out."""
        return sum(one.agrees for one in self.checked)

    @property
    def explained(self) -> int:
        """Count the lost cases in which a breach was found."""
        return sum(bool(one.found) for one in self.losses)

    def lines(self) -> Iterator[str]:
        """Say it line by line: faults, disagreements, remarks, losses, and the two counts."""
        yield from map(str, self.faults)
        for row in self.checked:
            said = (row.disagreement and f"不一致：{row.disagreement}") or row.remark
            if said:
                yield f"{row.case} 第{row.line}行 {row.check}：{said}"
        for loss in self.losses:
            yield f"{loss.case} 第{loss.line}行 {loss.result}：{loss.why}"
            for one in loss.found:
                yield f"  发现：{one}" + ("" if one in loss.firm else "〔案情未载，未必没有〕")
            yield from (f"  还需：{one}" for one in loss.needed if not loss.found)
        yield f"agreed {self.agreed} of {len(self.checked)}"
        yield f"loss grounds found {self.explained} of {len(self.losses)}"
        firm = sum(bool(one.firm) for one in self.losses)
        yield f"loss grounds found on stated facts alone {firm} of {len(self.losses)}"
        alike = sum(bool(one.found) for one in self.wins)
        firm = sum(bool(one.firm) for one in self.wins)
        yield f"for comparison, in cases won {alike} of {len(self.wins)}, on stated facts {firm}"


def check_cases(path: Path, law: Law, procedures: Mapping[str, Procedure]) -> CasesReport:
    """Try a whole collection; raises `InputRefused` where the file is no collection."""
    reading = read_cases(path)
    checked = [row for case in reading.cases for row in check_case(case, law)]
    losses, wins = (
        tuple(try_case(case, law, procedures) for case in reading.cases if case.result in ends)
        for ends in (LOST, WON)
    )
    return CasesReport(tuple(checked), losses, wins, reading.faults)


def try_case(case: Case, law: Law, procedures: Mapping[str, Procedure]) -> Tried:
    """Hold one case against its procedure on the last day it states."""
    procedure, as_of = procedure_for(case, procedures), case.last_day
    found: tuple[str, ...] = ()
    firm: tuple[str, ...] = ()
    if procedure is None:
        needed = [f"没有与“{case.kind}”相应的案件种类"]
    elif as_of is None:
        needed = [*_undated(record_of(case, procedure)), "没有一个确切的日期"]
    else:
        found, firm, needed = _held(case, procedure, law, as_of)
    return Tried(case.name, case.line, case.result, case.why, found, firm, tuple(needed))


def _held(
    case: Case, procedure: Procedure, law: Law, as_of: date
) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    record = record_of(case, procedure)
    try:
        assessment = assessor(procedure, law).assess(record, as_of)
        charitable = assessor(procedure, law, unsaid_words(record, procedure)).assess(record, as_of)
    except (LawError, CalendarError) as reason:
        return (), (), [str(reason), *_undated(record)]
    needed = list(_needed(case, procedure, record, assessment))
    return _fatal(assessment, procedure), _fatal(charitable, procedure), needed


def _fatal(assessment: Assessment, procedure: Procedure) -> tuple[str, ...]:
    return tuple(
        f"{_grounds(finding)}{what(finding, procedure, assessment.as_of)}"
        f"（{cite(finding.citation)}）"
        for finding in assessment.findings
        if finding.gravity in FATAL
    )


def _grounds(finding: Finding) -> str:
    return f"[{finding.ground}/{finding.gravity}] "


def _needed(
    case: Case, procedure: Procedure, record: Record, assessment: Assessment
) -> Iterator[str]:
    """Say what the case would have to state for more to be judged."""
    yield from _undated(record)
    strange = strange_words(case, procedure)
    if strange:
        yield f"“{procedure.zh}”没有相应步骤的事项：{listed(strange)}"
    for finding in assessment.findings:
        if finding.kind == "unproven" and finding.gravity is None:
            yield what(finding, procedure, assessment.as_of)


def _undated(record: Record) -> Iterator[str]:
    undated = record.about.get(UNDATED)
    if isinstance(undated, tuple):
        yield f"确切日期：{listed(undated)}"
