"""What the statutes on crime referral, service and periods say, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from zhunsheng.base.errors import NoProvisionInForce, UnconfirmedProvision
from zhunsheng.law.corpus import load_law
from zhunsheng.law.provision import Count, Limit, Range

TRANSFER = "行政执法机关移送涉嫌犯罪案件的规定"
POLICE = "公安机关办理刑事案件程序规定"
PROCURATORATE = "人民检察院刑事诉讼规则"
HUNAN = "湖南省行政程序规定"
RULES_SINCE_2015 = (TRANSFER, PROCURATORATE, "刑事诉讼法", "民事诉讼法", HUNAN)
AMOUNTS = "拒不支付劳动报酬罪数额标准"
LAST_DAY_LOOKED_AT = date(2026, 11, 30)

LIMITS = [
    (f"{TRANSFER}/5.2:decision", date(2015, 1, 1), Limit(3, "day")),
    (f"{TRANSFER}/5.2:transfer", date(2026, 11, 1), Limit(24, "hour")),
    (f"{TRANSFER}/7:forwarding", date(2026, 11, 1), Limit(24, "hour")),
    (f"{TRANSFER}/8", date(2026, 11, 1), Limit(3, "day")),
    (f"{TRANSFER}/9.1", date(2026, 11, 1), Limit(3, "day")),
    (f"{TRANSFER}/9.2:decision", date(2026, 11, 1), Limit(3, "day")),
    (f"{TRANSFER}/9.2:supervision", date(2026, 11, 1), Limit(3, "day")),
    (f"{TRANSFER}/12", date(2026, 11, 1), Limit(3, "day")),
    (f"{POLICE}/180.1", date(2020, 8, 31), Limit(3, "day")),
    (f"{POLICE}/180.2:notice", date(2020, 9, 1), Limit(24, "hour")),
    (f"{POLICE}/180.2:correction", date(2020, 9, 1), Limit(3, "day")),
    (f"{POLICE}/182.2", date(2020, 9, 1), Limit(15, "day")),
    (f"{PROCURATORATE}/560", date(2019, 12, 29), Limit(7, "day")),
    (f"{PROCURATORATE}/561.2", date(2026, 11, 1), Limit(10, "day")),
    (f"{PROCURATORATE}/562", date(2019, 12, 30), Limit(7, "day")),
    (f"{PROCURATORATE}/564.3", date(2026, 11, 1), Limit(3, "month")),
    ("刑事诉讼法/106.1", date(2018, 10, 25), Limit(5, "day")),
    ("民事诉讼法/86", date(2015, 1, 1), Limit(10, "day")),
    ("民诉法解释/134.2", date(2015, 2, 4), Limit(10, "day")),
    ("法释〔2013〕3号/3.1.1:months", date(2013, 1, 23), Limit(3, "month")),
    ("刑法/276-1.1:grave_sentence", date(2026, 11, 1), Limit(7, "year")),
    (f"{HUNAN}/81.1.4:limit", date(2018, 7, 10), Limit(60, "day")),
    (f"{HUNAN}/81.1.4:extension", date(2018, 7, 10), Limit(30, "day")),
    (f"{HUNAN}/140.1", date(2018, 7, 10), Limit(7, "day")),
    (f"{HUNAN}/175", date(2018, 7, 10), Limit(10, "day")),
]


@pytest.mark.parametrize(("citation", "on", "limit"), LIMITS)
def test_a_limit_is_what_the_statute_says_on_that_day(
    citation: str, on: date, limit: Limit
) -> None:
    assert load_law().at(citation, on=on).limit == limit


@pytest.mark.parametrize(
    ("on", "days", "stands_at"),
    [
        (date(2015, 1, 1), 60, "92.1"),
        (date(2021, 12, 31), 60, "92.1"),
        (date(2022, 1, 1), 30, None),
        (date(2024, 1, 1), 30, None),
    ],
)
def test_public_notice_serves_after_sixty_days_until_2021_and_thirty_from_2022(
    on: date, days: int, stands_at: str | None
) -> None:
    notice = load_law().at("民事诉讼法/95.1", on=on)
    assert (notice.limit, notice.stands_at) == (Limit(days, "day"), stands_at)


@pytest.mark.parametrize(
    ("citation", "low", "high"),
    [
        ("法释〔2013〕3号/3.1.1:sum", 5_000, 20_000),
        ("法释〔2013〕3号/3.1.2:sum", 30_000, 100_000),
        (f"湖南省{AMOUNTS}/1:one_worker", 6_000, 6_000),
        (f"湖南省{AMOUNTS}/1:ten_workers", 40_000, 40_000),
        (f"广东省{AMOUNTS}/1:one_worker", 20_000, 20_000),
        (f"广东省{AMOUNTS}/2:ten_workers", 60_000, 60_000),
        (f"河南省{AMOUNTS}/1:one_worker", 8_000, 8_000),
    ],
)
def test_an_amount_of_the_crime_is_what_the_text_says(citation: str, low: int, high: int) -> None:
    amount = load_law().at(citation, on=LAST_DAY_LOOKED_AT).amount
    assert amount == Range(Decimal(low), Decimal(high))


def test_every_local_amount_lies_in_the_national_range() -> None:
    law = load_law()
    local = [one for one in law.instruments if one.title.endswith(AMOUNTS)]
    outside = [
        provision.citation
        for instrument in local
        for provision in instrument.provisions
        if not _in_national_range(provision.citation, provision.amount)
    ]
    assert (len(local) > 1, outside) == (True, [])


def _in_national_range(citation: str, amount: Range | None) -> bool:
    item = "3.1.1:sum" if ":one_worker" in citation else "3.1.2:sum"
    national = load_law().at(f"法释〔2013〕3号/{item}", on=LAST_DAY_LOOKED_AT).amount
    assert national is not None
    assert national.low is not None
    assert national.high is not None
    return (
        amount is not None
        and amount.low is not None
        and national.low <= amount.low <= national.high
    )


@pytest.mark.parametrize(
    ("citation", "count"),
    [
        ("法释〔2013〕3号/3.1.2:workers", Count(10, "worker")),
        ("刑法/244-1.1:age", Count(16, "year of age")),
        (f"{TRANSFER}/5.1", Count(2, "officer")),
        (f"{HUNAN}/66.2", Count(2, "officer")),
    ],
)
def test_a_number_of_things_is_what_the_text_says(citation: str, count: Count) -> None:
    assert load_law().at(citation, on=LAST_DAY_LOOKED_AT).count == count


@pytest.mark.parametrize(
    ("citation", "on"),
    [
        (f"湖南省{AMOUNTS}/1:one_worker", date(2013, 12, 31)),
        (f"{POLICE}/180.2:correction", date(2020, 8, 31)),
        (f"{PROCURATORATE}/562", date(2019, 12, 29)),
        ("民法典/202", date(2020, 12, 31)),
        ("刑法/276-1.1", date(2011, 4, 30)),
    ],
)
def test_a_rule_does_not_apply_before_its_first_day(citation: str, on: date) -> None:
    with pytest.raises(NoProvisionInForce):
        load_law().at(citation, on=on)


def test_a_number_known_only_from_memory_is_refused() -> None:
    with pytest.raises(UnconfirmedProvision):
        load_law().at(f"{POLICE}/181:request", on=date(2016, 3, 1))


def test_versions_of_a_provision_follow_each_other_without_gap_or_overlap() -> None:
    law = load_law()
    broken = [
        citation
        for citation, versions in law.by_citation.items()
        if citation.partition("/")[0] in RULES_SINCE_2015
        for earlier, later in pairwise(versions)
        if earlier.ends_on is None or later.begins_on != earlier.ends_on + timedelta(days=1)
    ]
    assert broken == []


@pytest.mark.parametrize("place", ["85.2", "85.3", "87.1", "88.1", "89", "90.1", "91", "95.1"])
def test_an_article_of_civil_procedure_has_its_old_number_until_2021(place: str) -> None:
    law = load_law()
    years = range(2015, LAST_DAY_LOOKED_AT.year + 1)
    renumbered = [
        law.at(f"民事诉讼法/{place}", on=date(year, 1, 1)).stands_at is not None for year in years
    ]
    assert renumbered == [year <= 2021 for year in years]
