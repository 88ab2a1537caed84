"""The members of a bundle, opened with distrust and read as a stream of lines.

Nothing is ever written to disk under a name from the file. What is unpacked is never held whole:
only a chunk and the line it ends in.
"""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.record.values import escape

CHUNK = 1 << 20
LINE_BYTES_MAX = 8 << 20
WHOLE_BYTES_MAX = 1 << 20
RATIO_MAX = 100  # every line holds a hash, which does not compress
RATIO_FROM_BYTES = 10 << 20
ENCRYPTED = 0x1
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
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
Lines = list[bytes]
AGAIN = "请重新导出，或向提供者索取完好的文件"


class Members:
    """The members of one zip file, all of them known by name and within bounds.

    Raises `InputRefused` where the file is no zip, is damaged, or holds anything else.
    """

    def __init__(self, path: Path, known: Collection[str], needed: Collection[str]) -> None:
        self.file = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError:
            self._refuse("文件", "没有这个文件", "给出的位置上什么也没有", "请核对文件名和位置")
        except DAMAGED:
            self._refuse("文件开头", "不是 zip 文件，或已损坏", "它的目录读不出来", AGAIN)
        self._infos = {info.filename: info for info in self._zip.infolist()}
        try:
            self._check(known, needed)
        except InputRefused:
            self._zip.close()
            raise

    def __enter__(self) -> Members:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def whole(self, name: str) -> bytes:
        """Give a small member at once; raises `InputRefused`."""
        try:
            with self._zip.open(self._infos[name]) as source:
                content = source.read(WHOLE_BYTES_MAX + 1)
        except DAMAGED:
            self._damaged(name)
        if len(content) > WHOLE_BYTES_MAX:
            self._refuse(name, "太长", f"它不应超过{WHOLE_BYTES_MAX}字节", AGAIN)
        return content

    def blocks(self, name: str) -> Iterator[Lines]:
        """Yield the lines of a member in blocks, without their line ends; raises `InputRefused`."""
        number, rest = 0, b""
        for chunk in self._chunks(name):
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            number += len(lines)
            if len(rest) > LINE_BYTES_MAX:
                what = f"一行不应超过{LINE_BYTES_MAX}字节"
                self._refuse(f"{name} 第{number + 1}行", "太长", what, AGAIN)
            yield lines
        if rest:
            yield [rest]

    def numbered(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield each line of a member as JSON holds it, with its number; raises `InputRefused`."""
        lines = chain.from_iterable(self.blocks(name))
        for number, line in enumerate(lines, start=1):
            yield number, self.object(line, name, number)

    def object(self, written: bytes, name: str, number: int = 0) -> dict[str, Any]:
        """Give the JSON object of a line or, with number 0, of a member; raises `InputRefused`."""
        place = f"{name} 第{number}行" if number else name
        try:
            read = json.loads(written)
        except (ValueError, RecursionError) as wrong:
            self._refuse(place, "不是 JSON", f"读到这里停下：{_brief(wrong)}", AGAIN)
        if not isinstance(read, dict):
            self._refuse(place, "不是一个 JSON 对象", "应以花括号开头和结尾", AGAIN)
        return read

    def refuse(self, name: str, number: int, what: str, why: str) -> NoReturn:
        """Raise `InputRefused` for what a line of a member says."""
        self._refuse(f"{name} 第{number}行" if number else name, what, why, AGAIN)

    def _refuse(self, place: str, what: str, why: str, remedy: str) -> NoReturn:
        raise InputRefused([Fault(self.file, place, what, why, remedy)])

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(self._infos[name]) as source:
                while chunk := source.read(CHUNK):
                    yield chunk
        except DAMAGED:
            self._damaged(name)

    def _damaged(self, name: str) -> NoReturn:
        self._refuse(name, "内容已损坏", "解压出来的与目录所写的不符", AGAIN)

    def _check(self, known: Collection[str], needed: Collection[str]) -> None:
        infos = self._zip.infolist()
        for info in infos:
            if info.filename not in known:
                self._refuse(
                    f"成员“{escape(info.filename[:80])}”",
                    "校验包里没有这样的文件",
                    f"只应有{'、'.join(known)}",
                    "请不要使用来历不明的文件",
                )
            self._check_packing(info)
        for name in needed:
            if name not in self._infos:
                self._refuse(f"成员“{name}”", "缺少这个文件", "没有它就无法校验", AGAIN)
        if len(infos) != len(self._infos):
            self._refuse("目录", "同名的文件有两个", "无法判断以哪个为准", AGAIN)

    def _check_packing(self, info: zipfile.ZipInfo) -> None:
        place = f"成员“{info.filename}”"
        if info.flag_bits & ENCRYPTED:
            self._refuse(place, "有密码", "加密的内容无法读取", "请提供没有密码的文件")
        if info.compress_type not in PLAIN:
            self._refuse(place, "压缩方法不认识", "只认 zip 的存储和 deflate 两种", AGAIN)
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > RATIO_FROM_BYTES and ratio > RATIO_MAX:
            self._refuse(
                place,
                f"压缩了{ratio:.0f}倍",
                f"每条都有哈希，压不到{RATIO_MAX}倍，这可能是压缩炸弹",
                "请确认来源",
            )


def _brief(wrong: Exception) -> str:
    if isinstance(wrong, json.JSONDecodeError):
        return f"第{wrong.pos + 1}个字符"
    if isinstance(wrong, UnicodeDecodeError):
        return f"第{wrong.start + 1}字节不是 UTF-8"
    return "层次太深或数字太长"
