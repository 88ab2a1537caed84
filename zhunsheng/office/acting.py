"""Before an act is written: what it would change, what the law closes, what it leaves defective."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.engine.finding import Assessment, Finding
from zhunsheng.law.procedure import Procedure
from zhunsheng.record.administrative import ADMINISTRATIVE
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record

LOCAL = ZoneInfo("Asia/Shanghai")
CLOSING_KINDS = frozenset({"barred", "missing", "defective"})
CLOSING_GRAVITIES = frozenset({"void", "revoke", "unlawful"})
LATE = frozenset({"late", "due"})


class Refused(ZhunshengError):
    """The law closes the act for now; `findings` say why, each with its citation."""

    def __init__(self, step_zh: str, reasons: Sequence[str], findings: Sequence[Finding]) -> None:
        listed = "；".join(f"（{place}）{why}" for place, why in enumerate(reasons, start=1))
        super().__init__(f"现在还不能“{step_zh}”：{listed}")
        self.step_zh = step_zh
        self.reasons = tuple(reasons)
        self.findings = tuple(findings)


class NotAnAct(ZhunshengError):
    """The event is not one that may be added to this matter now."""


@dataclass(frozen=True, slots=True)
class Doing:
    """An act about to be done: the event, how many events its author saw, and its key.

    `files` are the digests of the papers that come with it; `second` is the other officer of a
    correction; `excepted` carries the approver where a lawful exception was given.
    """

    event: Event
    seen: int
    key: str
    files: Mapping[str, str] = field(default_factory=dict)
    second: str = ""
    excepted: Event | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act amounts to before it is written.

    `closing` are the findings for which it is refused, `warnings` those it would leave in the
    record, `settled` those it would mend; `after` is the assessment with the act.
    """

    record: Record
    before: Assessment | None
    after: Assessment | None
    closing: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    settled: tuple[Finding, ...] = ()


def compare(
    record: Record, event: Event, before: Assessment | None, after: Assessment | None
) -> Preview:
    """Say what an event newly makes defective, and which of that closes it."""
    if before is None or after is None:
        return Preview(record, before, after)
    known = {_mark(finding) for finding in before.findings}
    fresh = [finding for finding in after.findings if _mark(finding) not in known]
    fresh = [finding for finding in fresh if finding.kind not in LATE or _is_late(finding)]
    closing = [finding for finding in fresh if _closes(finding, event)]
    left = {_mark(finding) for finding in after.findings}
    return Preview(
        record,
        before,
        after,
        closing=tuple(closing),
        warnings=tuple(finding for finding in fresh if finding not in closing),
        settled=tuple(finding for finding in before.findings if _mark(finding) not in left),
    )


def _mark(finding: Finding) -> tuple[object, ...]:
    places = tuple((event.kind, event.happened_on) for event in finding.events)
    return (finding.name, finding.kind, finding.rule.sentence, places)


def _is_late(finding: Finding) -> bool:
    return finding.kind == "late"


def _closes(finding: Finding, event: Event) -> bool:
    if finding.kind not in CLOSING_KINDS or finding.gravity not in CLOSING_GRAVITIES:
        return False
    return finding.rule.step == event.kind or any(one is event for one in finding.events)


def check_step(procedure: Procedure, event: Event) -> None:
    """Raise `NotAnAct` for a kind of event that neither the procedure nor the office knows."""
    neutral = event.kind in ADMINISTRATIVE or event.kind in ("filed", "noted", "struck_out")
    if procedure.step(event.kind) is None and not neutral:
        raise NotAnAct(
            f"“{procedure.zh}”没有“{event.kind}”这一步；请在办件页面的“现在可以办”中选择"
        )


def stamped(event: Event, now: datetime) -> Event:
    """Return the event as recorded now, to the second, in local time."""
    local = now.astimezone(LOCAL).replace(tzinfo=None, microsecond=0)
    return replace(event, recorded_at=local)
