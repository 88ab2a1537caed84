"""Many threads and processes write at once: one wins each round, nothing is lost or written twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections, transaction

from tests.store.notes import noted, opened
from zhunsheng.record.chain import SHA256
from zhunsheng.store import committing
from zhunsheng.store.batch import Batch
from zhunsheng.store.django_store import DjangoStore
from zhunsheng.store.keeping import MatterExists, NoSuchMatter, Overtaken, Written
from zhunsheng.store.models import Event, MatterRow
from zhunsheng.store.verification import verify_store

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, ROUNDS = 8, 12


@pytest.fixture
def kept(transactional_db: None) -> Iterator[DjangoStore]:
    store = DjangoStore(SHA256)
    yield store
    if store._committer._connection is not None:
        store._committer._connection.close()


def at_once(work: Callable[[int], object], threads: int = THREADS) -> list[object]:
    """Run the work in so many threads that begin together; give what came of each."""
    begin = threading.Barrier(threads)

    def begun(place: int) -> object:
        try:
            begin.wait()
            return work(place)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(begun, range(threads)))


def test_of_those_who_saw_the_same_one_wins_each_round(kept: DjangoStore) -> None:
    kept.append(opened("一号"))
    for seen in range(1, ROUNDS):

        def race(place: int, seen: int = seen) -> object:
            try:
                return kept.append(noted("一号", seen, f"{place}/{seen}"))
            except Overtaken as overtaken:
                return overtaken.stands

        came = at_once(race)
        won = [one for one in came if isinstance(one, Written)]
        assert [one.seq for one in won] == [seen + 1]
        assert Counter(one for one in came if isinstance(one, int)) == {seen + 1: THREADS - 1}
    assert Event.objects.count() == ROUNDS
    assert MatterRow.objects.get().seq == ROUNDS
    assert verify_store().fits


def test_those_who_were_overtaken_read_again_and_lose_nothing(kept: DjangoStore) -> None:
    kept.append(opened("一号"))

    def insist(place: int) -> None:
        seen, left = 1, ROUNDS
        while left:
            try:
                seen = kept.append(
                    noted("一号", seen, f"{place}/{left}", [f"{place}第{left}次"])
                ).seq
                left -= 1
            except Overtaken as overtaken:
                seen = overtaken.stands

    at_once(insist)
    record = kept.load("一号").record
    notes = [event.note for event in record.events[1:]]
    assert sorted(notes) == sorted(
        f"{p}第{n}次" for p in range(THREADS) for n in range(1, ROUNDS + 1)
    )
    assert verify_store().fits


def test_each_on_a_matter_of_its_own(kept: DjangoStore) -> None:
    def fill(place: int) -> None:
        kept.append(opened(f"{place}号"))
        for seen in range(1, ROUNDS):
            assert kept.append(noted(f"{place}号", seen, f"{place}/{seen}")).seq == seen + 1

    at_once(fill)
    assert list(MatterRow.objects.values_list("seq", flat=True)) == [ROUNDS] * THREADS
    assert verify_store().events == THREADS * ROUNDS
    assert verify_store().fits


def test_one_submission_sent_many_times_at_once_is_one_event(kept: DjangoStore) -> None:
    kept.append(opened("一号"))
    for seen in range(1, ROUNDS):
        came = at_once(lambda _, seen=seen: kept.append(noted("一号", seen, f"key/{seen}")))
        assert {(one.seq, one.head) for one in came} == {(seen + 1, came[0].head)}
        assert sum(not one.repeated for one in came) == 1
    assert Event.objects.count() == ROUNDS


def test_one_matter_opened_many_times_at_once_is_opened_once(kept: DjangoStore) -> None:
    def race(place: int) -> object:
        try:
            act = opened("一号")
            return kept.append(
                type(act)(act.number, 0, f"{place}", act.entries, act.snapshot, opening=act.opening)
            )
        except MatterExists:
            return None

    came = at_once(race)
    assert sum(one is not None for one in came) == 1
    assert Event.objects.count() == 1


def test_what_is_refused_in_a_batch_does_not_disturb_the_others(kept: DjangoStore) -> None:
    kept.append(opened("一号"))

    def mixed(place: int) -> object:
        number, seen = [("一号", 9), ("无此号", 0), (f"{place}号", 0)][place % 3]
        act = opened(number) if number == f"{place}号" else noted(number, seen, f"{place}")
        try:
            return kept.append(act)
        except (Overtaken, NoSuchMatter) as error:
            return type(error)

    came = at_once(mixed, 9)
    assert came[0::3] == [Overtaken] * 3
    assert came[1::3] == [NoSuchMatter] * 3
    assert all(isinstance(one, Written) for one in came[2::3])
    assert verify_store().fits


def test_a_batch_the_database_refuses_is_written_act_by_act(
    kept: DjangoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failed = Batch.write, []

    def fails_together(batch: Batch, acts: list[object]) -> object:
        if len(acts) > 1:
            failed.append(len(acts))
            raise OperationalError("deadlock detected")
        return real(batch, acts)

    monkeypatch.setattr(Batch, "write", fails_together)
    monkeypatch.setattr(committing, "PATIENCE", 1)
    kept._committer._expected = THREADS
    came = at_once(lambda place: kept.append(opened(f"{place}号")))
    assert failed
    assert all(isinstance(one, Written) for one in came)
    assert verify_store().matters == THREADS


def test_a_failure_reaches_those_it_concerns_and_the_next_act_is_written(
    kept: DjangoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Batch, "write", lambda *_: (_ for _ in ()).throw(OperationalError("gone")))
        with pytest.raises(OperationalError, match="gone"):
            kept.append(opened("一号"))
    with monkeypatch.context() as broken:
        broken.setattr(Batch, "write", lambda *_: (_ for _ in ()).throw(ValueError("a mistake")))
        with pytest.raises(ValueError, match="a mistake"):
            kept.append(opened("一号"))
    assert kept.append(opened("一号")).seq == 1


def test_others_of_a_batch_that_broke_off_are_told_so(
    kept: DjangoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "PATIENCE", 5)
    kept._committer._expected = THREADS
    monkeypatch.setattr(Batch, "write", lambda *_: (_ for _ in ()).throw(ValueError("a mistake")))

    def told(place: int) -> object:
        try:
            return kept.append(opened(f"{place}号"))
        except (ValueError, committing.Interrupted) as error:
            return type(error)

    came = Counter(at_once(told))
    assert came == {ValueError: 1, committing.Interrupted: THREADS - 1}
    monkeypatch.undo()
    assert kept.append(opened("一号")).seq == 1


def test_within_a_transaction_the_act_is_part_of_it(kept: DjangoStore) -> None:
    with transaction.atomic():
        kept.append(opened("一号"))
        assert Event.objects.count() == 1
        transaction.set_rollback(True)
    assert Event.objects.count() == 0
    assert not connection.in_atomic_block
