"""SM3 by one setting: for new matters and the log; what was hashed before stays verifiable."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.notes import noted, opened
from tests.store.tampering import NOON, TOMORROW, run
from zhunsheng.record.bundle import verify_bundle
from zhunsheng.record.chain import SHA256, SM3, DigestUnavailable
from zhunsheng.store.digest import VARIABLE, chosen_digest
from zhunsheng.store.django_store import DjangoStore, store
from zhunsheng.store.export import TwoDigests, export_bundle
from zhunsheng.store.log import day_head, proof_of, verify_matter
from zhunsheng.store.models import DayHead, Event, Matter
from zhunsheng.store.verification import verify_store

pytestmark = pytest.mark.django_db


def fill(number: str) -> None:
    """Open a matter in the digest that is chosen now, and write a note."""
    kept = DjangoStore()
    kept.append(opened(number))
    kept.append(noted(number, 1, f"note/{number}"))


@pytest.fixture
def sm3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "SM3")


def test_without_the_setting_it_is_sha256(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert chosen_digest() == SHA256
    assert store() is store()


@pytest.mark.parametrize("wrong", ["md5", "sha1", "国密"])
def test_a_digest_that_proves_nothing_is_refused(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, wrong)
    with pytest.raises(DigestUnavailable):
        chosen_digest()
    with pytest.raises(DigestUnavailable):
        DjangoStore()


def test_everything_is_in_sm3(sm3: None, tmp_path: Path) -> None:
    fill("一号")
    head = day_head(NOON.date(), NOON)
    assert (Matter.objects.get().digest, head.digest) == (SM3, SM3)
    assert verify_store(bytes(head.root).hex()).published
    assert verify_matter("一号") is None
    proof = proof_of("一号", 2)
    assert (proof.digest, proof.holds()) == (SM3, True)
    export_bundle(tmp_path / "包.zip", NOON.date(), NOON, personal=True)
    verdict = verify_bundle(tmp_path / "包.zip", bytes(head.root).hex())
    assert (verdict.fits, verdict.manifest.digest) == (True, SM3)


def test_tampering_is_seen_in_sm3(sm3: None) -> None:
    fill("一号")
    day_head(NOON.date(), NOON)
    pk = Event.objects.get(seq=2).pk
    run(("UPDATE store_event SET body = replace(body, '电话', '电邮') WHERE id = %s", [pk]))
    fault = verify_store().first_fault
    assert fault is not None
    assert (fault.matter, fault.seq) == ("一号", 2)
    assert verify_matter("一号") == 2


def test_a_store_that_changes_over_verifies_from_end_to_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, SHA256)
    fill("一号")
    old = day_head(NOON.date(), NOON)
    monkeypatch.setenv(VARIABLE, SM3)
    fill("二号")
    DjangoStore().append(noted("一号", 2, "later"))
    new = day_head(TOMORROW.date(), TOMORROW)
    assert [head.digest for head in DayHead.objects.order_by("id")] == [SHA256, SHA256, SM3]
    for number, seq in (("一号", 1), ("一号", 3), ("二号", 2)):
        assert proof_of(number, seq).holds()
    with pytest.raises(TwoDigests):
        export_bundle(tmp_path / "包.zip", TOMORROW.date(), TOMORROW)
    assert dict(Matter.objects.values_list("number", "digest")) == {"一号": SHA256, "二号": SM3}
    for head in (old, new):
        assert verify_store(bytes(head.root).hex()).published
    assert day_head(TOMORROW.date(), TOMORROW) == new
    pk = Event.objects.get(matter__number="一号", seq=3).pk
    run(("UPDATE store_event SET head = %s WHERE id = %s", [b"\1" * 32, pk]))
    assert verify_matter("一号") == 3
