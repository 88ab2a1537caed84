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

from zhunsheng.law.citation import Citation, parse, unit_name
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Counting, Provision, Range
from zhunsheng.law.wording import Quantity, number, quantities

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

_NUMERAL = "[零〇一二三四五六七八九十百千0-9]+"
_ARTICLE = re.compile(rf"第({_NUMERAL})条(?:之([一二三四五六七八九]))?(?:\s+|$)")
_HEADING = re.compile(rf"(?:第{_NUMERAL}[编章节]\s|附\s*则$)")
_ITEM = re.compile(rf"\(({_NUMERAL})\)")
_SECTION = re.compile(r"([一二三四五六七八九十]+)、")
_POINT = re.compile(r"[0-9]+[.、]")
_ENDED = re.compile(r"[。;:.!?][”’)]*$")
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
    """Cut a statute text into articles, paragraphs and items.

    Markdown marks, headings and full-width forms do not matter. A document without 第…条 is cut
    at its running （一）（二） or, failing that, at 一、二、.
    """
    lines = [_plain(line) for line in text.splitlines() if not _heading(line)]
    for mark in (_ARTICLE, *_marks_of_a_document(lines)):
        articles = _cut([line for line in lines if line], mark)
        if articles:
            return articles
    return {}


def _plain(line: str) -> str:
    marked = unicodedata.normalize("NFKC", line).replace("\u200b", "")
    return marked.strip().lstrip("#> ").replace("**", "").strip()


def _heading(line: str) -> bool:
    plain = _plain(line)
    if _ARTICLE.match(plain) or _SECTION.match(plain):
        return False
    return line.lstrip().startswith("#") or _HEADING.match(plain) is not None


def _marks_of_a_document(lines: list[str]) -> tuple[re.Pattern[str], ...]:
    found = [number(match[1]) for line in lines if (match := _ITEM.match(line))]
    running = found == sorted(set(found)) and bool(found)
    return (_ITEM, _SECTION) if running else (_SECTION,)


def _cut(lines: list[str], mark: re.Pattern[str]) -> Articles:
    articles: Articles = {}
    paragraphs: list[_Paragraph] | None = None
    for line in lines:
        found = mark.match(line)
        key = _key(found) if found else None
        if found is None or key is None or key in articles:
            words = line
        else:
            paragraphs = articles[key] = []
            words = line[found.end() :].strip()
            titled = mark is _SECTION and not _ENDED.search(words)
            words = "" if titled else words
        if paragraphs is not None and words:
            _add(paragraphs, words)
    return articles


def _key(found: re.Match[str]) -> tuple[int, int]:
    branch = found[2] if found.re is _ARTICLE else None
    return int(number(found[1])), int(number(branch)) if branch else 0


def _add(paragraphs: list[_Paragraph], line: str) -> None:
    """Put a line where it belongs: an item, the rest of the last item, or a new paragraph."""
    item = _ITEM.match(line)
    if item:
        if not paragraphs:
            paragraphs.append(_Paragraph(""))
        paragraphs[-1].items[int(number(item[1]))] = line[item.end() :]
        return
    items = paragraphs[-1].items if paragraphs else {}
    last = next(reversed(items), 0)
    if last and (_POINT.match(line) or not _ENDED.search(items[last])):
        items[last] += line
    else:
        paragraphs.append(_Paragraph(line))
