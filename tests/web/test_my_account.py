"""我: password, second step, certificates, keys."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.cast import PASSWORD, make_cast
from zhunsheng.store.first_password import first_password
from zhunsheng.store.models import AccessEntry, Account, Certificate
from zhunsheng.web import second_step
from zhunsheng.web.clock import today
from zhunsheng.web.people.certificates import shown_certificate

pytestmark = pytest.mark.django_db
NEW = "山高月小-水落石出-7"


@pytest.fixture
def zhou() -> Account:
    make_cast()
    return Account.objects.get(username="zhou")


@pytest.fixture
def client(zhou: Account) -> Client:
    made = Client()
    made.force_login(zhou, "django.contrib.auth.backends.ModelBackend")
    return made


def test_a_new_password_keeps_this_session_and_ends_the_others(
    client: Client, zhou: Account
) -> None:
    other = Client()
    other.force_login(zhou, "django.contrib.auth.backends.ModelBackend")
    answer = client.post("/wo/mima/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer.status_code == 302
    assert client.get("/wo/").status_code == 200
    assert other.get("/wo/").status_code == 302
    zhou.refresh_from_db()
    assert zhou.check_password(NEW)
    assert [line.what for line in AccessEntry.objects.filter(verb="change")] == ["password"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"old": "wrong", "new": NEW, "again": NEW}, "现在的密码不对"),
        ({"old": PASSWORD, "new": NEW, "again": NEW + "x"}, "两次填的新密码不一样"),
        ({}, "现在的密码不对"),
    ],
)
def test_a_wrong_form_changes_nothing(
    client: Client, zhou: Account, sent: dict[str, str], said: str
) -> None:
    page = client.post("/wo/mima/", sent).content.decode()
    assert said in page
    assert NEW not in page
    zhou.refresh_from_db()
    assert zhou.check_password(PASSWORD)


def test_the_old_password_cannot_be_guessed_from_an_open_screen(client: Client) -> None:
    answers = [client.post("/wo/mima/", {"old": str(n)}).status_code for n in range(11)]
    assert answers[9:] == [200, 429]


def set_up(client: Client) -> TOTPDevice:
    page = client.get("/wo/yanzheng/").content.decode()
    assert re.search(r"<svg[^>]*class=\"qr\"", page)
    key = client.session[second_step.KEY]
    return TOTPDevice(key=key)


def test_the_second_step_is_on_after_its_first_code(client: Client, zhou: Account) -> None:
    device = set_up(client)
    sent = {"code": f"{totp(device.bin_key):06}", "password": PASSWORD}
    assert client.post("/wo/yanzheng/", sent).status_code == 302
    assert second_step.device_of(zhou) is not None
    assert second_step.KEY not in client.session
    login = Client()
    login.post("/denglu/", {"username": "zhou", "password": PASSWORD})
    assert login.get("/wo/").status_code == 302
    client.post("/wo/yanzheng/tingyong/", {"password": "wrong"})
    assert second_step.device_of(zhou) is not None
    client.post("/wo/yanzheng/tingyong/", {"password": PASSWORD})
    assert second_step.device_of(zhou) is None


@pytest.mark.parametrize(
    ("password", "right_code"), [("wrong", True), (PASSWORD, False), ("", True)]
)
def test_it_stays_off_without_password_and_code(
    client: Client, zhou: Account, password: str, right_code: bool
) -> None:
    device = set_up(client)
    code = f"{totp(device.bin_key):06}" if right_code else "000000"
    answer = client.post("/wo/yanzheng/", {"code": code, "password": password})
    assert answer.status_code == 200
    assert second_step.device_of(zhou) is None


def test_a_failed_set_up_leaves_the_old_phone_alone(client: Client, zhou: Account) -> None:
    old = TOTPDevice.objects.create(user=zhou, name="old", confirmed=True)
    set_up(client)
    client.post("/wo/yanzheng/", {"code": "000000", "password": PASSWORD})
    assert second_step.device_of(zhou) == old


def test_the_secret_on_the_page_is_the_one_in_the_picture(client: Client) -> None:
    device = set_up(client)
    page = client.get("/wo/yanzheng/").content.decode()
    typed = re.search(r"密钥：<b[^>]*>([A-Z2-7 ]+)<", page)
    assert typed
    assert typed[1].replace(" ", "") == second_step.written(device).replace(" ", "")


def test_keys_can_be_switched_off(client: Client, zhou: Account) -> None:
    client.post("/wo/shezhi/", {"keys": "off"})
    assert 'data-keys="off"' in client.get("/wo/").content.decode()
    client.post("/wo/shezhi/", {"keys": "on"})
    assert 'data-keys="off"' not in client.get("/wo/").content.decode()


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (-9, -1, "已过期"),
        (-9, 0, "今天到期"),
        (-9, 30, "剩 30 日"),
        (-9, 31, "有效"),
        (1, 99, "还没生效"),
    ],
)
def test_certificates_say_how_they_stand(
    client: Client, zhou: Account, starts: int, ends: int, said: str
) -> None:
    day = today()
    Certificate.objects.update(valid_from=day + timedelta(starts), valid_to=day + timedelta(ends))
    assert shown_certificate(zhou.certificates.get(), day).state_zh == said
    assert said in client.get("/wo/").content.decode()


def test_first_passwords_differ_fit_the_rules_and_are_kept_as_hashes(zhou: Account) -> None:
    made = {first_password(zhou) for _ in range(20)}
    assert len(made) == 20
    assert all(re.fullmatch(r"([a-hj-km-np-z2-9]{5}-){2}[a-hj-km-np-z2-9]{5}", one) for one in made)
    zhou.refresh_from_db()
    assert sum(zhou.check_password(one) for one in made) == 1
    assert zhou.password not in made


@pytest.mark.parametrize("address", ["/", "/ban/", "/wo/", "/jigou/"])
def test_a_password_given_by_another_is_changed_before_anything_else(
    client: Client, zhou: Account, address: str
) -> None:
    given = first_password(zhou)
    client.force_login(zhou, "django.contrib.auth.backends.ModelBackend")
    sent_on = client.get(address)
    assert sent_on.status_code == 302
    assert sent_on["Location"] == "/wo/mima/"
    assert "请先改成自己的密码" in client.get("/wo/mima/").content.decode()
    client.post("/wo/mima/", {"old": given, "new": NEW, "again": NEW})
    zhou.refresh_from_db()
    assert not zhou.password_given
    assert client.get("/wo/").status_code == 200
