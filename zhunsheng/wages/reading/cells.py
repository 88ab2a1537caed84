"""How each kind of cell is read, as expressions of DuckDB: its kept value, and what is wrong.

`v_x` is the cleaned text of column x, `t_x` its kept value, `f_x` the name of its fault (NULL where
there is none). A row with any fault is refused whole; nothing is mended by guessing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zhunsheng.wages import identity
from zhunsheng.wages.mapping import Found
from zhunsheng.wages.months import MONTHS
from zhunsheng.wages.reading.identities import SCIENTIFIC
from zhunsheng.wages.reading.piece import MARK
from zhunsheng.wages.tables import Column, Kind

TEXT_MAX, CODE_MAX = 500, 100
FEN_MAX = 10**15
COUNT_MAX = 1_000_000
DAYS_MAX = 36_600  # hundredths: a leap year
MINUTES_MAX = 366 * 24 * 60
FIRST_YEAR, LAST_YEAR = 1950, 2100
YEARS = f"DATE '{FIRST_YEAR}-01-01' AND DATE '{LAST_YEAR}-12-31'"
# A moment is local time; an offset may say so. Another offset would have to be guessed at.
SECONDS = len("2025-11-03 07:30:00")
LOCAL = r".{19}(\.[0-9]+)?( ?\+08(:?00)?)?"
MAXIMA: Mapping[Kind, int] = {
    "yuan": FEN_MAX, "count": COUNT_MAX, "days": DAYS_MAX, "hours": MINUTES_MAX
}  # fmt: skip
CLOCK = r"(1899-12-3[01] |1900-01-00 )?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
PLAIN_DAY = "replace(translate({v}, '年月./', '----'), '日', '')"
DAY_SHAPE = "^[0-9]{4}([-/.年][0-9]{1,2}[-/.月][0-9]{1,2}|[0-9]{4}$)"
# What a cell was that could not be read.
MARKED: Mapping[str, str] = {"no_result": "公式", "error_value": "错误值", "lost_digits": "数字"}
CARD = r"[0-9]{8,30}"
YES = ("是", "有", "已", "true", "1", "y", "yes", "√", "成功", "已到账")
NO = ("否", "无", "未", "false", "0", "n", "no", "×", "失败", "未到账")
# What is taken as it comes where the file has days, moments or numbers of its own.
TYPED = frozenset({"day", "moment", "yuan", "count", "days", "hours"})
SQL_TYPES: Mapping[Kind, str] = {
    "day": "DATE", "moment": "TIMESTAMP", "month": "INTEGER", "yuan": "BIGINT", "count": "INTEGER",
    "days": "INTEGER", "hours": "INTEGER", "yes_no": "BOOLEAN",
}  # fmt: skip
# Fault → why it is refused, what to do.
REASONS: Mapping[str, tuple[str, str]] = {
    "missing": ("必填的一格是空的", "请补填后重新导出"),
    "no_result": ("公式没有保存计算结果", "请用 Excel 打开、重新计算并保存后再导入"),
    "error_value": ("单元格是错误值", "请改正公式或填入结果"),
    "lost_digits": ("号码被存成了数字，只留下前15位", "请把该列设为文本，从原系统重新导出"),
    "too_long": ("文字过长", "请核对是否错列或少了引号"),
    "unknown_choice": ("不是本列可填的选项", "请改成可填的选项，或在映射文件中写明这个代码"),
    "no_day": ("不是日期", "请写成2025-11-03"),
    "no_such_day": ("没有这一天", "请核对月份和日子"),
    "far_day": ("日期不在1950年至2100年之间", "请核对年份"),
    "no_moment": ("不是时间", "请写成2025-11-03 07:30:00"),
    "no_month": ("不是月份", "请写成2025-11"),
    "no_number": ("不是数字，或数字过大", "请只填数字"),
    "negative": ("不能是负数", "冲正、退回请另记一行并写明是否到账，不要用负数"),
    "too_large": ("数字过大", "请核对单位和小数点"),
    "too_precise": ("金额小于1分", "请四舍五入到分"),
    "outside": ("没有这样的日子，应是1至31", "请填次月的几日，月末发薪的填31"),
    "no_whole": ("应是整数", "请填整数"),
    "no_yes_no": ("应填是或否", "请填是或否"),
    "shape": ("身份证号应是18位", "请核对原件；港澳台居民请填居住证号码"),
    "checksum": ("身份证号校验位不符（GB 11643）", "至少有一位写错，请核对原件"),
    "birth": ("身份证号中的出生日期不存在或不可能", "请核对原件"),
    "no_card": ("不是银行卡号", "请填卡号全部数字"),
    "before": ("早于同一行的开始时间", "请核对两个时间"),
    "cells": ("这一行的列数与表头不符", "请检查这一行的分隔符和引号"),
    "torn": ("引号没有配对，几行并成了一行", "请补上或删去引号；引号本身须写两遍"),
    "conflict": ("同一批里另有一行编号相同而内容不同", "请只保留正确的一行"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """The expressions of one column: kept values by name, and the fault."""

    column: Column
    clean: str
    values: Mapping[str, str]
    fault: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What the expressions of a table lean on.

    Whether it has a day, the keys of hashes, and the columns that come in a type of their own.
    """

    has_day: bool
    keys: identity.Keys
    typed: frozenset[str] = frozenset()


