"""The editable copy of a paper as .docx, for Word and WPS; the same paper gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

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

TITLE, BODY, KAI, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
RED, LACKING = RGBColor(0xD7, 0x00, 0x0F), RGBColor(0xB4, 0x23, 0x18)
MARGINS = {"letter": (37, 26, 35, 28), "table": (24, 22, 24, 24)}
SIZES = {"letter": 16.0, "table": 12.0}
PITCHES = {"letter": 28.95, "table": 20.0}
PAGE = (210, 297)
CLOSER = 0.8
AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def docx(filled: Filled) -> bytes:
    """Write a paper as .docx; missing facts stay marked, in red."""
    word = _Word(filled)
    word.head()
    for block in filled.blocks:
        word.add(block)
    return _steady(word.document)


class _Word:
    """One document while it is written."""

    def __init__(self, filled: Filled) -> None:
        self.filled = filled
        self.size = SIZES[filled.layout]
        self.pitch = PITCHES[filled.layout]
        self.document = Document()
        self._page()
        self._properties()

    def head(self) -> None:
        """Write the issuing organ, the number and the title."""
        filled = self.filled
        if filled.layout == "letter":
            organ = self._line(filled.organ, TITLE, 30, centred=True)
            organ.runs[0].font.color.rgb = RED
            number = self._line(filled.number, BODY, 16, centred=True)
            _rule(number)
            self._line("", BODY, 16)
            self._line(filled.title, TITLE, 22, centred=True)
            return
        self._line(filled.organ, SONG, 16, centred=True)
        self._line(filled.title, TITLE, 22, centred=True)
        if filled.number:
            said = self._line(f"编号：{filled.number}", BODY, 12)
            said.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def add(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Heading(text=text):
                self._text(text, face=HEI, indented=True)
            case Paragraph(text=text, style="note"):
                self._text(text, face=KAI, size=12)
            case Paragraph(text=text, style=style):
                self._text(text, indented=style != "flush")
            case Table():
                self._table(block)
            case Signature():
                self._signature(block)
            case Slip():
                self._slip(block)

    # --- parts -----------------------------------------------------------------------------------

    def _text(
        self, text: Text, *, face: str = BODY, size: float = 0, indented: bool = False
    ) -> WordParagraph:
        paragraph = self.document.add_paragraph()
        self._spaced(paragraph)
        if indented:
            _indent(paragraph, 2, self.size)
        _runs(paragraph, text, face, size or self.size)
        return paragraph

    def _line(self, text: str, face: str, size: float, *, centred: bool = False) -> WordParagraph:
        paragraph = self.document.add_paragraph()
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _runs(paragraph, (Run(text),), face, size)
        return paragraph

    def _signature(self, block: Signature) -> None:
        self._line("", BODY, self.size)
        for text in (block.organ, (Run(block.day),)):
            paragraph = self._text(text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(4 * self.size)
            paragraph.paragraph_format.keep_with_next = True

    def _slip(self, block: Slip) -> None:
        cut = self._line("…" * 30, BODY, 12, centred=True)
        cut.paragraph_format.space_before = Pt(12)
        named = self._line(block.title, TITLE, 18, centred=True)
        cut.paragraph_format.keep_with_next = named.paragraph_format.keep_with_next = True
        first, *others = block.lines
        self._text(first)
        for text in others:
            self._text(text, indented=True)
        for sign in block.signs:
            paragraph = self._text((Run(sign),))
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(2 * self.size)

    def _table(self, block: Table) -> None:
        table = self.document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
        table.autofit = False
        _, right, _, left = MARGINS[self.filled.layout]
        share = (PAGE[0] - left - right) / sum(block.columns)
        widths = [Mm(share * column) for column in block.columns]
        for cells in block.rows:
            row = table.add_row()
            row.height = Pt(max(cell.lines for cell in cells) * self.pitch * CLOSER + 8)
            place = 0
            for cell in cells:
                made = row.cells[place].merge(row.cells[place + cell.span - 1])
                made.width = Length(sum(widths[place : place + cell.span]))
                self._cell(made, cell)
                place += cell.span

    def _cell(self, made: _Cell, cell: Cell) -> None:
        made.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph = made.paragraphs[0]
        if cell.label:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _runs(paragraph, cell.text, BODY, self.size)
        if cell.sign:
            signed = made.add_paragraph()
            signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _runs(signed, (Run(cell.sign),), BODY, self.size - 1)

    # --- the page --------------------------------------------------------------------------------

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
        top, right, bottom, left = (Mm(side) for side in MARGINS[self.filled.layout])
        section.top_margin, section.right_margin = top, right
        section.bottom_margin, section.left_margin = bottom, left
        normal: Any = self.document.styles["Normal"]
        normal.font.size = Pt(self.size)
        normal.paragraph_format.space_after = Pt(0)
        _face(normal.element.get_or_add_rPr(), BODY)
        _close_set(normal.element.get_or_add_pPr())
        _number_pages(section.footer.paragraphs[0])

    def _spaced(self, paragraph: WordParagraph) -> None:
        form = paragraph.paragraph_format
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(self.pitch)

    def _properties(self) -> None:
        core = self.document.core_properties
        core.title, core.author = self.filled.title, self.filled.organ
        core.subject, core.comments = self.filled.number, ""
        day = self.filled.on
        core.created = core.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)


# --- runs and the bits python-docx has no word for -----------------------------------------------


def _runs(paragraph: WordParagraph, text: Text, face: str, size: float) -> None:
    for part in text:
        run = paragraph.add_run(part.text)
        run.font.size = Pt(size)
        if part.mark == "missing":
            run.font.color.rgb = LACKING
            run.font.bold = True
        _face(run._r.get_or_add_rPr(), face)


def _face(properties: Any, face: str) -> None:
    """Name the face for Chinese and for Latin; python-docx alone sets only the Latin one."""
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(script), face)


def _indent(paragraph: WordParagraph, characters: int, size: float) -> None:
    """Indent the first line by whole characters, as Word's Chinese layout does."""
    paragraph.paragraph_format.first_line_indent = Pt(characters * size)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(100 * characters))


def _close_set(properties: Any) -> None:
    """Set figures and Chinese without the space that Word puts between them."""
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        off = OxmlElement(name)
        off.set(qn("w:val"), "0")
        properties.insert_element_before(off, "w:spacing", "w:ind", "w:jc")


def _number_pages(paragraph: WordParagraph) -> None:
    """Write — 1 — at the foot of every page."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _runs(paragraph, (Run("— "),), SONG, 14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    _runs(paragraph, (Run(" —"),), SONG, 14)


def _rule(paragraph: WordParagraph) -> None:
    """Draw the red line below a paragraph."""
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", "D7000F")):
        line.set(qn(f"w:{name}"), value)
    border = OxmlElement("w:pBdr")
    border.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(border, *AFTER_BORDER)


def _steady(document: DocumentType) -> bytes:
    """Give the bytes of the file with no time of writing in them."""
    made = BytesIO()
    document.save(made)
    steady = BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(steady, "w") as target:
        for name in _in_order(source.namelist()):
            entry = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return steady.getvalue()


def _in_order(names: Iterable[str]) -> list[str]:
    """Sort the parts; the list of content types comes first, as readers expect."""
    return sorted(names, key=lambda name: (not name.startswith("[Content_Types]"), name))
