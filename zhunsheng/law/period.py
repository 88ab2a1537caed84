"""Count a period the way the law does, and say every step of the way with its rule.

The trigger day is not counted, rest days and suspensions are left out where they do not count, a
month ends on the corresponding day, a last day that is a rest day rolls on. Where the count
reaches days whose holiday notice is not published, the answer is two bounds and what would
settle them, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from zhunsheng.base.chinese import length_zh
from zhunsheng.base.days import (
    MINUTES_OF_DAY,
    Calendar,
    Pause,
    Tables,
    add_days,
    add_hours,
    add_months,
    add_years,
    merged,
    moment,
    subtract_days,
    subtract_months,
    subtract_years,
)
from zhunsheng.base.errors import NoProvisionInForce, UnconfirmedProvision, UnknownCitation
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Limit

_MINUTES_OF_HOUR = 60
_WEEKDAYS = "一二三四五六日"

# The first of each row that is in force on the day is cited.
_START = ("民事诉讼法/85.2", "民法典/201.1")
_ROLL = ("民事诉讼法/85.3", "民法典/203.1")
_MONTH = ("民法典/202",)
_HOUR = ("民法典/201.2",)
_NEXT_HOUR = ("民诉法解释/125",)
_MIDNIGHT = ("民法典/203.2",)
_OWN_START = MappingProxyType({"湖南省行政程序规定": "湖南省行政程序规定/174.2"})
_COURT_PROCEDURE = frozenset({"民事诉讼法", "民诉法解释", "行政诉讼法"})


@dataclass(frozen=True, slots=True)
class Period:
    """What is to be counted.

    `start` is the day of the trigger, or with `backward` the day before which something is due;
    `minute` is the minute of that day and matters for hours only. `limit` is as the text words
    it; it is taken in the unit which the counting clause of the instrument of `under`, a citation
    or a title, gives it on `start`. `rolls` says whether a last day on a rest day moves on;
    limits in hours and backward limits never do. A backward period knows no pauses.
    """

    start: int
    limit: Limit
    minute: int = 0
    pauses: tuple[Pause, ...] = ()
    backward: bool = False
    rolls: bool = True
    under: str = ""

    def __post_init__(self) -> None:
        """Refuse with ValueError what no law can mean."""
        if self.limit.length < 0 or not 0 <= self.minute < MINUTES_OF_DAY:
            raise ValueError("a length of time is not negative, and a minute lies within its day")
        if self.backward and self.pauses:
            raise ValueError("a period counted backward is never suspended")


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period, or its two bounds where `needs` names an unpublished notice.

    `nominal` is the earliest last day before any roll-over. `minute` is the minute of the day at
    which a limit in hours ends, None for other units. `trace` is Chinese, one step a line.
    """

    earliest: int
    latest: int
    nominal: int
    minute: int | None
    needs: str
    trace: tuple[str, ...]

    @property
    def day(self) -> int | None:
        """The last day, when it is certain."""
        return self.earliest if self.earliest == self.latest else None


def count(period: Period, *, calendar: Calendar, law: Law) -> Due:
    """Count the period forward, or the last day for a notice backward.

    Raises CalendarError beyond the calendar, UnknownCitation for an unknown `under`.
    """
    meant = replace(period, limit=_meant(period, law))
    way = _Way(period, meant, calendar, law)
    if meant.limit.unit == "hour":
        return _counted_hours(way)
    nominal, due = _last_days(meant, calendar.earliest)
    other_nominal, other_due = _last_days(meant, calendar.latest)
    earliest, latest = min(due, other_due), max(due, other_due)
    first_doubt = meant.start if meant.limit.unit == "workday" else nominal
    needs = ""
    if earliest != latest:
        needs = calendar.needs(max(latest, first_doubt), since=min(earliest, first_doubt))
    opening = [*way.heading(), *(way.backward(due) if meant.backward else way.forward(nominal))]
    if nominal == other_nominal and not meant.backward:
        opening += way.full(nominal)
    closing = way.unsettled(earliest, latest, needs) if needs else way.settled(nominal, due)
    return Due(
        earliest=earliest,
        latest=latest,
        nominal=min(nominal, other_nominal),
        minute=None,
        needs=needs,
        trace=(*opening, *closing),
    )


def _meant(period: Period, law: Law) -> Limit:
    if not period.under:
        return period.limit
    title = period.under.partition("/")[0]
    return law.unit_of(title, period.limit, on=date.fromordinal(period.start))


