"""A late bank file is a new load: the month as it was known stays what it was, and is better now."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

import pyarrow.parquet as pq
import pytest

from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages import runs
from zhunsheng.wages.folder import WageFolder
from zhunsheng.wages.monitor import Order
from zhunsheng.wages.months import read_month
from zhunsheng.wages.sample.make import sample
from zhunsheng.wages.sample.plan import Plan
from zhunsheng.wages.shapes import Run

MONTH, AS_OF = read_month("2025-11"), date(2026, 1, 20)
FIRST, SECOND = datetime(2026, 1, 11, 9, tzinfo=UTC), datetime(2026, 1, 18, 9, tzinfo=UTC)
BANK = "银行发放回单"
RANK = {"green": 0, "grey": 0, "yellow": 1, "red": 2}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> WageFolder:
    """The city without its bank receipts is loaded and run; the receipts come a week later."""
    folder = tmp_path_factory.mktemp("late")
    sample(folder / "city", Plan(month=MONTH, months=1, faults=False))
    files = [path for path in (folder / "city").iterdir() if path.is_file()]
    late = [path for path in files if BANK in path.name]
    assert late
    place = WageFolder(folder / "kept")
    early = [path for path in files if path not in late]
    place.warehouse().load(early, at=FIRST, by="周敏", keep_good=False)
    run(place)
    place.warehouse().load(late, at=SECOND, by="周敏", keep_good=False)
    run(place)
    run(place, known_on=FIRST.date())
    return place


def run(place: WageFolder, known_on: date | None = None) -> Run:
    monitor = place.monitor(load_law(), load_calendar(), place.scheme())
    return monitor.run(Order(MONTH, AS_OF, SECOND, "周敏", known_on))


def rows(place: WageFolder, number: int, name: str) -> list[dict[str, Any]]:
    path = runs.month_folder(place.path, MONTH) / f"{number:04d}" / f"{name}.parquet"
    return pq.read_table(path).to_pylist()


@pytest.mark.parametrize("name", ["workers", "projects", "ratings", "people", "sites", "money"])
def test_the_month_as_known_before_is_what_it_was(place: WageFolder, name: str) -> None:
    assert rows(place, 3, name) == rows(place, 1, name)


def test_the_late_receipts_make_no_project_worse_and_many_better(place: WageFolder) -> None:
    before = {row["project"]: row["color"] for row in rows(place, 1, "ratings")}
    after = {row["project"]: row["color"] for row in rows(place, 2, "ratings")}
    assert [p for p in before if RANK[after[p]] > RANK[before[p]]] == []
    assert Counter(before.values())["red"] > 0
    assert Counter(after.values())["red"] == 0


def test_each_run_says_which_loads_it_read(place: WageFolder) -> None:
    newest = runs.runs(place.path)
    assert [(one.number, one.loads, one.known_on) for one in newest] == [
        ("0003", (1,), FIRST.date()),
        ("0002", (1, 2), None),
        ("0001", (1,), None),
    ]
    assert [runs.verify(place.path, one) for one in newest] == [(), (), ()]


def test_every_row_behind_a_worker_month_is_found(place: WageFolder) -> None:
    results = place.results()
    kept = {(row["project"], row["worker"]): row for row in rows(place, 2, "workers")}
    (project,) = {row["project"] for row in rows(place, 2, "workers")} & {1}
    workers, total = results.workers(MONTH, project, "all", (0, 100))
    assert total == len(workers) > 0
    for worker in workers:
        row = kept[project, worker.worker]
        named = Counter(one.table for one in results.origins(project, worker.worker, MONTH))
        assert bool(named["roster"]) == row["rostered"]
        assert bool(named["payroll"]) == row["listed"]
        assert bool(named["attendance"] or named["passes"]) == (row["days"] > 0)
