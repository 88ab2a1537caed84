"""What city to invent: its size, its months, whether faults are planted, and its last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.months import last_day, month_zh

LEAST_PROJECTS = 12
LEAST_WORKERS_EACH = 30
MOST_WORKERS = 10_000_000
MOST_MONTHS = 24
DAYS_AFTER = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The same plan gives the same city; `month` is its last month (months.py).

    `as_of` is the last day on which anything was exported: ten days after the end of the month
    after, unless said otherwise. By then the agreed pay day and the month after have passed.
    Raises InputRefused where a planted fault would not have room, or not have come about yet.
    """

    month: int
    seed: int = 1
    projects: int = 12
    workers: int = 400
    months: int = 3
    faults: bool = True
    as_of: date | None = None

    def __post_init__(self) -> None:
        least = self.projects * LEAST_WORKERS_EACH
        most = MOST_WORKERS // LEAST_WORKERS_EACH
        room = f"每个项目至少{LEAST_WORKERS_EACH}名工人，才放得下全部问题"
        faults = [
            *_held("项目数", self.projects, (LEAST_PROJECTS, most), "项目太少放不下全部问题"),
            *_held("工人数", self.workers, (least, MOST_WORKERS), room),
            *_held("月数", self.months, (1, MOST_MONTHS), "至少要有一个月"),
        ]
        if self.last <= last_day(self.month + 1):
            what = f"截止日{self.last}过早"
            why = f"{month_zh(self.month)}的工资要到次月月末以后才看得出是否拖欠"
            day = last_day(self.month + 1) + timedelta(days=1)
            faults.append(Fault("样例", "截止日", what, why, f"请取{day}或以后的日期"))
        if faults:
            raise InputRefused(faults)

    @property
    def first(self) -> int:
        """Return the first month."""
        return self.month - self.months + 1

    @property
    def last(self) -> date:
        """Return the last day of the exports."""
        return self.as_of or last_day(self.month + 1) + timedelta(days=DAYS_AFTER)


def _held(what: str, value: int, bounds: tuple[int, int], why: str) -> list[Fault]:
    least, most = bounds
    if least <= value <= most:
        return []
    return [Fault("样例", what, f"{what}为{value}", why, f"请取{least}到{most}之间的数")]
