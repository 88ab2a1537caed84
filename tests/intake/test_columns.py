"""A header says one thing, or it says that it could mean several; nothing is guessed."""

import pytest

from tests.intake.invented import procedure
from zhunsheng.intake.blank import further_headers_of, headers_of
from zhunsheng.intake.columns import columns_of, plain


def said(header):
    """What a header is read as: role, step, party, document, turn, fact or paper."""
    meaning = columns_of(procedure).find(header).meaning
    if meaning is None:
        return None
    named = meaning.fact or meaning.paper
    parts = [meaning.role, meaning.step, meaning.party, meaning.document]
    parts += [str(meaning.turn) if meaning.turn > 1 else "", named.name if named else ""]
    return " ".join(filter(None, parts))


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("案号", "matter"),
        ("决定书文号", "matter"),
        ("序号", "ignored"),
        ("主人姓名", "about host"),
        ("东家", "about host"),
        ("用人单位名称", "about employer"),
        ("备注", "about remark"),
        ("声音很大", "about loud"),
        ("是否声音很大", "about loud"),
        ("出生日期（主人）", None),
        ("主人出生日期", "about born_on"),
        ("主人出生时间", "about born_on"),
        ("申请日期", "day applied"),
        ("申请宴会时间", "day applied"),
        ("申 请\n日 期", "day applied"),
        ("申请日期（公历）", "day applied"),
        ("受理", "day accepted"),
        ("受理日", "day accepted"),
        ("受理年月日", "day accepted"),
        ("Ｎｏ．", "ignored"),
        ("中止日期", "day suspended"),
        ("第一次中止日期", "day suspended"),
        ("第二次中止日期", "day suspended 2"),
        ("中止2日期", "day suspended 2"),
        ("再次中止原因", "fact suspended 2 for"),
        ("中止原因", "fact suspended for"),
        ("结论", "fact decided result"),
        ("认定结论", "fact decided result"),
        ("决定结论", "fact decided result"),
        ("收费（万元）", "fact decided fee"),
        ("申请宴会申请人", "fact applied by"),
        ("送达主人日期", "day served host decision"),
        ("主人送达日期", "day served host decision"),
        ("送达日期（主人）", "day served host decision"),
        ("送达主人方式", "fact served host decision method"),
        ("送达主人送达方式", "fact served host decision method"),
        ("邻居签收日期", "fact served neighbor decision signed_on"),
        ("许可书编号", "matter"),
        ("不予许可书送达邻居日期", "day served neighbor refusal"),
        ("送达不予许可书邻居日期", "day served neighbor refusal"),
        ("送达日期", "day served decision"),
        ("受送达人", "fact served decision to"),
        ("宴会申请表", "paper form"),
        ("有无申请表", "paper form"),
        ("申请表提交日期", "filed form"),
        ("送达回证", "paper receipt"),
        ("天气", None),
        ("", None),
    ],
)
def test_headers_are_read_by_the_words_of_the_procedure(header, meaning):
    assert said(header) == meaning


def test_a_name_two_steps_state_alike_has_both_meanings():
    found = columns_of(procedure).find("申请人")
    assert {one.step for one in found.meanings} == {"applied", "decided"}
    assert found.meaning is None


def test_an_unknown_header_names_the_nearest_known_one():
    assert columns_of(procedure).nearest("宴会申清表") == "宴会申请表"
    assert columns_of(procedure).nearest("天气") == ""


@pytest.mark.parametrize(
    ("header", "implied"),
    [("送达主人日期", True), ("许可决定书送达主人日期", False), ("受理日期", False)],
)
def test_a_service_that_names_no_document_says_so(header, implied):
    assert columns_of(procedure).find(header).meaning.implied is implied


def test_ten_thousands_of_yuan_are_marked_by_their_head():
    find = columns_of(procedure).find
    assert [find(header).meaning.unit_yuan for header in ("收费（万元）", "收费（元）")] == [
        10_000,
        1,
    ]


def test_every_header_of_an_empty_ledger_is_read_back_as_what_it_asks():
    for header, meaning in (*headers_of(procedure), *further_headers_of(procedure)):
        assert columns_of(procedure).find(header).meaning == meaning, header


def test_an_empty_ledger_asks_for_everything_once():
    headers = [header for header, _ in headers_of(procedure)]
    assert len({plain(header) for header in headers}) == len(headers)
    assert headers == [
        "案号",
        "主人姓名",
        "声音很大",
        "主人出生日期",
        "开席时间",
        "菜单",
        "申请宴会日期",
        "申请宴会申请人",
        "受理日期",
        "中止日期",
        "中止原因",
        "恢复日期",
        "不予许可日期",
        "作出决定日期",
        "结论",
        "收费",
        "客人数",
        "经办人员",
        "作出决定申请人",
        "许可决定书送达主人日期",
        "许可决定书送达主人方式",
        "许可决定书送达邻居日期",
        "许可决定书送达邻居方式",
        "不予许可书送达主人日期",
        "不予许可书送达主人方式",
        "不予许可书送达邻居日期",
        "不予许可书送达邻居方式",
        "宴会申请表",
        "菜谱",
        "送达回证",
    ]
