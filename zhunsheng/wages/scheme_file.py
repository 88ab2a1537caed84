"""Reads a rating scheme (TOML); every fault of the file is named, none is guessed away."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.scheme import (
    Color,
    Deduction,
    Gate,
    Grey,
    Line,
    Memory,
    Of,
    Publication,
    Reason,
    Scheme,
    Score,
    Star,
)

SCHEMES = Path(__file__).parent / "schemes"
DEFAULT = SCHEMES / "default.toml"
HEAD = frozenset(
    {"name", "title", "note", "gate", "points", "score", "stars", "memory", "grey", "publish"}
)
DATED = frozenset({"begins_on", "ends_on", "source"})
NEVER = date.max
MOST = 1_000_000
MOST_GATES = 60  # a gate is a bit of a whole number of 64
SHARE = re.compile(r"0|1|0\.[0-9]{1,6}")


L = TypeVar("L", bound=Line)


@dataclass(slots=True)
class _Row:
    """One table of the file; faults are collected, a stand-in lets the reading go on."""

    file: str
    place: str
    values: Mapping[str, Any]
    known: Collection[str]
    faults: list[Fault] = field(repr=False)

    def fault(self, key: str, why: str, remedy: str) -> None:
        given = key in self.values
        what = f"键“{key}”写成“{_said(self.values[key])}”" if given else f"没有键“{key}”"
        self.faults.append(Fault(self.file, self.place, what, why, remedy))

    def only(self, keys: Collection[str]) -> None:
        for key in self.values:
            if key not in keys:
                self.fault(key, "不在约定之列", f"请改用：{'、'.join(sorted(keys))}")

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.fault(key, "应为非空文字", f'请写成 {key} = "…"')
        return ""

    def word(self, key: str, allowed: Sequence[str], default: str = "") -> str:
        value = self.values.get(key, default)
        if value in allowed:
            return cast(str, value)
        self.fault(key, "不在约定之列", f"请改为：{'、'.join(allowed)}")
        return allowed[0]

    def number(self, key: str, *, least: int = 1, default: int | None = None) -> int:
        value = self.values.get(key, default)
        if type(value) is int and least <= value <= MOST:
            return value
        self.fault(key, f"应为{least}到{MOST}的整数", f"请写成 {key} = {max(least, 1)} 的形式")
        return least

    def yes_no(self, key: str, *, default: bool | None = None) -> bool:
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self.fault(key, "应为 true 或者 false", f"请写成 {key} = true")
        return False

    def share(self, key: str) -> Fraction:
        value = self.values.get(key, "0")
        if isinstance(value, str) and SHARE.fullmatch(value):
            return Fraction(value)
        self.fault(key, "应为0到1之间、加引号的小数", f'请写成 {key} = "0.1"')
        return Fraction(0)

    def check(self, key: str = "check") -> str:
        value = self.text(key)
        if value and value not in self.known:
            self.fault(key, "没有这项检查", f"请改为：{'、'.join(sorted(self.known))}")
        return value

    def day(self, key: str) -> date:
        value = self.values.get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.fault(key, "应为日期", f"请写成 {key} = 2024-01-01，不加引号")
        return NEVER

    def dated(self) -> dict[str, Any]:
        """Read the days in force and the source that every line has."""
        begins_on = self.day("begins_on")
        ends_on = self.day("ends_on") if "ends_on" in self.values else None
        if ends_on is not None and ends_on < begins_on:
            self.fault("ends_on", "早于 begins_on", "请核对生效和失效日期")
        return {"begins_on": begins_on, "ends_on": ends_on, "source": self.text("source")}


def _said(value: object) -> str:
    """Write a value of the file about as the file does."""
    if isinstance(value, bool):
        return str(value).lower()
    return "、".join(map(_said, value)) if isinstance(value, list) else str(value)


def read_scheme(path: Path, known: Collection[str]) -> Scheme:
    """Read a scheme file; `known` are the names of the checks there are.

    Raises InputRefused with every fault: what stands where, why it is wrong, what to write.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(path.name, "文件", "读不出", f"{error}", "请另存为UTF-8的TOML文件")
        raise InputRefused([fault]) from error
    except tomllib.TOMLDecodeError as error:
        fault = Fault(path.name, "文件", "不是合法的TOML", f"{error}", "请改正该处")
        raise InputRefused([fault]) from error
    faults: list[Fault] = []
    scheme = _scheme(_Row(path.name, "文件开头", values, known, faults), text)
    if faults:
        raise InputRefused(faults)
    return scheme


