"""Loads Django for the tests that need it; imported only when such a folder is collected."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Sequence

import django
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.test.utils import setup_databases
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

TABLES_OF_NO_MODEL = ("store_wordtext",)
REFUSING = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(%'"


def ready(config: pytest.Config) -> None:
    """Load Django, gather the static files, close the database to tests that do not ask for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.web.settings")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True  # else every test client lists all static files
    django.setup()
    config.stash[blocking_manager_key].block()
    type(connection.ops).execute_sql_flush = empty_tables
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Make the database with its tables, also where only tests of the browser ask for it.

    It is not removed: its folder, or the server it is on, is gone after the last test.
    """
    with django_db_blocker.unblock():
        setup_databases(
            verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set()
        )
    yield
    connections.close_all()


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Forget the ids of the test before: its rows are gone, and PostgreSQL never gives them again."""
    importlib.import_module("zhunsheng.store.snapshots").forget_ids()


def empty_tables(_: object, statements: Sequence[str]) -> None:
    """Empty the tables after a test with real transactions, also those that refuse it."""
    rest = [f"DELETE FROM {table}" for table in TABLES_OF_NO_MODEL]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            empty_on_sqlite(cursor, [*rest, *statements])
        else:
            cursor.execute("SET LOCAL lock_timeout = '30s'")
            cursor.execute("SET LOCAL session_replication_role = replica")
            for statement in (*rest, *statements):
                cursor.execute(statement)


def empty_on_sqlite(cursor: CursorWrapper, statements: Sequence[str]) -> None:
    """Take the refusing triggers away, empty the tables, and put the triggers back."""
    triggers = cursor.execute(REFUSING).fetchall()
    for name, _ in triggers:
        cursor.execute(f'DROP TRIGGER "{name}"')
    for statement in statements:
        cursor.execute(statement)
    for _, made in triggers:
        cursor.execute(made)
