"""One procedure on one page: every word with its law, its value today and what a breach means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhunsheng.base.chinese import listed
from zhunsheng.engine.sentences import GRAVITIES, GROUNDS, HOLDERS
from zhunsheng.engine.wording import act_zh, paper_zh
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import (
    Amount,
    Authority,
    Breach,
    Clock,
    Element,
    Elements,
    Evidence,
    Fact,
    Gate,
    Holder,
    Leaf,
    Method,
    Order,
    Procedure,
    Publication,
    Service,
    Step,
)
from zhunsheng.law.rule import Node
from zhunsheng.web.law.cited import LawLine, law_line
from zhunsheng.web.rules.conditions import Conditions, Told
from zhunsheng.web.rules.placed import PARTS, Placed, placed

Simple = Order | Authority | Evidence | Service | Amount | Publication
MODES = {"all": "同时具备", "any": "具备其一", "not": "不得有"}
COMPUTED = "按记载算出的一天（见条件）"
KINDS = {
    "yes_no": "是或否",
    "choice": "选项",
    "text": "文字",
    "day": "日期",
    "instant": "时刻",
    "count": "数目",
    "yuan": "金额",
    "list": "可多项",
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a breach means; `by` says that another than the bureau must keep the rule."""

    gravity: str = ""
    ground: str = ""
    cure: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: its name and place, how it works, the law behind it, the effect of a breach."""

    anchor: str
    zh: str
    how: str = ""
    law: LawLine | None = None
    effect: Effect | None = None
    more: tuple[tuple[str, Told], ...] = ()
    tree: Twig | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twig:
    """A part of a tree of elements, with what proves it and who bears the burden."""

    zh: str
    anchor: str = ""
    law: LawLine | None = None
    note: str = ""
    parts: tuple[Twig, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page."""

    name: str
    zh: str
    rows: tuple[Row, ...] = field(default=())


