"""What the pages about loads show: totals by table, refused cells, what fits nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from zhunsheng.base.money import yuan_zh
from zhunsheng.wages.load import Load
from zhunsheng.wages.tables import TABLES
from zhunsheng.wages.unmatched import KINDS
from zhunsheng.web.wages.drafts import Draft

PAGE = "/gongcheng/shuju/"
TEMPLATE_TABLES = tuple(TABLES.values())
DIGEST_SHOWN = 12


def table_rows(found: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    """Return the totals of each table in the order the tables are declared."""
    return [
        {"zh": table.zh, **found[name], "holds": holds(found[name])}
        for name, table in TABLES.items()
        if name in found
    ]


def holds(counts: Mapping[str, int]) -> bool:
    """Say whether the rows that came in are those accepted and those refused."""
    return counts["rows"] == counts["accepted"] + counts["refused"]


def file_rows(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the files with the tables they were read as, or why they were not read."""
    rows = [
        {
            "name": one["name"],
            "digest": str(one["digest"])[:DIGEST_SHOWN],
            "sheets": [
                {
                    "zh": TABLES[sheet["table"]].zh,
                    "sheet": sheet["sheet"],
                    "rows": sheet["rows"],
                    "accepted": sheet["accepted"],
                    "refused": sheet["refused"],
                    "left_over": "、".join(sheet["left_over"]),
                }
                for sheet in one["sheets"]
            ],
            "note": "",
        }
        for one in found.get("files", ())
    ]
    for name, number in found.get("known", {}).items():
        note = f"批次{number}装入过，内容一样，不重复装入"
        rows.append({"name": name, "digest": "", "sheets": [], "note": note})
    for name, why in found.get("skipped", {}).items():
        rows.append({"name": name, "digest": "", "sheets": [], "note": why})
    return rows


def unmatched_rows(
    found: Mapping[str, int], number: int = 0, chosen: str = ""
) -> list[dict[str, Any]]:
    """Return the kinds of what fits nowhere, each with its number and where it is listed."""
    return [
        {
            "zh": zh,
            "n": found.get(kind, 0),
            "href": f"{PAGE}{number}/?wei={kind}#wei" if number else "",
            "on": kind == chosen,
        }
        for kind, zh in KINDS.items()
        if found.get(kind)
    ]


def fault_rows(faults: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return faults as the pages list them: where, what was written, what is wrong, what to do."""
    return [
        {
            "file": str(one.get("file", "")),
            "place": str(one.get("place", "")),
            "what": str(one.get("what", "")),
            "why": str(one.get("why", "")),
            "remedy": str(one.get("remedy", "")),
        }
        for one in faults
    ]


def refused_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the refused cells of a load."""
    return [
        {
            "file": row["file_name"],
            "sheet": row["sheet"],
            "place": f"第{row['row']}行",
            "column": row["header"] or "",
            "value": "空" if row["value"] in (None, "") else row["value"],
            "why": row["reason"],
            "remedy": row["remedy"],
        }
        for row in rows
    ]


def unmatched_lines(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows that fit nowhere, as a page lists them."""
    return [
        {
            "kind": KINDS.get(row["kind"], row["kind"]),
            "table": TABLES[row["table"]].zh if row["table"] in TABLES else row["table"],
            "project": row["code"],
            "who": row["mask"] or "没有写身份证号",
            "where": f"批次{row['load']} {row['file_name']} 第{row['row']}行",
            "rows": row["rows"],
            "amount": "" if row["amount"] is None else yuan_zh(row["amount"]),
        }
        for row in rows
    ]


def load_line(load: Load, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a load as the list shows it."""
    return {
        "number": load.number,
        "href": f"{PAGE}{load.number}/",
        "at": load.at,
        "by": names.get(load.by, load.by),
        "files": len(load.files),
        "rows": load.rows,
        "accepted": load.accepted,
        "refused": load.refused,
        "unmatched": sum(load.unmatched.values()),
    }


def draft_line(draft: Draft) -> dict[str, Any]:
    """Return a draft as the list shows it."""
    return {
        "href": f"{PAGE}{UUID(draft.id)}/",
        "at": draft.at,
        "files": "、".join(draft.files),
        "state": draft.state,
        "state_zh": draft.state_zh,
    }
