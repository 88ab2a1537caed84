"""The command `check`: what is printed, in what order, and with which exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from tests.engine.made_up import EXCERPT, NEW, clock, made
from tests.engine.test_gates import TWO_OFFICERS, word
from tests.engine.test_services import amount
from zhunsheng.cli import main
from zhunsheng.law.procedure import Breach, Gate, Procedure
from zhunsheng.law.rule import OWN_DAY

ROOT = Path(__file__).parents[2]
NO_DAY = "不是日期；请写成 2025-06-03 这样的年月日\n"
MENDABLE = Breach("procedure", "flaw", "补正", cure_by=OWN_DAY + 7)
TWO = word(
    Gate,
    name="each",
    zh="两人办案",
    step="accepted",
    needs=TWO_OFFICERS,
    each=True,
    breach=MENDABLE,
)
PROCEDURE = made(
    clocks=(
        clock(),
        clock(
            EXCERPT,
            name="answer",
            zh="单位答复",
            starts="heard",
            ends="closed",
            holder="employer",
            opens="由职工申请",
        ),
        clock(NEW, name="review", zh="复核", starts="prolonged", ends="closed"),
    ),
    gates=(
        word(Gate),
        TWO,
    ),
    amounts=amount(breach=Breach("propriety", "revoke")),
)
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder of its own, in an office that knows the made-up procedure."""

    def only(name: str) -> Procedure:
        assert name == PROCEDURE.name
        return PROCEDURE

    monkeypatch.setattr("zhunsheng.office.judging.procedures", lambda: {PROCEDURE.name: PROCEDURE})
    monkeypatch.setattr("zhunsheng.office.judging.procedure", only)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def write(name: str, *matters: str) -> None:
    """Write matters to a text file, numbered from 1."""
    texts = [f"虚构{n}号 made_up\n{text}\n" for n, text in enumerate(matters, start=1)]
    Path(name).write_text("\n".join(texts), encoding="utf-8")


OPEN = "2025-03-03 accepted urgent officers=A1,A2"
KEPT = f"{OPEN}\n2025-05-02 decided"
LATE = f"{OPEN}\n2025-05-09 decided"
FLAWED = f"{KEPT}\n2025-05-05 accepted officers=A1,"
OLD = "2023-06-01 accepted urgent officers=A1,A2\n2023-06-02 prolonged"


def test_a_matter_is_printed_with_its_findings_their_law_their_gravity_and_their_cure(
    run: Run,
) -> None:
    write("a.txt", f"{LATE} fixed=100\n2025-05-09 heard")
    result = run("check", "a.txt", "--as-of", "2025-06-03")
    assert result.stdout == (
        "虚构1号　虚构案　听证\n"
        "  ✗ 违法　罚款：决定为100元，法定应为2,000元至20,000元\n"
        "      《工伤认定办法》第二十五条；明显不当，可能被撤销　[fine]\n"
        "      不能补救\n"
        "  ✗ 逾期　作出决定：应在2025年5月6日以前完成，2025年5月9日才完成，逾期3日\n"
        "      《工伤保险条例》第二十条第一款；违反法定程序，可能被确认违法　[decision]\n"
        "      补救：补办\n"
        "  · 逾期〔用人单位〕　单位答复：应在2025年5月30日以前完成，"
        "至2025年6月3日仍未完成，已逾期4日\n"
        "      《重大劳动保障违法行为社会公布办法》第十条（依据待核）　[answer]\n"
        "      可以：由职工申请\n"
        "  ＝ 罚款：2,000元至20,000元（《工伤认定办法》第二十五条）\n"
        "\n"
        "小结\n"
        "  核对1件；如被诉，可能败诉1件，仅有瑕疵0件\n"
        "  败诉理由：明显不当1处、违反法定程序1处\n"
        "  各类：逾期2、违法1\n"
    )
    assert (result.exit_code, result.stderr) == (1, "")


def test_a_flaw_is_printed_with_the_day_until_which_it_can_be_mended(run: Run) -> None:
    write("a.txt", FLAWED)
    result = run("check", "a.txt", "--as-of", "2025-06-03")
    assert "\n      补救：补正（2025年5月12日以前）\n" in result.stdout
    assert "△ 不合条件　两人办案；2025年5月5日受理时不符合这一要求\n" in result.stdout
    assert "仅有瑕疵1件" in result.stdout


