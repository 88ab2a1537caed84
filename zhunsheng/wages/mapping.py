"""A platform's own headers, units and codes, mapped to the columns of `tables.py`.

A mapping is a small TOML file: for each table the names its files or sheets go by, their headers,
the units of their numbers and their codes. What a mapping does not say, the default says: the
Chinese header, the English name, and the common other names of `mappings/default.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.books import WRITE_OFFS
from zhunsheng.wages.tables import TABLES, Kind, Table

FOLDER = Path(__file__).with_name("mappings")
# Every table a file may hold: those of the monitor and the written-off wages.
FILED: Mapping[str, Table] = {**TABLES, WRITE_OFFS.name: WRITE_OFFS}
# What one of the unit is in what is kept: fen, minutes, hundredths of a day.
UNITS: Mapping[Kind, Mapping[str, int]] = {
    "yuan": {"元": 100, "万元": 1_000_000, "分": 1},
    "hours": {"小时": 60, "分钟": 1},
    "days": {"天": 100, "日": 100},
}
BRACKETS = re.compile(r"[（(\[【]([^）)\]】]*)[）)\]】]")
NAMED_AT_LEAST = 2  # so many known headers make a row a row of headers


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What one table is called elsewhere: file or sheet names, headers, units, codes."""

    names: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlatformMapping:
    """The mapping of one platform; a table it does not name is read by the default."""

    title: str
    tables: Mapping[str, TableMapping]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a column stands in a file (0, 1, …), what one of its unit is, and its codes."""

    place: int
    header: str
    factor: int = 1
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A row of headers read as those of a table: where each column stands, what is left over."""

    table: Table
    columns: Mapping[str, Found]
    left_over: tuple[str, ...]
    missing: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Say whether every required column is there, and none twice."""
        return not self.missing and not self.twice


def read_mapping(path: Path) -> PlatformMapping:
    """Read a mapping; raises InputRefused with every table, column, unit or code it has wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        why = f"它不是 UTF-8 编码的 TOML（{error}）"
        fault = Fault(path.name, "文件", "读不出", why, "请对照 mappings/default.toml 改正")
        raise InputRefused([fault]) from error
    faults = list(_faults(data, path.name))
    if faults:
        raise InputRefused(faults)
    tables = {
        name: TableMapping(
            tuple(said.get("names", ())),
            {_plain(header): column for header, column in said.get("headers", {}).items()},
            said.get("units", {}),
            said.get("choices", {}),
        )
        for name, said in data.get("tables", {}).items()
    }
    return PlatformMapping(str(data["title"]), tables)


@cache
def default_mapping() -> PlatformMapping:
    """Return the mapping of our own headers and of the common other names."""
    return read_mapping(FOLDER / "default.toml")


def named(mapping: PlatformMapping, name: str) -> Table | None:
    """Return the table a file or sheet of that name holds: the longest name it contains."""
    plain = _plain(name)
    known = [
        (len(word), table)
        for table in FILED.values()
        for word in _names(mapping, table)
        if word and word in plain
    ]
    return max(known, key=lambda pair: pair[0])[1] if known else None


def match(mapping: PlatformMapping, table: Table, headers: Sequence[str]) -> Match:
    """Read a row of headers as those of one table."""
    known, said = _headers(mapping, table), _said(mapping, table)
    columns: dict[str, Found] = {}
    left_over, twice = [], []
    for place, header in enumerate(headers):
        name = known.get(_plain(header)) or known.get(_plain(BRACKETS.sub("", header)))
        if name is None:
            left_over.append(header)
        elif name in columns:
            twice.append(header)
        else:
            units = UNITS.get(table.column(name).kind, {"": 1})
            unit = said.units.get(name) or _unit_in(header, units)
            codes = {**_codes(table, name), **said.choices.get(name, {})}
            columns[name] = Found(place, header, units[unit], codes)
    missing = tuple(c.zh for c in table.columns if c.required and c.name not in columns)
    return Match(table, columns, tuple(filter(None, left_over)), missing, tuple(twice))