class Sheet:
    """Writes the page of one procedure as it stands on a day."""

    def __init__(self, procedure: Procedure, law: Law, day: date) -> None:
        self.procedure = procedure
        self.law = law
        self.day = day
        self.words = Conditions(procedure, law)

    def sections(self) -> list[Section]:
        """Return the parts that the procedure has."""
        found = []
        for name, zh in PARTS:
            rows = [self._row(one) for one in placed(self.procedure.name) if one.part == name]
            if rows:
                found.append(Section(name, zh, tuple(rows)))
        return found

    def _row(self, one: Placed) -> Row:
        writers: dict[str, Callable[[str, Any], Row]] = {
            "steps": self._step,
            "clocks": self._clock,
            "gates": self._gate,
            "orders": self._order,
            "authorities": self._authority,
            "evidence": self._evidence,
            "elements": self._elements,
            "services": self._service,
            "methods": self._method,
            "amounts": self._amount,
            "publications": self._publication,
        }
        return writers[one.part](one.anchor, one.word)

    def _step(self, anchor: str, step: Step) -> Row:
        who = "" if step.holder == "bureau" else f"由{HOLDERS[step.holder]}办理"
        after = "或".join(self._named(name) for name in step.after)
        how = [
            who,
            f"制作《{step.form}》" if step.form else "",
            f"在{after}之后" if after else "",
            "可以多次" if step.repeats else "",
            "办完即终结" if step.ends else "",
        ]
        facts = tuple(self._fact(fact) for fact in step.facts)
        return Row(anchor, step.zh, "，".join(filter(None, how)), facts=facts)

    def _fact(self, fact: Fact) -> str:
        personal = "，个人信息" if fact.personal else ""
        return f"{fact.zh}（{KINDS[fact.kind]}{personal}）"

    def _clock(self, anchor: str, clock: Clock) -> Row:
        return Row(
            anchor,
            clock.zh,
            self.clock_zh(clock),
            law_line(self.law, clock.per, self.day),
            self._effect(clock.breach, clock.holder),
            tuple(self._clock_more(clock)),
        )

    def clock_zh(self, clock: Clock) -> str:
        """Say how a time limit runs, in one sentence."""
        starts, ends = self._day(clock.starts), self._day(clock.ends)
        if clock.until is not None:
            return f"从{starts}起，到决定确定的期限为止，{ends}"
        limit = self.words.limit(clock.per) or "条文写明的期限"
        if clock.backward:
            return f"{ends}，至少在{starts}以前{limit}"
        if clock.floor:
            return f"从{starts}起满{limit}以后，才可以{ends}"
        return f"从{starts}起{limit}以内，{ends}"

    def _clock_more(self, clock: Clock) -> Iterator[tuple[str, Told]]:
        yield from self._computed(clock.starts, clock.ends)
        if clock.pauses:
            resumes = clock.resumes or clock.pauses
            yield "不计入", Told(self.words.pauses(clock.pauses, resumes))
        if clock.excused is not None:
            yield "另外扣除", Told(self.words.brief(clock.excused))
        if clock.extended is not None:
            more = self.words.limit(clock.extended.per)
            yield "可以延长", Told(f"{self._named(clock.extended.by)}后加{more}")
        yield from self._conditions(clock.when, clock.unless)
        if not clock.rolls:
            yield "休息日", Told("届满日遇休息日不顺延")
        if clock.opens:
            yield "逾期之后", Told(clock.opens)
        yield from self._cure_by(clock.breach)

    def _gate(self, anchor: str, gate: Gate) -> Row:
        words = Conditions(self.procedure, self.law, gate.step)
        each = "每次" if gate.each else ""
        more = [("要求", words.tree(gate.needs)), *self._conditions(gate.when, gate.unless, words)]
        return Row(
            anchor,
            gate.zh,
            f"{each}{self._named(gate.step)}以前核对",
            law_line(self.law, gate.per, self.day),
            self._effect(gate.breach, gate.holder),
            (*more, *self._cure_by(gate.breach)),
        )

    def _order(self, anchor: str, order: Order) -> Row:
        how = f"先{self._named(order.first)}，后{self._named(order.then)}"
        return self._plain(anchor, order, how, order.when)

    def _authority(self, anchor: str, authority: Authority) -> Row:
        words = Conditions(self.procedure, self.law, authority.steps[0])
        row = self._plain(anchor, authority, f"办理{listed(map(self._named, authority.steps))}时")
        return _with_more(row, [("要求", words.tree(authority.needs))])

    def _evidence(self, anchor: str, evidence: Evidence) -> Row:
        papers = "或".join(paper_zh(self.procedure, name) for name in evidence.papers)
        how = f"{self._named(evidence.before)}以前，卷内有{papers}"
        return self._plain(anchor, evidence, how, evidence.when)

    def _elements(self, anchor: str, elements: Elements) -> Row:
        reader = f"（{elements.reader}的理解）" if elements.reader else ""
        return Row(
            anchor,
            f"{elements.zh}{reader}",
            f"{self._named(elements.step)}时核对",
            law_line(self.law, elements.per, self.day),
            self._effect(elements.against, elements.holder),
            tuple(self._conditions(elements.when, None)),
            tree=self._twig(elements.tree, elements.name),
        )

    def _twig(self, element: Element, name: str) -> Twig:
        if isinstance(element, Leaf):
            proof = listed(paper_zh(self.procedure, paper) for paper in element.proof)
            burden = f"举证责任在{HOLDERS[element.burden]}" if element.burden else ""
            note = "；".join(filter(None, (f"证明材料：{proof}" if proof else "", burden)))
            line = law_line(self.law, element.per, self.day)
            return Twig(element.zh, f"{name}.{element.name}", line, note)
        parts = tuple(self._twig(part, name) for part in element.of)
        return Twig(element.zh, note=MODES[element.mode], parts=parts)

    def _service(self, anchor: str, service: Service) -> Row:
        how = f"{self._named(service.step)}以后，有效送达{listed(service.to.values())}"
        row = self._plain(anchor, service, how, service.when)
        if service.within is None:
            return row
        inside = service.within
        line = law_line(self.law, inside.per, self.day)
        told = f"{inside.zh}：{self.words.limit(inside.per)}以内（{line.zh}）"
        return _with_more(row, [("送达期限", Told(told))])

    def _method(self, anchor: str, method: Method) -> Row:
        words = Conditions(self.procedure, self.law, "served")
        faults = tuple(Told(check.zh) for check in method.checks)
        more = [
            ("有效的条件", words.tree(method.valid)),
            ("何日生效", words.tree(method.effective)),
            *([("下列情形无效", Told("", faults))] if faults else []),
        ]
        line = law_line(self.law, method.per, self.day)
        return Row(anchor, method.zh, f"凭{method.proof}", line, more=tuple(more))

    def _amount(self, anchor: str, amount: Amount) -> Row:
        more = [("下限", self.words.tree(amount.low)), ("上限", self.words.tree(amount.high))]
        if amount.low.key == amount.high.key:
            more = [("数额", self.words.tree(amount.low))]
        return _with_more(self._plain(anchor, amount, "", amount.when), more)

    def _publication(self, anchor: str, publication: Publication) -> Row:
        limit = self.words.limit(publication.per)
        how = f"从{self._day(publication.starts)}起{limit}以内，{self._day(publication.ends)}"
        row = self._plain(anchor, publication, how, publication.when)
        return _with_more(row, self._computed(publication.starts, publication.ends))

    def _plain(self, anchor: str, word: Simple, how: str, when: Node | None = None) -> Row:
        breach = word.breach
        return Row(
            anchor,
            word.zh,
            how,
            law_line(self.law, word.per, self.day),
            self._effect(breach, getattr(word, "holder", "bureau")) if breach else None,
            (*self._conditions(when, None), *(self._cure_by(breach) if breach else ())),
        )

    def _conditions(
        self, when: Node | None, unless: Node | None, words: Conditions | None = None
    ) -> Iterator[tuple[str, Told]]:
        told = words or self.words
        if when is not None:
            yield "只在", told.tree(when)
        if unless is not None:
            yield "例外", told.tree(unless)

    def _cure_by(self, breach: Breach) -> Iterator[tuple[str, Told]]:
        if breach.cure_by is not None:
            yield "最迟补救", self.words.tree(breach.cure_by)

    def _effect(self, breach: Breach, holder: Holder) -> Effect:
        if holder != "bureau":
            return Effect(by=HOLDERS[holder])
        return Effect(GRAVITIES[breach.gravity], GROUNDS[breach.ground], breach.cure or "")

    def _named(self, step: str) -> str:
        return act_zh(self.procedure, step) or self.words.step(step)

    def _day(self, step: str | Node) -> str:
        if not isinstance(step, Node):
            return self._named(step)
        return self.words.text(step) if self.words.readable(step) else COMPUTED

    def _computed(self, start: str | Node, end: str | Node) -> Iterator[tuple[str, Told]]:
        """Tell of a day too long to stand in a sentence what it is computed from."""
        for key, step in (("起算的一天", start), ("完成的一天", end)):
            if isinstance(step, Node) and not self.words.readable(step):
                yield key, Told(self.words.brief(step))


def _with_more(row: Row, more: Iterable[tuple[str, Told]]) -> Row:
    return Row(
        row.anchor, row.zh, row.how, row.law, row.effect, (*more, *row.more), row.tree, row.facts
    )
