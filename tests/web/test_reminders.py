"""提醒: who is reminded of what on which day, the count in the masthead, one mail a day."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from tests.cast import actor, make_cast, office
from tests.web.lists import counted, number_of, open_all, set_due, signed_in, text_of
from zhunsheng.record.event import Event
from zhunsheng.store.models import AccessEntry, Account, FindingRow, Job, MatterRow
from zhunsheng.web.clock import now, today
from zhunsheng.web.forms.proposing import Asking, Proposed, propose
from zhunsheng.web.reminders.digest import send_digests
from zhunsheng.web.reminders.ladder import by_rung, reminder_count, reminders, rung_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def numbers() -> list[str]:
    make_cast()
    return open_all()


@pytest.fixture
def zhou() -> Client:
    return signed_in("zhou")


def places(username: str) -> list[int]:
    """Return of which matters an account is reminded, in order."""
    found = reminders(actor(username), today())
    return [int(re.findall(r"〕(\d+)号", one.row.number)[0]) for one in found]


@pytest.mark.parametrize(
    ("username", "found"),
    [
        ("zhou", [1, 2, 3, 4]),
        ("liu", [7, 8]),
        ("ma", [9, 10]),
        ("chen", [7, 1]),
        ("tang", [7, 1, 9]),
        ("he", []),
        ("shen", []),
        ("guan", []),
    ],
)
def test_officers_are_reminded_ahead_and_those_above_once_it_is_over(
    username: str, found: list[int]
) -> None:
    assert places(username) == found
    account = Account.objects.select_related("department").get(username=username)
    assert reminder_count(account, today()) == len(found)


@pytest.mark.parametrize(
    ("left", "rung"),
    [(-400, "over"), (-1, "over"), (0, "0"), (1, "1"), (2, "3"), (3, "3"), (4, "7"), (7, "7")],
)
def test_the_rungs_are_seven_three_one_and_no_days(left: int, rung: str) -> None:
    assert rung_of(left) == rung


@pytest.mark.parametrize(("left", "is_reminded"), [(7, True), (8, False), (None, False)])
def test_nobody_is_reminded_earlier_than_seven_days(left: int | None, is_reminded: bool) -> None:
    set_due(number_of(5), left)
    assert (5 in places("zhou")) is is_reminded


def test_a_head_is_reminded_ahead_of_the_own_matters_once_only() -> None:
    chen = Account.objects.get(username="chen")
    MatterRow.objects.filter(number__in=[number_of(1), number_of(3)]).update(handler=chen)
    assert places("chen") == [7, 1, 3]
    assert [one.own for one in reminders(actor("chen"), today())] == [False, True, True]


def test_a_matter_is_one_entry_with_all_that_is_near_in_it(zhou: Client) -> None:
    row = MatterRow.objects.get(number=number_of(1))
    for rule, left, holder in (
        ("decision_served_in_time.worker", 3, "bureau"),
        ("copied_in_time", 9, "bureau"),
        ("employer_proves", 1, "employer"),
    ):
        FindingRow.objects.create(
            matter=row.matter,
            rule=rule,
            zh="",
            kind="due",
            holder=holder,
            citation="工伤认定办法/22.1",
            due_on=today() + timedelta(left),
            open_clock=True,
        )
    one = reminders(actor("zhou"), today())[0]
    assert [duty.zh for duty in one.duties] == ["作出工伤认定决定", "送达工伤认定决定书（职工）"]
    assert text_of(zhou, "/tixing/").count(f"<span>{number_of(1)}</span>") == 1


def test_the_page_groups_by_rung_and_leads_to_the_same_list(zhou: Client) -> None:
    page = text_of(zhou, "/tixing/")
    assert re.findall(r'<h2 id="rung-\d">([^<]+)</h2>', page) == [
        "已超期",
        "今天",
        "3日内",
        "7日内",
    ]
    assert "《工伤保险条例》第二十条第一款" in page
    link = re.search(r'href="(/ban/\?chengban=zhou&amp;dao=near)"', page)
    assert link is not None
    assert counted(zhou, "/ban/?chengban=zhou&dao=near") == 4
    assert next(zh for zh, _ in by_rung(reminders(actor("zhou"), today()))) == "已超期"


def test_everyone_may_look_and_ended_jobs_are_told(zhou: Client) -> None:
    for username in ("he", "guan", "shen"):
        assert "没有要提醒的期限" in text_of(signed_in(username), "/tixing/")
    own = Account.objects.get(username="zhou")
    for zh, owner, days in (("导出清单", own, 1), ("太久", own, 8), ("别人的", None, 1)):
        ended = now() - timedelta(days=days)
        Job.objects.create(
            kind="x", zh=zh, owner=owner, state="done", asked_at=ended, ended_at=ended
        )
    page = text_of(zhou, "/tixing/")
    assert "导出清单" in page
    assert not re.search("太久|别人的", page)


def test_what_waits_for_a_second_person_is_told_to_who_may_agree(zhou: Client) -> None:
    record = office().store.load(number_of(7)).record
    asking = Asking("correction", "officer", "日期写错")
    liu = Account.objects.get(username="liu")
    propose(record, Proposed(Event("accepted", today())), asking, liu, now())
    assert "等您复核或审批" in text_of(zhou, "/tixing/")
    assert "等您复核或审批" not in text_of(signed_in("liu"), "/tixing/")
    assert "等您复核或审批" not in text_of(signed_in("ma"), "/tixing/")


def test_a_page_asks_few_questions(
    zhou: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    text_of(zhou, "/tixing/")
    with django_assert_max_num_queries(8):
        text_of(zhou, "/tixing/")


# --- by e-mail -----------------------------------------------------------------------------------


@pytest.fixture
def post(settings: Settings) -> list[EmailMessage]:
    """A mail server, and addresses of some of the cast."""
    settings.EMAIL_HOST = "mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "zhunsheng@example.cn"
    for username in ("zhou", "chen", "he", "guan"):
        Account.objects.filter(username=username).update(email=f"{username}@example.cn")
    mail.outbox = []
    outbox: list[EmailMessage] = mail.outbox
    return outbox


def test_each_gets_one_masked_mail_a_day(post: list[EmailMessage]) -> None:
    assert send_digests(today()) == 2
    assert send_digests(today()) == 0
    assert [one.to for one in post] == [["zhou@example.cn"], ["chen@example.cn"]]
    first, second = post
    assert first.subject == "准绳提醒：4 件办件的期限，其中 1 件已超期"
    assert "曹××（松坡某物流有限公司）" in first.body
    assert "超 2 日" in first.body
    assert "据《工伤保险条例》第二十条第一款" in first.body
    assert "（承办人：刘志远）" in second.body
    assert not re.search("曹小满|孔山青", first.body + second.body)
    assert AccessEntry.objects.filter(verb="mail").count() == 2
    assert send_digests(today() + timedelta(1)) == 2


def test_without_a_mail_server_nothing_is_sent(
    post: list[EmailMessage], settings: Settings
) -> None:
    settings.EMAIL_HOST = ""
    assert send_digests(today()) == 0
    assert post == []
    assert not AccessEntry.objects.exists()


def test_who_cannot_sign_in_or_has_nothing_near_gets_none(post: list[EmailMessage]) -> None:
    Account.objects.filter(username="zhou").update(is_active=False)
    MatterRow.objects.filter(due_on__lt=today()).update(due_on=today() + timedelta(90))
    assert send_digests(today()) == 0


def test_a_refused_mail_does_not_keep_others_from_theirs_and_is_tried_again(
    post: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = EmailMessage.send

    def send(self: EmailMessage, *given: Any, **named: Any) -> int:
        if self.to == ["zhou@example.cn"]:
            raise SMTPException("550")
        return sent(self, *given, **named)

    monkeypatch.setattr(EmailMessage, "send", send)
    assert send_digests(today()) == 1
    monkeypatch.setattr(EmailMessage, "send", sent)
    assert send_digests(today()) == 1
    assert [one.to for one in post] == [["chen@example.cn"], ["zhou@example.cn"]]


def test_a_long_mail_names_the_first_and_counts_the_rest(
    post: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhunsheng.web.reminders.digest.LINES_MOST", 2)
    send_digests(today())
    assert "还有 2 件没有列出" in post[0].body
