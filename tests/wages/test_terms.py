"""The numbers a month is judged by: where they stand, what replaces them, what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.wages import small
from zhunsheng.base.errors import MalformedStatute
from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.months import read_month
from zhunsheng.wages.terms import LOCAL, SOURCES, Terms, read_terms

HEAD = 'title = "某县工资支付监控参数"\nenglish = "A County"\nrank = "local_practice"\n'


def with_own(folder: Path, provision: str) -> Terms:
    own = folder / "parameters.toml"
    own.write_text(f"{HEAD}[[provision]]\n{provision}", encoding="utf-8")
    return read_terms(small.MONTH, small.AS_OF, law=load_law(), calendar=load_calendar(), own=own)


def test_every_number_is_known_but_the_minimum_wage() -> None:
    terms = small.terms()
    assert {*terms.values, "minimum_wage"} == set(SOURCES)
    assert set(terms.missing) == {"minimum_wage"}
    assert {terms.citations[name] for name in terms.values} == {
        source.citation for name, source in SOURCES.items() if name != "minimum_wage"
    }


def test_every_number_of_the_sources_is_used_or_needed_by_a_check() -> None:
    needed = {name for check in CHECKS.values() for name in check.needs}
    assert needed <= set(SOURCES)
    assert set(SOURCES) - needed == {"day_minutes"}  # two full days, for the clash of two sites


def test_a_month_before_the_notice_of_2025_takes_the_notice_of_2008() -> None:
    terms = small.terms(read_month("2024-11"), date(2025, 1, 5))
    assert terms.citations["month_days"] == "劳社部发〔2008〕3号/2.4"
    assert terms["month_days"] == small.terms()["month_days"] == 2_175


def test_a_bureau_replaces_a_parameter_by_its_place(tmp_path: Path) -> None:
    terms = with_own(
        tmp_path,
        'at = "2"\ngist = "四万元"\nbegins_on = 2025-01-01\namount = { high = 40000 }\n'
        'verified = "local"\n',
    )
    assert (terms["month_limit"], terms.citations["month_limit"]) == (
        4_000_000,
        "某县工资支付监控参数/2",
    )
    assert terms.citations["year_limit"] == f"{LOCAL}/3"


@pytest.mark.parametrize(
    "changed",
    ['begins_on = 2025-12-01\nverified = "local"', 'begins_on = 2025-01-01\nverified = "memory"'],
)
def test_a_parameter_not_in_force_or_only_recalled_replaces_nothing(
    tmp_path: Path, changed: str
) -> None:
    terms = with_own(
        tmp_path, f'at = "2"\ngist = "四万元"\namount = {{ high = 40000 }}\n{changed}\n'
    )
    assert terms["month_limit"] == 5_000_000


def test_a_parameter_of_another_shape_is_refused_with_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(MalformedStatute) as refused:
        with_own(
            tmp_path,
            'at = "2"\ngist = "五个月"\nbegins_on = 2025-01-01\n'
            'limit = { length = 5, unit = "month" }\nverified = "local"\n',
        )
    assert str(refused.value) == (
        "“某县工资支付监控参数/2”没有写出“amount”的值；请对照随附的参数文件补写，每条的键与原条相同"
    )


def test_the_pay_day_of_a_month_with_a_holiday_moves_before_it() -> None:
    terms = small.terms(read_month("2025-09"), date(2025, 11, 1))
    # 1 to 8 October 2025 are the holiday: whoever is paid on the 5th is paid on 30 September.
    assert [terms.pay_days[day - 1] for day in (1, 5, 8, 9)] == [
        *[date(2025, 9, 30)] * 3,
        date(2025, 10, 9),
    ]
    assert terms.pay_until == date(2025, 10, 31)
    assert len(terms.pay_days) == 31


@pytest.mark.parametrize(
    ("as_of", "last_overdue", "last_earlier"),
    [
        (date(2025, 12, 31), "2025-10", "2025-10"),
        (date(2026, 1, 1), "2025-11", "2025-10"),
        (date(2026, 6, 1), "2025-11", "2025-10"),
        (date(2025, 11, 15), "2025-09", "2025-09"),
    ],
)
def test_which_months_have_run_out_of_their_longer_limit(
    as_of: date, last_overdue: str, last_earlier: str
) -> None:
    terms = small.terms(as_of=as_of)
    assert terms.overdue_month == read_month(last_overdue)
    assert terms.earlier_overdue_month == read_month(last_earlier)
