"""What needs a second person: corrections, exceptions, decisions; who may agree, and once only."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import OPEN_INJURY, make_cast, open_text
from tests.web.visits import by, send, text_of
from zhunsheng.record.event import Event
from zhunsheng.store.models import Account, Department, Proposal
from zhunsheng.store.models import Event as StoredEvent
from zhunsheng.web.forms.proposing import Proposed, from_text, to_text

pytestmark = pytest.mark.django_db
NUMBER = "益人社工伤〔2026〕1号"
HOME = f"/ban/{NUMBER}/"
REFERRAL = """益人社移〔2026〕3号 crime_referral
  employer 松坡某劳务有限公司
  suspect 郑阿大
  suspect_kind employer
  workers_owed 12
  total_owed 186000
2026-10-08 payment_ordered document=rectification_order pay_by=2026-10-20 names_deadline papers=payment_order
2026-10-09 served to=employer method=direct receipt_signed_by=legal_representative receipt papers=service_receipt
2026-11-20 suspected
2026-11-23 team_formed officers=周敏,刘志远
2026-11-24 transfer_proposed papers=investigation_report
"""
TRANSFER = "/ban/益人社移〔2026〕3号/"


@pytest.fixture
def matter() -> str:
    make_cast()
    return open_text(OPEN_INJURY, "zhou")


@pytest.fixture
def transfer() -> str:
    make_cast()
    return open_text(REFERRAL, "zhou")


def bodies(number: str = NUMBER) -> list[dict[str, Any]]:
    found = StoredEvent.objects.filter(matter__number=number).order_by("seq")
    return [json.loads(body) for body in found.values_list("body", flat=True)]


def settle(client: Client, proposal: Proposal, choice: str, **typed: object) -> Any:
    """Look at a proposal, choose, confirm: three clicks with the one that leads there."""
    address = f"/shenpi/{proposal.pk}/"
    assert f"?jueding={choice}" in client.get(address).content.decode()
    return send(client, client.get(f"{address}?jueding={choice}"), address, act=choice, **typed)


def test_a_proposal_is_written_in_the_text_form_and_read_back() -> None:
    event = Event(
        "accepted", date(2026, 11, 3), facts={"officers": ("周敏",)}, note="日期\n写错", corrects=4
    )
    proposed = Proposed(event, {"decision": "ab" * 32}, ("two_officers",))
    assert from_text(to_text(NUMBER, "work_injury", proposed)) == proposed
    struck = Proposed(Event("struck_out", date(2026, 11, 3), note="没有这回事", corrects=4))
    assert from_text(to_text(NUMBER, "work_injury", struck)) == struck


# --- corrections ---------------------------------------------------------------------------------


def corrected(username: str = "zhou", **typed: object) -> Any:
    client = by(username)
    form = client.get(f"{HOME}gengzheng/4/")
    answer = send(client, form, HOME, **typed)
    if answer.status_code != 200:
        return answer
    assert "前后对照" in text_of(answer)
    return send(client, answer, HOME, act="confirm")


def test_a_correction_waits_for_another_officer_who_sees_both_sides(matter: str) -> None:
    assert corrected(note="受理日期写错", day="11月2日").status_code == 302
    assert len(bodies()) == 4
    (proposal,) = Proposal.objects.all()
    assert "更正" in text_of(by("liu").get("/shenpi/"))
    shown = text_of(by("liu").get(f"/shenpi/{proposal.pk}/"))
    assert "原记录 更正为" in shown
    assert "2026年11月3日 2026年11月2日" in shown
    assert settle(by("liu"), proposal, "agree").status_code == 302
    last = bodies()[-1]
    assert (last["corrects"], last["happened_on"], last["note"]) == (
        4,
        "2026-11-02",
        "受理日期写错",
    )
    assert (last["author"], last["second"]) == ("zhou", "liu")
    page = text_of(by("zhou").get(HOME))
    assert "更正第 4 条：受理工伤认定申请" in page
    assert "刘志远复核" in page
    assert "已由第 5 条代替" in page


def test_the_one_who_proposed_may_not_agree_but_may_withdraw(matter: str) -> None:
    corrected(note="受理日期写错", day="11月2日")
    (proposal,) = Proposal.objects.all()
    address = f"/shenpi/{proposal.pk}/"
    mine = by("zhou")
    assert "jueding=agree" not in mine.get(address).content.decode()
    assert mine.post(address, {"act": "agree"}).status_code == 422
    assert len(bodies()) == 4
    assert send(mine, mine.get(address), address, act="withdraw").status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_agreeing_twice_writes_once(matter: str) -> None:
    corrected(note="受理日期写错", day="11月2日")
    (proposal,) = Proposal.objects.all()
    client = by("liu")
    address = f"/shenpi/{proposal.pk}/"
    confirm = client.get(f"{address}?jueding=agree")
    first = send(client, confirm, address, act="agree")
    second = send(client, confirm, address, act="agree")
    assert (first.status_code, second.status_code) == (302, 302)
    assert len(bodies()) == 5
    assert "已经处理过" in text_of(client.get(address))


def test_striking_out_leaves_the_record_and_takes_the_event_out_of_force(matter: str) -> None:
    corrected(note="登记错了办件", way="strike")
    (proposal,) = Proposal.objects.all()
    assert "（删除）" in text_of(by("liu").get(f"/shenpi/{proposal.pk}/"))
    settle(by("liu"), proposal, "agree")
    assert (bodies()[-1]["kind"], bodies()[-1]["corrects"]) == ("struck_out", 4)
    assert "删除第 4 条" in text_of(by("zhou").get(HOME))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"day": "11月2日"}, "请写“理由”"),
        ({"note": "没有改"}, "没有改动"),
        ({"note": "写错", "day": "没有这天"}, "它不是日期"),
    ],
)
def test_a_correction_says_why_and_what(matter: str, typed: dict[str, str], why: str) -> None:
    answer = corrected(**typed)
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert not Proposal.objects.exists()


def test_a_correction_of_what_was_corrected_is_led_to_the_newer_one(matter: str) -> None:
    corrected(note="受理日期写错", day="11月2日")
    settle(by("liu"), Proposal.objects.get(), "agree")
    assert "这一条已由第 5 条代替" in text_of(by("zhou").get(f"{HOME}gengzheng/4/"))
    assert "已由第5条更正" in text_of(corrected(note="再改", day="11月1日"))


# --- exceptions ----------------------------------------------------------------------------------


def closed(**typed: object) -> Any:
    """Try to decide without investigation; the law closes it."""
    client = by("zhou")
    form = client.get(f"{HOME}bu/decided/")
    answer = send(client, form, HOME, f__result="determined", f__item="work_accident")
    assert answer.status_code == 422
    return send(client, answer, HOME, act="except", **typed)


def test_an_exception_is_an_event_with_approver_and_reason(matter: str) -> None:
    assert closed(reason="补录上月已经作出的决定", why="record").status_code == 302
    assert len(bodies()) == 4
    (proposal,) = Proposal.objects.all()
    assert (proposal.kind, proposal.role) == ("exception", "section_head")
    shown = text_of(by("chen").get(f"/shenpi/{proposal.pk}/"))
    assert "法律现在不允许的" in shown
    assert "如实补记：补录上月已经作出的决定" in shown
    assert settle(by("chen"), proposal, "agree").status_code == 302
    excepted, decided = bodies()[-2:]
    assert excepted["kind"] == "excepted"
    assert "chen" in str(excepted["facts"]["approver"])
    assert excepted["note"] == "如实补记：补录上月已经作出的决定"
    assert (decided["kind"], decided["author"]) == ("decided", "zhou")
    page = text_of(by("zhou").get(HOME))
    assert "对“作出工伤认定决定”给予特批；批准人 陈立" in page
    assert "可能被撤销" in page


def test_an_exception_needs_a_reason_and_a_head(matter: str) -> None:
    answer = closed(reason="")
    assert answer.status_code == 422
    assert "请写明特批或者补记的理由" in text_of(answer)
    closed(reason="特殊")
    (proposal,) = Proposal.objects.all()
    liu = by("liu")
    assert "jueding=agree" not in liu.get(f"/shenpi/{proposal.pk}/").content.decode()
    assert liu.post(f"/shenpi/{proposal.pk}/", {"act": "agree"}).status_code == 422
    assert len(bodies()) == 4


def test_a_refusal_says_why_and_writes_nothing(matter: str) -> None:
    closed(reason="特殊")
    (proposal,) = Proposal.objects.all()
    address = f"/shenpi/{proposal.pk}/"
    chen = by("chen")
    form = chen.get(f"{address}?jueding=refuse")
    assert send(chen, form, address, act="refuse").status_code == 422
    answer = send(chen, form, address, act="refuse", answer="先调查核实")
    assert answer.status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("refused", "先调查核实")
    assert len(bodies()) == 4
    assert "先调查核实" in text_of(by("zhou").get("/shenpi/"))


# --- decisions -----------------------------------------------------------------------------------


def sent_for_decision() -> Proposal:
    client = by("zhou")
    form = client.get(f"{TRANSFER}bu/transfer_approved/")
    seen = send(client, form, TRANSFER, f__approved_by="head", papers=["transfer_approval"])
    assert "送局领导审批" in text_of(seen)
    assert send(client, seen, TRANSFER, act="decide").status_code == 302
    return Proposal.objects.get()


def test_a_leader_approves_a_transfer_in_three_clicks(transfer: str) -> None:
    proposal = sent_for_decision()
    assert (proposal.kind, proposal.role, proposal.due_on) == (
        "decision", "leader", date(2026, 11, 27),
    )  # fmt: skip
    tang = by("tang")
    waiting = tang.get("/shenpi/")
    assert "审阅并决定" in text_of(waiting)
    assert "11月27日 剩 2 日" in text_of(waiting)
    shown = text_of(tang.get(f"/shenpi/{proposal.pk}/"))
    assert "人社（移送）" in shown
    assert "公安（立案）" in shown
    assert settle(tang, proposal, "agree").status_code == 302
    last = bodies(transfer)[-1]
    assert (last["kind"], last["author"]) == ("transfer_approved", "tang")
    assert last["happened_on"] == "2026-11-25"


def test_what_a_leader_does_not_approve_is_written_with_the_reason(transfer: str) -> None:
    proposal = sent_for_decision()
    answer = settle(by("tang"), proposal, "refuse", answer="先补逃匿的证据")
    assert answer.status_code == 302
    last = bodies(transfer)[-1]
    assert (last["kind"], last["note"]) == ("transfer_not_approved", "先补逃匿的证据")


def test_an_approval_on_paper_may_be_written_down_as_it_was(transfer: str) -> None:
    client = by("zhou")
    form = client.get(f"{TRANSFER}bu/transfer_approved/")
    seen = send(client, form, TRANSFER, f__approved_by="head", papers=["transfer_approval"])
    assert send(client, seen, TRANSFER, act="confirm").status_code == 302
    assert bodies(transfer)[-1]["author"] == "zhou"


def test_what_was_added_meanwhile_is_shown_before_it_is_agreed_to(transfer: str) -> None:
    proposal = sent_for_decision()
    client = by("liu")
    form = client.get(f"{TRANSFER}bu/partly_paid/")
    seen = send(client, form, TRANSFER)
    send(client, seen, TRANSFER, act="confirm")
    shown = text_of(by("tang").get(f"/shenpi/{proposal.pk}/"))
    assert "提出以后新增的记录 1 条" in shown
    assert "部分支付" in shown


def test_a_proposal_of_elsewhere_is_not_there(transfer: str) -> None:
    proposal = sent_for_decision()
    assert by("ma").get(f"/shenpi/{proposal.pk}/").status_code == 404
    assert "郑" not in text_of(by("ma").get("/shenpi/"))


def test_a_settled_proposal_keeps_no_name(transfer: str) -> None:
    client = by("zhou")
    form = client.get(f"{TRANSFER}gengzheng/5/")
    assert form.status_code == 200
    proposal = sent_for_decision()
    settle(by("tang"), proposal, "agree")
    proposal.refresh_from_db()
    assert "郑阿大" not in proposal.event


# --- handing on and sealing ----------------------------------------------------------------------


def test_a_matter_is_handed_on_and_leaves_with_its_department(matter: str) -> None:
    client = by("zhou")
    form = client.get(f"{HOME}zhuanban/")
    assert "马骁（桃江县人社局）" in text_of(form)
    answer = send(client, form, HOME, handler="liu", note="调岗")
    assert answer.status_code == 302
    assert "由工伤保险科刘志远承办" in text_of(client.get(HOME))
    head = by("chen")
    away = send(head, head.get(f"{HOME}zhuanban/"), HOME, handler="ma", note="属地办理")
    assert away.url == "/ban/"
    assert client.get(HOME).status_code == 404
    assert by("ma").get(HOME).status_code == 200


def test_another_s_matter_is_handed_on_by_a_head_only(matter: str) -> None:
    client = by("liu")
    form = client.get(f"{HOME}zhuanban/")
    assert send(client, form, HOME, handler="liu").status_code == 403
    assert len(bodies()) == 4


def test_a_sealed_matter_is_closed_to_others_until_it_is_opened_again(matter: str) -> None:
    tang = by("tang")
    form = tang.get(f"{HOME}xianzhi/")
    assert send(tang, form, HOME).status_code == 422
    assert send(tang, form, HOME, note="涉及未成年人").status_code == 302
    assert by("liu").get(HOME).status_code == 404
    assert by("zhou").get(HOME).status_code == 200
    assert "限制查阅" in text_of(tang.get(HOME))
    assert send(tang, tang.get(f"{HOME}xianzhi/"), HOME, note="已处理").status_code == 302
    assert by("liu").get(HOME).status_code == 200


@pytest.mark.parametrize("username", ["zhou", "chen", "shen"])
def test_only_leaders_and_legal_affairs_seal(matter: str, username: str) -> None:
    assert by(username).get(f"{HOME}xianzhi/").status_code == 403


def test_reason_and_number_stay_masked_for_those_who_look(matter: str) -> None:
    assert Account.objects.count() == 8
    assert Department.objects.count() == 4
    corrected(note="联系 13912342217 曹小满 后更正", day="11月2日")
    shown = by("liu").get("/shenpi/").content.decode()
    assert "13912342217" not in shown


def test_a_decision_that_is_waited_for_is_not_asked_for_twice(transfer: str) -> None:
    proposal = sent_for_decision()
    client = by("zhou")
    form = client.get(f"{TRANSFER}bu/transfer_approved/")
    seen = send(client, form, TRANSFER, f__approved_by="head")
    answer = send(client, seen, TRANSFER, act="decide")
    assert answer.url == f"/shenpi/{proposal.pk}/"
    assert "正等审批" in text_of(client.get(answer.url))
    assert Proposal.objects.count() == 1
