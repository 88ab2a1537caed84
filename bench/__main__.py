"""Measure everything once and print it beside the goals: `python -m bench [--quick] [--matters N]`.

The office (pages, appends, verification) holds a million matters, 20,000 with --quick, on SQLite
and on PostgreSQL; `--office sqlite` takes one of them, `--office none` leaves it out. The wage
monitor judges months of 10 and 100 million rows of attendance, of a million with --quick;
`--wages 1e7,1e9` names other sizes, `--wages none` leaves it out.

CPU time, medians of repeated runs with the lowest and the highest. Timings are reported, never
asserted; the exit code is 1 where two ways of getting the same answer disagree.
"""

from __future__ import annotations

import argparse
import platform
import sys

from bench import (
    calendars,
    compiling,
    dates,
    engine,
    ledger,
    memory,
    office,
    proof,
    start,
    wages,
    zen,
)
from bench.board import Board

MATTERS = 100_000
ROWS = 10_000
EVENTS = 240_000
OFFICE, OFFICE_QUICK = 1_000_000, 20_000


def main() -> int:
    """Run all benchmarks; a tenth of the matters and rows with --quick."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="measure the speed")
    parser.add_argument("--quick", action="store_true", help="a tenth of the matters and rows")
    parser.add_argument("--matters", type=int, help=f"how many to assess (default {MATTERS:,})")
    parser.add_argument(
        "--office", choices=(*office.DATABASES, "both", "none"), default="both", help="on which"
    )
    parser.add_argument("--wages", type=wages.read_sizes, help="rows of attendance: 1e7,1e8; none")
    given = parser.parse_args()
    share = 10 if given.quick else 1
    board = Board()
    print(f"Python {platform.python_version()}, {platform.machine()}, CPU time of one core")
    agreed = [engine.run(board, given.matters or MATTERS // share)]
    compiling.run(board)
    agreed.append(dates.run(board))
    calendars.run(board)
    ledger.run(board, ROWS // share)
    zen.run(board)
    memory.run(board, tuple(size // share for size in memory.SIZES))
    agreed.append(start.run(board))
    agreed.append(proof.run(board, EVENTS // share))
    databases = {"both": office.DATABASES, "none": ()}.get(given.office, (given.office,))
    agreed.append(office.run(board, OFFICE_QUICK if given.quick else OFFICE, databases))
    sizes = wages.QUICK if given.quick else wages.SIZES
    agreed.append(wages.run(board, sizes if given.wages is None else given.wages))
    board.close()
    return 0 if all(agreed) else 1


if __name__ == "__main__":
    sys.exit(main())
