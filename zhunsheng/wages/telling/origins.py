"""Which rows of which files stand behind a worker's month: load, file and row, as they came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from zhunsheng.wages.load import read_load
from zhunsheng.wages.months import first_day
from zhunsheng.wages.registry import Written, entries
from zhunsheng.wages.shapes import Origin
from zhunsheng.wages.tables import TABLES
from zhunsheng.wages.telling.tables import Tables

# Table → the condition under which a row belongs to the month.
OF_MONTH: Mapping[str, str] = MappingProxyType(
    {
        "roster": "true",
        "attendance": "date_trunc('month', day) = first",
        "passes": "date_trunc('month', t.at) = first",
        "payroll": "coalesce(back_pay_of, wage_month) = month",
        "receipts": "coalesce(wage_month, year(paid_on) * 12 + month(paid_on) - 1) = month",
    }
)
# The worker's own number, and entries of the project that came with the number masked.
SAME_PERSON = """
    WITH people AS ({people})
    SELECT other.worker FROM people one JOIN people other ON other.worker = one.worker
      OR (one.project IS NULL AND other.project = ? AND other.mask = one.mask
          AND (other.name IS NULL OR other.name = one.name))
    WHERE one.worker = ?
"""
ROWS = """
    SELECT load, file, row FROM {rows} t, (SELECT ?::DATE AS first, ?::INTEGER AS month)
    WHERE project = ? AND list_contains(?, worker) AND {condition}
    QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY load DESC, file DESC, row DESC) = 1
    ORDER BY load, file, row
"""


def origins(
    tables: Tables, loads: Path, numbers: Sequence[int], who: tuple[int, int], month: int
) -> tuple[Origin, ...]:
    """Return the rows behind a month of (project, worker) in the loads of those numbers.

    Of rows of one key the one loaded last is named: it is the one that stands.
    """
    written = [Written(number, loads / f"{number:04d}") for number in numbers]
    project, worker = who
    people = SAME_PERSON.replace("{people}", entries("people", written))
    same = [row["worker"] for row in tables.rows(people, (project, worker))]
    names = {load.number: _sheets(load) for load in written}
    found = []
    for name, condition in OF_MONTH.items():
        files = [load.folder / f"{name}.parquet" for load in written]
        there = [file for file in files if file.exists()]
        if not there or not same:
            continue
        key = ", ".join(f'"{column}"' for column in TABLES[name].key)
        query = ROWS.replace("{condition}", condition).replace("{key}", key)
        values = [first_day(month), month, project, same]
        found += [
            Origin(name, row["load"], names[row["load"]].get(row["file"], ""), row["row"])
            for row in tables.rows(query, values, rows=there)
        ]
    return tuple(found)


def _sheets(load: Written) -> dict[int, str]:
    """Give the name of each sheet of a load: the file's, with the sheet's where it has one."""
    return {
        sheet.file: f"{file.name}“{sheet.sheet}”" if sheet.sheet else file.name
        for file in read_load(load.folder).files
        for sheet in file.sheets
    }
