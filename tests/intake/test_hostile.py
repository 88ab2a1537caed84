"""A hostile file is refused in words, in bounded time and memory, and never breaks the reader."""

import io
import random
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.intake.workbooks import made, parts, rows, zipped
from zhunsheng.base.errors import InputRefused
from zhunsheng.intake.cells import Refusal
from zhunsheng.intake.sheets import FILE_BYTES_MAX, OLE, read_content

GOLDEN = Path(__file__).parents[1] / "golden" / "intake_refusals.txt"
MEGABYTE = 1024 * 1024
GOOD = made(lambda sheet: sheet.append(["甲", 1]))


def refusal(content, file="台账.xlsx"):
    with pytest.raises(InputRefused) as caught:
        read_content(content, file)
    return str(caught.value)


def sheet_file(inside, **others):
    return zipped(parts(inside, **others))


def with_part(name, content):
    return zipped({**parts(""), name: content})


def locked():
    content = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package:
        start = package.start_dir
    for mark, offset, flags in ((b"PK\x01\x02", start, 8), (b"PK\x03\x04", 0, 6)):
        assert content[offset : offset + 4] == mark
        content[offset + flags] |= 1
    return bytes(content)


def lying_about_its_size():
    content = bytearray(zipped({**parts("<sheetData/>"), "xl/x.xml": "a" * MEGABYTE}))
    last = content.rfind(b"PK\x01\x02")
    content[last + 24 : last + 28] = (10).to_bytes(4, "little")
    return bytes(content).replace(b"xl/x.xml", b"xl/y.xml")


