"""The state of the record: how many events the log holds, the heads by day, one matter's chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from zhunsheng.store.log import latest_head, verify_matter
from zhunsheng.store.models import DayHead, Event, Job, LogLeaf

DAYS_SHOWN = 30
GROUP = 8
VERIFYING = "verify"


@dataclass(frozen=True, slots=True)
class Head:
    """The last head of a day: its root in full and in groups that can be read out."""

    day: date
    size: int
    root: str
    taken_at: datetime
    new: int

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the root in groups of eight signs."""
        return tuple(self.root[at : at + GROUP] for at in range(0, len(self.root), GROUP))


@dataclass(frozen=True, slots=True)
class State:
    """Where the log stands: leaves, events not under a head yet, heads, the last verification."""

    leaves: int
    waiting: int
    heads: tuple[Head, ...]
    verified: Job | None

    @property
    def latest(self) -> Head | None:
        """Return the newest head."""
        return self.heads[0] if self.heads else None


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event of a matter's chain; `under_head` says that a proof can be given for it."""

    seq: int
    head: str
    position: int | None
    under_head: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """A matter's chain as it was just verified; `broken` is the first event that does not fit."""

    number: str
    events: tuple[EventLine, ...]
    broken: int | None


def state() -> State:
    """Return where the log stands now."""
    leaves = LogLeaf.objects.aggregate(last=Max("position"), event=Max("event_id"))
    count = 0 if leaves["last"] is None else leaves["last"] + 1
    heads = tuple(_heads())
    covered = heads[0].size if heads else 0
    outside = Event.objects.filter(id__gt=leaves["event"] or 0).count()
    verified = Job.objects.filter(kind=VERIFYING, ended_at__isnull=False)
    return State(count, count - covered + outside, heads, verified.order_by("-ended_at").first())


def head_of(day: date) -> Head | None:
    """Return the last head of a day, or None where none was taken."""
    found = DayHead.objects.filter(day=day).order_by("size", "id").last()
    if found is None:
        return None
    before = DayHead.objects.filter(day__lt=day).order_by("size", "id").last()
    return _head(found, before.size if before else 0)


def chain_of(number: str) -> Chain:
    """Verify a matter's chain now and return it; raises `NoSuchMatter`."""
    broken = verify_matter(number)
    latest = latest_head()
    size = latest.size if latest else 0
    rows = Event.objects.filter(matter__number=number).order_by("seq")
    lines = []
    for seq, head, position in rows.values_list("seq", "head", "leaf__position"):
        under = position is not None and position < size
        lines.append(EventLine(seq, bytes(head).hex(), position, under))
    return Chain(number, tuple(lines), broken)


def _heads() -> Iterable[Head]:
    """Return the last heads of the last days, newest first."""
    days = DayHead.objects.values("day").annotate(last=Max("id")).order_by("-day")
    kept = DayHead.objects.filter(id__in=[row["last"] for row in days[: DAYS_SHOWN + 1]])
    heads = sorted(kept, key=lambda head: (head.day, head.size), reverse=True)
    for place, head in enumerate(heads[:DAYS_SHOWN]):
        before = heads[place + 1].size if place + 1 < len(heads) else 0
        yield _head(head, before)


def _head(found: DayHead, before: int) -> Head:
    root = bytes(found.root).hex()
    return Head(found.day, found.size, root, found.taken_at, found.size - before)
