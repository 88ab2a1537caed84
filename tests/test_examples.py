"""The examples are read without a fault; what is planted is found, and nothing else."""

from __future__ import annotations

import csv
import functools
from collections import defaultdict
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from examples.make_ledger import PLANTED, WORKBOOK, matters, write_planted, write_workbook
from zhunsheng.engine.finding import Finding
from zhunsheng.intake.gather import Gathered, Wanted, gather
from zhunsheng.intake.ledger import read_ledger
from zhunsheng.intake.sheets import read_book
from zhunsheng.office import Judged, Office
from zhunsheng.procedures import procedure

EXAMPLES = Path(__file__).parents[1] / "examples"
AS_OF = date(2026, 6, 30)
Said = set[tuple[str, str]]


@functools.cache
def read(folder: str) -> Gathered:
    return gather([EXAMPLES / folder], Wanted(Office().procedures()))


@functools.cache
def judged(folder: str) -> dict[str, Judged]:
    found = Office().judge_all(read(folder).records, AS_OF)
    return {one.record.matter: one for one in found}


def findings(one: Judged) -> list[Finding]:
    assert one.assessment is not None, one.refusal
    return list(one.assessment.findings)


def grave(one: Judged) -> Said:
    return {(found.kind, found.name) for found in findings(one) if found.gravity}


def broken(one: Judged) -> set[str]:
    return {name for _, name in grave(one)}


@pytest.mark.parametrize("folder", ["published", "records", "ledger"])
def test_every_example_is_read_and_judged(folder: str) -> None:
    assert read(folder).faults == ()
    assert [one.refusal for one in judged(folder).values() if one.assessment is None] == []


def test_no_column_of_the_ledger_is_left_unread() -> None:
    assert [note for note in read("ledger").notes if "不认识" in note] == []


# --- the ledger ----------------------------------------------------------------------------------


def planted() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with PLANTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[row["案号"]].add(row["规则"])
    return found


def test_every_planted_fault_is_found() -> None:
    ledger = judged("ledger")
    missed = {matter: rules - broken(ledger[matter]) for matter, rules in planted().items()}
    assert {matter: rules for matter, rules in missed.items() if rules} == {}


def test_nothing_is_found_that_was_not_planted() -> None:
    expected = planted()
    alarms = {name: broken(one) - expected[name] for name, one in judged("ledger").items()}
    assert {matter: rules for matter, rules in alarms.items() if rules} == {}


def test_the_ledger_holds_a_year_in_which_one_decision_in_five_is_faulty() -> None:
    assert len(judged("ledger")) == 180
    assert 30 <= len(planted()) <= 45


def cells(path: Path) -> list[list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def test_the_script_makes_the_same_ledger_every_time(tmp_path: Path) -> None:
    rows = matters()
    write_workbook(rows, tmp_path / "again.xlsx")
    write_planted(rows, tmp_path / "again.tsv")
    assert cells(tmp_path / "again.xlsx") == cells(WORKBOOK)
    assert (tmp_path / "again.tsv").read_bytes() == PLANTED.read_bytes()


# --- records from end to end ---------------------------------------------------------------------


def test_each_kind_of_matter_has_one_lawful_and_one_faulty_record() -> None:
    kinds = [one.procedure.name for one in judged("records").values()]
    assert sorted(kinds) == sorted([*Office().procedures()] * 2)


@pytest.mark.parametrize("ending", ["（合法）", "（常见错误）"])
def test_only_the_faulty_records_have_grave_findings(ending: str) -> None:
    chosen = {name: one for name, one in judged("records").items() if name.endswith(ending)}
    faulty = {name for name, one in chosen.items() if grave(one)}
    assert faulty == (set(chosen) if ending == "（常见错误）" else set())


# --- published cases -----------------------------------------------------------------------------

LOST = {
    "RC-079屯留两次中止": ("barred", "suspended_before_conclusion"),
    "RC-089平度王某": ("unproven", "limit_shown_to_be_kept"),
    "RC-095黄石某货运公司": ("unproven", "limit_shown_to_be_kept"),
    "RC-077杨某立案后多年未处理": ("late", "investigation"),
}
LAWFUL = {
    "RC-101丁某醉酒无证据": ("late", "decided_in_time"),
    "RC-105陈某超一年": ("barred", "refused_only_out_of_time"),
    "RC-067某公司超时加班": ("defective", "overtime_fine"),
}


@pytest.mark.parametrize(("matter", "expected"), LOST.items())
def test_a_lost_case_shows_the_ground_its_facts_carry(
    matter: str, expected: tuple[str, str]
) -> None:
    found = {
        (one.kind, one.name): one.gravity
        for one in findings(judged("published")[matter])
        if one.gravity
    }
    assert found.get(expected) in ("unlawful", "revoke")


@pytest.mark.parametrize(("matter", "unexpected"), LAWFUL.items())
def test_what_the_court_found_lawful_is_not_faulted(
    matter: str, unexpected: tuple[str, str]
) -> None:
    assert unexpected not in grave(judged("published")[matter])


@pytest.mark.parametrize("matter", ["RC-071东莞某公司", "RC-073东莞某公司"])
def test_child_labor_alone_is_no_fault_of_the_bureau(matter: str) -> None:
    assert grave(judged("published")[matter]) == set()


def test_at_least_25_published_cases_are_told_each_with_its_source() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (EXAMPLES / "published").glob("*.txt")]
    sourced = {
        line.split("，")[0][2:]
        for text in texts
        for line in text.splitlines()
        if line.startswith("# RC-") and "来源：" in line
    }
    told = {matter[:6] for matter in judged("published")}
    assert told == sourced
    assert len(told) >= 25


# --- a dirty ledger ------------------------------------------------------------------------------

DIRTY = """某县工伤认定台账,,,,,,
案号,职工姓名,用人单位,受理日期,认定日期,认定结论,送达职工日期
某1号,甲某,青禾某公司,2025-02-30,2025-03-20,认定工伤,2025-03-25
某2号,乙某,云岭某公司,2025.2.3,3月20日,认定工伤,2025-03-25
某3号,丙某,北塘某公司,2025-02-03,2025-03-20,不是工伤,2025-03-25
某4号,丁某,白鹭某公司,2025年2月3日,25.3.20,认定工伤,
某5号,戊某,长桥某公司,２０２５－０２－０３,2025/3/20,认定工伤,2025-03-25
某5号,己某,松坡某公司,2025-02-03,2025-03-20,认定工伤,2025-03-25
,庚某,南陂某公司,2025-02-03,2025-03-20,认定工伤,2025-03-25
某7号,辛某,竹溪某公司,45691,2025-03-20,不予认定工伤,2025-03-25
"""
REFUSED = {
    "第3行D列": "“2025-02-30”读不成日期",
    "第4行E列": "“3月20日”读不成日期",
    "第5行F列": "“不是工伤”不是“认定结论”的可选值",
    "第6行E列": "“25.3.20”读不成日期",
    "第8行A列": "案号“某5号”与第7行A列重复",
    "第9行A列": "没有案号",
}


def test_a_dirty_ledger_names_every_bad_cell_and_keeps_the_good_rows(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(DIRTY.encode("gb18030"))
    reading = read_ledger(read_book(path), procedure("work_injury"))
    assert {fault.place: fault.what for fault in reading.faults}.items() >= REFUSED.items()
    assert all(fault.why and fault.remedy for fault in reading.faults)
    assert [record.matter for record in reading.records] == ["某7号"]
