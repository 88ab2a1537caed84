"""One office in a process of its own: filled, verified, served and loaded; said in lines of JSON.

`bench.office` starts it with the data folder and the database in the environment.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection

from bench.office_appending import appends, plain
from bench.office_filling import fill
from bench.office_hello import ADDRESS as HELLO
from bench.office_loading import Load, load
from bench.office_serving import Served, cpu_of, serving, signed_in
from bench.office_settings import application_name
from zhunsheng.store.models import Event, MatterRow
from zhunsheng.store.verification import verify_store
from zhunsheng.web.clock import now, today

LEADER = "leader"
ROWS = 50
MATTERS_ASKED = 400
WARM, SECONDS, HELLO_SECONDS, REPEATS = 1, 2, 1, 3
COMMON, RARE = "机械", "宏达"


@dataclass(frozen=True, slots=True)
class Asked:
    """A page to be measured: the addresses asked for in turn, and who asks."""

    name: str
    paths: Sequence[str]
    cookie: str


def main(words: Sequence[str]) -> None:
    """Do one thing: fill COUNT, verify, floor, or pages with numbers of connections."""
    what, *rest = words
    done: Mapping[str, Callable[..., None]] = {
        "fill": filled,
        "verify": verified,
        "floor": floor,
        "pages": pages,
        "append": appended,
    }
    done[what](*map(int, rest))


def say(**said: object) -> None:
    """Write one line."""
    print(json.dumps(said, ensure_ascii=False), flush=True)


def filled(count: int) -> None:
    """Make the tables and fill them."""
    call_command("migrate", verbosity=0)
    wall, cpu = time.monotonic(), time.process_time()
    fill(count, today())
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    say(matters=count, events=Event.objects.count(), wall=wall, cpu=cpu)


def verified() -> None:
    """Hold everything against itself."""
    cpu = time.process_time()
    verdict = verify_store()
    say(events=verdict.events, cpu=time.process_time() - cpu, fits=verdict.fits)


def appended(*clients: int) -> None:
    """Write acts, and plain rows, by so many clients at once."""
    for number in clients:
        for name, pace in (
            ("append", appends(number, today(), now())),
            ("plain", plain(number, today())),
        ):
            say(name=name, clients=number, **asdict(pace))


def floor() -> None:
    """Load the view that says hello without any middleware."""
    with serving(bare=True) as served:
        _load(served, Asked("hello", [HELLO], ""), 8, WARM)
        found = [_load(served, Asked("hello", [HELLO], ""), 8, SECONDS) for _ in range(REPEATS)]
        say(name="hello without middleware", connections=8, **_middle(found))


def pages(*connections: int) -> None:
    """Load every page; the view that says hello is loaded before each, for the ratio."""
    with serving() as served:
        for asked in _asked():
            _measure(served, asked, connections)


def _measure(served: Served, asked: Asked, connections: Sequence[int]) -> None:
    hello = Asked("hello", [HELLO], asked.cookie)
    _load(served, asked, 2, WARM)
    for number in connections:
        below, above = [], []
        for _ in range(REPEATS):
            below.append(_load(served, hello, number, HELLO_SECONDS))
            above.append(_load(served, asked, number, SECONDS))
        ratio = sorted(one.cpu / other.cpu for one, other in zip(above, below, strict=True))
        say(name=asked.name, connections=number, ratio=ratio, **_middle(above))


def _middle(loads: Sequence[Load]) -> dict[str, object]:
    """Return the median of every figure and the worst 95th percentile."""
    every = [asdict(one) for one in loads]
    found = {name: statistics.median(one[name] for one in every) for name in every[0]}
    return {**found, "worst": max(one.p95 for one in loads)}


def _load(served: Served, asked: Asked, connections: int, seconds: float) -> Load:
    """Load a page; the CPU of a PostgreSQL server counts as well."""
    before = _database_cpu(served)
    found = load(served, asked.cookie, asked.paths, connections, seconds)
    taken = (_database_cpu(served) - before) / found.count * 1e3
    return Load(found.count, found.rate, found.p50, found.p95, found.cpu + taken)


def _database_cpu(served: Served) -> float:
    """Return the CPU time of a PostgreSQL server for the processes that answer; 0 on SQLite."""
    if connection.vendor == "sqlite":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name = %s",
            [application_name(served.process)],
        )
        return sum(cpu_of(pid) for (pid,) in cursor.fetchall())


# --- what is asked for ---------------------------------------------------------------------------


def _asked() -> Iterator[Asked]:
    leader, name = signed_in(LEADER), _officer()
    officer = signed_in(name)
    source = random.Random(ROWS)
    numbers = list(MatterRow.objects.order_by("pk").values_list("number", flat=True))
    chosen = source.sample(numbers, min(MATTERS_ASKED, len(numbers)))
    yield Asked("hello", [HELLO], leader)
    yield Asked("my day", ["/"], officer)
    yield Asked("list", ["/ban/"], leader)
    yield Asked("list, all", ["/ban/?zhuang=quan"], leader)
    yield Asked("list, all, last page", [f"/ban/?zhuang=quan&hou={_deep()}"], leader)
    yield Asked("list, own department", ["/ban/"], officer)
    yield Asked("list, procedure", ["/ban/?yewu=penalty"], leader)
    yield Asked("list, department", ["/ban/?danwei=county-03"], leader)
    yield Asked("list, officer", [f"/ban/?chengban={name}"], leader)
    yield Asked("list, common word", [f"/ban/?q={quote(COMMON)}"], leader)
    yield Asked("list, rare word", [f"/ban/?q={quote(RARE)}"], leader)
    yield Asked("matter", [f"/ban/{quote(number)}/" for number in chosen], leader)


def _officer() -> str:
    """Return the officer in the middle, by how many open matters each has."""
    held = MatterRow.objects.filter(ended=False).values_list("handler__username", flat=True)
    counts: dict[str, int] = {}
    for name in held:
        counts[str(name)] = counts.get(str(name), 0) + 1
    return sorted(counts, key=lambda name: (counts[name], name))[len(counts) // 2]


def _deep() -> str:
    """Return the place in the whole list before its last page."""
    ordered = MatterRow.objects.order_by("-due_on", "-matter_id")
    due, matter = ordered.values_list("due_on", "matter_id")[ROWS]
    assert isinstance(due, date)
    return f"{due.isoformat()}.{matter}"


if __name__ == "__main__":
    main(sys.argv[1:])
