"""Where the pages get their figures: the results of the monitor in the data folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import local

from django.conf import settings
from django.http import Http404

from zhunsheng.wages.folder import WageFolder
from zhunsheng.wages.results import Results
from zhunsheng.wages.shapes import Run, Tally

KEPT = local()


def folder() -> Path:
    """Return where the monitor's data lies: warehouse, months, drafts, schemes."""
    return Path(settings.WAGES)


def monitor() -> Results:
    """Return the read side of this installation's monitor; each thread has its own."""
    kept: Results | None = getattr(KEPT, "results", None)
    if kept is None or kept.folder != folder():
        kept = KEPT.results = WageFolder(folder()).results()
    return kept


def tally(month: int) -> tuple[Tally, ...]:
    """Return colors and sums of each district of a month."""
    return monitor().districts(month)[:-1]


def run_of(runs: Sequence[Run], month: int) -> Run:
    """Return the run of a month; raises `Http404` where the month was not rated."""
    for run in runs:
        if run.month == month:
            return run
    raise Http404
