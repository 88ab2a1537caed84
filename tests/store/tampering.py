"""A small office with heads of two days, and a hand that changes it past its triggers."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from tests.cast import LOCAL, OPEN_INJURY, actor, make_cast, office, open_text
from zhunsheng.office import Doing
from zhunsheng.record.event import Event
from zhunsheng.store.log import day_head
from zhunsheng.store.models import Event as EventRow

FIRST, SECOND, THIRD = (f"益人社工伤〔2026〕{n}号" for n in (1, 2, 3))
NOON = datetime(2026, 11, 25, 12, tzinfo=LOCAL)
TOMORROW = datetime(2026, 11, 26, 12, tzinfo=LOCAL)
REFUSING = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(%'"


def note(number: str, text: str, at: datetime = NOON) -> int:
    """Write a note into a matter and return its place."""
    seen = EventRow.objects.filter(matter__number=number).count()
    event = Event("noted", at.date(), note=text)
    return office().append(actor("zhou"), number, Doing(event, seen, text), at).seq


def make_office() -> None:
    """Three matters: two under the head of the first day, all under that of the second.

    The first two have 5 events and then a sixth; the third has 5; a last note of the first, its
    event 7, is under no head yet.
    """
    make_cast()
    for number in (FIRST, SECOND):
        open_text(OPEN_INJURY.replace(FIRST, number), "zhou")
        note(number, f"{number}：电话联系单位")
    day_head(NOON.date(), NOON)
    note(SECOND, "到单位核对考勤", TOMORROW)
    open_text(OPEN_INJURY.replace(FIRST, THIRD), "zhou", on=date(2026, 11, 26))
    note(THIRD, "收到复印件", TOMORROW)
    note(FIRST, "约定谈话时间", TOMORROW)
    day_head(TOMORROW.date(), TOMORROW)
    note(FIRST, "谈话改期", TOMORROW)


def unguard() -> None:
    """Take the triggers away, as someone with the database in hand may; undone with the test."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(REFUSING)
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")


def run(*statements: tuple[str, list[object]]) -> None:
    """Run raw statements past the triggers."""
    unguard()
    with connection.cursor() as cursor:
        for statement, values in statements:
            cursor.execute(statement, values)  # type: ignore[arg-type]
