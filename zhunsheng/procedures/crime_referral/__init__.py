"""Transfer of suspected refusal to pay labor remuneration to the police (刑法 276-1, 移送规定)."""

from __future__ import annotations

from zhunsheng.law.procedure import Procedure
from zhunsheng.procedures.crime_referral.clocks import AMOUNTS, CLOCKS
from zhunsheng.procedures.crime_referral.elements import ELEMENTS
from zhunsheng.procedures.crime_referral.evidence import EVIDENCE
from zhunsheng.procedures.crime_referral.gates import AUTHORITIES, GATES, ORDERS
from zhunsheng.procedures.crime_referral.service import ORDER_SERVICE, SERVED
from zhunsheng.procedures.crime_referral.steps import BUREAU_STEPS, FACTS, OTHER_STEPS, PAPERS
from zhunsheng.procedures.service import SERVICE_GATES

procedure = Procedure(
    name="crime_referral",
    zh="移送拒不支付劳动报酬案件",
    english="referral of refusal to pay labor remuneration",
    steps=(BUREAU_STEPS[0], SERVED, *BUREAU_STEPS[1:], *OTHER_STEPS),
    facts=FACTS,
    papers=PAPERS,
    clocks=CLOCKS,
    gates=(*GATES, *SERVICE_GATES),
    orders=ORDERS,
    evidence=EVIDENCE,
    elements=ELEMENTS,
    services=(ORDER_SERVICE,),
    amounts=AMOUNTS,
    authorities=AUTHORITIES,
)
