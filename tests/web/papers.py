"""Matters to make papers of, the bureau that makes them, and the forms filled as an officer would."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from django.test import Client

from tests.cast import LOCAL, actor, office
from tests.documents.matters import BUREAU, cases, form
from zhunsheng.documents.forms import asked_of
from zhunsheng.office import NewMatter
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record
from zhunsheng.store.models import Account, Document
from zhunsheng.web.clock import now

CASES = cases()
BACKEND = "django.contrib.auth.backends.ModelBackend"
INPUT = re.compile(r'<input type="hidden" name="(key|text)" value="([^"]*)">')
CHOSEN = re.compile(r'name="di" value="(\d+)" checked|<option value="(\d+)" selected')
PERSON = "何静娴"


def settle_bureau(home: Path, extra: str = "") -> None:
    """Write the invented bureau of the tests as its parameters."""
    lines = [f'{name} = "{value}"' for name, value in asdict(BUREAU).items()]
    (home / "bureau.toml").write_text("\n".join(lines) + "\n" + extra, encoding="utf-8")


def client(username: str = "zhou") -> Client:
    """Return a browser in which someone of the cast is signed in."""
    made = Client()
    made.force_login(Account.objects.get(username=username), BACKEND)
    return made


def bare(record: Record, number: str) -> tuple[Record, dict[str, Value]]:
    """Return a record without the facts that only papers need, and those facts."""
    asked = {fact.name for fact in asked_of(record.procedure)}
    facts: dict[str, Value] = {}

    def without(stated: Mapping[str, Value]) -> dict[str, Value]:
        facts.update({name: value for name, value in stated.items() if name in asked})
        return {name: value for name, value in stated.items() if name not in asked}

    events = tuple(replace(one, facts=without(one.facts)) for one in record.events)
    return replace(record, matter=number, about=without(record.about), events=events), facts


def open_matter(record: Record, username: str = "zhou") -> str:
    """Open a record as a matter of the section of an officer; return its number."""
    new = NewMatter(record.matter, record.procedure, record.about, events=record.events)
    office().open(actor(username), new, now().astimezone(LOCAL))
    return record.matter


def stage(case: str, number: str) -> tuple[str, str, dict[str, Value]]:
    """Open the matter of a case; return its number, the kind of the paper, what is to be typed."""
    kind, record = CASES[case]
    told, facts = bare(record, number)
    return open_matter(told), kind, facts


def typed(value: Value) -> str:
    """Write a value as an officer types it."""
    if isinstance(value, tuple):
        return "\n".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page's forms."""
    return {name: unescape(value) for name, value in INPUT.findall(page)}


def text(browser: Client, path: str, status: int = 200) -> str:
    """Return a page."""
    answer = browser.get(path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def act_of(number: str, kind: str) -> Event:
    """Return the latest act of a matter that makes a paper."""
    record = office().store.load(number).record
    return next(e for e in reversed(record.as_known()) if e.kind in form(kind).steps)


def prepare(
    browser: Client, number: str, kind: str, facts: Mapping[str, Value], **more: Any
) -> Document:
    """Fill the form of a paper and return the draft it makes."""
    address = f"/ban/{number}/wenshu/{kind}/"
    page = text(browser, address)
    sent = {"key": hidden(page)["key"], "day": act_of(number, kind).happened_on.isoformat()}
    chosen = CHOSEN.search(page)
    if chosen:
        sent["di"] = chosen[1] or chosen[2]
    sent |= {f"f-{name}": typed(value) for name, value in facts.items()} | more
    answer = browser.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    return Document.objects.get(pk=answer.headers["Location"].strip("/").split("/")[1])


def issue(browser: Client, document: Document) -> Any:
    """Press 制发 on the page of a draft."""
    address = f"/wenshu/{document.pk}/"
    sent = {"act": "issue", "text": hidden(text(browser, address)).get("text", "")}
    return browser.post(address, sent)


def issued(browser: Client, number: str, kind: str, facts: Mapping[str, Value]) -> Document:
    """Prepare and issue a paper."""
    document = prepare(browser, number, kind, facts)
    answer = issue(browser, document)
    assert answer.status_code == 302, answer.content.decode()
    document.refresh_from_db()
    assert document.state == Document.State.ISSUED
    return document
