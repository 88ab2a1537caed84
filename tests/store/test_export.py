"""A bundle holds everything under the last head and verifies without the database."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.store.tampering import FIRST, NOON, TOMORROW, make_office
from zhunsheng.base.errors import InputRefused
from zhunsheng.record.bundle import verify_bundle
from zhunsheng.store import export
from zhunsheng.store.export import NothingToExport, export_bundle
from zhunsheng.store.models import DayHead, Event, PersonalValue

pytestmark = pytest.mark.django_db


def written(folder: Path, *, personal: bool = False) -> Path:
    path = folder / "包.zip"
    export_bundle(path, TOMORROW.date(), TOMORROW, personal=personal)
    return path


@pytest.mark.parametrize("personal", [False, True])
def test_the_bundle_verifies_and_holds_every_head(tmp_path: Path, personal: bool) -> None:
    make_office()
    path = written(tmp_path, personal=personal)
    heads = list(DayHead.objects.order_by("size"))
    assert heads[-1].size == Event.objects.count()
    for head in heads:
        verdict = verify_bundle(path, bytes(head.root).hex())
        assert verdict.fits
        assert verdict.published
    assert verdict.personal == (PersonalValue.objects.count() if personal else 0)
    assert ("曹小满".encode() in unpacked(path)) == personal


def unpacked(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_what_was_erased_is_not_exported_and_the_rest_holds(tmp_path: Path) -> None:
    make_office()
    before = written(tmp_path, personal=True)
    PersonalValue.objects.filter(matter__number=FIRST).update(value=None, salt=None)
    (tmp_path / "后").mkdir()
    after = written(tmp_path / "后", personal=True)
    assert verify_bundle(after).personal == verify_bundle(before).personal - 1
    assert verify_bundle(after).fits
    assert verify_bundle(before).fits


def test_what_is_told_grows_to_the_whole(tmp_path: Path) -> None:
    make_office()
    told: list[tuple[int, int]] = []
    export_bundle(tmp_path / "包.zip", NOON.date(), NOON, tell=lambda *done: told.append(done))
    assert told[-1] == (Event.objects.count(), Event.objects.count())


def test_with_nothing_kept_there_is_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(NothingToExport):
        written(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    make_office()
    (tmp_path / "包.zip").write_text("别的", encoding="utf-8")
    with pytest.raises(InputRefused, match="不覆盖已有的文件"):
        written(tmp_path)
    assert (tmp_path / "包.zip").read_text(encoding="utf-8") == "别的"
    with pytest.raises(InputRefused, match="请核对文件夹"):
        written(tmp_path / "无此夹")


def test_an_export_that_breaks_off_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_office()

    def breaks(size: int, digest: str) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(export, "_heads", breaks)
    with pytest.raises(KeyboardInterrupt):
        written(tmp_path)
    assert list(tmp_path.iterdir()) == []
