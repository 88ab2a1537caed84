"""Every stated value is recomputed from facts and law before it is looked at."""

from decimal import Decimal
from pathlib import Path

import pytest

from zhunsheng.intake.cases import cases_of, read_cases
from zhunsheng.intake.expectations import COMPUTATIONS, check_case, check_row
from zhunsheng.law.corpus import load_law

COLLECTION = Path(__file__).parents[3] / "shared" / "cases" / "real-cases.yaml"
CASE = """cases:
- id: T-1
  kind: injury_litigation
  workers: {workers}
  amount_cny: {amount}
  period_owed: 2024-01..2024-06
  facts:
  - {{date: '2024-01-05', event: accident, born: '2009-01-05', at: night}}
  - {{date: '2024-02-29T08:30', event: applied, until: '2024-03-30'}}
  - {{date: '2024-03-01T10:00', event: accepted, mg_100ml: 80}}
  - {{date: '2025-01-06', event: paid, amount_cny: 1500.55}}
  - {{date: '2025-03-01', event: decided, what: 'collected 12,000 on 2024-12-24'}}
  expect:
  - {row}
"""


def checked(row, workers=12, amount=60000):
    text = CASE.format(workers=workers, amount=amount, row=f"{{{row}}}")
    case = cases_of(text.encode(), "t").cases[0]
    (one,) = check_case(case, load_law())
    return one


DAYS = "check: days, from: '2024-01-05', to: '2024-02-29'"
BAND = "check: crime_amount_band, branch: ten_or_more, workers: 12, amount_cny: 60000"
ONE = "check: crime_amount_band, branch: one_worker_3_months, workers: 12, amount_cny: 60000"
CHILD = "check: child_labour_fine, unit_per_month: 5000, child_periods: "


@pytest.mark.parametrize(
    "row",
    [
        f"{DAYS}, value: 55",
        f"{DAYS}, limit_days: 55, value: 55, over: false",
        f"{DAYS}, limit_days: 54, value: 55, over: true",
        "check: days, from: '2024-01-01', to: '2024-06-30', value: 181",
        "check: days, from: '2024-12-24', to: '2025-01-06', value: 13",
        "check: working_days, from: '2024-01-05', to: '2024-02-29', value: 39",
        "check: working_days, from: '2024-03-30', to: '2025-01-06', limit_days: 200, value: 201, "
        "over: true",
        "check: hours, from: '2024-02-29T08:30', to: '2024-03-01T10:00', limit_hours: 48, "
        "value: 25.5, over: false",
        f"{BAND}, reaches_lower: true, reaches_upper: false",
        f"{ONE}, average_per_worker: 5000.00, average_reaches_lower: true, "
        "average_reaches_upper: false",
        "check: sum, items: [60000, 1500.55], value: 61500.55",
        "check: sum, items: [60000, 12000], value: 72000",
        "check: difference, a: 60000, b: 1500.55, value: 58499.45",
        "check: fine, workers: 12, per_worker: 400, value: 4800",
        "check: age, born: '2009-01-05', 'on': '2025-01-06', value: 16",
        "check: age, born: '2009-01-05', 'on': '2024-01-05', value: 15",
        CHILD + "[{from: '2024-01-05', to: '2024-02-29', months: 2}], value: 10000",
        CHILD + "[{from: '2024-02-29', to: '2024-03-30', months: 2}, "
        "{from: '2024-02-29', to: '2024-03-01', months: 1}], value: 15000",
        "check: drunk, mg_100ml: 80, value: true",
    ],
)
def test_a_right_row_agrees(row):
    assert checked(row).disagreement == ""


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"{DAYS}, value: 54", "value：案例集写54，算得55"),
        (f"{DAYS}, limit_days: 55, value: 55, over: true", "over：案例集写true，算得false"),
        (f"{DAYS}, value: 55, over: true", "over：算不出这一项"),
        (f"{DAYS}, value: true", "value：案例集写true，算得55"),
        (f"{DAYS}, value: many", "value：案例集写many，算得55"),
        (DAYS, "没有写明结果，无从比对"),
        ("check: days, from: '2024-01-06', to: '2024-02-29', value: 54", "不是案情里的日期"),
        ("check: days, from: 2024-01, to: '2024-02-29', value: 54", "不是确切的日期：2024-01"),
        ("check: days, from: '2024-02-30', to: '2024-02-29', value: 1", "不是确切的日期"),
        ("check: days, to: '2024-02-29', value: 54", "from 不是确切的日期：没有写"),
        (f"{DAYS}, basis: accepted, value: 55", "from 不是“accepted”之日"),
        ("check: hours, from: '2024-01-05', to: '2024-03-01T10:00', value: 1", "没有写时刻"),
        (f"{BAND}, reaches_lower: true, reaches_upper: true", "reaches_upper：案例集写true"),
        (BAND.replace("12,", "9,") + ", reaches_lower: true", "workers=9 不在案情里"),
        (BAND.replace("60000", "61000") + ", reaches_lower: true", "amount_cny=61000 不在案情里"),
        (BAND.replace("ten_or_more", "many") + ", reaches_lower: true", "不认识的情形“many”"),
        (f"{ONE}, average_per_worker: 5000.01", "average_per_worker：案例集写5000.01，算得5000"),
        ("check: sum, items: [60000, 7], value: 60007", "items=7 不在案情里"),
        ("check: sum, items: [60000, x], value: 60000", "不是数"),
        ("check: sum, items: [], value: 0", "缺少 items"),
        ("check: difference, a: 60000, value: 1", "缺少数值 b"),
        ("check: fine, workers: 12, per_worker: 501, value: 6012", "每人501元不在"),
        ("check: fine, workers: 12, per_worker: 99, value: 1188", "每人99元不在"),
        (CHILD + "[{from: '2024-01-05', to: '2024-02-29', months: 1}], value: 10000", "months_0"),
        (CHILD + "[], value: 0", "缺少 child_periods"),
        (
            CHILD.replace("5000", "4000")
            + "[{from: '2024-01-05', to: '2024-02-29'}], value: 10000",
            "unit_per_month：案例集写4000，算得5000",
        ),
        ("check: drunk, mg_100ml: 80, value: false", "value：案例集写false，算得true"),
        ("check: drunk, value: false", "缺少血液酒精含量"),
        ("check: phase_of_the_moon, value: 3", "不认识的核对种类“phase_of_the_moon”"),
        ("value: 3", "不认识的核对种类“”"),
    ],
)
def test_a_wrong_row_disagrees_and_says_why(row, why):
    one = checked(row)
    assert not one.agrees
    assert why in one.disagreement


