"""A form filled from a record on a day, for a bureau: the paper, and what it still lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhunsheng.base.chinese import day_zh
from zhunsheng.base.errors import ZhunshengError
from zhunsheng.documents.bureau import Bureau
from zhunsheng.documents.filled import (
    Block,
    Cell,
    Filled,
    Heading,
    Paragraph,
    Run,
    Signature,
    Slip,
    Table,
    Text,
)
from zhunsheng.documents.form import (
    Box,
    Form,
    Grid,
    Head,
    Items,
    Part,
    Receipt,
    Remedies,
    Say,
    Sign,
)
from zhunsheng.documents.masking import mask_numbers, mask_value
from zhunsheng.documents.reading import Reading
from zhunsheng.documents.remedies import sentence, ways
from zhunsheng.documents.writing import Writer, clean
from zhunsheng.law.corpus import Law, load_law
from zhunsheng.procedures import procedure
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record


class WrongForm(ZhunshengError):
    """The form does not belong to the record's procedure, or to the act at hand."""


@dataclass(frozen=True, slots=True)
class Issue:
    """How a paper is issued: its number, the act that makes it, whether personal values are hidden.

    `law` is the law it cites, where that is not the law this project ships.
    """

    number: str = ""
    event: Event | None = None
    masked: bool = False
    law: Law | None = None


def fill(
    form: Form,
    record: Record,
    *,
    on: date,
    bureau: Bureau,
    issue: Issue | None = None,
) -> Filled:
    """Fill a form; raises WrongForm, UnknownProcedure, and LawError for a day before the law held.

    Without an act at hand, the latest act of the form's steps is taken.
    """
    how = issue or Issue()
    if record.procedure not in form.procedures:
        raise WrongForm(
            f"“{form.zh}”不是这种案件的文书：案件属于“{procedure(record.procedure).zh}”。请改选文书。"
        )
    event = how.event or _latest(form, record)
    if event is not None and event.kind not in form.steps:
        raise WrongForm(f"“{form.zh}”不是这一步骤的文书。请改选文书或者步骤。")
    reading = Reading(record, procedure(record.procedure), form, bureau, event, on)
    writer = Writer(reading, how.law or load_law(), masked=how.masked)
    if not all(writer.holds((when,)) for when in form.when if reading.value(when.of) is not None):
        raise WrongForm(f"记录写明的结论不用“{form.zh}”。请改选文书，或者更正记录。")
    blocks = [block for part in form.parts for block in _blocks(part, writer)]
    return Filled(
        kind=form.kind,
        title=form.zh,
        number=clean(how.number) or clean(_unnumbered(form, bureau, on)),
        organ=clean(bureau.name),
        on=on,
        layout=form.layout,
        blocks=tuple(_masked(blocks, reading) if how.masked else blocks),
        missing=tuple(writer.missing),
        unnumbered=bool(form.mark) and not how.number,
        masked=how.masked,
    )


def fits(form: Form, record: Record, event: Event) -> bool:
    """Say whether the act makes this paper (认定 and 不予认定 are papers of one step)."""
    if record.procedure not in form.procedures or event.kind not in form.steps:
        return False
    reading = Reading(
        record, procedure(record.procedure), form, Bureau("", ""), event, event.happened_on
    )
    return Writer(reading, load_law(), masked=False).holds(form.when)


def _latest(form: Form, record: Record) -> Event | None:
    standing = record.as_known()
    return next((event for event in reversed(standing) if event.kind in form.steps), None)


def _unnumbered(form: Form, bureau: Bureau, on: date) -> str:
    return f"{bureau.mark}{form.mark}〔{on.year}〕（签发时编号）" if form.mark else ""


# --- parts ---------------------------------------------------------------------------------------


def _blocks(part: Part, writer: Writer) -> Iterator[Block]:
    match part:
        case Say(text=text, style=style, when=when) if writer.holds(when):
            for line in _lines(writer.text(text)):
                yield Paragraph(line, style)
        case Head(text=text, when=when) if writer.holds(when):
            yield Heading(writer.text(text))
        case Items(of=of, when=when) if writer.holds(when):
            yield from _numbered(writer.entries(of))
        case Grid(columns=columns, rows=rows):
            yield Table(columns, tuple(tuple(_cell(c, writer) for c in row) for row in rows))
        case Remedies(paper=paper, review_first=first):
            reading = writer.reading
            demanded = first is not None and writer.holds((first,))
            said = sentence(ways(writer.law, on=reading.on, review_first=demanded), paper)
            yield Paragraph(writer.text(said), "remedy")
        case Sign(seal=seal):
            yield Signature(writer.text("{bureau.name}"), day_zh(writer.reading.on), seal)
        case Receipt(title=title, lines=lines, signs=signs):
            yield Slip(title, tuple(writer.text(line) for line in lines), signs)


def _cell(cell: str | Box, writer: Writer) -> Cell:
    if isinstance(cell, str):
        return Cell((Run(cell),), label=True)
    return Cell(writer.text(cell.text), cell.span, lines=cell.lines, sign=cell.sign)


def _numbered(entries: Sequence[Text]) -> Iterator[Paragraph]:
    for number, entry in enumerate(entries, start=1):
        end = "。" if number == len(entries) else "；"
        yield Paragraph((Run(f"{number}．"), *entry, Run(end)))


def _lines(text: Text) -> Iterator[Text]:
    """Cut a text at its line ends; each line is a paragraph of its own."""
    line: list[Run] = []
    for run in text:
        first, *others = run.text.split("\n")
        line.append(replace(run, text=first))
        for other in others:
            yield tuple(line)
            line = [replace(run, text=other)]
    yield tuple(line)


# --- names hidden --------------------------------------------------------------------------------


def _masked(blocks: Sequence[Block], reading: Reading) -> Iterator[Block]:
    """Hide personal values also where they stand inside other text."""
    names = {
        value
        for name, fact in reading.facts.items()
        if reading.personal(fact)
        and isinstance(value := reading.value(name), str)
        and len(value) > 1
    }
    hidden = {name: mask_value(name) for name in names}
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")

    def hide(text: Text) -> Text:
        return tuple(
            replace(run, text=mask_numbers(pattern.sub(lambda m: hidden[m.group()], run.text)))
            for run in text
        )

    for block in blocks:
        match block:
            case Table(rows=rows):
                told = tuple(tuple(replace(c, text=hide(c.text)) for c in row) for row in rows)
                yield replace(block, rows=told)
            case Slip(lines=lines):
                yield replace(block, lines=tuple(hide(line) for line in lines))
            case Signature():
                yield block
            case _:
                yield replace(block, text=hide(block.text))
