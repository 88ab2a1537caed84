"""What lies beside the record of a matter, counted at once; most matters have none of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

COUNTED = (
    "SELECT (SELECT COUNT(*) FROM store_paper p WHERE p.matter_id = m.id),"
    " (SELECT COUNT(*) FROM store_document d WHERE d.matter_id = m.id),"
    " (SELECT COUNT(*) FROM store_proposal o WHERE o.matter_id = m.id AND o.state = 'open'),"
    " (SELECT COUNT(*) FROM store_returnedfile r WHERE r.matter_id = m.id AND r.mended_at IS NULL)"
    " FROM store_matter m WHERE m.number = %s"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """How many files and documents a matter has, how many open proposals and open returns."""

    papers: int = 0
    documents: int = 0
    proposals: int = 0
    returns: int = 0


def beside(number: str) -> Beside:
    """Count what lies beside a matter; nothing for a number that is not there."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [number])
        counts = cursor.fetchone()
    return Beside(*counts) if counts else Beside()
