"""An administrative suit in which the bureau answers for its act as the defendant."""

from __future__ import annotations

from zhunsheng.law.procedure import Procedure
from zhunsheng.procedures._litigation_clocks import CLOCKS
from zhunsheng.procedures._litigation_rules import GATES
from zhunsheng.procedures._litigation_steps import FACTS, PAPERS, STEPS

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
