"""Whole offices as bundles: matters interleaved, roots of days, personal values; and their files."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from tests.record.leaves import Stored, stored
from tests.record.records import records
from zhunsheng.record.bundle import DayHead, Manifest, write_bundle
from zhunsheng.record.chain import SHA256, SM3
from zhunsheng.record.event import Event
from zhunsheng.record.leaf import Sealed
from zhunsheng.record.merkle import root
from zhunsheng.record.record import Record

MADE_AT = datetime.fromisoformat("2025-06-03T09:00:00+08:00")
FIRST_DAY = date(2025, 3, 3)


@dataclass(frozen=True)
class Kept:
    """What is exported: the rows of a bundle before they are written."""

    manifest: Manifest
    events: tuple[tuple[str, bytes], ...]
    heads: tuple[DayHead, ...]
    personal: tuple[tuple[str, Sealed], ...]
    places: tuple[tuple[str, int], ...]  # matter and number of each event


def kept(
    matters: Sequence[Stored], order: Sequence[int], days: Sequence[int], digest: str = SHA256
) -> Kept:
    """Interleave matters as `order` says (an index for each event), with roots after `days`."""
    events, personal, places = [], [], []
    written = dict.fromkeys(range(len(matters)), 0)
    for index in order:
        matter, at = matters[index], written[index]
        seq, body, head = matter.rows[at]
        events.append((body, head))
        places.append((matter.matter, seq))
        personal += [(matter.matter, s) for s in matter.sealed if (s.seq or 1) == seq]
        written[index] += 1
    leaves = [head for _, head in events]
    heads = tuple(
        DayHead(FIRST_DAY + timedelta(n), size, root(leaves[:size], digest).hex())
        for n, size in enumerate(days)
    )
    opened = len(dict.fromkeys(matter for matter, _ in places))
    manifest = Manifest(digest, MADE_AT, opened, len(events), root(leaves, digest).hex())
    return Kept(manifest, tuple(events), heads, tuple(personal), tuple(places))


@st.composite
def offices(draw: st.DrawFn, *, least: int = 0) -> Kept:
    """Give an office with up to four matters and at least so many events."""
    digest = draw(st.sampled_from([SHA256, SM3]))
    drawn = draw(st.lists(records(), max_size=4))
    matters = [stored(record, digest, f"虚构{n}号") for n, record in enumerate(drawn)]
    order = [n for n, matter in enumerate(matters) for _ in matter.rows]
    if len(order) < least:
        filling = [stored(plain(least), digest, "虚构〔2025〕99号")]
        matters, order = matters + filling, [*order, *[len(matters)] * least]
    order = draw(st.permutations(order))
    days = sorted(draw(st.lists(st.integers(0, len(order)), max_size=4)))
    return kept(matters, order, days, digest)


def plain(count: int) -> Record:
    """Give a record of so many events, which differ in their notes."""
    events = tuple(Event("accepted", FIRST_DAY, note=f"第{n}次") for n in range(count))
    return Record("虚构〔2025〕99号", "work_injury", {"worker": "李某"}, events)


def written(path: Path, office: Kept, *, personal: bool = True) -> Path:
    """Write the bundle of an office to a file."""
    write_bundle(
        path,
        office.manifest,
        office.events,
        office.heads,
        office.personal if personal else None,
    )
    return path


def members(path: Path) -> dict[str, bytes]:
    """Give the content of each member."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(path: Path, contents: dict[str, bytes]) -> Path:
    """Write members as they are."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return path
