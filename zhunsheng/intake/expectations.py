"""Recompute the values a collection of cases states, from the cases' facts and the law's numbers.

A row is first split: what it gives goes to the computation, what it states as result is kept back
and looked at only when the project's own result exists. A row that cannot be recomputed, that
rests on something the case does not say, or that comes out differently disagrees, with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from zhunsheng.base.days import MINUTES_OF_DAY
from zhunsheng.base.errors import LawError, NoProvisionInForce
from zhunsheng.base.spans import MINUTES_OF_HOUR, months_begun, years_full
from zhunsheng.intake.cases import Case
from zhunsheng.intake.lined_yaml import Item
from zhunsheng.intake.said import Unfounded, days_in, moment_of, numbers_in
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import Law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.law.period import Period, count
from zhunsheng.law.provision import Provision, Range

Result = Decimal | bool
CENT = Decimal("0.01")
RESULTS = ("value", "over")
RESULT_BEGINNINGS = ("reaches_", "average_")
WEEK = 7
WORKDAYS_OF_WEEK = 5
BRANCHES = MappingProxyType(
    {"ten_or_more": "法释〔2013〕3号/3.1.2:sum", "one_worker_3_months": "法释〔2013〕3号/3.1.1:sum"}
)
WORKERS = "法释〔2013〕3号/3.1.2:workers"
OVERTIME_FINE = "劳动保障监察条例/25"
CHILD_FINE = "禁止使用童工规定/6.1"
# The limits the collection names, in the project's law: its answer stands beside the count of days.
LIMITS = MappingProxyType(
    {
        "GS17_apply_1y": "工伤保险条例/17.2",
        "GS20_decide_60d": "工伤保险条例/20.1",
        "GB8_review_15d": "工伤认定办法/8.1",
        "GB22_serve_20d": "工伤认定办法/22.1",
        "reconsideration_60d": "行政复议法/20.1",
        "reconsideration_decision_60d": "行政复议法/62.1:decision",
        "inspection_limit_2y": "劳动保障监察条例/20.1",
    }
)
DRUNK = "GB 19522/4.1:drunk"


@dataclass(frozen=True, slots=True)
class Checked:
    """One row recomputed: what came out, and in Chinese why it disagrees; empty if it agrees.

    `remark` says under which law the result was reached where that is not plain.
    """

    case: str
    line: int
    check: str
    results: Mapping[str, Result]
    disagreement: str = ""
    remark: str = ""

    @property
    def agrees(self) -> bool:
        """Say whether every stated result came out."""
        return not self.disagreement


@dataclass(slots=True)
class Ground:
    """What a computation may use: the row's given values, its case, the law, earlier results.

    `remark` is filled where a choice was made that the reader should see.
    """

    given: Mapping[str, Item]
    case: Case
    law: Law
    earlier: frozenset[Decimal]
    remark: str = ""

    def number(self, name: str) -> Decimal:
        """Give a number of the row; raises Unfounded."""
        item = self.given.get(name)
        value = item.value if item else None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise Unfounded(f"缺少数值 {name}")
        return Decimal(value)

    def known_number(self, name: str) -> Decimal:
        """Give a number of the row that the case itself states; raises Unfounded."""
        value = self.number(name)
        self.check_known(value, name)
        return value

    def check_known(self, value: Decimal, name: str) -> None:
        """Refuse a number that neither the case nor an earlier row gives; raises Unfounded."""
        if value not in self.earlier and value not in set(numbers_in(self.case)):
            raise Unfounded(f"{name}={value} 不在案情里")

    def moment(self, name: str) -> int:
        """Give an instant of the row in minutes; raises Unfounded."""
        day, minute = moment_of(self.given.get(name), name)
        if minute is None:
            raise Unfounded(f"{name} 没有写时刻")
        return day * MINUTES_OF_DAY + minute

    def day(self, name: str) -> int:
        """Give a day of the row which the case states (as an ordinal); raises Unfounded."""
        day, _ = moment_of(self.given.get(name), name)
        if day not in set(days_in(self.case)):
            raise Unfounded(f"{name}={date.fromordinal(day)} 不是案情里的日期")
        return day

    def provision(self, citation: str, on: date | None) -> Provision:
        """Give the version in force on the day, or the first one where the day lies before it."""
        first = self.law.versions(citation)[0]
        try:
            return self.law.at(citation, on=on or first.begins_on)
        except NoProvisionInForce:
            if on is not None and on >= first.begins_on:
                raise
            self.remark = f"{cite(citation)}自{first.begins_on}起施行，本案在其之前，以其标准衡量"
            return self.law.at(citation, on=first.begins_on)


def check_case(case: Case, law: Law) -> list[Checked]:
    """Recompute every row of a case, in order; a later row may use an earlier row's result."""
    checked: list[Checked] = []
    earlier: set[Decimal] = set()
    for row in case.expect:
        one = check_row(row, case, law, frozenset(earlier))
        earlier |= {value for value in one.results.values() if isinstance(value, Decimal)}
        checked.append(one)
    return checked


