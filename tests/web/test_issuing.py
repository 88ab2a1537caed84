"""Issue and withdrawal: numbers without a gap, whole or not at all, checked by anyone without a name."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.cast import LOCAL, actor, make_cast, office
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
from zhunsheng.documents.typeset import pdf
from zhunsheng.office import Doing, Office
from zhunsheng.record.event import Event
from zhunsheng.record.record import STRUCK_OUT
from zhunsheng.store.log import take_in_all, verify_matter
from zhunsheng.store.models import Document, Paper
from zhunsheng.store.papers import path_of
from zhunsheng.web.clock import now
from zhunsheng.web.documents_page.of_matter import documents_of

COUNTY = '[bureaus.taojiang]\nname = "桃溪县人社局"\nmark = "桃人社"\ngovernment = "县政府"\ncourt = "县法院"\n'
NUMBERS = [f"云人社〔2025〕{place}号" for place in range(90, 99)]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHUNSHENG_HOME", str(tmp_path))
    settle_bureau(tmp_path, COUNTY)
    return tmp_path


@pytest.fixture
def cast(db: None) -> None:
    make_cast()


def events(number: str, kind: str) -> list[Event]:
    return [one for one in office().store.load(number).events if one.kind == kind]


def of(document: Document, rest: str = "") -> str:
    return f"/wenshu/{document.pk}/{rest}"


def void(browser: Client, document: Document, reason: str = "当事人名称写错，重新制作") -> Any:
    return browser.post(of(document), {"act": "void", "reason": reason})


# --- numbers -------------------------------------------------------------------------------------


def test_numbers_follow_one_another_and_a_withdrawn_one_is_not_given_again(cast: None) -> None:
    number, kind, facts = stage("determination", NUMBERS[0])
    zhou = client()
    made = [issued(zhou, number, kind, facts) for _ in range(2)]
    assert void(zhou, made[1]).status_code == 302
    made.append(issued(zhou, number, kind, facts))
    assert [one.number for one in made] == [f"云人社工伤认字〔2025〕{n}号" for n in (1, 2, 3)]
    assert [one.serial for one in Document.objects.order_by("serial")] == [1, 2, 3]
    withdrawn = Document.objects.get(serial=2)
    assert (withdrawn.state, withdrawn.number) == (Document.State.VOID, made[1].number)
    (event,) = events(number, "voided")
    assert event.facts["number"] == made[1].number
    assert event.note == "当事人名称写错，重新制作"


def test_each_kind_and_year_has_its_own_series_and_kinds_of_one_mark_share_one(cast: None) -> None:
    zhou = client()
    first, kind, facts = stage("correction_order", NUMBERS[0])
    second, other, more = stage("rectification_order", NUMBERS[1])
    numbers = [issued(zhou, first, kind, facts).number, issued(zhou, second, other, more).number]
    assert numbers == ["云人社监令字〔2025〕1号", "云人社监令字〔2025〕2号"]
    later = prepare(zhou, first, kind, facts, day="2026-01-05")
    issue(zhou, later)
    later.refresh_from_db()
    assert later.number == "云人社监令字〔2026〕1号"


def test_a_paper_without_a_number_takes_none(cast: None) -> None:
    number, kind, facts = stage("service_receipt in work_injury", NUMBERS[0])
    made = issued(client(), number, kind, facts)
    assert (made.number, made.serial, made.year) == ("", None, None)
    assert made.code


def test_a_county_numbers_its_own_papers(cast: None) -> None:
    number, kind, facts = stage("determination", NUMBERS[0])
    issued(client(), number, kind, facts)
    told, typed = bare(lawful("work_injury"), NUMBERS[1])
    theirs = open_matter(told, "ma")
    made = issued(client("ma"), theirs, kind, typed)
    assert made.number == "桃人社工伤认字〔2025〕1号"
    assert "县法院" in text(client("ma"), of(made))


def test_a_county_that_is_not_set_up_issues_nothing(cast: None, home: Path) -> None:
    settle_bureau(home)
    told, typed = bare(lawful("work_injury"), NUMBERS[1])
    theirs = open_matter(told, "ma")
    draft = prepare(client("ma"), theirs, "determination", typed)
    page = text(client("ma"), of(draft))
    assert "文号代字" in page
    assert "云溪市" not in page[page.index("sheet-title") : page.index("申请人：")]
    assert issue(client("ma"), draft).status_code == 422


def test_pressed_twice_it_is_issued_once(cast: None) -> None:
    number, kind, facts = stage("determination", NUMBERS[0])
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    looked_at = hidden(text(zhou, of(draft)))["text"]
    for _ in range(2):
        answer = zhou.post(of(draft), {"act": "issue", "text": looked_at})
        assert answer.headers["Location"] == of(draft)
    assert Paper.objects.count() == 1
    assert len(events(number, "issued")) == 1


def test_what_was_not_looked_at_is_not_issued(cast: None) -> None:
    number, kind, facts = stage("determination", NUMBERS[0])
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    looked_at = hidden(text(zhou, of(draft)))["text"]
    address = f"/ban/{number}/wenshu/{kind}/?gai={draft.pk}"
    sent = {"key": str(draft.pk), "day": "2025-06-20", "f-occupation": "质检员"}
    client("liu").post(
        address, {**sent, **{f"f-{n}": str(v) for n, v in facts.items() if n != "occupation"}}
    )
    answer = zhou.post(of(draft), {"act": "issue", "text": looked_at})
    assert answer.status_code == 422
    assert "有改动，没有制发" in answer.content.decode()
    assert "质检员" in answer.content.decode()
    assert not events(number, "issued")
    assert issue(zhou, draft).status_code == 302


@pytest.mark.parametrize(
    "sent", [{}, {"act": "x"}, {"act": "issue"}, {"act": "issue", "text": "0" * 64}]
)
def test_no_other_post_issues(cast: None, sent: dict[str, str]) -> None:
    number, kind, facts = stage("determination", NUMBERS[0])
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    assert zhou.post(of(draft), sent).status_code == 422
    assert not events(number, "issued")


def test_a_character_no_font_has_stops_the_issue_and_uses_no_number(cast: None) -> None:
    number, kind, facts = stage("determination", NUMBERS[0])
    zhou = client()
    draft = prepare(zhou, number, kind, {**facts, "occupation": "操作工😀"})
    answer = issue(zhou, draft)
    assert answer.status_code == 422
    assert "印不出的字" in answer.content.decode()
    assert issued(zhou, number, kind, facts).serial == 1


def test_where_the_event_cannot_be_written_nothing_is_kept(
    cast: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, kind, facts = stage("determination", NUMBERS[0])
    zhou = client()
    draft = prepare(zhou, number, kind, facts)

    def stop(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(Office, "append", stop)
        with pytest.raises(MemoryError):
            issue(zhou, draft)
    draft.refresh_from_db()
    assert (draft.state, draft.number) == (Document.State.DRAFT, "")
    assert not Paper.objects.exists()
    assert issue(zhou, draft).status_code == 302
    draft.refresh_from_db()
    assert draft.serial == 1


# --- many at once --------------------------------------------------------------------------------


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Do all at the same moment, each in a thread with its own connection."""
    together = threading.Barrier(len(works))
    done: list[Any] = [None] * len(works)

    def work(place: int) -> None:
        try:
            together.wait(30)
            done[place] = works[place]()
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_leave_no_gap_and_take_no_number_twice() -> None:
    make_cast()
    drafts = []
    for number in NUMBERS[:4]:
        stage("determination", number)
        for who in ("zhou", "liu"):
            drafts.append((who, prepare(client(who), number, "determination", FACTS)))
    looked = [(who, of(one), hidden(text(client(who), of(one)))["text"]) for who, one in drafts]
    works = [
        lambda who=who, address=address, seen=seen: client(who).post(
            address, {"act": "issue", "text": seen}
        )
        for who, address, seen in looked
    ]
    answers = at_once(works)
    assert [answer.status_code for answer in answers] == [302] * len(drafts)
    serials = Document.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == [*range(1, len(drafts) + 1)]
    assert Document.objects.values("number").distinct().count() == len(drafts)
    for number in NUMBERS[:4]:
        stated = {one.facts["number"] for one in events(number, "issued")}
        kept = Document.objects.filter(matter__number=number)
        assert stated == set(kept.values_list("number", flat=True))
        assert len(stated) == 2


