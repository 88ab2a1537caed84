"""The rating of one project in plain Python, with its causes: what `rating.rate` gives, explained.

Nothing is rated by this module; it says why, and what the months to come can bring. A property
test holds it to the Ibis expression.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from zhunsheng.wages.scheme import (
    COLORS_ZH,
    OF_ZH,
    REASONS_ZH,
    Color,
    Deduction,
    Gate,
    Grey,
    Memory,
    Publication,
    Rules,
)

WORST: tuple[Color, ...] = ("red", "yellow", "green")


@dataclass(frozen=True, slots=True)
class Situation:
    """A project's month as the rules see it: its state, its numbers, the hits of each check.

    `state` is None where the list of projects has no row of it.
    """

    state: str | None
    emergency: bool
    has_attendance: bool
    has_payroll: bool
    rostered: int
    attending: int
    listed: int
    hits: Mapping[str, int]

    def holds(self, reason: str) -> bool:
        """Say whether the reason for grey holds."""
        if reason == "exempt":
            return self.emergency
        if reason == "no_project":
            return self.state is None
        if reason == "no_data":
            return self._lacks_data()
        return self.state == reason

    def _lacks_data(self) -> bool:
        """Say whether nothing can be judged: a site being built needs attendance, payroll, roster.

        Of any other state one of attendance and payroll is enough.
        """
        if self.state == "building":
            return not (self.has_attendance and self.has_payroll and self.rostered > 0)
        return not (self.has_attendance or self.has_payroll)

    def of(self, name: str) -> int:
        """Return how many workers are rostered, attending or listed."""
        numbers = {"rostered": self.rostered, "attending": self.attending, "listed": self.listed}
        return numbers[name]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the memory holds of a project: the color it stands at and its months running."""

    color: Color | None = None
    standing: Color | None = None
    good_months: int = 0
    bad_months: int = 0
    color_months: int = 0
    gate_months: Mapping[str, int] = field(default_factory=dict)


NOTHING_BEFORE = Standing()


@dataclass(frozen=True, slots=True)
class Judged:
    """A rating with what led to it: the gates that fire, the points taken off, the memory."""

    before: Standing
    after: Standing
    memory: Memory | None
    raw_color: Color
    points: int
    stars: int
    gates: tuple[Gate, ...]
    deductions: tuple[tuple[Deduction, int], ...]
    grey: Grey | None
    publication: Publication | None

    @property
    def color(self) -> Color:
        """The color of the month."""
        return self.after.color or "green"


def judge(now: Situation, rules: Rules, was: Standing = NOTHING_BEFORE) -> Judged:
    """Rate one project as `rating.rate` does; `was` is the state after the month before."""
    grey = next((line for line in rules.greys if now.holds(line.reason)), None)
    met = [gate for gate in rules.gates if _heard(gate.check, grey) and _met(gate, now)]
    months = {gate.name: was.gate_months.get(gate.name, 0) + 1 for gate in met}
    fires = tuple(gate for gate in met if months[gate.name] >= gate.running)
    taken = tuple(
        (line, off)
        for line in rules.deductions
        if _heard(line.check, grey) and (off := line.points(now.hits[line.check]))
    )
    points = max(0, rules.score.full - sum(off for _, off in taken))
    raw = _worst([rules.score.color(points), *(gate.color for gate in fires)])
    greyed = grey if raw == "green" else None
    after = _after(raw, rules.memory, replace(was, gate_months=months)) if not greyed else was
    after = _with_color(after, "grey" if greyed else after.standing, was)
    return Judged(
        was,
        after,
        rules.memory,
        "grey" if greyed else raw,
        points,
        stars=max((s.stars for s in rules.stars if points >= s.points), default=0),
        gates=fires,
        deductions=taken,
        grey=greyed,
        publication=next((p for p in rules.publications if _published(p, after)), None),
    )


def raw_color(now: Situation, rules: Rules, was: Standing = NOTHING_BEFORE) -> Color:
    """Return the month's color before the memory."""
    return judge(now, rules, was).raw_color


def after_good_months(rules: Rules, was: Standing) -> int | None:
    """Return how many good months running bring green; None where no number of them does."""
    memory = rules.memory
    most = 1 if memory is None else memory.red_to_yellow + memory.yellow_to_green
    for months in range(1, most + 1):
        was = _after("green", memory, was)
        if was.standing == "green":
            return months
    return None


