"""Numbers made from what a matter is about, so that the same thing is never opened twice."""

from __future__ import annotations

import hashlib
import re

from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.months import MONTHS, write_month

PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff._-]{1,24}")
DIGEST_BYTES = 8


def warning_number(project: str, check: str, month: int) -> str:
    """Return the number of the one warning of a fault, a project and a month, in plain Chinese."""
    known = CHECKS.get(check)
    return f"{warning_prefix(month)}{_word(project)}-{_word(known.zh if known else check)}"


def warning_prefix(month: int) -> str:
    """Return what the numbers of a month's warnings begin with."""
    return f"预警〔{write_month(month)}〕"


def rating_number(project: str, month: int) -> str:
    """Return the number of a project's ratings in the year of the month."""
    return f"评定〔{month // MONTHS}〕{_word(project)}"


def clue_number(project: str, month: int) -> str:
    """Return the number of the lead that a red row of a month becomes."""
    return f"欠薪线索〔{write_month(month)}〕{_word(project)}"


def _word(code: str) -> str:
    """Return a code as it is where it can stand in an address, else a digest of it."""
    if PLAIN.fullmatch(code) and code.strip(".") == code:
        return code
    return hashlib.blake2b(code.encode(), digest_size=DIGEST_BYTES).hexdigest()