@pytest.mark.django_db(transaction=True)
def test_one_draft_issued_by_two_at_once_is_one_paper_and_one_event() -> None:
    make_cast()
    number, kind, facts = stage("determination", NUMBERS[0])
    draft = prepare(client(), number, kind, facts)
    seen = hidden(text(client(), of(draft)))["text"]
    sent = {"act": "issue", "text": seen}
    answers = at_once(
        [lambda who=who: client(who).post(of(draft), sent) for who in ("zhou", "liu", "zhou")]
    )
    assert [answer.status_code for answer in answers] == [302] * 3
    assert len(events(number, "issued")) == 1
    assert Paper.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_papers_of_one_matter_issued_at_once_are_all_issued_and_acts_between_are_not_lost() -> None:
    make_cast()
    number, _, facts = stage("determination", NUMBERS[0])
    kinds = ("determination", "acceptance", "proof_notice", "suspension_notice")
    drafts = [prepare(client(), number, kind, facts if kind == kinds[0] else {}) for kind in kinds]
    seen = [hidden(text(client(), of(one)))["text"] for one in drafts]
    works = [
        lambda one=one, text=text: client().post(of(one), {"act": "issue", "text": text})
        for one, text in zip(drafts, seen, strict=True)
    ]
    answers = at_once(works)
    assert [answer.status_code for answer in answers] == [302] * len(kinds)
    assert {one.facts["kind"] for one in events(number, "issued")} == set(kinds)
    withdrawn = at_once([lambda one=one: void(client("liu"), one) for one in drafts])
    assert [answer.status_code for answer in withdrawn] == [302] * len(kinds)
    assert len(events(number, "voided")) == len(kinds)


