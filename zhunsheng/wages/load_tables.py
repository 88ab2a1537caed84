"""What a load writes: the tables with registry numbers, and the list of refused cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhunsheng.base.errors import Fault
from zhunsheng.wages.load import Counts, LoadedFile
from zhunsheng.wages.mapping import FILED
from zhunsheng.wages.reading.cells import REASONS
from zhunsheng.wages.reading.staging import Staged, refused_cells
from zhunsheng.wages.registry import parquet
from zhunsheng.wages.tables import Table

FIRST_FAULTS = 20
# Days and events may come twice: the books make one day of them.
MERGED_LATER = ("attendance", "passes")


@dataclass(frozen=True, slots=True)
class Content:
    """What a load writes from: the connection, the staged sheets, its number, its folder."""

    con: Any
    staged: Sequence[Staged]
    number: int
    folder: Path

    def tables(self) -> list[Table]:
        """Return the tables that came, in the order of the monitor's tables."""
        came = {one.order.match.table.name for one in self.staged}
        return [table for table in FILED.values() if table.name in came]

    def source(self, table: Table) -> str:
        """Return the relation of a table's staged sheets."""
        sheets = [
            one.order.target / "*.parquet" for one in self.staged if one.order.match.table is table
        ]
        return parquet(sheets)


def find_conflicts(content: Content) -> dict[int, int]:
    """Fill the table `conflicts` (file, row) and return the conflicting rows of each sheet.

    Two rows of one load conflict where they have one key and say different things: nobody can
    know which is right, and the answer must not hang on the order of the rows.
    """
    con = content.con
    con.execute("CREATE OR REPLACE TEMP TABLE conflicts (file SMALLINT, row INTEGER)")
    for table in content.tables():
        if table.name in MERGED_LATER:
            continue
        source = f"(SELECT * FROM {content.source(table)} WHERE NOT refused)"
        key = _staged_key(table)
        said = ", ".join(f'"{name}"' for name in _staged_columns(table))
        count = f"SELECT count(*), count(DISTINCT hash({key})) FROM {source}"
        rows, keys = con.execute(count).fetchall()[0]
        if rows > keys:
            con.execute(
                "INSERT INTO conflicts SELECT file, row FROM"
                f" (SELECT file, row, hash({said}) AS said, {key} FROM {source})"
                f" WINDOW same AS (PARTITION BY {key})"
                " QUALIFY min(said) OVER same <> max(said) OVER same"
            )
    return dict(con.execute("SELECT file, count(*) FROM conflicts GROUP BY file").fetchall())


def write_tables(content: Content, refused: Mapping[str, int]) -> dict[str, Counts]:
    """Write every table that came and return its counts; `refused` counts its refused rows."""
    counts = {}
    for table in content.tables():
        came = sum(one.rows for one in content.staged if one.order.match.table is table)
        accepted = came - refused.get(table.name, 0)
        path = content.folder / f"{table.name}.parquet"
        (kept,) = content.con.execute(
            f"COPY ({_kept(content, table)}) TO {_text(str(path))}"
            " (FORMAT parquet, COMPRESSION zstd)"
        ).fetchall()[0]
        counts[table.name] = Counts(came, accepted, came - accepted, accepted - kept)
    return counts


def months_of(content: Content) -> dict[str, tuple[int, ...]]:
    """Return the months that the days and the events of the load may belong to."""
    days = {"attendance": ("day",), "passes": ('"at"', '"at" - INTERVAL 1 DAY')}
    months = {}
    for table, moments in days.items():
        path = content.folder / f"{table}.parquet"
        if path.exists():
            each = [
                f"SELECT DISTINCT year({moment}) * 12 + month({moment}) - 1 FROM {parquet([path])}"
                for moment in moments
            ]
            found = content.con.execute(" UNION ".join(each)).fetchall()
            months[table] = tuple(sorted(month for (month,) in found))
    return months


