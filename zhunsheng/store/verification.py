"""The whole store held against itself: every chain, leaf, head, sealed value and paper.

One view of the database is read from end to end, while others go on writing. What is found first is
named as an event; what was never taken under a head can only be held against the lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from zhunsheng.record.bundle_check import RESTORE, BundleFault
from zhunsheng.record.leaf import Row
from zhunsheng.record.merkle import Frontier
from zhunsheng.store.chains import MATTERS, Stands, Value, fault_of, files_of
from zhunsheng.store.models import DayHead
from zhunsheng.store.originals import Originals
from zhunsheng.store.steady import blocks, rows, steady

EVENTS = "SELECT matter_id, seq, body, head FROM store_event ORDER BY matter_id, seq"
VALUES = (
    "SELECT matter_id, seq, name, salt, value FROM store_personalvalue"
    " ORDER BY matter_id, seq, name"
)
LEAVES = (
    "SELECT l.position, l.head, e.head FROM store_logleaf l"
    " LEFT JOIN store_event e ON e.id = l.event_id ORDER BY l.position"
)
NEVER_TAKEN_IN = (
    "SELECT m.number, e.seq FROM store_event e JOIN store_matter m ON m.id = e.matter_id"
    " LEFT JOIN store_logleaf l ON l.event_id = e.id WHERE l.event_id IS NULL AND e.id <"
    " (SELECT MAX(event_id) FROM store_logleaf WHERE position < %s) ORDER BY e.id LIMIT 1"
)
PLACE = (
    "SELECT m.number, e.seq FROM store_logleaf l JOIN store_event e ON e.id = l.event_id"
    " JOIN store_matter m ON m.id = e.matter_id WHERE l.position = %s"
)
COUNT = "SELECT COUNT(*) FROM store_event"
Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Verdict:
    """How much was held against itself, and the first thing that does not fit.

    `waiting` are events that no head covers yet; `root` is that of the last head, in hexadecimal;
    `published` says which head the published root is, "" without one.
    """

    matters: int = 0
    events: int = 0
    values: int = 0
    erased: int = 0
    heads: int = 0
    papers: int = 0
    waiting: int = 0
    root: str = ""
    published: str = ""
    first_fault: BundleFault | None = None

    @property
    def fits(self) -> bool:
        """Say whether everything fits."""
        return self.first_fault is None


def _silent(done: int, total: int) -> None:
    """Take the progress and show nothing."""


def verify_store(
    root: str = "", tell: Tell = _silent, originals: Originals | None = None
) -> Verdict:
    """Verify everything, and that `root` (hexadecimal), if given, is that of a head kept here.

    `originals` says where the files of papers lie; None leaves them unread. `tell` is told how many
    events are done, and of how many. Raises `DigestUnavailable`.
    """
    with steady():
        verification = Verification(root.lower(), tell, originals)
        verification.verdict.first_fault = verification.run()
    return verification.verdict


class Verification:
    """The state of one verification; `run` it once, within one view of the database."""

    def __init__(self, root: str, tell: Tell, originals: Originals | None) -> None:
        self.root = root
        self.tell = tell
        self.originals = originals
        self.verdict = Verdict()

    def run(self) -> BundleFault | None:
        """Return the first fault, or None where everything fits."""
        fault = self._matters() or Log(self.verdict, self.root).run()
        if fault is None and self.originals is not None:
            fault = self.originals.rest()
        self.verdict.papers = self.originals.read if self.originals else 0
        return fault

    def _matters(self) -> BundleFault | None:
        ((total,),) = rows(COUNT)
        by_matter = itemgetter(0)
        events = Groups(groupby(rows(EVENTS), by_matter))
        values = Groups(groupby(rows(VALUES), by_matter))
        for row in rows(f"{MATTERS} ORDER BY m.id"):
            stands = Stands(*row)
            fault = self._matter(stands, events.of(row[0]), values.of(row[0]))
            if fault is not None:
                return fault
            self.tell(self.verdict.events, total)
        return events.left("没有办件的事项") or values.left("没有办件的个人信息")

    def _matter(
        self, stands: Stands, events: list[tuple[object, ...]], values: list[tuple[object, ...]]
    ) -> BundleFault | None:
        chain: list[Row] = [row[1:] for row in events]  # type: ignore[misc]
        kept = [Value(*row[1:]) for row in values]  # type: ignore[arg-type]
        fault = fault_of(stands, chain, kept)
        if fault is None and self.originals is not None:
            fault = self._papers(stands, chain)
        verdict = self.verdict
        verdict.matters += 1
        verdict.events += len(chain)
        verdict.values += len(kept)
        verdict.erased += sum(value.erased for value in kept)
        return fault

    def _papers(self, stands: Stands, chain: list[Row]) -> BundleFault | None:
        assert self.originals is not None
        for seq, body, _ in chain:
            for name, digest in files_of(body).items():
                fault = self.originals.fault(stands.number, seq, name, digest)
                if fault is not None:
                    return fault
        return None


class Groups:
    """Rows in groups by the id of their matter, asked for in the order of the ids."""

    def __init__(self, groups: Iterator[tuple[int, Iterator[tuple[object, ...]]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)
        self._stray: int | None = None

    def of(self, matter_id: int) -> list[tuple[object, ...]]:
        """Return the rows of a matter; rows of an id before it belong to none."""
        if self._next is not None and self._next[0] < matter_id and self._stray is None:
            self._stray = self._next[0]
        while self._next is not None and self._next[0] < matter_id:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != matter_id:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found

    def left(self, what: str) -> BundleFault | None:
        """Return the fault that rows belong to no matter, if there are any."""
        stray = self._stray if self._stray is not None else self._next and self._next[0]
        if stray is None:
            return None
        why = f"编号为{stray}的办件不在，它被删去，或者行被移动过"
        return BundleFault("", 0, None, f"有{what}", why, RESTORE)


@dataclass(slots=True)
class Log:
    """The log over all matters: its leaves against the events, its roots against the heads."""

    verdict: Verdict
    root: str
    frontiers: dict[str, Frontier] = field(default_factory=dict)
    size: int = 0
    certain: int = 0
    doubt: BundleFault | None = None

    def run(self) -> BundleFault | None:
        """Return the first fault of the log, or None."""
        heads = list(DayHead.objects.order_by("size", "id"))
        self.frontiers = {head.digest: Frontier(head.digest) for head in heads}
        waiting = iter(heads)
        head, fault = self._follow(waiting)
        if fault is not None:
            return fault
        self.verdict.heads = len(heads)
        if heads:
            self.verdict.root = bytes(heads[-1].root).hex()
        self.verdict.waiting = self.verdict.events - (heads[-1].size if heads else 0)
        return (
            self._never_taken_in(heads) or self.doubt or self._short(head) or self._published(heads)
        )

    def _follow(self, waiting: Iterator[DayHead]) -> tuple[DayHead | None, BundleFault | None]:
        """Take the leaves in and stop wherever a head was taken.

        Returns the first head for which there are too few leaves, and what is wrong with a leaf.
        """
        head = next(waiting, None)
        for block in blocks(LEAVES):
            fault = self._sound(block)
            if fault is not None:
                return None, fault
            begin, leaves = self.size, [bytes(row[1]) for row in block]
            while head is not None and head.size <= begin + len(leaves):
                self._extend(leaves[self.size - begin : head.size - begin])
                self._compare(head)
                head = next(waiting, None)
            self._extend(leaves[self.size - begin :])
        while head is not None and head.size == self.size:
            self._compare(head)
            head = next(waiting, None)
        return head, None

    def _short(self, head: DayHead | None) -> BundleFault | None:
        """Return the fault that there are fewer leaves than when a head was taken."""
        if head is None:
            return None
        what = f"缺少：{head.day.isoformat()}的根写明{head.size}条，总校验里只有{self.size}条"
        why = "末尾的事项连同它们的登记被删去，或者根被改动过"
        return BundleFault("", 0, self.size, what, why, RESTORE)

    def _extend(self, leaves: list[bytes]) -> None:
        for frontier in self.frontiers.values():
            frontier.extend(leaves)
        self.size += len(leaves)

    def _sound(self, block: list[tuple[int, bytes, bytes | None]]) -> BundleFault | None:
        """Compare the leaves with their events; positions follow one another without a gap."""
        for place, (position, leaf, head) in enumerate(block, start=self.size):
            if position == place and head is not None and leaf == head:
                continue
            if position != place:
                what, why = "缺少：总校验里没有它的登记", "登记被删去，或者次序被改动过"
            elif head is None:
                what, why = "缺少：登记还在，事项不见了", "事项被删去"
            else:
                what, why = "与总校验里登记的哈希不符", "事项连同哈希一起被改写过，或者登记被改动过"
            return self._at(place, what, why)
        return None

    def _compare(self, head: DayHead) -> None:
        """Compare a head with the leaves before it; the first that does not fit is kept in doubt.

        Where a later head fits again, the leaves are sound and the head itself was changed.
        """
        frontier = self.frontiers[head.digest]
        day = head.day.isoformat()
        fits = bytes(head.root) == frontier.root()
        if fits and bytes(head.frontier) == frontier.to_bytes():
            self.certain = self.size
            if self.doubt is not None and self.doubt.position is not None:
                what, why = self.doubt.what, "后来的根都相符，被改动的是这一个根"
                self.doubt = BundleFault("", 0, None, what, why, RESTORE)
            return
        if self.doubt is not None:
            return
        if self.certain == self.size:
            why = "根被改动过"
            self.doubt = BundleFault("", 0, None, f"与{day}的根不符", why, RESTORE)
            return
        why = f"从这一条到第{self.size}条之间有事项连同哈希一起被改写，或者根被改动过"
        self.doubt = self._at(self.certain, f"与{day}的根不符", why)

    def _never_taken_in(self, heads: list[DayHead]) -> BundleFault | None:
        """Return an event from before the last head that the log does not know."""
        for number, seq in rows(NEVER_TAKEN_IN, [heads[-1].size]) if heads else ():
            what = "总校验里没有它的登记"
            why = "它是绕过系统插入的，或者登记被删去"
            return BundleFault(number, seq, None, what, why, RESTORE)
        return None

    def _published(self, heads: list[DayHead]) -> BundleFault | None:
        if not self.root:
            return None
        for head in heads:
            if bytes(head.root).hex() == self.root:
                self.verdict.published = head.day.isoformat()
        if self.verdict.published:
            return None
        what = "公布的根不是这里任何一日的根"
        why = "公布之后有事项或者根被改动，或者不是同一份记录"
        return BundleFault("", 0, None, what, why, RESTORE)

    def _at(self, position: int, what: str, why: str) -> BundleFault:
        """Return a fault with the matter and number of the event at a position, if it is there."""
        found = list(rows(PLACE, [position]))
        number, seq = found[0] if found else ("", 0)
        return BundleFault(number, seq, position, what, why, RESTORE)
