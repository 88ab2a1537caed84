"""Reading the value of one cell: a day, a yes or no, a count, a sum of money, a list, a text.

Every reader gives a `Read` (the value, and a note when the reading took a decision the officer
should see) or a `Refusal` (what, why, what to do). A cell that could not be read at all is itself
a `Refusal`, and every reader hands it on.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

Result_co = TypeVar("Result_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value cannot be read: what it is, why that is refused, what to do."""

    what: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Read(Generic[Result_co]):
    """A value as read; `note` states a reading that is not the plain one."""

    value: Result_co
    note: str = ""


CellValue = str | bool | int | Decimal | datetime | time | Refusal | None

EXCEL_EPOCH = date(1899, 12, 30)  # right for every day from 1900-03-01 on
FIRST_SERIAL = (date(1990, 1, 1) - EXCEL_EPOCH).days
LAST_SERIAL = (date(2099, 12, 31) - EXCEL_EPOCH).days
EXACT_DIGITS = 15  # a workbook keeps no more digits of a number
CENT = Decimal("0.01")
SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}

SECONDS = r"(?::?\d{1,2}(?:\.\d+)?秒?)?"
HOUR = rf"(?:[T ]?(?:上午|下午|[AP]M)?\d{{1,2}}[:时点](?:\d{{1,2}})?分?{SECONDS}(?: ?[AP]M|Z)?)?"
WEEKDAY = r"(?:\(?(?:星期|周)[一二三四五六日天]\)?)?"
FULL_DAY = re.compile(rf"(\d{{4}})[-./年](\d{{1,2}})[-./月](\d{{1,2}})[日号]?{WEEKDAY}{HOUR}")
CLOSE_DAY = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
DAY_OF_YEAR = re.compile(rf"(\d{{1,2}})月(\d{{1,2}})[日号]?{WEEKDAY}{HOUR}")
SHORT_YEAR = re.compile(r"'?\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?")
YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
NO_DAY = re.compile(r"\d{4}[-./年]\d{1,2}月?")
# At most 13 digits and 15 places: with a scale of 亿 still exact in 28 digits.
NUMBER = r"(-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,13})(?:\.\d{1,15})?)"
COUNT = re.compile(rf"{NUMBER}([万亿]?)(?:人|名|个|件|户|次|起|家|份|项|条|天|日|批|场|期)?(?:次)?")
MONEY = re.compile(rf"(?:人民币|RMB|CNY)?[¥]?{NUMBER}([万亿]?)元?整?")
SEPARATORS = re.compile(r"[、，,；;\n]+")

YES = frozenset(["是", "有", "对", "已", "√", "✓", "✔", "☑", "Y", "YES", "TRUE", "T", "1"])
NO = frozenset(
    ["否", "无", "不是", "没有", "未", "×", "✗", "✘", "☒", "X", "N", "NO", "FALSE", "F", "0"]
)
NOT_KNOWN = frozenset(["不详", "不明", "未知", "待查", "待核", "?"])

EMPTY = Refusal("单元格是空的", "这一项必须填写", "请补填")


def blank(value: CellValue) -> bool:
    """Say whether a cell holds nothing to read."""
    return value is None or (isinstance(value, str) and not value.strip())


def read_day(value: CellValue, *, year: int | None = None) -> Read[date] | Refusal:
    """Read a day; `year` is assumed, with a note, where a text says only month and day."""
    if isinstance(value, Refusal):
        return value
    if blank(value):
        return EMPTY
    if isinstance(value, datetime):
        return Read(value.date())
    if isinstance(value, bool | time) or value is None:
        return _no_day(shown(value), "它不是日期")
    if isinstance(value, str):
        return _day_of_text(_plain(value), value.strip(), year)
    return _day_of_number(value)


def read_yes_no(value: CellValue) -> Read[bool | None] | Refusal:
    """Read yes or no; None where the officer wrote that it is not known."""
    if isinstance(value, Refusal):
        return value
    if isinstance(value, bool):
        return Read(value)
    word = _plain(shown(value)).upper()
    if not word:
        return EMPTY
    if word in YES or word in NO:
        return Read(word in YES)
    if word in NOT_KNOWN:
        return Read(None, f"“{shown(value)}”读作不知道")
    return Refusal(
        f"“{clipped(shown(value))}”不是“是”或“否”",
        "只认是/否、有/无、√/×、Y/N、1/0",
        "请改写；确实不知道的写“不详”",
    )


def read_count(value: CellValue) -> Read[int] | Refusal:
    """Read a whole number of things, not negative; a measure word behind it is left out."""
    if isinstance(value, Refusal):
        return value
    if blank(value):
        return EMPTY
    match = COUNT.fullmatch(_plain(shown(value)))
    if isinstance(value, bool) or not match:
        return _no_number(value, "件数或人数")
    number = Decimal(match[1].replace(",", "")) * SCALES[match[2]]
    if number != number.to_integral_value():
        return Refusal(f"“{clipped(shown(value))}”不是整数", "件数、人数须是整数", "请改正")
    return Read(int(number)) if number >= 0 else _negative(value)


