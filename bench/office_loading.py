"""Load on a server by `wrk`: many connections that ask for pages one after another."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.office_serving import NotServing, Served

WRK = shutil.which("wrk")
OK = 200
LONGER = 3
SCRIPT = """
local paths = {%s}
local at = 0
function request()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at], {["Cookie"] = "%s", ["Host"] = "127.0.0.1"})
end
function done(summary, latency, requests)
  local wrong = summary.errors.status + summary.errors.timeout + summary.errors.read
  local said = '\\n{"count": %%d, "micros": %%d, "p50": %%d, "p95": %%d, "wrong": %%d}\\n'
  io.write(string.format(said, summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), wrong))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What a load amounted to: milliseconds of half and of 95 % of answers, CPU of each."""

    count: int
    rate: float
    p50: float
    p95: float
    cpu: float


def load(
    served: Served, cookie: str, paths: Sequence[str], connections: int, seconds: float
) -> Load:
    """Ask for the paths in turn on so many connections; raises `NotServing` where any fails."""
    status, content = served.answer(paths[0], cookie)
    if status != OK:
        raise NotServing(f"{paths[0]}: {status} {content[:500]!r}")
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(SCRIPT % (", ".join(json.dumps(path) for path in paths), cookie))
        script.flush()
        before = served.cpu_seconds()
        said = _run(Path(script.name), served.address, connections, seconds)
        taken = served.cpu_seconds() - before
    if said["wrong"]:
        raise NotServing(f"{paths[0]}: {said}")
    if not said["count"]:
        return load(served, cookie, paths, connections, LONGER * seconds)
    return Load(
        said["count"],
        said["count"] / said["micros"] * 1e6,
        said["p50"] / 1e3,
        said["p95"] / 1e3,
        taken / said["count"] * 1e3,
    )


def _run(script: Path, address: str, connections: int, seconds: float) -> dict[str, int]:
    assert WRK is not None
    command = [WRK, "-t1", f"-c{connections}", f"-d{max(round(seconds), 1)}s", "-s", str(script)]
    ran = subprocess.run([*command, address], capture_output=True, text=True, check=True)
    said: dict[str, int] = json.loads(ran.stdout.strip().splitlines()[-1])
    return said
