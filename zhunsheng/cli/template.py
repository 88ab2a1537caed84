"""The command `template`: an empty ledger for one kind of matter."""

from __future__ import annotations

from pathlib import Path

import click

from zhunsheng.cli.refusal import Refused, refusals
from zhunsheng.intake.template import write_template
from zhunsheng.office import Office


@click.command("template", help="生成一种案件的空白台账（.xlsx），如：work_injury -o 台账.xlsx。")
@click.argument("name")
@click.option(
    "-o", "--output", "path", required=True, type=click.Path(path_type=Path), help="写到哪个文件。"
)
@click.option("--force", is_flag=True, help="覆盖已有的文件。")
def template(name: str, path: Path, force: bool) -> None:
    """Write the ledger; an existing file is not written over unless told to."""
    if path.suffix.lower() != ".xlsx":
        raise Refused(f"“{path}”不是 .xlsx 文件名；请以 .xlsx 结尾")
    if path.exists() and not force:
        raise Refused(f"“{path}”已经存在；请换一个文件名，或加 --force 覆盖")
    if not path.parent.is_dir():
        raise Refused(f"没有文件夹“{path.parent}”；请先建立，或换一个位置")
    with refusals():
        procedure = Office().assessor(name).procedure
    write_template(procedure, path)
    click.echo(f"已写好“{procedure.zh}”的空白台账：{path}")
