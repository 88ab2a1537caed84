"""A rating scheme as the page of rules shows it, and two schemes side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from zhunsheng.base.chinese import day_zh
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.reasons import share_zh
from zhunsheng.wages.scheme import OF_ZH, REASONS_ZH, Deduction, Gate, Line, Rules, Scheme
from zhunsheng.wages.shapes import COLORS
from zhunsheng.web.matters.names import Law, law_of
from zhunsheng.web.wages.words import COLORS_ZH, RED, YELLOW, color_zh

NONE = "不用"


def rules_context(scheme: Scheme, rules: Rules, day: date) -> dict[str, Any]:
    """Return the lines of a scheme in force in a month."""
    memory = rules.memory
    return {
        "scheme": scheme,
        "digest": scheme.digest,
        "gates": [_gate(one, day) for one in sorted(rules.gates, key=_weight)],
        "deductions": [_deduction(one, day) for one in rules.deductions],
        "score": rules.score,
        "stars": sorted(rules.stars, key=lambda one: -one.stars),
        "memory": memory_zh(rules),
        "memory_source": memory.source if memory else "",
        "greys": [
            {"zh": REASONS_ZH[one.reason], "still": still_zh(one.still), "source": one.source}
            for one in rules.greys
        ],
        "publications": [
            {"zh": f"连续 {one.running} 个月为{color_zh(one.color)}", "source": one.source}
            for one in rules.publications
        ],
    }


def _weight(gate: Gate) -> tuple[int, str]:
    return ((RED, YELLOW).index(gate.color), gate.check)


def _gate(one: Gate, day: date) -> dict[str, Any]:
    return {
        "color": one.color,
        "zh": check_zh(one.check),
        "law": law_of_check(one.check, day),
        "when": gate_zh(one),
        "source": one.source,
        "since": since_zh(one),
    }


def _deduction(one: Deduction, day: date) -> dict[str, Any]:
    return {
        "zh": check_zh(one.check),
        "law": law_of_check(one.check, day),
        "off": deduction_zh(one),
        "source": one.source,
        "since": since_zh(one),
    }


def check_zh(name: str) -> str:
    """Return what a check is called."""
    found = CHECKS.get(name)
    return found.zh if found else name


def law_of_check(name: str, day: date) -> Law | None:
    """Return what a check rests on."""
    found = CHECKS.get(name)
    return law_of(found.per, day) if found else None


def gate_zh(one: Gate) -> str:
    """Say when a gate is met: 有一人即算; 至少 3 人, 占出勤人数 10%, 连续 2 个月."""
    parts = [f"至少 {one.least_workers} 人" if one.least_workers > 1 else "有一人（一项）即算"]
    if one.least_share:
        parts.append(f"占{OF_ZH[one.of]} {share_zh(one.least_share)} 以上")
    if one.running > 1:
        parts.append(f"连续 {one.running} 个月")
    return "，".join(parts)


def deduction_zh(one: Deduction) -> str:
    """Say what a check takes off: 每人 1 分，最多 20 分; 5 分."""
    return f"每人 {one.off} 分，最多 {one.most} 分" if one.each else f"{one.off} 分"


def since_zh(one: Line) -> str:
    """Say since when, and until when, a line is in force."""
    until = f"至{day_zh(one.ends_on)}" if one.ends_on else "起"
    return f"{day_zh(one.begins_on)}{until}"


def still_zh(still: Sequence[str]) -> str:
    """Say which checks count although a reason for no rating holds."""
    if "*" in still:
        return "各项检查照样计入"
    return f"照看：{'、'.join(check_zh(name) for name in still)}" if still else "不看任何检查"


def memory_zh(rules: Rules) -> list[str]:
    """Say how the months before count."""
    memory = rules.memory
    if memory is None:
        return ["每个月单独评定，不看以前的月份"]
    again = "；由红转黄以后重新起算" if memory.anew else ""
    return [
        f"黄色连续第 {memory.yellow_to_red} 个月转红",
        f"红转黄要连续 {memory.red_to_yellow} 个月合格",
        f"黄转绿要连续 {memory.yellow_to_green} 个月合格{again}",
    ]


# --- two schemes side by side --------------------------------------------------------------------


def differences(one: Rules, other: Rules) -> list[dict[str, str]]:
    """Return every check on which two schemes differ: what the one and what the other does."""
    names = dict.fromkeys((*one.checks, *other.checks))
    rows = [
        {"zh": check_zh(name), "one": _does(one, name), "other": _does(other, name)}
        for name in names
    ]
    rows.append({"zh": "月份的记忆", "one": _joined(one), "other": _joined(other)})
    return [row for row in rows if row["one"] != row["other"]]


def _joined(rules: Rules) -> str:
    return "；".join(memory_zh(rules))


def _does(rules: Rules, check: str) -> str:
    said = [
        f"{COLORS_ZH[gate.color]}：{gate_zh(gate)}" for gate in rules.gates if gate.check == check
    ]
    said += [f"扣 {deduction_zh(one)}" for one in rules.deductions if one.check == check]
    return "；".join(said) or NONE


def month_rows(
    one: Mapping[int, Mapping[int, str]], other: Mapping[int, Mapping[int, str]]
) -> list[dict[str, Any]]:
    """Return, month by month, the colors two schemes give and how many projects differ."""
    return [
        {
            "month": month,
            "one": counted(colors.values()),
            "other": counted(other.get(month, {}).values()),
            "moved": sum(
                other.get(month, {}).get(project) != color for project, color in colors.items()
            ),
            "total": len(colors),
        }
        for month, colors in sorted(one.items(), reverse=True)
    ]


def counted(colors: Iterable[str]) -> list[tuple[str, int]]:
    """Count projects by color, the worst first."""
    found = list(colors)
    return [(color, found.count(color)) for color in COLORS]
