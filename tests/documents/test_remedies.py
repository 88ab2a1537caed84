"""Remedies are those of the law data on the day of the act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.documents.matters import BUREAU, act, filled, lawful
from zhunsheng.base.chinese import length_zh
from zhunsheng.base.errors import NoProvisionInForce
from zhunsheng.documents.articles import cited, length, ratio
from zhunsheng.documents.fill import Issue, fill
from zhunsheng.documents.filled import Paragraph, plain
from zhunsheng.documents.forms import form
from zhunsheng.documents.remedies import REVIEW_BODY, REVIEW_TIME, SUIT_TIME, ways
from zhunsheng.law.citation import parse, unit_name
from zhunsheng.law.corpus import load_law
from zhunsheng.record.record import Record

LAW = load_law()
NEW_REVIEW_LAW = LAW.versions(REVIEW_BODY)[0].begins_on


def remedy(kind: str, record: Record, on: date) -> str:
    chosen = form(kind)
    issue = Issue(event=act(record, chosen))
    paper = fill(chosen, record, on=on, bureau=BUREAU, issue=issue)
    said = [b for b in paper.blocks if isinstance(b, Paragraph) and b.style == "remedy"]
    return "".join(plain(block.text) for block in said)


def written(citation: str, on: date) -> str:
    limit = LAW.at(citation, on=on).limit
    assert limit is not None
    return length_zh(limit.length, limit.unit)


@pytest.mark.parametrize("kind", ["determination", "penalty_decision", "payment_order"])
@pytest.mark.parametrize("on", [NEW_REVIEW_LAW, date(2025, 6, 20)])
def test_body_court_and_times_are_those_of_the_day(kind: str, on: date) -> None:
    record = lawful("work_injury" if kind == "determination" else "labor_supervision")
    said = remedy(kind, record, on)
    assert written(REVIEW_TIME, on) in said
    assert written(SUIT_TIME, on) in said
    assert BUREAU.government in said
    assert BUREAU.court in said
    assert BUREAU.superior not in said


def test_before_2024_the_superior_department_could_review_too() -> None:
    record = lawful("work_injury")
    before = remedy("determination", record, NEW_REVIEW_LAW - timedelta(days=1))
    assert f"{BUREAU.government}或者{BUREAU.superior}" in before
    assert BUREAU.superior not in remedy("determination", record, NEW_REVIEW_LAW)


def on_the_spot() -> Record:
    record = lawful("penalty")
    events = tuple(
        replace(e, facts={**e.facts, "on_the_spot": True}) if e.kind == "penalty_decided" else e
        for e in record.events
    )
    return replace(record, events=events)


def test_a_penalty_on_the_spot_is_reviewed_first_since_the_law_says_so() -> None:
    since = remedy("penalty_decision", on_the_spot(), NEW_REVIEW_LAW)
    before = remedy("penalty_decision", on_the_spot(), NEW_REVIEW_LAW - timedelta(days=1))
    assert "先向" in since
    assert written("行政诉讼法/45:decision", NEW_REVIEW_LAW) in since
    assert "先向" not in before
    assert "先向" not in remedy("penalty_decision", lawful("penalty"), NEW_REVIEW_LAW)


def test_a_day_without_law_is_refused() -> None:
    with pytest.raises(NoProvisionInForce):
        ways(LAW, on=date(1990, 1, 1))


# --- articles of the day -------------------------------------------------------------------------


@pytest.mark.parametrize("citation", ["行政处罚法/44", "行政处罚法/63.1", "行政处罚法/67.3"])
def test_an_article_is_numbered_as_on_its_day(citation: str) -> None:
    old, new = LAW.versions(citation)
    assert old.stands_at is not None
    title = LAW.instrument("行政处罚法").full_title
    old_place = unit_name(parse(f"行政处罚法/{old.stands_at}"))
    assert cited(LAW, citation, on=old.begins_on) == f"《{title}》{old_place}"
    assert cited(LAW, citation, on=new.begins_on) == f"《{title}》{unit_name(parse(citation))}"
    assert cited(LAW, citation, on=old.begins_on) != cited(LAW, citation, on=new.begins_on)


def test_a_prior_notice_of_2019_cites_the_law_of_2019() -> None:
    record = lawful("penalty")
    chosen = form("prior_notice")
    issue = Issue(event=act(record, chosen))
    paper = fill(chosen, record, on=date(2019, 6, 11), bureau=BUREAU, issue=issue)
    said = "".join(plain(b.text) for b in paper.blocks if isinstance(b, Paragraph))
    assert cited(LAW, "行政处罚法/44", on=date(2019, 6, 11)) in said
    assert written("行政处罚法/64.1.1", date(2019, 6, 11)) in said
    assert written("行政处罚法/64.1.1", date(2025, 6, 11)) not in said


def test_a_paragraph_is_named_only_where_an_article_has_another() -> None:
    day = date(2025, 6, 20)
    assert "款" not in cited(LAW, "工伤保险条例/14.1.6", on=day)
    assert "第一款" in cited(LAW, "工伤保险条例/15.1.1", on=day)
    assert "第一款" in cited(LAW, "工伤保险条例/20.1", on=day)


def test_the_title_of_an_instrument_is_written_once_for_articles_in_a_row() -> None:
    said = [
        plain(block.text)
        for block in filled("acceptance", lawful("work_injury")).blocks
        if isinstance(block, Paragraph)
    ]
    assert any("《工伤认定办法》第七条、第八条第一款" in line for line in said)


def test_a_provision_without_the_value_asked_for_is_refused() -> None:
    day = date(2025, 6, 20)
    with pytest.raises(ValueError, match="没有规定期限"):
        length(LAW, "工伤保险条例/14.1.6", on=day)
    with pytest.raises(ValueError, match="没有规定确定的比例"):
        ratio(LAW, "工伤保险条例/14.1.6", on=day)


def test_a_share_is_written_in_hundredths() -> None:
    citation, day = "行政处罚法/72.1.1:rate", date(2025, 6, 20)
    share = LAW.at(citation, on=day).ratio
    assert share is not None
    assert Decimal(ratio(LAW, citation, on=day).removesuffix("%")) / 100 == share.low
