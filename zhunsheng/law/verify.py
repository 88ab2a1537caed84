"""Proves that every number of the law data stands in the cited unit of the statute's own text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Literal

from zhunsheng.law.articles import cut, item_of, keeps_its_mark
from zhunsheng.law.citation import Citation, parse, unit_name
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Counting, Provision, Range
from zhunsheng.law.wording import Quantity, quantities

Outcome = Literal["proved", "not_provable", "failed"]

UNCHECKED = {
    "excerpt": "只见摘录，没有原文",
    "local": "本地参数，不出自条文",
    "memory": "仅凭记忆收录",
}
CLASSIFIERS = {
    "officer": "名人个",
    "reviewer": "名人",
    "representative": "名人",
    "worker": "名人",
    "expert": "名人位",
    "lecture": "次个",
    "sanction": "种项个",
    "discretion level": "档级个",
}
MEASURES_OF_COUNT = {
    "year of age": ("year",),
    "workday": ("day", "workday"),
    "rest_day": ("day",),
}
ANY_CLASSIFIER = "名人个位次项件种档级"

_MARK = re.compile(r"\([^()]+\)|[一二三四五六七八九十]+、")
_WITHIN_A_RANGE = re.compile(r"(?:\([^()]*\))?(?:以上)?[至到~,、-]?(?:不超过)?")
# 行政处罚法 72, 行政强制法 45: a surcharge may not exceed the sum itself, worded without a number.
_NO_MORE_THAN_ITSELF = re.compile(r"不得超[出过][^,。;]*数额")


@dataclass(frozen=True, slots=True)
class Proof:
    """What the check of one version of one provision came to, and why."""

    citation: str
    begins_on: date
    outcome: Outcome
    why: str


@dataclass(slots=True)
class _Paragraph:
    lead: str
    items: dict[int, str] = field(default_factory=dict)

    @property
    def whole(self) -> str:
        return "\n".join((self.lead, *self.items.values()))


Articles = dict[tuple[int, int], list[_Paragraph]]


def verify(law: Law, folder: Path) -> list[Proof]:
    """Check every provision version and counting clause against `folder/<slug>.md`.

    `failed` means the text is there and does not bear the data out.
    """
    texts: dict[str, Articles] = {
        path.stem: read_articles(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.md"))
    }
    proofs: list[Proof] = []
    for instrument in law.instruments:
        proofs += (_provision(provision, texts) for provision in instrument.provisions)
        for counting in instrument.countings:
            proofs += _counting(counting, instrument.provisions, texts)
    return proofs


def _provision(provision: Provision, texts: dict[str, Articles]) -> Proof:
    reason = _no_text(provision, texts)
    if reason:
        return Proof(provision.citation, provision.begins_on, "not_provable", reason)
    place = _place(provision)
    unit = _unit(texts[provision.text or ""], place)
    if unit is None:
        why = f"原文“{provision.text}”中没有{unit_name(place)}"
        return Proof(provision.citation, provision.begins_on, "failed", why)
    missing = _missing(provision, unit)
    if missing:
        why = f"{unit_name(place)}中没有{missing}"
        return Proof(provision.citation, provision.begins_on, "failed", why)
    return Proof(provision.citation, provision.begins_on, "proved", f"见于{unit_name(place)}")


def _counting(
    counting: Counting, provisions: tuple[Provision, ...], texts: dict[str, Articles]
) -> Iterator[Proof]:
    """Check a counting clause in the text that its own provision, or its instrument, names."""
    named = [one for one in provisions if one.citation == counting.citation]
    texted = [one for one in named or provisions if one.in_force(counting.begins_on) and one.text]
    if not texted or texted[0].text not in texts:
        why = "没有计算条款的原文"
        yield Proof(counting.citation, counting.begins_on, "not_provable", why)
        return
    place = parse(counting.citation) if not named else _place(texted[0])
    unit = _unit(texts[texted[0].text or ""], place) or ""
    lengths = {*counting.lengths, counting.up_to} - {0}
    standing = {int(one.value) for one in quantities(unit) if one.measure == "day"}
    if "工作日" in unit and lengths <= standing:
        yield Proof(counting.citation, counting.begins_on, "proved", f"见于{unit_name(place)}")
    else:
        why = f"{unit_name(place)}没有写明这些期限按工作日计算"
        yield Proof(counting.citation, counting.begins_on, "failed", why)


def _no_text(provision: Provision, texts: dict[str, Articles]) -> str:
    if provision.verified != "text":
        return UNCHECKED[provision.verified]
    if provision.text is None:
        return "没有登记原文文件"
    if provision.text not in texts:
        return f"文件夹中没有“{provision.text}.md”"
    return ""


def _place(provision: Provision) -> Citation:
    """Give the place in the text; an older text may number the article differently."""
    title, _, place = provision.citation.partition("/")
    return parse(f"{title}/{provision.stands_at or place}")


def _unit(articles: Articles, place: Citation) -> str | None:
    paragraphs = articles.get((place.article, place.branch))
    if paragraphs is None:
        return None
    if not place.paragraph:
        return "\n".join(paragraph.whole for paragraph in paragraphs)
    if place.paragraph > len(paragraphs):
        return None
    paragraph = paragraphs[place.paragraph - 1]
    return paragraph.items.get(place.item) if place.item else paragraph.whole


def _missing(provision: Provision, unit: str) -> str:
    """Say which value of the provision does not stand in the unit; empty if all do."""
    standing = quantities(unit)
    if provision.written is not None:
        limit = provision.written
        if not _stands(standing, Decimal(limit.length), limit.unit):
            return f"期限 {limit.length} {limit.unit}"
    if provision.amount is not None and not _range_stands(unit, standing, provision.amount, "yuan"):
        return f"金额 {_worded(provision.amount)} 元"
    if provision.ratio is not None and not _ratio_stands(unit, standing, provision.ratio):
        return f"比例或倍数 {_worded(provision.ratio)}"
    if provision.count is not None:
        of, value = provision.count.of, Decimal(provision.count.number)
        measures = MEASURES_OF_COUNT.get(of) or tuple(CLASSIFIERS.get(of, ANY_CLASSIFIER))
        if not any(_stands(standing, value, measure) for measure in measures):
            return f"数目 {value}（{of}）"
    return ""


def _stands(standing: list[Quantity], value: Decimal, measure: str) -> bool:
    return any(one.value == value and one.measure == measure for one in standing)


def _range_stands(unit: str, standing: list[Quantity], values: Range, measure: str) -> bool:
    """Both ends must stand, and where there are two they must stand as one range."""
    low, high = values.low, values.high
    if low is None or high is None or low == high:
        end = high if low is None else low
        return end is not None and _stands(standing, end, measure)
    same = [one for one in standing if one.measure == measure]
    return any(
        (first.value, second.value) == (low, high)
        and _WITHIN_A_RANGE.fullmatch(unit, first.ends, second.begins)
        for first, second in pairwise(same)
    )


def _ratio_stands(unit: str, standing: list[Quantity], ratio: Range) -> bool:
    """Accept what is worded otherwise: 27个月 of one's own wage, 21.75天 in a month."""
    if ratio == Range(None, Decimal(1)) and _NO_MORE_THAN_ITSELF.search(unit):
        return True
    broken = any(end is not None and end % 1 for end in (ratio.low, ratio.high))
    measures = ("ratio", "day") if broken else ("ratio", "month")
    return any(_range_stands(unit, standing, ratio, measure) for measure in measures)


def _worded(values: Range) -> str:
    ends = [str(end) for end in (values.low, values.high) if end is not None]
    return " 至 ".join(dict.fromkeys(ends))


def read_articles(text: str) -> Articles:
    """Cut a statute text into articles, paragraphs and items, in one width of characters.

    A document without 第…条 is cut at its running （一）（二） or, failing that, at 一、二、.
    """
    return {
        (article.number, article.branch): [_paragraph(words) for words in article.paragraphs]
        for article in cut(text.splitlines()).articles
    }


def _paragraph(words: str) -> _Paragraph:
    lead, *rest = unicodedata.normalize("NFKC", words).split("\n")
    if keeps_its_mark((words,)):
        titled = rest and not item_of(rest[0])
        lead = rest.pop(0) if titled else _MARK.sub("", lead)
    found = _Paragraph(lead)
    for line in rest:
        item = item_of(line)
        if item:
            found.items[item] = line.partition(")")[2]
        else:
            found.lead += line
    return found
