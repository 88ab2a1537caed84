"""The tables as some loads left them: per key the later load stands, kept as sorted Parquet.

What a set of loads left never changes, so it is written once, under a name made of the digests of
what it was made from.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident
from types import MappingProxyType
from typing import Any

import ibis

from zhunsheng.wages.books import WRITTEN_OFF
from zhunsheng.wages.facts import compacted
from zhunsheng.wages.load import Load
from zhunsheng.wages.mapping import FILED
from zhunsheng.wages.months import write_month
from zhunsheng.wages.presence import (
    day_rows,
    days_of_passes,
    days_within,
    events_around,
)
from zhunsheng.wages.registry import Written, entries, parquet
from zhunsheng.wages.tables import Table, kept_schema

LAYOUT = "1"  # a new number where the files below are written otherwise
SQL: Mapping[str, str] = MappingProxyType(
    {
        "string": "VARCHAR",
        "date": "DATE",
        "timestamp": "TIMESTAMP",
        "int16": "SMALLINT",
        "int32": "INTEGER",
        "int64": "BIGINT",
        "boolean": "BOOLEAN",
    }
)
# The persons whose number came masked, and the one person of the project they can only be.
ALIASES = """
    WITH masked AS (SELECT worker, project, mask, name FROM people WHERE project IS NOT NULL),
    known AS (
      SELECT DISTINCT seen.project, people.worker, people.mask, people.name
      FROM seen JOIN people ON people.worker = seen.worker AND people.project IS NULL
    )
    SELECT masked.worker AS masked, min(known.worker) AS worker
    FROM masked JOIN known ON known.project = masked.project AND known.mask = masked.mask
      AND (masked.name IS NULL OR known.name = masked.name)
    GROUP BY masked.worker HAVING count(DISTINCT known.worker) = 1
"""
# The cards that one worker of a project alone holds: a receipt with a bare card is that worker's.
HOLDERS = """
    SELECT project, card, min(worker) AS holder FROM ({roster}) WHERE card IS NOT NULL
    GROUP BY project, card HAVING count(DISTINCT worker) = 1
"""
PRESENCE = ("attendance", "passes")
# The tables whose rows show that a person belongs to a project.
PRESENT = ("roster", "payroll")
DIGEST = 24  # signs of a digest in a name


@dataclass(frozen=True, slots=True)
class Kept:
    """A load that is written, and its manifest."""

    written: Written
    load: Load

    def path(self, table: str) -> Path:
        """Return the load's file of that table; it need not exist."""
        return self.written.folder / f"{table}.parquet"


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who masked persons and bare cards turned out to be; `made_from` changes when they change.

    The tables `aliases` (masked, worker) and `holders` (project, card, holder) hold it.
    """

    aliases: bool
    holders: bool
    made_from: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The connection, the folder of the cache, and the loads that count."""

    con: Any
    cache: Path
    loads: Sequence[Kept]

    def files(self) -> dict[str, Path]:
        """Return table → file or pattern, for the tables that have rows; writes what is new."""
        resolved = self._resolve()
        found = {}
        for table in FILED.values():
            loads = self._with(table.name)
            if loads and table.name not in PRESENCE:
                made_from = resolved.made_from + _digests(table.name, loads)
                query = latest(table, loads, resolved)
                if table.name == "written_off":
                    query = f"SELECT {_listed(WRITTEN_OFF)} FROM ({query})"
                found[table.name] = self._kept(table.name, made_from, query)
        return found | self._attendance(resolved)

    def views(self) -> None:
        """Make the views `roster_rows`, `payroll_rows`, `receipts_rows` and `attendance_rows`.

        The last holds who was where on which load's word, from day rows and events alike.
        """
        resolved = self._resolve()
        for name in ("roster", "payroll", "receipts"):
            query = latest(FILED[name], self._with(name), resolved)
            self.con.execute(f"CREATE OR REPLACE TEMP VIEW {name}_rows AS {query}")
        came = [rows(FILED[name], self._with(name), resolved) for name in PRESENCE]
        present = " UNION ALL ".join(
            f"SELECT project, worker, load, file, row FROM ({query})" for query in came
        )
        self.con.execute(f"CREATE OR REPLACE TEMP VIEW attendance_rows AS {present}")

    def _attendance(self, resolved: Resolved) -> dict[str, Path]:
        """Return the patterns of day rows and worker-months, one file of each a month."""
        touched = {
            month
            for kept in self.loads
            for name in PRESENCE
            for month in kept.load.months.get(name, ())
        }
        days, months = [], []
        for month in sorted(touched):
            day = self._days(month, resolved)
            days.append(day)
            named = f"attendance_months-{write_month(month)}"
            months.append(self._kept(named, day.name, _compacted(day, month)))
        found = {"attendance": days, "attendance_months": months}
        return {name: self._gathered(name, files) for name, files in found.items() if files}

    def _days(self, month: int, resolved: Resolved) -> Path:
        stated = self._touching("attendance", month)
        events = self._touching("passes", month)
        attendance = rows(FILED["attendance"], stated, resolved, days_within(month))
        derived = ""
        if events:
            passes = latest(FILED["passes"], events, resolved, events_around(month))
            derived = days_of_passes(passes, month)
        query = day_rows(attendance, several_loads=len(stated) > 1, derived=derived)
        made_from = resolved.made_from + _digests("attendance", stated) + _digests("passes", events)
        name = f"attendance-{write_month(month)}"
        return self._kept(name, made_from, f"{query} ORDER BY project, worker, day")

    def _with(self, table: str) -> list[Kept]:
        return [kept for kept in self.loads if kept.path(table).exists()]

    def _touching(self, table: str, month: int) -> list[Kept]:
        return [kept for kept in self._with(table) if month in kept.load.months.get(table, ())]

    def _resolve(self) -> Resolved:
        """Fill `sites`, `people`, `aliases` and `holders` as these loads left them."""
        con, written = self.con, [kept.written for kept in self.loads]
        for registry in ("sites", "people"):
            con.execute(f"CREATE OR REPLACE TEMP TABLE {registry} AS {entries(registry, written)}")
        con.execute("CREATE OR REPLACE TEMP TABLE aliases (masked INTEGER, worker INTEGER)")
        con.execute(
            "CREATE OR REPLACE TEMP TABLE holders (project INTEGER, card INTEGER, holder INTEGER)"
        )
        present = [kept.path(name) for name in PRESENT for kept in self._with(name)]
        masked = "SELECT count(*) FROM people WHERE project IS NOT NULL"
        if present and con.execute(masked).fetchall()[0][0]:
            seen = " UNION ".join(f"SELECT project, worker FROM {parquet([p])}" for p in present)
            con.execute(f"CREATE OR REPLACE TEMP TABLE seen AS {seen}")
            con.execute(f"INSERT INTO aliases {ALIASES}")
        bare = [kept.path("receipts") for kept in self._with("receipts")]
        without = f"SELECT count(*) FROM {parquet(bare)} WHERE worker IS NULL" if bare else ""
        roster = self._with("roster")
        if bare and roster and con.execute(without).fetchall()[0][0]:
            standing = latest(FILED["roster"], roster, Resolved(True, False, ""))
            con.execute(f"INSERT INTO holders {HOLDERS.format(roster=standing)}")
        pairs = con.execute("SELECT * FROM aliases ORDER BY ALL").fetchall()
        cards = con.execute("SELECT * FROM holders ORDER BY ALL").fetchall()
        made_from = hashlib.sha256(repr((pairs, cards)).encode()).hexdigest()
        return Resolved(bool(pairs), bool(cards), made_from)

    def _kept(self, name: str, made_from: str, query: str) -> Path:
        """Return the file of a query, written now where it was not."""
        digest = hashlib.sha256(f"{LAYOUT}|{made_from}".encode()).hexdigest()[:DIGEST]
        path = self.cache / f"{name}-{digest}.parquet"
        if not path.exists():
            self.cache.mkdir(parents=True, exist_ok=True)
            half = path.with_suffix(f".{os.getpid()}-{get_ident()}.half")
            target = str(half).replace("'", "''")
            self.con.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
            half.rename(path)
        return path

    def _gathered(self, name: str, files: Sequence[Path]) -> Path:
        """Return the pattern of a folder that holds exactly these files, linked."""
        named = "|".join(path.name for path in files)
        folder = self.cache / f"{name}-{hashlib.sha256(named.encode()).hexdigest()[:DIGEST]}"
        folder.mkdir(exist_ok=True)
        for path in files:
            with suppress(FileExistsError):
                os.link(path, folder / path.name)
        return folder / "*.parquet"


