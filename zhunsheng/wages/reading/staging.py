"""One sheet typed and weighed in one pass: a Parquet file of kept values, faults and bad cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.identity import Keys, sql_masked, sql_normal
from zhunsheng.wages.mapping import Match
from zhunsheng.wages.reading.cells import SQL_TYPES, Cell, Frame, cell, clock_only, shown
from zhunsheng.wages.reading.piece import Head, Piece
from zhunsheng.wages.tables import Column, Kind

# Pairs of one row whose second may not lie before the first.
PAIRS = (("first_in", "last_out"), ("entered_on", "left_on"), ("raised_on", "cleared_on"))
TEXTS = frozenset({"text", "code", "choice", "person", "phone"})
NUMBERS = frozenset({"yuan", "count", "days", "hours", "month"})


@dataclass(frozen=True, slots=True)
class Order:
    """What is staged where: the sheet, how it is read, the number of its file, the target."""

    piece: Piece
    head: Head
    match: Match
    file: int
    target: Path


@dataclass(frozen=True, slots=True)
class Staged:
    """A typed sheet: its order, its rows, and how many of them are refused."""

    order: Order
    rows: int
    refused: int


def stage(
    con: Any, order: Order, keys: Keys, latest: date, progress: Callable[[int], None]
) -> Staged:
    """Write the typed rows to `order.target`; raises InputRefused where a type cannot be read.

    `latest` is the last day on which a worker may have been born; `progress` is told the rows of
    each batch.
    """
    batches = order.piece.batches(order.head)
    first = next(batches, None)
    if first is None:
        first = _no_rows(order)
    _check_types(order, first.schema)
    stream = pa.RecordBatchReader.from_batches(first.schema, _told(first, batches, progress))
    con.register("batches", stream)
    try:
        con.execute(
            f"COPY ({_query(order, keys, latest)}) TO '{_path(order.target)}' (FORMAT parquet)"
        )
    finally:
        con.unregister("batches")
    rows, refused = con.execute(
        f"SELECT count(*), count(*) FILTER (refused) FROM read_parquet('{_path(order.target)}')"
    ).fetchall()[0]
    misshapen = len(order.piece.misshapen.rows)
    return Staged(order, rows + misshapen, refused + misshapen)


def refused_cells(staged: Staged) -> str:
    """Return the query of the refused cells of a sheet: row, column, header, value, fault."""
    source = f"read_parquet('{_path(staged.order.target)}')"
    parts = []
    for column in staged.order.match.table.columns:
        found = staged.order.match.columns.get(column.name)
        header = (found.header if found else column.zh).replace("'", "''")
        parts.append(
            f"SELECT file, row, '{column.name}' AS \"column\", '{header}' AS header,"
            f" b_{column.name} AS value, f_{column.name} AS fault FROM {source}"
            f" WHERE refused AND f_{column.name} IS NOT NULL"
        )
    return " UNION ALL ".join(parts)


def _path(path: Path) -> str:
    return str(path).replace("'", "''")


def _told(
    first: pa.RecordBatch, rest: Iterator[pa.RecordBatch], progress: Callable[[int], None]
) -> Iterator[pa.RecordBatch]:
    progress(first.num_rows)
    yield first
    for batch in rest:
        progress(batch.num_rows)
        yield batch


def _no_rows(order: Order) -> pa.RecordBatch:
    names = [f"c{place}" for place in range(len(order.head.cells))]
    columns = [pa.array([], pa.string()) for _ in names]
    return pa.RecordBatch.from_arrays([*columns, pa.array([], pa.int32())], names=[*names, "row"])


def _check_types(order: Order, schema: pa.Schema) -> None:
    faults = [
        Fault(
            order.piece.file,
            f"“{found.header}”列",
            f"类型是{schema.field(f'c{found.place}').type}",
            f"{order.match.table.column(name).zh}不能从这种类型读出，转换会丢失或改变数值",
            "请把这一列导出为文本或相应的日期、整数类型",
        )
        for name, found in order.match.columns.items()
        if not _readable(order.match.table.column(name).kind, schema.field(f"c{found.place}").type)
    ]
    if faults:
        raise InputRefused(faults)


def _readable(kind: Kind, arrow: pa.DataType) -> bool:
    types = pa.types
    if types.is_dictionary(arrow):
        arrow = arrow.value_type
    if types.is_string(arrow) or types.is_large_string(arrow) or types.is_null(arrow):
        return True
    if types.is_boolean(arrow):
        return kind == "yes_no"
    if types.is_integer(arrow):
        return kind in TEXTS | NUMBERS | {"identity", "card", "yes_no"}
    if types.is_floating(arrow) or types.is_decimal(arrow):
        return kind in NUMBERS - {"month"}
    if types.is_date(arrow):
        return kind in ("day", "month")
    return bool(types.is_timestamp(arrow)) and kind in ("day", "month", "moment")


def _query(order: Order, keys: Keys, latest: date) -> str:
    """Return the query that types one sheet: cleaned texts, kept values, faults, the row whole."""
    table = order.match.table
    frame = Frame("day" in order.match.columns and table.column("day").kind == "day", keys, latest)
    cells = [cell(column, order.match.columns.get(column.name), frame) for column in table.columns]
    return (
        f"WITH v AS (SELECT row, {_texts(cells, len(order.head.cells))}),"
        f" n AS (SELECT *, {_first_values(cells)} FROM v WHERE filled),"
        f" t AS (SELECT *, {_values(cells)} FROM n),"
        f" f AS (SELECT *, {_faults(cells)} FROM t)"
        f" SELECT {order.file}::SMALLINT AS file, row::INTEGER AS row, {_kept(cells)} FROM f"
    )


def _texts(cells: list[Cell], width: int) -> str:
    texts = [f"{one.clean} AS v_{one.column.name}" for one in cells]
    if all(one.column.name != "name" for one in cells):
        texts.append("NULL::VARCHAR AS v_name")
    filled = " OR ".join(
        f"nullif(trim(c{place}::VARCHAR), '') IS NOT NULL" for place in range(width)
    )
    return f"{', '.join(texts)}, ({filled}) AS filled FROM batches"


def _first_values(cells: list[Cell]) -> str:
    """Return what other values lean on: the number of an identity, the day of a row."""
    firsts = ["true AS begun"]
    for one in cells:
        name = one.column.name
        if one.column.kind == "identity":
            firsts.append(f"{sql_normal(f'v_{name}')} AS n_{name}")
            firsts.append(f"{sql_masked(f'v_{name}')} AS m_{name}")
        elif name == "day":
            firsts.append(f"{one.values[name]} AS t_day")
    return ", ".join(firsts)


def _values(cells: list[Cell]) -> str:
    return ", ".join(
        f"{value} AS t_{name}"
        for one in cells
        for name, value in one.values.items()
        if name != "day"
    )


def _faults(cells: list[Cell]) -> str:
    names = {one.column.name for one in cells}
    ends = {end: start for start, end in PAIRS if {start, end} <= names}
    faults = []
    for one in cells:
        name = one.column.name
        fault = one.fault
        if start := ends.get(name):
            early = f"t_{name} < t_{start}"
            if one.column.kind == "moment":
                early += f" AND NOT coalesce({clock_only(name)}, false)"
            fault = f"coalesce({fault}, CASE WHEN {early} THEN 'before' END)"
        faults.append(f"{fault} AS f_{name}")
    return ", ".join(faults)


def _kept(cells: list[Cell]) -> str:
    """Return the columns written: the kept values, each fault, and the bad cell as it is shown."""
    names = {one.column.name for one in cells}
    kept = [
        f"(coalesce({', '.join(f'f_{name}' for name in sorted(names))}) IS NOT NULL) AS refused"
    ]
    for one in cells:
        name = one.column.name
        for value in one.values:
            kept.append(f"{_kept_value(one.column, value, names)} AS {value}")
        kept.append(f"f_{name}")
        kept.append(f"CASE WHEN f_{name} IS NOT NULL THEN {shown(one.column)} END AS b_{name}")
    return ", ".join(kept)


def _kept_value(column: Column, value: str, names: set[str]) -> str:
    kept = f"t_{value}"
    if value == "last_out" and "first_in" in names:
        over_midnight = f"{clock_only(value)} AND {kept} < t_first_in"
        kept = f"CASE WHEN {over_midnight} THEN {kept} + INTERVAL 1 DAY ELSE {kept} END"
    if value == column.name and column.kind in SQL_TYPES:
        kept = f"CAST({kept} AS {SQL_TYPES[column.kind]})"
    return kept
