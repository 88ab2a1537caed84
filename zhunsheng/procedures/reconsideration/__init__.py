"""Administrative reconsideration in which the bureau answers for its act as the respondent."""

from __future__ import annotations

from zhunsheng.law.procedure import Procedure
from zhunsheng.procedures.reconsideration.clocks import CLOCKS
from zhunsheng.procedures.reconsideration.rules import GATES, ORDERS
from zhunsheng.procedures.reconsideration.steps import FACTS, PAPERS, STEPS

procedure = Procedure(
    name="reconsideration",
    zh="行政复议答复",
    english="administrative reconsideration (as respondent)",
    steps=STEPS,
    facts=FACTS,
    papers=PAPERS,
    clocks=CLOCKS,
    gates=GATES,
    orders=ORDERS,
)
