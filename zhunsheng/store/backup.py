"""A backup of everything kept: all tables as lines of JSON, papers and wage data, in one .zip.

It is taken from one view of the database while others go on writing, belongs to no database in
particular, and goes back only into an empty installation, whole or not at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from zhunsheng.base.errors import Fault, InputRefused, ZhunshengError
from zhunsheng.store import papers
from zhunsheng.store.atomic_file import written_whole
from zhunsheng.store.enveloping import is_sealed, seal, unseal
from zhunsheng.store.home import home_folder
from zhunsheng.store.models import Account, Document, Matter, Paper
from zhunsheng.store.originals import Originals
from zhunsheng.store.snapshots import forget_ids
from zhunsheng.store.steady import steady
from zhunsheng.store.verification import verify_store
from zhunsheng.store.wage_files import FOLDER, NotTheSame, restore_wages, write_wages

FORMAT = "zhunsheng-backup/1"
MANIFEST, WORDS = "manifest.json", "words"
APPS = ("store", "otp_totp")
TOGETHER, BLOCK = 500, 1 << 20
BUREAU = "bureau.toml"
Tell = Callable[[int, int], None]


class NotEmpty(ZhunshengError):
    """A backup goes back into an empty installation only."""

    def __init__(self) -> None:
        super().__init__(
            "这里已经有人员、办件或者工资数据，没有恢复；"
            "请换一个空的 ZHUNSHENG_HOME 或者空的数据库再恢复"
        )


class NotAsBackedUp(ZhunshengError):
    """What was restored does not verify; nothing of it was kept."""

    def __init__(self, why: str) -> None:
        super().__init__(f"备份内容与校验值不符，没有恢复：{why}；请换一份备份")


class PasswordMissing(ZhunshengError):
    """The backup is encrypted, and no password was given."""

    def __init__(self) -> None:
        super().__init__("这份备份加了密；请用 --password-file 写明密码所在的文件")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a backup holds: rows of all tables, and files of papers."""

    rows: int
    files: int


def tables() -> list[type[models.Model]]:
    """Return what is backed up, each table after those it points to."""
    found = [one for app in APPS for one in apps.get_app_config(app).get_models()]
    ordered: list[type[models.Model]] = []
    while found:
        ready = [one for one in found if not _awaits(one, found)]
        ordered += ready
        found = [one for one in found if one not in ready]
    return ordered


def _awaits(model: type[models.Model], others: list[type[models.Model]]) -> bool:
    pointed = {field.related_model for field in model._meta.concrete_fields} - {model}
    return any(other in pointed for other in others)


# --- taking --------------------------------------------------------------------------------------


def take_backup(file: Path, at: datetime, password: str = "", tell: Tell | None = None) -> Counted:
    """Write a backup of everything; raises `InputRefused` where the file cannot be written."""
    with written_whole(file) as out:
        if not password:
            return _write(out, at, tell)
        with tempfile.TemporaryFile(dir=file.parent) as plain:
            counted = _write(plain, at, tell)
            plain.seek(0)
            seal(plain, out, password)
            return counted


def _write(out: IO[bytes], at: datetime, tell: Tell | None) -> Counted:
    told: dict[str, Any] = {"format": FORMAT, "made_at": at.isoformat(), "members": {}}
    rows = 0
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        with steady():
            for model in tables():
                name = model._meta.label_lower
                rows += _write_member(package, f"{name}.jsonl", _lines(model), told)
            rows += _write_member(package, f"{WORDS}.jsonl", _words(), told)
            digests = sorted(_digests())
        for done, digest in enumerate(digests, start=1):
            package.write(papers.path_of(digest), f"papers/{digest}")
            if tell is not None:
                tell(done, len(digests))
        told["wages"] = write_wages(package)
        if (home_folder() / BUREAU).is_file():
            package.write(home_folder() / BUREAU, BUREAU)
        package.writestr(MANIFEST, json.dumps(told, ensure_ascii=False))
    return Counted(rows, len(digests))


def _digests() -> set[str]:
    kept = Paper.objects.values_list("digest", flat=True)
    issued = Document.objects.exclude(digest="").values_list("digest", flat=True)
    return {*kept, *issued}


def _write_member(package: ZipFile, name: str, lines: Iterator[str], told: dict[str, Any]) -> int:
    hashed, count = hashlib.sha256(), 0
    with package.open(name, "w", force_zip64=True) as member:
        for line in lines:
            content = f"{line}\n".encode()
            hashed.update(content)
            member.write(content)
            count += 1
    told["members"][name] = {"rows": count, "sha256": hashed.hexdigest()}
    return count


def _lines(model: type[models.Model]) -> Iterator[str]:
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._default_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(TOGETHER):
        yield json.dumps([_plain(value) for value in row], ensure_ascii=False)


