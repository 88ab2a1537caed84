"""One document as whoever asks may see it: what it is filled from, its pages, its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from zhunsheng.documents.bureau import Bureau
from zhunsheng.documents.filled import Filled, digest
from zhunsheng.documents.form import Form
from zhunsheng.documents.forms import form
from zhunsheng.documents.preview import pages_png
from zhunsheng.documents.typeset import pdf
from zhunsheng.documents.word import docx
from zhunsheng.office import Actor, Office
from zhunsheng.record.event import Value
from zhunsheng.store.home import home_folder
from zhunsheng.store.keeping import Kept, Line, NoSuchMatter
from zhunsheng.store.models import Document
from zhunsheng.store.papers import path_of
from zhunsheng.web.bureau import bureau_of
from zhunsheng.web.documents_page.source import UNFIT, Source, read_facts

SEEN, TEXT, WORD, BUREAU, ISSUED_AT, VOIDED_AT = (
    "seen", "text", "word", "bureau", "issued_at", "voided_at",
)  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """A document with its matter; `masked` where its reader is shown no personal data."""

    document: Document
    office: Office
    kept: Kept
    line: Line
    masked: bool

    @property
    def number(self) -> str:
        """Return the number of the matter."""
        return self.kept.record.matter

    @property
    def content(self) -> Mapping[str, Any]:
        """Return what the document keeps of itself."""
        found: Mapping[str, Any] = self.document.content
        return found

    @property
    def is_draft(self) -> bool:
        """Say whether it may still be changed."""
        return self.document.state == Document.State.DRAFT

    @cached_property
    def source(self) -> Source:
        """Return what it is filled from: once issued, the record and the bureau as they were."""
        now = self.source_now
        if self.is_draft:
            return now
        events = self.kept.record.events[: self.content.get(SEEN, self.kept.seq)]
        return replace(now, record=replace(self.kept.record, events=events))

    @cached_property
    def source_now(self) -> Source:
        """Return what it would be filled from today."""
        document = self.document
        facts = read_facts(document.content)
        wanted = Wanted(form(document.kind), document.on_day, document.event_seq, facts)
        given = self.content.get(BUREAU)
        bureau = Bureau(**given) if given else bureau_of(self.line.department)
        return source_of(self.office, self.kept, bureau, wanted)

    @cached_property
    def filled(self) -> Filled:
        """Return the paper as its reader sees it; raises `WrongForm` and `LawError`."""
        return self.source.filled(number=self.document.number, masked=self.masked)

    @cached_property
    def text(self) -> str:
        """Return the hash of the whole paper, by which an issue names what was looked at."""
        return digest(self.source.filled(number=self.document.number))

    @property
    def is_faithful(self) -> bool:
        """Say whether the paper, filled again, still reads as it was issued."""
        return self.is_draft or self.text == self.content.get(TEXT)

    @property
    def is_overtaken(self) -> bool:
        """Say whether corrections of the record since the issue change what the paper says."""
        if self.is_draft:
            return False
        try:
            current = digest(self.source_now.filled(number=self.document.number))
        except UNFIT:
            return True
        return current != self.text

    # --- files -----------------------------------------------------------------------------------

    def pages(self) -> tuple[bytes, ...]:
        """Return a picture of every page, as PNG."""
        if self.is_draft or self.masked:
            return draft_pages(self.filled, fonts_folder())
        return issued_pages(self.document.digest)

    def pdf(self) -> bytes:
        """Return the PDF: the one that was issued, else a draft; a sample where it is masked."""
        if self.is_draft or self.masked:
            return pdf(self.filled, draft=True, fonts=fonts_folder())
        return path_of(self.document.digest).read_bytes()

    def docx(self) -> bytes:
        """Return the editable copy: as it was issued, else of the draft."""
        if self.is_draft or self.masked:
            return docx(self.filled)
        return path_of(self.content[WORD]).read_bytes()

    @property
    def file_name(self) -> str:
        """Return the name its files are given, without an ending."""
        ends = {Document.State.DRAFT: "草稿", Document.State.VOID: "作废"}
        end = "样本" if self.masked else ends.get(Document.State(self.document.state), "")
        return " ".join(filter(None, (self.source.form.zh, self.document.number, end)))

    def moment(self, name: str) -> datetime | None:
        """Return when it was issued or withdrawn; None where it was not."""
        written = self.content.get(name)
        return datetime.fromisoformat(written) if written else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which paper is meant: its form, its day, the number of the act's event."""

    form: Form
    on: date
    seq: int | None = None
    facts: Mapping[str, Value] | None = None


def source_of(office: Office, kept: Kept, bureau: Bureau, wanted: Wanted) -> Source:
    """Return what a paper of a matter is filled from."""
    seq = wanted.seq if wanted.seq and wanted.seq <= kept.seq else None
    procedure = office.assessor(kept.record.procedure).procedure
    return Source(
        wanted.form,
        kept.record,
        procedure,
        bureau,
        office.law,
        wanted.on,
        seq,
        wanted.facts,
    )


def open_document(office: Office, actor: Actor, document: Document) -> Opened:
    """Return a document whose matter the actor may see; raises `NoSuchMatter`."""
    number = document.matter.number
    kept = office.kept(actor, number)
    return Opened(document, office, kept, line_of(office, number), masked=not actor.acts)


def line_of(office: Office, number: str) -> Line:
    """Return the line of a matter; raises `NoSuchMatter`."""
    line = office.store.line(number)
    if line is None:
        raise NoSuchMatter(number)
    return line


def written_bureau(bureau: Bureau) -> dict[str, str]:
    """Return the bureau as an issued document keeps it."""
    return dict(asdict(bureau))


def fonts_folder() -> Path | None:
    """Return the folder of the bureau's own typefaces, where there is one."""
    folder = home_folder() / "fonts"
    return folder if folder.is_dir() else None


@lru_cache(maxsize=12)
def draft_pages(filled: Filled, fonts: Path | None) -> tuple[bytes, ...]:
    """Draw the pages of a draft; a reader's browser asks for them one by one."""
    return tuple(pages_png(pdf(filled, draft=True, fonts=fonts)))


@lru_cache(maxsize=12)
def issued_pages(digest: str) -> tuple[bytes, ...]:
    """Draw the pages of an issued paper."""
    return tuple(pages_png(path_of(digest).read_bytes()))
