"""A run of a month: append only, the same for the same input, by the rating before it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from tests.wages.small import AS_OF, MONTH, Row, attended, clean, line, project, receipt, worker
from tests.wages.stocked import Stock, lasting, monitor, order, run_once
from zhunsheng.base.errors import InputRefused
from zhunsheng.wages import runs
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.results import Results
from zhunsheng.wages.scheme_file import default_scheme
from zhunsheng.wages.what_if import differing, rerated, tallied

TABLES = ("workers", "projects", "ratings", "people", "sites", "days", "money", "receipts")
RANK = {"green": 0, "grey": 0, "yellow": 1, "red": 2}


def tables(folder: Path, run: runs.Run) -> dict[str, list[Row]]:
    path = runs.run_folder(folder, run)
    return {name: pq.read_table(path / f"{name}.parquet").to_pylist() for name in TABLES}


def rating(folder: Path, run: runs.Run, project_number: int = 1) -> Row:
    rows = tables(folder, run)["ratings"]
    (row,) = (row for row in rows if row["project"] == project_number)
    return row


def unpaid(*numbers: int, rows: Mapping[str, Sequence[Row]] | None = None) -> dict[str, list[Row]]:
    """The clean project, but these workers got nothing."""
    given = {name: list(table) for name, table in (rows or clean()).items()}
    given["receipts"] = [row for row in given["receipts"] if row["worker"] not in numbers]
    return given


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, runs.Run]:
    folder = tmp_path_factory.mktemp("first")
    return folder, run_once(folder, unpaid(2, 5))


def test_a_run_says_what_it_rests_on(first: tuple[Path, runs.Run]) -> None:
    folder, run = first
    assert (run.month, run.number, run.as_of, run.known_on) == (MONTH, "0001", AS_OF, None)
    assert (run.loads, run.before, run.by) == ((1,), None, "周敏")
    scheme = default_scheme(CHECKS)
    assert (run.scheme, run.scheme_digest) == (scheme.name, scheme.digest)
    kept = (runs.run_folder(folder, run) / "scheme.toml").read_text(encoding="utf-8")
    assert kept == scheme.text
    assert [check.name for check in run.checks] == list(CHECKS)
    assert {one.check for one in run.skipped} >= {"below_minimum_wage"}


def test_two_workers_unpaid_after_the_next_month_make_the_project_red(
    first: tuple[Path, runs.Run],
) -> None:
    row = rating(*first)
    assert (row["color"], row["color_months"], row["months_unpaid_after_next_month_red"]) == (
        "red",
        1,
        1,
    )


def test_the_same_input_gives_the_same_rows_in_any_order_and_nothing_is_written_over(
    first: tuple[Path, runs.Run], tmp_path: Path
) -> None:
    folder, run = first
    shuffled = unpaid(2, 5)
    for table in shuffled.values():
        Random(7).shuffle(table)
    again = run_once(tmp_path, shuffled)
    strip = [
        {
            name: [{k: v for k, v in row.items() if k != "row"} for row in table]
            for name, table in tables(*one).items()
        }
        for one in ((folder, run), (tmp_path, again))
    ]
    assert strip[0] == strip[1]
    second = run_once(tmp_path, clean())
    assert (again.number, second.number) == ("0001", "0002")
    assert runs.read_run(runs.run_folder(tmp_path, again)) == again
    assert rating(tmp_path, again)["color"] == "red"
    assert runs.latest(tmp_path, MONTH) == second


def test_what_was_changed_by_hand_is_found(tmp_path: Path) -> None:
    run = run_once(tmp_path, clean())
    assert runs.verify(tmp_path, run) == ()
    path = runs.run_folder(tmp_path, run)
    (path / "ratings.parquet").write_bytes(b"")
    (path / "scheme.toml").unlink()
    assert runs.verify(tmp_path, run) == ("ratings.parquet", "scheme.toml")
    (path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputRefused, match="清单不是系统写下的样子"):
        runs.read_run(path)


def test_a_run_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def stop(doing: str) -> None:
        if doing == "评定颜色":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        monitor(tmp_path, Stock()).run(order(), stop)
    assert list(tmp_path.rglob("*.parquet")) == []
    assert runs.runs(tmp_path) == ()


def test_the_rating_before_is_that_of_the_last_month_run(tmp_path: Path) -> None:
    before = run_once(tmp_path, unpaid(1))
    paid = lasting(MONTH, MONTH + 1, MONTH + 3)
    run = run_once(tmp_path, paid, month=MONTH + 1, as_of=date(2026, 2, 5))
    assert run.before == (MONTH, before.number)
    assert rating(tmp_path, run)["color"] == "red"
    assert rating(tmp_path, run)["good_months"] == 1
    later = run_once(tmp_path, paid, month=MONTH + 3, as_of=date(2026, 4, 5))
    assert later.before == (MONTH + 1, run.number)
    assert rating(tmp_path, later)["good_months"] == 1  # a month lies between: nothing runs on


@pytest.mark.parametrize(
    ("given", "stock", "said"),
    [
        (
            {"as_of": date(2025, 11, 29)},
            Stock(),
            "2025年11月：核对日：核对日2025-11-29在月末2025-11-30以前。"
            "当月的考勤和工资还没有齐。请改为月末或者以后的日期。",
        ),
        (
            {},
            Stock(empty=True),
            "2025年11月：数据：没有可核对的数据。数据仓库里没有截至该日的数据。请先导入。",
        ),
        (
            {"known_on": date(2026, 1, 3)},
            Stock(),
            "2025年11月：数据：没有可核对的数据。数据仓库里没有截至该日的数据。请先导入。",
        ),
        (
            {"month": MONTH + 4, "as_of": date(2026, 4, 30)},
            Stock(),
            "2026年3月：数据：没有当月的数据。已导入的数据里当月没有一条考勤，也没有一行工资表。"
            "请核对月份，或者先导入当月的数据。",
        ),
        (
            {"month": 2023 * 12, "as_of": date(2023, 3, 1)},
            Stock(),
            "红黄绿评定默认方案：[[score]]：2023年1月没有生效的评定办法。"
            "方案里没有一行 [[score]] 在这个月末有效。请补上当时有效的行。",
        ),
    ],
)
def test_what_cannot_be_judged_is_refused(
    tmp_path: Path, given: dict[str, date], stock: Stock, said: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        monitor(tmp_path, stock).run(order(**given))
    assert str(refused.value) == said


def test_a_payment_of_what_is_owed_never_makes_a_rating_worse(tmp_path: Path) -> None:
    paid = [unpaid(*range(1, unpaid_to + 1)) for unpaid_to in (12, 2, 1, 0)]
    half = unpaid(1)
    half["receipts"].append(receipt(1, amount=300_000, voucher="半"))
    rated = [
        rating(tmp_path / str(n), run_once(tmp_path / str(n), rows))
        for n, rows in enumerate([*paid[:3], half, paid[3]])
    ]
    colors, points = [RANK[row["color"]] for row in rated], [row["points"] for row in rated]
    assert colors == sorted(colors, reverse=True)
    assert points == sorted(points)
    assert (colors[0], colors[-1]) == (2, 0)


def test_two_schemes_are_compared_on_the_months_that_were_run(tmp_path: Path) -> None:
    run_once(tmp_path, unpaid(1))
    run_once(tmp_path, lasting(MONTH, MONTH + 1), month=MONTH + 1, as_of=date(2026, 2, 5))
    own = default_scheme(CHECKS)
    mild = replace(own, memories=())
    one, two = (rerated(tmp_path, scheme, [MONTH, MONTH + 1, MONTH + 2]) for scheme in (own, mild))
    assert [colors[1] for colors in one.values()] == ["red", "red"]
    assert [colors[1] for colors in two.values()] == ["red", "green"]
    assert differing(one, two) == {MONTH: {}, MONTH + 1: {1: ("red", "green")}}
    assert tallied(one)[MONTH] == {"red": 1}


def test_the_manifest_is_plain_and_names_every_file(first: tuple[Path, runs.Run]) -> None:
    folder, run = first
    path = runs.run_folder(folder, run)
    said = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    there = {file.name for file in path.iterdir()} - {"manifest.json"}
    assert set(said["files"]) == there
    assert (said["month"], said["as_of"]) == ("2025-11", "2026-01-05")


def test_a_number_taken_by_another_run_is_not_written_over(tmp_path: Path) -> None:
    place = runs.month_folder(tmp_path, MONTH)

    def write(path: Path) -> None:
        (path / "one").write_text("1", encoding="utf-8")
        (place / "0001").mkdir()
        (place / "0001" / "other").write_text("2", encoding="utf-8")

    assert runs.add_run(tmp_path, MONTH, write) == place / "0002"
    assert [path.name for path in (place / "0001").iterdir()] == ["other"]


def test_people_without_a_roster_row_are_kept_by_what_the_registry_knows(tmp_path: Path) -> None:
    rows = clean()
    rows["attendance_months"] = [*rows["attendance_months"], attended(30)]
    rows["payroll"] = [*rows["payroll"], line(31)]
    run = run_once(tmp_path, rows)
    people = {row["worker"]: row for row in tables(tmp_path, run)["people"]}
    assert people[30]["name"] == "李虚构30"
    assert people[31]["identity"] == "4309**********0031"
    assert {project()["project"]} == {row["project"] for row in people.values()}
    assert worker(1)["team"] == tables(tmp_path, run)["workers"][0]["team"]


def test_the_way_to_green_holds_on_the_books_and_spares_no_part(tmp_path: Path) -> None:
    rows = unpaid(2, 5)
    rows["projects"] = [project(notice_board_on=None)]
    run = run_once(tmp_path / "bad", rows)
    why = Results(tmp_path / "bad").explained(MONTH, 1)
    assert why is not None
    assert [act.check for act in why.turning.acts] == ["underpaid", "notice_board_missing"]
    late = [
        receipt(number, amount=amount, paid_on=run.as_of, voucher=f"补{number}")
        for number, amount in why.turning.paid
    ]
    board = project(notice_board_on=run.as_of)

    def color(place: str, receipts: list[Row], site: Row) -> str:
        mended = {**rows, "receipts": [*rows["receipts"], *receipts], "projects": [site]}
        return str(rating(tmp_path / place, run_once(tmp_path / place, mended))["raw_color"])

    assert color("all", late, board) == "green"
    assert color("pay", late, rows["projects"][0]) != "green"
    for left_out in late:
        rest = [one for one in late if one is not left_out]
        assert color(str(left_out["worker"]), rest, board) != "green"
