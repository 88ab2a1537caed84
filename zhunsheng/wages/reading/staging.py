"""One sheet typed and weighed in one pass: a Parquet file of kept values, faults and bad cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.mapping import Match
from zhunsheng.wages.reading.cells import SQL_TYPES, Cell, Frame, cell, clock_only, shown
from zhunsheng.wages.reading.identities import Identities, sql_key
from zhunsheng.wages.reading.piece import Head, Piece
from zhunsheng.wages.tables import Column, Kind

# Pairs of one row whose second may not lie before the first.
PAIRS = (("first_in", "last_out"), ("entered_on", "left_on"), ("raised_on", "cleared_on"))
TEXTS = frozenset({"text", "code", "choice", "person", "phone"})
SPACES = " \t\r\n\u3000\u00a0\ufeff"
STAGED = "(FORMAT parquet, ROW_GROUP_SIZE 30720)"  # small groups, small buffers
KEPT_AS_TEXT = '="'
PART_BATCHES = 4  # some hundred thousand rows, which memory holds
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


def stage(order: Order, identities: Identities, progress: Callable[[int], None]) -> Staged:
    """Write the typed rows to files in the folder `order.target`, some hundred thousand each.

    Raises InputRefused where a type, or what is left of the source, cannot be read. `progress` is
    told the rows of each batch.
    """
    con = identities.con
    stream = _Stream(order, progress)
    plain = _check_types(order, stream.schema)
    cells = _cells(order, Frame("day" in order.match.columns, identities.keys, plain))
    order.target.mkdir()
    for part, reader in enumerate(stream.parts()):
        con.register("batches", reader)
        try:
            con.execute(f"CREATE OR REPLACE TEMP TABLE came AS {_texts(order, cells)}")
        except duckdb.Error:
            if stream.broken:
                raise stream.broken from None
            raise
        finally:
            con.unregister("batches")
        if any(column.kind == "identity" for column in order.match.table.columns):
            identities.learn("came")
        path = quoted(order.target / f"{part:05d}.parquet")
        con.execute(f"COPY ({_typed(order, cells)}) TO {path} {STAGED}")
    con.execute("DROP TABLE IF EXISTS came")
    count = f"SELECT count(*), count(*) FILTER (WHERE refused) FROM {staged_rows(order)}"
    rows, refused = con.execute(count).fetchall()[0]
    misshapen = len(order.piece.misshapen.rows)
    return Staged(order, rows + misshapen, refused + misshapen)


def staged_rows(order: Order) -> str:
    """Return the relation of a staged sheet."""
    return f"read_parquet({quoted(order.target / '*.parquet')})"


def quoted(path: Path) -> str:
    """Return a path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


