"""The page of a matter: what is due and why, what may not be done yet, what holds, who may look."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.db import connection

from tests.cast import OPEN_INJURY, make_cast, office, open_text
from tests.web.visits import by, text_of
from zhunsheng.law.procedure import leaves
from zhunsheng.procedures import procedures
from zhunsheng.web.matter_page.lines import BEGINNINGS, LINES

pytestmark = pytest.mark.django_db
NUMBER = "益人社工伤〔2026〕1号"
HOME = f"/ban/{NUMBER}/"
TOLD = """2026-11-05 proof_requested proof_due=2026-11-20 papers=proof_notice
2026-11-06 served to=employer of=proof_notice method=direct receipt_signed_by=mail_receiver receipt
2026-11-08 suspended for=traffic_police noticed papers=suspension_notice
2026-11-12 conclusion_received for=traffic_police papers=traffic_certificate
2026-11-12 resumed papers=resumption_notice
"""
SERVED = """2026-11-18 investigated officers=周敏 certificate_shown papers=investigation_record
2026-11-21 decided result=determined item=work_accident papers=decision
2026-11-23 served to=worker of=decision method=direct receipt_signed_by=neighbor receipt
2026-11-23 served to=employer of=decision method=direct receipt_signed_by=mail_receiver receipt
"""
REFERRAL = """益人社移〔2026〕3号 crime_referral
  employer 松坡某劳务有限公司
  suspect 郑阿大
  suspect_kind employer
  owed_for remuneration
  workers_owed 12
  total_owed 186000
