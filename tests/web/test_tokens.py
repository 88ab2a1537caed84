"""Tokens are made by an administrator, shown once, and revoked at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import make_cast
from tests.web.visits import by
from zhunsheng.store.models import Token
from zhunsheng.web.clock import today

pytestmark = pytest.mark.django_db
ASKED = {"name": "省平台对账", "account": "zhou", "scopes": ["read"]}


@pytest.fixture(autouse=True)
def _cast(db: None) -> None:
    make_cast()


def asked(**other: object) -> dict[str, object]:
    return {**ASKED, "expires_on": (today() + timedelta(30)).isoformat(), **other}


def test_a_token_is_shown_once_works_and_is_revoked() -> None:
    page = by("guan").post(reverse("tokens"), asked()).content.decode()
    text = re.search(r"zs_[\w-]+", page)
    assert text is not None
    assert text[0] not in by("guan").get(reverse("tokens")).content.decode()
    system = Client(HTTP_AUTHORIZATION=f"Bearer {text[0]}")
    assert system.get("/api/matters").status_code == 200
    by("guan").post(reverse("token_revoke", args=(Token.objects.get().pk,)))
    assert system.get("/api/matters").status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"account": "nobody"},
        {"scopes": []},
        {"scopes": ["everything"]},
        {"expires_on": "soon"},
        {"expires_on": "2020-01-01"},
        {"expires_on": "2999-01-01"},
    ],
)
def test_what_does_not_do_is_said_and_no_token_is_made(wrong: dict[str, object]) -> None:
    answer = by("guan").post(reverse("tokens"), asked(**wrong))
    assert answer.status_code == 422
    assert not Token.objects.exists()
