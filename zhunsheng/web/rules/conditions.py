"""Conditions of rules in plain Chinese: a tree of nodes becomes a sentence with its parts below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zhunsheng.base.chinese import length_zh, listed
from zhunsheng.engine.sentences import TRUTHS
from zhunsheng.engine.wording import act_zh, paper_zh
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Fact, Procedure
from zhunsheng.law.rule import Node
from zhunsheng.record.administrative import ADMINISTRATIVE

JOINTS = {"and": "同时满足：", "or": "满足其一："}
TIMES = ("day", "instant")
READABLE = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A condition in words; what it joins stands in `parts`."""

    zh: str
    parts: tuple[Told, ...] = ()


class Conditions:
    """Tells the conditions of one procedure; `step` is the one whose events are at hand."""

    def __init__(self, procedure: Procedure, law: Law, step: str = "") -> None:
        self.procedure = procedure
        self.law = law
        self.at = step
        facts = [*procedure.facts, *(fact for step in procedure.steps for fact in step.facts)]
        self.facts: Mapping[str, Fact] = {fact.name: fact for fact in reversed(facts)}

    def tree(self, node: Node) -> Told:
        """Tell a condition part by part; of one too long to be read, tell what it looks at."""
        if node.op == "literal" and node.data == (False,):
            return Told("一律不得")
        told = self._tree(node)
        if _length(told) <= READABLE:
            return told
        return Told(self._looked_at(node))

    def readable(self, node: Node) -> bool:
        """Say whether a condition or a value is short enough to be told in full."""
        return len(self.text(node)) <= READABLE

    def brief(self, node: Node) -> str:
        """Tell a value in one phrase; of one too long, tell what it looks at."""
        return self.text(node) if self.readable(node) else self._looked_at(node)

    def _looked_at(self, node: Node) -> str:
        looked_at = dict.fromkeys(filter(None, self._looks(node)))
        return "由下列记载综合判断（具体办件的“为什么”逐项写出）：" + listed(looked_at)

    def _tree(self, node: Node) -> Told:
        if node.op in JOINTS and not node.zh:
            return Told(JOINTS[node.op], tuple(self._tree(kid) for kid in _joined(node)))
        return Told(self.text(node))

    def _looks(self, node: Node) -> Iterator[str]:
        """Yield the facts, papers and steps a condition looks at."""
        if node.op in ("literal", "today", "own_day"):
            return
        if node.zh:
            yield node.zh
            return
        if node.op in ("fact", "own"):
            yield self.fact(*node.data)
        elif node.op in ("paper", "own_file", "own_paper"):
            yield self.papers(node.data)
        elif node.op in ("first", "last", "count", "moment"):
            yield self.step(node.data[0])
        for kid in node.kids:
            yield from self._looks(kid)

    def text(self, node: Node) -> str:
        """Tell a condition or a value in one phrase."""
        if node.zh:
            return node.zh
        if node.op in JOINTS:
            joint = "，并且" if node.op == "and" else "，或者"
            return joint.join(self.text(kid) for kid in _joined(node))
        return _WORDS[node.op](self, node)

    def step(self, name: object) -> str:
        """Name a step."""
        return act_zh(self.procedure, str(name)) or ADMINISTRATIVE.get(str(name), str(name))

    def fact(self, name: object, of: object = None) -> str:
        """Name a fact of a step, of the step at hand, or of the matter."""
        found = self._fact(str(name), str(of) if of else self.at)
        return found.zh if found else str(name)

    def _fact(self, name: str, of: str) -> Fact | None:
        step = self.procedure.step(of)
        own = next((fact for fact in step.facts if fact.name == name), None) if step else None
        return own or self.facts.get(name)

    def papers(self, names: tuple[object, ...]) -> str:
        """Name papers one of which is meant."""
        return "或".join(paper_zh(self.procedure, str(name)) for name in names)

    def constant(self, value: object, beside: Node | None = None) -> str:
        """Write a constant; a choice by its name in the fact beside it."""
        if value is None or isinstance(value, bool):
            return TRUTHS[value]
        near = _inner(beside) if beside is not None else None
        named = None
        if near is not None and near.op in ("fact", "own"):
            of = near.data[1] if len(near.data) > 1 and near.data[1] else self.at
            named = self._fact(str(near.data[0]), str(of))
        for fact in filter(None, (named, *self.facts.values())):
            if value in fact.choices:
                return fact.choices[str(value)]
        return str(value)

    def limit(self, per: object) -> str:
        """Write the limit of a provision, every version where they differ."""
        limits = dict.fromkeys(
            length_zh(version.limit.length, version.limit.unit)
            for version in self.law.versions(str(per))
            if version.limit is not None
        )
        return "／".join(limits)

    def pauses(self, opens: object, closes: object) -> str:
        """Name the stretches between two kinds of event."""
        ends = closes if isinstance(closes, tuple) else (closes,)
        return f"{self.step(opens)}至{'或'.join(map(self.step, ends))}的期间"


