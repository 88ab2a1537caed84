"""Whom the filters of 办件 name: the officers of the place asked for, unless they are many."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import make_cast
from tests.web.lists import signed_in, text_of
from zhunsheng.store.models import Account, Department
from zhunsheng.web.matters.listing import FEW_PEOPLE

pytestmark = pytest.mark.django_db
SELECT, OPTION = '<select name="chengban">', '<option value="{}"'


@pytest.fixture
def leader() -> Client:
    make_cast()
    return signed_in("tang")


def add_officers(code: str, count: int) -> None:
    place = Department.objects.get(code=code)
    for number in range(count):
        Account.objects.create_user(
            f"{code}{number}", None, name=f"{code}第{number}人", role="officer", department=place
        )


def test_few_officers_are_offered(leader: Client) -> None:
    page = text_of(leader, "/ban/")
    assert SELECT in page
    assert OPTION.format("zhou") in page


def test_many_officers_are_offered_by_department_only(leader: Client) -> None:
    add_officers("taojiang", FEW_PEOPLE)
    assert SELECT not in text_of(leader, "/ban/")
    page = text_of(leader, "/ban/?danwei=injury")
    assert OPTION.format("zhou") in page
    assert OPTION.format("taojiang0") not in page


def test_an_officer_among_many_is_still_named(leader: Client) -> None:
    add_officers("taojiang", FEW_PEOPLE)
    page = text_of(leader, f"/ban/?chengban=taojiang{FEW_PEOPLE - 1}")
    assert f"承办人：taojiang第{FEW_PEOPLE - 1}人" in page
    assert '<input type="hidden" name="chengban"' in page
