"""The files of the wage monitor in a backup: secret, loads, runs, the bureau's own numbers.

What can be made again (the warehouse's cache) and what is still being written (hidden names, drafts
of uploads) is left out. A load or a run is whole once it is there and is never changed, so that no
lock is needed.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from zipfile import ZIP_STORED, ZipFile

from zhunsheng.store.home import home_folder

FOLDER = "wages"
KEPT = ("secret", "parameters.toml", "schemes/*.toml", "warehouse/loads/*/*", "months/*/*/*")
BLOCK = 1 << 20


class NotTheSame(ValueError):
    """A file of the wage monitor is not as it was backed up."""


def write_wages(package: ZipFile) -> dict[str, str]:
    """Write the files into a backup; return their digests by name."""
    digests = {}
    for path in _files():
        name = path.relative_to(home_folder()).as_posix()
        package.write(path, name, ZIP_STORED if path.suffix == ".parquet" else None)
        digests[name] = _digest(path)
    return digests


def _files() -> Iterator[Path]:
    folder = home_folder() / FOLDER
    for pattern in KEPT:
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and not any(
                part.startswith(".") for part in path.relative_to(folder).parts
            ):
                yield path


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def restore_wages(package: ZipFile, digests: Mapping[str, str]) -> None:
    """Bring the files back, all of them or none.

    Raises `NotTheSame` where one has another digest, KeyError where one is missing, ValueError for
    a name outside the folder. An installation without them is left without.
    """
    if not digests:
        return
    with tempfile.TemporaryDirectory(dir=home_folder(), prefix=f".{FOLDER}-") as beside:
        for name, digest in digests.items():
            path = Path(beside, _inside(name))
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with package.open(name) as source, path.open("wb") as out:
                shutil.copyfileobj(source, out, BLOCK)
            path.chmod(0o600)
            if _digest(path) != digest:
                raise NotTheSame(f"{name} 的校验值对不上")
        Path(beside, FOLDER).rename(home_folder() / FOLDER)


def _inside(name: str) -> str:
    parts = PurePosixPath(name).parts
    if not parts or parts[0] != FOLDER or ".." in parts:
        raise ValueError(f"{name} 不是工资数据的文件")
    return name
