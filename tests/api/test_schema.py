"""The interface held to its own description: thousands of requests nobody thought of."""

from __future__ import annotations

from datetime import date

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.cast import OPEN_INJURY, make_cast, open_text
from zhunsheng.store.models import Account
from zhunsheng.store.tokens import NewToken, make_token
from zhunsheng.web.clock import now

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@pytest.fixture
def token(db: None, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("zhunsheng.api.entrance.ASKED_A_MINUTE", 10**9)
    for signal in (request_started, request_finished):
        monkeypatch.setattr(signal, "send", lambda *args, **kwargs: [])
    make_cast()
    open_text(OPEN_INJURY, "zhou")
    account = Account.objects.get(username="zhou")
    return make_token(NewToken(account, "试", ("read", "write"), date(2099, 1, 1)), now())


@schema.parametrize()
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_request_is_answered_other_than_described(case: schemathesis.Case, token: str) -> None:
    # What the law or the record refuses is refused although its shape is right; what nobody asked
    # for in the query is passed over.
    case.call_and_validate(
        headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"},
        excluded_checks=[positive_data_acceptance, negative_data_rejection],
    )


def test_the_description_is_openapi_3_1_and_names_every_verb() -> None:
    raw = schema.raw_schema
    assert raw["openapi"].startswith("3.1")
    named = {verb["operationId"] for path in raw["paths"].values() for verb in path.values()}
    assert named >= {"open", "append", "assess", "search", "why", "preview", "events", "prove"}
