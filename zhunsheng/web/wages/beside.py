"""Long work on files beside the job's own thread: the files know no database, the job tells."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TypeVar

from zhunsheng.web.jobs.desk import TELL_SECONDS, Cancelled, Work

T = TypeVar("T")


@dataclass(slots=True)
class Told:
    """How far the work is, told from whatever thread does it; told to stop, it raises there."""

    done: int = 0
    total: int = 0
    stopped: Cancelled | None = None

    def __call__(self, done: int, total: int | None) -> None:
        """Note the rows done so far, of so many where that is known; raises `Cancelled`."""
        if self.stopped is not None:
            raise self.stopped
        self.done, self.total = done, total or 0


def beside(work: Work, doing: Callable[[Told], T]) -> T:
    """Do something in a thread of its own and note from this one how far it is.

    Raises what it raises, and `Cancelled` where the job was cancelled and the work has stopped.
    """
    told = Told()
    with ThreadPoolExecutor(max_workers=1) as threads:
        doing_it = threads.submit(doing, told)
        while wait([doing_it], timeout=TELL_SECONDS).not_done:
            try:
                work.tell(told.done, told.total)
            except Cancelled as cancelled:
                told.stopped = cancelled
                wait([doing_it])
                raise
    return doing_it.result()