@pytest.mark.parametrize(
    ("matters", "code"),
    [
        ([KEPT], 0),
        ([LATE], 1),
        ([FLAWED], 1),
        ([KEPT, LATE], 1),
        ([KEPT, OLD], 2),
        ([KEPT, "2025-03-03 acepted"], 2),
        ([LATE, "2025-13-03 accepted"], 2),
    ],
)
def test_the_exit_code_says_whether_something_is_wrong_or_cannot_be_judged(
    run: Run, matters: list[str], code: int
) -> None:
    write("a.txt", *matters)
    assert run("check", "a.txt", "--as-of", "2025-06-03").exit_code == code


def test_the_gravest_matter_comes_first_and_one_without_findings_is_not_printed(run: Run) -> None:
    write("a.txt", FLAWED, "2025-03-03 noted", LATE, OLD)
    lines = run("check", "a.txt", "--as-of", "2025-06-03").stdout.splitlines()
    heads = [line[:4] for line in lines if line.startswith("虚构")]
    assert heads == ["虚构4号", "虚构3号", "虚构1号"]


def test_a_matter_older_than_the_law_is_refused_with_its_reason_and_the_others_are_judged(
    run: Run,
) -> None:
    write("a.txt", OLD, OPEN)
    result = run("check", "a.txt", "--as-of", "2025-03-04")
    assert result.stdout.startswith(
        "虚构1号　虚构案　无法核对\n"
        "  “行政复议法/31.1”在2023-06-02没有收录有效的条文；请补录当时版本后再核对\n"
        "\n"
        "虚构2号　虚构案　受理\n"
    )
    assert result.stdout.endswith(
        "  核对1件；如被诉，可能败诉0件，仅有瑕疵0件\n  各类：待办1\n"
        "  无法核对1件；输入有错0处（见上）\n"
    )


@pytest.mark.parametrize(
    ("only", "kinds"),
    [("late", {"late"}), ("due", {"due"}), ("due, late", {"due", "late"}), ("", {"due", "late"})],
)
def test_only_the_kinds_asked_for_are_shown(run: Run, only: str, kinds: set[str]) -> None:
    write("a.txt", OPEN, LATE)
    result = run("check", "a.txt", "--as-of", "2025-04-01", "--only", only, "--json")
    found = [json.loads(line)["findings"] for line in result.stdout.splitlines()]
    assert {finding["kind"] for findings in found for finding in findings} <= kinds


def test_sums_are_not_printed_where_only_some_kinds_are_asked_for(run: Run) -> None:
    write("a.txt", LATE)
    result = run("check", "a.txt", "--as-of", "2025-06-03", "--only", "late")
    assert "＝" not in result.stdout
    assert run("check", "a.txt", "--as-of", "2025-06-03", "--only", "barred").stdout == (
        "小结\n  核对1件；如被诉，可能败诉1件，仅有瑕疵0件\n"
        "  败诉理由：违反法定程序1处\n  各类：逾期1\n"
    )


def test_what_was_recorded_later_may_be_left_out(run: Run) -> None:
    write("a.txt", f"{KEPT} recorded=2025-07-01T09:00")
    before = run("check", "a.txt", "--as-of", "2025-06-03", "--known-on", "2025-06-30")
    after = run("check", "a.txt", "--as-of", "2025-06-03", "--known-on", "2025-07-01")
    assert (before.exit_code, after.exit_code) == (1, 0)


