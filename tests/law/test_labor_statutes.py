"""Values of labor statutes, read again from their texts and set against the statute files."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from zhunsheng.base.errors import NoProvisionInForce, UnconfirmedProvision
from zhunsheng.law.corpus import load_law
from zhunsheng.law.provision import Count, Limit, Range

TODAY = date(2026, 11, 2)


def between(low: str | None, high: str | None) -> Range:
    return Range(Decimal(low) if low else None, Decimal(high) if high else None)


@pytest.mark.parametrize(
    ("citation", "limit"),
    [
        ("劳动保障监察条例/17", Limit(60, "workday")),
        ("劳动保障监察条例/17:extension", Limit(30, "workday")),
        ("劳动保障监察条例/20.1", Limit(2, "year")),
        ("实施若干规定/18.1", Limit(5, "workday")),
        ("湖南省劳动保障监察条例/23.2", Limit(7, "day")),
        ("湖南省劳动保障监察条例/24", Limit(60, "workday")),
        ("保障农民工工资支付条例/24.2", Limit(1, "month")),
        ("保障农民工工资支付条例/27.2", Limit(30, "day")),
        ("拖欠农民工工资失信联合惩戒对象名单管理暂行办法/8.1", Limit(20, "workday")),
        ("拖欠农民工工资失信联合惩戒对象名单管理暂行办法/12.1.2", Limit(6, "month")),
        ("拖欠农民工工资失信联合惩戒对象名单管理暂行办法/14.2", Limit(15, "workday")),
        ("劳动争议调解仲裁法/43.1", Limit(45, "day")),
        ("女职工劳动保护特别规定/7.1", Limit(98, "day")),
    ],
)
def test_a_limit_keeps_the_unit_its_text_uses(citation: str, limit: Limit) -> None:
    assert load_law().at(citation, on=TODAY).limit == limit


@pytest.mark.parametrize(
    ("citation", "amount"),
    [
        ("劳动保障监察条例/25", between("100", "500")),
        ("劳动保障监察条例/30.1", between("2000", "20000")),
        ("湖南省劳动保障监察条例/30", between("1000", "5000")),
        ("保障农民工工资支付条例/54:unit", between("20000", "50000")),
        ("保障农民工工资支付条例/54:person", between("10000", "30000")),
        ("保障农民工工资支付条例/56", between("50000", "100000")),
        ("禁止使用童工规定/6.1", between("5000", "5000")),
        ("禁止使用童工规定/6.2", between("10000", "10000")),
    ],
)
def test_a_fine_lies_between_the_sums_of_its_text(citation: str, amount: Range) -> None:
    assert load_law().at(citation, on=TODAY).amount == amount


@pytest.mark.parametrize(
    ("citation", "ratio"),
    [
        ("劳动保障监察条例/26", between("0.5", "1")),
        ("劳动合同法/85", between("0.5", "1")),
        ("湖南省劳动保障监察条例/34", between("2", "5")),
        ("劳动法/44.1.1", between("1.5", None)),
        ("工资支付暂行规定/16", between(None, "0.2")),
        ("人社部发〔2025〕2号/2.4", between("21.75", "21.75")),
    ],
)
def test_a_share_or_multiple_is_a_factor_not_a_percentage(citation: str, ratio: Range) -> None:
    assert load_law().at(citation, on=TODAY).ratio == ratio


def test_an_inspection_takes_two_officers() -> None:
    assert load_law().at("劳动保障监察条例/16.1", on=TODAY).count == Count(2, "officer")


@pytest.mark.parametrize("article", ["20.2", "23.2", "24", "24:extension", "25.1", "26"])
def test_hunan_inspection_procedure_has_one_version_each_day_since_2015(article: str) -> None:
    law = load_law()
    days = [date(2015, 1, 1) + timedelta(days=gap) for gap in range(0, 4300, 100)]
    boundary = [date(2024, 11, 28), date(2024, 11, 29), TODAY]
    verified = {law.at(f"湖南省劳动保障监察条例/{article}", on=day).verified for day in days}
    assert verified == {"excerpt", "text"}
    assert [law.at(f"湖南省劳动保障监察条例/{article}", on=day).verified for day in boundary] == [
        "excerpt",
        "text",
        "text",
    ]


def test_the_court_stopped_treating_pensioners_as_contract_labor_in_september_2025() -> None:
    law = load_law()
    assert law.at("法释〔2020〕26号/32.1", on=date(2025, 8, 31)).gist
    with pytest.raises(NoProvisionInForce):
        law.at("法释〔2020〕26号/32.1", on=date(2025, 9, 1))


@pytest.mark.parametrize(
    "citation",
    [
        "实施若干规定/37",
        "工程建设领域农民工工资保证金规定/7",
        "湖南省最低工资标准/1:first_tier",
    ],
)
def test_a_value_known_only_from_memory_is_never_given(citation: str) -> None:
    with pytest.raises(UnconfirmedProvision):
        load_law().at(citation, on=TODAY)
