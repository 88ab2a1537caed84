"""Labor security supervision: from complaint or inspection to order, penalty, and closing."""

from __future__ import annotations

from zhunsheng.law.procedure import Fact, Paper, Procedure, Service
from zhunsheng.procedures._enforcement import (
    CASE_FACTS,
    LENIENCY_FACTS,
    ON_THE_SPOT,
    PAPERS,
    UNHEARD,
    UNSERVED,
)
from zhunsheng.procedures._enforcement.after import (
    DEMANDED_FIRST,
    ENFORCEMENT_EVIDENCE,
    PAYMENT_CLOCKS,
    PENALTY_WITHIN,
    PUBLICATIONS,
    remedies_expired,
)
from zhunsheng.procedures._enforcement.rules import (
    DECISION_EVIDENCE,
    DECISION_GATES,
    HEARING_CLOCKS,
    HEARING_GATES,
    NO_PENALTY_FOR_CRIME,
    REVIEW_GATES,
    REVIEWERS,
)
from zhunsheng.procedures.labor_supervision.decisions import (
    DECISION_RULES,
    ENFORCEABLE_FROM,
    HANDLING_EVIDENCE,
    OFFICER_RULES,
    ORDER_CLOCKS,
)
from zhunsheng.procedures.labor_supervision.rules import (
    ACCEPTANCE,
    COURSE_CLOCKS,
    COURSE_GATES,
    COURSE_ORDERS,
    VIOLATION_PUBLICATIONS,
    service_within,
)
from zhunsheng.procedures.labor_supervision.steps import EMPLOYER, STEPS
from zhunsheng.procedures.labor_supervision.violations import (
    LADDER_GATES,
    VIOLATION_AMOUNTS,
    VIOLATIONS,
)
from zhunsheng.procedures.labor_supervision.wages import (
    EXTRA_GATES,
    WAGE_AMOUNTS,
    WAGE_ELEMENTS,
    WAGE_EVIDENCE,
    WAGE_FACTS,
    WAGE_GATES,
    WAGE_PAPERS,
)
from zhunsheng.procedures.penalty.rules import DEED_GATES, LENIENCY_GATES, SPOT_GATES
from zhunsheng.procedures.penalty.sums import SPOT_AMOUNTS
from zhunsheng.procedures.service import (
    METHODS,
    METHODS_OF_PAYMENT_ORDER,
    SERVICE_GATES,
    SERVICE_PAPERS,
)

FACTS = (
    *CASE_FACTS,
    *LENIENCY_FACTS,
    *WAGE_FACTS,
    Fact("subject", "案由", "choice", VIOLATIONS),
    Fact("employer_identified", "被投诉单位明确"),
    Fact("harmed_by_employer", "损害由被投诉单位造成"),
    Fact("in_scope", "属于劳动保障监察职权范围"),
    Fact("own_jurisdiction", "由本机关管辖"),
    Fact("in_dispute_procedure", "已申请调解仲裁或者已提起诉讼"),
    Fact("group_event", "引发群体性事件"),
    Fact("unlicensed", "无营业执照或者未依法登记的单位"),
    Fact("serious_violation", "属于应当向社会公布的重大违法行为"),
)


def _service(document: str, zh: str, step: str) -> Service:
    """Return the service of one written decision on the inspected unit, within seven days."""
    methods = METHODS_OF_PAYMENT_ORDER if document == "payment_order" else METHODS
    return Service(
        f"{document}_service",
        zh,
        step=step,
        to=EMPLOYER,
        methods=methods,
        per="湖南省劳动保障监察条例/23.2",
        breach=UNSERVED,
        document=document,
        within=service_within(f"{document}_service", zh),
    )


SERVICES = (
    Service(
        "notice_service",
        "送达事先告知书",
        step="informed",
        to=EMPLOYER,
        methods=METHODS,
        per="行政处罚法/44",
        breach=UNHEARD,
        document="notice",
    ),
    Service(
        "penalty_service",
        "送达处罚决定书",
        step="penalty_decided",
        to=EMPLOYER,
        methods=METHODS,
        per="行政处罚法/61.1",
        breach=UNSERVED,
        document="penalty_decision",
        when=~ON_THE_SPOT,
        within=PENALTY_WITHIN,
    ),
    _service("correction_order", "送达限期改正指令书", "correction_ordered"),
    _service("payment_order", "送达责令限期支付决定书", "payment_ordered"),
    _service("handling_decision", "送达行政处理决定书", "handling_decided"),
    _service("revocation_decision", "送达撤销立案决定书", "opening_revoked"),
    _service("extra_order", "送达责令加付赔偿金决定书", "extra_ordered"),
)

procedure = Procedure(
    name="labor_supervision",
    zh="劳动保障监察",
    english="labor security supervision",
    steps=STEPS,
    facts=FACTS,
    papers=(
        *PAPERS,
        *WAGE_PAPERS,
        *SERVICE_PAPERS,
        Paper("complaint_form", "投诉登记表"),
        Paper("closing_approval", "结案审批表"),
    ),
    clocks=(*COURSE_CLOCKS, *HEARING_CLOCKS, *PAYMENT_CLOCKS, *ORDER_CLOCKS),
    gates=(
        *COURSE_GATES,
        *DECISION_RULES,
        *HEARING_GATES,
        *REVIEW_GATES,
        NO_PENALTY_FOR_CRIME,
        *DEED_GATES,
        *LENIENCY_GATES,
        *DECISION_GATES,
        *SPOT_GATES,
        *LADDER_GATES,
        *WAGE_GATES,
        *EXTRA_GATES,
        DEMANDED_FIRST,
        remedies_expired(ENFORCEABLE_FROM),
        *SERVICE_GATES,
    ),
    orders=COURSE_ORDERS,
    evidence=(*DECISION_EVIDENCE, *HANDLING_EVIDENCE, *WAGE_EVIDENCE, *ENFORCEMENT_EVIDENCE),
    elements=(ACCEPTANCE, *WAGE_ELEMENTS),
    services=SERVICES,
    amounts=(*SPOT_AMOUNTS, *VIOLATION_AMOUNTS, *WAGE_AMOUNTS),
    publications=(*PUBLICATIONS, *VIOLATION_PUBLICATIONS),
    authorities=(*OFFICER_RULES, REVIEWERS),
)
