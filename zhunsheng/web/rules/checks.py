"""The house checks of a procedure: do its citations stand, how well, and does it run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from zhunsheng.base.chinese import day_zh
from zhunsheng.base.errors import UnknownCitation, ZhunshengError
from zhunsheng.engine.assess import assessor
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Procedure
from zhunsheng.law.provision import Provision, Verified
from zhunsheng.law.telling import VERIFIED
from zhunsheng.web.law.cited import on_day
from zhunsheng.web.rules.placed import citations, words_of

FIRST = date(2015, 1, 1)
ONE_DAY = timedelta(days=1)
ANSWERED = ("clocks", "gates", "orders", "authorities", "evidence", "elements", "services")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was held against what, whether it holds, and what does not."""

    zh: str
    holds: bool
    found: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """How many citations of a procedure are verified to a level."""

    verified: Verified
    zh: str
    citations: tuple[str, ...]


@lru_cache(maxsize=64)
def checks(procedure: Procedure, law: Law, day: date) -> tuple[Check, ...]:
    """Run every check of a procedure as of a day."""
    return (*of_citations(procedure, law, day), _limits(procedure, law), _compiles(procedure, law))


@lru_cache(maxsize=64)
def of_citations(procedure: Procedure, law: Law, day: date) -> tuple[Check, ...]:
    """Check that every citation of a procedure stands, on the day and since 2015."""
    cited = _cited(procedure)
    unknown = [citation for citation in cited if not _versions(law, citation)]
    lapsed = [c for c in cited if c not in unknown and not _stands_on(law, c, day)]
    gaps = [gap for c, always in cited.items() for gap in _gaps(law, c, always, day)]
    return (
        Check("每一处引用都有收录", not unknown, f"共引用 {len(cited)} 处", tuple(unknown)),
        Check("每一处引用今日都有有效的版本", not lapsed, day_zh(day), tuple(lapsed)),
        Check("2015年以来每一天恰有一个版本", not gaps, f"到{day_zh(day)}", tuple(gaps)),
    )


@lru_cache(maxsize=64)
def levels(procedure: Procedure, law: Law, day: date) -> tuple[Level, ...]:
    """Return how far the citations of a procedure are verified, best first."""
    known = [c for c in _cited(procedure) if _versions(law, c)]
    stand = {c: on_day(_versions(law, c), day).verified for c in known}
    return tuple(
        Level(level, zh, tuple(c for c, own in stand.items() if own == level))
        for level, zh in VERIFIED.items()
    )


def _cited(procedure: Procedure) -> dict[str, bool]:
    """Return each citation once; whether it must also resolve before it was enacted."""
    found: dict[str, bool] = {}
    for one in citations(procedure):
        found[one.citation] = found.get(one.citation, False) or one.always
    return found


def _versions(law: Law, citation: str) -> tuple[Provision, ...]:
    try:
        return law.versions(citation)
    except UnknownCitation:
        return ()


def _stands_on(law: Law, citation: str, day: date) -> bool:
    return any(version.in_force(day) for version in _versions(law, citation))


def _gaps(law: Law, citation: str, always: bool, day: date) -> list[str]:
    """Return the days on which there is no version, or two; only days of change are looked at."""
    versions = [v for v in _versions(law, citation) if v.verified != "memory"]
    if not versions:
        return []
    start = FIRST if always else max(FIRST, versions[0].begins_on)
    changes = {start, day} | {v.begins_on for v in versions}
    changes |= {v.ends_on + ONE_DAY for v in versions if v.ends_on is not None}
    changes |= {change - ONE_DAY for change in changes}
    return [
        f"{citation} 在 {change.isoformat()}"
        for change in sorted(changes)
        if start <= change <= day and sum(v.in_force(change) for v in versions) != 1
    ]


def _compiles(procedure: Procedure, law: Law) -> Check:
    try:
        assessor(procedure, law)
    except ZhunshengError as fault:
        return Check("规则互相对得上，可以运行", False, "", (str(fault),))
    words = sum(len(words_of(procedure, part)) for part in ANSWERED)
    return Check("规则互相对得上，可以运行", True, f"共 {words} 条")


def _limits(procedure: Procedure, law: Law) -> Check:
    counted = [clock for clock in procedure.clocks if clock.until is None]
    without = [
        clock.zh
        for clock in counted
        if all(version.limit is None for version in _versions(law, clock.per))
    ]
    return Check("每个期限的长短都出自条文", not without, f"共 {len(counted)} 个", tuple(without))
