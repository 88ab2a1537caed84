"""The real server on a database, whoever is signed in to it, and the CPU time it takes."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from tests.harness.postgres import free_port
from zhunsheng.store.models import Account
from zhunsheng.web.clock import now
from zhunsheng.web.session import begin

SETTINGS = "bench.office_settings"
TICKS = os.sysconf("SC_CLK_TCK")
STARTING_SECONDS = 120
BACKEND = "django.contrib.auth.backends.ModelBackend"


class NotServing(RuntimeError):
    """The server did not start, or answered otherwise than with a page."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where it answers, and the processes that answer."""

    port: int
    process: int

    @property
    def address(self) -> str:
        """Return the address without a path."""
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """Return the CPU time of the processes that answer, so far."""
        return sum(cpu_of(worker) for worker in self.workers())

    def workers(self) -> list[int]:
        """Return the processes that answer; the background work beside them is none of them."""
        own = _words(self.process)
        return [child for child in children(self.process) if _words(child) == own]

    def answer(self, path: str, cookie: str) -> tuple[int, bytes]:
        """Ask for one page and return its status and content."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=STARTING_SECONDS)
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        return answer.status, answer.read()


@contextmanager
def serving(*, bare: bool = False) -> Iterator[Served]:
    """Serve the database of this process as `zhunsheng serve` does, until the block ends."""
    port = free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}
    if bare:
        environment["BENCH_BARE"] = "1"
    with (Path(settings.HOME) / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "django", "serve", "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=log,
        )
    served = Served(port, process.pid)
    try:
        _wait(served, process)
        yield served
    finally:
        process.terminate()
        process.wait()


def _wait(served: Served, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            served.answer("/denglu/", "")
        except OSError:
            time.sleep(0.1)
        else:
            return
    log = (Path(settings.HOME) / "serve.log").read_text(encoding="utf-8", errors="replace")
    raise NotServing(log)


def signed_in(username: str) -> str:
    """Return the cookie of a session of an account, as if it had just signed in."""
    account = Account.objects.get(username=username)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    begin(session, now())
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


# --- processes -----------------------------------------------------------------------------------


def children(process: int) -> list[int]:
    """Return the processes that a process started."""
    threads = Path(f"/proc/{process}/task").iterdir()
    found = [(thread / "children").read_text(encoding="ascii") for thread in threads]
    return [int(child) for line in found for child in line.split()]


def cpu_of(process: int) -> float:
    """Return the CPU time of one process, so far."""
    line = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    user, system = line.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / TICKS


def _words(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()
