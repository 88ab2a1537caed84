"""Why a project has its color: causes, every check one by one, and what turns it green."""

from __future__ import annotations

import functools
from fractions import Fraction
from pathlib import Path

from zhunsheng.wages import reasons
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.months import MONTHS, month_zh
from zhunsheng.wages.rating import gate_months
from zhunsheng.wages.reasons import NOTHING_BEFORE, Judged, Situation, Standing, Words, judge
from zhunsheng.wages.scheme import Rules
from zhunsheng.wages.scheme_file import read_scheme
from zhunsheng.wages.shapes import Cause, CheckSaid, Explained, Judgement, Run, Turning
from zhunsheng.wages.telling.tables import Row, Tables
from zhunsheng.wages.telling.workers import faults
from zhunsheng.wages.terms import PARTS
from zhunsheng.wages.turning import Case, Hit, Way, turning
from zhunsheng.wages.wage_months import MANAGER

SCHEME = "scheme.toml"
NOTHING_PAID = frozenset({"unpaid_by_pay_day", "attending_without_pay"})
BEFORE = "SELECT * FROM {ratings} WHERE project = ?"
FAULTY = """
    SELECT worker, faults, outstanding, earlier, overdue_long, days, role
    FROM {workers} WHERE project = ? AND faults <> 0 ORDER BY worker
"""


@functools.lru_cache(maxsize=MONTHS)
def _rules(file: Path, digest: str, names: tuple[str, ...], month: int) -> Rules:
    """Read the rules of a scheme's file of that digest: a run's file never changes."""
    del digest
    return read_scheme(file, names).rules(month)


def run_rules(path: Path, run: Run) -> Rules:
    """Return the rules a run was rated by, from the scheme kept with it."""
    names = tuple(check.name for check in run.checks)
    return _rules(path / SCHEME, run.scheme_digest, names, run.month)


def situation(row: Row, run: Run) -> Situation:
    """Give what the rules see of a project's row."""
    names = ("state", "emergency", "has_attendance", "has_payroll", "rostered", "attending")
    return Situation(
        **{name: row[name] for name in names},
        listed=row["listed"],
        hits={check.name: row[f"n_{check.name}"] for check in run.checks},
    )


def standing(row: Row | None, rules: Rules, *, running: bool) -> Standing:
    """Give what the memory held before the month, from the row of the rating before.

    `running` says whether that was the month before: otherwise nothing in a row is carried on.
    """
    if row is None:
        return NOTHING_BEFORE
    if not running:
        return Standing(row["color"], row["standing"])
    months = {gate.name: row.get(gate_months(gate)) or 0 for gate in rules.gates}
    return Standing(
        row["color"],
        row["standing"],
        row["good_months"],
        row["bad_months"],
        row["color_months"],
        {name: number for name, number in months.items() if number},
    )


def explained(tables: Tables, path: Path, run: Run, row: Row, before: Path | None) -> Explained:
    """Say why the project of the row has its color; `before` is the folder of the run before."""
    rules, now = run_rules(path, run), situation(row, run)
    was = _was(tables, run, row, rules, before)
    judged = judge(now, rules, was)
    said = {check.name: check for check in run.checks}
    words = {one.name: Words(one.zh, _sentence(one, row).rstrip("。")) for one in run.checks}
    causes = tuple(
        _cause(judged, said.get(check), sentence)
        for check, sentence in reasons.causes(judged, words)
    )
    share = Fraction(run.terms.get("unpaid_share", PARTS), PARTS)
    rows = tables.rows(FAULTY, [row["project"]], workers=path / "workers.parquet")
    case = Case(now, [_hit(one, run) for one in rows], row["unpaid_attending"], share)
    way = turning(case, rules, was)
    return Explained(causes, _judgements(run, row, judged), _turning(way, judged))


def _was(tables: Tables, run: Run, row: Row, rules: Rules, before: Path | None) -> Standing:
    if before is None or run.before is None:
        return NOTHING_BEFORE
    found = tables.rows(BEFORE, [row["project"]], ratings=before / "ratings.parquet")
    running = run.before[0] == run.month - 1
    return standing(found[0] if found else None, rules, running=running)


def _cause(judged: Judged, check: CheckSaid | None, sentence: str) -> Cause:
    if check is None:
        return Cause("", sentence, color=judged.color)
    return Cause(check.name, sentence, check.per, _color(judged, check.name), check.verified)


def _color(judged: Judged, check: str) -> str:
    """Give the color a check gives by itself, red first; green where it gives none."""
    given = {gate.color for gate in judged.gates if gate.check == check}
    return next((color for color in ("red", "yellow") if color in given), "green")


def _judgements(run: Run, row: Row, judged: Judged) -> tuple[Judgement, ...]:
    skipped = {one.check: one.why for one in run.skipped}
    off = {line.check: points for line, points in judged.deductions}
    return tuple(
        Judgement(
            check=check.name,
            zh=check.zh,
            hit=row[f"n_{check.name}"],
            grain=check.grain,
            sentence=_sentence(check, row),
            citation=check.per,
            color=_color(judged, check.name),
            off=off.get(check.name, 0),
            skipped=skipped.get(check.name, ""),
            verified=check.verified,
        )
        for check in run.checks
    )


def _sentence(check: CheckSaid, row: Row) -> str:
    """Say what a check found on the project: its own sentence, or how many workers."""
    hit = row[f"n_{check.name}"]
    if not hit:
        return ""
    known = CHECKS.get(check.name)
    if known is None or not check.of_project or not row.keys() >= set(known.columns):
        return f"{hit}人"
    return known.sentence(row)


def _hit(row: Row, run: Run) -> Hit:
    """Give a worker's faults, and the fen that leave nothing due."""
    checks = frozenset(faults(row["faults"], run))
    due = row["outstanding"]
    if "unpaid_after_next_month" in checks:
        due = row["overdue_long"] + (0 if run.month <= run.overdue_month else due)
    if "leaver_not_settled" in checks:
        due = row["outstanding"] + row["earlier"]
    unpaid = bool(checks & NOTHING_PAID) and row["days"] > 0 and row["role"] != MANAGER
    return Hit(row["worker"], checks, due, unpaid)


def _turning(way: Way, judged: Judged) -> Turning:
    """Say the way to green as the pages show it."""
    if judged.color == "green":
        return Turning(earliest=way.earliest)
    if not way.possible:
        note = "有的事由不能由支付或者补办消除，请核实数据"
    elif judged.color == "grey":
        note = "报送数据或者开工、复工后再评定"
    elif way.earliest is None:
        note = "按方案不能自行恢复"
    elif way.parts:
        note = f"办完这些，本月即无不合格事项；以后各月合格，最早{month_zh(way.earliest)}可评为绿"
    else:
        note = f"本月合格；以后各月合格，最早{month_zh(way.earliest)}可评为绿"
    paid = ((part.worker, part.amount) for part in way.parts if part.kind == "pay")
    return Turning(
        way.acts,
        way.earliest,
        note,
        tuple((worker, amount) for worker, amount in paid if worker is not None),
    )
