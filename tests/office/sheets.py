"""What stands in a workbook that was put on file."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl

from zhunsheng.store.papers import path_of


def cells(digest: str) -> list[list[object]]:
    """Return the rows of the first sheet of a paper; days as days."""
    book = openpyxl.load_workbook(io.BytesIO(path_of(digest).read_bytes()))
    rows = book.worksheets[0].iter_rows(values_only=True)
    return [[one.date() if isinstance(one, datetime) else one for one in row] for row in rows]
