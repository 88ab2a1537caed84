"""What an officer reads: every sentence, and the way to it, as golden text."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from tests.engine.made_up import (
    HOURS,
    LAW,
    WORKDAYS,
    asked,
    clock,
    made,
    way,
)
from tests.engine.test_elements import elements
from tests.engine.test_gates import word
from tests.engine.test_services import FINE, WORKER, amount, service
from zhunsheng.base.chinese import day_zh
from zhunsheng.engine.assess import Assessor
from zhunsheng.engine.finding import Kind
from zhunsheng.engine.sentences import GRAVITIES, GROUNDS, SENTENCES
from zhunsheng.engine.sentences import KINDS as KINDS_ZH
from zhunsheng.engine.trace import TITLES, Trace
from zhunsheng.engine.wording import act_zh, choice_zh, paper_zh, truth_zh, what
from zhunsheng.law.procedure import Authority, Evidence, Gate, Gravity, Ground, Order
from zhunsheng.law.rule import (
    TODAY,
    Node,
    all_of,
    among,
    choose,
    covered,
    fact,
    first,
    greater,
    includes,
    last,
    months_begun,
    own,
    own_paper,
    paper,
    rolled,
    size,
    standing,
    total,
    value,
    years_full,
)

GOLDEN = Path(__file__).parent / "sentences.txt"
HELD = fact("held_on", sort="day")
AHEAD = clock(WORKDAYS, zh="通知听证", starts=HELD, ends="accepted", backward=True)
FLOOR = clock(zh="听证申请期满后作出决定", floor=True)
REPORT = clock(HOURS, zh="书面报告")
ACCEPTED, HEARING = "2025-03-03 accepted", "held_on 2025-03-20"
GRANTED = "2025-03-04 decided result=granted"
FACTS = "2025-03-03 accepted working drunk=no"
SERVED = "2025-03-04 decided\n2025-03-05 served to=worker"

# Each sentence: the word of the vocabulary, the record, the day of asking.
CASES: dict[str, tuple[str, object, str, str]] = {
    "clock_due": ("clocks", clock(), ACCEPTED, "2025-05-06"),
    "clock_open_late": ("clocks", clock(), ACCEPTED, "2025-05-08"),
    "clock_late": ("clocks", clock(), f"{ACCEPTED}\n2025-05-09 decided", "2025-06-01"),
    "clock_rolled": ("clocks", clock(), f"{ACCEPTED}\n2025-05-06 decided", "2025-06-01"),
    "backward_due": ("clocks", AHEAD, HEARING, "2025-03-05"),
    "backward_open_late": ("clocks", AHEAD, HEARING, "2025-03-06"),
    "backward_late": ("clocks", AHEAD, f"{HEARING}\n2025-03-07 accepted", "2025-06-01"),
    "floor_early": ("clocks", FLOOR, f"{ACCEPTED}\n2025-05-06 decided", "2025-06-01"),
    "floor_waiting": ("clocks", FLOOR, ACCEPTED, "2025-05-06"),
    "hours_due": ("clocks", REPORT, "2025-03-03T10:00 accepted", "2025-03-04"),
    "hours_open_late": ("clocks", REPORT, "2025-03-03T10:00 accepted", "2025-03-05"),
    "hours_late": ("clocks", REPORT, f"{ACCEPTED}\n2025-03-05 decided", "2025-06-01"),
    "hours_unproven": ("clocks", REPORT, f"{ACCEPTED}\n2025-03-04 decided", "2025-06-01"),
    "gate_barred": ("gates", word(Gate), "2025-03-04 decided urgent=no", "2025-06-01"),
    "gate_unproven": ("gates", word(Gate), "2025-03-04 decided", "2025-06-01"),
    "gate_closed": ("gates", word(Gate), ACCEPTED, "2025-06-01"),
    "order_skipped": ("orders", word(Order), "2025-03-04 decided", "2025-06-01"),
    "order_early": ("orders", word(Order), "2025-03-04 decided\n2025-03-05 heard", "2025-06-01"),
    "order_closed": ("orders", word(Order), ACCEPTED, "2025-06-01"),
    "paper_missing": ("evidence", word(Evidence), "2025-03-04 decided", "2025-06-01"),
    "paper_late": (
        "evidence",
        word(Evidence),
        "2025-03-04 decided\n2025-03-05 filed papers=report",
        "2025-06-01",
    ),
    "paper_wanted": ("evidence", word(Evidence), ACCEPTED, "2025-06-01"),
    "elements_fail": ("elements", elements(), f"{FACTS} hurt=no\n{GRANTED}", "2025-06-01"),
    "elements_hold": (
        "elements",
        elements(),
        f"{FACTS} hurt\n2025-03-04 decided result=denied",
        "2025-06-01",
    ),
    "elements_unknown": ("elements", elements(), f"{FACTS}\n{GRANTED}", "2025-06-01"),
    "elements_ready": ("elements", elements(reader="本局"), f"{FACTS} hurt", "2025-06-01"),
    "elements_open": ("elements", elements(), FACTS, "2025-06-01"),
    "leaf_unproven": ("elements", elements(), f"{FACTS} hurt\n{GRANTED}", "2025-06-01"),
    "service_unproven": ("services", service(**WORKER), SERVED, "2025-06-01"),
    "service_missing": ("services", service(**WORKER), "2025-03-04 decided", "2025-06-01"),
    "service_faulty": (
        "services",
        service(**WORKER),
        f"{SERVED} method=direct signed=no papers=notice",
        "2025-06-01",
    ),
    "service_unlawful": ("services", service(**WORKER), f"{SERVED} method=pigeon", "2025-06-01"),
    "service_invalid": (
        "services",
        service(**WORKER),
        f"{SERVED} method=direct signed",
        "2025-06-01",
    ),
    "authority_barred": (
        "authorities",
        word(Authority),
        f"{ACCEPTED} officers=A1,",
        "2025-06-01",
    ),
    "authority_unproven": ("authorities", word(Authority), ACCEPTED, "2025-06-01"),
    "sum": ("amounts", amount(), "2025-03-04 decided", "2025-06-01"),
    "sum_exact": ("amounts", amount(low=amount().high), "2025-03-04 decided", "2025-06-01"),
    "sum_outside": ("amounts", amount(), "2025-03-04 decided fixed=1999.99", "2025-06-01"),
    "reading": ("elements", elements(reader="本局"), FACTS, "2025-06-01"),
}


def shown(name: str) -> str:
    """The sentence of the finding that the case is about."""
    words, one, record, on = CASES[name]
    procedure = made(**{words: one})
    answer = asked(procedure, record, on)
    wanted = "sum" if name == "sum_exact" else name
    findings = (*answer.findings, *answer.closed, *answer.sums, *answer.readings)
    (finding,) = (f for f in findings if f.rule.sentence == wanted)
    return what(finding, procedure, answer.as_of)


def test_every_sentence_has_a_case() -> None:
    assert set(CASES) == set(SENTENCES)


def test_every_sentence_reads_as_it_stands_in_the_golden_text() -> None:
    written = "".join(f"{name}\n  {shown(name)}\n" for name in CASES)
    assert written == GOLDEN.read_text(encoding="utf-8")


def test_every_ground_gravity_and_kind_has_a_chinese_name() -> None:
    named = (*get_args(Ground), *get_args(Gravity), *get_args(Kind))
    assert [name for name in named if name not in {**GROUNDS, **GRAVITIES, **KINDS_ZH}] == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (act_zh(made(), "decided"), "决定"),
        (act_zh(made(), "unheard_of"), ""),
        (choice_zh(made(), "to", "worker"), "职工"),
        (choice_zh(made(), "to", "neighbor"), "neighbor"),
        (choice_zh(made(), "to", None), "未载明的受送达人"),
        (paper_zh(made(), "notice"), "通知书"),
        (paper_zh(made(), "unheard_of"), "unheard_of"),
        (truth_zh(True), "是"),
        (truth_zh(False), "否"),
        (truth_zh(None), "不明"),
    ],
)
def test_a_name_without_a_chinese_one_stands_for_itself(written: str, expected: str) -> None:
    assert written == expected


# --- the way to a finding ------------------------------------------------------------------------


def test_the_way_shows_the_days_of_a_limit_and_how_each_came_about() -> None:
    procedure = made(clocks=clock(pauses="suspended", resumes="resumed"))
    record = "2025-03-03 accepted\n2025-03-10 suspended\n2025-03-18 resumed\n2025-05-14 decided"
    assert way(procedure, record, "2025-06-01") == LIMIT_WAY.strip().splitlines()


LIMIT_WAY = """
依据　《工伤保险条例》第二十条第一款：自受理之日起六十日内作出认定决定，并书面通知职工一方和单位
届满日　2025年5月12日
　自2025年3月3日的次日起算60日，中止至恢复之间不计入（《工伤保险条例》第二十条第一款）：2025年5月10日
　　受理日：2025年3月3日
起算　2025年3月3日
顺延前的届满日　2025年5月10日
　受理日：2025年3月3日
不计入的日数　8
实际　2025年5月14日
条件　2025年5月12日早于（小于）决定日：是
　2025年5月10日是休息日，顺延至下一个工作日：2025年5月12日
　　自2025年3月3日的次日起算60日，中止至恢复之间不计入（《工伤保险条例》第二十条第一款）：2025年5月10日
　　　受理日：2025年3月3日
　决定日：2025年5月14日
"""


@pytest.mark.parametrize("name", CASES)
def test_the_way_says_the_days_that_the_sentence_says(name: str) -> None:
    words, one, record, on = CASES[name]
    procedure = made(**{words: one})
    answer = asked(procedure, record, on)
    trace = Trace(Assessor(procedure, LAW).compiled, LAW)
    findings = (*answer.findings, *answer.closed, *answer.sums, *answer.readings)
    for finding in findings:
        lines = trace.lines(finding, answer.as_of)
        for title, shown in TITLES.items():
            if finding.values.get(title) is not None and title in ("due", "start", "done"):
                assert f"{shown}　{day_zh(finding.values[title])}" in lines


def explained(needs: Node, record: str = "2025-03-04 decided") -> list[str]:
    """The way to a gate that is not met, below its condition."""
    gate = word(Gate, needs=needs, each=False)
    lines = way(made(gates=gate), f"2025-03-03 accepted\n{record}", "2025-06-01")
    return [line.strip("　") for line in lines]


ON = first("decided")
LONG_AGO = fact("held_on", sort="day")


@pytest.mark.parametrize(
    ("needs", "line"),
    [
        (among(fact("result"), "denied"), "结果属于不予：否"),
        (includes(fact("officers"), "A9"), "承办人包含A9：否"),
        (size(fact("officers")) >= 3, "个数：2"),
        (total("decided", own("fixed", sort="yuan")) <= value(FINE, "low", ON), "合计：3,000元"),
        (months_begun(first("accepted"), ON) >= 2, "不满一个月按一个月计的月数：1"),
        (years_full(LONG_AGO, ON) >= 2, "周岁：1"),
        (standing(("accepted", "decided"), ON), "当时处于受理之中：否"),
        (
            covered(("accepted", "decided"), first("accepted"), ON) >= 2,
            "受理至决定之间不计入的日数：1",
        ),
        (rolled(ON) < first("accepted"), "届满日不是休息日：2025年3月4日"),
        (greater(first("accepted"), ON) < first("accepted"), "取较晚（较大）者：2025年3月4日"),
        (choose(fact("urgent"), ON, ON) < first("accepted"), "按情形取值：不明"),
        (paper("notice", "report") <= ON, "通知书、报告入卷日：不明"),
        (all_of(fact("urgent", sort="truth"), ON < first("accepted")), "同时满足：否"),
        (last("decided") < first("accepted"), "最后一次决定：2025年3月4日"),
        (first("decided", own_paper("notice")) <= ON, "符合条件的决定日：不明"),
        (ON <= ON - 1, "2025年3月4日"),
        (fact("working", sort="truth").named("本人在岗"), "本人在岗：否"),
        (TODAY < ON, "核对日早于（小于）决定日：否"),
    ],
)
def test_the_way_names_what_each_condition_looked_at(needs: Node, line: str) -> None:
    record = (
        "2025-03-04 decided result=granted officers=A1,A2 fixed=3000 working=no held_on=2024-03-04"
    )
    assert any(line in shown for shown in explained(needs, record))
