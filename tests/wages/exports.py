"""Small exports of an invented platform, written as files, and warehouses to load them into."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.wages.identity import check_sign
from zhunsheng.wages.load import Load
from zhunsheng.wages.months import read_month
from zhunsheng.wages.warehouse import Warehouse

SECRET = bytes(range(32))
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
MONTH = read_month("2025-11")
AS_OF = date(2026, 1, 5)
AREA = "999901"  # no such area: nobody bears these numbers
Rows = Sequence[Sequence[Any]]

ROSTER = ("项目编码", "身份证号", "姓名", "进场日期", "工资卡号", "联系电话")
ATTENDANCE = ("项目编码", "身份证号", "考勤日期", "工作小时")
PASSES = ("项目编码", "身份证号", "刷卡时间", "进出方向")
PAYROLL = ("项目编码", "身份证号", "姓名", "工资月份", "应发工资", "扣款", "实发工资")
RECEIPTS = (
    "项目编码", "身份证号", "姓名", "收款卡号", "发放金额", "到账日期", "工资月份", "回单编号"
)  # fmt: skip


def person(number: int, born: str = "19800101") -> str:
    """The identity number of an invented person."""
    first = f"{AREA}{born}{number:03d}"
    return first + check_sign(first)


def masked(number: str) -> str:
    return number[:4] + "*" * 10 + number[-4:]


def written(folder: Path, name: str, headers: Sequence[str], rows: Rows) -> Path:
    """Write rows as .csv, .xlsx or .parquet (all text), by the ending of the name."""
    path = folder / name
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in (headers, *rows):
            book.active.append(list(row))
        book.save(path)
    elif path.suffix == ".parquet":
        texts = [[None if cell is None else str(cell) for cell in row] for row in rows]
        columns = [pa.array(column, pa.string()) for column in zip(*texts, strict=True)]
        pq.write_table(pa.table(dict(zip(headers, columns, strict=True))), path)
    else:
        path.write_bytes(csv_bytes(headers, rows))
    return path


def csv_bytes(headers: Sequence[str], rows: Rows) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([headers, *rows])
    return text.getvalue().encode("utf-8-sig")


def warehouse(folder: Path) -> Warehouse:
    return Warehouse(folder / "warehouse", SECRET)


def load(store: Warehouse, *sources: Any, at: datetime = AT, keep_good: bool = False) -> Load:
    return store.load(sources, at=at, by="测试", keep_good=keep_good)


def table(store: Warehouse, name: str, known_on: date | None = None) -> list[dict[str, Any]]:
    """The rows of a table of the books, without their origin; people as their masks."""
    books = store.books(MONTH, as_of=AS_OF, known_on=known_on)
    rows = books.tables[name].to_pyarrow().to_pylist()
    origin = ("load", "file", "row")
    return [{k: v for k, v in row.items() if k not in origin} for row in rows]
