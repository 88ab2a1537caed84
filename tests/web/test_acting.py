"""Acting without script: the whole work-injury story, and short ones of supervision and referral."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.cast import make_cast
from tests.web.visits import by, send, text_of
from zhunsheng.store.models import Event
from zhunsheng.web.matter_page.lines import BEGINNINGS

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
    assert "周敏、刘志远（均持证有效）" in text_of(page)

    clock.set(2026, 11, 5)
    page = take("proof_requested", f__proof_due="２０２６．１１．２０", papers=["proof_notice"])
    assert "举证期限届满日：2026年11月20日" in text_of(page)
    query = "?method=direct&of=proof_notice&to=employer"
    page = take("served", query, f__receipt_signed_by="mail_receiver", papers=["service_receipt"])
    assert "送达举证通知书：用人单位 11月5日生效" in text_of(page)

    clock.set(2026, 11, 10)
    page = take(
        "suspended", f__for="traffic_police", f__noticed="yes", papers=["suspension_notice"]
    )
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
        papers=["decision"],
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


# --- what stops an act ---------------------------------------------------------------------------


@pytest.fixture
def accepted(clock: Clock) -> str:
    """A matter that was opened and accepted, on 2026-11-25."""
    opened(by("zhou"))
    clock.set(2026, 11, 3)
    take("accepted", f__officers=["周敏", "刘志远"], papers=["acceptance_decision"])
    clock.set(2026, 11, 25)
    return HOME


def test_a_form_with_faults_keeps_what_was_typed_and_names_every_fault(accepted: str) -> None:
    answer = check("suspended", day="2026年13月1日", note="等交警")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>错误：" in shown
    assert "错误：有 2 处要改" in text_of(answer)
    assert "一年没有13月" in text_of(answer)
    assert "请选“中止原因”" in text_of(answer)
    assert "等交警" in shown
    assert 'href="#id_f-for"' in shown


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("20261101", "2026年11月1日 周日"),
        ("2026.11.1", "2026年11月1日 周日"),
        ("11月1日", "2026年11月1日 周日"),
        ("２０２６年１１月１日", "2026年11月1日 周日"),
        ("12月16日", "2025年12月16日 周二"),  # this year's has not come
    ],
)
def test_a_day_is_read_as_officers_write_it_and_the_reading_is_shown(
    accepted: str, typed: str, read: str
) -> None:
    answer = check("noted", day=typed, note="电话联系")
    assert read in text_of(answer)


def test_what_has_not_happened_yet_is_not_written(accepted: str) -> None:
    answer = check("investigated", day="2027-01-04")
    assert answer.status_code == 422
    assert "在今天之后" in text_of(answer)


def test_going_back_from_the_check_finds_the_form_as_it_was_typed(accepted: str) -> None:
    seen = check("proof_requested", f__proof_due="12月20日", papers=["proof_notice"], note="挂号")
    html = seen.content.decode()
    assert "bu/proof_requested/#id_f-proof_due" in unquote(html)
    form = seen.client.get(f"{HOME}bu/proof_requested/").content.decode()
    assert 'value="12月20日"' in form
    assert "挂号" in form
    assert 'value="proof_notice" checked' in form


def test_pressing_twice_writes_once(accepted: str) -> None:
    seen = check("proof_requested", f__proof_due="12月20日", papers=["proof_notice"])
    first = send(seen.client, seen, HOME, act="confirm")
    second = send(seen.client, seen, HOME, act="confirm")
    assert (first.status_code, second.status_code) == (302, 302)
    assert kinds().count("proof_requested") == 1


def test_a_faster_colleague_is_shown_and_nothing_is_lost(accepted: str) -> None:
    mine = check("proof_requested", f__proof_due="12月20日", papers=["proof_notice"])
    theirs = check("investigated", username="liu", f__officers=["刘志远", "周敏"])
    assert send(theirs.client, theirs, HOME, act="confirm").status_code == 302
    conflict = send(mine.client, mine, HOME, act="confirm")
    assert conflict.status_code == 409
    assert "别人刚刚改过这一件" in text_of(conflict)
    assert "调查核实" in text_of(conflict)
    assert "2026年12月20日" in text_of(conflict)
    assert "proof_requested" not in kinds()
    again = send(mine.client, conflict, HOME)
    assert "写入“通知用人单位举证”" in text_of(again)
    assert send(mine.client, again, HOME, act="confirm").status_code == 302
    assert kinds()[-2:] == ["investigated", "proof_requested"]


def test_what_the_outcome_makes_necessary_is_asked_for_in_a_second_look(accepted: str) -> None:
    take("noted", f__accident="yes", f__at_work_time="no", f__at_workplace="no")
    form = check("decided", f__result="determined", f__item="commuting")
    assert form.status_code == 200
    assert "按您填的，还要写明" in text_of(form)
    assert "以上下班为目的" in text_of(form)
    assert 'value="commuting" selected' in form.content.decode()


# --- drafts --------------------------------------------------------------------------------------


def test_a_draft_comes_back_and_goes_once_the_act_is_written(accepted: str) -> None:
    client = by("zhou")
    address = f"{HOME}bu/suspended/"
    kept = client.post(f"/caogao/?di={address}", {"f-for": "traffic_police", "note": "等交警"})
    assert kept.status_code == 204
    form = client.get(address)
    assert "已恢复" in text_of(form)
    assert "等交警" in form.content.decode()
    assert "等交警" not in client.get(f"{address}?xin=1").content.decode()
    seen = send(client, form, HOME, f__noticed="yes")
    assert send(client, seen, HOME, act="confirm").status_code == 302
    assert "已恢复" not in text_of(client.get(address))


def test_a_draft_is_the_own_one_and_of_an_act_only(accepted: str) -> None:
    client = by("zhou")
    address = f"{HOME}bu/suspended/"
    client.post(f"/caogao/?di={address}", {"note": "等交警"})
    assert "等交警" not in by("liu").get(address).content.decode()
    assert client.post("/caogao/?di=/denglu/", {"note": "x"}).status_code == 413
    assert client.post(f"/caogao/?di={address}", {"note": "长" * 70_000}).status_code == 413
    assert client.post("/caogao/", {"note": "x"}).status_code == 413


def test_saving_a_draft_by_its_button_needs_no_script(accepted: str) -> None:
    client = by("zhou")
    form = client.get(f"{HOME}bu/suspended/")
    assert send(client, form, HOME, note="等交警", act="draft").status_code == 302
    assert "等交警" in client.get(f"{HOME}bu/suspended/").content.decode()
    assert "suspended" not in kinds()


# --- hostile input -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"day": "\x00", "f-for": "\x00"},
        {"day": "9" * 5000, "f-for": "nonsense"},
        {"day": ["2026-11-25", "2026-11-24"], "f-for": ["police", "court"], "seen": "-1"},
        {"day": "<script>alert(1)</script>", "note": "<img src=x onerror=alert(1)>"},
        {"day": "2026-11-25", "f-for": "police", "asked": "x,y," * 999, "key": "../../etc"},
        {"day": "2026-11-25", "f-for": "police", "papers": ["nonsense"], "file_kept": ["x", "y"]},
        {"day": "2026-11-25", "f-for": "police", "seen": "99999999999999999999", "act": "confirm"},
    ],
)
def test_nothing_a_form_may_say_is_a_fault_of_the_server(
    accepted: str, fields: dict[str, Any]
) -> None:
    answer = by("zhou").post(f"{HOME}bu/suspended/", fields)
    assert answer.status_code in (200, 302, 409, 422)
    assert "<script>alert" not in answer.content.decode()
    assert "<img src=x" not in answer.content.decode()


@pytest.mark.parametrize("part", ["bu/nonsense/", "gengzheng/99/", "gengzheng/1/", "bu/assigned/"])
def test_what_is_no_act_has_no_form(accepted: str, part: str) -> None:
    assert by("zhou").get(HOME + part).status_code == 404


@pytest.mark.parametrize("part", ["bu/suspended/", "gengzheng/4/", "zhuanban/", "cailiao/", ""])
def test_a_county_does_not_see_the_city_s_matter(accepted: str, part: str) -> None:
    assert by("ma").get(HOME + part).status_code == 404
    if part:
        assert by("ma").post(HOME + part, {"day": "2026-11-25"}).status_code == 404


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("", "请写“案号”"),
        ("有 空格", "案号不能有空格和斜杠"),
        ("a/b", "案号不能有空格和斜杠"),
        ("2026-01-01", "案号不能有空格和斜杠"),
        ("号" * 81, "案号不能有空格和斜杠"),
        (NUMBER, "已经登记过"),
    ],
)
def test_a_number_must_be_able_to_stand(accepted: str, number: str, why: str) -> None:
    client = by("zhou")
    form = client.get("/ban/xin/work_injury/")
    answer = send(client, form, "/ban/xin/", number=number, applied__day="11月20日")
    assert answer.status_code == 422
    assert why in text_of(answer)


def test_a_matter_begins_on_some_day(clock: Clock) -> None:
    client = by("zhou")
    answer = send(client, client.get("/ban/xin/work_injury/"), "/ban/xin/", number=NUMBER)
    assert "请至少写一个日期" in text_of(answer)


def test_the_next_number_is_suggested(accepted: str) -> None:
    assert "益人社工伤〔2026〕8号" in by("zhou").get("/ban/xin/work_injury/").content.decode()


@pytest.mark.parametrize("name", sorted(BEGINNINGS))
def test_every_kind_of_matter_has_a_form_for_its_beginning(clock: Clock, name: str) -> None:
    assert by("zhou").get(f"/ban/xin/{name}/").status_code == 200


def test_a_kind_nobody_knows_has_none(clock: Clock) -> None:
    assert by("zhou").get("/ban/xin/nonsense/").status_code == 404


# --- other kinds of matter, in short -------------------------------------------------------------

CASE = "益人社监〔2026〕5号"
TRANSFER = "益人社移〔2026〕2号"


def act(home: str, step: str, query: str = "", **typed: object) -> Any:
    """Take a step of a matter through form and check; return the page of the matter."""
    client = by("zhou")
    seen = send(client, client.get(f"{home}bu/{step}/{query}"), home, **typed)
    assert seen.status_code == 200, text_of(seen)
    written = send(client, seen, home, act="confirm")
    assert written.status_code == 302, text_of(written)
    return client.get(written.url.partition("#")[0])


def test_a_supervision_case_from_report_to_order(clock: Clock) -> None:
    clock.set(2026, 11, 2)
    client = by("zhou")
    seen = send(
        client,
        client.get("/ban/xin/labor_supervision/"),
        "/ban/xin/",
        number=CASE,
        f__party="松坡某建设有限公司",
        reported__day="11月2日",
    )
    assert send(client, seen, "/ban/xin/", act="confirm").status_code == 302
    home = f"/ban/{CASE}/"
    clock.set(2026, 11, 4)
    client = by("zhou")
    form = client.get(f"{home}bu/opened/")
    seen = send(client, form, home)
    assert "送科室负责人审批" in text_of(seen)
    assert "已有书面批准，写入“立案”" in text_of(seen)
    assert send(client, seen, home, act="decide").status_code == 302
    chen = by("chen")
    (link,) = re.findall(r'href="(/shenpi/[^"?]+/)"', chen.get("/shenpi/").content.decode())[:1]
    confirm = chen.get(f"{link}?jueding=agree")
    assert send(chen, confirm, link, act="agree").status_code == 302
    page = act(
        home,
        "investigated",
        f__officers=["周敏", "陈立"],
        f__certificate_shown="yes",
        f__badge_worn="yes",
        f__measure="questioning",
    )
    assert "调查措施：询问" in text_of(page)
    clock.set(2026, 11, 10)
    ordered = {"f__pay_by": "11月20日", "f__ordered_sum": "38.624万元", "f__workers": "23人"}
    client = by("zhou")
    form = client.get(f"{home}bu/payment_ordered/")
    more = send(client, form, home, **ordered)
    assert "按您填的，还要写明" in text_of(more)
    closed = send(client, more, home)
    assert closed.status_code == 422
    assert "卷内没有证明出勤或者工作量的材料" in text_of(closed)
    filed = client.get(f"{home}cailiao/?cailiao=questioning_record")
    assert send(client, filed, home, papers=["calculation_sheet"]).status_code == 302
    page = act(home, "payment_ordered", **ordered)
    shown = text_of(page)
    assert "责令支付数额：386,240.00元" in shown
    assert "送达责令限期支付决定书：用人单位 尚未有效送达" in shown
    left = client.get(f"{home}bu/served/?method=left&of=payment_order&to=party")
    nobody = send(
        client,
        left,
        home,
        f__refused="yes",
        f__refused_by="responsible_person",
        f__at_residence="yes",
        f__witness="none",
        f__recording="no",
    )
    assert nobody.status_code == 422
    assert "留置时既没有见证人，也没有拍照录像" in text_of(nobody)


def test_a_transfer_from_order_to_police(clock: Clock) -> None:
    clock.set(2026, 11, 2)
    client = by("zhou")
    seen = send(
        client,
        client.get("/ban/xin/crime_referral/"),
        "/ban/xin/",
        number=TRANSFER,
        f__employer="松坡某劳务有限公司",
        f__suspect="郑阿大",
        f__suspect_kind="employer",
        f__workers_owed="12",
        f__total_owed="186,000",
        payment_ordered__day="10月8日",
        payment_ordered__f__pay_by="10月20日",
        suspected__day="11月2日",
    )
    assert "186,000.00元" in text_of(seen)
    assert send(client, seen, "/ban/xin/", act="confirm").status_code == 302
    home = f"/ban/{TRANSFER}/"
    client = by("zhou")
    early = send(client, client.get(f"{home}bu/referred/"), home, f__police_level="same")
    assert early.status_code == 422
    assert "移送以前应当经负责人批准" in text_of(early)
    act(home, "team_formed", f__officers=["周敏", "刘志远"])
    page = act(home, "transfer_proposed", papers_more=["investigation_report"])
    assert "人社（移送）" in text_of(page)
    assert "公安（立案）" in text_of(page)
    assert "郑阿大" not in page.content.decode()
    page = by("zhou").get(f"{home}bu/transfer_approved/")
    assert "请选“批准移送的负责人”" in text_of(send(by("zhou"), page, home))
