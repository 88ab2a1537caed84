"""The city's arrays as tables of `zhunsheng.wages.tables`: typed columns under English names."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from zhunsheng.wages.sample.city import (
    ACCOUNT,
    MANAGER,
    NEVER,
    PAYERS,
    RATES,
    ROLES,
    City,
    Flags,
    Flows,
)
from zhunsheng.wages.sample.people import Texts, Whole

MINUTE_SECONDS, DAY_SECONDS = 60, 86_400
EARLIEST_IN, LATEST_IN, NIGHT_IN, LUNCH, WHOLE_DAY = 390, 480, 1_140, 60, 1_440
SPLIT, FAILED = 0.1, 0.01
HUNDREDTHS = 100
HEAD, TAIL = 4, 4
SERIAL_DIGITS = 8


def texts(values: Texts) -> pa.Array:
    """Return texts, "" as nothing."""
    return pa.array(values, mask=values == "", type=pa.string())


def chosen(values: Texts, which: Whole) -> pa.Array:
    """Return the text of each place, without making it anew for each row."""
    return texts(values).take(pa.array(which))


def days(values: Whole) -> pa.Array:
    """Return days, NEVER as nothing."""
    return pa.array(values.astype(np.int32), mask=values == NEVER, type=pa.date32())


def moments(day: Whole, minute: Whole) -> pa.Array:
    """Return moments; a minute past midnight falls on the day after."""
    return pa.array(day * DAY_SECONDS + minute * MINUTE_SECONDS, type=pa.timestamp("s"))


def numbers(values: Whole, known: Flags | None = None) -> pa.Array:
    """Return whole numbers, nothing where `known` is False."""
    return pa.array(values, mask=None if known is None else ~known, type=pa.int64())


def project_table(city: City) -> pa.Table:
    """Return the projects."""
    the = city.projects
    known = the.account != NEVER
    tail = np.char.zfill((np.arange(len(the)) * 37 % 10_000).astype(np.str_), TAIL)
    return pa.table(
        {
            "project": texts(the.code),
            "project_name": texts(the.name),
            "district": texts(the.district),
            "industry": texts(the.industry),
            "owner": texts(the.owner),
            "owner_kind": texts(the.owner_kind),
            "contractor": texts(the.contractor),
            "price": numbers(the.price),
            "contract_signed_on": days(the.signed),
            "permitted_on": days(the.started),
            "started_on": days(np.where(the.state == "not_started", NEVER, the.started)),
            "state": texts(the.state),
            "suspended_on": days(the.suspended),
            "agreement_on": days(the.account),
            "account_opened_on": days(the.account),
            "account_tail": texts(np.where(known, tail, "")),
            "pay_day": numbers(the.pay_day),
            "wage_officer": texts(the.officer),
            "officer_phone": texts(np.where(the.officer == "", "", _phones(len(the)))),
            "notice_board_on": days(the.board),
            "deposit_exempt": pa.array(the.exempt),
            "emergency": pa.array(the.emergency),
        }
    )


def _phones(count: int) -> Texts:
    return np.array([f"1998{number:07d}" for number in range(count)])


def firm_table(city: City) -> pa.Table:
    """Return the firms on the projects."""
    the = city.firms
    return pa.table(
        {
            "project": texts(city.projects.code[the.project]),
            "firm": texts(the.code),
            "firm_name": texts(the.name),
            "firm_kind": texts(the.kind),
            "entered_on": days(city.projects.started[the.project]),
            "manager": texts(the.manager),
            "phone": texts(the.phone),
            "deregistered_on": days(the.deregistered),
        }
    )


def firm_of(city: City, places: Whole) -> Texts:
    """Return the code of the firm a place belongs to: managers to the contractor."""
    labor = (city.places.role[places] != MANAGER).astype(np.int64)
    code: Texts = city.firms.code[2 * city.places.project[places] + labor]
    return code


def roster_table(city: City) -> pa.Table:
    """Return who is registered."""
    at = np.flatnonzero(city.places.rostered)
    the, who = city.places, city.people
    person = the.person[at]
    return pa.table(
        {
            "project": texts(city.projects.code[the.project[at]]),
            "firm": texts(firm_of(city, at)),
            "team": texts(np.char.add(the.team[at].astype(np.str_), "班")),
            "worker": texts(who.identity[person]),
            "name": texts(who.name[person]),
            "phone": texts(who.phone[person]),
            "role": texts(np.array(ROLES)[the.role[at]]),
            "work_type": texts(the.trade[at]),
            "card": texts(who.card[person]),
            "contract_signed_on": days(the.contract[at]),
            "rate_kind": texts(np.array(RATES)[the.rate_kind[at]]),
            "rate": numbers(the.rate[at]),
            "entered_on": days(the.entered[at]),
            "left_on": days(the.left[at]),
        }
    )


def attendance_tables(city: City, month: int) -> tuple[pa.Table, pa.Table]:
    """Return the attendance rows of the plan's month `month` (0, 1, …), and the in/out events."""
    at, offset = np.nonzero(city.work.minutes[:, month, :])
    minutes = city.work.minutes[at, month, offset].astype(np.int64)
    day = city.firsts[month] + offset
    begun = np.where(
        city.places.night[at], NIGHT_IN, city.random.integers(EARLIEST_IN, LATEST_IN, len(at))
    )
    begun = np.where(minutes == WHOLE_DAY, 0, begun)
    ended = begun + minutes + np.where(minutes == WHOLE_DAY, 0, LUNCH)
    project = city.places.project[at]
    events = city.projects.passes[project]
    gates = np.char.add("K", np.arange(1, 2 * len(city.projects) + 1).astype(np.str_))
    columns = {
        "project": chosen(city.projects.code, project),
        "worker": chosen(city.people.identity, city.places.person[at]),
        "terminal": chosen(gates, project * 2 + at % 2),
        "day": days(day),
        "hours": numbers(minutes),
        "first_in": moments(day, begun),
        "last_out": moments(day, ended),
    }
    every = pa.table(columns)
    return every.filter(pa.array(~events)), _passes(every.filter(pa.array(events)))


