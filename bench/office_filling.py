"""Fills an empty database with many matters: bodies, chains, log, lists, findings and words.

Nothing is invented below the record: every body is what `record.leaf` writes, every head follows
from it, and `zhunsheng verify` accepts the whole.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from django.db import connection

from bench.office_people import Desk, Staff, firms, make_staff, person
from bench.office_sinks import TABLES, Rows, Sink, sink, transaction
from bench.office_stories import Story, shares, stories
from zhunsheng.office.acting import LOCAL
from zhunsheng.office.snapshot import FIRMS, PERSONS, title_of
from zhunsheng.record.chain import SHA256
from zhunsheng.record.event import Value
from zhunsheng.record.leaf import Entry, Place, opening, write_body
from zhunsheng.record.record import Record
from zhunsheng.record.tagged import canonical_json, tagged
from zhunsheng.store.log import day_head
from zhunsheng.store.snapshots import COLUMNS, FINDING_COLUMNS
from zhunsheng.store.words import tokens

TOGETHER = 5000
OPEN_SHARE = 0.1
SALT_BYTES = 16
SEED = 20261125
MARKS = {
    "work_injury": "虚人社工伤",
    "labor_supervision": "虚人社监",
    "penalty": "虚人社罚",
    "arrears_clue": "虚欠薪",
    "crime_referral": "虚人社移",
    "reconsideration": "虚复答",
    "litigation": "虚应诉",
    "wage_warning": "虚预警",
    "project_rating": "虚评定",
}
INJURY_SHARE = 0.7
ROW = ("matter_id", *COLUMNS)
FINDING = ("matter_id", *FINDING_COLUMNS)
COLUMNS_OF = {**TABLES, "store_matterrow": ROW, "store_findingrow": FINDING}


def fill(count: int, day: date) -> Staff:
    """Fill the empty database of this process with `count` matters as of a day."""
    staff = make_staff(count, day)
    teller = Teller(staff, stories(day, count))
    told = teller.matters(count)
    with sink() as into:
        while part := list(islice(told, TOGETHER)):
            with transaction():
                _write(into, part)
        day_head(day, datetime.combine(day, time(8), LOCAL))
    return staff


def _write(into: Sink, part: list[Mapping[str, Rows]]) -> None:
    for table, columns in COLUMNS_OF.items():
        rows = [row for one in part for row in one[table]]
        if rows:
            into.write(table, columns, rows)


class Teller:
    """Tells stories anew: other names, other numbers, other officers; counts matters and events."""

    def __init__(self, staff: Staff, told: list[Story]) -> None:
        self.staff = staff
        self.source = random.Random(SEED)
        self.firms = firms(self.source)
        self.events = 0
        self.choices = [
            [_split(told, injury=True), _split(told, injury=False)] for told in shares(told)
        ]

    def matters(self, count: int) -> Iterator[Mapping[str, Rows]]:
        """Yield the rows of `count` matters by table."""
        for number in range(1, count + 1):
            source = self.source
            kinds = self.choices[source.random() >= OPEN_SHARE]
            story = source.choice(kinds[source.random() >= INJURY_SHARE])
            desk = source.choice(self.staff.desks(story.record.procedure))
            yield self.told(number, story, desk)

    def told(self, number: int, story: Story, desk: Desk) -> Mapping[str, Rows]:
        """Return the rows of one matter."""
        record = self._named(number, story.record)
        name = record.matter
        opened = story.entries[0].event.recorded_at
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS_OF}
        assert opened is not None
        moment = connection.ops.adapt_datetimefield_value(opened.replace(tzinfo=LOCAL))
        rows["store_matter"].append((number, name, record.procedure, SHA256, moment))
        head = self._events(number, record, story, desk, rows)
        line = {
            **story.row,
            "number": name,
            "procedure": record.procedure,
            "title": title_of(record),
            "employer": next((str(record.about[one]) for one in FIRMS if one in record.about), ""),
            "department_id": desk.department,
            "handler_id": desk.account,
            "findings_key": story.key,
            "seq": len(story.entries),
            "head": head,
        }
        rows["store_matterrow"].append((number, *(line[column] for column in COLUMNS)))
        rows["store_findingrow"] = [(number, *finding) for finding in story.findings]
        stated = (text for text in record.about.values() if isinstance(text, str))
        words = dict.fromkeys((*tokens(" ".join((name, *stated))), *story.words))
        rows["store_wordtext"].append((number, " ".join(words)))
        return rows

    def _named(self, number: int, record: Record) -> Record:
        year = min(event.happened_on for event in record.events).year
        about: dict[str, Value] = dict(record.about)
        for one in PERSONS:
            if one in about and one not in FIRMS:
                about[one] = person(self.source)
        for one in FIRMS:
            if one in about:
                about[one] = self.source.choice(self.firms)
        return replace(record, matter=f"{MARKS[record.procedure]}〔{year}〕{number}号", about=about)

    def _events(
        self,
        number: int,
        record: Record,
        story: Story,
        desk: Desk,
        rows: dict[str, list[tuple[Any, ...]]],
    ) -> bytes:
        name = record.matter
        head = opening(name)
        for seq, entry in enumerate(story.entries, start=1):
            written = story.bodies[seq - 1]
            if written is None:
                body = self._sealed(number, record, story, (seq, _by(entry, desk)), rows)
            else:
                body = written.filled(desk.username, name)
            head = hashlib.sha256(head + body.encode()).digest()
            self.events += 1
            key = f"bench/{number}/{seq}"
            rows["store_event"].append((self.events, number, seq, body, head, key))
            rows["store_logleaf"].append((self.events - 1, self.events, head))
        return head

    def _sealed(
        self,
        number: int,
        record: Record,
        story: Story,
        event: tuple[int, Entry],
        rows: dict[str, list[tuple[Any, ...]]],
    ) -> str:
        seq, entry = event
        place = Place(record.matter, record.procedure, seq, record.about if seq == 1 else None)
        body, sealed = write_body(
            place, entry, personal=story.personal, salts=lambda: self.source.randbytes(SALT_BYTES)
        )
        for one in sealed:
            value = canonical_json(tagged(one.value))
            rows["store_personalvalue"].append((number, one.seq, one.name, one.salt.hex(), value))
        return body


def _by(entry: Entry, desk: Desk) -> Entry:
    """Return an entry with the officer who got the matter; event 1 says who that is."""
    facts = dict(entry.event.facts)
    if "handler" in facts:
        facts = {"department": desk.code, "handler": desk.username}
    return replace(entry, event=replace(entry.event, facts=facts), author=desk.username)


def _split(told: list[Story], *, injury: bool) -> list[Story]:
    return [one for one in told if (one.record.procedure == "work_injury") is injury]
