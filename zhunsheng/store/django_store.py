"""The store that keeps records in SQLite or PostgreSQL; what `keeping.Store` asks for."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from functools import cache

from django.db import connection, transaction
from django.db.models import Q

from zhunsheng.record.leaf import SALT_BYTES
from zhunsheng.store import lists, reading
from zhunsheng.store.committing import Committer
from zhunsheng.store.digest import chosen_digest
from zhunsheng.store.directory import certified
from zhunsheng.store.keeping import (
    Act,
    Kept,
    Line,
    Page,
    Scope,
    Snapshot,
    Spot,
    Stale,
    Wanted,
    Written,
)
from zhunsheng.store.models import MatterRow
from zhunsheng.store.snapshots import write_snapshots


def new_salt() -> bytes:
    """Return the random salt of one personal value."""
    return secrets.token_bytes(SALT_BYTES)


class DjangoStore:
    """Keeps matters in Django's database; safe to share between threads."""

    def __init__(self, digest: str = "") -> None:
        """Open new matters with this digest, or the one that is set; raises `DigestUnavailable`."""
        self._committer = Committer(digest or chosen_digest(), new_salt)

    def append(self, act: Act) -> Written:
        """Write an act whole; raises `Overtaken`, `NoSuchMatter`, `MatterExists`."""
        return self._committer.append(act)

    def load(self, number: str) -> Kept:
        """Return a matter; raises `NoSuchMatter`."""
        return reading.load(number)

    def line(self, number: str) -> Line | None:
        """Return the line of a matter, or None."""
        return lists.line(number)

    def within(self, number: str, scope: Scope) -> bool:
        """Say whether a matter is there and lies within the scope."""
        line = lists.line(number)
        if line is None:
            return False
        if line.sealed and not scope.sealed and line.handler != scope.account:
            return False
        return lists.lies_under(line.department, scope.path)

    def page(self, wanted: Wanted, spot: Spot) -> Page:
        """Return lines in the order of their days."""
        return lists.page(wanted, spot)

    def count(self, wanted: Wanted, cap: int) -> int:
        """Count lines, at most `cap`."""
        return lists.count(wanted, cap)

    def refresh(self, number: str, seq: int, snapshot: Snapshot) -> bool:
        """Write a snapshot made of the first `seq` events, unless more were added since."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT m.id, m.procedure, e.seq, e.head FROM store_matter m"
                " JOIN store_event e ON e.matter_id = m.id"
                " WHERE m.number = %s ORDER BY e.seq DESC LIMIT 1",
                [number],
            )
            matter_id, procedure, latest, head = cursor.fetchone()
            if latest != seq:
                return False
            row = (matter_id, number, procedure, seq, bytes(head), snapshot)
            write_snapshots(cursor, [row])
        return True

    def stale(self, stale: Stale, limit: int) -> Sequence[str]:
        """Return numbers of matters whose snapshots no longer hold."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT number FROM (SELECT number FROM store_matterrow WHERE next_change <= %s"
                " UNION SELECT number FROM store_matterrow WHERE basis <> %s) AS old LIMIT %s",
                [stale.day, stale.basis, limit],
            )
            return [number for (number,) in cursor.fetchall()]

    def stale_count(self, stale: Stale) -> int:
        """Count the matters whose snapshots no longer hold."""
        old = Q(next_change__lte=stale.day) | ~Q(basis=stale.basis)
        return MatterRow.objects.filter(old).count()

    def certified(self, names: Sequence[str], day: date) -> set[str]:
        """Return those of the officers (by name or sign-in name) with a valid certificate."""
        return certified(names, day)


@cache
def store() -> DjangoStore:
    """Return the store of this process."""
    return DjangoStore()
