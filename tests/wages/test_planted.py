"""Every planted fault is found, and nothing else: from the exports to the checks, as an officer."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ibis.backends import BaseBackend

from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.engines import open_duckdb
from zhunsheng.wages.evaluate import Evaluation, evaluate
from zhunsheng.wages.identity import hash_of
from zhunsheng.wages.months import read_month
from zhunsheng.wages.rating import rate
from zhunsheng.wages.sample.make import Sample, sample
from zhunsheng.wages.sample.plan import Plan
from zhunsheng.wages.scheme_file import default_scheme
from zhunsheng.wages.terms import read_terms
from zhunsheng.wages.warehouse import Warehouse

SECRET = b"for the invented city only" + bytes(8)
LOADED = datetime(2026, 1, 10, 18, tzinfo=UTC)
NOVEMBER = read_month("2025-11")
SMALL = Plan(month=NOVEMBER)
WITH_GREY = Plan(month=NOVEMBER, projects=24, workers=900, seed=7)
# One hit: project and worker of the registries, worker None for a fault of the project.
Hit = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the checks found in a city's exports, and what was planted there."""

    found: Mapping[str, set[Hit]]
    planted: Mapping[str, set[Hit]]
    evaluation: Evaluation


def judged(folder: Path, plan: Plan) -> Judged:
    made = sample(folder / "city", plan)
    warehouse = loaded(folder, made)
    engine = open_duckdb()
    evaluation = judge(warehouse, plan, made, engine)
    return Judged(hits(evaluation), expected(made, warehouse, engine), evaluation)


def loaded(folder: Path, made: Sample) -> Warehouse:
    warehouse = Warehouse(folder / "warehouse", SECRET)
    load = warehouse.load([made.folder], at=LOADED, by="测试", keep_good=False)
    accepted = sum(counts.accepted for counts in load.tables.values())
    assert accepted == sum(made.files.values())
    return warehouse


def judge(warehouse: Warehouse, plan: Plan, made: Sample, engine: BaseBackend) -> Evaluation:
    own = made.answers / "parameters.toml"
    books = warehouse.books(plan.month, as_of=plan.last, engine=engine)
    terms = read_terms(plan.month, plan.last, law=load_law(), calendar=load_calendar(), own=own)
    return evaluate(books, terms)


def hits(evaluation: Evaluation) -> dict[str, set[Hit]]:
    workers = evaluation.workers.select("project", "worker", "faults").to_pyarrow().to_pylist()
    projects = evaluation.projects.select("project", "site_faults").to_pyarrow().to_pylist()
    return {
        name: {(row["project"], None) for row in projects if row["site_faults"] & check.fault}
        if check.of_project
        else {(row["project"], row["worker"]) for row in workers if row["faults"] & check.fault}
        for name, check in CHECKS.items()
    }


def expected(made: Sample, warehouse: Warehouse, engine: BaseBackend) -> dict[str, set[Hit]]:
    sites = warehouse.registry("sites", engine).to_pyarrow().to_pylist()
    people = warehouse.registry("people", engine).to_pyarrow().to_pylist()
    project_of = {row["code"]: row["project"] for row in sites}
    worker_of = {row["hash"]: row["worker"] for row in people}
    text = (made.answers / "planted.csv").read_text(encoding="utf-8-sig")
    wanted: dict[str, set[Hit]] = {name: set() for name in CHECKS}
    for row in csv.DictReader(io.StringIO(text)):
        who = bytes.fromhex(hash_of(row["worker"], SECRET)) if row["worker"] else None
        wanted[row["check"]].add((project_of[row["project"]], worker_of[who] if who else None))
    return wanted


@pytest.fixture(scope="module", params=[SMALL, WITH_GREY], ids=["small", "with grey"])
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return judged(tmp_path_factory.mktemp("city"), request.param)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_what_was_planted_for_it_and_nothing_else(city: Judged, name: str) -> None:
    assert len(city.planted[name]) >= 2
    assert city.found[name] == city.planted[name]


def test_no_check_is_left_out(city: Judged) -> None:
    assert city.evaluation.skipped == ()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4])
def test_in_a_larger_city_every_fault_also_stands_alone(tmp_path: Path, seed: int) -> None:
    city = judged(tmp_path, Plan(month=NOVEMBER, projects=80, workers=4_000, months=2, seed=seed))
    assert city.found == city.planted


@pytest.mark.parametrize("plan", [SMALL, WITH_GREY], ids=["small", "larger"])
def test_a_clean_city_raises_no_alarm_in_any_month_and_is_green(tmp_path: Path, plan: Plan) -> None:
    made = sample(tmp_path / "city", replace(plan, faults=False))
    warehouse = loaded(tmp_path, made)
    for month in range(plan.first, plan.month + 1):
        engine = open_duckdb()
        evaluation = judge(warehouse, replace(plan, month=month), made, engine)
        assert {name: rows for name, rows in hits(evaluation).items() if rows} == {}
        engine.con.register("judged", evaluation.projects.to_pyarrow())
        rated = rate(engine.table("judged"), default_scheme(known=CHECKS).rules(month))
        colors = rated.to_pyarrow()["color"].to_pylist()
        assert colors == ["green"] * plan.projects
