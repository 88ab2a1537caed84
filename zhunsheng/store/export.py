"""Writing all events under the last head as a bundle that anybody can verify without a database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.bundle import DayHead as BundleHead
from zhunsheng.record.bundle import Manifest, write_bundle
from zhunsheng.record.leaf import Sealed
from zhunsheng.record.tagged import untagged
from zhunsheng.store.atomic_file import written_whole
from zhunsheng.store.log import day_head
from zhunsheng.store.models import DayHead, Matter
from zhunsheng.store.steady import rows, steady

EVENTS = (
    "SELECT e.body, e.head FROM store_logleaf l JOIN store_event e ON e.id = l.event_id"
    " WHERE l.position < %s ORDER BY l.position"
)
VALUES = (
    "SELECT m.number, v.name, v.salt, v.value, v.seq FROM store_logleaf l"
    " JOIN store_event e ON e.id = l.event_id JOIN store_matter m ON m.id = e.matter_id"
    " JOIN store_personalvalue v ON v.matter_id = e.matter_id"
    " AND (v.seq = e.seq OR (v.seq = 0 AND e.seq = 1))"
    " WHERE l.position < %s AND v.salt IS NOT NULL ORDER BY l.position, v.seq, v.name"
)
TOLD_EACH = 1000
MATTERS = (
    "SELECT COUNT(DISTINCT e.matter_id) FROM store_logleaf l"
    " JOIN store_event e ON e.id = l.event_id WHERE l.position < %s"
)


class NothingToExport(ZhunshengError):
    """No event is kept, so there is nothing to prove."""

    def __init__(self) -> None:
        super().__init__("还没有任何事项，没有什么可以导出；登记办件后再导出")


class TwoDigests(ZhunshengError):
    """Some matters were opened in another digest than the log has now."""

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"有的办件不是用 {digest} 登记的，一个校验包里只能有一种摘要算法，没有导出；"
            "请用 zhunsheng verify 校验数据库，或者逐条下载证明"
        )


def export_bundle(
    path: Path,
    day: date,
    at: datetime,
    *,
    personal: bool = False,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Manifest:
    """Take a head, write everything under it to a file, and return what should be in it.

    `personal` opens the personal values, so that whoever has the bundle can read them. The file is
    there whole or not at all. Raises `NothingToExport`, `TwoDigests`, what `day_head` raises, and
    `InputRefused` for a file that cannot be written.
    """
    last = day_head(day, at)
    if not last.size:
        raise NothingToExport
    if Matter.objects.exclude(digest=last.digest).exists():
        raise TwoDigests(last.digest)
    with steady(), written_whole(path) as file:
        ((matters,),) = rows(MATTERS, [last.size])
        manifest = Manifest(last.digest, at, matters, last.size, bytes(last.root).hex())
        values = _values(last.size) if personal else None
        write_bundle(
            file, manifest, _events(last.size, tell), _heads(last.size, last.digest), values
        )
    return manifest


def _events(size: int, tell: Callable[[int, int], None]) -> Iterator[tuple[str, bytes]]:
    for done, (body, head) in enumerate(rows(EVENTS, [size]), start=1):
        yield body, bytes(head)
        if done % TOLD_EACH == 0 or done == size:
            tell(done, size)


def _heads(size: int, digest: str) -> Iterator[BundleHead]:
    for head in DayHead.objects.filter(size__lte=size, digest=digest).order_by("size", "id"):
        yield BundleHead(head.day, head.size, bytes(head.root).hex())


def _values(size: int) -> Iterator[tuple[str, Sealed]]:
    for number, name, salt, value, seq in rows(VALUES, [size]):
        yield number, Sealed(name, bytes.fromhex(salt), untagged(json.loads(value)), seq)