def default_scheme(known: Collection[str]) -> Scheme:
    """Read the scheme the project brings along (Yunnan's counters, Guizhou's gates)."""
    return read_scheme(DEFAULT, known)


def _scheme(head: _Row, text: str) -> Scheme:
    head.only(HEAD)
    scheme = Scheme(
        name=head.text("name"),
        title=head.text("title"),
        note=head.text("note"),
        gates=_lines(head, "gate", _gate),
        deductions=_lines(head, "points", _deduction),
        scores=_lines(head, "score", _score),
        stars=_lines(head, "stars", _star),
        memories=_lines(head, "memory", _memory),
        greys=_lines(head, "grey", _grey),
        publications=_lines(head, "publish", _publication),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )
    if len(scheme.gates) > MOST_GATES:
        head.fault("gate", f"多于{MOST_GATES}行", "请删去不用的行")
    if not scheme.scores:
        head.fault("score", "没有满分就不能计分", "请写上 [[score]]")
    return scheme


def _lines(head: _Row, key: str, read: Callable[[_Row], L]) -> tuple[L, ...]:
    """Read all tables of one kind; of two of one name on one day the later is refused."""
    given = head.values.get(key, [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        head.fault(key, "应为表的列表", f"请写成 [[{key}]]")
        return ()
    lines: list[L] = []
    for order, one in enumerate(given, start=1):
        row = _Row(head.file, f"第{order}个[[{key}]]", one, head.known, head.faults)
        line = read(row)
        if any(_share_a_day(line, other) for other in lines):
            row.fault("begins_on", "与前面同一项的有效期重叠", "请给前一行写上 ends_on")
        lines.append(line)
    return tuple(lines)


def _share_a_day(line: Line, other: Line) -> bool:
    mine, yours = line.ends_on or NEVER, other.ends_on or NEVER
    return line.name == other.name and line.begins_on <= yours and other.begins_on <= mine


def _gate(row: _Row) -> Gate:
    row.only(DATED | {"check", "color", "least_workers", "least_share", "of", "running"})
    return Gate(
        **row.dated(),
        check=row.check(),
        color=cast(Color, row.word("color", ("yellow", "red"))),
        least_workers=row.number("least_workers", default=1),
        least_share=row.share("least_share"),
        of=cast(Of, row.word("of", get_args(Of), "attending")),
        running=row.number("running", default=1),
    )


def _deduction(row: _Row) -> Deduction:
    row.only(DATED | {"check", "off", "each", "most"})
    off, each = row.number("off"), row.yes_no("each", default=False)
    most = row.number("most", least=off) if each else off
    return Deduction(**row.dated(), check=row.check(), off=off, each=each, most=most)


def _score(row: _Row) -> Score:
    row.only(DATED | {"full", "yellow_below", "red_below"})
    full = row.number("full")
    yellow = row.number("yellow_below", least=0, default=0)
    red = row.number("red_below", least=0, default=0)
    if yellow > full:
        row.fault("yellow_below", "高于满分，没有项目能是绿色", "请改为不高于 full 的分数")
    if red > yellow:
        row.fault("red_below", "高于 yellow_below", "请核对两条分数线")
    return Score(**row.dated(), full=full, yellow_below=yellow, red_below=red)


def _star(row: _Row) -> Star:
    row.only(DATED | {"stars", "points"})
    return Star(**row.dated(), stars=row.number("stars"), points=row.number("points", least=0))


def _memory(row: _Row) -> Memory:
    row.only(DATED | {"yellow_to_red", "red_to_yellow", "yellow_to_green", "anew"})
    return Memory(
        **row.dated(),
        yellow_to_red=row.number("yellow_to_red"),
        red_to_yellow=row.number("red_to_yellow"),
        yellow_to_green=row.number("yellow_to_green"),
        anew=row.yes_no("anew"),
    )


def _grey(row: _Row) -> Grey:
    row.only(DATED | {"reason", "still"})
    still = row.values.get("still", [])
    names = isinstance(still, list) and all(isinstance(name, str) for name in still)
    if not names or not set(still) <= {*row.known, "*"}:
        row.fault("still", "应为检查名称的列表", 'still = ["*"]表示全部检查仍然计入')
        still = []
    reason = cast(Reason, row.word("reason", get_args(Reason)))
    return Grey(**row.dated(), reason=reason, still=tuple(still))


def _publication(row: _Row) -> Publication:
    row.only(DATED | {"color", "running"})
    color = cast(Color, row.word("color", ("yellow", "red")))
    return Publication(**row.dated(), color=color, running=row.number("running"))
