"""People, cards and sites as small numbers: given once, never given again, never taken back.

Each load writes the entries it needed first beside its tables, so a load that is not there has
given no number. Within one load numbers follow the order of the hashes, not of the rows. Someone
whose identity number came masked gets an entry of the project, the mask and the name; the books
put it down to the person of that mask and name where the project has exactly one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zhunsheng.wages.reading.staging import Staged, staged_rows

# Registry → its columns in SQL. `born` is a month; `project` is NULL but for masked numbers.
REGISTRIES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sites": {"project": "INTEGER", "code": "VARCHAR"},
        "people": {
            "worker": "INTEGER",
            "hash": "BLOB",
            "mask": "VARCHAR",
            "name": "VARCHAR",
            "born": "INTEGER",
            "project": "INTEGER",
        },
        "cards": {"card": "INTEGER", "hash": "BLOB", "tail": "VARCHAR"},
    }
)


@dataclass(frozen=True, slots=True)
class Written:
    """A load that is written: its number and its folder."""

    number: int
    folder: Path


def parquet(paths: Sequence[Path]) -> str:
    """Return the relation of some Parquet files."""
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{listed}])"


def entries(registry: str, loads: Sequence[Written]) -> str:
    """Return the query of a registry as some loads left it; the later name of a person stands.

    Raises KeyError for a name that is no registry's.
    """
    columns = REGISTRIES[registry]
    paths = [load.folder / f"{registry}.parquet" for load in loads]
    there = [path for path in paths if path.exists()]
    if not there:
        nothing = ", ".join(f"NULL::{kind} AS {name}" for name, kind in columns.items())
        return f"SELECT {nothing} WHERE false"
    if registry != "people":
        return f"SELECT {', '.join(columns)} FROM {parquet(there)}"
    return (
        "SELECT worker, any_value(hash) AS hash, any_value(mask) AS mask,"
        " arg_max(name, load) FILTER (name IS NOT NULL) AS name,"
        f" any_value(born) AS born, any_value(project) AS project FROM {parquet(there)}"
        " GROUP BY worker"
    )


def register(con: Any, staged: Sequence[Staged], loads: Sequence[Written], target: Written) -> None:
    """Give numbers to what is new in the staged rows and write the entries to the target folder.

    Leaves the tables `sites`, `people` and `cards` in the connection, the new entries among them.
    """
    for registry in REGISTRIES:
        con.execute(f"CREATE OR REPLACE TEMP TABLE {registry} AS {entries(registry, loads)}")
    _register_sites(con, staged, target)
    _register_people(con, staged, target)
    _register_cards(con, staged, target)


def _accepted(staged: Sequence[Staged], columns: str, column: str) -> str:
    """Return the query of some columns of every accepted row whose table has `column`."""
    parts = [
        f"SELECT {columns} FROM {staged_rows(one.order)} WHERE NOT refused"
        for one in staged
        if any(known.name == column for known in one.order.match.table.columns)
    ]
    return " UNION ALL ".join(parts)


def _register_sites(con: Any, staged: Sequence[Staged], target: Written) -> None:
    found = _accepted(staged, "project", "project")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE fresh AS"
        " SELECT ((SELECT coalesce(max(project), 0) FROM sites)"
        " + row_number() OVER (ORDER BY code))::INTEGER AS project, code"
        f" FROM (SELECT DISTINCT project AS code FROM ({found})) ANTI JOIN sites USING (code)"
    )
    _keep(con, "sites", target)


def _register_people(con: Any, staged: Sequence[Staged], target: Written) -> None:
    """Give numbers to new people; leaves `numbers` (code of the load, worker)."""
    parts = []
    for one in staged:
        columns = {column.name for column in one.order.match.table.columns}
        if "worker" in columns:
            name = "min(name)" if "name" in columns else "NULL::VARCHAR"
            parts.append(
                f"SELECT worker AS code, {name} AS name FROM {staged_rows(one.order)}"
                " WHERE NOT refused AND worker IS NOT NULL GROUP BY worker"
            )
    if not parts:
        return
    con.execute(
        "CREATE OR REPLACE TEMP TABLE seen AS SELECT code, min(seen.name) AS name,"
        " any_value(hash) AS hash, min(mask) AS mask, max(born) AS born, min(project) AS site"
        f" FROM ({' UNION ALL '.join(parts)}) AS seen JOIN identities USING (code) GROUP BY code"
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE fresh AS"
        " SELECT ((SELECT coalesce(max(worker), 0) FROM people)"
        " + row_number() OVER (ORDER BY hash))::INTEGER AS worker, seen.hash, seen.mask, seen.name,"
        " seen.born, sites.project"
        " FROM seen LEFT JOIN sites ON sites.code = seen.site ANTI JOIN people USING (hash)"
        " UNION ALL"  # a name that was learned after the number, or another than before
        " SELECT people.worker, people.hash, people.mask, seen.name, people.born, people.project"
        " FROM seen JOIN people USING (hash)"
        " WHERE seen.name IS NOT NULL AND seen.name IS DISTINCT FROM people.name"
    )
    con.execute("DELETE FROM people WHERE worker IN (SELECT worker FROM fresh)")
    _keep(con, "people", target)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE numbers AS"
        " SELECT code, worker FROM seen JOIN people USING (hash)"
    )


def _register_cards(con: Any, staged: Sequence[Staged], target: Written) -> None:
    found = _accepted(staged, "card_hash AS hash, card_tail AS tail", "card")
    if not found:
        return
    con.execute(
        "CREATE OR REPLACE TEMP TABLE fresh AS"
        " SELECT ((SELECT coalesce(max(card), 0) FROM cards)"
        " + row_number() OVER (ORDER BY hash))::INTEGER AS card, hash, tail"
        f" FROM (SELECT hash, min(tail) AS tail FROM ({found})"
        " WHERE hash IS NOT NULL GROUP BY hash)"
        " ANTI JOIN cards USING (hash)"
    )
    _keep(con, "cards", target)


def _keep(con: Any, registry: str, target: Written) -> None:
    """Put the fresh entries into the registry's table, and into the folder where there are any."""
    con.execute(f"INSERT INTO {registry} BY NAME SELECT * FROM fresh")
    if con.execute("SELECT count(*) FROM fresh").fetchall()[0][0]:
        path = str(target.folder / f"{registry}.parquet").replace("'", "''")
        con.execute(
            f"COPY (SELECT *, {target.number}::INTEGER AS load FROM fresh)"
            f" TO '{path}' (FORMAT parquet)"
        )
