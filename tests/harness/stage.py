"""Sets the stage before the first test module is read: the database, the data folder, Django.

ZHUNSHENG_TEST_DATABASE (sqlite or postgresql) chooses the database. Every process of a test run has
a data folder of its own; the PostgreSQL server is one for all of them. Tests outside FOLDERS never
load Django and pay nothing for it.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from pathlib import Path

import pytest

CHOICE = "ZHUNSHENG_TEST_DATABASE"
VENDORS = ("sqlite", "postgresql")
URL = "ZHUNSHENG_DATABASE_URL"
SERVER_URL = "ZHUNSHENG_TEST_SERVER"
TESTS = Path(__file__).parents[1]
FOLDERS = tuple(TESTS / name for name in ("api", "browser", "harness", "office", "store", "web"))


def vendor() -> str:
    """The database these tests run on."""
    chosen = os.environ.get(CHOICE, "sqlite")
    if chosen not in VENDORS:
        raise pytest.UsageError(f"{CHOICE} is {chosen!r}; it may be {' or '.join(VENDORS)}")
    return chosen


def needs_database(path: Path) -> bool:
    """Say whether tests of this file or folder may use the database."""
    return any(path == folder or folder in path.parents for folder in FOLDERS)


def set_stage(config: pytest.Config) -> None:
    """Choose the database, make the data folder, and load Django where the arguments ask for it."""
    home = tempfile.TemporaryDirectory(prefix="zhunsheng-tests-")
    config.add_cleanup(home.cleanup)
    os.environ["ZHUNSHENG_HOME"] = home.name
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    if vendor() == "sqlite":
        os.environ.pop(URL, None)
    elif not is_worker:
        postgres = importlib.import_module("tests.harness.postgres")
        server = postgres.Postgres()
        config.add_cleanup(server.stop)
        os.environ[SERVER_URL] = server.url("")
        os.environ[URL] = postgres.create_database(server.url(""), "zhunsheng")
    if not is_worker and getattr(config.known_args_namespace, "numprocesses", None):
        return  # hands the tests out, runs none; workers would inherit the settings it loads
    named = (Path(word.partition("::")[0]) for word in config.known_args_namespace.file_or_dir)
    if any(needs_database(path.resolve()) for path in named):
        load_django(config)


def load_django(config: pytest.Config) -> None:
    """Load Django and what the tests of pages and records need; once."""
    name = "tests.harness.django_tests"
    if name not in sys.modules:
        plugin = importlib.import_module(name)
        config.pluginmanager.register(plugin, name)
        plugin.ready(config)
