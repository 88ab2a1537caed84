"""What the tests stand on: the chosen database on disk, real transactions, an office of one's own."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.harness import stage

KIND = {"app_label": "harness", "model": "kept"}


def seen_by_another_thread() -> bool:
    seen = []

    def look() -> None:
        seen.append(ContentType.objects.filter(**KIND).exists())
        connection.close()

    thread = Thread(target=look)
    thread.start()
    thread.join()
    return seen[0]


def test_the_database_is_the_chosen_one(db: None) -> None:
    assert connection.vendor == stage.vendor()


@pytest.mark.only_on("sqlite")
def test_sqlite_is_a_file_in_the_folder_of_this_process_and_writes_ahead(db: None) -> None:
    name = Path(connection.settings_dict["NAME"])
    assert name.is_file()
    assert name.parent == Path(settings.HOME)
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_with_real_transactions_writes_is_seen_by_others_and_gone_afterwards(
    transactional_db: None, time: int
) -> None:
    assert not seen_by_another_thread()
    ContentType.objects.create(**KIND)
    assert seen_by_another_thread()


def test_a_test_that_does_not_ask_for_the_database_does_not_get_it() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        ContentType.objects.exists()
