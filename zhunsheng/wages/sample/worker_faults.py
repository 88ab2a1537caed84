"""Faults of single workers, planted in the last month; each says which checks must find it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from zhunsheng.wages.sample.city import CASH, NEVER, earned
from zhunsheng.wages.sample.exports import WHOLE_DAY
from zhunsheng.wages.sample.people import Whole
from zhunsheng.wages.sample.planting import Planting

PARTLY = ("underpaid", "unpaid_after_next_month")
UNPAID = ("unpaid_by_pay_day", *PARTLY)
PART, OF_PARTS = 3, 5
ABOVE_MONTH, ABOVE_YEAR = 6_280_000, 32_000_000
BELOW_MINIMUM = 3_600
INVENTED_DAYS, GHOST_DAYS, MORE_DAYS, LEAVING_AFTER = 24, 26, 4, 14
CARD_SHARERS = 3
LAST = slice(-1, None)


def unpaid(the: Planting, at: Whole) -> None:
    """Leave the wages of the month unpaid."""
    the.city.work.received[at, -1] = 0
    the.workers(UNPAID, at, the.city.work.net[at, -1], "工资表有名，银行没有发放")


def underpaid(the: Planting, at: Whole) -> None:
    """Pay three fifths of the month."""
    work = the.city.work
    net = work.net[at, -1]
    work.received[at, -1] = net * PART // OF_PARTS
    missing = net - work.received[at, -1]
    the.workers(PARTLY, at, missing, "只发放了五分之三")


def attending_without_pay(the: Planting, at: Whole) -> None:
    """Take the worker off the payroll, and pay nothing."""
    _unlist(the, at)
    the.city.work.received[at, -1] = 0
    lost = earned(the.city, at)[:, -1]
    the.workers(("attending_without_pay", *UNPAID), at, lost, "有考勤，工资表没有，也没有发放")


def paid_without_attending(the: Planting, at: Whole) -> None:
    """Pay a registered worker who was not there."""
    the.city.work.minutes[at, -1] = 0
    _invent_days(the, at, INVENTED_DAYS)
    checks = ("paid_without_attending",)
    the.workers(checks, at, the.city.work.net[at, -1], "没有考勤，工资表列24日并已发放")


def paid_without_roster(the: Planting, at: Whole) -> None:
    """Pay someone who is not registered and never was there."""
    the.city.places.rostered[at] = False
    the.city.work.minutes[at] = 0
    the.city.claim(at)
    _invent_days(the, at, GHOST_DAYS)
    checks = ("paid_without_roster", "paid_without_attending")
    the.workers(checks, at, the.city.work.net[at, -1], "花名册和考勤都没有此人，却领取工资")


def attending_without_roster(the: Planting, at: Whole) -> None:
    """Let someone work, and be paid, who is not registered."""
    the.city.places.rostered[at] = False
    checks = ("attending_without_roster", "paid_without_roster")
    the.workers(checks, at, the.city.work.net[at, -1], "有考勤和工资，花名册没有此人")


def above_month_limit(the: Planting, at: Whole) -> None:
    """List more in the month than a worker can be thought to earn."""
    _list_sum(the, at, ABOVE_MONTH)
    the.workers(("above_month_limit",), at, the.city.work.due[at, -1], "一月应发六万余元")


def above_year_limit(the: Planting, at: Whole) -> None:
    """List more in the month than a worker can be thought to earn in a year."""
    _list_sum(the, at, ABOVE_YEAR)
    checks = ("above_year_limit", "above_month_limit")
    the.workers(checks, at, the.city.work.due[at, -1], "一月应发三十二万元")


def leaver_not_settled(the: Planting, at: Whole) -> None:
    """Let the worker leave in the middle of the month, unpaid."""
    last = the.city.firsts[-1] + LEAVING_AFTER
    the.city.places.left[at] = last
    the.city.work.minutes[at, -1, LEAVING_AFTER + 1 :] = 0
    the.city.claim(at, LAST)
    the.city.work.received[at, -1] = 0
    checks = ("leaver_not_settled", *UNPAID)
    the.workers(checks, at, the.city.work.net[at, -1], "月中退场，工资没有结清")


def contract_missing(the: Planting, at: Whole) -> None:
    """Let there be no labor contract."""
    the.city.places.contract[at] = NEVER
    the.workers(("contract_missing",), at, np.zeros_like(at), "没有劳动合同签订日期")


def day_long_presence(the: Planting, at: Whole) -> None:
    """Let one day last from midnight to midnight."""
    day = np.argmax(the.city.work.minutes[at, -1] > 0, axis=1)
    the.city.work.minutes[at, -1, day] = WHOLE_DAY
    the.workers(("day_long_presence",), at, np.zeros_like(at), "一日在场24小时")


def shared_bank_card(the: Planting, at: Whole) -> None:
    """Let three workers have one card."""
    who = the.city.places.person[at]
    first = np.arange(len(at)) // CARD_SHARERS * CARD_SHARERS
    the.city.people.card[who] = the.city.people.card[who[first]]
    the.workers(("shared_bank_card",), at, np.zeros_like(at), "三人共用一张工资卡")


def days_above_attendance(the: Planting, at: Whole) -> None:
    """List four days more than were attended, and pay them."""
    days = the.city.work.attended(at)[:, -1] + MORE_DAYS
    the.city.work.days[at, -1] = days
    more = the.city.places.rate[at] * MORE_DAYS
    the.city.work.due[at, -1] += more
    the.city.work.received[at, -1] = the.city.work.net[at, -1]
    the.workers(("days_above_attendance",), at, more, "工资表比考勤多4日")


def not_through_account(the: Planting, at: Whole) -> None:
    """Pay in cash."""
    the.city.work.payer[at, -1] = CASH
    amounts = the.city.work.received[at, -1]
    the.workers(("not_through_account",), at, amounts, "以现金发放，没有通过专用账户")


def below_minimum_wage(the: Planting, at: Whole) -> None:
    """Agree on a rate with which a full month stays below any minimum wage."""
    the.city.places.rate[at] = BELOW_MINIMUM
    the.city.claim(at)
    amounts = the.city.work.due[at, -1]
    the.workers(("below_minimum_wage",), at, amounts, "全月出勤，应发不足千元")


def two_sites_at_once(the: Planting, at: Whole) -> None:
    """Let the second of each pair be the first, on another site on the same days and hours."""
    one, other = at[0::2], at[1::2]
    places, work = the.city.places, the.city.work
    places.person[other] = places.person[one]
    places.entered[other] = places.contract[other] = the.city.firsts[-1]
    work.minutes[other] = 0
    work.minutes[other, -1] = work.minutes[one, -1]
    the.city.claim(other)
    the.workers(("two_sites_at_once",), at, np.zeros_like(at), "同一人同日在两个工地考勤")


def manager_on_payroll(the: Planting, at: Whole) -> None:
    """List a manager among the workers, and pay."""
    work = the.city.work
    work.listed[at, -1] = True
    work.days[at, -1] = work.attended(at)[:, -1]
    work.due[at, -1] = earned(the.city, at)[:, -1]
    work.received[at, -1] = work.net[at, -1]
    the.workers(("manager_on_payroll",), at, work.net[at, -1], "管理人员列入工人工资表")


def _unlist(the: Planting, at: Whole) -> None:
    work = the.city.work
    work.listed[at, -1] = False
    for column in (work.days, work.due, work.deductions):
        column[at, -1] = 0


def _invent_days(the: Planting, at: Whole, days: int) -> None:
    work = the.city.work
    work.listed[at, -1] = True
    work.days[at, -1] = days
    work.due[at, -1] = the.city.places.rate[at] * days
    work.deductions[at, -1] = 0
    work.received[at, -1] = work.net[at, -1]


def _list_sum(the: Planting, at: Whole, amount: int) -> None:
    work = the.city.work
    work.due[at, -1] = amount + np.arange(len(at)) * OF_PARTS
    work.received[at, -1] = work.net[at, -1]


Fault = Callable[[Planting, Whole], None]
# How many workers one planting takes, where it is not one.
SIZES: Mapping[Fault, int] = MappingProxyType({shared_bank_card: CARD_SHARERS})
FAULTS: tuple[Fault, ...] = (
    *(unpaid, underpaid, attending_without_pay, leaver_not_settled),
    *(paid_without_attending, paid_without_roster, attending_without_roster),
    *(above_month_limit, above_year_limit, contract_missing, day_long_presence),
    *(shared_bank_card, days_above_attendance, not_through_account, below_minimum_wage),
)
