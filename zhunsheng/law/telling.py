"""Tells in Chinese what a provision fixes, for how long it applies and how far it was verified."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from zhunsheng.base.chinese import day_zh, length_zh
from zhunsheng.law.provision import Count, Instrument, Provision, Range, Rank, Verified

RANKS: Mapping[Rank, str] = MappingProxyType(
    {
        "law": "法律",
        "regulation": "行政法规",
        "local_regulation": "地方性法规",
        "rule": "规章",
        "judicial_interpretation": "司法解释",
        "normative_document": "规范性文件",
        "local_practice": "本地做法",
    }
)
VERIFIED: Mapping[Verified, str] = MappingProxyType(
    {
        "text": "原文已核",
        "excerpt": "摘录待核",
        "local": "本地参数",
        "memory": "仅凭记忆，不参与判断",
    }
)
COUNTED = MappingProxyType(
    {
        "officer": "名执法人员",
        "reviewer": "名复议人员",
        "representative": "名代理人",
        "worker": "名劳动者",
        "expert": "名专家",
        "year of age": "周岁",
        "workday": "个工作日",
        "rest_day": "个休息日",
        "lecture": "次讲座",
        "sanction": "种处罚",
        "discretion level": "个裁量档次",
    }
)


def value_zh(provision: Provision) -> str:
    """Write the value of a provision; empty for a duty without a number."""
    if provision.limit is not None and provision.written is not None:
        meant = length_zh(provision.limit.length, provision.limit.unit)
        written = length_zh(provision.written.length, provision.written.unit)
        return meant if meant == written else f"{meant}（条文写作{written}）"
    if provision.amount is not None:
        return _ends(provision.amount, lambda yuan: f"{yuan}元")
    if provision.ratio is not None:
        return _ratio(provision.ratio)
    return _count(provision.count) if provision.count is not None else ""


def life_zh(provision: Provision) -> str:
    """Write the days a version applies: 2011年1月1日起, or with its last day."""
    begins = f"{day_zh(provision.begins_on)}起"
    return begins if provision.ends_on is None else f"{begins}，至{day_zh(provision.ends_on)}止"


def source_zh(instrument: Instrument) -> str:
    """Write what an instrument is: its rank, full title and number."""
    names = (instrument.full_title, instrument.number)
    shown = [name for name in names if name not in ("", instrument.title)]
    return "，".join([RANKS[instrument.rank], *shown])


def _ratio(ratio: Range) -> str:
    shares = any(end is not None and end < 1 for end in (ratio.low, ratio.high))
    return _ends(ratio, lambda end: f"{(end * 100).normalize():f}%" if shares else f"{end}倍")


def _ends(values: Range, word: Callable[[Decimal], str]) -> str:
    if values.low is None:
        return f"不超过{word(values.high)}" if values.high is not None else ""
    if values.high is None:
        return f"不低于{word(values.low)}"
    if values.low == values.high:
        return word(values.low)
    return f"{word(values.low)}以上{word(values.high)}以下"


def _count(count: Count) -> str:
    return f"{count.number}{COUNTED.get(count.of, f'（{count.of}）')}"
