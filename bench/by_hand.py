"""The rules of a work-injury determination as one would write them by hand, without an engine.

Written from the procedure's file, for matters since 2023; it says which rules a matter breaks and
which limits run, and nothing else: no citations, no days, no values, no way to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bench.hand_clocks import clock_findings
from bench.hand_elements import Elements, element_findings, rescued_too_late
from bench.hand_gates import decision_findings, filing_findings, paper_findings
from bench.hand_state import State, look_at
from zhunsheng.base.days import Tables
from zhunsheng.record.event import Event


def findings(
    about: Mapping[str, Any], events: Sequence[Event], as_of: date, tables: Tables
) -> set[tuple[str, str]]:
    """Return the kind and name of every finding on a matter."""
    state = State(dict(about), as_of.toordinal(), tables)
    for event in events:
        day = event.happened_on.toordinal()
        if day > state.today:
            break
        look_at(state, event, day)
    state.settle()
    filing_findings(state)
    if "decided" in state.first:
        decision_findings(state)
    paper_findings(state)
    _elements(state)
    clock_findings(state)
    return state.found


def _elements(state: State) -> None:
    first = state.first.get
    decided, seen = first("decided"), first("first_diagnosed")
    if first("accepted") is None and decided is None:
        return
    rescue = rescued_too_late(seen, first("died"))
    elements = Elements(state.stated, state.item, state.filed, rescue, seen is not None)
    state.found.update(element_findings(elements, state.result, state.filed, decided))
    positive = decided is not None and state.result in ("determined", "deemed")
    if positive and elements.items.get(str(state.item)) is False:
        state.found.add(("barred", "item_fits_facts"))
