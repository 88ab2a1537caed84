"""Where the pages get their figures: the results of the monitor in the data folder.

`Monitor` is what the pages ask; `results` of the wages floor answers it from files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings

from zhunsheng.web.wages.shapes import (
    Account,
    Deposit,
    Line,
    Project,
    Run,
    Slip,
    Worker,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which projects of a month are asked for, and which part of them.

    `districts` limits what may be seen at all; None sees everything.
    """

    color: str = ""
    district: str = ""
    check: str = ""
    words: str = ""
    order: str = ""
    districts: tuple[str, ...] | None = None
    offset: int = 0
    limit: int = 50


class Monitor(Protocol):
    """The read side of the monitor."""

    def runs(self) -> tuple[Run, ...]:
        """Return the last run of every month, the newest month first."""

    def projects(self, month: int, asked: Asked) -> tuple[tuple[Line, ...], int]:
        """Return a part of the projects of a month, and how many there are."""

    def tally(self, month: int) -> Mapping[str, Mapping[str, int]]:
        """Return how many projects of each color each district has."""

    def checks(self, month: int) -> Mapping[str, tuple[int, int]]:
        """Return for each check that hit how many projects and how many workers."""

    def project(self, month: int, project: int) -> Project | None:
        """Return a project's month; None where it was not rated."""

    def workers(
        self, month: int, project: int, check: str = "", part: tuple[int, int] = (0, 50)
    ) -> tuple[tuple[Worker, ...], int]:
        """Return a part (offset, limit) of the workers of a project's month, and how many."""

    def slip(self, project: int, worker: int) -> Slip | None:
        """Return what is known of one worker on one project; None for nobody."""

    def deposits(self, month: int) -> tuple[Deposit, ...]:
        """Return the deposits as they were known for a month."""

    def accounts(self, month: int) -> tuple[Account, ...]:
        """Return the special accounts of a month."""


def folder() -> Path:
    """Return where the monitor's data lies: warehouse, months, drafts, schemes."""
    return Path(settings.HOME) / "wages"


def monitor() -> Monitor:
    """Return the read side of this installation's monitor."""
    return Results(folder() / "months")
