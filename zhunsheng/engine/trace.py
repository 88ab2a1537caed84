"""The way to a finding, line by line: every node of its rule with the value the run gave it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from zhunsheng.base.chinese import UNITS, day_zh, length_zh, listed
from zhunsheng.base.days import MINUTES_OF_DAY
from zhunsheng.base.money import yuan_zh
from zhunsheng.base.spans import MINUTES_OF_HOUR
from zhunsheng.engine.compile import Compiled
from zhunsheng.engine.finding import Finding
from zhunsheng.engine.guards import implied
from zhunsheng.engine.looks import OVER_EVENTS
from zhunsheng.engine.sentences import TRUTHS
from zhunsheng.engine.wording import act_zh, choice_zh, paper_zh
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import Law
from zhunsheng.law.rule import TODAY, Node

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "due": "届满日",
        "due_latest": "最迟届满日",
        "start": "起算",
        "paused": "不计入的日数",
        "done": "实际",
        "nominal": "顺延前的届满日",
        "cure_by": "补救期限",
        "filed": "入卷日",
        "first": "前一步骤",
        "low": "下限",
        "high": "上限",
        "stated": "决定的数额",
        "to": "受送达人",
    }
)
SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "lt": "早于（小于）",
        "le": "不晚于（不大于）",
        "eq": "等于",
        "add": "加",
        "sub": "减",
        "mul": "乘",
    }
)
SILENT = ("known", "otherwise")


# What has no variable of its own says no more than the values it joins.
READ_OFF: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "not": lambda kid: None if kid is None else not kid,
        "known": lambda kid: kid is not None,
        "otherwise": lambda kid, default: default if kid is None else kid,
        "choose": lambda test, then, els: None if test is None else then if test else els,
        "lt": lambda left, right: None if None in (left, right) else left < right,
        "le": lambda left, right: None if None in (left, right) else left <= right,
        "eq": lambda kid, text: None if kid is None else kid == text,
        "among": lambda kid, *choices: None if kid is None else kid in choices,
        "and": lambda *kids: False if False in kids else None if None in kids else True,
        "or": lambda *kids: True if True in kids else None if None in kids else False,
    }
)


class Trace:
    """Writes the explanation of findings of one compiled procedure."""

    def __init__(self, compiled: Compiled, law: Law) -> None:
        self.compiled = compiled
        self.procedure = compiled.procedure
        self.law = law

    def lines(self, finding: Finding, as_of: date) -> list[str]:
        """Write the values a finding shows, then the condition it fired on; indented by depth.

        The finding must come from an assessment that kept its trace.
        """
        rule = finding.rule
        values = _Values(finding, self.compiled, as_of)
        acted_on = finding.events[0].happened_on if finding.events else as_of
        lines = [f"依据　{cite(rule.citation)}：{self._gist(rule.citation, acted_on)}"]
        for name, node in rule.shows.items():
            if name in TITLES:
                lines.append(f"{TITLES[name]}　{self._value(node, values(node))}")
                lines += self._below(node, values, 1)
        lines.append(
            f"条件　{self._head(rule.when, values)}：{self._value(rule.when, values(rule.when))}"
        )
        lines += self._below(rule.when, values, 1)
        return list(dict.fromkeys(lines))

    def _below(self, node: Node, values: _Values, depth: int) -> Iterator[str]:
        for shown in _telling(node, values):
            yield f"{'　' * depth}{self._head(shown, values)}：{self._value(shown, values(shown))}"
            yield from self._below(shown, values, depth + 1)

    def _head(self, node: Node, values: _Values) -> str:
        if node.zh:
            return node.zh
        writer = _HEADS.get(node.op)
        if writer is not None:
            return writer(self, node, values)
        if node.op in SIGNS:
            left, right = (self._short(kid, values) for kid in node.kids)
            return f"{left}{SIGNS[node.op]}{right}"
        return _PLAIN.get(node.op, node.op)

    def _short(self, node: Node, values: _Values) -> str:
        shown = _unwrapped(node)
        if shown.op == "literal":
            return self._constant(shown.data[0])
        if shown.op in (
            "first",
            "last",
            "least",
            "fact",
            "own",
            "paper",
            "value",
            "today",
            "own_day",
        ):
            return self._head(shown, values)
        return self._value(shown, values(shown))

    def _constant(self, value: object) -> str:
        if isinstance(value, bool):
            return TRUTHS[value]
        for choices in self._choices():
            if value in choices:
                return choices[str(value)]
        return str(value)

    def _choices(self) -> Iterator[Mapping[str, str]]:
        for step in self.procedure.steps:
            yield from (fact.choices for fact in step.facts if fact.choices)
        yield from (fact.choices for fact in self.procedure.facts if fact.choices)

    def fact_zh(self, name: str) -> str:
        """Return the Chinese name of a fact."""
        facts = [*self.procedure.facts, *(f for step in self.procedure.steps for f in step.facts)]
        return next((fact.zh for fact in facts if fact.name == name), name)

    def _value(self, node: Node, value: Any) -> str:
        if value is None or isinstance(value, bool):
            return TRUTHS[value]
        if node.op in ("fact", "own"):
            return self._stated(node, value)
        written = _SORTS.get(node.sort)
        return written(value) if written is not None else str(value)

    def _stated(self, node: Node, value: Any) -> str:
        if isinstance(value, tuple):
            return listed(value)
        kinds = {f.name: f.kind for s in self.procedure.steps for f in s.facts}
        kinds.update({fact.name: fact.kind for fact in self.procedure.facts})
        kind = kinds.get(str(node.data[0]), "")
        if kind == "yuan":
            return yuan_zh(value)
        if kind == "day":
            return day_zh(value)
        return choice_zh(self.procedure, str(node.data[0]), value)

    def _gist(self, citation: str, on: date) -> str:
        versions = [v for v in self.law.versions(citation) if v.begins_on <= on]
        return versions[-1].gist if versions else "该条文尚未施行"

    def limit_zh(self, node: Node) -> str:
        """Write the provision's limit, every version where there are several."""
        limits = dict.fromkeys(
            length_zh(version.limit.length, version.limit.unit)
            for version in self.law.versions(str(node.data[-1]))
            if version.limit is not None and version.limit.unit in UNITS
        )
        return "／".join(limits)


