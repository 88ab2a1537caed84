"""The access log: lines are added, never changed, and hold no personal numbers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from zhunsheng.store import access_log
from zhunsheng.store.access_log import Look
from zhunsheng.store.models import AccessEntry

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


def kept(**said: str) -> AccessEntry:
    access_log.write(Look(AT, access_log.VIEWED, "matter", **said))
    return AccessEntry.objects.order_by("-pk")[0]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("打13900002217核对", "打139****2217核对"),
        ("身份证 430903199001011234", "身份证 4309**********1234"),
        ("a\0b\nc\x1b[31m", "a b c [31m"),
        ("长" * 500, "长" * 200),
    ],
)
def test_a_typed_reason_is_masked_cleaned_and_cut(typed: str, written: str) -> None:
    assert kept(reason=typed, what=typed).reason == written


@pytest.mark.parametrize(
    "statement",
    ["UPDATE store_accessentry SET reason = 'x'", "DELETE FROM store_accessentry"],
)
def test_the_database_refuses_to_change_or_delete_a_line(statement: str) -> None:
    kept()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AccessEntry.objects.count() == 1


def test_every_verb_has_a_chinese_name() -> None:
    named = vars(access_log).items()
    verbs = {value for name, value in named if name.isupper() and isinstance(value, str)}
    assert len(verbs) >= 12
    assert verbs == set(access_log.VERBS_ZH)
