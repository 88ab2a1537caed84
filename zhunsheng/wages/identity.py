"""Citizen identity numbers: checked by GB 11643, hashed with the bureau's secret, shown masked.

What is written here once in Python for one number stands beside it as an expression of DuckDB for
millions; a test holds the two to each other. No number is kept: only its keyed hash and its mask.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date

from zhunsheng.wages.months import MONTHS

# GB 11643-1999: the weights of the first seventeen places and the signs of the remainders of 11.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"
CENTURY = "19"  # a number of fifteen places left the century of birth away
LONG = re.compile(r"[0-9]{17}[0-9X]")
SHORT = re.compile(r"[0-9]{15}")
MASKED = re.compile(r"[0-9]{2,6}[*×xX]{4,14}[0-9]{0,4}[0-9X]{1}")
EARLIEST_BIRTH = 1900
BLOCK = 64  # bytes of a block of SHA-256
INNER, OUTER = 0x36, 0x5C


@dataclass(frozen=True, slots=True)
class Keys:
    """The two padded keys of HMAC-SHA256 (RFC 2104), so that DuckDB can hash by its own sha256."""

    inner: bytes
    outer: bytes


def keys_of(secret: bytes) -> Keys:
    """Return the padded keys; ValueError where the secret is shorter than a hash."""
    if len(secret) < hashlib.sha256().digest_size:
        raise ValueError("散列身份证号的密钥至少须有32个字节")
    key = hashlib.sha256(secret).digest() if len(secret) > BLOCK else secret
    padded = key.ljust(BLOCK, b"\0")
    return Keys(bytes(sign ^ INNER for sign in padded), bytes(sign ^ OUTER for sign in padded))


def check_sign(first_seventeen: str) -> str:
    """Return the last place that GB 11643 gives to the first seventeen."""
    total = sum(int(sign) * weight for sign, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return CHECK_SIGNS[total % len(CHECK_SIGNS)]


def normal(text: str) -> str:
    """Write the number in eighteen places, without spaces, X as a capital.

    A number of fifteen places (before October 1999) gets its century and its check sign.
    """
    plain = re.sub(r"[\s']", "", text).upper()
    if not SHORT.fullmatch(plain):
        return plain
    longer = plain[:6] + CENTURY + plain[6:]
    return longer + check_sign(longer)


def fault_of(text: str, latest: date) -> str:
    """Return what is wrong with a number: "" , "shape", "checksum" or "birth".

    `latest` is the last day on which its bearer may have been born.
    """
    number = normal(text)
    if not LONG.fullmatch(number):
        return "shape"
    if check_sign(number[:17]) != number[17]:
        return "checksum"
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "birth"
    return "" if date(EARLIEST_BIRTH, 1, 1) <= birth <= latest else "birth"


def masked(text: str) -> bool:
    """Say whether the number was masked by whoever exported it."""
    return MASKED.fullmatch(text.strip().upper()) is not None


def hash_of(text: str, secret: bytes) -> str:
    """Return the keyed hash of the number in hexadecimal signs."""
    keys_of(secret)
    return hmac.new(secret, normal(text).encode(), hashlib.sha256).hexdigest()


def mask_of(text: str) -> str:
    """Return `4309**********1234`."""
    number = normal(text)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def birth_month(text: str) -> int:
    """Return the month of birth as a number of `months.py`."""
    number = normal(text)
    return int(number[6:10]) * MONTHS + int(number[10:12]) - 1


# The same as expressions of DuckDB; `text` is the name of a column of text or an expression.


def sql_check_sign(text: str) -> str:
    """Return the expression of the check sign of the first seventeen places of `text`."""
    terms = " + ".join(
        f"(ascii({text}[{place}]) - 48) * {weight}" for place, weight in enumerate(WEIGHTS, 1)
    )
    return f"'{CHECK_SIGNS}'[(({terms}) % {len(CHECK_SIGNS)}) + 1]"


def sql_normal(text: str) -> str:
    """Return the expression of the number in eighteen places; NULL stays NULL."""
    plain = f"upper(replace(replace({text}, ' ', ''), '''', ''))"
    longer = f"(left({plain}, 6) || '{CENTURY}' || right({plain}, 9))"
    short = f"length({plain}) = 15 AND regexp_full_match({plain}, '{SHORT.pattern}')"
    return f"CASE WHEN {short} THEN {longer} || {sql_check_sign(longer)} ELSE {plain} END"


def sql_masked(text: str) -> str:
    """Return the truth of a number that came masked."""
    return f"regexp_full_match(upper({text}), '{MASKED.pattern}')"


def sql_fault(number: str, latest: date) -> str:
    """Return the expression of `fault_of` for a number in eighteen places."""
    birth = f"TRY_CAST({number}[7:10] || '-' || {number}[11:12] || '-' || {number}[13:14] AS DATE)"
    return (
        f"CASE WHEN NOT regexp_full_match({number}, '{LONG.pattern}') THEN 'shape'"
        f" WHEN {sql_check_sign(number)} <> {number}[18] THEN 'checksum'"
        f" WHEN {birth} IS NULL OR {birth} < DATE '{EARLIEST_BIRTH}-01-01'"
        f" OR {birth} > DATE '{latest.isoformat()}' THEN 'birth' ELSE '' END"
    )


def sql_hash(text: str, keys: Keys) -> str:
    """Return the expression of HMAC-SHA256 of a text, in hexadecimal signs."""
    inner = f"unhex(sha256(unhex('{keys.inner.hex()}') || encode({text})))"
    return f"sha256(unhex('{keys.outer.hex()}') || {inner})"


def sql_mask(number: str) -> str:
    """Return the expression of `mask_of` for a number in eighteen places."""
    return (
        f"left({number}, 4) || repeat('*', greatest(length({number}) - 8, 0)) || right({number}, 4)"
    )
