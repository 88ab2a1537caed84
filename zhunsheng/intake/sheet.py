"""What a reader of workbooks hands on: books of sheets of rows, and the refusal of a whole file."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.intake.cells import CellValue

ROWS_MAX = 100_000
COLUMNS_MAX = 500
CELLS_MAX = 1_000_000
CHARACTERS_MAX = 20_000_000
CELL_CHARACTERS_MAX = 32_767  # what Excel itself allows
LETTERS = 26


@dataclass(frozen=True, slots=True)
class Row:
    """One row with at least one value; `number` counts from 1 as the workbook shows it."""

    number: int
    values: tuple[CellValue, ...]

    def at(self, column: int) -> CellValue:
        """Give the value in a column counted from 0; None beyond the last value."""
        return self.values[column] if column < len(self.values) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `notes` state every reading that is not the plain one."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    notes: tuple[str, ...] = ()

    def place(self, row: int, column: int | None = None) -> str:
        """Say where a row (from 1) or a cell (column from 0) stands, for a fault."""
        sheet = f"工作表“{self.name}”" if self.name else ""
        letters = "" if column is None else f"{column_letters(column)}列"
        return f"{sheet}第{row}行{letters}"


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets of one file, in its order, hidden ones too."""

    file: str
    sheets: tuple[Sheet, ...]


@dataclass(slots=True)
class Budget:
    """How much of the limits of one file is left."""

    file: str
    cells: int = CELLS_MAX
    characters: int = CHARACTERS_MAX

    def take(self, place: str, *, cells: int = 0, characters: int = 0) -> None:
        """Use up some of it; raises `InputRefused` when nothing is left."""
        self.cells -= cells
        self.characters -= characters
        if self.cells < 0:
            too_many(self.file, place, f"单元格超过{CELLS_MAX}个")
        if self.characters < 0:
            too_many(self.file, place, f"文字总量超过{CHARACTERS_MAX}字")

    def check_place(self, place: str, row: int, column: int) -> None:
        """Refuse a value that stands too far down or right; raises `InputRefused`."""
        if not 0 < row <= ROWS_MAX:
            too_many(self.file, place, f"有数据的行号{row}不在1至{ROWS_MAX}之间")
        if column >= COLUMNS_MAX:
            too_many(self.file, place, f"数据超过{COLUMNS_MAX}列")


def column_letters(column: int) -> str:
    """Give the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Undo `column_letters` for capital letters."""
    index = 0
    for letter in letters:
        index = index * LETTERS + ord(letter) - ord("A") + 1
    return index - 1


def refused(file: str, place: str, what: str, why: str, remedy: str) -> InputRefused:
    """Make the refusal of a whole file for one reason."""
    return InputRefused([Fault(file, place, what, why, remedy)])


def too_many(file: str, place: str, what: str) -> None:
    """Refuse a file that is larger than any ledger; raises `InputRefused`."""
    raise refused(
        file,
        place,
        what,
        "超出一份台账的合理大小，读下去会占满内存",
        "请删去多余的行列或工作表，拆成几个文件再导入",
    )