@dataclass(frozen=True, slots=True)
class Words:
    """How a check is called in Chinese, and what it found on the project, without a full stop."""

    zh: str
    found: str


def causes(judged: Judged, words: Mapping[str, Words]) -> list[tuple[str, str]]:
    """Say why the project has its color: (check or empty, Chinese sentence), worst first."""
    if judged.grey is not None:
        return [("", f"{REASONS_ZH[judged.grey.reason]}，不评定颜色")]
    told = [
        (gate.check, gate_zh(gate, judged, words[gate.check]))
        for color in WORST
        for gate in judged.gates
        if gate.color == color
    ]
    gated = {gate.check for gate in judged.gates}
    for line, off in sorted(judged.deductions, key=lambda one: -one[1]):
        if line.check not in gated:
            check = words[line.check]
            told.append((line.check, f"{check.zh}：{check.found}，扣{off}分"))
    return [*told, *_memory_zh(judged)]


def gate_zh(gate: Gate, judged: Judged, words: Words) -> str:
    """Say how a gate is met: 未足额支付：23人，达到出勤人数的10%，连续第2个月，按方案为黄."""
    months = judged.after.gate_months.get(gate.name, 1)
    said = f"{words.zh}：{words.found}"
    if gate.least_share:
        said += f"，达到{OF_ZH[gate.of]}的{share_zh(gate.least_share)}"
    if months > 1:
        said += f"，连续第{months}个月"
    return f"{said}，按方案为{COLORS_ZH[gate.color]}"


def share_zh(share: Fraction) -> str:
    """Write a share as a percentage without needless zeros."""
    return f"{float(share):.4%}".rstrip("%").rstrip("0").rstrip(".") + "%"


def _memory_zh(judged: Judged) -> list[tuple[str, str]]:
    """Say what the months before do where they and not this month give the color."""
    color, raw, memory = judged.color, judged.raw_color, judged.memory
    if color == raw or memory is None:
        return []
    stood, good = judged.before.standing, judged.after.good_months
    if raw == "yellow":
        if stood == "red":
            return [("", "此前为红，本月仍不合格，仍为红")]
        return [("", f"连续{judged.after.bad_months}个月不合格，由黄转红")]
    if stood != color:
        return [("", f"本月由红转黄，再连续合格{memory.yellow_to_green - good}个月转绿")]
    need, better = (
        (memory.red_to_yellow, "yellow") if color == "red" else (memory.yellow_to_green, "green")
    )
    said = f"本月合格，仍在观察：已连续合格{good}个月，满{need}个月转{COLORS_ZH[better]}"
    return [("", said)]


def _heard(check: str, grey: Grey | None) -> bool:
    return grey is None or grey.counts(check)


def _met(gate: Gate, now: Situation) -> bool:
    return gate.met(now.hits[gate.check], now.of(gate.of))


def _worst(colors: list[Color]) -> Color:
    return min(colors, key=WORST.index)


def _after(raw: Color, memory: Memory | None, was: Standing) -> Standing:
    """Move the memory on by one month of that raw color."""
    good = was.good_months + 1 if raw == "green" else 0
    bad = was.bad_months + 1 if raw != "green" else 0
    standing = raw if memory is None else _step(raw, memory, (was.standing or "green", good, bad))
    risen = raw == "green" and was.standing is not None and standing != was.standing
    if risen and memory is not None and memory.anew:
        good = 0
    return replace(was, standing=standing, good_months=good, bad_months=bad)


def _step(raw: Color, memory: Memory, state: tuple[Color, int, int]) -> Color:
    was, good, bad = state
    if raw == "red":
        return "red"
    if raw == "yellow":
        return "red" if was == "red" or bad >= memory.yellow_to_red else "yellow"
    if was == "red":
        return "red" if good < memory.red_to_yellow else "yellow"
    return "yellow" if was == "yellow" and good < memory.yellow_to_green else "green"


def _with_color(after: Standing, color: Color | None, was: Standing) -> Standing:
    months = was.color_months + 1 if color == was.color else 1
    return replace(after, color=color, color_months=months)


def _published(line: Publication, after: Standing) -> bool:
    return after.color == line.color and after.color_months >= line.running
