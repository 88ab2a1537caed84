"""Numbers as a workbook keeps them: floating text, and days as counts from an epoch."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal

from zhunsheng.intake.cells import EXACT_DIGITS, EXCEL_EPOCH, Refusal

WRITTEN = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
SHOWN = Context(prec=EXACT_DIGITS)
LARGEST_EXPONENT = 308  # of a double
EPOCH_1904 = date(1904, 1, 1)
LEAP_DAY_1900 = 60  # a day Excel believes in, and history does not
DAY_SECONDS = 86_400
CODE_LENGTH = 255  # longer formats are not Excel's

# Formats kept by number only; 27 to 36 and 50 to 58 are the Chinese ones (2025年3月1日, 3月1日).
DAY_FORMATS = frozenset(map(str, (*range(14, 23), *range(27, 37), 45, 47, *range(50, 59))))
LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
DAY_SIGN = re.compile(r"[ymdhs年月日]|aaa", re.IGNORECASE)
DURATION = re.compile(r"\[[hms]+\]", re.IGNORECASE)


def in_number(written: str) -> int | Decimal | None:
    """Read a number at the 15 digits a workbook shows; None for what is not one."""
    if written.isdecimal() and len(written) <= EXACT_DIGITS:
        return int(written)
    if not WRITTEN.fullmatch(written):
        return None
    number = SHOWN.create_decimal(written)
    if number.adjusted() > LARGEST_EXPONENT:
        return None
    return int(number) if number == number.to_integral_value() else number


def in_days(number: int | Decimal, *, first_1904: bool) -> datetime | time | Refusal:
    """Read a count of days as an instant, to the second; below one as a time of day."""
    epoch = EPOCH_1904 if first_1904 else EXCEL_EPOCH
    if not 0 <= number < date.max.toordinal() - epoch.toordinal():
        why = "单元格按日期显示，但数值不是日期"
        return Refusal(f"日期序号{number}超出日历", why, "请改正单元格")
    seconds = int((Decimal(number) * DAY_SECONDS).to_integral_value())
    if not first_1904 and DAY_SECONDS <= seconds < (LEAP_DAY_1900 + 1) * DAY_SECONDS:
        seconds += DAY_SECONDS
    moment = datetime.combine(epoch, time.min) + timedelta(seconds=seconds)
    return moment.time() if seconds < DAY_SECONDS else moment


def names_day(code: str) -> bool:
    """Say whether a number format shows a day or a time of day (not a length of time)."""
    first = code[:CODE_LENGTH].partition(";")[0]
    return not DURATION.search(first) and bool(DAY_SIGN.search(LITERAL.sub("", first)))
