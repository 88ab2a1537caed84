"""Personal data as it is shown by default: 李××, 139****2217, 4309**********1234."""

from __future__ import annotations

import re

PHONE = re.compile(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")
IDENTITY = re.compile(r"(?<!\d)(\d{4})\d{10}(\d{3}[\dXx])(?!\d)")
ORGANIZATION = re.compile(
    r"公司|集团|厂|店|中心|合作社|委员会|[局院校会部所站社队行馆]$|事务所|企业|项目部"
)
COMPOUND = frozenset(
    [
        *("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙"),
        *("慕容", "令狐", "宇文", "长孙", "司徒", "端木"),
    ]
)
LONGEST_NAME = 6


def mask_name(name: str) -> str:
    """Mask a natural person's name to the family name; the name of an organization stays."""
    plain = name.strip()
    if not plain or len(plain) > LONGEST_NAME or ORGANIZATION.search(plain):
        return name
    family = plain[:2] if plain[:2] in COMPOUND and len(plain) > len("欧阳") else plain[:1]
    return family + "×" * max(1, min(len(plain) - len(family), 2))


def mask_numbers(text: str) -> str:
    """Mask mobile phone and identity numbers wherever they stand in a text."""
    return PHONE.sub(r"\1****\2", IDENTITY.sub(r"\1**********\2", text))
