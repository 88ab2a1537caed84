"""Workbooks made by the tests: ordinary ones, and parts by hand for the hostile ones."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def made(fill: Callable[[Worksheet], object]) -> bytes:
    """A workbook of one sheet “1月”, filled by the test and saved by openpyxl."""
    book = openpyxl.Workbook()
    book.active.title = "1月"
    fill(book.active)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def parts(sheet: str, **others: str) -> dict[str, str]:
    """The parts of a smallest workbook around the XML of one sheet's inside."""
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{LINK}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINK}"><sheets>'
        '<sheet name="1月" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="r1" Type="{LINK}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{LINK}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{LINK}/styles" Target="/xl/styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        **{f"xl/{name}.xml": content for name, content in others.items()},
    }


def zipped(contents: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return packed.getvalue()


def rows(inside: str) -> bytes:
    """A workbook whose sheet data is given as XML."""
    return zipped(parts(f"<sheetData>{inside}</sheetData>"))