def read_yuan(value: CellValue, *, unit_yuan: int = 1) -> Read[Decimal] | Refusal:
    """Read a sum of money in yuan with two places; `unit_yuan` is 10000 under a head of 万元.

    A number the workbook computed to fractions of a fen is rounded half up, with a note; a text
    that says fractions of a fen is refused.
    """
    if isinstance(value, Refusal) or blank(value):
        return value if isinstance(value, Refusal) else EMPTY
    written = _plain(shown(value))
    match = MONEY.fullmatch(written)
    if isinstance(value, bool) or not match:
        return _no_number(value, "金额")
    own_unit = match[2] or written.endswith(("元", "整"))
    scale = SCALES[match[2]] if own_unit else unit_yuan
    yuan = Decimal(match[1].replace(",", "")) * scale
    return _negative(value) if yuan < 0 else _to_the_fen(value, yuan, scale)


def _to_the_fen(value: CellValue, yuan: Decimal, scale: int) -> Read[Decimal] | Refusal:
    exact = yuan.quantize(CENT, rounding=ROUND_HALF_UP)
    if exact == yuan:
        return Read(exact, f"“{shown(value)}”读作{exact}元" if scale != 1 else "")
    if isinstance(value, str):
        return Refusal(f"“{clipped(shown(value))}”不足一分", "金额最小到分", "请改正到两位小数")
    return Read(exact, f"“{shown(value)}”四舍五入到分，读作{exact}元")


def read_list(value: CellValue) -> Read[tuple[str, ...]] | Refusal:
    """Read names between 、 ， , ； ; or line ends; a blank cell is the empty list."""
    text = read_text(value) if not blank(value) else Read("")
    if isinstance(text, Refusal):
        return text
    items = (item.strip() for item in SEPARATORS.split(text.value))
    return Read(tuple(item for item in items if item), text.note)


def read_text(value: CellValue) -> Read[str] | Refusal:
    """Read a text; a number of more than 15 digits is refused, for its last digits are lost."""
    if isinstance(value, Refusal):
        return value
    if blank(value):
        return EMPTY
    if isinstance(value, int | Decimal) and abs(value) >= 10**EXACT_DIGITS:
        return Refusal(
            f"号码{shown(value)}被存成了数字",
            "Excel 的数字只保留15位，末尾几位已经变成0",
            "请把该列设为文本格式后重新填写号码",
        )
    return Read(shown(value).strip())


def shown(value: CellValue) -> str:
    """Give a value as the officer sees it in the sheet, roughly."""
    if isinstance(value, datetime):
        bare = value.time() == time.min
        return value.date().isoformat() if bare else value.isoformat(" ", "minutes")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Refusal):
        return value.what
    return "" if value is None else str(value)


def clipped(text: str, length: int = 30) -> str:
    """Shorten a text for a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length]}…"


def _plain(text: str) -> str:
    """Give half-width signs and no spaces but those between the words of a day and an hour."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return re.sub(r"\s*([-./:年月日号,])\s*", r"\1", re.sub(r"\s+", " ", plain))


def _day_of_text(plain: str, written: str, year: int | None) -> Read[date] | Refusal:
    found = FULL_DAY.fullmatch(plain) or CLOSE_DAY.fullmatch(plain)
    if found:
        return _real_day(written, int(found[1]), int(found[2]), int(found[3]))
    short = DAY_OF_YEAR.fullmatch(plain)
    if short and year is not None:
        day = _real_day(written, year, int(short[1]), int(short[2]))
        if isinstance(day, Refusal):
            return day
        return Read(day.value, f"“{written}”没有写年份，按{year}年读作{day.value.isoformat()}")
    if re.fullmatch(r"\d{5}(?:\.0+)?", plain):
        return _day_of_number(Decimal(plain))
    return _no_day(written, _why_no_day(plain))


def _why_no_day(plain: str) -> str:
    if DAY_OF_YEAR.fullmatch(plain):
        return "没有写年份"
    if SHORT_YEAR.fullmatch(plain):
        return "年份只有两位，不能确定是哪一年"
    if YEAR_LAST.fullmatch(plain):
        return "月和日的先后不能确定"
    if NO_DAY.fullmatch(plain):
        return "没有写日"
    if len(re.findall(r"\d{1,2}[-./月]\d{1,2}", plain)) > 1:
        return "一个单元格里不止一个日期"
    return "它不是日期"


def _real_day(written: str, year: int, month: int, day: int) -> Read[date] | Refusal:
    if not date.min.year <= year <= date.max.year:
        return _no_day(written, f"没有{year}年")
    if not 1 <= month <= 12:
        return _no_day(written, f"一年没有{month}月")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return _no_day(written, f"{year}年{month}月只有{last}天")
    return Read(date(year, month, day))


def _day_of_number(value: int | Decimal) -> Read[date] | Refusal:
    written = shown(value)
    close = CLOSE_DAY.fullmatch(written)
    if close:
        return _real_day(written, int(close[1]), int(close[2]), int(close[3]))
    if not FIRST_SERIAL <= value < LAST_SERIAL + 1:
        return _no_day(written, "它是一个数，也不是1990年至2099年间的 Excel 日期序号")
    day = EXCEL_EPOCH + timedelta(days=int(value))
    return Read(day, f"“{written}”按 Excel 日期序号读作{day.isoformat()}")


def _no_day(written: str, why: str) -> Refusal:
    return Refusal(f"“{clipped(written)}”读不成日期", why, "请写作 2025-03-01 或2025年3月1日")


def _no_number(value: CellValue, meant: str) -> Refusal:
    return Refusal(
        f"“{clipped(shown(value))}”读不成{meant}", "这一列只能填一个数", "请只填数字，说明另列填写"
    )


def _negative(value: CellValue) -> Refusal:
    return Refusal(f"“{clipped(shown(value))}”是负数", "这一列不能是负数", "请核对后改正")
