"""The command `why`: the whole way to one finding, from the article to the events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from zhunsheng.base.chinese import listed
from zhunsheng.cli.clock import today
from zhunsheng.cli.refusal import Refused, day_option, refusals
from zhunsheng.engine.sentences import KINDS
from zhunsheng.intake.gather import Wanted, gather
from zhunsheng.office import Judged, Office


@click.command("why", help="说明一条结论是怎样得出的：文件、规则名（结论后方括号里的名称）。")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("rule")
@click.option("--matter", default="", metavar="ID", help="只看这一件。")
@click.option("--as-of", "as_of", metavar="DAY", help="核对日，默认今天。")
@click.option("--known-on", "known_on", metavar="DAY", help="只用该日以前已经记录的事项。")
@click.option("--procedure", "procedure", default="", metavar="NAME", help="台账的案件种类。")
def why(**given: Any) -> None:
    """Print the trace of every finding of that name; exit 2 where there is none."""
    as_of = day_option(given["as_of"]) or today()
    known_on = day_option(given["known_on"])
    with refusals():
        office = Office()
        gathered = gather([given["path"]], Wanted(office.procedures(), given["procedure"]))
        if gathered.faults and not gathered.records:
            raise Refused("\n".join(map(str, gathered.faults)))
        wanted = [r for r in gathered.records if given["matter"] in ("", r.matter)]
        names: dict[str, None] = {}
        shown = 0
        for record in wanted:
            judged = office.judge(record, as_of, known_on=known_on, trace=True)
            shown += _explain(judged, office, given["rule"], names)
    if not shown:
        raise Refused(f"没有“{given['rule']}”这条结论；现有：{listed(names) or '无'}")


def _explain(judged: Judged, office: Office, rule: str, names: dict[str, None]) -> int:
    """Print the findings of that name of one matter and collect the names of all."""
    assessment = judged.assessment
    if assessment is None:
        raise Refused(f"{judged.record.matter}：{judged.refusal}")
    every = (*assessment.findings, *assessment.closed, *assessment.sums)
    names.update(dict.fromkeys(finding.name for finding in every))
    shown = [finding for finding in every if finding.name == rule]
    for finding in shown:
        title = f"{judged.record.matter}　{KINDS[finding.kind]}　{office.what(judged, finding)}"
        click.echo(click.style(title, bold=True))
        for line in office.why(judged, finding):
            click.echo(f"  {line}")
        for event in finding.events:
            act = office.step_zh(judged, event.kind) or event.kind
            click.echo(f"  事项　{event.happened_on.isoformat()} {act}")
    return len(shown)