def check_row(row: Item, case: Case, law: Law, earlier: frozenset[Decimal]) -> Checked:
    """Recompute one row: first the result, then the comparison."""
    kind = row.get("check")
    name = kind.text() if kind else ""
    compute = COMPUTATIONS.get(name)
    if compute is None:
        why = f"不认识的核对种类“{name}”"
        return Checked(case.name, row.line, name, MappingProxyType({}), why)
    given, stated = _parted(row)
    ground = Ground(given, case, law, earlier)
    try:
        results = compute(ground)
    except (Unfounded, LawError) as reason:
        return Checked(case.name, row.line, name, MappingProxyType({}), str(reason))
    return Checked(
        case.name, row.line, name, results, "；".join(_differences(stated, results)), ground.remark
    )


def _parted(row: Item) -> tuple[dict[str, Item], dict[str, Item]]:
    """Part a row into what it gives and what it states as result."""
    given: dict[str, Item] = {}
    stated: dict[str, Item] = {}
    for name, item in row.mapping().items():
        said = isinstance(item.value, bool)  # yes or no is always an answer
        result = said or name in RESULTS or name.startswith(RESULT_BEGINNINGS)
        (stated if result else given)[name] = item
    for number, period in enumerate(row.mapping().get("child_periods", row).items()):
        months = period.get("months")
        if months is not None:
            stated[f"months_{number}"] = months
    if "unit_per_month" in given:
        stated["unit_per_month"] = given.pop("unit_per_month")
    return given, stated


def _differences(stated: Mapping[str, Item], results: Mapping[str, Result]) -> Iterator[str]:
    """Say where the row's results are not those reached; a row that states none is no agreement."""
    if not stated:
        yield "没有写明结果，无从比对"
    for name, item in stated.items():
        ours = results.get(name)
        if ours is None:
            yield f"{name}：算不出这一项"
        elif not _same(item.value, ours):
            yield f"{name}：案例集写{item.text()}，算得{_written(ours)}"


def _same(theirs: object, ours: Result) -> bool:
    if isinstance(theirs, bool) or isinstance(ours, bool):
        return theirs is ours
    if not isinstance(theirs, int | Decimal):
        return False
    places = Decimal(theirs)
    return ours.quantize(places, rounding=ROUND_HALF_UP) == places if places % 1 else ours == places


def _written(value: Result) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:f}"


# --- the kinds of rows ---------------------------------------------------------------------------


def _limit(ground: Ground) -> Decimal | None:
    names = [name for name in ground.given if name.startswith("limit")]
    return ground.number(names[0]) if names else None


def _measured(ground: Ground, value: Decimal) -> dict[str, Result]:
    limit = _limit(ground)
    return {"value": value} | ({} if limit is None else {"over": value > limit})


def _calendar_days(ground: Ground) -> dict[str, Result]:
    """Count the days from one day to the other, the first not counted."""
    start, end = ground.day("from"), ground.day("to")
    _check_basis(ground, start)
    results = _measured(ground, Decimal(end - start))
    _remark_on_law(ground, start, end, results)
    return results


def _check_basis(ground: Ground, start: int) -> None:
    basis = ground.given.get("basis")
    words = [one for one in ground.case.happenings if basis and one.word == basis.text()]
    if words and start not in {one.day.toordinal() for one in words if one.day}:
        raise Unfounded(f"from 不是“{words[0].word}”之日")


def _remark_on_law(ground: Ground, start: int, end: int, results: Mapping[str, Result]) -> None:
    """Say where the law's own count (months, years, rest days) answers unlike the plain days."""
    rule = ground.given.get("rule")
    citation = LIMITS.get(rule.text() if rule else "")
    if citation is None or "over" not in results:
        return
    provision = ground.provision(citation, date.fromordinal(start))
    if provision.written is None:
        return
    period = Period(start, provision.written, under=citation)
    due = count(period, calendar=load_calendar(), law=ground.law).latest
    if (end > due) is not results["over"]:
        said = "已超期" if end > due else "未超期"
        ground.remark = f"依{cite(citation)}至{date.fromordinal(due)}届满，{said}，与按日数比较不同"


def _weekdays(ground: Ground) -> dict[str, Result]:
    """Count the days that are no weekend from one day to the other, the first not counted."""
    start, end = ground.day("from"), ground.day("to")
    days = range(start + 1, end + 1)
    whole, rest = divmod(len(days), WEEK)
    over = sum(date.fromordinal(day).weekday() < WORKDAYS_OF_WEEK for day in days[: rest or 0])
    return _measured(ground, Decimal(whole * WORKDAYS_OF_WEEK + over))


def _hours(ground: Ground) -> dict[str, Result]:
    """Count the hours between two instants."""
    for name in ("from", "to"):
        ground.day(name)
    minutes = ground.moment("to") - ground.moment("from")
    return _measured(ground, Decimal(minutes) / MINUTES_OF_HOUR)


