"""Faults of whole projects, planted in the last month; each says which checks must find it."""

from __future__ import annotations

from collections.abc import Callable

from zhunsheng.wages.sample.city import DAY, MANAGER, NEVER, OTHER, number_of
from zhunsheng.wages.sample.founding import DAY_RATE, OPENED_AFTER, SIGNED_BEFORE, TENTH
from zhunsheng.wages.sample.money import ENOUGH, PERCENT
from zhunsheng.wages.sample.planting import Planting
from zhunsheng.wages.sample.worker_faults import UNPAID, attending_without_roster

UNPAID_ONE_IN, UNREGISTERED_ONE_IN = 2, 4
SHORT_PERCENT, MISUSED_PERCENT, HALF_PERCENT = 90, 30, 60
DELAY = 40
LATE_BY, GAP_FROM, GAP_TO = 19, 7, 20
SAME_SUM = 600_000
EXPIRES_AFTER, DEREGISTERED_AFTER = 5, 12


def unpaid_share(the: Planting, project: int) -> None:
    """Leave every second of the workers unpaid who have not left."""
    at = the.attending(project)
    at = at[the.city.places.left[at] == NEVER][::UNPAID_ONE_IN]
    the.city.work.received[at, -1] = 0
    net = the.city.work.net[at, -1]
    the.workers(UNPAID, at, net, "本项目半数工人没有领到工资")
    the.site("unpaid_share", project, "本项目半数工人没有领到工资", int(net.sum()))


def labor_fee_late(the: Planting, project: int) -> None:
    """Let no labor fee come for the month; the contractor's own money pays the wages."""
    _let_come(the, project, 0)
    the.money.topped_percent[project] = ENOUGH
    the.site("labor_fee_late", project, "当月人工费用至截止日没有拨付")
    the.site("labor_fee_short", project, "当月人工费用至截止日没有拨付")


def labor_fee_short(the: Planting, project: int) -> None:
    """Let nine tenths of the labor fee come; the contractor's own money fills up."""
    _let_come(the, project, SHORT_PERCENT)
    the.money.topped_percent[project] = ENOUGH - SHORT_PERCENT
    the.site("labor_fee_short", project, "当月人工费用只拨付了九成")


def _let_come(the: Planting, project: int, percent: int) -> None:
    """Let the fee of earlier months be just enough, and so much of the last month's come."""
    the.money.fee_percent[project] = PERCENT
    the.money.fee_percent[project, -1] = percent


def account_misused(the: Planting, project: int) -> None:
    """Let money leave the account for materials; the contractor's own money fills up."""
    the.money.misused_percent[project] = MISUSED_PERCENT
    the.money.topped_percent[project] = ENOUGH - PERCENT + MISUSED_PERCENT
    the.site("account_misused", project, "专用账户向建材公司转款")


def balance_short(the: Planting, project: int) -> None:
    """Let half the workers go unpaid because a part of the fee came, and a part went elsewhere."""
    unpaid_share(the, project)
    labor_fee_short(the, project)
    account_misused(the, project)
    the.money.topped_percent[project] = 0
    _unpaid_before(the, project)
    the.site("balance_short", project, "账户余额不够发放当月尚欠的工资")


def _unpaid_before(the: Planting, project: int) -> None:
    """Let the same workers be unpaid for the month before, for want of half the fee."""
    if the.city.plan.months > 1:
        at = the.city.of(project)
        at = at[(the.city.work.net[at, -1] > 0) & (the.city.work.received[at, -1] == 0)]
        the.city.work.received[at, -2] = 0
        the.money.fee_percent[project, -2] = HALF_PERCENT


def once_late(the: Planting, project: int) -> None:
    """Let the wages of the first month come late, but before the last day: a fault of then."""
    if the.city.plan.months > 1:
        the.city.projects.delay[project, 0] = DELAY


def account_missing(the: Planting, project: int) -> None:
    """Let there be no special account; the wages come from another one."""
    the.city.projects.account[project] = NEVER
    at = the.city.of(project)
    the.city.work.payer[at] = OTHER
    paid = at[the.city.work.received[at, -1] > 0]
    amounts = the.city.work.received[paid, -1]
    the.workers(("not_through_account",), paid, amounts, "没有专用账户，从其他账户发放")
    the.site("account_missing", project, "没有开设专用账户")
    the.site("labor_fee_late", project, "没有专用账户，人工费用没有拨入")
    the.site("labor_fee_short", project, "没有专用账户，人工费用没有拨入")


def deposit_missing(the: Planting, project: int) -> None:
    """Let there be no deposit."""
    the.money.stored[project] = 0
    the.site("deposit_missing", project, "没有存储工资保证金", int(the.money.required[project]))