def _joined(node: Node) -> Iterator[Node]:
    for kid in node.kids:
        if kid.op == node.op and not kid.zh:
            yield from _joined(kid)
        else:
            yield kid


def _length(told: Told) -> int:
    return len(told.zh) + sum(map(_length, told.parts))


def _inner(node: Node) -> Node:
    return _inner(node.kids[0]) if node.op in ("otherwise", "known") else node


def _where(words: Conditions, node: Node, at: int = 0) -> str:
    return f"（限于{words.text(node.kids[at])}的）" if len(node.kids) > at else ""


def _event(form: str) -> Callable[[Conditions, Node], str]:
    def told(words: Conditions, node: Node) -> str:
        return form.format(words.step(node.data[0])) + _where(words, node)

    return told


def _total(words: Conditions, node: Node) -> str:
    amount = words.text(node.kids[0])
    return f"各次{words.step(node.data[0])}的{amount}合计" + _where(words, node, 1)


def _least(words: Conditions, node: Node) -> str:
    day = words.text(node.kids[0])
    return f"各次{words.step(node.data[0])}中最早的{day}" + _where(words, node, 1)


def _known(words: Conditions, node: Node) -> str:
    inner = node.kids[0]
    if inner.op in ("first", "last") and not inner.zh:
        return f"已有{words.step(inner.data[0])}" + _where(words, inner)
    if inner.op == "paper" and not inner.zh:
        return f"{words.papers(inner.data)}已入卷"
    return (
        f"写明了{words.text(inner)}" if inner.op in ("own", "fact") else f"{words.text(inner)}已知"
    )


def _otherwise(words: Conditions, node: Node) -> str:
    inner, default = node.kids
    said = words.text(inner)
    if default.op == "literal" and isinstance(default.data[0], bool):
        return f"{said}（不明的按{TRUTHS[default.data[0]]}）"
    if default.op == "literal" and default.data[0] == 0:
        return said
    return f"{said}，不明的取{words.text(default)}"


def _not(words: Conditions, node: Node) -> str:
    inner = node.kids[0]
    if inner.zh:
        return f"并非“{inner.zh}”"
    if inner.op == "known":
        said = words.text(inner)
        return f"没有{said[2:]}" if said.startswith("已有") else f"并非{said}"
    if inner.op in ("lt", "le", "eq"):
        return _compared(words, inner, turned=True)
    if inner.op == "otherwise" and inner.kids[1].op == "literal" and inner.kids[1].data == (False,):
        return _not_surely(words, inner.kids[0])
    return f"并非“{words.text(inner)}”"


def _not_surely(words: Conditions, node: Node) -> str:
    """Tell what holds unless the record shows the opposite."""
    if node.op == "not" and not node.zh:
        return f"{words.text(node.kids[0])}（不明的按是）"
    return f"没有“{words.text(node)}”的记载"


def _compared(words: Conditions, node: Node, turned: bool = False) -> str:
    left, right = node.kids
    timed = left.sort in TIMES or right.sort in TIMES
    signs = {
        ("lt", False): "早于" if timed else "小于",
        ("le", False): "不晚于" if timed else "不超过",
        ("eq", False): "是",
        ("lt", True): "不早于" if timed else "不小于",
        ("le", True): "晚于" if timed else "超过",
        ("eq", True): "不是",
    }
    near = words.constant(right.data[0], left) if right.op == "literal" else words.text(right)
    return f"{words.text(left)}{signs[node.op, turned]}{near}"


