"""The reader of .csv: UTF-8 or GB18030, separated by comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from zhunsheng.intake.cells import CellValue
from zhunsheng.intake.sheet import (
    CELL_CHARACTERS_MAX,
    COLUMNS_MAX,
    ROWS_MAX,
    Book,
    Budget,
    Row,
    Sheet,
    refused,
    too_many,
)
from zhunsheng.intake.workbook import TOO_LONG

DELIMITERS = ",;\t"
NAMES = {",": "逗号", ";": "分号", "\t": "制表符"}
LINES_WEIGHED = 10
SEPARATORS_MAX = COLUMNS_MAX + CELL_CHARACTERS_MAX  # a quoted text may be all commas
LINES_MAX = 10 * ROWS_MAX  # a quoted text may run over lines; blank lines are no rows
# So many Chinese characters do not come out of a GB18030 text read as UTF-8 by chance.
SURE_OF_UTF8 = 4
KEPT_AS_TEXT = re.compile(r'="([^"]*)"')


def read_delimited(content: bytes, file: str) -> Book:
    """Read a .csv as a book of one sheet without a name; raises `InputRefused`."""
    text, encoding = decode(content, file)
    delimiter = _delimiter(text)
    rows = tuple(_rows(text, delimiter, file))
    notes = (f"按{encoding}编码、{NAMES[delimiter]}分隔读入",)
    return Book(file, (Sheet("", rows, notes=notes),))


def decode(content: bytes, file: str) -> tuple[str, str]:
    """Decode bytes and name the encoding; raises `InputRefused` with the byte and the line."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _foreign(file, "文件是 UTF-16 编码（Excel 的“Unicode 文本”）")
    if b"\0" in content:
        raise _foreign(file, "文件里有空字节，不是文本文件")
    body = content.removeprefix(codecs.BOM_UTF8)
    skipped = len(content) - len(body)
    try:
        return body.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        if skipped or sum("\u4e00" <= sign <= "\u9fff" for sign in before) >= SURE_OF_UTF8:
            raise _broken(file, content, error.start + skipped, "UTF-8") from error
    try:
        return body.decode("gb18030"), "GB18030"
    except UnicodeDecodeError as error:
        raise _broken(file, content, error.start, "GB18030") from error


def _broken(file: str, content: bytes, offset: int, encoding: str) -> Exception:
    line = content.count(b"\n", 0, offset) + 1
    return refused(
        file,
        f"第{line}行",
        f"第{offset + 1}个字节（0x{content[offset]:02X}）不是{encoding}编码的文字",
        "文件在传输或转存中损坏，或混用了两种编码",
        "请用 Excel 或 WPS 重新另存为“CSV UTF-8（逗号分隔）”或 .xlsx",
    )


def _foreign(file: str, what: str) -> Exception:
    return refused(
        file,
        "文件开头",
        what,
        "只读 UTF-8 和 GB18030 编码的文本",
        "请用 Excel 或 WPS 另存为“CSV UTF-8（逗号分隔）”或 .xlsx",
    )


def _delimiter(text: str) -> str:
    """Choose the separator that is most frequent in the first lines; the comma when none is."""
    head = text[: CELL_CHARACTERS_MAX * LINES_WEIGHED].split("\n", LINES_WEIGHED)[:LINES_WEIGHED]
    bare = [re.sub(r'"[^"]*"', "", line) for line in head]
    return max(DELIMITERS, key=lambda sign: sum(line.count(sign) for line in bare))


def _rows(text: str, delimiter: str, file: str) -> Iterator[Row]:
    budget = Budget(file)
    lines = _lines(text, delimiter, file)
    records = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            raise _torn(file, records.line_num, str(error)) from error
        number += 1
        values = [_value(item) for item in record]
        while values and values[-1] is None:
            values.pop()
        if values:
            place = f"第{number}行"
            budget.check_place(place, number, len(values) - 1)
            budget.take(place, cells=len(values), characters=sum(map(len, record)))
            yield Row(number, tuple(values))


def _lines(text: str, delimiter: str, file: str) -> Iterator[str]:
    """Give the lines, refusing one that could only split into endless cells before it does."""
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if line.count(delimiter) > SEPARATORS_MAX:
            too_many(file, f"第{number}行", f"一行里的分隔符超过{SEPARATORS_MAX}个")
        if number > LINES_MAX:
            too_many(file, f"第{number}行", f"文件超过{LINES_MAX}行")
        yield line


def _value(item: str) -> CellValue:
    if len(item) > CELL_CHARACTERS_MAX:
        return TOO_LONG
    kept = KEPT_AS_TEXT.fullmatch(item.strip())
    return (kept[1] if kept else item).strip() or None


def _torn(file: str, line: int, error: str) -> Exception:
    if "field larger" in error:
        return refused(
            file,
            f"第{line}行",
            f"一个单元格的文字远超过{CELL_CHARACTERS_MAX}字",
            "多半是前面少了一个引号，后面的内容都并进了这个单元格",
            "请检查这一行附近的引号",
        )
    return refused(
        file,
        f"第{line}行",
        "引号没有配对",
        "单元格以引号开头就须以引号结束，其后紧跟分隔符",
        "请补上或删去引号；引号本身须写两遍",
    )
