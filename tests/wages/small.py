"""Builds the books of a small invented city from rows written as literals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends import BaseBackend

from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages.books import Books, book_schemas
from zhunsheng.wages.engines import books_on, open_duckdb
from zhunsheng.wages.months import first_day, read_month
from zhunsheng.wages.terms import Terms, read_terms

Row = Mapping[str, Any]

MONTH = read_month("2025-11")
AS_OF = date(2026, 1, 5)  # the pay day of November and the end of December are past


def arrow_tables(rows: Mapping[str, Sequence[Row]]) -> dict[str, pa.Table]:
    """Make every table of the books, in the kept types; what a row leaves out is null."""
    tables = {}
    for name, schema in book_schemas().items():
        kept = ibis.schema(schema).to_pyarrow()
        numbered = [
            {**dict.fromkeys(schema), "load": 1, "file": 0, "row": place, **row}
            for place, row in enumerate(rows.get(name, ()), start=2)
        ]
        picked = [{column: row[column] for column in schema} for row in numbered]
        tables[name] = pa.Table.from_pylist(picked, schema=kept)
    return tables


def books(
    rows: Mapping[str, Sequence[Row]],
    *,
    month: int = MONTH,
    as_of: date = AS_OF,
    connection: BaseBackend | None = None,
) -> Books:
    """Make the books on DuckDB, or on the connection handed in."""
    engine = connection if connection is not None else open_duckdb()
    return books_on(engine, arrow_tables(rows), month=month, as_of=as_of)


def terms(month: int = MONTH, as_of: date = AS_OF) -> Terms:
    """The numbers of the month, from the statutes of the project."""
    return read_terms(month, as_of, law=load_law(), calendar=load_calendar())


def project(number: int = 1, **more: Any) -> Row:
    """A project with everything in order: 600 days running, all paper there."""
    return {
        "project": number,
        "project_name": f"第{number}工程",
        "district": "资阳区",
        "owner_kind": "private",
        "contractor": "湖南某建筑有限公司",
        "price": 2_000_000_000,
        "contract_signed_on": date(2024, 3, 1),
        "permitted_on": date(2024, 4, 1),
        "started_on": date(2024, 4, 10),
        "state": "building",
        "agreement_on": date(2024, 3, 10),
        "account_opened_on": date(2024, 3, 12),
        "account_tail": "1234",
        "pay_day": 15,
        "wage_officer": "周某",
        "notice_board_on": date(2024, 4, 10),
        "deposit_exempt": False,
        "emergency": False,
        **more,
    }


def deposit(project: int = 1, **more: Any) -> Row:
    """A deposit large enough for the project above."""
    return {
        "project": project,
        "voucher": f"D{project}",
        "form": "guarantee",
        "required": 30_000_000,
        "amount": 30_000_000,
        "stored_on": date(2024, 4, 8),
        "expires_on": date(2027, 4, 8),
        "used": 0,
        **more,
    }


def worker(number: int, project: int = 1, **more: Any) -> Row:
    """A worker on the roster at 300 yuan a day, with a contract and a card of his own."""
    return {
        "project": project,
        "firm": "91430900MA4TEST011",
        "team": "钢筋一班",
        "worker": number,
        "role": "worker",
        "card": 1000 + number,
        "contract_signed_on": date(2024, 4, 10),
        "rate_kind": "day",
        "rate": 30_000,
        "entered_on": date(2024, 4, 10),
        **more,
    }


def attended(
    number: int,
    project: int = 1,
    *,
    days: Sequence[int] = range(1, 23),
    month: int = MONTH,
    **more: Any,
) -> Row:
    """A row of attendance months: eight hours on each of the days of the month."""
    return {
        "project": project,
        "worker": number,
        "month": month,
        "mask": sum(1 << (day - 1) for day in days),
        "days": len(days),
        "minutes": 480 * len(days),
        "longest": 480 if days else 0,
        **more,
    }


def line(number: int, project: int = 1, *, days: int = 22, month: int = MONTH, **more: Any) -> Row:
    """A line of the payroll: the days at 300 yuan."""
    return {
        "project": project,
        "firm": "91430900MA4TEST011",
        "worker": number,
        "wage_month": month,
        "days": days * 100,
        "hours": days * 480,
        "due": 30_000 * days,
        "deductions": 0,
        "paid": 30_000 * days,
        **more,
    }


def receipt(
    number: int, project: int = 1, *, amount: int = 660_000, month: int | None = MONTH, **more: Any
) -> Row:
    """A receipt of the bank: paid from the account on the tenth of the month after."""
    paid_on = first_day((month or MONTH) + 1).replace(day=10)
    return {
        "project": project,
        "worker": number,
        "card": 1000 + number,
        "amount": amount,
        "paid_on": paid_on,
        "wage_month": month,
        "payer": "account",
        "voucher": f"R{project}-{number}-{month}",
        "succeeded": True,
        **more,
    }


def fee(amount: int, project: int = 1, *, month: int = MONTH, **more: Any) -> Row:
    """The owner's labor fee of the month, paid in on the fifth of the month after."""
    return {
        "project": project,
        "day": first_day(month + 1).replace(day=5),
        "flow": "labor_fee_in",
        "amount": amount,
        "for_month": month,
        "voucher": f"F{project}-{month}",
        **more,
    }


def clean(workers: int = 12) -> dict[str, list[Row]]:
    """One project without a fault: each worker attended, was listed and was paid in time.

    The sums differ from worker to worker.
    """
    spans = {number: range(1, 24 - number % 6) for number in range(1, workers + 1)}
    wages = sum(30_000 * len(days) for days in spans.values())
    return {
        "projects": [project()],
        "deposits": [deposit()],
        "roster": [worker(number) for number in spans],
        "attendance_months": [attended(number, days=days) for number, days in spans.items()],
        "payroll": [line(number, days=len(days)) for number, days in spans.items()],
        "receipts": [receipt(number, amount=30_000 * len(days)) for number, days in spans.items()],
        "flows": [
            fee(wages + 1),
            {
                "project": 1,
                "day": date(2025, 12, 10),
                "flow": "wages_out",
                "amount": wages,
                "for_month": MONTH,
                "voucher": "W1",
            },
        ],
    }


class Compiled:
    """Asks the same of many small cities: written as SQL once, the tables handed over anew."""

    def __init__(self, **asked: Callable[[Books, Terms], ir.Table]) -> None:
        self.engine = open_duckdb()
        made = books({}, connection=self.engine)
        self.sql = {name: self.engine.compile(ask(made, terms())) for name, ask in asked.items()}

    def ask(self, name: str, rows: Mapping[str, Sequence[Row]]) -> list[dict[str, Any]]:
        """The rows of the answer for the city."""
        for table, content in arrow_tables(rows).items():
            self.engine.con.register(table, content)
        answer: list[dict[str, Any]] = (
            self.engine.con.execute(self.sql[name]).to_arrow_table().to_pylist()
        )
        return answer
