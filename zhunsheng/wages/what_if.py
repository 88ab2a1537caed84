"""What if: the months that were run, rated again by another scheme; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import ibis
import pyarrow as pa

from zhunsheng.wages.engines import open_duckdb
from zhunsheng.wages.rating import rate
from zhunsheng.wages.runs import latest, run_folder
from zhunsheng.wages.scheme import Scheme

Colors = Mapping[int, Mapping[int, str]]


def rerated(folder: Path, scheme: Scheme, months: Sequence[int]) -> Colors:
    """Return month → project → color by the scheme, the memory carried on from month to month.

    Rated are the newest runs of the months below `folder`, in order; a month that was not run is
    left out. Raises InputRefused where the scheme has no rules for a month.
    """
    engine = open_duckdb()
    before: pa.Table | None = None
    found: dict[int, dict[int, str]] = {}
    for month in sorted(months):
        run = latest(folder, month)
        if run is None:
            continue
        projects = engine.read_parquet(str(run_folder(folder, run) / "projects.parquet"))
        given = None if before is None else ibis.memtable(before)
        rated = rate(projects, scheme.rules(month), given).to_pyarrow()
        colors = rated.select(["project", "color"]).to_pydict()
        found[month] = dict(zip(colors["project"], colors["color"], strict=True))
        before = rated
    engine.disconnect()
    return found


def tallied(colors: Colors) -> dict[int, Mapping[str, int]]:
    """Count the colors of each month."""
    return {month: Counter(of_month.values()) for month, of_month in colors.items()}


def differing(one: Colors, other: Colors) -> dict[int, dict[int, tuple[str, str]]]:
    """Return month → project → both colors, of the projects two schemes rate differently."""
    return {
        month: {
            project: (color, other[month][project])
            for project, color in of_month.items()
            if other.get(month, {}).get(project, color) != color
        }
        for month, of_month in one.items()
    }
