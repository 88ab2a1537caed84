"""日志与校验: the state of the chain, proofs that hold, tampering that shows, the log of looks."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.cast import OPEN_INJURY, ROLES, make_cast, open_text
from zhunsheng.record.proof import read_proof
from zhunsheng.store import access_log
from zhunsheng.store.access_log import Look
from zhunsheng.store.models import AccessEntry, Account, DayHead, Event, MatterRow
from zhunsheng.web.proof.access import ROWS

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
NUMBER = "益人社工伤〔2026〕1号"


@pytest.fixture(autouse=True)
def cast() -> None:
    make_cast()


def signed_in(username: str = "shen") -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


def page(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def of_matter(name: str = "verify_matter", *parts: object) -> str:
    return reverse(name, args=[NUMBER, *parts])


# --- the chain ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_who_may_see_the_log_and_the_state(role: str) -> None:
    client = signed_in(ROLES[role])
    keeper = role in ("leader", "administrator", "auditor")
    assert client.get("/rizhi/").status_code == (200 if keeper or role == "legal" else 403)
    assert client.get("/rizhi/chayue/").status_code == (200 if keeper else 403)


def test_an_empty_record_has_no_head_and_says_so() -> None:
    assert "还没有取过校验值" in page(signed_in(), "/rizhi/")


def test_a_head_is_taken_shown_and_printed() -> None:
    open_text(OPEN_INJURY, "zhou")
    client = signed_in()
    answer = client.post("/rizhi/quzhi/")
    assert answer.headers["Location"] == "/rizhi/"
    head = DayHead.objects.get()
    assert head.size == Event.objects.count()
    shown = page(client, "/rizhi/")
    assert bytes(head.root).hex()[:16] in shown
    sheet = page(client, f"/rizhi/rijie/{head.day.isoformat()}/")
    assert bytes(head.root).hex() in sheet
    assert client.get("/rizhi/quzhi/").status_code == 405


@pytest.mark.parametrize("day", ["2026-13-01", "x", "2026-01-01x"])
def test_a_day_that_is_none_is_not_found(day: str) -> None:
    assert signed_in().get(f"/rizhi/rijie/{day}/").status_code == 404


def test_a_day_without_a_head_leads_back() -> None:
    assert "没有取过校验值" in page(signed_in(), "/rizhi/rijie/2001-01-01/")


def test_events_not_under_a_head_are_counted_and_have_no_proof_yet() -> None:
    open_text(OPEN_INJURY, "zhou")
    client = signed_in()
    events = Event.objects.count()
    assert f'figure-value">{events}<small>' in page(client, "/rizhi/")
    assert "取过校验值以后才有" in page(client, of_matter())
    assert client.get(of_matter("event_proof", 1)).headers["Location"] == of_matter()


def test_the_proof_of_an_event_holds_without_the_database() -> None:
    open_text(OPEN_INJURY, "zhou")
    client = signed_in()
    client.post("/rizhi/quzhi/")
    for seq in range(1, Event.objects.count() + 1):
        answer = client.get(of_matter("event_proof", seq))
        assert answer.headers["Content-Disposition"].startswith("attachment")
        proof = read_proof(answer.content, "证明.json")
        assert proof.holds()
        assert proof.root == bytes(DayHead.objects.get().root).hex()
        assert "曹小满" not in answer.content.decode()


def test_a_whole_matter_verifies_and_a_changed_one_names_the_event() -> None:
    open_text(OPEN_INJURY, "zhou")
    client = signed_in("zhou")
    assert "每一条都对得上" in page(client, of_matter())
    tamper("UPDATE store_event SET body = replace(body, '2026-10-20', '2026-10-21') WHERE seq = 3")
    shown = page(client, of_matter())
    assert "第 3 条开始对不上" in shown
    assert shown.count("对不上</span>") == Event.objects.count() - 2


def test_a_matter_cut_off_at_its_end_is_seen() -> None:
    open_text(OPEN_INJURY, "zhou")
    last = Event.objects.count()
    tamper(f"DELETE FROM store_event WHERE seq = {last}")
    assert f"第 {last} 条开始对不上" in page(signed_in("zhou"), of_matter())


def tamper(statement: str) -> None:
    """Change the record past its triggers, as someone with the database in hand may."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'store_event'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)


def test_a_matter_out_of_scope_is_not_there() -> None:
    open_text(OPEN_INJURY, "zhou")
    client = signed_in("ma")
    assert client.get(of_matter()).status_code == 404
    assert client.get(of_matter("event_proof", 1)).status_code == 404
    MatterRow.objects.update(sealed=True)
    assert signed_in("liu").get(of_matter()).status_code == 404
    assert signed_in("guan").get(of_matter()).status_code == 404
    assert signed_in("shen").get(of_matter()).status_code == 200


