"""The plain text form says everything a record holds, and refuses the rest line by line."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.records import records
from zhunsheng.record.chain import heads
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record
from zhunsheng.record.text import read, write
from zhunsheng.record.values import UnwritableRecord

GOLDEN = Path(__file__).parents[1] / "golden"

CANONICAL = """\
益人社工伤〔2025〕132号 work_injury
  worker 李某
  employer "湖南某建设（集团） 有限公司"
  insured
  heirs ?
2025-01-06 injured at_workplace caused_by_work during_work_hours=no
2025-02-20 applied by=worker papers=application_form,diagnosis
2025-03-20T14:30 suspended for=traffic_police recorded=2025-03-21T09:00
  | 交警部门尚未出具事故认定书。
  |
  |   另附协查函。
2025-05-12 decided result=determined officers=A041,A077 witness=?
2025-05-13 decided result=determined officers=A041, paid=1250.50 days=60 until=2025-06-01 corrects=4
  | 日期以送批单为准。

益人社监〔2025〕7号 wage_arrears
2025-04-01 opened
"""


def exact(record: Record) -> object:
    """Tell apart what Python calls equal: True and 1, 1 and 1.00."""
    facts = [event.facts for event in record.events]
    kinds = [
        [(name, type(value)) for name, value in held.items()] for held in [record.about, *facts]
    ]
    return record, kinds


def test_canonical_text_reads_and_writes_as_itself():
    reading = read(CANONICAL, "示例.txt")
    assert reading.faults == []
    assert write(reading.records) == CANONICAL


def test_every_kind_of_value_is_read_as_its_kind():
    line = "2025-05-12T09:30 decided a b=yes c=no d=? e=60 f=1250.5 g=2025-06-01 h=x,y i=x, j=, "
    line += 'k="12" l="a b" m=007 n=430902199001010000 papers=p recorded=2025-05-13T09:00\n'
    event = read(f"甲 work_injury\n{line}", "f").records[0].events[0]
    assert event == Event(
        "decided",
        date(2025, 5, 12),
        time(9, 30),
        datetime.fromisoformat("2025-05-13T09:00"),
        facts={
            "a": True,
            "b": True,
            "c": False,
            "d": None,
            "e": 60,
            "f": Decimal("1250.50"),
            "g": date(2025, 6, 1),
            "h": ("x", "y"),
            "i": ("x",),
            "j": (),
            "k": "12",
            "l": "a b",
            "m": "007",
            "n": "430902199001010000",
        },
        papers=("p",),
    )
    assert [type(event.facts[name]) for name in "abe"] == [bool, bool, int]


@given(st.lists(records(), max_size=3))
def test_records_written_and_read_are_the_same_records(written):
    reading = read(write(written), "f")
    assert reading.faults == []
    assert list(map(exact, reading.records)) == list(map(exact, written))


@given(records())
def test_text_written_read_and_written_is_the_same_text(record):
    text = write([record])
    assert write(read(text, "f").records) == text


@given(records())
def test_the_text_form_keeps_the_proof(record):
    assert heads(read(write([record]), "f").records[0]) == heads(record)


@given(st.text())
def test_no_text_makes_the_reader_fail(text):
    reading = read(text, "f")
    assert all(fault.place.startswith("第") for fault in reading.faults)


@given(st.text(alphabet='甲 2025-01T:a="\\,?|#\n', max_size=60))
def test_no_nearly_right_text_makes_the_reader_fail(text):
    reading = read(f"甲 a\n2025-01-01 a {text}", "f")
    assert read(write(reading.records), "f").records == reading.records


def test_remarks_byte_order_mark_and_windows_line_ends_are_accepted():
    text = "\ufeff# 示例\r\n甲 work_injury\r\n2025-01-06 injured\r\n  | 说明\r\n"
    [record] = read(text, "f").records
    assert record.events == (Event("injured", date(2025, 1, 6), note="说明"),)


def test_every_fault_of_a_file_is_named_and_sound_matters_are_kept():
    reading = read((GOLDEN / "record_faults.txt").read_text("utf-8"), "台账.txt")
    assert [record.matter for record in reading.records] == ["益〔2025〕1号", "益〔2025〕99号"]
    refusals = "".join(f"{fault}\n" for fault in reading.faults)
    assert refusals == (GOLDEN / "record_refusals.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "record",
    [
        Record("有 空格", "a"),
        Record("2025-01-02", "a"),
        Record("#1", "a"),
        Record("", "a"),
        Record("甲", "two words"),
        Record("甲", "a", {"b c": True}),
        Record("甲", "a", {"b": 10**15}),
        Record("甲", "a", {"b": Decimal("NaN")}),
        Record("甲", "a", {"b": datetime.fromisoformat("2025-01-01T00:00")}),
        Record("甲", "a", events=(Event("b", date(2025, 1, 1), facts={"papers": True}),)),
    ],
)
def test_what_the_text_cannot_say_is_refused_in_writing(record):
    with pytest.raises(UnwritableRecord, match="不能写成文本"):
        write([record])
