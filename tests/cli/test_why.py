"""The command `why`: the whole way to one finding, or what could be asked for instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.engine.made_up import NEW, clock, made
from tests.engine.test_gates import word
from zhunsheng.cli import main
from zhunsheng.law.procedure import Gate

PROCEDURE = made(
    clocks=(clock(), clock(NEW, name="review", zh="复核", starts="prolonged", ends="closed")),
    gates=word(Gate),
)
LATE = "虚构1号 made_up\n2025-03-03 accepted urgent\n2025-05-09 decided\n"
OPEN = "虚构2号 made_up\n2025-03-03 accepted\n"
OLD = "虚构3号 made_up\n2023-06-02 prolonged\n"


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.office.judging.procedures", lambda: {"made_up": PROCEDURE})
    monkeypatch.setattr("zhunsheng.office.judging.procedure", {"made_up": PROCEDURE}.__getitem__)
    monkeypatch.chdir(tmp_path)


def ask(text: str, *arguments: str) -> Result:
    Path("a.txt").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["why", "a.txt", *arguments, "--as-of", "2025-06-03"])


def test_the_way_goes_from_the_article_to_the_events() -> None:
    result = ask(LATE, "decision")
    lines = result.stdout.splitlines()
    sentence = "作出决定：应在2025年5月6日以前完成，2025年5月9日才完成，逾期3日"
    assert lines[0] == f"虚构1号　逾期　{sentence}"
    assert lines[1].startswith("  依据　《工伤保险条例》第二十条第一款：")
    assert "  届满日　2025年5月6日" in lines
    assert "  实际　2025年5月9日" in lines
    assert lines[-2:] == ["  事项　2025-03-03 受理", "  事项　2025-05-09 决定"]
    assert result.exit_code == 0


def test_a_closed_step_is_explained_too() -> None:
    assert ask(OPEN, "rule").stdout.startswith("虚构2号　尚不可办　决定前应当听证\n")


def test_a_rule_is_explained_for_every_matter_or_for_the_one_named() -> None:
    both = ask(f"{LATE}\n{OPEN}", "decision").stdout
    assert ("虚构1号" in both, "虚构2号" in both) == (True, True)
    one = ask(f"{LATE}\n{OPEN}", "decision", "--matter", "虚构2号").stdout
    assert ("虚构1号" in one, "虚构2号" in one) == (False, True)


def test_a_fact_recorded_later_may_be_left_out() -> None:
    text = LATE.replace("decided", "decided recorded=2025-07-01T09:00")
    assert "至2025年6月3日仍未完成" in ask(text, "decision", "--known-on", "2025-06-30").stdout


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        (LATE, ["hearing"], "没有“hearing”这条结论；现有：decision\n"),
        (LATE, ["decision", "--matter", "虚构9号"], "没有“decision”这条结论；现有：无\n"),
        (
            OLD,
            ["review"],
            "虚构3号：“行政复议法/31.1”在2023-06-02没有收录有效的条文；请补录当时版本后再核对\n",
        ),
        (
            "虚构1号 divorce\n",
            ["decision"],
            "a.txt：虚构1号：没有“divorce”这种案件。案头行的第二个词应是案件种类。可选：made_up。\n",
        ),
        (LATE, ["decision", "--known-on", "x"], "“x”不是日期；请写成 2025-06-03 这样的年月日\n"),
    ],
)
def test_what_cannot_be_explained_is_refused_with_what_could_be_asked(
    text: str, arguments: list[str], message: str
) -> None:
    result = ask(text, *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)
