"""The command `due`: what an officer types, reads, and is told when it cannot be read."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from zhunsheng.cli.due import due


def run(*arguments: str) -> Result:
    return CliRunner().invoke(due, arguments)


def answer(*arguments: str) -> dict[str, object]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_the_last_day_comes_first_and_the_way_follows() -> None:
    result = run("--from", "2026-09-24", "--within", "7 workdays")
    assert result.exit_code == 0
    assert result.stdout == (
        "最后一日：2026-10-12\n"
        "起算：2026-09-24（星期四）当日不计，自2026-09-25起算（《民事诉讼法》第八十五条第二款）\n"
        "不计：中秋节 2026-09-25至2026-09-27\n"
        "不计：国庆节 2026-10-01至2026-10-07\n"
        "不计：其他周末1日\n"
        "计入：2026-10-10（星期六）是国庆节调休上班日\n"
        "届满：满7个工作日之日为2026-10-12（星期一）\n"
        "截止：2026-10-12（星期一）二十四时（《民法典》第二百零三条第二款）\n"
    )


@pytest.mark.parametrize(
    ("within", "last"),
    [
        ("7 days", "2026-03-09"),
        ("7日", "2026-03-09"),
        ("7天", "2026-03-09"),
        ("1 workday", "2026-03-03"),
        ("7 workdays", "2026-03-11"),
        ("7个工作日", "2026-03-11"),
        ("3个月", "2026-06-02"),
        ("1 month", "2026-04-02"),
        ("2年", "2028-03-02"),
        ("1 YEAR", "2027-03-02"),
    ],
)
def test_a_length_may_be_written_in_english_or_chinese(within: str, last: str) -> None:
    assert answer("--from", "2026-03-02", "--within", within)["due"] == last


@pytest.mark.parametrize("within", ["24 hours", "24小时", "24个小时", "24 hour"])
def test_hours_start_at_the_written_time(within: str) -> None:
    found = answer("--from", "2026-09-24T17:30", "--within", within)
    assert found["due"] == "2026-09-25T17:30"


@pytest.mark.parametrize(
    ("start", "under", "last"),
    [
        ("2026-09-24", "行政处罚法/61.1", "2026-10-12"),
        ("2026-09-24", "行政处罚法", "2026-10-12"),
        ("2026-09-24", "劳动保障监察条例", "2026-10-08"),
        ("2021-07-05", "行政处罚法", "2021-07-12"),
    ],
)
def test_days_under_a_statute_follow_its_counting_clause_of_the_day(
    start: str, under: str, last: str
) -> None:
    assert answer("--from", start, "--within", "7 days", "--under", under)["due"] == last


def test_without_a_length_the_limit_of_the_provision_is_used() -> None:
    found = answer("--from", "2026-09-24", "--under", "行政处罚法/61.1")
    assert found["due"] == "2026-10-12"
    assert "换算：所称7日指7个工作日（《行政处罚法》第八十五条）" in found["trace"]  # type: ignore[operator]


def test_pauses_may_be_repeated() -> None:
    found = answer(
        *("--from", "2026-03-02", "--within", "10日"),
        *("--pause", "2026-03-05..2026-03-08", "--pause", "2026-03-10..2026-03-12"),
    )
    assert found["due"] == "2026-03-17"


def test_a_backward_limit_gives_the_last_day_for_the_notice() -> None:
    found = answer("--from", "2026-10-20", "--within", "7个工作日", "--backward")
    assert found["due"] == "2026-10-09"


def test_an_unpublished_year_is_answered_by_bounds() -> None:
    found = answer("--from", "2026-12-20", "--within", "20个工作日")
    assert sorted(found) == ["earliest", "latest", "needs", "trace"]
    assert (found["earliest"], found["latest"]) == ("2027-01-12", "2027-01-20")
    assert found["needs"] == "国务院办公厅关于2027年部分节假日安排的通知"


def test_a_certain_answer_has_the_day_and_the_way_only() -> None:
    assert sorted(answer("--from", "2026-03-02", "--within", "7日")) == ["due", "trace"]


def test_bounds_are_shown_to_the_reader_as_a_range() -> None:
    result = run("--from", "2026-12-20", "--within", "20个工作日")
    assert result.stdout.startswith("最后一日：2027-01-12至2027-01-20之间\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "缺少 --from：没有起算日就不能推算。请写成 --from 2026-09-24。"),
        (
            ["--from", "2026-02-30", "--within", "3日"],
            "--from “2026-02-30”读不成日期：日期不存在，或写法不对。"
            "请写成 2026-09-24，按小时计算的写成 2026-09-24T17:30。",
        ),
        (
            ["--from", "2026-02-03T10:00+08:00", "--within", "3日"],
            "--from “2026-02-03T10:00+08:00”带有时区：一律按北京时间计算。请去掉时区。",
        ),
        (
            ["--from", "2026-02-03", "--within", "三旬"],
            "--within “三旬”读不成期限：应为数字加单位。"
            "请写成 7日、7个工作日、24小时、3个月、2年，或 7 days、7 workdays 等。",
        ),
        (
            ["--from", "2026-02-03", "--within", "3 fortnights"],
            "--within “3 fortnights”读不成期限：应为数字加单位。"
            "请写成 7日、7个工作日、24小时、3个月、2年，或 7 days、7 workdays 等。",
        ),
        (
            ["--from", "2026-02-03"],
            "缺少 --within 和 --under：没有期限可算。"
            "请写成 7日、7个工作日、24小时、3个月、2年，或 7 days、7 workdays 等，"
            "或用 --under 指明条文。",
        ),
        (
            ["--from", "2026-02-03", "--within", "24小时"],
            "--from 没有写明时刻：按小时计算须从该时刻起算。请写成 --from 2026-09-24T17:30。",
        ),
        (
            ["--from", "2026-02-03", "--under", "行政处罚法"],
            "--under “行政处罚法”只有名称，没有条款：不知用哪一条的期限。"
            "请写到条款，如 行政处罚法/1，或另加 --within。",
        ),
        (
            ["--from", "2026-02-03", "--within", "7日", "--under", "行政惩罚法"],
            "未收录的引用“行政惩罚法”；是否指“行政处罚法”？",
        ),
        (
            ["--from", "2026-02-03", "--within", "7日", "--pause", "2026-02-05"],
            "--pause “2026-02-05”读不成起止：应为两个日期，中间两点。"
            "请写成 2026-09-28..2026-10-05，后一日为恢复计算之日。",
        ),
        (
            ["--from", "2026-02-03", "--within", "7日", "--pause", "2026-02-05..2026-02-05"],
            "--pause “2026-02-05..2026-02-05”起止颠倒：恢复之日须在停止之日以后。"
            "请对调或更正两个日期。",
        ),
        (
            [
                *("--from", "2026-02-03", "--within", "7日", "--backward"),
                *("--pause", "2026-02-05..2026-02-08"),
            ],
            "--backward 与 --pause 不能同用：倒算的期限不发生中止。请去掉其中一项。",
        ),
        (
            ["--from", "2026-02-03", "--within", "99999日"],
            "日期超出日历范围（2000-01-01至2045-12-31），无法计算期间；请核对起算日和期限",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_chinese(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message + "\n")


def test_a_provision_without_a_limit_is_refused() -> None:
    result = run("--from", "2026-02-03", "--under", "行政处罚法/16")
    assert result.exit_code == 2
    assert result.stderr == (
        "“行政处罚法/16”没有规定期限，无从推算。请改引规定期限的条款，或另加 --within。\n"
    )
