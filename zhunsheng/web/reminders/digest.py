"""The daily e-mail of time limits: one an account a day, masked, where a mail server is set."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from zhunsheng.base.masking import mask_numbers
from zhunsheng.office import Actor
from zhunsheng.office.acting import LOCAL
from zhunsheng.store import access_log
from zhunsheng.store.access_log import Look
from zhunsheng.store.models import AccessEntry, Account
from zhunsheng.web.clock import now, today
from zhunsheng.web.jinja import short_day
from zhunsheng.web.reminders.ladder import REMINDED, Reminder, reminders

MAILED = "mail"
PAGE = "reminders"
LINES_MOST = 30
LOG = logging.getLogger(__name__)


def send_digests(day: date) -> int:
    """Send everyone who is reminded of something one mail for a day; returns how many were sent.

    Without a mail server (`EMAIL_HOST`) nothing is sent. Who had the day's mail is written in the
    access log and gets no second one; a mail the server refuses is tried again by the next call.
    """
    if not settings.EMAIL_HOST:
        return 0
    had = set(_had(day))
    connection = get_connection()
    sent = 0
    for account in _addressees():
        found = [] if account.pk in had else reminders(_actor(account), day)
        if found and _send(account, message(account, found, day), day, connection):
            sent += 1
    connection.close()
    return sent


def _addressees() -> Iterator[Account]:
    active = Account.objects.filter(is_active=True, role__in=REMINDED).exclude(email="")
    yield from active.select_related("department").order_by("pk")


def _had(day: date) -> Iterator[int]:
    since = datetime.combine(min(day, today()), time.min, tzinfo=LOCAL)
    entries = AccessEntry.objects.filter(at__gte=since, verb=MAILED, page=PAGE, what=str(day))
    return (number for number in entries.values_list("account_id", flat=True) if number)


def _actor(account: Account) -> Actor:
    place = account.department
    return Actor(account.username, account.name, account.role, place.code, place.path, place.kind)


def _send(account: Account, mail: EmailMessage, day: date, connection: BaseEmailBackend) -> bool:
    mail.connection = connection
    try:
        mail.send()
    except (SMTPException, OSError):
        LOG.warning("the digest of account %s was not sent", account.pk, exc_info=True)
        return False
    access_log.write(Look(now(), MAILED, PAGE, account.pk, what=str(day)))
    return True


def message(account: Account, found: Sequence[Reminder], day: date) -> EmailMessage:
    """Return the mail to one account; names of persons are masked in it."""
    over = sum(one.rung == "over" for one in found)
    late = f"，其中 {over} 件已超期" if over else ""
    lines = [
        f"{account.name}：",
        f"截至 {short_day(day)}，有 {len(found)} 件办件的期限在七日以内或者已过{late}。",
        "",
        *(line for place, one in enumerate(found[:LINES_MOST], 1) for line in _lines(place, one)),
    ]
    if len(found) > LINES_MOST:
        lines.append(f"还有 {len(found) - LINES_MOST} 件没有列出。")
    lines.append("全部内容请登录准绳，看“提醒”。每天最多一封；当事人姓名已隐去。")
    subject = f"准绳提醒：{len(found)} 件办件的期限{late}"
    return EmailMessage(subject, "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [account.email])


def _lines(place: int, one: Reminder) -> Iterator[str]:
    whose = "" if one.own else f"（承办人：{one.handler_zh or '未分派'}）"
    yield f"{place}. {one.row.number}　{mask_numbers(one.row.title)}{whose}"
    for duty in one.duties:
        yield f"   {duty.left_zh}（{duty.day_zh}）：{duty.zh}，据{duty.law.zh}"
    yield ""
