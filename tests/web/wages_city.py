"""A told city for the tests of the wage pages: two months, six projects, invented people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from zhunsheng.wages.accounts import Account, Deposit
from zhunsheng.wages.months import read_month
from zhunsheng.wages.shapes import (
    COLORS,
    Act,
    Asked,
    Cause,
    CheckSaid,
    Counts,
    Day,
    Facts,
    Judgement,
    Line,
    Origin,
    Project,
    Rated,
    Receipt,
    Run,
    Slip,
    SlipMonth,
    Sums,
    Tally,
    Turning,
    Worker,
)
from zhunsheng.web.wages.monitor import folder

OCTOBER, NOVEMBER = read_month("2025-10"), read_month("2025-11")
OWED, PAID = 860_000, 500_000  # fen
YELLOW, RED, GREEN = 2, 1, 3
NAME, PHONE = "许立春", "19900001234"
MASK = "9901**********123X"

TOLD = (
    ("unpaid_after_next_month", "次月末仍未足额支付", "保障农民工工资支付条例/13.1", "red"),
    ("unpaid_by_pay_day", "约定发薪日没有足额支付", "保障农民工工资支付条例/11.1", "yellow"),
    ("attending_without_pay", "有考勤没有工资", "保障农民工工资支付条例/31.1", "yellow"),
    ("attendance_gap", "考勤断传", "保障农民工工资支付条例/28.1", "green"),
    ("deposit_missing", "没有存储工资保证金", "保障农民工工资支付条例/32.1", "yellow"),
    ("notice_board_missing", "没有维权信息告示牌", "保障农民工工资支付条例/34.1", "yellow"),
)
OF_PROJECTS = {"attendance_gap", "deposit_missing", "notice_board_missing"}
CHECKS = tuple(
    CheckSaid(
        name, zh, per, grain="project" if name in OF_PROJECTS else "worker", bit=bit,
        of_project=name in OF_PROJECTS, verified="text",
    )
    for bit, (name, zh, per, _) in enumerate(TOLD)
)  # fmt: skip


def _run(month: int, as_of: date, loads: tuple[int, ...]) -> Run:
    return Run(
        month,
        "0001",
        at=datetime.combine(as_of, time(9), UTC),
        by="chen",
        as_of=as_of,
        known_on=as_of - timedelta(days=1),
        scheme="default",
        scheme_title="红黄绿评定默认方案",
        scheme_digest="aa" * 32,
        digest=f"{month:04x}" * 16,
        law_mark="3a" * 32,
        terms={},
        overdue_month=month,
        loads=loads,
        before=None,
        checks=CHECKS,
        skipped=(),
    )


RUNS = (
    _run(NOVEMBER, date(2025, 12, 5), (1, 2)),
    _run(OCTOBER, date(2025, 11, 5), (1,)),
)


def _line(project: int, name: str, district: str, color: str, **more: object) -> Line:
    given = {"code": f"HN-{project:04}", "contractor": "松坡某建设集团有限公司", **more}
    return Line(project, name=name, district=district, color=color, **given)  # type: ignore[arg-type]


LINES: Mapping[int, tuple[Line, ...]] = {
    NOVEMBER: (
        _line(
            1, "城东安置小区（二期）建设项目", "赫山区", "red", points=52, stars=0, color_months=2,
            attending=154, unpaid_workers=23, outstanding=38_624_000, overdue=38_624_000,
            checks={"unpaid_after_next_month": 23, "attending_without_pay": 4, "attendance_gap": 1,
                    "deposit_missing": 1},
        ),
        _line(
            2, "桃花江大桥维修工程", "桃江县", "yellow", points=81, stars=3, attending=48,
            unpaid_workers=1, outstanding=OWED - PAID, overdue=OWED - PAID,
            checks={"unpaid_by_pay_day": 1, "notice_board_missing": 1},
        ),
        _line(3, "资阳第二小学", "资阳区", "green", points=100, stars=5, color_months=6, attending=61),
        _line(4, "云梦路管网改造", "赫山区", "green", points=95, stars=5, attending=12,
              checks={"attendance_gap": 1}),
        _line(5, "白鹿寺修缮", "赫山区", "grey", reason_grey="suspended", points=100),
        _line(6, "三里桥泵站", "桃江县", "grey", reason_grey="no_data", points=100),
    ),
    OCTOBER: (
        _line(1, "城东安置小区（二期）建设项目", "赫山区", "red", points=60, attending=150,
              unpaid_workers=20, outstanding=30_000_000, checks={"unpaid_after_next_month": 20}),
        _line(2, "桃花江大桥维修工程", "桃江县", "green", points=100, stars=5, attending=50),
        _line(3, "资阳第二小学", "资阳区", "green", points=100, stars=5, attending=60),
    ),
}  # fmt: skip


def rated(line: Line, month: int) -> Rated:
    """Return a month of a project's history."""
    owed = line.attending * 700_000
    return Rated(
        month, line.color, line.points, line.stars,
        Counts(line.attending + 14, line.attending, line.attending, line.attending - line.unpaid_workers),
        line.unpaid_workers, owed, owed - line.outstanding, line.outstanding,
    )  # fmt: skip


