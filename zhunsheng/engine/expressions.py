"""What each node of a rule tree means, as a Python expression on the names of its kids.

“Not known” is None everywhere (see `connectives.py`). An expression also says whether it is sure,
that is never None, so that no test is generated that cannot matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from zhunsheng.base.days import (
    MINUTES_OF_DAY,
    add_days,
    add_months,
    subtract_days,
    subtract_months,
)
from zhunsheng.base.errors import ProcedureError
from zhunsheng.base.money import fen
from zhunsheng.base.spans import (
    MINUTES_OF_HOUR,
    MONTHS_OF_YEAR,
    minute_of,
    months_begun,
    years_full,
)
from zhunsheng.engine import runtime
from zhunsheng.engine.connectives import CONNECTIVES, Expression, named, operand, strict
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Limit, Provision, Range
from zhunsheng.law.rule import Node

GLOBALS: Mapping[str, Any] = {
    "Decimal": Decimal,
    "MINUTES_OF_DAY": MINUTES_OF_DAY,
    "add_days": add_days,
    "add_months": add_months,
    "subtract_days": subtract_days,
    "subtract_months": subtract_months,
    "minute_of": minute_of,
    "months_begun": months_begun,
    "years_full": years_full,
    **{name: value for name, value in vars(runtime).items() if not name.startswith("_")},
}

STRICT: Mapping[str, str] = {
    "add": "{0} + {1}",
    "sub": "{0} - {1}",
    "mul": "{0} * {1}",
    "max": "({0} if {0} >= {1} else {1})",
    "min": "({0} if {0} <= {1} else {1})",
    "rolled": "roll[{0} - base if {0} >= base else no_day({0})]",
    "day_of": "{0} // MINUTES_OF_DAY",
    "months_begun": "months_begun({0}, {1})",
    "years_full": "years_full({0}, {1})",
}
CONVERSIONS: Mapping[str, str] = {
    "day": "day_value({})",
    "yuan": "fen_value({})",
    "instant": "instant_value({})",
}


class Expressions:
    """The expression of each scalar node, with the law's values written in by version."""

    def __init__(self, law: Law) -> None:
        self.law = law

    def of(self, node: Node, kids: Sequence[Expression]) -> Expression:
        """Write the node as an expression on its kids."""
        if node.op in STRICT:
            return strict(STRICT[node.op].format(*(operand(kid) for kid in kids)), kids)
        if node.op in CONNECTIVES:
            return CONNECTIVES[node.op](node, kids)
        writer = _WRITERS.get(node.op)
        if writer is None:
            raise ProcedureError(f"规则节点“{node.op}”不能出现在这个位置：{node!r}")
        return writer(self, node, kids)

    def doubtful(self, citation: str, expression: Expression) -> Expression:
        """Return the expression as one that may be None where its provision is never evaluated."""
        return expression if self.usable(citation) else named(expression.text, sure=False)

    def paused(self, node: Node, kids: Sequence[Expression], pauses: str) -> str:
        """Write a day that moves around pauses; without any it costs what a plain one does."""
        stretches = f"pauses_of({pauses}, {kids[-1].text})"
        if node.op == "rolled_paused":
            day = kids[0]
            around = f"tables.first_open_workday({day.text}, {stretches})"
            plain = STRICT["rolled"].format(day.text)
            return strict(f"{plain} if not {pauses} else {around}", kids[:1]).text
        start, plus, on = kids[:3]
        citation, more = str(node.data[2]), _more(plus)
        plain = self.by_version(citation, on.text, lambda v: _moved(start.text, _limit(v), more))
        around = self.by_version(
            citation, on.text, lambda v: _moved_around(start.text, _limit(v), more, stretches)
        )
        return strict(f"{plain} if not {pauses} else {around}", kids[:3]).text

    def usable(self, citation: str) -> tuple[Provision, ...]:
        """Return the versions that may be evaluated, those from memory left out."""
        return tuple(v for v in self.law.versions(citation) if v.verified != "memory")

    def by_version(self, citation: str, on: str, write: Callable[[Provision], str]) -> str:
        """Choose among the versions by the day; a day without a version stops the run.

        A provision known from memory alone is never evaluated: its value is not known.
        """
        if not self.usable(citation):
            return "None"
        text = f"no_law({citation!r}, {on})"
        for written, low, high in reversed(self.spans(citation, write)):
            bound = f"{on} >= {low}" if high is None else f"{low} <= {on} <= {high}"
            text = f"({written} if {bound} else {text})"
        return text

    def spans(
        self, citation: str, write: Callable[[Provision], str]
    ) -> list[tuple[str, int, int | None]]:
        """Return what holds from which day to which; versions that say the same are one."""
        spans: list[tuple[str, int, int | None]] = []
        for version in self.usable(citation):
            written, low = write(version), version.begins_on.toordinal()
            high = None if version.ends_on is None else version.ends_on.toordinal()
            if spans and spans[-1][0] == written and spans[-1][2] == low - 1:
                low = spans.pop()[1]
            spans.append((written, low, high))
        return spans


