"""A bundle that fits is verified, and whatever is done to it is caught at its first event."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record.bundles import FIRST_DAY, Kept, kept, members, offices, packed, plain, written
from tests.record.leaves import UNTIMED, stored
from zhunsheng.base.errors import InputRefused
from zhunsheng.record.bundle import BundleFault, DayHead, Verdict, verify_bundle, write_bundle
from zhunsheng.record.chain import SM3
from zhunsheng.record.event import Event
from zhunsheng.record.leaf import UnreadableBody, link, opening
from zhunsheng.record.merkle import root
from zhunsheng.record.record import Record

A, B = "虚构〔2025〕1号", "虚构〔2025〕2号"
FEW = settings(UNTIMED, max_examples=60)


def record(matter: str, worker: str) -> Record:
    events = tuple(Event(kind, FIRST_DAY) for kind in ("applied", "accepted", "decided"))
    first = replace(events[0], facts={"born_on": date(1990, 1, 2)})
    return Record(matter, "work_injury", {"worker": worker}, (first, *events[1:]))


# A1 B1 A2 A3 B2 B3, with roots after two, four and six
OFFICE = kept([stored(record(A, "李某")), stored(record(B, "张某"))], [0, 1, 0, 0, 1, 1], [2, 4, 6])


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bundles") / "校验包.zip"


def fault_of(path: Path, root: str = "") -> BundleFault:
    fault = verify_bundle(path, root).first_fault
    assert fault is not None
    return fault


def caught(path: Path, root: str = "") -> bool:
    """Say whether a file is refused or does not fit; anything else raised is an error."""
    try:
        return not verify_bundle(path, root).fits
    except InputRefused:
        return True


@given(offices())
@FEW
def test_every_office_written_is_verified(path: Path, office: Kept):
    verdict = verify_bundle(written(path, office))
    assert verdict == Verdict(
        office.manifest,
        events=len(office.events),
        matters=office.manifest.matters,
        days=len(office.heads),
        personal=len(office.personal),
        published="",
        first_fault=None,
    )
    assert verdict.fits


def test_a_bundle_of_nothing_fits(path: Path):
    assert verify_bundle(written(path, kept([], [], [0]))).fits


def test_progress_is_told_up_to_the_end(path: Path):
    told: list[tuple[int, int]] = []
    verify_bundle(written(path, OFFICE), tell=lambda done, total: told.append((done, total)))
    assert told == [(6, 6)]


@given(offices(), st.data())
@FEW
def test_personal_values_may_be_left_out_whole_or_in_part(
    path: Path, office: Kept, data: st.DataObject
):
    assert verify_bundle(written(path, office, personal=False)).fits
    flags = data.draw(st.lists(st.booleans(), min_size=50, max_size=50))
    some = tuple(one for one, flag in zip(office.personal, flags, strict=False) if flag)
    verdict = verify_bundle(written(path, replace(office, personal=some)))
    assert (verdict.fits, verdict.personal) == (True, len(some))


@given(offices(least=1), st.data())
@FEW
def test_any_byte_of_an_event_replaced_put_in_or_taken_out_is_caught(
    path: Path, office: Kept, data: st.DataObject
):
    contents = members(written(path, office))
    events = contents["events.jsonl"]
    at = data.draw(st.integers(0, len(events) - 2))
    sign = data.draw(st.integers(0, 255).filter(lambda sign: sign != events[at]))
    for middle in (bytes([sign]), b"", bytes([sign, events[at]])):
        changed = events[:at] + middle + events[at + 1 :]
        assert caught(packed(path, {**contents, "events.jsonl": changed}))


@given(offices(least=1), st.data())
@FEW
def test_any_byte_of_the_other_members_is_caught_or_says_the_same(
    path: Path, office: Kept, data: st.DataObject
):
    contents = members(written(path, office))
    name = data.draw(st.sampled_from(["manifest.json", "heads.jsonl", "personal.jsonl"]))
    content = contents[name]
    if not content:
        return
    at = data.draw(st.integers(0, len(content) - 2))
    sign = data.draw(st.integers(0, 255))
    changed = content[:at] + bytes([sign]) + content[at + 1 :]
    if not caught(packed(path, {**contents, name: changed})):
        assert what_is_proved(changed) == what_is_proved(content)


def what_is_proved(content: bytes) -> list[dict[str, object]]:
    """Leave out of each line what no hash covers: when a bundle was made, the name of a day."""
    lines = [json.loads(line) for line in content.splitlines()]
    return [{k: v for k, v in line.items() if k not in ("made_at", "day")} for line in lines]


@given(offices(least=1), st.data())
@FEW
def test_any_byte_of_the_file_itself_is_caught_or_of_no_matter(
    path: Path, office: Kept, data: st.DataObject
):
    content = bytearray(written(path, office).read_bytes())
    before = verify_bundle(path)
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    if not caught(path):
        assert verify_bundle(path) == before


@given(offices(least=1), st.data())
@FEW
def test_an_event_taken_out_doubled_moved_or_cut_off_is_caught_where_it_was(
    path: Path, office: Kept, data: st.DataObject
):
    events = list(office.events)
    at = data.draw(st.integers(0, len(events) - 1))
    fault = fault_of(written(path, with_events(office, [*events[:at], *events[at + 1 :]])))
    assert fault.position is None or fault.position >= first_doubt(office, at)
    fault = fault_of(written(path, with_events(office, [*events[:at], events[at], *events[at:]])))
    assert (fault.matter, fault.seq) == office.places[at]
    assert fault.position == at + 1
    fault = fault_of(written(path, with_events(office, events[:at])))
    assert fault.position is None or fault.position >= first_doubt(office, at)
    other = data.draw(st.integers(0, len(events) - 1))
    if other != at:
        events[at], events[other] = events[other], events[at]
        assert not verify_bundle(written(path, with_events(office, events))).fits


def with_events(office: Kept, events: list[tuple[str, bytes]]) -> Kept:
    """Put other events in, and leave out the personal values, which might betray it sooner."""
    return replace(office, events=tuple(events), personal=())


def first_doubt(office: Kept, at: int) -> int:
    """Give where the doubt begins when the event at a place is another: after the last root."""
    return max((head.size for head in office.heads if head.size <= at), default=0)


@given(offices(least=1), st.data())
@FEW
def test_whoever_makes_all_later_hashes_anew_is_caught_by_the_root(
    path: Path, office: Kept, data: st.DataObject
):
    at = data.draw(st.integers(0, len(office.events) - 1))
    forged = rehashed(office, at)
    fault = fault_of(written(path, forged))
    assert fault.position == first_doubt(office, at)
    cover = replace(
        forged.manifest, root=root([head for _, head in forged.events], digest(office)).hex()
    )
    hidden = replace(forged, manifest=cover, heads=())
    assert verify_bundle(written(path, hidden)).fits
    assert not verify_bundle(path, office.manifest.root).fits


def digest(office: Kept) -> str:
    return office.manifest.digest


def rehashed(office: Kept, at: int) -> Kept:
    """Change the note of one event and compute all heads of its matter from there on."""
    matter, _ = office.places[at]
    events, head = list(office.events), b""
    for n, (body, _) in enumerate(office.events):
        if office.places[n][0] != matter:
            continue
        if n >= at:
            before = head or opening(matter, digest(office))
            forged = body.replace('"second":"A077"', '"second":"A078"') if n == at else body
            events[n] = forged, link(before, forged, digest(office))
        head = events[n][1]
    return replace(office, events=tuple(events), personal=())


def with_body(at: int, old: str, new: str) -> Kept:
    body, head = OFFICE.events[at]
    assert old in body
    events = list(OFFICE.events)
    events[at] = body.replace(old, new), head
    return replace(OFFICE, events=tuple(events))


def order(*places: int) -> Kept:
    return replace(OFFICE, events=tuple(OFFICE.events[place] for place in places), personal=())


def manifest(**changes: object) -> Kept:
    return replace(OFFICE, manifest=replace(OFFICE.manifest, **changes))  # type: ignore[arg-type]


def personal(at: int, **changes: object) -> Kept:
    rows = list(OFFICE.personal)
    rows[at] = rows[at][0], replace(rows[at][1], **changes)  # type: ignore[arg-type]
    return replace(OFFICE, personal=tuple(rows))


def day(at: int, **changes: object) -> Kept:
    heads = list(OFFICE.heads)
    heads[at] = replace(heads[at], **changes)  # type: ignore[arg-type]
    return replace(OFFICE, heads=tuple(heads))


NO_ROOT = "00" * 32


@pytest.mark.parametrize(
    ("office", "sentence"),
    [
        (
            with_body(2, "accepted", "rejected"),
            f"“{A}”第2条，全部事项中的第3条：与它的哈希不符。"
            "它的内容、写法、哈希，或者它前面的事项被改动过。请从备份恢复，并查明是谁、何时改动的。",
        ),
        (with_body(1, B, A), f"“{A}”第1条，全部事项中的第2条：这一序号已经有过。"),
        (
            with_body(2, '"seq":2}', '"seq":3}'),
            f"“{A}”第3条，全部事项中的第3条：它前面缺少这一办件的第2条。",
        ),
        (order(0, 1, 3, 2, 4, 5), f"“{A}”第3条，全部事项中的第3条：它前面缺少这一办件的第2条。"),
        (order(0, 1, 2, 4, 3, 5), "全部事项中的第3条：与2025-03-04的根不符。从这一条到第4条之间"),
        (order(0, 1, 2, 3, 4), "全部事项中的第6条：缺少：清单写明6条，只有5条。末尾的事项被删去"),
        (order(0, 1, 2, 3, 4, 5, 5), f"“{B}”第3条，全部事项中的第7条：是多出来的：清单只写明6条。"),
        (
            order(0, 0, 1, 2, 3, 4),
            f"“{A}”第1条，全部事项中的第2条：这一序号已经有过。事项被重复、插入",
        ),
        (manifest(size=5), f"“{B}”第3条，全部事项中的第6条：是多出来的：清单只写明5条。"),
        (manifest(size=7), "全部事项中的第7条：缺少：清单写明7条，只有6条。"),
        (manifest(matters=3), "全部事项：清单写明3件办件，实为2件。清单被改动过。请重新导出"),
        (manifest(root=NO_ROOT), "全部事项：与清单的总根不符。根被改动过。请重新导出"),
        (
            replace(manifest(root=NO_ROOT), heads=()),
            "全部事项中的第1条：与清单的总根不符。从这一条到第6条",
        ),
        (day(1, root=NO_ROOT), "全部事项中的第3条：与2025-03-04的根不符。从这一条到第4条之间"),
        (day(1, size=1), "全部事项：与2025-03-04的根不符。根被改动过。"),
        (day(2, size=9), "全部事项中的第7条：缺少：2025-03-05的根写明9条。"),
        (
            personal(0, value="王某"),
            f"“{A}”第1条，全部事项中的第1条：个人信息“worker”与事项里的承诺不符。",
        ),
        (
            personal(3, salt=b"S" * 16),
            f"“{B}”第1条，全部事项中的第2条：个人信息“born_on”与事项里的",
        ),
        (personal(3, seq=9), f"“{B}”第9条：个人信息“born_on”找不到它的事项。"),
        (
            replace(OFFICE, personal=OFFICE.personal[::-1]),
            f"“{A}”第1条：个人信息“born_on”找不到它的事项。它是加进来的，或者次序被调换。",
        ),
    ],
)
def test_the_first_thing_that_does_not_fit_is_named(path: Path, office: Kept, sentence: str):
    assert str(fault_of(written(path, office))).startswith(sentence)


def test_a_place_that_was_changed_is_named(path: Path):
    contents = members(written(path, OFFICE))
    for new, what in (("9", "写明的位置是第10条"), ('"x"', "写明的位置是别的")):
        old = b'{"position":2,'
        changed = contents["events.jsonl"].replace(old, f'{{"position":{new},'.encode())
        fault = fault_of(packed(path, {**contents, "events.jsonl": changed}))
        assert (fault.matter, fault.seq, fault.position, fault.what) == (A, 2, 2, what)


def test_one_matter_cannot_be_written_in_two_ways(path: Path):
    """The same number with an escape would begin a second chain of events beside the first."""
    body, _ = OFFICE.events[0]
    second = body.replace("虚构", "\\u865a构")
    twice = replace(OFFICE, events=((second, link(opening(A), second)),), heads=())
    assert "与它的哈希不符" in str(fault_of(written(path, twice)))


def test_a_published_root_is_found_in_the_bundle_or_nothing_fits(path: Path):
    written(path, OFFICE)
    assert verify_bundle(path, OFFICE.manifest.root.upper()).published == "总根"
    assert verify_bundle(path, OFFICE.heads[0].root).published == "2025-03-03"
    assert str(fault_of(path, NO_ROOT)) == (
        "全部事项：公布的根既不是这里的总根，也不是其中任何一日的根。"
        "公布之后有事项被改动，或者不是同一份记录。请从备份恢复，并查明是谁、何时改动的。"
    )


def test_names_from_the_file_do_not_reach_the_terminal_as_commands(path: Path):
    hostile = stored(record("虚构\x1b[2J1号", "李某"))
    office = replace(kept([hostile], [0, 0, 0], []), personal=())
    assert "\x1b" not in str(fault_of(written(path, with_first_changed(office))))


def with_first_changed(office: Kept) -> Kept:
    body, head = office.events[0]
    changed = body.replace("applied", "rejected")
    return replace(office, events=((changed, head), *office.events[1:]))


def test_a_long_bundle_is_read_in_blocks(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("zhunsheng.record.unpacking.CHUNK", 100)
    monkeypatch.setattr("zhunsheng.record.bundle.LINES_TOGETHER", 2)
    assert verify_bundle(written(path, OFFICE)).fits
    assert fault_of(written(path, with_body(4, "accepted", "rejected"))).position == 4


def test_a_body_of_two_lines_is_not_exported(path: Path):
    broken = replace(OFFICE, events=(("{\n}", b""),))
    with pytest.raises(UnreadableBody, match="全部事项中的第1条中有换行"):
        written(path, broken)


def test_the_same_office_makes_the_same_file_each_time(path: Path):
    first = written(path, OFFICE).read_bytes()
    assert written(path, OFFICE).read_bytes() == first


def test_the_lines_of_a_bundle_are_plain_json(path: Path):
    contents = members(written(path, OFFICE))
    events = [json.loads(line) for line in contents["events.jsonl"].splitlines()]
    assert [(e["body"]["matter"], e["body"]["seq"]) for e in events] == list(OFFICE.places)
    assert [e["position"] for e in events] == list(range(6))
    assert "李某" not in contents["events.jsonl"].decode()
    assert json.loads(contents["personal.jsonl"].splitlines()[0])["value"] == "李某"


def test_a_bundle_of_sm3_is_not_taken_for_one_of_sha256(path: Path):
    office = kept([stored(plain(3), SM3)], [0, 0, 0], [3], SM3)
    assert verify_bundle(written(path, office)).fits
    forged = replace(office, manifest=replace(office.manifest, digest="sha256"))
    assert not verify_bundle(written(path, forged)).fits


def test_roots_of_one_size_may_be_taken_on_several_days(path: Path):
    heads = (*OFFICE.heads, DayHead(date(2025, 3, 9), 6, OFFICE.manifest.root))
    assert verify_bundle(written(path, replace(OFFICE, heads=heads))).days == 4


def test_a_bundle_may_be_written_to_an_open_file(path: Path):
    with path.open("wb") as file:
        write_bundle(file, OFFICE.manifest, OFFICE.events, OFFICE.heads)
    assert verify_bundle(path).fits