def cell(column: Column, found: Found | None, frame: Frame) -> Cell:
    """Return how a column is read; a column the file lacks is NULL throughout."""
    v = f"v_{column.name}"
    if found and column.name in frame.typed and column.kind in TYPED:
        return _typed(column, found)
    clean = f"nullif(c{found.place}::VARCHAR, '')" if found else "NULL::VARCHAR"
    values, faults = _read(column, found or Found(0, ""), frame)
    marks = ", ".join(_quoted(MARK + name) for name in MARKED)
    marked = f"WHEN {v} IN ({marks}) THEN {v}[2:]"
    missing = f"WHEN {v} IS NULL THEN {_quoted('missing') if column.required else 'NULL'}"
    fault = f"CASE {missing} {marked} {' '.join(faults)} END"
    if not found:
        fault = "'missing'" if column.required else "NULL::VARCHAR"
    return Cell(column, clean, values, fault)


def _typed(column: Column, found: Found) -> Cell:
    """Return how a column is read that came as days, moments or numbers: nothing is parsed."""
    name, v, t = column.name, f"v_{column.name}", f"t_{column.name}"
    match column.kind:
        case "day":
            values, faults = {name: f"{v}::DATE"}, [f"WHEN {t} NOT BETWEEN {YEARS} THEN 'far_day'"]
        case "moment":
            values = {name: f"date_trunc('second', {v}::TIMESTAMP)"}
            faults = [f"WHEN {t} NOT BETWEEN {YEARS} THEN 'far_day'"]
        case _:
            number = f"TRY_CAST({v} AS DECIMAL(18, 6))"
            value, faults = _weighed(column, number, found.factor, f"{number} < 0")
            values = {name: value}
    missing = f"WHEN {v} IS NULL THEN {_quoted('missing') if column.required else 'NULL'}"
    return Cell(column, f"c{found.place}", values, f"CASE {missing} {' '.join(faults)} END")


def shown(column: Column) -> str:
    """Return the expression of a refused cell's text, personal data masked."""
    v = f"v_{column.name}::VARCHAR"
    marks = " ".join(
        f"WHEN {_quoted(MARK + name)} THEN {_quoted(zh)}" for name, zh in MARKED.items()
    )
    return f"CASE {v} {marks} ELSE {_masked(column, v)} END"


def _masked(column: Column, v: str) -> str:
    if column.kind in ("identity", "card", "phone"):
        return (
            f"CASE WHEN length({v}) > 8 THEN left({v}, 4) || '**********' || right({v}, 4)"
            f" ELSE left({v}, 2) || '****' END"
        )
    if column.kind == "person":
        return f"left({v}, 1) || '××'"
    return rf"regexp_replace(left({v}, 60), '\d{{13}}(\d{{3}}[\dXx])', '*************\1', 'g')"


