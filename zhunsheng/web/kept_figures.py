"""Figures over very many matters, kept for a while where counting took long."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from zhunsheng.web.clock import now

LONG = 0.5  # seconds: what is counted faster is counted anew each time
REST = 30  # a count that took a second is kept for half a minute
MOST = 256

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counted(Generic[T]):
    """What was counted and when; a page shows the moment beside the figures."""

    figures: T
    at: datetime


@dataclass(slots=True)
class KeptFigures(Generic[T]):
    """What one process counted, by key; nothing here outlives it."""

    _kept: dict[Hashable, tuple[float, Counted[T]]]

    def counted(self, key: Hashable, count: Callable[[], T]) -> Counted[T]:
        """Return what was counted under the key, counted anew where that was cheap or long ago."""
        start = time.monotonic()
        until, kept = self._kept.get(key, (start, None))
        if kept and start < until:
            return kept
        fresh = Counted(count(), now())
        end = time.monotonic()
        if end - start >= LONG:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = (end + REST * (end - start), fresh)
        return fresh
