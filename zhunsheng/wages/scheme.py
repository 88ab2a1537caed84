"""A rating scheme as dated data: gates, points, stars, memory, grey reasons, publication.

No law says how a project is rated red, yellow or green; the scheme is a bureau's own table. Every
line of it has its first day in force and its source, so that a month is rated by the lines of that
month and an old rating stays explainable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.months import last_day, month_zh

Color = Literal["green", "yellow", "red", "grey"]
Of = Literal["attending", "rostered", "listed"]
Reason = Literal["not_started", "suspended", "completed", "exempt", "no_project", "no_data"]

COLORS_ZH: dict[str, str] = {"green": "绿", "yellow": "黄", "red": "红", "grey": "灰"}
REASONS_ZH: dict[str, str] = {
    "not_started": "未开工",
    "suspended": "停工",
    "completed": "已完工",
    "exempt": "应急工程，不列入评定",
    "no_project": "没有项目资料",
    "no_data": "没有数据或者数据不全",
}
OF_ZH: dict[str, str] = {"attending": "出勤人数", "rostered": "在册人数", "listed": "工资表人数"}


@dataclass(frozen=True, slots=True)
class Line:
    """What every line of a scheme has: the days it is in force, both included, and its source."""

    begins_on: date
    ends_on: date | None
    source: str

    def in_force(self, on: date) -> bool:
        """Say whether the line applies on the day."""
        return self.begins_on <= on and (self.ends_on is None or on <= self.ends_on)

    @property
    def name(self) -> str:
        """What the line is about within its kind: of one name one line is in force a day."""
        return ""


@dataclass(frozen=True, slots=True)
class Gate(Line):
    """A check that gives the color by itself.

    It is met where at least `least_workers` are hit (a project's own check counts as one) and, if
    `least_share` is above zero, at least that share `of` the workers. It fires in the month it has
    been met `running` months in a row.
    """

    check: str
    color: Color
    least_workers: int
    least_share: Fraction
    of: Of
    running: int

    @property
    def name(self) -> str:
        """The check and the color."""
        return f"{self.check}_{self.color}"

    def met(self, hit: int, of: int) -> bool:
        """Say whether so many workers hit, of so many, meet the gate this month."""
        share = self.least_share
        return hit >= self.least_workers and hit * share.denominator >= share.numerator * of


@dataclass(frozen=True, slots=True)
class Deduction(Line):
    """Points a check takes off: `off` a worker hit, at most `most`; or `off` once."""

    check: str
    off: int
    each: bool
    most: int

    @property
    def name(self) -> str:
        """The check."""
        return self.check

    def points(self, hit: int) -> int:
        """Return the points taken off for so many workers hit."""
        return min(self.off * hit, self.most) if self.each else min(self.off, self.off * hit)


@dataclass(frozen=True, slots=True)
class Score(Line):
    """The full points, and the points below which a project is yellow or red; zero: no band."""

    full: int
    yellow_below: int
    red_below: int

    def color(self, points: int) -> Color:
        """Return the color the points give by themselves."""
        if points < self.red_below:
            return "red"
        return "yellow" if points < self.yellow_below else "green"


@dataclass(frozen=True, slots=True)
class Star(Line):
    """So many stars from so many points on."""

    stars: int
    points: int

    @property
    def name(self) -> str:
        """The number of stars."""
        return str(self.stars)


@dataclass(frozen=True, slots=True)
class Memory(Line):
    """How many months it takes from color to color.

    The yellow month that is number `yellow_to_red` in a row is rated red. The way back takes
    `red_to_yellow` good months running, then `yellow_to_green`; `anew`: the months that led from
    red to yellow are not counted again on the way to green.
    """

    yellow_to_red: int
    red_to_yellow: int
    yellow_to_green: int
    anew: bool


@dataclass(frozen=True, slots=True)
class Grey(Line):
    """A reason for no rating; gates and points of the checks named in `still` count all the same.

    `still` holds `*` where every check counts: the reason then only stands in the place of green.
    """

    reason: Reason
    still: tuple[str, ...]

    @property
    def name(self) -> str:
        """The reason."""
        return self.reason

    def counts(self, check: str) -> bool:
        """Say whether the check is heard although the reason holds."""
        return "*" in self.still or check in self.still


@dataclass(frozen=True, slots=True)
class Publication(Line):
    """A project that has had the color so many months running goes on the list to be published."""

    color: Color
    running: int

    @property
    def name(self) -> str:
        """The color."""
        return self.color


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of a scheme that rate one month."""

    month: int
    title: str
    gates: tuple[Gate, ...]
    deductions: tuple[Deduction, ...]
    score: Score
    stars: tuple[Star, ...]
    memory: Memory | None
    greys: tuple[Grey, ...]
    publications: tuple[Publication, ...]

    @property
    def checks(self) -> tuple[str, ...]:
        """The names of the checks the rules listen to, each once."""
        gated = (gate.check for gate in self.gates)
        return tuple(dict.fromkeys([*gated, *(line.check for line in self.deductions)]))

    def grey(self, reason: str) -> Grey | None:
        """Return the line of the reason; None where the rules have none."""
        return next((line for line in self.greys if line.reason == reason), None)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole scheme as its file says it; `digest` is the file's SHA-256, `text` the file."""

    name: str
    title: str
    note: str
    gates: tuple[Gate, ...]
    deductions: tuple[Deduction, ...]
    scores: tuple[Score, ...]
    stars: tuple[Star, ...]
    memories: tuple[Memory, ...]
    greys: tuple[Grey, ...]
    publications: tuple[Publication, ...]
    digest: str
    text: str

    def lines(self) -> Iterator[Line]:
        """Yield every line, kind after kind, in the order of the file."""
        for kind in (self.gates, self.deductions, self.scores, self.stars, self.memories):
            yield from kind
        yield from (*self.greys, *self.publications)

    def rules(self, month: int) -> Rules:
        """Return the lines in force on the last day of the month.

        Raises InputRefused where no line says the full points on that day: the scheme had not
        begun, or has ended.
        """
        on = last_day(month)
        score = next((line for line in self.scores if line.in_force(on)), None)
        if score is None:
            what = f"{month_zh(month)}没有生效的评定办法"
            why = "方案里没有一行 [[score]] 在这个月末有效"
            raise InputRefused([Fault(self.title, "[[score]]", what, why, "请补上当时有效的行")])
        return Rules(
            month,
            self.title,
            gates=tuple(line for line in self.gates if line.in_force(on)),
            deductions=tuple(line for line in self.deductions if line.in_force(on)),
            score=score,
            stars=tuple(line for line in self.stars if line.in_force(on)),
            memory=next((line for line in self.memories if line.in_force(on)), None),
            greys=tuple(line for line in self.greys if line.in_force(on)),
            publications=tuple(line for line in self.publications if line.in_force(on)),
        )
