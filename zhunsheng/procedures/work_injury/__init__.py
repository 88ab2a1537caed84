"""Work-injury determination (工伤认定) as 工伤保险条例, 工伤认定办法 and 法释〔2014〕9号 have it.

From the injury to the archive: application within 30 days or a year, acceptance within 15 days,
proof from an employer that denies, inquiry by two officers, suspension only while another
authority's conclusion is awaited and with written notice, decision within 60 (15) days, service
on both parties within 20. Nothing of it is published.
"""

from __future__ import annotations

from zhunsheng.law.procedure import Procedure
from zhunsheng.procedures.service import SERVICE_GATES
from zhunsheng.procedures.work_injury.clocks import CLOCKS, SERVICES
from zhunsheng.procedures.work_injury.conduct import (
    AMOUNTS,
    ARCHIVE_GATES,
    AUTHORITIES,
    CONTENT_GATES,
    EVIDENCE,
    ORDERS,
)
from zhunsheng.procedures.work_injury.elements import ELEMENTS
from zhunsheng.procedures.work_injury.facts import FACTS
from zhunsheng.procedures.work_injury.gates import DECISION_GATES, FILING_GATES, INQUIRY_GATES
from zhunsheng.procedures.work_injury.steps import PAPERS, STEPS

procedure = Procedure(
    name="work_injury",
    zh="工伤认定",
    english="work-injury determination",
    steps=STEPS,
    facts=FACTS,
    papers=PAPERS,
    clocks=CLOCKS,
    gates=(
        *FILING_GATES,
        *INQUIRY_GATES,
        *DECISION_GATES,
        *CONTENT_GATES,
        *ARCHIVE_GATES,
        *SERVICE_GATES,
    ),
    orders=ORDERS,
    evidence=EVIDENCE,
    elements=ELEMENTS,
    services=SERVICES,
    amounts=AMOUNTS,
    authorities=AUTHORITIES,
)
