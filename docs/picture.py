"""Draws docs/finding.svg: one finding as `zhunsheng check` prints it, with a word to each part.

The text is the program's own output on a published case, so the picture cannot say what the
program does not. `python docs/picture.py` draws it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import escape
from pathlib import Path

from click.testing import CliRunner

from zhunsheng.cli import main

ROOT = Path(__file__).parents[1]
PICTURE = Path(__file__).with_name("finding.svg")
MATTER = "RC-079"
COMMAND = (
    "check",
    str(ROOT / "examples" / "published" / "work-injury.txt"),
    "--only",
    "barred",
    "--as-of",
    "2026-06-30",
)
WIDTH, LEFT, LABELS, LINE, SIZE = 940, 32, 700, 28, 16
COLUMNS = 78  # half-width signs that fit between the margin and the labels
NEVER_FIRST = "，。；、：）〕》”！？"
WORDS = (
    ("案件、现在到哪一步", "the matter and where it stands"),
    ("什么不对", "what is wrong"),
    ("哪一条、什么理由、什么后果", "article, ground, consequence"),
    ("怎么补救", "what mends it"),
)


def printed() -> list[str]:
    """Give the lines the program prints on the matter: its head, the finding, the law, the cure."""
    result = CliRunner().invoke(main, COMMAND)
    lines = result.output.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(MATTER))
    return [line.strip() for line in lines[start : start + len(WORDS)]]


def picture(lines: list[str]) -> str:
    """Draw the lines as a card, the word to each part on its right."""
    body: list[str] = []
    y = 50
    for at, (line, words) in enumerate(zip(lines, WORDS, strict=True)):
        top = y
        for part in wrapped(line):
            weight = ' font-weight="bold"' if at < 2 else ""
            shade = "#111" if at < 2 else "#333"
            body.append(_text(LEFT, y, part, f'font-size="{SIZE}" fill="{shade}"{weight}'))
            y += LINE
        middle = (top + y - LINE) / 2
        body.append(_rule(top, y))
        body.append(_text(LABELS, middle - 4, words[0], 'font-size="14" fill="#111"'))
        body.append(_text(LABELS, middle + 14, words[1], 'font-size="12" fill="#555"'))
        y += 16
    height = y - 8
    return "\n".join([*_frame(height), *body, "</svg>", ""])


def wrapped(line: str) -> Iterator[str]:
    """Break a line where it is full, never inside a word; a wide sign takes two columns."""
    part, used = "", 0
    for word in re.findall(r"[!-~]+|.", line):
        wide = sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in word)
        if used + wide > COLUMNS and word not in NEVER_FIRST:
            yield part.rstrip()
            part, used = "", 0
        part += word
        used += wide
    yield part


def _frame(height: float) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" '
        f'width="{WIDTH}" height="{height:g}" role="img" font-family="sans-serif">'
    )
    yield "<title>一条结论：什么不对，依据哪一条，后果和补救</title>"
    yield (
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{height - 2:g}" rx="10" '
        'fill="#fff" stroke="#999"/>'
    )


def _rule(top: float, bottom: float) -> str:
    edge = LABELS - 16
    start, end = top - SIZE, bottom - LINE + 8
    return f'<path d="M{edge} {start:g}V{end:g}" stroke="#999" stroke-width="2" fill="none"/>'


def _text(x: float, y: float, text: str, look: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" {look}>{escape(text)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(picture(printed()), encoding="utf-8")