@pytest.mark.django_db(transaction=True)
def test_issue_and_withdrawal_are_links_of_the_chain() -> None:
    make_cast()
    number, kind, facts = stage("determination", NUMBERS[0])
    made = issued(client(), number, kind, facts)
    assert void(client(), made).status_code == 302
    take_in_all()
    assert verify_matter(number) is None
    (entry,) = [e for e in office().store.load(number).entries if e.event.kind == "issued"]
    assert entry.files == {"decision": made.digest}
    assert entry.event.papers == ("decision",)


FACTS = bare(lawful("work_injury"), NUMBERS[0])[1]


# --- withdrawal and what stays -------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "错", "\x00\x00\x00\x00\x00", "长" * 201, "    \n   "])
def test_a_withdrawal_gives_its_reason(cast: None, reason: str) -> None:
    number, kind, facts = stage("acceptance", NUMBERS[0])
    made = issued(client(), number, kind, facts)
    answer = void(client(), made, reason)
    assert answer.status_code == 422
    assert "请写明为什么作废" in answer.content.decode()
    assert not events(number, "voided")


def test_a_withdrawn_paper_stays_to_be_seen_and_is_withdrawn_once(cast: None) -> None:
    number, kind, facts = stage("acceptance", NUMBERS[0])
    zhou = client()
    made = issued(zhou, number, kind, facts)
    assert "文号保留" in text(zhou, of(made, "?wen=zuofei"))
    for _ in range(2):
        assert void(zhou, made).status_code == 302
    assert len(events(number, "voided")) == 1
    page = text(zhou, of(made))
    assert "已作废：当事人名称写错" in page
    assert "重新制作" in page
    assert zhou.get(of(made, "pdf/")).status_code == 200
    again = zhou.post(of(made), {"act": "issue", "text": ""})
    assert again.status_code == 422
    assert "现在是“已作废”" in again.content.decode()
    assert zhou.post(of(made), {"act": "drop"}).status_code == 422


