"""Which rules of which procedures rest on a provision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhunsheng.law.corpus import load_law
from zhunsheng.procedures import procedures
from zhunsheng.web.rules.placed import Placed, canonical, citations, placed


@dataclass(frozen=True, slots=True)
class Use:
    """A rule that rests on a provision."""

    procedure_zh: str
    part_zh: str
    zh: str
    href: str


def uses_of(citation: str) -> tuple[Use, ...]:
    """Return the rules that rest on exactly this citation."""
    return _index().get(canonical(load_law(), citation), ())


@cache
def _index() -> Mapping[str, tuple[Use, ...]]:
    found: dict[str, dict[Use, None]] = {}
    law = load_law()
    for declared in procedures().values():
        for one in placed(declared.name):
            for cited in citations(one.word):
                key = canonical(law, cited.citation)
                found.setdefault(key, {})[_use(one, declared.zh)] = None
    return {citation: tuple(uses) for citation, uses in found.items()}


def _use(one: Placed, procedure_zh: str) -> Use:
    return Use(procedure_zh, one.part_zh, one.zh, one.href)
