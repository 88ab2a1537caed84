"""A month judged and rated from small books, as a run on disk; no warehouse behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from tests.wages.small import AS_OF, MONTH, Row, attended, books, clean, fee, line, receipt
from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages.books import Books
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.load import Load
from zhunsheng.wages.monitor import Monitor, Order
from zhunsheng.wages.scheme import Scheme
from zhunsheng.wages.scheme_file import default_scheme
from zhunsheng.wages.shapes import Run

LOAD = Load(1, datetime(2026, 1, 4, 9, tzinfo=UTC), "周敏", "默认", True, files=(), tables={})


@dataclass(slots=True)
class Stock:
    """What stands in the warehouse's place: rows in memory, the names of people and sites."""

    rows: Mapping[str, Sequence[Row]] = field(default_factory=clean)
    empty: bool = False

    def loads(self, known_on: date | None = None) -> tuple[Load, ...]:
        return () if self.empty or (known_on and known_on < LOAD.at.date()) else (LOAD,)

    def books(
        self, month: int, *, as_of: date, known_on: date | None, engine: BaseBackend
    ) -> Books:
        return books(self.rows, month=month, as_of=as_of, connection=engine)

    def registry(self, name: str, engine: BaseBackend, known_on: date | None) -> ir.Table:
        if name == "sites":
            rows = [(row["project"], f"益建{row['project']:03d}") for row in self.rows["projects"]]
            made = ibis.memtable(rows, schema={"project": "int32", "code": "string"})
        else:
            numbers = sorted({row["worker"] for row in self.rows["roster"]} | set(range(1, 40)))
            people = [(one, f"4309**********{one:04d}", f"李虚构{one}") for one in numbers]
            kinds = {"worker": "int32", "mask": "string", "name": "string"}
            made = ibis.memtable(people, schema=kinds)
        engine.con.register(f"registry_{name}", made.to_pyarrow())
        return engine.table(f"registry_{name}")


def monitor(folder: Path, stock: Stock, scheme: Scheme | None = None) -> Monitor:
    return Monitor(
        folder,
        stock,  # type: ignore[arg-type]
        load_law(),
        load_calendar(),
        scheme or default_scheme(CHECKS),
    )


def order(month: int = MONTH, as_of: date = AS_OF, **more: Any) -> Order:
    return replace(Order(month, as_of, datetime(2026, 1, 5, 10, tzinfo=UTC), "周敏"), **more)


def run_once(folder: Path, rows: Mapping[str, Sequence[Row]], **more: Any) -> Run:
    return monitor(folder, Stock(rows)).run(order(**more))


def lasting(*months: int, workers: int = 12) -> dict[str, list[Row]]:
    """The clean project over several months: attended, listed and paid each month."""
    rows: dict[str, list[Row]] = {name: list(table) for name, table in clean(workers).items()}
    spans = {number: range(1, 24 - number % 6) for number in range(1, workers + 1)}
    for name in ("attendance_months", "payroll", "receipts", "flows"):
        rows[name] = []
    for month in months:
        for number, days in spans.items():
            count, amount = len(days), 30_000 * len(days)
            rows["attendance_months"].append(attended(number, days=days, month=month))
            rows["payroll"].append(line(number, days=count, month=month))
            rows["receipts"].append(receipt(number, amount=amount, month=month))
        wages = sum(30_000 * len(days) for days in spans.values())
        rows["flows"].append(fee(wages + 1, month=month))
    return rows
