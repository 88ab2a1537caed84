"""Making the sample: found the city, plant the faults, write the exports and the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhunsheng.wages.months import write_month
from zhunsheng.wages.sample.city import City
from zhunsheng.wages.sample.exports import (
    attendance_tables,
    firm_table,
    flow_table,
    payroll_table,
    project_table,
    receipt_table,
    roster_table,
)
from zhunsheng.wages.sample.founding import found
from zhunsheng.wages.sample.money import Money, flows, in_order
from zhunsheng.wages.sample.papers import deposit_table, warning_table
from zhunsheng.wages.sample.plan import Plan
from zhunsheng.wages.sample.planting import Planting, write_planted
from zhunsheng.wages.sample.roles import plant
from zhunsheng.wages.sample.writing import Export, write

ANSWERS, PLANTED, SETTINGS, PARAMETERS = "answers", "planted.csv", "sample.toml", "parameters.toml"
# The invented city's own parameters: without a minimum wage its check is not evaluated.
OWN = """\
title = "益阳市工资支付监控参数"
english = "Parameters of the Invented City"
rank = "local_practice"

[[provision]]
at = "17"
gist = "样例城市的月最低工资标准（虚构）"
begins_on = 2020-05-01
amount = { exact = 1700 }
verified = "local"
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """What was written: the exports, with the rows of each, and what was planted in them.

    `answers` holds `planted.csv`, `sample.toml` and the city's own `parameters.toml`; a reader of
    the exports does not look there.
    """

    folder: Path
    files: dict[Path, int]
    answers: Path
    planted: int


def sample(folder: Path, plan: Plan) -> Sample:
    """Write the exports of the invented city of `plan` into the folder, which is made if needed."""
    folder.mkdir(parents=True, exist_ok=True)
    city = found(plan)
    money = in_order(city)
    planting = Planting(city, money)
    if plan.faults:
        plant(planting)
    files = {write(folder, export): len(export.rows) for export in exports(city, money)}
    answers = folder / ANSWERS
    answers.mkdir(exist_ok=True)
    write_planted(answers / PLANTED, planting)
    (answers / SETTINGS).write_text(_settings(plan), encoding="utf-8")
    (answers / PARAMETERS).write_text(OWN, encoding="utf-8")
    return Sample(folder, files, answers, len(planting.rows))


def _settings(plan: Plan) -> str:
    return (
        f'month = "{write_month(plan.month)}"\nas_of = {plan.last}\nseed = {plan.seed}\n'
        f"projects = {plan.projects}\nworkers = {plan.workers}\nmonths = {plan.months}\n"
        f"faults = {str(plan.faults).lower()}\n"
    )


def exports(city: City, money: Money) -> Iterator[Export]:
    """Yield every export that has rows."""
    every = [
        Export("projects", project_table(city)),
        Export("firms", firm_table(city), encoding="gb18030"),
        Export("roster", roster_table(city)),
        Export("flows", flow_table(city, flows(city, money))),
        Export("deposits", deposit_table(city, money)),
        Export("warnings", warning_table(city, money), encoding="gb18030"),
        *(export for month in range(city.plan.months) for export in _monthly(city, month)),
    ]
    yield from (export for export in every if len(export.rows))


def _monthly(city: City, month: int) -> Iterator[Export]:
    mark = write_month(city.plan.first + month)
    days, passes = attendance_tables(city, month)
    yield Export("attendance", days, mark)
    yield Export("passes", passes, mark)
    yield Export("payroll", payroll_table(city, month), mark)
    yield Export("receipts", receipt_table(city, month), mark, "gb18030")
