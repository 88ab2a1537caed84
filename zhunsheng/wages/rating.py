"""Rates every project of a month by a scheme, as one Ibis expression over the projects' table.

A month's color comes in three steps: the gates and the points give the raw color; a reason for grey
stands where nothing counts against the project; the memory of the months before gives the color.
A grey month moves no counter. `reasons.judge` says the same for one project in plain Python.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.scheme import Gate, Memory, Rules

WAS = "was_"
OF_PROJECT = (
    *("project", "state", "emergency", "has_attendance", "has_payroll"),
    *("rostered", "attending", "listed"),
)
COUNTERS = ("good_months", "bad_months", "color_months")


def _lacks_data(table: ir.Table) -> ir.BooleanValue:
    """Say whether nothing can be judged: a site being built needs attendance, payroll, roster."""
    some = table.has_attendance | table.has_payroll
    every = table.has_attendance & table.has_payroll & (table.rostered > 0)
    building = (table.state == "building").fill_null(False)
    return ibis.ifelse(building, ~every, ~some)


REASON: dict[str, Callable[[ir.Table], ir.BooleanValue]] = {
    "not_started": lambda t: t.state == "not_started",
    "suspended": lambda t: t.state == "suspended",
    "completed": lambda t: t.state == "completed",
    "exempt": lambda t: t.emergency,
    "no_project": lambda t: t.state.isnull(),
    "no_data": _lacks_data,
}


def rate(projects: ir.Table, rules: Rules, before: ir.Table | None = None) -> ir.Table:
    """Rate a month: one row a project, sorted by nothing, lazily.

    `projects` has project, state, emergency, has_attendance, has_payroll, rostered, attending,
    listed and `n_<check>` of every check of the rules. `before` is what this function gave for an
    earlier month; where months lie between, only the standing color is carried on. The columns:
    project, month (int32, months.py); color, raw_color, standing (the color the memory stands at:
    the last one that was not grey; null before the first); reason_grey (null unless grey); points,
    stars; good_months, bad_months, color_months (in a row); gates (bit n: rules.gates[n] fires);
    publish; `months_<gate>` (months in a row a gate has been met).
    """
    was = _with_before(projects, rules, before)
    counted = _counted(was.mutate(reason=_reason(was, rules)), rules)
    fired = counted.mutate(gates=_gates(counted, rules), stars=_stars(counted, rules))
    raw = fired.mutate(raw_color=_worst(fired, rules))
    greyed = raw.mutate(grey=(raw.reason != "") & (raw.raw_color == "green"))
    return _chosen(_remember(greyed, rules), rules)


def gate_months(gate: Gate) -> str:
    """Return the column that counts the months in a row a gate has been met."""
    return f"months_{gate.name}"


def _with_before(projects: ir.Table, rules: Rules, before: ir.Table | None) -> ir.Table:
    """Put the state of the earlier rating beside what is read of a project; before none: zero."""
    seen = projects.select(*OF_PROJECT, *(f"n_{check}" for check in rules.checks))
    counters = [*COUNTERS, *map(gate_months, rules.gates)]
    if before is None:
        zeros = {WAS + name: ibis.literal(0, "int32") for name in counters}
        nothing = ibis.null("string")
        return seen.mutate(was_standing=nothing, was_color=nothing, **zeros)
    running = before.month == rules.month - 1
    kept = {
        WAS + name: (
            ibis.ifelse(running, before[name], 0).cast("int32")
            if name in before.columns
            else ibis.literal(0, "int32")
        )
        for name in counters
    }
    earlier = before.select(
        was_project=before.project, was_standing=before.standing, was_color=before.color, **kept
    )
    joined = seen.left_join(earlier, seen.project == earlier.was_project)
    return joined.mutate(**{WAS + name: joined[WAS + name].fill_null(0) for name in counters})


def _reason(table: ir.Table, rules: Rules) -> ir.StringValue:
    """Give the first reason of the rules that holds, or an empty text."""
    branches = [(REASON[line.reason](table), line.reason) for line in rules.greys]
    return ibis.cases(*branches, else_="") if branches else ibis.literal("")


def _counts(table: ir.Table, rules: Rules, check: str) -> ir.BooleanValue:
    """Say whether a check is heard: no reason holds, or the reason's line still hears it."""
    deaf = [line.reason for line in rules.greys if not line.counts(check)]
    return ~table.reason.isin(deaf) if deaf else ibis.literal(True)


def _counted(table: ir.Table, rules: Rules) -> ir.Table:
    """Bring the hits of all checks down to `met` (bit n: gate n is met this month) and points."""
    bits = [_bit(_met(table, gate, rules), place) for place, gate in enumerate(rules.gates)]
    kept = [name for name in table.columns if name.startswith(WAS)]
    return table.select("project", "reason", *kept, met=_sum(bits), points=_points(table, rules))


def _met(table: ir.Table, gate: Gate, rules: Rules) -> ir.BooleanValue:
    hit, share = table[f"n_{gate.check}"].cast("int64"), gate.least_share
    enough = hit >= gate.least_workers
    if share:
        enough &= hit * share.denominator >= table[gate.of].cast("int64") * share.numerator
    return enough & _counts(table, rules, gate.check)


def _bit(condition: ir.BooleanValue, place: int) -> ir.IntegerValue:
    return ibis.ifelse(condition, ibis.literal(1 << place, "int64"), ibis.literal(0, "int64"))


