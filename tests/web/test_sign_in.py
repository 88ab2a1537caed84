"""Signing in and out: lockout, one-time codes, the way back, sessions and their end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.cast import PASSWORD, make_cast
from zhunsheng.store.models import AccessEntry, Account, Draft
from zhunsheng.web import session

pytestmark = pytest.mark.django_db
HOSTILE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "///evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
    " //evil.example",
    "wo/",
    "/wo/" + "x" * 700,
)


@pytest.fixture(autouse=True)
def cast() -> dict[str, tuple[str, str]]:
    return make_cast()


@pytest.fixture
def zhou() -> Account:
    return Account.objects.get(username="zhou")


def sign_in(client: Client, username: str = "zhou", password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/denglu/", {"username": username, "password": password, **more})


def lines(verb: str) -> list[AccessEntry]:
    return list(AccessEntry.objects.filter(verb=verb).order_by("pk"))


def test_the_right_password_opens_the_start_page_of_the_role(client: Client) -> None:
    assert sign_in(client).headers["Location"] == "/"
    assert sign_in(Client(), "guan").headers["Location"] == "/jigou/"
    assert [line.account.username for line in lines("sign_in")] == ["zhou", "guan"]  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["ｚｈｏｕ", "  zhou ", "zhou\u200b"])
def test_a_name_typed_in_full_width_or_with_spaces_is_the_same_name(
    client: Client, typed: str
) -> None:
    assert sign_in(client, typed).status_code == 302


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("zhou", "wrong"),
        ("nobody", "wrong"),
        ("", ""),
        ("zhou", ""),
        ("zhou\0", "x"),
        ("x" * 5000, "y" * 5000),
    ],
)
def test_a_wrong_password_and_an_unknown_name_look_the_same(
    client: Client, username: str, password: str
) -> None:
    answer = sign_in(client, username, password)
    assert answer.status_code == 200
    assert "错误：" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_what_was_typed_as_a_name_stays_out_of_the_log_if_nobody_has_it(client: Client) -> None:
    sign_in(client, "MySecretPassword1", "x")
    (line,) = lines("sign_in_failed")
    assert line.account is None
    assert "MySecret" not in line.what + line.reason


def test_five_wrong_passwords_close_the_sign_in_and_say_until_when(client: Client) -> None:
    told = [sign_in(client, "zhou", f"wrong{n}") for n in range(5)]
    assert "还可以试 4 次" in told[0].content.decode()
    assert [answer.status_code for answer in told] == [200, 200, 200, 200, 429]
    late = sign_in(client)
    assert late.status_code == 429
    assert 0 < int(late.headers["Retry-After"]) <= 900
    assert "15 分钟" in late.content.decode()
    assert lines("locked_out")
    assert sign_in(Client(REMOTE_ADDR="192.0.2.9")).status_code == 302


def test_waiting_while_locked_does_not_start_again_with_each_try(client: Client) -> None:
    for n in range(5):
        sign_in(client, "zhou", f"wrong{n}")
    first = int(sign_in(client).headers["Retry-After"])
    assert int(sign_in(client).headers["Retry-After"]) <= first


def test_success_forgets_the_failures_before(client: Client) -> None:
    for _ in range(4):
        sign_in(client, "zhou", "wrong")
    assert sign_in(client).status_code == 302
    assert "还可以试 4 次" in sign_in(Client(), "zhou", "wrong").content.decode()


def test_an_account_that_is_switched_off_cannot_enter_and_is_out_at_once(
    client: Client, zhou: Account
) -> None:
    sign_in(client)
    assert client.get("/wo/").status_code == 200
    Account.objects.filter(pk=zhou.pk).update(is_active=False)
    assert client.get("/wo/").status_code == 302
    assert sign_in(Client()).status_code == 200


@pytest.mark.parametrize("wanted", HOSTILE)
def test_the_way_on_never_leads_off_this_site(client: Client, wanted: str) -> None:
    page = client.get("/denglu/", {"next": wanted})
    assert f'value="{wanted}"' not in page.content.decode()
    assert sign_in(client, next=wanted).headers["Location"] == "/"
    assert client.get("/denglu/", {"next": wanted}).headers["Location"] == "/"


def test_a_stranger_comes_back_to_the_page_that_was_wanted(client: Client) -> None:
    turned = client.get("/wo/?a=1&b=2")
    assert turned.headers["Location"] == "/denglu/?next=%2Fwo%2F%3Fa%3D1%26b%3D2"
    page = client.get(turned.headers["Location"]).content.decode()
    assert 'name="next" value="/wo/?a=1&amp;b=2"' in page
    assert sign_in(client, next="/wo/?a=1&b=2").headers["Location"] == "/wo/?a=1&b=2"


def test_htmx_is_sent_to_the_sign_in_as_a_whole_page(client: Client) -> None:
    answer = client.get(
        "/wo/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/ban/?q=x"}
    )
    assert answer.headers["HX-Redirect"] == "/denglu/?next=%2Fban%2F%3Fq%3Dx"


def test_a_script_that_asks_whether_the_session_lives_is_told(client: Client) -> None:
    assert client.head("/wo/").status_code == 401
    sign_in(client)
    assert client.head("/wo/").status_code == 200


def test_the_session_gets_a_new_key_and_an_old_one_is_worth_nothing(client: Client) -> None:
    client.get("/denglu/")
    planted = client.session
    planted["x"] = 1
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    sign_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted.session_key
    victim = Client()
    victim.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    assert victim.get("/wo/").status_code == 302


def test_signing_out_needs_a_post_and_ends_the_session_on_the_server(client: Client) -> None:
    sign_in(client)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get("/tuichu/").status_code == 405
    assert client.get("/wo/").status_code == 200
    assert client.post("/tuichu/").headers["Location"] == "/denglu/"
    again = Client()
    again.cookies[settings.SESSION_COOKIE_NAME] = key
    assert again.get("/wo/").status_code == 302
    assert len(lines("sign_out")) == 1


def move_back(client: Client, name: str, by: timedelta) -> None:
    kept = client.session
    kept[name] = (datetime.fromisoformat(kept[name]) - by).isoformat()
    kept.save()


@pytest.mark.parametrize(
    ("name", "by", "alive"),
    [
        (session.SEEN, timedelta(minutes=59), True),
        (session.SEEN, timedelta(minutes=60), False),
        (session.BEGAN, timedelta(hours=7, minutes=59), True),
        (session.BEGAN, timedelta(hours=8), False),
    ],
)
def test_a_session_ends_after_an_hour_at_rest_or_eight_in_all(
    client: Client, name: str, by: timedelta, alive: bool
) -> None:
    sign_in(client)
    move_back(client, name, by)
    assert (client.get("/wo/").status_code == 200) is alive
    assert len(lines("session_ended")) == (0 if alive else 1)


def test_using_a_session_keeps_it(client: Client) -> None:
    sign_in(client)
    for _ in range(3):
        move_back(client, session.SEEN, timedelta(minutes=40))
        assert client.get("/wo/").status_code == 200


def test_pages_say_how_long_the_session_lives(client: Client) -> None:
    sign_in(client)
    move_back(client, session.BEGAN, timedelta(hours=7, minutes=50))
    page = client.get("/wo/").content.decode()
    left = int(page.partition('data-session-ends="')[2].partition('"')[0])
    assert 540 < left <= 600


def test_what_was_typed_is_kept_when_the_session_ends_under_it(client: Client) -> None:
    sign_in(client)
    move_back(client, session.SEEN, timedelta(hours=1))
    answer = client.post("/ban/xin/work_injury/", {"worker": "曹小满", "key": "k"})
    assert answer.headers["Location"] == "/denglu/?next=%2Fban%2Fxin%2Fwork_injury%2F"
    assert Draft.objects.get().fields == {"worker": ["曹小满"]}
    assert "存成了草稿" in client.get("/denglu/").content.decode()


def code_for(device: TOTPDevice, steps: int = 0) -> str:
    return f"{totp(device.bin_key, drift=steps):06}"


@pytest.fixture
def device(zhou: Account) -> TOTPDevice:
    return TOTPDevice.objects.create(user=zhou, name="x", confirmed=True)


def test_where_a_phone_is_set_up_the_password_alone_is_not_enough(
    client: Client, device: TOTPDevice
) -> None:
    assert sign_in(client, next="/wo/").headers["Location"] == "/denglu/yanzheng/"
    assert client.get("/wo/").status_code == 302
    assert client.get("/denglu/yanzheng/").status_code == 200
    code = code_for(device)
    wide = client.post("/denglu/yanzheng/", {"code": f" {code[:3]} {code[3:]} "})
    assert wide.headers["Location"] == "/wo/"
    assert client.get("/wo/").status_code == 200
    second = Client()
    sign_in(second)
    assert second.post("/denglu/yanzheng/", {"code": code}).status_code == 200, "a code works once"


@pytest.mark.parametrize(
    "code", ["", "abcdef", "12345", "0000000", "１２３", "-1", "٠٠٠", "9" * 3000]
)
def test_a_wrong_code_opens_nothing(client: Client, device: TOTPDevice, code: str) -> None:
    sign_in(client)
    answer = client.post("/denglu/yanzheng/", {"code": code})
    assert answer.status_code == 200
    assert client.get("/wo/").status_code == 302


def test_wrong_codes_count_like_wrong_passwords(client: Client, device: TOTPDevice) -> None:
    sign_in(client)
    answers = [client.post("/denglu/yanzheng/", {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post("/denglu/yanzheng/", {"code": code_for(device)}).status_code == 302
    assert client.get("/wo/").status_code == 302
    assert sign_in(client).status_code == 429


def test_the_code_must_come_within_five_minutes(client: Client, device: TOTPDevice) -> None:
    sign_in(client)
    kept = client.session
    kept["pending_sign_in"]["until"] = (timezone.now() - timedelta(seconds=1)).isoformat()
    kept.save()
    answer = client.post("/denglu/yanzheng/", {"code": code_for(device)})
    assert answer.headers["Location"] == "/denglu/"


def test_the_code_page_alone_is_no_door(client: Client) -> None:
    assert client.get("/denglu/yanzheng/").headers["Location"] == "/denglu/"


def test_a_flood_of_calls_to_a_public_page_is_slowed_down_by_address(client: Client) -> None:
    answers = [client.post("/denglu/", {}).status_code for _ in range(61)]
    assert answers[59:] == [200, 429]
    assert Client(REMOTE_ADDR="192.0.2.7").post("/denglu/", {}).status_code == 200


def test_large_type_is_remembered_with_and_without_an_account(
    client: Client, zhou: Account
) -> None:
    back = client.post(
        "/dazi/", headers={"Referer": "http://testserver/denglu/?dazi=0&next=%2Fwo%2F"}
    )
    assert back.headers["Location"] == "/denglu/?next=%2Fwo%2F"
    assert 'class="big"' in client.get("/denglu/").content.decode()
    away = client.post("/dazi/", headers={"Referer": "https://evil.example/x"})
    assert away.headers["Location"] == "/"
    assert 'class="big"' not in client.get("/denglu/").content.decode()
    sign_in(client)
    client.post("/dazi/")
    zhou.refresh_from_db()
    assert zhou.large_type


def test_an_address_on_a_poster_turns_large_type_on_for_good(client: Client) -> None:
    assert 'class="big"' in client.get("/denglu/?dazi=1").content.decode()
    assert 'class="big"' in client.get("/denglu/").content.decode()
    client.get("/denglu/?dazi=7")
    assert 'class="big"' in client.get("/denglu/").content.decode()
