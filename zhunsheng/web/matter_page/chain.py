"""Whether the chain of a matter's events holds: hashed again while the page is made."""

from __future__ import annotations

from typing import Any

from django.db import connection

from zhunsheng.record.chain import SHA256
from zhunsheng.record.leaf import check_links
from zhunsheng.web.matter_page.timeline import mark

STORED = (
    "SELECT m.digest, e.seq, e.body, e.head FROM store_matter m"
    " JOIN store_event e ON e.matter_id = m.id WHERE m.number = %s ORDER BY e.seq"
)


def chain_line(number: str) -> dict[str, Any]:
    """Return the sentence under the timeline, the last mark, and whether every link holds."""
    with connection.cursor() as cursor:
        cursor.execute(STORED, [number])
        stored = cursor.fetchall()
    digest = stored[0][0] if stored else SHA256
    rows = [(seq, body, bytes(head)) for _, seq, body, head in stored]
    head = rows[-1][2].hex() if rows else ""
    broken = check_links(number, rows, digest)
    text = f"{len(rows)} 条首尾相接，末条"
    if broken is not None:
        text = f"记录链在第 {broken} 条断开，请停止办理并告知管理员；末条"
    return {"text": text, "head": mark(head), "whole_head": head, "whole": broken is None}
