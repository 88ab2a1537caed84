"""Reads the full text of a statute from a file: Markdown, plain text or Word, as lines."""

from __future__ import annotations

import codecs

from zhunsheng.base.errors import InputRefused
from zhunsheng.intake.archive import Package
from zhunsheng.intake.delimited import decode
from zhunsheng.intake.sheet import refused

DOCUMENT = "word/document.xml"
BYTES_MAX = 4 * 1024 * 1024
LINES_MAX = 20_000
MEGABYTE = 1024 * 1024
_ZIP = b"PK"
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_lines(content: bytes, file: str) -> list[str]:
    """Return the lines of a statute file; raises `InputRefused` with what to do instead."""
    if len(content) > BYTES_MAX:
        raise refused(
            file,
            "文件",
            f"文件有{len(content) / MEGABYTE:.1f}MB",
            f"一部法的文本不会超过{BYTES_MAX // MEGABYTE}MB",
            "请核对是否选错了文件；有图片的请另存为纯文字",
        )
    if content.startswith((_OLD_WORD, _PDF)):
        kind = "PDF" if content.startswith(_PDF) else "旧版 Word（.doc、.wps）"
        raise refused(
            file,
            "文件",
            f"这是{kind}文件",
            "只能读 .docx、.md 和 .txt",
            "请用 WPS 或 Word 打开后另存为 .docx，或者把文字粘贴进来",
        )
    lines = _word(content, file) if content.startswith(_ZIP) else _plain(content, file)
    if len(lines) > LINES_MAX:
        raise refused(
            file, "文件", f"共{len(lines)}行", "一部法不会有这么多行", "请核对是否选错了文件"
        )
    return lines


def _plain(content: bytes, file: str) -> list[str]:
    try:
        if content.startswith(_UTF_16):
            return content.decode("utf-16").splitlines()
        text, _ = decode(content, file)
    except (InputRefused, UnicodeDecodeError) as fault:
        place = fault.faults[0].place if isinstance(fault, InputRefused) else "文件"
        raise refused(
            file,
            place,
            "有读不出来的字",
            "文件不是文字，或者编码损坏",
            "请用 WPS 或 Word 打开后另存为 .docx，或者把文字粘贴进来",
        ) from fault
    return text.splitlines()


def _word(content: bytes, file: str) -> list[str]:
    """Read the paragraphs of a .docx; text that was deleted in revision is not part of it."""
    try:
        package = Package(content, file)
        paragraphs = _Paragraphs()
        package.read(DOCUMENT, paragraphs)
    except InputRefused as fault:
        first = fault.faults[0]
        raise refused(
            file,
            first.place,
            "不是读得出来的 Word 文件",
            f"压缩包里的内容不对：{first.what.replace('工作簿', '文件')}",
            "请用 WPS 或 Word 打开后另存为 .docx，或者把文字粘贴进来",
        ) from fault
    if paragraphs.numbered and not any("条" in line for line in paragraphs.lines):
        raise refused(
            file,
            "文件",
            "条号是 Word 的自动编号",
            "自动编号不是文字，读不到第几条",
            "请在 Word 里全选后复制，粘贴到下面的框里",
        )
    return paragraphs.lines


class _Paragraphs:
    """Gathers the text of the paragraphs of a Word document as it streams by."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbered = False
        self._words: list[str] = []
        self._reading = False
        self._text_boxes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "t":
            self._reading = self._text_boxes == 0
        elif name == "tab":
            self._words.append(" ")
        elif name in ("br", "cr"):
            self._words.append("\n")
        elif name == "numPr":
            self.numbered = True
        elif name == "txbxContent":
            self._text_boxes += 1

    def end(self, name: str) -> None:
        """Take the end of an element; a paragraph may hold line breaks."""
        if name == "t":
            self._reading = False
        elif name == "txbxContent":
            self._text_boxes -= 1
        elif name == "p" and self._text_boxes == 0:
            self.lines += "".join(self._words).split("\n")
            self._words = []

    def text(self, characters: str) -> None:
        """Take a piece of text."""
        if self._reading:
            self._words.append(characters)
