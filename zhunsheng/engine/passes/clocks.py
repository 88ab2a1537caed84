"""Clocks: by when must it be done, is it late, has the waiting time run?"""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.base.errors import ProcedureError
from zhunsheng.engine.finding import Kind, Rule
from zhunsheng.engine.lowering import always, applies, day_of_step, if_begun, joined, usable
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Clock, Procedure
from zhunsheng.law.rule import (
    TODAY,
    Node,
    Pauses,
    after,
    before,
    choose,
    covered,
    day_of,
    in_force,
    known,
    last,
    minutes_after,
    moment,
    otherwise,
    rolled,
    standing,
    surely,
)


def lower(procedure: Procedure, law: Law) -> list[Rule]:
    """Turn every clock into the rules that say due, late, or too early."""
    return [rule for clock in procedure.clocks for rule in lower_clock(clock, law)]


def lower_clock(clock: Clock, law: Law) -> list[Rule]:
    """Turn one clock into rules; a clock whose provision may not be evaluated yields none."""
    if not usable(law, clock.per):
        return []
    units = {version.limit.unit for version in law.versions(clock.per) if version.limit}
    if "hour" in units:
        return _hours(clock)
    if clock.backward:
        return _backward(clock)
    return _floor(clock, law) if clock.floor else _forward(clock, law)


def due_nodes(clock: Clock, law: Law) -> tuple[Node, Node]:
    """Return the last day of the limit before and after roll-over, pauses and extension counted."""
    if clock.until is not None:
        return clock.until, clock.until
    start, pauses = _start(clock), _pauses(clock)
    excused = None if clock.excused is None else otherwise(clock.excused, 0)
    nominal = after(start, clock.per, plus=excused, pauses=pauses)
    extension = clock.extended
    if extension is not None and usable(law, extension.per):
        in_time = day_of_step(extension.by) <= _rolled(clock, nominal, pauses)
        in_law = in_force(extension.per, start)
        granted = surely(joined(in_law, in_time, extension.approved))
        since = if_begun(extension.per, start, only_in_force=True)
        longer = after(nominal, extension.per, on=since, pauses=pauses)
        nominal = choose(granted, longer, nominal)
    return nominal, _rolled(clock, nominal, pauses)


def _start(clock: Clock) -> Node:
    return if_begun(clock.per, day_of_step(clock.starts), clock.only_in_force)


def _pauses(clock: Clock) -> Pauses | None:
    if not clock.pauses:
        return None
    until = day_of_step(clock.ends)
    return Pauses(clock.pauses, clock.resumes, until, clock.pause_proved)


def _rolled(clock: Clock, day: Node, pauses: Pauses | None) -> Node:
    return rolled(day, pauses=pauses) if clock.rolls else day


def _forward(clock: Clock, law: Law) -> list[Rule]:
    start, ended = _start(clock), day_of_step(clock.ends)
    nominal, due = due_nodes(clock, law)
    when = applies(clock.when, clock.unless)
    open_ = ~known(ended)
    running, expired = TODAY <= due, due < TODAY
    if clock.pauses:
        pauses = (clock.pauses, clock.resumes)
        stopped = surely(standing(pauses, TODAY, where=clock.pause_proved))
        running = joined(running, ~stopped)
        expired = joined(expired, ~stopped | surely(due < last(clock.pauses)))
    shows = {"due": due, "start": start, "nominal": nominal}
    if clock.pauses:
        pauses = (clock.pauses, clock.resumes)
        shows["paused"] = covered(pauses, start + 1, nominal, where=clock.pause_proved)
    done = {**shows, "done": ended}
    rules = [
        _rule(clock, "due", "clock_due", joined(when, open_, running), shows),
        _rule(clock, "late", "clock_open_late", joined(when, open_, expired), shows),
        _rule(clock, "late", "clock_late", joined(when, due < ended), done),
    ]
    if clock.rolls and not clock.rolls_by and clock.holder == "bureau":
        rolled_only = joined(when, nominal < ended, ended <= due)
        rules.append(_gentle(_rule(clock, "late", "clock_rolled", rolled_only, done)))
    return rules


def _backward(clock: Clock) -> list[Rule]:
    start, ended = _start(clock), day_of_step(clock.ends)
    due = before(start, clock.per)
    when = always(applies(clock.when, clock.unless))
    shows = {"due": due, "start": start}
    done = {**shows, "done": ended}
    return [
        _rule(clock, "due", "backward_due", joined(when, ~known(ended), TODAY <= due), shows),
        _rule(clock, "late", "backward_open_late", joined(when, ~known(ended), due < TODAY), shows),
        _rule(clock, "late", "backward_late", joined(when, due < ended), done),
    ]


def _floor(clock: Clock, law: Law) -> list[Rule]:
    start, ended = _start(clock), day_of_step(clock.ends)
    _, due = due_nodes(clock, law)
    when = always(applies(clock.when, clock.unless))
    shows = {"due": due, "start": start}
    step = clock.ends if isinstance(clock.ends, str) else ""
    waiting = joined(when, ~known(ended), TODAY <= due)
    return [
        _rule(clock, "barred", "floor_early", joined(when, ended <= due), {**shows, "done": ended}),
        replace(_rule(clock, "closed", "floor_waiting", waiting, shows), step=step),
    ]


def _hours(clock: Clock) -> list[Rule]:
    """Lower a limit in hours; an event without a time of day may be early or late in its day."""
    plain = isinstance(clock.starts, str) and isinstance(clock.ends, str)
    if not plain or clock.backward or clock.floor:
        raise ProcedureError(f"期限“{clock.name}”以小时计：起止必须是步骤，且只能顺算")
    start, ended = _start(clock), day_of_step(clock.ends)
    soonest = minutes_after(moment(str(clock.starts), "earliest"), clock.per, start)
    latest = minutes_after(moment(str(clock.starts), "latest"), clock.per, start)
    due = day_of(latest)
    when = always(applies(clock.when, clock.unless))
    shows = {"due": due, "start": start}
    done = {**shows, "done": ended}
    surely_late = latest < moment(str(clock.ends), "earliest")
    perhaps_late = soonest < moment(str(clock.ends), "latest")
    return [
        _rule(clock, "due", "hours_due", joined(when, ~known(ended), TODAY <= due), shows),
        _rule(clock, "late", "hours_open_late", joined(when, ~known(ended), due < TODAY), shows),
        _rule(clock, "late", "hours_late", joined(when, surely_late), done),
        _rule(clock, "unproven", "hours_unproven", joined(when, perhaps_late, ~surely_late), done),
    ]


def _rule(clock: Clock, kind: Kind, sentence: str, when: Node, shows: dict[str, Node]) -> Rule:
    if kind == "due" or clock.breach.cure_by is None:
        named = shows
    else:
        named = {**shows, "cure_by": clock.breach.cure_by}
    return Rule(
        name=clock.name,
        kind=kind,
        sentence=sentence,
        zh=clock.zh,
        citation=clock.per,
        when=when,
        shows=named,
        breach=clock.breach,
        holder=clock.holder,
        opens=clock.opens,
    )


def _gentle(rule: Rule) -> Rule:
    breach = rule.breach
    return replace(rule, breach=replace(breach, gravity="flaw") if breach else None)