def _after(self: Expressions, node: Node, kids: Sequence[Expression]) -> Expression:
    start, plus, on = kids
    more = _more(plus)
    text = self.by_version(
        str(node.data[0]), on.text, lambda v: _moved(start.text, _limit(v), more)
    )
    return self.doubtful(str(node.data[0]), strict(text, kids))


def _more(plus: Expression) -> str:
    return "" if plus.text == "0" else f" + {plus.text}"


def _moved(start: str, limit: Limit, more: str) -> str:
    if limit.unit == "day":
        return f"{start} + {limit.length}{more}"
    if limit.unit == "workday":
        return f"works[index[{_placed(start)}] + {limit.length - 1}{more}]"
    if limit.unit in ("month", "year"):
        months = limit.length * (MONTHS_OF_YEAR if limit.unit == "year" else 1)
        return f"months_later({start}, {months}){more}"
    raise ProcedureError(f"以小时计的期限“{limit.length}小时”不能按日推算；请改用以小时计的写法")


def _placed(day: str) -> str:
    """Write the place of a day in the tables; a day before them would wrap round in silence."""
    return f"{day} - base if {day} >= base else no_day({day})"


def _moved_around(start: str, limit: Limit, more: str, pauses: str) -> str:
    if limit.unit == "day":
        return f"add_days({start}, {limit.length}{more}, {pauses})"
    if limit.unit == "workday":
        return f"tables.add_workdays({start}, {limit.length}{more}, {pauses})"
    months = limit.length * (MONTHS_OF_YEAR if limit.unit == "year" else 1)
    return f"add_months({start}, {months}, {pauses}){more}"


def _before(self: Expressions, node: Node, kids: Sequence[Expression]) -> Expression:
    day, on = kids
    citation = str(node.data[0])
    text = self.by_version(citation, on.text, lambda v: _moved_back(day.text, _limit(v)))
    return self.doubtful(citation, strict(text, kids))


def _moved_back(day: str, limit: Limit) -> str:
    if limit.unit == "day":
        return f"subtract_days({day}, {limit.length})"
    if limit.unit == "workday":
        return f"tables.subtract_workdays({day}, {limit.length})"
    if limit.unit == "hour":
        raise ProcedureError("以小时计的期限不能倒推到日")
    months = limit.length * (MONTHS_OF_YEAR if limit.unit == "year" else 1)
    return f"subtract_months({day}, {months})"


def _minutes_after(self: Expressions, node: Node, kids: Sequence[Expression]) -> Expression:
    start, on = kids
    text = self.by_version(
        str(node.data[0]), on.text, lambda v: f"{start.text} + {_limit(v).length * MINUTES_OF_HOUR}"
    )
    return strict(text, kids)


def _limit(version: Provision) -> Limit:
    if version.limit is None:
        raise ProcedureError(f"“{version.citation}”没有期限，却被当作期限引用；请核对引用")
    return version.limit


def _value(self: Expressions, node: Node, kids: Sequence[Expression]) -> Expression:
    part = str(node.data[1])
    citation = str(node.data[0])
    text = self.by_version(citation, kids[0].text, lambda v: _constant(v, part))
    return self.doubtful(citation, strict(text, kids))


def _constant(version: Provision, part: str) -> str:
    if part == "count" and version.count is not None:
        return repr(version.count.number)
    if part == "length" and version.limit is not None:
        return repr(version.limit.length)
    if version.amount is not None:
        return repr(fen(_end(version, version.amount, part)))
    if version.ratio is not None:
        return repr(_end(version, version.ratio, part))
    raise ProcedureError(f"“{version.citation}”没有“{part}”这个数值；请核对引用")


def _end(version: Provision, bounds: Range, part: str) -> Decimal:
    end = bounds.high if part == "high" else bounds.low
    if end is None or (part == "exact" and bounds.low != bounds.high):
        raise ProcedureError(f"“{version.citation}”没有“{part}”这个数值；请核对引用")
    return end


def _in_force(self: Expressions, node: Node, kids: Sequence[Expression]) -> Expression:
    on = kids[0].text
    spans = [
        f"{low} <= {on}" if high is None else f"{low} <= {on} <= {high}"
        for _, low, high in self.spans(str(node.data[0]), lambda _: "")
    ]
    return strict(f"({' or '.join(spans) or 'False'})", kids)


_WRITERS: Mapping[str, Callable[[Expressions, Node, Sequence[Expression]], Expression]] = {
    "after": _after,
    "before": _before,
    "minutes_after": _minutes_after,
    "value": _value,
    "in_force": _in_force,
}
