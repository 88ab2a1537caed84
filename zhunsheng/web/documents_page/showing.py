"""What the page of a document shows: pages, text, what it lacks, what may be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from zhunsheng.base.chinese import day_zh
from zhunsheng.documents.filled import (
    Cell,
    Filled,
    Heading,
    Paragraph,
    Signature,
    Slip,
    Table,
    Text,
)
from zhunsheng.documents.typeset import TypesettingFailed
from zhunsheng.store.models import Document
from zhunsheng.store.papers import PaperLost
from zhunsheng.web.documents_page.lacking import form_href, lacks
from zhunsheng.web.documents_page.of_matter import TONES, make_href, to_serve
from zhunsheng.web.documents_page.opened import ISSUED_AT, VOIDED_AT, Opened
from zhunsheng.web.documents_page.source import UNFIT
from zhunsheng.web.jinja import moment
from zhunsheng.web.matter_page.addresses import matter_href
from zhunsheng.web.matter_page.words import Words

CODE_GROUP = 4
RECEIPT = "service_receipt"


def document_page(opened: Opened, day: date) -> dict[str, Any]:
    """Return everything the template of a document shows."""
    document, form = opened.document, opened.source.form
    shown: dict[str, Any] = {
        "document": document,
        "zh": form.zh,
        "number": opened.number,
        "title": opened.line.title,
        "state_zh": document.get_state_display(),
        "tone": TONES[Document.State(document.state)],
        "masked": opened.masked,
        "reason": Words(opened.source.procedure, opened.kept.record).text(document.void_reason),
        "particulars": list(particulars(opened)),
        "edit_href": form_href(opened.source, document),
        "again_href": make_href(opened.number, form.kind, document.event_seq),
        "refusal": "",
        "lacks": [],
        "pages": [],
        "blocks": [],
    }
    try:
        shown |= _paper(opened)
    except (*UNFIT, TypesettingFailed, PaperLost) as error:
        return {**shown, "refusal": str(error), "issuable": False}
    shown["issuable"] = opened.is_draft and not opened.masked and not shown["lacks"]
    if document.state == Document.State.ISSUED and not opened.masked:
        shown |= {"serve": to_serve(opened.source_now, day), "receipt_href": receipt_href(opened)}
    return shown


def _paper(opened: Opened) -> dict[str, Any]:
    pages = range(1, len(opened.pages()) + 1)
    return {
        "text": opened.text,
        "filled": opened.filled,
        "blocks": list(blocks(opened.filled)),
        "pages": [reverse("document_page", args=(opened.document.pk, page)) for page in pages],
        "lacks": lacks_of(opened),
        "faithful": opened.is_faithful,
        "overtaken": opened.is_overtaken,
    }


def lacks_of(opened: Opened) -> list[Any]:
    """Return what a draft still lacks."""
    if not opened.is_draft:
        return []
    return lacks(opened.source, opened.source.filled(), opened.document)


def receipt_href(opened: Opened) -> str:
    """Return where the receipt of its service is made; empty for a paper that is not served."""
    form = opened.source.form
    return make_href(opened.number, RECEIPT) if form.document and form.kind != RECEIPT else ""


def particulars(opened: Opened) -> Iterator[dict[str, Any]]:
    """Yield what is known of the document beside its text."""
    document = opened.document
    yield {"key": "文号", "value": document.number or "制发时编号"}
    yield {"key": "案号", "value": opened.number, "href": matter_href(opened.number)}
    seq = document.event_seq
    if seq:
        href = matter_href(opened.number, f"event-{seq}")
        yield {"key": "依据", "value": f"第 {seq} 条 {opened.source.step.zh}", "href": href}
    yield {"key": "文书日期", "value": day_zh(document.on_day)}
    yield {"key": "制作人", "value": f"{document.made_by.name}　{moment(document.made_at)}"}
    issued, voided = opened.moment(ISSUED_AT), opened.moment(VOIDED_AT)
    if issued is not None:
        yield {"key": "制发", "value": moment(issued)}
        href = reverse("verify_paper", args=(document.code,))
        yield {"key": "核验码", "value": spaced(document.code), "href": href}
    if voided is not None:
        yield {"key": "作废", "value": moment(voided)}


def spaced(code: str) -> str:
    """Write a code in groups that can be read out."""
    groups = range(0, len(code), CODE_GROUP)
    return "-".join(code[place : place + CODE_GROUP] for place in groups)


def blocks(filled: Filled) -> Iterator[dict[str, Any]]:
    """Yield the blocks of a paper for the template, each with its kind."""
    for block in filled.blocks:
        match block:
            case Heading(text=text):
                yield {"kind": "heading", "text": text}
            case Paragraph(text=text, style=style):
                yield {"kind": "paragraph", "text": text, "style": style}
            case Table(rows=rows):
                yield {"kind": "table", "pairs": list(pairs(rows))}
            case Signature(organ=organ, day=signed, seal=seal):
                yield {"kind": "signature", "organ": organ, "day": signed, "seal": seal}
            case Slip(title=title, lines=lines, signs=signs):
                yield {"kind": "slip", "title": title, "lines": lines, "signs": signs}


def pairs(rows: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Text, Cell]]:
    """Yield the labels of a table with what is filled in beside each, as they are read."""
    for row in rows:
        label: Text = ()
        for cell in row:
            if cell.label:
                label = cell.text
            else:
                yield label, cell
