"""The text of a statute comes out of Markdown, plain text and Word alike, or is refused with a way out."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from zhunsheng.base.errors import InputRefused
from zhunsheng.intake.statute_file import BYTES_MAX, LINES_MAX, read_lines

WORDS = "第一条　应当在六十日内决定。"
XML = '<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{}</w:body></w:document>'


def word(*paragraphs: str) -> bytes:
    made = Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def package(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", body)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        b"\xef\xbb\xbf" + WORDS.encode(),
        WORDS.encode("gb18030"),
        WORDS.encode("utf-16"),
        word(WORDS),
    ],
    ids=["utf-8", "utf-8 with a mark", "gb18030", "utf-16", "word"],
)
def test_the_same_words_come_out_of_every_kind_of_file(content: bytes) -> None:
    assert read_lines(content, "条例") == [WORDS]


def test_line_breaks_and_tabs_of_word_are_kept() -> None:
    body = XML.format(
        "<w:p><w:r><w:t>第一条</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"
    )
    assert read_lines(package(body), "条例.docx") == ["第一条 甲", "乙"]


def test_what_was_struck_out_or_stands_in_a_text_box_is_not_read() -> None:
    body = XML.format(
        "<w:p><w:r><w:delText>删去</w:delText><w:t>甲</w:t></w:r>"
        "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:p>"
    )
    assert read_lines(package(body), "条例.docx") == ["甲"]


def test_article_numbers_that_word_counts_itself_are_refused() -> None:
    body = XML.format("<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>应当决定。</w:t></w:r></w:p>")
    with pytest.raises(InputRefused, match="自动编号"):
        read_lines(package(body), "条例.docx")


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0rest",
        b"PK\x03\x04broken",
        b"\0\0\0",
        b"\xff\xfe\x00",
        b"\xe7\xac\xac\xe4\xb8\x80\xe6\x9d\xa1\xe7\x94\xb2\xff\xff",
        package(""),
        package("<w:document>"),
        package('<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document>&a;</w:document>'),
        b"x" * (BYTES_MAX + 1),
        b"\n" * (LINES_MAX + 2),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(content: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        read_lines(content, "条例")
    assert all("请" in fault.remedy and "xlsx" not in str(fault) for fault in refused.value.faults)


def test_a_workbook_is_no_statute() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InputRefused, match="Word"):
        read_lines(out.getvalue(), "台账.xlsx")
