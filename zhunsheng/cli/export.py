"""`zhunsheng export`: write the whole record to a bundle that anybody can verify."""

from __future__ import annotations

from pathlib import Path

import click

from zhunsheng.cli.progress import progress
from zhunsheng.cli.refusal import refusals
from zhunsheng.store.ready import run


@click.command(help="把全部事项导出为校验包（.zip），在任何地方不用数据库就能核对。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--personal", is_flag=True, help="连同个人信息导出；拿到校验包的人就能读到。")
def export(file: Path, *, personal: bool) -> None:
    """Write the bundle; an existing file is not overwritten."""
    with refusals(), progress("导出") as tell:
        run("export", str(file), personal=personal, tell=tell)
