"""Who acts on warnings, ratings and leads, when, with which papers; one act on an open matter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from zhunsheng.office import Actor, Doing, Office
from zhunsheng.office.acting import LOCAL
from zhunsheng.record.administrative import ASSIGNED
from zhunsheng.record.event import Event, Value
from zhunsheng.store.enclosures import Enclosure, Papers
from zhunsheng.store.keeping import Written

KEY_BYTES = 16


def key_of(*words: str) -> str:
    """Return the key of an act that is the same whenever these words are."""
    return hashlib.blake2b("\n".join(words).encode(), digest_size=KEY_BYTES).hexdigest()


@dataclass(frozen=True, slots=True)
class Measure:
    """A step to be written on a matter: its facts, the digests of its papers by name, a remark.

    `seen` is how many events the author saw (None: all there are now), `day` the day it happened
    (None: the day of writing); `key` makes a repeated submission the same act. `second` is the
    sign-in name of the one who approved it. `papers` are on file without a file of their own.
    """

    step: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    note: str = ""
    day: date | None = None
    seen: int | None = None
    key: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """An actor at work at a moment, with the office and the place where papers are kept."""

    office: Office
    papers: Papers
    actor: Actor
    now: datetime

    @property
    def day(self) -> date:
        """Return the day of the moment, in local time."""
        return self.now.astimezone(LOCAL).date()

    def of_the_monitor(self) -> Desk:
        """Return the desk at which a run's own acts are written, wherever the matter was placed.

        Only what a run says goes over it; who may run the monitor the faces decide by role.
        """
        return replace(self, actor=replace(self.actor, path=""))

    def act(self, number: str, measure: Measure) -> Written:
        """Write a step on a matter; raises `Refused`, `NotAnAct`, `InputRefused`, `Overtaken`."""
        seen = measure.seen
        if seen is None:
            seen = self.office.kept(self.actor, number).seq
        papers = tuple(dict.fromkeys((*measure.papers, *measure.files)))
        event = Event(
            measure.step,
            measure.day or self.day,
            facts={name: value for name, value in measure.facts.items() if value != ""},
            papers=papers,
            note=measure.note,
        )
        key = key_of(number, measure.step, measure.key or str(seen))
        doing = Doing(event, seen, key, files=measure.files, second=measure.second)
        return self.office.append(self.actor, number, doing, self.now)

    def assign(self, number: str, department: str, handler: str) -> Written:
        """Hand a matter to a department (code) and an officer (sign-in name)."""
        seen = self.office.kept(self.actor, number).seq
        facts: dict[str, Value] = {"department": department, "handler": handler}
        key = key_of(number, ASSIGNED, str(seen))
        doing = Doing(Event(ASSIGNED, self.day, facts=facts), seen, key)
        return self.office.assign(self.actor, number, doing, self.now)

    def enclose(self, number: str, paper: str, title: str, content: bytes) -> str:
        """Keep a workbook with a matter and return its digest."""
        name = f"{title}.xlsx"
        return self.papers.enclose(
            Enclosure(number, paper, name, content, self.actor.username, self.now)
        )
