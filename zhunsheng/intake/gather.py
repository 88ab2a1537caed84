"""Paths become records: every file by its kind, every fault kept, every other matter still read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from zhunsheng.base.chinese import listed
from zhunsheng.base.errors import Fault, InputRefused, UnknownProcedure
from zhunsheng.intake.conform import faults_of
from zhunsheng.intake.ledger import fit_of, read_ledger
from zhunsheng.intake.sheet import Book
from zhunsheng.intake.sheets import read_book
from zhunsheng.intake.silent import unsaid_words
from zhunsheng.law.procedure import Procedure
from zhunsheng.record.record import Record
from zhunsheng.record.text import read

LINE_END = b"\n"
EXTRACT = "extract"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a set of paths held: records that can be judged, faults, and notes to the reader."""

    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How files are to be read: the procedures there are, the one of ledgers if named, progress."""

    procedures: Mapping[str, Procedure]
    name: str = ""
    progress: Progress | None = None


def gather(paths: Sequence[Path], wanted: Wanted) -> Gathered:
    """Read every path; a folder stands for the files of known kinds in it, in order of name.

    Where the procedure of a ledger is not named, its columns decide. Raises UnknownProcedure for a
    name that is none.
    """
    if wanted.name and wanted.name not in wanted.procedures:
        raise UnknownProcedure(f"没有“{wanted.name}”这种案件；可选：{listed(wanted.procedures)}")
    records: list[Record] = []
    faults: list[Fault] = []
    notes: list[str] = []
    for path in _files(paths, faults):
        try:
            part = READERS[path.suffix.lower()](path, wanted)
        except InputRefused as refused:
            faults += refused.faults
            continue
        records += part.records
        faults += part.faults
        notes += part.notes
    return Gathered(tuple(records), tuple(faults), tuple(notes))


def _files(paths: Iterable[Path], faults: list[Fault]) -> Iterator[Path]:
    """Yield the files to read; a path that is not there, or of no known kind, is a fault."""
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        elif not path.exists():
            faults.append(Fault(str(path), "文件", "没有这个文件", "路径不存在", "请核对路径"))
        elif path.suffix.lower() not in READERS:
            remedy = f"可读的有：{listed(READERS)}"
            faults.append(Fault(str(path), "文件", "不认识这种文件", "后缀名不在可读之列", remedy))
        else:
            yield path


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the files of known kinds below a folder; what is hidden is not looked into."""
    for child in sorted(folder.iterdir()):
        if child.name.startswith((".", "~$")):
            continue
        if child.is_dir():
            yield from _inside(child)
        elif child.suffix.lower() in READERS:
            yield child


def _read_text(path: Path, wanted: Wanted) -> Gathered:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"第{content[: error.start].count(LINE_END) + 1}行"
        remedy = "请另存为 UTF-8 后再核对"
        fault = Fault(path.name, place, "文字编码不对", "文本记录应为 UTF-8 编码", remedy)
        raise InputRefused([fault]) from error
    reading = read(text, path.name)
    return _conforming(reading.records, reading.faults, wanted, path.name)


def _read_ledger(path: Path, wanted: Wanted) -> Gathered:
    book = read_book(path)
    procedure = wanted.procedures.get(wanted.name) or _procedure_of(book, wanted.procedures)
    reading = read_ledger(book, procedure, progress=wanted.progress)
    kept = _conforming(reading.records, reading.faults, wanted, path.name)
    notes = (f"{path.name}：按“{procedure.zh}”的台账读取", *reading.notes)
    return Gathered(kept.records, kept.faults, notes)


def _procedure_of(book: Book, procedures: Mapping[str, Procedure]) -> Procedure:
    """Return the procedure whose words the headers of a ledger speak best."""
    fits = {name: fit_of(book, procedure) for name, procedure in procedures.items()}
    best = max(fits, key=lambda name: fits[name], default="")
    if not best or not fits[best]:
        fault = Fault(
            book.file,
            "表头",
            "认不出这是哪一种案件的台账",
            "前二十行里没有一行的列名与任何案件种类的步骤、事实相符",
            "请用 --procedure 指明种类，或用 zhunsheng template 生成空白台账对照列名",
        )
        raise InputRefused([fault])
    return procedures[best]


def _conforming(
    records: Iterable[Record], faults: Iterable[Fault], wanted: Wanted, file: str
) -> Gathered:
    """Keep the records that speak their procedure's language; the others become faults."""
    kept: list[Record] = []
    found = list(faults)
    for record in records:
        procedure = wanted.procedures.get(record.procedure)
        if procedure is None:
            what = f"没有“{record.procedure}”这种案件"
            remedy = f"可选：{listed(wanted.procedures)}"
            found.append(Fault(file, record.matter, what, "案头行的第二个词应是案件种类", remedy))
            continue
        mine = faults_of(record, procedure, file)
        found += mine
        if not mine:
            kept.append(_heard(record, procedure))
    return Gathered(tuple(kept), tuple(found), ())


def _heard(record: Record, procedure: Procedure) -> Record:
    """Take a record that calls itself an extract as silent about all it does not say."""
    if record.about.get(EXTRACT) is not True:
        return record
    return replace(record, silent=unsaid_words(record, procedure))


READERS: Mapping[str, Callable[[Path, Wanted], Gathered]] = MappingProxyType(
    {".txt": _read_text, ".xlsx": _read_ledger, ".csv": _read_ledger}
)
