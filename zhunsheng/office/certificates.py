"""Which officers held a valid certificate on the day of an act: as the register says."""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.law.procedure import Procedure
from zhunsheng.record.event import Event
from zhunsheng.store.keeping import Store

FACT = "certificates_valid"
OFFICERS = "officers"


def with_certificates(procedure: Procedure, event: Event, store: Store) -> Event:
    """Add to an act by officers whether every one of them was certified on its day.

    Only where the procedure asks for it; officers are matched by name or sign-in name.
    """
    step = procedure.step(event.kind)
    if step is None or not any(fact.name == FACT for fact in step.facts):
        return event
    officers = event.facts.get(OFFICERS)
    if not isinstance(officers, tuple) or FACT in event.facts:
        return event
    valid = store.certified(officers, event.happened_on)
    return replace(event, facts={**event.facts, FACT: valid >= set(officers)})
