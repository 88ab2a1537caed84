"""Administrative reconsideration in which the bureau answers for its act as the respondent."""

from __future__ import annotations

from zhunsheng.law.procedure import Procedure
from zhunsheng.procedures._reconsideration_clocks import CLOCKS
from zhunsheng.procedures._reconsideration_rules import GATES, ORDERS
from zhunsheng.procedures._reconsideration_steps import FACTS, PAPERS, STEPS

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
