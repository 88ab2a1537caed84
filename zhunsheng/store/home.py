"""The folder where an installation keeps its database, papers and secret key."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_BYTES = 48


def home_folder() -> Path:
    """Return the data folder, made on first use and closed to other users of the machine."""
    folder = Path(os.environ.get("ZHUNSHENG_HOME", "var")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(home: Path) -> str:
    """Return the installation's secret key; it is made once and kept beside the data."""
    file = home / "secret_key"
    if not file.exists():
        made = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(KEY_BYTES))
    return file.read_text(encoding="ascii")
