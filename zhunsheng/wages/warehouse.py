"""The warehouse of the wage monitor: a folder of loads, and the books of any month on any day.

```
<folder>/loads/0001/   manifest.json, <table>.parquet, refused.parquet, unmatched.parquet,
                       and what the load added to the registries: people, cards, sites
<folder>/turned_back/  the refused cells of loads that were not written
<folder>/cache/        the tables as sets of loads left them; may be deleted at any time
```
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from zhunsheng.wages.books import Books
from zhunsheng.wages.engines import books_on, open_duckdb
from zhunsheng.wages.identity import Keys, hash_of, keys_of
from zhunsheng.wages.load import MANIFEST, Load, read_load
from zhunsheng.wages.loads import Asked, Loader, Progress, Trial
from zhunsheng.wages.mapping import PlatformMapping, default_mapping
from zhunsheng.wages.reading.source import Source
from zhunsheng.wages.registry import Written, entries
from zhunsheng.wages.standing import Kept, Standing
from zhunsheng.wages.unmatched import KINDS, unmatched

MEMORY = "2GB"


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A folder of loads; `secret` keys the hashes of identity numbers and cards (32 bytes or more).

    With another secret nobody is recognized, so it must stay the same and stay secret. `platform`
    maps the headers of the files loaded (default: our own and the common ones); `memory` bounds
    what DuckDB holds before it spills.
    """

    folder: Path
    secret: bytes = field(repr=False)
    platform: PlatformMapping | None = None
    memory: str = MEMORY

    def load(
        self,
        sources: Sequence[Source],
        *,
        at: datetime,
        by: str,
        keep_good: bool,
        progress: Progress | None = None,
    ) -> Load:
        """Read files, folders and database tables into a new load.

        Raises InputRefused with every fault where a file cannot be read, LoadRefused (with the
        first faults, the totals and the whole list) where rows are refused and `keep_good` is
        False; nothing is written then. A file that was loaded before changes nothing.
        """
        asked = Asked(sources, at, by, keep_good, self._mapping, self._keys, progress)
        with self._alone(), self._connection(spills=False) as con:
            return Loader(con, self.folder / "loads", self._kept()).load(asked)

    def check(
        self,
        sources: Sequence[Source],
        *,
        at: datetime,
        progress: Progress | None = None,
        refused_to: Path | None = None,
    ) -> Trial:
        """Say what `load` would accept, refuse and leave unmatched, and write nothing.

        Every refused cell is listed in the Parquet file `refused_to`, where one is named and any
        cell is refused.
        """
        asked = Asked(sources, at, "", True, self._mapping, self._keys, progress)
        with self._alone(), self._connection(spills=False) as con:
            return Loader(con, self.folder / "loads", self._kept()).check(asked, refused_to)

    def loads(self, known_on: date | None = None) -> tuple[Load, ...]:
        """Return the loads known on a day (default: all), the newest first."""
        return tuple(kept.load for kept in reversed(self._kept(known_on)))

    def books(
        self,
        month: int,
        *,
        as_of: date,
        known_on: date | None = None,
        engine: BaseBackend | None = None,
    ) -> Books:
        """Return the tables as known on a day, on the engine (default: DuckDB in memory).

        Nothing is cut at `month` or `as_of`: what judges the month takes what it needs.
        """
        return books_on(engine or open_duckdb(), self.files(known_on), month=month, as_of=as_of)

    def files(self, known_on: date | None = None) -> dict[str, Path]:
        """Return the Parquet file (or the pattern of files) of each table that has rows."""
        with self._connection() as con:
            return Standing(con, self.folder / "cache", self._kept(known_on)).files()

    def registry(self, name: str, engine: BaseBackend, known_on: date | None = None) -> ir.Table:
        """Return `sites`, `people` or `cards` on a DuckDB engine, as known on a day.

        Raises KeyError for another name.
        """
        written = [kept.written for kept in self._kept(known_on)]
        engine.con.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {entries(name, written)}")
        return engine.table(name)

    def worker(self, identity: str) -> int | None:
        """Return the worker of an identity number, None where no load ever named it."""
        hashed = bytes.fromhex(hash_of(identity, self.secret))
        written = [kept.written for kept in self._kept()]
        with self._connection() as con:
            query = f"SELECT worker FROM ({entries('people', written)}) WHERE hash = ?"
            found = con.execute(query, [hashed]).fetchall()
        return found[0][0] if found else None

    def refused(self, load: int, offset: int, limit: int) -> tuple[list[dict[str, Any]], int]:
        """Return some refused cells of a load, in the order of its files, and their number."""
        path = self.folder / "loads" / f"{load:04d}" / "refused.parquet"
        return self._page(f"SELECT * FROM '{path}'", offset, limit) if path.exists() else ([], 0)

    def unmatched(
        self, load: int, kind: str, offset: int, limit: int
    ) -> tuple[list[dict[str, Any]], int]:
        """Return some lines of what did not fit when the load came, and how many there are."""
        path = self.folder / "loads" / f"{load:04d}" / "unmatched.parquet"
        wanted = f"WHERE kind = '{kind}'" if kind in KINDS else ""
        query = f"SELECT * FROM '{path}' {wanted}"
        return self._page(query, offset, limit) if path.exists() else ([], 0)

    def unmatched_now(
        self, offset: int, limit: int, known_on: date | None = None
    ) -> tuple[list[dict[str, Any]], int]:
        """Return some lines of what fits nowhere in all loads known on a day, and how many."""
        kept = self._kept(known_on)
        if not kept:
            return [], 0
        with self._connection() as con:
            return _page(con, unmatched(con, kept), offset, limit)

    @property
    def _mapping(self) -> PlatformMapping:
        return self.platform or default_mapping()

    @property
    def _keys(self) -> Keys:
        return keys_of(self.secret)

    def _kept(self, known_on: date | None = None) -> list[Kept]:
        found = sorted((self.folder / "loads").glob(f"[0-9]*/{MANIFEST}"))
        loads = [(read_load(path.parent), path.parent) for path in found]
        return [
            Kept(Written(load.number, folder), load)
            for load, folder in loads
            if known_on is None or load.at.date() <= known_on
        ]

    def _page(self, query: str, offset: int, limit: int) -> tuple[list[dict[str, Any]], int]:
        with self._connection() as con:
            return _page(con, query, offset, limit)

    @contextmanager
    def _connection(self, *, spills: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open DuckDB in memory; without spills it fails before it writes what memory holds."""
        spill = self.folder / "cache" / "spill"
        spill.mkdir(parents=True, exist_ok=True)
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": self.memory,
            "temp_directory": str(spill) if spills else "",
            "preserve_insertion_order": "false",
        }
        with duckdb.connect(config=settings) as con:
            yield con

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from loading meanwhile."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _page(
    con: duckdb.DuckDBPyConnection, query: str, offset: int, limit: int
) -> tuple[list[dict[str, Any]], int]:
    total = con.execute(f"SELECT count(*) FROM ({query})").fetchall()
    page = con.sql(f"{query} LIMIT {limit:d} OFFSET {offset:d}").to_arrow_table()
    return page.to_pylist(), total[0][0]
