"""The tests' own PostgreSQL server: it answers, knows Chinese, and keeps what it has acknowledged."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import psycopg
import pytest

from tests.harness.postgres import Postgres, create_database

pytestmark = pytest.mark.only_on("postgresql")


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with Postgres() as server:
        yield server


@pytest.fixture
def address(server: Postgres, request: pytest.FixtureRequest) -> str:
    return create_database(server.url(""), request.node.name[:60])


def test_it_compares_and_splits_chinese_as_debian_does(address: str) -> None:
    with psycopg.connect(address) as connection:
        (kinds,) = connection.execute(
            "SELECT datctype, datcollate, pg_encoding_to_char(encoding) FROM pg_database"
            " WHERE datname = current_database()"
        )
        assert kinds == ("C.UTF-8", "C.UTF-8", "UTF8")
        connection.execute("CREATE EXTENSION pg_trgm")
        (trigrams,) = connection.execute("SELECT show_trgm('拖欠工资')")
        assert trigrams != ([],)


def test_it_asks_for_its_password(server: Postgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(server.url().replace(server.password, "guessed"))


def test_what_was_acknowledged_outlives_a_killed_backend(server: Postgres, address: str) -> None:
    connection = psycopg.connect(address)
    (backend,) = connection.execute("SELECT pg_backend_pid()").fetchone() or ()
    connection.execute("CREATE TABLE kept (number integer)")
    connection.execute("INSERT INTO kept VALUES (1)")
    connection.commit()
    connection.execute("INSERT INTO kept VALUES (2)")
    os.kill(backend, signal.SIGKILL)
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    server.wait_until_it_answers()
    assert numbers(address) == [1]


def test_what_was_acknowledged_outlives_a_killed_server(server: Postgres, address: str) -> None:
    with psycopg.connect(address) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        connection.execute("CREATE TABLE kept (number integer)")
        connection.execute("INSERT INTO kept VALUES (1)")
    server.crash()
    server.start()
    assert numbers(server.url(address.rpartition("/")[2])) == [1]


def numbers(address: str) -> list[int]:
    with psycopg.connect(address) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM kept")]
