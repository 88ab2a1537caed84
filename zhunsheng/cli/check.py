"""The command `check`: hold records against the law and say what was found."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import click

from zhunsheng.base.errors import Fault
from zhunsheng.cli.clock import today
from zhunsheng.cli.jsonlines import fault_object, judged_object
from zhunsheng.cli.progress import progress
from zhunsheng.cli.refusal import (
    BREACHES_FOUND,
    INPUT_REFUSED,
    NOTHING_WRONG,
    Refused,
    day_option,
    refusals,
)
from zhunsheng.cli.report import View, matter_lines, summary_lines, unchecked_lines, worst
from zhunsheng.engine.finding import KINDS
from zhunsheng.intake.collection import check_cases
from zhunsheng.intake.gather import Wanted, gather
from zhunsheng.office import Judged, Office


@click.command("check", help="核对案件记录：文本、台账（.xlsx、.csv）、案例集（.yaml）或其文件夹。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--as-of", "as_of", metavar="DAY", help="核对日，默认今天。")
@click.option("--known-on", "known_on", metavar="DAY", help="只用该日以前已经记录的事项。")
@click.option("--only", default="", metavar="KINDS", help=f"只看这些结论：{','.join(KINDS)}。")
@click.option("--procedure", "procedure", default="", metavar="NAME", help="台账的案件种类。")
@click.option("--cases", "cases", type=click.Path(path_type=Path), help="复算公开案例集。")
@click.option("--all", "every", is_flag=True, help="每件列出全部结论，不只是最重的几条。")
@click.option("--json", "as_json", is_flag=True, help="每件一行 JSON。")
def check(**given: Any) -> None:
    """Read, judge, print; exit 0 nothing wrong, 1 breaches found, 2 input refused."""
    if given["cases"] is not None:
        sys.exit(_check_cases(given["cases"]))
    if not given["paths"]:
        raise Refused("没有给出要核对的文件；请写上文件或文件夹，例如 zhunsheng check examples")
    only = _kinds(given["only"])
    as_of = day_option(given["as_of"]) or today()
    known_on = day_option(given["known_on"])
    with refusals():
        office = Office()
        with progress("读取") as tell:
            wanted = Wanted(office.procedures(), given["procedure"], tell)
            gathered = gather(given["paths"], wanted)
        judged = list(office.judge_all(gathered.records, as_of, known_on=known_on))
        if not given["as_json"]:
            for note in (*gathered.notes, *unchecked_lines(judged, office)):
                click.echo(note, err=True)
        write = _write_json if given["as_json"] else _write_text
        for line in write(judged, gathered.faults, office, View(only, given["every"])):
            click.echo(line)
    sys.exit(_exit_code(judged, gathered.faults))


def _check_cases(path: Path) -> int:
    """Recompute a collection of published cases; exit 1 where a stated result does not come out."""
    with refusals():
        office = Office()
        report = check_cases(path, office.law, office.procedures())
    for line in report.lines():
        click.echo(line)
    if report.faults:
        return INPUT_REFUSED
    return NOTHING_WRONG if report.agreed == len(report.checked) else BREACHES_FOUND


def _kinds(written: str) -> Collection[str]:
    wanted = [kind.strip() for kind in written.split(",") if kind.strip()]
    for kind in wanted:
        if kind not in KINDS:
            raise Refused(f"没有“{kind}”这类结论；可选：{'、'.join(KINDS)}")
    return wanted


def _write_text(
    judged: list[Judged], faults: tuple[Fault, ...], office: Office, view: View
) -> Iterator[str]:
    for one in sorted(judged, key=worst):
        lines = list(matter_lines(one, office, view))
        if lines:
            yield "\n".join(lines) + "\n"
    for fault in faults:
        yield click.style(str(fault), fg="red")
    yield from summary_lines(judged, len(faults))


def _write_json(
    judged: list[Judged], faults: tuple[Fault, ...], office: Office, view: View
) -> Iterator[str]:
    for one in judged:
        yield json.dumps(judged_object(one, office, view.only), ensure_ascii=False)
    for fault in faults:
        yield json.dumps(fault_object(fault), ensure_ascii=False)


def _exit_code(judged: list[Judged], faults: tuple[Fault, ...]) -> int:
    if faults or any(one.assessment is None for one in judged):
        return INPUT_REFUSED
    breached = any(f.gravity for one in judged if one.assessment for f in one.assessment.findings)
    return BREACHES_FOUND if breached else NOTHING_WRONG
