"""`zhunsheng demo`: load invented people and matters into an empty installation."""

from __future__ import annotations

from pathlib import Path

import click

from zhunsheng.store.ready import run


@click.command(help="装入演示数据（虚构的人员和办件），并显示每个角色的演示账号。")
@click.argument("folder", default="examples", type=click.Path(exists=True, path_type=Path))
def demo(folder: Path) -> None:
    """Make the tables, the people and the matters; does nothing where people are kept."""
    run("migrate", verbosity=0)
    run("demonstration", str(folder))
