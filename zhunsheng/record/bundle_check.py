"""Following the events of a bundle: every link, every number, every root, up to the first fault.

Each line is written anew from what it should say and compared whole, so nothing in it escapes.
JSON is read only where something does not fit, and where a personal value is to be opened.
"""

from __future__ import annotations

import json
from binascii import hexlify
from collections.abc import Callable
from dataclasses import dataclass

from zhunsheng.record.bundle_text import (
    EVENTS,
    Manifest,
    event_seq,
    read_heads,
    read_personal,
)
from zhunsheng.record.hashing import hashing
from zhunsheng.record.leaf import MATTER, Sealed, UnreadableBody, check_sealed, opening
from zhunsheng.record.merkle import Frontier
from zhunsheng.record.tagged import ENCODER
from zhunsheng.record.unpacking import Lines, Members
from zhunsheng.record.values import escape

BODY_KEY = b'"body":'
MATTER_KEY = MATTER.encode()
NOTE_KEY = b',"note":'
WHOLE = "总根"
NOWHERE = (0, b"")
RESTORE = "请从备份恢复，并查明是谁、何时改动的"
EXPORT = "请重新导出；仍不符的，请从备份恢复"


@dataclass(frozen=True, slots=True)
class BundleFault:
    """The first thing of a bundle that does not fit: which event it is, what, why, what to do.

    `position` counts all events from 0, `seq` those of the matter from 1. Where the fault is not of
    one event, `matter` is "" and `seq` 0, and `position` is where the doubt begins, or None.
    """

    matter: str
    seq: int
    position: int | None
    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        places = [f"“{escape(self.matter)}”第{self.seq}条"] if self.matter else []
        if self.position is not None:
            places.append(f"全部事项中的第{self.position + 1}条")
        place = "，".join(places) or "全部事项"
        return f"{place}：{self.what}。{self.why}。{self.remedy}。"


