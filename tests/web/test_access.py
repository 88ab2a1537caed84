"""The access table: every page by every role and by a stranger, with every verb.

The interface for other systems is tried the same way in test_access_interface.py.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from tests.cast import ROLES
from tests.web.examples import (
    EXAMPLES,
    HIDDEN,
    Stage,
    account_of,
    address,
    make_stage,
    names,
    of_matter,
    patterns,
)
from tests.web.wages_home import wages_city
from zhunsheng.store.models import Account, MatterRow
from zhunsheng.store.snapshots import forget_ids
from zhunsheng.web.access import EVERYONE, PUBLIC, roles_for, table
from zhunsheng.web.page_names import PAGES_ZH

STRANGER = ""
VERBS = ("GET", "POST")
NEVER = ("PUT", "PATCH", "DELETE")
COUNTY, COLLEAGUE = "ma", "liu"
SIGN_IN = "/denglu/"
NAMES = sorted(set(names()))


@dataclass(frozen=True, slots=True)
class Row:
    """One way to call: a page or path by a verb, and who may; `at` gives a role its address."""

    name: str
    verb: str
    at: Callable[[str], str]
    roles: frozenset[str]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """Build once for all rows; every call below is undone by itself."""
    forget_ids()
    with wages_city(), django_db_blocker.unblock(), transaction.atomic():
        yield make_stage()
        transaction.set_rollback(True)
    forget_ids()


def pages(stage: Stage, name: str) -> list[Row]:
    """Return the rows of a page."""
    return [Row(name, verb, partial(address, stage, name), roles_for(name, verb)) for verb in VERBS]


def call_page(account: Account | None, verb: str, path: str, **extra: Any) -> Any:
    """Call a page with the session of an account, or as a stranger."""
    client = Client(raise_request_exception=False)
    if account is not None:
        client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    form = "text/plain" if verb == "GET" else "application/x-www-form-urlencoded"
    return client.generic(verb, path, b"", content_type=form, **extra)


def called(account: Account | None, verb: str, path: str, **extra: Any) -> Any:
    """Call, and undo what the call wrote."""
    with transaction.atomic():
        answer = call_page(account, verb, path, **extra)
        transaction.set_rollback(True)
    return answer


def is_closed(answer: Any) -> bool:
    """Say whether an answer keeps the page from whoever asked."""
    to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith(SIGN_IN)
    return to_sign_in or answer.status_code in (401, 403)


def test_every_address_is_declared_named_and_has_an_example() -> None:
    unnamed = [str(one.pattern) for one in patterns(get_resolver().url_patterns) if not one.name]
    assert unnamed == []
    assert set(NAMES) - set(table()) == set(), "state it in ACCESS of its module"
    assert set(table()) - set(NAMES) == set(), "declared, but there is no such page"
    assert set(NAMES) - set(EXAMPLES) == set(), "add an example to tests/web/examples.py"
    assert set(NAMES) - set(PAGES_ZH) == set(), "name it in zhunsheng/web/page_names.py"
    assert len(NAMES) == len(names()), "two pages of one name"


def test_the_table_knows_no_other_roles_and_verbs() -> None:
    for name, verbs in table().items():
        assert set(verbs) <= set(VERBS), name
        for roles in verbs.values():
            assert roles <= EVERYONE or roles == PUBLIC, name


@pytest.mark.parametrize("name", NAMES)
def test_every_role_gets_what_the_table_says(stage: Stage, name: str) -> None:
    wrong = []
    for row in pages(stage, name):
        for role in (STRANGER, *ROLES):
            allowed = row.roles == PUBLIC or role in row.roles
            account = account_of(role) if role else None
            answer = called(account, row.verb, row.at(role))
            if not as_it_should(answer, row, allowed=allowed, role=role):
                wrong.append((row.verb, role or "stranger", answer.status_code))
    assert wrong == []


def as_it_should(answer: Any, row: Row, *, allowed: bool, role: str) -> bool:
    if answer.status_code >= 500:
        return False
    if allowed and row.name in ("sign_in", "sign_in_code", "sign_out"):  # they lead to the sign-in
        return answer.status_code in (200, 302)
    if allowed:
        return not is_closed(answer) and (
            row.verb != "GET" or answer.status_code in (200, 302, 303)
        )
    if not row.roles and role:
        return answer.status_code in (403, 405)
    return is_closed(answer)


@pytest.mark.parametrize("name", NAMES)
def test_other_verbs_are_closed_to_all(stage: Stage, name: str) -> None:
    for verb in NEVER:
        for account in (None, account_of("officer"), account_of("administrator")):
            answer = called(account, verb, address(stage, name))
            assert answer.status_code in (302, 401, 403, 405), (verb, answer.status_code)


@pytest.mark.parametrize("name", [name for name in NAMES if of_matter(name)])
@pytest.mark.parametrize("sealed", [False, True], ids=["elsewhere", "sealed"])
def test_a_matter_one_may_not_see_is_not_there(stage: Stage, name: str, sealed: bool) -> None:
    """Officers of a county, and colleagues of a sealed matter's handler, get a plain 404."""
    with unseen(stage, sealed=sealed) as account:
        for row in pages(stage, name):
            for headers in ({}, {"HX-Request": "true"}):
                path = row.at(account.role)
                answer = called(account, row.verb, path, headers=headers)
                if answer.status_code == 302:  # what it leads to is not there either
                    onward = answer.headers["Location"]
                    answer = called(account, "GET", onward, headers=headers)
                allowed = account.role in row.roles
                assert answer.status_code in ((404,) if allowed else (403, 405)), row.verb
                assert learned(answer, *HIDDEN) == []


