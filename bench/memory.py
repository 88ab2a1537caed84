"""How much memory a stream of matters takes at its peak: `python -m bench.memory 100000`."""

from __future__ import annotations

import resource
import subprocess
import sys

from bench.board import Board, Goal
from bench.matters import AS_OF, matters
from zhunsheng.engine.assess import Assessor
from zhunsheng.law.corpus import load_law
from zhunsheng.procedures import procedure

SIZES = (100_000, 1_000_000)
AT_MOST = Goal("≤", 300, " MB")
KIB_OF_MB = 1_000_000 / 1024


def run(board: Board, sizes: tuple[int, ...] = SIZES) -> None:
    """Stream each number of matters through a process of its own."""
    board.section("Peak memory of a stream of matters (a process of its own)")
    for size in sizes:
        found, peak = _child(size)
        board.single(f"{size:,} matters, {found:,} findings", peak, "MB", AT_MOST)


def _child(size: int) -> tuple[int, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.memory", str(size)],
        capture_output=True,
        text=True,
        check=True,
    )
    found, peak = done.stdout.split()
    return int(found), float(peak)


def main(size: int) -> None:
    """Assess `size` matters as they are made; print the findings and the peak in MB."""
    assessor = Assessor(procedure("work_injury"), load_law())
    found = sum(len(assessor.assess(record, AS_OF).findings) for record in matters(size))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_OF_MB
    print(found, round(peak, 1))


if __name__ == "__main__":
    main(int(sys.argv[1]))
