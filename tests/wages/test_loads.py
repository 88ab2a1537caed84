"""Loads add up, change nothing that was there, and do not hang on the order of rows or files."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from zhunsheng.base.errors import InputRefused
from zhunsheng.wages import loads
from zhunsheng.wages.load import Load, LoadRefused
from zhunsheng.wages.warehouse import Warehouse

TABLES = ("roster", "attendance", "attendance_months", "payroll", "receipts")
Rows = list[tuple[Any, ...]]


def city(seed: int) -> dict[str, tuple[tuple[str, ...], Rows]]:
    """A few workers of two projects with days, events, payrolls, receipts; one masked export."""
    chance = random.Random(seed)
    workers = [(f"P{1 + n % 2}", person(n), f"李{'甲乙丙丁戊己庚辛'[n]}") for n in range(8)]
    roster, days, events, payroll, receipts = [], [], [], [], []
    for place, (project, number, name) in enumerate(workers):
        card = f"62220200{place:08d}"
        roster.append((project, number, name, "2025-10-01", card, f"1990000{place:04d}"))
        for day in sorted(chance.sample(range(1, 29), 6)):
            on = date(2025, 11, day)
            if place % 2:
                days.append((project, number, on, chance.choice([8, 8.5, 9])))
            else:
                events.append((project, number, f"{on} 20:00:00", "进"))
                events.append((project, number, f"{on + timedelta(1)} 04:30:00", "出"))
        shown = masked(number) if place == 3 else number
        payroll.append((project, shown, name, "2025-11", "3000.00", "", ""))
        receipts.append((project, "", name, card, "3000", "2025-12-20", "2025-11", f"V{place}"))
    return {
        "花名册": (ROSTER, roster),
        "考勤记录": (ATTENDANCE, days),
        "进出记录": (PASSES, events),
        "工资表": (PAYROLL, payroll),
        "银行回单": (RECEIPTS, receipts),
    }


def everything(store: Warehouse) -> dict[str, list[Any]]:
    """All tables of the books in one order, people by their masks: what must not change."""
    books = store.books(exports.MONTH, as_of=exports.AS_OF)
    engine = books.tables["roster"].get_backend()
    people = {
        row["worker"]: row["mask"]
        for row in store.registry("people", engine).to_pyarrow().to_pylist()
    }
    found = {}
    for name in TABLES:
        rows = books.tables[name].to_pyarrow().to_pylist()
        plain = [
            {
                key: people[value] if key == "worker" and value else value
                for key, value in row.items()
                if key not in ("load", "file", "row", "card")
            }
            for row in rows
        ]
        found[name] = sorted(plain, key=repr)
    return found


def loaded(folder: Path, *loads_of_files: Sequence[tuple[str, tuple[str, ...], Rows]]) -> Warehouse:
    """Load some files after each other; each load has its files."""
    store = exports.warehouse(folder)
    for number, files in enumerate(loads_of_files):
        (folder / str(number)).mkdir()
        paths = [written(folder / str(number), f"{n}.csv", of, rows) for n, of, rows in files]
        exports.load(store, *paths, at=AT + timedelta(days=number))
    return store


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    files = [(name, headers, rows) for name, (headers, rows) in city(1).items()]
    return everything(loaded(tmp_path_factory.mktemp("plain"), files))


def test_the_city_is_what_it_was_made(plain: dict[str, list[Any]]) -> None:
    assert {name: len(rows) for name, rows in plain.items()} == {
        "roster": 8, "attendance": 48, "attendance_months": 8, "payroll": 8, "receipts": 8
    }  # fmt: skip
    nights = [row for row in plain["attendance"] if row["first_in"]]
    assert {row["hours"] for row in nights} == {510}
    assert {row["worker"] for row in plain["receipts"]} == {
        row["worker"] for row in plain["roster"]
    }
    assert {row["worker"] for row in plain["payroll"]} == {row["worker"] for row in plain["roster"]}


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.randoms(use_true_random=False), st.integers(1, 3), st.integers(1, 3))
def test_order_and_split_change_nothing(
    plain: dict[str, list[Any]], chance: random.Random, parts: int, after: int
) -> None:
    batches: list[list[tuple[str, tuple[str, ...], Rows]]] = [[] for _ in range(after)]
    for name, (headers, rows) in city(1).items():
        mixed = chance.sample(rows, len(rows))
        for part in range(parts):
            some = mixed[part::parts]
            chance.choice(batches).append((f"{name}{part}", headers, some))
    chance.shuffle(batches)
    with tempfile.TemporaryDirectory() as folder:
        store = loaded(Path(folder), *(files for files in batches if files))
        assert everything(store) == plain


def test_loading_twice_changes_nothing(tmp_path: Path, plain: dict[str, list[Any]]) -> None:
    files = [(name, headers, rows) for name, (headers, rows) in city(1).items()]
    store = loaded(tmp_path, files)
    again = exports.load(store, tmp_path / "0", at=AT + timedelta(days=9))
    assert (again.number, again.rows) == (0, 0)
    assert again.known == dict.fromkeys((f"{name}.csv" for name in city(1)), 1)
    assert [load.number for load in store.loads()] == [1]
    copied = [(f"{name}副本", headers, [*rows, *rows]) for name, headers, rows in files]
    (tmp_path / "more").mkdir()
    paths = [written(tmp_path / "more", f"{name}.csv", of, rows) for name, of, rows in copied]
    load = exports.load(store, *paths)
    assert load.number == 2
    assert load.tables["roster"].repeated == 8
    assert everything(store) == plain


def test_every_row_is_accepted_or_refused(tmp_path: Path) -> None:
    chance = random.Random(7)
    spoilt = {0: "", 1: "x", 2: "2025-02-30", 3: "-1"}
    rows = []
    for n in range(500):
        row = ["P1", person(n), "2025-11-03", "8"]
        if chance.random() < 0.3:
            place = chance.randrange(4)
            row[place] = spoilt[place]
        rows.append(tuple(row[: chance.choice([4, 4, 4, 4, 3])]))
    path = written(tmp_path, "考勤记录.csv", ATTENDANCE, rows)
    store = exports.warehouse(tmp_path)
    with pytest.raises(LoadRefused) as refused:
        exports.load(store, path)
    tried = store.check([path], at=AT)
    load = exports.load(store, path, keep_good=True)
    for counted in (refused.value.load, tried.load, load):
        counts = counted.tables["attendance"] if counted.tables else None
        assert counts is None or counts.rows == counts.accepted + counts.refused == len(rows)
        [sheet] = counted.files[0].sheets
        assert sheet.rows == sheet.accepted + sheet.refused == len(rows)
    assert 0 < load.refused < len(rows)
    assert tried.faults == refused.value.faults
    cells, total = store.refused(load.number, 0, 1000)
    assert total == len(cells) >= load.refused
    assert len({cell["row"] for cell in cells}) == load.refused
    kept = pq.read_table(store.folder / "loads" / "0001" / "attendance.parquet")
    assert set(kept["row"].to_pylist()) | {cell["row"] for cell in cells} == set(range(2, 502))


def test_nothing_is_written_where_a_row_is_refused(tmp_path: Path) -> None:
    store = exports.warehouse(tmp_path)
    good = written(
        tmp_path, "花名册.csv", ROSTER, [("P1", person(1), "李某", "2025-11-01", "", "")]
    )
    bad = written(tmp_path, "考勤记录.csv", ATTENDANCE, [("P1", person(1), "x", "8")])
    with pytest.raises(LoadRefused):
        exports.load(store, good, bad)
    assert store.loads() == ()
    assert exports.table(store, "roster") == []
    assert store.worker(person(1)) is None


def test_all_files_are_refused_together(tmp_path: Path) -> None:
    paths = [tmp_path / f"考勤{n}.csv" for n in range(3)]
    for place, path in enumerate(paths):
        path.write_bytes(b"\xff\xfe" * (place + 1))
    with pytest.raises(InputRefused) as refused:
        exports.load(exports.warehouse(tmp_path), *paths)
    assert [fault.file for fault in refused.value.faults] == [path.name for path in paths]


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="没有这个文件"):
        exports.load(exports.warehouse(tmp_path), tmp_path / "nothing.csv")


def test_a_load_that_broke_off_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = exports.warehouse(tmp_path)
    path = written(tmp_path, "考勤记录.csv", ATTENDANCE, [("P1", person(1), "2025-11-03", "8")])

    def break_off(load: Load, folder: Path) -> Path:
        raise OSError(28, "磁盘已满")

    with monkeypatch.context() as patched:
        patched.setattr(loads, "write_load", break_off)
        with pytest.raises(OSError, match="磁盘已满"):
            exports.load(store, path)
    assert store.loads() == ()
    left = store.folder / "loads" / ".0001-1"
    (left / "staged").mkdir(parents=True)
    assert exports.load(store, path).number == 1
    assert not left.exists()


def test_the_manifest_proves_the_files(tmp_path: Path) -> None:
    store = loaded(tmp_path, [("考勤记录", ATTENDANCE, [("P1", person(1), "2025-11-03", "8")])])
    [load] = store.loads()
    folder = store.folder / "loads" / "0001"
    digests = {path.name: loads.digest_of(path) for path in folder.glob("*.parquet")}
    assert load.outputs == digests
    assert load.files[0].digest == loads.digest_of(tmp_path / "0" / "考勤记录.csv")
    assert (load.by, load.at, load.mapping) == ("测试", AT, "通用表头")


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    rows = [("P1", person(n), "2025-11-03", "8") for n in range(100)]
    path = written(tmp_path, "考勤记录.parquet", ATTENDANCE, rows)
    told: list[tuple[int, int | None]] = []
    exports.warehouse(tmp_path).load(
        [path], at=AT, by="测试", keep_good=False, progress=lambda *of: told.append(of)
    )
    assert told[-1] == (100, 100)


def test_no_plain_number_is_written_anywhere(tmp_path: Path) -> None:
    card = "6222020012345678"
    store = loaded(
        tmp_path,
        [("花名册", ROSTER, [("P1", person(1), "李某", "2025-11-01", card, "19900000001")])],
    )
    store.files()
    for path in store.folder.rglob("*.parquet"):
        shown = str(pq.read_table(path).to_pylist())
        assert person(1) not in shown
        assert card not in shown
