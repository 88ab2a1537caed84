"""What the monitor's results amount to as faults, colors and a red row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import get_args

from tests.cast import LOCAL
from zhunsheng.office.wages import Extract, Owed, WorkerOwed, red_row, run_of
from zhunsheng.procedures import procedures
from zhunsheng.wages import shapes
from zhunsheng.wages.months import read_month
from zhunsheng.wages.scheme import Reason

MONTH = read_month("2026-10")
UNPAID, BOARD, PROVINCE = "unpaid_by_pay_day", "notice_board_missing", "province_warning"
LINE = shapes.Line(
    7, "P-001", "青禾安置房", "桃江县", "云岭某建设有限公司", "red", points=60, stars=2
)


def said(name: str) -> shapes.CheckSaid:
    return shapes.CheckSaid(name, name, "依据", "worker", 0, of_project=False, verified="text")


RUN = shapes.Run(
    month=MONTH,
    number="0001",
    at=datetime(2026, 11, 25, 9, tzinfo=LOCAL),
    by="zhou",
    as_of=date(2026, 11, 24),
    known_on=date(2026, 11, 23),
    scheme="default",
    scheme_title="默认评定办法",
    scheme_digest="s",
    digest="d",
    law_mark="l",
    terms={},
    overdue_month=MONTH - 1,
    loads=(1,),
    before=None,
    checks=(said(UNPAID), said(BOARD), said(PROVINCE)),
    skipped=(shapes.Skipped(PROVINCE, "省平台预警", "没有数据"),),
)
JUDGEMENTS = (
    shapes.Judgement(UNPAID, "未按约定日发放", 14, "worker", "14人未付", "条例/11", "red"),
    shapes.Judgement(BOARD, "没有告示牌", 1, "project", "未设告示牌", "条例/34", "green", off=5),
    shapes.Judgement("roster_stale", "名册未更新", 0, "project", "", "本地", "yellow"),
    shapes.Judgement("identical_sums", "金额相同", 1, "project", "相同", "本地", "green"),
    shapes.Judgement(PROVINCE, "省平台预警", 1, "project", "", "本地", "red", skipped="没有数据"),
)
PROJECT = shapes.Project(
    LINE,
    shapes.Facts(),
    shapes.Counts(),
    shapes.Sums(overdue=8_640_000, earlier=50),
    (shapes.Cause(UNPAID, "14人2026年10月工资未付"),),
    JUDGEMENTS,
    shapes.Turning(),
    (),
    (),
)
GREY = replace(
    PROJECT, line=replace(LINE, code="P-002", color="grey", reason_grey="suspended", points=0)
)


def test_a_fault_is_what_hit_and_costs_color_or_points() -> None:
    found = {one.check: one for one in run_of(RUN, [PROJECT]).faults}
    assert set(found) == {UNPAID, BOARD}
    assert (found[UNPAID].workers, found[UNPAID].fen, found[UNPAID].level) == (14, 8_640_050, "red")
    assert (found[BOARD].workers, found[BOARD].fen, found[BOARD].level) == (0, 0, "yellow")
    assert (found[UNPAID].project, found[UNPAID].district) == ("P-001", "桃江县")


def test_a_grey_project_is_warned_of_wages_alone_and_nothing_is_proved_of_it() -> None:
    run = run_of(RUN, [PROJECT, GREY])
    grey = [(one.check, one.workers, one.fen) for one in run.faults if one.project == "P-002"]
    assert grey == [(UNPAID, 14, 8_640_050)]
    assert run.covered == {"P-001"}
    assert [(one.color, one.grey_reason, one.points) for one in run.colors] == [
        ("red", "", 60),
        ("grey", "suspended", None),
    ]
    assert run.colors[0].causes == ("14人2026年10月工资未付",)


def test_the_office_knows_every_color_and_reason_a_scheme_gives() -> None:
    rated = procedures()["project_rating"].step("rated")
    assert rated is not None
    choices = {fact.name: set(fact.choices) for fact in rated.facts}
    assert choices["grey_reason"] == set(get_args(Reason))
    assert choices["color"] == set(shapes.COLORS)


def test_a_check_that_was_not_evaluated_proves_nothing() -> None:
    run = run_of(RUN, [PROJECT])
    assert run.evaluated == {UNPAID, BOARD}
    assert run.says_of("P-001", UNPAID)
    assert not run.says_of("P-001", PROVINCE)
    assert not run.says_of("P-002", UNPAID)


def slip_month(month: int, outstanding: int) -> shapes.SlipMonth:
    return shapes.SlipMonth(
        month,
        days=22,
        minutes=10_570,
        earned=775_000,
        gross=780_000,
        deductions=5_000,
        owed=775_000,
        received=775_000 - outstanding,
        advanced=0,
        written_off=0,
        outstanding=outstanding,
        receipts=(shapes.Receipt(date(2026, 11, 20), 775_000 - outstanding, "account", "H-1"),),
        origins=(
            shapes.Origin("payroll", 3, "工资表.xlsx", 12),
            shapes.Origin("attendance", 1, "考勤.csv", 801),
        ),
    )


def slip(*months: shapes.SlipMonth) -> shapes.Slip:
    return shapes.Slip(
        1, "9999**********0017", "何××", "", "", "", "day", None, None, None, None, months=months
    )


HE = shapes.Person(1, "何秋实", "9999**********0017", "")
CAO = shapes.Person(2, "曹小满", "9999**********002X", "")


def test_a_red_row_names_who_is_still_owed_up_to_the_month() -> None:
    owed = slip(
        slip_month(MONTH + 1, 99_900),
        slip_month(MONTH, 500_000),
        slip_month(MONTH - 1, 0),
        slip_month(MONTH - 2, 775_000),
    )
    row = red_row(MONTH, LINE, [Owed(HE, owed), Owed(CAO, slip(slip_month(MONTH, 0)))])
    assert row.workers == (WorkerOwed("何秋实", "9999**********0017", 2, 1_275_000),)
    assert row.fen == 1_275_000
    extracts: dict[str, Extract] = {one.paper: one for one in row.extracts}
    assert list(extracts) == ["wage_ledger", "attendance", "bank_receipts"]
    assert [one[2] for one in extracts["wage_ledger"].rows] == ["2026-08", "2026-10"]
    assert extracts["wage_ledger"].rows[1][3:] == (
        Decimal(7800),
        Decimal(50),
        Decimal(7750),
        Decimal(2750),
        Decimal(0),
        Decimal(0),
        Decimal(5000),
        "第3次导入 工资表.xlsx 第12行",
    )
    assert extracts["attendance"].rows[0][3:] == (
        22,
        Decimal("176.17"),
        "第1次导入 考勤.csv 第801行",
    )
    assert extracts["bank_receipts"].rows[1][3:] == (
        date(2026, 11, 20),
        Decimal(2750),
        "专用账户",
        "H-1",
    )
    for one in row.extracts:
        assert {len(cells) for cells in one.rows} == {len(one.headers)}


def test_a_row_names_who_is_owed_of_earlier_months_alone() -> None:
    paid_now = slip(slip_month(MONTH, 0), slip_month(MONTH - 2, 775_000))
    row = red_row(MONTH, LINE, [Owed(HE, paid_now, 600_000), Owed(CAO, slip(), 40_000)])
    assert [(one.months, one.fen) for one in row.workers] == [(1, 600_000), (1, 40_000)]
    assert [cells[2] for cells in row.extracts[0].rows] == ["2026-08"]
    settled = slip(slip_month(MONTH, 500_000), slip_month(MONTH - 2, 775_000))
    row = red_row(MONTH, LINE, [Owed(HE, settled, 0)])
    assert [(one.months, one.fen) for one in row.workers] == [(1, 500_000)]
