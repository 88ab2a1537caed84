"""The parts of an .xlsx package, weighed before they are unpacked and scanned as a stream."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from zhunsheng.wages.reading.piece import ERROR_VALUE, LOST_DIGITS, NO_RESULT, refused

MEGABYTE = 1024 * 1024
PARTS_MAX = 2_000
PART_BYTES_MAX = 2_048 * MEGABYTE
PACKAGE_BYTES_MAX = 4_096 * MEGABYTE
OVERVIEW_BYTES_MAX = 16 * MEGABYTE
RATIO_MAX = 200
RATIO_FROM_BYTES = 10 * MEGABYTE  # small parts may compress as well as they like
MARKS_MAX = 100_000
ENCRYPTED = 0x1
OLD_FORMAT = bytes.fromhex("D0CF11E0A1B11AE1")  # .xls, and an .xlsx with a password
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, KeyError)
SAVE_AGAIN = "请用 Excel 打开后另存为 .xlsx 再导入"

END_OF_ROW = b"</row>"
CELL = r"<(?:\w+:)?c\b([^>]*)>\s*"
FORMULA = r"(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*)"
WITHOUT_RESULT = re.compile(
    (
        CELL + FORMULA + r"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
    ).encode()
)
WRONG = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>')
# Excel keeps fifteen digits; a number of sixteen or more is no longer the one that was typed.
LONG = re.compile(
    (CELL + FORMULA + r"?<(?:\w+:)?v>-?(?:\d{16,}|\d(?:\.\d+)?[eE]\+?(?:1[5-9]|[2-9]\d))").encode()
)
SIGN_OF_LONG = re.compile(rb"v>-?(?:\d{16}|\d(?:\.\d+)?[eE])")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="[A-Z]+(\d+):[A-Z]+(\d+)"')
PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
OTHER_TYPE = re.compile(rb'\bt="(?!n")')
FIRST = re.compile(
    rb'<(?:\w+:)?row\b[^>]*>\s*(?:<(?:\w+:)?c\b[^>]*/>\s*)*<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)\d+"'
)


@dataclass(slots=True)
class Marks:
    """Cells that hold something unreadable (row, column from 0, mark), and merged spans of rows."""

    cells: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[tuple[int, int]] = field(default_factory=list)


def sheet_parts(path: Path, file: str) -> dict[str, str]:
    """Weigh the package and return sheet name → part; raises InputRefused."""
    with path.open("rb") as source:
        if source.read(len(OLD_FORMAT)) == OLD_FORMAT:
            why = "它是旧格式 .xls，或是加了密码的工作簿"
            raise refused(file, "文件开头", "不是能读的 .xlsx", why, "请去掉密码，另存为 .xlsx")
    try:
        with zipfile.ZipFile(path) as package:
            _weigh(package, file)
            return _sheets(package, file)
    except (*DAMAGED, ElementTree.ParseError) as damage:
        raise refused(
            file,
            "工作簿",
            "压缩包已损坏或不完整",
            "xlsx 是一个压缩包，它的目录或部件读不出来",
            f"请重新下载或复制该文件，或{SAVE_AGAIN.removeprefix('请')}",
        ) from damage


def scan(path: Path, part: str, file: str) -> Marks:
    """Read one sheet's part and return what calamine would pass over; raises InputRefused."""
    marks = Marks()
    for chunk in _chunks(path, part, file):
        if b"<!DOCTYPE" in chunk:
            why = "Excel 从不写 DTD，它能用来引用外部文件或展开成极大的内容"
            raise refused(file, f"部件 {part}", "部件里有 DTD 声明", why, SAVE_AGAIN)
        if b"f>" in chunk or b"<f" in chunk:
            _mark(marks, WITHOUT_RESULT, chunk, NO_RESULT)
        if b't="e"' in chunk:
            _mark(marks, WRONG, chunk, ERROR_VALUE)
        if SIGN_OF_LONG.search(chunk):
            _mark(marks, LONG, chunk, LOST_DIGITS)
        if b"mergeCell " in chunk:
            marks.merged += [(int(a), int(b)) for a, b in MERGED.findall(chunk)]
        if len(marks.cells) > MARKS_MAX or len(marks.merged) > MARKS_MAX:
            why = "多半是整列存成了公式、数字或合并单元格"
            what = f"读不出的单元格超过{MARKS_MAX}个"
            raise refused(file, f"部件 {part}", what, why, "请把整列改为文本后重新导出")
    return marks


