"""Acting without script: the whole work-injury story, and short ones of supervision and referral."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.cast import make_cast
from tests.web.visits import by, send, text_of
from zhunsheng.store.models import Event

pytestmark = pytest.mark.django_db
LOCAL = ZoneInfo("Asia/Shanghai")
NUMBER = "益人社工伤〔2026〕7号"
HOME = f"/ban/{NUMBER}/"


class Clock:
    """A clock that stands where a test puts it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.set(2026, 10, 20)

    def set(self, year: int, month: int, day: int, hour: int = 10) -> None:
        moment = datetime(year, month, day, hour, tzinfo=LOCAL)
        self.monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    make_cast()
    return Clock(monkeypatch)


def opened(client: Client) -> Any:
    """Open a work-injury matter through its form; return the answer."""
    check = send(
        client,
        client.get("/ban/xin/work_injury/"),
        "/ban/xin/",
        number=NUMBER,
        f__worker="曹小满",
        f__employer="松坡某物流有限公司",
        f__labor_relationship="yes",
        injured__day="9月1日",
        applied__day="20261020",
        applied__f__by="worker",
        papers=["application_form", "labor_relationship_proof", "diagnosis"],
    )
    assert "2026年9月1日" in text_of(check)
    return send(client, check, "/ban/xin/", act="confirm")


def check(step: str, query: str = "", username: str = "zhou", **typed: object) -> Any:
    """Fill the form of a step and send it; return the page that comes before writing."""
    client = by(username)
    answer = send(client, client.get(f"{HOME}bu/{step}/{query}"), HOME, **typed)
    answer.client = client
    return answer


def take(step: str, query: str = "", **typed: object) -> Any:
    """Fill the form of a step, look it over and write it; return the page of the matter."""
    seen = check(step, query, **typed)
    assert seen.status_code == 200, text_of(seen)
    written = send(seen.client, seen, HOME, act="confirm")
    assert written.status_code == 302, text_of(written)
    return seen.client.get(written.url.partition("#")[0])


def kinds() -> list[str]:
    bodies = Event.objects.order_by("seq").values_list("body", flat=True)
    return [json.loads(body)["kind"] for body in bodies]


def test_the_whole_story_of_a_work_injury(clock: Clock) -> None:
    assert opened(by("zhou")).status_code == 302

    clock.set(2026, 11, 3)
    seen = check(
        "accepted", f__officers=["周敏", "刘志远"], papers=["acceptance_decision"], day="11月3日"
    )
    assert "2026年11月3日 周二" in text_of(seen)
    assert "作出工伤认定决定：应在2027年1月2日" in text_of(seen)
    assert "写入“受理工伤认定申请”" in text_of(seen)
    page = take("accepted", f__officers=["周敏", "刘志远"], papers=["acceptance_decision"])
    assert "是第 4 条。下一步：2027年1月2日前作出工伤认定决定。" in text_of(page)
    assert "周敏、刘志远（均持证有效）" not in text_of(page)  # in the order they are listed
    assert "刘志远、周敏（均持证有效）" in text_of(page)

    clock.set(2026, 11, 5)
    page = take("proof_requested", f__proof_due="２０２６．１１．２０", papers=["proof_notice"])
    assert "举证期限届满日：2026年11月20日" in text_of(page)
    query = "?method=direct&of=proof_notice&to=employer"
    page = take("served", query, f__receipt_signed_by="mail_receiver", papers=["service_receipt"])
    assert "送达举证通知书：用人单位 11月5日生效" in text_of(page)

    clock.set(2026, 11, 10)
    page = take("suspended", f__for="traffic_police", f__noticed="yes", papers=["suspension_notice"])
    assert "中止计期 等交通事故责任认定" in text_of(page)

    clock.set(2026, 11, 12)
    early = check("decided", f__result="determined", f__item="work_accident")
    assert early.status_code == 422
    assert "现在还不能“作出工伤认定决定”" in text_of(early)
    assert "用人单位举证期限届满或者已经举证后才能作出决定" in text_of(early)
    assert "没有申请人陈述以外的调查材料" in text_of(early)
    assert "/fagui/" in early.content.decode()

    clock.set(2026, 11, 16)
    page = take("conclusion_received", f__for="traffic_police", papers_more=["traffic_certificate"])
    assert "中止的 6 日不计入" in text_of(page)
    page = take("resumed", papers=["resumption_notice"])

    clock.set(2026, 11, 18)
    page = take(
        "investigated",
        f__officers=["周敏", "刘志远"],
        f__certificate_shown="yes",
        papers=["investigation_record"],
    )

    clock.set(2026, 11, 23)
    client = by("zhou")
    form = client.get(f"{HOME}bu/decided/")
    assert "作出工伤认定决定日期" in text_of(form)
    seen = send(
        client,
        form,
        HOME,
        f__result="determined",
        f__item="work_accident",
        f__accident="yes",
        f__at_work_time="yes",
        f__at_workplace="yes",
        papers=[],
        papers_more=["decision"],
    )
    assert "送达工伤认定决定书（职工）：应在2026年12月14日以前完成" in text_of(seen)
    assert send(client, seen, HOME, act="confirm").status_code == 302

    clock.set(2026, 11, 25)
    page = take(
        "served",
        "?method=direct&of=decision&to=worker",
        f__receipt_signed_by="self",
        papers=["service_receipt"],
    )
    page = take(
        "served",
        "?method=mailed&of=decision&to=employer",
        f__receipt_signed_by="mail_receiver",
        f__mail_result="signed",
        f__signed_on="11月24日",
        papers=["mail_receipt"],
    )
    shown = text_of(page)
    assert "送达工伤认定决定书：职工 11月25日生效" in shown
    assert "送达工伤认定决定书：用人单位 11月24日生效" in shown
    assert "曹小满" not in page.content.decode()
    assert kinds() == [
        "assigned", "injured", "applied", "accepted", "proof_requested", "served", "suspended",
        "conclusion_received", "resumed", "investigated", "decided", "served", "served",
    ]  # fmt: skip
