"""From the wage monitor to matters: warnings, published ratings, leads with their evidence.

Everything is written through the office's own verbs; what a run hands over stands in `handed.py`.
"""

from __future__ import annotations

from zhunsheng.office.wages.clues import (
    Referral,
    evidence_of,
    open_arrears_clue,
    open_crime_referral,
)
from zhunsheng.office.wages.desk import Desk, Measure
from zhunsheng.office.wages.extracts import workbook
from zhunsheng.office.wages.handed import (
    Extract,
    Fault,
    Place,
    ProjectColor,
    RedRow,
    Run,
    WorkerOwed,
)
from zhunsheng.office.wages.monitored import Owed, red_row, run_of
from zhunsheng.office.wages.numbers import clue_number, rating_number, warning_number
from zhunsheng.office.wages.ratings import (
    Answer,
    Change,
    Published,
    Standing,
    answer_objection,
    change_rating,
    object_to_rating,
    publish_ratings,
    standing_color,
)
from zhunsheng.office.wages.warnings import Raised, raise_warnings

__all__ = [
    "Answer",
    "Change",
    "Desk",
    "Extract",
    "Fault",
    "Measure",
    "Owed",
    "Place",
    "ProjectColor",
    "Published",
    "Raised",
    "RedRow",
    "Referral",
    "Run",
    "Standing",
    "WorkerOwed",
    "answer_objection",
    "change_rating",
    "clue_number",
    "evidence_of",
    "object_to_rating",
    "open_arrears_clue",
    "open_crime_referral",
    "publish_ratings",
    "raise_warnings",
    "rating_number",
    "red_row",
    "run_of",
    "standing_color",
    "warning_number",
    "workbook",
]
