"""Measure everything once and print it beside the goals: `python -m bench [--quick]`.

CPU time, medians of repeated runs with the lowest and the highest. Timings are reported, never
asserted; the exit code is 1 where two ways of getting the same answer disagree.
"""

from __future__ import annotations

import platform
import sys

from bench import calendars, dates, engine, ledger, memory, start, zen
from bench.board import Board

QUICK = "--quick"


def main(arguments: list[str]) -> int:
    """Run all benchmarks; a tenth of the matters and rows with --quick."""
    share = 10 if QUICK in arguments else 1
    board = Board()
    print(f"Python {platform.python_version()}, {platform.machine()}, CPU time of one core")
    agreed = [engine.run(board, 100_000 // share)]
    agreed.append(dates.run(board))
    calendars.run(board)
    ledger.run(board, 10_000 // share)
    zen.run(board)
    memory.run(board, tuple(size // share for size in memory.SIZES))
    agreed.append(start.run(board))
    board.close()
    return 0 if all(agreed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
