"""Rows as a workbook that goes on file: the same rows make the same bytes, and so one digest."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.xml.functions import tostring

from zhunsheng.office.wages.handed import Cell as Value
from zhunsheng.office.wages.handed import Extract

TEXT, DAY, WHOLE, MONEY = "@", "yyyy-mm-dd", "0", "#,##0.00"
OLDEST = (1980, 1, 1, 0, 0, 0)
PROPERTIES = "docProps/core.xml"
SHEET_NAME_MOST = 31
NOT_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\'")


def workbook(extract: Extract, counted_on: date) -> bytes:
    """Return the rows as an .xlsx: title, headers, one line a row, and how many there are.

    `counted_on` is the day the rows were counted on; it stands for the day the file was made.
    """
    book = Workbook(write_only=True)
    book.properties.creator = ""
    name = extract.title.translate(NOT_IN_SHEET_NAMES)[:SHEET_NAME_MOST]
    sheet: Any = book.create_sheet(name or "明细")
    sheet.append([_bold(sheet, extract.title)])
    sheet.append([_bold(sheet, header) for header in extract.headers])
    for row in extract.rows:
        sheet.append([_cell(sheet, value) for value in row])
    closing = f"共{len(extract.rows)}行，核算日期{counted_on.isoformat()}"
    sheet.append([_cell(sheet, closing)])
    return _timeless(book, datetime.combine(counted_on, time()))


def _bold(sheet: Any, text: str) -> Cell:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value) -> Cell:
    if isinstance(value, bool):
        value = "是" if value else "否"
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"  # a text that begins with = is no formula
        cell.number_format = TEXT
        return cell
    cell = WriteOnlyCell(sheet)
    cell.value = value
    cell.number_format = _form(value)
    return cell


def _form(value: Value) -> str:
    if isinstance(value, date):
        return DAY
    return MONEY if isinstance(value, Decimal) else WHOLE


def _timeless(book: Workbook, made: datetime) -> bytes:
    """Return the workbook without the moments at which it was saved and its parts were packed."""
    saved, packed = io.BytesIO(), io.BytesIO()
    book.save(saved)
    book.properties.created = book.properties.modified = made
    properties = tostring(book.properties.to_tree())
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w") as again:
        for name in sorted(parts.namelist()):
            entry = zipfile.ZipInfo(name, OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, properties if name == PROPERTIES else parts.read(name))
    return packed.getvalue()
