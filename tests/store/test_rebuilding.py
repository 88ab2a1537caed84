"""Snapshots are no truth of their own: lost or changed, they come back from the events the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection

import zhunsheng.office
from tests.cast import OPEN_INJURY, actor, make_cast, office, open_text
from tests.store.tampering import NOON, note, run
from zhunsheng.office import NewMatter
from zhunsheng.record.record import Record
from zhunsheng.record.text import read
from zhunsheng.store.keeping import Snapshot, Stale
from zhunsheng.store.models import Event, FindingRow, MatterRow
from zhunsheng.store.rebuilding import rebuild
from zhunsheng.store.verification import verify_store

pytestmark = pytest.mark.django_db
RECORDS = Path(__file__).parents[2] / "examples/records"
FIRST = "益人社工伤〔2026〕1号"
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def made(db: None) -> None:
    """A matter at work, and the example records as they were taken over."""
    make_cast()
    open_text(OPEN_INJURY, "zhou")
    note(FIRST, "电话联系单位")
    for file in sorted(RECORDS.glob("*.txt"))[:4]:
        for record in read(file.read_text(encoding="utf-8"), file.name).records:
            new = NewMatter(
                record.matter, record.procedure, record.about, events=record.events, taken_over=True
            )
            office().open(actor("zhou"), new, NOON)


def make(record: Record) -> Snapshot:
    return office().snapshot(record, TODAY)


def kept() -> list[list[tuple[object, ...]]]:
    """Every column of the rows, findings and words; ids of findings mean nothing."""
    findings = [f.attname for f in FindingRow._meta.concrete_fields if not f.primary_key]
    with connection.cursor() as cursor:
        cursor.execute("SELECT matter_id, words FROM store_wordtext ORDER BY matter_id")
        words = cursor.fetchall()
    rows = MatterRow.objects.order_by("pk").values_list(
        *[f.attname for f in MatterRow._meta.concrete_fields]
    )
    return [
        [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows],
        list(FindingRow.objects.order_by("pk").values_list(*findings)),
        list(words),
    ]


def test_the_rows_of_a_sound_store_stay_as_they_are() -> None:
    before = kept()
    assert len(before[0]) > 10
    assert len(before[1]) > 20
    told: list[tuple[int, int]] = []
    rebuilt = rebuild(make, lambda done, total: told.append((done, total)))
    assert (rebuilt.matters, rebuilt.failed) == (len(before[0]), [])
    assert told[-1] == (len(before[0]), len(before[0]))
    assert [sorted(part, key=repr) for part in kept()] == [
        sorted(part, key=repr) for part in before
    ]


@pytest.mark.parametrize(
    "statements",
    [
        [
            "DELETE FROM store_findingrow",
            "DELETE FROM store_wordtext",
            "DELETE FROM store_matterrow",
        ],
        [
            "UPDATE store_findingrow SET zh = 'x', gravity = ''",
            "UPDATE store_wordtext SET words = 'x'",
        ],
        [
            "UPDATE store_matterrow SET title = 'x', due_on = '2001-01-01', worst = 0, seq = 999, findings_key = ''"
        ],
        ["UPDATE store_matterrow SET seq = 0"],
    ],
)
def test_what_was_lost_or_changed_comes_back(statements: list[str]) -> None:
    before = kept()
    run(*((statement, []) for statement in statements))
    assert kept() != before
    rebuild(make)
    assert [sorted(part, key=repr) for part in kept()] == [
        sorted(part, key=repr) for part in before
    ]
    assert verify_store().fits


def test_a_matter_that_cannot_be_read_is_named_and_the_others_are_rebuilt() -> None:
    first = Event.objects.get(matter__number=FIRST, seq=2)
    run(("UPDATE store_event SET body = '{' WHERE id = %s", [first.pk]))
    rebuilt = rebuild(make)
    ((number, why),) = rebuilt.failed
    assert number == FIRST
    assert "不是 JSON" in why
    assert rebuilt.matters == MatterRow.objects.count() - 1


def test_an_act_written_meanwhile_is_not_undone() -> None:
    wrote = []

    def slowly(record: Record) -> Snapshot:
        if not wrote:
            wrote.append(note(FIRST, "重建时写入"))
        return make(record)

    rebuilt = rebuild(slowly)
    assert rebuilt.failed == []
    assert MatterRow.objects.get(number=FIRST).seq == wrote[0]
    assert verify_store().fits


def test_another_law_makes_rows_stale_until_they_are_assessed_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = MatterRow.objects.count()
    assert office().store.stale(Stale(TODAY, MatterRow.objects.all()[0].basis), 999) == []
    monkeypatch.setattr(zhunsheng.office, "basis_mark", lambda: "another")
    assert len(office().store.stale(Stale(TODAY, "another"), 999)) == count
    healed = 0
    while some := office().refresh_stale(TODAY, 5):
        assert some <= 5
        healed += some
    assert healed == count
    assert set(MatterRow.objects.values_list("basis", flat=True)) == {"another"}
    assert office().store.stale(Stale(TODAY, "another"), 999) == []


def test_a_day_that_changes_a_row_makes_it_stale() -> None:
    change = MatterRow.objects.get(number=FIRST).next_change
    basis = MatterRow.objects.get(number=FIRST).basis
    before = date.fromordinal(change.toordinal() - 1)
    assert FIRST not in office().store.stale(Stale(before, basis), 999)
    assert FIRST in office().store.stale(Stale(change, basis), 999)
