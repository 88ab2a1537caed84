"""Proofs: following the chains and the tree of many matters, beside hashing and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import count
from pathlib import Path

from bench.board import Board, Goal
from bench.matters import matters
from bench.stopwatch import Timing, cpu_seconds, measured, ratios
from zhunsheng.record.bundle import DayHead, Manifest, verify_bundle, write_bundle
from zhunsheng.record.chain import SHA256, SM3
from zhunsheng.record.hashing import hashing
from zhunsheng.record.leaf import (
    Entry,
    Place,
    Row,
    Sealed,
    check_links,
    link,
    opening,
    write_body,
)
from zhunsheng.record.merkle import (
    Frontier,
    consistency,
    inclusion,
    root,
    verify_consistency,
    verify_inclusion,
)
from zhunsheng.record.record import Record

EVENTS_OF_A_MATTER = 12
REPEATS = 5
FOLLOWED = Goal("≥", 500_000, "/s")
MADE_AT = datetime.fromisoformat("2026-06-30T18:00:00+08:00")
DAYS = 250


@dataclass(frozen=True, slots=True)
class Chain:
    """The stored events of one matter."""

    matter: str
    rows: tuple[Row, ...]
    personal: tuple[Sealed, ...]


def run(board: Board, events: int) -> bool:
    """Measure both digests; return False where anything sound is said not to fit."""
    records = list(matters(events // EVENTS_OF_A_MATTER))
    sound = [_digest(board, records, digest) for digest in (SHA256, SM3)]
    return all(sound)


def _digest(board: Board, records: Sequence[Record], digest: str) -> bool:
    chains = [_chain(record, digest) for record in records]
    bodies = [body.encode() for chain in chains for _, body, _ in chain.rows]
    leaves = [head for chain in chains for _, _, head in chain.rows]
    size = len(leaves)
    each = sum(map(len, bodies)) / size
    board.section(
        f"Proof of {size:,} events of {each:.0f} bytes, {len(chains):,} matters, {digest}"
    )
    bare, followed = _in_turn(chains, bodies, digest)
    board.line("hashing alone: no check, nothing to read", bare.rate(size), "events/s")
    goal = FOLLOWED if digest == SHA256 else None
    board.line(f"follow the chains, {digest}", followed.rate(size), "events/s", goal)
    board.line("time to follow, to that of hashing alone", ratios(followed, bare), "×")
    writing = measured(lambda: [_chain(record, digest) for record in records], 3)
    board.line("write the bodies, seal, hash", writing.rate(size), "events/s")
    board.line("Merkle root", measured(lambda: root(leaves, digest)).rate(size), "leaves/s")
    board.line(
        "append, one by one", measured(partial(_append, leaves, digest)).rate(size), "leaves/s"
    )
    sound = all(check_links(chain.matter, chain.rows, digest) is None for chain in chains)
    sound = _proofs(board, leaves, digest) and sound
    return _bundle(board, chains, digest) and sound


def _chain(record: Record, digest: str) -> Chain:
    salts = partial(next, (number.to_bytes(16, "big") for number in count()))
    head, rows, personal = opening(record.matter, digest), [], list[Sealed]()
    for seq, event in enumerate(record.events, start=1):
        place = Place(record.matter, record.procedure, seq, {**record.about, "worker": "虚构职工"})
        entry = Entry(event, "A041", "A077")
        body, sealed = write_body(place, entry, personal=(), salts=salts, digest=digest)
        head = link(head, body, digest)
        rows.append((seq, body, head))
        personal += sealed
    return Chain(record.matter, tuple(rows), tuple(personal))


def _in_turn(
    chains: Sequence[Chain], bodies: Sequence[bytes], digest: str
) -> tuple[Timing, Timing]:
    """Time hashing and following turn by turn, so that both see the same machine."""
    bare, followed = [], []
    for _ in range(REPEATS):
        bare.append(cpu_seconds(partial(_hash, bodies, digest)))
        followed.append(cpu_seconds(partial(_follow, chains, digest)))
    return Timing(tuple(bare)), Timing(tuple(followed))


def _hash(bodies: Sequence[bytes], digest: str) -> bytes:
    new, head = hashing(digest), b"\0" * 32
    for body in bodies:
        head = new(head + body).digest()
    return head


def _follow(chains: Sequence[Chain], digest: str) -> None:
    for chain in chains:
        check_links(chain.matter, chain.rows, digest)


def _append(leaves: Sequence[bytes], digest: str) -> Frontier:
    frontier = Frontier(digest)
    for leaf in leaves:
        frontier.append(leaf)
    return frontier


def _proofs(board: Board, leaves: Sequence[bytes], digest: str) -> bool:
    size, top = len(leaves), root(leaves, digest)
    index, half = size // 3, size // 2
    path = inclusion(leaves, index, digest)
    grown = consistency(leaves, half, digest)
    old, now = (half, root(leaves[:half], digest)), (size, top)
    proved = measured(lambda: verify_inclusion(leaves[index], index, size, path, top, digest), 99)
    board.line(f"check an inclusion of {len(path)} hashes", proved.each(scale=1e6), "µs")
    kept = measured(lambda: verify_consistency(old, now, grown, digest), 99)
    board.line(f"check a consistency of {len(grown)} hashes", kept.each(scale=1e6), "µs")
    holds = verify_inclusion(leaves[index], index, size, path, top, digest)
    return holds and verify_consistency(old, now, grown, digest)


def _bundle(board: Board, chains: Sequence[Chain], digest: str) -> bool:
    leaves = [head for chain in chains for _, _, head in chain.rows]
    size = len(leaves)
    heads = list(_heads(leaves, digest))
    manifest = Manifest(digest, MADE_AT, len(chains), size, root(leaves, digest).hex())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.zip"

        def export() -> None:
            events = ((body, head) for chain in chains for _, body, head in chain.rows)
            personal = ((chain.matter, one) for chain in chains for one in chain.personal)
            write_bundle(path, manifest, events, heads, personal)

        board.line("export a bundle", measured(export, 3).rate(size), "events/s")
        verdicts = []
        verifying = measured(lambda: verdicts.append(verify_bundle(path)), 3)
        board.line(
            "verify the bundle: unpack, chains, tree, values", verifying.rate(size), "events/s"
        )
        board.note(f"{path.stat().st_size / size:.0f} bytes an event, packed")
    return all(verdict.fits for verdict in verdicts)


def _heads(leaves: Sequence[bytes], digest: str) -> Iterator[DayHead]:
    frontier, step = Frontier(digest), max(len(leaves) // DAYS, 1)
    for begin in range(0, len(leaves), step):
        frontier.extend(leaves[begin : begin + step])
        day = date.fromordinal(date(2025, 1, 1).toordinal() + begin // step)
        yield DayHead(day, frontier.size, frontier.root().hex())


if __name__ == "__main__":
    opened = Board()
    run(opened, 240_000)
    opened.close()
