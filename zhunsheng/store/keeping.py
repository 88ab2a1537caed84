"""What the office asks a store to keep and what it gets back: plain values, no framework.

The office is handed something that satisfies `Store`; `zhunsheng.store.django_store` is the one
that keeps records in SQLite or PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.event import Event, Value
from zhunsheng.record.leaf import Entry
from zhunsheng.record.record import Record

NEVER = date(9999, 12, 31)
NO_DEFECT = 4


class NoSuchMatter(ZhunshengError):
    """No matter has this number, or the one who asks may not know of it."""

    def __init__(self, number: str) -> None:
        super().__init__(f"没有“{number}”这一办件，或者它不在您的权限内；请核对案号")
        self.number = number


class MatterExists(ZhunshengError):
    """A matter of this number is kept already."""

    def __init__(self, number: str) -> None:
        super().__init__(f"案号“{number}”已经登记过；请核对，或者打开已有的办件")
        self.number = number


class Overtaken(ZhunshengError):
    """Someone else wrote to the matter since it was read; nothing of this act was written."""

    def __init__(self, number: str, seen: int, stands: int) -> None:
        super().__init__(
            f"“{number}”在您打开之后增加了{stands - seen}条记录，您的内容没有写入；"
            "请核对新增的记录后再提交"
        )
        self.number = number
        self.seen = seen
        self.stands = stands


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as lists and dashboards keep it."""

    rule: str
    zh: str
    kind: str
    holder: str
    gravity: str
    ground: str
    citation: str
    due_on: date | None
    cure_by: date | None
    open_clock: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What lists show of a matter; see `MatterRow` for each field.

    `department` is a department's code and `handler` an account's sign-in name. `words` is the text
    to be searched for, None where it did not change.
    """

    title: str
    department: str
    handler: str
    opened_on: date
    as_of: date
    next_change: date = NEVER
    basis: str = ""
    employer: str = ""
    project: str = ""
    sealed: bool = False
    phase: str = ""
    waiting: str = ""
    due_on: date = NEVER
    due_rule: str = ""
    due_zh: str = ""
    due_citation: str = ""
    next_step: str = ""
    worst: int = NO_DEFECT
    defects: int = 0
    people: int | None = None
    amount_fen: int | None = None
    outcome: str = ""
    ended: bool = False
    withdrawn: bool = False
    refusal: str = ""
    batch: str = ""
    findings: tuple[FindingLine, ...] = ()
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of a new matter."""

    procedure: str
    about: Mapping[str, Value]
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """One act, written whole or not at all: events, snapshot and hash links.

    `seen` is the number of events the actor saw (0 for a new matter, which has an `opening`); `key`
    makes a repeated submission the same act; `personal` names the facts kept beside their
    commitments.
    """

    number: str
    seen: int
    key: str
    entries: tuple[Entry, ...]
    snapshot: Snapshot
    personal: frozenset[str] = frozenset()
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """Where an act stands now: its last event, the head after it, whether it was a repetition."""

    number: str
    seq: int
    head: str
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A matter as it is kept: its record, who wrote each event, and the head after each."""

    record: Record
    entries: tuple[Entry, ...]
    heads: tuple[str, ...]

    @property
    def seq(self) -> int:
        """Return the number of events."""
        return len(self.entries)

    @property
    def events(self) -> tuple[Event, ...]:
        """Return the events in the order they were written."""
        return self.record.events


@dataclass(frozen=True, slots=True)
class Scope:
    """What an actor may see: departments under `path` (all for ""), sealed matters or not."""

    path: str = ""
    sealed: bool = False
    account: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a list; an empty text asks for everything, `ended` None for open and ended.

    `due` is one of over, today, soon (3 days), week, later; `day` is the day it is counted from.
    `finding` is a rule's name, `kind` and `ground` those of a finding.
    """

    scope: Scope
    day: date
    words: str = ""
    procedure: str = ""
    department: str = ""
    handler: str = ""
    due: str = ""
    waiting: str = ""
    phase: str = ""
    finding: str = ""
    kind: str = ""
    ground: str = ""
    gravity: str = ""
    holder: str = ""
    citation: str = ""
    employer: str = ""
    batch: str = ""
    numbers: tuple[str, ...] = ()
    ended: bool | None = False
    order: str = "due"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list."""

    matter_id: int
    number: str
    procedure: str
    title: str
    employer: str
    project: str
    department: str
    handler: str
    handler_name: str
    sealed: bool
    phase: str
    waiting: str
    due_on: date
    due_rule: str
    due_zh: str
    due_citation: str
    next_step: str
    worst: int
    defects: int
    people: int | None
    amount_fen: int | None
    opened_on: date
    ended: bool
    seq: int
    head: str

    @property
    def has_due(self) -> bool:
        """Say whether the bureau has a day to keep."""
        return self.due_on != NEVER


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a list: the day and the matter of the line there."""

    due_on: date
    matter_id: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of a list, and the places before and after them where there is more."""

    lines: tuple[Line, ...]
    before: Mark | None = None
    after: Mark | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Which part of a list is asked for: at most `limit` lines after or before a place."""

    limit: int = 50
    after: Mark | None = None
    before: Mark | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """Which matters' snapshots no longer hold on a day under a basis of law and calendar."""

    day: date
    basis: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of a rule or a ground fall into a bucket."""

    name: str
    bucket: str
    count: int
    zh: str = ""
    citation: str = field(default="", compare=False)


class Store(Protocol):
    """Where matters are kept."""

    def append(self, act: Act) -> Written:
        """Write an act whole; raises `Overtaken`, `NoSuchMatter`, `MatterExists`."""

    def load(self, number: str) -> Kept:
        """Return a matter; raises `NoSuchMatter`."""

    def line(self, number: str) -> Line | None:
        """Return the line of a matter, or None."""

    def within(self, number: str, scope: Scope) -> bool:
        """Say whether a matter is there and lies within the scope."""

    def page(self, wanted: Wanted, spot: Spot) -> Page:
        """Return lines in the order of their days."""

    def count(self, wanted: Wanted, cap: int) -> int:
        """Count lines, at most `cap`."""

    def refresh(self, number: str, seq: int, snapshot: Snapshot) -> bool:
        """Write a snapshot made of the first `seq` events, unless more were added since."""

    def stale(self, stale: Stale, limit: int) -> Sequence[str]:
        """Return numbers of matters whose snapshots no longer hold."""

    def certified(self, names: Sequence[str], day: date) -> set[str]:
        """Return those of the officers (by name or sign-in name) with a valid certificate."""