def _read(column: Column, found: Found, frame: Frame) -> tuple[dict[str, str], list[str]]:
    """Return the kept values and the WHEN clauses of the faults."""
    match column.kind:
        case "text" | "person" | "phone" | "code" | "choice" | "yes_no":
            return _words(column, found)
        case "identity":
            return _identity(column)
        case "card":
            return _card(column, frame)
        case "day" | "month":
            return _day(column)
        case "moment":
            return _moment(column, frame)
        case _:
            return _number(column, found)


def _words(column: Column, found: Found) -> tuple[dict[str, str], list[str]]:
    name, v, t = column.name, f"v_{column.name}", f"t_{column.name}"
    if column.kind == "choice":
        codes = found.choices.items()
        known = " ".join(f"WHEN {_quoted(said)} THEN {_quoted(kept)}" for said, kept in codes)
        value = f"CASE {v} {known} END" if known else "NULL::VARCHAR"
        return {name: value}, [f"WHEN {t} IS NULL THEN 'unknown_choice'"]
    if column.kind == "yes_no":
        yes, no = (", ".join(map(_quoted, words)) for words in (YES, NO))
        plain = f"lower({v})"
        value = f"CASE WHEN {plain} IN ({yes}) THEN true WHEN {plain} IN ({no}) THEN false END"
        return {name: value}, [f"WHEN {t} IS NULL THEN 'no_yes_no'"]
    limit = CODE_MAX if column.kind == "code" else TEXT_MAX
    lost = f"WHEN contains({v}, '+') AND regexp_full_match({v}, '{SCIENTIFIC}') THEN 'lost_digits'"
    long = f"WHEN length({v}) > {limit} THEN 'too_long'"
    return {name: v}, [lost, long] if column.kind == "code" else [long]


def _identity(column: Column) -> tuple[dict[str, str], list[str]]:
    return {column.name: "identities.code"}, [
        "WHEN identity_fault IS NOT NULL THEN identity_fault",
    ]


def _card(column: Column, frame: Frame) -> tuple[dict[str, str], list[str]]:
    name, v = column.name, f"v_{column.name}"
    number = f"translate({v}, ' -', '')"
    masked = f"contains({v}, '*')"
    values = {
        f"{name}_hash": f"CASE WHEN NOT {masked} THEN"
        f" unhex({identity.sql_hash(number, frame.keys)}) END",
        f"{name}_tail": f"CASE WHEN NOT {masked} THEN right({number}, 4) END",
    }
    return values, [
        f"WHEN {masked} THEN NULL",
        f"WHEN regexp_full_match({v}, '{SCIENTIFIC}') THEN 'lost_digits'",
        f"WHEN NOT regexp_full_match({number}, '{CARD}') THEN 'no_card'",
    ]


def _day(column: Column) -> tuple[dict[str, str], list[str]]:
    name, v, t = column.name, f"v_{column.name}", f"t_{column.name}"
    plain = PLAIN_DAY.format(v=v)
    if column.kind == "month":
        bare = f"regexp_replace({plain}, '-$', '')"
        day = (
            f"coalesce(TRY_CAST({v} || '-01' AS DATE), TRY_CAST({bare} || '-01' AS DATE),"
            f" TRY_STRPTIME({v} || '01', '%Y%m%d')::DATE, TRY_CAST({bare} AS DATE))"
        )
        far = f"WHEN {t} NOT BETWEEN {FIRST_YEAR * MONTHS} AND {LAST_YEAR * MONTHS} THEN 'no_month'"
        value = f"(year({day}) * {MONTHS} + month({day}) - 1)::INTEGER"
        return {name: value}, [f"WHEN {t} IS NULL THEN 'no_month'", far]
    value = (
        f"CASE WHEN {v} BETWEEN '0' AND ':' THEN coalesce(TRY_CAST({v} AS DATE),"
        f" TRY_CAST({plain} AS DATE), TRY_STRPTIME({v}, '%Y%m%d')::DATE) END"
    )
    shape = f"regexp_matches({v}, '{DAY_SHAPE}')"
    far = f"WHEN {t} NOT BETWEEN {YEARS} THEN 'far_day'"
    none = f"WHEN {t} IS NULL AND {shape} THEN 'no_such_day' WHEN {t} IS NULL THEN 'no_day'"
    return {name: value}, [none, far]


