"""From a month's rows to matters: the monitor runs, warns, is published, followed up, and cleared."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.cast import LOCAL, actor, make_cast, office
from tests.wages.small import AS_OF, MONTH, Row, clean
from tests.wages.stocked import run_once
from zhunsheng.office.wages import (
    Desk,
    Owed,
    Run,
    clue_number,
    open_arrears_clue,
    publish_ratings,
    raise_warnings,
    rating_number,
    red_row,
    run_of,
    standing_color,
    warning_number,
)
from zhunsheng.store.enclosing import KeptPapers
from zhunsheng.wages.results import Results

pytestmark = pytest.mark.django_db
LATER = date(2026, 1, 12)
UNPAID = "unpaid_by_pay_day"
UNPAID_WORKERS = 3
CODE = "益建001"
NUMBER = warning_number(CODE, UNPAID, MONTH)


def unpaid() -> dict[str, list[Row]]:
    """The clean city without the receipts of three workers."""
    rows = clean()
    return rows | {"receipts": rows["receipts"][UNPAID_WORKERS:]}


def paid_late() -> dict[str, list[Row]]:
    """The same city after the three were paid, long after their pay day."""
    rows = clean()
    late = [{**row, "paid_on": date(2026, 1, 9)} for row in rows["receipts"][:UNPAID_WORKERS]]
    return rows | {"receipts": [*late, *rows["receipts"][UNPAID_WORKERS:]]}


@pytest.fixture(autouse=True)
def _cast(db: None) -> None:
    make_cast()


def desk(day: date) -> Desk:
    moment = datetime(day.year, day.month, day.day, 15, tzinfo=LOCAL)
    return Desk(office(), KeptPapers(), actor("zhou"), moment)


def handed(results: Results) -> Run:
    run = results.run(MONTH)
    assert run is not None
    lines, _ = results.projects(MONTH)
    projects = [results.project(MONTH, line.project) for line in lines]
    return run_of(run, [one for one in projects if one is not None])


def test_a_month_of_rows_becomes_a_warning_a_rating_and_a_lead_and_is_cleared(
    tmp_path: Path,
) -> None:
    run_once(tmp_path, unpaid())
    results = Results(tmp_path)
    first = handed(results)
    assert UNPAID in {one.check for one in first.faults}
    done = raise_warnings(desk(AS_OF), first)
    assert NUMBER in done.raised
    assert len(done.raised) == len(first.faults)
    publish_ratings(desk(AS_OF), first)
    rated = standing_color(office().store.load(rating_number(CODE, MONTH)).record, MONTH)
    assert rated is not None
    assert rated.color == "red"
    assert rated.event.facts["causes"]

    (line,), _ = results.projects(MONTH)
    workers, total = results.workers(MONTH, line.project, UNPAID)
    assert total == UNPAID_WORKERS
    owed = [
        Owed(person, slip)
        for one in workers
        if (person := results.person(MONTH, line.project, one.worker))
        and (slip := results.slip(line.project, one.worker))
    ]
    row = red_row(MONTH, line, owed)
    assert row.fen == line.outstanding == sum(one.outstanding for one in workers)
    open_arrears_clue(desk(AS_OF), row)
    lead = office().store.line(clue_number(CODE, MONTH))
    assert lead is not None
    assert (lead.people, lead.amount_fen) == (UNPAID_WORKERS, row.fen)
    results.close()

    run_once(tmp_path, paid_late(), as_of=LATER)
    later = Results(tmp_path)
    done = raise_warnings(desk(LATER), handed(later))
    later.close()
    assert NUMBER in done.offered
    assert office().store.load(NUMBER).events[-1].kind == "clearing_offered"
