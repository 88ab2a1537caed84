"""A process that writes acts from several threads and says each that was acknowledged, to be killed.

``python -m tests.store.appender NAME THREADS ACTS`` fills the matters ``NAME0号`` …; each act writes
two events, a personal value with each, a finding and words. Started again, it goes on.
"""

from __future__ import annotations

import importlib
import sys
import threading
from contextlib import suppress
from dataclasses import replace

from tests.store.notes import DAY, PLAIN, opened
from zhunsheng.record.event import Event
from zhunsheng.record.leaf import Entry
from zhunsheng.store.keeping import Act, FindingLine, MatterExists, Store
from zhunsheng.store.ready import ready

PERSONAL = frozenset({"phone"})
SAYING = threading.Lock()


def act(number: str, place: int) -> Act:
    """The act with that place, from 0: events 2 and 3 are those of act 0."""
    entries = tuple(
        Entry(Event("noted", DAY, facts={"phone": f"1390000{place:04}"}, note=note), "zhou")
        for note in ("去电", "回电")
    )
    finding = FindingLine(f"rule{place}", "核对", "due", "bureau", "", "", "", DAY, None, True)
    shot = replace(PLAIN, due_rule=f"rule{place}", findings=(finding,), words=f"{number} {place}")
    return Act(number, 1 + 2 * place, f"{number}/{place}", entries, shot, personal=PERSONAL)


def fill(store: Store, number: str, acts: int) -> None:
    """Open a matter and write so many acts; say each when it is durable."""
    with suppress(MatterExists):
        store.append(opened(number))
    for place in range(acts):
        written = store.append(act(number, place))
        with SAYING:
            print(number, place, written.seq, flush=True)


def main(name: str, threads: int, acts: int) -> None:
    """Fill the matters, one a thread."""
    ready()
    store = importlib.import_module("zhunsheng.store.django_store").store()
    filling = [
        threading.Thread(target=fill, args=(store, f"{name}{place}号", acts))
        for place in range(threads)
    ]
    for thread in filling:
        thread.start()
    for thread in filling:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