def history(project: int) -> tuple[Rated, ...]:
    """Return the months of a project."""
    return tuple(
        rated(line, month)
        for month, lines in LINES.items()
        for line in lines
        if line.project == project
    )


def days() -> tuple[Day, ...]:
    """Return November: two days without attendance, the labor fee in, wages paid."""
    found = []
    for day in range(1, 31):
        gap = day in (18, 19)
        events: tuple[tuple[str, str], ...] = {
            3: (("blu", "拨付 180.0万"),),
            10: (("grn", "代发 131 人"),),
        }.get(day, ())
        number = 0 if gap else 120 + day % 30
        found.append(Day(date(2025, 11, day), number, gap, events))
    return tuple(found)


def judgements(line: Line) -> tuple[Judgement, ...]:
    """Return every check of a project that is told of."""
    known = [
        Judgement(
            name, zh, hit, grain, f"{hit} 人" if hit and grain == "worker" else "", per,
            color if hit else "green", 5 if hit else 0,
        )
        for name, zh, per, color in TOLD
        for grain in ("project" if name in OF_PROJECTS else "worker",)
        for hit in (line.checks.get(name, 0),)
    ]  # fmt: skip
    skipped = Judgement(
        "below_minimum_wage", "低于最低工资标准", 0, "worker", "", "", "green",
        skipped="没有核对：湖南省最低工资标准还没有核实原文",
    )  # fmt: skip
    return (*known, skipped)


