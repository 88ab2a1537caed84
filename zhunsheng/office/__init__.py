"""The one door: every face asks here to open, append, correct, attach, assess, list and explain.

The office is handed a store (`zhunsheng.store.keeping.Store`); judging records needs none. It looks
at no clock: `now` is an argument of every act and `day` of every question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from zhunsheng.base.errors import InputRefused, ZhunshengError
from zhunsheng.documents.forms import asked_of
from zhunsheng.intake.conform import faults_of
from zhunsheng.law.corpus import Law
from zhunsheng.office.acting import (
    Doing,
    NotAnAct,
    Preview,
    Refused,
    check_step,
    compare,
    stamped,
)
from zhunsheng.office.actor import ACTS, ROLES_ZH, Actor, NotPermitted
from zhunsheng.office.basis import basis_mark
from zhunsheng.office.certificates import with_certificates
from zhunsheng.office.judging import Judge, Judged
from zhunsheng.office.snapshot import Basis, snapshot_of
from zhunsheng.record.administrative import ASSIGNED, ISSUED
from zhunsheng.record.event import Event, Value
from zhunsheng.record.leaf import Entry
from zhunsheng.record.record import Record
from zhunsheng.store.keeping import (
    Act,
    Kept,
    Line,
    NoSuchMatter,
    Opening,
    Page,
    Snapshot,
    Spot,
    Stale,
    Store,
    Wanted,
    Written,
)

__all__ = ["Actor", "Doing", "Judged", "NewMatter", "NotPermitted", "Office", "Refused", "View"]


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A matter about to be opened: number, procedure, what is known, who gets it, first acts.

    `taken_over` keeps the moments at which another register recorded the events; `batch` is the
    import it came with, `told` the words its ledger has columns for (none: all), `source` the
    digest of the ledger.
    """

    number: str
    procedure: str
    about: Mapping[str, Value] = field(default_factory=dict)
    department: str = ""
    handler: str = ""
    events: tuple[Event, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    batch: str = ""
    key: str = ""
    told: tuple[str, ...] = ()
    source: str = ""
    taken_over: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A matter on a day: what is kept, its line, and what was judged of it with its trace."""

    kept: Kept
    line: Line
    judged: Judged


class NoStore(ZhunshengError):
    """The office was asked to keep something, but was handed no store."""

    def __init__(self) -> None:
        super().__init__("没有连接数据库；请先运行 zhunsheng serve，或者设置 ZHUNSHENG_HOME")


class Office(Judge):
    """Holds records against the law, and keeps them in its store."""

    def __init__(self, law: Law | None = None, store: Store | None = None) -> None:
        super().__init__(law)
        self._store = store

    @property
    def store(self) -> Store:
        """Return the store; raises `NoStore`."""
        if self._store is None:
            raise NoStore
        return self._store

    # --- acts ------------------------------------------------------------------------------------

    def open(self, actor: Actor, new: NewMatter, now: datetime) -> Written:
        """Open a matter with its first events; raises `InputRefused`, `MatterExists`, `Refused`."""
        _may_act(actor)
        facts: dict[str, Value] = {"department": new.department or actor.department}
        facts["handler"] = new.handler or actor.username
        stated: dict[str, Value] = {
            "batch": new.batch,
            "told": new.told,
            "source": new.source,
        }
        facts.update({name: value for name, value in stated.items() if value})
        assigned = stamped(Event(ASSIGNED, _day(now), facts=facts), now)
        acts = new.events if new.taken_over else [stamped(event, now) for event in new.events]
        events = (assigned, *acts)
        record = Record(new.number, new.procedure, new.about, events)
        self._conform(record)
        entries = tuple(
            Entry(event, actor.username, files=new.files if place == 1 else {})
            for place, event in enumerate(events)
        )
        act = Act(
            new.number,
            0,
            f"{actor.username}/{new.key or new.number}",
            entries,
            self.snapshot(record, _day(now)),
            personal=self.personal_facts(new.procedure),
            opening=Opening(new.procedure, new.about, now),
        )
        return self.store.append(act)

    def preview(self, actor: Actor, number: str, doing: Doing, now: datetime) -> Preview:
        """Say what an act would amount to, without writing it."""
        kept = self.kept(actor, number)
        event = self._prepared(kept, doing, now)
        day = max(event.happened_on, _day(now))
        record = kept.record.append(event)
        self._conform(replace(record, events=(event,)) if event.corrects is None else record)
        before = self.judge(kept.record, day).assessment
        return compare(record, event, before, self.judge(record, day).assessment)

    def append(self, actor: Actor, number: str, doing: Doing, now: datetime) -> Written:
        """Write one act; raises `Refused` where the law closes it, else as `Store.append`."""
        _may_act(actor)
        preview = self.preview(actor, number, doing, now)
        if preview.closing and doing.excepted is None:
            raise self._refusal(preview, doing.event)
        added = [preview.record.events[-1]]
        if doing.excepted is not None:
            added.insert(0, stamped(doing.excepted, now))
        return self._write(actor, number, doing, added, now)

    def correct(self, actor: Actor, number: str, doing: Doing, now: datetime) -> Written:
        """Write a correction that a second officer agreed to; the corrected event stays."""
        _may_act(actor)
        if doing.event.corrects is None:
            raise NotAnAct("更正须指明更正第几条；请从经过中选择“更正”")
        if not doing.second or doing.second == actor.username:
            raise NotPermitted("一个人完成更正", "另一名工作人员复核")
        preview = self.preview(actor, number, doing, now)
        return self._write(actor, number, doing, [preview.record.events[-1]], now)

    def attach(self, actor: Actor, number: str, doing: Doing, now: datetime) -> Written:
        """Put papers on file by an event of their own."""
        if doing.event.kind != "filed" or not doing.event.papers:
            raise NotAnAct("材料入卷须写明是什么材料；请选择材料名称")
        return self.append(actor, number, doing, now)

    def assign(self, actor: Actor, number: str, doing: Doing, now: datetime) -> Written:
        """Hand a matter to another officer or department."""
        if actor.role not in ("section_head", "leader", "legal") and not self._own(actor, number):
            raise NotPermitted("转办他人承办的办件", ROLES_ZH["section_head"])
        return self.append(actor, number, doing, now)

    def _write(
        self, actor: Actor, number: str, doing: Doing, added: list[Event], now: datetime
    ) -> Written:
        kept = self.kept(actor, number)
        record = kept.record
        for event in added:
            record = record.append(event)
        entries = tuple(
            Entry(event, actor.username, doing.second, doing.files if event is added[-1] else {})
            for event in added
        )
        act = Act(
            number,
            doing.seen,
            f"{actor.username}/{doing.key}",
            entries,
            self.snapshot(record, _day(now)),
            personal=self.personal_facts(record.procedure),
        )
        return self.store.append(act)

    def _prepared(self, kept: Kept, doing: Doing, now: datetime) -> Event:
        procedure = self.assessor(kept.record.procedure).procedure
        check_step(procedure, doing.event)
        event = with_certificates(procedure, doing.event, self.store)
        return stamped(event, now)

    def _refusal(self, preview: Preview, event: Event) -> Refused:
        judged = Judged(
            preview.record, self.assessor(preview.record.procedure).procedure, preview.after
        )
        reasons = [self.what(judged, finding) for finding in preview.closing]
        return Refused(self.step_zh(judged, event.kind) or event.kind, reasons, preview.closing)

    def _conform(self, record: Record) -> None:
        declared = self.assessor(record.procedure).procedure
        asked = asked_of(record.procedure)
        faults = faults_of(record, replace(declared, facts=(*declared.facts, *asked)), "表单")
        if faults:
            raise InputRefused(faults)

    def personal_facts(self, procedure: str) -> frozenset[str]:
        """Return the facts of a procedure that are personal data."""
        declared = self.assessor(procedure).procedure
        stated = (fact for step in declared.steps for fact in step.facts)
        facts = [*declared.facts, *stated, *asked_of(procedure)]
        return frozenset(fact.name for fact in facts if fact.personal)

    def _own(self, actor: Actor, number: str) -> bool:
        line = self.store.line(number)
        return line is not None and line.handler == actor.username

    # --- questions -------------------------------------------------------------------------------

    def kept(self, actor: Actor, number: str) -> Kept:
        """Return a matter the actor may see; raises `NoSuchMatter` also where it may not."""
        if not self.store.within(number, actor.scope):
            raise NoSuchMatter(number)
        return self.store.load(number)

    def assess(self, actor: Actor, number: str, day: date, *, known_on: date | None = None) -> View:
        """Return a matter with its findings on a day, and the way to each of them."""
        kept = self.kept(actor, number)
        line = self.store.line(number)
        if line is None:
            raise NoSuchMatter(number)
        judged = self.judge(kept.record, day, known_on=known_on, trace=True)
        return View(kept, line, judged)

    def worklist(self, actor: Actor, wanted: Wanted, spot: Spot) -> Page:
        """Return the actor's own open matters by their days."""
        return self.search(actor, replace(wanted, handler=actor.username), spot)

    def search(self, actor: Actor, wanted: Wanted, spot: Spot) -> Page:
        """Return the matters the actor may see that fit the filters."""
        return self.store.page(replace(wanted, scope=actor.scope), spot)

    def count(self, actor: Actor, wanted: Wanted, cap: int) -> int:
        """Count them, at most `cap`."""
        return self.store.count(replace(wanted, scope=actor.scope), cap)

    def why_of(self, view: View, rule: str) -> list[str]:
        """Return the whole way to a finding of a matter, by its rule's name; empty for no such."""
        found = view.judged.assessment
        if found is None:
            return [view.judged.refusal]
        parts = (*found.findings, *found.closed, *found.readings, *found.sums)
        chosen = next((finding for finding in parts if finding.name == rule), None)
        return [] if chosen is None else self.why(view.judged, chosen)

    # --- snapshots -------------------------------------------------------------------------------

    def snapshot(self, record: Record, day: date) -> Snapshot:
        """Return what lists show of a record on a day."""
        judged = self.judge(record, day)
        made = snapshot_of(record, judged.procedure, judged.assessment, Basis(day, basis_mark()))
        return replace(made, refusal=judged.refusal[:300]) if judged.refusal else made

    def refresh(self, number: str, day: date) -> bool:
        """Make a matter's snapshot again; False where events were added meanwhile."""
        kept = self.store.load(number)
        return self.store.refresh(number, kept.seq, self.snapshot(kept.record, day))

    def refresh_stale(self, day: date, limit: int) -> int:
        """Make again up to `limit` snapshots that no longer hold on a day; returns how many."""
        numbers = self.store.stale(Stale(day, basis_mark()), limit)
        return sum(self.refresh(number, day) for number in numbers)


def _may_act(actor: Actor) -> None:
    if actor.role not in ACTS:
        raise NotPermitted("写入办件", "承办人")


def _day(now: datetime) -> date:
    moment = stamped(Event(ISSUED, date.min), now).recorded_at
    assert moment is not None
    return moment.date()
