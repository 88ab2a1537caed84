"""The wage monitor's files come back with a backup: secret, loads, runs; never half of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from tests.cast import make_cast
from zhunsheng.store.backup import NotAsBackedUp, NotEmpty, restore_backup, take_backup
from zhunsheng.store.models import Account

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
KEPT = {
    "secret": b"\x00\x01" * 16,
    "parameters.toml": b'title = "x"\n',
    "warehouse/loads/0001/manifest.json": b"{}",
    "warehouse/loads/0001/payroll.parquet": b"PAR1" * 9000,
    "months/2026-09/0001/ratings.parquet": b"PAR1",
}
LEFT_OUT = {
    "warehouse/cache/roster.parquet": b"again",
    "warehouse/loads/.half/payroll.parquet": b"half",
    "months/2026-09/.half/ratings.parquet": b"half",
}


def write(home: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = home / "wages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def read(home: Path) -> dict[str, bytes]:
    folder = home / "wages"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def backup(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of an office with wage data; after it the office and its folder are empty."""
    monkeypatch.setenv("ZHUNSHENG_HOME", str(tmp_path / "before"))
    make_cast()
    write(tmp_path / "before", KEPT | LEFT_OUT)
    file = tmp_path / "backup.zip"
    take_backup(file, AT)
    call_command("flush", interactive=False, verbosity=0)
    monkeypatch.setenv("ZHUNSHENG_HOME", str(tmp_path / "after"))
    return file


def test_what_cannot_be_made_again_comes_back(backup: Path, tmp_path: Path) -> None:
    restore_backup(backup)
    assert read(tmp_path / "after") == KEPT
    assert (tmp_path / "after" / "wages" / "secret").stat().st_mode & 0o077 == 0


def test_over_wage_data_nothing_is_restored(backup: Path, tmp_path: Path) -> None:
    write(tmp_path / "after", {"secret": b"another"})
    with pytest.raises(NotEmpty):
        restore_backup(backup)
    assert read(tmp_path / "after") == {"secret": b"another"}


@pytest.mark.parametrize(
    ("named", "content"),
    [("wages/secret", b"other"), ("wages/months/2026-09/0001/ratings.parquet", b"")],
)
def test_a_changed_file_brings_nothing_back(
    backup: Path, tmp_path: Path, named: str, content: bytes
) -> None:
    bad = tmp_path / "bad.zip"
    with ZipFile(backup) as before, ZipFile(bad, "w") as after:
        for name in before.namelist():
            after.writestr(name, content if name == named else before.read(name))
    with pytest.raises(NotAsBackedUp):
        restore_backup(bad)
    assert not Account.objects.exists()
    assert read(tmp_path / "after") == {}
    assert restore_backup(backup).rows > 0
