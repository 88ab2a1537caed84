"""One matter held against itself: its chain, its line in the lists, its personal values.

What is found first is told as a `BundleFault`, the same as of a bundle: which event, what, why,
what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhunsheng.record.bundle_check import RESTORE, BundleFault
from zhunsheng.record.hashing import hashing
from zhunsheng.record.leaf import (
    FIRST,
    HEADER,
    SEALED,
    Row,
    UnreadableBody,
    check_links,
    is_of,
    parsed,
)
from zhunsheng.record.tagged import canonical_json
from zhunsheng.record.values import escape

MARK = f'{{"{SEALED}":'
PROCEDURE = ',"procedure":'
MATTERS = (
    "SELECT m.id, m.number, m.procedure, m.digest, r.seq, r.head FROM store_matter m"
    " LEFT JOIN store_matterrow r ON r.matter_id = m.id"
)
REBUILD = "请核对这一办件，再运行 zhunsheng rebuild 重建清单"


@dataclass(frozen=True, slots=True)
class Stands:
    """A matter as its row says, and how many events its line in the lists rests on."""

    matter_id: int
    number: str
    procedure: str
    digest: str
    seq: int | None
    head: bytes | None


@dataclass(frozen=True, slots=True)
class Value:
    """A personal value as it is kept: salt and canonical JSON, both None once erased."""

    seq: int
    name: str
    salt: str | None
    text: str | None

    @property
    def erased(self) -> bool:
        """Say whether the value was erased."""
        return self.salt is None and self.text is None


def fault_of(stands: Stands, events: Sequence[Row], values: Sequence[Value]) -> BundleFault | None:
    """Return the first thing about a matter that does not fit, or None.

    `events` are (seq, body, head) in order. Raises `DigestUnavailable`.
    """
    broken = check_links(stands.number, events, stands.digest)
    if broken is not None:
        return _explain(stands, events, broken)
    return (
        _of_line(stands, events) or _of_kind(stands, events) or _of_values(stands, events, values)
    )


def files_of(body: str) -> Mapping[str, str]:
    """Return the digests of the papers that came with an event, by name."""
    if ',"files":{},"' in body:
        return {}
    files = parsed(body).get("files")
    return files if isinstance(files, dict) else {}


def _fault(stands: Stands, seq: int, what: str, why: str, remedy: str = RESTORE) -> BundleFault:
    return BundleFault(stands.number, seq, None, what, why, remedy)


def _explain(stands: Stands, events: Sequence[Row], broken: int) -> BundleFault:
    """Say what is wrong with the first event that does not fit."""
    seq, body, _ = events[broken - 1]
    if seq > broken:
        what, why = f"缺少：下一条是第{seq}条", "事项被删去，或者次序被调换"
    elif not is_of(body, stands.number, seq):
        what, why = "内容写明的案号或者序号不是这一条的", "事项被移动、调换或者改动过"
    else:
        what, why = "与它的哈希不符", "它的内容、哈希，或者它前面的事项被改动过"
    return _fault(stands, broken, what, why)


def _of_line(stands: Stands, events: Sequence[Row]) -> BundleFault | None:
    """Compare the end of the chain with the line in the lists, written in the same transaction."""
    count = len(events)
    if stands.seq is None:
        return _fault(stands, max(count, FIRST), "清单里没有这一办件", "清单行被删去", REBUILD)
    if stands.seq > count:
        what = f"缺少：清单记到第{stands.seq}条，事项只有{count}条"
        return _fault(stands, count + 1, what, "末尾的事项被删去，或者清单行被改动过")
    if not events:
        return _fault(stands, FIRST, "这一办件一条事项也没有", "事项被删去，或者办件是添加的")
    if stands.seq < count:
        what = f"清单只记到第{stands.seq}条"
        why = "这一条是绕过系统添加的，或者清单行被改动过"
        return _fault(stands, stands.seq + 1, what, why, REBUILD)
    if stands.head != events[-1][2]:
        return _fault(stands, count, "与清单行的哈希不符", "清单行被改动过", REBUILD)
    return None


def _of_kind(stands: Stands, events: Sequence[Row]) -> BundleFault | None:
    """Compare the kind of matter with what event 1 says; its chain covers that."""
    stated = f"{PROCEDURE}{canonical_json(stands.procedure)},"
    first = events[0][1]
    if not first.startswith(stated, first.rfind(PROCEDURE)):
        return _fault(stands, FIRST, "案件种类与内容写明的不同", "办件的种类被改动过")
    return None


def _of_values(
    stands: Stands, events: Sequence[Row], values: Sequence[Value]
) -> BundleFault | None:
    """Open every commitment with the value kept beside it; every value must have its commitment."""
    try:
        wanted = dict(_commitments(events))
    except UnreadableBody as unreadable:
        return _fault(stands, FIRST, "内容读不出来", str(unreadable))
    kept = {(value.seq, value.name): value for value in values}
    for seq, name in sorted({*wanted, *kept}, key=lambda place: (place[0] or FIRST, place)):
        value, committed = kept.get((seq, name)), wanted.get((seq, name))
        if value is None:
            wrong, why = "不见了", "这个值被删去"
        elif committed is None:
            wrong, why = "在事项里没有承诺", "这个值是添加的，或者被移动过"
        elif value.erased or _opens(value, committed, stands.digest):
            continue
        else:
            wrong, why = "与事项里的承诺不符", "这个值或者它的盐被换过"
        return _fault(stands, seq or FIRST, f"个人信息“{escape(name)}”{wrong}", why)
    return None


def _commitments(events: Sequence[Row]) -> Iterator[tuple[tuple[int, str], str]]:
    """Yield the commitments in the bodies by place and name; place 0 is the header."""
    for seq, body, _ in events:
        if MARK not in body:
            continue
        read = parsed(body)
        for place, part in ((HEADER, "about"), (seq, "facts")):
            yield from (((place, name), one) for name, one in _sealed(read.get(part)))


def _sealed(facts: Any) -> Iterator[tuple[str, str]]:
    for name, fact in facts.items() if isinstance(facts, dict) else ():
        if isinstance(fact, dict) and SEALED in fact:
            yield name, fact[SEALED]


def _opens(value: Value, committed: str, digest: str) -> bool:
    """Say whether a value with its salt gives the commitment; what is no salt gives none."""
    try:
        salt = bytes.fromhex(value.salt or "")
    except ValueError:
        return False
    content = b"\0".join((salt, value.name.encode(), (value.text or "").encode()))
    return hashing(digest)(content).digest().hex() == committed
