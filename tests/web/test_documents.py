"""文书: prepared from the record and what is typed, looked at by who may, never beyond one's scope."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.cast import make_cast, office
from tests.documents.matters import lawful
from tests.web.papers import (
    PERSON,
    bare,
    client,
    hidden,
    issue,
    issued,
    open_matter,
    prepare,
    settle_bureau,
    stage,
    text,
)
from zhunsheng.record.record import Record
from zhunsheng.store.models import AccessEntry, Account, Document, Draft, MatterRow, Paper
from zhunsheng.store.papers import path_of
from zhunsheng.web.documents_page import listing

pytestmark = pytest.mark.django_db
NUMBER = "云人社〔2025〕81号"
NOBODYS = "3f2b8c1e-7a54-4d0b-9c6e-5a1d2e3f4b60"
NAMED = {
    "opening_approval": "立案审批表",
    "acceptance": "工伤认定申请受理决定书",
    "refusal": "工伤认定申请不予受理决定书",
    "supplement_notice": "工伤认定申请补正材料告知书",
    "proof_notice": "工伤认定举证通知书",
    "suspension_notice": "工伤认定时限中止通知书",
    "resumption_notice": "恢复工伤认定通知书",
    "determination": "认定工伤决定书",
    "no_determination": "不予认定工伤决定书",
    "inquiry_notice": "调查询问通知书",
    "correction_order": "劳动保障监察限期改正指令书",
    "prior_notice": "行政处罚事先告知书",
    "handling_decision": "行政处理决定书",
    "service_receipt in work_injury": "送达回证",
    "transfer_letter": "涉嫌犯罪案件移送书",
    "closing_approval": "结案审批表",
}
IDENTITY = "439900198609140027"
HOSTILE = (
    "<script>alert(1)</script>",
    "#let x = 1 $a$ *b* _c_ \\ //",
    "{worker} {bureau.name} %s {{ me }}",
    "甲\x00\u202e乙",
    '"><img src=x onerror=y>',
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHUNSHENG_HOME", str(tmp_path))
    settle_bureau(tmp_path)
    make_cast()
    return tmp_path


def read(content: bytes) -> str:
    document = pdfium.PdfDocument(content)
    return "".join("".join(p.get_textpage().get_text_range() for p in document).split())


def content(answer: Any) -> bytes:
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)


def of(document: Document, rest: str = "") -> str:
    return f"/wenshu/{document.pk}/{rest}"


def main(page: str) -> str:
    """Return the text of a page's main part, as it is read."""
    inside = page[page.index('<main id="main"') : page.index("</main>")]
    return unescape(re.sub(r"<[^>]+>", "", inside))


# --- the papers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", NAMED)
def test_every_named_paper_is_previewed_downloaded_and_issued(case: str) -> None:
    number, kind, facts = stage(case, NUMBER)
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    page = text(zhou, of(draft))
    assert NAMED[case] in page
    assert "还缺" not in page
    assert "【缺" not in page
    picture = zhou.get(of(draft, "ye/1.png"))
    assert Image.open(io.BytesIO(picture.content)).format == "PNG"
    assert "草稿" in read(content(zhou.get(of(draft, "pdf/"))))
    with zipfile.ZipFile(io.BytesIO(content(zhou.get(of(draft, "docx/"))))) as word:
        assert "word/document.xml" in word.namelist()

    assert issue(zhou, draft).status_code == 302
    draft.refresh_from_db()
    paper = content(zhou.get(of(draft, "pdf/")))
    assert "草稿" not in read(paper)
    assert draft.number in read(paper)
    assert Paper.objects.get(digest=draft.digest).matter.number == number
    assert path_of(draft.digest).read_bytes() == paper
    assert content(zhou.get(of(draft, "docx/")))[:2] == b"PK"


