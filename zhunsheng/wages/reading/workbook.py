"""The reader of .xlsx: every sheet's cells as text, after the package was weighed and scanned.

The cells come from calamine, which keeps the results of formulas and says nothing of formulas
without one, of error values and of numbers longer than a number can be. The scan of the parts
finds these, and each carries its mark to the rows that are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhunsheng.wages.reading.package import Marks, first_column, scan, sheet_parts
from zhunsheng.wages.reading.piece import (
    BATCH_ROWS,
    HEAD_ROWS,
    Head,
    Piece,
    refused,
    with_rows,
)


def read_workbook(path: Path, file: str) -> list[Piece]:
    """Open the sheets of an .xlsx that hold anything; raises InputRefused where it is damaged."""
    parts = sheet_parts(path, file)
    try:
        book = fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise _damaged(file) from error
    pieces = []
    for name in book.sheet_names:
        if name in parts:
            marks = scan(path, parts[name], file)
            cells = _cells(book, name, file)
            heads = _heads(cells)
            if heads:
                offset = first_column(path, parts[name], file) if marks.cells else 0
                marked = _marked(cells, marks, offset)
                pieces.append(_piece(file, name, marked, heads, marks))
    if not pieces:
        raise refused(file, "工作簿", "没有数据", "每张工作表都是空的", "请确认导出是否完成")
    return pieces


def _cells(book: fastexcel.ExcelReader, name: str, file: str) -> pa.RecordBatch:
    try:
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        return sheet.to_arrow()
    except fastexcel.FastExcelError as error:
        raise _damaged(file) from error


def _heads(cells: pa.RecordBatch) -> list[Head]:
    heads = []
    for row in range(min(cells.num_rows, HEAD_ROWS)):
        texts = [column[row].as_py() for column in cells.columns]
        if any(texts):
            heads.append(Head(row + 1, tuple((text or "").strip() for text in texts)))
    return heads


def _marked(cells: pa.RecordBatch, marks: Marks, offset: int) -> pa.RecordBatch:
    """Put the marks of unreadable cells where their values would stand."""
    columns = list(cells.columns)
    for place in sorted({place for _, place, _ in marks.cells}):
        texts: list[str | None] = [None] * cells.num_rows
        for row, at, mark in marks.cells:
            if at == place and row <= cells.num_rows:
                texts[row - 1] = mark
        if 0 <= place - offset < len(columns):
            values = pa.array(texts, pa.string())
            columns[place - offset] = pc.coalesce(values, columns[place - offset])
    return pa.RecordBatch.from_arrays(columns, names=cells.schema.names)


def _piece(
    file: str, name: str, cells: pa.RecordBatch, heads: Sequence[Head], marks: Marks
) -> Piece:
    def batches(head: Head) -> Iterator[pa.RecordBatch]:
        for start in range(head.row, cells.num_rows, BATCH_ROWS):
            batch = cells.slice(start, BATCH_ROWS)
            rows = np.arange(start + 1, start + 1 + batch.num_rows, dtype=np.int32)
            yield with_rows(batch, pa.array(rows))

    return Piece(file, name, heads, batches, cells.num_rows, merged_rows=tuple(marks.merged))


def _damaged(file: str) -> Exception:
    return refused(
        file,
        "工作簿",
        "工作簿读不出来",
        "某张工作表的内容不合 xlsx 格式",
        "请用 Excel 打开后另存为 .xlsx 再导入",
    )
