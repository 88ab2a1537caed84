"""The reader of .xlsx: one pass over each sheet, merged areas spread, faults kept in their cells.

A formula is read as the result the workbook keeps for it, and the sheet's notes say how many there
are; a formula without a kept result, an error value and an overlong text become a `Refusal` in
their cell. Hidden rows and sheets are read like any other, and noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhunsheng.intake.archive import Package, resolve
from zhunsheng.intake.cells import CellValue, Refusal
from zhunsheng.intake.numbers import DAY_FORMATS, in_days, in_number, names_day
from zhunsheng.intake.sheet import (
    CELL_CHARACTERS_MAX,
    Book,
    Budget,
    Row,
    Sheet,
    column_index,
    refused,
    too_many,
)

SHEETS_MAX = 200
MERGES_MAX = 50_000
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

NO_RESULT = Refusal(
    "公式没有保存计算结果", "本系统不代替 Excel 计算", "请用 Excel 打开、重新计算并保存后再导入"
)
TOO_LONG = Refusal(
    f"单元格文字超过{CELL_CHARACTERS_MAX}字", "超出 Excel 单元格的上限", "请删减或改作附件"
)
NO_TEXT = Refusal("单元格指向的文字不存在", "工作簿内部不一致", "请用 Excel 打开后另存为 .xlsx")
NO_FORM = Refusal("单元格内容读不出来", "它的写法不合 xlsx 格式", "请重新填写这个单元格")


def read_workbook(content: bytes, file: str) -> Book:
    """Read every sheet of an .xlsx; raises `InputRefused`."""
    package = Package(content, file)
    budget = Budget(file)
    main = _main_part(package)
    overview = _Overview()
    package.read(main, overview)
    links = _links(package, main)
    if len(overview.sheets) > SHEETS_MAX:
        too_many(file, "工作簿", f"工作表超过{SHEETS_MAX}张")
    lookup = _Lookup(budget=budget, first_1904=overview.first_1904)
    for link in links.values():
        if link.kind == "styles" and link.part in package:
            package.read(link.part, _Styles(lookup))
        elif link.kind == "sharedStrings" and link.part in package:
            package.read(link.part, _Texts(lookup))
    sheets = []
    for name, link_id, hidden in overview.sheets:
        found = links.get(link_id)
        if found is not None and found.kind == "worksheet":
            sheets.append(_read_sheet(package, found.part, name, hidden, lookup))
    return Book(file, tuple(sheets))


@dataclass(frozen=True, slots=True)
class _Link:
    kind: str
    part: str


@dataclass(slots=True)
class _Lookup:
    """What the cells of every sheet point into."""

    budget: Budget
    first_1904: bool
    texts: list[str | Refusal] = field(default_factory=list)
    day_styles: list[bool] = field(default_factory=list)


class _Quiet:
    """A handler that minds nothing; readers of parts override what they mind."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Pass over an element's beginning."""

    def end(self, name: str) -> None:
        """Pass over an element's end."""

    def text(self, characters: str) -> None:
        """Pass over text."""


class _Links(_Quiet):
    def __init__(self, base: str) -> None:
        self.base = base
        self.links: dict[str, _Link] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            part = resolve(self.base, attributes.get("Target", ""))
            self.links[attributes.get("Id", "")] = _Link(kind, part)


class _Overview(_Quiet):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.first_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            link_id = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), link_id, hidden))
        elif name == "workbookPr":
            self.first_1904 = attributes.get("date1904") in ("1", "true")


