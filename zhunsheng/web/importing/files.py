"""The files of imports on disk, beside what the last reading of each found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from zhunsheng.base.errors import Fault, InputRefused, ZhunshengError
from zhunsheng.intake.conform import faults_of
from zhunsheng.intake.corrected import corrected, written_at
from zhunsheng.intake.ledger import Progress, fit_of, read_ledger
from zhunsheng.intake.sheet import Book
from zhunsheng.intake.sheets import read_content
from zhunsheng.law.procedure import Procedure
from zhunsheng.procedures import procedures
from zhunsheng.record.record import Record
from zhunsheng.store.models import Batch, Matter

LARGEST_MB = 20
LARGEST = LARGEST_MB * 1024 * 1024
SHOWN_MOST = 500


class FileLost(ZhunshengError):
    """The file of an import is not on disk any more."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}”的文件不在 imports 文件夹里；请重新选择文件导入")


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading found: sound records, faults with what is written there, notes."""

    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    written: tuple[str, ...]
    notes: tuple[str, ...]
    book: Book


def folder() -> Path:
    """Return where imported files lie."""
    found = Path(settings.HOME) / "imports"
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def keep_file(batch: Batch, content: bytes) -> None:
    """Keep the file of an import as it came."""
    file = folder() / str(batch.pk)
    file.write_bytes(content)
    file.chmod(0o600)


def content_of(batch: Batch) -> bytes:
    """Return the file of an import as it came; raises `FileLost`."""
    try:
        return (folder() / str(batch.pk)).read_bytes()
    except FileNotFoundError as error:
        raise FileLost(batch.file_name) from error


def digest_of(content: bytes) -> str:
    """Return the digest an import is known by."""
    return hashlib.sha256(content).hexdigest()


def procedure_of(content: bytes, name: str, wanted: str) -> Procedure:
    """Return the procedure a ledger is of: the one named, or the one its header speaks best.

    Raises `InputRefused`.
    """
    if wanted in procedures():
        return procedures()[wanted]
    book = read_content(content, name)
    fits = {one.name: fit_of(book, one) for one in procedures().values()}
    best = max(fits, key=lambda one: fits[one])
    if not fits[best]:
        what, why = "认不出这是哪一种案件的台账", "前二十行里没有一行的列名与任何案件种类相符"
        raise InputRefused(
            [Fault(name, "表头", what, why, "请选择案件种类，或下载空白台账对照列名")]
        )
    return procedures()[best]


def read_batch(batch: Batch, tell: Progress | None = None) -> Found:
    """Read the file of an import with its corrections; what is registered already is a fault."""
    book = corrected(read_content(content_of(batch), batch.file_name), batch.edits)
    declared = procedures()[batch.procedure]
    reading = read_ledger(book, declared, progress=tell)
    faults, records = list(reading.faults), []
    taken = _registered([record.matter for record in reading.records])
    for record in reading.records:
        mine = faults_of(record, declared, batch.file_name)
        if record.matter in taken:
            mine.append(_already(batch.file_name, record.matter))
        faults += mine
        if not mine:
            records.append(record)
    written = tuple(written_at(book, fault.place) for fault in faults[:SHOWN_MOST])
    return Found(tuple(records), tuple(faults), written, reading.notes, book)


def _registered(numbers: list[str]) -> set[str]:
    return set(Matter.objects.filter(number__in=numbers).values_list("number", flat=True))


def _already(file: str, number: str) -> Fault:
    why = "同一案号只能登记一次"
    return Fault(file, number, f"案号“{number}”已经登记过", why, "请在台账中删去这一行")


def note_found(batch: Batch, found: Found) -> None:
    """Keep what a reading found, for the page and for the next reading to start from."""
    batch.sound, batch.faulty = len(found.records), len(found.faults)
    batch.save(update_fields=["sound", "faulty"])
    told = {
        "faults": [asdict(fault) for fault in found.faults[:SHOWN_MOST]],
        "written": list(found.written),
        "notes": list(found.notes),
        "edits": batch.edits,
    }
    text = json.dumps(told, ensure_ascii=False)
    (folder() / f"{batch.pk}.json").write_text(text, encoding="utf-8")


def told_of(batch: Batch) -> Mapping[str, Any] | None:
    """Return what the last reading found, or None before the first."""
    file = folder() / f"{batch.pk}.json"
    if not file.is_file():
        return None
    told: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told


def drop_file(batch: Batch) -> None:
    """Delete the file of an import that was given up."""
    for file in (folder() / str(batch.pk), folder() / f"{batch.pk}.json"):
        file.unlink(missing_ok=True)
