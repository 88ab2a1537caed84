"""Judges a month: every worker by every check in one projection, then every project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.across import Across
from zhunsheng.wages.books import Books
from zhunsheng.wages.checks import CHECKS, PROJECT_NAMES, WORKER_NAMES, Check
from zhunsheng.wages.facts import months_only, with_year
from zhunsheng.wages.sites import project_months
from zhunsheng.wages.tables import TABLES
from zhunsheng.wages.terms import Terms

# Merging the selects of so wide a row into one costs Ibis more time than a city's month takes to
# run, and every engine merges them itself.
ibis.options.sql.fuse_selects = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that was not evaluated, and why."""

    check: str
    why: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A month judged: worker-months with `faults`, project-months with `site_faults`.

    `faults` and `site_faults` are int64 masks of `Check.bit`. Projects also hold `n_<check>` for
    every check: the workers it hits, nought or one for a check of the project itself.
    """

    workers: ir.Table
    projects: ir.Table
    skipped: tuple[Skipped, ...]


def evaluate(
    books: Books,
    terms: Terms,
    over: Across | None = None,
    skipped: tuple[Skipped, ...] | None = None,
) -> Evaluation:
    """Judge the month of the terms; nothing runs on the engine but the search for empty tables.

    Where the books are a part of the projects only (`part`), `over` and `skipped` are those of
    the whole (`across`, `not_evaluated`).
    """
    if skipped is None:
        skipped = not_evaluated(books, terms)
    names = {one.check for one in skipped}
    judged = _judged(books, terms, names, over)
    projects = judged_projects(books, terms, judged, names)
    return Evaluation(with_year(judged, books, terms), projects, skipped)


def not_evaluated(books: Books, terms: Terms) -> tuple[Skipped, ...]:
    """Name the checks without their numbers, or without a single row of a table they read."""
    empty = _empty(books, {table for check in CHECKS.values() for table in check.reads})
    found = []
    for check in CHECKS.values():
        whys = [terms.missing[name] for name in check.needs if name in terms.missing]
        whys += [f"没有“{_table_zh(table)}”的数据" for table in check.reads if table in empty]
        found += [Skipped(check.name, "；".join(whys))] if whys else []
    return tuple(found)


def judged_workers(
    books: Books, terms: Terms, skipped: Iterable[str] = (), over: Across | None = None
) -> ir.Table:
    """Return the worker-months with `faults`, the mask of the checks that hit."""
    return with_year(_judged(books, terms, skipped, over), books, terms)


def _judged(books: Books, terms: Terms, skipped: Iterable[str], over: Across | None) -> ir.Table:
    rows = months_only(books, terms, over)
    checks = _evaluated(WORKER_NAMES, terms, skipped)
    return rows.mutate(faults=_mask(rows, terms, checks.values()))


def judged_projects(
    books: Books, terms: Terms, workers: ir.Table, skipped: Iterable[str] = ()
) -> ir.Table:
    """Return the project-months with `site_faults` and `n_<check>`.

    `workers` are judged workers; a run that has written them to a file hands in the file's table,
    so that they are not reckoned twice.
    """
    rows = project_months(books, terms, workers)
    checks = _evaluated(PROJECT_NAMES, terms, skipped)
    judged = rows.mutate(site_faults=_mask(rows, terms, checks.values()))
    hits = {
        f"n_{name}": ((judged.site_faults >> CHECKS[name].bit) & 1).cast("int32")
        for name in PROJECT_NAMES
    }
    return judged.mutate(**hits)


def part(books: Books, first: int, last: int) -> Books:
    """Return the books of the projects numbered `first` to `last` only."""
    tables = {
        name: table.filter(table.project.between(first, last))
        for name, table in books.tables.items()
    }
    return Books(month=books.month, as_of=books.as_of, tables=tables)


def _evaluated(names: Iterable[str], terms: Terms, skipped: Iterable[str]) -> Mapping[str, Check]:
    left_out = set(skipped)
    return {
        name: CHECKS[name]
        for name in names
        if name not in left_out and not set(CHECKS[name].needs) & terms.missing.keys()
    }


def _mask(rows: ir.Table, terms: Terms, checks: Iterable[Check]) -> ir.IntegerValue:
    nothing = ibis.literal(0, type="int64")
    mask: ir.IntegerValue = nothing
    for check in checks:
        bit = ibis.literal(check.fault, type="int64")
        mask = mask | ibis.ifelse(check.mask(rows, terms), bit, nothing)
    return mask


def _empty(books: Books, names: Iterable[str]) -> set[str]:
    """Ask the engine once which of the tables have no row."""
    asked = [books.tables[name].limit(1).select(name=ibis.literal(name)) for name in sorted(names)]
    filled = ibis.union(*asked).to_pyarrow()["name"].to_pylist()
    return set(names) - set(filled)


def _table_zh(name: str) -> str:
    return TABLES[name if name in TABLES else "attendance"].zh
