r"""The plain text form of records, both ways.

::

    益人社工伤〔2025〕132号 work_injury
      worker 李某
      employer "湖南某建设（集团） 有限公司"
    2025-02-20 applied by=worker papers=application_form,diagnosis
    2025-03-20T14:30 suspended for=traffic_police recorded=2025-03-21T09:00
    2025-05-12 decided result=determined appealable officers=A041,A077
    2025-05-13 decided result=determined corrects=3
      | 日期以送批单为准。

- A line at the margin with two words, matter and procedure, opens a matter; a blank line closes
  it. The matter's number has no spaces and does not look like a day.
- Indented ``name value`` lines before the first event say what is known from the start.
- A line that begins with a day is an event: ``DAY[THH:MM] kind``, then words in any order.
  ``name`` alone says yes, ``name=value`` says what. Three names are the event's own:
  ``papers=`` (a list), ``recorded=`` (day and time of day) and ``corrects=`` (a number from 1).
- Indented ``| text`` lines after an event are its note, one line each.
- Values: ``yes`` ``no`` ``?`` (not known), integers of up to 15 digits without leading zero,
  decimals with a point, days as ``2025-03-01``, lists with commas (a list of one ends in a comma,
  the empty list is a comma), and texts. Anything with spaces, quotes, ``=``, a comma (also the
  Chinese one) or a backslash, and any text that would read as another kind, stands in quotes;
  ``\"``, ``\\``, ``\n``, ``\r``, ``\t``, ``\u3000`` are read there, and (without the quote)
  in notes.
- A line whose first sign is ``#`` is a remark to the reader of the file and is not kept.

`write` makes the canonical text, which `read` reads back as the same records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import TypeVar

from zhunsheng.base.errors import Fault
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import CorrectionRefused, Record, check_corrections
from zhunsheng.record.values import (
    INTEGER,
    BadWord,
    UnwritableRecord,
    escape,
    read_day,
    read_list,
    read_value,
    split_words,
    unescape,
    write_list,
    write_value,
)

Kept = TypeVar("Kept")
EVENT_WORDS = ("papers", "recorded", "corrects")
LIKE_A_DAY = re.compile(r"\d{1,4}[-./年]\d{1,2}[-./月]\d{1,2}日?(?:T.*)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """The records of a text, in its order, and every fault of the matters that were left out."""

    records: list[Record]
    faults: list[Fault]


@dataclass(slots=True)
class _Draft:
    """One matter while its lines are read; `lines` and `notes` go with `events`."""

    matter: str
    procedure: str
    about: dict[str, Value] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    sound: bool = True

    def noted(self) -> tuple[Event, ...]:
        """Give the events with their notes."""
        pairs = zip(self.events, self.notes, strict=True)
        return tuple(
            replace(event, note="\n".join(lines)) if lines else event for event, lines in pairs
        )


def read(text: str, file: str) -> Reading:
    """Read every matter of a text; `file` is its name for the faults."""
    return _Reader(file).read(text)


def write(records: Iterable[Record]) -> str:
    """Write records as canonical text; raises `UnwritableRecord`."""
    return "\n".join("".join(f"{line}\n" for line in _lines(record)) for record in records)


class _Reader:
    """Reads line by line; a matter with a fault is read to its end, then left out."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.number = 0
        self.reading = Reading([], [])
        self.draft: _Draft | None = None
        self.lost = False

    def read(self, text: str) -> Reading:
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        for self.number, line in enumerate(lines, start=1):
            try:
                self._take(line)
            except BadWord as bad:
                self._fault(bad.what, bad.why, bad.remedy)
        self._close()
        return self.reading

    def _take(self, line: str) -> None:
        if not line.strip():
            self._close()
        elif line.startswith("#"):
            return
        elif line[0].isspace():
            self._take_indented(line)
        elif LIKE_A_DAY.fullmatch(line.split(maxsplit=1)[0]):
            self._take_event(line)
        else:
            self._open(line)

    def _open(self, line: str) -> None:
        self._close()
        self.lost = True
        words = line.split()
        if len(words) != 2 or not words[1].isidentifier():
            raise BadWord(
                "不是案号加程序名",
                "顶格的行要么以日期开头，要么是“案号 程序名”两个词",
                "请写作“益人社工伤〔2025〕132号 work_injury”；日期写作 2025-03-01",
            )
        self.draft = _Draft(words[0], words[1])
        self.lost = False

    def _close(self) -> None:
        """End the matter being read, if there is one, and keep it when it is sound."""
        draft, self.draft, self.lost = self.draft, None, False
        if draft is None or not draft.sound:
            return
        events = draft.noted()
        try:
            check_corrections(events)
        except CorrectionRefused as bad:
            self.number, here = draft.lines[bad.number - 1], self.number
            self._fault(bad.what, bad.why, bad.remedy)
            self.number = here
            return
        self.reading.records.append(Record(draft.matter, draft.procedure, draft.about, events))

    def _fault(self, what: str, why: str, remedy: str) -> None:
        if self.draft:
            self.draft.sound = False
        place = f"第{self.number}行"
        self.reading.faults.append(Fault(self.file, place, what, why, remedy))

    def _owner(self) -> _Draft | None:
        """Give the matter a line belongs to; None when that matter's own line was refused."""
        if self.draft is None and not self.lost:
            self.lost = True
            raise BadWord(
                "这一行不属于任何案件",
                "案件以“案号 程序名”一行开头，以空行结束",
                "请在前面补上案号行，或删去空行",
            )
        return self.draft

    def _take_indented(self, line: str) -> None:
        draft = self._owner()
        if draft is None:
            return
        written = line.strip()
        if written.startswith("|"):
            _add_note(draft, line.lstrip()[1:].removeprefix(" "))
        elif LIKE_A_DAY.fullmatch(written.split(maxsplit=1)[0]):
            raise BadWord("事项行缩进了", "缩进的行是基本情况或说明，事项须顶格", "请删去行首空格")
        elif draft.lines:
            raise BadWord(
                "缩进的行夹在事项之间",
                "事项之后的缩进行只能是以“|”开头的说明",
                "事项请顶格书写，基本情况请移到第一个事项之前，说明请以“  | ”开头",
            )
        else:
            _add_about(draft, written)

    def _take_event(self, line: str) -> None:
        draft = self._owner()
        if draft is None:
            return
        draft.lines.append(self.number)
        draft.notes.append([])
        draft.events.append(_read_event(split_words(line)))


