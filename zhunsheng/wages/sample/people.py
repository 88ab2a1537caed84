"""Invented people: identity numbers that check out, of an area that does not exist; names, cards.

The numbers follow GB 11643-1999: area, day of birth, serial, check digit (ISO 7064 MOD 11-2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

AREA = "439900"
OLDEST, YOUNGEST = 57, 21
YEAR = 365
SERIALS = 1000
DIGITS = 17
WEIGHTS = np.array([2 ** (DIGITS - place) % 11 for place in range(DIGITS)])
CHECKS = np.array(list("10X98765432"))
PHONES, CARDS = 19_900_000_000, 6_200_009_900_000_000_000
FAMILY = np.array(
    list("赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹窦章苏潘葛范彭鲁韦马")
)
GIVEN = (
    "大山建国志强小军春生有才福贵国庆海波长根明亮水生金龙铁柱立新永华冬梅秀英"
    "桂兰红霞小勇德胜友良正平新发光荣玉林石头学文贵生满仓望喜树根佑民"
)

Texts = NDArray[np.str_]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class People:
    """One element a person: identity number, name, phone, card number."""

    identity: Texts
    name: Texts
    phone: Texts
    card: Texts


def pairs(text: str) -> list[str]:
    """Cut a text into words of two signs."""
    return [text[at : at + 2] for at in range(0, len(text), 2)]


def invent_people(count: int, born_before: date, random: np.random.Generator) -> People:
    """Invent `count` different people of 21 to 57 years on the day."""
    number: Whole = np.arange(count, dtype=np.int64)
    card = CARDS + number * 7 + int(random.integers(SERIALS))
    name = np.char.add(random.choice(FAMILY, count), random.choice(np.array(pairs(GIVEN)), count))
    identity = _identities(number, born_before, random)
    return People(identity, name, (PHONES + number).astype(np.str_), card.astype(np.str_))


def _identities(number: Whole, before: date, random: np.random.Generator) -> Texts:
    """Two people of one day of birth have different serials, so no number comes twice."""
    days = (OLDEST - YOUNGEST) * YEAR
    first = before - timedelta(days=OLDEST * YEAR)
    written = np.array([f"{first + timedelta(days=day):%Y%m%d}" for day in range(days)])
    order, serials = random.permutation(days), random.integers(0, SERIALS, days)
    day = order[number % days]
    serial = (serials[day] + number // days) % SERIALS
    tail = np.char.zfill(serial.astype(np.str_), len(str(SERIALS - 1)))
    return add_check_digits(np.char.add(np.char.add(AREA, written[day]), tail))


def add_check_digits(plain: NDArray[Any]) -> Texts:
    """Append the check digit to identity numbers of 17 digits."""
    codes = np.ascontiguousarray(plain.astype(f"<U{DIGITS}")).view(np.uint32)
    digits = codes.reshape(len(plain), DIGITS).astype(np.int64) - ord("0")
    return np.char.add(plain, CHECKS[digits @ WEIGHTS % len(CHECKS)])