def _passes(rows: pa.Table) -> pa.Table:
    """Return two events a row, in the order of their moments."""
    halves = [
        rows.select(["project", "worker", "terminal"]).append_column("at", rows[name])
        for name in ("first_in", "last_out")
    ]
    halves = [
        half.append_column("direction", pa.array([way] * len(half), type=pa.string()))
        for half, way in zip(halves, ("in", "out"), strict=True)
    ]
    return pa.concat_tables(halves).sort_by([("at", "ascending"), ("worker", "ascending")])


def paid_on(city: City, places: Whole, month: int) -> Whole:
    """Return the day of payment: before the pay day unless delayed; the last day of who left."""
    the = city.projects
    project = city.places.project[places]
    begin = city.lasts[month]
    usual = begin + the.pay_day[project] - the.paid_before[project] + the.delay[project, month]
    left = city.places.left[places]
    gone = (left != NEVER) & (left <= city.lasts[month]) & (left >= city.firsts[month])
    return np.where(gone, left, usual)


def payroll_table(city: City, month: int) -> pa.Table:
    """Return the payroll lines of the plan's month `month`."""
    work = city.work
    at = np.flatnonzero(work.listed[:, month])
    person, net = city.places.person[at], work.net[at, month]
    minutes = work.minutes[at, month].sum(axis=1, dtype=np.int64)
    paid = work.received[at, month]
    when = np.where(paid > 0, paid_on(city, at, month), NEVER)
    count = len(at)
    return pa.table(
        {
            "project": texts(city.projects.code[city.places.project[at]]),
            "firm": texts(firm_of(city, at)),
            "worker": texts(city.people.identity[person]),
            "name": texts(city.people.name[person]),
            "wage_month": numbers(np.full(count, city.plan.first + month)),
            "days": numbers(work.days[at, month] * HUNDREDTHS),
            "hours": numbers(minutes, known=minutes > 0),
            "due": numbers(work.due[at, month]),
            "deductions": numbers(work.deductions[at, month]),
            "paid": numbers(net),
            "paid_on": days(when),
        }
    )


def receipt_table(city: City, month: int) -> pa.Table:
    """Return the bank receipts for wages of the plan's month `month`.

    Some came in two parts, some failed before they succeeded.
    """
    received = city.work.received[:, month]
    at = np.flatnonzero(received > 0)
    split = city.random.random(len(at)) < SPLIT
    failed = (city.random.random(len(at)) < FAILED) & ~split
    half = np.where(split, received[at] // 2, 0)
    place = np.concatenate([at, at[split], at[failed]])
    amount = np.concatenate([received[at] - half, half[split], received[at][failed]])
    good = np.concatenate([np.ones(len(at) + int(split.sum()), bool), np.zeros(failed.sum(), bool)])
    order = np.argsort(place, kind="stable")
    return _receipts(city, month, place[order], amount[order], good[order])


def _receipts(city: City, month: int, place: Whole, amount: Whole, good: Flags) -> pa.Table:
    the = city.projects
    project, person = city.places.project[place], city.places.person[place]
    wage_month = np.full(len(place), city.plan.first + month)
    account = the.masked_receipts[project]
    payer = city.work.payer[place, month]
    return pa.table(
        {
            "project": texts(the.code[project]),
            "worker": texts(_masked(city.people.identity[person], account)),
            "name": texts(city.people.name[person]),
            "card": texts(np.where(payer == ACCOUNT, city.people.card[person], "")),
            "amount": numbers(amount),
            "paid_on": days(paid_on(city, place, month)),
            "wage_month": numbers(wage_month, known=~the.monthless_receipts[project]),
            "payer": texts(np.array(PAYERS)[payer]),
            "voucher": texts(np.char.add(f"HD{city.plan.first + month}", _serials(len(place)))),
            "succeeded": pa.array(good),
        }
    )


def _serials(count: int) -> Texts:
    return np.char.zfill(np.arange(count).astype(np.str_), SERIAL_DIGITS)


def _masked(identity: Texts, masked: Flags) -> Texts:
    """Hide the middle of some identity numbers, as some banks do."""
    if not masked.any():
        return identity
    hidden = [number[:HEAD] + "*" * 10 + number[-TAIL:] for number in identity[masked].tolist()]
    shown = identity.copy()
    shown[masked] = hidden
    return shown


def flow_table(city: City, flows: Flows) -> pa.Table:
    """Return the movements of the special accounts."""
    return pa.table(
        {
            "project": texts(city.projects.code[flows.project]),
            "day": days(flows.day),
            "flow": texts(flows.flow),
            "amount": numbers(flows.amount),
            "for_month": numbers(flows.for_month, known=flows.for_month != NEVER),
            "counterparty": texts(flows.counterparty),
            "voucher": texts(np.char.add("LS", _serials(len(flows.day)))),
        }
    )
