"""The PDF holds the paper word for word, looks the same everywhere, and is the same bytes twice."""

from __future__ import annotations

import io
import re
import threading
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.documents.matters import BUREAU, cases, filled, lawful
from zhunsheng.documents.coverage import drawn_by, undrawn
from zhunsheng.documents.fill import fill
from zhunsheng.documents.filled import Filled, Paragraph, digest, paragraphs, plain
from zhunsheng.documents.fonts import DEBIAN, SERIF, WHEEL, faces
from zhunsheng.documents.forms import form
from zhunsheng.documents.preview import pages_png
from zhunsheng.documents.typeset import IncompletePaper, Proof, pdf
from zhunsheng.record.record import Record

CASES = cases()
every_case = pytest.mark.parametrize(("kind", "record"), CASES.values(), ids=CASES)
RARE = "堃喆犇骉祎䶮㛃𬭎𬍛"
NUMBER = "云人社工伤认字〔2025〕7号"


def read(content: bytes) -> str:
    """Return the text of a PDF without line breaks, spaces, page numbers and what lies across."""
    return re.sub("—[0-9]+—(?:草稿|样本)?", "", read_all(content))


def read_all(content: bytes) -> str:
    document = pdfium.PdfDocument(content)
    return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u0002", "")


def named(name: str) -> Filled:
    record = lawful("work_injury")
    return filled("determination", replace(record, about={**record.about, "worker": name}))


# --- what stands on it ---------------------------------------------------------------------------


@every_case
def test_title_number_and_every_line_can_be_read_back(kind: str, record: Record) -> None:
    paper = filled(kind, record)
    told = read(pdf(paper))
    for line in paragraphs(paper):
        for part in line.replace("　", "\n").splitlines():
            assert squeezed(part) in told, part


@every_case
def test_the_remedies_can_be_read_back(kind: str, record: Record) -> None:
    paper = filled(kind, record)
    told = read(pdf(paper))
    for block in paper.blocks:
        if isinstance(block, Paragraph) and block.style == "remedy":
            assert squeezed(plain(block.text)) in told


@every_case
def test_the_same_paper_gives_the_same_bytes(kind: str, record: Record) -> None:
    paper = filled(kind, record)
    proof = Proof(digest(paper))
    assert pdf(paper, proof=proof) == pdf(paper, proof=proof)


@pytest.mark.parametrize(
    "name", [name for name, (kind, _) in CASES.items() if form(kind).layout == "table"]
)
def test_a_form_in_table_layout_fills_one_page(name: str) -> None:
    kind, record = CASES[name]
    assert len(pdfium.PdfDocument(pdf(filled(kind, record)))) == 1


def test_the_sheet_is_a4() -> None:
    for page in pdfium.PdfDocument(pdf(filled("acceptance", lawful("work_injury")))):
        assert [round(points / 72 * 25.4) for points in page.get_size()] == [210, 297]


