"""How a dispute ended: a judgment overturned on appeal has not ended so."""

from __future__ import annotations

from datetime import date

import pytest

from tests.engine.made_up import record_of
from zhunsheng.office.snapshot import Basis, snapshot_of
from zhunsheng.procedures import procedure

JUDGED = "2025-06-03 judged form=judgment outcome=revoked"


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("2025-03-03 docketed", ""),
        (JUDGED, "revoked"),
        (f"{JUDGED}\n2025-09-01 finally_judged appeal_outcome=upheld", "revoked"),
        (f"{JUDGED}\n2025-09-01 finally_judged appeal_outcome=reversed", ""),
        (f"{JUDGED}\n2025-09-01 finally_judged appeal_outcome=remanded", ""),
        (
            f"{JUDGED}\n2025-09-01 finally_judged appeal_outcome=remanded"
            "\n2025-12-01 judged form=judgment outcome=dismissed",
            "dismissed",
        ),
    ],
)
def test_the_outcome_is_the_last_that_stands(told: str, outcome: str) -> None:
    basis = Basis(day=date(2026, 1, 5), mark="test")
    found = snapshot_of(record_of(told, "litigation"), procedure("litigation"), None, basis)
    assert found.outcome == outcome
