"""An invented month of wages as the warehouse keeps it: typed, sorted Parquet, of any size.

Written in pieces of 400,000 workers, so that a hundred million rows of attendance need no more
memory than ten million. Three projects of ten are untidy (workers not registered, not listed, not
paid), six of a hundred pay half; on one of ten a worker is on another site at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.wages.books import book_schemas
from zhunsheng.wages.months import first_day, last_day

MONTH = 2025 * 12 + 10
AS_OF = date(2026, 1, 10)
PRESENT, PIECE = 0.72, 400_000
WORKERS_A_PROJECT = 100
SHARED = 1000
ROW_GROUP = 500_000
HOURS = np.array([480, 480, 480, 540, 600, 240], dtype=np.int32)
EPOCH = date(1970, 1, 1)
DAY_SECONDS, MINUTE = 86_400, 60
ABSENT, UNREGISTERED, UNLISTED, MORE_DAYS, PARTLY = 0.02, 0.015, 0.03, 0.03, 0.02
BAD, UNTIDY, PAID_BY_BAD, UNPAID = 0.06, 0.3, 0.5, 0.015
SPLIT, EARLIER, ROAMING, MANAGERS = 0.15, 0.01, 10, 0.03
KINDS = np.array(["day", "day", "day", "day", "hour", "month"])
TEAMS = np.array([f"{number}班" for number in range(1, 9)])
NAMES = np.array(["赵大山", "钱建国", "孙志强", "李小军", "周春生", "吴有才"])

Columns = Mapping[str, "np.ndarray | pa.Array | str | int | None"]


@dataclass(frozen=True, slots=True)
class Month:
    """Where the tables of the month lie, and how many rows of attendance there are."""

    folder: Path
    rows: int
    workers: int
    projects: int

    @property
    def tables(self) -> dict[str, Path]:
        """Return the files by table name."""
        return {path.stem: path for path in self.folder.glob("*.parquet")}


def schema_of(name: str) -> pa.Schema:
    """Return the schema the books want."""
    return ibis.schema(book_schemas()[name]).to_pyarrow()


class Writers:
    """One open file a table; rows are added piece by piece."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._schemas = {name: schema_of(name) for name in book_schemas()}
        self._open = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
            for name, schema in self._schemas.items()
        }

    def add(self, name: str, columns: Columns) -> int:
        """Add rows; a column that is not given is null. Return how many rows were added."""
        schema = self._schemas[name]
        length = next(len(column) for column in columns.values() if hasattr(column, "__len__"))
        arrays = [_column(columns.get(field.name), field.type, length) for field in schema]
        rows = pa.Table.from_arrays(arrays, schema=schema)
        self._open[name].write_table(rows, row_group_size=ROW_GROUP)
        return length

    def close(self) -> None:
        """Close every file."""
        for writer in self._open.values():
            writer.close()


def _column(given: object, kind: pa.DataType, length: int) -> pa.Array:
    if given is None:
        return pa.nulls(length, kind)
    if isinstance(given, (str, int)):
        return pa.repeat(pa.scalar(given, kind), length)
    if isinstance(given, pa.Array):
        return given.cast(kind)
    if kind == pa.date32():
        return pa.array(given.astype(np.int32)).cast(kind)
    return pa.array(given).cast(kind)


@dataclass(slots=True)
class Piece:
    """The workers of one piece, sorted by project: who, what they did, what is claimed."""

    random: np.random.Generator
    project: np.ndarray
    worker: np.ndarray
    minutes: np.ndarray
    rate: np.ndarray
    kind: np.ndarray
    manager: np.ndarray
    untidy: np.ndarray

    @property
    def days(self) -> np.ndarray:
        """Return the days attended."""
        return np.count_nonzero(self.minutes, axis=1).astype(np.int64)

    def some(self, share: float) -> np.ndarray:
        """Return a flag for each worker, true for about the share, on untidy projects only."""
        return (self.random.random(len(self.worker)) < share / UNTIDY) & self.untidy


