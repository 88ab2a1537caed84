"""The read side: lists, causes, workers, calendar, ledgers, slips, from the files of two runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.wages.small import (
    AS_OF,
    MONTH,
    Row,
    attended,
    deposit,
    fee,
    line,
    project,
    receipt,
    worker,
)
from tests.wages.stocked import lasting, run_once
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.results import Results
from zhunsheng.wages.shapes import Asked, Person, Receipt
from zhunsheng.wages.telling.workers import LISTS

UNPAID, STOPPED, SILENT = 2, 3, 4
LATER = date(2026, 2, 5)


def city() -> dict[str, list[Row]]:
    """Four projects: clean; one worker of three unpaid and no notice board; stopped; silent."""
    rows = lasting(MONTH, MONTH + 1)
    rows["projects"] += [
        project(UNPAID, project_name="古渡学校", district="赫山区", notice_board_on=None),
        project(STOPPED, state="suspended"),
        project(SILENT, district=None),
    ]
    rows["deposits"] += [deposit(number) for number in (UNPAID, STOPPED, SILENT)]
    rows["firms"] = [
        {
            "project": UNPAID,
            "firm": "91430900MA4TEST011",
            "firm_name": "湖南某劳务有限公司",
            "firm_kind": "labor_subcontractor",
        }
    ]
    for number in (21, 22, 23):
        rows["roster"].append(worker(number, UNPAID, name="欧阳虚构", phone="13900002217"))
        for month in (MONTH, MONTH + 1):
            rows["attendance_months"].append(attended(number, UNPAID, month=month))
            rows["payroll"].append(line(number, UNPAID, month=month))
            if number != 23 and (number, month) != (22, MONTH + 1):
                rows["receipts"].append(receipt(number, UNPAID, month=month))
    rows["attendance"] = [
        {"project": UNPAID, "worker": number, "day": date(2025, 12, day), "hours": 480}
        for number in (21, 22)
        for day in (1, 2, 31)
    ]
    rows["flows"] += [fee(1_980_001, UNPAID, month=month) for month in (MONTH, MONTH + 1)]
    return rows


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder: Path = tmp_path_factory.mktemp("results")
    run_once(folder, city())
    run_once(folder, city(), month=MONTH + 1, as_of=LATER)
    run_once(folder, city(), month=MONTH + 1, as_of=LATER)
    return Results(folder)


def test_the_newest_run_of_each_month_is_told(results: Results) -> None:
    assert [(run.month, run.number) for run in results.runs()] == [
        (MONTH + 1, "0002"),
        (MONTH, "0001"),
    ]
    assert results.run(MONTH + 2) is None
    assert results.projects(MONTH + 2) == ((), 0)
    assert results.explained(MONTH + 2, 1) is None


def test_projects_come_worst_first_and_are_found_by_every_filter(results: Results) -> None:
    lines, total = results.projects(MONTH)
    assert [(one.project, one.color) for one in lines] == [
        (UNPAID, "red"),
        (STOPPED, "grey"),
        (SILENT, "grey"),
        (1, "green"),
    ]
    assert total == 4
    assert [one.reason_grey for one in lines[1:3]] == ["suspended", "no_data"]

    def found(**asked: object) -> list[int]:
        return [one.project for one in results.projects(MONTH, Asked(**asked))[0]]  # type: ignore[arg-type]

    assert found(color="green") == [1]
    assert found(district="赫山区") == [UNPAID]
    assert found(check="underpaid") == [UNPAID]
    assert found(check="nothing") == []
    assert found(words="古渡") == [UNPAID]
    assert found(words="益建003") == [STOPPED]
    assert found(words="%") == []
    assert found(districts=("赫山区",)) == [UNPAID]
    assert found(districts=()) == []
    assert found(order="points")[0] == UNPAID
    page, whole = results.projects(MONTH, Asked(offset=3, limit=2))
    assert ([one.project for one in page], whole) == ([1], 4)
    assert results.projects(MONTH, Asked(offset=9)) == ((), 4)


def test_a_line_says_what_is_wrong_and_how_much(results: Results) -> None:
    (one,), _ = results.projects(MONTH, Asked(color="red"))
    assert (one.code, one.name, one.unpaid_workers, one.outstanding) == (
        "益建002",
        "古渡学校",
        1,
        660_000,
    )
    assert one.checks == {
        "unpaid_by_pay_day": 1,
        "unpaid_after_next_month": 1,
        "underpaid": 1,
        "unpaid_share": 1,
        "notice_board_missing": 1,
    }


def test_colors_and_sums_are_counted_by_district_and_in_all(results: Results) -> None:
    assert {one.district: one.colors for one in results.districts(MONTH)[:-1]} == {
        "": {"grey": 1},
        "赫山区": {"red": 1},
        "资阳区": {"green": 1, "grey": 1},
    }
    whole = results.districts(MONTH)[-1]
    assert (whole.projects, whole.unpaid_workers, whole.outstanding) == (4, 1, 660_000)
    assert results.checks(MONTH)["underpaid"] == (1, 1)
    assert "deposit_missing" not in results.checks(MONTH)


def test_a_project_is_explained_by_causes_rows_and_the_way_to_green(results: Results) -> None:
    shown = results.project(MONTH, UNPAID)
    assert shown is not None
    assert [(cause.check, cause.color) for cause in shown.causes] == [
        ("unpaid_after_next_month", "red"),
        ("unpaid_share", "red"),
        ("unpaid_by_pay_day", "yellow"),
        ("underpaid", "yellow"),
        ("notice_board_missing", "yellow"),
    ]
    assert shown.causes[1].sentence == (
        "一成以上出勤人员没有领到工资：出勤3人，其中1人到发薪日没有领到工资，按方案为红"
    )
    assert shown.causes[2].citation == CHECKS["unpaid_by_pay_day"].per
    assert [(act.check, act.workers, act.amount) for act in shown.turning.acts] == [
        ("underpaid", 1, 660_000),
        ("notice_board_missing", 0, 0),
    ]
    assert shown.turning.paid == ((23, 660_000),)
    assert shown.turning.earliest == MONTH + 6
    assert {one.check for one in shown.judgements} == set(CHECKS)
    skipped = {one.check for one in shown.judgements if one.skipped}
    assert "below_minimum_wage" in skipped
    assert (shown.counts.rostered, shown.counts.attending) == (3, 3)
    assert (shown.counts.listed, shown.counts.received) == (3, 2)
    assert (shown.facts.wage_officer, shown.facts.firms) == ("周×", 1)


def test_the_second_month_counts_on_and_shows_in_the_history(results: Results) -> None:
    shown = results.project(MONTH + 1, UNPAID)
    assert shown is not None
    assert shown.line.color_months == 2
    assert shown.line.publish
    assert "连续第2个月" in shown.causes[0].sentence
    assert [(one.month, one.color, one.outstanding) for one in shown.history] == [
        (MONTH, "red", 660_000),
        (MONTH + 1, "red", 1_320_000),
    ]
    assert results.project(MONTH, 99) is None
    assert results.numbered(MONTH, "益建002") == UNPAID
    assert results.numbered(MONTH, "益建999") is None


def test_a_green_project_needs_nothing_and_a_grey_one_says_why(results: Results) -> None:
    green, grey = results.explained(MONTH, 1), results.explained(MONTH, STOPPED)
    assert green is not None
    assert grey is not None
    assert (green.causes, green.turning.acts, green.turning.earliest) == ((), (), MONTH)
    assert [cause.sentence for cause in grey.causes] == ["停工，不评定颜色"]


def test_every_list_of_workers_and_every_check_can_be_asked_for(results: Results) -> None:
    def numbers(check: str, of: int | None = UNPAID) -> list[int]:
        return [one.worker for one in results.workers(MONTH, of, check)[0]]

    assert numbers("unpaid") == numbers("underpaid") == numbers("") == [23]
    assert numbers("all") == [23, 21, 22]
    assert numbers("received") == [21, 22]
    assert numbers("gap_received") == [23]
    assert numbers("gap_roster") == numbers("gap_listed") == numbers("nothing") == []
    assert numbers("unpaid", of=None) == [23]
    assert results.workers(MONTH, None, "all", (0, 2))[1] == 15
    assert {name: bool(numbers(name, of=None)) for name in LISTS}["attending"]


def test_workers_are_masked_and_each_fault_is_a_sentence(results: Results) -> None:
    ((one,), _) = results.workers(MONTH, UNPAID, "underpaid")
    assert (one.name, one.mask) == ("欧阳××", "4309**********0023")
    assert one.sentences[0] == "应于2025年12月15日前支付6,600元，至今分文未付，欠6,600元。"
    assert len(one.sentences) == len(one.faults) == 3
    person = results.person(MONTH, UNPAID, 23)
    assert person == Person(23, "欧阳虚构", "4309**********0023", "13900002217")
    assert results.person(MONTH, UNPAID, 1) is None


def test_the_slip_has_every_month_newest_first(results: Results) -> None:
    slip = results.slip(UNPAID, 21)
    assert slip is not None
    assert (slip.name, slip.phone, slip.firm) == ("欧阳××", "139****2217", "湖南某劳务有限公司")
    assert [(one.month, one.owed, one.received, one.outstanding) for one in slip.months] == [
        (MONTH + 1, 660_000, 660_000, 0),
        (MONTH, 660_000, 660_000, 0),
    ]
    paid = Receipt(date(2025, 12, 10), 660_000, "account", f"R2-21-{MONTH}", MONTH)
    assert slip.months[1].receipts == (paid,)
    assert results.slip(UNPAID, 1) is None


def test_the_calendar_shows_attendance_gaps_and_money(results: Results) -> None:
    shown = results.project(MONTH + 1, UNPAID)
    assert shown is not None
    days = {one.day.day: one for one in shown.days}
    assert len(days) == 31
    assert {number: one.attending for number, one in days.items() if one.attending} == {
        1: 2,
        2: 2,
        31: 2,
    }
    assert {number for number, one in days.items() if one.gap} == set(range(3, 31))
    assert days[5].events == (("blu", "人工费用拨入19,800.01元"),)
    assert days[10].events == (("grn", "专用账户2人，13,200元"),)
    assert (days[5].pay_in, days[10].pay_out, days[10].paid_workers) == (1_980_001, 1_320_000, 2)


def test_deposits_and_accounts_are_told_by_project(results: Results) -> None:
    held = {one.project: one for one in results.deposits(MONTH)}
    assert (held[UNPAID].form, held[UNPAID].amount) == ("guarantee", 30_000_000)
    accounts = {one.project: one for one in results.accounts(MONTH)}
    assert (accounts[UNPAID].tail, accounts[UNPAID].labor_fee) == ("1234", 1_980_001)
    assert accounts[UNPAID].outstanding == 660_000


def test_two_months_are_compared_project_by_project(results: Results) -> None:
    (one,) = results.compared(MONTH, MONTH + 1)
    assert (one.code, one.colors) == ("益建002", ("red", "red"))
    assert (one.unpaid_workers, one.outstanding) == ((1, 2), (660_000, 1_320_000))
    assert results.compared(MONTH, MONTH) == ()
    assert results.compared(MONTH, MONTH + 9) == ()


def test_the_day_judged_is_kept(results: Results) -> None:
    run = results.run(MONTH)
    assert run is not None
    assert run.as_of == AS_OF
