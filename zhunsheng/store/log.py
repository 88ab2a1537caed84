"""The log over all matters: every event a leaf of one Merkle tree, a root for every day.

Acts do not wait for each other on one chain; one sequencer takes new events into the log (each
second while the application runs) and notes the root. Whoever keeps a root, on the day sheet or
published, can tell later that nothing before it was changed or cut off.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.chain import SHA256
from zhunsheng.record.leaf import check_links, opening
from zhunsheng.record.merkle import Frontier, inclusion_ranges, root
from zhunsheng.record.proof import Proof
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.store.models import DayHead, Event, LogLeaf, Matter

TOGETHER = 5000
SEQUENCER_LOCK = 7_201_994
REACH_BACK = 10_000
# An event may be committed after one with a higher id: the sequencer looks back this far for it.
WAITING = (
    "SELECT e.id, e.head FROM store_event e LEFT JOIN store_logleaf l ON l.event_id = e.id"
    " WHERE e.id > %s AND l.event_id IS NULL ORDER BY e.id LIMIT %s"
)


class NotInLogYet(ZhunshengError):
    """The event is newer than the last head of the log."""

    def __init__(self, number: str, seq: int) -> None:
        super().__init__(
            f"“{number}”第{seq}条还没有进入最近一次的总校验值；请在“日志与校验”中取一次当日校验值"
        )


def take_in(limit: int = TOGETHER) -> int:
    """Take up to `limit` events that are not in the log yet into it; returns how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        cursor.execute("SELECT MAX(position), MAX(event_id) FROM store_logleaf")
        position, latest = cursor.fetchone()
        cursor.execute(WAITING, [max(0, (latest or 0) - REACH_BACK), limit])
        waiting = cursor.fetchall()
        first = 0 if position is None else position + 1
        cursor.executemany(
            "INSERT INTO store_logleaf (position, event_id, head) VALUES (%s, %s, %s)",
            [(first + place, row[0], row[1]) for place, row in enumerate(waiting)],
        )
    return len(waiting)


def take_in_all() -> int:
    """Take every event into the log; returns how many were new."""
    total = 0
    while taken := take_in():
        total += taken
    return total


def _lock(cursor: CursorWrapper) -> None:
    """Let one sequencer work at a time; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEQUENCER_LOCK])


def day_head(day: date, at: datetime) -> DayHead:
    """Take all events in and return the head of the day; a new one where there are new events."""
    take_in_all()
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        last = DayHead.objects.order_by("size", "id").last()
        frontier = Frontier.from_bytes(bytes(last.frontier)) if last else Frontier(SHA256)
        before = frontier.size
        frontier.extend(_leaves(frontier.size))
        if last is not None and frontier.size == before and last.day == day:
            return last
        return DayHead.objects.create(
            day=day,
            size=frontier.size,
            root=frontier.root(),
            frontier=frontier.to_bytes(),
            taken_at=at,
        )


def _leaves(first: int, end: int | None = None) -> Iterator[bytes]:
    rows = LogLeaf.objects.filter(position__gte=first).order_by("position")
    if end is not None:
        rows = rows.filter(position__lt=end)
    for head in rows.values_list("head", flat=True).iterator(TOGETHER):
        yield bytes(head)


def latest_head() -> DayHead | None:
    """Return the head taken last, or None before the first."""
    return DayHead.objects.order_by("size", "id").last()


def verify_matter(number: str) -> int | None:
    """Return the number of the first event of a matter that does not fit its chain, or None.

    Raises `NoSuchMatter`.
    """
    matter = Matter.objects.filter(number=number).first()
    if matter is None:
        raise NoSuchMatter(number)
    rows = Event.objects.filter(matter=matter).order_by("seq").values_list("seq", "body", "head")
    kept = [(seq, body, bytes(head)) for seq, body, head in rows]
    broken = check_links(number, kept, matter.digest)
    row = getattr(matter, "matterrow", None)
    if broken is None and row is not None and row.seq > len(kept):
        return len(kept) + 1
    return broken


def proof_of(number: str, seq: int) -> Proof:
    """Return the proof that an event is in the log as of the last head.

    Raises `NoSuchMatter` (also for an event that is not there) and `NotInLogYet`.
    """
    event = Event.objects.select_related("matter").filter(matter__number=number, seq=seq).first()
    if event is None:
        raise NoSuchMatter(number)
    leaf = LogLeaf.objects.filter(event=event).first()
    last = latest_head()
    if leaf is None or last is None or leaf.position >= last.size:
        raise NotInLogYet(number, seq)
    digest = last.digest
    ranges = inclusion_ranges(leaf.position, last.size)
    before = Event.objects.filter(matter=event.matter, seq=seq - 1).first()
    previous = bytes(before.head) if before else opening(number, event.matter.digest)
    return Proof(
        matter=number,
        seq=seq,
        body=event.body,
        previous=previous.hex(),
        head=bytes(event.head).hex(),
        position=leaf.position,
        size=last.size,
        path=tuple(root(_leaves(begin, end), digest).hex() for begin, end in ranges),
        root=bytes(last.root).hex(),
        digest=digest,
    )
