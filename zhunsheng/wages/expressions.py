"""Small expressions the evaluation is made of; each means the same on every engine."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import ibis.expr.types as ir

from zhunsheng.wages.months import MONTHS

WORKER_BITS = 32
WORKER_MASK = (1 << WORKER_BITS) - 1
EPOCH = date(1970, 1, 1)


@ibis.udf.agg.builtin  # type: ignore[untyped-decorator]
def bit_or(bits: int) -> int:  # type: ignore[empty-body]
    """Join the bits of all rows; the engines' own aggregate of this name."""


def packed(table: ir.Table) -> ir.IntegerValue:
    """Pack project and worker into one int64, so that joins and groups compare one number."""
    return (table.project.cast("int64") << WORKER_BITS) | table.worker.cast("int64")


def project_of(key: ir.IntegerValue) -> ir.IntegerValue:
    """Return the project of a packed key."""
    return (key >> WORKER_BITS).cast("int32")


def worker_of(key: ir.IntegerValue) -> ir.IntegerValue:
    """Return the worker of a packed key."""
    return (key & WORKER_MASK).cast("int32")


def narrow(value: ir.Value) -> ir.IntegerValue:
    """Write out a cast to int64, which Ibis leaves out where an engine's sum is really wider."""
    return ops.Cast(value, to=dt.int64).to_expr()


def bit_at(place: ir.IntegerValue) -> ir.IntegerValue:
    """Return the int64 with the bit of the place, nought for the lowest, set."""
    return narrow(ibis.literal(1)) << place.cast("int32")


def total(value: ir.NumericValue, where: ir.BooleanValue | None = None) -> ir.IntegerScalar:
    """Sum the rows for which the condition holds, as int64; nought where there is none."""
    return narrow(value.sum(where=where)).fill_null(0)


def number_of(condition: ir.BooleanValue) -> ir.IntegerScalar:
    """Count the rows for which the condition holds, as int32."""
    return condition.ifelse(1, 0).sum().fill_null(0).cast("int32")


def zero(value: ir.NumericValue) -> ir.NumericValue:
    """Take a number as nought where it is null."""
    return value.fill_null(0)


def holds(value: ir.BooleanValue) -> ir.BooleanValue:
    """Take a condition as false where it is null."""
    return value.fill_null(ibis.literal(value=False))


def at_least_zero(value: ir.NumericValue) -> ir.NumericValue:
    """Take a number below nought as nought."""
    return ibis.greatest(value, 0)


def month_number(day: ir.DateValue) -> ir.IntegerValue:
    """Return the month of a day as `months.py` counts it."""
    return (day.year() * MONTHS + day.month() - 1).cast("int32")


def days_since(day: ir.DateValue, start: date) -> ir.IntegerValue:
    """Return how many days the day lies after `start`."""
    return day.epoch_days() - (start - EPOCH).days
