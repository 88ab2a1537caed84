"""Documents kept: drafts, numbers without gaps in each series, issue and withdrawal.

A number is taken, the document marked as issued, its file put on file and its event written in one
transaction; whoever issues a second document of the same series waits for the first. Nothing here
knows how a paper is made or what the law says of it: whoever calls brings both.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.store.keeping import Overtaken
from zhunsheng.store.models import Account, Document, Matter, Paper
from zhunsheng.store.papers import PDF

TRIES = 5
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_SIGNS = 16
DRAFT, ISSUED, VOID = Document.State.DRAFT, Document.State.ISSUED, Document.State.VOID


class NotInThatState(ZhunshengError):
    """The document is no draft any more, or not one that was issued."""

    def __init__(self, document: Document, what: str) -> None:
        stands = document.number or document.get_state_display()
        state = document.get_state_display()
        super().__init__(f"这份文书现在是“{state}”（{stands}），不能{what}；请刷新页面后再看")


class ChangedMeanwhile(ZhunshengError):
    """The paper reads otherwise than the one that was looked at."""

    def __init__(self) -> None:
        super().__init__("文书在您预览之后有改动，没有制发；请核对现在的内容再制发")


@dataclass(frozen=True, slots=True)
class Series:
    """Which documents are numbered together: those whose numbers begin alike, in one year.

    `prefix` is what stands before the serial (益人社工伤认字〔2026〕), empty for a paper without a
    number; `kinds` are the kinds of paper that can have it.
    """

    prefix: str
    kinds: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True)
class Made:
    """A paper made for a serial: its number, its file, and what is kept with it."""

    serial: int | None
    number: str
    code: str
    file: Filed
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as it goes on file: the name of the paper, the name of the file, digest and size."""

    name: str
    file_name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Issuing:
    """Who issues which draft, as it was read, in which series, and when."""

    document: Document
    series: Series
    by: Account
    at: datetime


def new_code() -> str:
    """Return a code to be checked by: sixteen signs that cannot be guessed or misread."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_SIGNS))


# --- drafts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a draft says: its kind, its day, the act it is made for (None: not written yet)."""

    kind: str
    on_day: date
    event_seq: int | None
    facts: Mapping[str, Any]


def new_draft(pk: UUID, number: str, drafted: Drafted, by: Account, at: datetime) -> Document:
    """Keep a new draft of a matter under an id; sent twice it is one.

    Raises `Matter.DoesNotExist`.
    """
    made, _ = Document.objects.get_or_create(
        pk=pk,
        defaults={
            "matter": Matter.objects.get(number=number),
            "kind": drafted.kind,
            "event_seq": drafted.event_seq,
            "on_day": drafted.on_day,
            "content": {"facts": dict(drafted.facts)},
            "made_by": by,
            "made_at": at,
        },
    )
    return made


def change_draft(pk: UUID, drafted: Drafted) -> Document:
    """Keep what a draft says now; raises `NotInThatState` and `Document.DoesNotExist`."""
    with transaction.atomic():
        document = _locked(pk)
        if document.state != DRAFT:
            raise NotInThatState(document, "再改")
        document.event_seq, document.on_day = drafted.event_seq, drafted.on_day
        document.content = {**document.content, "facts": dict(drafted.facts)}
        document.save(update_fields=["event_seq", "on_day", "content"])
    return document


def drop_draft(pk: UUID) -> None:
    """Delete a draft; raises `NotInThatState` for what has or had a number."""
    with transaction.atomic():
        document = _locked(pk)
        if document.state != DRAFT:
            raise NotInThatState(document, "删除")
        document.delete()


# --- issue ---------------------------------------------------------------------------------------


def issue(
    issuing: Issuing,
    make: Callable[[int | None], Made],
    write: Callable[[Document, Made], None],
) -> Document:
    """Give a draft the next number of its series, and write down that it was issued.

    `make` makes the paper for a serial and may be called twice, `write` writes the event. Nothing
    is kept of either where one of them fails, and no number is used up. A draft that was issued
    meanwhile is returned as it is. Raises `NotInThatState`, `ChangedMeanwhile` and what the two
    raise.
    """
    ahead = make(next_serial(issuing.series))
    return _persistently(lambda: _issue(issuing, ahead, make, write))


def _issue(
    issuing: Issuing,
    ahead: Made,
    make: Callable[[int | None], Made],
    write: Callable[[Document, Made], None],
) -> Document:
    with transaction.atomic():
        _wait_for(issuing.series)
        document = _locked(issuing.document.pk)
        if document.state == ISSUED:
            return document
        if document.state != DRAFT:
            raise NotInThatState(document, "制发")
        if _said(document) != _said(issuing.document):
            raise ChangedMeanwhile
        serial = next_serial(issuing.series)
        made = ahead if ahead.serial == serial else make(serial)
        _settle(document, made, issuing)
        write(document, made)
    return document


def _said(document: Document) -> tuple[object, ...]:
    return (document.content, document.event_seq, document.on_day)


def _settle(document: Document, made: Made, issuing: Issuing) -> None:
    document.state = ISSUED
    document.year = None if made.serial is None else issuing.series.year
    document.serial, document.number, document.code = made.serial, made.number, made.code
    document.digest = made.file.digest
    document.content = {**document.content, **made.content}
    document.save()
    Paper.objects.create(
        matter=document.matter,
        name=made.file.name,
        file_name=made.file.file_name,
        digest=made.file.digest,
        size=made.file.size,
        media_type=PDF,
        added_by=issuing.by,
        added_at=issuing.at,
    )


def next_serial(series: Series) -> int | None:
    """Return the serial that follows the last of a series; None for a kind without a number."""
    if not series.prefix:
        return None
    numbered = Document.objects.filter(kind__in=series.kinds, year=series.year)
    alike = numbered.filter(number__startswith=series.prefix)
    last: int | None = alike.aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


def void(
    pk: UUID, reason: str, content: Mapping[str, Any], write: Callable[[Document], None]
) -> Document:
    """Withdraw an issued document and write the event; it keeps its number.

    One that was withdrawn before is returned as it is. Raises `NotInThatState` for a draft.
    """
    return _persistently(lambda: _void(pk, reason, content, write))


def _void(
    pk: UUID, reason: str, content: Mapping[str, Any], write: Callable[[Document], None]
) -> Document:
    with transaction.atomic():
        document = _locked(pk)
        if document.state == VOID:
            return document
        if document.state != ISSUED:
            raise NotInThatState(document, "作废")
        document.state, document.void_reason = VOID, reason
        document.content = {**document.content, **content}
        document.save(update_fields=["state", "void_reason", "content"])
        write(document)
    return document


def _persistently(work: Callable[[], Document]) -> Document:
    """Do it again, whole, where someone else wrote to the matter at the same moment."""
    for _ in range(TRIES - 1):
        try:
            return work()
        except (IntegrityError, Overtaken):
            continue
    return work()


def _locked(pk: UUID) -> Document:
    """Return a document that nobody else changes until the transaction ends."""
    return Document.objects.select_related("matter").select_for_update(of=("self",)).get(pk=pk)


def _wait_for(series: Series) -> None:
    """Wait until nobody else gives a number of the series; SQLite has one writer anyway."""
    if connection.vendor == "postgresql" and series.prefix:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [series.prefix])
