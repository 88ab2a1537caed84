"""The .docx opens, says the same as the paper, and names the typefaces of official documents."""

from __future__ import annotations

import io
from dataclasses import replace

import docx as reader
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests.documents.matters import cases, filled, lawful
from zhunsheng.documents.filled import Filled, Paragraph, Table, plain
from zhunsheng.documents.word import BODY, TITLE, docx
from zhunsheng.record.record import Record

CASES = cases()
every_case = pytest.mark.parametrize(("kind", "record"), CASES.values(), ids=CASES)


def opened(paper: Filled) -> Document:
    return reader.Document(io.BytesIO(docx(paper)))


@every_case
def test_it_has_the_same_paragraphs_in_the_same_order(kind: str, record: Record) -> None:
    paper = filled(kind, record)
    written = [paragraph.text for paragraph in opened(paper).paragraphs]
    wanted = [plain(b.text) for b in paper.blocks if isinstance(b, Paragraph)]
    assert [line for line in written if line in set(wanted)] == wanted
    assert paper.title in written
    assert any(paper.number in line for line in written)


@every_case
def test_it_has_the_same_cells(kind: str, record: Record) -> None:
    paper = filled(kind, record)
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    for table, made in zip(tables, opened(paper).tables, strict=True):
        for cells, row in zip(table.rows, made.rows, strict=True):
            texts = list(dict.fromkeys(cell._tc for cell in row.cells))
            assert len(texts) == len(cells)
            for cell, element in zip(cells, texts, strict=True):
                said = reader.table._Cell(element, made).text
                assert said == plain(cell.text) + (f"\n{cell.sign}" if cell.sign else "")


@every_case
def test_the_same_paper_gives_the_same_bytes(kind: str, record: Record) -> None:
    paper = filled(kind, record)
    assert docx(paper) == docx(paper)


def test_chinese_and_latin_faces_are_named() -> None:
    paper = filled("determination", lawful("work_injury"))
    document = opened(paper)
    faces = {
        line.text: line.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia"))
        for line in document.paragraphs
        if line.runs
    }
    assert faces[paper.title] == TITLE
    assert faces["身份证号码：" + str(lawful("work_injury").about["id_number"])] == BODY


def test_the_sheet_is_a4_with_the_margins_of_official_documents() -> None:
    section = opened(filled("determination", lawful("work_injury"))).sections[0]
    assert round(section.page_width.mm) == 210
    assert round(section.page_height.mm) == 297
    assert round(section.top_margin.mm) == 37
    assert round(section.left_margin.mm) == 28


def test_a_missing_fact_is_marked_in_colour() -> None:
    record = lawful("work_injury")
    about = {name: value for name, value in record.about.items() if name != "id_number"}
    document = opened(filled("determination", replace(record, about=about)))
    marked = [
        run
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.text == "【缺：身份证号码】"
    ]
    assert marked
    assert all(run.font.bold for run in marked)


@pytest.mark.parametrize("name", ["<w:t>&amp;</w:t>", "甲\x00\u202e乙", "甲\ud800", "堃𬭎𬍛😀"])
def test_any_name_can_be_written(name: str) -> None:
    record = lawful("work_injury")
    told = replace(record, about={**record.about, "worker": name})
    assert opened(filled("determination", told))
