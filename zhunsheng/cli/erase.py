"""`zhunsheng erase`: erase personal values of a matter by law; every proof still holds."""

from __future__ import annotations

import click

from zhunsheng.cli.refusal import refusals
from zhunsheng.store.ready import run


@click.command(help="依法删除一件办件的个人信息；记录和以前的证明仍然成立。")
@click.argument("number")
@click.option("--name", "names", multiple=True, help="要删除的个人信息，如 worker；可以写多次。")
@click.option("--paper", "papers", multiple=True, help="要删除的材料的 SHA-256；可以写多次。")
@click.option("--reason", required=True, help="理由和依据。")
@click.option("--by", "by", required=True, help="负责人的登录名。")
def erase(
    number: str, names: tuple[str, ...], papers: tuple[str, ...], reason: str, by: str
) -> None:
    """Erase, and say what may still show the values."""
    with refusals():
        run("erase", number, name=list(names), paper=list(papers), reason=reason, by=by)
