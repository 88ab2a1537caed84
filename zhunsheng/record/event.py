"""One thing that happened in a matter, as an immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

Value = str | bool | int | Decimal | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, when it happened in the world, and when we wrote it down.

    `kind` is a past participle of the glossary. `happened_at` is the time of day, kept where the
    law counts hours. `facts` are what the act says about itself (`by`, `to`, `method` …); None is
    an explicit “not known”. `papers` are the names of the papers that came in with the event.
    `corrects` is the sequence number of an earlier event which this one replaces, with `note` as
    the reason.
    """

    kind: str
    happened_on: date
    happened_at: time | None = None
    recorded_at: datetime | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    note: str = ""
    corrects: int | None = None
