"""The sums that every engine must agree on."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

Sums = dict[str, int]
MONEY = ("owed", "received", "advanced", "outstanding", "overdue", "earlier", "balance")
COUNTS = ("rostered", "attending", "listed", "received_workers", "unpaid_workers")


def sums_of(projects: pa.Table, ratings: pa.Table) -> Sums:
    """Sum the judged projects, and count the colors of the ratings."""
    hits = [name for name in projects.column_names if name.startswith("n_")]
    found = {name: _sum(projects[name]) for name in (*MONEY, *COUNTS, *hits)}
    colors = pc.value_counts(ratings["color"]).to_pylist()
    found |= {f"color_{one['values']}": one["counts"] for one in colors}
    return {"projects": len(projects), **found}


def _sum(column: pa.ChunkedArray) -> int:
    return int(pc.sum(column).as_py() or 0)