def _moment(column: Column, frame: Frame) -> tuple[dict[str, str], list[str]]:
    name, v, t = column.name, f"v_{column.name}", f"t_{column.name}"
    plain = PLAIN_DAY.format(v=v)
    local = f"regexp_full_match({v}, '{LOCAL}')"
    moment = (
        f"CASE WHEN {v} NOT BETWEEN '0' AND ':' THEN NULL"
        f" WHEN length({v}) <= {SECONDS} THEN"
        f" coalesce(TRY_CAST({v} AS TIMESTAMP), TRY_CAST({plain} AS TIMESTAMP))"
        f" WHEN {local} THEN TRY_CAST(left({plain}, {SECONDS}) AS TIMESTAMP) END"
    )
    if frame.has_day:
        clock = f"TRY_CAST(lpad(regexp_extract({v}, '([0-9:]+)[0-9.]*$', 1), 5, '0') AS TIME)"
        moment = f"CASE WHEN {clock_only(column.name)} THEN t_day + {clock} ELSE {moment} END"
    far = f"WHEN {t} NOT BETWEEN {YEARS} THEN 'far_day'"
    return {name: f"date_trunc('second', {moment})"}, [f"WHEN {t} IS NULL THEN 'no_moment'", far]


def clock_only(name: str) -> str:
    """Return the truth of a moment written as a time of day alone."""
    v = f"v_{name}::VARCHAR"
    short = f"(length({v}) < 16 OR {v} LIKE '1899-%' OR {v} LIKE '1900-%')"
    return f"({short} AND regexp_full_match({v}, '{CLOCK}'))"


def _number(column: Column, found: Found) -> tuple[dict[str, str], list[str]]:
    name, v, t = column.name, f"v_{column.name}", f"t_{column.name}"
    bare = f"translate({v}, ',，元¥￥天日号个小时 ', '')"
    number = f"coalesce(TRY_CAST({v} AS DECIMAL(18, 6)), TRY_CAST({bare} AS DECIMAL(18, 6)))"
    below = f"starts_with({v}, '-') AND {t} <= 0 AND {number} <> 0"
    whole, faults = _weighed(column, number, found.factor, below)
    if column.kind == "hours":
        clock = rf"regexp_full_match({v}, '\d{{1,3}}:\d{{2}}(:\d{{2}})?')"
        minutes = f"split_part({v}, ':', 1)::INTEGER * 60 + split_part({v}, ':', 2)::INTEGER"
        whole = f"CASE WHEN {clock} THEN {minutes} ELSE {whole} END"
    return {name: whole}, faults


def _weighed(column: Column, number: str, factor: int, below: str) -> tuple[str, list[str]]:
    """Return the kept value of a number, and the WHEN clauses of its faults."""
    t, kept = f"t_{column.name}", f"({number}::DECIMAL(28, 6) * {factor})"
    faults = [
        f"WHEN {t} IS NULL THEN 'no_number'",
        f"WHEN {below} THEN 'negative'",
        f"WHEN {t} > {MAXIMA[column.kind]} THEN 'too_large'",
    ]
    if column.kind == "yuan":
        faults.append(f"WHEN abs({kept} - round({kept})) > 0.001 THEN 'too_precise'")
    if column.kind == "count":
        faults.append(f"WHEN {kept} <> round({kept}) THEN 'no_whole'")
    if column.within:
        least, most = column.within
        faults.append(f"WHEN {t} NOT BETWEEN {least} AND {most} THEN 'outside'")
    return f"TRY_CAST(round({kept}) AS {SQL_TYPES[column.kind]})", faults


def _quoted(text: str) -> str:
    return "'" + re.sub("'", "''", text) + "'"
