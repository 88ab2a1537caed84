"""Day rows out of stated days and of in and out events.

A shift begins with an entry that follows an exit, nothing, or an entry of an earlier day, and ends
with the last exit before the next shift; it belongs to the day it began on, also over midnight.
A shift without an exit, or without an entry, is a day of unknown length.
"""

from __future__ import annotations

from zhunsheng.wages.months import first_day

DAY_ROWS = ("project", "worker", "day", "hours", "first_in", "last_out", "terminal")


def days_of_passes(passes: str, month: int) -> str:
    """Return the query of day rows of a month, from a relation of events around it."""
    return f"""
    WITH marked AS (
      SELECT *, lag(direction) OVER events AS before, lag("at") OVER events AS before_at
      FROM ({passes})
      WINDOW events AS (PARTITION BY project, worker ORDER BY "at", direction)
    ), shifts AS (
      SELECT *, count(*) FILTER (
        direction = 'in' AND (before IS DISTINCT FROM 'in' OR before_at::DATE < "at"::DATE)
      ) OVER (PARTITION BY project, worker ORDER BY "at", direction) AS shift
      FROM marked
    ), spans AS (
      SELECT project, worker, shift,
        min("at") FILTER (direction = 'in') AS first_in,
        max("at") FILTER (direction = 'out') AS last_out,
        min("at") AS first_at, min(terminal) AS terminal,
        max(load) AS load, arg_min(file, "at") AS file, arg_min(row, "at") AS row
      FROM shifts GROUP BY project, worker, shift
    )
    SELECT project, worker, coalesce(first_in, first_at)::DATE AS day,
      sum(date_diff('minute', first_in, last_out))::INTEGER AS hours,
      min(first_in) AS first_in, max(last_out) AS last_out, min(terminal) AS terminal,
      max(load) AS load, arg_min(file, first_at) AS file, arg_min(row, first_at) AS row
    FROM spans WHERE coalesce(first_in, first_at)::DATE {_within(month)}
    GROUP BY project, worker, day
    """


def day_rows(attendance: str, *, several_loads: bool, derived: str = "") -> str:
    """Return the query of one row a worker, project and day.

    A later load stands over an earlier one, and what is stated over what is derived from events
    (empty where there are none). Rows of one day in one load are one day: the longer time, the
    first entry, the last exit.
    """
    names = ", ".join((*DAY_ROWS, "load", "file", "row"))
    later = " QUALIFY load = max(load) OVER (PARTITION BY project, worker, day)"
    stated = f"SELECT {names} FROM ({attendance}){later if several_loads else ''}"
    merged = f"""
    SELECT project, worker, day, max(hours) AS hours, min(first_in) AS first_in,
      max(last_out) AS last_out, min(terminal) AS terminal,
      max(load) AS load, min(file) AS file, min(row) AS row
    FROM ({stated}) GROUP BY project, worker, day
    """
    if not derived:
        return merged
    return f"""
    WITH merged AS ({merged})
    SELECT {names} FROM merged UNION ALL
    SELECT {names} FROM ({derived}) ANTI JOIN merged USING (project, worker, day)
    """


def events_around(month: int) -> str:
    """Return the condition on `at` of the events that may belong to days of the month."""
    return (
        f"\"at\" >= DATE '{first_day(month)}' - INTERVAL 2 DAY"
        f" AND \"at\" < DATE '{first_day(month + 1)}' + INTERVAL 2 DAY"
    )


def days_within(month: int) -> str:
    """Return the condition on `day` of the rows of the month."""
    return f"day {_within(month)}"


def _within(month: int) -> str:
    return f"BETWEEN DATE '{first_day(month)}' AND DATE '{first_day(month + 1)}' - 1"
