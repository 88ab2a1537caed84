"""A backup brought back is the same to the last hash; a wrong one brings nothing back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from tests.cast import OPEN_INJURY, actor, make_cast, office, open_text
from zhunsheng.base.errors import InputRefused
from zhunsheng.office import Doing
from zhunsheng.record.event import Event
from zhunsheng.store import papers
from zhunsheng.store.backup import (
    NotAsBackedUp,
    NotEmpty,
    PasswordMissing,
    restore_backup,
    tables,
    take_backup,
)
from zhunsheng.store.enveloping import NotOpened
from zhunsheng.store.log import day_head
from zhunsheng.store.models import Account, Matter, Paper
from zhunsheng.store.models import Event as Kept
from zhunsheng.store.verification import verify_store

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture" * 20
SECRET = "correct horse 电池"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of the test's own: others leave theirs with wage data in it."""
    monkeypatch.setenv("ZHUNSHENG_HOME", str(tmp_path / "home"))


@pytest.fixture
def kept(db: None) -> str:
    """An office with a matter, a paper on file, and a head of the log."""
    make_cast()
    number = open_text(OPEN_INJURY, "zhou")
    stored = papers.keep("照片.png", [PICTURE])
    event = Event("noted", AT.date(), papers=("application_form",))
    doing = Doing(event, 4, "filed", files={"application_form": stored.digest})
    office().append(actor("zhou"), number, doing, AT)
    Paper.objects.create(
        matter=Matter.objects.get(),
        name="application_form",
        file_name="照片.png",
        digest=stored.digest,
        size=stored.size,
        media_type=stored.media_type,
        added_by=Account.objects.get(username="zhou"),
        added_at=AT,
    )
    day_head(AT.date(), AT)
    return number


def rows() -> dict[str, list[tuple[object, ...]]]:
    return {
        model._meta.label: [
            tuple(bytes(one) if isinstance(one, memoryview) else one for one in row)
            for row in model._default_manager.order_by("pk").values_list()
        ]
        for model in tables()
    }


def emptied() -> None:
    call_command("flush", interactive=False, verbosity=0)


@pytest.mark.parametrize("password", ["", SECRET])
def test_everything_comes_back_and_verifies(kept: str, tmp_path: Path, password: str) -> None:
    before = rows()
    file = tmp_path / "backup.zip"
    taken = take_backup(file, AT, password)
    assert b"worker" not in file.read_bytes() or not password
    emptied()
    brought = restore_backup(file, password)
    assert brought == taken
    assert rows() == before
    verdict = verify_store()
    assert verdict.fits
    assert verdict.events == Kept.objects.count() == 5
    seen = office().store.load(kept).seq
    office().append(actor("zhou"), kept, Doing(Event("noted", AT.date()), seen, "after"), AT)
    assert verify_store().fits


def test_where_something_is_kept_nothing_is_restored(kept: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    take_backup(file, AT)
    with pytest.raises(NotEmpty):
        restore_backup(file)


def test_a_backup_is_never_written_over(kept: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.write_bytes(b"x")
    with pytest.raises(InputRefused):
        take_backup(file, AT)
    assert file.read_bytes() == b"x"


@pytest.mark.parametrize("wrong", ["", "another"])
def test_without_the_password_nothing_is_read(kept: str, tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "backup.zip"
    take_backup(file, AT, SECRET)
    emptied()
    with pytest.raises(NotOpened if wrong else PasswordMissing):
        restore_backup(file, wrong)
    assert not Account.objects.exists()


def damaged(content: bytes) -> Iterator[bytes]:
    yield content[: len(content) // 2]
    yield content[:-1]
    yield content + b"x"
    middle = len(content) // 2
    yield content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def test_a_damaged_sealed_backup_is_not_opened(kept: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    take_backup(file, AT, SECRET)
    emptied()
    for place, content in enumerate(damaged(file.read_bytes())):
        bad = tmp_path / f"bad{place}.zip"
        bad.write_bytes(content)
        with pytest.raises(NotOpened):
            restore_backup(bad, SECRET)
        assert not Account.objects.exists()


def changed(file: Path, member: str, old: bytes, new: bytes) -> Path:
    """Write the backup again with one thing in one member changed."""
    out = file.with_name(f"changed-{member}.zip")
    with ZipFile(file) as package, ZipFile(out, "w") as again:
        for name in package.namelist():
            content = package.read(name)
            again.writestr(name, content.replace(old, new) if name == member else content)
    return out


def test_a_changed_event_brings_nothing_back(kept: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    take_backup(file, AT)
    emptied()
    bad = changed(file, "store.event.jsonl", b"accepted", b"refused!")
    with pytest.raises(NotAsBackedUp):
        restore_backup(bad)
    assert not Matter.objects.exists()
    assert restore_backup(file).rows > 0


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_what_is_no_backup_is_refused(db: None, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.zip"
    file.write_bytes(content)
    with pytest.raises(InputRefused) as refused:
        restore_backup(file)
    assert "不是可用的备份" in str(refused.value)


def test_a_zip_of_something_else_is_refused(db: None, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as package:
        package.writestr("manifest.json", '{"format": "other"}')
    file = tmp_path / "other.zip"
    file.write_bytes(buffer.getvalue())
    with pytest.raises(InputRefused):
        restore_backup(file)
