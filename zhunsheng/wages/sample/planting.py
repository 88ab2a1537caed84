"""Planting faults: which places and projects are free for one, and the list of what was planted."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from zhunsheng.base.money import FEN_PER_YUAN
from zhunsheng.wages.months import write_month
from zhunsheng.wages.sample.city import DAY, MANAGER, NEVER, WORKER, City, Flags
from zhunsheng.wages.sample.money import Money
from zhunsheng.wages.sample.people import Whole

HEADER = ("check", "month", "project", "worker", "amount", "why")
LEAST_DAYS = 15


@dataclass(frozen=True, slots=True)
class Planted:
    """One row that a check must find: the project, the place (NEVER: the project itself), fen."""

    check: str
    project: int
    place: int
    amount: int
    why: str


@dataclass(slots=True)
class Planting:
    """The city under the planter's hand; a place is taken once a fault stands on it."""

    city: City
    money: Money
    taken: Flags = field(init=False)
    rows: list[Planted] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.taken = np.zeros(len(self.city.places), dtype=bool)

    def site(self, check: str, project: int, why: str, amount: int = 0) -> None:
        """Note a fault of the project itself."""
        self.rows.append(Planted(check, project, NEVER, amount, why))

    def workers(self, checks: tuple[str, ...], places: Whole, amounts: Whole, why: str) -> None:
        """Note that each check finds each place, and take the places."""
        self.taken[places] = True
        project = self.city.places.project
        self.rows += [
            Planted(check, int(project[place]), int(place), int(amount), why)
            for check in checks
            for place, amount in zip(places, amounts, strict=True)
        ]

    def ordinary(self, project: int, count: int) -> Whole:
        """Return `count` free workers of a project: paid by the day, there all the last month."""
        the, at = self.city.places, self.city.of(project)
        fits = (the.role[at] == WORKER) & (the.rate_kind[at] == DAY) & ~self.taken[at]
        fits &= (the.left[at] == NEVER) & (the.entered[at] < self.city.firsts[-1])
        fits &= (self.city.work.attended(at)[:, -1] >= LEAST_DAYS) & ~the.night[at]
        found: Whole = at[fits][:count]
        return found

    def attending(self, project: int) -> Whole:
        """Return the free workers of a project who attended in the last month."""
        at = self.city.of(project)
        there = self.city.work.attended(at)[:, -1] > 0
        found: Whole = at[there & (self.city.places.role[at] != MANAGER) & ~self.taken[at]]
        return found

    def managers(self, project: int, count: int) -> Whole:
        """Return `count` free managers of a project who attended in the last month."""
        at = self.city.of(project)
        there = self.city.work.attended(at)[:, -1] > 0
        found: Whole = at[there & (self.city.places.role[at] == MANAGER) & ~self.taken[at]]
        return found[:count]


def write_planted(path: Path, planting: Planting) -> None:
    """Write the list of what was planted; `amount` in yuan, `worker` "" for a project's fault."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_written(planting))


def _written(planting: Planting) -> Iterator[tuple[str, ...]]:
    city = planting.city
    month = write_month(city.plan.month)
    for row in sorted(planting.rows, key=lambda row: (row.check, row.project, row.place)):
        who = "" if row.place == NEVER else str(city.people.identity[city.places.person[row.place]])
        code = str(city.projects.code[row.project])
        yield row.check, month, code, who, _yuan(row.amount), row.why


def _yuan(fen: int) -> str:
    return f"{fen // FEN_PER_YUAN}.{fen % FEN_PER_YUAN:02d}"
