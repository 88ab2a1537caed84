"""What one load was: its files and their digests, what was accepted, refused and unmatched."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from zhunsheng.base.errors import Fault, InputRefused

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file: its number in the load (the `file` of its rows), its table, its rows.

    `left_over` are the headers nobody knew.
    """

    file: int
    sheet: str
    table: str
    rows: int
    accepted: int
    refused: int
    left_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One file of a load: its name, SHA-256 and sheets."""

    name: str
    digest: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of one table: all that came, accepted, refused; `repeated` are accepted and equal."""

    rows: int
    accepted: int
    refused: int
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """One load, number 1, 2, …; 0 where nothing was written.

    `known` are the files loaded before (name → number of that load), `skipped` those of a folder
    that hold none of the tables (name → why). `months` names the months the attendance and the
    passes touch. `outputs` are the files of the load's folder and their SHA-256.
    """

    number: int
    at: datetime
    by: str
    mapping: str
    keep_good: bool
    files: tuple[LoadedFile, ...]
    tables: Mapping[str, Counts]
    known: Mapping[str, int] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)
    unmatched: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Count the rows that came in."""
        return sum(counts.rows for counts in self.tables.values())

    @property
    def accepted(self) -> int:
        """Count the rows that were accepted."""
        return sum(counts.accepted for counts in self.tables.values())

    @property
    def refused(self) -> int:
        """Count the rows that were refused; accepted and refused are all rows."""
        return sum(counts.refused for counts in self.tables.values())


class LoadRefused(InputRefused):
    """Nothing was written, for rows were refused; `load` counts them, `path` lists every one."""

    def __init__(self, faults: Sequence[Fault], load: Load, path: Path) -> None:
        super().__init__(faults)
        self.load = load
        self.path = path


def write_load(load: Load, folder: Path) -> Path:
    """Write the manifest of a load and return its path."""
    path = folder / MANIFEST
    data = {**asdict(load), "at": load.at.isoformat()}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def read_load(folder: Path) -> Load:
    """Read the manifest of a load that was written."""
    data: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    files = tuple(
        LoadedFile(
            said["name"],
            said["digest"],
            tuple(Sheet(**{**one, "left_over": tuple(one["left_over"])}) for one in said["sheets"]),
        )
        for said in data["files"]
    )
    return Load(
        **{
            **data,
            "at": datetime.fromisoformat(data["at"]),
            "files": files,
            "tables": {name: Counts(**counts) for name, counts in data["tables"].items()},
            "months": {name: tuple(months) for name, months in data["months"].items()},
        }
    )
