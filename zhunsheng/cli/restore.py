"""`zhunsheng restore`: a backup back into an empty installation."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from zhunsheng.cli.progress import progress
from zhunsheng.cli.refusal import refusals
from zhunsheng.store.ready import run


@click.command(help="把备份恢复到空的安装，恢复前逐条校验。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--password-file",
    type=click.File("r", encoding="utf-8"),
    help="密码所在的文件（取第一行）。",
)
def restore(file: Path, password_file: TextIO | None) -> None:
    """Restore whole or not at all; refuse where something is kept already."""
    password = password_file.readline().rstrip("\r\n") if password_file else ""
    with refusals(), progress("恢复") as tell:
        run("restore", str(file), password=password, tell=tell)
