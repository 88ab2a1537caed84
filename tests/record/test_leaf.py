"""A stored event says all an event says, hides what is personal, and shows any change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.leaves import PERSONAL, UNTIMED, Stored, entries, salts, stored
from tests.record.records import facts, matters, names, records, values
from zhunsheng.record.chain import SHA256, SM3, DigestUnavailable
from zhunsheng.record.event import Event
from zhunsheng.record.leaf import (
    ERASED,
    PERSONAL_ABOUT,
    Entry,
    Place,
    Row,
    Sealed,
    UnreadableBody,
    check_links,
    check_sealed,
    commitment,
    link,
    opening,
    read_about,
    read_body,
    write_body,
)
from zhunsheng.record.record import Record
from zhunsheng.record.tagged import canonical_json, tagged, untagged
from zhunsheng.record.values import UnwritableRecord

DAY = date(2025, 3, 3)
EVENT = Event(
    "decided",
    DAY,
    time(9, 30),
    datetime.fromisoformat("2025-03-04T09:00"),
    {"paid": Decimal("1.5"), "born_on": date(1990, 1, 2), "on": DAY, "known": None},
    ("书",),
    "说“明”",
    2,
)
ENTRY = Entry(EVENT, "A041", "A077", {"书": "ab"})
PLACE = Place("虚构〔2025〕1号", "work_injury", 1, {"worker": "李某", "employer": "虚构公司"})
RECORD = Record(
    "虚构〔2025〕1号",
    "work_injury",
    {"worker": "李某"},
    (
        Event("applied", DAY, facts={"by": "worker", "born_on": DAY}),
        Event("accepted", DAY, facts={"matter": "虚构〔2025〕2号", "note": "x"}),
        Event("decided", DAY, note=',"seq":2}'),
    ),
)
OTHER = stored(replace(RECORD, matter="虚构〔2025〕2号"))
digests = st.sampled_from([SHA256, SM3])
filled = records().filter(lambda record: record.events)


def written(entry: Entry, place: Place = PLACE) -> tuple[str, dict[str, object]]:
    body, sealed = write_body(place, entry, personal=PERSONAL, salts=salts())
    return body, {one.name: one.value for one in sealed if one.seq}


def test_a_body_has_its_keys_in_order_and_ends_with_its_number():
    body, sealed = write_body(PLACE, ENTRY, personal=PERSONAL, salts=salts())
    name, born = (commitment(one) for one in sealed)
    assert body == (
        '{"about":{"employer":"虚构公司","worker":{"sealed":"' + name + '"}},"author":"A041",'
        '"corrects":2,"facts":{"born_on":{"sealed":"' + born + '"},"known":null,'
        '"on":{"day":"2025-03-03"},"paid":{"decimal":"1.50"}},"files":{"书":"ab"},'
        '"happened_at":"09:30:00","happened_on":"2025-03-03","kind":"decided",'
        '"matter":"虚构〔2025〕1号","note":"说“明”","papers":["书"],"procedure":"work_injury",'
        '"recorded_at":"2025-03-04T09:00:00","second":"A077","seq":1}'
    )


def test_a_commitment_is_the_hash_of_salt_name_and_value():
    content = b"S" * 16 + b"\0" + b"worker" + b"\0" + '"李某"'.encode()
    sealed = Sealed("worker", b"S" * 16, "李某", 0)
    assert commitment(sealed) == hashlib.sha256(content).hexdigest()
    assert commitment(sealed, SM3) == hashlib.new("sm3", content).hexdigest()


def test_what_was_sealed_is_told_apart_by_header_and_event():
    _, sealed = write_body(PLACE, ENTRY, personal=PERSONAL, salts=salts())
    assert [(one.seq, one.name, one.value) for one in sealed] == [
        (0, "worker", "李某"),
        (1, "born_on", date(1990, 1, 2)),
    ]
    assert len({one.salt for one in sealed}) == 2


@pytest.mark.parametrize("name", sorted(PERSONAL_ABOUT))
def test_a_name_of_a_person_is_sealed_wherever_it_stands(name: str):
    place = replace(PLACE, about={name: "某甲某乙"})
    entry = Entry(Event("accepted", DAY, facts={name: "某丙某丁"}), "A041")
    body, sealed = write_body(place, entry, personal=(), salts=salts())
    assert len(sealed) == 2
    assert "某" not in body


def test_not_known_is_no_secret():
    place = replace(PLACE, about={"worker": None})
    _, sealed = write_body(place, Entry(Event("a", DAY), "A041"), personal=(), salts=salts())
    assert sealed == ()


def test_the_header_is_written_with_the_first_event_only():
    first, _ = write_body(PLACE, ENTRY, personal=(), salts=salts())
    second, sealed = write_body(replace(PLACE, seq=2), ENTRY, personal=(), salts=salts())
    assert "about" in json.loads(first)
    assert "about" not in json.loads(second)
    assert sealed == ()


@UNTIMED
@given(entries(), st.integers(1, 10**6), matters)
def test_a_body_read_back_is_the_same_entry(entry: Entry, seq: int, matter: str):
    body, beside = written(entry, Place(matter, "a", seq))
    read = read_body(body, beside)
    assert read == entry
    kinds = {name: type(value) for name, value in entry.event.facts.items()}
    assert {name: type(value) for name, value in read.event.facts.items()} == kinds
    assert canonical_json(json.loads(body)) == body


@UNTIMED
@given(facts)
def test_the_header_read_back_is_the_same(about):
    body, sealed = write_body(replace(PLACE, about=about), ENTRY, personal=PERSONAL, salts=salts())
    beside = {one.name: one.value for one in sealed if not one.seq}
    assert read_about(body, beside) == about


@UNTIMED
@given(values)
def test_a_value_tagged_and_untagged_is_the_same_value(value):
    back = untagged(json.loads(canonical_json(tagged(value))))
    assert (back, type(back)) == (value, type(value))


@UNTIMED
@given(names, values.filter(lambda value: value is not None), values)
def test_only_the_value_itself_opens_a_commitment(name: str, value, other):
    one = Sealed(name, b"S" * 16, value, 1)
    same = canonical_json(tagged(value)) == canonical_json(tagged(other))
    assert (commitment(one) == commitment(replace(one, value=other))) == same
    assert commitment(one) != commitment(replace(one, salt=b"T" * 16))
    assert commitment(one) != commitment(replace(one, name=f"{name}x"))


def test_an_erased_value_reads_as_erased_and_the_chain_still_holds():
    matter = stored(RECORD)
    body = matter.rows[0][1]
    assert read_about(body, {}) == {"worker": ERASED}
    assert read_body(body, {}).event.facts == {"by": "worker", "born_on": ERASED}
    assert check_links(matter.matter, matter.rows) is None


def test_a_value_that_was_exchanged_does_not_fit_its_commitment():
    matter = stored(RECORD)
    body = matter.rows[0][1]
    worker, born = matter.sealed
    assert check_sealed(body, (worker, born)) == ()
    assert check_sealed(body, (replace(worker, value="张某"), born)) == ("worker",)
    assert check_sealed(body, (worker, replace(born, salt=b"T" * 16))) == ("born_on",)
    assert check_sealed(body, (replace(worker, seq=1),)) == ("worker",)
    assert check_sealed(body, (replace(worker, name="by"),)) == ("by",)
    assert check_sealed(body, (worker,)) == ()


@UNTIMED
@given(filled, digests)
def test_a_stored_matter_fits(record: Record, digest: str):
    matter = stored(record, digest)
    assert check_links(matter.matter, matter.rows, digest) is None
    assert matter.rows[-1][2] == link(
        matter.rows[-2][2] if len(matter.rows) > 1 else opening(matter.matter, digest),
        matter.rows[-1][1],
        digest,
    )


def exchanged(rows: tuple[Row, ...], index: int, row: Row) -> list[Row]:
    return [*rows[:index], row, *rows[index + 1 :]]


@UNTIMED
@given(filled, digests, st.data())
def test_any_changed_byte_of_a_body_or_a_head_is_seen_at_its_event(
    record: Record, digest: str, data: st.DataObject
):
    matter = stored(record, digest)
    index = data.draw(st.integers(0, len(matter.rows) - 1))
    seq, body, head = matter.rows[index]
    place = data.draw(st.integers(0, len(body) - 1))
    sign = data.draw(st.characters(exclude_categories=["Cs"], exclude_characters=body[place]))
    changed = (seq, body[:place] + sign + body[place + 1 :], head)
    assert check_links(matter.matter, exchanged(matter.rows, index, changed), digest) == seq
    bits = bytearray(head)
    bits[place % len(head)] ^= 1 << (place % 8)
    changed = (seq, body, bytes(bits))
    assert check_links(matter.matter, exchanged(matter.rows, index, changed), digest) == seq


@UNTIMED
@given(filled, st.data())
def test_a_removed_doubled_or_moved_event_is_seen(record: Record, data: st.DataObject):
    matter = stored(record)
    rows = list(matter.rows)
    index = data.draw(st.integers(0, len(rows) - 1))
    doubled = [*rows[: index + 1], rows[index], *rows[index + 1 :]]
    assert check_links(matter.matter, doubled) == index + 2
    removed = [*rows[:index], *rows[index + 1 :]]
    assert check_links(matter.matter, removed) == (index + 1 if removed[index:] else None)
    later = data.draw(st.integers(index, len(rows) - 1))
    if later > index:
        rows[index], rows[later] = rows[later], rows[index]
        assert check_links(matter.matter, rows) == index + 1


def relinked(matter: str, bodies: list[str]) -> list[Row]:
    """Compute all heads anew, as one may who can write to the whole database."""
    head, rows = opening(matter), []
    for seq, body in enumerate(bodies, start=1):
        head = link(head, body)
        rows.append((seq, body, head))
    return rows


def bodies(matter: Stored) -> list[str]:
    return [body for _, body, _ in matter.rows]


def test_a_body_of_another_number_or_matter_is_seen_even_with_heads_made_anew():
    own, other = bodies(stored(RECORD)), bodies(OTHER)
    matter = RECORD.matter
    assert check_links(matter, relinked(matter, own)) is None
    assert check_links(matter, relinked(matter, [own[0], own[2]])) == 2
    assert check_links(matter, relinked(matter, [own[0], own[0]])) == 2
    assert check_links(matter, relinked(matter, [own[0], other[1], own[2]])) == 2
    assert check_links(matter, relinked(matter, [other[0]])) == 1


def test_rows_numbered_otherwise_than_their_bodies_are_seen():
    matter = stored(RECORD)
    (_, body, head), *rest = matter.rows
    assert check_links(matter.matter, [(2, body, head), *rest]) == 1
    assert check_links(OTHER.matter, matter.rows) == 1
    assert check_links(matter.matter, []) is None


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        "{}",
        '{"about":[]}',
        "[" * 100_000,
        written(ENTRY)[0].replace('"2025-03-03"', '"2025-13-03"', 1),
        written(ENTRY)[0].replace('"kind":"decided"', '"kind":1'),
        written(ENTRY)[0].replace('"corrects":2', '"corrects":true'),
        written(ENTRY)[0].replace('{"decimal":"1.50"}', '{"decimal":"NaN"}'),
        written(ENTRY)[0].replace('{"decimal":"1.50"}', '{"decimal":"x"}'),
        written(ENTRY)[0].replace('{"decimal":"1.50"}', "1.5"),
        written(ENTRY)[0].replace('{"decimal":"1.50"}', '{"a":1,"b":2}'),
    ],
)
def test_a_body_that_is_none_is_refused(body: str):
    with pytest.raises(UnreadableBody, match="保存的事项读不出来"):
        read_body(body, {})
    with pytest.raises(UnreadableBody):
        read_about(body.replace('"about"', '"besides"'), {})


@pytest.mark.parametrize(
    "event",
    [
        Event("a", DAY, note="\ud800"),
        Event("a", DAY, facts={"b": datetime.fromisoformat("2025-01-01T00:00")}),
    ],
)
def test_what_no_store_can_keep_is_refused_in_writing(event: Event):
    with pytest.raises(UnwritableRecord):
        write_body(PLACE, Entry(event, "A041"), personal=(), salts=salts())


def test_a_weak_digest_is_refused():
    for digest in ("md5", "sha1", "sm9"):
        with pytest.raises(DigestUnavailable):
            opening("虚构1号", digest)


def test_a_machine_without_sm3_says_so(monkeypatch: pytest.MonkeyPatch):
    def unknown(name: str) -> None:
        raise ValueError(name)

    monkeypatch.setattr(hashlib, "new", unknown)
    with pytest.raises(DigestUnavailable, match="本机的密码库没有摘要算法“sm3”"):
        opening("虚构1号", SM3)
