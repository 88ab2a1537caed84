"""Files brought to be loaded: kept aside with what was found in them, until they are confirmed.

A draft is a folder of its own below the monitor's data; nothing of it is in the warehouse.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import duckdb
from django.core.files.uploadedfile import UploadedFile

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.reading.source import ENDINGS
from zhunsheng.web.wages.monitor import folder

WAITING, READ, FAULTY, KEPT, DROPPED = "waiting", "read", "faulty", "kept", "dropped"
STATES_ZH = {
    WAITING: "正在核对",
    READ: "待确认",
    FAULTY: "读不了",
    KEPT: "已装入",
    DROPPED: "已放弃",
}
NOTED = "draft.json"
FILES, REFUSED = "files", "refused.parquet"
FILES_MOST, NAME_MOST = 40, 120
LARGEST_MB = 500
MEBIBYTE = 1024 * 1024
LISTED = 30
OLD = timedelta(days=7)
ODD = re.compile(r"[^\w.()（）〔〕\- ]")


@dataclass(frozen=True, slots=True)
class Draft:
    """Files that wait: whose, since when, how they stand, what the reading found."""

    id: str
    owner: str
    at: datetime
    state: str
    files: tuple[str, ...]
    found: dict[str, Any] = field(default_factory=dict)
    faults: tuple[dict[str, str], ...] = ()
    load: int = 0

    @property
    def state_zh(self) -> str:
        """Return how it stands, in Chinese."""
        return STATES_ZH[self.state]

    @property
    def refused_file(self) -> Path:
        """Return where the refused cells of the files are listed."""
        return place_of(self.id) / REFUSED

    @property
    def paths(self) -> list[Path]:
        """Return the files on disk."""
        return [place_of(self.id) / FILES / name for name in self.files]


def refused_of(draft: Draft, part: tuple[int, int]) -> tuple[list[dict[str, Any]], int]:
    """Return a part (offset, limit) of the refused cells of a draft's files, and how many."""
    if not draft.refused_file.is_file():
        return [], 0
    offset, limit = part
    with duckdb.connect() as con:
        cells = con.read_parquet(str(draft.refused_file))
        total = cells.aggregate("count(*)").fetchall()[0][0]
        return cells.limit(limit, offset).to_arrow_table().to_pylist(), total


def place_of(number: str) -> Path:
    """Return the folder of a draft."""
    return folder() / "drafts" / number


def take_in(uploads: Sequence[UploadedFile[bytes]], owner: str, at: datetime) -> Draft:
    """Keep uploaded files aside; raises InputRefused for none, too many, too large, odd kinds."""
    faults = list(_faults(uploads))
    if faults:
        raise InputRefused(faults)
    draft = Draft(uuid4().hex, owner, at, WAITING, ())
    files = place_of(draft.id) / FILES
    files.mkdir(mode=0o700, parents=True)
    names = []
    for place, upload in enumerate(uploads):
        name = _plain(upload.name or "", place)
        name = name if name not in names else f"{place + 1}-{name}"
        with (files / name).open("wb") as out:
            for chunk in upload.chunks():
                out.write(chunk)
        names.append(name)
    return note(replace(draft, files=tuple(names)))


def _faults(uploads: Sequence[UploadedFile[bytes]]) -> Iterator[Fault]:
    if not uploads:
        yield Fault("文件", "文件", "没有选文件", "没有内容可读", "请选择要装入的文件")
    if len(uploads) > FILES_MOST:
        what = f"一次选了{len(uploads)}个文件"
        yield Fault("文件", "文件", what, f"一次最多{FILES_MOST}个", "请分几次装入")
    for upload in uploads:
        name = upload.name or ""
        if not name.lower().endswith(ENDINGS):
            remedy = "请另存为.xlsx或.csv；.xls、.et在WPS里另存为.xlsx"
            yield Fault(name, "文件", "这种文件读不了", f"能读{'、'.join(ENDINGS)}", remedy)
        elif (upload.size or 0) > LARGEST_MB * MEBIBYTE:
            yield Fault(name, "文件", f"超过{LARGEST_MB}MB", "网页上传太大", "请由管理员用命令装入")


def _plain(name: str, place: int) -> str:
    """Return a name that is only a name: no folders, no odd signs, its ending kept."""
    bare = ODD.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[-NAME_MOST:] or place + 1}{dot}{ending}"


def note(draft: Draft) -> Draft:
    """Write down how a draft stands, and return it."""
    said = {**asdict(draft), "at": draft.at.isoformat()}
    beside = place_of(draft.id) / f"{NOTED}.new"
    beside.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    os.replace(beside, place_of(draft.id) / NOTED)
    return draft


def draft_of(number: UUID, owner: str) -> Draft | None:
    """Return a draft of an account; None where there is none of it."""
    found = _read(place_of(number.hex))
    return found if found is not None and found.owner == owner else None


def drafts_of(owner: str) -> list[Draft]:
    """Return the drafts of an account, the newest first."""
    places = (folder() / "drafts").glob(f"*/{NOTED}")
    found = [draft for draft in (_read(path.parent) for path in places) if draft is not None]
    mine = sorted((one for one in found if one.owner == owner), key=lambda one: one.at)
    return mine[: -LISTED - 1 : -1]


def _read(place: Path) -> Draft | None:
    try:
        said = json.loads((place / NOTED).read_bytes())
    except (OSError, ValueError):
        return None
    return Draft(
        **{
            **said,
            "at": datetime.fromisoformat(said["at"]),
            "files": tuple(said["files"]),
            "faults": tuple(said["faults"]),
        }
    )


def drop_files(draft: Draft) -> None:
    """Delete the files of a draft; what was noted about it stays."""
    shutil.rmtree(place_of(draft.id) / FILES, ignore_errors=True)


def drop_old(now: datetime) -> int:
    """Delete the drafts older than seven days, confirmed or not; returns how many."""
    places: Iterable[Path] = [path.parent for path in (folder() / "drafts").glob(f"*/{NOTED}")]
    old = [
        place for place in places if (found := _read(place)) is not None and found.at < now - OLD
    ]
    for place in old:
        shutil.rmtree(place, ignore_errors=True)
    return len(old)
