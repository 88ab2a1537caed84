"""Lists of matters by their next day: filters, pages by place (not by offset), capped counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection

from zhunsheng.store.keeping import NEVER, NO_DEFECT, Line, Mark, Page, Spot, Wanted
from zhunsheng.store.models import Account
from zhunsheng.store.snapshots import account_id
from zhunsheng.store.words import asked

WORDS_MOST = 2000
FEW_FINDINGS = 2000
COMMON_SHARE = 0.2
NEWEST_OF_COMMON = (
    "SELECT matter_id FROM store_wordtext WHERE vector @@ %s::tsquery"
    " ORDER BY matter_id DESC LIMIT %s"
)
# Without the fence a planner walks all matters from the newest, looking for a word few have.
NEWEST_OF_RARE = (
    "WITH found AS MATERIALIZED (SELECT matter_id FROM store_wordtext"
    " WHERE vector @@ %s::tsquery) SELECT matter_id FROM found ORDER BY matter_id DESC LIMIT %s"
)
SOON_DAYS, WEEK_DAYS = 3, 7
COLUMNS = (
    "r.matter_id, r.number, r.procedure, r.title, r.employer, r.project, COALESCE(d.code, ''),"
    " COALESCE(a.username, ''), COALESCE(a.name, ''), r.sealed, r.phase, r.waiting, r.due_on,"
    " r.due_rule, r.due_zh, r.due_citation, r.next_step, r.worst, r.defects, r.people,"
    " r.amount_fen, r.opened_on, r.ended, r.seq, r.head"
)
JOINED = (
    " LEFT JOIN store_department d ON d.id = r.department_id"
    " LEFT JOIN store_account a ON a.id = r.handler_id"
)
EQUAL = ("procedure", "phase", "employer", "batch")
OF_FINDING = ("kind", "ground", "gravity", "holder", "citation")
ANY = "*"
EMPTY = "''"
LAST = NEVER - timedelta(1)
RETURNED, LOST = "returned", "lost"
IS_LOST = (
    "r.procedure IN ('litigation', 'reconsideration') AND r.outcome IN ('revoked',"
    " 'partly_revoked', 'modified', 'performance_ordered', 'payment_ordered',"
    " 'declared_unlawful', 'declared_void', 'agreement_liability')"
)
OPEN_RETURNS = (
    "r.matter_id IN (SELECT b.matter_id FROM store_returnedfile b WHERE b.mended_at IS NULL)"
)
# A scalar subquery is asked line by line; of EXISTS a planner would make a join of whole tables.
PLACE_UNDER = (
    "SUBSTR((SELECT p.path FROM store_department p WHERE p.id = r.department_id), 1, %s) = %s"
)
HAS_FINDING = (
    "(SELECT 1 FROM store_findingrow f WHERE f.matter_id = r.matter_id AND {} LIMIT 1) = 1"
)


@dataclass(slots=True)
class Where:
    """Conditions joined by AND, with their parameters in order."""

    parts: list[str] = field(default_factory=lambda: ["NOT r.withdrawn"])
    values: list[Any] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:
        """Add one condition."""
        self.parts.append(part)
        self.values += values

    def __str__(self) -> str:
        return " WHERE " + " AND ".join(self.parts)


def page(wanted: Wanted, spot: Spot) -> Page:
    """Return at most `spot.limit` lines in the order of their days, and what lies around them."""
    where = conditions(wanted)
    backward = spot.before is not None
    mark = spot.before or spot.after
    if mark is not None:
        sign = "<" if backward else ">"
        where.add(f"(r.due_on, r.matter_id) {sign} (%s, %s)", mark.due_on, mark.matter_id)
    order = "r.due_on DESC, r.matter_id DESC" if backward else "r.due_on, r.matter_id"
    lines = _lines(where, f" ORDER BY {order}", spot.limit + 1)
    more = len(lines) > spot.limit
    lines = lines[: spot.limit]
    if backward:
        lines.reverse()
    return _around(lines, more=more, spot=spot)


def _around(lines: list[Line], *, more: bool, spot: Spot) -> Page:
    if not lines:
        return Page(())
    first, last = (Mark(line.due_on, line.matter_id) for line in (lines[0], lines[-1]))
    if spot.before is not None:
        return Page(tuple(lines), before=first if more else None, after=last)
    before = first if spot.after is not None else None
    return Page(tuple(lines), before=before, after=last if more else None)


def line(number: str) -> Line | None:
    """Return the line of one matter, or None."""
    where = Where(parts=["r.number = %s"], values=[number])
    found = _lines(where, "", 1)
    return found[0] if found else None


def count(wanted: Wanted, cap: int) -> int:
    """Count the lines of a list, at most `cap`."""
    where = conditions(wanted)
    statement = f"SELECT COUNT(*) FROM (SELECT 1 FROM store_matterrow r{where} LIMIT %s) AS found"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*where.values, cap])
        (found,) = cursor.fetchone()
    return int(found)


def numbers(wanted: Wanted, limit: int) -> Sequence[str]:
    """Return the numbers of the matters of a list in its order."""
    where = conditions(wanted)
    statement = f"SELECT r.number FROM store_matterrow r{where} ORDER BY r.due_on, r.matter_id"
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} LIMIT %s", [*where.values, limit])
        return [number for (number,) in cursor.fetchall()]


def conditions(wanted: Wanted) -> Where:
    """Return the conditions that a list's filters amount to."""
    where = Where()
    if wanted.ended is not None:
        where.add(f"r.ended = {'TRUE' if wanted.ended else 'FALSE'}")
    for name in EQUAL:
        if getattr(wanted, name):
            where.add(f"r.{name} = %s", getattr(wanted, name))
    if wanted.waiting == RETURNED:
        where.add(OPEN_RETURNS)
    elif wanted.waiting:
        where.add("r.waiting = %s", "" if wanted.waiting == "bureau" else wanted.waiting)
    if wanted.kind == LOST:
        where.add(IS_LOST)
    if wanted.handler:
        where.add("r.handler_id = %s", _handler(wanted.handler))
    if wanted.numbers:
        places = ", ".join(["%s"] * len(wanted.numbers))
        where.add(f"r.number IN ({places})", *wanted.numbers)
    _add_scope(where, wanted)
    if wanted.due and not wanted.finding:
        _add_due(where, "r.due_on", wanted)
    _add_finding(where, wanted)
    if wanted.words.strip():
        _add_words(where, wanted.words)
    return where


