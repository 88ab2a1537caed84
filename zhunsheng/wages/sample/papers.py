"""The deposits and the province's warnings of the city as tables."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from zhunsheng.wages.sample.city import NEVER, City
from zhunsheng.wages.sample.exports import days, numbers, texts
from zhunsheng.wages.sample.money import Money

CLEARED_EVERY, RAISED_BEFORE, CLEARED_BEFORE = 7, 60, 40
RAISED_AFTER = 5
FAULTS = ("人工费用未按时拨付", "工资未按时发放", "实名制考勤异常")


def deposit_table(city: City, money: Money) -> pa.Table:
    """Return the deposits that were made."""
    the, at = city.projects, np.flatnonzero(money.stored)
    return pa.table(
        {
            "project": texts(the.code[at]),
            "voucher": texts(np.array([f"BZ{number + 1:06d}" for number in at.tolist()])),
            "form": texts(money.form[at]),
            "required": numbers(money.required[at]),
            "amount": numbers(money.stored[at]),
            "stored_on": days(the.started[at]),
            "expires_on": days(money.expires[at]),
        }
    )


def warning_table(city: City, money: Money) -> pa.Table:
    """Return the province's warnings: some were cleared before the last month, some stand."""
    number = np.arange(len(city.projects))
    cleared = number % CLEARED_EVERY == CLEARED_EVERY - 1
    at = np.concatenate([number[cleared], number[money.warned]])
    open_ = np.repeat([False, True], [int(cleared.sum()), int(money.warned.sum())])
    begin = city.firsts[-1]
    return pa.table(
        {
            "project": texts(city.projects.code[at]),
            "code": texts(np.array([f"YJ{one:06d}" for one in range(len(at))])),
            "fault": texts(np.array(FAULTS)[at % len(FAULTS)]),
            "level": texts(np.where(open_, "orange", "yellow")),
            "raised_on": days(np.where(open_, begin + RAISED_AFTER, begin - RAISED_BEFORE)),
            "cleared_on": days(np.where(open_, NEVER, begin - CLEARED_BEFORE)),
        }
    )
