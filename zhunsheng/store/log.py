"""The log over all matters: every event a leaf of one Merkle tree, a root for every day.

Acts do not wait for each other on one chain; one sequencer takes new events into the log (each
second while the application runs) and notes the root. Whoever keeps a root, on the day sheet or
published, can tell later that nothing before it was changed or cut off.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache, partial

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.bundle_check import RESTORE, BundleFault
from zhunsheng.record.hashing import DIGESTS
from zhunsheng.record.leaf import opening
from zhunsheng.record.merkle import BLOCK, Frontier, fold, inclusion_ranges, root
from zhunsheng.record.proof import Proof
from zhunsheng.store.chains import MATTERS, Stands, Value, fault_of
from zhunsheng.store.digest import chosen_digest
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.store.models import DayHead, Event, LogLeaf, Matter

TOGETHER = 5000
SEQUENCER_LOCK = 7_201_994
WRITERS_LOCK = 7_201_995
# An event may be committed after one with a higher id: the sequencer looks back this far for it.
REACH_BACK = 10_000
BLOCKS_KEPT = 1 << 16
EVENTS_OF = (
    "SELECT e.seq, e.body, e.head, l.head FROM store_event e"
    " LEFT JOIN store_logleaf l ON l.event_id = e.id WHERE e.matter_id = %s ORDER BY e.seq"
)
VALUES_OF = (
    "SELECT seq, name, salt, value FROM store_personalvalue WHERE matter_id = %s ORDER BY seq, name"
)
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
        _lock(cursor, SEQUENCER_LOCK)
        return _take_in(cursor, limit)


def _take_in(cursor: CursorWrapper, limit: int) -> int:
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


def _lock(cursor: CursorWrapper, lock: int) -> None:
    """Hold a lock until the transaction ends; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])


def day_head(day: date, at: datetime) -> DayHead:
    """Take all events in and return the head of the day; a new one where there are new events.

    No act is half written while the head is taken: an event that the head does not cover has a
    higher id than all it covers. Where matters were opened in another digest before, a head in that
    digest is taken beside, so that their events can be proved. Raises `DigestUnavailable`.
    """
    take_in_all()
    chosen = chosen_digest()
    for digest in DIGESTS:
        if digest != chosen and Matter.objects.filter(digest=digest).exists():
            _head(digest, day, at)
    return _head(chosen, day, at)


def _head(digest: str, day: date, at: datetime) -> DayHead:
    frontier = _frontier(latest_head(digest), digest)
    frontier.extend(_leaves(frontier.size))
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor, SEQUENCER_LOCK)
        _lock(cursor, WRITERS_LOCK)
        while _take_in(cursor, TOGETHER):
            pass
        frontier.extend(_leaves(frontier.size))
        newest = latest_head(digest)
        if newest is not None and (newest.size, newest.day) == (frontier.size, day):
            return newest
        return DayHead.objects.create(
            day=day,
            size=frontier.size,
            root=frontier.root(),
            digest=digest,
            frontier=frontier.to_bytes(),
            taken_at=at,
        )


def _frontier(last: DayHead | None, digest: str) -> Frontier:
    """Return where the last head of a digest stood; an empty tree before the first."""
    return Frontier(digest) if last is None else Frontier.from_bytes(bytes(last.frontier), digest)


def _leaves(first: int, end: int | None = None) -> Iterator[bytes]:
    rows = LogLeaf.objects.filter(position__gte=first).order_by("position")
    if end is not None:
        rows = rows.filter(position__lt=end)
    for head in rows.values_list("head", flat=True).iterator(TOGETHER):
        yield bytes(head)


def latest_head(digest: str = "") -> DayHead | None:
    """Return the head taken last, of one digest if named; None before the first."""
    heads = DayHead.objects.filter(digest=digest) if digest else DayHead.objects
    return heads.order_by("size", "id").last()


def verify_matter(number: str) -> int | None:
    """Return the number of the first event of a matter that does not fit, or None.

    Its chain, its line in the lists, its personal values and its leaves are compared. Raises
    `NoSuchMatter`.
    """
    fault = matter_fault(number)
    return None if fault is None else fault.seq


def matter_fault(number: str) -> BundleFault | None:
    """Return the first thing about a matter that does not fit, or None; raises `NoSuchMatter`."""
    with connection.cursor() as cursor:
        cursor.execute(f"{MATTERS} WHERE m.number = %s", [number])
        found = cursor.fetchone()
        if found is None:
            raise NoSuchMatter(number)
        stands = Stands(*found)
        cursor.execute(EVENTS_OF, [stands.matter_id])
        rows = cursor.fetchall()
        cursor.execute(VALUES_OF, [stands.matter_id])
        values = [Value(*row) for row in cursor.fetchall()]
    fault = fault_of(stands, [row[:3] for row in rows], values)
    for seq, _, head, leaf in rows if fault is None else ():
        if leaf is not None and leaf != head:
            what, why = "与总校验里登记的哈希不符", "事项连同哈希一起被改写过，或者登记被改动过"
            return BundleFault(number, seq, None, what, why, RESTORE)
    return fault


def proof_of(number: str, seq: int) -> Proof:
    """Return the proof that an event is in the log as of the last head.

    Raises `NoSuchMatter` (also for an event that is not there) and `NotInLogYet`.
    """
    event = Event.objects.select_related("matter").filter(matter__number=number, seq=seq).first()
    if event is None:
        raise NoSuchMatter(number)
    leaf = LogLeaf.objects.filter(event=event).first()
    last = latest_head(event.matter.digest)
    if leaf is None or last is None or leaf.position >= last.size:
        raise NotInLogYet(number, seq)
    before = Event.objects.filter(matter=event.matter, seq=seq - 1).first()
    previous = bytes(before.head) if before else opening(number, event.matter.digest)
    ranges = inclusion_ranges(leaf.position, last.size)
    made = partial(
        Proof,
        matter=number,
        seq=seq,
        body=event.body,
        previous=previous.hex(),
        head=bytes(event.head).hex(),
        position=leaf.position,
        size=last.size,
        root=bytes(last.root).hex(),
        digest=last.digest,
    )
    proof = made(path=tuple(_root_of(*one, last.digest).hex() for one in ranges))
    if not proof.holds():
        _block.cache_clear()
        proof = made(path=tuple(_root_of(*one, last.digest).hex() for one in ranges))
    return proof


def _root_of(begin: int, end: int, digest: str) -> bytes:
    """Return the root over a range of leaves; whole blocks are hashed once in a process."""
    if begin % BLOCK:
        return root(_leaves(begin, end), digest)
    whole = [_block(place, digest) for place in range(begin, end - BLOCK + 1, BLOCK)]
    rest = begin + len(whole) * BLOCK
    return fold([*whole, root(_leaves(rest, end), digest)] if rest < end else whole, digest)


@lru_cache(maxsize=BLOCKS_KEPT)
def _block(begin: int, digest: str) -> bytes:
    return root(_leaves(begin, begin + BLOCK), digest)
