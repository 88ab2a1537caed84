"""An empty ledger explains itself, opens in every spreadsheet, and is read back whole."""

from datetime import date

import openpyxl
import pytest

from tests.intake.invented import procedure as invented
from zhunsheng.intake.blank import further_headers_of, headers_of
from zhunsheng.intake.columns import columns_of
from zhunsheng.intake.conform import faults_of
from zhunsheng.intake.ledger import read_ledger
from zhunsheng.intake.sheets import read_book
from zhunsheng.intake.template import write_template
from zhunsheng.procedures import procedures

DAY = date(2025, 3, 3)
ALL = [invented, *procedures().values()]
IDS = [procedure.name for procedure in ALL]
SAMPLES = {"yes_no": "是", "text": "某人", "day": DAY, "instant": DAY, "count": 3, "yuan": 100}


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "空白台账.xlsx"
    write_template(invented, path)
    return path


def sample(meaning):
    """A value an officer would put into the column."""
    if meaning.role in ("matter", "day", "paper"):
        return {"matter": "益测〔2025〕1号", "day": DAY, "paper": "有"}[meaning.role]
    if meaning.fact.choices:
        return next(iter(meaning.fact.choices.values()))
    return SAMPLES.get(meaning.fact.kind, "甲、乙")


@pytest.mark.parametrize("procedure", ALL, ids=IDS)
def test_a_filled_template_is_read_back_without_an_unknown_column(procedure, tmp_path):
    path = tmp_path / "台账.xlsx"
    write_template(procedure, path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].append([sample(meaning) for _, meaning in headers_of(procedure)])
    book.save(path)
    got = read_ledger(read_book(path), procedure)
    assert not got.faults
    assert not [note for note in got.notes if "不认识" in note or "没有写明" in note]
    (record,) = got.records
    assert not faults_of(record, procedure, "台账")
    assert {event.kind for event in record.events} == {step.name for step in procedure.steps}
    assert {paper for event in record.events for paper in event.papers} == {
        paper.name for paper in procedure.papers
    }


@pytest.mark.parametrize("procedure", ALL, ids=IDS)
def test_every_header_asked_for_is_read_back_as_what_it_asks(procedure):
    for header, meaning in (*headers_of(procedure), *further_headers_of(procedure)):
        assert columns_of(procedure).find(header).meaning == meaning, header


def test_an_empty_template_has_no_matters_and_no_faults(template):
    got = read_ledger(read_book(template), invented)
    assert (got.records, got.faults) == ((), ())


def test_the_header_is_frozen_and_every_column_has_a_note(template):
    sheet = openpyxl.load_workbook(template)["台账"]
    assert sheet.freeze_panes == "B2"
    assert [cell.value for cell in sheet[1]] == [header for header, _ in headers_of(invented)]
    assert all(cell.comment and cell.comment.text for cell in sheet[1])


def test_choices_and_yes_or_no_are_drop_downs_that_refuse_other_words(template):
    book = openpyxl.load_workbook(template)
    menus = {}
    for menu in book["台账"].data_validations.dataValidation:
        name, area = menu.formula1.split("!")
        values = [row[0].value for row in book[name][area.replace("$", "")]]
        for column in str(menu.sqref).split():
            header = book["台账"][f"{column.split(':')[0].rstrip('0123456789')}1"].value
            menus[header] = (values, menu.showErrorMessage)
    assert menus["结论"] == (["许可", "不许可"], True)
    assert menus["声音很大"] == (["是", "否", "不详"], True)
    assert menus["菜谱"] == (["有", "无"], False)
    assert menus["许可决定书送达主人方式"] == (["直接送达", "邮寄送达"], True)
    assert "受理日期" not in menus


def test_the_second_sheet_cites_the_law_of_each_limit_a_column_begins_or_ends(template):
    sheet = openpyxl.load_workbook(template)["填写说明"]
    said = {row[1]: row[4] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert said["受理日期"] == "起算：作出宴会决定（《工伤保险条例》第二十条第一款）"
    assert said["作出决定日期"] == "截止：作出宴会决定（《工伤保险条例》第二十条第一款）"
    assert said["申请宴会日期"] is None


def test_what_is_not_asked_of_each_addressee_is_named_as_a_column_to_add(template):
    sheet = openpyxl.load_workbook(template)["填写说明"]
    added = [row[1] for row in sheet.iter_rows(values_only=True) if row[0] == "可加"]
    assert added == ["许可决定书送达主人签收日期"]
