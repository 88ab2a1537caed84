"""One sheet of a source: its first rows, and its cells as a stream of record batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from zhunsheng.base.errors import Fault, InputRefused

BATCH_ROWS = 64 * 1024
HEAD_ROWS = 8  # titles may stand above the headers
# A cell that was there and cannot be read carries a mark instead of a value; `cells.py` refuses it.
MARK = "\x1a"
NO_RESULT = MARK + "no_result"
ERROR_VALUE = MARK + "error_value"
LOST_DIGITS = MARK + "lost_digits"


@dataclass(slots=True)
class Misshapen:
    """Rows of a text file with more or fewer cells than the headers: number, cells, why."""

    rows: list[int] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    torn: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Head:
    """A row that may be the row of headers: its number as a person counts, its cells."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One sheet of a source.

    `batches(head)` yields what stands below the headers `head`: columns `c0`, `c1`, … in the order
    of the headers and `row` (int32, as a person counts). `total` is None where it is not known.
    """

    file: str
    sheet: str
    heads: Sequence[Head]
    batches: Callable[[Head], Iterator[pa.RecordBatch]]
    total: int | None = None
    misshapen: Misshapen = field(default_factory=Misshapen)
    merged_rows: tuple[tuple[int, int], ...] = ()

    @property
    def place(self) -> str:
        """Name the sheet as the reader sees it."""
        return f"工作表“{self.sheet}”" if self.sheet else "文件"


def refused(file: str, place: str, what: str, why: str, remedy: str) -> InputRefused:
    """Return the refusal of a whole source, with its one fault."""
    return InputRefused([Fault(file, place, what, why, remedy)])


def with_rows(batch: pa.RecordBatch, rows: pa.Array) -> pa.RecordBatch:
    """Return the batch with its columns named by place and the numbers of its rows beside."""
    names = [f"c{place}" for place in range(batch.num_columns)]
    return pa.RecordBatch.from_arrays([*batch.columns, rows], names=[*names, "row"])
