"""Ends a test server and its folder when the process that started both is gone, killed or not."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path

STOPPING_SECONDS = 30


def stop(mark: Path) -> None:
    """Ask the server whose mark this is to stop at once, and wait until it has."""
    try:
        server = int(mark.read_text(encoding="ascii").split()[0])
        os.kill(server, signal.SIGINT)
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return
    give_up = time.monotonic() + STOPPING_SECONDS
    while mark.exists():
        if time.monotonic() > give_up:
            os.kill(server, signal.SIGQUIT)
            return
        time.sleep(0.02)


def main(folder: Path) -> None:
    """Wait for the end of the standard input, then stop the server and remove its folder."""
    sys.stdin.read()
    stop(folder / "data/postmaster.pid")
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