class _Values:
    """The value of each node in the run that made a finding."""

    def __init__(self, finding: Finding, compiled: Compiled, as_of: date) -> None:
        self.kept: Mapping[str, Any] = finding.kept or {}
        self.variables = compiled.variables
        self.kind = finding.rule.each
        self.as_of = as_of.toordinal()
        self.implied = implied(finding.rule.when)

    def __call__(self, node: Node) -> Any:
        if node.op == "literal":
            return node.data[0]
        if node.key == TODAY.key:
            return self.as_of
        if node.key in self.implied:
            return self.implied[node.key]
        name = self.variables.get((self.kind, node.key)) or self.variables.get(node.key, "")
        if not name and node.op in READ_OFF:
            return READ_OFF[node.op](*map(self, node.kids), *node.data)
        return self.kept.get(name)


def _unwrapped(node: Node) -> Node:
    """Look through the nodes that only say what becomes of “not known”."""
    return _unwrapped(node.kids[0]) if node.op in SILENT and not node.zh else node


def _telling(node: Node, values: _Values) -> list[Node]:
    """Return the kids that tell why a node has its value.

    Where one kid settles an `or` (or an `and`), the others are not told; a chain of one kind of
    joint is told as one.
    """
    kids = [_unwrapped(kid) for kid in _explained(node)]
    if node.op in ("and", "or"):
        value = values(node)
        every = value is (node.op == "and")
        kids = [kid for kid in _joints(node) if every or values(kid) is value]
    return [kid for kid in kids if kid.op != "literal"]


def _joints(node: Node) -> list[Node]:
    """Return the members of a chain of and, or of or, from left to right."""
    members: list[Node] = []
    for kid in node.kids:
        shown = _unwrapped(kid)
        members += _joints(shown) if shown.op == node.op else [shown]
    return members


def _explained(node: Node) -> tuple[Node, ...]:
    """Return the kids an explanation follows; what events had to hold is said with the events."""
    if node.op in OVER_EVENTS or node.op == "covered":
        return ()
    single = ("standing", "after", "after_paused", "rolled_paused", "before", "minutes_after")
    return node.kids[:1] if node.op in single else node.kids


def _instant_zh(minutes: int) -> str:
    day, minute = divmod(minutes, MINUTES_OF_DAY)
    hour, rest = divmod(minute, MINUTES_OF_HOUR)
    return f"{day_zh(day)}{hour}时{rest}分"