def deposit_short(the: Planting, project: int) -> None:
    """Let half the deposit be stored."""
    the.money.stored[project] = the.money.required[project] // 2
    missing = int(the.money.required[project] - the.money.stored[project])
    the.site("deposit_short", project, "工资保证金只存了一半", missing)


def guarantee_expiring(the: Planting, project: int) -> None:
    """Let the guarantee expire soon after the last day."""
    the.money.form[project] = "guarantee"
    the.money.expires[project] = number_of(the.city.plan.last) + EXPIRES_AFTER
    the.site("guarantee_expiring", project, "保函五日后到期")


def wage_officer_missing(the: Planting, project: int) -> None:
    """Let nobody be the wage officer."""
    the.city.projects.officer[project] = ""
    the.site("wage_officer_missing", project, "没有劳资专管员")


def notice_board_missing(the: Planting, project: int) -> None:
    """Let there be no notice board."""
    the.city.projects.board[project] = NEVER
    the.site("notice_board_missing", project, "没有设立维权信息告示牌")


def roster_stale(the: Planting, project: int) -> None:
    """Leave every fourth worker off the roster."""
    attending_without_roster(the, the.attending(project)[::UNREGISTERED_ONE_IN])
    the.site("roster_stale", project, "四分之一出勤工人不在花名册")


def attendance_late(the: Planting, project: int) -> None:
    """Start the project on the first of the month, and attendance on the twentieth."""
    first, at, all_ = the.city.firsts[-1], the.city.of(project), the.city.projects
    all_.started[project] = all_.board[project] = first
    all_.signed[project] = first - SIGNED_BEFORE
    all_.account[project] = first - SIGNED_BEFORE + OPENED_AFTER
    places, work = the.city.places, the.city.work
    places.entered[at] = places.contract[at] = first
    places.left[at] = NEVER
    work.minutes[at, :-1] = 0
    work.minutes[at, -1, :LATE_BY] = 0
    the.city.claim(at)
    the.site("attendance_late", project, "一日开工，二十日才有考勤")
    the.site("attendance_gap", project, "开工后连续十九日没有考勤")


def attendance_gap(the: Planting, project: int) -> None:
    """Let nobody attend for thirteen days running; the payroll says the same."""
    at = the.city.of(project)
    the.city.work.minutes[at, -1, GAP_FROM:GAP_TO] = 0
    the.city.claim(at, slice(-1, None))
    the.site("attendance_gap", project, "在建，连续十三日没有考勤")


def identical_sums(the: Planting, project: int) -> None:
    """List everyone with the same round sum."""
    work, at = the.city.work, the.attending(project)
    work.due[at, -1] = SAME_SUM
    work.deductions[at, -1] = 0
    work.received[at, -1] = SAME_SUM
    the.site("identical_sums", project, "工资表每人都是六千元")


def deregistering_firm(the: Planting, project: int) -> None:
    """Strike the labor firm off the register while wages are owed (see `unpaid_share`)."""
    labor = 2 * project + 1
    the.city.firms.deregistered[labor] = the.city.lasts[-1] + DEREGISTERED_AFTER
    the.site("deregistering_firm", project, "劳务公司尚欠工资，已经注销登记")


def province_warning(the: Planting, project: int) -> None:
    """Let the province's platform warn."""
    the.money.warned[project] = True
    the.site("province_warning", project, "省平台预警没有解除")


def payroll_missing(the: Planting, project: int) -> None:
    """Pay what was earned by the day, without a payroll."""
    city, at = the.city, the.city.of(project)
    workers = at[city.places.role[at] != MANAGER]
    city.places.rate_kind[workers] = DAY
    low, high = DAY_RATE
    rates = city.random.integers(low // TENTH, high // TENTH, len(workers)) * TENTH
    city.places.rate[workers] = rates
    city.claim(workers)
    work = city.work
    work.received[workers, -1] = work.due[workers, -1]
    work.listed[workers, -1] = False
    for column in (work.days, work.due, work.deductions):
        column[workers, -1] = 0
    the.site("payroll_missing", project, "有考勤和发放，没有工资表")


SiteFault = Callable[[Planting, int], None]
BUNDLES: tuple[tuple[SiteFault, ...], ...] = (
    (balance_short, deregistering_firm, wage_officer_missing),
    (attendance_gap, roster_stale, labor_fee_late, notice_board_missing, deposit_missing),
    (identical_sums, account_missing, deposit_short, province_warning),
    (attendance_late, payroll_missing, guarantee_expiring),
)
SINGLES: tuple[SiteFault, ...] = (
    *(unpaid_share, labor_fee_late, labor_fee_short, account_misused, account_missing),
    *(deposit_missing, deposit_short, guarantee_expiring, wage_officer_missing),
    *(notice_board_missing, roster_stale, attendance_late, attendance_gap, identical_sums),
    *(province_warning, payroll_missing),
)