def test_what_is_missing_is_listed_with_the_page_where_it_is_entered_and_blocks_the_issue() -> None:
    number, kind, _ = stage("determination", NUMBER)
    zhou = client()
    draft = prepare(zhou, number, kind, {"occupation": "装配工"})
    page = text(zhou, of(draft))
    listed = page[page.index('id="lacks"') : page.index('id="paper"')]
    assert {"性别", "身份证号码", "事故地点"} <= set(re.findall(r"<b>([^<]+)</b>", listed))
    assert "【缺：性别】" in page
    assert 'value="issue"' not in page
    for href in re.findall(r'href="([^"]+)"', listed):
        text(zhou, unescape(href).partition("#")[0])
    answer = zhou.post(of(draft), {"act": "issue", "text": hidden(page).get("text", "")})
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.state == Document.State.DRAFT


def test_parameters_of_the_bureau_are_named_as_missing(home: Path) -> None:
    (home / "bureau.toml").write_text('name = "某局"\nmark = "某"\n', encoding="utf-8")
    number, kind, facts = stage("determination", NUMBER)
    zhou = client()
    listed = main(text(zhou, of(prepare(zhou, number, kind, facts))))
    assert "有管辖权的人民法院" in listed
    assert "bureau.toml" in listed


def test_a_step_s_own_fact_is_mended_where_the_step_is() -> None:
    told, facts = bare(lawful("penalty"), NUMBER)
    events = tuple(
        replace(one, facts={name: v for name, v in one.facts.items() if name != "fine"})
        for one in told.events
    )
    number = open_matter(replace(told, events=events))
    zhou = client()
    page = text(zhou, of(prepare(zhou, number, "penalty_decision", facts)))
    place = next(seq for seq, one in enumerate(events, 2) if one.kind == "penalty_decided")
    assert f"/gengzheng/{place}/" in page
    assert "罚款金额" in page


def test_the_form_asks_only_for_what_the_paper_speaks_of_and_the_record_lacks() -> None:
    number, kind, _ = stage("payment_order", NUMBER)
    asked = set(re.findall(r'name="f-([a-z_]+)"', text(client(), f"/ban/{number}/wenshu/{kind}/")))
    assert asked == {"facts_found"}


def test_what_one_paper_states_opens_the_next_ones_form() -> None:
    number, kind, facts = stage("determination", NUMBER)
    zhou = client()
    issued(zhou, number, kind, facts)
    page = text(zhou, f"/ban/{number}/wenshu/{kind}/")
    assert "装配车间操作工" in page
    assert "取自《认定工伤决定书》" in page
    assert IDENTITY not in page
    assert "已填 4399" in page
    again = prepare(zhou, number, kind, {"occupation": "质检员"})
    assert IDENTITY in text(zhou, of(again))


def test_the_receipt_knows_the_number_of_what_was_served() -> None:
    number, kind, facts = stage("determination", NUMBER)
    zhou = client()
    made = issued(zhou, number, kind, facts)
    assert f'value="{made.number}"' in text(zhou, f"/ban/{number}/wenshu/service_receipt/")


# --- drafts --------------------------------------------------------------------------------------


def test_a_draft_is_changed_in_its_form_and_personal_facts_stay_unless_typed_anew() -> None:
    number, kind, facts = stage("determination", NUMBER)
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    address = f"/ban/{number}/wenshu/{kind}/?gai={draft.pk}"
    page = text(zhou, address)
    assert IDENTITY not in page
    assert "1986年×月×日" in page
    sent = {"key": hidden(page)["key"], "day": "2025-06-21", "f-occupation": "质检员"}
    assert zhou.post(address, sent).headers["Location"] == of(draft)
    shown = text(zhou, of(draft))
    assert "质检员" in shown
    assert IDENTITY in shown
    assert "2025年6月21日" in shown
    assert "【缺：性别】" in shown
    assert Document.objects.count() == 1


