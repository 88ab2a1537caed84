"""The list of projects of a month: counters by color, filters, rows that say why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhunsheng.wages.months import month_zh, read_month, write_month
from zhunsheng.wages.shapes import COLORS, Line, Run, Tally
from zhunsheng.web.jinja import short_day
from zhunsheng.web.matters.rows import sum_zh
from zhunsheng.web.wages.filters import ORDERS, Filters
from zhunsheng.web.wages.words import GREEN, GREY, Words, color_zh

PAGE = "/gongcheng/"
WHY_MOST = 3
REASONS_ZH = {
    "not_started": "未开工，不评定",
    "suspended": "停工，不评定",
    "completed": "已完工，不评定",
    "exempt": "应急工程，不列入评定",
    "no_project": "没有项目资料，不评定",
    "no_data": "没有数据或者数据不全，不评定",
}
PLACES = (
    ("wages", "项目", PAGE),
    ("wages_districts", "区县", f"{PAGE}quxian/"),
    ("wages_compare", "两月对比", f"{PAGE}duibi/"),
    ("wages_warnings", "预警", f"{PAGE}yujing/"),
    ("wages_money", "专户和保证金", f"{PAGE}zhanghu/"),
    ("wages_scheme", "评定规则", f"{PAGE}guize/"),
    ("wages_loads", "数据", f"{PAGE}shuju/"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What the list shows of a project."""

    href: str
    name: str
    contractor: str
    district: str
    color: str
    months_zh: str
    reason: str
    why: tuple[tuple[str, int], ...]
    more_why: int
    unpaid: int
    unpaid_href: str
    sum: str
    points: int


def project_href(project: int, month: int) -> str:
    """Return where a project's month opens."""
    return f"{PAGE}{project}/{write_month(month)}/"


def workers_href(project: int, month: int, check: str = "") -> str:
    """Return where the workers of a project's month are listed, of one check if it is given."""
    query = f"?jiancha={check}" if check else ""
    return f"{project_href(project, month)}renyuan/{query}"


def slip_href(project: int, worker: int) -> str:
    """Return where the slip of a worker on a project opens."""
    return f"{PAGE}{project}/gongren/{worker}/"


def row_of(line: Line, month: int, words: Words) -> Row:
    """Return a project as the list shows it; the checks that hit most workers come first."""
    hits = sorted(line.checks.items(), key=lambda one: (-one[1], one[0]))
    why = tuple((words.zh(name), n if words.of_workers(name) else 1) for name, n in hits[:WHY_MOST])
    return Row(
        project_href(line.project, month),
        line.name,
        line.contractor,
        line.district,
        line.color,
        months_of(line),
        _reason(line),
        why,
        max(0, len(hits) - WHY_MOST),
        line.unpaid_workers,
        workers_href(line.project, month, "outstanding"),
        sum_zh(line.outstanding) if line.outstanding else "0",
        line.points,
    )


def _reason(line: Line) -> str:
    """Say why a project has its color where no check of the month does; else nothing."""
    if line.color == GREY:
        return REASONS_ZH.get(line.reason_grey, line.reason_grey)
    return "" if line.checks or line.color == GREEN else "本月没有问题，按以前的月份仍在观察"


def months_of(line: Line) -> str:
    """Say how many months running a project has its color, where that is more than one."""
    return f"第 {line.color_months} 个月" if line.color_months > 1 else ""


def counters(
    tally: Sequence[Tally], filters: Filters, seen: tuple[str, ...] | None
) -> list[dict[str, Any]]:
    """Return the figures over the list, all and by color, of the districts that are looked at."""
    numbers = by_color(tally, filters.district, seen)
    whole = [
        {
            "n": sum(numbers.values()),
            "zh": "全部项目",
            "color": "",
            "href": filters.href(PAGE, color=""),
            "on": not filters.color,
        }
    ]
    return whole + [
        {
            "n": numbers[color],
            "zh": color_zh(color) if color == GREY else f"{color_zh(color)}项目",
            "color": color,
            "href": filters.href(PAGE, color=color),
            "on": filters.color == color,
        }
        for color in COLORS
    ]


def by_color(tally: Sequence[Tally], district: str, seen: tuple[str, ...] | None) -> dict[str, int]:
    """Return the number of projects of each color within what is looked at."""
    within = [
        one.colors
        for one in tally
        if (not district or one.district == district) and (seen is None or one.district in seen)
    ]
    return {color: sum(numbers.get(color, 0) for numbers in within) for color in COLORS}


def districts_in(tally: Sequence[Tally], seen: tuple[str, ...] | None) -> list[str]:
    """Return the names of the districts that may be looked at, in order."""
    return sorted(
        one.district for one in tally if one.district and (seen is None or one.district in seen)
    )


def check_choices(
    found: Mapping[str, tuple[int, int]], chosen: str, words: Words
) -> list[tuple[str, str, bool]]:
    """Return the checks that hit this month with the number of projects, the commonest first."""
    hit = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
    offered = [(name, f"{words.zh(name)}（{n} 个）", name == chosen) for name, (n, _) in hit if n]
    if chosen and chosen not in {name for name, _, _ in offered}:
        offered.append((chosen, words.zh(chosen), True))
    return offered


def order_choices(chosen: str) -> list[tuple[str, str, bool]]:
    """Return the orders of the list."""
    return [(name, zh, name == chosen) for name, zh in ORDERS.items()]


def run_zh(run: Run) -> str:
    """Say which run a page shows: judged on which day, by which scheme."""
    known = f"，数据截至{short_day(run.known_on)}" if run.known_on else ""
    return f"{month_zh(run.month)}，{short_day(run.as_of)}核算{known}，按《{run.scheme_title}》"


def month_switch(
    runs: Sequence[Run], month: int, action: str, hidden: Iterable[tuple[str, str]] = ()
) -> dict[str, Any]:
    """Return the switch of months over a list whose month stands in its query."""
    kept = dict(hidden)
    months = sorted(run.month for run in runs)

    def at(one: int) -> tuple[str, str]:
        query = "&".join(f"{name}={value}" for name, value in kept.items() if value)
        rest = f"&{query}" if query else ""
        return f"{one % 12 + 1}月", f"{action}?yue={write_month(one)}{rest}"

    earlier = [one for one in months if one < month]
    later = [one for one in months if one > month]
    return {
        "action": action,
        "hidden": kept,
        "prev": at(earlier[-1]) if earlier else None,
        "next": at(later[0]) if later else None,
        "all": [(write_month(one), month_zh(one), one == month) for one in reversed(months)],
    }


def month_of(runs: Sequence[Run], text: str) -> int | None:
    """Return the month a page shows: the one asked for if it was rated, else the latest."""
    months = [run.month for run in runs]
    if text and read_month(text) in months:
        return read_month(text)
    return max(months, default=None)
