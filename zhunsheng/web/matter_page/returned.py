"""What legal affairs gave back of a matter and what is not mended yet."""

from __future__ import annotations

from typing import Any

from zhunsheng.base.masking import mask_numbers
from zhunsheng.store.models import ReturnedFile


def open_returns(number: str) -> list[dict[str, Any]]:
    """Return why the file was given back, by whom and when; the oldest first."""
    found = ReturnedFile.objects.filter(matter__number=number, mended_at=None)
    return [
        {
            "reason": mask_numbers(one.reason),
            "by": one.returned_by.name,
            "username": one.returned_by.username,
            "at": one.returned_at,
        }
        for one in found.select_related("returned_by").order_by("returned_at", "pk")
    ]
