"""A judgment as text for people: grouped by matter, worst first, the citation under each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import click

from zhunsheng.base.chinese import day_zh, listed
from zhunsheng.cli.readings import reading_lines
from zhunsheng.engine.finding import GRAVITIES, KINDS, Finding
from zhunsheng.engine.sentences import GRAVITIES as GRAVITIES_ZH
from zhunsheng.engine.sentences import GROUNDS, HOLDERS
from zhunsheng.engine.sentences import KINDS as KINDS_ZH
from zhunsheng.law.citation import cite
from zhunsheng.office import Judged, Office

COLORS = {"void": "red", "revoke": "red", "unlawful": "magenta", "flaw": "yellow", "": "cyan"}
MARKS = {"void": "✗", "revoke": "✗", "unlawful": "✗", "flaw": "△", "": "·"}
SHOWN = 6
NAMED = 5
DOUBTS = {"excerpt": "（依据待核）", "local": "（本地参数）"}


def worst(judged: Judged) -> int:
    """Return the rank of a matter's gravest finding; the gravest comes first."""
    assessment = judged.assessment
    if assessment is None:
        return -1
    graves = [f.gravity for f in assessment.findings if f.gravity is not None]
    return min((GRAVITIES.index(gravity) for gravity in graves), default=len(GRAVITIES))


@dataclass(frozen=True, slots=True)
class View:
    """What a reader wants to see: only some kinds of findings, or every one of a matter."""

    only: Collection[str] = ()
    every: bool = False


def matter_lines(judged: Judged, office: Office, view: View) -> Iterator[str]:
    """Write one matter: its head, then its findings with their citations, the gravest first."""
    assessment = judged.assessment
    record = judged.record
    if assessment is None:
        yield click.style(f"{record.matter}　{judged.procedure.zh}　无法核对", bold=True)
        yield f"  {judged.refusal}"
        return
    wanted = [one for one in assessment.findings if not view.only or one.kind in view.only]
    if not wanted and (view.only or not assessment.readings):
        return
    phase = f"　{assessment.phase}" if assessment.phase else ""
    yield click.style(f"{record.matter}　{judged.procedure.zh}{phase}", bold=True)
    groups = _grouped(wanted)
    shown = groups if view.every or view.only else groups[:SHOWN]
    for group in shown:
        yield from _finding_lines(judged, group, office)
    if len(groups) > len(shown):
        yield f"  …… 另有{len(groups) - len(shown)}条，加 --all 全部列出"
    if not view.only:
        yield from reading_lines(judged)
        for found in assessment.sums:
            yield f"  ＝ {office.what(judged, found)}（{cite(found.citation)}）"


def _grouped(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Put papers missing at one act under one article together; all else stands alone."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        rule = finding.rule
        key: object = id(finding)
        if rule.sentence == "paper_missing":
            key = (rule.citation, rule.step, finding.gravity, finding.cure)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def _finding_lines(judged: Judged, group: list[Finding], office: Office) -> Iterator[str]:
    finding = group[0]
    gravity = finding.gravity or ""
    holder = finding.rule.holder
    whose = "" if holder == "bureau" else f"〔{HOLDERS[holder]}〕"
    more = "".join(f"、{other.rule.zh}" for other in group[1:])
    head = f"{MARKS[gravity]} {KINDS_ZH[finding.kind]}{whose}　{office.what(judged, finding)}{more}"
    yield "  " + click.style(head, fg=COLORS[gravity])
    as_of = judged.assessment.as_of if judged.assessment else date.max
    doubt = DOUBTS.get(office.verified(finding, as_of), "")
    parts = [f"{cite(finding.citation)}{doubt}"]
    if finding.ground and finding.gravity:
        parts.append(f"{GROUNDS[finding.ground]}，{GRAVITIES_ZH[finding.gravity]}")
    names = ",".join(other.name for other in group)
    yield f"      {'；'.join(parts)}　[{names}]"
    if finding.gravity:
        until = f"（{day_zh(finding.cure_by)}以前）" if finding.cure_by else ""
        yield f"      补救：{finding.cure}{until}" if finding.cure else "      不能补救"
    if finding.kind == "late" and finding.rule.opens:
        yield f"      可以：{finding.rule.opens}"


def summary_lines(judged: Sequence[Judged], faults: int) -> Iterator[str]:
    """Write the summary: how many matters, which would lose and why, what is due."""
    done = [one.assessment for one in judged if one.assessment is not None]
    ranks = Counter(worst(one) for one in judged)
    losing = sum(ranks[rank] for rank in range(len(GRAVITIES) - 1))
    yield click.style("小结", bold=True)
    yield f"  核对{len(done)}件；如被诉，可能败诉{losing}件，仅有瑕疵{ranks[len(GRAVITIES) - 1]}件"
    findings = [finding for assessment in done for finding in assessment.findings]
    grounds = Counter(f.ground for f in findings if f.gravity in GRAVITIES[:-1])
    if grounds:
        parts = (f"{GROUNDS[ground]}{count}处" for ground, count in grounds.most_common() if ground)
        yield f"  败诉理由：{listed(parts)}"
    kinds = Counter(finding.kind for finding in findings)
    if kinds:
        counted = listed(f"{KINDS_ZH[kind]}{kinds[kind]}" for kind in KINDS if kinds[kind])
        yield f"  各类：{counted}"
    refused = sum(one.assessment is None for one in judged)
    if refused or faults:
        yield f"  无法核对{refused}件；输入有错{faults}处（见上）"


def unchecked_lines(judged: Sequence[Judged], office: Office) -> Iterator[str]:
    """Say once what the sources had no place for and what was not checked for that reason."""
    silences: dict[str, set[frozenset[str]]] = {}
    for one in judged:
        if one.record.silent:
            silences.setdefault(one.procedure.name, set()).add(one.record.silent)
    for name, silent in silences.items():
        zh = office.assessor(name).procedure.zh
        if len(silent) > 1:
            yield f"{zh}：来源没有说到的事项不作判断"
            continue
        missing = office.assessor(name, next(iter(silent))).unchecked
        few = "；".join(missing[:NAMED])
        yield f"{zh}：来源没有相应的记载，有{len(missing)}项没有核对：{few}……"
