"""The engine on synthetic matters, beside the same rules by hand; that both agree on every one."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from bench.board import Board, Goal
from bench.by_hand import findings as by_hand
from bench.matters import AS_OF, matters
from bench.stopwatch import REPEATS, Timing, cpu_seconds, measured, ratios
from zhunsheng.engine.assess import Assessor
from zhunsheng.law.corpus import load_law
from zhunsheng.procedures import procedure
from zhunsheng.record.record import Record

BATCH = 250
WARM_UP = 500
SHOWN = 5
PLAIN = Goal("≥", 20_000, "/s")
TRACED = Goal("≥", 5_000, "/s")
BESIDE = Goal("≤", 2.5, "×")
Work = Callable[[Sequence[Record]], object]


def run(board: Board, count: int) -> bool:
    """Measure; return False where the engine and the hand-written rules disagree."""
    assessor = Assessor(procedure("work_injury"), load_law())
    board.section(f"Full assessment of {count:,} synthetic work-injury matters, all passes")
    ways: dict[str, Work] = {
        "engine": lambda batch: _assess_all(assessor, batch, trace=False),
        "traced": lambda batch: _assess_all(assessor, batch, trace=True),
        "ahead": lambda batch: _look_ahead(assessor, batch),
        "hand": lambda batch: _all_by_hand(assessor, batch),
    }
    for work in ways.values():
        work(list(matters(WARM_UP)))
    runs: dict[str, list[float]] = {name: [0.0] * REPEATS for name in ways}
    differing: list[str] = []
    events = found = 0
    for batch in _batches(count):
        for repeat in range(REPEATS):
            for name, work in ways.items():
                runs[name][repeat] += cpu_seconds(lambda work=work, batch=batch: work(batch))
        differing += _differences(assessor, batch)
        events += sum(len(record.events) for record in batch)
        found += sum(len(assessor.assess(record, AS_OF).findings) for record in batch)
    timings = {name: Timing(tuple(seconds)) for name, seconds in runs.items()}
    rules = f"{len(assessor.compiled.rules)} rules"
    board.note(f"{rules}; {events / count:.1f} events and {found / count:.1f} findings a matter")
    board.line("engine, without trace", timings["engine"].rate(count), "matters/s", PLAIN)
    board.line("engine, every value kept", timings["traced"].rate(count), "matters/s", TRACED)
    ahead = timings["ahead"].rate(count)
    board.line("engine, and the day of the next change", ahead, "matters/s")
    board.line("the same rules by hand", timings["hand"].rate(count), "matters/s")
    ratio = ratios(timings["engine"], timings["hand"])
    board.line("engine's time to the hand-written function's", ratio, "×", BESIDE)
    verdict = f"{len(differing):,} differ" if differing else "both agree on every one"
    board.note(f"agreement: {count:,} matters compared, {verdict}")
    for difference in differing[:SHOWN]:
        board.note(difference)
    _one_matter(board, assessor)
    return not differing


def _batches(count: int) -> Iterator[list[Record]]:
    stream = matters(count)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _assess_all(assessor: Assessor, batch: Sequence[Record], *, trace: bool) -> None:
    for record in batch:
        assessor.assess(record, AS_OF, trace=trace)


def _look_ahead(assessor: Assessor, batch: Sequence[Record]) -> None:
    for record in batch:
        _ = assessor.assess(record, AS_OF).next_change


def _all_by_hand(assessor: Assessor, batch: Sequence[Record]) -> None:
    tables = assessor.calendar.earliest
    for record in batch:
        by_hand(record.about, record.as_known(), AS_OF, tables)


def _differences(assessor: Assessor, batch: Sequence[Record]) -> list[str]:
    """Return what the engine, with and without trace, and the hand-written rules do not share."""
    tables = assessor.calendar.earliest
    differing = []
    for record in batch:
        plain = assessor.assess(record, AS_OF)
        traced = assessor.assess(record, AS_OF, trace=True)
        engine = {(finding.kind, finding.name) for finding in plain.findings}
        again = {(finding.kind, finding.name) for finding in traced.findings}
        hand = by_hand(record.about, record.as_known(), AS_OF, tables)
        if engine != hand or engine != again:
            differing.append(f"{record.matter}: {sorted(engine ^ hand | engine ^ again)}")
    return differing


def _one_matter(board: Board, assessor: Assessor) -> None:
    board.section("One matter of twelve events")
    record = next(record for record in matters(WARM_UP) if len(record.events) == 12)
    law, declared = load_law(), procedure("work_injury")
    cold = measured(lambda: Assessor(declared, law).assess(record, AS_OF)).each(scale=1_000)
    board.line("cold: compiled for this matter alone", cold, "ms")
    for name, traced in (("warm", False), ("warm, every value kept", True)):
        times = sorted(_micros(assessor, record, trace=traced) for _ in range(WARM_UP))
        board.line(name, (statistics.median(times), times[0], times[-1]), "µs")


def _micros(assessor: Assessor, record: Record, *, trace: bool) -> float:
    begun = time.process_time_ns()
    assessor.assess(record, AS_OF, trace=trace)
    return (time.process_time_ns() - begun) / 1_000
