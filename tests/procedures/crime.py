"""A refusal-to-pay case as text, and what its two readers make of it."""

from __future__ import annotations

from tests.matters import assessed
from zhunsheng.engine.wording import truth_of

ORDER = (
    "2025-03-03 payment_ordered document=rectification_order pay_by=2025-03-10\n"
    "2025-03-03 served to=employer method=direct receipt_signed_by=mail_receiver receipt\n"
)
SUSPECT = "suspect_kind employer\nprovince hunan\nowed_for remuneration\n"
LARGE = "workers_owed 12\ntotal_owed 52000\n"
ABLE = "able_to_pay yes\n"


def verdict(text: str, reader: str = "transfer", as_of: str = "2025-03-11") -> bool | None:
    """Say whether the elements hold for a reader on a day."""
    readings = assessed("crime_referral", text, as_of).readings
    reading = next(reading for reading in readings if reading.name == reader)
    assert reading.rule.detail is not None
    return truth_of(reading.rule.detail.tree, reading.values)


def leaf(text: str, name: str, as_of: str = "2025-03-11") -> bool | None:
    """Return one element's value in the bureau's reading."""
    readings = assessed("crime_referral", text, as_of).readings
    value: bool | None = next(r for r in readings if r.name == "transfer").values[f"leaf:{name}"]
    return value
