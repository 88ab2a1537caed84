"""查看: a reason is asked for, the log has it, and the value is shown once to whoever may see it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import OPEN_INJURY, make_cast, open_text
from zhunsheng.store.models import AccessEntry, Account, MatterRow, PersonalValue

pytestmark = pytest.mark.django_db
NAME = "曹小满"
ASKED = {"seq": "0", "name": "worker"}
WHY = {**ASKED, "asked": "yes", "why": "contact", "more": "约定询问时间"}


@pytest.fixture
def address() -> str:
    make_cast()
    return f"/ban/{open_text(OPEN_INJURY, 'zhou')}/chakan/"


def by(username: str) -> Client:
    client = Client()
    client.force_login(
        Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
    )
    return client


def revealed() -> list[AccessEntry]:
    return list(AccessEntry.objects.filter(verb="reveal"))


def test_the_value_is_shown_after_a_reason_and_written_down(address: str) -> None:
    client = by("zhou")
    question = client.post(address, ASKED)
    assert question.status_code == 200
    assert NAME not in question.content.decode()
    assert revealed() == []
    answer = client.post(address, WHY)
    assert NAME in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    (line,) = revealed()
    assert (line.account.username, line.matter) == ("zhou", "益人社工伤〔2026〕1号")  # type: ignore[union-attr]
    assert (line.what, line.reason) == ("worker 0", "联系当事人：约定询问时间")
    assert NAME not in line.what + line.reason


@pytest.mark.parametrize(
    "typed",
    [{"why": ""}, {"why": "nonsense"}, {"why": "other", "more": "看看"}, {"more": "长" * 151}],
)
def test_without_a_reason_nothing_is_shown(address: str, typed: dict[str, str]) -> None:
    answer = by("zhou").post(address, {**WHY, **typed})
    assert "错误：" in answer.content.decode()
    assert NAME not in answer.content.decode()
    assert revealed() == []


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "employer"},
        {"name": "nonsense"},
        {"name": ""},
        {"seq": "1"},
        {"seq": "99"},
        {"seq": "-1"},
        {"seq": "٣"},
        {"seq": "9" * 400},
        {"seq": "x\0"},
    ],
)
def test_only_personal_values_can_be_asked_for(address: str, typed: dict[str, str]) -> None:
    assert by("zhou").post(address, {**WHY, **typed}).status_code == 404


def test_there_is_nothing_to_get_by_the_address_alone(address: str) -> None:
    assert by("zhou").get(address).status_code == 405
    assert NAME not in by("zhou").head(address).content.decode()


@pytest.mark.parametrize(("username", "status"), [("ma", 404), ("guan", 403), ("shen", 403)])
def test_who_may_not_see_the_value_gets_nothing(address: str, username: str, status: int) -> None:
    answer = by(username).post(address, WHY)
    assert answer.status_code == status
    assert NAME not in answer.content.decode()
    (line,) = AccessEntry.objects.filter(verb="refused")
    assert line.matter == "益人社工伤〔2026〕1号"


def test_a_sealed_matter_shows_its_values_to_its_handler_only(address: str) -> None:
    MatterRow.objects.update(sealed=True)
    assert by("liu").post(address, WHY).status_code == 404
    assert by("zhou").post(address, WHY).status_code == 200


def test_an_erased_value_stays_erased(address: str) -> None:
    PersonalValue.objects.update(value=None, salt=None)
    answer = by("zhou").post(address, WHY).content.decode()
    assert "已删除" in answer
    assert NAME not in answer


def test_numbers_in_a_reason_are_masked_in_the_log(address: str) -> None:
    by("zhou").post(address, {**WHY, "more": "电话13900002217打不通"})
    assert revealed()[0].reason == "联系当事人：电话139****2217打不通"
