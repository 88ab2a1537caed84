"""The reader of ledgers: one row a matter, whatever stands above, between and below the rows.

The header is found by what it says, not by where it stands. Whatever is passed over is noted; a
row with a fault is refused with the place of every fault, and the other rows are still read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from zhunsheng.base.chinese import listed
from zhunsheng.base.errors import Fault
from zhunsheng.intake.blank import headers_of
from zhunsheng.intake.cells import blank, shown
from zhunsheng.intake.columns import MATTER, NUMBER, Columns, Found, Meaning, columns_of, plain
from zhunsheng.intake.row import Plan, empty, plan, read_row
from zhunsheng.intake.sheet import Book, Row, Sheet
from zhunsheng.law.procedure import Procedure
from zhunsheng.record.record import Record

HEADER_WITHIN = 20
HEADER_LEAST = 2
SHARE_OF_BEST = 4
HEADER_CHARACTERS_MAX = 60  # a longer text is a remark, not the name of a column
PROGRESS_EVERY = 500
TOTAL = re.compile(r"(?:合计|小计|总计|共计|累计)(?:\d.*)?")
FOOTER = re.compile(
    r"(?:制表|填表|填报|审核|审批|批准|复核|统计|(?:单位)?负责)[人员日期单位时间]{0,3}[:：]"
    r"|(?:注|说明|备注)[\d ]*[:：]"
)
MANY = frozenset({"remark"})  # facts of which a sheet may have several columns
BRACKETS = MappingProxyType(str.maketrans("[]【】()<>《》", "〔〕〔〕〔〕〔〕〔〕"))
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """The records of a ledger in its order, every fault, and what the reader should know."""

    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Where a sheet's header ends (as a place in its rows), and what it says by column."""

    ends: int
    titles: Mapping[int, str]
    found: Mapping[int, Found]
    double: bool = False

    @property
    def score(self) -> int:
        """Count the different things the header says."""
        return len({one.meanings[0].key for one in self.found.values() if one.meanings})

    @property
    def meant(self) -> dict[int, Meaning]:
        """Give the columns that say one thing."""
        return {at: one.meaning for at, one in self.found.items() if one.meaning is not None}

    @property
    def weight(self) -> tuple[int, bool]:
        """Order headers: by what they say; of two that say the same, the single row."""
        return (self.score, not self.double)


