"""How long each procedure takes to compile: its words lowered to rules, the rules to Python."""

from __future__ import annotations

from bench.board import Board, Goal
from bench.stopwatch import measured
from zhunsheng.engine.assess import Assessor
from zhunsheng.engine.compile import compile_rules
from zhunsheng.law.corpus import load_law
from zhunsheng.procedures import procedures

AT_MOST = Goal("≤", 50, " ms")


def run(board: Board) -> None:
    """Measure every procedure, and the step from rules to Python alone."""
    board.section("Compiling each procedure")
    law = load_law()
    for name, declared in procedures().items():
        rules = Assessor(declared, law).compiled.rules
        whole = measured(lambda declared=declared: Assessor(declared, law))
        alone = measured(lambda declared=declared, rules=rules: compile_rules(declared, rules, law))
        board.line(f"{name}: {len(rules)} rules", whole.each(scale=1_000), "ms", AT_MOST)
        board.note(f"of which from rules to Python {alone.median * 1_000:.1f} ms")
