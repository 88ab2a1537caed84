"""Writing the exports as a platform does: Chinese headers and choices; .xlsx, .csv and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from zhunsheng.wages.months import write_month
from zhunsheng.wages.tables import TABLES, Column, Kind, Table

FEN_DIGITS = 2
WIDEST = 18
HOUR_MINUTES, HUNDRED = 60, 100
MOST_SHEET_ROWS, MOST_TEXT_ROWS = 5_000, 200_000
YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class Export:
    """One file to write: the table it holds, what stands behind its name, its rows."""

    table: str
    rows: pa.Table
    mark: str = ""
    encoding: str = "utf-8-sig"

    @property
    def stem(self) -> str:
        """Return the file name without its ending."""
        return TABLES[self.table].zh + self.mark


def write(folder: Path, export: Export) -> Path:
    """Write one export: a workbook where it is small, a text file, or Parquet where it is large.

    What is to be in another encoding than UTF-8 is always text.
    """
    shown = headed(TABLES[export.table], export.rows)
    if export.encoding != "utf-8-sig":
        return _write_text(folder / f"{export.stem}.csv", shown, export.encoding)
    if len(shown) <= MOST_SHEET_ROWS and export.table in WORKBOOKS:
        sheets = TABLES[export.table].column("project").zh if export.table in BY_PROJECT else ""
        return _write_workbook(folder / f"{export.stem}.xlsx", shown, sheets)
    if len(shown) <= MOST_TEXT_ROWS:
        return _write_text(folder / f"{export.stem}.csv", shown, export.encoding)
    path = folder / f"{export.stem}.parquet"
    pyarrow.parquet.write_table(shown, path, compression="zstd")
    return path


WORKBOOKS = frozenset(("projects", "roster", "payroll", "deposits"))
BY_PROJECT = frozenset(("payroll",))  # a sheet for each project, as payrolls are sent


def headed(table: Table, rows: pa.Table) -> pa.Table:
    """Return the rows under Chinese headers, in the order of the table, as people read them."""
    columns = [column for column in table.columns if column.name in rows.column_names]
    shown = {column.zh: _shown(column, rows[column.name].combine_chunks()) for column in columns}
    return pa.table(shown)


def _shown(column: Column, values: pa.Array) -> pa.Array:
    how: Mapping[Kind, Callable[[pa.Array], pa.Array]] = {
        "yuan": _fen,
        "days": _fen,
        "hours": lambda minutes: _fen(pc.divide(pc.multiply(minutes, HUNDRED), HOUR_MINUTES)),
        "month": _months,
        "yes_no": lambda flags: pc.if_else(flags, YES, NO),
        "choice": lambda chosen: _chosen(chosen, column.choices),
    }
    return how[column.kind](values) if column.kind in how else values


def _fen(hundredths: pa.Array) -> pa.Array:
    """Return whole hundredths as decimals of two places, without going through a float."""
    plain = pc.fill_null(hundredths, 0).to_numpy(zero_copy_only=False).astype(np.int64)
    halves = np.stack([plain, plain >> 63], axis=1)
    kind = pa.decimal128(WIDEST, FEN_DIGITS)
    made = pa.Array.from_buffers(kind, len(plain), [None, pa.py_buffer(halves.tobytes())])
    return pc.if_else(pc.is_valid(hundredths), made, pa.scalar(None, kind))


def _months(values: pa.Array) -> pa.Array:
    coded = values.dictionary_encode()
    words = pa.array([write_month(month) for month in coded.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(coded.indices, words).cast(pa.string())


def _chosen(values: pa.Array, choices: Mapping[str, str]) -> pa.Array:
    coded = values.dictionary_encode()
    words = pa.array([choices[name] for name in coded.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(coded.indices, words).cast(pa.string())


def _write_text(path: Path, shown: pa.Table, encoding: str) -> Path:
    plain = pa.table({name: shown[name].cast(pa.string()) for name in shown.column_names})
    sink = pa.BufferOutputStream()
    options = pyarrow.csv.WriteOptions(quoting_style="needed")
    pyarrow.csv.write_csv(plain, sink, options)
    path.write_bytes(sink.getvalue().to_pybytes().decode("utf-8").encode(encoding))
    return path


def _write_workbook(path: Path, shown: pa.Table, by: str = "") -> Path:
    """Write one sheet, or one for each value of the column `by`."""
    book = openpyxl.Workbook(write_only=True)
    for name in shown[by].unique().to_pylist() if by else [path.stem]:
        sheet = book.create_sheet(name)
        sheet.append(shown.column_names)
        rows = shown.filter(pc.equal(shown[by], name)) if by else shown
        for row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
            sheet.append(row)
    book.save(path)
    return path
