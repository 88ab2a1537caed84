"""The only place of the command line that looks at the clock."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """Return the day it is in China."""
    return datetime.now(CHINA).date()


def now() -> datetime:
    """Return the moment it is in China."""
    return datetime.now(CHINA)
