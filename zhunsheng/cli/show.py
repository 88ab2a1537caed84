"""The command `show`: the law of one kind of matter on one page."""

from __future__ import annotations

from collections.abc import Iterator

import click

from zhunsheng.base.chinese import length_zh, listed
from zhunsheng.cli.refusal import refusals
from zhunsheng.engine.sentences import GRAVITIES, GROUNDS, HOLDERS
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Breach, Clock, Element, Leaf, Procedure
from zhunsheng.law.rule import Node
from zhunsheng.office import Office

MODES = {"all": "同时具备", "any": "具备其一", "not": "不得有"}


@click.command("show", help="一页看完一种案件的法，如：work_injury。不写名称则列出全部种类。")
@click.argument("name", required=False)
def show(name: str | None) -> None:
    """Print a procedure: steps, clocks, gates, evidence, elements, with their citations."""
    office = Office()
    if name is None:
        for found in office.procedures().values():
            click.echo(f"{found.name:<20}{found.zh}")
        return
    with refusals():
        page = Page(office.assessor(name).procedure, office.law)
    for line in page.lines():
        click.echo(line)


class Page:
    """Writes one procedure for a reader who knows the law and not the program."""

    def __init__(self, procedure: Procedure, law: Law) -> None:
        self.procedure = procedure
        self.law = law
        self.papers = {paper.name: paper.zh for paper in procedure.papers}
        self.steps = {step.name: step.zh for step in procedure.steps}

    def lines(self) -> Iterator[str]:
        """Yield the whole page."""
        procedure = self.procedure
        yield click.style(f"{procedure.zh}（{procedure.name}，{procedure.english}）", bold=True)
        sections = (
            ("步骤", self._steps()),
            ("期限", self._clocks()),
            ("条件", self._gates()),
            ("次序", (self._rule(o.zh, o.per, o.breach) for o in procedure.orders)),
            ("主体", (self._rule(a.zh, a.per, a.breach) for a in procedure.authorities)),
            ("证据", self._evidence()),
            ("要件", self._elements()),
            ("送达", self._services()),
            ("金额", (self._rule(a.zh, a.per, a.breach) for a in procedure.amounts)),
            ("公开", (self._rule(p.zh, p.per, p.breach) for p in procedure.publications)),
        )
        for title, lines in sections:
            body = list(lines)
            if body:
                yield click.style(title, bold=True)
                yield from (f"  {line}" for line in body)

    def _steps(self) -> Iterator[str]:
        for step in self.procedure.steps:
            facts = listed(f"{fact.zh}（{fact.name}）" for fact in step.facts)
            holder = "" if step.holder == "bureau" else f"〔{HOLDERS[step.holder]}〕"
            form = f"《{step.form}》" if step.form else ""
            yield f"{step.zh}{holder}（{step.name}）{form}" + (f"：{facts}" if facts else "")

    def _clocks(self) -> Iterator[str]:
        for clock in self.procedure.clocks:
            yield self._clock(clock)

    def _clock(self, clock: Clock) -> str:
        starts = self._day(clock.starts)
        holder = "" if clock.holder == "bureau" else f"〔{HOLDERS[clock.holder]}〕"
        way = "至少提前" if clock.backward else "须等" if clock.floor else ""
        pause = ""
        if clock.pauses:
            closes = clock.resumes if isinstance(clock.resumes, tuple) else (clock.resumes,)
            resumed = "或".join(self.steps.get(step, step) for step in closes)
            pause = f"，{self.steps[clock.pauses]}至{resumed}不计入"
        extension = ""
        if clock.extended is not None:
            more = self._limit(clock.extended.per)
            extension = f"，{self.steps.get(clock.extended.by, clock.extended.by)}后加{more}"
        text = f"{clock.zh}{holder}：{starts}起{way}{self._limit(clock.per)}{pause}{extension}"
        if clock.until is not None:
            text = f"{clock.zh}{holder}：决定确定的期限"
        return self._rule(text, clock.per, clock.breach if clock.holder == "bureau" else None)

    def _day(self, step: str | Node) -> str:
        if isinstance(step, Node):
            return step.zh or "所定之日"
        return self.steps.get(step, step)

    def _limit(self, per: str) -> str:
        versions = self.law.versions(per)
        limits = dict.fromkeys(
            length_zh(version.limit.length, version.limit.unit)
            for version in versions
            if version.limit is not None
        )
        unused = "（未经核对，不参与判断）" if all(v.verified == "memory" for v in versions) else ""
        return "／".join(limits) + unused

    def _gates(self) -> Iterator[str]:
        for gate in self.procedure.gates:
            title = f"{self.steps.get(gate.step, gate.step)}：{gate.zh}"
            yield self._rule(title, gate.per, gate.breach if gate.holder == "bureau" else None)

    def _evidence(self) -> Iterator[str]:
        for evidence in self.procedure.evidence:
            papers = "或".join(self.papers.get(paper, paper) for paper in evidence.papers)
            before = self.steps.get(evidence.before, evidence.before)
            yield self._rule(f"{before}以前：{papers}", evidence.per, evidence.breach)

    def _elements(self) -> Iterator[str]:
        for elements in self.procedure.elements:
            reader = f"〔{elements.reader}〕" if elements.reader else ""
            yield f"{elements.zh}{reader}（{cite(elements.per)}）"
            yield from self._tree(elements.tree, 1)

    def _tree(self, element: Element, depth: int) -> Iterator[str]:
        indent = "  " * depth
        if isinstance(element, Leaf):
            proof = listed(self.papers.get(paper, paper) for paper in element.proof)
            burden = f"；举证责任在{HOLDERS[element.burden]}" if element.burden else ""
            proved = f"；证明材料：{proof}" if proof else ""
            yield f"{indent}{element.zh}（{cite(element.per)}{proved}{burden}）"
            return
        yield f"{indent}{element.zh}〔{MODES[element.mode]}〕"
        for part in element.of:
            yield from self._tree(part, depth + 1)

    def _services(self) -> Iterator[str]:
        for service in self.procedure.services:
            to = listed(service.to.values())
            within = service.within
            limit = f"，{self._limit(within.per)}之内" if within is not None else ""
            yield self._rule(f"{service.zh}：送达{to}{limit}", service.per, service.breach)
        for method in dict.fromkeys(m for s in self.procedure.services for m in s.methods):
            yield f"{method.zh}：凭{method.proof}（{cite(method.per)}）"
            for check in method.checks:
                yield f"  无效：{check.zh}（{cite(check.per)}）"

    def _rule(self, text: str, per: str, breach: Breach | None) -> str:
        effect = f"；违者{GROUNDS[breach.ground]}，{GRAVITIES[breach.gravity]}" if breach else ""
        return f"{text}（{cite(per)}{effect}）"
