"""Figures are counted anew where that is cheap, and kept where it took long."""

from __future__ import annotations

import pytest

from zhunsheng.web import kept_figures
from zhunsheng.web.kept_figures import KeptFigures


class Clock:
    """A clock that a count moves on."""

    def __init__(self) -> None:
        self.at = 1000.0

    def monotonic(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(kept_figures, "time", clock)
    return clock


@pytest.mark.parametrize(
    ("takes", "later", "counts"),
    [(0.01, 0.0, 2), (2.0, 1.0, 1), (2.0, 59.0, 1), (2.0, 61.0, 2)],
    ids=["cheap", "kept", "nearly over", "over"],
)
def test_a_count_is_kept_as_long_as_it_was_dear(
    clock: Clock, takes: float, later: float, counts: int
) -> None:
    done: list[str] = []

    def count() -> int:
        done.append("counted")
        clock.at += takes
        return len(done)

    kept = KeptFigures[int]({})
    first = kept.counted("all", count)
    clock.at += later
    second = kept.counted("all", count)
    assert len(done) == counts
    assert second.figures == len(done)
    assert (second is first) == (counts == 1)


def test_each_scope_is_counted_for_itself(clock: Clock) -> None:
    def dear(number: int) -> int:
        clock.at += 5
        return number

    kept = KeptFigures[int]({})
    assert [kept.counted(key, lambda key=key: dear(key)).figures for key in (1, 2)] == [1, 2]