def test_an_issued_paper_stays_as_it_was_whatever_comes_after(cast: None, home: Path) -> None:
    number, kind, facts = stage("determination", NUMBERS[0])
    zhou = client()
    made = issued(zhou, number, kind, facts)
    before = text(zhou, of(made))
    content = path_of(made.digest).read_bytes()
    settle_bureau(home)
    changed = (home / "bureau.toml").read_text(encoding="utf-8").replace("云溪市", "南岭市")
    (home / "bureau.toml").write_text(changed, encoding="utf-8")
    cache.clear()
    after = text(zhou, of(made))
    assert paper_of(after) == paper_of(before)
    assert b"".join(zhou.get(of(made, "pdf/")).streaming_content) == content
    page = zhou.get(f"/ban/{number}/wenshu/{kind}/?gai={made.pk}")
    assert page.headers["Location"] == of(made)


def test_where_the_template_was_changed_since_the_picture_is_said_to_hold(cast: None) -> None:
    number, kind, facts = stage("acceptance", NUMBERS[0])
    zhou = client()
    made = issued(zhou, number, kind, facts)
    said = "以页面图和 PDF 为准"
    assert said not in text(zhou, of(made))
    Document.objects.filter(pk=made.pk).update(content={**made.content, "text": "0" * 64})
    assert said in text(zhou, of(made))


def test_a_paper_whose_file_is_lost_says_so(cast: None) -> None:
    number, kind, facts = stage("acceptance", NUMBERS[0])
    zhou = client()
    made = issued(zhou, number, kind, facts)
    path_of(made.digest).unlink()
    assert "请从备份恢复" in text(zhou, of(made))
    for rest in ("pdf/", "ye/1.png"):
        text(zhou, of(made, rest), 404)


def paper_of(page: str) -> str:
    return page[page.index("sheet-title") : page.index("</article>")]


def corrected(number: str, event: Event, note: str) -> None:
    kept = office().store.load(number)
    seq = next(n for n, one in enumerate(kept.events, 1) if one.kind == event.kind)
    kind = STRUCK_OUT if note == "删除" else event.kind
    doing = Doing(
        replace(event, kind=kind, corrects=seq, note=note, recorded_at=None),
        kept.seq,
        note,
        second="liu",
    )
    office().correct(actor("zhou"), number, doing, now().astimezone(LOCAL))


def test_a_correction_after_the_issue_is_told_and_changes_nothing(cast: None) -> None:
    number, kind, facts = stage("acceptance", NUMBERS[0])
    zhou = client()
    made = issued(zhou, number, kind, facts)
    content = path_of(made.digest).read_bytes()
    assert "制发以后，记录有更正" not in text(zhou, of(made))
    (applied,) = events(number, "applied")
    corrected(number, replace(applied, happened_on=applied.happened_on.replace(day=2)), "日期写错")
    assert "制发以后，记录有更正" in text(zhou, of(made))
    assert path_of(made.digest).read_bytes() == content


def test_a_draft_of_an_act_that_was_struck_out_is_not_issued(cast: None) -> None:
    number, kind, facts = stage("acceptance", NUMBERS[0])
    zhou = client()
    draft = prepare(zhou, number, kind, facts)
    (accepted,) = events(number, "accepted")
    corrected(number, Event("accepted", accepted.happened_on), "删除")
    assert "（已删除）" in text(zhou, of(draft))
    assert issue(zhou, draft).status_code == 422


def test_after_the_issue_the_service_is_one_click_away(cast: None) -> None:
    told, facts = bare(lawful("work_injury"), NUMBERS[0])
    unserved = tuple(one for one in told.events if one.kind != "served")
    number = open_matter(replace(told, events=unserved))
    zhou = client()
    made = issued(zhou, number, "determination", facts)
    page = text(zhou, of(made))
    for to in ("worker", "employer"):
        assert f"/bu/served/?of=decision&amp;to={to}" in page
        text(zhou, f"/ban/{number}/bu/served/?of=decision&to={to}")


# --- checked by anyone ---------------------------------------------------------------------------


