"""Every path of the interface, tried by every role, by a place that may not know, by a stranger."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import OPEN_INJURY, ROLES, make_cast, open_text
from zhunsheng.api.interface import interface
from zhunsheng.store.log import day_head
from zhunsheng.store.models import Account
from zhunsheng.store.tokens import READ, WRITE, NewToken, make_token
from zhunsheng.web.clock import now, today

pytestmark = pytest.mark.django_db
NUMBER = "益人社工伤〔2026〕1号"
ACT = {"kind": "noted", "happened_on": "2026-11-20", "note": "电话联系", "seen": 4}
# verb and path → scope, body, whether it is about one matter, the roles that may
EVERYONE = frozenset(ROLES)
READERS = EVERYONE - {"administrator"}
WRITERS = frozenset({"officer", "section_head", "legal", "leader"})
PATHS: dict[tuple[str, str], tuple[str, Any, bool, frozenset[str]]] = {
    ("get", "/matters"): (READ, None, False, READERS),
    ("post", "/matters"): (WRITE, {"number": "新1", "procedure": "penalty"}, False, WRITERS),
    ("get", "/matters/{number}"): (READ, None, True, READERS),
    ("get", "/matters/{number}/events"): (READ, None, True, READERS),
    ("post", "/matters/{number}/events"): (WRITE, ACT, True, WRITERS),
    ("post", "/matters/{number}/preview"): (READ, ACT, True, READERS),
    ("get", "/matters/{number}/why/{rule}"): (READ, None, True, READERS),
    ("get", "/matters/{number}/events/{seq}/proof"): (READ, None, True, READERS),
    ("get", "/procedures"): (READ, None, False, EVERYONE),
    ("get", "/procedures/{name}"): (READ, None, False, EVERYONE),
    ("get", "/law"): (READ, None, False, EVERYONE),
}


@pytest.fixture(autouse=True)
def _matter(db: None) -> None:
    make_cast()
    open_text(OPEN_INJURY, "zhou")
    day_head(today(), now())


def system(username: str, *scopes: str) -> Client:
    account = Account.objects.get(username=username)
    text = make_token(NewToken(account, "试", scopes or (READ, WRITE), date(2099, 1, 1)), now())
    return Client(HTTP_AUTHORIZATION=f"Bearer {text}")


def call(one: Client, verb: str, path: str) -> int:
    filled = path.format(number=NUMBER, rule="decided_in_time", seq=2, name="penalty")
    body = PATHS[verb, path][1]
    if verb == "get":
        query = {"citation": "工伤保险条例/20.1"} if path == "/law" else {}
        return one.get(f"/api{filled}", query).status_code
    key = "access-00000001"
    sent = one.post(f"/api{filled}", body, "application/json", HTTP_IDEMPOTENCY_KEY=key)
    return sent.status_code


def test_the_table_names_every_path() -> None:
    described = interface.get_openapi_schema()["paths"]
    found = {(verb, path.removeprefix("/api")) for path in described for verb in described[path]}
    assert found == set(PATHS)


@pytest.mark.parametrize(("verb", "path"), PATHS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_what_it_may(role: str, verb: str, path: str) -> None:
    _, _, _, roles = PATHS[verb, path]
    expected = {200, 201} if role in roles else {403}
    assert call(system(ROLES[role]), verb, path) in expected


@pytest.mark.parametrize(("verb", "path"), PATHS)
def test_a_stranger_does_nothing_and_a_token_no_more_than_its_scope(verb: str, path: str) -> None:
    scope, _, _, _ = PATHS[verb, path]
    other = WRITE if scope == READ else READ
    assert call(Client(), verb, path) == 401
    assert call(system("zhou", other), verb, path) == 403


@pytest.mark.parametrize(("verb", "path"), [key for key, row in PATHS.items() if row[2]])
def test_another_place_does_not_know_of_the_matter(verb: str, path: str) -> None:
    assert call(system("ma"), verb, path) == 404
