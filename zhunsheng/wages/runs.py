"""The runs of the monitor on disk: `months/<YYYY-MM>/<run>/`, append only, whole or not at all.

A run's folder holds its tables as Parquet, the scheme as it was, and `manifest.json`, which names
every file with its SHA-256; the digest of the manifest stands for the whole run.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.months import read_month, write_month
from zhunsheng.wages.shapes import CheckSaid, Run, Skipped

MONTHS = "months"
NAMED = "[0-9][0-9][0-9][0-9]-[01][0-9]"
MANIFEST = "manifest.json"
DIGITS = 4
BLOCK = 1 << 20


def month_folder(folder: Path, month: int) -> Path:
    """Return where the runs of a month are kept below the warehouse's folder."""
    return folder / MONTHS / write_month(month)


def run_folder(folder: Path, run: Run) -> Path:
    """Return the folder of a run."""
    return month_folder(folder, run.month) / run.number


def runs(folder: Path) -> tuple[Run, ...]:
    """Return every run, the newest month first, of a month the newest run first."""
    found = (folder / MONTHS).glob(f"{NAMED}/*/{MANIFEST}")
    listed = [read_run(path.parent) for path in found if path.parent.name.isdecimal()]
    return tuple(sorted(listed, key=lambda run: (-run.month, -int(run.number))))


def latest(folder: Path, month: int) -> Run | None:
    """Return the newest run of the month, or None."""
    numbers = sorted(
        (path.parent for path in month_folder(folder, month).glob(f"*/{MANIFEST}")),
        key=lambda path: path.name,
    )
    finished = [path for path in numbers if path.name.isdecimal()]
    return read_run(finished[-1]) if finished else None


def earlier(folder: Path, month: int) -> Run | None:
    """Return the newest run of the last month before this one that was run, or None."""
    names = sorted(path.name for path in (folder / MONTHS).glob(NAMED))
    for name in reversed([name for name in names if name < write_month(month)]):
        found = latest(folder, read_month(name))
        if found is not None:
            return found
    return None


def read_run(path: Path) -> Run:
    """Read the manifest of a run's folder.

    Raises InputRefused where it is not as a run writes it.
    """
    file = path / MANIFEST
    try:
        raw = file.read_bytes()
        said = json.loads(raw)
        return _run(said, path.name, hashlib.sha256(raw).hexdigest())
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = f"清单不是系统写下的样子（{error}）"
        fault = Fault(f"{path.parent.name}/{path.name}", MANIFEST, "读不出", why, "请由备份恢复")
        raise InputRefused([fault]) from error


def verify(folder: Path, run: Run) -> tuple[str, ...]:
    """Return the names of the files of a run that are gone or not as the manifest says."""
    path = run_folder(folder, run)
    files: Mapping[str, str] = json.loads((path / MANIFEST).read_bytes())["files"]
    wrong = [
        name
        for name, digest in files.items()
        if not (path / name).is_file() or file_digest(path / name) != digest
    ]
    return tuple(wrong)


def add_run(folder: Path, month: int, write: Callable[[Path], None]) -> Path:
    """Let a run's files be written beside the month's runs; make them its next run.

    Returns the run's folder. Raises InputRefused where the folder cannot be written; where `write`
    fails nothing is left.
    """
    place = month_folder(folder, month)
    beside = place / f".{secrets.token_hex(8)}"
    try:
        beside.mkdir(parents=True, mode=0o700)
    except OSError as error:
        fault = Fault(str(place), "文件夹", "写不进去", f"{error.strerror}", "请核对能否写入")
        raise InputRefused([fault]) from error
    try:
        write(beside)
        for path in (*beside.iterdir(), beside):
            _flush(path)
        written = _rename(beside, place)
        _flush(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return written


def write_manifest(path: Path, said: Mapping[str, Any]) -> None:
    """Write the manifest of the files that lie in the folder: what is said, and their digests."""
    files = {file.name: file_digest(file) for file in sorted(path.iterdir())}
    text = json.dumps({**said, "files": files}, ensure_ascii=False, indent=1, default=_plain)
    (path / MANIFEST).write_text(text + "\n", encoding="utf-8")


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _run(said: Mapping[str, Any], number: str, digest: str) -> Run:
    known_on, before = said["known_on"], said["before"]
    return Run(
        month=read_month(said["month"]),
        number=number,
        at=datetime.fromisoformat(said["at"]),
        by=said["by"],
        as_of=date.fromisoformat(said["as_of"]),
        known_on=date.fromisoformat(known_on) if known_on else None,
        scheme=said["scheme"]["name"],
        scheme_title=said["scheme"]["title"],
        scheme_digest=said["scheme"]["digest"],
        digest=digest,
        law_mark=said["law"],
        terms=said["terms"],
        overdue_month=read_month(said["overdue_month"]),
        loads=tuple(said["loads"]),
        before=(read_month(before["month"]), before["number"]) if before else None,
        checks=tuple(CheckSaid(**one) for one in said["checks"]),
        skipped=tuple(Skipped(**one) for one in said["skipped"]),
    )


def _plain(value: object) -> Any:
    """Write what JSON has no word for."""
    if isinstance(value, CheckSaid | Skipped):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _rename(beside: Path, place: Path) -> Path:
    """Give the folder the month's next number; where another run took it, the one after."""
    taken = [int(path.name) for path in place.iterdir() if path.name.isdecimal()]
    number = max(taken, default=0) + 1
    while True:
        written = place / f"{number:0{DIGITS}d}"
        try:
            beside.rename(written)
        except OSError:
            if not written.exists():
                raise
            number += 1
        else:
            return written


def _flush(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
