"""The special accounts, the deposits and the province's warnings of the city."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhunsheng.wages.sample.city import (
    ACCOUNT,
    MANAGER,
    NEVER,
    City,
    Flags,
    Flows,
    earned,
    number_of,
)
from zhunsheng.wages.sample.exports import paid_on
from zhunsheng.wages.sample.people import Texts, Whole

ENOUGH, PERCENT, THOUSAND_YUAN = 110, 100, 100_000
FEE_DAY, INTEREST_DAY, QUARTER = 24, 21, 3
INTEREST_SHARE = 2_000
DEPOSIT_PERCENT = 3
FORMS = ("cash", "guarantee", "insurance")
VALID_DAYS = 400


@dataclass(slots=True)
class Money:
    """The account and the deposit of each project.

    `fee_percent` is what of the labor fee came, in percent of what was owed, by project and month;
    the other percents are of what was owed in the last month: what the contractor put in
    itself, and what left the account for other ends.
    """

    fee_percent: Whole
    topped_percent: Whole
    misused_percent: Whole
    required: Whole
    stored: Whole
    form: Texts
    expires: Whole
    warned: Flags


def in_order(city: City) -> Money:
    """Return accounts and deposits as they should be; small projects are exempt from deposits."""
    count = len(city.projects)
    form = np.array(FORMS)[np.arange(count) % len(FORMS)]
    required = city.projects.price * DEPOSIT_PERCENT // PERCENT
    return Money(
        fee_percent=np.full((count, city.plan.months), ENOUGH),
        topped_percent=np.zeros(count, dtype=np.int64),
        misused_percent=np.zeros(count, dtype=np.int64),
        required=required,
        stored=np.where(city.projects.exempt, 0, required),
        form=form,
        expires=np.where(form == "cash", NEVER, number_of(city.plan.last) + VALID_DAYS),
        warned=np.zeros(count, bool),
    )


def owed(city: City) -> Whole:
    """Return what is owed by project and month: the payroll, or what was earned without one."""
    work = city.work
    places = np.arange(len(city.places))
    without = np.where((city.places.role == MANAGER)[:, None], 0, earned(city, places))
    due = np.where(work.listed, work.net, without)
    total = np.zeros((len(city.projects), city.plan.months), dtype=np.int64)
    np.add.at(total, city.places.project, due)
    return total


def flows(city: City, money: Money) -> Flows:
    """Return every movement of the accounts that are open, in the order of days."""
    due = owed(city)
    parts = [
        _fees(city, money, due),
        _topped(city, money, due),
        *(_wages(city, month) for month in range(city.plan.months)),
        _misused(city, money, due),
        _interest(city, due),
    ]
    joined = [np.concatenate(columns) for columns in zip(*parts, strict=True)]
    project, day, flow, amount, for_month, counterparty = joined
    order = np.lexsort((amount, day, project))
    keep = order[(city.projects.account[project] != NEVER)[order] & (amount[order] > 0)]
    return Flows(
        project[keep], day[keep], flow[keep], amount[keep], for_month[keep], counterparty[keep]
    )


Part = tuple[Whole, Whole, Texts, Whole, Whole, Texts]


def _part(project: Whole, day: Whole, flow: str, amount: Whole, more: tuple[Whole, Texts]) -> Part:
    return project, day, np.full(len(project), flow), amount, *more


def _fees(city: City, money: Money, due: Whole) -> Part:
    project, month = np.nonzero(money.fee_percent)
    amount = due[project, month] * money.fee_percent[project, month] // PERCENT
    rounded = -(-amount // THOUSAND_YUAN) * THOUSAND_YUAN
    whole = money.fee_percent[project, month] >= PERCENT
    day = np.array(city.firsts)[month] + FEE_DAY - 1
    more = city.plan.first + month, city.projects.owner[project]
    return _part(project, day, "labor_fee_in", np.where(whole, rounded, amount), more)


def _topped(city: City, money: Money, due: Whole) -> Part:
    project = np.flatnonzero(money.topped_percent)
    amount = due[project, -1] * money.topped_percent[project] // PERCENT
    day = np.full(len(project), city.firsts[-1] + FEE_DAY)
    more = np.full(len(project), NEVER), city.projects.contractor[project]
    return _part(project, day, "other_in", amount, more)


def _wages(city: City, month: int) -> Part:
    received = city.work.received[:, month]
    place = np.flatnonzero((received > 0) & (city.work.payer[:, month] == ACCOUNT))
    project = city.places.project[place]
    key = np.stack([project, paid_on(city, place, month)])
    groups, which = np.unique(key, axis=1, return_inverse=True)
    amount = np.zeros(groups.shape[1], dtype=np.int64)
    np.add.at(amount, which.reshape(-1), received[place])
    for_month = np.full(groups.shape[1], city.plan.first + month)
    nobody = np.full(groups.shape[1], "")
    return _part(groups[0], groups[1], "wages_out", amount, (for_month, nobody))


def _misused(city: City, money: Money, due: Whole) -> Part:
    project = np.flatnonzero(money.misused_percent)
    amount = due[project, -1] * money.misused_percent[project] // PERCENT
    day = np.full(len(project), city.firsts[-1] + FEE_DAY)
    more = np.full(len(project), NEVER), np.full(len(project), "某某建材有限公司")
    return _part(project, day, "other_out", amount, more)


def _interest(city: City, due: Whole) -> Part:
    quarters = [m for m in range(city.plan.months) if (city.plan.first + m + 1) % QUARTER == 0]
    project = np.tile(np.arange(len(city.projects)), len(quarters))
    month = np.repeat(np.array(quarters, dtype=np.int64), len(city.projects))
    day = np.array(city.firsts, dtype=np.int64)[month] + INTEREST_DAY - 1
    amount = due[project, month] // INTEREST_SHARE
    none = np.full(len(project), NEVER), np.full(len(project), "")
    return _part(project, day, "interest", amount, none)
