"""What `make run` starts, in an office of the test's own: the demonstration, served, and stopped."""

from __future__ import annotations

import os
import re
import signal
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.cast import ROLES
from tests.harness.own_office import ZHUNSHENG, OwnOffice
from tests.harness.postgres import free_port

STARTING_SECONDS = 90


def fetched(port: int, path: str) -> str:
    """The text of a page, asked for until the server listens; it must be there."""
    give_up = time.monotonic() + STARTING_SECONDS
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=STARTING_SECONDS)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            assert answer.status == 200, path
            return answer.read().decode()
        except ConnectionRefusedError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


@pytest.mark.slow
def test_the_demonstration_is_loaded_into_an_empty_office_and_served(own_office: OwnOffice) -> None:
    shown = own_office.run("demo", "examples").stdout
    shown_roles = re.findall(r"^ *(\S+)　\S+　\S+　\w+　\S+$", shown, re.MULTILINE)
    assert len(set(shown_roles)) == len(ROLES)
    assert own_office.home != Path(os.environ["ZHUNSHENG_HOME"])
    assert (own_office.home / "secret_key").is_file()

    port = free_port()
    server = own_office.start(str(ZHUNSHENG), "serve", "--port", str(port))
    try:
        static = re.findall(r'"(/static/[^"]+)"', fetched(port, "/denglu/"))
        assert static
        assert all(fetched(port, path) for path in static)
    finally:
        server.send_signal(signal.SIGINT)
        said, _ = server.communicate()
    assert f"http://127.0.0.1:{port}/" in said
