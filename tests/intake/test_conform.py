"""A record speaks the language of its procedure, or every word it does not know is named."""

from __future__ import annotations

import pytest

from tests.engine.made_up import made, record_of
from zhunsheng.intake.conform import faults_of

PROCEDURE = made()


def faults(text: str) -> list[str]:
    """The faults of a record, as what, why and remedy."""
    found = faults_of(record_of(text), PROCEDURE, "案卷.txt")
    return [f"{fault.place}：{fault.what}｜{fault.why}｜{fault.remedy}" for fault in found]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "worker 李某\nnumber_of_file 12\nurgent yes\nheld_on 2025-03-05",
        "2025-03-03 accepted officers=A1,A2 urgent held_on=2025-03-05 papers=notice,report",
        "2025-03-03 accepted officers=A1",
        "2025-03-03 decided result=granted fixed=1999.99",
        "2025-03-03 decided result=? fixed=?",
        "2025-03-03 decided fixed=2000",
        "2025-03-03 served method=direct to=worker",
        "2025-03-03 filed papers=report\n2025-03-04 noted urgent",
        "2025-03-03 noted\n| 误录。\n2025-03-04 struck_out corrects=1\n| 误录。",
        "2025-03-03 accepted excused_days=12",
    ],
)
def test_a_record_of_known_words_and_fitting_values_has_no_fault(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "2025-03-03 acepted",
            "第1条事项：没有“acepted”这种事项｜“虚构案”的步骤里没有它｜是否指“accepted”",
        ),
        (
            "2025-03-03 accepted\n2025-03-04 married",
            "第2条事项：没有“married”这种事项｜“虚构案”的步骤里没有它"
            "｜请用 zhunsheng show 查看有哪些步骤",
        ),
        (
            "2025-03-03 accepted urgnt",
            "第1条事项：没有“urgnt”这项事实｜“虚构案”的这一步骤没有这项事实｜是否指“urgent”",
        ),
        (
            # a fact of another step
            "2025-03-03 accepted result=granted",
            "第1条事项：没有“result”这项事实｜“虚构案”的这一步骤没有这项事实"
            "｜请用 zhunsheng show 查看有哪些事实",
        ),
        (
            "2025-03-03 accepted papers=notic",
            "第1条事项：没有“notic”这种材料｜“虚构案”的材料里没有它｜是否指“notice”",
        ),
        (
            "2025-03-03 filed papers=zzz",
            "第1条事项：没有“zzz”这种材料｜“虚构案”的材料里没有它"
            "｜请用 zhunsheng show 查看有哪些材料",
        ),
        (
            "2025-03-03 decided result=maybe",
            "第1条事项：“结果”（result）的值“maybe”不合要求｜这项事实应为选项之一"
            "｜可选：granted、denied",
        ),
        (
            "urgent 很急",
            "案头：“紧急”（urgent）的值“很急”不合要求｜这项事实应为是或否（yes/no）"
            "｜请改正后再核对",
        ),
        (
            # a fact of a step in the head of the record is seen by the rules, and so it is checked
            "fixed 三万",
            "案头：“决定的数额”（fixed）的值“三万”不合要求｜这项事实应为金额（元）｜请改正后再核对",
        ),
    ],
)
def test_a_word_that_is_not_known_is_named_with_the_nearest_or_where_to_look(
    text: str, fault: str
) -> None:
    assert faults(text) == [fault]


@pytest.mark.parametrize(
    ("fact", "wrong", "kind"),
    [
        ("urgent", "2", "是或否（yes/no）"),
        ("urgent", "2025-03-03", "是或否（yes/no）"),
        ("held_on", "yes", "日期"),
        ("held_on", "明天", "日期"),
        ("held_on", "3", "日期"),
        ("excused_days", "2.5", "整数"),
        ("excused_days", "yes", "整数"),
        ("excused_days", "多日", "整数"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_what_would(
    fact: str, wrong: str, kind: str
) -> None:
    (fault,) = faults(f"2025-03-03 accepted {fact}={wrong}")
    assert f"这项事实应为{kind}" in fault


@pytest.mark.parametrize("wrong", ["1.234", "0.001", "yes", "三万", "2025-03-03"])
def test_a_sum_is_a_number_of_yuan_with_two_places(wrong: str) -> None:
    assert faults(f"2025-03-03 decided fixed={wrong}") == [
        f"第1条事项：“决定的数额”（fixed）的值“{True if wrong == 'yes' else wrong}”不合要求"
        "｜这项事实应为金额（元）｜请改正后再核对"
    ]


@pytest.mark.parametrize("value", ["yes", "no"])
def test_yes_and_no_answer_a_question_and_nothing_else(value: str) -> None:
    assert len(faults(f"2025-03-03 served method={value}")) == 1


def test_every_fault_of_a_record_is_found_in_its_order() -> None:
    found = faults("urgent 3\n2025-03-03 acepted\n2025-03-04 accepted x=1 papers=y\n2025-03-05 wed")
    assert [fault.split("：")[0] for fault in found] == [
        "案头",
        "第1条事项",
        "第2条事项",
        "第2条事项",
        "第3条事项",
    ]


def test_a_fault_names_the_file_and_the_matter() -> None:
    (fault,) = faults_of(record_of("2025-03-03 acepted"), PROCEDURE, "案卷.txt")
    assert fault.file == "案卷.txt，虚构1号"