class _Styles(_Quiet):
    """Learns which cell formats show a number as a day."""

    def __init__(self, lookup: _Lookup) -> None:
        self.lookup = lookup
        self.shows_day = dict.fromkeys(DAY_FORMATS, True)
        self.in_formats = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            number = attributes.get("numFmtId", "")
            self.shows_day[number] = names_day(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self.in_formats = True
        elif name == "xf" and self.in_formats:
            number = attributes.get("numFmtId", "0")
            self.lookup.day_styles.append(self.shows_day.get(number, False))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.in_formats = False


class _TextCollector(_Quiet):
    """Collects the text of one cell, but no phonetic guides and never more than a cell holds."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.pieces: list[str] = []
        self.length = 0
        self.open = False
        self.guide = False

    def clear(self) -> None:
        self.pieces = []
        self.length = 0

    def text(self, characters: str) -> None:
        if self.open and not self.guide:
            self.length += len(characters)
            if self.length <= CELL_CHARACTERS_MAX:
                self.pieces.append(characters)

    def value(self, place: str) -> str | Refusal:
        if self.length > CELL_CHARACTERS_MAX:
            return TOO_LONG
        self.budget.take(place, characters=self.length)
        text = "".join(self.pieces)
        return ESCAPED.sub(_unescape, text) if "_x" in text else text


class _Texts(_TextCollector):
    """Reads the shared texts."""

    def __init__(self, lookup: _Lookup) -> None:
        super().__init__(lookup.budget)
        self.lookup = lookup

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.clear()
        elif name == "t":
            self.open = True
        elif name == "rPh":
            self.guide = True

    def end(self, name: str) -> None:
        if name == "t":
            self.open = False
        elif name == "rPh":
            self.guide = False
        elif name == "si":
            self.lookup.texts.append(self.value("共享文字"))


class _Cells(_TextCollector):
    """Reads the cells of one sheet into rows of values."""

    def __init__(self, lookup: _Lookup, name: str) -> None:
        super().__init__(lookup.budget)
        self.lookup = lookup
        self.place = f"工作表“{name}”"
        self.rows: dict[int, list[CellValue]] = {}
        self.areas: list[tuple[int, int, int, int]] = []
        self.row = 0
        self.column = -1
        self.kind = "n"
        self.style = 0
        self.formula = False
        self.valued = False
        self.formulas = 0
        self.hidden_rows = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self.open = True
            self.valued = True
        elif name == "row":
            number = attributes.get("r")
            self.row = int(number) if number else self.row + 1
            self.column = -1
            self.hidden_rows += attributes.get("hidden") in ("1", "true")
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.guide = True
        elif name == "mergeCell":
            self._add_area(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in ("v", "t"):
            self.open = False
        elif name == "rPh":
            self.guide = False

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = PLACE.fullmatch(attributes.get("r", ""))
        self.column = column_index(place[1]) if place else self.column + 1
        self.kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self.style = int(style) if style.isdecimal() else 0
        self.formula = self.valued = self.open = self.guide = False
        self.clear()

    def _end_cell(self) -> None:
        value = self._cell_value()
        self.formulas += self.formula
        if value is None or value == "":
            return
        row, column = self.row, self.column
        self.budget.check_place(self.place, row, column)
        values = self.rows.setdefault(row, [])
        missing = column + 1 - len(values)
        if missing > 0:
            self.budget.take(self.place, cells=missing)
            values.extend([None] * missing)
        values[column] = value

    def _cell_value(self) -> CellValue:
        written = "".join(self.pieces) if self.length <= CELL_CHARACTERS_MAX else ""
        if self.formula and not written and not (self.kind == "str" and self.valued):
            return NO_RESULT
        if self.kind in ("str", "inlineStr"):
            text = self.value(self.place)
            return text.strip() if isinstance(text, str) else text
        if self.length > CELL_CHARACTERS_MAX:
            return TOO_LONG
        return self._typed(written.strip()) if written else None

    def _typed(self, written: str) -> CellValue:
        if self.kind == "s":
            index = int(written) if written.isdecimal() else len(self.lookup.texts)
            text = self.lookup.texts[index] if index < len(self.lookup.texts) else NO_TEXT
            return text.strip() if isinstance(text, str) else text
        if self.kind == "b":
            return written == "1"
        if self.kind == "e":
            return Refusal(f"单元格是错误值 {written}", "公式算不出结果", "请改正公式或直接填写")
        if self.kind == "d":
            return written
        return self._numeric(written)

    def _numeric(self, written: str) -> CellValue:
        number = in_number(written)
        if number is None:
            return NO_FORM
        styles = self.lookup.day_styles
        if self.style < len(styles) and styles[self.style]:
            return in_days(number, first_1904=self.lookup.first_1904)
        return number

    def _add_area(self, written: str) -> None:
        area = AREA.fullmatch(written)
        if area and area[3]:
            if len(self.areas) >= MERGES_MAX:
                too_many(self.budget.file, self.place, f"合并单元格超过{MERGES_MAX}处")
            first, last = column_index(area[1]), column_index(area[3])
            self.areas.append((int(area[2]), int(area[4]), first, last))


def _read_sheet(package: Package, part: str, name: str, hidden: bool, lookup: _Lookup) -> Sheet:
    cells = _Cells(lookup, name)
    package.read(part, cells)
    _spread(cells)
    rows = tuple(
        Row(number, tuple(values)) for number, values in sorted(cells.rows.items()) if values
    )
    return Sheet(name, rows, hidden, tuple(_notes(cells, hidden)))


def _spread(cells: _Cells) -> None:
    """Give every cell of a merged area the value of its first cell.

    Only rows that hold something of their own are filled, and only as far right as the sheet goes.
    """
    width = max(map(len, cells.rows.values()), default=0)
    for top, bottom, left, right in cells.areas:
        values = cells.rows.get(top, [])
        value = values[left] if left < len(values) else None
        if value is None:
            continue
        filled = range(left, min(right + 1, width))
        # Charged before the work is done: thousands of overlapping areas would take for ever.
        height = min(bottom - top + 1, len(cells.rows))
        cells.budget.take(cells.place, cells=height * max(len(filled), 1))
        for number in _rows_between(cells, top, bottom):
            values = cells.rows[number]
            values.extend([None] * (filled.stop - len(values)))
            for column in filled:
                values[column] = value


def _rows_between(cells: _Cells, top: int, bottom: int) -> list[int]:
    """Give the rows of an area that exist, by the cheaper of two ways."""
    if bottom - top < len(cells.rows):
        return [number for number in range(top, bottom + 1) if number in cells.rows]
    return [number for number in cells.rows if top <= number <= bottom]


def _notes(cells: _Cells, hidden: bool) -> list[str]:
    notes = []
    if hidden:
        notes.append("工作表是隐藏的，一并读入")
    if cells.hidden_rows:
        notes.append(f"隐藏的行{cells.hidden_rows}行，一并读入")
    if cells.formulas:
        notes.append(f"公式单元格{cells.formulas}个，取文件中保存的计算结果")
    if cells.areas:
        notes.append(f"合并单元格{len(cells.areas)}处，其值用于合并区的每一行每一列")
    return notes


def _main_part(package: Package) -> str:
    roots = _links(package, "")
    for link in roots.values():
        if link.kind == "officeDocument" and link.part.endswith(".xml"):
            return link.part
    raise refused(
        package.file,
        "文件开头",
        "不是 .xlsx 工作簿",
        "压缩包里没有工作簿（可能是 .xlsb、.ods、.docx 或普通压缩包）",
        "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”",
    )


def _links(package: Package, base: str) -> dict[str, _Link]:
    folder, _, name = base.rpartition("/")
    part = f"{folder}/_rels/{name}.rels".lstrip("/")
    links = _Links(base)
    if part in package:
        package.read(part, links)
    return links.links


def _unescape(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return sign if sign.isprintable() or sign in "\n\t" else ""
