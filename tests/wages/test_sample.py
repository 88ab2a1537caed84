"""The sample city, from its files alone: what is planted, and that a clean city is clean."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zhunsheng.base.errors import InputRefused
from zhunsheng.wages.checks.check import NAMES, PROJECT_NAMES
from zhunsheng.wages.identity import check_sign
from zhunsheng.wages.months import read_month
from zhunsheng.wages.sample import writing
from zhunsheng.wages.sample.make import Sample, sample
from zhunsheng.wages.sample.plan import Plan
from zhunsheng.wages.tables import TABLES

NOVEMBER = read_month("2025-11")
GOLDEN = Path(__file__).parents[1] / "golden" / "wage_sample_refusals.txt"
SMALL = Plan(month=NOVEMBER)
Row = dict[str, str]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample(tmp_path_factory.mktemp("city"), SMALL)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample(tmp_path_factory.mktemp("clean"), replace(SMALL, faults=False))


def rows(made: Sample, table: str) -> Iterator[Row]:
    """Read the exports of a table as a person does; numbers and dates as their text."""
    for path in sorted(made.files):
        if not path.stem.startswith(TABLES[table].zh):
            continue
        if path.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(path).worksheets:
                head, *body = sheet.iter_rows(values_only=True)
                yield from (dict(zip(map(str, head), map(text, row), strict=True)) for row in body)
        else:
            encoding = "utf-8-sig" if path.read_bytes().startswith(b"\xef\xbb\xbf") else "gb18030"
            yield from csv.DictReader(io.StringIO(path.read_text(encoding=encoding)))


def text(value: object) -> str:
    return "" if value is None else str(value).removesuffix(" 00:00:00")


def planted(made: Sample) -> list[Row]:
    path = made.answers / "planted.csv"
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_every_check_is_planted_at_least_twice(city: Sample) -> None:
    counts = Counter(row["check"] for row in planted(city))
    assert set(counts) == set(NAMES)
    assert min(counts.values()) >= 2
    assert city.planted == sum(counts.values())


def test_a_fault_of_a_project_names_no_worker_and_any_other_does(city: Sample) -> None:
    wrong = [row for row in planted(city) if (row["check"] in PROJECT_NAMES) == bool(row["worker"])]
    assert wrong == []


def test_nothing_is_planted_in_a_clean_city(clean: Sample) -> None:
    assert planted(clean) == []


def test_one_plan_gives_one_city_and_another_seed_another(tmp_path: Path, city: Sample) -> None:
    again = sample(tmp_path / "again", SMALL)
    other = sample(tmp_path / "other", replace(SMALL, seed=2))
    for table in TABLES:
        assert list(rows(again, table)) == list(rows(city, table))
    assert planted(again) == planted(city) != planted(other)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_exported_with_its_chinese_headers(city: Sample, table: str) -> None:
    found = list(rows(city, table))
    headers = {column.zh for column in TABLES[table].columns}
    required = {column.zh for column in TABLES[table].columns if column.required}
    assert required <= set(found[0]) <= headers
    assert all(row[header] for row in found for header in required)


def test_the_rows_of_each_file_are_counted(city: Sample) -> None:
    written = sum(count for path, count in city.files.items() if path.suffix != ".parquet")
    assert written == sum(1 for table in TABLES for _ in rows(city, table))


def test_choices_are_written_in_chinese(city: Sample) -> None:
    for table in TABLES.values():
        for column in table.columns:
            if column.kind == "choice":
                given = {row.get(column.zh, "") for row in rows(city, table.name)}
                assert given - {""} <= set(column.choices.values())


def test_a_key_names_one_row(clean: Sample, city: Sample) -> None:
    for made in (clean, city):
        for table in ("projects", "firms", "roster", "attendance", "receipts", "flows", "deposits"):
            key = [TABLES[table].column(name).zh for name in TABLES[table].key]
            counts = Counter(tuple(row[header] for header in key) for row in rows(made, table))
            assert max(counts.values()) == 1, table


def test_everyone_is_invented(city: Sample) -> None:
    people = {row["身份证号"] for row in rows(city, "roster")}
    assert {number[:6] for number in people} == {"439900"}
    assert all(number[17] == check_sign(number[:17]) for number in people)
    assert {row["联系电话"][:3] for row in rows(city, "roster")} == {"199"}


def test_in_a_clean_city_everyone_gets_what_the_payroll_says(clean: Sample) -> None:
    masked = {row["项目编码"] for row in rows(clean, "receipts") if "*" in row["身份证号"]}
    owed: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows(clean, "payroll"):
        owed[row["项目编码"], row["身份证号"]] += Decimal(row["应发工资"]) - Decimal(row["扣款"])
    paid: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows(clean, "receipts"):
        if row["是否到账"] == "是":
            paid[row["项目编码"], row["身份证号"]] += Decimal(row["发放金额"])
    assert masked
    for key, amount in owed.items():
        assert key[0] in masked or paid[key] == amount > 0
    for project in masked:
        due = sum(amount for key, amount in owed.items() if key[0] == project)
        assert due == sum(amount for key, amount in paid.items() if key[0] == project)


def test_the_accounts_never_run_below_nothing(clean: Sample, city: Sample) -> None:
    for made in (clean, city):
        balance: dict[str, Decimal] = defaultdict(Decimal)
        moves = sorted(rows(made, "flows"), key=lambda row: (row["交易日期"], row["流水号"]))
        for row in moves:
            out = row["交易类型"] in ("代发工资", "其他转出")
            balance[row["项目编码"]] += Decimal(row["金额"]) * (-1 if out else 1)
            assert balance[row["项目编码"]] >= 0, row


def test_what_left_the_accounts_for_wages_is_what_came_from_them(city: Sample) -> None:
    out: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows(city, "flows"):
        if row["交易类型"] == "代发工资":
            out[row["项目编码"]] += Decimal(row["金额"])
    came: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows(city, "receipts"):
        if row["付款来源"] == "专用账户" and row["是否到账"] == "是":
            came[row["项目编码"]] += Decimal(row["发放金额"])
    assert out == came


def test_the_payroll_of_a_clean_city_counts_the_days_attended(clean: Sample) -> None:
    passing = {row["项目编码"] for row in rows(clean, "passes")}
    days = Counter(
        (row["项目编码"], row["身份证号"], row["考勤日期"][:7]) for row in rows(clean, "attendance")
    )
    for row in rows(clean, "payroll"):
        key = row["项目编码"], row["身份证号"], row["工资月份"]
        assert key[0] in passing or Decimal(row["出勤天数"]) == days[key]


def test_nothing_happens_after_the_last_day(city: Sample) -> None:
    last = SMALL.last.isoformat()
    assert max(row["到账日期"] for row in rows(city, "receipts")) <= last
    assert max(row["交易日期"] for row in rows(city, "flows")) <= last
    assert max(row["考勤日期"] for row in rows(city, "attendance")) <= "2025-11-30"


def test_large_tables_are_written_as_parquet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_TEXT_ROWS", 100)
    made = sample(tmp_path, replace(SMALL, months=1, faults=False))
    assert {path.suffix for path in made.files if "考勤" in path.stem} == {".parquet"}


@pytest.mark.parametrize("month", ["2024-02", "2025-01", "2025-12"])
def test_any_month_can_be_the_last(tmp_path: Path, month: str) -> None:
    made = sample(tmp_path, Plan(month=read_month(month), months=2))
    assert {row["工资月份"] for row in rows(made, "payroll")} > {month}
    assert {row["month"] for row in planted(made)} == {month}


REFUSED: dict[str, dict[str, Any]] = {
    "few": {"projects": 3, "workers": 20},
    "early": {"as_of": date(2025, 12, 31)},
    "no month": {"months": 0},
}


def golden() -> dict[str, str]:
    parts = GOLDEN.read_text(encoding="utf-8").split("\n\n")
    return dict(part.strip().split("\n", 1) for part in parts)


@pytest.mark.parametrize("case", REFUSED)
def test_a_plan_that_does_not_hold_the_faults_is_refused(case: str) -> None:
    with pytest.raises(InputRefused) as refused:
        Plan(month=NOVEMBER, **REFUSED[case])
    assert str(refused.value) == golden()[case]