def write_refused(content: Content, files: Sequence[LoadedFile]) -> Path:
    """Write the list of every refused cell, personal data masked, and return its path."""
    path = content.folder / "refused.parquet"
    named = ", ".join(
        f"({sheet.file}, {_text(file.name)}, {_text(sheet.sheet)}, {_text(sheet.table)})"
        for file in files
        for sheet in file.sheets
    )
    reasons = ", ".join(
        f"({_text(fault)}, {_text(why)}, {_text(remedy)})"
        for fault, (why, remedy) in REASONS.items()
    )
    content.con.execute(
        f"COPY (WITH cells AS ({_refused(content)}),"
        f' sheets(file, file_name, sheet, "table") AS (VALUES {named}),'
        f" reasons(fault, reason, remedy) AS (VALUES {reasons})"
        f' SELECT {content.number}::INTEGER AS load, file, file_name, sheet, "table", row,'
        ' "column", header, value, fault, reason, remedy'
        " FROM cells JOIN sheets USING (file) JOIN reasons USING (fault)"
        f" ORDER BY file, row) TO {_text(str(path))} (FORMAT parquet)"
    )
    return path


def first_faults(content: Content, refused: Path) -> list[Fault]:
    """Return the first refused cells as faults."""
    rows = content.con.execute(
        f"SELECT file_name, sheet, row, header, value, reason, remedy FROM {parquet([refused])}"
        f" ORDER BY file, row LIMIT {FIRST_FAULTS}"
    ).fetchall()
    faults = []
    for file, sheet, row, header, value, reason, remedy in rows:
        where = f"工作表“{sheet}”" if sheet else ""
        column = f"“{header}”" if header else ""
        what = f"“{value}”" if value else "空"
        faults.append(Fault(file, f"{where}第{row}行{column}", what, reason, remedy))
    return faults


def _refused(content: Content) -> str:
    """Return the query of every refused cell: of typed rows, misshapen rows and conflicts."""
    parts = [refused_cells(one) for one in content.staged]
    for one in content.staged:
        found = one.order.piece.misshapen
        rows = [
            f"({one.order.file}, {row}, '', '', '{cells}列', '{'torn' if torn else 'cells'}')"
            for row, cells, torn in zip(found.rows, found.cells, found.torn, strict=True)
        ]
        if rows:
            names = 'AS t(file, row, "column", header, value, fault)'
            parts.append(f"SELECT * FROM (VALUES {', '.join(rows)}) {names}")
    parts.append("SELECT file, row, '', '', NULL, 'conflict' FROM conflicts")
    return " UNION ALL ".join(parts)


def _staged_columns(table: Table) -> list[str]:
    return [f"{c.name}_hash" if c.kind == "card" else c.name for c in table.columns]


def _staged_key(table: Table) -> str:
    names = dict(zip((c.name for c in table.columns), _staged_columns(table), strict=True))
    return ", ".join(f'"{names[name]}"' for name in table.key)


def _kept(content: Content, table: Table) -> str:
    """Return the query of a table's accepted rows with the numbers of the registries."""
    columns, joins = ["sites.project"], ["JOIN sites ON sites.code = came.project"]
    for column in table.columns:
        if column.kind == "identity":
            columns.append(f"numbers.worker AS {column.name}")
            joins.append(f"LEFT JOIN numbers ON numbers.code = came.{column.name}")
        elif column.kind == "card":
            columns.append(f"cards.card AS {column.name}")
            joins.append(f"LEFT JOIN cards ON cards.hash = came.{column.name}_hash")
        elif table.name == "attendance" and column.name == "hours":
            spent = "date_diff('minute', came.first_in, came.last_out)::INTEGER"
            columns.append(f"coalesce(came.hours, {spent}) AS hours")
        elif column.name != "project":
            columns.append(f'came."{column.name}"')
    columns.append(f"{content.number}::INTEGER AS load, came.file, came.row")
    key = _staged_key(table)
    once = f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY file, row) = 1"
    rows = (
        f"SELECT * FROM {content.source(table)} AS s ANTI JOIN conflicts USING (file, row)"
        f" WHERE NOT refused{'' if table.name in MERGED_LATER else once}"
    )
    kept = f"SELECT {', '.join(columns)} FROM ({rows}) AS came {' '.join(joins)}"
    order = ", ".join(f'"{name}"' for name in table.key)
    return f"SELECT * FROM ({kept}) ORDER BY {order}"


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
