"""Identity numbers: checked, hashed, masked, in Python and in DuckDB alike."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date
from itertools import pairwise

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wages.exports import SECRET, masked, person
from zhunsheng.wages import identity
from zhunsheng.wages.months import read_month

LATEST = date(2026, 1, 5)
CONNECTION = duckdb.connect()
births = st.dates(date(1900, 1, 1), LATEST)
bearers = st.builds(lambda n, born: person(n, f"{born:%Y%m%d}"), st.integers(0, 999), births)


def sql(expression: str, text: str) -> object:
    """The value DuckDB gives an expression of `text`."""
    return CONNECTION.execute(f"SELECT {expression} FROM (SELECT ? AS text)", [text]).fetchall()[0][
        0
    ]


# The example of GB 11643-1999, annex A.
@pytest.mark.parametrize(
    ("first", "sign"), [("11010519491231002", "X"), ("44052418800101001", "4")]
)
def test_the_check_sign_is_that_of_the_standard(first: str, sign: str) -> None:
    assert identity.check_sign(first) == sign
    assert sql(identity.sql_check_sign("text"), first) == sign


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("11010519491231002X", ""),
        ("11010519491231002x", ""),
        (" 110105 19491231 002X ", ""),
        ("110105491231002", ""),
        ("110105194912310021", "checksum"),
        ("11010519491231002", "shape"),
        ("1101051949123100２X", "shape"),
        ("A10105194912310020", "shape"),
        ("", "shape"),
        (person(1, "19800230"), "birth"),
        (person(1, "20260106"), "birth"),
        (person(1, "20260105"), ""),
        (person(1, "18991231"), "birth"),
        (person(1, "19800000"), "birth"),
    ],
)
def test_a_number_is_judged(number: str, fault: str) -> None:
    assert identity.fault_of(number, LATEST) == fault
    normal = str(sql(identity.sql_normal("text"), number))
    assert sql(identity.sql_fault("text", LATEST), normal) == fault


def test_a_number_of_fifteen_places_is_that_of_eighteen() -> None:
    assert identity.normal("110105491231002") == "11010519491231002X"
    short, long = (identity.hash_of(n, SECRET) for n in ("110105491231002", "11010519491231002X"))
    assert short == long


@given(bearers)
def test_python_and_duckdb_agree(number: str) -> None:
    keys = identity.keys_of(SECRET)
    assert sql(identity.sql_normal("text"), number) == identity.normal(number) == number
    assert (
        sql(identity.sql_fault("text", LATEST), number) == identity.fault_of(number, LATEST) == ""
    )
    assert sql(identity.sql_hash("text", keys), number) == identity.hash_of(number, SECRET)
    assert sql(identity.sql_mask("text"), number) == identity.mask_of(number) == masked(number)
    assert (
        sql(identity.sql_masked("text"), masked(number)) is identity.masked(masked(number)) is True
    )
    assert sql(identity.sql_masked("text"), number) is identity.masked(number) is False


@given(bearers, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, place: int, more: int) -> None:
    wrong = str((int(number[place]) + more) % 10)
    assert identity.fault_of(number[:place] + wrong + number[place + 1 :], LATEST) != ""


@given(bearers)
def test_two_neighbors_in_the_wrong_order_are_always_found(number: str) -> None:
    for place, (one, other) in enumerate(pairwise(number[:17])):
        swapped = number[:place] + other + one + number[place + 2 :]
        assert one == other or identity.fault_of(swapped, LATEST) != ""


@given(st.binary(min_size=32, max_size=200), st.text(min_size=1, max_size=40))
def test_the_hash_of_duckdb_is_the_hmac_of_the_standard_library(secret: bytes, text: str) -> None:
    hashed = sql(identity.sql_hash("text", identity.keys_of(secret)), text.replace("\0", "0"))
    expected = hmac.new(secret, text.replace("\0", "0").encode(), hashlib.sha256).hexdigest()
    assert hashed == expected


def test_a_short_secret_is_none() -> None:
    with pytest.raises(ValueError, match="32"):
        identity.keys_of(b"short")


def test_the_month_of_birth_is_read_from_the_number() -> None:
    assert identity.birth_month("11010519491231002X") == read_month("1949-12")
