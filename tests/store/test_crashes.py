"""Killed in the middle of a thousand acts: what was acknowledged is there, nothing is half done."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import psycopg
import pytest

from tests.harness import stage
from tests.harness.own_office import OwnOffice
from tests.harness.postgres import Postgres, create_database

THREADS, ACTS = 4, 250
APPENDER = (sys.executable, "-m", "tests.store.appender")
ROWS = {
    "matters": """SELECT m.number, r.seq, r.due_rule, r.head,
        (SELECT head FROM store_event e WHERE e.matter_id = m.id AND e.seq = r.seq)
        FROM store_matter m LEFT JOIN store_matterrow r ON r.matter_id = m.id""",
    "events": "SELECT m.number, COUNT(*) FROM store_event e JOIN store_matter m"
    " ON m.id = e.matter_id GROUP BY m.number",
    "values": "SELECT m.number, COUNT(*) FROM store_personalvalue v JOIN store_matter m"
    " ON m.id = v.matter_id GROUP BY m.number",
    "findings": "SELECT m.number, f.rule FROM store_findingrow f JOIN store_matter m"
    " ON m.id = f.matter_id",
    "words": "SELECT m.number, w.words FROM store_wordtext w JOIN store_matter m"
    " ON m.id = w.matter_id",
}


@dataclass
class Appending:
    """A process that appends, and what it said was written: matter → number of acts."""

    process: subprocess.Popen[str]
    said: dict[str, int] = field(default_factory=dict)

    def hear(self, acts: int) -> None:
        """Listen until so many acts were acknowledged."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if not line.endswith("\n"):  # killed in the middle of saying it
                return
            number, place, seq = line.split()
            assert int(seq) == 3 + 2 * int(place)
            self.said[number] = int(place) + 1
            if sum(self.said.values()) >= acts:
                return

    def kill(self) -> None:
        """Kill it, and hear what it had said before."""
        self.process.kill()
        self.hear(THREADS * ACTS + 1)
        self.process.wait()


def install(office: OwnOffice) -> None:
    """Make the tables."""
    settings = {"DJANGO_SETTINGS_MODULE": "zhunsheng.web.settings"}
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env={**office.environment, **settings},
        check=True,
    )


def ask(environment: Mapping[str, str], home: str) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the database of an office, read past the application."""
    if stage.URL in environment:
        with psycopg.connect(environment[stage.URL]) as database:
            return {name: database.execute(sql.encode()).fetchall() for name, sql in ROWS.items()}
    with sqlite3.connect(f"{home}/zhunsheng.sqlite3") as file:
        return {name: file.execute(sql).fetchall() for name, sql in ROWS.items()}


def check_whole(office: OwnOffice, said: Mapping[str, int], most: int) -> None:
    """Everything acknowledged is there, and nothing is half there."""
    rows = ask(office.environment, str(office.home))
    events, values = dict(rows["events"]), dict(rows["values"])
    findings, words = dict(rows["findings"]), dict(rows["words"])
    assert len(rows["findings"]) == len(findings)
    for number, seq, rule, kept, head in rows["matters"]:
        acts = (events[number] - 1) // 2
        assert (events[number], seq, bytes(kept)) == (1 + 2 * acts, 1 + 2 * acts, bytes(head))
        assert said.get(number, 0) <= acts <= most
        assert values[number] == 1 + 2 * acts
        assert rule == (f"rule{acts - 1}" if acts else "")
        assert findings.get(number, "") == rule
        shown = words[number].split()
        assert (str(acts - 1) in shown) if acts else ("李某" in shown)
    verified = office.run("verify")
    assert "相符" in verified.stdout


@pytest.mark.parametrize("seed", [1, 2])
def test_a_process_killed_while_it_writes(own_office: OwnOffice, seed: int) -> None:
    chance = random.Random(f"{seed}/{time.monotonic()}")
    install(own_office)
    appending = Appending(own_office.start(*APPENDER, "案", str(THREADS), str(ACTS)))
    appending.hear(chance.randint(20, THREADS * ACTS - 60))
    time.sleep(chance.random() / 200)
    appending.kill()
    assert appending.process.returncode == -9
    check_whole(own_office, appending.said, ACTS)

    again = Appending(own_office.start(*APPENDER, "案", str(THREADS), str(ACTS)))
    again.hear(THREADS * ACTS)
    assert again.process.wait() == 0
    check_whole(own_office, {f"案{place}号": ACTS for place in range(THREADS)}, ACTS)


def test_two_processes_write_at_once(own_office: OwnOffice) -> None:
    install(own_office)
    both = [Appending(own_office.start(*APPENDER, name, "2", "100")) for name in "甲乙"]
    for appending in both:
        appending.hear(200)
        assert appending.process.wait() == 0
    said = {number: acts for appending in both for number, acts in appending.said.items()}
    assert list(said.values()) == [100] * 4
    check_whole(own_office, said, 100)


def test_two_processes_write_the_same_acts_at_once(own_office: OwnOffice) -> None:
    """The same keys: each act is written once, whoever was first; both hear where it stands."""
    install(own_office)
    both = [Appending(own_office.start(*APPENDER, "同", "2", "60")) for _ in range(2)]
    for appending in both:
        appending.hear(120)
        assert appending.process.wait() == 0
    check_whole(own_office, both[0].said, 60)


@pytest.mark.only_on("postgresql")
def test_a_server_that_is_gone_while_it_writes(own_office: OwnOffice) -> None:
    with Postgres() as server:
        create_database(server.url(""), "office")
        environment = {**own_office.environment, stage.URL: server.url("office")}
        office = OwnOffice(own_office.home, environment)
        install(office)
        appending = Appending(office.start(*APPENDER, "案", str(THREADS), str(ACTS)))
        appending.hear(random.randint(20, THREADS * ACTS - 60))
        server.crash()
        appending.hear(THREADS * ACTS + 1)
        appending.process.wait()
        assert sum(appending.said.values()) < THREADS * ACTS
        server.start()
        environment[stage.URL] = server.url("office")
        check_whole(office, appending.said, ACTS)
