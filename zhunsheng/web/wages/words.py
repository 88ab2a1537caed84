"""The words of a run: its checks as it knew them, with their Chinese names and citations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhunsheng.wages.months import last_day
from zhunsheng.wages.shapes import CheckSaid, Run
from zhunsheng.web.matters.names import Law, law_of

GREEN, YELLOW, RED, GREY = "green", "yellow", "red", "grey"
COLORS_ZH = {RED: "红", YELLOW: "黄", GREEN: "绿", GREY: "灰"}
WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Words:
    """The checks of a run by name, and the month's last day, on which its law is read."""

    checks: Mapping[str, CheckSaid]
    day: date

    @classmethod
    def of(cls, run: Run) -> Words:
        """Return the words of a run."""
        return cls({check.name: check for check in run.checks}, last_day(run.month))

    def zh(self, name: str) -> str:
        """Return a check's Chinese name; the name itself for one the run did not know."""
        found = self.checks.get(name)
        return found.zh if found else name

    def names(self) -> dict[str, str]:
        """Return every check's Chinese name."""
        return {name: check.zh for name, check in self.checks.items()}

    def of_workers(self, name: str) -> bool:
        """Say whether a check looks at workers one by one."""
        found = self.checks.get(name)
        return found is not None and found.grain == WORKER

    def law_of_check(self, name: str) -> Law | None:
        """Return the citation of a check as pages show it; None for a check nobody knows."""
        found = self.checks.get(name)
        return law_of(found.per, self.day) if found else None


def color_zh(color: str) -> str:
    """Return a color as pages say it: 红色, 不评定."""
    return "不评定" if color == GREY else f"{COLORS_ZH[color]}色"
