"""Issuing a paper and withdrawing it: number, file, event, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.documents.filled import digest
from zhunsheng.documents.typeset import Proof, pdf
from zhunsheng.documents.word import docx
from zhunsheng.office import Actor, Doing
from zhunsheng.office.acting import LOCAL
from zhunsheng.record.administrative import ISSUED, VOIDED
from zhunsheng.record.event import Event
from zhunsheng.store import documents
from zhunsheng.store.documents import ChangedMeanwhile, Filed, Issuing, Made, NotInThatState
from zhunsheng.store.models import Account, Document
from zhunsheng.store.papers import keep
from zhunsheng.web.documents_page.lacking import lacks
from zhunsheng.web.documents_page.opened import (
    BUREAU,
    ISSUED_AT,
    SEEN,
    TEXT,
    VOIDED_AT,
    WORD,
    Opened,
    fonts_folder,
    open_document,
    written_bureau,
)

KEY_SIGNS = 24


class NotReady(ZhunshengError):
    """A paper that lacks something is not issued."""

    def __init__(self, zh: str, lacking: list[str]) -> None:
        super().__init__(f"《{zh}》还缺{len(lacking)}项：{'、'.join(lacking)}；补齐后再制发")


class Issuer:
    """Issues one document for one account, at one moment, from what its reader looked at."""

    def __init__(self, opened: Opened, actor: Actor, by: Account, at: datetime) -> None:
        self.opened = opened
        self.actor = actor
        self.by = by
        self.at = at
        self.code = documents.new_code()

    def issue(self, looked_at: str, verify_at: str) -> Document:
        """Issue it; `looked_at` is the hash of the preview, `verify_at` where codes are checked.

        Raises `NotInThatState`, `NotReady`, `ChangedMeanwhile`, `IncompletePaper` and what the
        office raises.
        """
        opened = self.opened
        self.check(opened, looked_at)
        issuing = Issuing(opened.document, opened.source.series, self.by, self.at)
        return documents.issue(
            issuing,
            lambda serial: self.make(serial, verify_at),
            lambda document, made: self.write(document, made, looked_at),
        )

    def check(self, opened: Opened, looked_at: str) -> None:
        """Raise `NotInThatState`, `NotReady` or `ChangedMeanwhile` where it may not be issued."""
        source = opened.source
        if not opened.is_draft:
            raise NotInThatState(opened.document, "制发")
        if opened.text != looked_at:
            raise ChangedMeanwhile
        lacking = [lack.zh for lack in lacks(source, source.filled())]
        if lacking:
            raise NotReady(source.form.zh, lacking)

    def make(self, serial: int | None, verify_at: str) -> Made:
        """Make the paper with its number, its files kept for good."""
        source = self.opened.source
        number = source.number(serial)
        filled = source.filled(number=number)
        proof = Proof(digest(filled), f"{verify_at}/heyan/{self.code}/")
        name = f"{source.form.zh} {number}".strip() + ".pdf"
        paper = keep(name, [pdf(filled, draft=False, proof=proof, fonts=fonts_folder())])
        content = {
            SEEN: self.opened.kept.seq,
            TEXT: digest(filled),
            WORD: keep(name, [docx(filled)]).digest,
            BUREAU: written_bureau(source.bureau),
            ISSUED_AT: self.at.isoformat(),
        }
        filed = Filed(source.form.paper or source.form.kind, name, paper.digest, paper.size)
        return Made(serial, number, self.code, filed, content)

    def write(self, document: Document, made: Made, looked_at: str) -> None:
        """Write the event, unless the record was changed so that the paper reads otherwise."""
        current = self.current()
        self.check(current, looked_at)
        form, procedure = current.source.form, current.source.procedure
        by_hand = form.layout == "table"  # it proves something only once it is signed
        declared = any(paper.name == form.paper for paper in procedure.papers)
        papers = (form.paper,) if declared and not by_hand else ()
        event = Event(ISSUED, self.day, facts=facts_of(document), papers=papers)
        self.append(document, event, {made.file.name: made.file.digest})

    def void(self, reason: str) -> Document:
        """Withdraw the document for a reason; raises `NotInThatState` and what the office does."""

        def write(document: Document) -> None:
            event = Event(VOIDED, self.day, facts=facts_of(document), note=reason)
            self.append(document, event, {})

        moment = {VOIDED_AT: self.at.isoformat()}
        return documents.void(self.opened.document.pk, reason, moment, write)

    @property
    def day(self) -> date:
        """Return the day of the act."""
        return self.at.astimezone(LOCAL).date()

    def current(self) -> Opened:
        """Return the same document beside the record as it stands at this moment."""
        return open_document(self.opened.office, self.actor, self.opened.document)

    def append(self, document: Document, event: Event, files: Mapping[str, str]) -> None:
        """Write an event of the document to its matter."""
        office, number = self.opened.office, self.opened.number
        seen = office.kept(self.actor, number).seq
        key = f"{event.kind[0]}{document.pk.hex[:KEY_SIGNS]}"
        office.append(self.actor, number, Doing(event, seen, key, files=files), self.at)


def facts_of(document: Document) -> dict[str, str]:
    """Return what the events of a document state of it."""
    facts = {"kind": document.kind, "number": document.number, "code": document.code}
    return {name: value for name, value in facts.items() if value}
