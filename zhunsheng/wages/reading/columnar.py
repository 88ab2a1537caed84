"""The reader of Parquet: batches as they are typed in the file; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.wages.reading.piece import BATCH_ROWS, Head, Piece, refused, with_rows


def read_columnar(path: Path, file: str) -> Piece:
    """Open a Parquet file; raises InputRefused where it is damaged."""
    try:
        source = pq.ParquetFile(path)
        schema, total = source.schema_arrow, source.metadata.num_rows
        source.close()
    except (pa.ArrowException, OSError) as error:
        raise _damaged(file) from error
    head = Head(0, tuple(schema.names))
    return Piece(file, "", (head,), lambda _: _batches(path, file), total)


def _batches(path: Path, file: str) -> Iterator[pa.RecordBatch]:
    number = 1
    try:
        with pq.ParquetFile(path) as source:
            for batch in source.iter_batches(batch_size=BATCH_ROWS):
                rows = pa.array(np.arange(number, number + batch.num_rows, dtype=np.int32))
                number += batch.num_rows
                yield with_rows(batch, rows)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(file) from error


def _damaged(file: str) -> Exception:
    return refused(
        file,
        "文件",
        "Parquet 文件已损坏或不完整",
        "它的目录或数据块读不出来",
        "请重新导出或重新复制该文件",
    )
