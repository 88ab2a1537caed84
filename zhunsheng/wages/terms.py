"""The numbers a month is judged by: each with the provision or local parameter it comes from.

A number of law is read from the statutes; what is not law is a local parameter, which a bureau's
own file may replace. A number nobody confirmed is missing, and the checks that need it are not
evaluated: they are listed with the reason.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from zhunsheng.base.days import Calendar
from zhunsheng.base.errors import LawError, MalformedStatute
from zhunsheng.base.money import fen
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Instrument, Provision, Range
from zhunsheng.law.statute import read_statute
from zhunsheng.wages.months import MONTHS, first_day, last_day, month_of

LOCAL = "益阳市工资支付监控参数"
REGULATION = "保障农民工工资支付条例"
ACCOUNT_RULES = "工程建设领域农民工工资专用账户管理暂行办法"
DEPOSIT_RULES = "工程建设领域农民工工资保证金规定"
PARTS = 10_000  # a share is kept as parts of ten thousand
MINUTES_OF_HOUR = 60
HUNDREDTHS = 100
LONGEST_MONTH = 31
# The monthly minimum wage: a bureau writes it at this place of its own file.
MINIMUM_WAGE = f"{LOCAL}/17"
NO_MINIMUM = (
    "没有经核对的最低工资标准：收录的湖南省各档标准待核，不能据以判断；"
    "请在本局参数文件第17条写明本地标准和起用日期"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number stands and how it is read: citation, and the reader of its value."""

    citation: str
    read: Callable[[Provision], int]


def _length(provision: Provision) -> int:
    if provision.limit is None:
        raise _without(provision, "limit")
    return provision.limit.length


def _minutes(provision: Provision) -> int:
    return _length(provision) * MINUTES_OF_HOUR


def _number(provision: Provision) -> int:
    if provision.count is None:
        raise _without(provision, "count")
    return provision.count.number


def _sum(provision: Provision) -> int:
    return fen(_bound(provision.amount, provision, "amount"))


def _share(provision: Provision) -> int:
    return int(_bound(provision.ratio, provision, "ratio") * PARTS)


def _hundredths(provision: Provision) -> int:
    return int(_bound(provision.ratio, provision, "ratio") * HUNDREDTHS)


def _bound(written: Range | None, provision: Provision, key: str) -> Decimal:
    """Return the floor of a range, or its ceiling where it has no floor."""
    if written is None:
        raise _without(provision, key)
    bound = written.high if written.low is None else written.low
    if bound is None:
        raise _without(provision, key)
    return bound


def _without(provision: Provision, key: str) -> MalformedStatute:
    return MalformedStatute(
        f"“{provision.citation}”没有写出“{key}”的值；请对照随附的参数文件补写，每条的键与原条相同"
    )


