"""The installation's warehouse of wage data, its secret, its schemes, and a run of a month."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.monitor import Monitor, Order, Told
from zhunsheng.wages.scheme import Scheme
from zhunsheng.wages.scheme_file import DEFAULT, read_scheme
from zhunsheng.wages.shapes import Run
from zhunsheng.wages.warehouse import Warehouse
from zhunsheng.web.wages.monitor import folder

SECRET_BYTES = 32
PARAMETERS = "parameters.toml"


def secret() -> bytes:
    """Return the key of the hashes of identity numbers; made once, kept beside the data.

    With another key nobody is recognized any more: it belongs into every backup.
    """
    file = folder() / "secret"
    if not file.exists():
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "wb") as out:
            out.write(secrets.token_bytes(SECRET_BYTES))
    return file.read_bytes()


def warehouse() -> Warehouse:
    """Return the warehouse of this installation."""
    return Warehouse(folder() / "warehouse", secret())


def scheme_files() -> dict[str, Path]:
    """Return the scheme files by name: those of the bureau's own folder, and the default."""
    own = {path.stem: path for path in sorted((folder() / "schemes").glob("*.toml"))}
    return {**own, DEFAULT.stem: DEFAULT} if DEFAULT.stem not in own else own


def scheme(name: str = "") -> Scheme:
    """Return a scheme by its file's name; without one the bureau's own first, else the default.

    Raises InputRefused where the file has faults, KeyError for a name that is none.
    """
    files = scheme_files()
    return read_scheme(files[name] if name else next(iter(files.values())), CHECKS)


def own_parameters() -> Path | None:
    """Return the bureau's own numbers, where it has written some."""
    file = folder() / PARAMETERS
    return file if file.is_file() else None


def run_month(order: Order, told: Told) -> Run:
    """Run a month by the scheme in use; raises InputRefused for what cannot be judged."""
    monitor = Monitor(
        folder(), warehouse(), load_law(), load_calendar(), scheme(), own_parameters()
    )
    return monitor.run(order, told)
