"""The reader of .csv: UTF-8 or GB18030, separated by comma, semicolon or tab, of any length."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from zhunsheng.wages.reading.piece import HEAD_ROWS, Head, Misshapen, Piece, refused, with_rows

CHUNK = 1024 * 1024
BLOCK = 4 * CHUNK  # bytes parsed at once; a cell is shorter
HEAD_BYTES = 64 * 1024
ENCODINGS = ("utf-8", "gb18030")  # tried in this order
DELIMITERS = ",;\t"
NAMES = {",": "逗号", ";": "分号", "\t": "制表符"}
MISSHAPEN_MAX = 100_000
# So many Chinese characters do not come out of a GB18030 text read as UTF-8 by chance.
SURE_OF_UTF8 = 4
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SAVE_AGAIN = "请用 Excel 或 WPS 重新另存为“CSV UTF-8（逗号分隔）”或 .xlsx"


def read_delimited(path: Path, file: str) -> Piece:
    """Open a .csv; raises InputRefused where it is no text of one encoding and one separator."""
    encoding, lines = _weigh(path, file)
    head = _Text(path, encoding).read(HEAD_BYTES).decode("utf-8", errors="ignore")
    delimiter = _delimiter(head, file)
    heads = _heads(head, delimiter)
    if not heads:
        raise refused(file, "文件", "文件是空的", "没有表头也没有数据", "请确认导出是否完成")
    misshapen = Misshapen()
    plan = _Plan(path, file, encoding, delimiter, misshapen)
    return Piece(file, "", heads, plan.batches, lines - heads[0].row, misshapen)


def _weigh(path: Path, file: str) -> tuple[str, int]:
    """Decode the whole file once, in pieces: its encoding and the number of its lines."""
    for encoding in ENCODINGS:
        count = _Count(path, file, encoding)
        if count.decoded():
            return encoding, count.lines
    why = "文件在传输或转存中损坏，或混用了两种编码"
    raise refused(file, "文件", "编码认不出", why, SAVE_AGAIN)


@dataclass(slots=True)
class _Count:
    """One try at an encoding: the lines and the Chinese characters of what was decoded."""

    path: Path
    file: str
    encoding: str
    lines: int = 1
    chinese: int = 0

    def decoded(self) -> bool:
        """Say whether the file is text of this encoding.

        Raises InputRefused where it surely is, and one place of it is broken.
        """
        at, decoder = 0, codecs.getincrementaldecoder(self.encoding)()
        with self.path.open("rb") as source:
            while chunk := source.read(CHUNK):
                _check_text(chunk, at, self.file)
                kept = len(decoder.getstate()[0])
                try:
                    self._take(decoder.decode(chunk))
                except UnicodeDecodeError as error:
                    return self._broken(error, at - kept)
                self.lines += chunk.count(b"\n")
                at += len(chunk)
        return True

    def _take(self, text: str) -> None:
        if self.chinese < SURE_OF_UTF8:
            self.chinese += sum(1 for _ in islice(CHINESE.finditer(text), SURE_OF_UTF8))

    def _broken(self, error: UnicodeDecodeError, start: int) -> bool:
        self._take(error.object[: error.start].decode(self.encoding))
        if self.encoding == ENCODINGS[-1] or self.chinese >= SURE_OF_UTF8:
            place = start + error.start
            raise _broken(self.file, self.path, place, self.encoding) from error
        return False


def _check_text(chunk: bytes, at: int, file: str) -> None:
    if at == 0 and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        what = "文件是 UTF-16 编码（Excel 的“Unicode 文本”）"
        raise refused(file, "文件开头", what, "只读 UTF-8 和 GB18030 编码的文本", SAVE_AGAIN)
    if b"\0" in chunk:
        raise refused(file, "文件", "文件里有空字节", "它不是文本文件", SAVE_AGAIN)


def _broken(file: str, path: Path, place: int, encoding: str) -> Exception:
    with path.open("rb") as source:
        line = 1 + sum(
            source.read(min(CHUNK, place - at)).count(b"\n") for at in range(0, place, CHUNK)
        )
        source.seek(place)
        sign = source.read(1)
    return refused(
        file,
        f"第{line}行",
        f"第{place + 1}个字节（0x{sign.hex().upper()}）不是{encoding.upper()}编码的文字",
        "文件在传输或转存中损坏，或混用了两种编码",
        SAVE_AGAIN,
    )


class _Text(io.RawIOBase):
    """A file read as UTF-8 without its mark of order, whatever its encoding."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._file = path.open("rb")
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._plain = encoding == "utf-8"
        self._first = True

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(CHUNK if size < 0 else size)
        if chunk and not self._plain:
            text = self._decoder.decode(chunk)
            while not text and (more := self._file.read(1)):
                text = self._decoder.decode(more)
            chunk = text.encode()
        if self._first:
            self._first, chunk = False, chunk.removeprefix(codecs.BOM_UTF8)
        return chunk

    def close(self) -> None:
        self._file.close()
        super().close()


