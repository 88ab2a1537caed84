"""The files of papers held against their digests: what events name, and what was registered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from zhunsheng.record.bundle_check import RESTORE, BundleFault
from zhunsheng.record.values import escape
from zhunsheng.store.access_log import ERASED
from zhunsheng.store.models import AccessEntry, Paper
from zhunsheng.store.papers import PaperLost, path_of
from zhunsheng.store.steady import rows

CHUNK = 1 << 20
GONE = ("的文件不见了，或者不是入卷时的那一份", "文件被删去或者换过")
PAPERS = (
    "SELECT m.number, p.name, p.digest, p.size FROM store_paper p"
    " JOIN store_matter m ON m.id = p.matter_id ORDER BY p.matter_id, p.added_at, p.id"
)


class Originals:
    """Reads every file once; `place` tells where a digest lies, or raises `PaperLost`."""

    def __init__(self, place: Callable[[str], Path] = path_of) -> None:
        self._place = place
        self._sound: dict[bytes, int] = {}

    @property
    def read(self) -> int:
        """Return how many files were read and fit."""
        return len(self._sound)

    def fault(self, number: str, seq: int, name: str, digest: str) -> BundleFault | None:
        """Return what is wrong with a paper an event names, or None; one erased lawfully is not."""
        fits = self._fits(digest)
        if fits and Paper.objects.filter(matter__number=number, digest=digest).exists():
            return None
        if was_erased(number, digest):
            return None
        wrong, why = ("没有登记", "登记被删去") if fits else GONE
        what = f"材料“{escape(name)}”（{digest[:8]}）{wrong}"
        return BundleFault(number, seq, None, what, why, RESTORE)

    def rest(self) -> BundleFault | None:
        """Return what is wrong with a registered paper that no event named, or None."""
        for number, name, digest, size in rows(PAPERS):
            if self._fits(digest) and self._sound[bytes.fromhex(digest)] == size:
                continue
            what = f"“{escape(number)}”登记的材料“{escape(name)}”（{digest[:8]}）与文件不符"
            why = "文件被删去或者换过，或者登记被改动过"
            return BundleFault("", 0, None, what, why, RESTORE)
        return None

    def _fits(self, digest: str) -> bool:
        try:
            wanted = bytes.fromhex(digest)
        except ValueError:
            return False
        if wanted in self._sound:
            return True
        size = self._measured(digest, wanted)
        if size is None:
            return False
        self._sound[wanted] = size
        return True

    def _measured(self, digest: str, wanted: bytes) -> int | None:
        """Return the size of a file that is what its digest says, else None."""
        hashed, size = hashlib.sha256(), 0
        try:
            with self._place(digest).open("rb") as file:
                while chunk := file.read(CHUNK):
                    hashed.update(chunk)
                    size += len(chunk)
        except (PaperLost, OSError):
            return None
        return size if hashed.digest() == wanted else None


def was_erased(number: str, digest: str) -> bool:
    """Say whether the access log tells that a paper of a matter was erased."""
    return AccessEntry.objects.filter(verb=ERASED, matter=number, what=digest).exists()