def first_column(path: Path, part: str, file: str) -> int:
    """Return the first column that holds anything, from 0: calamine leaves empty ones out."""
    found = {name for chunk in _chunks(path, part, file) for name in FIRST.findall(chunk)}
    return min(map(_column, found), default=0)


def _mark(marks: Marks, sought: re.Pattern[bytes], chunk: bytes, mark: str) -> None:
    for found in sought.finditer(chunk):
        place = PLACE.search(found[1])
        if place and not (mark == LOST_DIGITS and OTHER_TYPE.search(found[1])):
            marks.cells.append((int(place[2]), _column(place[1]), mark))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _chunks(path: Path, part: str, file: str) -> Iterator[bytes]:
    """Yield the part in pieces that end with a whole row; raises InputRefused."""
    try:
        with zipfile.ZipFile(path) as package, package.open(part) as source:
            yield from _rows(source)
    except DAMAGED as damage:
        why = "内容与压缩包目录不符"
        raise refused(file, f"部件 {part}", "部件已损坏", why, SAVE_AGAIN) from damage


def _rows(source: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := source.read(4 * MEGABYTE):
        rest += chunk
        end = rest.rfind(END_OF_ROW) + len(END_OF_ROW)
        if end < len(END_OF_ROW):
            end = len(rest) if len(rest) > OVERVIEW_BYTES_MAX else 0
        if end:
            yield rest[:end]
            rest = rest[end:]
    yield rest


def _weigh(package: zipfile.ZipFile, file: str) -> None:
    parts = package.infolist()
    for info in parts:
        if info.flag_bits & ENCRYPTED:
            why = "加密的内容无法读取"
            raise refused(
                file, f"部件 {info.filename}", "压缩包有密码", why, "请去掉密码后另存为 .xlsx"
            )
        ratio = info.file_size / max(info.compress_size, 1)
        bomb = info.file_size > RATIO_FROM_BYTES and ratio > RATIO_MAX
        if bomb or info.file_size > PART_BYTES_MAX:
            raise _too_large(file, f"部件 {info.filename}", info.file_size)
    total = sum(info.file_size for info in parts)
    if total > PACKAGE_BYTES_MAX or len(parts) > PARTS_MAX:
        raise _too_large(file, "合计", total)


def _too_large(file: str, place: str, size: int) -> Exception:
    return refused(
        file,
        place,
        f"解压后过大（{size // MEGABYTE}MB）",
        f"单个部件不得超过{PART_BYTES_MAX // MEGABYTE}MB、压缩比不得超过{RATIO_MAX}倍，"
        "超过的可能是压缩炸弹",
        "请确认来源；确是导出数据的，请拆成几个文件，或改用 .csv、Parquet",
    )


def _sheets(package: zipfile.ZipFile, file: str) -> dict[str, str]:
    links = {
        link.get("Id", ""): link.get("Target", "")
        for link in _overview(package, "xl/_rels/workbook.xml.rels", file)
        if link.get("Type", "").endswith("/worksheet")
    }
    parts = {}
    for element in _overview(package, "xl/workbook.xml", file).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            name = element.get("name", "")
            link = next((v for key, v in element.items() if key.endswith("}id")), "")
            if link in links:
                parts[name] = posixpath.normpath(posixpath.join("/xl", links[link])).lstrip("/")
    return parts


def _overview(package: zipfile.ZipFile, part: str, file: str) -> ElementTree.Element:
    if package.getinfo(part).file_size > OVERVIEW_BYTES_MAX:
        raise _too_large(file, f"部件 {part}", package.getinfo(part).file_size)
    content = package.read(part)
    if b"<!DOCTYPE" in content:
        why = "Excel 从不写 DTD，它能用来引用外部文件或展开成极大的内容"
        raise refused(file, f"部件 {part}", "部件里有 DTD 声明", why, SAVE_AGAIN)
    return ElementTree.fromstring(content)
