"""A value erased by law is gone everywhere, and everything that was proved with it still holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from tests.cast import OPEN_INJURY, actor, make_cast, office, open_text
from tests.store.tampering import NOON, note
from zhunsheng.office import Doing
from zhunsheng.record.bundle import verify_bundle
from zhunsheng.record.event import Event
from zhunsheng.record.leaf import ERASED
from zhunsheng.record.proof import Proof
from zhunsheng.record.record import Record
from zhunsheng.store import papers
from zhunsheng.store.erasing import (
    Erased,
    Erasing,
    NoReason,
    NothingToErase,
    StillProposed,
    erase,
)
from zhunsheng.store.export import export_bundle
from zhunsheng.store.keeping import NoSuchMatter, Snapshot, Spot, Wanted
from zhunsheng.store.log import day_head, proof_of
from zhunsheng.store.models import (
    AccessEntry,
    Account,
    Document,
    Draft,
    Matter,
    MatterRow,
    Paper,
    PersonalValue,
    Proposal,
)
from zhunsheng.store.originals import Originals
from zhunsheng.store.verification import verify_store

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "益人社工伤〔2026〕1号", "益人社工伤〔2026〕2号"
NAME, TODAY = "曹小满", NOON.date()
REASON = "本人申请，依据《个人信息保护法》第四十七条"
TOLD = OPEN_INJURY.replace("  labor_relationship\n", "  labor_relationship\n  born_on 1990-03-05\n")


@pytest.fixture(autouse=True)
def made(db: None) -> None:
    make_cast()
    open_text(TOLD, "zhou")
    open_text(OPEN_INJURY.replace(NUMBER, OTHER), "zhou")
    note(NUMBER, "电话联系单位")
    day_head(TODAY, NOON)


def make(record: Record) -> Snapshot:
    return office().snapshot(record, TODAY)


def zhou() -> Account:
    return Account.objects.get(username="zhou")


def erased(
    *names: str, papers: tuple[str, ...] = (), number: str = NUMBER, reason: str = REASON
) -> Erased:
    return erase(Erasing(number, names, reason, zhou(), NOON, papers), make)


def found(words: str) -> list[str]:
    wanted = Wanted(actor("zhou").scope, TODAY, words=words)
    return [line.number for line in office().search(actor("zhou"), wanted, Spot()).lines]


def test_the_value_is_gone_and_the_record_stands(tmp_path: Path) -> None:
    bundle = tmp_path / "包.zip"
    export_bundle(bundle, TODAY, NOON, personal=True)
    proofs: list[Proof] = [proof_of(NUMBER, seq) for seq in range(1, 6)]
    before = MatterRow.objects.get(number=NUMBER)
    assert sorted(found(NAME)) == [NUMBER, OTHER]

    assert erased("worker").values == 1

    value = PersonalValue.objects.get(matter__number=NUMBER, name="worker")
    assert (value.value, value.salt) == (None, None)
    assert office().store.load(NUMBER).record.about["worker"] == ERASED
    row = MatterRow.objects.get(number=NUMBER)
    assert NAME not in row.title
    assert "××" not in row.title
    assert (row.seq, bytes(row.head)) == (before.seq, bytes(before.head))
    assert found(NAME) == [OTHER]
    verdict = verify_store()
    assert (verdict.first_fault, verdict.erased) == (None, 1)
    assert all(proof.holds() for proof in proofs)
    assert proof_of(NUMBER, 3) == proofs[2]
    assert verify_bundle(bundle, proofs[0].root).fits


def test_nothing_of_the_value_is_left_in_any_table() -> None:
    matter = Matter.objects.get(number=OTHER)
    erased("worker", number=OTHER)
    erased("worker", "born_on")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert NAME not in repr(cursor.fetchall()), table
    assert NAME not in repr(office().store.load(matter.number))


def test_a_day_that_was_erased_is_not_known_and_the_law_bears_it() -> None:
    erased("born_on")
    assert office().store.load(NUMBER).record.about["born_on"] is None
    view = office().assess(actor("zhou"), NUMBER, TODAY)
    assert view.judged.assessment is not None
    doing = Doing(Event("noted", TODAY, note="删除之后照常办理"), view.kept.seq, "after")
    assert office().append(actor("zhou"), NUMBER, doing, NOON).seq == view.kept.seq + 1
    assert verify_store().fits


@pytest.mark.parametrize("name", ["zhou", "he"])
def test_the_page_says_that_it_was_erased(name: str) -> None:
    erased("worker")
    client = Client()
    client.force_login(
        Account.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend"
    )
    answer = client.get(f"/ban/{NUMBER}/", follow=True)
    assert answer.status_code == 200
    assert "已删除" in answer.content.decode()
    assert "曹××" not in answer.content.decode()


def test_every_personal_fact_that_is_no_text_is_a_day_named_as_one() -> None:
    """An erased day must read as not known: the store tells days by their names."""
    for procedure in office().procedures():
        declared = office().assessor(procedure).procedure
        stated = [fact for step in declared.steps for fact in step.facts]
        personal = office().personal_facts(procedure)
        for fact in (*declared.facts, *stated):
            if fact.name in personal:
                assert (fact.kind == "day") == fact.name.endswith("_on"), fact.name
                assert fact.kind in ("text", "day", "list"), fact.name


def test_who_erased_what_and_why_is_in_the_access_log() -> None:
    erased("worker")
    line = AccessEntry.objects.get(verb="erase")
    assert (line.matter, line.what, line.reason) == (NUMBER, "个人信息 worker", REASON)
    assert (line.account, line.at) == (zhou(), NOON)


def test_what_is_only_worked_with_forgets_the_value() -> None:
    matter = Matter.objects.get(number=NUMBER)
    Draft.objects.create(
        account=zhou(), address=f"/ban/{NUMBER}/ban/noted/", fields={"note": [NAME]}, saved_at=NOON
    )
    Draft.objects.create(
        account=zhou(), address=f"/ban/{OTHER}/ban/noted/", fields={}, saved_at=NOON
    )
    facts = {"worker": NAME, "injury": "左手"}
    Document.objects.create(
        matter=matter,
        kind="decision",
        on_day=TODAY,
        content={"facts": facts},
        made_by=zhou(),
        made_at=NOON,
    )
    settled = Proposal.objects.create(
        matter=matter,
        kind="correction",
        role="legal",
        event=f"2026-11-25 noted\n  worker {NAME}",
        seen=5,
        reason=f"{NAME}要求",
        proposed_by=zhou(),
        proposed_at=NOON,
        state="refused",
    )
    assert erased("worker").drafts == 1
    assert Draft.objects.count() == 1
    assert Document.objects.get().content == {"facts": {"injury": "左手"}}
    settled.refresh_from_db()
    assert NAME not in settled.event + settled.reason
    assert ERASED in settled.event


def put_on_file(number: str, content: bytes) -> str:
    stored = papers.keep("诊断.pdf", [b"%PDF-" + content])
    Paper.objects.create(
        matter=Matter.objects.get(number=number),
        name="diagnosis",
        file_name="诊断.pdf",
        digest=stored.digest,
        size=stored.size,
        media_type=stored.media_type,
        added_by=zhou(),
        added_at=NOON,
    )
    event = Event("filed", TODAY, papers=("diagnosis",))
    seen = office().store.load(number).seq
    office().append(
        actor("zhou"),
        number,
        Doing(event, seen, f"paper/{number}", files={"diagnosis": stored.digest}),
        NOON,
    )
    return stored.digest


def test_a_paper_goes_only_where_it_is_named(
    django_capture_on_commit_callbacks: object,
) -> None:
    digest = put_on_file(NUMBER, b"mine alone")
    assert erased("worker").elsewhere == [f"诊断.pdf（{digest[:8]}）"]
    assert verify_store(originals=Originals()).papers >= 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert erased(papers=(digest,)).papers == 1
    with pytest.raises(papers.PaperLost):
        papers.path_of(digest)
    assert verify_store(originals=Originals()).fits


def test_a_paper_of_another_matter_too_keeps_its_file(
    django_capture_on_commit_callbacks: object,
) -> None:
    digest = put_on_file(NUMBER, b"of both")
    assert put_on_file(OTHER, b"of both") == digest
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erased(papers=(digest,))
    assert papers.path_of(digest).is_file()
    assert verify_store(originals=Originals()).fits


def test_a_paper_that_is_lost_without_a_reason_is_seen() -> None:
    digest = put_on_file(NUMBER, b"lost")
    papers.path_of(digest).unlink()
    fault = verify_store(originals=Originals()).first_fault
    assert fault is not None
    assert (fault.matter, fault.seq) == (NUMBER, 6)
    assert "文件不见了" in str(fault)


def test_a_paper_that_was_swapped_is_seen() -> None:
    digest = put_on_file(NUMBER, b"swapped")
    papers.path_of(digest).write_bytes(b"%PDF-other")
    fault = verify_store(originals=Originals()).first_fault
    assert fault is not None
    assert (fault.matter, fault.seq) == (NUMBER, 6)
    assert verify_store().fits


def test_a_paper_whose_row_is_gone_or_lies_is_seen() -> None:
    put_on_file(NUMBER, b"listed")
    Paper.objects.update(size=1)
    assert "登记的材料“diagnosis”" in str(verify_store(originals=Originals()).first_fault)
    Paper.objects.all().delete()
    assert "没有登记" in str(verify_store(originals=Originals()).first_fault)


def test_what_cannot_be_erased_is_refused_and_nothing_is() -> None:
    with pytest.raises(NoSuchMatter):
        erased("worker", number="无此号")
    with pytest.raises(NoReason):
        erased("worker", reason="  ")
    with pytest.raises(NothingToErase, match="employer"):
        erased("worker", "employer")
    with pytest.raises(NothingToErase, match="材料 00000000"):
        erased("worker", papers=("0" * 64,))
    assert PersonalValue.objects.filter(value__isnull=True).count() == 0
    erased("worker")
    with pytest.raises(NothingToErase):
        erased("worker")
    assert AccessEntry.objects.filter(verb="erase").count() == 1


def test_nothing_is_erased_under_an_open_proposal() -> None:
    Proposal.objects.create(
        matter=Matter.objects.get(number=NUMBER),
        kind="correction",
        role="legal",
        event="",
        seen=5,
        reason="",
        proposed_by=zhou(),
        proposed_at=NOON,
    )
    with pytest.raises(StillProposed, match="还有1件待复核"):
        erased("worker")
    assert (
        json.loads(PersonalValue.objects.get(matter__number=NUMBER, name="worker").value or "")
        == NAME
    )
