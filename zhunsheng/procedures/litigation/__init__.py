"""An administrative suit in which the bureau answers for its act as the defendant."""

from __future__ import annotations

from zhunsheng.law.procedure import Procedure
from zhunsheng.procedures.litigation.clocks import CLOCKS
from zhunsheng.procedures.litigation.rules import GATES
from zhunsheng.procedures.litigation.steps import FACTS, PAPERS, STEPS

procedure = Procedure(
    name="litigation",
    zh="行政应诉",
    english="administrative litigation (as defendant)",
    steps=STEPS,
    facts=FACTS,
    papers=PAPERS,
    clocks=CLOCKS,
    gates=GATES,
)
