"""What a month's run tells, as plain values: projects, causes, workers, slips, ledgers.

Money is int fen, hours are int minutes, a month is `months.py`' number, days of work are
hundredths. Names and identity numbers are masked; `results.unmasked` gives one worker's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

COLORS = ("red", "yellow", "green", "grey")


@dataclass(frozen=True, slots=True)
class CheckSaid:
    """A check as a run knew it: its place in the masks, its words, citation and grain.

    `of_project`: its bit stands in the project's mask, not in the workers'. `verified` is how its
    citation was verified: text, excerpt, local or memory; "" where none was in force.
    """

    name: str
    zh: str
    per: str
    grain: str
    bit: int
    of_project: bool
    verified: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that was not evaluated, and why."""

    check: str
    zh: str
    why: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the monitor over a month: what was known, by which scheme it was rated.

    `before` is the month and number of the run whose rating stands before this one's, or None.
    `digest` is the SHA-256 over the manifest, which names every file with its own. `terms` are the
    numbers the checks went by; the longer limit of wages up to `overdue_month` had run out.
    """

    month: int
    number: str
    at: datetime
    by: str
    as_of: date
    known_on: date | None
    scheme: str
    scheme_title: str
    scheme_digest: str
    digest: str
    law_mark: str
    terms: Mapping[str, int]
    overdue_month: int
    loads: tuple[int, ...]
    before: tuple[int, str] | None
    checks: tuple[CheckSaid, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A project in the list of a month; `checks` holds each check that hit and how many it hit."""

    project: int
    code: str
    name: str
    district: str
    contractor: str
    color: str
    reason_grey: str = ""
    points: int = 0
    stars: int = 0
    color_months: int = 0
    attending: int = 0
    unpaid_workers: int = 0
    outstanding: int = 0
    overdue: int = 0
    checks: Mapping[str, int] = field(default_factory=dict)
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Which projects of a month are asked for, in which order, and which part of them.

    `words` are looked for in code, name and contractor. `order` is "" (worst color first, then the
    overdue sum), unpaid (workers), sum (outstanding) or points. `districts` limits what may be seen
    at all; None sees everything. `publish`: only what is to be published.
    """

    color: str = ""
    district: str = ""
    check: str = ""
    words: str = ""
    order: str = ""
    districts: tuple[str, ...] | None = None
    offset: int = 0
    limit: int = 50
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many projects of a district, or of all, have each color; workers unpaid, fen open.

    `earlier` is what is still open from the months before.
    """

    district: str
    colors: Mapping[str, int]
    projects: int
    unpaid_workers: int
    owed: int
    outstanding: int
    overdue: int
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the projects' table says of a project."""

    owner: str = ""
    owner_kind: str = ""
    state: str = ""
    wage_officer: str = ""
    officer_phone: str = ""
    account_tail: str = ""
    pay_day: int | None = None
    price: int | None = None
    firms: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many workers of a month are rostered, attending, on the payroll, and paid."""

    rostered: int = 0
    attending: int = 0
    listed: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of a project's month, and what is still open from the months before."""

    owed: int = 0
    received: int = 0
    advanced: int = 0
    written_off: int = 0
    outstanding: int = 0
    overdue: int = 0
    earlier: int = 0
    labor_fee: int = 0
    balance: int = 0
    deposit_required: int = 0
    deposit_held: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """One check on the project: its words, what it found, its citation, the color it gives."""

    check: str
    zh: str
    hit: int
    grain: str
    sentence: str
    citation: str
    color: str
    off: int = 0
    skipped: str = ""
    verified: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a project has its color: the check ("" for the memory), a sentence, its citation."""

    check: str
    sentence: str
    citation: str = ""
    color: str = ""
    verified: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do on the way to green: pay workers of a check, or mend something."""

    check: str
    zh: str
    workers: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Turning:
    """The least payments and acts that make the month green, and the earliest month that is.

    `paid` names the workers of the payments, each with the fen.
    """

    acts: tuple[Act, ...] = ()
    earliest: int | None = None
    note: str = ""
    paid: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A project in two months: colors ("" where it was not rated), workers unpaid, fen open."""

    project: int
    code: str
    name: str
    district: str
    colors: tuple[str, str]
    unpaid_workers: tuple[int, int]
    outstanding: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a project has its color, every check one by one, and what turns it green."""

    causes: tuple[Cause, ...]
    judgements: tuple[Judgement, ...]
    turning: Turning


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month on the project: how many attended, and what happened with money."""

    day: date
    attending: int
    gap: bool = False
    events: tuple[tuple[str, str], ...] = ()
    pay_in: int = 0
    pay_out: int = 0
    paid_workers: int = 0


@dataclass(frozen=True, slots=True)
class Rated:
    """A month of a project's history."""

    month: int
    color: str
    points: int
    stars: int
    counts: Counts
    unpaid_workers: int
    owed: int
    received: int
    outstanding: int


@dataclass(frozen=True, slots=True)
class Project:
    """A project's month with everything its page shows."""

    line: Line
    facts: Facts
    counts: Counts
    sums: Sums
    causes: tuple[Cause, ...]
    judgements: tuple[Judgement, ...]
    turning: Turning
    days: tuple[Day, ...]
    history: tuple[Rated, ...]
    raw_color: str = ""


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker's month on a project, masked; `faults` are names of checks."""

    worker: int
    mask: str
    name: str
    team: str
    days: int
    owed: int
    received: int
    outstanding: int
    overdue: int
    faults: tuple[str, ...] = ()
    project: int = 0
    firm: str = ""
    earlier: int = 0
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One worker's own name and phone, for those who may see them.

    The identity number stays masked: only its salted hash is kept.
    """

    worker: int
    name: str
    mask: str
    phone: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A payment to a worker: day, sum, who paid, the bank's number, the wage month it names.

    One that names none (`wage_month` None) stands in the month it came, and pays the oldest owed.
    """

    day: date
    amount: int
    payer: str
    voucher: str
    wage_month: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row behind a figure stands: the load, the file, the row as a person counts it."""

    table: str
    load: int
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class SlipMonth:
    """One month of a worker's slip."""

    month: int
    days: int
    minutes: int
    earned: int
    gross: int
    deductions: int
    owed: int
    received: int
    advanced: int
    written_off: int
    outstanding: int
    pay_by: date | None = None
    receipts: tuple[Receipt, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """What one worker was owed, was paid, and still is owed on one project."""

    worker: int
    mask: str
    name: str
    phone: str
    team: str
    firm: str
    rate_kind: str
    rate: int | None
    entered_on: date | None
    left_on: date | None
    contract_signed_on: date | None
    months: tuple[SlipMonth, ...] = ()
