"""Unlawful records made from a lawful one by changing a line or two."""

from __future__ import annotations

from tests.matters import assessed, said
from zhunsheng.law.procedure import (
    Amount,
    Authority,
    Clock,
    Elements,
    Evidence,
    Gate,
    Order,
    Procedure,
    Publication,
)

Named = Amount | Authority | Clock | Elements | Evidence | Gate | Order | Publication
Edit = tuple[str, str | None]


def edited(text: str, edits: tuple[Edit, ...]) -> str:
    """Make the changes: (old, new) replaces words, (old, None) drops the line, ("", new) adds one.

    What is to be replaced or dropped must stand there exactly once.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    for old, new in edits:
        if not old:
            place = len(lines) if new and new[:4].isdigit() else 0
            lines.insert(place, new or "")
            continue
        places = [place for place, line in enumerate(lines) if old in line]
        assert len(places) == 1, f"{old!r} stands in {len(places)} lines"
        lines[places[0]] = "" if new is None else lines[places[0]].replace(old, new)
    return "\n".join(line for line in lines if line)


def findings(name: str, text: str, as_of: str) -> set[tuple[str, str]]:
    """Return the kind and name of every finding that is more than something still due."""
    found = said(list(assessed(name, text, as_of).findings))
    return {(kind, rule) for kind, rule in found if kind != "due"}


def names_of_rules(procedure: Procedure) -> set[str]:
    """Return the name of every rule of a procedure that may be breached."""
    words: tuple[tuple[Named, ...], ...] = (
        procedure.clocks,
        procedure.gates,
        procedure.orders,
        procedure.evidence,
        procedure.elements,
        procedure.publications,
        procedure.authorities,
        tuple(amount for amount in procedure.amounts if amount.stated is not None),
    )
    return {word.name for each in words for word in each}