def _holds(mask: ir.IntegerValue, bits: int) -> ir.BooleanValue:
    """Say whether the mask has any of the bits."""
    return (mask & ibis.literal(bits, "int64")) != 0


def _gates(table: ir.Table, rules: Rules) -> ir.IntegerValue:
    """Give the mask of the gates that fire: met, and for as many months as they ask for."""
    at_once, later = 0, []
    for place, gate in enumerate(rules.gates):
        if gate.running == 1:
            at_once |= 1 << place
        else:
            long = table[WAS + gate_months(gate)] + 1 >= gate.running
            later.append(_bit(_holds(table.met, 1 << place) & long, place))
    return (table.met & ibis.literal(at_once, "int64")) + _sum(later)


def _points(table: ir.Table, rules: Rules) -> ir.IntegerValue:
    """Give the points that are left."""
    taken = []
    for line in rules.deductions:
        hit = table[f"n_{line.check}"].cast("int64")
        most = line.most if line.each else line.off
        off = ibis.least(hit * line.off, most)
        taken.append(ibis.ifelse(_counts(table, rules, line.check), off, 0).cast("int64"))
    full = ibis.literal(rules.score.full, "int64")
    return ibis.greatest(full - _sum(taken), 0).cast("int32")


def _stars(table: ir.Table, rules: Rules) -> ir.IntegerValue:
    by_stars = sorted(rules.stars, key=lambda line: -line.stars)
    stars = [(table.points >= line.points, line.stars) for line in by_stars]
    given = ibis.cases(*stars, else_=0) if stars else ibis.literal(0)
    return given.cast("int32")


def _worst(table: ir.Table, rules: Rules) -> ir.StringValue:
    """Give the raw color: the worst of the gates that fire and of the band of the points."""
    mask = {
        color: sum(1 << n for n, gate in enumerate(rules.gates) if gate.color == color)
        for color in ("red", "yellow")
    }
    red = _holds(table.gates, mask["red"]) | (table.points < rules.score.red_below)
    yellow = _holds(table.gates, mask["yellow"]) | (table.points < rules.score.yellow_below)
    return ibis.cases((red, "red"), (yellow, "yellow"), else_="green")


def _remember(table: ir.Table, rules: Rules) -> ir.Table:
    """Add good_months, bad_months, standing and color; a grey month keeps what was."""
    good = table.raw_color == "green"
    table = table.mutate(
        good_months=_unless_grey(table, "good_months", good, table.was_good_months + 1),
        bad_months=_unless_grey(table, "bad_months", ~good, table.was_bad_months + 1),
    )
    memory = rules.memory
    now = table.raw_color if memory is None else _step(table, memory)
    table = table.mutate(standing=ibis.ifelse(table.grey, table.was_standing, now))
    if memory is not None and memory.anew:
        risen = (
            ~table.grey
            & (table.raw_color == "green")
            & (table.standing != table.was_standing).fill_null(False)
        )
        table = table.mutate(good_months=ibis.ifelse(risen, 0, table.good_months).cast("int32"))
    return table.mutate(color=ibis.ifelse(table.grey, "grey", table.standing))


def _unless_grey(
    table: ir.Table, name: str, runs: ir.BooleanValue, on: ir.IntegerValue
) -> ir.IntegerValue:
    kept = table[WAS + name]
    return ibis.cases((table.grey, kept), (runs, on), else_=0).cast("int32")


def _step(table: ir.Table, memory: Memory) -> ir.StringValue:
    """Give the color after this month by the color the memory stood at and the months running."""
    was, raw = table.was_standing.fill_null("green"), table.raw_color
    good, bad = table.good_months, table.bad_months
    return ibis.cases(
        (raw == "red", "red"),
        ((raw == "yellow") & ((was == "red") | (bad >= memory.yellow_to_red)), "red"),
        (raw == "yellow", "yellow"),
        ((was == "red") & (good < memory.red_to_yellow), "red"),
        (was == "red", "yellow"),
        ((was == "yellow") & (good < memory.yellow_to_green), "yellow"),
        else_="green",
    )


def _chosen(table: ir.Table, rules: Rules) -> ir.Table:
    """Keep the columns of a rating."""
    same = (table.color == table.was_color).fill_null(False)
    color_months = ibis.ifelse(same, table.was_color_months + 1, 1).cast("int32")
    table = table.mutate(color_months=color_months)
    publish = [
        (table.color == line.color) & (table.color_months >= line.running)
        for line in rules.publications
    ]
    months = {
        gate_months(gate): ibis.cases(
            (table.grey, table[WAS + gate_months(gate)]),
            (_holds(table.met, 1 << place), table[WAS + gate_months(gate)] + 1),
            else_=0,
        ).cast("int32")
        for place, gate in enumerate(rules.gates)
    }
    return table.select(
        "project",
        month=ibis.literal(rules.month, "int32"),
        color=table.color,
        standing=table.standing,
        reason_grey=ibis.ifelse(table.grey, table.reason, ibis.null("string")),
        raw_color=ibis.ifelse(table.grey, "grey", table.raw_color),
        points=table.points,
        stars=table.stars,
        good_months=table.good_months,
        bad_months=table.bad_months,
        color_months=table.color_months,
        gates=table.gates,
        publish=_any(publish),
        **months,
    )


def _any(conditions: Sequence[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(lambda one, other: one | other, conditions, ibis.literal(False))


def _sum(numbers: Sequence[ir.IntegerValue]) -> ir.IntegerValue:
    return reduce(lambda one, other: one + other, numbers, ibis.literal(0, "int64"))
