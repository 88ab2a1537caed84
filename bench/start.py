"""How long `zhunsheng check` takes to start, and what it loads."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.board import Board, Goal

STARTS = 10
AT_MOST = Goal("≤", 0.5, " s")
LOADS = (
    "import sys, zhunsheng.cli.check; "
    "print(any(name.partition('.')[0] == 'django' for name in sys.modules))"
)
MAIN = "import sys; from zhunsheng.cli import main; main(sys.argv[1:])"
RECORD = """\
起动1号 work_injury
2026-01-05 applied by=worker
"""


def run(board: Board) -> bool:
    """Measure the start; return False where the web framework is loaded."""
    board.section("Start of `zhunsheng check` (one record, a new process each time)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.txt"
        path.write_text(RECORD, encoding="utf-8")
        command = [sys.executable, "-c", MAIN, "check", str(path), "--as-of", "2026-06-30"]
        times = sorted(_cpu_of_child(command) for _ in range(STARTS))
    spread = (statistics.median(times), times[0], times[-1])
    board.line("CPU time, check of one record", spread, "s", AT_MOST)
    loads = subprocess.run(
        [sys.executable, "-c", LOADS], capture_output=True, text=True, check=True
    ).stdout.strip()
    board.note(f"loads django: {'yes' if loads == 'True' else 'no'}")
    return loads == "False"


def _cpu_of_child(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, capture_output=True, check=False)
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
