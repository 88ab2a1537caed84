"""`zhunsheng law`: show and list the law the project holds, and verify it against statute texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from zhunsheng.base.chinese import day_zh
from zhunsheng.base.errors import NoProvisionInForce, ZhunshengError
from zhunsheng.law.citation import cite, parse, unit_name
from zhunsheng.law.corpus import Law, load_law
from zhunsheng.law.provision import Instrument, Provision
from zhunsheng.law.telling import RANKS, VERIFIED, life_zh, source_zh, value_zh
from zhunsheng.law.verify import verify as prove


@click.group(help="查看、核对系统收录的法条。")
def law() -> None:
    """Group the commands about the law."""


@law.command(help="显示一条引用的各个版本，如：工伤保险条例/20.1。")
@click.argument("citation")
@click.option("--on", "day", metavar="YYYY-MM-DD", help="只看该日有效的版本")
def show(citation: str, day: str | None) -> None:
    """Print every version of a citation, or the one of a day."""
    with _refusals():
        held = load_law()
        versions = held.versions(citation)
        if day is not None:
            versions = _in_force(versions, citation, _day(day))
        instrument = held.instrument(citation.partition("/")[0])
        click.echo("\n\n".join(_card(version, instrument) for version in versions))


@law.command("list", help="列出收录的文件，或者一个文件的全部条文。")
@click.option("--instrument", "title", metavar="名称", help="列出该文件收录的全部条文")
def list_(title: str | None) -> None:
    """Print the instruments, or the provisions of one."""
    with _refusals():
        held = load_law()
        lines = _instruments(held) if title is None else _provisions(held.instrument(title))
        click.echo("\n".join(lines))


@law.command(help="逐条打开原文，证明收录的数字就在所引条款项之中。")
@click.option(
    "--texts",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="法条原文所在的文件夹",
)
def verify(texts: Path) -> None:
    """Print what the statute texts do not bear out; exit 1 if there is any such thing."""
    with _refusals():
        if not texts.is_dir():
            raise ZhunshengError(f"没有文件夹“{texts}”；请用 --texts 指明原文（.md）所在的文件夹")
        proofs = prove(load_law(), texts)
    failures = [proof for proof in proofs if proof.outcome == "failed"]
    for proof in failures:
        click.echo(f"{cite(proof.citation)}（{day_zh(proof.begins_on)}起）：{proof.why}")
    proved = sum(proof.outcome == "proved" for proof in proofs)
    unprovable = len(proofs) - proved - len(failures)
    click.echo(f"proved {proved}, not provable {unprovable}, failed {len(failures)}")
    if failures:
        raise click.exceptions.Exit(1)


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn an error of the project into its Chinese sentence on stderr and exit code 2."""
    try:
        yield
    except ZhunshengError as error:
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(2) from error


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as fault:
        raise ZhunshengError(f"日期“{written}”不合格式；请写成 2025-06-03 的形式") from fault


def _in_force(versions: tuple[Provision, ...], citation: str, day: date) -> tuple[Provision, ...]:
    found = tuple(version for version in versions if version.in_force(day))
    if not found:
        raise NoProvisionInForce(citation, day)
    return found


def _card(version: Provision, instrument: Instrument) -> str:
    lines = [f"{cite(version.citation)}（{version.citation}）", f"  要旨：{version.gist}"]
    if version.stands_at is not None:
        older = parse(f"{instrument.title}/{version.stands_at}")
        lines.append(f"  条号：当时为{unit_name(older)}")
    value = value_zh(version)
    if value:
        lines.append(f"  数值：{value}")
    lines += [
        f"  有效：{life_zh(version)}",
        f"  核对：{VERIFIED[version.verified]}",
        f"  出处：{source_zh(instrument)}",
    ]
    return "\n".join(lines)


def _instruments(held: Law) -> list[str]:
    return [
        f"{one.title}（{RANKS[one.rank]}）：收录{len(one.provisions)}条" for one in held.instruments
    ]


def _provisions(instrument: Instrument) -> list[str]:
    return ["　".join(_columns(one)) for one in instrument.provisions]


def _columns(one: Provision) -> list[str]:
    columns = (one.citation, cite(one.citation), value_zh(one), one.gist, VERIFIED[one.verified])
    return [column for column in columns if column]