def make_month(folder: Path, rows: int, seed: int = 1) -> Month:
    """Write a month of about so many rows of attendance into the folder, which must not exist."""
    days = (last_day(MONTH) - first_day(MONTH)).days + 1
    workers = round(rows / (days * PRESENT * (1 - ABSENT)))
    projects = max(workers // WORKERS_A_PROJECT, 1)
    random = np.random.default_rng(seed)
    project = np.sort(random.integers(0, projects, workers)).astype(np.int32)
    bad, untidy = random.random(projects) < BAD, random.random(projects) < UNTIDY
    writers, written = Writers(folder), 0
    totals = np.zeros(projects, dtype=np.int64)
    for begin, end in _pieces(project):
        piece = _piece(random, project[begin:end], begin, untidy)
        written += _attendance(writers, piece)
        _roster(writers, piece)
        totals += _pay(writers, piece, bad)
    _sites(writers, totals, random)
    writers.close()
    return Month(folder, written, workers, projects)


def _pieces(project: np.ndarray) -> Iterator[tuple[int, int]]:
    """Cut where a project ends."""
    begin = 0
    while begin < len(project):
        end = min(begin + PIECE, len(project))
        if end < len(project):
            end = int(np.searchsorted(project, project[end], side="left"))
        yield begin, end
        begin = end


def _piece(
    random: np.random.Generator, project: np.ndarray, begin: int, untidy: np.ndarray
) -> Piece:
    count, days = len(project), (last_day(MONTH) - first_day(MONTH)).days + 1
    worker = np.arange(begin, begin + count, dtype=np.int32)
    opens = np.r_[begin > 0, project[1:] != project[:-1]]  # the first of a project, but not of all
    worker = worker - (opens & (project % ROAMING == ROAMING - 1))
    there = random.random((count, days), dtype=np.float32) < PRESENT
    there[random.random(count) < ABSENT] = False
    minutes = np.where(there, random.choice(HOURS, (count, days)), 0).astype(np.int32)
    kind = random.integers(0, len(KINDS), count)
    rates = np.select([KINDS[kind] == "hour", KINDS[kind] == "month"], [10, 2_600], 100)
    rate = random.integers(240, 480, count) * rates
    manager = random.random(count) < MANAGERS
    return Piece(random, project, worker, minutes, rate, KINDS[kind], manager, untidy[project])


def _attendance(writers: Writers, the: Piece) -> int:
    at, day = np.nonzero(the.minutes)
    minutes = the.minutes[at, day]
    date_ = day + (first_day(MONTH) - EPOCH).days
    begun = date_.astype(np.int64) * DAY_SECONDS
    begun += the.random.integers(390, 480, len(at)) * MINUTE
    ended = begun + (minutes.astype(np.int64) + MINUTE) * MINUTE
    row = np.arange(len(at), dtype=np.int32)
    moments = {"first_in": begun, "last_out": ended}
    stamps = {name: pa.array(value, pa.timestamp("s")) for name, value in moments.items()}
    who = {"project": the.project[at], "worker": the.worker[at]}
    writers.add(
        "attendance",
        {**who, "day": date_, "hours": minutes, **stamps, "load": 1, "file": 0, "row": row},
    )
    _attendance_months(writers, the)
    return len(at)


def _attendance_months(writers: Writers, the: Piece) -> None:
    there = the.minutes > 0
    bits = np.left_shift(np.int64(1), np.arange(the.minutes.shape[1]))
    some = there.any(axis=1)
    writers.add(
        "attendance_months",
        {
            "project": the.project[some],
            "worker": the.worker[some],
            "month": MONTH,
            "mask": there[some] @ bits,
            "days": the.days[some],
            "minutes": the.minutes[some].sum(axis=1),
            "longest": the.minutes[some].max(axis=1),
        },
    )


def _roster(writers: Writers, the: Piece) -> None:
    on = ~the.some(UNREGISTERED)
    count = int(on.sum())
    begun = (first_day(MONTH) - EPOCH).days - the.random.integers(1, 300, count)
    unsigned = the.some(ABSENT)[on]
    gone = the.random.random(count) >= ABSENT
    left = (last_day(MONTH) - EPOCH).days - the.random.integers(0, 10, count)
    cards = the.worker[on] - (the.worker[on] % SHARED == 0)
    writers.add(
        "roster",
        {
            "project": the.project[on],
            "firm": "91439900MA0000001Y",
            "team": TEAMS[the.worker[on] % len(TEAMS)],
            "worker": the.worker[on],
            "name": NAMES[the.worker[on] % len(NAMES)],
            "role": np.where(the.manager[on], "manager", "worker"),
            "work_type": "普工",
            "card": np.maximum(cards, 0),
            "contract_signed_on": pa.array(begun, pa.int32(), mask=unsigned),
            "rate_kind": the.kind[on],
            "rate": the.rate[on],
            "entered_on": begun,
            "left_on": pa.array(left, pa.int32(), mask=gone),
            **_origin(count),
        },
    )


def _origin(count: int) -> dict[str, np.ndarray | int]:
    return {"load": 1, "file": 0, "row": np.arange(count, dtype=np.int32)}


def _pay(writers: Writers, the: Piece, bad: np.ndarray) -> np.ndarray:
    """Write the payroll and the receipts of a piece; return what is owed by project."""
    claimed = the.days + np.where(the.some(MORE_DAYS), the.random.integers(1, 4, len(the.days)), 0)
    listed = ~the.some(UNLISTED) & (claimed > 0) & ~the.manager
    due = claimed * np.select(
        [the.kind == "hour", the.kind == "month"], [the.rate * 8, the.rate // 26], the.rate
    )
    meals = np.where(the.worker % 2 == 0, claimed * 1_200, 0)
    at = np.flatnonzero(listed)
    who = {"project": the.project[at], "worker": the.worker[at]}
    net = (due - meals)[at]
    writers.add(
        "payroll",
        {
            **who,
            "name": NAMES[the.worker[at] % len(NAMES)],
            "wage_month": MONTH,
            "days": claimed[at] * 100,
            "hours": the.minutes[at].sum(axis=1),
            "due": due[at],
            "deductions": meals[at],
            "paid": net,
            **_origin(len(at)),
        },
    )
    _earlier(writers, the)
    _receipts(writers, the, at, net, bad)
    return np.bincount(who["project"], net, minlength=len(bad)).astype(np.int64)


def _earlier(writers: Writers, the: Piece) -> None:
    """List some workers for the month before, who were not paid then."""
    at = np.flatnonzero(the.some(EARLIER) & ~the.manager)
    writers.add(
        "payroll",
        {
            "project": the.project[at],
            "worker": the.worker[at],
            "wage_month": MONTH - 1,
            "days": 2_000,
            "due": the.rate[at] * 2,
            **_origin(len(at)),
        },
    )


def _receipts(
    writers: Writers, the: Piece, at: np.ndarray, net: np.ndarray, bad: np.ndarray
) -> None:
    badly = bad[the.project[at]] & (the.random.random(len(at)) < PAID_BY_BAD)
    got = ~badly & ~the.some(UNPAID)[at]
    part = np.where(the.some(PARTLY)[at], 2, 1)
    amount, place = (net // part)[got], at[got]
    split = the.random.random(len(place)) < SPLIT
    half = np.where(split, amount // 2, 0)
    every = np.concatenate([place, place[split]])
    order = np.argsort(every, kind="stable")
    every, amounts = every[order], np.concatenate([amount - half, half[split]])[order]
    count = len(every)
    paid_on = (last_day(MONTH) - EPOCH).days + the.random.integers(5, 15, count)
    writers.add(
        "receipts",
        {
            "project": the.project[every],
            "worker": the.worker[every],
            "name": NAMES[the.worker[every] % len(NAMES)],
            "card": the.worker[every],
            "amount": amounts,
            "paid_on": paid_on,
            "wage_month": MONTH,
            "payer": np.where(the.some(ABSENT)[every], "cash", "account"),
            "voucher": "HD",
            "succeeded": np.ones(count, dtype=bool),
            **_origin(count),
        },
    )


def _sites(writers: Writers, totals: np.ndarray, random: np.random.Generator) -> None:
    """Write what there is one row or a few of a project."""
    count = len(totals)
    project = np.arange(count, dtype=np.int32)
    started = np.full(count, (first_day(MONTH) - EPOCH).days - 300)
    missing = random.random(count) < BAD
    price = totals * 40
    writers.add(
        "projects",
        {
            "project": project,
            "project_name": "工程",
            "district": "松坡区",
            "owner_kind": "government",
            "contractor": "建筑公司",
            "price": price,
            "contract_signed_on": started - 30,
            "permitted_on": started,
            "started_on": started,
            "state": "building",
            "agreement_on": started,
            "account_opened_on": pa.array(started, pa.int32(), mask=missing),
            "pay_day": random.integers(10, 26, count),
            "wage_officer": pa.array(np.full(count, "某某"), mask=random.random(count) < BAD),
            "notice_board_on": pa.array(started, pa.int32(), mask=random.random(count) < BAD),
            **_origin(count),
        },
    )
    writers.add(
        "deposits",
        {
            "project": project,
            "voucher": "BZ",
            "form": "cash",
            "required": price // 50,
            "amount": np.where(missing, price // 100, price // 50),
            "stored_on": started,
            **_origin(count),
        },
    )
    _flows(writers, totals, random)


def _flows(writers: Writers, totals: np.ndarray, random: np.random.Generator) -> None:
    count = len(totals)
    short = random.random(count) < BAD
    day = (first_day(MONTH) - EPOCH).days
    fee = np.where(short, totals // 2, totals * 11 // 10)
    for flow, amount, when in (
        ("labor_fee_in", fee, day + 23),
        ("wages_out", np.minimum(fee, totals), day + 42),
    ):
        writers.add(
            "flows",
            {
                "project": np.arange(count, dtype=np.int32),
                "day": np.full(count, when),
                "flow": flow,
                "amount": amount,
                "for_month": MONTH,
                "voucher": flow,
                **_origin(count),
            },
        )
