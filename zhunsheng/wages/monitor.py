"""Runs a month: the books as known on a day, judged, rated, and written as a run of its own.

The same books, day, scheme and rating before give the same rows. Nothing is written over: a late
file is a new load, and the month is run again; the run that was published stays as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ibis.backends import BaseBackend

from zhunsheng.base.days import Calendar
from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.law.corpus import Law
from zhunsheng.wages.books import Books
from zhunsheng.wages.checks import CHECKS, Check
from zhunsheng.wages.engines import NO_BOUNDS, Resources, open_duckdb
from zhunsheng.wages.evaluate import Skipped
from zhunsheng.wages.keeping import Month, write_month
from zhunsheng.wages.months import last_day, month_zh
from zhunsheng.wages.months import write_month as written_month
from zhunsheng.wages.runs import add_run, earlier, read_run, run_folder, write_manifest
from zhunsheng.wages.scheme import Scheme
from zhunsheng.wages.shapes import CheckSaid, Run
from zhunsheng.wages.shapes import Skipped as SkippedSaid
from zhunsheng.wages.telling.causes import SCHEME
from zhunsheng.wages.terms import Terms, read_terms
from zhunsheng.wages.warehouse import Warehouse

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """Which month is run, judged on which day, by whom and when, from what was known on a day."""

    month: int
    as_of: date
    at: datetime
    by: str
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Monitor:
    """What a run is made with: warehouse, law, calendar, scheme, a bureau's own parameters.

    `folder` holds `months/`, where the runs go.
    """

    folder: Path
    warehouse: Warehouse
    law: Law
    calendar: Calendar
    scheme: Scheme
    own: Path | None = None
    resources: Resources = NO_BOUNDS

    def run(self, order: Order, told: Told = lambda doing: None) -> Run:
        """Run a month; `told` hears what is being done.

        The rating before is the newest run of the last month that was run before this one. Raises
        InputRefused where nothing is loaded, or nothing of the month, where the scheme has no rules
        for it, or where the day judged lies before its end.
        """
        _check(order)
        loads = [load.number for load in self.warehouse.loads(order.known_on)]
        if not loads:
            why = "数据仓库里没有截至该日的数据"
            raise _refused(order.month, "没有可核对的数据", why, "请先导入")
        rules = self.scheme.rules(order.month)
        terms = self.terms(order)
        before = earlier(self.folder, order.month)
        engine = open_duckdb(self.resources)
        told("读取数据")
        try:
            books = self._books(order, engine)
            month = Month(
                books,
                terms,
                rules,
                self.warehouse.registry("people", engine, order.known_on),
                self.warehouse.registry("sites", engine, order.known_on),
                None if before is None else run_folder(self.folder, before) / "ratings",
            )

            def write(path: Path) -> None:
                skipped = write_month(month, path, told)
                (path / SCHEME).write_text(self.scheme.text, encoding="utf-8")
                kept = {"loads": sorted(loads), "before": _named(before)}
                write_manifest(path, self._said(order, terms, skipped) | kept)

            return read_run(add_run(self.folder, order.month, write))
        finally:
            engine.disconnect()

    def _books(self, order: Order, engine: BaseBackend) -> Books:
        """Return the books; raises InputRefused where they tell nothing of the month."""
        books = self.warehouse.books(
            order.month, as_of=order.as_of, known_on=order.known_on, engine=engine
        )
        attended, listed = books.tables["attendance_months"], books.tables["payroll"]
        rows = (
            attended.filter(attended.month == order.month),
            listed.filter(listed.wage_month == order.month),
        )
        if not any(table.count().to_pyarrow().as_py() for table in rows):
            why = "已导入的数据里当月没有一条考勤，也没有一行工资表"
            remedy = "请核对月份，或者先导入当月的数据"
            raise _refused(order.month, "没有当月的数据", why, remedy)
        return books

    def terms(self, order: Order) -> Terms:
        """Return the numbers the month is judged by."""
        return read_terms(
            order.month, order.as_of, law=self.law, calendar=self.calendar, own=self.own
        )

    def _said(self, order: Order, terms: Terms, skipped: tuple[Skipped, ...]) -> dict[str, Any]:
        scheme = self.scheme
        return {
            "month": written_month(order.month),
            "at": order.at.isoformat(),
            "by": order.by,
            "as_of": order.as_of,
            "known_on": order.known_on,
            "scheme": {"name": scheme.name, "title": scheme.title, "digest": scheme.digest},
            "law": law_mark(terms),
            "terms": dict(terms.values),
            "overdue_month": written_month(terms.overdue_month),
            "checks": [_check_said(one, self.law, order.month) for one in CHECKS.values()],
            "skipped": [SkippedSaid(one.check, CHECKS[one.check].zh, one.why) for one in skipped],
        }


def law_mark(terms: Terms) -> str:
    """Return the SHA-256 over every number the month was judged by and where it stands."""
    lines = [
        f"{name}={terms.values[name]}@{terms.citations[name]}" for name in sorted(terms.values)
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _check_said(check: Check, law: Law, month: int) -> CheckSaid:
    """Say a check as the run knew it, with how its citation was verified."""
    versions = law.by_citation.get(check.per, ())
    in_force = [one.verified for one in versions if one.in_force(last_day(month))]
    return CheckSaid(
        check.name,
        check.zh,
        check.per,
        check.grain,
        check.bit,
        check.of_project,
        in_force[0] if in_force else "",
    )


def _refused(month: int, what: str, why: str, remedy: str) -> InputRefused:
    return InputRefused([Fault(month_zh(month), "数据", what, why, remedy)])


def _named(before: Run | None) -> Mapping[str, str] | None:
    if before is None:
        return None
    return {"month": written_month(before.month), "number": before.number}


def _check(order: Order) -> None:
    last = last_day(order.month)
    if order.as_of < last:
        what = f"核对日{order.as_of.isoformat()}在月末{last.isoformat()}以前"
        why = "当月的考勤和工资还没有齐"
        raise InputRefused(
            [Fault(month_zh(order.month), "核对日", what, why, "请改为月末或者以后的日期")]
        )
