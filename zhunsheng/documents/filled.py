"""A paper filled from a record: what stands on it, in order, and what is still missing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from zhunsheng.documents.form import Layout, Style

Marked = Literal["", "missing", "masked"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; a missing fact and a masked value are marked as such."""

    text: str
    mark: Marked = ""


Text = tuple[Run, ...]


def plain(text: Text) -> str:
    """Join the runs of a text."""
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper."""

    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; the style says how it stands (body text, flush left, note, remedy)."""

    text: Text
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: a label or a value, over `span` columns, at least `lines` high."""

    text: Text
    span: int = 1
    label: bool = False
    lines: int = 1
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `columns` are the widths in shares."""

    columns: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, on which day, and which seal goes over it."""

    organ: Text
    day: str
    seal: str


@dataclass(frozen=True, slots=True)
class Slip:
    """The receipt below the cut line."""

    title: str
    lines: tuple[Text, ...]
    signs: tuple[str, ...]


Block = Heading | Paragraph | Table | Signature | Slip


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that the paper needs and the record does not hold: its name, where it is entered."""

    slot: str
    where: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A paper as it would be printed.

    `number` is empty where the form has none; `unnumbered` says that one is still to be given.
    `masked` papers are for demonstration and may not be issued.
    """

    kind: str
    title: str
    number: str
    organ: str
    on: date
    layout: Layout
    blocks: tuple[Block, ...]
    missing: tuple[Missing, ...] = ()
    unnumbered: bool = False
    masked: bool = False


def paragraphs(filled: Filled) -> list[str]:
    """Give the paper as lines of text, in the order in which they are read; a row is one line."""
    lines = [filled.title, *([filled.number] if filled.number else [])]
    for block in filled.blocks:
        lines += _lines(block)
    return [line for line in lines if line]


def digest(filled: Filled, algorithm: str = "sha256") -> str:
    """Give the hexadecimal hash of the paper's content; raises ValueError for an unknown hash."""
    content = asdict(filled) | {"on": filled.on.isoformat()}
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.new(algorithm, written.encode("utf-8")).hexdigest()


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Table(rows=rows):
            for row in rows:
                yield "　".join(filter(None, (_cell(cell) for cell in row)))
        case Signature(organ=organ, day=day):
            yield from (plain(organ), day)
        case Slip(title=title, lines=lines, signs=signs):
            yield from (title, *map(plain, lines), *signs)
        case _:
            yield plain(block.text)


def _cell(cell: Cell) -> str:
    return plain(cell.text) + (f"　{cell.sign}" if cell.sign else "")
