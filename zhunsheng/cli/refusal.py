"""How a command refuses: what, why and what to do, in Chinese, with exit code 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO, Any

import click

from zhunsheng.base.errors import ZhunshengError

NOTHING_WRONG = 0
BREACHES_FOUND = 1
INPUT_REFUSED = 2


class Refused(click.ClickException):
    """An input that cannot be used."""

    exit_code = INPUT_REFUSED

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the message alone, to standard error."""
        click.echo(self.message, file=file, err=file is None)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn the project's errors into refusals."""
    try:
        yield
    except ZhunshengError as error:
        raise Refused(str(error)) from error


def day_option(written: str | None) -> date | None:
    """Read a day of an option; raise Refused where it is none."""
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Refused(f"“{written}”不是日期；请写成 2025-06-03 这样的年月日") from error