@pytest.mark.parametrize("name", [name for name in NAMES if not of_matter(name)])
@pytest.mark.parametrize("sealed", [False, True], ids=["elsewhere", "sealed"])
def test_no_list_search_or_export_tells_of_it(stage: Stage, name: str, sealed: bool) -> None:
    number, employer, worker, masked = HIDDEN
    with unseen(stage, sealed=sealed) as account:
        if account.role not in roles_for(name, "GET"):
            return
        for query, hidden in (
            ("", HIDDEN),
            (f"?q={employer}&zhuang=quan", (number, worker, masked)),
            (f"?q={number}&zhuang=quan", (employer, worker, masked)),
            (f"?q={worker}&zhuang=quan", (number, employer, masked)),
            ("?chengban=zhou&zhuang=quan", HIDDEN),
            ("?danwei=city.injury.&zhuang=quan", HIDDEN),
        ):
            path = address(stage, name, account.role) + query
            answer = called(account, "GET", path)
            assert answer.status_code < 500
            assert learned(answer, *told_by(name, hidden)) == [], query


def told_by(name: str, hidden: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the masked name on the wage monitor's pages: its city has namesakes."""
    return tuple(word for word in hidden if word != HIDDEN[-1] or not name.startswith("wages"))


@contextmanager
def unseen(stage: Stage, *, sealed: bool) -> Iterator[Account]:
    """Give an officer who may not see the matter: of a county, or of its own section if sealed."""
    with transaction.atomic():
        MatterRow.objects.filter(number=stage.number).update(sealed=sealed)
        yield Account.objects.get(username=COLLEAGUE if sealed else COUNTY)
        transaction.set_rollback(True)


def learned(answer: Any, *hidden: str) -> list[str]:
    """Return what of the hidden an answer tells; looks into workbooks and archives, too."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode("utf-8", "replace") + answer.headers.get("Location", "")
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text += "".join(
                archive.read(one).decode("utf-8", "replace") for one in archive.namelist()
            )
    return [word for word in hidden if word in text]


def test_the_words_looked_for_do_stand_on_the_page_of_whoever_may_see_it(stage: Stage) -> None:
    """Else the tests above would hold for an empty page as well."""
    answer = called(account_of("officer"), "GET", address(stage, "matter"))
    assert learned(answer, *HIDDEN[:2]) == list(HIDDEN[:2])


def test_a_page_that_nobody_declared_is_closed() -> None:
    assert roles_for("no_such_page", "GET") == frozenset()
    assert roles_for("me", "PUT") == frozenset()


def test_the_refusal_names_the_page_the_role_and_whom_to_ask(stage: Stage) -> None:
    answer = called(account_of("officer"), "GET", address(stage, "new_person"))
    for said in ("新增人员", "管理员", "管琳", "承办人"):
        assert said in answer.content.decode()