def _handler(username: str) -> int | None:
    """Return an account's id; None, which no line has, for an unknown name."""
    try:
        return account_id(username)
    except Account.DoesNotExist:
        return None


def _add_scope(where: Where, wanted: Wanted) -> None:
    if not wanted.scope.sealed:
        own = _handler(wanted.scope.account) if wanted.scope.account else None
        where.add("(NOT r.sealed OR r.handler_id = %s)", own)
    for path in filter(None, (wanted.scope.path, wanted.department)):
        if wanted.handler:
            where.add(PLACE_UNDER, len(path), path)
            continue
        within = _departments(path)
        if within is None:
            continue
        if len(within) == 1:
            where.add("r.department_id = %s", within[0])
        else:
            places = ", ".join(["%s"] * len(within))
            where.add(f"r.department_id IN ({places})", *within)


def _departments(path: str) -> list[int] | None:
    """Return the ids of the departments under a path; None where it is all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, path FROM store_department")
        rows = cursor.fetchall()
    within = [number for number, own in rows if own.startswith(path)]
    return None if len(within) == len(rows) else within or [0]


def lies_under(department: str, path: str) -> bool:
    """Say whether a department, by its code, lies under a path; everything lies under ""."""
    if not path:
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT path FROM store_department WHERE code = %s", [department])
        row = cursor.fetchone()
    return row is not None and str(row[0]).startswith(path)


def _add_due(where: Where, column: str, wanted: Wanted) -> None:
    """Narrow a day to a bucket, or to one day; an unknown bucket holds nothing."""
    day = wanted.day
    soon, week = day + timedelta(SOON_DAYS), day + timedelta(WEEK_DAYS)
    match wanted.due:
        case "over":
            where.add(f"{column} < %s", day)
        case "today":
            where.add(f"{column} = %s", day)
        case "soon":
            where.add(f"{column} > %s AND {column} <= %s", day, soon)
        case "week":
            where.add(f"{column} > %s AND {column} <= %s", soon, week)
        case "later":
            where.add(f"{column} > %s AND {column} < %s", week, NEVER)
        case "near":
            where.add(f"{column} <= %s", week)
        case "ahead":
            where.add(f"{column} >= %s AND {column} <= %s", day, week)
        case "none":
            where.add(f"{column} = %s", NEVER)
        case exact:
            where.add(f"{column} = %s", _named_day(exact))


def _named_day(text: str) -> date | None:
    """Read a day; None, which no line has, for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _add_finding(where: Where, wanted: Wanted) -> None:
    """Ask for a matter with one finding that fits all that is asked of findings."""
    found = _finding_conditions(wanted)
    if wanted.ground or wanted.gravity:
        where.add("r.worst < %s", NO_DEFECT)
    if not found.parts or found.parts == [f"f.ground <> {EMPTY}"]:
        return
    if wanted.finding and wanted.due:
        _add_last(where, wanted)
    parts = " AND ".join(found.parts)
    if _are_few(wanted, found):
        where.add(
            f"r.matter_id IN (SELECT f.matter_id FROM store_findingrow f WHERE {parts})",
            *found.values,
        )
    else:
        where.add(HAS_FINDING.format(parts), *found.values)


