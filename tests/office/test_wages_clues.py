"""A red row becomes a lead with its evidence; a referral finds in it the proof for every worker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.cast import LOCAL, actor, make_cast, office
from tests.office.sheets import cells
from zhunsheng.base.errors import InputRefused
from zhunsheng.office.standing import standing_of
from zhunsheng.office.wages import (
    Desk,
    Extract,
    Measure,
    Place,
    RedRow,
    Referral,
    WorkerOwed,
    clue_number,
    evidence_of,
    open_arrears_clue,
    open_crime_referral,
    workbook,
)
from zhunsheng.procedures import procedures
from zhunsheng.record.event import Event
from zhunsheng.store.enclosing import KeptPapers
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.store.models import Event as EventRow
from zhunsheng.store.models import Paper
from zhunsheng.store.originals import Originals
from zhunsheng.wages.months import read_month

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=LOCAL)
MONTH = read_month("2026-10")
WORKERS = (
    WorkerOwed("何秋实", "9999**********0017", 4, 3_100_000),
    WorkerOwed("=HYPERLINK(1)", "9999**********002X", 1, 612_050),
)
LEDGER = Extract(
    "wage_ledger",
    "工资支付表 2026年10月",
    ("姓名", "工资月份", "应发工资（元）"),
    (("何秋实", "2026-10", Decimal("7750.00")), ("曹小满", "2026-10", Decimal("6120.50"))),
)
DAYS = Extract("attendance", "考勤 2026年10月", ("姓名", "日期"), (("何秋实", date(2026, 10, 8)),))
BANK = Extract("bank_receipts", "银行回单", ("回单编号",), (("H-1",),))
ROW = RedRow(
    "P-001", "青禾安置房", "云岭某建设有限公司", MONTH, WORKERS, (LEDGER, DAYS, BANK), "桃江县"
)
NUMBER = clue_number("P-001", MONTH)
REFERRAL = Referral("移送〔2026〕1号", {"province": "hunan", "suspect_kind": "employer"})


@pytest.fixture(autouse=True)
def _cast(db: None) -> None:
    make_cast()


def desk(username: str = "zhou", days: int = 0) -> Desk:
    return Desk(office(), KeptPapers(), actor(username), NOW + timedelta(days=days))


def test_a_red_row_becomes_a_lead_with_each_workers_arrears_and_its_papers() -> None:
    written = open_arrears_clue(desk(), ROW, Place("taojiang", "ma"))
    assert (written.number, written.repeated) == (NUMBER, False)
    kept = office().store.load(NUMBER)
    kinds = [one.kind for one in kept.events]
    assert kinds == ["assigned", "received", "worker_owed", "worker_owed", "filed"]
    assert kept.events[1].facts["source"] == "monitor"
    assert [one.facts["sum_owed"] for one in kept.events[2:4]] == [
        Decimal("31000.00"),
        Decimal("6120.50"),
    ]
    assert {one.note for one in kept.events[2:4]} == {"平台显示的欠薪，待核实"}
    assert kept.events[4].papers == ("worker_table", "wage_ledger", "attendance", "bank_receipts")
    line = office().store.line(NUMBER)
    assert line is not None
    assert (line.people, line.amount_fen) == (2, ROW.fen)
    assert (line.handler, line.due_rule) == ("ma", "claim")


def test_the_names_of_workers_are_sealed_and_not_in_the_body() -> None:
    open_arrears_clue(desk(), ROW)
    bodies = EventRow.objects.filter(matter__number=NUMBER).values_list("body", flat=True)
    assert [body for body in bodies if "何秋实" in body] == []
    assert office().store.load(NUMBER).events[2].facts["worker"] == "何秋实（9999**********0017）"


def test_the_papers_hold_the_rows_and_no_formula() -> None:
    open_arrears_clue(desk(), ROW)
    files = evidence_of(office().store.load(NUMBER))
    table = cells(files["worker_table"])
    assert table[2] == [1, "何秋实", "9999**********0017", 4, 31000]
    assert table[3] == [2, "=HYPERLINK(1)", "9999**********002X", 1, 6120.5]
    assert table[4][0] == "合计"
    assert table[4][4] == 37120.5
    assert cells(files["attendance"])[2] == ["何秋实", date(2026, 10, 8)]
    assert cells(files["wage_ledger"])[1][:3] == list(LEDGER.headers)


def test_the_same_rows_make_the_same_file() -> None:
    day = date(2026, 10, 31)
    assert workbook(LEDGER, day) == workbook(replace(LEDGER), day)
    assert workbook(LEDGER, day) != workbook(replace(LEDGER, rows=LEDGER.rows[:1]), day)


def test_opening_a_lead_again_adds_nothing_whoever_does_it() -> None:
    open_arrears_clue(desk(), ROW)
    events, papers = EventRow.objects.count(), Paper.objects.count()
    for username in ("zhou", "liu"):
        assert open_arrears_clue(desk(username, 1), ROW).repeated
    assert (EventRow.objects.count(), Paper.objects.count()) == (events, papers)


def test_a_lead_broken_off_before_its_papers_is_finished() -> None:
    open_arrears_clue(desk(), replace(ROW, project="P-002"))
    whole = [one.kind for one in office().store.load(clue_number("P-002", MONTH)).events]
    unfinished = Desk(office(), _Broken(), actor("zhou"), NOW)
    with pytest.raises(OSError, match="disk"):
        open_arrears_clue(unfinished, ROW)
    assert not open_arrears_clue(desk(), ROW).repeated
    assert [one.kind for one in office().store.load(NUMBER).events] == whole


class _Broken(KeptPapers):
    def enclose(self, enclosure: object) -> str:
        raise OSError("no space on disk")


@pytest.mark.parametrize(
    "bad",
    [
        replace(ROW, workers=()),
        replace(ROW, extracts=(replace(LEDGER, paper="payment_proof"),)),
        replace(ROW, extracts=(replace(LEDGER, paper="worker_table"),)),
        replace(ROW, extracts=(LEDGER, LEDGER)),
    ],
    ids=["nobody", "settled", "table", "twice"],
)
def test_a_row_without_workers_or_with_other_papers_is_refused_whole(bad: RedRow) -> None:
    with pytest.raises(InputRefused):
        open_arrears_clue(desk(), bad)
    assert office().store.line(NUMBER) is None


def test_receipts_are_no_proof_that_arrears_are_settled() -> None:
    open_arrears_clue(desk(), ROW)
    at_work = desk()
    for step in ("claimed", "verified"):
        at_work.act(NUMBER, Measure(step))
    record = office().store.load(NUMBER).record
    concluded = Event("concluded", NOW.date(), facts={"conclusion": "settled"})
    found = office().judge(record.append(concluded), NOW.date()).assessment
    assert found is not None
    assert "settled_proved" in {one.name for one in found.findings}


def test_a_referral_finds_the_proof_for_each_worker() -> None:
    open_arrears_clue(desk(), ROW)
    open_crime_referral(desk(days=1), NUMBER, replace(REFERRAL, place=Place("legal", "he")))
    kept = office().store.load(REFERRAL.number)
    assert evidence_of(kept) == evidence_of(office().store.load(NUMBER))
    reading = standing_of(
        kept.record, procedures()["crime_referral"], office().law, date(2026, 12, 1)
    ).readings[0]
    filed = date(2026, 11, 26).toordinal()
    for leaf in ("remuneration_owed", "one_worker_large", "ten_workers_large"):
        assert reading.values[f"paper:{leaf}"] == filed
    assert reading.values["leaf:remuneration_owed"] is True
    assert reading.values["leaf:one_worker_large"] is True
    assert reading.values["leaf:ten_workers"] is False


def test_one_worker_below_the_line_is_not_large() -> None:
    small = replace(ROW, workers=(replace(WORKERS[0], months=2), WORKERS[1]))
    open_arrears_clue(desk(), small)
    open_crime_referral(desk(days=1), NUMBER, REFERRAL)
    kept = office().store.load(REFERRAL.number)
    reading = standing_of(
        kept.record, procedures()["crime_referral"], office().law, date(2026, 12, 1)
    ).readings[0]
    assert reading.values["leaf:one_worker_large"] is False


def test_the_papers_of_a_referral_are_registered_and_whole() -> None:
    open_arrears_clue(desk(), ROW)
    open_crime_referral(desk(days=1), NUMBER, REFERRAL)
    assert open_crime_referral(desk("liu", 2), NUMBER, REFERRAL).repeated
    originals = Originals()
    for number in (NUMBER, REFERRAL.number):
        files = evidence_of(office().store.load(number))
        faults = [originals.fault(number, 1, name, one) for name, one in files.items()]
        assert faults == [None] * 4
    assert originals.rest() is None


def test_only_a_lead_becomes_a_referral() -> None:
    open_arrears_clue(desk(), ROW)
    open_crime_referral(desk(), NUMBER, REFERRAL)
    for number in (REFERRAL.number, "无此案号"):
        with pytest.raises(NoSuchMatter):
            open_crime_referral(desk(), number, Referral("移送〔2026〕2号"))
