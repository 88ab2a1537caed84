"""How many matters of a list stand at each phase."""

from __future__ import annotations

from django.db import connection

from zhunsheng.store.keeping import Wanted
from zhunsheng.store.lists import conditions


def phases(wanted: Wanted) -> dict[str, int]:
    """Return phase → number of the matters asked for; the list of one is that of `phase`."""
    where = conditions(wanted)
    statement = f"SELECT r.phase, COUNT(*) FROM store_matterrow r{where} GROUP BY r.phase"
    with connection.cursor() as cursor:
        cursor.execute(statement, where.values)
        return {str(phase): int(number) for phase, number in cursor.fetchall()}
