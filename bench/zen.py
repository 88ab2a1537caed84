"""zen-engine on the nearest same rules: eighteen of ours over facts and due days made ready for it.

It folds no events, knows no calendar and no third truth value: days are numbers, a day that is not
known is a large one, and the due days are given. It returns which of the rules fire.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from itertools import islice
from typing import Any

from bench.board import Board
from bench.matters import AS_OF, matters
from bench.stopwatch import measured
from zhunsheng.engine.assess import Assessor
from zhunsheng.law.corpus import load_law
from zhunsheng.procedures import procedure
from zhunsheng.record.record import Record

COUNT = 2_000
NEVER = 1_000_000
DAYS = ("injured", "applied", "accepted", "decided", "copied", "investigated", "proof_requested")
PAPERS = ("application_form", "acceptance_decision", "proof_notice", "decision")
EXPRESSIONS: Mapping[str, str] = {
    "employer_applies": "due_employer < never and applied > due_employer and applied < never",
    "worker_applies": "by != 'employer' and applied < never and applied > due_worker",
    "application_examined": "applied < never "
    "and (accepted < never ? accepted : today) > due_accept",
    "decided_in_time": "accepted < never and (decided < never ? decided : today) > due_decide",
    "copied_in_time": "decided < never and (copied < never ? copied : today) > due_copy",
    "accepted_before_decision": "decided < never and decided < accepted",
    "accepted_before_investigation": "investigated < never and investigated < accepted",
    "proof_requested_before_decision": "wanted and decided < never and decided < proof_requested",
    "application_form_on_file": "accepted < never and application_form > accepted",
    "acceptance_decision_on_file": "decided < never and acceptance_decision > decided",
    "proof_notice_on_file": "decided < never and proof_requested < never "
    "and proof_notice > decided",
    "decision_on_file": "copied < never and decided < never and decision > copied",
    "two_officers": "investigated < never and officers < 2",
    "certificates_shown": "investigated < never and not(certificate_shown)",
    "denial_fits": "result == 'not_determined' and item == 'work_accident'",
    "finding_fits": "result == 'determined' and item == 'main_responsibility'",
    "work_accident": "result == 'determined' and item == 'work_accident' "
    "and not(at_work_time and at_workplace and accident)",
    "commuting": "result == 'determined' and item == 'commuting' and not(commuting_purpose "
    "and reasonable_time and reasonable_route and traffic_accident and not_mainly_responsible)",
}
FACTS = (
    "at_work_time",
    "at_workplace",
    "accident",
    "commuting_purpose",
    "reasonable_time",
    "reasonable_route",
    "traffic_accident",
    "not_mainly_responsible",
    "certificate_shown",
)


def run(board: Board) -> None:
    """Measure the decision, and the assessment of the same matters by this project."""
    board.section(f"Peer: zen-engine, {len(EXPRESSIONS)} of our rules over prepared facts")
    try:
        zen = importlib.import_module("zen")
    except ImportError as missing:
        board.note(f"skipped: {missing}")
        return
    decision = zen.ZenEngine().create_decision(json.dumps(_graph()))
    assessor = Assessor(procedure("work_injury"), load_law())
    records = list(islice(matters(COUNT), COUNT))
    rows = [_row(record, assessor) for record in records]
    fired = sum(sum(map(bool, decision.evaluate(row)["result"].values())) for row in rows)
    timing = measured(lambda: [decision.evaluate(row) for row in rows])
    board.line("zen-engine, expression node", timing.rate(COUNT), "matters/s")
    ours = measured(lambda: [assessor.assess(record, AS_OF) for record in records])
    rules = len(assessor.compiled.rules)
    board.line(f"this project, all {rules} rules, from events", ours.rate(COUNT), "matters/s")
    board.note(f"zen-engine fired {fired:,} times on {COUNT:,} matters")


def _row(record: Record, assessor: Assessor) -> dict[str, Any]:
    tables = assessor.calendar.earliest
    row: dict[str, Any] = dict.fromkeys((*DAYS, *PAPERS), NEVER)
    row |= dict.fromkeys(FACTS, False) | dict.fromkeys(("by", "result", "item"), "")
    row |= {"today": AS_OF.toordinal(), "never": NEVER, "officers": 0}
    for event in record.events:
        day = event.happened_on.toordinal()
        if event.kind in DAYS:
            row[event.kind] = min(row[event.kind], day)
        for paper in event.papers:
            if paper in PAPERS:
                row[paper] = min(row[paper], day)
        row.update({name: value for name, value in event.facts.items() if name in row})
    row["officers"] = len(row["officers"]) if row["officers"] else 0
    row["wanted"] = row["by"] not in ("", "employer")
    for name, start, days in (
        ("due_employer", "injured", 30),
        ("due_worker", "injured", 365),
        ("due_accept", "applied", 15),
        ("due_decide", "accepted", 60),
        ("due_copy", "decided", 20),
    ):
        day = row[start]
        row[name] = tables.first_workday(day + days) if day < NEVER else NEVER
    return row


def _graph() -> dict[str, Any]:
    expressions = [{"id": name, "key": name, "value": text} for name, text in EXPRESSIONS.items()]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {
            "id": "rules",
            "type": "expressionNode",
            "name": "rules",
            "position": {"x": 1, "y": 0},
            "content": {"expressions": expressions},
        },
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "b", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    return {"nodes": nodes, "edges": edges}
