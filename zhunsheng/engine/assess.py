"""Hold a record against a procedure and the law on a day: the one question the engine answers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from zhunsheng.base.days import Tables
from zhunsheng.base.errors import CalendarError
from zhunsheng.engine.bounds import bounded, signature
from zhunsheng.engine.compile import Compiled, Fired, compile_rules
from zhunsheng.engine.finding import Assessment, Finding, Rule, worst_first
from zhunsheng.engine.passes import (
    amounts,
    authorities,
    clocks,
    elements,
    evidence,
    gates,
    orders,
    publications,
    services,
)
from zhunsheng.engine.silence import muted, unchecked
from zhunsheng.law.corpus import Law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.law.procedure import Procedure
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record

Pass = Callable[[Procedure, Law], list[Rule]]
PASSES: Mapping[str, Pass] = MappingProxyType(
    {
        "authority": authorities.lower,
        "gates": gates.lower,
        "order": orders.lower,
        "evidence": evidence.lower,
        "elements": elements.lower,
        "clocks": clocks.lower,
        "service": services.lower,
        "amounts": amounts.lower,
        "publication": publications.lower,
    }
)


KEPT_POINTS = 4**6


class Assessor:
    """A procedure prepared once for the law, to be held against any number of records.

    `silent` are the words that the source of these records has no place for; `unchecked` says in
    Chinese what cannot be checked for that reason.
    """

    def __init__(
        self, procedure: Procedure, law: Law, silent: frozenset[str] = frozenset()
    ) -> None:
        self.procedure = procedure
        self.law = law
        self.calendar = load_calendar()
        rules = [rule for lower in PASSES.values() for rule in lower(procedure, law)]
        self.unchecked = unchecked(rules, silent)
        self.compiled: Compiled = compile_rules(procedure, muted(rules, silent), law)
        self._steps = {step.name: step for step in procedure.steps}
        self._endings = {step.name for step in procedure.steps if step.ends}
        # Matters stand at few different points: what may follow is worked out once for each.
        self._open_steps = functools.lru_cache(KEPT_POINTS)(self._steps_open)

    def assess(
        self, record: Record, as_of: date, *, known_on: date | None = None, trace: bool = False
    ) -> Assessment:
        """Assess one record on a day, with every node's value kept where a trace is wanted.

        Raises NoProvisionInForce where an act lies before the law the project holds, and
        CalendarError where a day lies outside its calendar.
        """
        events = [one for one in record.as_known(known_on) if one.happened_on <= as_of]
        found, change = self._answer(record.about, events, as_of.toordinal(), trace=trace)
        parts = _parted(found)
        closed = parts["closed"]
        return Assessment(
            matter=record.matter,
            procedure=self.procedure.name,
            as_of=as_of,
            findings=tuple(sorted(parts["finding"], key=worst_first)),
            closed=tuple(closed),
            allowed=self._allowed(events, [finding.rule.step for finding in closed]),
            readings=tuple(parts["reading"]),
            sums=tuple(parts["sum"]),
            phase=self._phase(events),
            ahead=functools.partial(self._first_change, record.about, events, change, found),
        )

    def _answer(
        self, about: Mapping[str, Value], events: Sequence[Event], today: int, *, trace: bool
    ) -> tuple[list[Finding], int | None]:
        """Return what fired and the next day on which a comparison of it flips.

        Both calendars are run where they can differ.
        """
        found, change = self._run(about, events, today, self.calendar.earliest, trace=trace)
        settled = self.calendar.settled_until
        if today <= settled and not [one for one in found if one.reaches(settled)]:
            return found, change
        again, later = self._run(about, events, today, self.calendar.latest, trace=trace)
        changes = [day for day in (change, later) if day is not None]
        return bounded(found, again), min(changes, default=None)

    def _first_change(
        self,
        about: Mapping[str, Value],
        events: Sequence[Event],
        day: int | None,
        found: Sequence[Finding],
    ) -> date | None:
        """Return the first day on which the answer differs though nothing happens.

        `day` is the first on which it can: a comparison flips there. It need not: another condition
        of its rule, or the other calendar, may hold the answer as it was.
        """
        while day is not None:
            again, following = self._answer(about, events, day, trace=False)
            if signature(again) != signature(found):
                return date.fromordinal(day)
            day = following
        return None

    def _run(
        self,
        about: Mapping[str, Value],
        events: Sequence[Event],
        today: int,
        tables: Tables,
        *,
        trace: bool,
    ) -> tuple[list[Finding], int | None]:
        try:
            fired, change, kept = self.compiled.run(about, events, today, tables, trace)
        except IndexError as error:
            raise CalendarError("期限超出本系统的日历范围；请核对日期") from error
        return self._findings(fired, events, kept), change

    def _findings(
        self, fired: Iterable[Fired], events: Sequence[Event], kept: Mapping[str, object] | None
    ) -> list[Finding]:
        rules = self.compiled.rules
        found = []
        for number, shows, places, mine in fired:
            rule = rules[number]
            marked = dict.fromkeys(places) if len(places) > 1 else places
            rests_on = [events[place] for place in marked if place is not None]
            found.append(Finding(rule, shows, rests_on, mine or kept))
        return found

    def _allowed(self, seen: Sequence[Event], closed: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the steps that may be taken now."""
        return self._open_steps(frozenset(event.kind for event in seen), frozenset(closed))

    def _steps_open(self, done: frozenset[str], closed: frozenset[str]) -> tuple[str, ...]:
        if not done.isdisjoint(self._endings):
            return ()
        return tuple(
            step.name
            for step in self.procedure.steps
            if step.name not in closed
            and (step.repeats or step.name not in done)
            and (not step.after or not done.isdisjoint(step.after))
        )

    def _phase(self, seen: Sequence[Event]) -> str:
        """Return the Chinese name of the last step that happened; empty before the first."""
        for event in reversed(seen):
            step = self._steps.get(event.kind)
            if step is not None:
                return step.zh
        return ""


@functools.cache
def assessor(procedure: Procedure, law: Law, silent: frozenset[str] = frozenset()) -> Assessor:
    """Return the prepared procedure, compiled once for each law and each silence."""
    return Assessor(procedure, law, silent)


def assess(
    record: Record, procedure: Procedure, law: Law, as_of: date, *, known_on: date | None = None
) -> Assessment:
    """Say what a record amounts to on a day, as it was known on `known_on` (or is known now).

    A function of its arguments: the same record, procedure, law and day give the same assessment.
    """
    prepared = assessor(procedure, law, record.silent)
    return prepared.assess(record, as_of, known_on=known_on)


def _parted(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    parts: dict[str, list[Finding]] = {"finding": [], "closed": [], "reading": [], "sum": []}
    for finding in found:
        kind = finding.rule.kind
        parts[kind if kind in parts else "finding"].append(finding)
    return parts
