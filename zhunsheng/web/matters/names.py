"""Chinese names of duties, steps and provisions for lists, and addresses built without a search.

A list page has some hundred links; each is put together here, since asking Django for every one
costs more than the rest of the page.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import quote

from zhunsheng.base.chinese import length_zh
from zhunsheng.base.errors import LawError, ProcedureError, UnknownCitation
from zhunsheng.engine.finding import Rule
from zhunsheng.engine.sentences import HOLDERS
from zhunsheng.law.citation import cite, parse
from zhunsheng.law.provision import Provision
from zhunsheng.web.desk import office

KEPT = 4096
ODD = re.compile(r"[^\w〔〕（）()\[\]【】\-.]")


class Law(NamedTuple):
    """A provision as a list shows it: its citation in Chinese, where it opens, how it was read."""

    zh: str
    href: str
    verified: str
    limit_zh: str


def procedure_zh(name: str) -> str:
    """Return the Chinese name of a kind of matter; the name itself for an unknown one."""
    found = office().procedures().get(name)
    return found.zh if found else name


@cache
def procedures_zh() -> tuple[tuple[str, str], ...]:
    """Return every kind of matter with its Chinese name."""
    return tuple((name, found.zh) for name, found in office().procedures().items())


@cache
def _rules(procedure: str) -> dict[str, Rule]:
    """Return a rule for each name of a procedure; the one that says what is due where there is."""
    found: dict[str, Rule] = {}
    for rule in office().assessor(procedure).compiled.rules:
        if rule.name not in found or rule.kind == "due":
            found[rule.name] = rule
    return found


def duty_zh(procedure: str, rule: str) -> str:
    """Return what a rule asks for; the name itself where the procedure no longer has it."""
    try:
        found = _rules(procedure).get(rule)
    except ProcedureError:
        return rule
    return found.zh if found else rule


def duty_per(procedure: str, rule: str) -> str:
    """Return the citation a rule rests on; empty where the procedure no longer has it."""
    try:
        found = _rules(procedure).get(rule)
    except ProcedureError:
        return ""
    return found.citation if found else ""


def step_zh(procedure: str, step: str) -> str:
    """Return the Chinese name of a step; empty for none."""
    found = office().procedures().get(procedure)
    named = found.step(step) if found and step else None
    return named.zh if named else ""


def holder_zh(holder: str) -> str:
    """Return who has a duty."""
    return HOLDERS.get(holder, holder)


@lru_cache(KEPT)
def law_of(citation: str, day: date) -> Law:
    """Return how a list shows a provision as it is in force on a day."""
    try:
        zh = cite(citation)
    except UnknownCitation:
        return Law(citation, "", "memory", "")
    applied = _applied(citation, day)
    limit = applied.limit if applied else None
    return Law(
        zh,
        provision_address(citation),
        applied.verified if applied else "memory",
        length_zh(limit.length, limit.unit) if limit else "",
    )


def _applied(citation: str, day: date) -> Provision | None:
    try:
        versions = office().law.versions(citation)
    except LawError:
        return None
    in_force = [version for version in versions if version.in_force(day)] or versions
    return in_force[-1] if in_force else None


def provision_address(citation: str) -> str:
    """Return where an article opens in the library of law."""
    place = parse(citation)
    at = citation.removeprefix(f"{place.title}/").partition(":")[0]
    return f"/fagui/{quote(place.title)}/{at}/"


def matter_address(number: str) -> str:
    """Return where a matter opens; Chinese stands in it as it is, odd signs are written in hex."""
    return f"/ban/{quote(number) if ODD.search(number) else number}/"


@lru_cache(KEPT)
def part(name: str) -> str:
    """Return the name of a rule as a part of an address."""
    return quote(name)


def why_address(number: str, rule: str) -> str:
    """Return where the way to a finding of a matter is shown."""
    return f"{matter_address(number)}weishenme/{part(rule)}/"
