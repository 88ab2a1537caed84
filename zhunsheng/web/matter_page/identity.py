"""Who and what a matter is: parties, sums, the place and the officers who handle it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhunsheng.base.chinese import listed
from zhunsheng.office.snapshot import FIRMS, PERSONS
from zhunsheng.record.administrative import ADMINISTRATIVE
from zhunsheng.web.matter_page.addresses import matter_href
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.matter_page.words import plain

OFFICERS = "officers"
PARTIES = tuple(dict.fromkeys((*PERSONS, *FIRMS, "third_party", "project", "court", "court_case")))
SUMS = ("total_owed", "amount_owed", "sum_owed", "claimed_sum", "ordered_sum")
PEOPLE = ("workers_owed", "workers_harmed", "people", "workers")


def identity(sight: Sight) -> dict[str, Any]:
    """Return the head of the page."""
    line = sight.view.line
    return {
        "title": line.title,
        "number": sight.number,
        "kind_zh": sight.procedure.zh,
        "parties": list(_parties(sight)),
        "figures": list(_figures(sight)),
        "department": sight.places.get(line.department, "未分派"),
        "officers": officers_line(sight),
        "sealed": line.sealed,
        "ended": line.ended,
        "phase": sight.found.phase if sight.found else "",
    }


def _parties(sight: Sight) -> Iterator[dict[str, Any]]:
    """Yield the parties and places the head names, masked where they are persons."""
    about = sight.record.about
    for name in PARTIES:
        value = about.get(name)
        if isinstance(value, str):
            yield {
                "name": name,
                "zh": sight.words.fact(name),
                "value": sight.words.value(name, value),
                "hidden": sight.words.hides(name, value),
            }


def _figures(sight: Sight) -> Iterator[dict[str, str]]:
    """Yield people and sums as doors to the event that states them."""
    for names, unit in ((PEOPLE, "人"), (SUMS, "元")):
        found = _last(sight, names)
        if found is not None:
            value, place = found
            shown = f"{value:,.2f}" if unit == "元" else f"{value}"
            yield {"n": shown, "unit": unit, "href": matter_href(sight.number, place)}


def _last(sight: Sight, names: tuple[str, ...]) -> tuple[Any, str] | None:
    for event in reversed(sight.record.as_known()):
        for name in names:
            if event.facts.get(name) is not None:
                return event.facts[name], f"event-{sight.seq(event)}"
    about = sight.record.about
    return next(((about[one], "known") for one in names if about.get(one) is not None), None)


def officers_of(sight: Sight) -> list[str]:
    """Return the officers who last acted together, else the one who handles the matter."""
    for event in reversed(sight.record.as_known()):
        named = event.facts.get(OFFICERS)
        if isinstance(named, tuple) and named:
            return list(named)
    return [sight.view.line.handler_name] if sight.view.line.handler_name else []


def officers_line(sight: Sight) -> str:
    """Name the officers and say whether their certificates are valid today."""
    names = officers_of(sight)
    if not names:
        return "未分派"
    found = sight.office.store.certified(names, sight.day)
    lacking = [name for name in names if name not in found]
    if not lacking:
        return f"{listed(names)}（{'均' if len(names) > 1 else ''}持证有效）"
    return f"{listed(names)}（{listed(lacking)}没有有效的执法证）"


def known_facts(sight: Sight) -> list[dict[str, Any]]:
    """Return what the record states of the matter now, with the event that last stated it."""
    declared = {fact.name for fact in sight.procedure.facts}
    latest: dict[str, tuple[Any, int]] = {name: (value, 0) for name, value in _about(sight)}
    for event in sight.record.as_known():
        stated = {} if event.kind in ADMINISTRATIVE else event.facts
        for name, value in stated.items():
            if name in declared:
                latest[name] = (value, sight.seq(event))
    return [
        {
            "name": name,
            "key": sight.words.fact(name),
            "value": sight.words.value(name, value),
            "seq": seq,
            "hidden": sight.words.hides(name, value),
        }
        for name, (value, seq) in latest.items()
        if plain(value)
    ]


def _about(sight: Sight) -> Iterator[tuple[str, Any]]:
    yield from sight.record.about.items()
