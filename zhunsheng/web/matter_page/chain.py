"""Whether the chain of a matter's events holds: hashed again while the page is made."""

from __future__ import annotations

from typing import Any

from zhunsheng.record.leaf import check_links
from zhunsheng.store.models import Event, Matter
from zhunsheng.web.matter_page.timeline import mark


def chain_line(number: str) -> dict[str, Any]:
    """Return the sentence under the timeline, the last mark, and whether every link holds."""
    digest = Matter.objects.values_list("digest", flat=True).get(number=number)
    stored = Event.objects.filter(matter__number=number).order_by("seq")
    rows = [
        (seq, body, bytes(head)) for seq, body, head in stored.values_list("seq", "body", "head")
    ]
    head = rows[-1][2].hex() if rows else ""
    broken = check_links(number, rows, digest)
    text = f"{len(rows)} 条首尾相接，末条"
    if broken is not None:
        text = f"记录链在第 {broken} 条断开，请停止办理并告知管理员；末条"
    return {"text": text, "head": mark(head), "whole_head": head, "whole": broken is None}
