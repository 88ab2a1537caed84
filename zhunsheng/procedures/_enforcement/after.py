"""What follows a penalty decision: service, payment, court enforcement, publication."""

from __future__ import annotations

from zhunsheng.law.procedure import Clock, Evidence, Gate, Publication
from zhunsheng.law.rule import (
    TODAY,
    UNKNOWN,
    Node,
    after,
    choose,
    fact,
    first,
    greater,
    in_force,
    known,
    otherwise,
    rolled,
    surely,
)
from zhunsheng.procedures._enforcement import (
    DELAYED,
    INCOMPLETE,
    NOT_THE_PARTYS,
    PENALTY_SERVED,
    RIGHT_LOST,
    UNPUBLISHED,
    came_before,
)
from zhunsheng.procedures.service import effective_day

# --- service and payment --------------------------------------------------------------------------

PENALTY_WITHIN = Clock(
    "penalty_service",
    "送达处罚决定书",
    starts="",
    ends="",
    per="行政处罚法/61.1",
    breach=DELAYED,
)


def remedies_end(served: Node) -> Node:
    """Return the last day of the limits to seek reconsideration and to sue, or of a deferral.

    A stated end of remedies that were sought goes before; source: 行政复议法/20.1, 行政诉讼法/46.1,
    行政处罚法/72.2.
    """
    suable = choose(in_force("行政诉讼法/46.1", served), served, UNKNOWN)
    limits = greater(
        rolled(after(served, "行政复议法/20.1")), rolled(after(suable, "行政诉讼法/46.1"))
    )
    stated = otherwise(fact("deferred_until", sort="day"), fact("remedies_ended_on", sort="day"))
    return otherwise(stated, limits).named("复议、诉讼期限届满或者暂缓分期期限结束之日")


PENALTY_REMEDIES_END = remedies_end(PENALTY_SERVED)
DEMAND_SERVED = effective_day("party", "demand")
APPLIED = first("enforcement_applied")
FINED = known(fact("fine", of="penalty_decided"))
PAYMENT_CLOCKS = (
    Clock(
        "payment",
        "缴纳罚款",
        starts=PENALTY_SERVED,
        ends="fine_paid",
        per="行政处罚法/67.3",
        breach=NOT_THE_PARTYS,
        holder="party",
        when=FINED,
        unless=known(first("deferred")) | known(first("overturned")),
        opens="可以每日按罚款数额的百分之三加处罚款，并在催告后申请法院强制执行",
    ),
    Clock(
        "demand_wait",
        "申请法院强制执行",
        starts=DEMAND_SERVED,
        ends="enforcement_applied",
        per="行政强制法/54",
        breach=RIGHT_LOST,
        floor=True,
    ),
    Clock(
        "enforcement",
        "申请法院强制执行",
        starts=PENALTY_REMEDIES_END,
        ends="enforcement_applied",
        per="行政强制法/53",
        breach=RIGHT_LOST,
        when=FINED & (PENALTY_REMEDIES_END < TODAY),
        unless=known(first("fine_paid")) | known(first("overturned")) | known(first("closed")),
        only_in_force=True,
    ),
)
DEMANDED_FIRST = Gate(
    "demanded_first",
    "申请法院强制执行前应当催告当事人履行义务",
    step="enforcement_applied",
    needs=came_before(DEMAND_SERVED, APPLIED),
    per="行政强制法/54",
    breach=RIGHT_LOST,
)


def remedies_expired(end: Node) -> Gate:
    """Return the gate that the court is asked only after the limits of the remedies are over."""
    return Gate(
        "remedies_expired",
        "复议、诉讼期限届满后才能申请法院强制执行",
        step="enforcement_applied",
        needs=choose(known(APPLIED), end < APPLIED, end < TODAY),
        per="行政强制法/53",
        breach=RIGHT_LOST,
        only_in_force=True,
    )


ENFORCEMENT_EVIDENCE = (
    Evidence(
        "application_on_file",
        "强制执行申请书",
        papers=("enforcement_application",),
        before="enforcement_applied",
        per="行政强制法/55.1.1",
        breach=INCOMPLETE,
    ),
    Evidence(
        "decision_on_file",
        "行政决定书",
        papers=("decision",),
        before="enforcement_applied",
        per="行政强制法/55.1.2",
        breach=INCOMPLETE,
    ),
    Evidence(
        "demand_on_file",
        "催告书",
        papers=("demand_letter",),
        before="enforcement_applied",
        per="行政强制法/55.1.3",
        breach=INCOMPLETE,
    ),
)

# --- publication ----------------------------------------------------------------------------------

PUBLICATIONS = (
    Publication(
        "penalty_disclosed",
        "公开处罚决定",
        starts="penalty_decided",
        ends="disclosed",
        per="国办发〔2018〕118号/6:license_or_penalty",
        breach=UNPUBLISHED,
        when=~surely(fact("no_social_influence")) & ~known(first("overturned")),
        only_in_force=True,
    ),
    Publication(
        "penalty_taken_down",
        "撤回已公开的处罚决定信息并说明理由",
        starts="overturned",
        ends="taken_down",
        per="行政处罚法/48.2",
        breach=UNPUBLISHED,
        when=known(first("disclosed")),
        only_in_force=True,
    ),
)
