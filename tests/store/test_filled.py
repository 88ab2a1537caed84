"""The office that the benchmark fills is one: `zhunsheng verify` accepts every part of it."""

from __future__ import annotations

import json
import subprocess
import sys

from bench.office import RUN, SETTINGS
from tests.harness.own_office import OwnOffice

MATTERS = 60


def test_a_filled_office_is_verified(own_office: OwnOffice) -> None:
    environment = {**own_office.environment, "DJANGO_SETTINGS_MODULE": SETTINGS}
    command = [sys.executable, "-c", RUN, "fill", str(MATTERS)]
    filled = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    said = json.loads(filled.stdout)
    assert said["matters"] == MATTERS
    assert said["events"] > MATTERS
    told = own_office.run("verify").stdout
    assert f"办件{MATTERS}件、事项{said['events']:,}条" in told