def test_anyone_learns_whether_a_paper_is_real_and_holds_and_no_name(cast: None) -> None:
    number, kind, facts = stage("determination", NUMBERS[0])
    made = issued(client(), number, kind, facts)
    for code in (made.code, made.code.lower(), "-".join(made.code), f" {made.code} "):
        page = text(Client(), f"/heyan/{code}/")
        assert "真：这份文书由云溪市人力资源和社会保障局制发，现在有效" in page
        for said in ("认定工伤决定书", made.number, "2025年6月20日"):
            assert said in page
    void(client(), made, "何静娴的名字写错")
    page = text(Client(), f"/heyan/{made.code}/")
    assert "已作废，不再有效" in page
    for unsaid in (PERSON, "何××", "青禾", number, "名字写错"):
        assert unsaid not in page


@pytest.mark.parametrize(
    "code", ["ABCDEFGHJKLMNPQR", "x", "0" * 16, "%07", "'" * 16, "长" * 500, "ⅧⅧ", "../../etc"]
)
def test_a_code_nobody_gave_is_told_alike(cast: None, code: str) -> None:
    answer = Client().get(f"/heyan/{code}/")
    assert answer.status_code in (200, 404)
    if answer.status_code == 200:
        assert "查不到这份文书" in answer.content.decode()


def test_a_draft_has_no_code(cast: None) -> None:
    number, kind, facts = stage("acceptance", NUMBERS[0])
    draft = prepare(client(), number, kind, facts)
    assert draft.code == ""
    assert "查不到" in text(Client(), f"/heyan/{str(draft.pk).replace('-', '')[:16]}/")


def test_guessing_is_slowed_down(cast: None) -> None:
    stranger = Client()
    codes = [stranger.get(f"/heyan/ABCDEFGHJKLMNP{n:02}/").status_code for n in range(130)]
    assert codes[0] == 200
    assert codes[-1] == 429


def test_the_square_code_of_the_paper_leads_there(cast: None, home: Path, monkeypatch: Any) -> None:
    text_of_file = (home / "bureau.toml").read_text(encoding="utf-8")
    address = "https://wenshu.example"
    (home / "bureau.toml").write_text(f'verify_at = "{address}/"\n{text_of_file}', encoding="utf-8")
    told = []
    kept = pdf

    def watched(filled: Any, **how: Any) -> bytes:
        told.append(how.get("proof"))
        return kept(filled, **how)

    monkeypatch.setattr("zhunsheng.web.documents_page.issuing.pdf", watched)
    number, kind, facts = stage("acceptance", NUMBERS[0])
    made = issued(client(), number, kind, facts)
    assert told[-1].address == f"{address}/heyan/{made.code}/"


# --- for the page of the matter ------------------------------------------------------------------


def test_the_papers_of_a_matter_and_how_far_they_are(cast: None) -> None:
    number, kind, facts = stage("determination", NUMBERS[0])
    zhou = client()
    record = office().store.load(number).record
    offered = documents_of(record)
    assert {one.kind for one in offered} >= {"acceptance", "determination", "service_receipt"}
    assert all(one.state == "" and one.seq for one in offered)
    for one in offered:
        text(zhou, one.href)
    made = issued(zhou, number, kind, facts)
    draft = prepare(zhou, number, "acceptance", {})
    found = {one.kind: one for one in documents_of(office().store.load(number).record)}
    assert (found[kind].state, found[kind].number) == ("issued", made.number)
    assert (found["acceptance"].state, found["acceptance"].href) == ("draft", of(draft))
    void(zhou, made)
    states = [
        one.state for one in documents_of(office().store.load(number).record) if one.kind == kind
    ]
    assert states == ["void", ""]


def test_papers_of_acts_that_may_come_are_offered_ahead(cast: None) -> None:
    told, _ = bare(lawful("work_injury"), NUMBERS[0])
    number = open_matter(replace(told, events=told.events[:2]))
    record = office().store.load(number).record
    ahead = [one for one in documents_of(record, ("accepted",)) if one.seq is None]
    assert [one.kind for one in ahead] == ["acceptance"]
    assert "di=0" in ahead[0].href
