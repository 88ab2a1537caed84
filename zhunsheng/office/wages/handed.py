"""What the wage monitor hands to the office: a run with its faults and colors, rows as evidence.

Plain values in fen and whole months (`wages/months.py`); nothing here computes a wage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhunsheng.base.money import FEN_PER_YUAN
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record

Cell = str | int | bool | Decimal | date | None
YELLOW, ORANGE, RED = "yellow", "orange", "red"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a project in a month, as a check found it: how many workers, how many fen.

    `project` is the project's code, `check` the check's name, `per` its citation or local source;
    `level` is yellow, orange or red.
    """

    project: str
    project_name: str
    check: str
    zh: str
    per: str
    month: int
    workers: int
    fen: int
    sentence: str
    level: str = YELLOW
    employer: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class ProjectColor:
    """A project's color of a month: green, yellow, red or grey, with causes in Chinese.

    `grey_reason` says why where the color is grey: no_project, no_data, not_started, suspended,
    completed, exempt.
    """

    project: str
    project_name: str
    month: int
    color: str
    causes: tuple[str, ...] = ()
    points: int | None = None
    stars: int | None = None
    grey_reason: str = ""
    employer: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """Rows as evidence: under which name they go on file, their title, headers and cells.

    `paper` is a name the kind of matter knows: wage_ledger, attendance, bank_receipts,
    clearance_extract. Sums are handed in as yuan (`Decimal`).
    """

    paper: str
    title: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the monitor on a month: what it found, and of whom it could say anything.

    `digest` names the run; `as_of` is the day it counted on, `known_on` the last day whose loads it
    read. `covered` are the projects that had data, `evaluated` the checks that were evaluated: only
    there does it prove anything that a fault is not found. `proofs` are rows that show a fault to
    be gone, by project and check.
    """

    digest: str
    month: int
    as_of: date
    known_on: date | None = None
    scheme: str = ""
    faults: tuple[Fault, ...] = ()
    colors: tuple[ProjectColor, ...] = ()
    covered: frozenset[str] = frozenset()
    evaluated: frozenset[str] = frozenset()
    proofs: Mapping[tuple[str, str], Extract] = field(default_factory=dict)

    def says_of(self, project: str, check: str) -> bool:
        """Say whether the run can tell that the project does not have the fault."""
        return project in self.covered and check in self.evaluated


@dataclass(frozen=True, slots=True)
class Place:
    """Who gets the warnings of a district: a department's code and an officer's sign-in name."""

    department: str
    handler: str


@dataclass(frozen=True, slots=True)
class WorkerOwed:
    """A worker's arrears: name, masked identity number, months owed, fen owed."""

    name: str
    identity: str
    months: int
    fen: int


@dataclass(frozen=True, slots=True)
class RedRow:
    """A red row of the monitor to be followed up: the project, the month, workers and evidence."""

    project: str
    project_name: str
    employer: str
    month: int
    workers: tuple[WorkerOwed, ...]
    extracts: tuple[Extract, ...] = ()
    district: str = ""

    @property
    def fen(self) -> int:
        """Return what the workers are owed together, in fen."""
        return sum(worker.fen for worker in self.workers)


def yuan(fen: int) -> Decimal:
    """Return fen as yuan."""
    return Decimal(fen) / FEN_PER_YUAN


def stated(facts: Mapping[str, Value]) -> dict[str, Value]:
    """Return the facts that say something: no empty texts, nothing not known."""
    return {name: value for name, value in facts.items() if value not in ("", None, ())}


def last_of(record: Record, *kinds: str) -> Event | None:
    """Return the last standing event of one of the kinds, or None."""
    return next((one for one in reversed(record.as_known()) if one.kind in kinds), None)
