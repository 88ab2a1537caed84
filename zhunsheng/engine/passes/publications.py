"""Publications: did what must become public become public in time?"""

from __future__ import annotations

from zhunsheng.engine.finding import Rule
from zhunsheng.engine.passes.clocks import lower_clock
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Clock, Procedure


def lower(procedure: Procedure, law: Law) -> list[Rule]:
    """Turn every publication into the rules of a clock from the act to its publication."""
    return [
        rule
        for word in procedure.publications
        for rule in lower_clock(
            Clock(
                name=word.name,
                zh=word.zh,
                starts=word.starts,
                ends=word.ends,
                per=word.per,
                breach=word.breach,
                when=word.when,
                only_in_force=word.only_in_force,
            ),
            law,
        )
    ]