def _words() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT matter_id, words FROM store_wordtext ORDER BY matter_id")
        for row in cursor.fetchall():
            yield json.dumps(list(row), ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Write a value of a column as JSON holds it."""
    if isinstance(value, bytes | memoryview):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value


# --- bringing back -------------------------------------------------------------------------------


def restore_backup(file: Path, password: str = "", tell: Tell | None = None) -> Counted:
    """Bring a backup back into an empty installation, whole or not at all.

    Raises `NotEmpty`, `NotOpened`, `PasswordMissing`, `NotAsBackedUp`, and `InputRefused` for a
    file that is no backup.
    """
    if Account.objects.exists() or Matter.objects.exists() or (home_folder() / FOLDER).exists():
        raise NotEmpty
    with tempfile.TemporaryFile() as plain:
        _open(file, plain, password)
        try:
            with ZipFile(plain) as package:
                return _restore(package, file, tell)
        except (BadZipFile, KeyError, ValueError, TypeError) as wrong:
            raise _no_backup(file, str(wrong)) from wrong


def _open(file: Path, plain: IO[bytes], password: str) -> None:
    try:
        source = file.open("rb")
    except OSError as error:
        raise _no_backup(file, error.strerror or "") from error
    with source:
        head = source.read(TOGETHER)
        source.seek(0)
        if not is_sealed(head):
            for block in iter(lambda: source.read(BLOCK), b""):
                plain.write(block)
        elif password:
            unseal(source, plain, password)
        else:
            raise PasswordMissing
    plain.seek(0)


def _restore(package: ZipFile, file: Path, tell: Tell | None) -> Counted:
    told = json.loads(package.read(MANIFEST))
    if told.get("format") != FORMAT:
        raise _no_backup(file, "格式不是本系统的备份")
    members = told["members"]
    rows = 0
    with transaction.atomic():
        for model in tables():
            name = f"{model._meta.label_lower}.jsonl"
            rows += _load(model, _member(package, name, members[name]["sha256"]))
        rows += _load_words(_member(package, f"{WORDS}.jsonl", members[f"{WORDS}.jsonl"]["sha256"]))
        _count_on()
        forget_ids()
        files = _load_papers(package, tell)
        verdict = verify_store(originals=Originals())
        if verdict.first_fault is not None:
            raise NotAsBackedUp(str(verdict.first_fault))
        try:
            restore_wages(package, told.get("wages", {}))
        except NotTheSame as wrong:
            raise NotAsBackedUp(str(wrong)) from wrong
    if BUREAU in package.namelist():
        (home_folder() / BUREAU).write_bytes(package.read(BUREAU))
    return Counted(rows, files)


def _member(package: ZipFile, name: str, digest: str) -> Iterator[list[Any]]:
    """Yield the rows of a member; raises `NotAsBackedUp` where they are not as written."""
    hashed = hashlib.sha256()
    with package.open(name) as member:
        for line in member:
            hashed.update(line)
            yield json.loads(line)
    if hashed.hexdigest() != digest:
        raise NotAsBackedUp(f"{name} 的校验值对不上")


def _load(model: type[models.Model], rows: Iterator[list[Any]]) -> int:
    fields = model._meta.concrete_fields
    count, waiting = 0, []
    for row in rows:
        values = {
            field.attname: _value(field, value) for field, value in zip(fields, row, strict=True)
        }
        waiting.append(model(**values))
        count += 1
        if len(waiting) == TOGETHER:
            model._default_manager.bulk_create(waiting)
            waiting = []
    model._default_manager.bulk_create(waiting)
    return count


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    if (
        isinstance(value, dict)
        and set(value) == {"bytes"}
        and field.get_internal_type() == "BinaryField"
    ):
        return base64.b64decode(value["bytes"])
    if field.get_internal_type() == "JSONField":
        return value
    return field.to_python(value)


def _load_words(rows: Iterator[list[Any]]) -> int:
    every = list(rows)
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO store_wordtext (matter_id, words) VALUES (%s, %s)", every)
    return len(every)


def _count_on() -> None:
    """Let new rows be numbered after those that were brought back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _load_papers(package: ZipFile, tell: Tell | None) -> int:
    names = [name for name in package.namelist() if name.startswith("papers/")]
    for done, name in enumerate(names, start=1):
        digest = name.removeprefix("papers/")
        with package.open(name) as source:
            kept = papers.keep(name, iter(lambda: source.read(BLOCK), b""))
        if kept.digest != digest:
            raise NotAsBackedUp(f"材料 {digest[:8]} 的内容对不上")
        if tell is not None:
            tell(done, len(names))
    return len(names)


def _no_backup(file: Path, why: str) -> InputRefused:
    remedy = "请选择 zhunsheng backup 写出的文件"
    return InputRefused([Fault(file.name, "文件", "不是可用的备份", why or "读不出来", remedy)])
