"""Pages of a PDF as pictures, for the preview beside the form."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Iterator

import pypdfium2 as pdfium

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB, _DEPTH, _UNFILTERED = 2, 8, b"\x00"
# The library draws one page at a time, whatever the thread.
_DRAWING = threading.Lock()


def pages_png(pdf_bytes: bytes, scale: float = 1.5) -> list[bytes]:
    """Draw every page as a PNG; scale 1 is 72 dots an inch."""
    with _DRAWING:
        document = pdfium.PdfDocument(pdf_bytes)
        try:
            return [_png(document[number], scale) for number in range(len(document))]
        finally:
            document.close()


def _png(page: pdfium.PdfPage, scale: float) -> bytes:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        pixels = bytes(bitmap.buffer)
        rows = b"".join(_rows(pixels, bitmap.width, bitmap.height, bitmap.stride))
        header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, _DEPTH, _RGB, 0, 0, 0)
    finally:
        bitmap.close()
        page.close()
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _rows(pixels: bytes, width: int, height: int, stride: int) -> Iterator[bytes]:
    for row in range(height):
        start = row * stride
        yield _UNFILTERED + pixels[start : start + 3 * width]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
