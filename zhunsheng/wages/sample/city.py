"""The city as arrays, before it is written: projects, places of work, months of work and pay.

A place of work is one person on one project. Days are counted from 1970-01-01; NEVER stands for a
day that is not there. Money is fen, hours are minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from zhunsheng.wages.months import first_day, last_day
from zhunsheng.wages.sample.people import People, Texts, Whole
from zhunsheng.wages.sample.plan import Plan

EPOCH = date(1970, 1, 1)
NEVER = -1
DAYS = 31
WORKER, LEADER, MANAGER = range(3)
ROLES = ("worker", "team_leader", "manager")
DAY, HOUR, PIECE, MONTH = range(4)
RATES = ("day", "hour", "piece", "month")
ACCOUNT, CASH, OTHER = range(3)
PAYERS = ("account", "cash", "other")
MEALS = 1_200
HOUR_MINUTES, MONTH_DAYS, PIECES = 60, 26, 37

Flags = NDArray[np.bool_]


def number_of(day: date) -> int:
    """Count the days from 1970-01-01."""
    return (day - EPOCH).days


@dataclass(slots=True)
class Projects:
    """One element a project; texts are "" where nothing was entered.

    Wages come `paid_before` days before the agreed day, and so many days of `delay` (by project
    and month) later.
    """

    code: Texts
    name: Texts
    district: Texts
    industry: Texts
    owner: Texts
    owner_kind: Texts
    contractor: Texts
    price: Whole
    signed: Whole
    started: Whole
    state: Texts
    suspended: Whole
    account: Whole
    pay_day: Whole
    paid_before: Whole
    delay: Whole
    officer: Texts
    board: Whole
    exempt: Flags
    emergency: Flags
    masked_receipts: Flags
    monthless_receipts: Flags
    passes: Flags

    def __len__(self) -> int:
        return len(self.code)


@dataclass(slots=True)
class Firms:
    """One element a firm on a project, two for each project: contractor, then labor firm."""

    project: Whole
    code: Texts
    name: Texts
    kind: Texts
    manager: Texts
    phone: Texts
    deregistered: Whole


@dataclass(slots=True)
class Places:
    """One element a person on a project, in the order of projects."""

    project: Whole
    person: Whole
    team: Whole
    role: Whole
    trade: Texts
    rate_kind: Whole
    rate: Whole
    entered: Whole
    left: Whole
    contract: Whole
    rostered: Flags
    night: Flags

    def __len__(self) -> int:
        return len(self.project)


@dataclass(slots=True)
class Work:
    """Work and pay; the axes are place, month of the plan, and for `minutes` day of the month.

    `received` is what reached the worker for the month, `days` what the payroll claims.
    """

    minutes: NDArray[np.int16]
    listed: Flags
    days: Whole
    due: Whole
    deductions: Whole
    received: Whole
    payer: Whole

    def attended(self, places: Whole) -> Whole:
        """Return the days attended by these places, by place and month."""
        days: Whole = np.count_nonzero(self.minutes[places], axis=2).astype(np.int64)
        return days

    @property
    def net(self) -> Whole:
        """Return what the payroll says is to be paid."""
        return self.due - self.deductions


@dataclass(slots=True)
class Flows:
    """One element a movement of a special account, and the month it is for (NEVER: none)."""

    project: Whole
    day: Whole
    flow: Texts
    amount: Whole
    for_month: Whole
    counterparty: Texts


@dataclass(slots=True)
class City:
    """Everything that is written into the exports, and where chance comes from."""

    plan: Plan
    random: np.random.Generator
    projects: Projects
    firms: Firms
    people: People
    places: Places
    work: Work

    @property
    def firsts(self) -> list[int]:
        """Return the first day of each month of the plan."""
        plan = self.plan
        return [number_of(first_day(month)) for month in range(plan.first, plan.month + 1)]

    @property
    def lasts(self) -> list[int]:
        """Return the last day of each month of the plan."""
        plan = self.plan
        return [number_of(last_day(month)) for month in range(plan.first, plan.month + 1)]

    def of(self, project: int) -> Whole:
        """Return the places of a project."""
        begin, end = np.searchsorted(self.places.project, [project, project + 1])
        return np.arange(begin, end)

    def claim(self, places: Whole, months: slice = slice(None)) -> None:
        """Make out and pay the payroll anew, true to attendance, for these places and months.

        Managers are not on the workers' payroll.
        """
        places = np.atleast_1d(places)
        due, work = earned(self, places), self.work
        days = work.attended(places)
        listed = (days > 0) & (self.places.role[places] != MANAGER)[:, None]
        meals = np.where((places % 2 == 0)[:, None], np.minimum(days * MEALS, due), 0)
        for kept, value in (
            (work.listed, listed),
            (work.days, np.where(listed, days, 0)),
            (work.due, np.where(listed, due, 0)),
            (work.deductions, np.where(listed, meals, 0)),
        ):
            kept[places, months] = value[:, months]
        work.received[places, months] = (work.due - work.deductions)[places, months]


def earned(city: City, places: Whole) -> Whole:
    """Return the fen earned by these places in each month, by the agreed rate."""
    minutes = city.work.minutes[places].astype(np.int64)
    days = np.count_nonzero(minutes, axis=2)
    rate = city.places.rate[places][:, None]
    by_kind = (
        rate * days,
        rate * minutes.sum(axis=2) // HOUR_MINUTES,
        rate * days * PIECES,
        rate * np.minimum(days, MONTH_DAYS) // MONTH_DAYS,
    )
    kind = city.places.rate_kind[places][:, None]
    return np.select([kind == number for number in range(len(RATES))], by_kind)
