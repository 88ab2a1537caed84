"""The command `show`: the law of one kind of matter on one page."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from tests.engine.made_up import DUTY, EXTENSION, MEMORY, PERIOD, WORKDAYS, clock, made
from tests.engine.test_elements import elements
from tests.engine.test_gates import word
from tests.engine.test_services import amount, service
from zhunsheng.cli import main
from zhunsheng.law.procedure import (
    Authority,
    Branch,
    Evidence,
    Extension,
    Gate,
    Leaf,
    Order,
    Publication,
    Step,
)
from zhunsheng.law.rule import fact, first
from zhunsheng.procedures import procedures

PROVED = Leaf("hurt", "受到伤害", DUTY, proof=("report",), burden="employer")
TREE = Branch("all", "应当认定", (PROVED, Branch("not", "除外", (Leaf("drunk", "醉酒", DUTY),))))
PROCEDURE = made(
    clocks=(
        clock(
            PERIOD,
            pauses="suspended",
            resumes=("resumed", "heard"),
            extended=Extension("prolonged", EXTENSION),
        ),
        clock(
            WORKDAYS,
            name="ahead",
            zh="通知",
            starts=first("heard"),
            backward=True,
            holder="employer",
        ),
        clock(WORKDAYS, name="floor", zh="等待", floor=True),
        clock(MEMORY, name="unused", zh="凭记忆的期限"),
        clock(WORKDAYS, name="fixed", zh="所定", until=fact("held_on", sort="day")),
    ),
    gates=word(Gate),
    orders=word(Order),
    authorities=word(Authority),
    evidence=word(Evidence),
    elements=elements(TREE, reader="公安机关"),
    services=service(within=clock(WORKDAYS, name="in_time", zh="送达", starts="", ends="")),
    amounts=amount(),
    publications=Publication("shown", "公开决定", "decided", "closed", WORKDAYS, amount().breach),
)


@pytest.fixture
def _made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.office.judging.procedure", {"made_up": PROCEDURE}.__getitem__)


def show(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["show", *arguments])


def section(title: str) -> list[str]:
    """The lines of one section of the made-up page."""
    lines = show("made_up").stdout.splitlines()
    start = lines.index(title) + 1
    rest = [n for n, line in enumerate(lines) if n >= start and not line.startswith("  ")]
    return lines[start : rest[0] if rest else len(lines)]


@pytest.mark.usefixtures("_made_up")
def test_a_page_opens_with_the_names_of_the_kind_of_matter() -> None:
    result = show("made_up")
    assert result.stdout.splitlines()[0] == "虚构案（made_up，made up）"
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "期限",
            [
                "  作出决定：受理起30日，中止至恢复或听证不计入，延长后加30日"
                "（《行政强制法》第二十五条第一款；违者违反法定程序，可能被确认违法）",
                "  通知〔用人单位〕：所定之日起至少提前10个工作日（《行政强制法》第五十四条）",
                "  等待：受理起须等10个工作日"
                "（《行政强制法》第五十四条；违者违反法定程序，可能被确认违法）",
                "  凭记忆的期限：受理起30日（未经核对，不参与判断）"
                "（《工程建设领域农民工工资保证金规定》第二十二条第一款；"
                "违者违反法定程序，可能被确认违法）",
                "  所定：决定确定的期限"
                "（《行政强制法》第五十四条；违者违反法定程序，可能被确认违法）",
            ],
        ),
        (
            "条件",
            [
                "  决定：决定前应当听证"
                "（《工伤认定办法》第八条第一款；违者违反法定程序，可能被确认违法）"
            ],
        ),
        (
            "证据",
            [
                "  决定以前：诊断证明或报告"
                "（《工伤认定办法》第八条第一款；违者违反法定程序，可能被确认违法）"
            ],
        ),
        (
            "要件",
            [
                "  认定的要件〔公安机关〕（《工伤认定办法》第八条第一款）",
                "    应当认定〔同时具备〕",
                "      受到伤害（《工伤认定办法》第八条第一款；证明材料：报告；"
                "举证责任在用人单位）",
                "      除外〔不得有〕",
                "        醉酒（《工伤认定办法》第八条第一款）",
            ],
        ),
        (
            "送达",
            [
                "  送达决定书：送达职工、单位，10个工作日之内"
                "（《工伤认定办法》第八条第一款；违者违反法定程序，可能被确认违法）",
                "  直接送达：凭送达回证（《工伤认定办法》第八条第一款）",
                "    无效：没有签收（《工伤认定办法》第八条第一款）",
                "  公告送达：凭公告（《民事诉讼法》第九十五条第一款）",
            ],
        ),
    ],
)
@pytest.mark.usefixtures("_made_up")
def test_every_word_of_a_procedure_is_shown_with_its_law_and_its_effect(
    title: str, lines: list[str]
) -> None:
    assert section(title) == lines


@pytest.mark.usefixtures("_made_up")
@pytest.mark.parametrize("title", ["步骤", "次序", "主体", "金额", "公开"])
def test_a_section_with_something_in_it_is_shown(title: str) -> None:
    assert section(title)


def test_a_step_is_shown_with_its_form_its_holder_and_its_facts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = made(steps=Step("replied", zh="答辩", form="答辩书", holder="employer"))
    monkeypatch.setattr("zhunsheng.office.judging.procedure", lambda _: one)
    assert (
        show("made_up").stdout
        == "虚构案（made_up，made up）\n步骤\n  答辩〔用人单位〕（replied）《答辩书》\n"
    )


def test_without_a_name_every_kind_of_matter_is_listed() -> None:
    lines = show().stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(procedures())


@pytest.mark.parametrize("name", procedures())
def test_every_procedure_has_a_page(name: str) -> None:
    result = show(name)
    assert result.exit_code == 0
    assert procedures()[name].zh in result.stdout
    assert "None" not in result.stdout


def test_a_name_that_is_none_is_refused_with_the_nearest_and_all_names() -> None:
    result = show("work_injurry")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"没有“work_injurry”这种案件；是否指“work_injury”？可选：{'、'.join(procedures())}\n"
    )