def rows(table: Table, loads: Sequence[Kept], resolved: Resolved, where: str = "true") -> str:
    """Return the query of all rows of a table, each put down to whom it can only be."""
    schema = kept_schema(table)
    if not loads:
        nothing = ", ".join(f'NULL::{SQL[kind]} AS "{name}"' for name, kind in schema.items())
        return f"SELECT {nothing} WHERE false"
    source = f"(SELECT * FROM {parquet([kept.path(table.name) for kept in loads])} WHERE {where})"
    by_card = resolved.holders and table.name == "receipts"
    if "worker" not in schema or not (resolved.aliases or by_card):
        return f"SELECT {_listed(schema)} FROM {source}"
    whose = "aliases.worker, came.worker" + (", holders.holder" if by_card else "")
    names = ", ".join(
        f"coalesce({whose}) AS worker" if name == "worker" else f'came."{name}"' for name in schema
    )
    joins = "LEFT JOIN aliases ON aliases.masked = came.worker"
    if by_card:
        joins += " LEFT JOIN holders ON holders.project = came.project AND holders.card = came.card"
    return f"SELECT {names} FROM {source} AS came {joins}"


def latest(table: Table, loads: Sequence[Kept], resolved: Resolved, where: str = "true") -> str:
    """Return the query of the rows that stand, sorted by key."""
    key = ", ".join(f'"{name}"' for name in table.key)
    return (
        f"SELECT * FROM ({rows(table, loads, resolved, where)})"
        f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY load DESC, file, row) = 1"
        f" ORDER BY {key}"
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _compacted(days: Path, month: int) -> str:
    """Return the query of the worker-months of a file of day rows, sorted."""
    schema = ibis.schema(kept_schema(FILED["attendance"]))
    query = ibis.to_sql(compacted(ibis.table(schema, name="days"), month), dialect="duckdb")
    return (
        f"WITH days AS (SELECT * FROM {parquet([days])})"
        f" SELECT * FROM ({query}) ORDER BY project, worker"
    )


def _digests(table: str, loads: Sequence[Kept]) -> str:
    return "".join(f"|{kept.load.number}:{kept.load.outputs[f'{table}.parquet']}" for kept in loads)
