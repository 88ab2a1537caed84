"""The wage monitor on a month of many workers: all checks and the rating, beside peers.

Every engine judges the same month in a process of its own, whose memory is watched from outside;
`python -m bench.wages 10000000` does one size. A size above a hundred million is judged in
partitions of a hundred million, one after the other, in one process.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from bench.board import Board, Goal, Spread
from bench.stopwatch import tree_bytes
from bench.wage_books import Month, make_month
from zhunsheng.wages.engines import spark_missing

SIZES = (10_000_000, 100_000_000)
QUICK = (1_000_000,)
CITY = 1_500_000
PARTITION = 100_000_000
PANDAS_MOST = 10_000_000
REPEATS = 3
BYTES_A_ROW = 12
SAMPLED_EACH = 0.05
LAST_SIGNS = 3_000
GIB, MILLION = 1 << 30, 1_000_000
DAYS_RATIO, MASKS_RATIO = Goal("≤", 5, "×"), Goal("≤", 2, "×")
MEMORY = Goal("≤", 2, " GiB")
CITY_SECONDS = Goal("≤", 1, " s")
LINEAR = Goal("≤", 1.2, "×")
# What of the sums a peer gives; those it does not give are not compared.
Sums = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """One job on one engine: the seconds of its repeats, its peak memory, its sums."""

    wall: Sequence[float]
    cpu: Sequence[float]
    peak: int
    sums: Sums

    @property
    def seconds(self) -> float:
        """Return the CPU seconds of the middle repeat."""
        return statistics.median(self.cpu)

    def rate(self, rows: int) -> Spread:
        """Return the rows a second by wall clock: median, lowest, highest."""
        rates = [rows / wall for wall in self.wall]
        return statistics.median(rates), min(rates), max(rates)


def run(board: Board, sizes: Sequence[int]) -> bool:
    """Measure every size; False where two engines find different sums."""
    if not sizes:
        return True
    agreed = [_city(board)]
    costs: dict[int, float] = {}
    for size in sizes:
        same, costs[size] = _month(board, size)
        agreed.append(same)
    for one, other in itertools.pairwise(sizes):
        grown = costs[other] / costs[one] / (other / one) if costs[one] else 0.0
        board.single(f"cost a row, {other:,} rows beside {one:,}", grown, "×", LINEAR)
    return all(agreed)


def measure(job: str, engine: str, folders: Iterable[Path], repeats: int = REPEATS) -> Measured:
    """Run a job in a process of its own and watch its memory."""
    words = [job, engine, str(repeats), *map(str, folders)]
    command = [sys.executable, "-W", "ignore", "-m", "bench.wage_engines", *words]
    with TemporaryFile("w+") as said, TemporaryFile("w+") as noise:
        with subprocess.Popen(command, stdout=said, stderr=noise) as process:
            peak = 0
            while process.poll() is None:
                peak = max(peak, _held(process.pid))
                time.sleep(SAMPLED_EACH)
        said.seek(0)
        noise.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{noise.read()[-LAST_SIGNS:]}")
        told = json.loads(said.read())
    return Measured(told["wall"], told["cpu"], peak, told["sums"])


def _held(process: int) -> int:
    try:
        return tree_bytes(process)
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it ended while it was looked at


def _city(board: Board) -> bool:
    board.section(f"Wages: a city-month, {CITY:,} rows of attendance")
    with tempfile.TemporaryDirectory(prefix="zhunsheng-wages-") as folder:
        month = make_month(Path(folder) / "city", CITY)
        found = {job: measure(job, "duckdb", [month.folder]) for job in ("days", "written")}
    for job, name in (("days", "all checks and rating"), ("written", "… every worker written")):
        walls = sorted(found[job].wall)
        spread = statistics.median(walls), walls[0], walls[-1]
        board.line(name, spread, "s", CITY_SECONDS)
    return _agree(board, found)


def _month(board: Board, size: int) -> tuple[bool, float]:
    board.section(f"Wages: a month of {size:,} rows of attendance")
    partitions = max(1, size // PARTITION)
    with tempfile.TemporaryDirectory(prefix="zhunsheng-wages-") as folder:
        free = shutil.disk_usage(folder).free
        if free < size * BYTES_A_ROW:
            board.note(f"skipped: needs {size * BYTES_A_ROW / 1e9:.0f} GB of {folder}")
            return True, 0.0
        begun = time.perf_counter()
        months = [
            make_month(Path(folder) / str(seed), size // partitions, seed)
            for seed in range(1, partitions + 1)
        ]
        board.note(
            f"{sum(month.workers for month in months):,} workers on"
            f" {sum(month.projects for month in months):,} projects, written in"
            f" {time.perf_counter() - begun:.0f} s"
        )
        return _judged(board, months)


def _judged(board: Board, months: Sequence[Month]) -> tuple[bool, float]:
    """Measure our engine on the month, and where it is one partition, the peers too."""
    folders, rows = [month.folder for month in months], sum(month.rows for month in months)
    repeats = REPEATS if len(months) == 1 else 1
    found: dict[str, Measured] = {}
    for layout, goal in (("days", DAYS_RATIO), ("masks", MASKS_RATIO)):
        floor = measure(f"{layout} floor", "duckdb", folders, repeats)
        ours = found[layout] = measure(layout, "duckdb", folders, repeats)
        board.line(f"floor, {layout}: reading the columns", floor.rate(rows), "rows/s")
        _told(board, f"all checks and rating, {layout}", ours, rows)
        board.single(
            f"  {layout}: CPU to that of the floor", ours.seconds / floor.seconds, "×", goal
        )
        board.single(f"  {layout}: peak memory", ours.peak / GIB, "GiB", MEMORY)
    compiling = measure("compile", "duckdb", folders[:1]).seconds
    board.single("  of it building and compiling the queries", compiling, "s of CPU")
    if len(months) == 1:
        found["written"] = measure("written", "duckdb", folders, repeats)
        _told(board, "… masks, every worker written", found["written"], rows)
        board.single("  written: peak memory", found["written"].peak / GIB, "GiB", MEMORY)
        for engine in _peers(board, rows):
            found[engine] = measure("masks", engine, folders, 1 if engine == "spark" else repeats)
            _told(board, f"{engine}, masks", found[engine], rows)
            board.single("  peak memory", found[engine].peak / GIB, "GiB")
    return _agree(board, found), found["days"].seconds


def _peers(board: Board, rows: int) -> list[str]:
    missing = spark_missing()
    if missing:
        board.note(f"Spark skipped: {missing}")
    few = ["pandas"] if rows <= PANDAS_MOST else []
    return ["polars", *few, *([] if missing else ["spark"])]


def _told(board: Board, name: str, found: Measured, rows: int) -> None:
    board.line(name, found.rate(rows), "rows/s")
    speed = rows / found.seconds / MILLION
    board.note(f"{found.seconds:.1f} s of CPU: {speed:.1f} million rows in a CPU-second")


def _agree(board: Board, found: Mapping[str, Measured]) -> bool:
    """Say whether all find the same; the first finds everything, a peer perhaps a part."""
    first, *others = found
    whole = found[first].sums
    same = True
    for other in others:
        wrong = {n: (whole.get(n), v) for n, v in found[other].sums.items() if whole.get(n) != v}
        if wrong:
            board.note(f"{other} does not agree with {first}: {wrong}")
            same = False
    board.note(f"{len(whole)} sums; {', '.join(found)} {'agree' if same else 'DO NOT AGREE'}")
    return same


def read_sizes(text: str) -> tuple[int, ...]:
    """Read `1e7,1e8`; `none` is no size."""
    return () if text == "none" else tuple(int(float(part)) for part in text.split(","))


def main() -> int:
    """Measure the sizes named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.wages")
    parser.add_argument("rows", nargs="*", type=lambda text: int(float(text)), default=list(QUICK))
    board = Board()
    fits = run(board, parser.parse_args().rows)
    board.close()
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
