"""Ledgers: rows of a year's decisions read from a workbook and from delimited text, and judged."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from bench.board import Board
from bench.matters import AS_OF, matters
from bench.stopwatch import measured
from zhunsheng.intake.gather import Wanted, gather
from zhunsheng.office import Office
from zhunsheng.procedures import procedures
from zhunsheng.record.record import Record

REPEATS = 3
Cell = str | date
# Each head with the kind of its event, the party of a service, and the fact in the cell, if any.
COLUMNS: Sequence[tuple[str, str, str, str]] = (
    ("事故日期", "injured", "", ""),
    ("申请日期", "applied", "", ""),
    ("申请人类别", "applied", "", "by"),
    ("受理日期", "accepted", "", ""),
    ("举证通知日期", "proof_requested", "", ""),
    ("单位举证日期", "proof_submitted", "", ""),
    ("中止日期", "suspended", "", ""),
    ("恢复日期", "resumed", "", ""),
    ("认定日期", "decided", "", ""),
    ("认定结论", "decided", "", "result"),
    ("送达职工日期", "served", "worker", ""),
    ("送达用人单位日期", "served", "employer", ""),
    ("抄送日期", "copied", "", ""),
)
CHOICES = {
    "worker": "职工",
    "relative": "近亲属",
    "employer": "用人单位",
    "determined": "认定工伤",
    "deemed": "视同工伤",
    "not_determined": "不予认定工伤",
}


def run(board: Board, count: int) -> None:
    """Measure reading, and reading and judging, of a ledger of `count` rows."""
    board.section(f"Ledger of {count:,} rows, {len(COLUMNS) + 2} columns")
    with tempfile.TemporaryDirectory() as folder:
        for path in (_workbook(Path(folder), count), _delimited(Path(folder), count)):
            _measure(board, path, count)


def _measure(board: Board, path: Path, count: int) -> None:
    office = Office()
    wanted = Wanted(procedures(), "work_injury")
    gathered = gather([path], wanted)
    reading = measured(lambda: gather([path], wanted), REPEATS)
    board.line(f"{path.suffix[1:]}: read", reading.rate(count), "rows/s")
    judging = measured(lambda: list(office.judge_all(gathered.records, AS_OF)), REPEATS)
    board.line(f"{path.suffix[1:]}: judge what was read", judging.rate(count), "rows/s")
    board.note(f"{len(gathered.records):,} records, {len(gathered.faults):,} faults")


def _rows(count: int) -> Iterator[list[Cell]]:
    yield ["案号", "职工姓名", *(title for title, _, _, _ in COLUMNS)]
    for record in matters(count):
        yield [record.matter, "虚构职工", *(_cell(record, *column[1:]) for column in COLUMNS)]


def _cell(record: Record, kind: str, party: str, fact: str) -> Cell:
    for event in record.events:
        decision = event.facts.get("of") in (None, "decision")
        if event.kind == kind and (not party or (event.facts.get("to") == party and decision)):
            return CHOICES.get(str(event.facts.get(fact)), "") if fact else event.happened_on
    return ""


def _workbook(folder: Path, count: int) -> Path:
    path = folder / "ledger.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    for row in _rows(count):
        sheet.append(row)
    book.save(path)
    return path


def _delimited(folder: Path, count: int) -> Path:
    path = folder / "ledger.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(_rows(count))
    return path
