"""Reads one statute file (TOML) and refuses every shape that is not declared."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from zhunsheng.base.errors import MalformedStatute, UnknownCitation
from zhunsheng.law.citation import parse
from zhunsheng.law.provision import (
    Count,
    Counting,
    Instrument,
    Limit,
    Provision,
    Range,
    Rank,
    Unit,
    Verified,
)

HEAD_KEYS = frozenset(
    {"title", "full_title", "also", "english", "rank", "number", "text", "counting", "provision"}
)
COUNTING_KEYS = frozenset(
    {"at", "workdays", "workdays_up_to", "workdays_all", "begins_on", "ends_on", "verified"}
)
VALUE_KEYS = ("limit", "amount", "ratio", "count")
PROVISION_KEYS = frozenset(
    {"at", "stands_at", "gist", "begins_on", "ends_on", "verified", "text", *VALUE_KEYS}
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of a statute file, with the words that say where it stands."""

    file: str
    place: str
    values: Mapping[str, Any]

    def refuse(self, key: str, what: str, remedy: str) -> MalformedStatute:
        return MalformedStatute(f"{self.file}：{self.place}：键“{key}”{what}；请{remedy}")

    def only(self, keys: frozenset[str]) -> None:
        for key in self.values:
            if key not in keys:
                raise self.refuse(key, "不在约定之列", f"改用以下之一：{'、'.join(sorted(keys))}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.refuse(key, "应为非空文字", f'写成 {key} = "…"')
        return value

    def word(self, key: str, allowed: Sequence[str]) -> str:
        value = self.values.get(key)
        if value not in allowed:
            raise self.refuse(
                key, f"的值是“{value}”，不在约定之列", f"改为 {'、'.join(allowed)} 之一"
            )
        return cast(str, value)

    def number(self, key: str) -> int:
        value = self.values.get(key)
        if type(value) is not int or value < 1:
            raise self.refuse(key, "应为正整数", f"写成 {key} = 7 的形式")
        return value

    def day(self, key: str) -> date:
        value = self.values.get(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.refuse(key, "应为日期", f"写成 {key} = 2021-07-15，不加引号")
        return value

    def last_day(self) -> date | None:
        if "ends_on" not in self.values:
            return None
        ends_on = self.day("ends_on")
        if ends_on < self.day("begins_on"):
            raise self.refuse("ends_on", "早于 begins_on", "核对施行与失效日期")
        return ends_on

    def names(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            raise self.refuse(key, "应为文字的列表", f'写成 {key} = ["…"]')
        return tuple(value)

    def decimal(self, key: str) -> Decimal | None:
        """Read a whole number, or a decimal as text; a TOML float would round."""
        value = self.values.get(key)
        if value is None:
            return None
        try:
            number = Decimal(value) if type(value) in (int, str) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or number < 0:
            raise self.refuse(key, "应为非负的整数或加引号的小数", f'写成 {key} = "0.5"')
        return number

    def tables(self, key: str) -> list[_Table]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.refuse(key, "应为表的列表", f"写成 [[{key}]]")
        return [
            _Table(self.file, f"第{order}个 {key} {one.get('at', '')}".rstrip(), one)
            for order, one in enumerate(value, start=1)
        ]

    def inner(self, key: str, read: Callable[[_Table], T]) -> T | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.refuse(key, "应为表", f"写成 {key} = {{ … }}")
        return read(_Table(self.file, f"{self.place} 的 {key}", value))


def read_statute(path: Path) -> Instrument:
    """Read a statute file, limits as written; raise MalformedStatute naming file, place and key."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise MalformedStatute(f"{path.name}：不是合法的 TOML（{fault}）；请改正该处") from fault
    head = _Table(path.name, "文件开头", values)
    head.only(HEAD_KEYS)
    title = head.text("title")
    if "/" in title:
        raise head.refuse("title", "含有“/”，无法用于引用", "去掉“/”")
    slug = head.text("text") if "text" in values else None
    return Instrument(
        title=title,
        english=head.text("english"),
        rank=cast(Rank, head.word("rank", get_args(Rank))),
        full_title=head.text("full_title", title),
        number=head.text("number", ""),
        also=head.names("also"),
        provisions=tuple(_provision(one, title, slug) for one in head.tables("provision")),
        countings=_countings(head.tables("counting"), title),
    )


def _provision(table: _Table, title: str, slug: str | None) -> Provision:
    table.only(PROVISION_KEYS)
    given = [key for key in VALUE_KEYS if key in table.values]
    if len(given) > 1:
        raise table.refuse(
            given[1], f"与“{given[0]}”同时出现", "一条只写一个值，另一个值用“条款:标签”另写一条"
        )
    written = table.inner("limit", _limit)
    return Provision(
        citation=_citation(table, "at", title),
        gist=table.text("gist"),
        begins_on=table.day("begins_on"),
        ends_on=table.last_day(),
        verified=cast(Verified, table.word("verified", get_args(Verified))),
        limit=written,
        written=written,
        amount=table.inner("amount", _range),
        ratio=table.inner("ratio", _range),
        count=table.inner("count", _count),
        text=table.text("text") if "text" in table.values else slug,
        stands_at=_stands_at(table, title),
    )


def _countings(tables: Sequence[_Table], title: str) -> tuple[Counting, ...]:
    countings: list[Counting] = []
    for table in tables:
        counting = _counting(table, title)
        if any(_share_a_day(counting, other) for other in countings):
            raise table.refuse("begins_on", "与前一计算条款的有效期重叠", "给前一条写上 ends_on")
        countings.append(counting)
    return tuple(countings)


def _counting(table: _Table, title: str) -> Counting:
    table.only(COUNTING_KEYS)
    table.word("verified", get_args(Verified))
    lengths = table.values.get("workdays", [])
    if not isinstance(lengths, list) or not all(type(length) is int for length in lengths):
        raise table.refuse("workdays", "应为整数的列表", "写成 workdays = [2, 3, 5, 7]")
    everything = table.values.get("workdays_all", False)
    if not isinstance(everything, bool):
        raise table.refuse("workdays_all", "应为 true 或 false", "写成 workdays_all = true")
    up_to = table.number("workdays_up_to") if "workdays_up_to" in table.values else 0
    if not (lengths or everything or up_to):
        raise table.refuse("workdays", "缺少", "写明哪些“日”按工作日计算")
    return Counting(
        citation=_citation(table, "at", title),
        begins_on=table.day("begins_on"),
        ends_on=table.last_day(),
        lengths=tuple(lengths),
        up_to=up_to,
        everything=everything,
    )


def _share_a_day(one: Counting, other: Counting) -> bool:
    return (one.ends_on is None or other.begins_on <= one.ends_on) and (
        other.ends_on is None or one.begins_on <= other.ends_on
    )


def _stands_at(table: _Table, title: str) -> str | None:
    if "stands_at" not in table.values:
        return None
    return _citation(table, "stands_at", title).partition("/")[2]


def _citation(table: _Table, key: str, title: str) -> str:
    citation = f"{title}/{table.text(key)}"
    try:
        parse(citation)
    except UnknownCitation as fault:
        remedy = f'写成 {key} = "20.1"、"276-1.1" 或 "3.1:标签" 的形式，标签用英文小写'
        raise table.refuse(key, "不是“条.款.项”的形式", remedy) from fault
    return citation


def _limit(table: _Table) -> Limit:
    table.only(frozenset({"length", "unit"}))
    return Limit(table.number("length"), cast(Unit, table.word("unit", get_args(Unit))))


def _range(table: _Table) -> Range:
    table.only(frozenset({"low", "high", "exact"}))
    if "exact" in table.values:
        if len(table.values) > 1:
            raise table.refuse("exact", "不能与 low、high 并用", "只留其一")
        exact = table.decimal("exact")
        return Range(exact, exact)
    low, high = table.decimal("low"), table.decimal("high")
    if low is None and high is None:
        raise table.refuse("low", "与 high 都缺少", "至少写一个，或写 exact")
    if low is not None and high is not None and low > high:
        raise table.refuse("low", "大于 high", "核对上下限")
    return Range(low, high)


def _count(table: _Table) -> Count:
    table.only(frozenset({"number", "of"}))
    return Count(table.number("number"), table.text("of"))
