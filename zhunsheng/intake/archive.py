"""The parts of an .xlsx package, opened with distrust and read as a stream.

Sizes are checked twice: as the package declares them, before anything is unpacked, and as they
come out. A document type declaration in any part is refused at its first sign, so no entity is
ever expanded.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Protocol
from xml.parsers import expat

from zhunsheng.intake.sheet import refused

PARTS_MAX = 2_000
PART_BYTES_MAX = 128 * 1024 * 1024
PACKAGE_BYTES_MAX = 256 * 1024 * 1024
RATIO_MAX = 200
RATIO_FROM_BYTES = 10 * 1024 * 1024  # small parts may compress as well as they like
ELEMENTS_MAX = 8_000_000
CHUNK = 64 * 1024
ENCRYPTED = 0x1
MEGABYTE = 1024 * 1024
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,  # zipfile raises one of its kinds for a compression it does not know
)


class Handler(Protocol):
    """What is told about a part's elements; names come without prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, characters: str) -> None:
        """Take a piece of text."""


class Package:
    """A zip file of XML parts whose declared sizes are within bounds."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except DAMAGED as damage:
            raise refused(
                file,
                "文件开头",
                "压缩包已损坏或不完整",
                "xlsx 是一个压缩包，它的目录读不出来",
                "请重新下载或复制该文件，或用 Excel 打开后另存为 .xlsx",
            ) from damage
        self._parts = {info.filename.lower(): info for info in self._zip.infolist()}
        self._check_sizes()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def read(self, part: str, handler: Handler) -> None:
        """Stream one part through a handler; raises `InputRefused`."""
        info = self._parts.get(part.lower())
        if info is None:
            raise refused(
                self.file,
                f"部件 {part}",
                "工作簿缺少这个部件",
                "文件不完整，或不是 Excel 工作簿",
                "请用 Excel 打开后另存为 .xlsx",
            )
        stream = _Stream(self.file, part, handler)
        try:
            with self._zip.open(info) as source:
                while chunk := source.read(CHUNK):
                    stream.feed(chunk)
            stream.close()
        except expat.ExpatError as broken:
            raise self._unreadable(part, f"第{broken.lineno}行的 XML 写法有误") from broken
        except (*DAMAGED, LookupError) as damage:
            raise self._unreadable(part, "内容与压缩包目录不符，或编码、行号不合格式") from damage

    def _unreadable(self, part: str, why: str) -> Exception:
        return refused(
            self.file, f"部件 {part}", "部件已损坏", why, "请用 Excel 打开后另存为 .xlsx 再导入"
        )

    def _check_sizes(self) -> None:
        total = 0
        for info in self._zip.infolist():
            total += info.file_size
            if info.flag_bits & ENCRYPTED:
                raise refused(
                    self.file,
                    f"部件 {info.filename}",
                    "压缩包有密码",
                    "加密的内容无法读取",
                    "请去掉密码后另存为 .xlsx",
                )
            ratio = info.file_size / max(info.compress_size, 1)
            if info.file_size > PART_BYTES_MAX:
                raise _bomb(self.file, info.filename, info.file_size)
            if info.file_size > RATIO_FROM_BYTES and ratio > RATIO_MAX:
                raise _bomb(self.file, info.filename, info.file_size)
        if total > PACKAGE_BYTES_MAX or len(self._zip.infolist()) > PARTS_MAX:
            raise _bomb(self.file, "合计", total)


class _Stream:
    """Feeds one part to expat, counting bytes and elements."""

    def __init__(self, file: str, part: str, handler: Handler) -> None:
        self.file = file
        self.part = part
        self.handler = handler
        self.bytes = 0
        self.elements = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = handler.text

    def feed(self, chunk: bytes) -> None:
        self.bytes += len(chunk)
        if self.bytes > PART_BYTES_MAX or self.elements > ELEMENTS_MAX:
            raise _bomb(self.file, self.part, self.bytes)
        self.parser.Parse(chunk, False)

    def close(self) -> None:
        self.parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.handler.start(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self.handler.end(name.rpartition(":")[2])

    def _doctype(self, *_: object) -> None:
        raise refused(
            self.file,
            f"部件 {self.part}",
            "部件里有 DTD 声明",
            "Excel 从不写 DTD，它能用来引用外部文件或展开成极大的内容",
            "请不要使用来历不明的文件，或用 Excel 打开后另存为 .xlsx",
        )


def resolve(base: str, target: str) -> str:
    """Give the part a relationship of part `base` points to."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))


def _bomb(file: str, part: str, size: int) -> Exception:
    return refused(
        file,
        f"部件 {part}",
        f"解压后过大（{size // MEGABYTE}MB）",
        f"单个部件不得超过{PART_BYTES_MAX // MEGABYTE}MB、压缩比不得超过{RATIO_MAX}倍，"
        "超过的可能是压缩炸弹",
        "请确认来源；确是台账的，请拆成几个文件，或删去空白行列后另存为 .xlsx",
    )
