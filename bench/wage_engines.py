"""One engine judging one month, in a process of its own: `python -m bench.wage_engines`.

Its words: job, engine, repeats, folders. Prints one line of JSON: the seconds of each repeat (wall
and CPU), and the sums that every engine must agree on. The parent (wages.py) watches the memory
from outside.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from bench.stopwatch import tree_seconds
from bench.wage_books import AS_OF, MONTH
from bench.wage_sums import Sums, sums_of
from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages.books import Books
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.engines import Resources, books_on, open_duckdb, open_spark
from zhunsheng.wages.evaluate import evaluate, judged_projects, judged_workers, not_evaluated
from zhunsheng.wages.facts import compacted
from zhunsheng.wages.rating import rate
from zhunsheng.wages.scheme import Rules
from zhunsheng.wages.scheme_file import default_scheme
from zhunsheng.wages.terms import Terms, read_terms

MEMORY = "2GB"
BY_HAND = ("polars", "pandas")
# What the checks read of the large tables.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "attendance": ("project", "worker", "day", "hours"),
    "attendance_months": ("project", "worker", "month", "mask", "days", "minutes", "longest"),
    "roster": (
        *("project", "worker", "firm", "team", "role", "card", "contract_signed_on", "rate_kind"),
        *("rate", "entered_on", "left_on"),
    ),
    "payroll": (
        *("project", "worker", "wage_month", "days", "hours", "due", "deductions", "paid"),
        "back_pay_of",
    ),
    "receipts": (
        *("project", "worker", "card", "amount", "paid_on", "wage_month", "payer", "succeeded"),
    ),
    "flows": ("project", "day", "flow", "amount", "for_month"),
}
READ: Mapping[str, str] = {
    "string": "sum(strlen({0}))",
    "date": "sum({0} - DATE '1970-01-01')",
    "boolean": "count(*) FILTER ({0})",
}


@dataclass(frozen=True, slots=True)
class Judge:
    """One month on one engine, and what it is judged by."""

    engine: BaseBackend
    tables: Mapping[str, Path]
    terms: Terms
    rules: Rules

    def books(self, **other: Path) -> Books:
        """Return the books, with other files for some of the tables."""
        return books_on(self.engine, {**self.tables, **other}, month=MONTH, as_of=AS_OF)

    def rated(self, projects: ir.Table) -> Sums:
        """Rate the projects, and sum what was found."""
        found = projects.to_pyarrow()
        if self.engine.name == "duckdb":
            self.engine.con.register("judged", found)
        else:
            self.engine._session.createDataFrame(found).createOrReplaceTempView("judged")
        return sums_of(found, rate(self.engine.table("judged"), self.rules).to_pyarrow())


def judge_masks(judge: Judge) -> Sums:
    """Judge and rate the month from the worker-months, as the warehouse keeps them."""
    return judge.rated(evaluate(judge.books(), judge.terms).projects)


def judge_days(judge: Judge) -> Sums:
    """Judge and rate the month from the day rows: compacted first, then as from the masks."""
    with tempfile.TemporaryDirectory() as folder:
        months = Path(folder) / "attendance_months.parquet"
        compacted(judge.books().tables["attendance"], MONTH).to_parquet(months)
        books = judge.books(attendance_months=months)
        return judge.rated(evaluate(books, judge.terms).projects)


def judge_written(judge: Judge) -> Sums:
    """Judge the month from the worker-months, and write every worker's row, as a run does."""
    books, terms = judge.books(), judge.terms
    skipped = {one.check for one in not_evaluated(books, terms)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workers.parquet"
        judged_workers(books, terms, skipped).to_parquet(path)
        workers = judge.engine.read_parquet(path)
        return judge.rated(judged_projects(books, terms, workers, skipped))


def read_only(names: tuple[str, ...]) -> Callable[[Judge], Sums]:
    """Return the floor: the needed columns of these tables are read and summed, nothing else."""

    def read(judge: Judge) -> Sums:
        for name in names:
            table = judge.books().tables[name]
            kinds = {column: str(kind) for column, kind in table.schema().items()}
            sums = ", ".join(
                READ.get(kinds[column], "sum({0}::BIGINT)").format(column)
                for column in NEEDED[name]
            )
            judge.engine.con.execute(f"SELECT {sums} FROM '{judge.tables[name]}'").fetchall()
        return {}

    return read


def compile_only(judge: Judge) -> Sums:
    """Build the expressions and write them as SQL, without running it."""
    ibis.to_sql(evaluate(judge.books(), judge.terms).projects)
    return {}


SMALL = ("roster", "payroll", "receipts", "flows")
JOBS: Mapping[str, Callable[[Judge], Sums]] = {
    "days": judge_days,
    "masks": judge_masks,
    "written": judge_written,
    "compile": compile_only,
    "days floor": read_only(("attendance", *SMALL)),
    "masks floor": read_only(("attendance_months", *SMALL)),
}


def judged(job: str, engine: str, folder: Path, by: tuple[Terms, Rules]) -> Sums:
    """Run a job on the month in the folder; Polars and pandas have one job, by hand."""
    if engine in BY_HAND:
        return import_module(f"bench.wage_{engine}").judge(folder, by[0])  # type: ignore[no-any-return]
    tables = {path.stem: path for path in folder.glob("*.parquet")}
    with tempfile.TemporaryDirectory() as spill:
        resources = Resources(memory=MEMORY, spill=Path(spill))
        opened = open_spark(resources) if engine == "spark" else open_duckdb(resources)
        try:
            return JOBS[job](Judge(opened, tables, *by))
        finally:
            if engine != "spark":
                opened.disconnect()


def main(words: list[str]) -> None:
    """Run one job on one engine some times, over some partitions one after the other."""
    job, engine, repeats, *folders = words
    by = (
        read_terms(MONTH, AS_OF, law=load_law(), calendar=load_calendar()),
        default_scheme(known=CHECKS).rules(MONTH),
    )
    walls, cpus, sums = [], [], Counter[str]()
    for _ in range(int(repeats)):
        begun, cpu, sums = time.perf_counter(), tree_seconds(), Counter()
        for folder in folders:
            sums.update(judged(job, engine, Path(folder), by))
        walls.append(time.perf_counter() - begun)
        cpus.append(tree_seconds() - cpu)
    print(json.dumps({"wall": walls, "cpu": cpus, "sums": sums}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
