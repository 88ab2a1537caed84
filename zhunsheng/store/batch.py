"""Writing many acts in one transaction: the events, their links, the snapshots, the words.

Every statement is written once for all acts of the batch, so that a busy second costs the database
few round trips and one flush of its log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from django.db.backends.utils import CursorWrapper

from zhunsheng.record.leaf import Place, Sealed, link, opening, write_body
from zhunsheng.record.tagged import canonical_json, tagged
from zhunsheng.store.keeping import Act, MatterExists, NoSuchMatter, Overtaken, Written
from zhunsheng.store.log import WRITERS_LOCK
from zhunsheng.store.snapshots import write_snapshots
from zhunsheng.store.statements import run_many

ADD_EVENT = "INSERT INTO store_event (matter_id, seq, body, head, key) VALUES (%s, %s, %s, %s, %s)"
ADD_VALUE = (
    "INSERT INTO store_personalvalue (matter_id, seq, name, salt, value)"
    " VALUES (%s, %s, %s, %s, %s)"
)
Outcome = Written | Overtaken | NoSuchMatter | MatterExists


@dataclass(slots=True)
class Standing:
    """Where a matter stands while a batch is written; `seq` 0 is a matter without events."""

    matter_id: int
    procedure: str
    digest: str
    seq: int
    head: bytes


@dataclass(slots=True)
class Drafted:
    """What a batch is going to insert."""

    events: list[tuple[int, int, str, bytes, str]] = field(default_factory=list)
    values: list[tuple[int, int, str, str, str]] = field(default_factory=list)
    latest: dict[int, tuple[Act, Standing]] = field(default_factory=dict)


class Batch:
    """Writes acts with one cursor inside one transaction."""

    def __init__(self, cursor: CursorWrapper, digest: str, salt: Callable[[], bytes]) -> None:
        self.cursor = cursor
        self.digest = digest
        self.salt = salt
        self.drafted = Drafted()

    def write(self, acts: Sequence[Act]) -> list[Outcome]:
        """Write every act that can be written and say what became of each."""
        if self.cursor.db.vendor == "postgresql":
            self.cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [WRITERS_LOCK])
        done = self._done(acts)
        standing = self._standing({act.number for act in acts})
        outcomes: list[Outcome] = []
        for act in acts:
            outcome = done.get(act.key) or self._draft(act, standing)
            outcomes.append(outcome)
            if isinstance(outcome, Written) and not outcome.repeated:
                done[act.key] = replace(outcome, repeated=True)
        self._insert()
        return outcomes

    def _done(self, acts: Sequence[Act]) -> dict[str, Written]:
        """Return what earlier submissions of the same keys wrote, up to their last event."""
        keys = {key: act.key for act in acts for key in _keys(act)}
        rows = self._select(
            "SELECT e.key, m.number, e.seq, e.head FROM store_event e"
            " JOIN store_matter m ON m.id = e.matter_id WHERE e.key IN ({places})",
            sorted(keys),
        )
        done: dict[str, Written] = {}
        for key, number, seq, head in sorted(rows, key=itemgetter(2)):
            done[keys[key]] = Written(number, seq, bytes(head).hex(), repeated=True)
        return done

    def _standing(self, numbers: set[str]) -> dict[str, Standing]:
        rows = self._select(
            "SELECT m.number, m.id, m.procedure, m.digest, e.seq, e.head FROM store_matter m"
            " JOIN store_event e ON e.matter_id = m.id AND e.seq ="
            " (SELECT MAX(seq) FROM store_event WHERE matter_id = m.id)"
            " WHERE m.number IN ({places})",
            sorted(numbers),
        )
        return {row[0]: Standing(row[1], row[2], row[3], row[4], bytes(row[5])) for row in rows}

    def _select(self, statement: str, values: Sequence[str]) -> Iterable[tuple[Any, ...]]:
        places = ", ".join(["%s"] * len(values))
        self.cursor.execute(statement.format(places=places), values)
        rows: list[tuple[Any, ...]] = self.cursor.fetchall()
        return rows

    def _draft(self, act: Act, standing: dict[str, Standing]) -> Outcome:
        """Work out the rows of an act; nothing of it is kept where it is refused."""
        here = standing.get(act.number)
        if here is None:
            if act.opening is None:
                return NoSuchMatter(act.number)
            here = standing[act.number] = self._open(act)
        elif act.opening is not None:
            return MatterExists(act.number)
        if here.seq != act.seen:
            return Overtaken(act.number, act.seen, here.seq)
        for key, entry in zip(_keys(act), act.entries, strict=True):
            here.seq += 1
            about = act.opening.about if act.opening and here.seq == 1 else None
            body, sealed = write_body(
                Place(act.number, here.procedure, here.seq, about),
                entry,
                personal=act.personal,
                salts=self.salt,
                digest=here.digest,
            )
            here.head = link(here.head, body, here.digest)
            self.drafted.events.append((here.matter_id, here.seq, body, here.head, key))
            self._keep_values(here, sealed)
        self.drafted.latest[here.matter_id] = (act, here)
        return Written(act.number, here.seq, here.head.hex())

    def _open(self, act: Act) -> Standing:
        assert act.opening is not None
        procedure = act.opening.procedure
        self.cursor.execute(
            "INSERT INTO store_matter (number, procedure, digest, opened_at)"
            " VALUES (%s, %s, %s, %s) RETURNING id",
            (act.number, procedure, self.digest, act.opening.opened_at),
        )
        (matter_id,) = self.cursor.fetchone()
        return Standing(matter_id, procedure, self.digest, 0, opening(act.number, self.digest))

    def _keep_values(self, here: Standing, sealed: Sequence[Sealed]) -> None:
        for one in sealed:
            value = canonical_json(tagged(one.value))
            row = (here.matter_id, one.seq, one.name, one.salt.hex(), value)
            self.drafted.values.append(row)

    def _insert(self) -> None:
        drafted = self.drafted
        run_many(self.cursor, ADD_EVENT, drafted.events)
        run_many(self.cursor, ADD_VALUE, drafted.values)
        write_snapshots(
            self.cursor,
            [
                (here.matter_id, act.number, here.procedure, here.seq, here.head, act.snapshot)
                for act, here in drafted.latest.values()
            ],
        )


def _keys(act: Act) -> list[str]:
    """Return the key of each event of an act: the act's own, then with the place behind it."""
    return [f"{act.key}/{place}" if place else act.key for place in range(len(act.entries))]
