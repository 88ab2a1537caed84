"""`zhunsheng law` as an officer sees it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from zhunsheng.cli.law import law
from zhunsheng.law.corpus import load_law


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(law, arguments)


SHOWN = [
    (
        ("工伤保险条例/20.1",),
        """《工伤保险条例》第二十条第一款（工伤保险条例/20.1）
  要旨：自受理之日起六十日内作出认定决定，并书面通知职工一方和单位
  数值：60日
  有效：2011年1月1日起
  核对：原文已核
  出处：行政法规，国务院令第375号，国务院令第586号修订
""",
    ),
    (
        ("工伤认定办法/25", "--on", "2025-06-03"),
        """《工伤认定办法》第二十五条（工伤认定办法/25）
  要旨：单位拒不协助调查核实的，责令改正，处二千元至二万元罚款
  数值：2000元以上20000元以下
  有效：2011年1月1日起
  核对：原文已核
  出处：规章，人力资源社会保障部令第8号
""",
    ),
    (
        ("工伤认定办法/10",),
        """《工伤认定办法》第十条（工伤认定办法/10）
  要旨：两名以上工作人员共同调查，并出示执行公务的证件
  数值：2名执法人员
  有效：2011年1月1日起
  核对：原文已核
  出处：规章，人力资源社会保障部令第8号
""",
    ),
    (
        ("社会保险法/88",),
        """《社会保险法》第八十八条（社会保险法/88）
  要旨：骗取社会保险待遇的，退回并处二至五倍罚款
  数值：2倍以上5倍以下
  有效：2011年7月1日起
  核对：原文已核
  出处：法律，中华人民共和国社会保险法，主席令第35号
""",
    ),
    (
        ("工伤保险条例/62.1:surcharge",),
        """《工伤保险条例》第六十二条第一款（工伤保险条例/62.1:surcharge）
  要旨：未参保欠缴的，按日加收万分之五滞纳金
  数值：0.05%
  有效：2011年1月1日起
  核对：原文已核
  出处：行政法规，国务院令第375号，国务院令第586号修订
""",
    ),
    (
        ("人社部发〔2013〕34号/6",),
        """人社部发〔2013〕34号第六条（人社部发〔2013〕34号/6）
  要旨：突发疾病死亡的，单位原则上自死亡之日起五个工作日内报告
  数值：5个工作日
  有效：2013年4月25日起
  核对：摘录待核
  出处：规范性文件，人力资源社会保障部关于执行《工伤保险条例》若干问题的意见
""",
    ),
    (
        ("人社部发〔2016〕29号/2", "--on", "2020-01-01"),
        """人社部发〔2016〕29号第二条（人社部发〔2016〕29号/2）
  要旨：达到退休年龄未办退休手续的继续用工人员、超龄进城务工农民的工伤责任
  有效：2016年3月28日起
  核对：仅凭记忆，不参与判断
  出处：规范性文件，人力资源社会保障部关于执行《工伤保险条例》若干问题的意见（二）
""",
    ),
]


@pytest.mark.parametrize(("arguments", "output"), SHOWN)
def test_a_provision_is_shown_with_its_value_life_and_proof(
    arguments: tuple[str, ...], output: str
) -> None:
    result = _run("show", *arguments)
    assert (result.exit_code, result.stdout) == (0, output)


def test_every_version_is_shown_unless_a_day_is_given() -> None:
    every, one = (
        _run("show", "行政处罚法/61.1"),
        _run("show", "行政处罚法/61.1", "--on", "2022-01-01"),
    )
    assert every.stdout.count("有效：") == 2
    assert "条号：当时为第四十条" in every.stdout
    assert one.stdout.count("有效：") == 1
    assert "数值：7个工作日（条文写作7日）" in one.stdout


REFUSED = [
    (
        ("show", "工伤保险条例/14.1.9"),
        "未收录的引用“工伤保险条例/14.1.9”；是否指“工伤保险条例/14.1.7”？\n",
    ),
    (
        ("show", "工伤保险条例/20.1", "--on", "2010-12-31"),
        "“工伤保险条例/20.1”在2010-12-31没有收录有效的条文；请补录当时版本后再核对\n",
    ),
    (
        ("show", "工伤保险条例/20.1", "--on", "去年"),
        "日期“去年”不合格式；请写成 2025-06-03 的形式\n",
    ),
    (
        ("list", "--instrument", "工伤认定规则"),
        "未收录的引用“工伤认定规则”；是否指“工伤认定办法”？\n",
    ),
    (
        ("verify", "--texts", "nowhere"),
        "没有文件夹“nowhere”；请用 --texts 指明原文（.md）所在的文件夹\n",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_a_refusal_is_a_chinese_sentence_on_stderr_and_exit_code_two(
    arguments: tuple[str, ...], message: str
) -> None:
    result = _run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_the_list_names_every_instrument_or_every_provision_of_one() -> None:
    held = len(load_law().instrument("工伤认定办法").provisions)
    assert f"工伤认定办法（规章）：收录{held}条\n" in _run("list").stdout
    lines = _run("list", "--instrument", "人社部发〔2025〕62号").stdout.splitlines()
    assert [line.split("　")[0] for line in lines] == [
        "人社部发〔2025〕62号/1",
        "人社部发〔2025〕62号/2",
        "人社部发〔2025〕62号/3",
        "人社部发〔2025〕62号/9",
    ]


def test_verify_ends_with_the_count_and_exits_with_one_on_a_failure(tmp_path: Path) -> None:
    (tmp_path / "work-injury-determination-measures.md").write_text(
        "第四条 应当在30日内申请。\n\n前款规定另有要求的从其规定。\n\n第五条 一个月内。\n",
        encoding="utf-8",
    )
    result = _run("verify", "--texts", str(tmp_path))
    lines = result.stdout.splitlines()
    provisions = load_law().instrument("工伤认定办法").provisions
    failed = sum(one.verified == "text" for one in provisions) - 2
    assert result.exit_code == 1
    assert "《工伤认定办法》第五条（2011年1月1日起）：第五条中没有期限 1 year" in lines
    assert re.fullmatch(rf"proved 2, not provable \d+, failed {failed}", lines[-1])
    assert len(lines) == failed + 1


def test_verify_without_any_text_fails_nothing(tmp_path: Path) -> None:
    result = _run("verify", "--texts", str(tmp_path))
    assert result.exit_code == 0
    assert re.fullmatch(r"proved 0, not provable \d+, failed 0\n", result.stdout)