class _Stream:
    """The batches of a sheet in parts of a bounded size, trimmed, and told as they are read."""

    def __init__(self, order: Order, progress: Callable[[int], None]) -> None:
        self.broken: InputRefused | None = None  # DuckDB would make another error of it
        self._progress = progress
        batches = order.piece.batches(order.head)
        first = next(batches, None)
        first = first if first is not None else _no_rows(order)
        self.schema = pa.schema([(field.name, _plain(field.type)) for field in first.schema])
        known = {f"c{found.place}" for found in order.match.columns.values()}
        self._texts = {name for name in known if self.schema.field(name).type == pa.string()}
        self._batches = chain([first], batches)

    def parts(self) -> Iterator[pa.RecordBatchReader]:
        """Yield readers of some batches each, until there are no more."""
        while (first := next(self._batches, None)) is not None:
            some = chain([first], islice(self._batches, PART_BATCHES - 1))
            yield pa.RecordBatchReader.from_batches(self.schema, self._read(some))

    def _read(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        try:
            for batch in batches:
                self._progress(batch.num_rows)
                columns = [
                    _trimmed(column.cast(field.type))
                    if field.name in self._texts
                    else column.cast(field.type)
                    for field, column in zip(self.schema, batch.columns, strict=True)
                ]
                yield pa.RecordBatch.from_arrays(columns, schema=self.schema)
        except InputRefused as refusal:
            self.broken = refusal
            raise


def _plain(arrow: pa.DataType) -> pa.DataType:
    """Return the type of a column's values however they are laid out: every text is a string."""
    types = pa.types
    if types.is_dictionary(arrow):
        return _plain(arrow.value_type)
    layouts = (types.is_large_string, types.is_string_view, types.is_null)
    return pa.string() if any(layout(arrow) for layout in layouts) else arrow


def _trimmed(texts: pa.Array) -> pa.Array:
    """Return texts without spaces around, and without Excel's way to keep a text in a .csv."""
    texts = pc.utf8_trim(texts, characters=SPACES)
    if pc.any(pc.starts_with(texts, KEPT_AS_TEXT)).as_py():
        return pc.replace_substring_regex(texts, pattern=r'^="(.*)"$', replacement=r"\1")
    return texts


def refused_cells(staged: Staged) -> str:
    """Return the query of the refused cells of a sheet: row, column, header, value, fault."""
    source = staged_rows(staged.order)
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


def _no_rows(order: Order) -> pa.RecordBatch:
    names = [f"c{place}" for place in range(len(order.head.cells))]
    columns = [pa.array([], pa.string()) for _ in names]
    return pa.RecordBatch.from_arrays([*columns, pa.array([], pa.int32())], names=[*names, "row"])


def _check_types(order: Order, schema: pa.Schema) -> frozenset[str]:
    """Return the columns that need no reading, as the file holds them as they are kept.

    Raises InputRefused where a type cannot be read.
    """
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
    return frozenset(
        name
        for name, found in order.match.columns.items()
        if not pa.types.is_string(schema.field(f"c{found.place}").type)
    )


def _readable(kind: Kind, arrow: pa.DataType) -> bool:
    types = pa.types
    if types.is_string(arrow):
        return True
    if types.is_boolean(arrow):
        return kind == "yes_no"
    if types.is_integer(arrow):
        return kind in TEXTS | NUMBERS | {"identity", "card", "yes_no"}
    if types.is_floating(arrow) or types.is_decimal(arrow):
        return kind in NUMBERS - {"month"}
    if types.is_date(arrow):
        return kind in ("day", "month")
    local = types.is_timestamp(arrow) and arrow.tz is None
    return local and kind in ("day", "month", "moment")


def _cells(order: Order, frame: Frame) -> list[Cell]:
    columns = order.match.columns
    return [cell(column, columns.get(column.name), frame) for column in order.match.table.columns]


def _texts(order: Order, cells: list[Cell]) -> str:
    """Return the query of the filled rows: texts, the key of the identity, the day of the row."""
    texts = [f"{one.clean} AS v_{one.column.name}" for one in cells]
    names = {one.column.name for one in cells}
    if "name" not in names:
        texts.append("NULL::VARCHAR AS v_name")
    known = [found.place for found in order.match.columns.values()]
    others = [place for place in range(len(order.head.cells)) if place not in known]
    filled = ", ".join(f"nullif(trim(c{place}::VARCHAR), '')" for place in (*known, *others))
    firsts = [f"{one.values['day']} AS t_day" for one in cells if one.column.name == "day"]
    if "worker" in names:
        firsts.append(f"{sql_key('v_worker')} AS k_worker")
    more = "".join(f", {first}" for first in firsts)
    return (
        f"SELECT *{more} FROM (SELECT row, {', '.join(texts)} FROM batches"
        f" WHERE coalesce({filled}) IS NOT NULL)"
    )


def _typed(order: Order, cells: list[Cell]) -> str:
    """Return the query that types the rows of `came`: kept values, faults, the row whole."""
    source = "came"
    fault = ""
    if any(one.column.kind == "identity" for one in cells):
        source = "came LEFT JOIN identities ON identities.text = came.k_worker"
        fault = ", identities.fault AS identity_fault"
    values = ", ".join(
        f"{value} AS t_{name}"
        for one in cells
        for name, value in one.values.items()
        if name != "day"
    )
    return (
        f"WITH t AS (SELECT came.*, {values}{fault} FROM {source}),"
        f" f AS (SELECT *, {_faults(cells)} FROM t)"
        f" SELECT {order.file}::SMALLINT AS file, row::INTEGER AS row, {_kept(cells)} FROM f"
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
