"""Every citation of every procedure resolves, on every day since 2015 on which it is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest

from zhunsheng.law.corpus import Law, load_law
from zhunsheng.law.procedure import Procedure
from zhunsheng.law.rule import Node
from zhunsheng.procedures import procedures

FIRST = date(2015, 1, 1)
LAST = date(2026, 12, 31)


def citations(word: object, reaches_back: bool = True) -> Iterator[tuple[str, bool]]:
    """Yield every citation below a word, and whether it must resolve before it was enacted."""
    if isinstance(word, Node):
        if word.op in ("after", "after_paused", "before", "minutes_after", "value"):
            per = str(word.data[0] if word.op == "value" else word.data[-1])
            yield per, reaches_back and not guarded(word)
        for kid in word.kids:
            yield from citations(kid, reaches_back)
    elif isinstance(word, tuple):
        for part in word:
            yield from citations(part, reaches_back)
    elif is_dataclass(word):
        mine = reaches_back and not getattr(word, "only_in_force", False)
        for field in fields(word):
            value = getattr(word, field.name)
            if field.name == "per" and value:
                yield value, mine
            else:
                yield from citations(value, mine)


def guarded(node: Node) -> bool:
    """Say whether the day that chooses the version is known only where there is a version."""
    return any(kid.op == "choose" and kid.kids[0].op == "in_force" for kid in node.kids)


def broken_days(law: Law, citation: str, reaches_back: bool) -> list[str]:
    """Return the days on which the citation has no version, or two; compared by change days."""
    versions = [v for v in law.versions(citation) if v.verified != "memory"]
    if not versions:
        return []
    start = FIRST if reaches_back else max(FIRST, versions[0].begins_on)
    days = {start, LAST} | {v.begins_on for v in versions}
    days |= {v.ends_on + timedelta(days=1) for v in versions if v.ends_on is not None}
    days |= {day - timedelta(days=1) for day in days}
    wanted = sorted(day for day in days if start <= day <= LAST)
    return [f"{citation} {day}" for day in wanted if sum(v.in_force(day) for v in versions) != 1]


@pytest.mark.parametrize("procedure", procedures().values(), ids=lambda p: p.name)
def test_every_citation_of_a_procedure_resolves_on_every_day_since_2015(
    procedure: Procedure,
) -> None:
    law = load_law()
    found = dict.fromkeys(citations(procedure))
    assert found, "a procedure without a citation is not law"
    broken = [day for citation, back in found for day in broken_days(law, citation, back)]
    assert broken == []


def test_a_version_of_a_provision_neither_overlaps_another_nor_repeats_it() -> None:
    law = load_law()
    overlapping = [
        f"{citation} {later.begins_on}"
        for citation, versions in law.by_citation.items()
        for earlier, later in pairwise(versions)
        if earlier.ends_on is None or earlier.ends_on >= later.begins_on
    ]
    assert overlapping == []
