"""What was measured, line by line, each beside its goal; timings are reported, never asserted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Spread = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound to reach: at least or at most so much."""

    sense: Literal["≥", "≤"]
    bound: float
    unit: str = ""

    def met(self, value: float) -> bool:
        """Say whether the value reaches the goal."""
        return value >= self.bound if self.sense == "≥" else value <= self.bound


class Board:
    """Prints the lines as they come, and remembers how many goals were met."""

    def __init__(self) -> None:
        self.met = 0
        self.missed: list[str] = []

    def section(self, title: str) -> None:
        """Open a section."""
        print(f"\n{title}", flush=True)

    def line(self, name: str, spread: Spread, unit: str, goal: Goal | None = None) -> None:
        """Print a median with its spread, and whether the goal is met."""
        middle, low, high = spread
        text = f"  {name:<50}{number(middle):>12} {unit:<10}"
        text += f"{f'[{number(low)} – {number(high)}]':<33}"
        print((text + self._verdict(name, middle, goal)).rstrip(), flush=True)

    def single(self, name: str, value: float, unit: str, goal: Goal | None = None) -> None:
        """Print a value that was measured once."""
        text = f"  {name:<50}{number(value):>12} {unit:<10}{'':<33}"
        print((text + self._verdict(name, value, goal)).rstrip(), flush=True)

    def note(self, text: str) -> None:
        """Print a remark."""
        print(f"    {text}", flush=True)

    def close(self) -> None:
        """Print how many goals were met and which were not."""
        print(f"\n{self.met} goals met, {len(self.missed)} not met", flush=True)
        for name in self.missed:
            print(f"  not met: {name}", flush=True)

    def _verdict(self, name: str, value: float, goal: Goal | None) -> str:
        if goal is None:
            return ""
        met = goal.met(value)
        if met:
            self.met += 1
        else:
            self.missed.append(name.strip())
        verdict = "met" if met else "NOT MET"
        return f"goal {goal.sense} {number(goal.bound)}{goal.unit}: {verdict}"


def number(value: float) -> str:
    """Write a number with three significant digits, or whole where it is large."""
    if value == 0:
        return "0"
    if abs(value) >= 1_000:
        return f"{value:,.0f}"
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}"