def small_claims_of(name):
    """A package whose directory claims a tenth of what the part holds."""
    content = bytearray(rows("<row><c><v>1</v></c></row>" * 1000))
    at = content.rfind(name.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = (3000).to_bytes(4, "little")
    return bytes(content)


BOMB = "<row/>" * (20 * MEGABYTE // 6)
ENTITIES = '<!DOCTYPE a [<!ENTITY x "甲甲甲甲"><!ENTITY y "&x;&x;&x;&x;">]>'
FOREIGN = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
CELL = '<sheetData><row r="{0}"><c r="{1}{0}"><v>1</v></c></row></sheetData>'
CHINESE = "姓名,单位\n李某,某建设公司\n".encode()

CASES = {
    "empty": (b" \n", "台账.xlsx"),
    "not a zip": (b"hello", "台账.xlsx"),
    "truncated zip": (GOOD[: len(GOOD) // 2], "台账.xlsx"),
    "zip of something else": (zipped({"a.txt": "甲"}), "台账.xlsx"),
    "zip with a password": (locked(), "台账.xlsx"),
    "zip bomb": (sheet_file(f"<sheetData>{BOMB}</sheetData>"), "台账.xlsx"),
    "size larger than declared": (small_claims_of("xl/worksheets/sheet1.xml"), "台账.xlsx"),
    "entities": (with_part("xl/worksheets/sheet1.xml", f"{ENTITIES}<a>&y;</a>"), "台账.xlsx"),
    "foreign entity": (with_part("xl/workbook.xml", f"{FOREIGN}<a>&x;</a>"), "台账.xlsx"),
    "broken xml": (sheet_file("<sheetData><row>"), "台账.xlsx"),
    "unknown encoding": (
        with_part("xl/worksheets/sheet1.xml", '<?xml version="1.0" encoding="x"?><a/>'),
        "台账.xlsx",
    ),
    "missing sheet": (
        zipped({k: v for k, v in parts("").items() if "sheet1" not in k}), "台账.xlsx"
    ),
    "row too far down": (sheet_file(CELL.format(1_000_000, "A")), "台账.xlsx"),
    "row zero": (sheet_file(CELL.format(0, "A")), "台账.xlsx"),
    "row that is no number": (sheet_file('<sheetData><row r="x"/></sheetData>'), "台账.xlsx"),
    "column too far right": (sheet_file(CELL.format(1, "XFD")), "台账.xlsx"),
    "too many columns of rows": (
        rows("".join(f'<row r="{n}"><c r="SF{n}"><v>1</v></c></row>' for n in range(1, 3000))),
        "台账.xlsx",
    ),
    "overlapping merged areas": (
        sheet_file(
            CELL.format(1, "A")
            + "<mergeCells>" + '<mergeCell ref="A1:XFD90000"/>' * 50_001 + "</mergeCells>"
        ),
        "台账.xlsx",
    ),
    "old xls": (OLE + bytes(600), "台账.xls"),
    "xlsx with opening password": (
        OLE + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "台账.xlsx"
    ),
    "web page named xls": (b"<html><table></table></html>", "台账.xls"),
    "unknown ending": (b"%PDF-1.7", "台账.pdf"),
    "workbook named csv": (GOOD, "台账.csv"),
    "csv named xlsx": (CHINESE, "台账.xlsx"),
    "too large a file": (b"a" * (FILE_BYTES_MAX + 1), "台账.csv"),
    "broken utf-8": (CHINESE + b"\xe6\x9d\n", "台账.csv"),
    "broken gb18030": ("姓名\n李某".encode("gb18030") + b"\xff\xff\n", "台账.csv"),
    "utf-16": ("姓名".encode("utf-16"), "台账.csv"),
    "binary": (b"a,b\0c", "台账.csv"),
    "open quote": (b'a,"b\nc,d\n', "台账.csv"),
    "text after quote": (b'a,"b"c\n', "台账.csv"),
    "cell of ten megabytes in a csv": (b"a,b\n1," + b"x" * 10 * MEGABYTE, "台账.csv"),
    "too many columns in a csv": (b"," * 600 + b"x", "台账.csv"),
    "endless separators in a csv": (b"," * 10 * MEGABYTE, "台账.csv"),
    "endless blank lines in a csv": (b"\n" * 10 * MEGABYTE + b"x", "台账.csv"),
    "too many rows in a csv": (b"x\n" * 100_001, "台账.csv"),
}  # fmt: skip


def golden():
    cases = GOLDEN.read_text("utf-8").strip().split("\n\n")
    return dict(case.split("\n", 1) for case in cases)


def test_every_refusal_that_is_kept_has_its_file():
    assert list(golden()) == list(CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_refused_in_the_words_kept(case):
    started = time.perf_counter()
    assert refusal(*CASES[case]) == golden()[case]
    assert time.perf_counter() - started < 10


def test_a_part_nobody_reads_may_lie_about_its_size():
    assert read_content(lying_about_its_size(), "台账.xlsx").sheets[0].rows == ()


def test_a_cell_of_ten_megabytes_is_refused_in_its_place():
    text = random.Random(1).randbytes(5 * MEGABYTE).hex()
    content = rows(f'<row><c t="inlineStr"><is><t>{text}</t></is></c><c><v>1</v></c></row>')
    tracemalloc.start()
    [row] = read_content(content, "台账.xlsx").sheets[0].rows
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert row.values == (
        Refusal("单元格文字超过32767字", "超出 Excel 单元格的上限", "请删减或改作附件"),
        1,
    )
    assert peak < 5 * MEGABYTE


def test_empty_cells_styled_to_the_edge_of_the_sheet_do_no_harm():
    content = rows('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row><row r="1048576"/>')
    assert [row.values for row in read_content(content, "a.xlsx").sheets[0].rows] == [(1,)]


def test_overlapping_merged_areas_within_bounds_are_read():
    areas = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 3 + "</mergeCells>"
    inside = "<sheetData><row><c><v>1</v></c><c/></row><row><c/><c><v>2</v></c></row></sheetData>"
    sheet = read_content(sheet_file(inside + areas), "a.xlsx").sheets[0]
    assert [row.values for row in sheet.rows] == [(1, 1), (1, 1)]


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_to_a_workbook_breaks_the_reader(seed):
    chance = random.Random(seed)
    damaged = bytearray(GOOD)
    for _ in range(chance.randint(1, 30)):
        damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
    cut = damaged[: chance.choice([len(damaged), chance.randrange(len(damaged))])]
    outcome = read_or_refuse(bytes(cut), "a.xlsx")
    assert outcome in ("read", "refused")


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_to_a_sheet_breaks_the_reader(seed):
    chance = random.Random(seed)
    inside = list('<row r="1"><c r="A1" s="1" t="s"><f>1</f><v>12.5e3</v></c></row>' * 3)
    for _ in range(chance.randint(1, 4)):
        inside[chance.randrange(len(inside))] = chance.choice('<>"=/09eEAZx-.# 甲')
    assert read_or_refuse(rows("".join(inside)), "a.xlsx") in ("read", "refused")


@pytest.mark.parametrize("seed", range(60))
def test_no_bytes_break_the_reader_of_delimited_texts(seed):
    chance = random.Random(seed)
    content = bytes(chance.choice(b'ab,;\t"\n\r \xe7\x94\xb2\xc4\xff=') for _ in range(200))
    assert read_or_refuse(content, "a.csv") in ("read", "refused")


def read_or_refuse(content, file):
    try:
        read_content(content, file)
    except InputRefused:
        return "refused"
    return "read"
