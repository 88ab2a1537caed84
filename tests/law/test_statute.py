"""A statute file of another shape is refused with a message that says where and what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from zhunsheng.base.errors import MalformedStatute
from zhunsheng.law.provision import Count, Instrument, Limit, Provision, Range
from zhunsheng.law.statute import read_statute

HEAD = 'title = "试验法"\nenglish = "Trial Law"\nrank = "law"\n'
DUTY = 'gist = "要旨"\nbegins_on = 2021-07-15\nverified = "text"\n'
PROVISION = f'{HEAD}[[provision]]\nat = "61.1"\n{DUTY}'
COUNTING = f'{HEAD}[[counting]]\nat = "85"\nbegins_on = 2021-07-15\nverified = "text"\n'


def _read(tmp_path: Path, text: str) -> Instrument:
    path = tmp_path / "trial.toml"
    path.write_text(text, encoding="utf-8")
    return read_statute(path)


def test_a_whole_statute_is_read(tmp_path: Path) -> None:
    instrument = _read(
        tmp_path,
        'title = "试验法"\nfull_title = "中华人民共和国试验法"\nalso = ["试法"]\n'
        'english = "Trial Law"\nrank = "law"\nnumber = "第1号"\ntext = "trial-law"\n'
        f'[[provision]]\nat = "61.1:late"\nstands_at = "40.2"\nends_on = 2024-01-01\n'
        f'text = "trial-law-2017"\nlimit = {{ length = 7, unit = "day" }}\n{DUTY}',
    )
    assert instrument == Instrument(
        title="试验法",
        english="Trial Law",
        rank="law",
        full_title="中华人民共和国试验法",
        number="第1号",
        also=("试法",),
        provisions=(
            Provision(
                citation="试验法/61.1:late",
                gist="要旨",
                begins_on=date(2021, 7, 15),
                ends_on=date(2024, 1, 1),
                verified="text",
                limit=Limit(7, "day"),
                written=Limit(7, "day"),
                text="trial-law-2017",
                stands_at="40.2",
            ),
        ),
        countings=(),
    )


VALUES = [
    ("amount = { low = 2000, high = 20000 }", "amount", Range(Decimal(2000), Decimal(20000))),
    ("amount = { high = 50 }", "amount", Range(None, Decimal(50))),
    ('ratio = { low = "0.5", high = "1" }', "ratio", Range(Decimal("0.5"), Decimal(1))),
    ('ratio = { exact = "0.03" }', "ratio", Range(Decimal("0.03"), Decimal("0.03"))),
    ('count = { number = 2, of = "officer" }', "count", Count(2, "officer")),
]


@pytest.mark.parametrize(("line", "name", "value"), VALUES)
def test_each_kind_of_value_is_read(tmp_path: Path, line: str, name: str, value: object) -> None:
    (provision,) = _read(tmp_path, f"{PROVISION}{line}\n").provisions
    assert getattr(provision, name) == value


REFUSED = [
    # text of the file, message
    ("title = ", "trial.toml：不是合法的 TOML（"),
    (
        HEAD.replace('"law"', '"act"'),
        "trial.toml：文件开头：键“rank”的值是“act”，不在约定之列；请改为 law、regulation、"
        "local_regulation、rule、judicial_interpretation、normative_document、local_practice 之一",
    ),
    (HEAD + "year = 2021\n", "trial.toml：文件开头：键“year”不在约定之列；请改用以下之一：also、"),
    (
        HEAD.replace("试验法", "试/验"),
        "trial.toml：文件开头：键“title”含有“/”，无法用于引用；请去掉“/”",
    ),
    (
        HEAD + 'also = "试法"\n',
        'trial.toml：文件开头：键“also”应为文字的列表；请写成 also = ["…"]',
    ),
    (
        HEAD + "[provision]\n",
        "trial.toml：文件开头：键“provision”应为表的列表；请写成 [[provision]]",
    ),
    (
        PROVISION.replace('gist = "要旨"', 'gist = " "'),
        'trial.toml：第1个 provision 61.1：键“gist”应为非空文字；请写成 gist = "…"',
    ),
    (
        PROVISION.replace("61.1", "六十一"),
        "trial.toml：第1个 provision 六十一：键“at”不是“条.款.项”的形式；"
        '请写成 at = "20.1"、"276-1.1" 或 "3.1:标签" 的形式，标签用英文小写',
    ),
    (
        PROVISION.replace("2021-07-15", '"2021-07-15"'),
        "trial.toml：第1个 provision 61.1：键“begins_on”应为日期；"
        "请写成 begins_on = 2021-07-15，不加引号",
    ),
    (
        PROVISION.replace("2021-07-15", "2021-07-15T00:00:00"),
        "trial.toml：第1个 provision 61.1：键“begins_on”应为日期；"
        "请写成 begins_on = 2021-07-15，不加引号",
    ),
    (
        PROVISION + "ends_on = 2021-07-14\n",
        "trial.toml：第1个 provision 61.1：键“ends_on”早于 begins_on；请核对施行与失效日期",
    ),
    (
        PROVISION + 'limit = { length = 7, unit = "week" }\n',
        "trial.toml：第1个 provision 61.1 的 limit：键“unit”的值是“week”，不在约定之列；"
        "请改为 hour、day、workday、month、year 之一",
    ),
    (
        PROVISION + 'limit = { length = 0, unit = "day" }\n',
        "trial.toml：第1个 provision 61.1 的 limit：键“length”应为正整数；请写成 length = 7 的形式",
    ),
    (
        PROVISION + "ratio = { exact = 0.03 }\n",
        "trial.toml：第1个 provision 61.1 的 ratio：键“exact”应为非负的整数或加引号的小数；"
        '请写成 exact = "0.5"',
    ),
    (
        PROVISION + "amount = { low = 5, high = 1 }\n",
        "trial.toml：第1个 provision 61.1 的 amount：键“low”大于 high；请核对上下限",
    ),
    (
        PROVISION + "amount = {}\n",
        "trial.toml：第1个 provision 61.1 的 amount：键“low”与 high 都缺少；"
        "请至少写一个，或写 exact",
    ),
    (
        PROVISION + "amount = { exact = 5, high = 9 }\n",
        "trial.toml：第1个 provision 61.1 的 amount：键“exact”不能与 low、high 并用；请只留其一",
    ),
    (
        PROVISION + "amount = 5\n",
        "trial.toml：第1个 provision 61.1：键“amount”应为表；请写成 amount = { … }",
    ),
    (
        PROVISION + 'amount = { exact = 5 }\ncount = { number = 2, of = "officer" }\n',
        "trial.toml：第1个 provision 61.1：键“count”与“amount”同时出现；"
        "请一条只写一个值，另一个值用“条款:标签”另写一条",
    ),
    (
        COUNTING,
        "trial.toml：第1个 counting 85：键“workdays”缺少；请写明哪些“日”按工作日计算",
    ),
    (
        COUNTING + 'workdays = ["3"]\n',
        "trial.toml：第1个 counting 85：键“workdays”应为整数的列表；请写成 workdays = [2, 3, 5, 7]",
    ),
    (
        COUNTING + "workdays_all = 1\n",
        "trial.toml：第1个 counting 85：键“workdays_all”应为 true 或 false；"
        "请写成 workdays_all = true",
    ),
    (
        COUNTING + "workdays_up_to = 10\n" + COUNTING.removeprefix(HEAD) + "workdays_all = true\n",
        "trial.toml：第2个 counting 85：键“begins_on”与前一计算条款的有效期重叠；"
        "请给前一条写上 ends_on",
    ),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_another_shape_is_refused_by_file_place_and_key(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(MalformedStatute) as refused:
        _read(tmp_path, text)
    assert str(refused.value).startswith(message)


COUNTINGS = [
    # line, a length counted in working days, a length that is not
    ("workdays = [2, 3, 5, 7]", 7, 4),
    ("workdays_up_to = 10", 10, 11),
    ("workdays_all = true", 99, None),
]


@pytest.mark.parametrize(("line", "counted", "uncounted"), COUNTINGS)
def test_a_counting_clause_says_which_lengths_are_working_days(
    tmp_path: Path, line: str, counted: int, uncounted: int | None
) -> None:
    (counting,) = _read(tmp_path, f"{COUNTING}{line}\n").countings
    assert counting.means_workdays(counted)
    assert uncounted is None or not counting.means_workdays(uncounted)
