"""The data folder of the wage monitor: warehouse, runs, a bureau's schemes and parameters.

```
<folder>/secret            the key of the hashes of identity numbers; without it nobody is known
<folder>/warehouse/        the loads
<folder>/months/           the runs
<folder>/schemes/*.toml    the bureau's own schemes; parameters.toml its own numbers
```
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from zhunsheng.base.days import Calendar
from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.law.corpus import Law
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.monitor import Monitor
from zhunsheng.wages.results import Results
from zhunsheng.wages.scheme import Scheme
from zhunsheng.wages.scheme_file import DEFAULT, read_scheme
from zhunsheng.wages.warehouse import Warehouse

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class WageFolder:
    """A data folder; it is made on first use, closed to other users of the machine."""

    path: Path

    @property
    def loads(self) -> Path:
        """Where the loads lie."""
        return self.path / "warehouse" / "loads"

    def warehouse(self) -> Warehouse:
        """Return the warehouse."""
        return Warehouse(self.path / "warehouse", self.secret())

    def results(self) -> Results:
        """Return the read side of the runs."""
        return Results(self.path, self.loads)

    def monitor(
        self, law: Law, calendar: Calendar, scheme: Scheme, parameters: Path | None = None
    ) -> Monitor:
        """Return what runs a month; without a file of parameters, by the folder's own."""
        own = parameters or self.parameters()
        return Monitor(self.path, self.warehouse(), law, calendar, scheme, own)

    def secret(self) -> bytes:
        """Return the key of the hashes of identity numbers; it is made once."""
        file = self.path / "secret"
        if not file.exists():
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "wb") as out:
                out.write(secrets.token_bytes(SECRET_BYTES))
        return file.read_bytes()

    def schemes(self) -> dict[str, Path]:
        """Return the scheme files by name, the bureau's own first, then the default."""
        own = {path.stem: path for path in sorted((self.path / "schemes").glob("*.toml"))}
        return own if DEFAULT.stem in own else {**own, DEFAULT.stem: DEFAULT}

    def scheme(self, name: str = "") -> Scheme:
        """Read the scheme of that name; without one the bureau's own, else the default.

        Raises InputRefused where there is none of that name or the file has faults.
        """
        files = self.schemes()
        if name and name not in files:
            remedy = f"可用：{'、'.join(files)}"
            raise InputRefused([Fault("评定方案", name, "没有这个方案", "文件不在", remedy)])
        return read_scheme(files[name or next(iter(files))], CHECKS)

    def parameters(self) -> Path | None:
        """Return the bureau's own numbers, where it has written some."""
        file = self.path / "parameters.toml"
        return file if file.is_file() else None
