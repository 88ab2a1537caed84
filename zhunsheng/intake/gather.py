"""Paths become records: every file by its kind, every fault kept, every other matter still read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from zhunsheng.base.errors import Fault, InputRefused, UnknownProcedure
from zhunsheng.intake.conform import faults_of
from zhunsheng.law.procedure import Procedure
from zhunsheng.record.record import Record
from zhunsheng.record.text import read


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a set of paths held: records that can be judged, faults, and notes to the reader."""

    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def gather(paths: Sequence[Path], procedures: Mapping[str, Procedure], name: str = "") -> Gathered:
    """Read every path; a folder stands for the files of known kinds in it, in order of name.

    `name` is the procedure of ledgers; where it is not given the columns decide. Raises
    UnknownProcedure for a name that is none.
    """
    if name and name not in procedures:
        raise UnknownProcedure(f"没有“{name}”这种案件；可选：{'、'.join(procedures)}")
    records: list[Record] = []
    faults: list[Fault] = []
    notes: list[str] = []
    for path in files_of(paths, faults):
        try:
            part = _read(path, procedures, name)
        except InputRefused as refused:
            faults += refused.faults
            continue
        records += part.records
        faults += part.faults
        notes += part.notes
    return Gathered(tuple(records), tuple(faults), tuple(notes))


def files_of(paths: Iterable[Path], faults: list[Fault]) -> Iterator[Path]:
    """Yield the files to read; a path that is not there, or of no known kind, is a fault."""
    for path in paths:
        if path.is_dir():
            inside = sorted(child for child in path.rglob("*") if child.is_file())
            yield from (child for child in inside if child.suffix.lower() in READERS)
        elif not path.exists():
            faults.append(Fault(str(path), "文件", "没有这个文件", "路径不存在", "请核对路径"))
        elif path.suffix.lower() not in READERS:
            remedy = f"可读的有：{'、'.join(READERS)}"
            faults.append(Fault(str(path), "文件", "不认识这种文件", "后缀名不在可读之列", remedy))
        else:
            yield path


def _read(path: Path, procedures: Mapping[str, Procedure], name: str) -> Gathered:
    return READERS[path.suffix.lower()](path, procedures, name)


def _read_text(path: Path, procedures: Mapping[str, Procedure], _: str) -> Gathered:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        why = "文本记录应为 UTF-8 编码"
        fault = Fault(path.name, f"第{line}行", "文字编码不对", why, "请另存为 UTF-8 后再核对")
        raise InputRefused([fault]) from error
    reading = read(text, path.name)
    return _conforming(reading.records, reading.faults, procedures, path.name)


def _conforming(
    records: Iterable[Record],
    faults: Iterable[Fault],
    procedures: Mapping[str, Procedure],
    file: str,
) -> Gathered:
    """Keep the records that speak their procedure's language; the others become faults."""
    kept: list[Record] = []
    found = list(faults)
    for record in records:
        procedure = procedures.get(record.procedure)
        if procedure is None:
            what = f"没有“{record.procedure}”这种案件"
            remedy = f"可选：{'、'.join(procedures)}"
            found.append(Fault(file, record.matter, what, "案头行的第二个词应是案件种类", remedy))
            continue
        mine = faults_of(record, procedure, file)
        found += mine
        if not mine:
            kept.append(record)
    return Gathered(tuple(kept), tuple(found), ())


Reader = Callable[[Path, Mapping[str, Procedure], str], Gathered]
READERS: Mapping[str, Reader] = MappingProxyType({".txt": _read_text})
