"""For demonstration, personal values are hidden wherever they stand on the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.matters import cases, filled, lawful
from zhunsheng.documents.filled import paragraphs
from zhunsheng.documents.masking import mask_day, mask_numbers, mask_value
from zhunsheng.record.record import Record

CASES = cases()
PERSONAL = ("worker", "suspect", "complainant", "id_number", "representative", "party_phone")


def text(kind: str, record: Record, *, masked: bool) -> str:
    return "\n".join(paragraphs(filled(kind, record, masked=masked)))


@pytest.mark.parametrize(("kind", "record"), CASES.values(), ids=CASES)
def test_no_personal_value_stands_on_a_masked_paper(kind: str, record: Record) -> None:
    hidden = text(kind, record, masked=True)
    shown = text(kind, record, masked=False)
    for name in PERSONAL:
        value = record.about.get(name)
        if isinstance(value, str):
            assert value not in hidden
            assert value not in shown or "×" in hidden or "*" in hidden
    assert filled(kind, record, masked=True).masked


def test_a_name_is_hidden_inside_an_account_too() -> None:
    record = lawful("work_injury")
    hidden = text("determination", record, masked=True)
    worker = str(record.about["worker"])
    assert worker in text("determination", record, masked=False)
    assert worker not in hidden
    assert f"{worker[0]}××" in hidden


def test_the_party_is_hidden_only_where_it_is_a_person() -> None:
    record = lawful("penalty")
    unit = str(record.about["party"])
    assert unit in text("prior_notice", record, masked=True)
    person = replace(record, about={**record.about, "party": "蒋明远", "offender": "citizen"})
    assert "蒋明远" in text("prior_notice", person, masked=False)
    assert "蒋明远" not in text("prior_notice", person, masked=True)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_mobile_number_keeps_three_and_four_figures(number: str) -> None:
    hidden = mask_numbers(f"电话{number}。")
    assert hidden == f"电话{number[:3]}****{number[-4:]}。"


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True))
def test_the_middle_of_an_identity_number_is_hidden(number: str) -> None:
    hidden = mask_value(number)
    assert number[4:15] not in hidden
    assert hidden.startswith(number[:4])
    assert hidden.endswith(number[-3:])


@given(st.text("赵钱孙李周吴郑王", min_size=2, max_size=4))
def test_a_name_keeps_its_first_character(name: str) -> None:
    assert mask_value(name) == f"{name[0]}××"


def test_a_place_keeps_its_county_and_a_day_its_year() -> None:
    assert mask_value("云溪市青石区桂花路22号") == "云溪市青石区××"
    assert mask_value("云溪市桂花路") == "云溪市××"
    assert mask_day(date(1986, 9, 14)) == "1986年×月×日"