def _step(trace: Trace, node: Node, _: _Values) -> str:
    title = act_zh(trace.procedure, str(node.data[0])) or str(node.data[0])
    return {
        "last": f"最后一次{title}",
        "count": f"{title}的次数",
        "total": f"{title}的合计",
        "least": f"{title}生效日",
        "moment": f"{title}的时刻",
    }.get(node.op, f"{title}日" if not node.kids else f"符合条件的{title}日")


def _fact(trace: Trace, node: Node, _: _Values) -> str:
    return trace.fact_zh(str(node.data[0]))


def _paper(trace: Trace, node: Node, _: _Values) -> str:
    names = listed(paper_zh(trace.procedure, str(name)) for name in node.data)
    return f"{names}入卷" + ("日" if node.op == "paper" else "")


def _after(trace: Trace, node: Node, values: _Values) -> str:
    start, plus = node.kids[0], node.kids[1]
    extra = "" if plus.op == "literal" else f"，另加不计入的{values(plus) or 0}日"
    if node.op == "after_paused":
        extra += f"，{_stretch(trace, node)}不计入"
    limit = trace.limit_zh(node)
    return f"自{_day(values(start))}的次日起算{limit}{extra}（{cite(str(node.data[-1]))}）"


def _minutes(trace: Trace, node: Node, _: _Values) -> str:
    return f"自起算时刻起{trace.limit_zh(node)}（{cite(str(node.data[0]))}）"


def _includes(trace: Trace, node: Node, values: _Values) -> str:
    return f"{trace._short(node.kids[0], values)}包含{trace._constant(node.data[0])}"


def _before(trace: Trace, node: Node, values: _Values) -> str:
    return f"{_day(values(node.kids[0]))}以前{trace.limit_zh(node)}（{cite(str(node.data[0]))}）"


def _rolled(_: Trace, node: Node, values: _Values) -> str:
    same = values(node) == values(node.kids[0])
    return (
        "届满日不是休息日" if same else f"{_day(values(node.kids[0]))}是休息日，顺延至下一个工作日"
    )


def _covered(trace: Trace, node: Node, _: _Values) -> str:
    return f"{_stretch(trace, node)}不计入的日数"


def _stretch(trace: Trace, node: Node) -> str:
    closes = node.data[1] if isinstance(node.data[1], tuple) else (node.data[1],)
    ends = "或".join(act_zh(trace.procedure, str(name)) for name in closes)
    return f"{act_zh(trace.procedure, str(node.data[0]))}至{ends}之间"


def _standing(trace: Trace, node: Node, _: _Values) -> str:
    return f"当时处于{act_zh(trace.procedure, str(node.data[0]))}之中"


def _provided(_: Trace, node: Node, __: _Values) -> str:
    return f"法定数值（{cite(str(node.data[0]))}）"


def _among(trace: Trace, node: Node, values: _Values) -> str:
    names = listed(trace._constant(choice) for choice in node.data)
    return f"{trace._short(node.kids[0], values)}属于{names}"


def _day(value: Any) -> str:
    return "不明之日" if value is None else day_zh(value)


_HEADS: Mapping[str, Callable[[Trace, Node, _Values], str]] = MappingProxyType(
    {
        **dict.fromkeys(("first", "last", "count", "least", "total", "moment"), _step),
        **dict.fromkeys(("fact", "own"), _fact),
        **dict.fromkeys(("paper", "own_paper", "own_file"), _paper),
        **dict.fromkeys(("after", "after_paused"), _after),
        "minutes_after": _minutes,
        "among": _among,
        "includes": _includes,
        **dict.fromkeys(("value", "in_force"), _provided),
        "before": _before,
        **dict.fromkeys(("rolled", "rolled_paused"), _rolled),
        "covered": _covered,
        "standing": _standing,
    }
)
_SORTS: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {"day": day_zh, "instant": _instant_zh, "yuan": yuan_zh}
)
_PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "and": "同时满足",
        "or": "满足其一",
        "not": "并非",
        "choose": "按情形取值",
        "max": "取较晚（较大）者",
        "min": "取较早（较小）者",
        "size": "个数",
        "months_begun": "不满一个月按一个月计的月数",
        "years_full": "周岁",
        "day_of": "所在日",
        "today": "核对日",
        "own_day": "行为日",
    }
)
