"""Files that are there whole or not at all: written beside their place, flushed, then renamed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from zhunsheng.base.errors import Fault, InputRefused


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write, readable by its owner alone; it gets its name when all is written.

    Raises `InputRefused` where something has this name already or the folder cannot be written.
    """
    if path.exists():
        _refuse(path, "已经有这个文件", "不覆盖已有的文件", "请换一个文件名")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        made = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        why = f"不能在“{path.parent}”里建立文件（{error.strerror}）"
        _refuse(path, "写不出来", why, "请核对文件夹是否存在、能否写入")
    try:
        with os.fdopen(made, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)


def _refuse(path: Path, what: str, why: str, remedy: str) -> None:
    raise InputRefused([Fault(path.name, "文件", what, why, remedy)])
