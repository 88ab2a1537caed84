"""The files of runs and loads as DuckDB reads them: a query names a file in braces."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]


class Tables:
    """Parquet files under names; a connection of its own, for one thread."""

    def __init__(self) -> None:
        self._connection = duckdb.connect()

    def rows(
        self, query: str, values: Sequence[Any] = (), /, **files: Path | Sequence[Path]
    ) -> list[Row]:
        """Run a query; `{name}` in it stands for the file, or files, given under that name."""
        named = {name: scan(file) for name, file in files.items()}
        answer = self._connection.execute(query.format(**named), list(values))
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()


def scan(files: Path | Sequence[Path]) -> str:
    """Write the files as a table of a query; of several, a column one lacks is null there."""
    several = [files] if isinstance(files, Path) else files
    listed = ", ".join("'" + str(file).replace("'", "''") + "'" for file in several)
    return f"read_parquet([{listed}], union_by_name = true)"
