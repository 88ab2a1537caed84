"""Which characters a font file can draw, read from its character map."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

_COLLECTION = b"ttcf"
_SHORT, _LONG = 4, 12
_LAST_OF_SHORT = 0xFFFF
# Variation selectors and joiners have no glyph of their own and need none.
_NEEDS_NO_GLYPH = ("Cf", "Cc", "Zs", "Zl", "Zp")
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def drawn_by(path: Path, index: int = 0) -> frozenset[int]:
    """Give the code points of a font; none for a file whose map is of a kind not read here."""
    data = path.read_bytes()
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == _COLLECTION else 0
    forms = {struct.unpack_from(">H", data, table)[0]: table for table in _maps(data, start)}
    if _LONG in forms:
        return frozenset(_long(data, forms[_LONG]))
    return frozenset(_short(data, forms[_SHORT]) if _SHORT in forms else ())


def undrawn(text: str, drawn: frozenset[int]) -> list[str]:
    """Give the characters of a text that need a glyph and have none, each once, in order."""
    return [each for each in dict.fromkeys(text) if ord(each) not in drawn and _needs_glyph(each)]


def _needs_glyph(character: str) -> bool:
    if unicodedata.category(character) in _NEEDS_NO_GLYPH:
        return False
    return not any(ord(character) in selectors for selectors in _SELECTORS)


def _maps(data: bytes, start: int) -> Iterator[int]:
    """Give where each character map of the font begins."""
    tables = struct.unpack_from(">H", data, start + 4)[0]
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            for encoding in range(struct.unpack_from(">H", data, offset + 2)[0]):
                yield offset + struct.unpack_from(">I", data, offset + 8 + 8 * encoding)[0]


def _long(data: bytes, table: int) -> Iterator[int]:
    groups = struct.unpack_from(">I", data, table + 12)[0]
    for number in range(groups):
        first, last, _ = struct.unpack_from(">III", data, table + 16 + 12 * number)
        yield from range(first, last + 1)


def _short(data: bytes, table: int) -> Iterator[int]:
    doubled = struct.unpack_from(">H", data, table + 6)[0]
    ends = struct.unpack_from(f">{doubled // 2}H", data, table + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", data, table + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, _LAST_OF_SHORT - 1) + 1)
