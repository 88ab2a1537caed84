"""Provisions as papers cite them: full title, the day's article number, no needless paragraph."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhunsheng.base.chinese import length_zh
from zhunsheng.law.citation import parse, unit_name
from zhunsheng.law.corpus import Law

_PERCENT = 100


def cited(law: Law, citation: str, *, on: date) -> str:
    """Write a citation: 《工伤保险条例》第十四条第（六）项.

    The article is numbered as the version of the day numbers it. The paragraph is left out before
    an item where the law held knows no second paragraph of that article. Raises what `Law.at` does.
    """
    provision = law.at(citation, on=on)
    title, _, place = citation.partition("/")
    instrument = law.instrument(title)
    there = parse(f"{instrument.title}/{provision.stands_at or place}")
    name = unit_name(there)
    if there.item and there.paragraph == 1 and not _has_second_paragraph(law, citation):
        name = name.replace("第一款", "", 1)
    inner = instrument.full_title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》{name}"


def length(law: Law, citation: str, *, on: date) -> str:
    """Write the limit of a provision: 60日, 5个工作日; raises ValueError where it fixes none."""
    limit = law.at(citation, on=on).limit
    if limit is None:
        raise ValueError(f"“{citation}”没有规定期限；请核对引用")
    return length_zh(limit.length, limit.unit)


def ratio(law: Law, citation: str, *, on: date) -> str:
    """Write the exact share of a provision: 3%; raises ValueError where it fixes none."""
    share = law.at(citation, on=on).ratio
    if share is None or share.low is None or share.low != share.high:
        raise ValueError(f"“{citation}”没有规定确定的比例；请核对引用")
    return f"{(Decimal(share.low) * _PERCENT).normalize():f}%"


def _has_second_paragraph(law: Law, citation: str) -> bool:
    title, _, place = citation.partition("/")
    article = place.split(".")[0]
    opening = f"{law.instrument(title).title}/{article}.2"
    return any(
        known == opening or known.startswith((f"{opening}.", f"{opening}:"))
        for known in law.by_citation
    )
