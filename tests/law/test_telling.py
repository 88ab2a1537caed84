"""What a provision fixes reads the same on a page as on the command line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner

from zhunsheng.cli.law import law as command
from zhunsheng.law.corpus import load_law
from zhunsheng.law.provision import Count, Limit, Provision, Range
from zhunsheng.law.telling import VERIFIED, life_zh, source_zh, value_zh


def provision(**values: object) -> Provision:
    given = {"ends_on": None} | values
    return Provision("试验条例/1", "要旨", date(2011, 1, 1), verified="text", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ""),
        ({"limit": Limit(60, "day"), "written": Limit(60, "day")}, "60日"),
        ({"limit": Limit(7, "workday"), "written": Limit(7, "day")}, "7个工作日（条文写作7日）"),
        ({"amount": Range(Decimal(2000), Decimal(20000))}, "2000元以上20000元以下"),
        ({"amount": Range(None, Decimal(1000))}, "不超过1000元"),
        ({"amount": Range(Decimal(1000), None)}, "不低于1000元"),
        ({"ratio": Range(Decimal("0.03"), Decimal("0.03"))}, "3%"),
        ({"ratio": Range(Decimal(1), Decimal(3))}, "1倍以上3倍以下"),
        ({"count": Count(2, "officer")}, "2名执法人员"),
        ({"count": Count(2, "thing")}, "2（thing）"),
    ],
)
def test_values_are_written_as_officials_write_them(values: dict[str, object], said: str) -> None:
    assert value_zh(provision(**values)) == said


def test_the_days_of_a_version() -> None:
    assert life_zh(provision()) == "2011年1月1日起"
    assert life_zh(provision(ends_on=date(2020, 12, 31))) == "2011年1月1日起，至2020年12月31日止"


@pytest.mark.parametrize("one", load_law().instruments[::6], ids=lambda one: one.title)
def test_the_command_line_says_the_same(one: object) -> None:
    instrument = load_law().instrument(one.title)  # type: ignore[attr-defined]
    listed = CliRunner().invoke(command, ["list", "--instrument", instrument.title]).output
    for line, version in zip(listed.splitlines(), instrument.provisions, strict=True):
        assert value_zh(version) in line
        assert VERIFIED[version.verified] in line
    shown = CliRunner().invoke(command, ["show", instrument.provisions[0].citation]).output
    assert source_zh(instrument) in shown
    assert life_zh(instrument.provisions[0]) in shown
