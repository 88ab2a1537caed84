"""Every operation of the interface, by a token of every role, by a stranger, and from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.cast import ROLES
from tests.web.examples import HIDDEN, Stage, account_of, make_stage
from tests.web.interface_rows import OF_MATTER, OPERATIONS, call, described
from zhunsheng.store.models import Account, MatterRow
from zhunsheng.store.snapshots import forget_ids

CLOSED = (401, 403)


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    forget_ids()
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_stage()
        transaction.set_rollback(True)
    forget_ids()


def called(account: Account | None, name: str, stage: Stage) -> Any:
    with transaction.atomic():
        answer = call(account, name, stage)
        transaction.set_rollback(True)
    return answer


def test_every_operation_that_is_described_has_a_row() -> None:
    assert {(one.verb, one.path) for one in OPERATIONS.values()} == described()


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_role_gets_what_the_table_says(stage: Stage, name: str) -> None:
    wrong = []
    for role in ("", *ROLES):
        answer = called(account_of(role) if role else None, name, stage)
        allowed = role in OPERATIONS[name].roles
        if answer.status_code >= 500 or (answer.status_code in CLOSED) is allowed:
            wrong.append((role or "stranger", answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("sealed", [False, True], ids=["elsewhere", "sealed"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_matter_one_may_not_see_is_not_told_of(stage: Stage, name: str, sealed: bool) -> None:
    with transaction.atomic():
        MatterRow.objects.filter(number=stage.number).update(sealed=sealed)
        account = Account.objects.get(username="liu" if sealed else "ma")
        answer = called(account, name, stage)
        transaction.set_rollback(True)
    if name in OF_MATTER:
        assert answer.status_code == 404
    text = answer.content.decode()
    assert [word for word in HIDDEN[1:] if word in text] == []
