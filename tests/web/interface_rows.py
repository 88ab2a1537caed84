"""The interface for other systems in the access table: every operation, by a token of every role."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.test import Client

from tests.web.examples import LATER, Stage
from zhunsheng.api.interface import interface
from zhunsheng.store.models import Account
from zhunsheng.store.tokens import NewToken, make_token
from zhunsheng.web.access import ACTORS, EVERYONE, READERS

NOTED = {"kind": "noted", "happened_on": "2026-11-25", "note": "电话联系", "seen": 4}
NEW = {
    "number": "益人社工伤〔2026〕99号",
    "procedure": "work_injury",
    "about": {"worker": "丁某", "employer": "甲公司"},
    "events": [],
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its path as described, a body that is as it should be, and who may."""

    verb: str
    path: str
    roles: frozenset[str] = EVERYONE
    body: dict[str, Any] | None = None
    query: str = ""


OPERATIONS = {
    "search": Operation("GET", "/api/matters", READERS),
    "open": Operation("POST", "/api/matters", ACTORS, NEW),
    "assess": Operation("GET", "/api/matters/{number}", READERS),
    "events": Operation("GET", "/api/matters/{number}/events", READERS),
    "append": Operation("POST", "/api/matters/{number}/events", ACTORS, NOTED),
    "preview": Operation("POST", "/api/matters/{number}/preview", READERS, NOTED),
    "why": Operation("GET", "/api/matters/{number}/why/{rule}", READERS),
    "prove": Operation("GET", "/api/matters/{number}/events/{seq}/proof", READERS),
    "procedures": Operation("GET", "/api/procedures"),
    "procedure": Operation("GET", "/api/procedures/{name}"),
    "provision": Operation("GET", "/api/law", query="?citation=工伤保险条例/14.1.1"),
}
OF_MATTER = [name for name, one in OPERATIONS.items() if "{number}" in one.path]


def described() -> set[tuple[str, str]]:
    """Return every verb and path that the interface describes."""
    paths = interface.get_openapi_schema()["paths"]
    return {(verb.upper(), path) for path, verbs in paths.items() for verb in verbs}


def path_of(stage: Stage, name: str) -> str:
    """Return the example path of an operation."""
    one = OPERATIONS[name]
    parts = {"number": stage.number, "rule": stage.rule, "seq": stage.seq, "name": stage.procedure}
    return quote(one.path.format(**parts)) + one.query


def call(account: Account | None, name: str, stage: Stage) -> Any:
    """Call an operation with a fresh token of an account, or as a stranger."""
    one = OPERATIONS[name]
    headers = {"Idempotency-Key": "example-0001"}
    if account is not None:
        new = NewToken(account, "例", ("read", "write"), date(2099, 1, 1))
        headers["Authorization"] = f"Bearer {make_token(new, LATER)}"
    body = json.dumps(one.body) if one.body else ""
    client = Client(raise_request_exception=False)
    path = path_of(stage, name)
    return client.generic(one.verb, path, body, content_type="application/json", headers=headers)
