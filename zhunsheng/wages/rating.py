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
COUNTERS = ("good_months", "bad_months", "color_months")
REASON: dict[str, Callable[[ir.Table], ir.BooleanValue]] = {
    "not_started": lambda t: t.state == "not_started",
    "suspended": lambda t: t.state == "suspended",
    "completed": lambda t: t.state == "completed",
    "exempt": lambda t: t.emergency,
    "no_data": lambda t: ~(t.has_attendance | t.has_payroll),
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
    reason = _reason(was, rules)
    counted = _gates(was.mutate(reason=reason), rules)
    scored = _points(counted, rules)
    raw = _worst(scored, rules)
    greyed = raw.mutate(grey=(raw.reason != "") & (raw.raw_color == "green"))
    return _chosen(_remember(greyed, rules), rules)


def gate_months(gate: Gate) -> str:
    """Return the column that counts the months in a row a gate has been met."""
    return f"months_{gate.name}"


def _with_before(projects: ir.Table, rules: Rules, before: ir.Table | None) -> ir.Table:
    """Put the state of the earlier rating beside each project; nothing before: null and zero."""
    counters = [*COUNTERS, *map(gate_months, rules.gates)]
    if before is None:
        zeros = {WAS + name: ibis.literal(0, "int32") for name in counters}
        nothing = ibis.null("string")
        return projects.mutate(was_standing=nothing, was_color=nothing, **zeros)
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
    joined = projects.left_join(earlier, projects.project == earlier.was_project)
    return joined.mutate(**{WAS + name: joined[WAS + name].fill_null(0) for name in counters})


def _reason(table: ir.Table, rules: Rules) -> ir.StringValue:
    """Give the first reason of the rules that holds, or an empty text."""
    branches = [(REASON[line.reason](table), line.reason) for line in rules.greys]
    return ibis.cases(*branches, else_="") if branches else ibis.literal("")


def _counts(table: ir.Table, rules: Rules, check: str) -> ir.BooleanValue:
    """Say whether a check is heard: no reason holds, or the reason's line still hears it."""
    deaf = [line.reason for line in rules.greys if not line.counts(check)]
    return ~table.reason.isin(deaf) if deaf else ibis.literal(True)


def _gates(table: ir.Table, rules: Rules) -> ir.Table:
    """Add met_<n>, fires_<n>, months_<gate> as it is unless grey, and the bit mask."""
    met: dict[str, ir.Value] = {}
    for place, gate in enumerate(rules.gates):
        hit = table[f"n_{gate.check}"].cast("int64")
        enough = hit >= gate.least_workers
        if gate.least_share:
            share = gate.least_share
            of = table[gate.of].cast("int64")
            enough &= hit * share.denominator >= of * share.numerator
        met[f"met_{place}"] = enough & _counts(table, rules, gate.check)
    table = table.mutate(**met)
    months = {
        gate_months(gate): ibis.ifelse(
            table[f"met_{place}"], table[WAS + gate_months(gate)] + 1, 0
        ).cast("int32")
        for place, gate in enumerate(rules.gates)
    }
    table = table.mutate(**months)
    fires = {
        f"fires_{place}": table[f"met_{place}"] & (table[gate_months(gate)] >= gate.running)
        for place, gate in enumerate(rules.gates)
    }
    table = table.mutate(**fires)
    bits = [
        ibis.ifelse(table[f"fires_{place}"], 1 << place, 0).cast("int64")
        for place in range(len(rules.gates))
    ]
    return table.mutate(gates=_sum(bits))


def _points(table: ir.Table, rules: Rules) -> ir.Table:
    """Add the points and the stars they give."""
    taken = []
    for line in rules.deductions:
        hit = table[f"n_{line.check}"].cast("int64")
        off = hit * line.off
        most = line.most if line.each else line.off
        heard = _counts(table, rules, line.check)
        taken.append(ibis.ifelse(heard, ibis.least(off, most), 0).cast("int64"))
    full = rules.score.full
    points = ibis.greatest(ibis.literal(full, "int64") - _sum(taken), 0).cast("int32")
    table = table.mutate(points=points)
    by_stars = sorted(rules.stars, key=lambda line: -line.stars)
    stars = [(table.points >= line.points, line.stars) for line in by_stars]
    given = ibis.cases(*stars, else_=0) if stars else ibis.literal(0)
    return table.mutate(stars=given.cast("int32"))


def _worst(table: ir.Table, rules: Rules) -> ir.Table:
    """Add the raw color: the worst of the gates that fire and of the band of the points."""
    red = _any([table[f"fires_{n}"] for n, gate in enumerate(rules.gates) if gate.color == "red"])
    yellow = _any(
        [table[f"fires_{n}"] for n, gate in enumerate(rules.gates) if gate.color == "yellow"]
    )
    red |= table.points < rules.score.red_below
    yellow |= table.points < rules.score.yellow_below
    return table.mutate(raw_color=ibis.cases((red, "red"), (yellow, "yellow"), else_="green"))


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
        gate_months(gate): ibis.ifelse(
            table.grey, table[WAS + gate_months(gate)], table[gate_months(gate)]
        ).cast("int32")
        for gate in rules.gates
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
