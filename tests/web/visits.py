"""Visiting pages without script: signed in by name, forms filled as they stand, text as read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from zhunsheng.store.models import Account

BACKEND = "django.contrib.auth.backends.ModelBackend"
Fields = dict[str, list[str]]


def by(username: str) -> Client:
    """Return a client that is signed in."""
    client = Client()
    client.force_login(Account.objects.get(username=username), BACKEND)
    return client


def text_of(answer: Any) -> str:
    """Return the text of a page's main part as a reader gets it."""
    html = answer.content.decode()
    main = html.partition("<main")[2].partition("</main>")[0].partition(">")[2] or html
    plain = re.sub(r"<(script|style|svg).*?</\1>", "", main, flags=re.DOTALL)
    plain = re.sub(r"<[^>]+>", " ", plain)
    return re.sub(r"[ \t\n]+", " ", unescape(plain)).strip()


class Forms(HTMLParser):
    """Gathers the forms of a page with what stands in their fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Fields, list[str]]] = []
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("action", ""), {}, []))
        elif not self.found:
            return
        elif tag == "input" and given.get("name"):
            self._input(given)
        elif tag == "select":
            self.select = given["name"]
            self.found[-1][2].append(self.select)
        elif tag == "option" and "selected" in given and given["value"]:
            self.put(self.select, given["value"])
        elif tag == "textarea":
            self.area = given["name"]
            self.found[-1][2].append(self.area)

    def _input(self, given: Mapping[str, str]) -> None:
        self.found[-1][2].append(given["name"])
        kind = given.get("type", "text")
        if kind in ("radio", "checkbox") and "checked" not in given:
            return
        if kind != "file":
            self.put(given["name"], given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.put(self.area, data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""

    def put(self, name: str, value: str) -> None:
        self.found[-1][1].setdefault(name, []).append(value)


def form_of(answer: Any, action: str = "/") -> tuple[str, Fields, list[str]]:
    """Return the last form whose address begins so: address, fields as they stand, all names."""
    forms = Forms()
    forms.feed(answer.content.decode().partition("<main")[2])
    return [form for form in forms.found if form[0].startswith(action)][-1]


def send(client: Client, page: Any, action: str = "/", /, **typed: object) -> Any:
    """Send a form of a page back, with some fields typed anew; names with - are given by __."""
    address, fields, names = form_of(page, action)
    for name, value in typed.items():
        field = name.replace("__", "-")
        if field != "act" and not hasattr(value, "read"):
            assert field in names, (field, names)
        fields[field] = value if isinstance(value, list) else [value]  # type: ignore[list-item]
    return client.post(address, fields)
