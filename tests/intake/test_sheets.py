"""A table from outside is read as its officer sees it, faults and readings said in their place."""

import io
import random
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest

from tests.intake.workbooks import made, parts, rows, zipped
from zhunsheng.base.errors import InputRefused
from zhunsheng.intake.cells import Refusal
from zhunsheng.intake.sheet import Row, column_index, column_letters
from zhunsheng.intake.sheets import read_book, read_content

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def only(content, file="台账.xlsx"):
    [sheet] = read_content(content, file).sheets
    return sheet


def fill(*lines):
    def fill_sheet(sheet):
        for line in lines:
            sheet.append(line)

    return fill_sheet


def test_cells_come_as_what_they_are():
    day = datetime.fromisoformat("2025-03-01T10:30")
    sheet = only(made(fill(["李某", 1, 1234.56, 0.1 + 0.2, True, day, time(9, 30), None, " x "])))
    assert sheet.rows == (
        Row(1, ("李某", 1, Decimal("1234.56"), Decimal("0.3"), True, day, time(9, 30), None, "x")),
    )
    assert sheet.notes == ()


def test_row_numbers_and_columns_are_those_of_the_workbook():
    def far(sheet):
        sheet["AB7"] = "x"

    sheet = only(made(far))
    assert [row.number for row in sheet.rows] == [7]
    assert sheet.rows[0].at(27) == "x"
    assert sheet.rows[0].at(99) is None
    assert sheet.place(7, 27) == "工作表“1月”第7行AB列"


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_named_by_letters(column, letters):
    assert column_letters(column) == letters
    assert column_index(letters) == column


@pytest.mark.parametrize(
    "code", ["yyyy-mm-dd", 'yyyy"年"m"月"d"日";@', "[$-804]yyyy年m月d日", "m/d/yy h:mm"]
)
def test_a_number_shown_as_a_day_is_a_day(code):
    def dated(sheet):
        sheet["A1"] = 45717
        sheet["A1"].number_format = code

    assert only(made(dated)).rows[0].values == (datetime.combine(date(2025, 3, 1), time.min),)


@pytest.mark.parametrize(
    "code", ["General", "0.00", '0"日"', "[h]:mm", "[Red]0", "#,##0.00_);[Red]0", "@"]
)
def test_a_number_not_shown_as_a_day_stays_a_number(code):
    def numbered(sheet):
        sheet["A1"] = 45717
        sheet["A1"].number_format = code

    assert only(made(numbered)).rows[0].values == (45717,)


@pytest.mark.parametrize(
    ("format_id", "day"), [(14, True), (31, True), (57, True), (2, False), (46, False)]
)
def test_the_numbered_formats_of_chinese_excel_are_days_too(format_id, day):
    styles = f'<styleSheet><cellXfs><xf/><xf numFmtId="{format_id}"/></cellXfs></styleSheet>'
    sheet = '<sheetData><row r="1"><c r="A1" s="1"><v>45717</v></c></row></sheetData>'
    [value] = only(zipped(parts(sheet, styles=styles))).rows[0].values
    assert value == (datetime.combine(date(2025, 3, 1), time.min) if day else 45717)


def test_days_counted_from_1904_are_the_same_days():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = date(2025, 3, 1)
    saved = io.BytesIO()
    book.save(saved)
    assert only(saved.getvalue()).rows[0].values == (datetime.combine(date(2025, 3, 1), time.min),)


def test_a_merged_area_has_its_value_in_every_cell():
    def merged(sheet):
        sheet["A1"] = "某公司"
        sheet["C1"], sheet["C2"], sheet["C3"] = "甲", "乙", "丙"
        sheet.merge_cells("A1:B2")

    sheet = only(made(merged))
    assert [row.values for row in sheet.rows] == [
        ("某公司", "某公司", "甲"), ("某公司", "某公司", "乙"), (None, None, "丙")
    ]  # fmt: skip
    assert sheet.notes == ("合并单元格1处，其值用于合并区的每一行每一列",)


def test_hidden_rows_and_sheets_are_read_and_said_so():
    def hidden(sheet):
        sheet.append(["甲"])
        sheet.append(["乙"])
        sheet.row_dimensions[2].hidden = True
        second = sheet.parent.create_sheet("旧")
        second.sheet_state = "hidden"
        second.append(["丙"])

    first, second = read_content(made(hidden), "台账.xlsx").sheets
    assert [row.values for row in first.rows] == [("甲",), ("乙",)]
    assert first.notes == ("隐藏的行1行，一并读入",)
    assert (second.name, second.hidden) == ("旧", True)
    assert second.notes == ("工作表是隐藏的，一并读入",)


