"""Opens the engines the evaluation runs on, and puts the books on them.

DuckDB is the default. The same expressions run on Spark, local or a cluster, and on PostgreSQL
for small sets.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends import BaseBackend
from pyarrow import csv

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.books import Books, book_schemas

LOOPBACK = "127.0.0.1"
# A table of the books as it is handed in: Parquet (a file or a pattern), or rows in memory.
Given: TypeAlias = Path | pa.Table


@dataclass(frozen=True, slots=True)
class Resources:
    """What an engine may use: threads (nought: all), memory such as `2GB`, a folder to spill to."""

    threads: int = 0
    memory: str = ""
    spill: Path | None = None


NO_BOUNDS = Resources()


def open_duckdb(resources: Resources = NO_BOUNDS) -> BaseBackend:
    """Open DuckDB in memory; what does not fit in memory is spilled to the folder."""
    settings: dict[str, Any] = {"preserve_insertion_order": False}
    if resources.threads:
        settings["threads"] = resources.threads
    if resources.memory:
        settings["memory_limit"] = resources.memory
    if resources.spill is not None:
        settings["temp_directory"] = str(resources.spill)
    return ibis.duckdb.connect(**settings)


def spark_missing() -> str:
    """Say why Spark cannot start here; empty where PySpark and Java are found."""
    if find_spec("pyspark") is None:
        return "没有安装PySpark；请安装zhunsheng[spark]，或者改用DuckDB"
    home = os.environ.get("JAVA_HOME")
    if (home and (Path(home) / "bin" / "java").exists()) or shutil.which("java"):
        return ""
    return "没有找到Java：Spark需要Java 17或21；请安装后设置JAVA_HOME，或者改用DuckDB"


def open_spark(
    resources: Resources = NO_BOUNDS,
    *,
    master: str = "",
    settings: Mapping[str, str] | None = None,
) -> BaseBackend:
    """Open Spark: local on the threads given, or the cluster named by `master`.

    `settings` are Spark's own, for a cluster. Raises InputRefused where Java or PySpark is missing.
    """
    why = spark_missing()
    if why:
        raise InputRefused([Fault("引擎", "Spark", "不能启动", why, "装好后重试")])
    builder = import_module("pyspark.sql").SparkSession.builder.appName("zhunsheng")
    builder = builder.master(master or f"local[{resources.threads or '*'}]")
    for name, value in {**_local_settings(resources), **(settings or {})}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return ibis.pyspark.connect(session)


def open_postgres(address: str) -> BaseBackend:
    """Open PostgreSQL under an address such as `postgres://user@host/name`, for small sets."""
    return ibis.connect(address)


def books_on(engine: BaseBackend, given: Mapping[str, Given], *, month: int, as_of: date) -> Books:
    """Put the tables of the books on the engine; a table that is not given is empty.

    A Parquet file stays where it is; rows in memory are handed over.
    """
    schemas = {name: ibis.schema(schema) for name, schema in book_schemas().items()}
    tables = {
        name: _placed(engine, name, given.get(name, schema.to_pyarrow().empty_table()))
        for name, schema in schemas.items()
    }
    return Books(month=month, as_of=as_of, tables=tables)


def _placed(engine: BaseBackend, name: str, given: Given) -> ir.Table:
    if isinstance(given, Path) and engine.name != "postgres":
        return engine.read_parquet(str(given), table_name=name)
    rows = pq.read_table(given) if isinstance(given, Path) else given
    if engine.name == "duckdb":
        engine.con.register(name, rows)
    elif engine.name == "pyspark":
        engine._session.createDataFrame(rows).createOrReplaceTempView(name)
    else:
        engine.con.execute(f'DROP TABLE IF EXISTS "{name}"')
        engine.create_table(name, schema=ibis.schema(rows.schema))
        _copied(engine, name, rows)
    return engine.table(name)


def _copied(engine: BaseBackend, name: str, rows: pa.Table) -> None:
    """Hand the rows to PostgreSQL as one CSV stream."""
    text = BytesIO()
    csv.write_csv(rows, text)
    with (
        engine.con.cursor() as cursor,
        cursor.copy(f'COPY "{name}" FROM STDIN (FORMAT csv, HEADER)') as copy,
    ):
        copy.write(text.getvalue())
    engine.con.commit()


def _local_settings(resources: Resources) -> dict[str, str]:
    chosen = {
        "spark.driver.bindAddress": LOOPBACK,
        "spark.driver.host": LOOPBACK,
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "false",
        "spark.driver.memory": resources.memory.removesuffix("B").lower() or "2g",
        "spark.sql.shuffle.partitions": str(resources.threads or 4),
    }
    if resources.spill is not None:
        chosen["spark.local.dir"] = str(resources.spill)
    return chosen
