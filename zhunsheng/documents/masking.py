"""Personal values hidden for demonstration: 何××, 4309**********1234, 139****2217."""

from __future__ import annotations

import re
from datetime import date

_IDENTITY = re.compile(r"(?<![0-9])([1-9][0-9]{3})[0-9]{10,12}([0-9]{2}[0-9Xx])(?![0-9])")
_MOBILE = re.compile(r"(?<![0-9])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])")
_PLACE = re.compile(r"^.*?(?:区|县|市(?!.*[区县]))")


def mask_day(day: date) -> str:
    """Write a personal day with its year only."""
    return f"{day.year}年×月×日"


def mask_value(value: str) -> str:
    """Hide a name after its first character, a number between its ends, a place below county."""
    hidden = mask_numbers(value)
    if hidden != value or any(character in "0123456789*" for character in value):
        return hidden if hidden != value else _place(value)
    place = _PLACE.match(value)
    return _place(value) if place else value[:1] + "××"


def mask_numbers(text: str) -> str:
    """Hide every identity number and mobile number that stands in a text."""
    return _MOBILE.sub(r"\1****\2", _IDENTITY.sub(r"\1***********\2", text))


def _place(value: str) -> str:
    found = _PLACE.match(value)
    return f"{found.group()}××" if found else f"{value[:1]}××"
