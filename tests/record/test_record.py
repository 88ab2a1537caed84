"""A record keeps every event and gives those that stand."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from zhunsheng.record.event import Event
from zhunsheng.record.record import STRUCK_OUT, CorrectionRefused, Record
from zhunsheng.record.text import read

DAY = date(2025, 3, 3)


def record_of(lines: str) -> Record:
    reading = read(f"益〔2025〕1号 work_injury\n{lines}", "示例.txt")
    assert reading.faults == []
    return reading.records[0]


def kinds(record: Record, known_on: date | None = None) -> list[str]:
    return [event.kind for event in record.as_known(known_on)]


def test_events_without_corrections_stand_as_they_were_written():
    record = record_of("2025-03-03 applied\n2025-03-03 accepted\n2025-03-04 decided\n")
    assert record.as_known() is record.events


def test_appending_gives_a_new_record_and_leaves_the_old_one():
    record = record_of("2025-03-03 applied\n")
    longer = record.append(Event("accepted", DAY))
    assert kinds(record) == ["applied"]
    assert kinds(longer) == ["applied", "accepted"]


def test_events_are_given_by_day_then_time_then_sequence():
    record = record_of(
        "2025-03-04 decided\n2025-03-03T10:00 accepted\n"
        "2025-03-03T09:00 applied\n2025-03-03 copied\n"
    )
    # An event without an hour stays behind the one it was written after.
    assert kinds(record) == ["applied", "copied", "accepted", "decided"]


def test_a_correction_takes_the_place_of_what_it_corrects():
    record = record_of(
        "2025-03-03 applied\n2025-03-03 accepted\n2025-03-03 applied by=kin corrects=1\n  | 写错\n"
    )
    assert kinds(record) == ["applied", "accepted"]
    assert record.as_known()[0].facts == {"by": "kin"}


def test_a_struck_out_event_no_longer_stands():
    record = record_of("2025-03-03 applied\n2025-03-05 struck_out corrects=1\n  | 录错案件\n")
    assert kinds(record) == []


CORRECTED_TWICE = (
    "2025-03-03 applied\n2025-03-04 applied corrects=1\n  | 日期\n"
    "2025-03-05 applied corrects=2\n  | 还是错\n"
)


def test_a_correction_of_a_correction_stands_alone():
    record = record_of(CORRECTED_TWICE)
    assert [event.happened_on.day for event in record.as_known()] == [5]


def test_striking_out_a_correction_puts_the_first_event_back():
    record = record_of(
        "2025-03-03 applied\n2025-03-04 applied corrects=1\n  | 日期\n"
        "2025-03-06 struck_out corrects=2\n  | 原来是对的\n"
    )
    assert [event.happened_on.day for event in record.as_known()] == [3]


def test_striking_out_a_strike_out_puts_the_event_back():
    record = record_of(
        "2025-03-03 applied\n2025-03-04 struck_out corrects=1\n  | 误\n"
        "2025-03-06 struck_out corrects=2\n  | 又误\n"
    )
    assert kinds(record) == ["applied"]


def test_an_event_that_replaces_a_strike_out_stands_for_what_was_struck():
    record = record_of(
        "2025-03-03 applied\n2025-03-04 struck_out corrects=1\n  | 误\n"
        "2025-03-06 applied corrects=2\n  | 应为更正\n"
    )
    assert [event.happened_on.day for event in record.as_known()] == [6]


def test_a_correction_recorded_later_was_not_known_earlier():
    record = record_of(
        "2025-03-03 applied recorded=2025-03-03T09:00\n"
        "2025-03-02 applied corrects=1 recorded=2025-03-10T09:00\n  | 日期\n"
    )
    assert [e.happened_on.day for e in record.as_known(date(2025, 3, 9))] == [3]
    assert [e.happened_on.day for e in record.as_known(date(2025, 3, 10))] == [2]
    assert kinds(record, date(2025, 3, 2)) == []


def test_an_event_without_recording_time_counts_as_recorded_on_its_day():
    record = record_of("2025-03-03 applied\n2025-03-05 accepted\n")
    assert kinds(record, date(2025, 3, 4)) == ["applied"]


def test_a_correction_is_never_known_before_what_it_corrects():
    record = record_of(
        "2025-03-05 applied recorded=2025-03-08T09:00\n2025-03-01 applied corrects=1\n  | 日期\n"
    )
    assert kinds(record, date(2025, 3, 7)) == []


def test_what_a_later_correction_says_does_not_change_what_was_known_before():
    record = record_of("2025-03-03 applied recorded=2025-03-03T09:00\n")
    later = Event(
        "applied",
        DAY,
        time(9),
        datetime.fromisoformat("2025-04-01T09:00"),
        note="补时刻",
        corrects=1,
    )
    known = date(2025, 3, 31)
    assert record.append(later).as_known(known) == record.as_known(known)


@pytest.mark.parametrize(
    ("correction", "refusal"),
    [
        (
            Event("applied", DAY, note="误", corrects=7),
            "第3条事项：更正的对象是第7条，此前没有这一条。只能更正在它之前已经记下的事项。"
            "请把 corrects 改为1至2之间的序号。",
        ),
        (
            Event("applied", DAY, note="误", corrects=3),
            "第3条事项：更正的对象是第3条，此前没有这一条。只能更正在它之前已经记下的事项。"
            "请把 corrects 改为1至2之间的序号。",
        ),
        (
            Event("applied", DAY, note="误", corrects=1),
            "第3条事项：第1条已由第2条更正。同一事项有两个更正时无法判断以哪个为准。请改为更正第2条。",
        ),
        (
            Event("applied", DAY, note="  ", corrects=2),
            "第3条事项：更正第2条没有写明理由。更正不改原文，只在其后附上更正和理由。"
            "请在下一行以“  | ”写明理由。",
        ),
        (
            Event(STRUCK_OUT, DAY, note="误"),
            "第3条事项：删除事项没有写明删除哪一条。删除须指明对象。"
            "请写 corrects=被删除事项的序号。",
        ),
    ],
)
def test_a_correction_that_cannot_stand_is_refused(correction, refusal):
    record = record_of("2025-03-03 applied\n2025-03-04 applied corrects=1\n  | 日期\n")
    with pytest.raises(CorrectionRefused) as caught:
        record.append(correction)
    assert str(caught.value) == refusal


def test_an_event_may_be_corrected_again_once_its_correction_is_struck_out():
    record = record_of(
        "2025-03-03 applied\n2025-03-04 applied corrects=1\n  | 日期\n"
        "2025-03-06 struck_out corrects=2\n  | 误\n2025-03-05 applied corrects=1\n  | 日期\n"
    )
    assert [event.happened_on.day for event in record.as_known()] == [5]


def test_a_record_made_with_a_bad_correction_is_refused_like_an_appended_one():
    itself = Event("applied", DAY, note="误", corrects=1)
    with pytest.raises(CorrectionRefused, match="请去掉 corrects"):
        replace(record_of("2025-03-03 applied\n"), events=(itself,))
