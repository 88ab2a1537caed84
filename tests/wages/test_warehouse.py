"""The books as known on a day, events turned into days, and what fits nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.wages import exports
from tests.wages.exports import (
    AT,
    ATTENDANCE,
    PASSES,
    PAYROLL,
    RECEIPTS,
    ROSTER,
    masked,
    person,
    written,
)
from zhunsheng.wages.books import book_schemas
from zhunsheng.wages.engines import open_duckdb
from zhunsheng.wages.unmatched import KINDS
from zhunsheng.wages.warehouse import Warehouse

A, B, C = person(1), person(2), person(3)
DECEMBER = exports.MONTH + 1
Table = tuple[str, tuple[str, ...], Sequence[tuple[Any, ...]]]


def stocked(folder: Path, *tables: Table, store: Warehouse | None = None) -> Warehouse:
    """Load tables (name, headers, rows) in one load, a day after the load before."""
    store = store or exports.warehouse(folder)
    number = len(store.loads())
    part = folder / f"export{number}"
    part.mkdir()
    paths = [written(part, f"{name}.csv", headers, rows) for name, headers, rows in tables]
    exports.load(store, *paths, at=AT + timedelta(days=number))
    return store


def roster(*rows: tuple[Any, ...]) -> Table:
    """Rows of project, identity, name, card, phone."""
    return "花名册", ROSTER, [(p, w, n, "2025-10-01", card, phone) for p, w, n, card, phone in rows]


def days(*rows: tuple[Any, ...]) -> Table:
    return "考勤记录", ATTENDANCE, rows


def payroll(*rows: tuple[str, str, str, str, str]) -> Table:
    """Rows of project, identity, name, month, due."""
    return "工资表", PAYROLL, [(*row, "", "") for row in rows]


def receipts(*rows: tuple[Any, ...]) -> Table:
    """Rows of project, identity, name, card, yuan, month; numbered, in December."""
    return (
        "银行回单",
        RECEIPTS,
        [
            (p, w, n, card, yuan, "2025-12-20", month, f"V{place}")
            for place, (p, w, n, card, yuan, month) in enumerate(rows)
        ],
    )


def fits_nowhere(store: Warehouse, kind: str) -> list[tuple[Any, ...]]:
    lines, total = store.unmatched_now(0, 100)
    assert total == len(lines)
    found = [line for line in lines if line["kind"] == kind]
    return [
        (line["table"], line["code"], line["mask"], line["rows"], line["amount"]) for line in found
    ]


def test_every_table_of_the_books_has_its_kept_columns(tmp_path: Path) -> None:
    store = stocked(tmp_path, days(("P1", A, "2025-11-03", "8")))
    books = store.books(exports.MONTH, as_of=exports.AS_OF)
    assert (books.month, books.as_of) == (exports.MONTH, exports.AS_OF)
    for name, schema in book_schemas().items():
        found = books.tables[name].schema()
        assert list(found.names) == list(schema), name
        kinds = {column: str(kind).split("(")[0] for column, kind in found.items()}
        assert kinds == schema, name


def test_the_later_load_stands_and_the_earlier_is_still_known(tmp_path: Path) -> None:
    store = stocked(tmp_path, payroll(("P1", A, "李某", "2025-11", "5000")))
    stocked(tmp_path, payroll(("P1", A, "李某", "2025-11", "5600")), store=store)

    def due(known_on: date | None) -> list[int]:
        return [row["due"] for row in exports.table(store, "payroll", known_on)]

    first = AT.date()
    assert due(None) == due(first + timedelta(1)) == [560_000]
    assert due(first) == [500_000]
    assert due(first - timedelta(1)) == []
    assert [load.number for load in store.loads()] == [2, 1]
    assert [load.number for load in store.loads(first)] == [1]


def test_a_later_month_makes_no_earlier_month_anew(tmp_path: Path) -> None:
    store = stocked(tmp_path, days(("P1", A, "2025-11-03", "8")))
    store.files()
    before = {path.name for path in (store.folder / "cache").glob("*.parquet")}
    stocked(tmp_path, days(("P1", A, "2025-12-03", "8")), store=store)
    store.files()
    made = {path.name for path in (store.folder / "cache").glob("*.parquet")} - before
    assert made
    assert [name for name in made if "2025-12" not in name] == []
    months = {row["month"]: row["days"] for row in exports.table(store, "attendance_months")}
    assert months == {exports.MONTH: 1, DECEMBER: 1}


def test_attendance_is_compacted_to_a_month(tmp_path: Path) -> None:
    store = stocked(
        tmp_path,
        days(
            *(("P1", A, f"2025-11-{day:02d}", hours) for day, hours in ((1, 8), (3, 9.5), (30, "")))
        ),
    )
    [row] = exports.table(store, "attendance_months")
    assert row["mask"] == 1 << 0 | 1 << 2 | 1 << 29
    assert (row["days"], row["minutes"], row["longest"]) == (3, 17 * 60 + 30, 9 * 60 + 30)


def test_two_rows_of_one_day_are_one_day(tmp_path: Path) -> None:
    store = stocked(tmp_path, days(("P1", A, "2025-11-03", "8"), ("P1", A, "2025-11-03", "6")))
    [row] = exports.table(store, "attendance")
    assert row["hours"] == 480
    stocked(tmp_path, days(("P1", A, "2025-11-03", "7")), store=store)
    [row] = exports.table(store, "attendance")
    assert row["hours"] == 420


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(["3 08:00 进", "3 17:30 出"], [(3, 570)], id="a day"),
        pytest.param(["3 20:00 进", "4 05:00 出"], [(3, 540)], id="over midnight"),
        pytest.param(
            ["3 08:00 进", "3 12:00 出", "3 13:00 进", "3 18:00 出"], [(3, 540)], id="noon"
        ),
        pytest.param(["3 08:00 进", "3 08:01 进", "3 17:00 出"], [(3, 540)], id="entered twice"),
        pytest.param(["3 08:00 进", "3 17:00 出", "3 17:01 出"], [(3, 541)], id="left twice"),
        pytest.param(
            ["3 08:00 进", "4 08:00 进", "4 17:00 出"], [(3, None), (4, 540)], id="no exit"
        ),
        pytest.param(["3 17:00 出"], [(3, None)], id="no entry"),
        pytest.param(["3 08:00 进", "4 09:00 出"], [(3, 1500)], id="day and night"),
        pytest.param(["30 22:00 进", "31 06:00 出"], [(30, 480)], id="over the end of the month"),
        pytest.param(["0 22:00 进", "1 06:00 出"], [], id="from the month before"),
    ],
)
def test_events_become_days(
    tmp_path: Path, events: list[str], expected: list[tuple[int, int | None]]
) -> None:
    rows = []
    for event in events:
        day, clock, direction = event.split()
        on = date(2025, 10, 31) + timedelta(int(day))
        rows.append(("P1", A, f"{on} {clock}:00", direction))
    store = stocked(tmp_path, ("进出记录", PASSES, rows))
    found = exports.table(store, "attendance")
    november = [row for row in found if row["day"].month == 11]
    assert [(row["day"].day, row["hours"]) for row in november] == expected
    assert len(found) == len(expected) + (0 if expected else 1)


def test_a_stated_day_stands_over_events(tmp_path: Path) -> None:
    events = [("P1", A, "2025-11-03 08:00:00", "进"), ("P1", A, "2025-11-03 18:00:00", "出")]
    store = stocked(tmp_path, days(("P1", A, "2025-11-03", "8")), ("进出记录", PASSES, events))
    [row] = exports.table(store, "attendance")
    assert (row["hours"], row["first_in"]) == (480, None)


def test_a_worker_keeps_the_number(tmp_path: Path) -> None:
    store = stocked(tmp_path, days(("P1", B, "2025-11-03", "8")))
    second = store.worker(B)
    stocked(tmp_path, days(("P1", A, "2025-11-03", "8"), ("P2", B, "2025-11-04", "8")), store=store)
    assert store.worker(B) == second
    assert sorted([store.worker(A), store.worker(B)]) == [1, 2]
    assert store.worker(C) is None
    other = Warehouse(store.folder, bytes(32))
    assert other.worker(B) is None


def test_a_number_of_fifteen_places_is_the_same_worker(tmp_path: Path) -> None:
    long = person(5, "19491231")
    short = long[:6] + long[8:17]
    store = stocked(
        tmp_path, days(("P1", long, "2025-11-03", "8"), ("P1", short, "2025-11-04", "8"))
    )
    assert {row["worker"] for row in exports.table(store, "attendance")} == {store.worker(long)}


def test_the_registries_are_shown(tmp_path: Path) -> None:
    store = stocked(tmp_path, days(("P1", A, "2025-11-03", "8")))
    stocked(tmp_path, roster(("P1", A, "李某", "6222020000000001", "")), store=store)
    engine = open_duckdb()
    [someone] = store.registry("people", engine).to_pyarrow().to_pylist()
    assert (someone["mask"], someone["name"], someone["project"]) == (masked(A), "李某", None)
    [card] = store.registry("cards", engine).to_pyarrow().to_pylist()
    assert card["tail"] == "0001"
    [site] = store.registry("sites", engine).to_pyarrow().to_pylist()
    assert site["code"] == "P1"
    [before] = store.registry("people", engine, AT.date()).to_pyarrow().to_pylist()
    assert before["name"] is None
    with pytest.raises(KeyError):
        store.registry("nobody", engine)


def test_a_masked_number_is_the_one_of_that_mask_and_name(tmp_path: Path) -> None:
    store = stocked(
        tmp_path,
        roster(("P1", A, "李某", "", ""), ("P1", B, "王某", "", ""), ("P2", A, "李某", "", "")),
        payroll(("P1", masked(A), "李某", "2025-11", "5000")),
    )
    [row] = exports.table(store, "payroll")
    assert row["worker"] == store.worker(A)
    assert fits_nowhere(store, "masked_identity") == []


def test_a_masked_number_of_another_name_is_listed(tmp_path: Path) -> None:
    store = stocked(
        tmp_path,
        roster(("P1", A, "李某", "", "")),
        payroll(("P1", masked(A), "王某", "2025-11", "5000")),
    )
    [row] = exports.table(store, "payroll")
    assert row["worker"] not in (None, store.worker(A))
    assert row["due"] == 500_000
    assert fits_nowhere(store, "masked_identity") == [("payroll", "P1", masked(A), 1, None)]
    assert fits_nowhere(store, "pay_without_worker") == [("payroll", "P1", masked(A), 1, 500_000)]


def test_a_masked_number_that_two_may_bear_is_listed_until_it_is_told(tmp_path: Path) -> None:
    births = (f"1981{month:02d}{day:02d}" for month in range(1, 13) for day in range(1, 29))
    twin = next(p for born in births if masked(p := person(1, born)) == masked(A))
    store = stocked(
        tmp_path,
        roster(("P1", A, "李某", "", ""), ("P1", twin, "李某", "", "")),
        payroll(("P1", masked(A), "李某", "2025-11", "5000")),
    )
    assert fits_nowhere(store, "masked_identity") == [("payroll", "P1", masked(A), 1, None)]
    assert len(fits_nowhere(store, "changed_identity")) == 0


def test_a_receipt_with_a_card_alone_is_its_holders(tmp_path: Path) -> None:
    store = stocked(
        tmp_path,
        roster(
            ("P1", A, "李某", "6222020000000001", ""), ("P1", B, "王某", "6222020000000002", "")
        ),
        receipts(
            ("P1", "", "", "6222 0200 0000 0002", "10", ""),
            ("P1", "", "", "6222029999999999", "20", ""),
        ),
    )
    found = {row["amount"]: row["worker"] for row in exports.table(store, "receipts")}
    assert found == {1000: store.worker(B), 2000: None}
    assert fits_nowhere(store, "pay_without_worker") == [("receipts", "P1", "", 1, 2000)]


def test_one_voucher_pays_a_crew_in_one_file_or_in_several(tmp_path: Path) -> None:
    crew = [("P1", who, "李某", "", 5000, "2025-12-20", "2025-11", "批001") for who in (A, B, C)]
    whole = [*crew, ("P1", A, "李某", "", 800, "2025-12-20", "2025-10", "批001")]
    (tmp_path / "one").mkdir()
    (tmp_path / "several").mkdir()
    at_once = stocked(tmp_path / "one", ("银行回单", RECEIPTS, whole))
    parted = exports.warehouse(tmp_path / "several")
    for row in (*whole, whole[0]):
        stocked(tmp_path / "several", ("银行回单", RECEIPTS, [row]), store=parted)
    for store in (at_once, parted):
        found = exports.table(store, "receipts")
        assert sorted(row["amount"] for row in found) == [80_000, 500_000, 500_000, 500_000]
        assert len({row["worker"] for row in found}) == len(crew)


def test_what_fits_nowhere_is_listed(tmp_path: Path) -> None:
    store = stocked(
        tmp_path,
        roster(
            ("P1", A, "李某", "6222020000000001", "19900000001"),
            ("P1", B, "王某", "6222020000000001", "19900000002"),
            ("P1", person(8), "赵某", "", "19900000003"),
            ("P1", person(9), "赵某", "", "19900000003"),
        ),
        days(
            ("P1", C, "2025-11-03", "8"), ("P1", C, "2025-11-04", "8"), ("P1", A, "2025-11-04", "8")
        ),
        payroll(
            ("P1", A, "李某", "2025-10", "5000"),
            ("P1", A, "李某", "2025-11", "5000"),
            ("P1", B, "王某", "2025-11", "5000"),
            ("P1", person(7), "孙某", "2025-11", "700"),
        ),
        receipts(("P1", A, "李某", "", "6000", ""), ("P1", B, "王某", "", "5000", "")),
    )
    assert fits_nowhere(store, "worker_without_roster") == [
        ("attendance", "P1", masked(C), 2, None)
    ]
    assert fits_nowhere(store, "pay_without_worker") == [
        ("payroll", "P1", masked(person(7)), 1, 70_000)
    ]
    cards = fits_nowhere(store, "one_card_several_workers")
    assert {mask for _, _, mask, _, _ in cards} == {masked(A), masked(B)}
    assert fits_nowhere(store, "transfer_for_several_months") == [
        ("receipts", "P1", masked(A), 1, 600_000)
    ]
    changed = fits_nowhere(store, "changed_identity")
    assert {mask for _, _, mask, _, _ in changed} == {masked(person(8)), masked(person(9))}
    [load] = store.loads()
    assert set(load.unmatched) == set(KINDS) - {"masked_identity"}
    lines, total = store.unmatched(1, "worker_without_roster", 0, 10)
    assert total == 1
    assert (lines[0]["file_name"], lines[0]["row"]) == ("考勤记录.csv", 2)
    assert store.unmatched(1, "", 0, 0)[1] == sum(load.unmatched.values())


def test_a_worker_who_is_rostered_later_fits(tmp_path: Path) -> None:
    store = stocked(tmp_path, days(("P1", C, "2025-11-03", "8")))
    assert len(fits_nowhere(store, "worker_without_roster")) == 1
    stocked(tmp_path, roster(("P1", C, "赵某", "", "")), store=store)
    assert store.unmatched_now(0, 10) == ([], 0)
    assert store.unmatched(1, "worker_without_roster", 0, 10)[1] == 1


def test_wages_written_off_come_from_a_file(tmp_path: Path) -> None:
    headers = ("项目编码", "身份证号", "工资月份", "核销金额", "核销理由", "决定日期")
    row = ("P1", A, "2025-11", "120.50", "工伤赔偿已包含", "2025-12-30")
    store = stocked(tmp_path, ("工资核销", headers, [row]))
    [found] = exports.table(store, "written_off")
    assert (found["amount"], found["day"], found["reason"]) == (
        12_050, date(2025, 12, 30), "工伤赔偿已包含"
    )  # fmt: skip


def test_an_empty_warehouse_has_empty_books(tmp_path: Path) -> None:
    store = exports.warehouse(tmp_path)
    books = store.books(exports.MONTH, as_of=exports.AS_OF)
    assert {name: table.count().to_pyarrow().as_py() for name, table in books.tables.items()} == (
        dict.fromkeys(book_schemas(), 0)
    )
    assert store.unmatched_now(0, 10) == ([], 0)
    assert store.refused(1, 0, 10) == ([], 0)


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    store = exports.warehouse(tmp_path)
    rows = [("P1", A, "2025-11-03", "8"), ("P1", B, "x", "8")]
    path = written(tmp_path, "考勤记录.csv", ATTENDANCE, rows)
    trial = store.check([path], at=AT)
    assert (trial.load.number, trial.load.accepted, trial.load.refused) == (0, 1, 1)
    assert trial.load.unmatched == {"worker_without_roster": 1}
    assert [fault.place for fault in trial.faults] == ["第3行“考勤日期”"]
    assert store.loads() == ()
    assert list((store.folder / "loads").iterdir()) == []


def test_days_in_the_cache_are_sorted_by_project_and_worker(tmp_path: Path) -> None:
    rows = [(f"P{n % 3}", person(n % 7), f"2025-11-{1 + n % 28:02d}", "8") for n in range(84)]
    store = stocked(tmp_path, days(*rows))
    [path] = store.files()["attendance"].parent.glob("*.parquet")
    kept = pq.read_table(path, columns=["project", "worker", "day"]).to_pylist()
    order = [tuple(row.values()) for row in kept]
    assert order == sorted(order)
    assert len(order) == len({(p, w, d) for p, w, d, _ in rows})


def test_a_moment_is_kept_to_the_second(tmp_path: Path) -> None:
    events = [("P1", A, "2025-11-03 08:00:07.9", "进"), ("P1", A, "2025-11-03 18:00:00", "出")]
    store = stocked(tmp_path, ("进出记录", PASSES, events))
    [row] = exports.table(store, "attendance")
    assert row["first_in"] == datetime.fromisoformat("2025-11-03T08:00:07")


def test_a_load_keeps_within_the_memory_it_is_given(tmp_path: Path) -> None:
    rows, workers = 600_000, [person(n, f"19{n % 80 + 10}0101") for n in range(800)]
    path = tmp_path / "考勤记录.csv"
    with path.open("w", encoding="utf-8") as export:
        export.write(",".join(ATTENDANCE) + ",首次进场时间,末次出场时间\n")
        for n in range(rows):
            day = f"2025-11-{1 + n % 30:02d}"
            times = f"{day} 07:{n % 60:02d}:00,{day} 17:{n % 59:02d}:00"
            export.write(f"P{n // 30_000},{workers[n // 30 % 800]},{day},8,{times}\n")
    store = Warehouse(tmp_path / "warehouse", exports.SECRET, memory="120MB")
    load = exports.load(store, path)
    assert (load.accepted, load.refused) == (rows, 0)
    sizes = pq.ParquetFile(tmp_path / "warehouse" / "loads" / "0001" / "attendance.parquet")
    assert sizes.metadata.num_rows == rows
