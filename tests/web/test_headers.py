"""Headers and markup that keep pages to themselves: on every page, for every role that may read it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from tests.cast import PASSWORD, ROLES, make_cast
from tests.web.examples import Stage, account_of, address, make_stage, names
from tests.web.wages_home import wages_city
from zhunsheng.store.models import Account
from zhunsheng.store.snapshots import forget_ids
from zhunsheng.web.access import PUBLIC, roles_for

NAMES = sorted(set(names()))
MODEL = "django.contrib.auth.backends.ModelBackend"
POLICY = {
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
NOTHING = {"default-src 'none'", "sandbox"}  # for what came from outside


class Markup(HTMLParser):
    """Gathers what a page may not hold under its own policy."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.forms: list[dict[str, str]] = []
        self.tokens = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.faults.append(f"<{tag}> in the page")
        if tag in ("iframe", "object", "embed", "base"):
            self.faults.append(f"<{tag}>")
        for name, value in given.items():
            if name == "style" or name.startswith(("on", "hx-on", "hx-vals")):
                self.faults.append(f"{name} on <{tag}>")
            if name in ("href", "src", "action", "formaction", "data-draft-url"):
                self.faults += [f"{name}={value}"] if is_elsewhere(value) else []
        if tag == "form" and given.get("method", "get").lower() == "post":
            self.forms.append(given)
        if given.get("name") == "csrfmiddlewaretoken":
            self.tokens += 1


def is_elsewhere(value: str) -> bool:
    plain = value.strip().lower()
    return plain.startswith(("http:", "https:", "//", "javascript:", "vbscript:", "data:text"))


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    forget_ids()
    with wages_city(), django_db_blocker.unblock(), transaction.atomic():
        yield make_stage()
        transaction.set_rollback(True)
    forget_ids()


def readers(name: str) -> list[str]:
    roles = roles_for(name, "GET")
    return [""] if roles == PUBLIC else [role for role in ROLES if role in roles]


def got(role: str, path: str) -> Any:
    client = Client(raise_request_exception=False)
    if role:
        client.force_login(account_of(role), MODEL)
    with transaction.atomic():
        answer = client.get(path)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("name", NAMES)
def test_every_page_keeps_to_its_policy(stage: Stage, name: str) -> None:
    for role in readers(name):
        answer = got(role, address(stage, name))
        headers = answer.headers
        policy = set(headers["Content-Security-Policy"].split("; "))
        assert policy >= POLICY or policy == NOTHING
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "geolocation=()" in headers["Permissions-Policy"]
        if role:
            assert "no-store" in headers["Cache-Control"]
        if headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
            check_markup(answer.content.decode())


def check_markup(page: str) -> None:
    markup = Markup()
    markup.feed(page)
    assert markup.faults == []
    assert markup.tokens == len(markup.forms), "every form that sends carries its token"


@pytest.mark.parametrize("role", ["", *ROLES])
def test_the_pages_of_errors_keep_to_it_too(stage: Stage, role: str) -> None:
    for path in ("/no/such/page/", "/jigou/renyuan/xin/", "/ban/none/"):
        answer = got(role, path)
        assert "Content-Security-Policy" in answer.headers
        check_markup(answer.content.decode())


def test_a_host_that_is_not_ours_is_refused(stage: Stage) -> None:
    for host in ("evil.example", "testserver.evil.example", "127.0.0.1.evil.example", "a b", ""):
        answer = Client(raise_request_exception=False).get("/denglu/", HTTP_HOST=host)
        assert answer.status_code == 400, host
        assert host not in answer.content.decode() or not host
    assert Client().get("/denglu/", HTTP_HOST="127.0.0.1:8000").status_code == 200


@pytest.mark.parametrize(
    "path", ["/jigou/?q=%00", "/ban/%00/", "/denglu/?next=/%00", "/ban/a%00b/"]
)
def test_an_address_that_no_database_can_look_for_is_refused(stage: Stage, path: str) -> None:
    assert got("officer", path).status_code == 400


def test_a_form_without_its_token_is_refused_with_a_page(stage: Stage) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(account_of("administrator"), MODEL)
    answer = client.post(address(stage, "new_person"), {"username": "x"})
    assert answer.status_code == 403
    assert "停留太久" in answer.content.decode()
    assert not Account.objects.filter(username="x").exists()
    stranger = Client(enforce_csrf_checks=True).post(
        "/denglu/", {"username": "zhou", "password": PASSWORD}
    )
    assert stranger.status_code == 403


def test_the_cookies_are_for_this_site_and_not_for_scripts(stage: Stage) -> None:
    client = Client()
    client.get("/denglu/?dazi=1")
    client.post("/denglu/", {"username": "zhou", "password": PASSWORD})
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "dazi"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
    assert client.cookies[settings.SESSION_COOKIE_NAME]["expires"] == "", "ends with the browser"


def test_behind_https_nothing_travels_in_the_clear() -> None:
    secure = dict.fromkeys(("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"), True)
    with override_settings(**secure, SECURE_HSTS_SECONDS=31536000):
        call_command("check", "--deploy", "--tag", "security", "--fail-level", "ERROR")


def test_the_address_of_a_visitor_is_what_our_own_proxy_saw(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        Client(REMOTE_ADDR="192.0.2.1").post(
            "/denglu/", {}, headers={"X-Forwarded-For": f"198.51.100.{n}"}
        )
        for n in range(61)
    ]
    assert answers[-1].status_code == 429, "without a declared proxy the header counts for nothing"
    monkeypatch.setattr(settings, "HTTPS", True)
    forwarded = {"X-Forwarded-For": "192.0.2.1, 203.0.113.7"}
    fresh = Client(REMOTE_ADDR="192.0.2.1").post("/denglu/", {}, headers=forwarded)
    assert fresh.status_code == 200


def test_an_address_of_a_button_that_is_typed_in_is_explained(stage: Stage) -> None:
    answer = got("officer", "/tuichu/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "不能这样打开" in answer.content.decode()


def test_a_fault_shows_a_number_and_nothing_else(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret in the message")

    monkeypatch.setattr("zhunsheng.web.views.my_account.shown_certificates", broken)
    answer = got("officer", "/wo/")
    page = answer.content.decode()
    assert answer.status_code == 500
    number = page.partition(">E-")[2].partition("<")[0]
    assert len(number) == 6
    assert "secret" not in page
    assert f"fault E-{number}" in caplog.text


@pytest.mark.django_db
def test_passwords_have_rules_in_chinese() -> None:
    make_cast()
    Account.objects.filter(username="zhou").update(email="zhou.min@example.invalid")
    client = Client()
    client.force_login(Account.objects.get(username="zhou"), MODEL)
    for new, said in (
        ("short", "至少用 10 个字符"),
        ("12345678901234", "全是数字"),
        ("password123", "一猜就中"),
        ("zhou.min@example", "太像"),
        (PASSWORD, "和现在的一样"),
        ("x" * 201, "最多 200"),
    ):
        sent = {"old": PASSWORD, "new": new, "again": new}
        page = client.post("/wo/mima/", sent).content.decode()
        assert said in page, new
    assert Account.objects.get(username="zhou").check_password(PASSWORD)