WORKERS = (
    Worker(7, MASK, NAME, "木工班", 22, OWED, PAID, OWED - PAID, OWED - PAID,
           ("unpaid_after_next_month",)),
    Worker(8, "9901**********4321", "李秋分", "钢筋班", 18, OWED, 0, OWED, OWED,
           ("unpaid_after_next_month", "attending_without_pay")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class City:
    """Answers as the monitor does, from the literals above."""

    kept: tuple[Run, ...] = RUNS
    lines: Mapping[int, tuple[Line, ...]] = field(default_factory=lambda: LINES)

    @property
    def folder(self) -> Path:
        """The folder the pages look into, so that they take this for its results."""
        return folder()

    def runs(self) -> tuple[Run, ...]:
        return self.kept

    def projects(self, month: int, asked: Asked) -> tuple[tuple[Line, ...], int]:
        found = [line for line in self.lines[month] if matches(line, asked)]
        keys = {
            "": lambda one: (COLORS.index(one.color), -one.outstanding),
            "unpaid": lambda one: -one.unpaid_workers,
            "sum": lambda one: -one.outstanding,
            "points": lambda one: one.points,
        }
        found.sort(key=keys[asked.order])
        return tuple(found[asked.offset : asked.offset + asked.limit]), len(found)

    def districts(self, month: int) -> tuple[Tally, ...]:
        names = dict.fromkeys(line.district for line in self.lines[month])
        return tuple(self._tally(month, name) for name in (*names, ""))

    def _tally(self, month: int, district: str) -> Tally:
        lines = [one for one in self.lines[month] if district in ("", one.district)]
        return Tally(
            district,
            {color: sum(one.color == color for one in lines) for color in COLORS},
            len(lines),
            sum(one.unpaid_workers for one in lines),
            0,
            sum(one.outstanding for one in lines),
            sum(one.overdue for one in lines),
        )

    def history(self, project: int, upto: int) -> tuple[Rated, ...]:
        return tuple(
            one for one in sorted(history(project), key=lambda one: one.month) if one.month <= upto
        )

    def checks(self, month: int) -> Mapping[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for line in self.lines[month]:
            for name, n in line.checks.items():
                projects, workers = found.get(name, (0, 0))
                found[name] = (projects + 1, workers + n)
        return found

    def project(self, month: int, project: int) -> Project | None:
        line = next((one for one in self.lines[month] if one.project == project), None)
        if line is None:
            return None
        paid = line.attending - line.unpaid_workers
        owed = line.attending * 700_000
        return Project(
            line,
            Facts("赫山区某投资公司", "政府投资", "在建", "高劳资", "19900002217", "3021", 15, 9_000_000_000, 3),
            Counts(line.attending + 14, line.attending, line.attending, paid),
            Sums(owed, owed - line.outstanding, outstanding=line.outstanding, overdue=line.overdue),
            causes(line),
            judgements(line),
            turning(line),
            days() if line.color != "grey" else (),
            history(project),
            line.color,
        )  # fmt: skip

    def workers(
        self, month: int, project: int, check: str = "", part: tuple[int, int] = (0, 50)
    ) -> tuple[tuple[Worker, ...], int]:
        offset, limit = part
        found = [one for one in WORKERS if project == RED]
        if check == "attending_without_pay":
            found = [one for one in found if check in one.faults]
        return tuple(found[offset : offset + limit]), len(found)

    def slip(self, project: int, worker: int) -> Slip | None:
        if project != RED or worker != WORKERS[0].worker:
            return None
        one = SlipMonth(
            OCTOBER, 22, 10_560, 0, OWED, 0, OWED, PAID, 0, 0, OWED - PAID, date(2025, 11, 17),
            (Receipt(date(2025, 11, 12), PAID, "account", "HD0071"),),
            (Origin("payroll", 1, "十月工资.xlsx", 18), Origin("receipts", 1, "回单.csv", 40)),
        )  # fmt: skip
        return Slip(
            7, MASK, NAME, PHONE, "木工班", "松坡某劳务有限公司", "day", 39_000,
            date(2025, 3, 2), None, date(2025, 3, 1), (one,),
        )  # fmt: skip

    def deposits(self, month: int) -> tuple[Deposit, ...]:
        return (
            Deposit(1, "城东安置小区（二期）建设项目", "赫山区", "guarantee", 270_000_000, 200_000_000,
                    0, date(2025, 1, 6), date(2025, 12, 30), None),
            Deposit(2, "桃花江大桥维修工程", "桃江县", "cash", 30_000_000, 30_000_000, 0,
                    date(2025, 2, 6), None, None),
        )  # fmt: skip

    def accounts(self, month: int) -> tuple[Account, ...]:
        return (
            Account(1, "城东安置小区（二期）建设项目", "赫山区", "3021", date(2025, 1, 6),
                    180_000_000, 91_700_000, 2_000_000, 60_000_000, 107_800_000,
                    ("account_misused", "balance_short")),
            Account(2, "桃花江大桥维修工程", "桃江县", "8817", date(2025, 2, 6),
                    30_000_000, 28_000_000, 0, 40_000_000, 33_600_000),
        )  # fmt: skip


def causes(line: Line) -> tuple[Cause, ...]:
    """Return why a project has its color."""
    if line.color == "red":
        return (
            Cause("unpaid_after_next_month", "次月末仍未足额支付：23 人，按方案为红",
                  "保障农民工工资支付条例/13.1", "red"),
            Cause("attendance_gap", "考勤断传 2 日：18日、19日没有任何上传，扣 3 分",
                  "保障农民工工资支付条例/28.1", ""),
        )  # fmt: skip
    if line.color == "yellow":
        return (
            Cause("unpaid_by_pay_day", "约定发薪日没有足额支付：1 人，按方案为黄", "", "yellow"),
        )
    return ()


def turning(line: Line) -> Turning:
    """Return what makes a project green."""
    if line.color != "red":
        return Turning()
    acts = (
        Act("unpaid_after_next_month", "补发 23 人工资，共 386,240元", 23, 38_624_000),
        Act("deposit_missing", "补存工资保证金，上传凭证"),
    )
    return Turning(acts, NOVEMBER + 6)


def matches(line: Line, asked: Asked) -> bool:
    """Say whether a project is asked for."""
    return (
        (not asked.color or line.color == asked.color)
        and (not asked.district or line.district == asked.district)
        and (not asked.check or asked.check in line.checks)
        and (asked.words in line.name or asked.words in line.contractor)
        and (asked.districts is None or line.district in asked.districts)
    )


def many(number: int) -> City:
    """Return a city of so many projects in November."""
    lines = [replace(LINES[NOVEMBER][0], project=n, name=f"项目{n}") for n in range(1, number + 1)]
    return City(RUNS[:1], {NOVEMBER: tuple(lines)})
