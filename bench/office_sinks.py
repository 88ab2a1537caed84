"""Where many rows go at once: one transaction after another on SQLite, COPY on PostgreSQL.

Both leave out what only protects against rows that refer to nothing; the bench writes none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import connection

Rows = Sequence[Sequence[Any]]
TABLES: Mapping[str, tuple[str, ...]] = {
    "store_matter": ("id", "number", "procedure", "digest", "opened_at"),
    "store_event": ("id", "matter_id", "seq", "body", "head", "key"),
    "store_personalvalue": ("matter_id", "seq", "name", "salt", "value"),
    "store_logleaf": ("position", "event_id", "head"),
    "store_wordtext": ("matter_id", "words"),
}
QUICK = (
    "PRAGMA synchronous=OFF",
    "PRAGMA cache_size=-262144",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA wal_autocheckpoint=100000",
)
AFTER = ("PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON", "PRAGMA wal_autocheckpoint=1000")
SEQUENCES = ("store_matter", "store_event")


class Sink(Protocol):
    """Takes rows of a table."""

    def write(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Write rows."""


class _Sqlite:
    def write(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        places = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
        connection.connection.executemany(statement, rows)


class _Postgresql:
    def write(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with connection.connection.cursor().copy(statement) as copy:
            for row in rows:
                copy.write_row(row)


@contextmanager
def sink() -> Iterator[Sink]:
    """Open the database of this process for many rows."""
    if connection.vendor == "sqlite":
        _each(QUICK)
        yield _Sqlite()
        _each(("ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)", *AFTER))
        return
    _each(("SET session_replication_role = replica", "SET synchronous_commit = off"))
    yield _Postgresql()
    for table in SEQUENCES:
        _each((f"SELECT setval('{table}_id_seq', (SELECT MAX(id) FROM {table}))",))
    _each(("RESET session_replication_role", "RESET synchronous_commit", "VACUUM ANALYZE"))


@contextmanager
def transaction() -> Iterator[None]:
    """Write what is inside in one transaction."""
    _each(("BEGIN",))
    yield
    _each(("COMMIT",))


def _each(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
