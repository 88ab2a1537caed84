"""Running one statement for many rows, in the way that is quickest on each database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper


def run_many(cursor: CursorWrapper, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement for every row: prepared once on SQLite, one round trip on PostgreSQL."""
    if not rows:
        return
    if cursor.db.vendor == "postgresql":
        cursor.execute(";".join([statement] * len(rows)), [one for row in rows for one in row])
    else:
        cursor.executemany(statement, rows)
