"""A load: files are read, typed, weighed and written beside the loads before; nothing is replaced.

Everything is made in a folder whose name starts with a dot and becomes visible by one renaming, so
a load that broke off is not there.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.identity import Keys
from zhunsheng.wages.load import Load, LoadedFile, LoadRefused, Sheet, write_load
from zhunsheng.wages.load_tables import (
    Content,
    find_conflicts,
    first_faults,
    months_of,
    write_refused,
    write_tables,
)
from zhunsheng.wages.mapping import PlatformMapping
from zhunsheng.wages.reading.identities import Identities
from zhunsheng.wages.reading.source import (
    Chosen,
    Opened,
    Source,
    choose,
    digest_of,
    open_sources,
    read_pieces,
)
from zhunsheng.wages.reading.staging import Order, Staged, quoted, stage
from zhunsheng.wages.registry import Written, register
from zhunsheng.wages.standing import Kept
from zhunsheng.wages.unmatched import write_unmatched

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is loaded, when, by whom, how it is mapped, and whether good rows stay beside bad."""

    sources: Iterable[Source]
    at: datetime
    by: str
    keep_good: bool
    mapping: PlatformMapping
    keys: Keys
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What a load would be: its counts (number 0), and its first refused cells."""

    load: Load
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Reading:
    """What has been read of a load: sheets, each staged in its place, files known or skipped."""

    chosen: list[tuple[Opened, Chosen]] = field(default_factory=list)
    staged: list[Staged] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Told:
    """Tells the progress: rows done so far, and all rows where every sheet knows its own."""

    progress: Progress | None
    total: int | None
    done: int = 0

    def add(self, rows: int) -> None:
        """Count some rows more."""
        self.done += rows
        if self.progress:
            self.progress(self.done, self.total)


@dataclass(frozen=True, slots=True)
class Loader:
    """The connection, the folder of the loads, and the loads that are there."""

    con: Any
    folder: Path
    loads: Sequence[Kept]

    @property
    def number(self) -> int:
        """Return the number the next load gets."""
        return max((kept.load.number for kept in self.loads), default=0) + 1

    def load(self, asked: Asked) -> Load:
        """Read the sources and write a load.

        Raises InputRefused where a file cannot be read, LoadRefused where rows are refused and
        good rows are not to be kept alone. Where every file was loaded before, the answer has
        number 0 and nothing is written.
        """
        work = self._work()
        try:
            load, content = self._made(asked, work)
            if load.refused and not asked.keep_good:
                faults = first_faults(content, work / "refused.parquet")
                raise LoadRefused(
                    faults, replace(load, number=0), self._turned_back(work, asked.at)
                )
            if load.number:
                self._publish(load, work)
            return load
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def check(self, asked: Asked, refused_to: Path | None = None) -> Trial:
        """Do all that `load` does, and write nothing but the refused cells, to `refused_to`."""
        work = self._work()
        try:
            load, content = self._made(asked, work)
            refused = work / "refused.parquet"
            faults = first_faults(content, refused) if refused.exists() else []
            if faults and refused_to is not None:
                shutil.copyfile(refused, refused_to)
            return Trial(replace(load, number=0), tuple(faults))
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _work(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        for left_behind in self.folder.glob(".[0-9]*"):
            shutil.rmtree(left_behind, ignore_errors=True)
        work = self.folder / f".{self.number:04d}-{os.getpid()}"
        (work / "staged").mkdir(parents=True, mode=0o700)
        return work

    def _made(self, asked: Asked, work: Path) -> tuple[Load, Content]:
        """Make the load's folder, all but its manifest."""
        reading = self._read(asked, work / "staged")
        content = Content(self.con, reading.staged, self.number, work)
        conflicts = find_conflicts(content)
        files = _files(reading, conflicts)
        refused = Counter[str]()
        for file in files:
            refused.update({sheet.table: sheet.refused for sheet in file.sheets})
        load = Load(
            self.number if files else 0,
            asked.at,
            asked.by,
            asked.mapping.title,
            asked.keep_good,
            files,
            {},
            known=reading.known,
            skipped=reading.skipped,
        )
        if not files:
            return load, content
        if refused.total():
            write_refused(content, files)
        written = Written(self.number, work)
        register(self.con, reading.staged, [kept.written for kept in self.loads], written)
        load = replace(load, tables=write_tables(content, refused), months=months_of(content))
        shutil.rmtree(work / "staged")
        kept = Kept(written, load)
        return replace(
            load, unmatched=write_unmatched(self.con, [*self.loads, kept], kept)
        ), content

    def _read(self, asked: Asked, staged: Path) -> Reading:
        """Stage every sheet of every new file; the faults of all files are raised together."""
        before = {f.digest: kept.load.number for kept in self.loads for f in kept.load.files}
        reading = Reading()
        faults: list[Fault] = []
        for opened in open_sources(asked.sources, staged):
            if opened.digest in before:
                reading.known[opened.name] = before[opened.digest]
                continue
            before[opened.digest] = self.number
            try:
                found = choose(read_pieces(opened), opened, asked.mapping)
            except InputRefused as refusal:
                faults += refusal.faults
                continue
            reading.chosen += [(opened, sheet) for sheet in found]
            if not found:
                reading.skipped[opened.name] = "表头里认不出任何一张表"
        totals = [sheet.piece.total for _, sheet in reading.chosen]
        identities = Identities(self.con, asked.keys, asked.at.date())
        identities.begin()
        told = _Told(asked.progress, sum(filter(None, totals)) if all(totals) else None)
        for number, (_, sheet) in enumerate(reading.chosen):
            target = staged / f"{number:04d}"
            order = Order(sheet.piece, sheet.head, sheet.match, number, target)
            try:
                reading.staged.append(stage(order, identities, told.add))
            except InputRefused as refusal:
                faults += refusal.faults
        if faults:
            raise InputRefused(faults)
        identities.end()
        spill = self.folder.with_name("cache") / "spill"
        self.con.execute(f"SET temp_directory = {quoted(spill)}")
        return reading

    def _publish(self, load: Load, work: Path) -> None:
        """Write the manifest, make sure all is on the disk, and let the load be seen."""
        outputs = {path.name: digest_of(path) for path in sorted(work.glob("*.parquet"))}
        write_load(replace(load, outputs=outputs), work)
        for path in [*work.iterdir(), work]:
            _sync(path)
        work.rename(self.folder / f"{load.number:04d}")
        _sync(self.folder)

    def _turned_back(self, work: Path, at: datetime) -> Path:
        """Keep the list of refused cells of a load that was not written, and return its path."""
        folder = self.folder.with_name("turned_back")
        folder.mkdir(exist_ok=True)
        listed = work / "refused.parquet"
        kept = folder / f"{at:%Y%m%dT%H%M%S}-{digest_of(listed)[:12]}.parquet"
        return listed.replace(kept)


def _files(reading: Reading, conflicts: dict[int, int]) -> tuple[LoadedFile, ...]:
    files: dict[str, LoadedFile] = {}
    for (opened, sheet), staged in zip(reading.chosen, reading.staged, strict=True):
        refused = staged.refused + conflicts.get(staged.order.file, 0)
        told = Sheet(
            staged.order.file,
            sheet.piece.sheet,
            sheet.match.table.name,
            staged.rows,
            staged.rows - refused,
            refused,
            sheet.match.left_over,
        )
        before = files.get(opened.digest, LoadedFile(opened.name, opened.digest, ()))
        files[opened.digest] = replace(before, sheets=(*before.sheets, told))
    return tuple(files.values())


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