def test_sent_twice_it_is_one_draft() -> None:
    number, kind, _ = stage("acceptance", NUMBER)
    zhou = client()
    address = f"/ban/{number}/wenshu/{kind}/"
    sent = {"key": hidden(text(zhou, address))["key"], "day": "2025-04-03"}
    first, second = zhou.post(address, sent), zhou.post(address, sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "请写"),
        ("2999-01-01", "在今天之后"),
        ("昨天", "文书日期"),
        ("2001-06-20", "没有收录有效的条文"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_what_was_typed_stays(day: str, said: str) -> None:
    number, kind, _ = stage("determination", NUMBER)
    zhou = client()
    answer = zhou.post(f"/ban/{number}/wenshu/{kind}/", {"day": day, "f-occupation": "装配工"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'value="装配工"' in page
    assert not Document.objects.exists()


def test_typing_is_kept_with_the_paper_it_belongs_to() -> None:
    number, kind, facts = stage("determination", NUMBER)
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    address = f"/ban/{number}/wenshu/{kind}/"
    zhou.post(f"/caogao/?di={address}", {"of": "", "f-occupation": "写到一半"})
    assert "写到一半" in text(zhou, address)
    assert "写到一半" not in text(zhou, f"{address}?xin=1")
    assert "写到一半" not in text(zhou, f"{address}?gai={draft.pk}")
    prepare(zhou, number, kind, facts)
    assert not Draft.objects.exists()


def test_a_draft_is_deleted_after_asking() -> None:
    number, kind, facts = stage("acceptance", NUMBER)
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    assert "找不回来" in text(zhou, of(draft, "?wen=shanchu"))
    assert zhou.post(of(draft), {"act": "drop"}).status_code == 302
    text(zhou, of(draft), 404)


def test_before_its_act_a_letter_is_prepared_and_not_issued() -> None:
    told, facts = bare(lawful("work_injury"), NUMBER)
    before = tuple(one for one in told.events if one.happened_on < date(2025, 6, 1))
    number = open_matter(replace(told, events=before))
    zhou = client()
    page = text(zhou, f"/ban/{number}/wenshu/determination/")
    assert "还没有登记" in page
    assert 'name="f-result"' in page
    typed = {**facts, "result": "determined", "item": "commuting_traffic"}
    address = f"/ban/{number}/wenshu/determination/"
    sent = {"key": hidden(page)["key"], "day": "2025-06-20"}
    sent |= {f"f-{name}": str(value) for name, value in typed.items()}
    draft = Document.objects.get(pk=zhou.post(address, sent).headers["Location"].split("/")[2])
    page = text(zhou, of(draft))
    assert "现予以认定为工伤" in page
    assert "作出工伤认定决定（还没有登记）" in page
    assert issue(zhou, draft).status_code == 422


def test_a_form_to_be_signed_by_hand_may_be_issued_before_its_act_and_proves_nothing() -> None:
    told, facts = bare(lawful("labor_supervision"), NUMBER)
    before = tuple(one for one in told.events if one.happened_on < date(2025, 3, 12))
    number = open_matter(replace(told, events=before))
    zhou = client()
    made = prepare_ahead(zhou, number, "opening_approval", facts)
    assert issue(zhou, made).status_code == 302
    made.refresh_from_db()
    assert made.number
    record = record_of(number)
    assert "opening_approval" not in {name for one in record.events for name in one.papers}


def prepare_ahead(browser: Any, number: str, kind: str, facts: dict[str, Any]) -> Document:
    address = f"/ban/{number}/wenshu/{kind}/?di=0"
    page = text(browser, address)
    sent = {"key": hidden(page)["key"], "day": "2025-03-12", "di": "0"}
    sent |= {f"f-{name}": str(value) for name, value in facts.items()}
    answer = browser.post(address, sent)
    return Document.objects.get(pk=answer.headers["Location"].split("/")[2])


def record_of(number: str) -> Record:
    return office().store.load(number).record


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    number, kind, facts = stage("determination", NUMBER)
    zhou = client()
    typed = {**facts, "occupation": hostile, "injury_account": hostile}
    made = issued(zhou, number, kind, typed)
    page = text(zhou, of(made))
    kept = hostile.replace("\x00", "").replace("\u202e", "")
    assert kept in main(page)
    for markup in ("<script>alert", "<img src=x"):
        assert markup not in page
    assert "".join(kept.split()) in read(content(zhou.get(of(made, "pdf/"))))


@pytest.mark.parametrize(
    "query",
    [
        "?gai=x",
        f"?gai={NOBODYS}",
        "?di=999",
        "?di=-1",
        "?di=%07",
        "?di=²",
        "?xin=1&di=99999999999999",
    ],
)
def test_no_address_of_the_form_breaks_it(query: str) -> None:
    number, kind, _ = stage("acceptance", NUMBER)
    assert client().get(f"/ban/{number}/wenshu/{kind}/{query}").status_code in (200, 404)


def test_papers_of_other_matters_and_kinds_are_not_found() -> None:
    number, kind, facts = stage("acceptance", NUMBER)
    other, _, _ = stage("payment_order", "云人社〔2025〕82号")
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    text(zhou, f"/ban/{other}/wenshu/{kind}/", 404)
    text(zhou, f"/ban/{number}/wenshu/no_such_paper/", 404)
    text(zhou, f"/ban/{number}/wenshu/proof_notice/?gai={draft.pk}", 404)
    answer = zhou.post(
        f"/ban/{number}/wenshu/proof_notice/", {"key": str(draft.pk), "day": "2025-04-07"}
    )
    assert answer.status_code == 404


# --- who may see what ----------------------------------------------------------------------------


def test_an_auditor_sees_no_person_neither_on_the_page_nor_in_the_files() -> None:
    number, kind, facts = stage("determination", NUMBER)
    made = issued(client(), number, kind, facts)
    shen = client("shen")
    page = text(shen, of(made))
    assert PERSON not in page
    assert IDENTITY not in page
    assert "何××" in page
    assert "制发后" not in page
    paper = read(content(shen.get(of(made, "pdf/"))))
    assert "样本" in paper
    assert PERSON not in paper
    word = zipfile.ZipFile(io.BytesIO(content(shen.get(of(made, "docx/")))))
    assert PERSON not in word.read("word/document.xml").decode()
    whole = shen.get(of(made, "ye/1.png")).content
    assert whole != client().get(of(made, "ye/1.png")).content
    assert shen.post(of(made), {"act": "void", "reason": "不应当能作废"}).status_code == 403
    client().post(of(made), {"act": "void", "reason": f"{PERSON}的名字写错"})
    page = text(shen, of(made))
    assert "已作废：何××的名字写错" in page
    assert PERSON not in page


def test_out_of_scope_nothing_is_there() -> None:
    number, kind, facts = stage("determination", NUMBER)
    made = issued(client(), number, kind, facts)
    ma = client("ma")
    for rest in ("", "pdf/", "docx/", "ye/1.png", "?wen=zuofei"):
        text(ma, of(made, rest), 404)
    assert ma.post(of(made), {"act": "void", "reason": "不在权限内"}).status_code == 404
    text(ma, f"/ban/{number}/wenshu/{kind}/", 404)
    assert NUMBER not in text(ma, "/wenshu/?an=云人社")
    MatterRow.objects.filter(number=number).update(sealed=True)
    text(client("liu"), of(made), 404)
    assert made.number not in text(client("liu"), "/wenshu/")
    assert made.number in text(client(), "/wenshu/")


def test_an_address_nobody_made_leads_nowhere() -> None:
    for rest in ("", "pdf/", "docx/", "ye/1.png"):
        text(client(), f"/wenshu/{NOBODYS}/{rest}", 404)
    number, kind, facts = stage("acceptance", NUMBER)
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    for page in ("0", "99", "999999999999999999999"):
        text(zhou, of(draft, f"ye/{page}.png"), 404)


def test_who_looked_is_written_down_also_where_only_the_picture_was_asked_for() -> None:
    number, kind, facts = stage("acceptance", NUMBER)
    zhou, liu = client(), client("liu")
    draft = prepare(zhou, number, kind, facts)
    text(zhou, of(draft))
    zhou.get(of(draft, "ye/1.png"))
    for _ in range(3):
        liu.get(of(draft, "ye/1.png"))
    zhou.get(of(draft, "docx/"))
    looked = AccessEntry.objects.filter(matter=number, page__startswith="document")
    assert [(one.account.username, one.verb) for one in looked.order_by("pk")] == [
        ("zhou", "view"),
        ("liu", "view"),
        ("zhou", "download"),
    ]
    assert PERSON not in "".join(one.what for one in looked)


def test_nothing_of_it_may_be_kept_by_browsers_or_framed() -> None:
    number, kind, facts = stage("acceptance", NUMBER)
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    for rest in ("", "pdf/", "docx/", "ye/1.png"):
        answer = zhou.get(of(draft, rest))
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


# --- the list ------------------------------------------------------------------------------------


def papers(count: int) -> None:
    number, kind, facts = stage("acceptance", NUMBER)
    zhou = client()
    prepare(zhou, number, kind, facts)
    first = Document.objects.get()
    for place in range(1, count):
        Document.objects.create(
            matter=first.matter,
            kind="acceptance" if place % 2 else "proof_notice",
            state=(Document.State.DRAFT, Document.State.ISSUED, Document.State.VOID)[place % 3],
            number=f"云人社工伤受字〔2024〕{place}号" if place % 3 else "",
            on_day=date(2024 + place % 2, 5, 1),
            made_by=Account.objects.get(username=("zhou", "liu")[place % 2]),
            made_at=first.made_at,
        )


COUNTER = re.compile(r'<a href="([^"]+)" class="counter[^"]*"[^>]*><b>(\d+)</b>')
TOTAL = re.compile(r"共 (\d+) 份")


@pytest.mark.parametrize(
    "query", ["", "?wen=acceptance", "?nian=2024", "?an=受字", "?wo=1", "?zhuang=void&nian=2025"]
)
def test_every_figure_leads_to_as_many_papers(query: str) -> None:
    papers(13)
    zhou = client()
    counters = COUNTER.findall(text(zhou, f"/wenshu/{query}"))
    assert len(counters) == 5
    for href, figure in counters:
        listed = TOTAL.search(text(zhou, unescape(href)))
        assert int(listed[1] if listed else 0) == int(figure), href


def test_pages_follow_one_another_and_lead_back(monkeypatch: pytest.MonkeyPatch) -> None:
    papers(13)
    monkeypatch.setattr(listing, "SIZE", 5)
    zhou = client()
    seen: list[str] = []
    page, back = text(zhou, "/wenshu/"), []
    while True:
        rows = re.findall(r'<td class="lead"[^>]*><a href="([^"]+)"', page)
        seen += rows
        back.append(rows)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        if not following:
            break
        page = text(zhou, unescape(following[1]))
    assert len(seen) == len(set(seen)) == 13
    for rows in reversed(back[:-1]):
        page = text(zhou, unescape(re.search(r'href="([^"]+)" rel="prev"', page)[1]))
        assert re.findall(r'<td class="lead"[^>]*><a href="([^"]+)"', page) == rows
    assert 'rel="prev"' not in page


@pytest.mark.parametrize(
    "query",
    [
        "?wen=x",
        "?nian=0000",
        "?nian=²²²²",
        "?zhuang=x",
        "?an=%07%27%25_",
        "?hou=x",
        "?hou=~",
        "?qian=2025-01-01T00:00:00~x",
        f"?an={'长' * 3000}",
        f"?hou=2025-01-01T00:00:00~{NOBODYS}",
        f"?qian=9999-12-31T23:59:59%2B00:00~{NOBODYS}",
    ],
)
def test_no_address_of_the_list_breaks_it(query: str) -> None:
    papers(3)
    text(client(), f"/wenshu/{query}")
