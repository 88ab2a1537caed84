"""机构与人员: figures are doors, forms refuse what is wrong, administrators keep their own sub-tree."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.cast import PASSWORD, make_cast
from zhunsheng.store.models import AccessEntry, Account, Certificate, Department
from zhunsheng.web.clock import today

pytestmark = pytest.mark.django_db
DOOR = re.compile(r'<a class="door" href="([^"]+)">(\d+)</a>')
COUNTER = re.compile(r'<a href="([^"]+)" class="counter[^"]*"[^>]*><b>(\d+)</b>')
TOTAL = re.compile(r"共 (\d+) 人")


@pytest.fixture(autouse=True)
def cast() -> None:
    make_cast()


def by(username: str) -> Client:
    client = Client()
    client.force_login(who(username), "django.contrib.auth.backends.ModelBackend")
    return client


def who(username: str) -> Account:
    return Account.objects.get(username=username)


def address(username: str, rest: str = "") -> str:
    return f"/jigou/renyuan/{who(username).pk}/{rest}"


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def some_certificates() -> None:
    Certificate.objects.filter(account=who("liu")).update(valid_to=today() - timedelta(1))
    Certificate.objects.filter(account=who("zhou")).update(valid_to=today() + timedelta(30))
    Certificate.objects.filter(account=who("chen")).update(valid_to=today())
    Certificate.objects.filter(account=who("guan")).delete()


@pytest.mark.parametrize(
    "path", ["/jigou/", "/jigou/?danwei=injury", "/jigou/?juese=officer&q=刘", "/jigou/?zheng=guo"]
)
def test_every_figure_leads_to_as_many_people(path: str) -> None:
    some_certificates()
    client = by("tang")
    page = text(client, path)
    doors = DOOR.findall(page) + COUNTER.findall(page)
    assert len(doors) >= 8
    for href, figure in doors:
        listed = TOTAL.search(text(client, html.unescape(href)))
        assert int(listed[1] if listed else 0) == int(figure), href


@pytest.mark.parametrize(
    "query",
    [
        "?danwei=nowhere",
        "?juese=root",
        "?zheng=x&deng=y",
        "?ye=-1",
        "?ye=99999",
        "?ye=x",
        "?q=" + "长" * 3000,
        "?q=%27%22%3Cscript%3E",
    ],
)
def test_any_filter_in_the_address_gives_a_page(query: str) -> None:
    assert "<script>" not in text(by("tang"), "/jigou/" + query)


def test_others_read_and_see_the_telephone_masked() -> None:
    Account.objects.filter(username="liu").update(phone="13900002217", email="liu@example.invalid")
    page = text(by("zhou"), address("liu"))
    assert "139****2217" in page
    assert "liu@example.invalid" not in page
    assert "重设密码" not in page
    assert "13900002217" in text(by("guan"), address("liu"))


def test_the_open_matters_of_a_person_are_a_door_for_those_who_may_list_them() -> None:
    assert "在办的案子" in text(by("chen"), address("zhou"))
    assert "在办的案子" not in text(by("guan"), address("zhou"))


NEW = {"username": "qinyue", "name": "秦越", "role": "officer", "phone": "", "email": ""}


def new(**changed: str) -> dict[str, str]:
    return {**NEW, "department": str(Department.objects.get(code="injury").pk), **changed}


def test_a_new_person_gets_a_password_that_is_shown_once_and_works() -> None:
    answer = by("guan").post("/jigou/renyuan/xin/", new())
    shown = re.search(r"<dd>([a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5})</dd>", answer.content.decode())
    assert shown
    assert who("qinyue").check_password(shown[1])
    assert shown[1] not in who("qinyue").password
    login = Client().post("/denglu/", {"username": "qinyue", "password": shown[1]})
    assert login.status_code == 302
    (line,) = AccessEntry.objects.filter(verb="change")
    assert (line.what, line.account) == ("account qinyue: made", who("guan"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": "zhou"}, "已经有人用了"),
        ({"username": "ZHOU"}, "已经有人用了"),
        ({"username": "两个字"}, "小写字母和数字"),
        ({"username": ""}, "请填登录名"),
        ({"username": "a\0b"}, ""),
        ({"name": ""}, "请填姓名"),
        ({"name": "长" * 41}, ""),
        ({"role": "root"}, "请从列出的角色里选"),
        ({"role": ""}, "请选角色"),
        ({"department": "999"}, "请从列出的所在单位里选"),
        ({"department": "x"}, "请从列出的所在单位里选"),
        ({"email": "no"}, "电子邮箱写得不对"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_writes_nothing(
    changed: dict[str, str], said: str
) -> None:
    before = Account.objects.count()
    answer = by("guan").post("/jigou/renyuan/xin/", new(**changed))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "error-summary" in page
    assert said in page
    assert not re.search(r"[a-zA-Z]{4,} (is|value|field)", re.sub(r"<[^>]+>", "", page))
    assert Account.objects.count() == before


def edited(username: str, **changed: str) -> dict[str, str]:
    account = who(username)
    return {
        "name": account.name,
        "role": account.role,
        "department": str(account.department_id),
        "phone": account.phone,
        "email": account.email,
        "use": "yes",
        **changed,
    }


def test_a_change_of_role_holds_at_once_and_the_name_to_sign_in_stays() -> None:
    liu = by("liu")
    assert liu.get("/jigou/renyuan/xin/").status_code == 403
    change = {**edited("liu", role="administrator"), "username": "other"}
    assert by("guan").post(address("liu", "gai/"), change).status_code == 302
    assert who("liu").role == "administrator"
    assert liu.get("/jigou/renyuan/xin/").status_code == 200
    assert AccessEntry.objects.filter(what="account liu: role").count() == 1


def test_switching_an_account_off_ends_its_sessions() -> None:
    liu = by("liu")
    by("guan").post(address("liu", "gai/"), edited("liu", use="no"))
    assert liu.get("/wo/").status_code == 302
    assert Client().post("/denglu/", {"username": "liu", "password": PASSWORD}).status_code == 200


@pytest.mark.parametrize("changed", [{"role": "leader"}, {"use": "no"}])
def test_administrators_cannot_shut_themselves_out(changed: dict[str, str]) -> None:
    answer = by("guan").post(address("guan", "gai/"), edited("guan", **changed))
    assert "请另一位管理员来改" in answer.content.decode()
    assert (who("guan").role, who("guan").is_active) == ("administrator", True)


def test_a_reset_password_replaces_the_old_one_and_ends_sessions() -> None:
    liu = by("liu")
    page = by("guan").post(address("liu", "mima/")).content.decode()
    shown = re.search(r"<dd>([a-z0-9-]{17})</dd>", page)
    assert shown
    assert who("liu").check_password(shown[1])
    assert liu.get("/wo/").status_code == 302
    assert shown[1] not in "".join(AccessEntry.objects.values_list("what", flat=True))


def test_a_lost_phone_is_taken_off_the_account() -> None:
    TOTPDevice.objects.create(user=who("liu"), name="x", confirmed=True)
    assert "停用两步验证" in text(by("guan"), address("liu"))
    by("guan").post(address("liu", "yanzheng/"))
    assert not TOTPDevice.objects.exists()


def a_county_administrator() -> Client:
    Account.objects.create_user(
        "xiang",
        PASSWORD,
        name="向群",
        role="administrator",
        department=Department.objects.get(code="taojiang"),
    )
    return by("xiang")


def test_an_administrator_of_a_county_keeps_that_county_only() -> None:
    client = a_county_administrator()
    mine = Certificate.objects.get(account=who("ma")).pk
    theirs = Certificate.objects.get(account=who("zhou")).pk
    for path, status in (
        (address("ma", "gai/"), 200),
        (address("zhou", "gai/"), 404),
        (address("guan", "gai/"), 404),
        (address("zhou", "zheng/"), 404),
        (f"/jigou/zheng/{mine}/", 200),
        (f"/jigou/zheng/{theirs}/", 404),
        ("/jigou/danwei/taojiang/", 200),
        ("/jigou/danwei/city/", 404),
    ):
        assert client.get(path).status_code == status, path
    for rest in ("mima/", "yanzheng/"):
        assert client.post(address("guan", rest)).status_code == 404
    city = str(Department.objects.get(code="city").pk)
    assert client.post(address("ma", "gai/"), edited("ma", department=city)).status_code == 200
    assert who("ma").department.code == "taojiang"
    assert client.post("/jigou/renyuan/xin/", new()).status_code == 200
    assert not Account.objects.filter(username="qinyue").exists()
    below = {"code": "x", "name": "新科", "kind": "section", "parent": city}
    assert client.post("/jigou/danwei/xin/", below).status_code == 200
    assert "重设密码" not in text(client, address("zhou"))


def test_a_place_is_made_below_another_and_its_code_is_fixed() -> None:
    client = by("guan")
    city = Department.objects.get(code="city")
    below = {"code": "nanxian", "name": "南县人社局", "kind": "county", "parent": str(city.pk)}
    assert client.post("/jigou/danwei/xin/", below).status_code == 302
    assert Department.objects.get(code="nanxian").path == "city.nanxian."
    again = client.post("/jigou/danwei/xin/", below)
    assert "error-summary" in again.content.decode()
    change = {"name": "南县人力资源和社会保障局", "kind": "county", "code": "other", "parent": ""}
    client.post("/jigou/danwei/nanxian/", change)
    place = Department.objects.get(code="nanxian")
    assert (place.name, place.path) == ("南县人力资源和社会保障局", "city.nanxian.")


@pytest.mark.parametrize("code", ["Aa", "x.y", "9", "", "-", "长沙", "x" * 31, "a/b", "a%"])
def test_a_code_that_cannot_stand_in_a_path_is_refused(code: str) -> None:
    city = Department.objects.get(code="city").pk
    given = {"code": code, "name": "新科", "kind": "section", "parent": str(city)}
    assert by("guan").post("/jigou/danwei/xin/", given).status_code == 200
    assert not Department.objects.filter(name="新科").exists()


@pytest.mark.parametrize(
    "written", ["20290105", "2029.1.5", "2029年1月5日", "２０２９－０１－０５"]
)
def test_days_are_read_as_people_write_them(written: str) -> None:
    given = {"number": "N-1", "scope": "工伤认定", "valid_from": "2026-01-01", "valid_to": written}
    assert by("guan").post(address("guan", "zheng/"), given).status_code == 302
    assert Certificate.objects.get(number="N-1").valid_to == date(2029, 1, 5)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"valid_to": "2025-12-31"}, "有效期至早于有效期自"),
        ({"valid_to": "2026-02-30"}, "只有28天"),
        ({"valid_to": "明年"}, "读不成日期"),
        ({"valid_to": ""}, "请填有效期至"),
        ({"number": "TEST-0001"}, "已"),
        ({"number": ""}, "请填证号"),
    ],
)
def test_a_wrong_certificate_is_refused(changed: dict[str, str], said: str) -> None:
    given = {
        "number": "N-1",
        "scope": "工伤认定",
        "valid_from": "2026-01-01",
        "valid_to": "2028-01-01",
    }
    answer = by("guan").post(address("guan", "zheng/"), {**given, **changed})
    assert said in answer.content.decode()
    assert not Certificate.objects.filter(number="N-1").exists()


def test_a_name_is_text_and_never_markup() -> None:
    Account.objects.filter(username="liu").update(name="<b>刘</b>")
    assert "<b>刘" not in text(by("guan"), "/jigou/")
    assert "<b>刘" not in text(by("guan"), address("liu"))
