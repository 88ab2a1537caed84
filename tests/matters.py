"""Matters written as text: the docstring is the record, the argument is what was found."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date

from zhunsheng.engine.assess import assess
from zhunsheng.engine.finding import Assessment, Finding
from zhunsheng.law.corpus import load_law
from zhunsheng.procedures import procedure
from zhunsheng.record.record import Record
from zhunsheng.record.text import read


def record_of(name: str, text: str) -> Record:
    """Read the lines of one matter of a procedure; header lines may be left out."""
    lines = [line.strip() for line in text.strip().splitlines()]
    body = [line if line[:4].isdigit() else f"  {line}" for line in lines if line]
    reading = read("\n".join([f"测试1号 {name}", *body]) + "\n", "test")
    assert not reading.faults, "\n".join(map(str, reading.faults))
    return reading.records[0]


def assessed(name: str, text: str, as_of: str, known_on: str | None = None) -> Assessment:
    """Assess a matter written as text."""
    known = date.fromisoformat(known_on) if known_on else None
    return assess(
        record_of(name, text),
        procedure(name),
        load_law(),
        date.fromisoformat(as_of),
        known_on=known,
    )


def matter(
    name: str, *, as_of: str
) -> Callable[[Callable[[list[Finding]], None]], Callable[[], None]]:
    """Give a test the findings of the record that its docstring tells."""

    def decorate(test: Callable[[list[Finding]], None]) -> Callable[[], None]:
        text = test.__doc__ or ""

        @functools.wraps(test)
        def run() -> None:
            test(list(assessed(name, text, as_of).findings))

        del run.__wrapped__  # type: ignore[attr-defined]  # pytest would ask for a fixture `found`
        return run

    return decorate


def said(found: list[Finding]) -> set[tuple[str, str]]:
    """Return the kind and name of each finding, for comparing."""
    return {(finding.kind, finding.name) for finding in found}
