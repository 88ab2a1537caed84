"""From the monitor's results to what the office writes: a run's faults and colors, a red row.

Results are read (`wages/results.py`), never recomputed: sums and sentences are those of the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.office.wages.handed import (
    RED,
    YELLOW,
    Cell,
    Extract,
    Fault,
    ProjectColor,
    RedRow,
    Run,
    WorkerOwed,
    yuan,
)
from zhunsheng.wages import shapes
from zhunsheng.wages.months import month_zh, write_month
from zhunsheng.wages.tables import PAYERS

GREY, GREEN = "grey", "green"
OF_WORKERS = "worker"
# Where a check is about wages that are due, its sum is what is due on the project.
ABOUT_WAGES = frozenset(
    {
        "unpaid_by_pay_day",
        "unpaid_after_next_month",
        "underpaid",
        "attending_without_pay",
        "leaver_not_settled",
        "unpaid_share",
    }
)
MINUTES_OF_HOUR, HOUR_PLACES = 60, 2
WHO = ("姓名", "身份证号", "工资月份")
LEDGER = (*WHO, "应发工资", "扣款", "应得", "已收到", "已先行清偿", "核销", "尚欠", "来源")
DAYS = (*WHO, "出勤天数", "工作小时", "来源")
RECEIPTS = (*WHO, "到账日期", "金额（元）", "付款来源", "回单编号")


@dataclass(frozen=True, slots=True)
class Owed:
    """A worker of a red row: the own name, and the slip of the project.

    `earlier` is what is still open from the months before by the run of the row, in fen; None where
    the slip's own months say it.
    """

    person: shapes.Person
    slip: shapes.Slip
    earlier: int | None = None


def run_of(run: shapes.Run, projects: Iterable[shapes.Project]) -> Run:
    """Return a run with the faults and colors of its projects, as warnings and ratings need them.

    A fault is a check that hit and costs the project its color or points. Of a grey project only
    faults about wages count, whatever they cost, and nothing is proved of it.
    """
    seen = tuple(projects)
    rated = [one for one in seen if one.line.color != GREY]
    evaluated = {check.name for check in run.checks} - {one.check for one in run.skipped}
    return Run(
        run.digest,
        run.month,
        run.as_of,
        run.known_on,
        run.scheme_title or run.scheme,
        faults=tuple(fault for one in seen for fault in _faults(run.month, one)),
        colors=tuple(_color(run.month, one) for one in seen),
        covered=frozenset(one.line.code for one in rated),
        evaluated=frozenset(evaluated),
    )


def _faults(month: int, project: shapes.Project) -> Iterator[Fault]:
    line = project.line
    for one in project.judgements:
        if not one.hit or one.skipped or not _counts(line, one):
            continue
        yield Fault(
            line.code,
            line.name,
            one.check,
            one.zh,
            one.citation,
            month,
            workers=one.hit if one.grain == OF_WORKERS else 0,
            fen=project.sums.overdue + project.sums.earlier if one.check in ABOUT_WAGES else 0,
            sentence=one.sentence,
            level=RED if one.color == RED else YELLOW,
            employer=line.contractor,
            district=line.district,
        )


def _counts(line: shapes.Line, one: shapes.Judgement) -> bool:
    """Say whether a hit is warned of: a project not rated still has to pay its wages."""
    if line.color == GREY:
        return one.check in ABOUT_WAGES
    return one.color not in ("", GREEN) or bool(one.off)


def _color(month: int, project: shapes.Project) -> ProjectColor:
    line = project.line
    grey = line.color == GREY
    return ProjectColor(
        line.code,
        line.name,
        month,
        line.color,
        causes=tuple(cause.sentence for cause in project.causes),
        points=None if grey else line.points,
        stars=None if grey else line.stars,
        grey_reason=line.reason_grey if grey else "",
        employer=line.contractor,
        district=line.district,
    )


# --- a red row with its evidence -----------------------------------------------------------------


def red_row(month: int, line: shapes.Line, workers: Sequence[Owed]) -> RedRow:
    """Return a project's month to be followed up, with extracts of the workers still owed.

    Months after it are left out; so are workers who are owed nothing.
    """
    found = [(one, _arrears(one, month)) for one in workers]
    owed = [(one, months) for one, months in found if months or one.earlier]
    return RedRow(
        line.code,
        line.name,
        line.contractor,
        month,
        tuple(_worker(one, months, month) for one, months in owed),
        tuple(_extracts(f"{line.name} {month_zh(month)}", owed)),
        line.district,
    )


def _arrears(owed: Owed, month: int) -> list[shapes.SlipMonth]:
    """Return the months, up to a month, for which a worker is still owed something, in order.

    A month before is left out where the row's own run holds nothing open from before.
    """
    since = month if owed.earlier == 0 else 0
    found = (one for one in owed.slip.months if since <= one.month <= month and one.outstanding > 0)
    return sorted(found, key=lambda one: one.month)


def _worker(one: Owed, months: Sequence[shapes.SlipMonth], month: int) -> WorkerOwed:
    """Return what a worker is owed in all: the row's run goes before what earlier runs held."""
    fen = sum(held.outstanding for held in months)
    if one.earlier is not None:
        fen = one.earlier + sum(held.outstanding for held in months if held.month == month)
    return WorkerOwed(one.person.name, one.person.mask, max(len(months), 1), fen)


Arrears = Sequence[tuple[Owed, Sequence[shapes.SlipMonth]]]


def _extracts(where: str, owed: Arrears) -> Iterator[Extract]:
    rows = [(_who(one, month), month) for one, months in owed for month in months]
    ledger = [(*who, *_wages(month), _from(month, "payroll")) for who, month in rows]
    yield Extract("wage_ledger", f"工资支付台账 {where}", LEDGER, ledger)
    days = [(*who, *_attended(month), _from(month, "attendance")) for who, month in rows]
    yield Extract("attendance", f"考勤记录 {where}", DAYS, days)
    receipts = [
        (*who, one.day, yuan(one.amount), PAYERS.get(one.payer, one.payer), one.voucher)
        for who, month in rows
        for one in month.receipts
    ]
    yield Extract("bank_receipts", f"银行发放回单 {where}", RECEIPTS, receipts)


def _who(one: Owed, month: shapes.SlipMonth) -> tuple[Cell, ...]:
    return (one.person.name, one.person.mask, write_month(month.month))


def _wages(month: shapes.SlipMonth) -> tuple[Cell, ...]:
    sums = (month.gross, month.deductions, month.owed, month.received)
    return tuple(map(yuan, (*sums, month.advanced, month.written_off, month.outstanding)))


def _attended(month: shapes.SlipMonth) -> tuple[Cell, ...]:
    """Return days attended, and hours to the hundredth."""
    return (month.days, round(Decimal(month.minutes) / MINUTES_OF_HOUR, HOUR_PLACES))


def _from(month: shapes.SlipMonth, table: str) -> str:
    """Return where the rows behind a month stand, so that anyone can look them up."""
    found = (one for one in month.origins if one.table == table)
    return "；".join(f"第{one.load}次导入 {one.file} 第{one.row}行" for one in found)
