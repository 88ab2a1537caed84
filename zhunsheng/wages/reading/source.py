"""A source of rows: a file by its ending, the files of a folder, a table of a database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.mapping import Match, PlatformMapping, named, recognize
from zhunsheng.wages.reading.columnar import read_columnar
from zhunsheng.wages.reading.database import DatabaseTable, spool
from zhunsheng.wages.reading.delimited import read_delimited
from zhunsheng.wages.reading.piece import Head, Piece, refused
from zhunsheng.wages.reading.workbook import read_workbook

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".parquet")
IN_FOLDERS = (".csv", ".tsv", ".xlsx", ".parquet")
OPEN_ELSEWHERE = "~$"  # the lock that Excel puts beside a workbook
Source = Path | DatabaseTable


@dataclass(frozen=True, slots=True)
class Opened:
    """A file to be read: its path, the name shown, whether it was named or found in a folder."""

    path: Path
    name: str
    digest: str
    named: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sheet whose table is known, and the row of its headers."""

    piece: Piece
    head: Head
    match: Match


def open_sources(sources: Iterable[Source], spools: Path) -> Iterator[Opened]:
    """Yield the files of the sources; a folder gives its files, a database table is spooled."""
    for place, source in enumerate(sources):
        if isinstance(source, DatabaseTable):
            path = spools / f"{place}.parquet"
            spool(source, path)
            yield Opened(path, source.name, digest_of(path), named=True)
        elif source.is_dir():
            found = sorted(path for path in source.iterdir() if _holds_rows(path))
            yield from (Opened(path, path.name, digest_of(path), named=False) for path in found)
        elif source.is_file():
            yield Opened(source, source.name, digest_of(source), named=True)
        else:
            why = "路径写错了，或文件已被移走"
            raise refused(str(source), "文件", "没有这个文件", why, "请核对路径")


def _holds_rows(path: Path) -> bool:
    plain = not path.name.startswith((".", OPEN_ELSEWHERE))
    return plain and path.suffix.lower() in IN_FOLDERS and path.is_file()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def read_pieces(opened: Opened) -> list[Piece]:
    """Open a file by its ending; raises InputRefused where it cannot be read."""
    ending = opened.path.suffix.lower()
    if opened.path.stat().st_size == 0:
        why = "没有表头也没有数据"
        raise refused(opened.name, "文件", "文件是空的", why, "请确认导出是否完成")
    if ending == ".xlsx":
        return read_workbook(opened.path, opened.name)
    if ending == ".parquet":
        return [read_columnar(opened.path, opened.name)]
    if ending in ENDINGS:
        return [read_delimited(opened.path, opened.name)]
    why = "只读 .xlsx、.csv 和 Parquet"
    raise refused(opened.name, "文件", f"不认识的格式“{ending}”", why, "请另存为 .xlsx 或 .csv")


def choose(pieces: list[Piece], opened: Opened, mapping: PlatformMapping) -> list[Chosen]:
    """Return the sheets that hold a table; a sheet of a workbook that holds none is passed over.

    Raises InputRefused where a sheet named like a table lacks a column, and where no sheet fits.
    A file found in a folder may hold no table: the answer is then empty.
    """
    chosen, faults = [], []
    for piece in pieces:
        found = _choose(piece, opened, mapping)
        if found is None:
            continue
        if found.match.complete:
            faults += _merged(found)
            chosen.append(found)
        elif opened.named or named(mapping, piece.sheet or opened.name) is found.match.table:
            faults.append(_incomplete(found))
    if faults:
        raise InputRefused(faults)
    if not chosen and opened.named:
        why = "表头里认不出任何一张表的必填列"
        remedy = "请用空白表的表头，或写一个映射文件"
        raise refused(opened.name, "表头", "认不出是哪张表", why, remedy)
    return chosen


def _choose(piece: Piece, opened: Opened, mapping: PlatformMapping) -> Chosen | None:
    """Return the row of headers that fits best: a complete one, else the one most is known of."""
    name = f"{Path(opened.name).stem} {piece.sheet}".strip()
    found = []
    for head in piece.heads:
        match = recognize(mapping, piece.sheet, head.cells) if piece.sheet else None
        if match is None or not match.complete:
            match = recognize(mapping, name, head.cells)
        if match is not None:
            found.append(Chosen(piece, head, match))
    return max(found, key=_fitness, default=None)


def _fitness(chosen: Chosen) -> tuple[bool, int]:
    return chosen.match.complete, len(chosen.match.columns)


def _merged(chosen: Chosen) -> list[Fault]:
    row = chosen.head.row
    crossing = [span for span in chosen.piece.merged_rows if span[0] <= row <= span[1]]
    if not crossing:
        return []
    what = f"第{row}行的表头有合并单元格"
    why = "合并的表头分不清各列是什么"
    return [Fault(chosen.piece.file, chosen.piece.place, what, why, "请取消合并，每列写一个表头")]


def _incomplete(chosen: Chosen) -> Fault:
    match, piece = chosen.match, chosen.piece
    place = f"{piece.place}第{chosen.head.row}行表头" if chosen.head.row else "列名"
    if match.twice:
        what = f"同一列出现两次（{'、'.join(match.twice)}）"
        return Fault(piece.file, place, what, "分不清以哪一列为准", "请删去重复的列")
    what = f"按{match.table.zh}读，缺少{'、'.join(match.missing)}"
    why = "这些列是必填的" + (
        f"；未认出的列有{'、'.join(match.left_over)}" if match.left_over else ""
    )
    remedy = "请补上这些列，或在映射文件中写明它们在本表叫什么"
    return Fault(piece.file, place, what, why, remedy)
