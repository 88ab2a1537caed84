"""Values as canonical JSON: sorted keys, no spaces, days and decimals tagged; and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from zhunsheng.record.event import Value
from zhunsheng.record.values import UnwritableRecord, plain_decimal

ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_json(content: object) -> str:
    """Write tagged content so that equal content is the same text.

    Raises `UnwritableRecord` for a text with half a character, which no database keeps.
    """
    written = ENCODER.encode(content)
    try:
        written.encode()
    except UnicodeEncodeError as half:
        where = written[half.start : half.end]
        raise UnwritableRecord(repr(where), "这不是一个完整的字符，请删去或改正") from None
    return written


def tagged(value: Value) -> Any:
    """Give a value as JSON holds it; raises `UnwritableRecord` for a day with a time of day."""
    if isinstance(value, Decimal):
        return {"decimal": plain_decimal(value)}
    if isinstance(value, datetime):
        raise UnwritableRecord(f"{value}", "事实的值可以是日期，不能带时刻")
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return list(value) if isinstance(value, tuple) else value


def untagged(written: object) -> Value:
    """Give the value that `tagged` wrote; raises ValueError for anything else."""
    if written is None or isinstance(written, str | bool | int):
        return written
    if isinstance(written, list) and all(isinstance(item, str) for item in written):
        return tuple(written)
    if isinstance(written, dict) and len(written) == 1:
        ((tag, text),) = written.items()
        if isinstance(text, str) and tag in READERS:
            return READERS[tag](text)
    raise ValueError(f"not a value: {written!r}")


def tagged_all(facts: Mapping[str, Value]) -> dict[str, Any]:
    """Give all facts as JSON holds them."""
    return {name: tagged(value) for name, value in facts.items()}


def _decimal(number: str) -> Decimal:
    try:
        read = Decimal(number)
    except InvalidOperation:
        raise ValueError(f"not a decimal: {number!r}") from None
    if not read.is_finite():
        raise ValueError(f"not a finite decimal: {number!r}")
    return read


READERS: Mapping[str, Callable[[str], Value]] = MappingProxyType(
    {"decimal": _decimal, "day": date.fromisoformat}
)
