"""A ledger is read row by row; a bad row is refused with its place, and the others are read."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.intake.invented import procedure
from tests.intake.workbooks import made
from zhunsheng.intake.conform import faults_of
from zhunsheng.intake.ledger import fit_of, read_ledger
from zhunsheng.intake.sheet import Book, Row, Sheet
from zhunsheng.intake.sheets import read_content
from zhunsheng.record.text import write

GOLDEN = Path(__file__).parents[1] / "golden"
HEAD = ("案号", "主人姓名", "申请日期", "受理日期", "决定日期", "结论")


def grid(*rows, name="1月", first=1):
    """A sheet of rows as a workbook reader gives them; an empty row keeps its number."""
    numbered = enumerate(rows, start=first)
    return Sheet(name, tuple(Row(number, tuple(row)) for number, row in numbered if any(row)))


def reading(*rows, **options):
    return read_ledger(Book("台账.xlsx", (grid(*rows, **options),)), procedure)


def as_text(got):
    return write(got.records)


def test_a_row_becomes_a_record_in_the_words_of_the_procedure():
    got = reading(
        HEAD, ("宴〔2025〕1号", "李某", "2025-03-03", "2025-3-5", "2025年3月20日", "许可")
    )
    assert not got.faults
    assert as_text(got) == (
        "宴〔2025〕1号 feast\n"
        "  host 李某\n"
        "2025-03-03 applied\n"
        "2025-03-05 accepted\n"
        "2025-03-20 decided result=allowed\n"
    )


def test_days_out_of_order_are_for_the_rules_to_find_and_no_fault_of_the_row():
    got = reading(HEAD, ("1", "李某", "2025-03-03", "2025-02-01", "2025-01-20", "许可"))
    assert not got.faults
    assert [event.kind for event in got.records[0].events] == ["decided", "accepted", "applied"]


@pytest.mark.parametrize(
    "above",
    [
        [],
        [("2025年宴会台账",)],
        [("2025年宴会台账",) * 6, (), ("填报单位：某局", None, None, "单位：件")],
    ],
)
def test_titles_above_the_header_do_not_matter(above):
    got = reading(*above, HEAD, ("1", "李某", "2025-03-03", None, None, None))
    assert not got.faults
    assert as_text(got) == "1 feast\n  host 李某\n2025-03-03 applied\n"


def test_a_header_of_two_rows_is_joined_under_its_groups():
    got = reading(
        ("案号", "申请日期", "送达", "送达", "送达", "结论"),
        ("案号", "申请日期", "主人日期", "主人方式", "邻居日期", "结论"),
        ("1", "2025-03-03", "2025-03-09", "直接送达", "2025-03-10", None),
    )
    assert not got.faults
    assert [event.facts for event in got.records[0].events[1:]] == [
        {"method": "direct", "to": "host", "of": "decision"},
        {"to": "neighbor", "of": "decision"},
    ]


def test_the_group_of_a_delimited_text_reaches_the_empty_cells_behind_it():
    content = (
        "案号,申请日期,送达,,结论\n,,主人日期,邻居日期,\n1,2025-03-03,2025-03-09,2025-03-10,\n"
    )
    got = read_ledger(read_content(content.encode(), "台账.csv"), procedure)
    assert not got.faults
    assert [event.facts.get("to") for event in got.records[0].events] == [None, "host", "neighbor"]


def test_merged_cells_of_a_real_workbook_are_read_as_their_value():
    def fill(sheet):
        sheet.append(["宴会台账"])
        sheet.append(["案号", "送达", None, "受理日期"])
        sheet.append([None, "主人日期", "邻居日期", None])
        sheet.append(["宴1号", "2025-03-01", "2025-03-02", "2025-02-01"])
        for area in ("A1:D1", "A2:A3", "B2:C2", "D2:D3"):
            sheet.merge_cells(area)

    got = read_ledger(read_content(made(fill), "台账.xlsx"), procedure)
    assert not got.faults
    assert [event.kind for event in got.records[0].events] == ["accepted", "served", "served"]


def test_the_document_of_a_service_is_that_of_the_act_the_row_has():
    head = ("案号", "不予许可日期", "决定日期", "送达主人日期")
    got = reading(
        head,
        ("1", "2025-03-01", None, "2025-03-05"),
        ("2", None, "2025-03-01", "2025-03-05"),
    )
    assert [record.events[-1].facts["of"] for record in got.records] == ["refusal", "decision"]
    assert any("没有写明文书" in note and "送达主人日期" in note for note in got.notes)


def test_a_fact_two_steps_share_belongs_to_the_step_whose_day_the_sheet_has():
    got = reading(("案号", "申请日期", "申请人"), ("1", "2025-03-03", "客人"))
    assert not got.faults
    assert got.records[0].events[0].facts == {"by": "guest"}


def test_a_repeated_step_has_a_column_for_each_turn():
    head = ("案号", "受理日期", "中止日期", "恢复日期", "第二次中止日期", "第二次恢复日期")
    days = ("2025-03-01", "2025-03-02", "2025-03-05", "2025-03-06", "2025-03-09")
    got = reading(head, ("1", *days))
    assert [event.kind for event in got.records[0].events] == [
        "accepted",
        "suspended",
        "resumed",
        "suspended",
        "resumed",
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("有", "2025-03-05 accepted papers=form\n"),
        ("√", "2025-03-05 accepted papers=form\n"),
        ("2份", "2025-03-05 accepted papers=form\n"),
        ("无", "2025-03-05 accepted\n"),
        ("/", "2025-03-05 accepted\n"),
        (None, "2025-03-05 accepted\n"),
        ("2025-03-04", "2025-03-04 filed papers=form\n2025-03-05 accepted\n"),
    ],
)
def test_a_ticked_paper_was_on_file_on_the_day_of_the_step_that_asks_for_it(cell, text):
    got = reading(
        ("案号", "申请日期", "受理日期", "申请表"), ("1", "2025-03-03", "2025-03-05", cell)
    )
    assert as_text(got).split("applied\n")[1] == text


def test_a_paper_that_proves_a_service_came_in_with_each_service():
    head = ("案号", "决定日期", "送达主人日期", "送达邻居日期", "送达回证")
    got = reading(head, ("1", "2025-03-01", "2025-03-02", "2025-03-03", "有"))
    assert [event.papers for event in got.records[0].events] == [(), ("receipt",), ("receipt",)]


def test_a_paper_no_step_asks_for_was_on_file_from_the_first_day():
    head = ("案号", "申请日期", "受理日期", "菜谱")
    got = reading(head, ("1", "2025-03-01", "2025-03-02", "有"))
    assert [event.papers for event in got.records[0].events] == [("menu",), ()]


@pytest.mark.parametrize(
    ("header", "cell", "fact", "value"),
    [
        ("声音很大", "是", "loud", True),
        ("声音很大", "无", "loud", False),
        ("声音很大", "不详", "loud", None),
        ("主人出生日期", "1980年2月1日", "born_on", date(1980, 2, 1)),
        ("开席时间", "2025-03-01", "begins_at", date(2025, 3, 1)),
        ("开席时间", "2025-03-01 18:30", "begins_at", datetime.fromisoformat("2025-03-01T18:30")),
        ("菜单", "汤、鱼", "dishes", ("soup", "fish")),
        ("备注", "小心", "remark", "小心"),
    ],
)
def test_facts_are_typed_by_what_the_procedure_declares(header, cell, fact, value):
    got = reading(("案号", "主人姓名", header), ("1", "李某", cell))
    assert not got.faults
    assert got.records[0].about == {"host": "李某", fact: value}


@pytest.mark.parametrize(
    ("header", "cell", "stated"),
    [
        ("收费", "1,200.50元", "fee=1200.50"),
        ("收费（万元）", "1.2", "fee=12000.00"),
        ("客人数", "40人", "guests=40"),
        ("经办人员", "甲、乙", "officers=甲,乙"),
        ("结论", "不许可", "result=not_allowed"),
        ("结论", "不许", "result=not_allowed"),
        ("结论", "allowed", "result=allowed"),
        ("结论", "不详", "result=?"),
        ("结论", "/", ""),
    ],
)
def test_what_a_step_states_goes_with_its_event(header, cell, stated):
    got = reading(("案号", "决定日期", header), ("1", "2025-03-01", cell))
    assert not got.faults
    assert as_text(got) == f"1 feast\n2025-03-01 decided {stated}".rstrip() + "\n"


def test_a_day_with_an_hour_keeps_the_hour():
    got = reading(("案号", "申请日期"), ("1", "2025-03-01 14:30"))
    assert as_text(got) == "1 feast\n2025-03-01T14:30 applied\n"


def test_rows_that_are_no_matters_are_passed_over_with_a_note():
    got = reading(
        ("序号", *HEAD),
        (1, "宴1号", "李某", "2025-03-03", None, None, None),
        (2, None, None, None, None, None, None),
        ("序号", *HEAD),
        (3, "宴2号", "王某", "2025-03-04", None, None, None),
        ("小计", None, "2", None, None, None, None),
        ("合计2件",),
        ("填表人：张某", "审核人：赵某"),
    )
    assert not got.faults
    assert [record.matter for record in got.records] == ["宴1号", "宴2号"]
    assert got.notes == (
        "工作表“1月”：只有序号或没有内容的1行，没有读入",
        "工作表“1月”：重复的表头1行，没有读入",
        "工作表“1月”：合计或小计2行，没有读入",
        "工作表“1月”：表尾说明1行，没有读入",
    )


def test_unknown_columns_are_noted_once_with_the_nearest_known_one():
    got = reading((*HEAD, "天气", "宴会申清表"), ("1", "李", None, None, None, None, "晴", "有"))
    assert not got.faults
    assert got.notes == (
        "工作表“1月”：不认识的列没有读入：“天气”、“宴会申清表”（是否指“宴会申请表”？）",
    )


def test_facts_of_a_step_whose_day_the_sheet_does_not_have_are_noted_not_refused():
    got = reading(("案号", "申请日期", "结论"), ("1", "2025-03-03", "许可"))
    assert not got.faults
    assert [event.kind for event in got.records[0].events] == ["applied"]
    assert got.notes == ("工作表“1月”：没有相应的日期列，以下各列不知记在哪一天，没有读入：结论",)


def test_without_a_column_of_numbers_the_place_of_the_row_names_the_matter():
    got = reading(("主人姓名", "申请日期"), ("李某", "2025-03-03"))
    assert [record.matter for record in got.records] == ["1月第2行"]
    assert "以所在行代替案号" in got.notes[0]


def test_of_several_numbers_the_matters_own_counts_and_the_others_are_noted():
    got = reading(("决定书文号", "案号", "申请日期"), ("文1号", "案1号", "2025-03-03"))
    assert not got.faults
    assert [record.matter for record in got.records] == ["案1号"]
    assert got.notes == ("工作表“1月”：不认识的列没有读入：“决定书文号”",)


def test_an_undecided_matter_has_no_document_number_and_is_named_by_its_row():
    head = ("决定书文号", "申请日期", "决定日期")
    got = reading(head, ("文1号", "2025-03-03", "2025-03-09"), (None, "2025-03-04", None))
    assert not got.faults
    assert [record.matter for record in got.records] == ["文1号", "1月第3行"]


def test_a_choice_whose_name_holds_a_comma_is_one_member_of_a_list():
    got = reading(("案号", "菜单"), ("1", "冷盘、热菜；鱼"))
    assert got.records[0].about == {"dishes": ("both", "fish")}


def test_sheets_without_a_header_are_noted_and_the_others_read():
    sheets = (
        grid(HEAD, ("1", "李某", "2025-03-03", None, None, None)),
        grid(("填写说明",), ("案号", "每件一行"), name="说明"),
        grid(HEAD, ("2", "王某", "2025-04-03", None, None, None), name="2月"),
    )
    got = read_ledger(Book("台账.xlsx", sheets), procedure)
    assert [record.matter for record in got.records] == ["1", "2"]
    assert got.notes == ("工作表“说明”：没有找到表头，没有读入",)


def test_a_matter_that_stands_twice_is_refused_at_both_places_however_written():
    sheets = (
        grid(HEAD, ("宴〔2025〕1号", "李某", "2025-03-03", None, None, None)),
        grid(
            HEAD,
            ("宴[2025] 1号", "李某", "2025-03-03", None, None, None),
            ("宴〔2025〕2号", "李某", "2025-03-03", None, None, None),
            name="2月",
        ),
    )
    got = read_ledger(Book("台账.xlsx", sheets), procedure)
    assert [record.matter for record in got.records] == ["宴〔2025〕2号"]
    assert [(fault.place, fault.what) for fault in got.faults] == [
        ("工作表“2月”第2行A列", "案号“宴[2025]1号”与工作表“1月”第2行A列重复")
    ]


HOSTILE_ROWS = (
    ("宴1号", "李某", "2025-02-30", None, None, None),
    ("宴2号", "李某", "3月5日", "25-3-1", None, None),
    ("宴3号", "李某", "2025-03-03", None, None, "许可"),
    (None, "李某", "2025-03-03", None, None, None),
    ("2025-3-1", "李某", "2025-03-03", None, None, None),
    ("宴4号", "李某", None, None, "2025-03-03", "认定许可"),
    ("宴5号", 4301021234567890123, "2025-03-03", None, None, None),
    ("宴6号", "李某", "2025-03-03", None, None, None),
)


def golden(name, faults):
    path = GOLDEN / name
    assert path.exists(), f"write {path} with:\n{faults}"
    assert faults == path.read_text(encoding="utf-8")


def test_every_refusal_of_a_cell_says_where_what_why_and_what_to_do():
    got = reading(("宴会台账",), HEAD, *HOSTILE_ROWS)
    assert [record.matter for record in got.records] == ["宴6号"]
    golden("ledger_rows.txt", "".join(f"{fault}\n" for fault in got.faults))


def test_every_refusal_of_a_header_says_where_what_why_and_what_to_do():
    sheets = (
        grid(("案号", "申请人", "申请日期", "决定日期"), ("1", "主人", "2025-03-03", "2025-03-04")),
        grid(("案号", "受理日期", "受理时间"), ("2", "2025-03-03", "2025-03-04"), name="2月"),
    )
    got = read_ledger(Book("台账.xlsx", sheets), procedure)
    nothing = read_ledger(Book("别的.xlsx", (grid(("天气", "温度"), ("晴", 20)),)), procedure)
    assert not got.records
    faults = (*got.faults, *nothing.faults)
    golden("ledger_headers.txt", "".join(f"{fault}\n" for fault in faults))


def test_every_record_read_speaks_the_language_of_its_procedure():
    head = (*HEAD, "送达主人日期", "送达主人方式", "送达回证", "菜单", "开席时间", "收费")
    row = ("1", "李某", "2025-03-03", "2025-03-04", "2025-03-05", "许可")
    got = reading(head, (*row, "2025-03-06", "邮寄", "有", "汤", "2025-03-09 18:00", "3元"))
    assert not got.faults
    assert not faults_of(got.records[0], procedure, "台账")


def test_a_ledger_is_told_from_another_by_what_its_header_says():
    feast = Book("台账.xlsx", (grid(HEAD),))
    other = Book("台账.xlsx", (grid(("天气", "温度", "案号")),))
    assert fit_of(feast, procedure) > fit_of(other, procedure)


def test_ten_thousand_rows_are_read_and_progress_reaches_the_end():
    head = (*HEAD, "送达主人日期", "送达主人方式", "送达邻居日期", "声音很大", "申请表", "备注")
    days = ("2025-03-03", "2025年3月5日", "2025/3/20")
    rest = ("2025-03-21", "直接送达", "20250322", "否", "有", "无")
    rows = [(f"宴{number}号", "李某", *days, "许可", *rest) for number in range(10_000)]
    told = []
    book = Book("台账.xlsx", (grid(head, *rows),))
    got = read_ledger(book, procedure, progress=lambda done, total: told.append((done, total)))
    assert len(got.records) == 10_000
    assert told[-1] == (10_001, 10_001)
    assert told == sorted(told)