def recognize(mapping: PlatformMapping, name: str, headers: Sequence[str]) -> Match | None:
    """Return the table of a sheet: by its name where its headers fit, else by its headers.

    Returns the nearest table, incomplete, where none fits, and None where hardly a header is known.
    """
    by_name = named(mapping, name)
    tries = [match(mapping, table, headers) for table in FILED.values()]
    for tried in tries:
        if tried.table is by_name and tried.complete:
            return tried
    fitting = [tried for tried in tries if tried.complete]
    for tried in [] if fitting else tries:
        if tried.table is by_name and tried.columns:
            return tried
    best = max(fitting or tries, key=lambda tried: len(tried.columns))
    return best if fitting or len(best.columns) >= NAMED_AT_LEAST else None


def _faults(data: Mapping[str, Any], file: str) -> list[Fault]:
    faults = []

    def refuse(place: str, what: str, why: str) -> None:
        faults.append(Fault(file, place, what, why, "请对照 mappings/default.toml 改正"))

    if not isinstance(data.get("title"), str):
        refuse("title", "没有标题", "映射文件须写明是哪个平台的")
    for name, said in data.get("tables", {}).items():
        table = FILED.get(name)
        if table is None:
            refuse(f"tables.{name}", "没有这张表", f"可写的有{'、'.join(FILED)}")
            continue
        columns = {column.name: column for column in table.columns}
        for header, column in said.get("headers", {}).items():
            if column not in columns:
                refuse(
                    f"tables.{name}.headers",
                    f"“{header}”对应的“{column}”不是本表的列",
                    "写错了列名",
                )
        for column, unit in said.get("units", {}).items():
            if column not in columns or unit not in UNITS.get(columns[column].kind, {}):
                refuse(
                    f"tables.{name}.units",
                    f"“{column}”的单位“{unit}”不能用",
                    "单位只能是元、万元、分、小时、分钟、天",
                )
        for column, codes in said.get("choices", {}).items():
            kept = columns[column].choices if column in columns else {}
            if not set(codes.values()) <= set(kept):
                refuse(
                    f"tables.{name}.choices",
                    f"“{column}”的代码对应了不存在的选项",
                    f"可用的有{'、'.join(kept)}",
                )
    return faults


def _said(mapping: PlatformMapping, table: Table) -> TableMapping:
    return mapping.tables.get(table.name, TableMapping())


@cache
def _default_names(name: str) -> tuple[str, ...]:
    said = default_mapping().tables.get(name, TableMapping())
    return tuple(_plain(word) for word in (FILED[name].zh, name, *said.names))


def _names(mapping: PlatformMapping, table: Table) -> tuple[str, ...]:
    own = tuple(_plain(word) for word in _said(mapping, table).names)
    return (*own, *_default_names(table.name))


def _headers(mapping: PlatformMapping, table: Table) -> dict[str, str]:
    known = dict(default_mapping().tables.get(table.name, TableMapping()).headers)
    for column in table.columns:
        known[_plain(column.zh)] = known[_plain(column.name)] = column.name
    return {**known, **_said(mapping, table).headers}


def _codes(table: Table, name: str) -> dict[str, str]:
    choices = table.column(name).choices
    common = default_mapping().tables.get(table.name, TableMapping()).choices.get(name, {})
    return {**common, **{zh: code for code, zh in choices.items()}, **{c: c for c in choices}}


def _unit_in(header: str, units: Mapping[str, int]) -> str:
    inside = [word.strip() for word in BRACKETS.findall(header)]
    return next((word for word in inside if word in units), next(iter(units)))


def _plain(text: str) -> str:
    """Write a header without spaces, stars, case and width: `* 项目编码 ` is `项目编码`."""
    wide = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\s*＊:_\-\"'\ufeff]", "", wide)
