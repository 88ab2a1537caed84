"""Progress of long work, on the error stream; silent where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how much is done and how much there is; one bar a file."""
    bars: list[Any] = []
    with ExitStack() as stack:

        def tell(done: int, total: int) -> None:
            if not bars or bars[-1].length != total or done < bars[-1].pos:
                bar = click.progressbar(length=total, label=label, file=sys.stderr)
                bars.append(stack.enter_context(bar))
            bars[-1].update(done - bars[-1].pos)

        yield tell if sys.stderr.isatty() else _silent


def _silent(done: int, total: int) -> None:
    """Take the progress and show nothing."""
