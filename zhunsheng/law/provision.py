"""What one citable piece of law says: its values, the days it is in force, how it was verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Unit = Literal["hour", "day", "workday", "month", "year"]
Verified = Literal["text", "excerpt", "local", "memory"]
Rank = Literal[
    "law",
    "regulation",
    "local_regulation",
    "rule",
    "judicial_interpretation",
    "normative_document",
    "local_practice",
]


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time in the unit the law means (after the statute's own counting clause)."""

    length: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Range:
    """A sum of yuan, a share or a multiple; an exact value has equal ends.

    `low` may be None where the law only sets a ceiling, `high` where it only sets a floor.
    """

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things the law names, such as two officers or ten workers."""

    number: int
    of: str


@dataclass(frozen=True, slots=True)
class Provision:
    """One version of one provision.

    `written` is the limit as the text words it; `limit` is the same after the counting clause
    (行政处罚法 85: seven 日 are seven working days). `text` is the slug of the file that holds the
    statute's own words, when there is one. `stands_at` is the article number in that file when an
    earlier version of the law numbered it differently from the citation.
    """

    citation: str
    gist: str
    begins_on: date
    ends_on: date | None
    verified: Verified
    limit: Limit | None = None
    written: Limit | None = None
    amount: Range | None = None
    ratio: Range | None = None
    count: Count | None = None
    text: str | None = None
    stands_at: str | None = None

    def in_force(self, on: date) -> bool:
        """Say whether this version applies on the day; both ends are included."""
        return self.begins_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Counting:
    """A statute's own counting clause: which lengths written in 日 mean working days."""

    citation: str
    begins_on: date
    ends_on: date | None
    lengths: tuple[int, ...] = ()
    up_to: int = 0
    everything: bool = False

    def means_workdays(self, length: int) -> bool:
        """Say whether a length written in 日 is counted in working days."""
        return self.everything or length in self.lengths or length <= self.up_to


@dataclass(frozen=True, slots=True)
class Instrument:
    """One statute, regulation, rule or interpretation; its title opens every citation of it."""

    title: str
    english: str
    rank: Rank
    full_title: str
    number: str
    also: tuple[str, ...]
    provisions: tuple[Provision, ...]
    countings: tuple[Counting, ...]