def _crime_amount_band(ground: Ground) -> dict[str, Result]:
    """Hold a sum against the band of the judicial interpretation: whole, or a worker's average."""
    item = ground.given.get("branch")
    branch = item.text() if item else ""
    if branch not in BRANCHES:
        raise Unfounded(f"不认识的情形“{branch}”")
    amount, on = ground.known_number("amount_cny"), ground.case.last_day
    workers = ground.known_number("workers") if "workers" in ground.given else Decimal(1)
    band = _bounds(ground.provision(BRANCHES[branch], on))
    if branch == "ten_or_more":
        needed = ground.provision(WORKERS, on).count
        if needed is None or workers < needed.number:
            raise Unfounded(f"{workers}人不足{cite(WORKERS)}所定人数")
        return {"reaches_lower": amount >= band[0], "reaches_upper": amount >= band[1]}
    if workers <= 0:
        raise Unfounded("人数不是正数")
    average = (amount / workers).quantize(CENT, rounding=ROUND_HALF_UP)
    reached = {"lower": amount >= band[0] * workers, "upper": amount >= band[1] * workers}
    return {
        "average_per_worker": average,
        **{f"average_reaches_{edge}": met for edge, met in reached.items()},
        **{f"reaches_{edge}": met for edge, met in reached.items()},
    }


def _sum(ground: Ground) -> dict[str, Result]:
    """Add the parts, each stated by the case."""
    items = ground.given.get("items")
    parts = items.items() if items else []
    total = Decimal(0)
    for part in parts:
        if isinstance(part.value, bool) or not isinstance(part.value, int | Decimal):
            raise Unfounded("items 里有不是数的一项")
        ground.check_known(Decimal(part.value), "items")
        total += part.value
    if not parts:
        raise Unfounded("缺少 items")
    return {"value": total}


def _difference(ground: Ground) -> dict[str, Result]:
    """Take one stated sum from the other."""
    return {"value": ground.known_number("a") - ground.known_number("b")}


def _fine(ground: Ground) -> dict[str, Result]:
    """Multiply a fine by the workers, if the fine for each lies within the law's range."""
    each, workers = ground.number("per_worker"), ground.known_number("workers")
    low, high = _bounds(ground.provision(OVERTIME_FINE, ground.case.last_day))
    if not low <= each <= high:
        raise Unfounded(f"每人{each}元不在{cite(OVERTIME_FINE)}的{low}元至{high}元之间")
    return {"value": each * workers}


def _child_labor_fine(ground: Ground) -> dict[str, Result]:
    """Multiply the law's sum by the months begun of every child."""
    item = ground.given.get("child_periods")
    periods = item.items() if item else []
    if not periods:
        raise Unfounded("缺少 child_periods")
    months: list[int] = []
    known = set(days_in(ground.case))
    for period in periods:
        start, end = (moment_of(period.get(name), name)[0] for name in ("from", "to"))
        if not {start, end} <= known:
            raise Unfounded("child_periods 里有不在案情中的日期")
        months.append(months_begun(start, end))
    unit, _ = _bounds(ground.provision(CHILD_FINE, ground.case.last_day))
    results: dict[str, Result] = {"value": unit * sum(months), "unit_per_month": unit}
    return results | {f"months_{number}": Decimal(one) for number, one in enumerate(months)}


def _age(ground: Ground) -> dict[str, Result]:
    """Count the full years from birth."""
    return {"value": Decimal(years_full(ground.day("born"), ground.day("on")))}


def _drunk(ground: Ground) -> dict[str, Result]:
    """Hold the alcohol in the blood (mg per 100 ml) against the standard."""
    number = ground.provision(DRUNK, ground.case.last_day).count
    if number is None:
        raise Unfounded(f"{cite(DRUNK)}没有收录数值")
    names = [name for name in ground.given if name.startswith("mg")]
    if not names:
        raise Unfounded("缺少血液酒精含量 mg_100ml")
    drunk = ground.known_number(names[0]) >= number.number
    return {"value": drunk, "drunk": drunk, "over": drunk}


def _bounds(provision: Provision) -> tuple[Decimal, Decimal]:
    amount = provision.amount or Range(None, None)
    if amount.low is None or amount.high is None:
        raise Unfounded(f"{cite(provision.citation)}没有收录数额")
    return amount.low, amount.high


COMPUTATIONS: Mapping[str, Callable[[Ground], Mapping[str, Result]]] = MappingProxyType(
    {
        "days": _calendar_days,
        "working_days": _weekdays,
        "hours": _hours,
        "crime_amount_band": _crime_amount_band,
        "sum": _sum,
        "difference": _difference,
        "fine": _fine,
        "child_labour_fine": _child_labor_fine,
        "age": _age,
        "drunk": _drunk,
    }
)