def test_the_administrator_verifies_but_takes_no_event_away() -> None:
    open_text(OPEN_INJURY, "zhou")
    client = signed_in("guan")
    client.post("/rizhi/quzhi/")
    assert "每一条都对得上" in page(client, "/rizhi/", ban=NUMBER)
    assert "证明" not in page(client, of_matter()).partition("<main")[2]
    assert client.get(of_matter("event_proof", 1)).status_code == 403


@pytest.mark.parametrize(
    "number", ["没有这一件", "<script>alert(1)</script>", "' OR 1=1 --", "a/b"]
)
def test_an_unknown_number_leads_back_with_a_word(number: str) -> None:
    shown = page(signed_in(), "/rizhi/", ban=number)
    assert "没有这一办件" in shown
    assert "<script>alert" not in shown


def test_an_event_that_is_not_there_is_not_found() -> None:
    open_text(OPEN_INJURY, "zhou")
    assert signed_in().get(of_matter("event_proof", 999)).status_code == 404


# --- the log --------------------------------------------------------------------------------------


def look(username: str, verb: str, day: int, matter: str = NUMBER, reason: str = "") -> None:
    account = Account.objects.get(username=username) if username else None
    at = datetime(2026, 11, day, 4, tzinfo=UTC)
    access_log.write(Look(at, verb, "matter", account and account.pk, matter=matter, reason=reason))


def rows(client: Client, **query: str) -> int:
    return page(client, "/rizhi/chayue/", **query).count('<td class="short" data-zh="时间">')


@pytest.fixture
def looks() -> None:
    AccessEntry.objects.count()
    look("zhou", "view", 1)
    look("zhou", "reveal", 2, reason="联系当事人")
    look("ma", "view", 3, matter="别的案号")
    look("", "sign_in_failed", 4, matter="")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"ban": NUMBER}, 2),
        ({"shui": "周敏"}, 2),
        ({"shui": "zhou"}, 2),
        ({"shui": "zhou", "zuo": "reveal"}, 1),
        ({"ban": NUMBER, "cong": "2026-11-02"}, 1),
        ({"ban": NUMBER, "dao": "11月1日"}, 2),
        ({"ban": NUMBER, "dao": "2026年11月1日"}, 1),
        ({"shui": "没有这个人"}, 0),
        ({"zuo": "' OR 1=1"}, 0),
    ],
)
@pytest.mark.usefixtures("looks")
def test_filters_find_what_they_say(query: dict[str, str], count: int) -> None:
    assert rows(signed_in(), **query) == count


@pytest.mark.usefixtures("looks")
def test_the_log_says_who_what_and_why() -> None:
    shown = page(signed_in(), "/rizhi/chayue/", shui="zhou", zuo="reveal")
    for said in ("周敏", "工伤保险科", "查看个人信息", "联系当事人", NUMBER):
        assert said in shown


@pytest.mark.usefixtures("looks")
def test_a_day_that_cannot_be_read_is_said_and_not_used() -> None:
    shown = page(signed_in(), "/rizhi/chayue/", cong="去年", ban=NUMBER)
    assert "<title>错误：" in shown
    assert 'href="#id_cong"' in shown


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    client = signed_in()
    for day in range(1, 29):
        for _ in range(4):
            look("zhou", "view", day, matter="翻页")
    seen: list[str] = []
    address = "/rizhi/chayue/?ban=翻页"
    while address:
        shown = client.get(address).content.decode()
        seen += re.findall(r'data-zh="时间">([^<]*)<', shown)
        older = re.search(r'href="([^"]*)" rel="next"', shown)
        newer = re.search(r'href="([^"]*)" rel="prev"', shown)
        last, address = address, older[1].replace("&amp;", "&") if older else ""
    assert len(seen) == 112
    assert newer is not None
    back = client.get(newer[1].replace("&amp;", "&")).content.decode()
    assert back.count('data-zh="时间"') == ROWS
    assert "qian=" in last


@pytest.mark.parametrize("place", ["x", "-1", "9" * 40, "١"])
def test_hostile_places_show_the_first_page(place: str) -> None:
    assert signed_in().get("/rizhi/chayue/", {"qian": place, "hou": place}).status_code == 200


@pytest.mark.usefixtures("looks")
def test_a_county_leader_sees_the_lines_of_the_own_county() -> None:
    leader = Account.objects.get(username="ma")
    leader.role = "leader"
    leader.save()
    shown = page(signed_in("ma"), "/rizhi/chayue/")
    assert "马骁" in shown
    assert "周敏" not in shown
    assert "未登录" not in shown.partition("<main")[2]


@pytest.mark.usefixtures("looks")
def test_lines_about_a_sealed_matter_are_kept_from_the_administrator() -> None:
    open_text(OPEN_INJURY, "zhou")
    assert rows(signed_in("guan"), ban=NUMBER) == 2
    MatterRow.objects.update(sealed=True)
    assert rows(signed_in("guan"), ban=NUMBER) == 0
    assert rows(signed_in("shen"), ban=NUMBER) == 2
