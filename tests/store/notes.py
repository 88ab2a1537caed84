"""Notes for tests of the store itself: acts with a plain snapshot, without law or assessment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from zhunsheng.record.event import Event, Value
from zhunsheng.record.leaf import Entry
from zhunsheng.store.keeping import Act, Opening, Snapshot

DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
PLAIN = Snapshot("李××", "", "", opened_on=DAY, as_of=DAY, basis="test")


def opened(number: str, procedure: str = "work_injury", **about: Value) -> Act:
    """The act that opens a matter with one event."""
    entry = Entry(Event("noted", DAY, note="登记"), "zhou")
    shot = replace(PLAIN, words=f"{number} 李某")
    opening = Opening(procedure, {"worker": "李某", **about}, AT)
    return Act(number, 0, f"open/{number}", (entry,), shot, opening=opening)


def noted(number: str, seen: int, key: str, notes: Iterable[str] = ("电话联系单位",)) -> Act:
    """The act that adds notes to a matter of which `seen` events were seen."""
    entries = tuple(Entry(Event("noted", DAY, note=note), "zhou") for note in notes)
    return Act(number, seen, key, entries, PLAIN)
