"""An office of a test's own: an empty data folder, an empty database, the commands as processes."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from tests.harness import stage

ZHUNSHENG = Path(sys.executable).with_name("zhunsheng")


@dataclass(frozen=True)
class OwnOffice:
    """Where an office lives that no other test sees; `environment` is what its processes need."""

    home: Path
    environment: Mapping[str, str]

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command of zhunsheng in this office to its end."""
        return subprocess.run(
            [ZHUNSHENG, *words],
            env=self.environment,
            check=check,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a program in this office, to be written to, read from, or killed."""
        return subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )


@pytest.fixture
def own_office(tmp_path: Path) -> Iterator[OwnOffice]:
    """An office with nothing in it, on the database the tests run on; gone after the test."""
    home = tmp_path / "home"
    environment = {**os.environ, "ZHUNSHENG_HOME": str(home), "PYTHONUTF8": "1"}
    if stage.vendor() == "sqlite":
        yield OwnOffice(home, environment)
        return
    postgres = importlib.import_module("tests.harness.postgres")
    server, name = os.environ[stage.SERVER_URL], f"own_{uuid4().hex}"
    environment[stage.URL] = postgres.create_database(server, name)
    yield OwnOffice(home, environment)
    postgres.drop_database(server, name)
