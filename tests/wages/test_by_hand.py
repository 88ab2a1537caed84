"""Three ways to the same sums: the checks on DuckDB, and written by hand in Polars and pandas."""

from __future__ import annotations

import pytest

from bench import wage_pandas, wage_polars
from bench.wage_books import AS_OF, MONTH, Month, make_month
from bench.wage_sums import sums_of
from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.engines import books_on, open_duckdb
from zhunsheng.wages.evaluate import evaluate
from zhunsheng.wages.facts import compacted
from zhunsheng.wages.rating import rate
from zhunsheng.wages.scheme_file import default_scheme
from zhunsheng.wages.terms import Terms, read_terms

ROWS = 200_000


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    return make_month(tmp_path_factory.mktemp("month") / "tables", ROWS)


@pytest.fixture(scope="module")
def terms() -> Terms:
    return read_terms(MONTH, AS_OF, law=load_law(), calendar=load_calendar())


@pytest.fixture(scope="module")
def found(month: Month, terms: Terms) -> dict[str, int]:
    engine = open_duckdb()
    books = books_on(engine, month.tables, month=MONTH, as_of=AS_OF)
    projects = evaluate(books, terms).projects.to_pyarrow()
    engine.con.register("judged", projects)
    ratings = rate(engine.table("judged"), default_scheme(known=CHECKS).rules(MONTH))
    return sums_of(projects, ratings.to_pyarrow())


def test_the_month_has_the_rows_asked_for_and_faults_of_many_kinds(
    month: Month, found: dict[str, int]
) -> None:
    assert month.rows == pytest.approx(ROWS, rel=0.02)
    assert sum(found[f"color_{color}"] for color in ("green", "yellow", "red")) == month.projects
    assert sum(found[name] > 0 for name in found if name.startswith("n_")) >= len(CHECKS) // 2


@pytest.mark.parametrize("peer", [wage_polars, wage_pandas], ids=["polars", "pandas"])
def test_what_is_reckoned_by_hand_is_what_the_checks_find(
    month: Month, terms: Terms, found: dict[str, int], peer: object
) -> None:
    by_hand = peer.judge(month.folder, terms)  # type: ignore[attr-defined]
    assert {name: found[name] for name in by_hand} == by_hand
    assert len(by_hand) > len(CHECKS) // 2


def test_the_masks_of_the_month_are_its_day_rows_compacted(month: Month) -> None:
    engine = open_duckdb()
    tables = books_on(engine, month.tables, month=MONTH, as_of=AS_OF).tables
    made = compacted(tables["attendance"], MONTH).order_by("project", "worker").to_pyarrow()
    kept = tables["attendance_months"].order_by("project", "worker").to_pyarrow()
    assert made.equals(kept.select(made.column_names))