def test_a_group_too_small_for_its_branch_disagrees():
    row = "check: crime_amount_band, branch: ten_or_more, workers: 9, amount_cny: 60000"
    assert "9人不足" in checked(f"{row}, reaches_lower: true", workers=9).disagreement


@pytest.mark.parametrize(
    ("amount", "lower", "upper"),
    [(29_999, False, False), (30_000, True, False), (99_999, True, False), (100_000, True, True)],
)
def test_a_sum_on_the_line_reaches_it(amount, lower, upper):
    row = f"check: crime_amount_band, branch: ten_or_more, workers: 12, amount_cny: {amount}"
    one = checked(f"{row}, reaches_lower: {lower}, reaches_upper: {upper}", amount=amount)
    assert one.agrees


def test_a_result_may_rest_on_the_result_of_an_earlier_row():
    text = CASE.format(
        workers=1, amount=60000, row="{check: sum, items: [60000, 12000], value: 72000}"
    )
    text += "  - {check: difference, a: 72000, b: 12000, value: 60000}\n"
    case = cases_of(text.encode(), "t").cases[0]
    assert [one.agrees for one in check_case(case, load_law())] == [True, True]
    alone = check_row(case.expect[1], case, load_law(), frozenset())
    assert "a=72000 不在案情里" in alone.disagreement


@pytest.mark.parametrize(
    ("to", "value", "over", "remark"),
    [
        ("2024-02-29", 55, "false", ""),
        ("2025-01-06", 367, "true", "至2025-01-06届满，未超期，与按日数比较不同"),
        ("2025-03-01", 421, "true", ""),
    ],
)
def test_where_a_year_of_the_law_is_not_365_days_the_row_says_so(to, value, over, remark):
    """2024 is a leap year, and its 5 January comes back as a Sunday: the year ends on the 6th."""
    row = f"check: days, from: '2024-01-05', to: '{to}', rule: GS17_apply_1y, limit_days: 365"
    one = checked(f"{row}, value: {value}, over: {over}")
    assert one.agrees
    assert one.remark.endswith(remark)
    assert bool(one.remark) is bool(remark)


@pytest.mark.parametrize("name", sorted(COMPUTATIONS))
def test_no_computation_ever_asks_for_a_stated_result(name, monkeypatch):
    seen = {}

    def spy(ground):
        seen.update(ground.given)
        return {"value": Decimal(1)}

    monkeypatch.setattr("zhunsheng.intake.expectations.COMPUTATIONS", {**COMPUTATIONS, name: spy})
    checked(
        f"check: {name}, value: 1, over: true, reaches_lower: true, average_per_worker: 2, "
        "from: '2024-01-05', drunk: false"
    )
    assert set(seen) == {"check", "from"}


@pytest.mark.skipif(not COLLECTION.exists(), reason="the published cases are not at hand")
def test_every_value_of_the_published_cases_is_recomputed_alike():
    rows = [one for case in read_cases(COLLECTION).cases for one in check_case(case, load_law())]
    assert rows
    assert [f"{one.case} {one.line} {one.disagreement}" for one in rows if not one.agrees] == []


@pytest.mark.skipif(not COLLECTION.exists(), reason="the published cases are not at hand")
def test_a_shifted_day_of_a_published_fact_is_noticed():
    text = COLLECTION.read_text(encoding="utf-8")
    for case in read_cases(COLLECTION).cases:
        for row in case.expect:
            start = row.get("from")
            if start is None:
                continue
            shifted = text.replace(f"date: '{start.text()}'", "date: '1999-09-09'")
            again = {one.name: one for one in cases_of(shifted.encode(), "t").cases}[case.name]
            moved = [one.written for one in again.happenings] != [
                one.written for one in case.happenings
            ]
            one = check_row(row, again, load_law(), frozenset())
            assert one.agrees is not moved, (case.name, row.line)
