"""The books of one month: the tables of the monitor as they were known on a day, as expressions.

Every part that evaluates reads these and nothing else, so a check never knows a file or a folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import ibis.expr.types as ir

from zhunsheng.wages.tables import (
    ATTENDANCE_MONTHS,
    PROJECT,
    TABLES,
    WORKER,
    Column,
    Table,
    kept_schema,
)

# What was written off by a decision: the fen of a wage month that will not be claimed, and why.
WRITE_OFFS = Table(
    "written_off",
    "工资核销",
    (
        PROJECT,
        WORKER,
        Column("wage_month", "工资月份", "month", required=True),
        Column("amount", "核销金额", "yuan", required=True),
        Column("reason", "核销理由", required=True),
        Column("day", "决定日期", "day", required=True),
    ),
    key=("project", "worker", "wage_month"),
)
WRITTEN_OFF: Mapping[str, str] = MappingProxyType(
    {
        "project": "int32",
        "worker": "int32",
        "wage_month": "int32",
        "amount": "int64",
        "reason": "string",
        "day": "date",
    }
)


@dataclass(frozen=True, slots=True)
class Books:
    """The tables by name; `month` is the month judged, `as_of` the day on which it is judged.

    `tables` holds every name of TABLES but `passes` (they are attendance rows by now), with the
    columns of `kept_schema`; `attendance_months` with ATTENDANCE_MONTHS; `written_off` with
    WRITTEN_OFF. Money is int64 of fen, hours are int32 of minutes, days int32 of hundredths.
    """

    month: int
    as_of: date
    tables: Mapping[str, ir.Table]


def book_schemas() -> dict[str, dict[str, str]]:
    """Return table name → column → Ibis type, for every table the books hold."""
    schemas = {name: kept_schema(table) for name, table in TABLES.items() if name != "passes"}
    months, written_off = dict(ATTENDANCE_MONTHS), dict(WRITTEN_OFF)
    return {**schemas, "attendance_months": months, "written_off": written_off}