class Check:
    """The state of one verification; `run` it once."""

    def __init__(self, members: Members, manifest: Manifest, root: str) -> None:
        self.members = members
        self.manifest = manifest
        self.root = root.lower()
        self.frontier = Frontier(manifest.digest)
        self.latest: dict[bytes, tuple[int, bytes]] = {}  # by matter as JSON: seq and head
        self.published = ""
        self.days = 0
        self.opened = 0
        self._new = hashing(manifest.digest)
        self._heads = read_heads(members)
        self._day = next(self._heads, None)
        self._certain = 0  # so many events fit the root of a day
        self._personal = read_personal(members)
        self._pending: tuple[str, Sealed] | None = None
        self._wanted = NOWHERE
        self._want()

    def run(self, tell: Callable[[int, int], None]) -> BundleFault | None:
        """Give the first fault, or None where everything fits; raises `InputRefused`."""
        fault = self._check_days()
        for lines in self.members.blocks(EVENTS):
            fault = fault or self._take_block(lines)
            if fault is not None:
                return fault
            tell(self.frontier.size, self.manifest.size)
        return fault or self._check_counts() or self._check_roots()

    def _take_block(self, lines: Lines) -> BundleFault | None:
        """Follow lines, and stop wherever there is a root to compare."""
        begin = 0
        while begin < len(lines):
            room = self._room()
            if not room:
                return self._extra(lines[begin])
            fault = self._follow(lines[begin : begin + room]) or self._check_days()
            if fault is not None:
                return fault
            begin += room
        return None

    def _room(self) -> int:
        """Give how many events come before the next root is to be compared."""
        stop = self.manifest.size
        if self._day is not None:
            stop = min(stop, self._day.size)
        return stop - self.frontier.size

    def _follow(self, lines: Lines) -> BundleFault | None:
        new, latest, heads = self._new, self.latest, list[bytes]()
        fault = None
        for position, line in enumerate(lines, start=self.frontier.size):
            body = line[line.find(BODY_KEY) + len(BODY_KEY) : -1]
            cut = body.rfind(MATTER_KEY)
            matter = body[cut + len(MATTER_KEY) : body.find(NOTE_KEY, cut)]
            before, previous = latest.get(matter) or self._opening(matter)
            seq, head = before + 1, new(previous + body).digest()
            fits = line == b'{"position":%d,"head":"%b","body":%b}' % (
                position,
                hexlify(head),
                body,
            )
            if not fits or not body.endswith(b',"seq":%d}' % seq):
                fault = self._explain(line, position)
                break
            latest[matter] = seq, head
            heads.append(head)
            if seq == self._wanted[0] and matter == self._wanted[1]:
                fault = self._check_sealed(body, position)
                if fault is not None:
                    break
        self.frontier.extend(heads)
        return fault

    def _opening(self, matter: bytes) -> tuple[int, bytes]:
        """Give where a matter begins; what is no number of a matter begins nowhere, and fits not.

        One matter must not have two names, so it has to be written as we write it.
        """
        try:
            number = json.loads(matter)
            if isinstance(number, str) and _key(number) == matter:
                return 0, opening(number, self.manifest.digest)
        except (ValueError, RecursionError):
            return NOWHERE
        return NOWHERE

    def _explain(self, line: bytes, position: int) -> BundleFault:
        """Say what is wrong with an event that does not fit."""
        written, matter, seq = self._read(line, position)
        before, _ = self.latest.get(_key(matter), NOWHERE)
        if written != position:
            what = "写明的位置是" + (f"第{written + 1}条" if type(written) is int else "别的")
            why = "它前面少了、多了事项，或者次序被调换"
        elif seq > before + 1:
            what, why = f"它前面缺少这一办件的第{before + 1}条", "事项被删去，或者次序被调换"
        elif seq <= before:
            what, why = "这一序号已经有过", "事项被重复、插入，或者次序被调换"
        else:
            what, why = "与它的哈希不符", "它的内容、写法、哈希，或者它前面的事项被改动过"
        return BundleFault(matter, seq, position, what, why, RESTORE)

    def _extra(self, line: bytes) -> BundleFault:
        """Say that there is no room for an event."""
        _, matter, seq = self._read(line, self.frontier.size)
        what = f"是多出来的：清单只写明{self.manifest.size}条"
        why = "事项是后来插入的，或者清单被改动过"
        return BundleFault(matter, seq, self.frontier.size, what, why, EXPORT)

    def _read(self, line: bytes, position: int) -> tuple[object, str, int]:
        """Give the position, the matter and the number an event claims; raises `InputRefused`."""
        read = self.members.object(line, EVENTS, position + 1)
        body = read.get("body")
        matter, seq = (body.get("matter"), body.get("seq")) if isinstance(body, dict) else (0, 0)
        if not isinstance(matter, str) or type(seq) is not int:
            self.members.refuse(
                EVENTS, position + 1, "不是一条事项", "body 中应有 matter（案号）和 seq（序号）"
            )
        return read.get("position"), matter, seq

    def _check_days(self) -> BundleFault | None:
        """Compare the roots taken when there were as many events as now; sizes never fall."""
        size = self.frontier.size
        while self._day is not None and self._day.size <= size:
            day = self._day.day.isoformat()
            if self._day.size < size or self._day.root != self.frontier.root().hex():
                return self._doubt(f"与{day}的根不符")
            self._certain = size
            self.days += 1
            self._publish(self._day.root, day)
            self._day = next(self._heads, None)
        return None

    def _check_counts(self) -> BundleFault | None:
        """Compare how much there is with how much there should be, now that all is read."""
        size, manifest = self.frontier.size, self.manifest
        if size < manifest.size:
            what = f"缺少：清单写明{manifest.size}条，只有{size}条"
            return BundleFault("", 0, size, what, "末尾的事项被删去，或者文件不完整", EXPORT)
        if self._day is not None:
            what = f"缺少：{self._day.day.isoformat()}的根写明{self._day.size}条"
            return BundleFault("", 0, size, what, "末尾的事项被删去，或者清单被改动过", EXPORT)
        if self._pending is not None:
            matter, sealed = self._pending
            what = f"个人信息“{escape(sealed.name)}”找不到它的事项"
            why = "它是加进来的，或者次序被调换"
            return BundleFault(matter, event_seq(sealed), None, what, why, EXPORT)
        if len(self.latest) != manifest.matters:
            what = f"清单写明{manifest.matters}件办件，实为{len(self.latest)}件"
            return BundleFault("", 0, None, what, "清单被改动过", EXPORT)
        return None

    def _check_roots(self) -> BundleFault | None:
        """Compare the root over everything with the manifest's and the published one."""
        if self.frontier.root().hex() != self.manifest.root:
            return self._doubt("与清单的总根不符")
        self._publish(self.manifest.root, WHOLE)
        if self.root and not self.published:
            what = "公布的根既不是这里的总根，也不是其中任何一日的根"
            why = "公布之后有事项被改动，或者不是同一份记录"
            return BundleFault("", 0, None, what, why, RESTORE)
        return None

    def _publish(self, root: str, name: str) -> None:
        if root == self.root:
            self.published = name

    def _doubt(self, what: str) -> BundleFault:
        """Say that the events since the last root that fits are not those that were there."""
        begin, end = self._certain, self.frontier.size
        if begin == end:
            return BundleFault("", 0, None, what, "根被改动过", EXPORT)
        why = f"从这一条到第{end}条之间有事项连同哈希一起被改写，或者根被改动过"
        return BundleFault("", 0, begin, what, why, RESTORE)

    def _check_sealed(self, body: bytes, position: int) -> BundleFault | None:
        """Open the personal values that are of this event."""
        matter, sealed = self._take()
        seq = event_seq(sealed[0])
        try:
            wrong = check_sealed(body.decode(), sealed, self.manifest.digest)
        except (UnreadableBody, UnicodeDecodeError):
            self.members.refuse(EVENTS, position + 1, "不是一条事项", "body 不是 JSON 对象")
        self.opened += len(sealed)
        if not wrong:
            return None
        what = f"个人信息“{escape(wrong[0])}”与事项里的承诺不符"
        return BundleFault(matter, seq, position, what, "这个值或者它的盐被换过", RESTORE)

    def _take(self) -> tuple[str, list[Sealed]]:
        """Give the waiting values of one event and look at the next."""
        matter, taken = "", list[Sealed]()
        wanted = self._wanted
        while self._pending is not None and self._wanted == wanted:
            matter = self._pending[0]
            taken.append(self._pending[1])
            self._want()
        return matter, taken

    def _want(self) -> None:
        self._pending = next(self._personal, None)
        if self._pending is None:
            self._wanted = NOWHERE
            return
        matter, sealed = self._pending
        self._wanted = event_seq(sealed), _key(matter)


def _key(matter: str) -> bytes:
    """Give a matter's number as it stands in a body."""
    return ENCODER.encode(matter).encode("utf-8", "surrogatepass")
