"""CPU time of repeated work: the median is reported, the spread beside it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

REPEATS = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU seconds of each repeat of the same work."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle repeat, in seconds."""
        return statistics.median(self.seconds)

    def rate(self, done: int) -> tuple[float, float, float]:
        """Return the median, the lowest and the highest rate a second of `done` pieces of work."""
        return done / self.median, done / max(self.seconds), done / min(self.seconds)

    def each(self, done: int = 1, *, scale: float = 1.0) -> tuple[float, float, float]:
        """Return the median, lowest and highest time of one of `done` pieces, times `scale`."""
        parts = (self.median, min(self.seconds), max(self.seconds))
        low, middle, high = sorted(part * scale / done for part in parts)
        return middle, low, high


def cpu_seconds(work: Callable[[], object]) -> float:
    """Run the work once and return the CPU time it took in this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measured(work: Callable[[], object], repeats: int = REPEATS) -> Timing:
    """Run the work `repeats` times."""
    return Timing(tuple(cpu_seconds(work) for _ in range(repeats)))


def ratios(above: Timing, below: Timing) -> tuple[float, float, float]:
    """Return the median, lowest and highest ratio of runs that were made in turn."""
    pairs: Sequence[float] = [
        one / other for one, other in zip(above.seconds, below.seconds, strict=True)
    ]
    return statistics.median(pairs), min(pairs), max(pairs)
