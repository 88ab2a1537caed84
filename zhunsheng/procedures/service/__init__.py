"""The vocabulary of service (送达) that every procedure shares: facts, papers, methods, faults.

A procedure declares who must be served with what: its step is `served(documents, addressees)`, its
papers include `SERVICE_PAPERS`, its gates include `SERVICE_GATES`, and each of its `Service` words
names `METHODS`; `effective_day` starts the clocks of remedies. Source of the methods: 民事诉讼法
87 to 95 and 民诉法解释 130 to 139, to which 行政处罚法 61, 工伤认定办法 22 and
湖南省行政程序规定 176 refer.
"""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.law.procedure import Breach, Fact, Gate, Method, Step
from zhunsheng.law.rule import (
    OWN_DAY,
    Node,
    all_of,
    any_of,
    choose,
    fact,
    first,
    least,
    own,
    surely,
)
from zhunsheng.procedures.service.facts import (
    METHOD_NAMES,
    POSTED_FACTS,
    SERVED_FACTS,
    SERVICE_PAPERS,
)
from zhunsheng.procedures.service.methods import (
    ANNOUNCED_UNTIL,
    METHODS,
    METHODS_OF_PAYMENT_ORDER,
    NOT_SERVED,
)

__all__ = [
    "METHODS",
    "METHODS_OF_PAYMENT_ORDER",
    "NOT_SERVED",
    "SERVED_FACTS",
    "SERVICE_GATES",
    "SERVICE_PAPERS",
    "effective_day",
    "not_on_one_day",
    "served",
]

FLAW = Breach("procedure", "flaw", cure="按法定期满日更正送达生效日期")
SERVICE_GATES: tuple[Gate, ...] = (
    Gate(
        name="announcement_ran_its_time",
        zh="公告送达须经过法定期间才视为送达",
        step="served",
        needs=~surely(own("claimed_on", "day") < ANNOUNCED_UNTIL),
        per="民事诉讼法/95.1",
        breach=FLAW,
        when=own("method") == "announced",
        each=True,
    ),
    Gate(
        name="no_announcement_in_simple_case",
        zh="简易程序参照民事诉讼的规定，不宜公告送达",
        step="served",
        needs=~surely(fact("simple")),
        per="民诉法解释/140",
        breach=Breach("procedure", "flaw", cure="转入普通程序后公告送达"),
        when=own("method") == "announced",
        each=True,
        only_in_force=True,
    ),
)


def served(
    documents: Mapping[str, str],
    addressees: Mapping[str, str],
    *,
    posting: bool = False,
    after_steps: tuple[str, ...] = (),
) -> Step:
    """Return the step 送达 of a procedure that serves these documents on these addressees.

    `posting` adds 张贴, which serves only an order to pay on one who has fled
    (法释〔2013〕3号/4.2).
    """
    methods = {**METHOD_NAMES, "posted": "张贴送达"} if posting else METHOD_NAMES
    return Step(
        name="served",
        zh="送达",
        facts=(
            Fact("to", "受送达人", "choice", addressees),
            Fact("of", "送达文书", "choice", documents),
            Fact("method", "送达方式", "choice", methods),
            *SERVED_FACTS,
            *(POSTED_FACTS if posting else ()),
        ),
        form="送达回证",
        after=after_steps,
        repeats=True,
        by_party="to",
        also=("文书送达", "送达日期"),
    )


def not_on_one_day(notice: str, decision: str, *, step: str, per: str) -> Gate:
    """Return the gate that a notice and the decision it prepares are not served on one day.

    `notice` and `decision` are documents of the step 送达; `step` is the deciding step.
    """
    informed = first("served", own("of") == notice)
    return Gate(
        name=f"{notice}_not_served_with_{decision}",
        zh="事先告知书和决定书不应在同一日送达",
        step=step,
        needs=~surely(first("served", own("of") == decision) <= informed),
        per=per,
        breach=Breach("procedure", "revoke"),
    )


def effective_day(to: str, of: str = "", *, methods: tuple[Method, ...] = METHODS) -> Node:
    """Return the first day from which a valid service of the document on the addressee counts.

    Not known while nothing was validly served, or while it is not proved that it was.
    """
    valid = any_of(*(_by(method) for method in methods))
    day: Node = OWN_DAY
    for method in methods:
        day = choose(surely(own("method") == method.name), method.effective, day)
    here = [own("to") == to, *([own("of") == of] if of else [])]
    return least("served", day, all_of(all_of(*here), surely(valid)))


def _by(method: Method) -> Node:
    sound = (~check.faulty for check in method.checks)
    return all_of(own("method") == method.name, method.valid, *sound)