2026-10-08 payment_ordered document=rectification_order pay_by=2026-10-20 names_deadline papers=payment_order
2026-10-09 served to=employer method=direct receipt_signed_by=legal_representative receipt papers=service_receipt
2026-11-20 suspected absconded evasion_intended papers=flight_record
2026-11-23 team_formed officers=周敏,刘志远
"""


@pytest.fixture
def cast() -> None:
    make_cast()


def opened(text: str = OPEN_INJURY) -> str:
    return f"/ban/{open_text(text, 'zhou')}/"


@pytest.mark.usefixtures("cast")
def test_the_page_opens_with_what_is_due_by_which_article_and_how_it_was_counted() -> None:
    shown = text_of(by("zhou").get(opened()))
    assert "曹××（松坡某物流有限公司）" in shown
    assert "周敏、刘志远（均持证有效）" in shown
    assert "2027年1月2日（周六）前作出工伤认定决定 剩 38 日" in shown
    assert "《工伤保险条例》第二十条第一款 （2011年1月1日起施行，现行有效）" in shown
    assert "自11月3日起算，法定 60日" in shown
    assert "期限怎么算" in shown


@pytest.mark.usefixtures("cast")
def test_one_act_leads_and_what_may_not_be_done_yet_says_why() -> None:
    answer = by("zhou").get(opened())
    assert answer.content.decode().count("button-primary") == 1
    assert "通知用人单位举证" in text_of(answer)
    barred = text_of(answer).partition("现在还不能")[2].partition("全部可以登记")[0]
    assert "作出决定以前应当通知用人单位举证" in barred
    assert "《工伤认定办法》第十七条" in barred
    assert "卷内还没有申请人陈述以外的调查材料" in barred


@pytest.mark.usefixtures("cast")
def test_the_stages_carry_their_days() -> None:
    shown = text_of(by("zhou").get(opened(OPEN_INJURY + TOLD)))
    assert "申请工伤认定 10月20日" in shown
    assert "受理工伤认定申请 11月3日" in shown
    assert "作出工伤认定决定 未开始" in shown


@pytest.mark.usefixtures("cast")
def test_events_stand_newest_first_with_their_marks_and_the_chain_holds() -> None:
    shown = text_of(by("zhou").get(opened()))
    kept = office().store.load(NUMBER)
    marks = [f"{head[:4]} {head[4:8]}" for head in kept.heads]
    assert all(mark in shown for mark in marks)
    assert f"4 条首尾相接，末条 {marks[-1]}" in shown
    history = shown.partition("经过")[2]
    assert history.index("受理工伤认定申请") < history.index("申请人类别：职工")
    assert "由工伤保险科周敏承办" in shown


@pytest.mark.usefixtures("cast")
def test_a_broken_chain_is_seen_on_the_page() -> None:
    address = opened()
    with connection.cursor() as cursor:
        for trigger in _triggers(cursor):
            cursor.execute(trigger)
        cursor.execute(
            "UPDATE store_event SET body = REPLACE(body, '2026-11-03', '2026-11-02') WHERE seq = 4"
        )
    assert "记录链在第 4 条断开" in text_of(by("zhou").get(address))


def _triggers(cursor: object) -> list[str]:
    """What an intruder would do first: take the refusing triggers away."""
    if connection.vendor == "sqlite":
        found = connection.cursor().execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'store_event'"
        )
        return [f'DROP TRIGGER "{name}"' for (name,) in found.fetchall()]
    return ["SET session_replication_role = replica"]


@pytest.mark.usefixtures("cast")
def test_defects_say_ground_gravity_cure_and_where() -> None:
    answer = by("zhou").get(opened(OPEN_INJURY + TOLD + SERVED))
    shown = text_of(answer).partition("缺陷")[2]
    assert "可能被撤销 调查核实应当由两名以上工作人员共同进行" in shown
    assert "违反法定程序" in shown
    assert "补救：决定以前由两名以上工作人员重新调查" in shown
    assert "向职工送达无效：签收人无权签收" in shown
    hrefs = [unquote(one) for one in re.findall(r'href="([^"]+)"', answer.content.decode())]
    assert f"{HOME}bu/served/?of=decision&amp;to=worker" in hrefs


@pytest.mark.usefixtures("cast")
def test_service_is_told_for_each_addressee() -> None:
    shown = text_of(by("zhou").get(opened(OPEN_INJURY + TOLD + SERVED)))
    served = shown.partition("逐个受送达人")[2]
    assert "送达举证通知书：用人单位 11月6日生效" in served
    assert "送达工伤认定决定书：职工 尚未有效送达 11月23日 直接送达 无效 签收人无权签收" in re.sub(
        r"[\s　]+", " ", served
    )
    assert "送达工伤认定决定书：用人单位 11月23日生效" in served


@pytest.mark.usefixtures("cast")
def test_elements_say_what_proves_them_and_what_is_still_wanted() -> None:
    text = OPEN_INJURY.replace(" at_workplace at_work_time", "")
    shown = text_of(by("zhou").get(opened(text)))
    assert "在工作场所内 不明，可由调查笔录、证人证言、现场核实记录等之一查明" in re.sub(
        r"[\s　]+", " ", shown
    )
    assert "工伤： 尚待查明" in shown


@pytest.mark.usefixtures("cast")
def test_a_transfer_shows_both_readings_side_by_side() -> None:
    answer = by("zhou").get(opened(REFERRAL))
    shown = re.sub(r"[\s　]+", " ", text_of(answer))
    table = shown.partition("两种口径对照")[2]
    assert "人社（移送）" in table
    assert "公安（立案）" in table
    row = table.partition("被拖欠的劳动者达到十名")[2].partition("累计拖欠")[0]
    assert "补：逐人欠薪明细表" in row
    assert "补：劳动者逐人询问笔录或者经劳动者签字的工资结算单或者审计报告" in row
    assert "郑阿大" not in answer.content.decode()
    assert "12" in shown
    assert "186,000.00" in shown


@pytest.mark.usefixtures("cast")
def test_the_whole_way_to_a_day_is_told_and_drawn() -> None:
    opened(OPEN_INJURY + TOLD)
    answer = by("zhou").get(f"{HOME}weishenme/decided_in_time/")
    shown, html = text_of(answer), answer.content.decode()
    assert "推算的每一步" in shown
    assert "自2026年11月3日的次日起算60日" in shown
    assert 'class="track"' in html
    assert "track-paused" in html
    assert "中止 4 日" in html
    assert " style=" not in html
    assert "第 4 条 受理工伤认定申请" in shown


@pytest.mark.usefixtures("cast")
def test_a_closed_step_is_explained_too_and_a_rule_nobody_has_is_not_there() -> None:
    client = by("zhou")
    opened()
    assert client.get(f"{HOME}weishenme/investigation_record_on_file/").status_code == 200
    assert client.get(f"{HOME}weishenme/nonsense/").status_code == 404
    assert by("ma").get(f"{HOME}weishenme/decided_in_time/").status_code == 404


@pytest.mark.usefixtures("cast")
def test_the_print_holds_every_head_in_full() -> None:
    opened()
    html = by("zhou").get(f"{HOME}daying/").content.decode()
    assert all(head in html for head in office().store.load(NUMBER).heads)


@pytest.mark.usefixtures("cast")
def test_who_only_reads_is_offered_no_act() -> None:
    opened()
    html = by("shen").get(HOME).content.decode()
    assert "/bu/" not in unquote(html)
    assert "曹小满" not in html


@pytest.mark.usefixtures("cast")
def test_the_page_costs_few_queries(django_assert_max_num_queries: object) -> None:
    client = by("zhou")
    opened(OPEN_INJURY + TOLD + SERVED)
    client.get(HOME)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        client.get(HOME)


@pytest.mark.parametrize("name", sorted(procedures()))
def test_every_kind_of_matter_has_a_line_of_steps_it_knows(name: str) -> None:
    known = {step.name for step in procedures()[name].steps}
    documents = {
        choice
        for step in procedures()[name].steps
        for fact in step.facts
        if fact.name == "of"
        for choice in fact.choices
    }
    for stage in (one for names in LINES[name] for one in names):
        step, _, document = stage.partition(":")
        assert step in known
        assert not document or document in documents or name == "penalty"
    beginning = BEGINNINGS[name]
    assert set(beginning.steps) <= known
    assert set(beginning.facts) <= {fact.name for fact in procedures()[name].facts}


@pytest.mark.parametrize("name", sorted(procedures()))
@pytest.mark.usefixtures("cast")
def test_every_kind_of_matter_has_a_page_from_its_first_act(name: str) -> None:
    step = BEGINNINGS[name].steps[-1]
    number = f"试〔2026〕{name}"
    open_text(f"{number} {name}\n2026-11-20 {step}\n", "zhou")
    answer = by("zhou").get(f"/ban/{number}/")
    assert answer.status_code == 200
    assert "下一步" in text_of(answer)
    trees = [one.tree for one in procedures()[name].elements]
    assert all(list(leaves(tree)) for tree in trees)