def test_a_full_page_has_the_grid_of_official_documents() -> None:
    record = lawful("labor_supervision")
    told = replace(record, about={**record.about, "facts_found": "查明事实若干" * 400 + "。"})
    page = pdfium.PdfDocument(pdf(filled("penalty_decision", told), draft=True))[1]
    text, height = page.get_textpage(), page.get_height()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    body = [box for box in boxes if box[1] > 35 / 25.4 * 72]
    lines = sorted({round(box[1] + box[3]) // 20 for box in body if box[0] < 28 / 25.4 * 72 + 8})
    assert len(lines) == 22
    assert round(min(box[0] for box in body) / 72 * 25.4) in (27, 28, 29)
    assert round((height - max(box[3] for box in body)) / 72 * 25.4) in (37, 38)
    first = [box for box in body if box[3] > max(b[3] for b in body) - 8]
    assert len(first) == 28


def test_the_document_names_itself() -> None:
    paper = filled("determination", lawful("work_injury"), number=NUMBER)
    told = pdfium.PdfDocument(pdf(paper)).get_metadata_dict()
    assert told["Title"] == f"{paper.title} {NUMBER}"
    assert told["Author"] == BUREAU.name
    assert told["CreationDate"].startswith(f"D:{paper.on:%Y%m%d}")


# --- draft and issue -----------------------------------------------------------------------------


def ink(content: bytes) -> int:
    """Return how many dots of the first page are not white."""
    picture = Image.open(io.BytesIO(pages_png(content, 1)[0])).convert("L")
    return sum(picture.histogram()[:250])


def test_a_draft_is_marked_across_the_page_and_an_issued_paper_is_not() -> None:
    paper = filled("determination", lawful("work_injury"), number=NUMBER)
    assert ink(pdf(paper)) > ink(pdf(paper, draft=False))
    assert "草稿" in read_all(pdf(paper))
    assert "草稿" not in read_all(pdf(paper, draft=False))


def test_a_paper_with_a_missing_fact_is_not_issued() -> None:
    empty = Record("甲1", "work_injury")
    paper = fill(form("determination"), empty, on=date(2025, 6, 20), bureau=BUREAU)
    assert "【缺：职工姓名】" in read(pdf(paper))
    with pytest.raises(IncompletePaper, match=r"还缺：.*职工姓名"):
        pdf(paper, draft=False)


def test_a_paper_without_its_number_is_not_issued() -> None:
    with pytest.raises(IncompletePaper, match="还没有文号"):
        pdf(filled("determination", lawful("work_injury")), draft=False)
    assert pdf(filled("service_receipt", lawful("work_injury")), draft=False)


def test_a_masked_paper_is_always_marked_as_a_sample() -> None:
    paper = filled("determination", lawful("work_injury"), number=NUMBER, masked=True)
    assert "样本" in read_all(pdf(paper, draft=False))


def test_the_foot_carries_the_hash_and_the_square_code() -> None:
    paper = filled("determination", lawful("work_injury"))
    proved = pdf(paper, proof=Proof(digest(paper)))
    assert digest(paper) in read(proved)
    assert digest(paper) not in read(pdf(paper))
    assert proved != pdf(paper, proof=Proof(digest(paper), address="核验地址"))


# --- names and hostile text ----------------------------------------------------------------------


def test_rare_characters_of_names_are_printed() -> None:
    assert undrawn(RARE, faces().drawn) == []
    assert RARE in read(pdf(named(RARE)))


@pytest.mark.parametrize(
    "text",
    [
        "#let x = 1",
        "$a^2$ @ref <label>",
        "*b* _c_ `code` ~ -- ---",
        "= h \\ // no /* c */ [x] {y} #[z]",
        '"quoted" \\u{41} \\n',
        "https://example.org/#fragment",
        "<script>alert(1)</script> & &amp;",
        "{worker} {bureau.name} {0} %s",
    ],
)
def test_hostile_text_stays_letter_for_letter(text: str) -> None:
    assert squeezed(text) in read(pdf(named(text)))


def test_a_long_run_of_letters_is_broken_and_kept() -> None:
    paper = named("a" * 400)
    content = pdf(paper)
    assert "a" * 400 in read(content)
    assert all_inside(content)


def all_inside(content: bytes) -> bool:
    """Say whether every character stands between the margins of its page, the foot apart."""
    for page in pdfium.PdfDocument(content):
        text, (width, height) = page.get_textpage(), page.get_size()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            if not (40 < left <= right < width - 40 and 30 < bottom <= top < height - 40):
                return False
    return True


def test_controls_and_turned_writing_do_not_reach_the_paper() -> None:
    assert "甲乙" in read(pdf(named("甲\x00\u202e乙")))


def test_a_character_no_font_has_is_named_in_a_draft_and_stops_an_issue() -> None:
    paper = replace(named("张😀"), number=NUMBER, unnumbered=False)
    assert "张〔U+1F600〕" in read(pdf(paper))
    with pytest.raises(IncompletePaper, match="印不出的字：“😀”"):
        pdf(paper, draft=False)


def test_half_a_character_is_replaced() -> None:
    assert "甲〔U+FFFD〕" in read(pdf(named("甲\ud800")))


def test_a_very_long_account_runs_over_several_pages() -> None:
    record = lawful("labor_supervision")
    told = replace(record, about={**record.about, "facts_found": "查明事实若干。\n" * 300})
    for kind in ("penalty_decision", "closing_approval"):
        content = pdf(filled(kind, told))
        assert len(pdfium.PdfDocument(content)) > 3
        assert read(content).count("查明事实若干。") == 300
        assert all_inside(content)


# --- fonts and threads ---------------------------------------------------------------------------


def test_no_font_of_the_machine_is_used() -> None:
    places = (WHEEL, *DEBIAN)
    for font in faces().fonts.fonts():
        assert font.path is not None
        assert any(place in Path(font.path).parents for place in places)
    assert all(SERIF in families for families in faces().roles.values())


def test_the_bureaus_own_fonts_are_taken_when_there(tmp_path: Path) -> None:
    (tmp_path / "仿宋.otf").write_bytes((WHEEL / "NotoSansSC-Regular.otf").read_bytes())
    paper = filled("acceptance", lawful("work_injury"))
    assert read(pdf(paper, fonts=tmp_path)) == read(pdf(paper))
    paths = {font.path for font in faces(tmp_path).fonts.fonts()}
    assert str(tmp_path / "仿宋.otf") in paths


def test_the_character_map_of_the_wheel_is_read_as_the_typesetter_reads_it() -> None:
    drawn = drawn_by(WHEEL / "NotoSerifSC-Regular.otf")
    assert set(map(ord, RARE)) <= drawn
    assert ord("😀") not in drawn
    assert SERIF in faces().roles["body"]


def test_threads_do_not_disturb_one_another() -> None:
    papers = [filled(kind, record) for kind, record in list(CASES.values())[:6]]
    alone = [pdf(paper) for paper in papers]
    together: dict[int, bytes] = {}

    def work(place: int) -> None:
        together[place] = pdf(papers[place])
        pages_png(together[place], 0.5)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(papers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[place] for place in range(len(papers))] == alone


# --- previews ------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [0.5, 1.5])
def test_a_preview_is_a_picture_of_each_page(scale: float) -> None:
    content = pdf(filled("determination", lawful("work_injury")))
    document = pdfium.PdfDocument(content)
    pictures = pages_png(content, scale)
    assert len(pictures) == len(document)
    for page, made in zip(document, pictures, strict=True):
        picture = Image.open(io.BytesIO(made))
        picture.load()
        assert picture.mode == "RGB"
        expected = page.render(scale=scale).to_pil()
        assert picture.size == expected.size
        assert picture.tobytes() == expected.convert("RGB").tobytes()
    assert zlib.crc32(pictures[0]) == zlib.crc32(pages_png(content, scale)[0])