def test_a_folder_stands_for_the_files_in_it(run: Run) -> None:
    Path("folder/inner").mkdir(parents=True)
    write("folder/b.txt", OPEN)
    write("folder/inner/a.txt", LATE)
    Path("folder/readme.md").write_text("不读", encoding="utf-8")
    result = run("check", "folder", "--as-of", "2025-06-03", "--json")
    assert [json.loads(line)["phase"] for line in result.stdout.splitlines()] == ["受理", "决定"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "没有给出要核对的文件；请写上文件或文件夹，例如 zhunsheng check examples\n"),
        (["a.txt", "--as-of", "昨天"], f"“昨天”{NO_DAY}"),
        (
            ["a.txt", "--known-on", "2025-02-30"],
            "“2025-02-30”不是日期；请写成 2025-06-03 这样的年月日\n",
        ),
        (
            ["a.txt", "--only", "early"],
            "没有“early”这类结论；可选：late、barred、missing、defective、unproven、due\n",
        ),
        (["a.txt", "--procedure", "divorce"], "没有“divorce”这种案件；可选：made_up\n"),
    ],
)
def test_a_wrong_option_is_refused_with_what_why_and_what_to_do(
    run: Run, arguments: list[str], message: str
) -> None:
    write("a.txt", KEPT)
    result = run("check", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.txt", None, "none.txt：文件：没有这个文件。路径不存在。请核对路径。"),
        ("a.doc", "x", "a.doc：文件：不认识这种文件。后缀名不在可读之列。可读的有：{kinds}。"),
        (
            "a.txt",
            "虚构1号 divorce\n2025-03-03 accepted\n",
            "a.txt：虚构1号：没有“divorce”这种案件。案头行的第二个词应是案件种类。可选：made_up。",
        ),
        (
            "a.txt",
            "虚构1号 made_up\n2025-03-03 acepted\n",
            "a.txt，虚构1号：第1条事项：没有“acepted”这种事项。“虚构案”的步骤里没有它。"
            "是否指“accepted”。",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_what_why_and_what_to_do(
    run: Run, name: str, content: str | None, message: str
) -> None:
    if content is not None:
        Path(name).write_text(content, encoding="utf-8")
    result = run("check", name, "--as-of", "2025-06-03")
    first, *_ = result.stdout.splitlines()
    expected = re.escape(message).replace(re.escape("{kinds}"), r"\S+")
    assert re.fullmatch(expected, first), first
    assert result.exit_code == 2


def test_the_day_of_asking_is_today_where_none_is_given(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhunsheng.cli.check.today", lambda: date(2025, 4, 1))
    write("a.txt", KEPT)
    assert json.loads(run("check", "a.txt", "--json").stdout)["as_of"] == "2025-04-01"


# --- JSON ----------------------------------------------------------------------------------------


def keys(value: Any, path: str = "") -> Iterator[str]:
    """Yield the path of every key, with [] for the members of a list."""
    if isinstance(value, list):
        for member in value:
            yield from keys(member, f"{path}[]")
    if isinstance(value, dict):
        for name, inner in value.items():
            whole = f"{path}.{name}".removeprefix(".")
            yield whole
            yield from keys(inner, whole)


def test_every_key_that_is_printed_is_documented_and_the_other_way_round(run: Run) -> None:
    write("a.txt", f"{LATE} fixed=100", "2025-03-03 accepted", OLD, "2025-03-03 acepted")
    result = run("check", "a.txt", "--as-of", "2025-06-03", "--json")
    printed = {key for line in result.stdout.splitlines() for key in keys(json.loads(line))}
    document = (ROOT / "docs" / "check-json.md").read_text(encoding="utf-8")
    assert printed == set(re.findall(r"^\| `([a-z_.\[\]]+)` \|", document, re.MULTILINE))


def test_a_finding_as_json_says_what_the_text_says(run: Run) -> None:
    write("a.txt", LATE)
    result = run("check", "a.txt", "--as-of", "2025-06-03", "--json")
    answer = json.loads(result.stdout)
    assert answer["findings"] == [
        {
            "kind": "late",
            "name": "decision",
            "what": "作出决定：应在2025年5月6日以前完成，2025年5月9日才完成，逾期3日",
            "citation": "工伤保险条例/20.1",
            "cite": "《工伤保险条例》第二十条第一款",
            "verified": "text",
            "holder": "bureau",
            "due": "2025-05-06",
            "due_latest": "2025-05-06",
            "ground": "procedure",
            "gravity": "unlawful",
            "curable": True,
            "cure": "补办",
            "cure_by": None,
            "events": [
                {"kind": "accepted", "on": "2025-03-03"},
                {"kind": "decided", "on": "2025-05-09"},
            ],
        }
    ]
    assert answer["sums"] == [
        {
            "name": "fine",
            "what": "罚款：2,000元至20,000元",
            "low_fen": 200000,
            "high_fen": 2000000,
            "citation": "工伤认定办法/25",
        }
    ]


# --- the terminal --------------------------------------------------------------------------------


def test_colors_are_for_terminals_only(run: Run) -> None:
    write("a.txt", LATE)
    plain = run("check", "a.txt", "--as-of", "2025-06-03").stdout
    colored = (
        CliRunner().invoke(main, ["check", "a.txt", "--as-of", "2025-06-03"], color=True).stdout
    )
    assert "\x1b[" not in plain
    assert "\x1b[35m" in colored
    assert click.unstyle(colored) == plain


def test_no_command_imports_the_web_or_a_command_that_was_not_asked_for() -> None:
    asked = "import sys, zhunsheng.cli.check; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()
    assert [name for name in loaded if name.split(".")[0] in ("django", "flask", "fastapi")] == []
    assert {"zhunsheng.cli.why", "zhunsheng.cli.show", "zhunsheng.cli.due"} & set(loaded) == set()