def test_a_formula_is_read_as_the_result_kept_and_said_so():
    sheet = only(rows('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'))
    assert sheet.rows[0].values == (2,)
    assert sheet.notes == ("公式单元格1个，取文件中保存的计算结果",)


def test_a_formula_whose_kept_result_is_an_empty_text_is_an_empty_cell():
    sheet = only(
        rows('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>')
    )
    assert sheet.rows[0].values == (None, 1)


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("<c><f>1+1</f></c>", "公式没有保存计算结果"),
        ("<c><f>1+1</f><v/></c>", "公式没有保存计算结果"),
        ('<c t="e"><v>#REF!</v></c>', "单元格是错误值 #REF!"),
        ('<c t="s"><v>9</v></c>', "单元格指向的文字不存在"),
        ("<c><v>1e9999</v></c>", "单元格内容读不出来"),
        ("<c><v>NaN</v></c>", "单元格内容读不出来"),
        ("<c><v>1_0</v></c>", "单元格内容读不出来"),
    ],
)
def test_a_cell_that_cannot_be_read_keeps_its_fault_in_its_place(cell, what):
    [row] = only(rows(f'<row r="1">{cell}<c><v>1</v></c></row>')).rows
    assert isinstance(row.at(0), Refusal)
    assert row.at(0).what == what
    assert row.at(1) == 1


def test_a_number_that_is_no_day_under_a_day_format_keeps_its_fault():
    def dated(sheet):
        sheet["A1"] = -5
        sheet["A1"].number_format = "yyyy-mm-dd"

    assert only(made(dated)).rows[0].at(0) == Refusal(
        "日期序号-5超出日历", "单元格按日期显示，但数值不是日期", "请改正单元格"
    )


def test_shared_texts_are_joined_without_phonetic_guides():
    texts = f"<sst {MAIN}><si><r><t>李</t></r><r><t>某</t></r><rPh><t>li</t></rPh></si></sst>"
    sheet = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    assert only(zipped(parts(sheet, sharedStrings=texts))).rows[0].values == ("李某",)


def test_escaped_line_ends_of_excel_are_undone():
    sheet = only(rows('<row><c t="inlineStr"><is><t>甲_x000D_\n乙_x0041_</t></is></c></row>'))
    assert sheet.rows[0].values == ("甲\n乙A",)


def test_what_openpyxl_reads_we_read():
    chance = random.Random(7)
    made_values = [
        [chance.choice([chance.randint(-9, 10**9), f"文{chance.random()}", None, True])] * 3
        for _ in range(200)
    ]
    content = made(fill(*made_values))
    theirs = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    ours = {row.number: row for row in only(content).rows}
    for number, values in enumerate(theirs, start=1):
        assert (
            [ours[number].at(i) for i in range(3)] == list(values)
            if number in ours
            else (not any(values))
        )


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("姓名,日期\n李某,2025-03-01\n".encode(), "UTF-8"),
        ("姓名,日期\n李某,2025-03-01\n".encode("utf-8-sig"), "UTF-8"),
        ("姓名,日期\r\n李某,2025-03-01\r\n".encode("gb18030"), "GB18030"),
        ("姓名\t日期\n李某\t2025-03-01\n".encode(), "UTF-8"),
        ("姓名;日期\n李某;2025-03-01\n".encode(), "UTF-8"),
    ],
)
def test_a_delimited_text_is_read_in_the_encodings_offices_use(content, encoding):
    sheet = only(content, "台账.csv")
    assert [row.values for row in sheet.rows] == [("姓名", "日期"), ("李某", "2025-03-01")]
    assert sheet.notes[0].startswith(f"按{encoding}编码、")
    assert sheet.place(2, 1) == "第2行B列"


def test_quoted_separators_empty_cells_and_numbers_kept_as_text_are_read():
    content = '名称,备注,号码\n"甲,乙",,="0012"\n\n丙,"多\n行"\n'.encode()
    assert [(row.number, row.values) for row in only(content, "a.csv").rows] == [
        (1, ("名称", "备注", "号码")),
        (2, ("甲,乙", None, "0012")),
        (4, ("丙", "多\n行")),
    ]


def test_a_file_that_cannot_be_opened_is_refused_like_any_other(tmp_path):
    with pytest.raises(InputRefused, match=r"没有\.csv：文件：文件打不开"):
        read_book(tmp_path / "没有.csv")


def test_a_file_on_disk_is_read_by_its_name(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_text("甲,乙\n", "utf-8")
    assert read_book(path).file == "台账.csv"
