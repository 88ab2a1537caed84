"""Headers are recognized by our names, common names and a platform's own mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.wages import exports
from tests.wages.exports import person, written
from zhunsheng.base.errors import InputRefused
from zhunsheng.wages.mapping import FILED, default_mapping, match, read_mapping, recognize
from zhunsheng.wages.months import read_month
from zhunsheng.wages.tables import Table
from zhunsheng.wages.warehouse import Warehouse

PLATFORM = """
title = "某地实名制平台"
[tables.attendance]
names = ["人员出勤"]
[tables.attendance.headers]
"工地" = "project"
"工人" = "worker"
"出勤日" = "day"
"分钟数" = "hours"
[tables.attendance.units]
hours = "分钟"
[tables.projects.headers]
"工地" = "project"
[tables.projects.choices.state]
"3" = "building"
[tables.projects.units]
price = "万元"
"""


@pytest.mark.parametrize("table", FILED.values(), ids=lambda table: table.name)
def test_a_table_is_known_by_its_headers_alone(table: Table) -> None:
    for headers in (
        [column.zh for column in table.columns],
        [column.name for column in table.columns],
        [column.zh for column in table.columns if column.required],
        [f" *{column.zh}（必填） " for column in table.columns],
    ):
        found = recognize(default_mapping(), "Sheet1", headers)
        assert found is not None
        assert found.table is table
        assert found.complete
        assert found.left_over == ()


@pytest.mark.parametrize("table", FILED.values(), ids=lambda table: table.name)
def test_every_common_name_names_a_column(table: Table) -> None:
    said = default_mapping().tables.get(table.name)
    for header, column in said.headers.items() if said else ():
        assert match(default_mapping(), table, [header]).columns[column].header == header


def test_a_unit_may_stand_in_the_header() -> None:
    found = match(default_mapping(), FILED["projects"], ["合同价款（万元）", "项目编码"])
    assert found.columns["price"].factor == 1_000_000
    assert match(default_mapping(), FILED["projects"], ["合同价款"]).columns["price"].factor == 100


def test_the_name_of_a_sheet_decides_where_headers_leave_it_open() -> None:
    headers = ["项目编码", "身份证号", "日期"]
    found = recognize(default_mapping(), "2025年11月考勤", headers)
    assert found is not None
    assert found.table.name == "attendance"
    assert recognize(default_mapping(), "说明", ["甲", "乙"]) is None


def test_a_platform_is_read_by_its_mapping(tmp_path: Path) -> None:
    path = tmp_path / "platform.toml"
    path.write_text(PLATFORM, encoding="utf-8")
    mapping = read_mapping(path)
    store = Warehouse(tmp_path / "warehouse", exports.SECRET, platform=mapping)
    days = written(
        tmp_path,
        "人员出勤.csv",
        ("工地", "工人", "出勤日", "分钟数"),
        [("7", person(1), "2025.11.3", 450)],
    )
    headers = ("工地", "项目名称", "施工总承包单位", "项目状态", "合同价款")
    projects = written(tmp_path, "a.csv", headers, [("7", "甲", "乙公司", "3", "12.5")])
    load = exports.load(store, days, projects)
    assert load.mapping == "某地实名制平台"
    [row] = exports.table(store, "attendance")
    assert row["hours"] == 450
    [project] = exports.table(store, "projects")
    assert (project["state"], project["price"]) == ("building", 12_500_000)
    assert store.books(read_month("2025-11"), as_of=exports.AS_OF).month == exports.MONTH


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "它不是 UTF-8 编码的 TOML"),
        ("x = 1", "没有标题"),
        ('title="a"\n[tables.nothing]', "没有这张表"),
        ('title="a"\n[tables.roster.headers]\n"甲"="nobody"', "“甲”对应的“nobody”不是本表的列"),
        ('title="a"\n[tables.roster.units]\nrate="斤"', "“rate”的单位“斤”不能用"),
        ('title="a"\n[tables.roster.choices.role]\n"1"="king"', "“role”的代码对应了不存在的选项"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "platform.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused, match=r"platform\.toml") as refused:
        read_mapping(path)
    assert said in str(refused.value)
