"""Broken files are refused in the words that are kept: file, row, column, what, why, what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.wages import exports
from tests.wages.exports import ATTENDANCE, PAYROLL, RECEIPTS, ROSTER, csv_bytes, person
from zhunsheng.base.errors import InputRefused
from zhunsheng.wages.load import LoadRefused

GOLDEN = Path(__file__).parents[1] / "golden" / "wage_reading_refusals.txt"
GOOD = ("P1", person(1), "2025-11-03", "8")
MEGABYTE = 1024 * 1024


def attendance(*rows: tuple[object, ...]) -> bytes:
    return csv_bytes(ATTENDANCE, rows)


def payroll(*more: object) -> bytes:
    return csv_bytes(PAYROLL, [("P1", person(1), "李某", "2025-11", *more)])


def workbook(fill: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "考勤记录"
    fill(book.active)
    book.save(content)
    return content.getvalue()


def cells(*rows: tuple[object, ...]) -> bytes:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for row in rows:
            sheet.append(row)

    return workbook(fill)


def merged() -> bytes:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append((*ATTENDANCE, "备注"))
        sheet.append((*GOOD, ""))
        sheet.merge_cells("D1:E1")

    return workbook(fill)


def with_part(name: str, content: bytes) -> bytes:
    package = io.BytesIO(cells(ATTENDANCE, GOOD))
    with zipfile.ZipFile(package, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return package.getvalue()


def with_entity() -> bytes:
    source, target = io.BytesIO(cells(ATTENDANCE, GOOD)), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "a">]>' + content
            new.writestr(name, content)
    return target.getvalue()


def columns(**of: pa.Array) -> bytes:
    content = io.BytesIO()
    pq.write_table(pa.table(dict(of)), content)
    return content.getvalue()


def numbers_as_floats() -> bytes:
    return columns(
        project=pa.array(["P1"]),
        worker=pa.array([9.99901198001010e17]),
        day=pa.array([True]),
        hours=pa.array([[8]]),
    )


def receipts(card: str) -> bytes:
    row = ("P1", person(1), "李某", card, "5000", "2025-12-20", "2025-11", "V1")
    return csv_bytes(RECEIPTS, [row])


CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("考勤记录.csv", lambda: b""),
    "unknown format": ("考勤记录.doc", lambda: b"x"),
    "unknown headers": ("数据.csv", lambda: b"a,b\n1,2\n"),
    "truncated xlsx": ("考勤记录.xlsx", lambda: cells(ATTENDANCE, GOOD)[:2500]),
    "old xls": ("考勤记录.xlsx", lambda: bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600),
    "zip bomb": ("考勤记录.xlsx", lambda: with_part("xl/x.xml", b"0" * (40 * MEGABYTE))),
    "entity": ("考勤记录.xlsx", with_entity),
    "merged headers": ("考勤记录.xlsx", merged),
    "formula without result": (
        "考勤记录.xlsx",
        lambda: cells(ATTENDANCE, ("P1", person(1), "2025-11-03", "=4+4")),
    ),
    "identity as number": (
        "考勤记录.xlsx",
        lambda: cells(ATTENDANCE, ("P1", 999901198001010012, "2025-11-03", 8)),
    ),
    "error value": ("考勤记录.xlsx", lambda: cells(ATTENDANCE, ("P1", person(1), "#REF!", 8))),
    "damaged parquet": ("考勤记录.parquet", lambda: numbers_as_floats()[:-40]),
    "parquet of other types": ("考勤记录.parquet", numbers_as_floats),
    "utf-16": ("考勤记录.csv", lambda: "项目编码".encode("utf-16")),
    "neither utf-8 nor gb18030": (
        "考勤记录.csv",
        lambda: attendance(GOOD, GOOD).replace(b"2025-11-03", b"2025-11-\xff\xff3"),
    ),
    "mixed separators": ("考勤记录.csv", "项目编码,身份证号;考勤日期,x\n".encode),
    "missing columns": ("考勤记录.csv", lambda: csv_bytes(("项目编码", "日子"), [("P1", "3")])),
    "column twice": (
        "考勤记录.csv",
        lambda: csv_bytes(("项目编码", "身份证号", "身份证", "考勤日期"), [GOOD]),
    ),
    "row of other width": ("考勤记录.csv", lambda: attendance(GOOD, ("P1", person(2)))),
    "row of other separator": (
        "考勤记录.csv",
        lambda: attendance(GOOD) + ";".join(GOOD).encode() + b"\n",
    ),
    "quote left open": (
        "考勤记录.csv",
        lambda: attendance(GOOD) + f'P1,"{person(2)},2025-11-03,8\n'.encode() + b"P1,x,y,z\n",
    ),
    "missing value": ("考勤记录.csv", lambda: attendance(("P1", "", "2025-11-03", "8"))),
    "wrong check sign": (
        "考勤记录.csv",
        lambda: attendance(("P1", person(1)[:-1] + "Y", "2025-11-03", "8"), GOOD).replace(
            person(1)[:-1].encode() + b"Y", person(1)[:-2].encode() + b"8" + person(1)[-1].encode()
        ),
    ),
    "seventeen places": (
        "考勤记录.csv",
        lambda: attendance(("P1", person(1)[:-1], "2025-11-03", 8)),
    ),
    "birth that does not exist": (
        "考勤记录.csv",
        lambda: attendance(("P1", person(1, "19800230"), "2025-11-03", "8")),
    ),
    "identity in scientific notation": (
        "考勤记录.csv",
        lambda: attendance(("P1", "9.99901E+17", "2025-11-03", "8")),
    ),
    "identity with lost digits": (
        "考勤记录.csv",
        lambda: attendance(("P1", "999901198001017000", "2025-11-03", "8")),
    ),
    "day that does not exist": (
        "考勤记录.csv",
        lambda: attendance(("P1", person(1), "2025-11-31", "8"), ("P1", person(2), "昨天", "8")),
    ),
    "day of another century": (
        "考勤记录.csv",
        lambda: attendance(("P1", person(1), "1025-11-03", "8")),
    ),
    "negative hours": ("考勤记录.csv", lambda: attendance(("P1", person(1), "2025-11-03", "-8"))),
    "negative money": ("工资表.csv", lambda: payroll("-5000", "", "")),
    "money below a fen": ("工资表.csv", lambda: payroll("5000.005", "", "")),
    "money that is none": ("工资表.csv", lambda: payroll("伍仟", "", "")),
    "unknown choice": (
        "项目.csv",
        lambda: csv_bytes(
            ("项目编码", "项目名称", "施工总承包单位", "项目状态"),
            [("P1", "甲", "乙公司", "热火朝天")],
        ),
    ),
    "pay day that no month has": (
        "项目.csv",
        lambda: csv_bytes(
            ("项目编码", "项目名称", "施工总承包单位", "项目状态", "约定发薪日"),
            [(f"P{day}", "甲", "乙", "在建", day) for day in ("99", "0", "1", "31")],
        ),
    ),
    "card in scientific notation": ("银行回单.csv", lambda: receipts("6.22202E+18")),
    "left before entered": (
        "花名册.csv",
        lambda: csv_bytes(
            (*ROSTER[:4], "退场日期"), [("P1", person(1), "李某", "2025-11-03", "2025-11-01")]
        ),
    ),
    "two rows of one key": (
        "工资表.csv",
        lambda: payroll("5000", "", "") + payroll("6000", "", "").split(b"\n", 1)[1],
    ),
}


def golden() -> dict[str, str]:
    parts = GOLDEN.read_text(encoding="utf-8").strip().split("\n\n")
    return dict(part.split("\n", 1) for part in parts)


def refusal(folder: Path, case: str) -> InputRefused:
    name, content = CASES[case]
    path = folder / name
    path.write_bytes(content())
    with pytest.raises(InputRefused) as refused:
        exports.load(exports.warehouse(folder), path)
    return refused.value


def test_every_refusal_that_is_kept_has_its_file() -> None:
    assert list(golden()) == list(CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_broken_file_is_refused_in_the_words_kept(case: str, tmp_path: Path) -> None:
    assert str(refusal(tmp_path, case)) == golden()[case]
    store = exports.warehouse(tmp_path)
    assert store.loads() == ()
    assert list((store.folder / "loads").iterdir()) == []


def test_what_was_refused_can_be_read_whole(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "day that does not exist")
    assert isinstance(refused, LoadRefused)
    assert (refused.load.rows, refused.load.accepted, refused.load.refused) == (2, 0, 2)
    listed = pq.read_table(refused.path).to_pylist()
    assert [(row["row"], row["column"], row["value"]) for row in listed] == [
        (2, "day", "2025-11-31"),
        (3, "day", "昨天"),
    ]


def test_a_word_of_a_person_is_never_shown_plain(tmp_path: Path) -> None:
    number = person(7)[:-2] + ("1" if person(7)[-2] != "1" else "2") + person(7)[-1]
    path = exports.written(
        tmp_path, "花名册.csv", ROSTER, [("P1", number, "欧阳某", "x", "6222-x", "19900000001")]
    )
    with pytest.raises(LoadRefused) as refused:
        exports.load(exports.warehouse(tmp_path), path)
    shown = str(refused.value) + str(pq.read_table(refused.value.path).to_pylist())
    assert "身份证号" in shown
    assert number not in shown
    assert "19900000001" not in shown


def test_a_file_of_the_right_day_type_needs_no_text(tmp_path: Path) -> None:
    path = tmp_path / "考勤记录.parquet"
    path.write_bytes(
        columns(
            project=pa.array([1001]),
            worker=pa.array([person(1)]).dictionary_encode(),
            day=pa.array([date(2025, 11, 3)]),
            hours=pa.array([7.5]),
        )
    )
    store = exports.warehouse(tmp_path)
    exports.load(store, path)
    [row] = exports.table(store, "attendance")
    assert (row["day"], row["hours"]) == (date(2025, 11, 3), 450)
