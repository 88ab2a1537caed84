"""Citations: `title/article.paragraph.item[:label]`, read into parts and written as Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhunsheng.base.errors import UnknownCitation

_PLACE = r"(?P<article>[1-9]\d*)(?:-(?P<branch>[1-9]))?(?:\.(?P<paragraph>[1-9]\d*))?"
_FORM = re.compile(rf"(?P<title>[^/]+)/{_PLACE}(?:\.(?P<item>[1-9]\d*))?(?::(?P<label>[a-z]\w*))?")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one instrument; 0 stands for a part that is not cited.

    `branch` is the number after 之 (第二百七十六条之一 has branch 1). `label` tells apart two
    values of one place and is never shown.
    """

    title: str
    article: int
    branch: int = 0
    paragraph: int = 0
    item: int = 0
    label: str = ""


def parse(citation: str) -> Citation:
    """Read `刑法/276-1.1` and the like; raise UnknownCitation if the form is wrong."""
    found = _FORM.fullmatch(citation)
    if found is None:
        raise UnknownCitation(citation)
    return Citation(
        title=found["title"],
        article=int(found["article"]),
        branch=int(found["branch"] or 0),
        paragraph=int(found["paragraph"] or 0),
        item=int(found["item"] or 0),
        label=found["label"] or "",
    )


def cite(citation: str) -> str:
    """Write a citation as an officer does: `工伤保险条例/17.2` is 《工伤保险条例》第十七条第二款.

    An instrument known by its document number, such as 法释〔2013〕3号, takes no title marks.
    """
    place = parse(citation)
    title = place.title if "〔" in place.title else f"《{place.title}》"
    return title + unit_name(place)


def unit_name(place: Citation) -> str:
    """Write the place without the title: 第二百七十六条之一第一款第（二）项."""
    name = f"第{numeral(place.article)}条"
    if place.branch:
        name += f"之{numeral(place.branch)}"
    if place.paragraph:
        name += f"第{numeral(place.paragraph)}款"
    if place.item:
        name += f"第（{numeral(place.item)}）项"
    return name


def numeral(number: int) -> str:
    """Write 1 to 9999 in Chinese as statutes number their articles: 110 is 一百一十, 12 is 十二."""
    written, gap = "", False
    for power, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit == 0:
            gap = bool(written)
            continue
        lone_ten = power == 10 and digit == 1 and not written
        written += ("零" if gap else "") + ("" if lone_ten else _DIGITS[digit]) + place
        gap = False
    return written
