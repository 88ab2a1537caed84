"""Properties of the reckoning: conservation, order of rows, parts, and that a payment only helps."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ibis.expr.types as ir
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wages import small
from zhunsheng.wages.across import across
from zhunsheng.wages.books import Books
from zhunsheng.wages.checks import CHECKS, NAMES, WORKER_NAMES
from zhunsheng.wages.evaluate import evaluate, judged_projects, judged_workers, part
from zhunsheng.wages.ledger import ACCOUNTS, SETTLING, balances
from zhunsheng.wages.terms import Terms
from zhunsheng.wages.wage_months import POOLS

OPEN = ("outstanding", "earlier", "earlier_since")
Rows = dict[str, list[small.Row]]
WORKERS = st.integers(1, 4)
PROJECTS = st.integers(1, 2)
MONTHS = st.integers(small.MONTH - 3, small.MONTH)
SUMS = st.integers(0, 9).map(lambda number: number * 100_000)
PAYERS = st.sampled_from([*POOLS[:1], "cash", *POOLS[2:], None])
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def cities(draw: st.DrawFn) -> Rows:
    """Two projects, four workers, up to four wage months, payments that name a month or not."""
    payroll = draw(st.dictionaries(st.tuples(PROJECTS, WORKERS, MONTHS), SUMS, max_size=12))
    attended = draw(st.sets(st.tuples(PROJECTS, WORKERS, MONTHS), max_size=8))
    paid = draw(
        st.lists(st.tuples(PROJECTS, WORKERS, st.none() | MONTHS, SUMS, PAYERS), max_size=12)
    )
    roster = draw(st.sets(st.tuples(PROJECTS, WORKERS), max_size=8))
    forgiven = draw(st.dictionaries(st.tuples(PROJECTS, WORKERS, MONTHS), SUMS, max_size=2))
    return {
        "projects": [small.project(1), small.project(2, pay_day=None)],
        "deposits": [small.deposit(1), small.deposit(2)],
        "roster": [small.worker(w, p) for p, w in sorted(roster)],
        "attendance_months": [small.attended(w, p, month=m) for p, w, m in sorted(attended)],
        "payroll": [small.line(w, p, month=m, due=due) for (p, w, m), due in payroll.items()],
        "receipts": [
            small.receipt(w, p, month=m, amount=amount, payer=payer, voucher=str(place))
            for place, (p, w, m, amount, payer) in enumerate(paid)
        ],
        "written_off": [
            {"project": p, "worker": w, "wage_month": m, "amount": amount, "day": small.AS_OF}
            for (p, w, m), amount in forgiven.items()
        ],
        "flows": [small.fee(9_000_000, 1), small.fee(9_000_000, 2)],
    }


def everyone(books: Books, terms: Terms) -> ir.Table:
    return judged_workers(books, terms)


def every_project(books: Books, terms: Terms) -> ir.Table:
    return judged_projects(books, terms, judged_workers(books, terms))


CITY = small.Compiled(ledger=balances, workers=everyone, projects=every_project)


def ledger(rows: Rows) -> list[dict[str, Any]]:
    return CITY.ask("ledger", rows)


def judged(rows: Rows) -> tuple[list[Any], list[Any]]:
    """Workers and projects of the city, in order of their numbers."""
    workers, projects = CITY.ask("workers", rows), CITY.ask("projects", rows)
    return sorted(workers, key=who), sorted(projects, key=lambda row: row["project"])


def who(row: Mapping[str, Any]) -> tuple[int, int]:
    return row["project"], row["worker"]


def by_project_month(rows: Sequence[Mapping[str, Any]], *names: str) -> dict[Any, int]:
    sums: dict[Any, int] = defaultdict(int)
    for row in rows:
        sums[row["project"], row["wage_month"]] += sum(row[name] for name in names)
    return sums


@FEW
@given(cities())
def test_of_every_project_month_what_is_owed_is_settled_or_outstanding(rows: Rows) -> None:
    found = ledger(rows)
    assert by_project_month(found, "owed") == by_project_month(
        found, *SETTLING, "written_off", "outstanding"
    )
    assert all(row[account] >= 0 for row in found for account in ACCOUNTS)


@FEW
@given(cities())
def test_every_fen_that_arrived_is_on_an_account(rows: Rows) -> None:
    found = ledger(rows)
    kept = sum(row[account] for row in found for account in (*SETTLING, "overpaid"))
    assert kept == sum(row["amount"] for row in rows["receipts"])


@FEW
@given(cities())
def test_the_worker_months_say_the_same_as_the_ledger(rows: Rows) -> None:
    open_now: dict[Any, int] = defaultdict(int)
    earlier: dict[Any, int] = defaultdict(int)
    since: dict[Any, int] = {}
    for row in ledger(rows):
        key = who(row)
        if row["wage_month"] == small.MONTH:
            open_now[key] = row["outstanding"]
        elif row["outstanding"]:
            earlier[key] += row["outstanding"]
            since[key] = min(since.get(key, row["wage_month"]), row["wage_month"])
    found = {who(row): row for row in judged(rows)[0]}
    said = {key: [row[name] for name in OPEN] for key, row in found.items()}
    assert said == {key: [open_now[key], earlier[key], since.get(key)] for key in found}
    assert {key for key, left in {**open_now, **earlier}.items() if left} <= set(found)


@FEW
@given(cities(), st.integers(0, 1000))
def test_the_order_of_the_rows_changes_nothing(rows: Rows, seed: int) -> None:
    mixed = {name: random.Random(seed).sample(table, len(table)) for name, table in rows.items()}
    assert judged(mixed) == judged(rows)


def test_the_projects_in_parts_are_the_projects_at_once() -> None:
    rows = small.clean()
    rows["projects"] += [small.project(2)]
    rows["roster"] += [small.worker(3, 2), small.worker(40, 2, card=1004)]
    rows["attendance_months"] += [small.attended(3, 2, days=[4])]
    rows["attendance"] = [
        {"project": site, "worker": 3, "day": date(2025, 11, 4), "hours": 480} for site in (1, 2)
    ]
    whole, terms = small.books(rows), small.terms()
    at_once = evaluate(whole, terms)
    over = across(whole, terms)
    parts = [evaluate(part(whole, n, n), terms, over, at_once.skipped) for n in (1, 2)]
    for table in ("workers", "projects"):
        found = [row for one in parts for row in getattr(one, table).to_pyarrow().to_pylist()]
        expected = getattr(at_once, table).to_pyarrow().to_pylist()
        assert sorted(found, key=str) == sorted(expected, key=str)
    across_sites = {"two_sites_at_once", "shared_bank_card"}
    hit = {
        name
        for name in across_sites
        for one in parts
        if CHECKS[name].rows(one.workers).count().to_pyarrow().as_py()
    }
    assert hit == across_sites


@FEW
@given(cities(), st.data())
def test_a_payment_of_what_is_owed_makes_nothing_worse(rows: Rows, data: st.DataObject) -> None:
    workers, projects = judged(rows)
    owed = [row for row in workers if row["outstanding"] > 0]
    if not owed:
        return
    chosen = data.draw(st.sampled_from(owed))
    amount = data.draw(st.integers(1, chosen["outstanding"]))
    more = small.receipt(chosen["worker"], chosen["project"], amount=amount, voucher="more")
    out = {
        "project": chosen["project"],
        "day": more["paid_on"],
        "flow": "wages_out",
        "amount": amount,
        "for_month": small.MONTH,
        "voucher": "more",
    }
    after = judged({**rows, "receipts": [*rows["receipts"], more], "flows": [*rows["flows"], out]})
    for before, now in zip(projects, after[1], strict=True):
        worse = {name for name in NAMES if now[f"n_{name}"] > before[f"n_{name}"]}
        assert worse == set()
    new = {
        (row["project"], row["worker"], name)
        for row, old in zip(after[0], workers, strict=True)
        for name in WORKER_NAMES
        if row["faults"] & ~old["faults"] & CHECKS[name].fault
    }
    assert new == set()


@pytest.mark.parametrize("payer", ["contractor", "owner", "deposit", "turnover_fund"])
def test_an_advance_helps_as_a_payment_does(payer: str) -> None:
    rows = {**small.clean(), "receipts": small.clean()["receipts"][1:]}
    (before, _) = judged(rows)
    rows["receipts"] = [*rows["receipts"], small.receipt(1, amount=690_000, payer=payer)]
    (after, _) = judged(rows)
    assert (before[0]["faults"] != 0, after[0]["faults"]) == (True, 0)
