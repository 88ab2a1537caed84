"""What the law answers by citation and day, on a small made-up statute and on the real ones."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from zhunsheng.base.errors import (
    ConflictingProvisions,
    MalformedStatute,
    NoProvisionInForce,
    UnconfirmedProvision,
    UnknownCitation,
)
from zhunsheng.law.corpus import Law, load_law
from zhunsheng.law.provision import Limit

MADE_UP = """
title = "试验法"
full_title = "中华人民共和国试验法"
also = ["试法"]
english = "Trial Law"
rank = "law"

[[counting]]
at = "85"
workdays = [2, 3, 5, 7]
begins_on = 2021-07-15
ends_on = 2023-12-31
verified = "text"

[[counting]]
at = "85"
workdays = [3, 5, 7, 10]
begins_on = 2024-01-01
verified = "text"

[[provision]]
at = "7"
gist = "七日"
begins_on = 2015-01-01
limit = { length = 7, unit = "day" }
verified = "text"

[[provision]]
at = "10"
gist = "十日"
begins_on = 2015-01-01
ends_on = 2025-12-31
limit = { length = 10, unit = "day" }
verified = "text"

[[provision]]
at = "15"
gist = "十五日"
begins_on = 2015-01-01
limit = { length = 15, unit = "day" }
verified = "text"

[[provision]]
at = "30"
gist = "旧"
begins_on = 2015-01-01
ends_on = 2020-01-01
verified = "text"

[[provision]]
at = "30"
gist = "新"
begins_on = 2020-01-01
verified = "text"

[[provision]]
at = "40"
gist = "记得如此"
begins_on = 2015-01-01
verified = "memory"
"""


@pytest.fixture
def law(tmp_path: Path) -> Law:
    (tmp_path / "trial-law.toml").write_text(MADE_UP, encoding="utf-8")
    return load_law(tmp_path)


COUNTED = [
    # at, day, unit meant
    ("7", "2021-07-14", "day"),
    ("7", "2021-07-15", "workday"),
    ("7", "2024-01-01", "workday"),
    ("10", "2023-12-31", "day"),
    ("10", "2024-01-01", "workday"),
    ("10", "2025-12-31", "workday"),
    ("15", "2021-07-14", "day"),
    ("15", "2024-01-01", "day"),
]


@pytest.mark.parametrize(("at", "day", "unit"), COUNTED)
def test_the_counting_clause_of_the_day_gives_the_unit(
    law: Law, at: str, day: str, unit: str
) -> None:
    on = date.fromisoformat(day)
    provision = law.at(f"试验法/{at}", on=on)
    assert provision.limit == Limit(int(at), unit)  # type: ignore[arg-type]
    assert provision.written == Limit(int(at), "day")
    assert law.unit_of("试验法", Limit(int(at), "day"), on=on) == provision.limit


def test_a_counting_clause_leaves_other_units_alone(law: Law) -> None:
    months = Limit(3, "month")
    assert law.unit_of("试验法", months, on=date(2024, 1, 1)) == months


def test_a_version_is_cut_only_where_its_unit_changes(law: Law) -> None:
    lives = {
        at: [(one.begins_on, one.ends_on) for one in law.versions(f"试验法/{at}")]
        for at in ("7", "10", "15")
    }
    assert lives == {
        "7": [(date(2015, 1, 1), date(2021, 7, 14)), (date(2021, 7, 15), None)],
        "10": [
            (date(2015, 1, 1), date(2023, 12, 31)),
            (date(2024, 1, 1), date(2025, 12, 31)),
        ],
        "15": [(date(2015, 1, 1), None)],
    }


def test_the_full_title_and_other_names_resolve(law: Law) -> None:
    for name in ("试验法", "中华人民共和国试验法", "试法"):
        assert law.versions(f"{name}/7") == law.versions("试验法/7")
        assert law.instrument(name).title == "试验法"


def test_no_version_on_the_day_is_an_error(law: Law) -> None:
    with pytest.raises(NoProvisionInForce, match="在2014-12-31没有收录有效的条文"):
        law.at("试验法/7", on=date(2014, 12, 31))
    with pytest.raises(NoProvisionInForce):
        law.at("试验法/10", on=date(2026, 1, 1))


def test_two_versions_on_one_day_are_an_error(law: Law) -> None:
    assert law.at("试验法/30", on=date(2019, 12, 31)).gist == "旧"
    with pytest.raises(ConflictingProvisions, match="两个版本同时有效"):
        law.at("试验法/30", on=date(2020, 1, 1))
    assert law.at("试验法/30", on=date(2020, 1, 2)).gist == "新"


def test_a_provision_from_memory_is_shown_but_never_evaluated(law: Law) -> None:
    assert [one.gist for one in law.versions("试验法/40")] == ["记得如此"]
    with pytest.raises(UnconfirmedProvision, match="不参与判断"):
        law.at("试验法/40", on=date(2024, 1, 1))


NEAREST = [
    ("试验法/17", "未收录的引用“试验法/17”；是否指“试验法/7”？"),
    ("试法/31", "未收录的引用“试法/31”；是否指“试验法/30”？"),
    ("无此条例/99.9.9", "未收录的引用“无此条例/99.9.9”"),
]


@pytest.mark.parametrize(("citation", "message"), NEAREST)
def test_an_unknown_citation_names_the_nearest(law: Law, citation: str, message: str) -> None:
    with pytest.raises(UnknownCitation) as refused:
        law.at(citation, on=date(2024, 1, 1))
    assert str(refused.value) == message


def test_an_unknown_instrument_names_the_nearest(law: Law) -> None:
    with pytest.raises(UnknownCitation, match="是否指“试验法”"):
        law.instrument("试验办法")


def test_one_name_for_two_instruments_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(MADE_UP, encoding="utf-8")
    (tmp_path / "b.toml").write_text(
        'title = "另一法"\nalso = ["试法"]\nenglish = "Other"\nrank = "law"\n', encoding="utf-8"
    )
    with pytest.raises(MalformedStatute, match="名称“试法”同时属于“试验法”和“另一法”"):
        load_law(tmp_path)


def test_no_two_shipped_versions_claim_one_day() -> None:
    law = load_law()
    overlaps = [
        (one.citation, other.begins_on)
        for versions in law.by_citation.values()
        for one, other in pairwise(versions)
        if one.ends_on is None or other.begins_on <= one.ends_on
    ]
    assert overlaps == []


SHIPPED = [
    # citation, day, limit as meant
    ("工伤保险条例/17.1", "2015-01-01", Limit(30, "day")),
    ("工伤保险条例/17.2", "2025-06-03", Limit(1, "year")),
    ("工伤保险条例/20.1", "2025-06-03", Limit(60, "day")),
    ("工伤保险条例/20.2", "2025-06-03", Limit(15, "day")),
    ("工伤认定办法/22.1", "2025-06-03", Limit(20, "day")),
    ("工伤认定办法/24", "2025-06-03", Limit(50, "year")),
    ("人社部发〔2013〕34号/6", "2025-06-03", Limit(5, "workday")),
    ("行政诉讼法/46.1", "2025-06-03", Limit(6, "month")),
    ("行政诉讼法/67.1:defense", "2025-06-03", Limit(15, "day")),
    ("行诉解释/64.1", "2025-06-03", Limit(1, "year")),
    ("负责人出庭规定/5.2", "2025-06-03", Limit(3, "day")),
]


@pytest.mark.parametrize(("citation", "day", "limit"), SHIPPED)
def test_shipped_limits_are_those_of_the_law(citation: str, day: str, limit: Limit) -> None:
    assert load_law().at(citation, on=date.fromisoformat(day)).limit == limit