def _finding_conditions(wanted: Wanted) -> Where:
    found = Where(parts=[], values=[])
    for name in OF_FINDING:
        value = getattr(wanted, name)
        if value == LOST:
            continue
        if value == ANY:
            found.add(f"f.{name} <> {EMPTY}")
        elif value:
            found.add(f"f.{name} = %s", value)
    if wanted.finding and wanted.finding != ANY:
        found.add("f.rule = %s", wanted.finding)
    if wanted.finding and wanted.due:
        found.add("f.open_clock")
        if not wanted.holder:
            found.add("f.holder = 'bureau'")
        _add_due(found, "f.due_on", wanted)
    return found


def _add_last(where: Where, wanted: Wanted) -> None:
    """Say what follows for the matter: its next day is not after an open day of the bureau's."""
    if wanted.holder in ("", "bureau"):
        last = {"over": 0, "today": 0, "soon": SOON_DAYS, "week": WEEK_DAYS, "near": WEEK_DAYS}
        where.add(
            "r.due_on <= %s",
            wanted.day + timedelta(last[wanted.due]) if wanted.due in last else LAST,
        )


def _are_few(wanted: Wanted, found: Where) -> bool:
    """Say whether so few findings fit that their matters are looked up first.

    Where many fit, the list is walked in its order and each line asked for its findings.
    """
    if wanted.finding in ("", ANY) and wanted.ground in ("", ANY) and not wanted.citation:
        return False
    parts = " AND ".join(found.parts)
    statement = f"SELECT 1 FROM store_findingrow f WHERE {parts} LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM ({statement}) AS found", [*found.values, FEW_FINDINGS]
        )
        (number,) = cursor.fetchone()
    return int(number) < FEW_FINDINGS


def _add_words(where: Where, words: str) -> None:
    wanted = asked(words)
    if not wanted:
        where.add("1 = 0")
    elif connection.vendor == "sqlite":
        terms = " ".join(_fts_term(term) for term in wanted)
        where.add(
            "r.matter_id IN (SELECT rowid FROM store_words WHERE store_words MATCH %s"
            " ORDER BY rowid DESC LIMIT %s)",
            terms,
            WORDS_MOST,
        )
    else:
        terms = " & ".join(_lexeme(term) for term in wanted)
        newest = NEWEST_OF_COMMON if _are_common(terms) else NEWEST_OF_RARE
        where.add(f"r.matter_id IN ({newest})", terms, WORDS_MOST)


def _are_common(terms: str) -> bool:
    """Ask PostgreSQL's planner whether so many matters have the words that the newest are near."""
    having = _expected("SELECT 1 FROM store_wordtext WHERE vector @@ %s::tsquery", terms)
    return having > COMMON_SHARE * _expected("SELECT 1 FROM store_wordtext")


def _expected(statement: str, *values: str) -> float:
    """Return how many rows PostgreSQL's planner expects of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", values)
        (plan,) = cursor.fetchone()
    read = json.loads(plan) if isinstance(plan, str) else plan
    return float(read[0]["Plan"]["Plan Rows"])


def _fts_term(term: str) -> str:
    """Write a token for FTS5; tokens hold letters, digits and Chinese only."""
    return f'"{term[:-1]}"*' if term.endswith("*") else f'"{term}"'


def _lexeme(term: str) -> str:
    return f"'{term[:-1]}':*" if term.endswith("*") else f"'{term}'"


def _lines(where: Where, order: str, limit: int) -> list[Line]:
    """Return the first lines in an order; names are looked up for these alone."""
    chosen = f"SELECT r.* FROM store_matterrow r{where}{order} LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM ({chosen}) AS r{JOINED}{order}", [*where.values, limit]
        )
        rows = cursor.fetchall()
    return [_line(row) for row in rows]


def _line(row: Sequence[Any]) -> Line:
    """Return a line of what `COLUMNS` names, in that order."""
    named = (*row[:-1], bytes(row[-1]).hex())
    return Line(*named)


def as_day(value: date | str) -> date:
    """Return a day as a database gives it: SQLite gives text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
