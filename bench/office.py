"""The office of a million matters: pages under load, appends, and the whole record verified.

Every database is filled anew, served by the real server with a signed-in session, and measured in
processes of its own; `python -m bench.office --database sqlite --matters 20000` does one alone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.board import Board, Goal
from tests.harness.postgres import Postgres, create_database

SQLITE, POSTGRESQL = "sqlite", "postgresql"
DATABASES = (SQLITE, POSTGRESQL)
TITLES = {SQLITE: "SQLite", POSTGRESQL: "PostgreSQL"}
SMALL = 10_000
CONNECTIONS = ("1", "8", "32")
BYTES_A_MATTER = 30_000
SETTINGS = "bench.office_settings"
RUN = "import sys, django; django.setup(); from bench.office_pages import main; main(sys.argv[1:])"
LIST_RATIO = Goal("≤", 5, "×")
LIST_P95 = Goal("≤", 30, " ms")
MATTER_P95 = Goal("≤", 60, " ms")
DEEP = Goal("≤", 1.2, "×")
GROWTH = Goal("≤", 1.5, "×")
CLIENTS = 8
APPENDED = Goal("≥", 3_000, "/s")
VERIFIED = Goal("≥", 500_000, "/s")
Said = Mapping[str, Any]


@dataclass(slots=True)
class Figures:
    """What was measured of one office, by page and number of connections."""

    loads: dict[tuple[str, int], Said] = field(default_factory=dict)

    def add(self, said: Said) -> None:
        """Take one line."""
        self.loads[said["name"], said["connections"]] = said

    def ratio(self, page: str, connections: int = 8) -> float:
        """Return the CPU of a page in CPU of the view that says hello; the median."""
        found: list[float] = self.loads[page, connections]["ratio"]
        return found[len(found) // 2]

    def p95(self, page: str) -> float:
        """Return the 95th percentile on 8 connections, in milliseconds."""
        return float(self.loads[page, 8]["p95"])

    @property
    def lists(self) -> list[str]:
        """Return the names of the pages that are lists."""
        return [name for name, number in self.loads if number == 8 and name.startswith("list")]


def run(board: Board, count: int, databases: tuple[str, ...] = DATABASES) -> bool:
    """Measure an office of `count` matters on each database; False where anything does not fit."""
    fits = [_measure(board, name, count) for name in databases]
    return all(fits)


def _measure(board: Board, name: str, count: int) -> bool:
    board.section(f"An office of {count:,} matters on {TITLES[name]}")
    if shutil.which("wrk") is None:
        board.note("skipped: `wrk` is missing (Debian: apt-get install wrk)")
        return True
    with tempfile.TemporaryDirectory(prefix="zhunsheng-bench-") as folder:
        free = shutil.disk_usage(folder).free
        if free < count * BYTES_A_MATTER:
            board.note(f"skipped: needs {count * BYTES_A_MATTER / 1e9:.0f} GB of {folder}")
            return True
        with _server(name) as server:
            small = _figures(board, Place(Path(folder) / "small", server, "small"), SMALL, ("8",))
            large = _figures(board, Place(Path(folder) / "large", server, "large"), count)
            _goals(board, small, large)
            _appended(board, Place(Path(folder) / "large", server, "large"))
            return _verified(board, Place(Path(folder) / "large", server, "large"))


@contextmanager
def _server(name: str) -> Iterator[str]:
    """Give the address of a PostgreSQL server of its own, without a database; "" for SQLite."""
    if name == SQLITE:
        yield ""
        return
    with Postgres() as server:
        yield server.url("")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an office lives: its data folder, and its database on a server ("": SQLite)."""

    home: Path
    server: str
    database: str

    def said(self, *words: str) -> Iterator[Said]:
        """Run one thing in this office and yield its lines as they come."""
        environment = {
            **os.environ,
            "ZHUNSHENG_HOME": str(self.home),
            "ZHUNSHENG_DATABASE_URL": f"{self.server}{self.database}" if self.server else "",
            "DJANGO_SETTINGS_MODULE": SETTINGS,
        }
        command = [sys.executable, "-c", RUN, *words]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for line in process.stdout:
                yield json.loads(line)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)


def _figures(
    board: Board, place: Place, count: int, connections: tuple[str, ...] = CONNECTIONS
) -> Figures:
    if place.server:
        create_database(place.server, place.database)
    for said in place.said("fill", str(count)):
        board.note(
            f"{said['matters']:,} matters, {said['events']:,} events, filled in"
            f" {said['wall']:,.0f} s ({said['cpu'] / said['matters'] * 1e3:.2f} ms of CPU each)"
        )
    found = Figures()
    for command in (("floor",), ("pages", *connections)):
        for said in place.said(*command):
            found.add(said)
            _print(board, said)
    return found


def _print(board: Board, said: Said) -> None:
    ratio = f"{said['ratio'][1]:5.1f} × hello" if "ratio" in said else ""
    board.note(
        f"{said['name']:<26}{said['connections']:>3} connections {said['rate']:>7,.0f}/s"
        f"  p50 {said['p50']:>6.1f}  p95 {said['p95']:>6.1f} (worst {said['worst']:.1f}) ms"
        f"  CPU {said['cpu']:>6.2f} ms {ratio}"
    )


def _goals(board: Board, small: Figures, large: Figures) -> None:
    for page in ("my day", *large.lists):
        board.single(f"{page}: CPU, × hello", large.ratio(page), "×", LIST_RATIO)
        board.single(f"{page}: p95 on 8 connections", large.p95(page), "ms", LIST_P95)
    deep, first = large.ratio("list, all, last page"), large.ratio("list, all")
    board.single("the last page beside the first: CPU", deep / first, "×", DEEP)
    board.single("matter: CPU, × hello", large.ratio("matter"), "×")
    board.single("matter: p95 on 8 connections", large.p95("matter"), "ms", MATTER_P95)
    for page in ("my day", *large.lists, "matter"):
        grown = large.ratio(page) / small.ratio(page)
        board.single(f"{page}: cost beside {SMALL:,} matters", grown, "×", GROWTH)


def _appended(board: Board, place: Place) -> None:
    for said in place.said("append", *CONNECTIONS):
        name = "acts, durable and chained" if said["name"] == "append" else "  beside plain inserts"
        goal = APPENDED if said["name"] == "append" and said["clients"] == CLIENTS else None
        board.single(f"{name}, {said['clients']} clients", said["rate"], "/s", goal)
        board.note(f"p50 {said['p50']:.1f}  p95 {said['p95']:.1f} ms")


def _verified(board: Board, place: Place) -> bool:
    (said,) = place.said("verify")
    board.single("verify the whole database", said["events"] / said["cpu"], "events/s", VERIFIED)
    return bool(said["fits"])


def main() -> int:
    """Measure what is named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.office")
    parser.add_argument("--matters", type=int, default=20_000)
    parser.add_argument("--database", choices=DATABASES, action="append")
    given = parser.parse_args()
    board = Board()
    fits = run(board, given.matters, tuple(given.database or DATABASES))
    board.close()
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
