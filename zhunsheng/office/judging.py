"""What a record amounts to under the law this project ships, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from zhunsheng.base.errors import CalendarError, LawError
from zhunsheng.engine.assess import Assessor, assessor
from zhunsheng.engine.finding import Assessment, Finding
from zhunsheng.engine.trace import Trace
from zhunsheng.engine.wording import act_zh, what
from zhunsheng.intake.silent import unsaid_words
from zhunsheng.law.corpus import Law, load_law
from zhunsheng.law.procedure import Procedure
from zhunsheng.law.provision import Verified
from zhunsheng.procedures import procedure, procedures
from zhunsheng.record.administrative import ASSIGNED
from zhunsheng.record.record import Record

EXTRACT = "extract"


@dataclass(frozen=True, slots=True)
class Judged:
    """A record and what was said of it; `refusal` says why nothing could be said."""

    record: Record
    procedure: Procedure
    assessment: Assessment | None
    refusal: str = ""


class Judge:
    """Holds records against the law this project ships."""

    def __init__(self, law: Law | None = None) -> None:
        self.law = law or load_law()

    def procedures(self) -> Mapping[str, Procedure]:
        """Return every kind of matter by its name."""
        return procedures()

    def assessor(self, name: str, silent: frozenset[str] = frozenset()) -> Assessor:
        """Return the procedure prepared for records so silent; raise UnknownProcedure."""
        return assessor(procedure(name), self.law, silent)

    def judge(
        self, record: Record, as_of: date, *, known_on: date | None = None, trace: bool = False
    ) -> Judged:
        """Assess one record; a record older than the law held, or outside the calendar, is refused.

        Raises UnknownProcedure.
        """
        prepared = self.assessor(record.procedure, self.silence_of(record))
        try:
            assessment = prepared.assess(record, as_of, known_on=known_on, trace=trace)
        except (LawError, CalendarError) as error:
            return Judged(record, prepared.procedure, None, str(error))
        return Judged(record, prepared.procedure, assessment)

    def silence_of(self, record: Record) -> frozenset[str]:
        """Return the words a record says nothing of.

        An extract is silent on all it does not say; a matter from a ledger on what that had no
        column for, until it is said.
        """
        if record.silent:
            return record.silent
        told = _told(record)
        if not told and record.about.get(EXTRACT) is not True:
            return frozenset()
        return unsaid_words(record, procedure(record.procedure)) - told

    def judge_all(
        self, records: Iterable[Record], as_of: date, *, known_on: date | None = None
    ) -> Iterator[Judged]:
        """Assess records one by one as they come."""
        for record in records:
            yield self.judge(record, as_of, known_on=known_on)

    def why(self, judged: Judged, finding: Finding) -> list[str]:
        """Return the whole way to a finding of a judgment that kept its trace."""
        prepared = self.assessor(judged.procedure.name, self.silence_of(judged.record))
        assessment = judged.assessment
        if assessment is None:
            return [judged.refusal]
        return Trace(prepared.compiled, self.law).lines(finding, assessment.as_of)

    def what(self, judged: Judged, finding: Finding) -> str:
        """Return a finding as a sentence."""
        as_of = judged.assessment.as_of if judged.assessment else date.max
        return what(finding, judged.procedure, as_of)

    def step_zh(self, judged: Judged, step: str) -> str:
        """Return the Chinese name of a step."""
        return act_zh(judged.procedure, step)

    def verified(self, finding: Finding, as_of: date) -> Verified:
        """Return how far the provision behind a finding was verified, on the day it was applied."""
        on = finding.events[0].happened_on if finding.events else as_of
        versions = [v for v in self.law.versions(finding.citation) if v.verified != "memory"]
        applied = [version for version in versions if version.in_force(on)] or versions
        return applied[-1].verified


def _told(record: Record) -> frozenset[str]:
    """Return the words that the ledger of a record had columns for; none where it had no ledger."""
    if not record.events or record.events[0].kind != ASSIGNED:
        return frozenset()
    told = record.events[0].facts.get("told")
    return frozenset(told) if isinstance(told, tuple) else frozenset()