def _last_days(period: Period, tables: Tables) -> tuple[int, int]:
    """Return the last day before and after the roll-over."""
    nominal = _backward(period, tables) if period.backward else _forward(period, tables)
    if period.backward or not period.rolls:
        return nominal, tables.inside(nominal)
    return nominal, tables.first_open_workday(nominal, period.pauses)


def _forward(period: Period, tables: Tables) -> int:
    start, length, pauses = period.start, period.limit.length, period.pauses
    match period.limit.unit:
        case "workday":
            return tables.add_workdays(start, length, pauses)
        case "month":
            return add_months(start, length, pauses)
        case "year":
            return add_years(start, length, pauses)
        case _:
            return add_days(start, length, pauses)


def _backward(period: Period, tables: Tables, *, strict: bool = True) -> int:
    start, length = period.start, period.limit.length
    match period.limit.unit:
        case "workday":
            return tables.subtract_workdays(start, length, strict=strict)
        case "month":
            return subtract_months(start, length, strict=strict)
        case "year":
            return subtract_years(start, length, strict=strict)
        case _:
            return subtract_days(start, length, strict=strict)


def _counted_hours(way: _Way) -> Due:
    period = way.meant
    start = moment(period.start, period.minute)
    if way.title in _COURT_PROCEDURE:
        start = (start // _MINUTES_OF_HOUR + 1) * _MINUTES_OF_HOUR
    hours = -period.limit.length if period.backward else period.limit.length
    day, minute = divmod(add_hours(start, hours, period.pauses), MINUTES_OF_DAY)
    way.calendar.earliest.inside(day)
    return Due(
        earliest=day,
        latest=day,
        nominal=day,
        minute=minute,
        needs="",
        trace=(*way.heading(), *way.hours(start, day, minute)),
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """The way of one count in words; `asked` carries the limit as written, `meant` as counted."""

    asked: Period
    meant: Period
    calendar: Calendar
    law: Law

    @property
    def title(self) -> str:
        return self.asked.under.partition("/")[0]

    def heading(self) -> list[str]:
        written, limit = self.asked.limit, self.meant.limit
        lines = []
        if self.asked.under:
            basis = self._cited_on_start(self.asked.under) or _cited(self.asked.under)
            lines.append(f"期限：{basis}，{_length(written)}")
        if limit != written:
            clause = self._counting_clause()
            lines.append(f"换算：所称{_length(written)}指{_length(limit)}（{cite(clause)}）")
        return lines

    def forward(self, nominal: int) -> list[str]:
        start = self.meant.start
        lines = [
            f"起算：{_dated(start)}当日不计，自{_iso(start + 1)}起算"
            + self._rule(_OWN_START.get(self.title), *_START)
        ]
        lines += self._pauses(nominal)
        if self.meant.limit.unit == "workday":
            lines += self._left_out(nominal)
        return lines + self._made_workdays(nominal)

    def backward(self, due: int) -> list[str]:
        start, limit = self.meant.start, self.meant.limit
        between = _length(limit).replace("个工作日", "个完整的工作日")
        lines = [
            f"倒算：{_dated(start)}当日和通知之日都不计，其间须有{between}"
            + self._rule(_OWN_START.get(self.title), *_START)
        ]
        if limit.unit == "workday":
            lines += self._left_out(start - 1, after=due)
        return lines

    def full(self, nominal: int) -> list[str]:
        """Say on which day the length is full, before any roll-over."""
        limit, start = self.meant.limit, date.fromordinal(self.meant.start)
        lines = [f"届满：满{_length(limit)}之日为{_dated(nominal)}"]
        if limit.unit in {"month", "year"}:
            end = date.fromordinal(_forward(replace(self.meant, pauses=()), self._tables))
            same = end.day == start.day
            reason = f"到期月对应日为{end}" if same else f"到期月没有{start.day}日，以月末{end}为准"
            lines.insert(0, f"对应：{reason}" + self._rule(*_MONTH))
        return lines

    def settled(self, nominal: int, due: int) -> list[str]:
        lines = []
        if self.meant.backward:
            lenient = _backward(self.meant, self._tables, strict=False)
            return [
                f"最迟：{_dated(due)}",
                f"从宽：如{_iso(self.meant.start)}可计为末日，最迟为{_dated(lenient)}；宜从严",
            ]
        if due != nominal:
            lines.append(
                f"顺延：{_dated(nominal)}是休息日（{self._rest_name(nominal)}），"
                f"顺延至{_dated(due)}" + self._rule(*_ROLL)
            )
        elif not self.calendar.earliest.is_workday(nominal):
            lines.append(f"不顺延：{_dated(nominal)}是休息日，本期限不因此顺延")
        return [*lines, f"截止：{_dated(due)}二十四时" + self._rule(*_MIDNIGHT)]

    def unsettled(self, earliest: int, latest: int, needs: str) -> list[str]:
        return [
            f"未定：须待{needs}公布",
            f"范围：最早{_dated(earliest)}，最迟{_dated(latest)}",
        ]

    def hours(self, start: int, day: int, minute: int) -> list[str]:
        rules = _NEXT_HOUR if self.title in _COURT_PROCEDURE else _HOUR
        begins = f"{_iso(start // MINUTES_OF_DAY)} {_clock(start % MINUTES_OF_DAY)}"
        direction = "倒算" if self.meant.backward else "起算"
        return [
            f"{direction}：自{begins}起，不分工作日和休息日连续计算" + self._rule(*rules),
            *self._pauses(day),
            f"截止：{_dated(day)}{_clock(minute)}",
        ]

    @property
    def _tables(self) -> Tables:
        return self.calendar.earliest

    def _pauses(self, until: int) -> list[str]:
        first = self.meant.start + (self.meant.limit.unit != "hour")
        stretches = [
            (max(begins, first), resumed)
            for begins, resumed in merged(self.meant.pauses)
            if max(begins, first) < resumed and begins <= until
        ]
        return [
            f"停计：{_stretch(begins, resumed - 1)}停止计算，共{resumed - begins}日，"
            f"自{_iso(resumed)}起继续计算"
            for begins, resumed in stretches
        ]

    def _left_out(self, until: int, after: int | None = None) -> list[str]:
        rests = [
            day
            for day in self._counted_days(self.meant.start if after is None else after, until)
            if not self._tables.is_workday(day)
        ]
        named = [day for day in rests if day in self.calendar.off]
        lines = [
            f"不计：{self.calendar.off[first]} {_stretch(first, last)}"
            for first, last in _runs(named, self.calendar.off)
        ]
        weekends = len(rests) - len(named)
        return [*lines, f"不计：其他周末{weekends}日"] if weekends else lines

    def _made_workdays(self, until: int) -> list[str]:
        """Name the weekend days that count: all for workdays, else only the last day."""
        after = self.meant.start if self.meant.limit.unit == "workday" else until - 1
        return [
            f"计入：{_dated(day)}是{self.calendar.worked[day]}调休上班日"
            for day in self._counted_days(after, until)
            if day in self.calendar.worked and _weekend(day)
        ]

    def _counted_days(self, after: int, until: int) -> Iterable[int]:
        settled = range(
            max(after + 1, self.calendar.settled_from),
            min(until, self.calendar.settled_until) + 1,
        )
        pauses = merged(self.meant.pauses)
        return (day for day in settled if not any(a <= day < b for a, b in pauses))

    def _rest_name(self, day: int) -> str:
        return self.calendar.off.get(day, "周末" if _weekend(day) else "法定休假日")

    def _rule(self, *candidates: str | None) -> str:
        """Cite the first rule in force on the start day."""
        named = (self._cited_on_start(citation) for citation in candidates if citation)
        return next((f"（{name}）" for name in named if name), "")

    def _cited_on_start(self, citation: str) -> str:
        """Write the citation under the number it had on the start day; empty if not in force."""
        try:
            provision = self.law.at(citation, on=date.fromordinal(self.meant.start))
        except (UnknownCitation, NoProvisionInForce, UnconfirmedProvision):
            return ""
        title = citation.partition("/")[0]
        return cite(f"{title}/{provision.stands_at}" if provision.stands_at else citation)

    def _counting_clause(self) -> str:
        on = date.fromordinal(self.meant.start)
        return next(
            clause.citation
            for clause in self.law.instrument(self.title).countings
            if clause.begins_on <= on and (clause.ends_on is None or on <= clause.ends_on)
        )


def _runs(days: Sequence[int], names: Mapping[int, str]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and runs[-1][1] == day - 1 and names[day] == names[day - 1]:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _cited(under: str) -> str:
    return cite(under) if "/" in under else f"《{under}》"


def _length(limit: Limit) -> str:
    return length_zh(limit.length, limit.unit)


def _weekend(day: int) -> bool:
    return date.fromordinal(day).weekday() >= 5


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _dated(day: int) -> str:
    return f"{_iso(day)}（星期{_WEEKDAYS[date.fromordinal(day).weekday()]}）"


def _stretch(first: int, last: int) -> str:
    return _iso(first) if first == last else f"{_iso(first)}至{_iso(last)}"


def _clock(minute: int) -> str:
    return f"{minute // _MINUTES_OF_HOUR:02}:{minute % _MINUTES_OF_HOUR:02}"
