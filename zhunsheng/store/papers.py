"""Papers on disk: files by the digest of their content, in ZHUNSHENG_HOME/papers/.

A file is taken in a stream, measured and hashed on the way, and only then given its name; what it
is is told from its content, never from its name. Nothing here knows who may see it: pages ask.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.store.home import home_folder

MEGABYTE = 1024 * 1024
LARGEST_SHEET, LARGEST_RECORDING = 50 * MEGABYTE, 500 * MEGABYTE
HEAD_BYTES = 64
MEMBERS_MOST = 20_000
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MP4, MP3 = "video/mp4", "audio/mpeg"
ENDINGS = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    MP4: (".mp4", ".m4a", ".m4v", ".mov"),
    MP3: (".mp3",),
}
RECORDINGS = frozenset({MP4, MP3})
ACCEPTED_ZH = "PDF、JPG 或 PNG 图片、Word（.docx）、Excel（.xlsx）、MP4 录像或 MP3 录音"
ZIP_SIGN, OLD_OFFICE_SIGN = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"ID3", MP3))
PHONE_PHOTOS = (b"heic", b"heix", b"mif1", b"avif")
MP3_FRAMES = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")
NAME_MOST = 200


class PaperRefused(ZhunshengError):
    """A file is not taken on: it is empty, too large, or not of a kind that is kept."""

    def __init__(self, name: str, why: str, remedy: str) -> None:
        super().__init__(f"“{name}”没有收下：{why}；{remedy}")


class PaperLost(ZhunshengError):
    """The content of a paper is not on disk, or is not what its digest says."""

    def __init__(self, digest: str) -> None:
        super().__init__(f"材料 {digest[:8]} 的文件不在 papers 文件夹里；请从备份恢复")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as kept: the SHA-256 of its content in hexadecimal, its size, its media type."""

    digest: str
    size: int
    media_type: str


def papers_folder() -> Path:
    """Return the folder of the papers, made on first use."""
    folder = home_folder() / "papers"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def keep(name: str, chunks: Iterable[bytes]) -> Stored:
    """Take a file in and return what it is; raises `PaperRefused`.

    When this returns the content is on disk for good: flushed, named by its digest, and the folder
    flushed too. The same content is kept once.
    """
    folder = papers_folder()
    taken = folder / f".taken-{secrets.token_hex(8)}"
    try:
        digest, size = _write(taken, name, chunks)
        media_type = _sniff(taken, name)
        if media_type not in RECORDINGS and size > LARGEST_SHEET:
            raise _too_large(name, LARGEST_SHEET)
        _give_name(taken, digest)
    finally:
        taken.unlink(missing_ok=True)
    return Stored(digest, size, media_type)


def path_of(digest: str) -> Path:
    """Return where the content of a digest lies; raises `PaperLost`."""
    found = _place(digest)
    if not found.is_file():
        raise PaperLost(digest)
    return found


def file_name(given: str, media_type: str) -> str:
    """Return the name a file is given back under: no folders, no control signs, a true ending."""
    plain = given.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in plain if sign.isprintable()).strip(" .") or "材料"
    endings = ENDINGS[media_type]
    if not plain.lower().endswith(endings):
        plain += endings[0]
    stem, dot, ending = plain.rpartition(".")
    return stem[: NAME_MOST - len(ending) - 1] + dot + ending


def _write(file: Path, name: str, chunks: Iterable[bytes]) -> tuple[str, int]:
    hashed, size = hashlib.sha256(), 0
    made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(made, "wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST_RECORDING:
                raise _too_large(name, LARGEST_RECORDING)
            hashed.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if not size:
        raise PaperRefused(name, "文件是空的", "请重新选择文件")
    return hashed.hexdigest(), size


def _give_name(taken: Path, digest: str) -> None:
    place = _place(digest)
    if place.is_file():
        return
    place.parent.mkdir(mode=0o700, exist_ok=True)
    taken.replace(place)
    for folder in (place.parent, place.parent.parent):
        _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _place(digest: str) -> Path:
    return papers_folder() / digest[:2] / digest[2:]


def _too_large(name: str, most: int) -> PaperRefused:
    what = "录像、录音" if most == LARGEST_RECORDING else "文件、图片"
    why = f"{what}最大 {most // MEGABYTE} MB"
    return PaperRefused(name, why, "请压缩或者分成几份再传")


# --- what a file is ------------------------------------------------------------------------------


def _sniff(file: Path, name: str) -> str:
    """Return the media type that the content shows; raises `PaperRefused` for any other."""
    with file.open("rb") as taken:
        head = taken.read(HEAD_BYTES)
    for sign, media_type in SIGNS:
        if head.startswith(sign):
            return media_type
    if head[4:8] == b"ftyp":
        return _of_box(head[8:12], name)
    if head[:2] in MP3_FRAMES:
        return MP3
    if head.startswith(ZIP_SIGN):
        return _of_archive(file, name)
    if head.startswith(OLD_OFFICE_SIGN):
        why = "这是旧格式的 Word 或 Excel 文件"
        raise PaperRefused(name, why, "请在 WPS 里另存为 .docx 或 .xlsx")
    raise PaperRefused(name, "看内容认不出是可收的格式", f"可收：{ACCEPTED_ZH}")


def _of_box(brand: bytes, name: str) -> str:
    if brand in PHONE_PHOTOS:
        raise PaperRefused(name, "这是手机的 HEIC 照片", "请在手机里改存为 JPG 再传")
    return MP4


def _of_archive(file: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            members = set(archive.namelist()[:MEMBERS_MOST])
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise PaperRefused(name, "压缩文件已损坏", "请重新生成后再传") from None
    if any(member.endswith("vbaProject.bin") for member in members):
        raise PaperRefused(name, "文件里有宏", "请另存为不带宏的 .docx 或 .xlsx")
    if "word/document.xml" in members:
        return DOCX
    if "xl/workbook.xml" in members:
        return XLSX
    raise PaperRefused(name, "压缩包不能直接入卷", "请解压后逐个上传")
