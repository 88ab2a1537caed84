"""Cells are read as what they say, from every kind of source alike."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import ibis
import openpyxl
import pyarrow as pa
import pytest

from tests.wages import exports
from tests.wages.exports import ATTENDANCE, PAYROLL, ROSTER, csv_bytes, person, written
from zhunsheng.wages.months import read_month
from zhunsheng.wages.reading.database import DatabaseTable

NOVEMBER = read_month("2025-11")


def read(folder: Path, headers: tuple[str, ...], *rows: tuple[Any, ...], name: str) -> list[Any]:
    store = exports.warehouse(folder)
    exports.load(store, written(folder, f"{name}.csv", headers, rows))
    table = {"考勤记录": "attendance", "工资表": "payroll", "花名册": "roster"}[name]
    return exports.table(store, table)


@pytest.mark.parametrize(
    "text",
    [
        *("2025-11-03", "2025/11/3", "2025.11.03", "20251103", "2025年11月3日"),
        *("2025-11-03 00:00:00", "　2025-11-03 ", '="2025-11-03"'),
    ],
)
def test_a_day_is_read_however_it_is_written(tmp_path: Path, text: str) -> None:
    [row] = read(tmp_path, ATTENDANCE, ("P1", person(1), text, ""), name="考勤记录")
    assert row["day"] == date(2025, 11, 3)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("8", 480),
        ("8.5", 510),
        ("8:30", 510),
        ("7.333", 440),
        ("10小时", 600),
        ("0", 0),
        ("", None),
    ],
)
def test_hours_become_minutes(tmp_path: Path, text: str, minutes: int | None) -> None:
    [row] = read(tmp_path, ATTENDANCE, ("P1", person(1), "2025-11-03", text), name="考勤记录")
    assert row["hours"] == minutes


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        *(
            ("5000", 500_000),
            ("5,000.50", 500_050),
            ("￥5000.5元", 500_050),
            ("5000.000000", 500_000),
        ),
        *(
            ("5000.0000000001", 500_000),
            ("0.29", 29),
            ("1e3", 100_000),
            ("99999999999.99", 9999999999999),
        ),
    ],
)
def test_yuan_become_fen_exactly(tmp_path: Path, text: str, fen: int) -> None:
    [row] = read(
        tmp_path, PAYROLL, ("P1", person(1), "李某", "2025-11", text, "", ""), name="工资表"
    )
    assert (row["due"], row["deductions"], row["paid"]) == (fen, None, None)


@pytest.mark.parametrize(
    "text", ["2025-11", "2025年11月", "202511", "2025/11", "2025-11-01", "2025.11"]
)
def test_a_month_is_read_however_it_is_written(tmp_path: Path, text: str) -> None:
    [row] = read(tmp_path, PAYROLL, ("P1", person(1), "李某", text, "1", "", ""), name="工资表")
    assert row["wage_month"] == NOVEMBER


def test_a_time_of_day_belongs_to_the_day_of_the_row(tmp_path: Path) -> None:
    headers = (*ATTENDANCE[:3], "首次进场时间", "末次出场时间")
    [night, plain] = read(
        tmp_path,
        headers,
        ("P1", person(1), "2025-11-03", "22:00", "06:30:00"),
        ("P1", person(1), "2025-11-05", "2025-11-05 7:00", "2025/11/05 17:30:09"),
        name="考勤记录",
    )
    assert (night["first_in"], night["last_out"]) == (
        datetime.fromisoformat("2025-11-03T22:00"),
        datetime.fromisoformat("2025-11-04T06:30"),
    )
    assert (night["hours"], plain["hours"]) == (8 * 60 + 30, 10 * 60 + 30)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2025-11-03T07:30:00+08:00", ""),
        ("2025-11-03 07:30:00.123", ""),
        ("2025/11/3 7:30", ""),
        ("2025-11-03 07:30:00Z", "no_moment"),
        ("2025-11-03 07:30:00-05", "no_moment"),
        ("infinity", "no_moment"),
        ("1025-11-03 07:30:00", "far_day"),
        ("上午", "no_moment"),
    ],
)
def test_a_moment_is_local_time_or_none(tmp_path: Path, text: str, fault: str) -> None:
    store = exports.warehouse(tmp_path)
    path = written(tmp_path, "进出记录.csv", exports.PASSES, [("P1", person(1), text, "进")])
    load = exports.load(store, path, keep_good=True)
    cells, _ = store.refused(load.number, 0, 2)
    assert [cell["fault"] for cell in cells] == ([fault] if fault else [])
    assert [row["first_in"].hour for row in exports.table(store, "attendance")] == (
        [] if fault else [7]
    )


@pytest.mark.parametrize(
    "text", ["infinity", "-infinity", "epoch", "0", "99999999999-01-01", "today"]
)
def test_a_word_of_the_database_is_no_day(tmp_path: Path, text: str) -> None:
    store = exports.warehouse(tmp_path)
    path = written(tmp_path, "考勤记录.csv", ATTENDANCE, [("P1", person(1), text, "8")])
    assert exports.load(store, path, keep_good=True).refused == 1


def test_gb18030_and_utf8_and_every_separator_say_the_same(tmp_path: Path) -> None:
    row = ("P1", person(1), "李某", "2025-11-03", "6222020000000001", "19900000001")
    text = csv_bytes(ROSTER, [row]).decode("utf-8-sig")
    found = []
    for place, content in enumerate(
        [
            *(text.encode(), text.encode("utf-8-sig"), text.encode("gb18030")),
            *(text.replace(",", sign).encode("gb18030") for sign in ";\t"),
        ]
    ):
        folder = tmp_path / str(place)
        folder.mkdir()
        (folder / "花名册.csv").write_bytes(content)
        store = exports.warehouse(folder)
        exports.load(store, folder / "花名册.csv")
        found.append(exports.table(store, "roster"))
    assert found[0][0]["name"] == "李某"
    assert all(rows == found[0] for rows in found)


def test_a_text_longer_than_a_chunk_is_decoded_across_it(tmp_path: Path) -> None:
    rows = [("P1", person(n % 900), "李某", "2025-11-03", "", "") for n in range(900)]
    wide = [(*row[:2], "某" * 400, *row[3:]) for row in rows]
    path = tmp_path / "花名册.csv"
    path.write_bytes(csv_bytes(ROSTER, wide).decode("utf-8-sig").encode("gb18030"))
    assert path.stat().st_size > 700_000
    store = exports.warehouse(tmp_path)
    assert exports.load(store, path).accepted == len(wide)
    assert {row["name"] for row in exports.table(store, "roster")} == {"某" * 400}


def test_titles_above_and_blank_rows_below_are_no_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某项目2025年11月考勤表"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(ATTENDANCE)
    sheet.append(("P1", person(1), date(2025, 11, 3), 8))
    sheet.append([])
    sheet.append(("P1", person(2), datetime.fromisoformat("2025-11-04"), time(8, 30)))
    other = book.create_sheet("填写说明")
    other.append(["请如实填写"])
    path = tmp_path / "考勤.xlsx"
    book.save(path)
    store = exports.warehouse(tmp_path)
    load = exports.load(store, path, keep_good=True)
    assert (load.rows, load.accepted) == (2, 1)
    [cell], total = store.refused(load.number, 0, 10)
    assert (total, cell["row"], cell["header"]) == (1, 6, "工作小时")
    [row] = store.books(NOVEMBER, as_of=exports.AS_OF).tables["attendance"].to_pyarrow().to_pylist()
    assert row["row"] == 4


def test_rows_are_counted_as_the_reader_of_the_file_counts_them(tmp_path: Path) -> None:
    lines = [
        *("标题", ",".join(ATTENDANCE), f"P1,{person(1)},2025-11-03,8", ""),
        *(f"P1,{person(2)}", f'P1,{person(3)},"2025-11-03",八', f"P1,{person(4)},2025-11-03,8,9"),
        *(f"P1,{person(5)},2025-11-04,8",),
    ]
    path = tmp_path / "考勤记录.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    store = exports.warehouse(tmp_path)
    load = exports.load(store, path, keep_good=True)
    assert (load.rows, load.accepted, load.refused) == (5, 2, 3)
    cells, _ = store.refused(load.number, 0, 10)
    assert [(cell["row"], cell["fault"]) for cell in cells] == [
        (5, "cells"),
        (6, "no_number"),
        (7, "cells"),
    ]
    kept = store.books(NOVEMBER, as_of=exports.AS_OF).tables["attendance"].to_pyarrow()
    assert sorted(kept["row"].to_pylist()) == [3, 8]


def sqlite(rows: list[tuple[Any, ...]]) -> sqlite3.Cursor:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE days (project TEXT, worker TEXT, day TEXT, hours REAL)")
    connection.executemany("INSERT INTO days VALUES (?, ?, ?, ?)", rows)
    return connection.execute("SELECT * FROM days")


def test_every_kind_of_source_gives_the_same_books(tmp_path: Path) -> None:
    rows = [("P1", person(n), f"2025-11-{n:02d}", 8.5) for n in range(1, 29)]
    engine = ibis.duckdb.connect()
    columns = dict(zip(("project", "worker", "day", "hours"), zip(*rows, strict=True), strict=True))
    engine.con.register("days", pa.table({name: list(of) for name, of in columns.items()}))
    sources = {
        "csv": lambda folder: written(folder, "考勤记录.csv", ATTENDANCE, rows),
        "xlsx": lambda folder: written(folder, "考勤记录.xlsx", ATTENDANCE, rows),
        "parquet": lambda folder: written(folder, "考勤记录.parquet", ATTENDANCE, rows),
        "cursor": lambda _: DatabaseTable("考勤记录", sqlite(rows)),
        "ibis": lambda _: DatabaseTable("考勤记录", engine.table("days")),
    }
    found = {}
    for name, source in sources.items():
        folder = tmp_path / name
        folder.mkdir()
        store = exports.warehouse(folder)
        assert exports.load(store, source(folder)).accepted == len(rows)
        found[name] = exports.table(store, "attendance")
    assert len(found["csv"]) == len(rows)
    assert all(of == found["csv"] for of in found.values())