@dataclass(slots=True)
class _Reader:
    """Reads the sheets of one book, gathering as it goes."""

    file: str
    procedure: Procedure
    columns: Columns
    progress: Progress | None
    total: int
    done: int = 0
    records: dict[str, Record] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    doubled: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    told: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)

    def read(self, sheets: Sequence[Sheet]) -> Reading:
        headed = _headed(sheets, self.columns)
        if not any(header for _, header in headed):
            self.faults.append(self._headless(sheets))
        for sheet, header in headed:
            self.notes += [_at(sheet, note) for note in sheet.notes]
            if header is not None:
                self._read_sheet(sheet, header)
            elif sheet.rows and any(found for _, found in headed):
                self.notes.append(_at(sheet, "没有找到表头，没有读入"))
            self._step(len(sheet.rows) if header is None else header.ends)
        if self.progress is not None:
            self.progress(self.total, self.total)
        kept = [record for key, record in self.records.items() if key not in self.doubled]
        return Reading(tuple(kept), tuple(self.faults), tuple(self.notes))

    def _read_sheet(self, sheet: Sheet, header: Header) -> None:
        rows = sheet.rows[header.ends :]
        faults = list(_header_faults(self.file, sheet, header))
        if faults:
            self.faults += faults
            self.notes.append(_at(sheet, "表头有误，各行没有读入"))
            self._step(len(rows))
            return
        self.notes += [_at(sheet, note) for note in _header_notes(header, self.columns)]
        prepared = plan(self.procedure, header.meant)
        self.notes += [_at(sheet, note) for note in _plan_notes(prepared)]
        passed: Counter[str] = Counter()
        for row in rows:
            self._step(1)
            why = _not_a_matter(row, header, prepared)
            if why:
                passed[why] += 1
            else:
                self._read_row(sheet, row, prepared)
        self.notes += [_at(sheet, f"{why}{count}行，没有读入") for why, count in passed.items()]
        self._tell(sheet, header)

    def _read_row(self, sheet: Sheet, row: Row, prepared: Plan) -> None:
        def note(column: int, text: str) -> None:
            first, count = self.told.get((sheet.name, column), ("", 0))
            said = first or f"第{row.number}行{text}"
            self.told[(sheet.name, column)] = (said, count + 1)

        default = f"{sheet.name or self.file}第{row.number}行"
        read = read_row(prepared, row.values, default="".join(default.split()), note=note)
        if isinstance(read, Record):
            self._keep(sheet, row, read, prepared)
            return
        for fault in read:
            wrong = fault.refusal
            place = sheet.place(row.number, fault.column)
            self.faults.append(Fault(self.file, place, wrong.what, wrong.why, wrong.remedy))

    def _keep(self, sheet: Sheet, row: Row, record: Record, prepared: Plan) -> None:
        key = _matter_key(record.matter)
        column = next((at for at, one in prepared.columns.items() if one.role == "matter"), None)
        place = sheet.place(row.number, column)
        if key not in self.records:
            self.records[key] = record
            self.places[key] = place
            return
        self.doubled.add(key)
        self.faults.append(
            Fault(
                self.file,
                place,
                f"案号“{record.matter}”与{self.places[key]}重复",
                "一件案件占一行，两行之中以哪一行为准不能确定，两行都没有读入",
                "请并为一行，或改正其中一个案号",
            )
        )

    def _tell(self, sheet: Sheet, header: Header) -> None:
        for (name, column), (text, count) in self.told.items():
            if name == sheet.name:
                more = f"（同列另有{count - 1}处类似）" if count > 1 else ""
                self.notes.append(_at(sheet, f"“{header.titles[column]}”列{text}{more}"))

    def _step(self, rows: int) -> None:
        before = self.done // PROGRESS_EVERY
        self.done += rows
        if self.progress is not None and self.done // PROGRESS_EVERY > before:
            self.progress(min(self.done, self.total), self.total)

    def _headless(self, sheets: Sequence[Sheet]) -> Fault:
        asked = [header for header, _ in headers_of(self.procedure)][: HEADER_WITHIN // 2]
        seen = [text for sheet in sheets for row in sheet.rows[:1] for text in _texts(row)]
        what = "没有找到表头"
        if seen:
            what += f"（第一行写的是“{'、'.join(seen[:HEADER_LEAST])}”等）"
        why = f"前{HEADER_WITHIN}行里没有一行有“{self.procedure.zh}”的两个以上列名"
        return Fault(
            self.file,
            "表头",
            what,
            why,
            f"列名请用“{'”“'.join(asked)}”等，或用 zhunsheng template 生成空白台账",
        )


def read_ledger(book: Book, procedure: Procedure, *, progress: Progress | None = None) -> Reading:
    """Read a book of ledgers of one procedure; `progress` is told of rows done and rows in all.

    Faults name the sheet, row and column as the workbook shows them. A header that could mean two
    things, or two columns that mean the same, refuse their sheet; a bad cell refuses its row.
    """
    total = sum(len(sheet.rows) for sheet in book.sheets)
    reader = _Reader(book.file, procedure, columns_of(procedure), progress, total)
    return reader.read(book.sheets)


def header_of(sheet: Sheet, columns: Columns) -> Header | None:
    """Find the row, or the two rows, among the first twenty that name most columns."""
    best: Header | None = None
    for start, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        single = _read_header(start + 1, _titles(row), columns)
        candidates = [single]
        if start + 1 < len(sheet.rows):
            candidates.append(_double_header(start, sheet.rows, columns))
        for header in candidates:
            if header.score >= HEADER_LEAST and (best is None or header.weight > best.weight):
                best = header
    return _settled(best) if best else None


def _headed(sheets: Sequence[Sheet], columns: Columns) -> list[tuple[Sheet, Header | None]]:
    """Give every sheet its header; one that says far less than the best sheet's is none."""
    headed = [(sheet, header_of(sheet, columns)) for sheet in sheets]
    most = max((header.score for _, header in headed if header), default=0)
    return [
        (sheet, header if header and header.score * SHARE_OF_BEST >= most else None)
        for sheet, header in headed
    ]


def fit_of(book: Book, procedure: Procedure) -> int:
    """Count what the headers of a book say in a procedure's words, for telling ledgers apart."""
    headers = (header_of(sheet, columns_of(procedure)) for sheet in book.sheets)
    return sum(header.score for header in headers if header is not None)


def _read_header(ends: int, titles: Mapping[int, str], columns: Columns) -> Header:
    return Header(ends, titles, {at: columns.find(title) for at, title in titles.items()})


def _double_header(start: int, rows: Sequence[Row], columns: Columns) -> Header:
    """Join a row of groups (送达) with the row of names below it (职工日期)."""
    upper, lower = _titles(rows[start], spread=True), _titles(rows[start + 1])
    titles: dict[int, str] = {}
    found: dict[int, Found] = {}
    own = _titles(rows[start])
    for at in sorted(own.keys() | lower.keys()):
        above, below = upper.get(at, "") if at in lower else own[at], lower.get(at, "")
        joined = above if above == below else f"{above}{below}"
        ways = list(dict.fromkeys(filter(None, (joined, below, above))))
        readings = [(way, columns.find(way)) for way in ways]
        titles[at], found[at] = next(
            ((way, one) for way, one in readings if one.meanings), readings[0]
        )
    return Header(start + 2, titles, found, double=True)


def _settled(header: Header) -> Header:
    """Settle what one column alone cannot: facts of several steps, and several numbers.

    A fact that several steps state under one name is that of the step whose day the sheet has too.
    Of several numbers the matter's own goes before that of a document, the left before the right.
    """
    dated = {one.event for one in header.meant.values() if one.role == "day"}
    found: dict[int, Found] = {}
    for at, one in header.found.items():
        here = tuple(way for way in one.meanings if way.role == "fact" and way.event in dated)
        found[at] = Found(here) if len(one.meanings) > 1 and here else one
    numbers = [at for at, one in header.meant.items() if one.role == "matter"]
    numbers.sort(key=lambda at: (header.meant[at].zh != NUMBER, _preferred(header.titles[at])))
    for at in numbers[1:]:
        found[at] = Found()
    return replace(header, found=found)


def _preferred(title: str) -> int:
    return MATTER.index(plain(title)) if plain(title) in MATTER else len(MATTER)


def _titles(row: Row, *, spread: bool = False) -> dict[int, str]:
    """Give the texts of a row by column; `spread` carries a text to the empty cells behind it."""
    titles: dict[int, str] = {}
    before = ""
    for at, value in enumerate(row.values):
        text = value.strip() if isinstance(value, str) else ""
        if len(text) > HEADER_CHARACTERS_MAX:
            text = ""
        if not text and spread and blank(value):
            text = before
        if text:
            titles[at] = text
        before = text
    return titles


def _header_faults(file: str, sheet: Sheet, header: Header) -> Iterator[Fault]:
    number = sheet.rows[header.ends - 1].number
    at_first: dict[tuple[str, ...], int] = {}
    for at, found in header.found.items():
        place, title = sheet.place(number, at), header.titles[at]
        if len(found.meanings) > 1:
            ways = listed(f"“{one.zh}”" for one in found.meanings)
            what = f"列名“{title}”有几种意思：{ways}"
            yield Fault(file, place, what, "不能确定这一列说的是哪一项", "请把列名改为其中之一")
        meaning = found.meaning
        if meaning is None or _may_repeat(meaning):
            continue
        if meaning.key in at_first:
            other = sheet.place(number, at_first[meaning.key])
            what = f"列名“{title}”与{other}的“{header.titles[at_first[meaning.key]]}”是同一项"
            why = "两列的值不同时以哪一列为准不能确定"
            yield Fault(file, place, what, why, "请删去一列，或把其中一列改名")
        at_first.setdefault(meaning.key, at)


def _may_repeat(meaning: Meaning) -> bool:
    return meaning.role == "ignored" or (meaning.fact is not None and meaning.fact.name in MANY)


def _with_nearest(title: str, columns: Columns) -> str:
    near = columns.nearest(title)
    return f"“{title}”" + (f"（是否指“{near}”？）" if near else "")


def _header_notes(header: Header, columns: Columns) -> Iterator[str]:
    unknown = [
        _with_nearest(header.titles[at], columns)
        for at, one in header.found.items()
        if not one.meanings
    ]
    if unknown:
        yield f"不认识的列没有读入：{listed(dict.fromkeys(unknown))}"
    implied = [header.titles[at] for at, one in header.meant.items() if one.implied]
    if implied:
        yield f"没有写明文书的送达列，按本行作出的决定的文书读入：{listed(implied)}"


def _plan_notes(prepared: Plan) -> Iterator[str]:
    if not prepared.numbered:
        has_any = any(one.role == "matter" for one in prepared.columns.values())
        when = "，没有文书号的行" if has_any else "，"
        yield f"没有案号列（{listed(MATTER[:3])}等）{when}以所在行代替案号"
    undated = [
        meaning.zh
        for meaning in prepared.columns.values()
        if meaning.role == "fact" and meaning.event not in prepared.dated
    ]
    if undated:
        yield f"没有相应的日期列，以下各列不知记在哪一天，没有读入：{listed(undated)}"
    if any(one.role == "paper" for one in prepared.columns.values()):
        yield "只写有无、没有写日期的材料，按相应步骤当日已入卷读入"


def _not_a_matter(row: Row, header: Header, prepared: Plan) -> str:
    """Say why a row is passed over; empty for a matter."""
    texts = _texts(row)
    if any(TOTAL.fullmatch(plain(text)) for text in texts[:2]):
        return "合计或小计"
    if _repeats_header(row, header):
        return "重复的表头"
    used = {
        at: meaning
        for at, meaning in prepared.columns.items()
        if meaning.role != "ignored" and not empty(row.at(at), meaning)
    }
    if not used:
        return "只有序号或没有内容的"
    dated = any(meaning.role == "day" for meaning in used.values())
    return "表尾说明" if texts and FOOTER.match(texts[0]) and not dated else ""


def _repeats_header(row: Row, header: Header) -> bool:
    same = [plain(header.titles.get(at, "")) == plain(shown(row.at(at))) for at in header.titles]
    return sum(same) > len(same) // 2


def _texts(row: Row) -> list[str]:
    return [value.strip() for value in row.values if isinstance(value, str) and value.strip()]


def _matter_key(matter: str) -> str:
    """Give the number of a matter in one writing: widths and kinds of brackets do not count."""
    return unicodedata.normalize("NFKC", matter).translate(BRACKETS).upper()


def _at(sheet: Sheet, note: str) -> str:
    return f"工作表“{sheet.name}”：{note}" if sheet.name else note
