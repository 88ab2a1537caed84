"""A Parquet file's own days, moments and numbers are taken as they are, and weighed like texts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.wages import exports
from tests.wages.exports import person
from zhunsheng.base.errors import InputRefused
from zhunsheng.wages.load import Load
from zhunsheng.wages.warehouse import Warehouse

MOMENT = datetime.fromisoformat("2025-11-03T07:30:00")


def days(folder: Path, **columns: pa.Array) -> tuple[Warehouse, Load]:
    return loaded(folder, "考勤记录", {"day": pa.array([date(2025, 11, 3)]), **columns})


def loaded(folder: Path, name: str, columns: dict[str, pa.Array]) -> tuple[Warehouse, Load]:
    size = len(next(iter(columns.values())))
    of = {"project": pa.array(["P1"] * size), "worker": pa.array([person(1)] * size), **columns}
    path = folder / f"{name}.parquet"
    pq.write_table(pa.table(of), path)
    store = exports.warehouse(folder)
    return store, exports.load(store, path, keep_good=True)


@pytest.mark.parametrize(
    "hours",
    [
        *(pa.array([7.5]), pa.array([Decimal("7.50")]), pa.array(["7.5"]), pa.array(["7:30"])),
        *(pa.array(["7.5"]).dictionary_encode(), pa.array([" 7.5 "], pa.large_string())),
    ],
    ids=str,
)
def test_a_number_is_the_same_in_every_type(tmp_path: Path, hours: pa.Array) -> None:
    store, _ = days(tmp_path, hours=hours)
    assert [row["hours"] for row in exports.table(store, "attendance")] == [450]


@pytest.mark.parametrize(
    ("column", "array", "fault"),
    [
        ("hours", pa.array([-1]), "negative"),
        ("hours", pa.array([float("nan")]), "no_number"),
        ("hours", pa.array([1e300]), "no_number"),
        ("hours", pa.array([10**6]), "too_large"),
        ("hours", pa.array([10**9]), "no_number"),
        ("day", pa.array([date(1900, 1, 1)]), "far_day"),
        ("day", pa.array([None], pa.date32()), "missing"),
        ("first_in", pa.array([datetime.fromisoformat("1900-01-01")]), "far_day"),
    ],
)
def test_a_typed_cell_is_weighed(tmp_path: Path, column: str, array: pa.Array, fault: str) -> None:
    store, load = days(tmp_path, **{column: array})
    assert (load.rows, load.refused) == (1, 1)
    [cell], _ = store.refused(load.number, 0, 9)
    assert (cell["column"], cell["fault"], cell["row"]) == (column, fault, 1)


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_moments_of_every_unit_are_read(tmp_path: Path, unit: str) -> None:
    moments = pa.array([MOMENT], pa.timestamp(unit))
    store, _ = days(tmp_path, first_in=moments, last_out=moments)
    [row] = exports.table(store, "attendance")
    assert (row["first_in"], row["hours"]) == (MOMENT, 0)


def test_money_in_any_number_is_exact(tmp_path: Path) -> None:
    arrays: dict[str, Any] = {
        "wage_month": pa.array([202511, 202512]),
        "due": pa.array([5000.1, 0.29]),
        "paid": pa.array([Decimal("5000.10"), Decimal("0.29")]),
        "deductions": pa.array([0, 12]),
    }
    store, load = loaded(tmp_path, "工资表", arrays)
    assert load.refused == 0
    rows = {row["wage_month"]: row for row in exports.table(store, "payroll")}
    assert [(row["due"], row["paid"], row["deductions"]) for row in rows.values()] == [
        (500_010, 500_010, 0),
        (29, 29, 1200),
    ]


@pytest.mark.parametrize(
    ("column", "array"),
    [
        ("worker", pa.array([1.5])),
        ("first_in", pa.array([MOMENT], pa.timestamp("us", "UTC"))),
        ("first_in", pa.array([1])),
        ("day", pa.array([20251103])),
        ("hours", pa.array([b"8"])),
        ("terminal", pa.array([{"a": 1}])),
    ],
)
def test_a_type_that_would_be_guessed_at_is_refused(
    tmp_path: Path, column: str, array: pa.Array
) -> None:
    with pytest.raises(InputRefused, match=f"“{column}”列：类型是"):
        days(tmp_path, **{column: array})
