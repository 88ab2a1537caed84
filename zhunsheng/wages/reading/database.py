"""The reader of a database: a table of Ibis or an executed cursor, spooled in batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.wages.reading.piece import BATCH_ROWS, refused


class Cursor(Protocol):
    """What is asked of a cursor that has executed its query (PEP 249)."""

    @property
    def description(self) -> Any:
        """Name the columns of the answer, first of each item."""

    def fetchmany(self, size: int, /) -> list[Any]:
        """Give the next rows, none at the end."""


@dataclass(frozen=True, slots=True)
class DatabaseTable:
    """One table of a database: the name shown, and where its rows come from."""

    name: str
    rows: ir.Table | Cursor


def spool(source: DatabaseTable, path: Path) -> None:
    """Write the rows to a Parquet file, batch by batch; values of a cursor become text."""
    batches = (
        _read(source.rows)
        if isinstance(source.rows, ir.Table)
        else _fetched(source.name, source.rows)
    )
    first = next(batches, None)
    if first is None:
        raise refused(source.name, "查询结果", "没有一行", "查询没有返回数据", "请检查查询条件")
    with pq.ParquetWriter(path, first.schema) as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)


def _read(table: ir.Table) -> Iterator[pa.RecordBatch]:
    engine = table.get_backend()
    if engine.name == "duckdb":  # Ibis asks DuckDB by a name that DuckDB has given up
        return iter(engine.con.sql(engine.compile(table)).to_arrow_reader(BATCH_ROWS))
    return iter(table.to_pyarrow_batches(chunk_size=BATCH_ROWS))


def _fetched(name: str, cursor: Cursor) -> Iterator[pa.RecordBatch]:
    if not cursor.description:
        raise refused(name, "查询结果", "没有列", "游标没有执行过查询", "请先执行查询")
    names = [str(item[0]) for item in cursor.description]
    while rows := cursor.fetchmany(BATCH_ROWS):
        columns = [pa.array(_texts(values), pa.string()) for values in zip(*rows, strict=True)]
        yield pa.RecordBatch.from_arrays(columns, names=names)


def _texts(values: tuple[Any, ...]) -> list[str | None]:
    return [None if value is None else str(value) for value in values]
