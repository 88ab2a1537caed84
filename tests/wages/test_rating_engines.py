"""The rating gives the same rows on DuckDB, Spark and PostgreSQL, over two months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from ibis.backends import BaseBackend

from tests.harness.postgres import Postgres, create_database
from tests.wages.schemes import MONTH
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.engines import (
    Resources,
    open_duckdb,
    open_postgres,
    open_spark,
    spark_missing,
)
from zhunsheng.wages.rating import rate
from zhunsheng.wages.scheme_file import default_scheme

pytestmark = pytest.mark.slow
STATES = ("building", "building", "building", "suspended", "completed", "not_started", None)


def month(seed: int) -> pa.Table:
    """Two hundred projects, most without a fault, some with few."""
    chance = Random(seed)
    rows = [
        {
            "project": number,
            "state": chance.choice(STATES),
            "emergency": chance.random() < 0.1,
            "has_attendance": chance.random() < 0.9,
            "has_payroll": chance.random() < 0.9,
            **dict.fromkeys(("rostered", "attending", "listed"), chance.randrange(1, 30)),
            **{f"n_{check}": chance.choice([0] * 60 + [1, 2, 9]) for check in CHECKS},
        }
        for number in range(200)
    ]
    return pa.Table.from_pylist(rows)


def handed_over(engine: BaseBackend, name: str, rows: pa.Table) -> Any:
    if engine.name == "pyspark":
        engine._session.createDataFrame(rows).createOrReplaceTempView(name)
    elif engine.name == "duckdb":
        engine.con.register(name, rows)
    else:
        engine.create_table(name, rows)
    return engine.table(name)


def rated(engine: BaseBackend) -> list[dict[str, Any]]:
    """Rate two months one after the other and return all rows of the second and the first."""
    rules = default_scheme(CHECKS).rules(MONTH)
    first = rate(handed_over(engine, "month_one", month(1)), rules).order_by("project")
    before = first.to_pyarrow()
    given = handed_over(engine, "rated_before", before)
    later = replace(rules, month=MONTH + 1)
    second = rate(handed_over(engine, "month_two", month(2)), later, given).order_by("project")
    return [*second.to_pyarrow().to_pylist(), *before.to_pylist()]


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    return rated(open_duckdb())


def test_the_months_hold_every_color(expected: list[dict[str, Any]]) -> None:
    assert {row["color"] for row in expected} == {"green", "yellow", "red", "grey"}
    assert {row["color_months"] for row in expected} == {1, 2}


@pytest.mark.skipif(bool(spark_missing()), reason=spark_missing())
def test_spark_rates_as_duckdb_does(expected: list[dict[str, Any]]) -> None:
    engine = open_spark(Resources(threads=2, memory="1GB"))
    assert rated(engine) == expected


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with Postgres() as server:
        yield server


def test_postgresql_rates_as_duckdb_does(server: Postgres, expected: list[dict[str, Any]]) -> None:
    engine = open_postgres(create_database(server.url(""), "rating"))
    assert rated(engine) == expected
