"""The command `verify`: whether the database, an exported bundle or the proof of an event fits."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from zhunsheng.cli.progress import progress
from zhunsheng.cli.refusal import BREACHES_FOUND, NOTHING_WRONG, Refused, refusals
from zhunsheng.record.bundle import Verdict, verify_bundle
from zhunsheng.record.leaf import read_body
from zhunsheng.record.proof import Proof, read_proof
from zhunsheng.record.values import escape

ROOT = re.compile(r"[0-9a-f]{64}", re.ASCII)
PUBLISH = "  未与公布的根核对：请把上面的根与公布的比对，或者加 --root 公布的根"
FITS = click.style("  相符", fg="green")
FITS_NOT = click.style("  不符", fg="red")


@click.command(
    "verify",
    help="校验数据库；写明文件的，校验导出的校验包（.zip）或一条事项的证明（.json），不需要数据库。",
)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--root", "root", default="", metavar="HEX", help="公布过的根，64位十六进制。")
@click.option("--without-papers", is_flag=True, help="不读材料文件（只用于校验数据库）。")
def verify(path: Path | None, root: str, *, without_papers: bool) -> None:
    """Verify the database or the file; exit 0 it fits, 1 it does not fit, 2 it is refused."""
    root = root.strip().lower()
    if root and not ROOT.fullmatch(root):
        raise Refused(f"“{root}”不是根；根是64位的十六进制数，请照公布的原样写")
    if path is None:
        _of_database(root, without_papers=without_papers)
        return
    with refusals():
        fits, lines = _of_proof(path, root) if _is_proof(path) else _of_bundle(path, root)
        for line in lines:
            click.echo(line)
    sys.exit(NOTHING_WRONG if fits else BREACHES_FOUND)


def _of_database(root: str, *, without_papers: bool) -> None:
    """Verify the database; Django is loaded only now, a file needs none of it."""
    ready = importlib.import_module("zhunsheng.store.ready")
    with refusals(), progress("校验") as tell:
        ready.run("verify_store", root=root, without_papers=without_papers, tell=tell)


def _is_proof(path: Path) -> bool:
    """Say whether the file begins as JSON does; a bundle says itself what is wrong with it."""
    try:
        with path.open("rb") as file:
            return file.read(1) == b"{"
    except OSError:
        return False


def _of_bundle(path: Path, root: str) -> tuple[bool, Iterator[str]]:
    with progress("校验") as tell:
        verdict = verify_bundle(path, root, tell)
    return verdict.fits, _verdict_lines(path, verdict)


def _verdict_lines(path: Path, verdict: Verdict) -> Iterator[str]:
    manifest = verdict.manifest
    made_at = manifest.made_at.isoformat(" ")
    yield f"校验包　{path.name}　制作于{made_at}，摘要算法 {manifest.digest}"
    yield (
        f"  已核对事项{verdict.events:,}条（清单写明{manifest.size:,}条）、"
        f"办件{verdict.matters:,}件、每日的根{verdict.days:,}个、个人信息{verdict.personal:,}项"
    )
    yield f"  根　{manifest.root}"
    if verdict.first_fault is not None:
        yield f"{FITS_NOT}　{verdict.first_fault}"
    elif not verdict.published:
        yield f"{FITS}　每条事项都与它前面的事项、每日的根和总根相符"
        yield PUBLISH
    else:
        yield f"{FITS}　每条事项都与它前面的事项、每日的根和总根相符，公布的根是{verdict.published}"


def _of_proof(path: Path, root: str) -> tuple[bool, Iterator[str]]:
    try:
        proof = read_proof(path.read_bytes(), path.name)
    except OSError as error:
        raise Refused(f"“{path}”读不出来；请核对文件的权限") from error
    fault = proof.fault()
    if fault is None and root not in ("", proof.root):
        fault = "它的根不是公布的根"
    return fault is None, _proof_lines(proof, fault, published=bool(root))


def _proof_lines(proof: Proof, fault: str | None, *, published: bool) -> Iterator[str]:
    yield f"证明　“{escape(proof.matter)}”第{proof.seq}条，摘要算法 {proof.digest}"
    yield f"  全部{proof.size:,}条事项中的第{proof.position + 1:,}条"
    event = read_body(proof.body, {}).event
    yield f"  事项　{event.happened_on.isoformat()} {escape(event.kind)}"
    yield f"  根　{proof.root}"
    for sealed in proof.personal:
        yield f"  公开的个人信息　{escape(sealed.name)}：{escape(str(sealed.value))}"
    if fault is not None:
        yield f"{FITS_NOT}　{fault}。事项、证明或者根被改动过，请向出具者索取原件。"
        return
    yield f"{FITS}　这条事项在根所代表的记录之中，内容未被改动" + (
        "，根是公布的根" if published else ""
    )
    if not published:
        yield PUBLISH
