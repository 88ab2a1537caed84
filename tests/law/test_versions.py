"""Which version of a rule applies on the days around each change of the general laws."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from zhunsheng.base.errors import NoProvisionInForce
from zhunsheng.law.corpus import load_law
from zhunsheng.law.provision import Limit, Provision

LAW = load_law()

RECORDS_BEGIN = "2015-01-01"
PENALTY_BEFORE, PENALTY_AFTER = "2021-07-14", "2021-07-15"
REVIEW_BEFORE, REVIEW_AFTER = "2023-12-31", "2024-01-01"
RULES_BEFORE, RULES_AFTER = "2026-06-30", "2026-07-01"


def _on(citation: str, day: str) -> Provision:
    return LAW.at(citation, on=date.fromisoformat(day))


LIMITS = [
    # 行政处罚法: the text of 2021 has a counting clause (85), the one before had none
    ("行政处罚法/61.1", RECORDS_BEGIN, 7, "day"),
    ("行政处罚法/61.1", PENALTY_BEFORE, 7, "day"),
    ("行政处罚法/61.1", PENALTY_AFTER, 7, "workday"),
    ("行政处罚法/64.1.1", RECORDS_BEGIN, 3, "day"),
    ("行政处罚法/64.1.1", PENALTY_BEFORE, 3, "day"),
    ("行政处罚法/64.1.1", PENALTY_AFTER, 5, "workday"),
    ("行政处罚法/64.1.2", PENALTY_BEFORE, 7, "day"),
    ("行政处罚法/64.1.2", PENALTY_AFTER, 7, "workday"),
    ("行政处罚法/56", PENALTY_BEFORE, 7, "day"),
    ("行政处罚法/56", PENALTY_AFTER, 7, "workday"),
    ("行政处罚法/67.3", PENALTY_BEFORE, 15, "day"),
    ("行政处罚法/67.3", PENALTY_AFTER, 15, "day"),
    ("行政处罚法/71:bank", PENALTY_BEFORE, 2, "day"),
    ("行政处罚法/71:bank", PENALTY_AFTER, 2, "workday"),
    ("行政处罚法/36.1:ordinary", PENALTY_BEFORE, 2, "year"),
    ("行政处罚法/36.1:ordinary", PENALTY_AFTER, 2, "year"),
    ("行政处罚法/60", PENALTY_AFTER, 90, "day"),
    ("行政处罚法/48.2", PENALTY_AFTER, 3, "workday"),
    # 行政复议法: ten days were calendar days until 2023, since 2024 they are working days
    ("行政复议法/48:reply", RECORDS_BEGIN, 10, "day"),
    ("行政复议法/48:reply", REVIEW_BEFORE, 10, "day"),
    ("行政复议法/48:reply", REVIEW_AFTER, 10, "workday"),
    ("行政复议法/48:copy", REVIEW_BEFORE, 7, "workday"),
    ("行政复议法/48:copy", REVIEW_AFTER, 7, "workday"),
    ("行政复议法/30.1", REVIEW_BEFORE, 5, "workday"),
    ("行政复议法/30.1", REVIEW_AFTER, 5, "workday"),
    ("行政复议法/20.1", RECORDS_BEGIN, 60, "day"),
    ("行政复议法/20.1", REVIEW_BEFORE, 60, "day"),
    ("行政复议法/20.1", REVIEW_AFTER, 60, "day"),
    ("行政复议法/62.1:decision", REVIEW_BEFORE, 60, "day"),
    ("行政复议法/62.1:decision", REVIEW_AFTER, 60, "day"),
    ("行政复议法/62.1:extension", REVIEW_BEFORE, 30, "day"),
    ("行政复议法/62.1:extension", REVIEW_AFTER, 30, "day"),
    ("行政复议法/54.1:copy", REVIEW_AFTER, 3, "workday"),
    ("行政复议法/54.1:reply", REVIEW_AFTER, 5, "workday"),
    ("行政复议法/34", REVIEW_BEFORE, 15, "day"),
    ("行政复议法/34", REVIEW_AFTER, 15, "day"),
    # 行政复议法实施条例: no counting clause of its own; the text of 2026 writes 工作日 itself
    ("行政复议法实施条例/58.1", RECORDS_BEGIN, 60, "day"),
    ("行政复议法实施条例/58.1", RULES_BEFORE, 60, "day"),
    ("行政复议法实施条例/58.1", RULES_AFTER, 60, "day"),
    ("行政复议法实施条例/24.1.2", RULES_BEFORE, 60, "day"),
    ("行政复议法实施条例/24.1.2", RULES_AFTER, 60, "day"),
    ("行政复议法实施条例/38.1", RULES_AFTER, 5, "workday"),
    ("行政复议法实施条例/29", RULES_BEFORE, 5, "day"),
    # laws that did not change: the clause covers ten days and no more, or every limit
    ("行政强制法/54", RECORDS_BEGIN, 10, "workday"),
    ("行政强制法/31", RECORDS_BEGIN, 3, "workday"),
    ("行政强制法/56.2:agency", RECORDS_BEGIN, 15, "day"),
    ("行政强制法/53", RECORDS_BEGIN, 3, "month"),
    ("行政强制法/19", RECORDS_BEGIN, 24, "hour"),
    ("行政许可法/42.1:decision", RECORDS_BEGIN, 20, "workday"),
    ("行政许可法/42.2:decision", RECORDS_BEGIN, 45, "workday"),
    ("三项制度/6:license_or_penalty", "2018-12-05", 7, "workday"),
    ("三项制度/6:other_results", "2018-12-05", 20, "workday"),
]


@pytest.mark.parametrize(("citation", "day", "length", "unit"), LIMITS)
def test_a_limit_is_that_of_the_text_in_force_on_the_day(citation, day, length, unit):
    assert _on(citation, day).limit == Limit(length, unit)


@pytest.mark.parametrize(
    ("citation", "day", "yuan"),
    [
        ("行政处罚法/51:citizen", PENALTY_BEFORE, 50),
        ("行政处罚法/51:citizen", PENALTY_AFTER, 200),
        ("行政处罚法/51:organization", PENALTY_BEFORE, 1000),
        ("行政处罚法/51:organization", PENALTY_AFTER, 3000),
        ("行政处罚法/68.1.1", PENALTY_BEFORE, 20),
        ("行政处罚法/68.1.1", PENALTY_AFTER, 100),
        ("行政复议法/53.1.3", REVIEW_AFTER, 3000),
    ],
)
def test_a_ceiling_of_money_is_that_of_the_text_in_force_on_the_day(citation, day, yuan):
    assert _on(citation, day).amount.high == Decimal(yuan)


@pytest.mark.parametrize(
    ("citation", "day", "number"),
    [
        ("行政处罚法/61.1", PENALTY_BEFORE, "40"),
        ("行政处罚法/61.1", PENALTY_AFTER, None),
        ("行政处罚法/42.1", PENALTY_BEFORE, "37.1"),
        ("行政处罚法/44", PENALTY_BEFORE, "31"),
        ("行政复议法/48:reply", REVIEW_BEFORE, "23.1"),
        ("行政复议法/48:reply", REVIEW_AFTER, None),
        ("行政复议法/20.1", REVIEW_BEFORE, "9.1"),
        ("行政复议法/62.1:decision", REVIEW_BEFORE, "31.1"),
        ("行政复议法实施条例/58.1", RULES_BEFORE, "49.1"),
        ("行政复议法实施条例/58.1", RULES_AFTER, None),
    ],
)
def test_a_rule_that_was_renumbered_tells_where_it_stood(citation, day, number):
    assert _on(citation, day).stands_at == number


@pytest.mark.parametrize(
    ("citation", "day"),
    [
        ("行政处罚法/60", PENALTY_BEFORE),  # no limit for the decision before
        ("行政处罚法/61.2", PENALTY_BEFORE),  # no electronic service before
        ("行政处罚法/36.1:grave", PENALTY_BEFORE),  # no five years before
        ("行政处罚法/72.1.1:ceiling", PENALTY_BEFORE),  # the ceiling stood in 行政强制法 45 only
        ("行政处罚法/85", PENALTY_BEFORE),  # no counting clause before
        ("行政处罚法/58.1", "2017-12-31"),  # review of the draft decision came with 2018
        ("行政处罚法/42.1.1", PENALTY_AFTER),  # an article of the older text
        ("行政复议法/54.1:reply", REVIEW_BEFORE),  # no simple procedure before
        ("行政复议法/21:ordinary", REVIEW_BEFORE),  # no longest limit before
        ("行政复议法/23.1:reply", REVIEW_AFTER),  # an article of the older text
        ("行政复议法实施条例/18.2", RULES_BEFORE),  # no rule on the respondent's agents before
        ("行政复议法实施条例/41.1", RULES_AFTER),  # suspension now stands in 行政复议法 39
        ("行政强制法/54", "2011-12-31"),
        ("三项制度/6:other_results", "2018-12-04"),
    ],
)
def test_a_rule_is_silent_on_days_when_no_text_had_it(citation, day):
    with pytest.raises(NoProvisionInForce):
        _on(citation, day)


@pytest.mark.parametrize(
    ("bare", "labeled", "day"),
    [
        ("行政处罚法/46.3", "行政处罚法/46.3:payment", PENALTY_BEFORE),
        ("行政复议法/31.1", "行政复议法/31.1:decision", REVIEW_BEFORE),
    ],
)
def test_a_number_given_to_another_rule_never_answers_with_the_old_one(bare, labeled, day):
    with pytest.raises(NoProvisionInForce):
        _on(bare, day)
    assert _on(labeled, day).limit is not None


@pytest.mark.parametrize(
    ("citation", "day", "words"),
    [
        ("行政处罚法/40", PENALTY_BEFORE, "事实不清"),
        ("行政处罚法/40:service", PENALTY_BEFORE, "送达"),
        ("行政处罚法/42.1", PENALTY_BEFORE, "两人"),
        ("行政处罚法/42.1:hearing", PENALTY_BEFORE, "听证"),
        ("行政复议法实施条例/46", RULES_BEFORE, "鉴定"),
        ("行政复议法实施条例/46:no_reply", RULES_BEFORE, "答复"),
    ],
)
def test_a_key_keeps_its_subject_although_the_old_text_used_the_number(citation, day, words):
    assert words in _on(citation, day).gist


@pytest.mark.parametrize("title", ["行政处罚法", "行政复议法", "行政复议法实施条例"])
def test_a_rule_in_both_texts_has_no_day_between_them(title):
    renumbered = {
        provision.citation
        for provision in LAW.instrument(title).provisions
        if provision.stands_at is not None
    }
    assert renumbered
    for citation in renumbered:
        earlier, later = LAW.versions(citation)
        assert later.begins_on - earlier.ends_on == timedelta(days=1), citation
