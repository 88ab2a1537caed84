"""Erasing personal values by law: the value and its salt go, the record and its proofs stay.

The commitment in the event opens to nothing afterwards; heads, roots, proofs and bundles hold as
before. Lists, words to search for, drafts and documents in the making forget the value too. Files
of papers go only where they are named. Each erasure is a line of the access log.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.leaf import ERASED
from zhunsheng.record.record import Record
from zhunsheng.record.tagged import untagged
from zhunsheng.store import access_log, reading
from zhunsheng.store.access_log import Look
from zhunsheng.store.keeping import NoSuchMatter, Snapshot
from zhunsheng.store.models import (
    AccessEntry,
    Account,
    Document,
    Draft,
    Matter,
    Paper,
    PersonalValue,
    Proposal,
)
from zhunsheng.store.papers import PaperLost, path_of
from zhunsheng.store.snapshots import write_snapshots

PAGE = "erase"
FACTS = "facts"
SHORTEST = 2  # a single sign may mean anything


class NothingToErase(ZhunshengError):
    """The matter holds no such value or paper any more."""

    def __init__(self, number: str, what: str) -> None:
        super().__init__(
            f"“{number}”没有可删除的“{what}”，什么也没有删；请核对名称，已删除的不必再删"
        )


class NoReason(ZhunshengError):
    """An erasure was asked for without its reason."""

    def __init__(self) -> None:
        super().__init__("没有写明删除的理由和依据，没有删除；请写明是谁申请、依据哪一条")


class StillProposed(ZhunshengError):
    """Someone still has to settle a proposal that may hold the value."""

    def __init__(self, number: str, count: int) -> None:
        super().__init__(
            f"“{number}”还有{count}件待复核的事项，其中可能有要删除的内容，没有删除；请先办结再删"
        )


@dataclass(frozen=True, slots=True)
class Erasing:
    """What is to be erased of a matter: facts by name and papers by digest; why, by whom, when."""

    number: str
    names: tuple[str, ...]
    reason: str
    by: Account
    at: datetime
    papers: tuple[str, ...] = ()


@dataclass(slots=True)
class Erased:
    """What was erased; `elsewhere` are the papers of the matter that may still show the values."""

    values: int = 0
    papers: int = 0
    drafts: int = 0
    elsewhere: list[str] = field(default_factory=list)


def erase(erasing: Erasing, make: Callable[[Record], Snapshot]) -> Erased:
    """Erase what is asked for, all or nothing; `make` gives the snapshot of what is left.

    Raises `NoSuchMatter`, `NothingToErase`, `NoReason` and `StillProposed`.
    """
    if not erasing.reason.strip():
        raise NoReason
    matter = Matter.objects.filter(number=erasing.number).first()
    if matter is None:
        raise NoSuchMatter(erasing.number)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA secure_delete = ON")
    erased = Erased()
    with transaction.atomic():
        waiting = Proposal.objects.filter(matter=matter, state=Proposal.State.OPEN).count()
        if waiting:
            raise StillProposed(erasing.number, waiting)
        said = _erase_values(matter, erasing, erased)
        _erase_papers(matter, erasing, erased)
        _forget(matter, erasing, said, erased)
        _make_again(matter, make)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
    return erased


def _erase_values(matter: Matter, erasing: Erasing, erased: Erased) -> list[str]:
    """Erase the values of each name; return the texts they held, longest first."""
    texts: set[str] = set()
    for name in erasing.names:
        kept = PersonalValue.objects.filter(matter=matter, name=name, value__isnull=False)
        values = list(kept.values_list("value", flat=True))
        if not values:
            raise NothingToErase(erasing.number, name)
        texts |= {text for value in values for text in _texts(json.loads(value or "null"))}
        erased.values += kept.update(value=None, salt=None)
        _log(erasing, f"个人信息 {name}")
    return sorted(texts, key=len, reverse=True)


def _texts(value: object) -> Iterator[str]:
    read = untagged(value)
    if isinstance(read, tuple):
        yield from read
    elif read is not None and not isinstance(read, bool):
        yield str(read)


def _erase_papers(matter: Matter, erasing: Erasing, erased: Erased) -> None:
    """Take papers off the register; the file goes with the last paper that has it."""
    for digest in erasing.papers:
        rows = Paper.objects.filter(matter=matter, digest=digest)
        if not rows.exists():
            raise NothingToErase(erasing.number, f"材料 {digest[:8]}")
        erased.papers += rows.delete()[0]
        AccessEntry.objects.create(
            at=erasing.at,
            account=erasing.by,
            verb=access_log.ERASED,
            page=PAGE,
            matter=erasing.number,
            what=digest,
            reason=erasing.reason[: access_log.LENGTHS["reason"]],
        )
        transaction.on_commit(lambda digest=digest: _drop_file(digest))  # type: ignore[misc]
    left = Paper.objects.filter(matter=matter).order_by("added_at", "file_name")
    erased.elsewhere = [f"{paper.file_name}（{paper.digest[:8]}）" for paper in left]


def _drop_file(digest: str) -> None:
    if Paper.objects.filter(digest=digest).exists():
        return
    try:
        path_of(digest).unlink(missing_ok=True)
    except PaperLost:
        return


def _forget(matter: Matter, erasing: Erasing, said: Sequence[str], erased: Erased) -> None:
    """Take the values out of what is only worked with: drafts, documents, settled proposals."""
    mine = Draft.objects.filter(address__contains=matter.number)
    erased.drafts = mine.delete()[0] if erasing.names else 0
    for document in Document.objects.filter(matter=matter):
        facts = dict(document.content.get(FACTS, {}))
        left = {name: value for name, value in facts.items() if name not in erasing.names}
        if left != facts:
            document.content = {**document.content, FACTS: left}
            document.save(update_fields=["content"])
    for proposal in Proposal.objects.filter(matter=matter):
        proposal.event = _without(proposal.event, said)
        proposal.reason = _without(proposal.reason, said)
        proposal.save(update_fields=["event", "reason"])


def _without(text: str, said: Sequence[str]) -> str:
    for one in said:
        text = text.replace(one, ERASED) if len(one) >= SHORTEST else text
    return text


def _make_again(matter: Matter, make: Callable[[Record], Snapshot]) -> None:
    """Write the snapshot of what is left: the title, the words and all else that lists show."""
    kept = reading.load(matter.number)
    head = bytes.fromhex(kept.heads[-1])
    row = (matter.pk, matter.number, matter.procedure, kept.seq, head, make(kept.record))
    with connection.cursor() as cursor:
        write_snapshots(cursor, [row], anew=True)


def _log(erasing: Erasing, what: str) -> None:
    access_log.write(
        Look(
            erasing.at,
            access_log.ERASED,
            PAGE,
            erasing.by.pk,
            matter=erasing.number,
            what=what,
            reason=erasing.reason,
        )
    )