# Name → source. Money is fen, a share parts of ten thousand, presence minutes, `month_days`
# hundredths of a day, every other limit the length in the provision's own unit.
SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "months_to_pay": Source(f"{LOCAL}/1", _length),
        "month_limit": Source(f"{LOCAL}/2", _sum),
        "year_limit": Source(f"{LOCAL}/3", _sum),
        "unpaid_share": Source(f"{LOCAL}/4", _share),
        "roster_share": Source(f"{LOCAL}/5", _share),
        "attendance_start_days": Source(f"{LOCAL}/6", _length),
        "attendance_gap_days": Source(f"{LOCAL}/7", _length),
        "presence_minutes": Source(f"{LOCAL}/8", _minutes),
        "clashing_days": Source(f"{LOCAL}/9", _number),
        "identical_workers": Source(f"{LOCAL}/10:workers", _number),
        "identical_share": Source(f"{LOCAL}/10:share", _share),
        "round_sum": Source(f"{LOCAL}/10:round", _sum),
        "deposit_workdays": Source(f"{LOCAL}/11", _length),
        "guarantee_months": Source(f"{LOCAL}/12", _length),
        "days_above": Source(f"{LOCAL}/13", _number),
        "card_workers": Source(f"{LOCAL}/14", _number),
        "minimum_wage": Source(MINIMUM_WAGE, _sum),
        "misuse_tolerance": Source(f"{LOCAL}/40", _sum),
        "fee_months": Source(f"{REGULATION}/24.2", _length),
        "account_days": Source(f"{ACCOUNT_RULES}/6:opening", _length),
        "deposit_share": Source(f"{DEPOSIT_RULES}/11.1", _share),
        "month_days": Source("人社部发〔2025〕2号/2.4", _hundredths),
        "day_minutes": Source("人社部发〔2025〕2号/1.4", _minutes),
    }
)
# What ruled before the source was in force.
BEFORE: Mapping[str, str] = MappingProxyType(
    {"month_days": "劳社部发〔2008〕3号/2.4", "day_minutes": "劳社部发〔2008〕3号/1.4"}
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The numbers and days of one month judged on one day.

    `values` holds the numbers of SOURCES that are known, `citations` where each was found,
    `missing` why a number is not known. `pay_days` are the days by which the wages of the month
    must be paid for an agreed day 1, 2, … of the month after, moved before rest days;
    `earlier_pay_days` the same for the month before. `pay_until` is the last day without an
    agreement. `deposit_since` is the last day whose deposit is due by `as_of`.
    """

    month: int
    as_of: date
    values: Mapping[str, int]
    citations: Mapping[str, str]
    missing: Mapping[str, str]
    pay_days: tuple[date, ...]
    earlier_pay_days: tuple[date, ...]
    deposit_since: date

    def __getitem__(self, name: str) -> int:
        """Return the number; KeyError where it is missing."""
        return self.values[name]

    @property
    def pay_until(self) -> date:
        """The last day to pay where no day is agreed, and the end of the longer limit."""
        return last_day(self.month + self["months_to_pay"])

    @property
    def overdue_month(self) -> int:
        """The last wage month whose longer limit has run out on `as_of`."""
        latest = month_of(self.as_of) - self["months_to_pay"] - 1
        return min(latest, self.month)

    @property
    def earlier_overdue_month(self) -> int:
        """The last wage month before the month judged whose longer limit has run out."""
        return min(self.overdue_month, self.month - 1)

    @property
    def year_starts(self) -> int:
        """The first month of the calendar year of the month."""
        return self.month - self.month % MONTHS


def read_terms(
    month: int, as_of: date, *, law: Law, calendar: Calendar, own: Path | None = None
) -> Terms:
    """Read the numbers in force on the last day of the month; `own` is a bureau's own file.

    Raises MalformedStatute where the bureau's file does not have the shape of a statute file.
    """
    on = last_day(month)
    instrument = read_statute(own) if own is not None else None
    found: dict[str, int] = {}
    citations: dict[str, str] = {}
    missing: dict[str, str] = {}
    for name, source in SOURCES.items():
        try:
            provision = _provision(name, source, on=on, law=law, own=instrument)
        except LawError as why:
            missing[name] = NO_MINIMUM if name == "minimum_wage" else str(why)
        else:
            found[name] = source.read(provision)
            citations[name] = provision.citation
    return Terms(
        month=month,
        as_of=as_of,
        values=MappingProxyType(found),
        citations=MappingProxyType(citations),
        missing=MappingProxyType(missing),
        pay_days=_pay_days(month + 1, calendar),
        earlier_pay_days=_pay_days(month, calendar),
        deposit_since=_workdays_before(as_of, found.get("deposit_workdays", 0), calendar),
    )


def _provision(
    name: str, source: Source, *, on: date, law: Law, own: Instrument | None
) -> Provision:
    title, _, place = source.citation.partition("/")
    if own is not None and title == LOCAL:
        for provision in own.provisions:
            same = provision.citation.partition("/")[2] == place
            if same and provision.verified != "memory" and provision.in_force(on):
                return provision
    earlier = BEFORE.get(name)
    if earlier is not None and on < law.versions(source.citation)[0].begins_on:
        return law.at(earlier, on=on)
    return law.at(source.citation, on=on)


def _pay_days(month: int, calendar: Calendar) -> tuple[date, ...]:
    """Return for each agreed day of the month the workday on or before it (条例 14.1).

    Where next year's notice is not out, the later of the two possible days counts.
    """
    start = first_day(month)
    length = gregorian.monthrange(start.year, start.month)[1]
    days = (start.toordinal() + min(day, length) - 1 for day in range(1, LONGEST_MONTH + 1))
    tables = (calendar.earliest, calendar.latest)
    return tuple(date.fromordinal(max(one.last_workday(day) for one in tables)) for day in days)


def _workdays_before(as_of: date, workdays: int, calendar: Calendar) -> date:
    """Return the last day from which so many workdays are full before `as_of`."""
    day = as_of.toordinal()
    tables = (calendar.earliest, calendar.latest)
    return date.fromordinal(min(one.subtract_workdays(day, workdays) for one in tables))
