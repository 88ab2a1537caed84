"""CPU time of repeated work: the median is reported, the spread beside it."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

REPEATS = 5
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
CPU_FIELDS = (11, 12, 13, 14)  # of /proc/<id>/stat after the name: user, system, their children's


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


def tree(root: int) -> Iterator[int]:
    """Yield a process and all that came from it; Linux only."""
    yield root
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from tree(int(child))


def tree_seconds(root: int | None = None) -> float:
    """Return the CPU seconds that a process (this one) and what came from it have taken."""
    ticks = 0
    for process in tree(root or os.getpid()):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(int(fields[place]) for place in CPU_FIELDS)
    return ticks / TICKS


def tree_bytes(root: int) -> int:
    """Return the memory that a process and what came from it hold now."""
    total = 0
    for process in tree(root):
        total += int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    return total
