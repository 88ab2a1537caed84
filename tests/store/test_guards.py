"""What is kept for good refuses to be changed, with its triggers in place."""

from __future__ import annotations

import pytest
from django.db import Error, connection, transaction

from tests.store.notes import AT
from tests.store.tampering import FIRST, make_office
from zhunsheng.store import access_log
from zhunsheng.store.access_log import Look
from zhunsheng.store.models import Matter, PersonalValue
from zhunsheng.store.verification import verify_store

pytestmark = pytest.mark.django_db
KEPT = {
    "store_matter": "procedure = 'penalty'",
    "store_event": "body = 'x'",
    "store_logleaf": "head = head",
    "store_dayhead": "size = 0",
    "store_accessentry": "verb = 'x'",
    "store_personalvalue": "value = '\"别人\"'",
}
REPLACE = """INSERT OR REPLACE INTO store_event (id, matter_id, seq, body, head, key)
SELECT id, matter_id, seq, 'x', head, key FROM store_event WHERE seq = 2"""


@pytest.fixture(autouse=True)
def made(db: None) -> None:
    make_office()
    access_log.write(Look(AT, access_log.VIEWED, "matter", matter=FIRST))


def refused(statement: str) -> None:
    with (
        pytest.raises(Error, match=r"insert only|only be erased"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify_store().fits


@pytest.mark.parametrize(("table", "change"), KEPT.items())
def test_no_row_is_changed(table: str, change: str) -> None:
    refused(f"UPDATE {table} SET {change}")


@pytest.mark.parametrize("table", KEPT)
def test_no_row_is_deleted(table: str) -> None:
    refused(f"DELETE FROM {table}")


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("table", KEPT)
def test_no_table_is_emptied(table: str) -> None:
    connection.check_constraints()
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.only_on("sqlite")
def test_no_row_is_replaced() -> None:
    refused(REPLACE)
    refused("UPDATE OR REPLACE store_event SET seq = 2 WHERE seq = 3")
    refused(
        "INSERT OR REPLACE INTO store_logleaf SELECT position, event_id, x'00' FROM store_logleaf"
    )


@pytest.mark.only_on("postgresql")
def test_no_row_is_changed_by_an_insert() -> None:
    refused(
        "INSERT INTO store_event (matter_id, seq, body, head, key)"
        " SELECT matter_id, seq, 'x', head, key || 'x' FROM store_event"
        " ON CONFLICT (matter_id, seq) DO UPDATE SET body = excluded.body"
    )


@pytest.mark.parametrize(
    "change",
    [
        "salt = NULL",
        "value = NULL",
        "value = NULL, salt = NULL, name = 'x'",
        "seq = 9, value = NULL, salt = NULL",
    ],
)
def test_a_personal_value_is_erased_whole_and_stays_in_its_place(change: str) -> None:
    refused(f"UPDATE store_personalvalue SET {change}")


def test_an_erased_value_does_not_come_back() -> None:
    matter = Matter.objects.get(number=FIRST)
    PersonalValue.objects.filter(matter=matter).update(value=None, salt=None)
    refused(
        f"UPDATE store_personalvalue SET value = '\"x\"', salt = '00' WHERE matter_id = {matter.pk}"
    )
