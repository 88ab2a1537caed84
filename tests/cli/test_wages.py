"""The commands about wages on the invented city: exit codes, what is printed, refusals."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from zhunsheng.cli import main
from zhunsheng.wages.checks import CHECKS

AS_OF = ("--as-of", "2026-01-10")
MONTH = ("--month", "2025-11")
MILD = """
name = "mild"
title = "只看告示牌"
note = "测试"
[[score]]
full = 100
begins_on = 2024-01-01
source = "测试"
[[gate]]
check = "notice_board_missing"
color = "yellow"
begins_on = 2024-01-01
source = "测试"
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["wages", *map(str, words)])


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wages") / "city"
    made = run("sample", "-o", folder, "--months", "1")
    assert made.exit_code == 0, made.output
    assert f"zhunsheng wages check {folder} --month 2025-11 --as-of 2026-01-10" in made.output
    return folder


@pytest.fixture(scope="module")
def checked(city: Path) -> tuple[Path, Result]:
    kept = city.parent / "kept"
    return kept, run("check", city, *MONTH, *AS_OF, "--keep", kept, "--all")


def planted(city: Path, check: str) -> list[dict[str, str]]:
    with (city / "answers" / "planted.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["check"] == check]


def test_every_unpaid_worker_is_named_masked_and_the_totals_are_printed(
    city: Path, checked: tuple[Path, Result]
) -> None:
    _, result = checked
    assert result.exit_code == 1, result.output
    for row in planted(city, "unpaid_by_pay_day"):
        mask = row["worker"][:4] + "*" * 10 + row["worker"][-4:]
        assert f"　{mask}　" in result.output
        assert row["worker"] not in result.output
    assert "拒绝0行" in result.output
    assert "12个项目：红" in result.output
    assert "未核对　低于最低工资标准：没有经核对的最低工资标准" in result.output


def test_a_clean_city_has_nothing_to_say(tmp_path: Path) -> None:
    assert run("sample", "-o", tmp_path / "clean", "--months", "1", "--clean").exit_code == 0
    result = run("check", tmp_path / "clean", *MONTH, *AS_OF)
    assert result.exit_code == 0, result.output
    assert "红0　黄0" in result.output


def test_one_json_object_a_project(city: Path) -> None:
    result = CliRunner().invoke(
        main, ["wages", "check", str(city), *MONTH, *AS_OF, "--json"], catch_exceptions=False
    )
    projects = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(projects) == 12
    reds = [one for one in projects if one["color"] == "red"]
    assert all(one["causes"] for one in reds)
    hit = {check for one in projects for check in one["checks"]}
    assert hit <= set(CHECKS)
    owed = sum(worker["outstanding"] for one in projects for worker in one["unpaid"])
    assert owed == sum(one["outstanding"] for one in projects)


def test_why_names_file_and_row_behind_each_worker(
    city: Path, checked: tuple[Path, Result]
) -> None:
    kept, _ = checked
    code = planted(city, "underpaid")[0]["project"]
    result = run("why", code, "--in", kept)
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"2025年11月　■红　{code}　")
    assert "（《保障农民工工资支付条例》第十二条）" in result.output
    assert "实名花名册　第1批　" in result.output
    assert "怎样转绿" in result.output
    named = [line for line in result.output.splitlines() if "第1批" in line]
    assert [line for line in named if not line.endswith("行")] == []


def test_a_project_or_month_that_is_not_there_is_refused(
    checked: tuple[Path, Result], tmp_path: Path
) -> None:
    kept, _ = checked
    result = run("why", "没有", "--in", kept)
    assert (result.exit_code, result.output) == (
        2,
        "2025年11月没有编码为“没有”的项目；请核对项目编码\n",
    )
    assert run("why", "没有", "--in", tmp_path).output.startswith("还没有评定过任何一个月")
    assert run("why", "x", "--month", "2025-10", "--in", kept).exit_code == 2
    assert run("why", "x", "--month", "十月", "--in", kept).exit_code == 2


def test_a_month_is_rated_again_and_compared_with_another_scheme(
    checked: tuple[Path, Result], tmp_path: Path
) -> None:
    kept, first = checked
    again = run("rate", "--in", kept, *MONTH, *AS_OF)
    assert again.exit_code == 1
    headlines = [line for line in again.output.splitlines() if line[0] in "■◆●○"]
    assert headlines == [line for line in first.output.splitlines() if line[0] in "■◆●○"]
    mild = tmp_path / "mild.toml"
    mild.write_text(MILD, encoding="utf-8")
    compared = run("rate", "--in", kept, *MONTH, "--compare", mild)
    assert compared.exit_code == 0, compared.output
    assert "2025年11月　红黄绿评定默认方案　红" in compared.output
    assert "2025年11月　只看告示牌　红0　" in compared.output
    assert "　■红→●绿" in compared.output


def test_a_scheme_with_faults_is_refused(checked: tuple[Path, Result], tmp_path: Path) -> None:
    kept, _ = checked
    path = tmp_path / "own.toml"
    path.write_text(MILD.replace("notice_board_missing", "board"), encoding="utf-8")
    result = run("rate", "--in", kept, *MONTH, *AS_OF, "--scheme", path)
    assert result.exit_code == 2
    assert "own.toml：第1个[[gate]]：键“check”写成“board”。没有这项检查。" in result.output


def test_a_refused_row_is_printed_and_the_exit_code_says_so(city: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "工程项目.csv").write_text(
        "项目编码,项目名称,施工总承包单位,项目状态\nA1,甲,乙,在建\nA2,甲,乙,开工中\n",
        encoding="utf-8",
    )
    result = run("check", bad, *MONTH, *AS_OF)
    assert result.exit_code == 2, result.output
    assert "共读2行，接受1行，拒绝1行" in result.output
    assert "工程项目.csv：第3行“项目状态”：开工中。" in result.output
    loaded = run("load", bad, "--in", tmp_path / "kept")
    assert loaded.exit_code == 2
    assert "没有写入；被拒绝的行全部列在" in loaded.output
    kept = run("load", bad, "--in", tmp_path / "kept", "--keep-good")
    assert kept.exit_code == 2
    assert "接受1行" in kept.output
    good = run("load", city, "--in", tmp_path / "good")
    assert good.exit_code == 0, good.output
    assert "没有新的数据" in run("load", city, "--in", tmp_path / "good").output


def test_what_is_not_there_and_what_makes_no_sense_is_refused(city: Path, tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere", *MONTH, *AS_OF)
    assert (result.exit_code, "没有“" in result.output) == (2, True)
    result = run("check", city, "--month", "2025-13", *AS_OF)
    assert "2025-13" in result.output
    assert run("check", city, *MONTH, "--as-of", "2025-11-29").exit_code == 2
    result = run("check", city, *MONTH, *AS_OF, "--since", "2025-12")
    assert (result.exit_code, "--since 晚于 --month" in result.output) == (2, True)
    assert run("sample", "-o", tmp_path / "s", "--projects", "1").exit_code == 2


def test_every_run_is_held_to_its_digests(city: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert run("check", city, *MONTH, *AS_OF, "--keep", kept).exit_code == 1
    held = run("verify", "--in", kept)
    assert (held.exit_code, held.output.split("　")[-1]) == (0, "一致\n")
    (kept / "months" / "2025-11" / "0001" / "ratings.parquet").write_bytes(b"")
    broken = run("verify", "--in", kept)
    assert (broken.exit_code, broken.output.split("　")[-1]) == (1, "不一致：ratings.parquet\n")
