"""The hash chain proves a record and names the first event that does not fit."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.records import records
from zhunsheng.record.chain import SM3, DigestUnavailable, canonical, heads, verify
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record

DAY = date(2025, 3, 3)
RECORD = Record(
    "益〔2025〕1号",
    "work_injury",
    {"worker": "李某"},
    (
        Event("applied", DAY, facts={"by": "worker"}, papers=("application_form",)),
        Event("accepted", DAY, time(9), datetime.fromisoformat("2025-03-04T09:00")),
        Event("decided", DAY, facts={"paid": Decimal("1.5"), "on": DAY, "days": 60}, note="说明"),
    ),
)


def test_the_bytes_of_an_event_are_the_same_for_ever():
    event = Event("decided", DAY, facts={"b": Decimal("1.5"), "a": DAY}, papers=("纸",))
    assert canonical(event, "00").decode() == (
        '{"corrects":null,"facts":{"a":{"day":"2025-03-03"},"b":{"decimal":"1.50"}},'
        '"happened_at":null,"happened_on":"2025-03-03","kind":"decided","note":"",'
        '"papers":["纸"],"previous":"00","recorded_at":null}'
    )


def test_the_heads_of_a_record_are_the_same_for_ever():
    assert heads(RECORD)[-1] == "073045e67046143226e5023d04b560805be30301f0a577d3f1bb78cce3efd59f"
    assert (
        heads(RECORD, digest=SM3)[-1]
        == "c003abc8ccf6e4d5f89311e0f2aae0e825099862135de0d01f5b02366e56d70f"
    )


def test_a_record_fits_its_own_heads():
    assert verify(RECORD, heads(RECORD)) is None
    assert verify(RECORD, heads(RECORD, digest=SM3), digest=SM3) is None


@pytest.mark.parametrize(
    ("change", "index"),
    [
        ({"kind": "rejected"}, 1),
        ({"happened_on": date(2025, 3, 2)}, 1),
        ({"happened_at": None}, 1),
        ({"recorded_at": None}, 1),
        ({"facts": {"by": "kin"}}, 1),
        ({"papers": ("x",)}, 1),
        ({"note": "x"}, 1),
    ],
)
def test_any_change_of_an_event_is_seen_at_that_event(change, index):
    changed = list(RECORD.events)
    changed[index] = replace(changed[index], **change)
    assert verify(replace(RECORD, events=tuple(changed)), heads(RECORD)) == index


@pytest.mark.parametrize("change", [{"matter": "x"}, {"procedure": "x"}, {"about": {}}])
def test_a_change_of_the_header_is_seen_at_the_first_event(change):
    assert verify(replace(RECORD, **change), heads(RECORD)) == 0


def test_a_missing_event_or_head_does_not_fit():
    assert verify(replace(RECORD, events=RECORD.events[:2]), heads(RECORD)) == 2
    assert verify(RECORD, heads(RECORD)[:2]) == 2


def test_a_number_a_text_and_a_yes_do_not_share_a_hash():
    same = [Record("甲", "a", {"b": value}, RECORD.events) for value in (1, "1", True, ("1",))]
    assert len({heads(record)[0] for record in same}) == len(same)


@given(records(), st.integers(0, 9), st.integers(0, 9))
def test_swapping_two_different_events_is_seen_at_the_first_of_them(record, first, second):
    events = list(record.events)
    if max(first, second) >= len(events) or events[first] == events[second]:
        return
    if any(event.corrects for event in events):
        return
    events[first], events[second] = events[second], events[first]
    swapped = replace(record, events=tuple(events))
    assert verify(swapped, heads(record)) == min(first, second)


def test_an_unknown_digest_is_named():
    with pytest.raises(DigestUnavailable, match="本机的密码库没有摘要算法“sm9”"):
        heads(RECORD, digest="sm9")
