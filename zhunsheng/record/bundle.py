"""A bundle: all events of an office in one .zip that anybody can verify, without a database.

- ``manifest.json``: format, digest, made_at, and what there should be: matters, size, root.
- ``events.jsonl``: one event a line in the order of the Merkle tree, always written
  ``{"position":0,"head":"…","body":{…}}``; body is the canonical JSON that is hashed (matter and
  seq stand in it), and head the hash after it, which is the leaf of the tree.
- ``heads.jsonl``: day, size, root: the root over the first `size` events, taken on that day.
- ``personal.jsonl``: matter, seq (0 is the header), name, salt, value of what is sealed in the
  events, in the order of the events. It may be left out, whole or in part: the proof holds.

`verify_bundle` computes every hash anew. That a bundle fits says that it agrees with itself; who
compares its root with one that was published knows that nothing before it was changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zhunsheng.record.bundle_check import BundleFault, Check
from zhunsheng.record.bundle_text import (
    EVENTS,
    HEADS,
    KNOWN,
    MANIFEST,
    NEEDED,
    PERSONAL,
    DayHead,
    Manifest,
    event_line,
    head_line,
    manifest_line,
    personal_line,
    read_manifest,
)
from zhunsheng.record.leaf import Sealed, UnreadableBody
from zhunsheng.record.unpacking import Members

__all__ = [
    "BundleFault",
    "DayHead",
    "Manifest",
    "Verdict",
    "verify_bundle",
    "write_bundle",
]

LINES_TOGETHER = 1000
OWNER_ONLY = 0o600 << 16
LEVEL = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a bundle says it holds, what was verified of it, and the first thing that does not fit.

    `published` says which of its roots the published one is: 总根, or a day; "" without one.
    """

    manifest: Manifest
    events: int
    matters: int
    days: int
    personal: int
    published: str
    first_fault: BundleFault | None

    @property
    def fits(self) -> bool:
        """Say whether everything fits."""
        return self.first_fault is None


def write_bundle(
    file: Path | IO[bytes],
    manifest: Manifest,
    events: Iterable[tuple[str, bytes]],
    heads: Iterable[DayHead],
    personal: Iterable[tuple[str, Sealed]] | None = None,
) -> None:
    """Write a bundle as a stream.

    `events` are (body, head) in the order of the tree; `heads` in that of their days; `personal`
    are (matter, value) in the order of their events, None leaves them out. Raises `UnreadableBody`
    for a body that is no single line.
    """
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL) as package:
        members: list[tuple[str, Iterator[str]]] = [
            (MANIFEST, iter([manifest_line(manifest)])),
            (EVENTS, _event_lines(events)),
            (HEADS, map(head_line, heads)),
        ]
        if personal is not None:
            members.append((PERSONAL, starmap(personal_line, personal)))
        for name, lines in members:
            info = ZipInfo(name, manifest.made_at.timetuple()[:6])
            info.compress_type, info.external_attr = ZIP_DEFLATED, OWNER_ONLY
            with package.open(info, "w", force_zip64=True) as member:
                _write_lines(member, lines)


def verify_bundle(
    path: Path, root: str = "", tell: Callable[[int, int], None] = lambda done, total: None
) -> Verdict:
    """Verify a bundle, and that `root` (hexadecimal), if given, is its root or that of a day in it.

    `tell` is told how many events are done, and of how many. Holds the last head of every matter:
    about 250 bytes for each. Raises `InputRefused` for a file that is no bundle.
    """
    with Members(path, KNOWN, NEEDED) as members:
        manifest = read_manifest(members)
        check = Check(members, manifest, root)
        fault = check.run(tell)
        return Verdict(
            manifest,
            check.frontier.size,
            len(check.latest),
            check.days,
            check.opened,
            check.published,
            fault,
        )


def _write_lines(member: IO[bytes], lines: Iterator[str]) -> None:
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == LINES_TOGETHER:
            member.write("".join(waiting).encode())
            waiting.clear()
    member.write("".join(waiting).encode())


def _event_lines(events: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    for position, (body, head) in enumerate(events):
        if "\n" in body:
            raise UnreadableBody(f"全部事项中的第{position + 1}条中有换行")
        yield event_line(position, body, head)