def _add_about(draft: _Draft, written: str) -> None:
    words = split_words(written)
    if len(words) > 2:
        raise BadWord(
            f"“{words[0]}”后面不止一个值",
            "空格把一行分成名称和一个值",
            "值中有空格时请把整个值放进半角引号",
        )
    _put(draft.about, words[0], read_value(words[1]) if len(words) > 1 else True)


def _add_note(draft: _Draft, written: str) -> None:
    if not draft.notes:
        raise BadWord("说明之前没有事项", "说明附在一个事项之后", "请把说明移到它所说明的事项之后")
    draft.notes[-1].append(unescape(written))


def _put(facts: dict[str, Kept], name: str, value: Kept) -> None:
    if not name.isidentifier():
        raise BadWord(
            f"“{name}”不能作名称", "名称由字母、汉字、数字和下划线组成，不以数字开头", "请改正名称"
        )
    if name in facts:
        raise BadWord(f"“{name}”写了两次", "同一事实有两个值时无法判断以哪个为准", "请只保留一个")
    facts[name] = value


def _read_event(words: list[str]) -> Event:
    if len(words) < 2:
        raise BadWord(
            "日期后面没有事项名称", "每一行须写明发生了什么", "请在日期后写事项名称，如 accepted"
        )
    if not words[1].isidentifier():
        raise BadWord(
            f"“{words[1]}”不能作事项名称", "日期之后须先写事项名称", "请改正，如 accepted"
        )
    day, clock, hour = words[0].partition("T")
    facts: dict[str, Value] = {}
    own: dict[str, str] = {}
    for word in words[2:]:
        name, says, value = word.partition("=")
        if name in EVENT_WORDS:
            _put(own, name, value)
        else:
            _put(facts, name, read_value(value) if says else True)
    papers, recorded, corrects = map(own.get, EVENT_WORDS)
    return Event(
        kind=words[1],
        happened_on=read_day(day),
        happened_at=_read_hour(hour) if clock else None,
        recorded_at=None if recorded is None else _read_moment(recorded),
        facts=facts,
        papers=() if papers is None else _read_papers(papers),
        corrects=None if corrects is None else _read_number(corrects),
    )


def _read_papers(written: str) -> tuple[str, ...]:
    if not written:
        raise BadWord("papers 后面没有材料", "没有材料时不写 papers", "请写作 papers=a,b 或删去")
    return read_list(written)


def _read_moment(written: str) -> datetime:
    day, _, hour = written.partition("T")
    return datetime.combine(read_day(day), _read_hour(hour))


def _read_number(written: str) -> int:
    if not INTEGER.fullmatch(written):
        raise BadWord(f"corrects 的值“{written}”不是序号", "更正须指明第几条", "请写作 corrects=3")
    return int(written)


def _read_hour(written: str) -> time:
    try:
        return time.fromisoformat(written)
    except ValueError:
        raise BadWord(
            f"“{written}”不是时刻", "时刻须写作 T09:00，在0时至23时59分之间", "请改正时刻"
        ) from None


def _lines(record: Record) -> Iterator[str]:
    _check_names(record)
    yield f"{record.matter} {record.procedure}"
    for name, value in record.about.items():
        yield f"  {name}" if value is True else f"  {name} {write_value(value)}"
    for event in record.events:
        yield _event_line(event)
        if event.note:
            notes = map(escape, event.note.split("\n"))
            yield from (f"  | {line}" if line else "  |" for line in notes)


def _event_line(event: Event) -> str:
    moment = event.happened_on.isoformat()
    if event.happened_at is not None:
        moment += f"T{_hour(event.happened_at)}"
    words = [moment, event.kind]
    for name, value in event.facts.items():
        words.append(name if value is True else f"{name}={write_value(value)}")
    if event.papers:
        words.append(f"papers={write_list(event.papers)}")
    if event.recorded_at is not None:
        recorded = event.recorded_at
        words.append(f"recorded={recorded.date().isoformat()}T{_hour(recorded.timetz())}")
    if event.corrects is not None:
        words.append(f"corrects={event.corrects}")
    return " ".join(words)


def _hour(hour: time) -> str:
    whole = not hour.second and not hour.microsecond
    return hour.isoformat(timespec="minutes" if whole else "auto")


def _check_names(record: Record) -> None:
    matter = record.matter
    if matter.split() != [matter] or matter[0] in "#\ufeff" or LIKE_A_DAY.fullmatch(matter):
        raise UnwritableRecord(f"案号“{matter}”", "案号不能为空、含空格、以“#”开头或写成日期的样子")
    names = [record.procedure, *record.about]
    for event in record.events:
        names += [event.kind, *event.facts]
        clash = set(EVENT_WORDS).intersection(event.facts)
        if clash:
            raise UnwritableRecord(f"{matter}的事实“{min(clash)}”", "这个名称在文本中另有所指")
    for name in names:
        if not name.isidentifier():
            raise UnwritableRecord(
                f"{matter}的名称“{name}”", "名称由字母、汉字、数字和下划线组成，不以数字开头"
            )
