"""`zhunsheng rebuild`: make the lists again from the records."""

from __future__ import annotations

import click

from zhunsheng.cli.progress import progress
from zhunsheng.cli.refusal import refusals
from zhunsheng.store.ready import run


@click.command(help="由记录重建全部清单行、结论和检索词；记录本身不变。")
def rebuild() -> None:
    """Rebuild; exit 1 where a matter could not be read."""
    with refusals(), progress("重建") as tell:
        run("rebuild", tell=tell)
