"""A ledger corrected cell by cell before it is kept, and the original with its faults marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.base.errors import Fault
from zhunsheng.intake.cells import shown
from zhunsheng.intake.sheet import Book, Row, Sheet, column_index

PLACE = re.compile(r"(?:工作表“(?P<sheet>.*)”)?第(?P<row>\d+)行(?:(?P<column>[A-Z]{1,3})列)?")
RED = PatternFill("solid", fgColor="FFC7CE")
AUTHOR = "准绳"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands: sheet ("" in a delimited file), row from 1, column from 0."""

    sheet: str
    row: int
    column: int


def cell_of(place: str) -> Cell | None:
    """Read the place of a fault; None where it is no single cell."""
    found = PLACE.fullmatch(place)
    if found is None or found["column"] is None:
        return None
    return Cell(found["sheet"] or "", int(found["row"]), column_index(found["column"]))


def corrected(book: Book, edits: Mapping[str, str]) -> Book:
    """Return the book with the texts of some cells replaced; `edits` maps places to texts."""
    by_sheet: dict[str, dict[tuple[int, int], str]] = {}
    for place, text in edits.items():
        cell = cell_of(place)
        if cell is not None:
            by_sheet.setdefault(cell.sheet, {})[(cell.row, cell.column)] = text
    return replace(
        book,
        sheets=tuple(_sheet(sheet, by_sheet.get(sheet.name, {})) for sheet in book.sheets),
    )


def _sheet(sheet: Sheet, edits: Mapping[tuple[int, int], str]) -> Sheet:
    if not edits:
        return sheet
    return replace(sheet, rows=tuple(_row(row, edits) for row in sheet.rows))


def _row(row: Row, edits: Mapping[tuple[int, int], str]) -> Row:
    mine = {column: text for (number, column), text in edits.items() if number == row.number}
    if not mine:
        return row
    width = max(len(row.values), max(mine) + 1)
    values = tuple(mine.get(column, row.at(column)) or None for column in range(width))
    return Row(row.number, values)


def written_at(book: Book, place: str) -> str:
    """Return what stands in the cell of a place, as a reader sees it; "" for no single cell."""
    cell = cell_of(place)
    if cell is None:
        return ""
    rows = (row for sheet in book.sheets if sheet.name == cell.sheet for row in sheet.rows)
    return next((shown(row.at(cell.column)) for row in rows if row.number == cell.row), "")


def marked(content: bytes, book: Book, faults: Iterable[Fault]) -> bytes:
    """Return the original as .xlsx, every faulty cell red and with its fault as a comment.

    A delimited file comes back as a workbook of the same cells.
    """
    workbook = load_workbook(BytesIO(content)) if content[:2] == b"PK" else _copied(book)
    for fault in faults:
        cell = cell_of(fault.place)
        if cell is not None:
            _mark(_worksheet(workbook, cell.sheet), cell, fault)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _worksheet(workbook: Workbook, name: str) -> Worksheet:
    found = workbook[name] if name in workbook.sheetnames else workbook.active
    assert isinstance(found, Worksheet)
    return found


def _mark(sheet: Worksheet, cell: Cell, fault: Fault) -> None:
    here = sheet.cell(cell.row, cell.column + 1)
    told = f"{fault.what}。{fault.why}。{fault.remedy}。"
    earlier = f"{here.comment.text}\n" if here.comment else ""
    here.fill = RED
    here.comment = Comment(earlier + told, AUTHOR)


def _copied(book: Book) -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in book.sheets[0].rows if book.sheets else ():
        for column, value in enumerate(row.values, start=1):
            sheet.cell(row.number, column).value = shown(value)
            sheet.cell(row.number, column).data_type = "s"
    return workbook
