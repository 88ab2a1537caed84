"""A scheme's file: the default one, its lines by day, and every refusal in full."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest

from zhunsheng.base.errors import InputRefused
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.months import read_month
from zhunsheng.wages.scheme import Reason
from zhunsheng.wages.scheme_file import default_scheme, read_scheme
from zhunsheng.wages.turning import MENDED_BY_PAY, SHARE

KNOWN = ("unpaid", "late")
HEAD = 'name = "own"\ntitle = "本局方案"\nnote = "测试"\n'
SCORE = '[[score]]\nfull = 100\nbegins_on = 2024-01-01\nsource = "测试"\n'


def written(folder: Path, *parts: str, head: str = HEAD) -> Path:
    path = folder / "own.toml"
    path.write_text(head + "".join(parts), encoding="utf-8")
    return path


def refusal(path: Path) -> list[str]:
    with pytest.raises(InputRefused) as refused:
        read_scheme(path, KNOWN)
    return str(refused.value).splitlines()


def test_the_default_scheme_says_that_the_bureaus_own_table_was_not_found() -> None:
    scheme = default_scheme(CHECKS)
    assert "益阳市自己的评分表没有找到" in scheme.note
    assert [line for line in scheme.lines() if not line.source] == []


def test_the_default_scheme_hears_every_check() -> None:
    rules = default_scheme(CHECKS).rules(read_month("2025-11"))
    assert set(rules.checks) == set(CHECKS)
    reds = {gate.check for gate in rules.gates if gate.color == "red"}
    assert {"unpaid_after_next_month", "unpaid_share", "above_month_limit"} <= reds
    memory = rules.memory
    assert memory is not None
    assert (memory.yellow_to_red, memory.red_to_yellow, memory.yellow_to_green) == (2, 2, 4)


def test_whatever_the_reason_for_grey_wages_owed_are_heard() -> None:
    rules = default_scheme(CHECKS).rules(read_month("2025-11"))
    arrears = [*MENDED_BY_PAY, SHARE]
    deaf = [(g.reason, check) for g in rules.greys for check in arrears if not g.counts(check)]
    assert deaf == []
    assert {line.reason for line in rules.greys} == set(get_args(Reason))


def test_a_month_is_rated_by_the_lines_of_its_last_day(tmp_path: Path) -> None:
    old = (
        '[[gate]]\ncheck = "unpaid"\ncolor = "red"\nleast_workers = 10\n'
        'begins_on = 2024-01-01\nends_on = 2025-06-29\nsource = "旧"\n'
    )
    new = (
        '[[gate]]\ncheck = "unpaid"\ncolor = "red"\nleast_share = "0.1"\n'
        'begins_on = 2025-06-30\nsource = "新"\n'
    )
    scheme = read_scheme(written(tmp_path, old, new, SCORE), KNOWN)
    may, june = (scheme.rules(read_month(text)).gates for text in ("2025-05", "2025-06"))
    assert [(g.least_workers, g.least_share, g.source) for g in may] == [(10, 0, "旧")]
    assert [(g.least_workers, g.least_share, g.source) for g in june] == [
        (1, Fraction(1, 10), "新")
    ]


def test_a_month_before_the_scheme_is_refused(tmp_path: Path) -> None:
    scheme = read_scheme(written(tmp_path, SCORE), KNOWN)
    assert scheme.rules(read_month("2024-01")).score.begins_on == date(2024, 1, 1)
    with pytest.raises(InputRefused) as refused:
        scheme.rules(read_month("2023-12"))
    assert str(refused.value) == (
        "本局方案：[[score]]：2023年12月没有生效的评定办法。"
        "方案里没有一行 [[score]] 在这个月末有效。请补上当时有效的行。"
    )


def test_the_same_text_has_the_same_digest_and_another_text_another(tmp_path: Path) -> None:
    one = read_scheme(written(tmp_path, SCORE), KNOWN)
    assert read_scheme(written(tmp_path, SCORE), KNOWN).digest == one.digest
    assert read_scheme(written(tmp_path, SCORE, "# 改\n"), KNOWN).digest != one.digest


DATED = 'begins_on = 2024-01-01\nsource = "测试"\n'


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            (SCORE, f'[[gate]]\ncheck = "unpaidd"\ncolor = "red"\n{DATED}'),
            "own.toml：第1个[[gate]]：键“check”写成“unpaidd”。没有这项检查。请改为：late、unpaid。",
        ),
        (
            (SCORE, f'[[gate]]\ncheck = "late"\ncolor = "green"\n{DATED}'),
            "own.toml：第1个[[gate]]：键“color”写成“green”。不在约定之列。请改为：yellow、red。",
        ),
        (
            (SCORE, f'[[gate]]\ncheck = "late"\ncolor = "red"\nleast_share = 0.1\n{DATED}'),
            "own.toml：第1个[[gate]]：键“least_share”写成“0.1”。"
            '应为0到1之间、加引号的小数。请写成 least_share = "0.1"。',
        ),
        (
            (SCORE, f'[[gate]]\ncheck = "late"\ncolor = "red"\nworkers = 3\n{DATED}'),
            "own.toml：第1个[[gate]]：键“workers”写成“3”。不在约定之列。请改用："
            "begins_on、check、color、ends_on、least_share、least_workers、of、running、source。",
        ),
        (
            (SCORE, f'[[points]]\ncheck = "late"\noff = 5\neach = true\nmost = 3\n{DATED}'),
            "own.toml：第1个[[points]]：键“most”写成“3”。"
            "应为5到1000000的整数。请写成 most = 5 的形式。",
        ),
        (
            (SCORE, SCORE),
            "own.toml：第2个[[score]]：键“begins_on”写成“2024-01-01”。"
            "与前面同一项的有效期重叠。请给前一行写上 ends_on。",
        ),
        (
            (f"[[score]]\nfull = 100\nyellow_below = 70\nred_below = 90\n{DATED}",),
            "own.toml：第1个[[score]]：键“red_below”写成“90”。高于 yellow_below。请核对两条分数线。",
        ),
        (
            (SCORE, f'[[grey]]\nreason = "no_data"\nstill = ["all"]\n{DATED}'),
            "own.toml：第1个[[grey]]：键“still”写成“all”。应为检查名称的列表。"
            'still = ["*"]表示全部检查仍然计入。',
        ),
        (
            (SCORE, '[[stars]]\nstars = 5\npoints = 90\nbegins_on = "2024-01-01"\nsource = ""\n'),
            "own.toml：第1个[[stars]]：键“begins_on”写成“2024-01-01”。"
            "应为日期。请写成 begins_on = 2024-01-01，不加引号。\n"
            'own.toml：第1个[[stars]]：键“source”写成“”。应为非空文字。请写成 source = "…"。',
        ),
        ((), "own.toml：文件开头：没有键“score”。没有满分就不能计分。请写上 [[score]]。"),
        (
            ("score = 100\n",),
            "own.toml：文件开头：键“score”写成“100”。应为表的列表。请写成 [[score]]。\n"
            "own.toml：文件开头：键“score”写成“100”。没有满分就不能计分。请写上 [[score]]。",
        ),
    ],
)
def test_a_faulty_scheme_is_refused_in_full(
    tmp_path: Path, parts: tuple[str, ...], expected: str
) -> None:
    assert refusal(written(tmp_path, *parts)) == expected.splitlines()


def test_what_is_no_text_or_no_toml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes("name = “本局”".encode("gb18030"))
    assert refusal(path)[0].startswith("own.toml：文件：读不出。")
    path.write_text("name = 本局", encoding="utf-8")
    assert refusal(path)[0].startswith("own.toml：文件：不是合法的TOML。")
    path.unlink()
    assert refusal(path)[0].startswith("own.toml：文件：读不出。")


def test_more_gates_than_bits_are_refused(tmp_path: Path) -> None:
    gates = "".join(
        f'[[gate]]\ncheck = "late"\ncolor = "red"\nbegins_on = {year}-01-01\n'
        f'ends_on = {year}-12-31\nsource = "测试"\n'
        for year in range(2000, 2061)
    )
    (said,) = refusal(written(tmp_path, SCORE, gates))
    assert said.endswith("多于60行。请删去不用的行。")