def _after(words: Conditions, node: Node) -> str:
    per = node.data[-1]
    paused = ""
    if node.op == "after_paused":
        paused = f"，{words.pauses(node.data[0], node.data[1])}不计入"
    return f"{words.text(node.kids[0])}起{words.limit(per)}届满日（{cite(str(per))}{paused}）"


def _before(words: Conditions, node: Node) -> str:
    return f"{words.text(node.kids[0])}以前{words.limit(node.data[0])}（{cite(str(node.data[0]))}）"


def _minutes(words: Conditions, node: Node) -> str:
    return f"{words.text(node.kids[0])}起{words.limit(node.data[0])}（{cite(str(node.data[0]))}）"


def _covered(words: Conditions, node: Node) -> str:
    return f"{words.pauses(node.data[0], node.data[1])}的日数"


def _standing(words: Conditions, node: Node) -> str:
    return f"{words.text(node.kids[0])}处于{words.pauses(*node.data)}"


def _choose(words: Conditions, node: Node) -> str:
    condition, then, els = (words.text(kid) for kid in node.kids)
    return f"{condition}的，取{then}；否则取{els}"


def _listed_in(words: Conditions, node: Node) -> str:
    names = listed(words.constant(choice, node.kids[0]) for choice in node.data)
    return (
        f"{words.text(node.kids[0])}是{names}之一"
        if len(node.data) > 1
        else (f"{words.text(node.kids[0])}是{names}")
    )


def _between(form: str) -> Callable[[Conditions, Node], str]:
    return lambda words, node: form.format(*(words.text(kid) for kid in node.kids))


_WORDS: Mapping[str, Callable[[Conditions, Node], str]] = MappingProxyType(
    {
        "literal": lambda words, node: words.constant(node.data[0]),
        "today": lambda _, __: "核对日",
        "own_day": lambda _, __: "行为日",
        "first": _event("首次{}之日"),
        "last": _event("最近一次{}之日"),
        "count": _event("{}的次数"),
        "moment": _event("{}的时刻"),
        "total": _total,
        "least": _least,
        "fact": lambda words, node: words.fact(*node.data),
        "own": lambda words, node: words.fact(*node.data),
        "paper": lambda words, node: f"{words.papers(node.data)}入卷之日",
        "own_file": lambda words, node: f"届时{words.papers(node.data)}已在卷",
        "own_paper": lambda words, node: f"本次附有{words.papers(node.data)}",
        "covered": _covered,
        "standing": _standing,
        "after": _after,
        "after_paused": _after,
        "before": _before,
        "minutes_after": _minutes,
        "day_of": _between("{}所在之日"),
        "rolled": lambda words, node: f"{words.text(node.kids[0])}（遇休息日顺延）",
        "rolled_paused": lambda words, node: f"{words.text(node.kids[0])}（遇休息日顺延）",
        "value": lambda words, node: f"{cite(str(node.data[0]))}规定的数值",
        "in_force": lambda words, node: (
            f"{cite(str(node.data[0]))}在{words.text(node.kids[0])}有效"
        ),
        "known": _known,
        "otherwise": _otherwise,
        "not": _not,
        "lt": _compared,
        "le": _compared,
        "eq": _compared,
        "among": _listed_in,
        "includes": lambda words, node: (
            f"{words.text(node.kids[0])}中有{words.constant(node.data[0], node.kids[0])}"
        ),
        "size": _between("{}的个数"),
        "choose": _choose,
        "max": lambda words, node: _further(words, node, "较晚", "较大"),
        "min": lambda words, node: _further(words, node, "较早", "较小"),
        "add": _between("{}加{}"),
        "sub": _between("{}减{}"),
        "mul": _between("{}乘以{}"),
        "months_begun": _between("{}至{}的月数（不满一个月的按一个月）"),
        "years_full": _between("从{}到{}的周岁"),
    }
)


def _further(words: Conditions, node: Node, of_times: str, of_numbers: str) -> str:
    which = of_times if node.sort in TIMES else of_numbers
    return f"{words.text(node.kids[0])}和{words.text(node.kids[1])}中{which}的"
