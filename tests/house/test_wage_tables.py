"""The tables of docs/wages.md are those the monitor reads."""

from __future__ import annotations

import re
from pathlib import Path

from zhunsheng.wages.tables import TABLES, Column, Table

PAGE = Path(__file__).parents[2] / "docs" / "wages.md"
PART = re.compile(r"<!-- tables -->\n(.*)<!-- /tables -->", re.DOTALL)
KINDS = {
    "text": "text",
    "code": "text",
    "choice": "one of",
    "day": "day",
    "moment": "day and time",
    "month": "month",
    "yuan": "yuan",
    "count": "whole number",
    "days": "days",
    "hours": "hours",
    "yes_no": "是 or 否",
    "identity": "identity number",
    "card": "bank card",
    "person": "name of a person",
    "phone": "telephone",
}


def line(column: Column, table: Table) -> str:
    """One row of a table of the page."""
    kind = KINDS[column.kind]
    if column.choices:
        kind += " " + ", ".join(column.choices.values())
    mark = "key" if column.name in table.key else "yes" if column.required else ""
    return f"| {column.zh} | `{column.name}` | {kind} | {mark} | {column.note} |"


def tables() -> str:
    """The part of the page as it has to be."""
    parts = []
    for table in TABLES.values():
        standard = f" ({table.standard})" if table.standard else ""
        rows = "\n".join(line(column, table) for column in table.columns)
        head = "| header | name | value | needed | note |\n|---|---|---|---|---|"
        parts.append(f"### {table.zh} `{table.name}`{standard}\n\n{head}\n{rows}\n")
    return "\n" + "\n".join(parts) + "\n"


def test_the_page_describes_every_column() -> None:
    found = PART.search(PAGE.read_text(encoding="utf-8"))
    assert found
    assert found[1] == tables()
