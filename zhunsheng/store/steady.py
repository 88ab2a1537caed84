"""Reading much at once: one unchanging view of the database, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

TOGETHER = 2000
UNCHANGING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
Rows = list[tuple[Any, ...]]


@contextmanager
def steady() -> Iterator[None]:
    """Read in one view of the database; within a transaction that has begun, in its view.

    On SQLite the reader takes no lock that a writer waits for. Nothing may be written inside.
    """
    if connection.in_atomic_block:
        yield
        return
    with _reader():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(UNCHANGING)
        yield


@contextmanager
def _reader() -> Iterator[None]:
    """Open a transaction that on SQLite does not ask for the place of the one writer."""
    usual = getattr(connection, "transaction_mode", None)
    if usual is None:
        with transaction.atomic():
            yield
        return
    setattr(connection, "transaction_mode", "DEFERRED")  # noqa: B010  Django's types lack it
    try:
        with transaction.atomic():
            yield
    finally:
        setattr(connection, "transaction_mode", usual)  # noqa: B010


def blocks(
    statement: str, values: Sequence[str | int] = (), together: int = TOGETHER
) -> Iterator[Rows]:
    """Yield the rows of a query in blocks, without holding all of them at once.

    On PostgreSQL this needs a transaction: `steady`, or one that has begun.
    """
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while block := cursor.fetchmany(together):
            yield block


def rows(statement: str, values: Sequence[str | int] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query one by one, read in blocks."""
    for block in blocks(statement, values):
        yield from block
