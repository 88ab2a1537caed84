"""`zhunsheng backup`: a consistent copy of everything while work goes on."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from zhunsheng.cli.progress import progress
from zhunsheng.cli.refusal import refusals
from zhunsheng.store.ready import run


@click.command(help="不停机备份全部数据和材料；可以加密。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--password-file",
    type=click.File("r", encoding="utf-8"),
    help="密码所在的文件（取第一行）。",
)
def backup(file: Path, password_file: TextIO | None) -> None:
    """Write the backup; an existing file is not overwritten."""
    password = password_file.readline().rstrip("\r\n") if password_file else ""
    with refusals(), progress("备份") as tell:
        run("backup", str(file), password=password, tell=tell)