def _delimiter(head: str, file: str) -> str:
    """Return the separator of the headers; refused where two of them are as likely."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in head.splitlines()[:HEAD_ROWS] if line.strip()]
    counts = {sign: max((line.count(sign) for line in lines), default=0) for sign in DELIMITERS}
    best = max(counts, key=lambda sign: counts[sign])
    widest = next((line for line in lines if line.count(best) == counts[best]), "")
    other = next((sign for sign in DELIMITERS if sign != best and sign in widest), "")
    if other and counts[best]:
        raise refused(
            file,
            "表头",
            f"同一行里既有{NAMES[best]}又有{NAMES[other]}",
            "分不清各列从哪里断开",
            f"请统一用{NAMES[best]}分隔，或另存为 .xlsx",
        )
    return best


def _heads(head: str, delimiter: str) -> list[Head]:
    found: list[Head] = []
    lines = io.StringIO(head, newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    while len(found) < HEAD_ROWS and (cells := next(reader, None)) is not None:
        if any(cell.strip() for cell in cells):
            found.append(Head(reader.line_num, tuple(cell.strip() for cell in cells)))
    return found


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to read the rows of one .csv below its headers."""

    path: Path
    file: str
    encoding: str
    delimiter: str
    misshapen: Misshapen

    def batches(self, head: Head) -> Iterator[pa.RecordBatch]:
        """Yield the rows; those of another width are told to `misshapen`."""
        names = [f"c{place}" for place in range(len(head.cells))]
        number = head.row + 1
        try:
            with self._open(head.row, names) as reader:
                for batch in reader:
                    rows = _numbers(number, batch.num_rows, self.misshapen.rows)
                    number = int(rows[-1]) + 1 if len(rows) else number
                    yield with_rows(batch, pa.array(rows, pa.int32()))
        except pa.ArrowInvalid as error:
            if "Empty CSV" in str(error):
                return
            raise refused(
                self.file,
                f"第{number}行以后",
                "引号没有配对，后面的内容都并进了一个单元格",
                "单元格以引号开头就须以引号结束，其后紧跟分隔符",
                "请补上或删去引号；引号本身须写两遍",
            ) from error

    def _open(self, skipped: int, names: Sequence[str]) -> pa.csv.CSVStreamingReader:
        return pa.csv.open_csv(
            pa.PythonFile(_Text(self.path, self.encoding), mode="r"),
            read_options=pa.csv.ReadOptions(
                use_threads=False, block_size=BLOCK, skip_rows=skipped, column_names=list(names)
            ),
            parse_options=pa.csv.ParseOptions(
                delimiter=self.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=self._note,
            ),
            convert_options=pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )

    def _note(self, row: pa.csv.InvalidRow) -> str:
        if len(self.misshapen.rows) >= MISSHAPEN_MAX:
            raise refused(
                self.file,
                f"第{row.number}行",
                f"列数与表头不符的行超过{MISSHAPEN_MAX}行",
                "多半是分隔符不统一，或引号没有配对",
                SAVE_AGAIN,
            )
        self.misshapen.rows.append(row.number)
        self.misshapen.cells.append(row.actual_columns)
        self.misshapen.torn.append("\n" in row.text)
        return "skip"


def _numbers(first: int, count: int, left_out: Sequence[int]) -> np.ndarray:
    """Return the next `count` numbers of rows from `first`, without those left out."""
    out = np.array([number for number in left_out if number >= first], dtype=np.int32)
    candidates = np.arange(first, first + count + len(out), dtype=np.int32)
    return np.setdiff1d(candidates, out, assume_unique=True)[:count]
